//! The label lists of a model: what the numbers that the network gives mean.

use crate::{EntityKind, Feats, ParseError, Relation, Upos};
use sayso_core::EventType;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// The newest layout of model folders that this version reads.
const FORMAT: u32 = 2;

#[derive(Deserialize)]
struct File {
    format: u32,
    #[serde(flatten)]
    kind: Kind,
    width: usize,
    arc: usize,
    label: usize,
    tag_heads: Vec<(String, usize)>,
    upos: Vec<String>,
    feats: Vec<String>,
    relations: Vec<String>,
    scripts: Vec<String>,
    names: Vec<String>,
    acts: Option<ActsHead>,
    coreference: Option<LayerHead>,
    cues: Option<LayerHead>,
    roles: Option<RolesHead>,
}

/// The measures of the tower that says which words name acts; a model may have none.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ActsHead {
    /// Layers of the encoder below it.
    pub(crate) from: usize,
    /// Width between its two last products.
    pub(crate) hidden: usize,
    /// "none", then the codes of the types in the order of the codebook.
    types: Vec<String>,
    /// Nouns for people, bodies and states, of one word or several, which it is not shown: in lower case, the last word a lemma.
    pub(crate) parties: HashSet<Box<str>>,
}

impl ActsHead {
    fn fits(&self, kind: &Kind) -> bool {
        let known = std::iter::once("none").chain(EventType::ALL.map(EventType::code));
        matches!(kind, Kind::Base { layers, .. } if self.from < *layers)
            && (16..=4096).contains(&self.hidden)
            && self.hidden.is_multiple_of(16)
            && known.eq(self.types.iter().map(String::as_str))
    }
}

/// The measures of a head that has one layer of its own (coreference, cues); a model may have none.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct LayerHead {
    /// Width of the layer.
    pub(crate) hidden: usize,
}

impl LayerHead {
    fn fits(self) -> bool {
        (16..=512).contains(&self.hidden) && self.hidden.is_multiple_of(16)
    }
}

/// The measures of the head for roles; a model may have none.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct RolesHead {
    /// Width of the vectors of what is told of a word.
    pub(crate) told: usize,
    /// Width behind the first product.
    pub(crate) hidden: usize,
    /// Width behind the second.
    pub(crate) inner: usize,
}

impl RolesHead {
    fn fits(&self) -> bool {
        [self.told, self.hidden, self.inner].iter().all(|size| (16..=4096).contains(size) && size.is_multiple_of(16))
    }
}

/// The measures of an encoder.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Kind {
    /// Transformer layers over sub-words.
    Base { layers: usize, heads: usize, inner: usize },
    /// Convolutions over words: how many words each reads, and how far apart those are.
    Small { window: usize, steps: Vec<usize> },
}

impl Kind {
    /// The model's name.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Kind::Base { .. } => "base",
            Kind::Small { .. } => "small",
        }
    }

    fn fits(&self, width: usize) -> bool {
        match self {
            Kind::Base { layers, heads, inner } => {
                *layers > 0
                    && *heads > 0
                    && *inner > 0
                    && width.is_multiple_of(*heads)
                    && (width / heads).is_multiple_of(16)
                    && inner.is_multiple_of(16)
            }
            Kind::Small { window, steps } => {
                (1..=15).contains(window) && window % 2 == 1 && steps.iter().all(|step| (1..=32).contains(step))
            }
        }
    }
}

/// Place of a word in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameTag {
    Outside,
    Begin(EntityKind),
    Inside(EntityKind),
    End(EntityKind),
    Single(EntityKind),
}

impl NameTag {
    pub(crate) fn parse(name: &str) -> Option<NameTag> {
        let Some((place, kind)) = name.split_once('-') else {
            return (name == "O").then_some(NameTag::Outside);
        };
        let kind = EntityKind::parse(kind)?;
        Some(match place {
            "B" => NameTag::Begin(kind),
            "I" => NameTag::Inside(kind),
            "E" => NameTag::End(kind),
            "S" => NameTag::Single(kind),
            _ => return None,
        })
    }

    /// Whether `next` may follow this tag; `None` is the border of a sentence.
    pub(crate) fn allows(before: Option<NameTag>, next: Option<NameTag>) -> bool {
        let open = match before {
            Some(NameTag::Begin(kind) | NameTag::Inside(kind)) => Some(kind),
            _ => None,
        };
        let continued = match next {
            Some(NameTag::Inside(kind) | NameTag::End(kind)) => Some(kind),
            _ => None,
        };
        open == continued
    }
}

/// How a lemma comes from a form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Script {
    /// The lemma itself, whatever the form.
    Whole(Arc<str>),
    /// Case, characters cut from the end, what is put there.
    Edit { case: LemmaCase, cut: usize, add: Arc<str> },
}

/// How an edit script treats capitals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum LemmaCase {
    Lower,
    Keep,
    Title,
}

impl Script {
    fn parse(name: &str) -> Option<Script> {
        if let Some(whole) = name.strip_prefix('=') {
            return Some(Script::Whole(whole.into()));
        }
        let case = match name.as_bytes().first()? {
            b'l' => LemmaCase::Lower,
            b'k' => LemmaCase::Keep,
            b't' => LemmaCase::Title,
            _ => return None,
        };
        let (cut, add) = name.get(1..)?.split_once('+')?;
        Some(Script::Edit { case, cut: cut.parse().ok()?, add: add.into() })
    }

    /// The lemma of a form.
    pub(crate) fn apply(&self, form: &str) -> Arc<str> {
        let (case, cut, add) = match self {
            Script::Whole(lemma) => return lemma.clone(),
            Script::Edit { case, cut, add } => (*case, *cut, add),
        };
        let base = match case {
            LemmaCase::Lower => form.to_lowercase(),
            LemmaCase::Keep => form.to_string(),
            LemmaCase::Title => {
                let mut characters = form.chars();
                let first = characters.next().into_iter().flat_map(char::to_uppercase);
                first.chain(characters.as_str().to_lowercase().chars()).collect()
            }
        };
        let kept = match cut {
            0 => base.len(),
            _ => base.char_indices().rev().nth(cut - 1).map_or(0, |(at, _)| at),
        };
        if kept == 0 && cut > 0 {
            return form.to_lowercase().into(); // A script for longer words: not this one.
        }
        format!("{}{add}", &base[..kept]).into()
    }
}

/// Label lists and measures of a model.
pub(crate) struct Labels {
    pub(crate) kind: Kind,
    pub(crate) width: usize,
    pub(crate) arc: usize,
    pub(crate) label: usize,
    pub(crate) upos: Vec<Upos>,
    pub(crate) feats: Vec<Feats>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) scripts: Vec<Script>,
    pub(crate) names: Vec<NameTag>,
    pub(crate) acts: Option<ActsHead>,
    pub(crate) coreference: Option<LayerHead>,
    pub(crate) cues: Option<LayerHead>,
    pub(crate) roles: Option<RolesHead>,
    heads_at: [Range<usize>; 5],
}

const FILE: &str = "model.json";

impl Labels {
    pub(crate) fn read(json: &[u8]) -> Result<Labels, ParseError> {
        let file: File = serde_json::from_slice(json).map_err(|error| ParseError::model(FILE, error))?;
        if file.format != FORMAT {
            return Err(ParseError::model(
                FILE,
                format!("it has format {}, and this program reads {FORMAT}; export the model anew", file.format),
            ));
        }
        let sizes = [file.upos.len(), file.feats.len(), file.scripts.len(), file.names.len(), 2];
        let expected = ["upos", "feats", "scripts", "names", "begins"].into_iter().map(String::from).zip(sizes);
        if !expected.eq(file.tag_heads.iter().cloned()) {
            return Err(ParseError::model(FILE, format!("unexpected heads {:?}", file.tag_heads)));
        }
        if file.acts.as_ref().is_some_and(|acts| !acts.fits(&file.kind)) {
            return Err(ParseError::model(FILE, "a head for acts that doesn't fit the network or the types"));
        }
        if file.coreference.is_some_and(|head| !head.fits()) {
            return Err(ParseError::model(FILE, "a head for coreference of a width that is not read"));
        }
        if file.cues.is_some_and(|head| !head.fits()) {
            return Err(ParseError::model(FILE, "a head for cues of a width that is not read"));
        }
        if file.roles.is_some_and(|head| !head.fits()) {
            return Err(ParseError::model(FILE, "a head for roles of widths that are not read"));
        }
        let mut at = 0;
        let heads_at = sizes.map(|size| {
            at += size;
            at - size..at
        });
        let scripts = all(&file.scripts, Script::parse)?;
        let names = all(&file.names, NameTag::parse)?;
        let sized = file.width > 0 && file.width.is_multiple_of(16) && file.label > 0;
        if !sized || file.arc == 0 || !file.arc.is_multiple_of(16) || !file.kind.fits(file.width) {
            return Err(ParseError::model(FILE, "sizes of layers that don't fit together"));
        }
        Ok(Labels {
            kind: file.kind,
            width: file.width,
            arc: file.arc,
            label: file.label,
            upos: file.upos.iter().map(|name| Upos::parse(name)).collect(),
            feats: file.feats.iter().map(|name| Feats(name.as_str().into())).collect(),
            relations: file.relations.iter().map(|name| Relation::parse(name)).collect(),
            scripts,
            names,
            acts: file.acts,
            coreference: file.coreference,
            cues: file.cues,
            roles: file.roles,
            heads_at,
        })
    }

    /// Outputs of all tag heads together.
    pub(crate) fn tag_width(&self) -> usize {
        self.heads_at[4].end
    }

    pub(crate) fn upos_scores<'a>(&self, tags: &'a [f32]) -> &'a [f32] {
        &tags[self.heads_at[0].clone()]
    }

    pub(crate) fn feats_scores<'a>(&self, tags: &'a [f32]) -> &'a [f32] {
        &tags[self.heads_at[1].clone()]
    }

    pub(crate) fn script_scores<'a>(&self, tags: &'a [f32]) -> &'a [f32] {
        &tags[self.heads_at[2].clone()]
    }

    pub(crate) fn name_scores<'a>(&self, tags: &'a [f32]) -> &'a [f32] {
        &tags[self.heads_at[3].clone()]
    }

    /// How much more likely than not a word begins a sentence (log odds).
    pub(crate) fn begins(&self, tags: &[f32]) -> f32 {
        let scores = &tags[self.heads_at[4].clone()];
        scores[1] - scores[0]
    }
}

fn all<T>(names: &[String], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, ParseError> {
    let one =
        |name: &String| parse(name).ok_or_else(|| ParseError::model(FILE, format!("label {name:?} is not known")));
    names.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(script: &str, form: &str) -> String {
        Script::parse(script).map(|script| script.apply(form).to_string()).unwrap_or_default()
    }

    #[test]
    fn scripts_make_lemmas() {
        assert_eq!(lemma("l0+", "Talks"), "talks");
        assert_eq!(lemma("l3+y", "Countries"), "country");
        assert_eq!(lemma("k0+", "NATO"), "NATO");
        assert_eq!(lemma("t0+", "GERMANY"), "Germany");
        assert_eq!(lemma("=be", "were"), "be");
        assert_eq!(lemma("l3+e", "é"), "é");
        assert_eq!(lemma("l1+", "cafés"), "café");
    }

    #[test]
    fn measures_that_do_not_fit_are_refused() {
        let small = |window, steps: &[usize]| Kind::Small { window, steps: steps.to_vec() }.fits(192);
        assert!(small(5, &[1, 1, 2, 3]));
        assert!(!small(4, &[1]) && !small(5, &[1, 0]) && !small(5, &[1000]) && !small(usize::MAX, &[1]));
        let base = |heads, inner| Kind::Base { layers: 1, heads, inner }.fits(384);
        assert!(base(12, 1536) && !base(0, 1536) && !base(7, 1536) && !base(12, 100));
    }

    #[test]
    fn heads_for_coreference_have_widths_that_split_into_vectors() {
        let fits = |hidden| LayerHead { hidden }.fits();
        assert!(fits(16) && fits(64) && !fits(0) && !fits(60) && !fits(usize::MAX));
    }

    #[test]
    fn heads_for_roles_have_widths_that_split_into_vectors() {
        let fits = |told, hidden, inner| RolesHead { told, hidden, inner }.fits();
        assert!(fits(16, 256, 128) && !fits(0, 256, 128) && !fits(96, 250, 128) && !fits(96, 256, usize::MAX));
    }

    #[test]
    fn names_open_and_close() {
        let (begin, end) = (NameTag::Begin(EntityKind::Person), NameTag::End(EntityKind::Person));
        assert!(NameTag::allows(Some(begin), Some(end)) && NameTag::allows(Some(end), None));
        assert!(!NameTag::allows(Some(begin), Some(NameTag::Outside)) && !NameTag::allows(None, Some(end)));
        assert!(
            !NameTag::allows(Some(begin), Some(NameTag::End(EntityKind::Date))) && !NameTag::allows(Some(begin), None)
        );
    }
}
