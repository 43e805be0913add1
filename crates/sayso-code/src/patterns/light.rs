//! Light verbs: "carried out a raid" is a raid, and the subject of the verb is the one who raids.

use crate::lexicon::{LexiconError, LexiconFiles};
use crate::syntax::Syntax;
use sayso_parse::Upos;
use serde::Deserialize;
use std::collections::HashSet;

/// The verbs of `lexicon/light_verbs.toml`.
#[derive(Debug, Default)]
pub struct LightVerbs {
    acts: HashSet<String>,
    suffers: HashSet<String>,
    partitives: HashSet<String>,
    doing: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    acts: Vec<String>,
    suffers: Vec<String>,
    partitives: Vec<String>,
    doing: Vec<String>,
}

impl LightVerbs {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<LightVerbs, LexiconError> {
        let file: File = files.read("light_verbs.toml")?;
        Ok(LightVerbs {
            acts: file.acts.into_iter().collect(),
            suffers: file.suffers.into_iter().collect(),
            partitives: file.partitives.into_iter().collect(),
            doing: file.doing.into_iter().collect(),
        })
    }

    /// Whether a participle before a noun says whose act it is, by the name before its hyphen: "a Norland-*led* raid".
    pub fn is_doing(&self, form: &str) -> bool {
        self.doing.contains(form)
    }

    /// The nouns behind one that only counts: "dozens of *activists*".
    pub(crate) fn counted<'s>(&self, syntax: &'s Syntax<'_>, amount: usize) -> impl Iterator<Item = usize> + use<'s> {
        let counts = self.is_partitive(syntax.lemma(amount));
        let behind = syntax.children_by(amount, &["nmod"]);
        behind.filter(move |&noun| counts && syntax.preposition(noun).as_deref() == Some("of"))
    }

    /// Whether a noun only counts or gathers what stands behind its "of".
    pub fn is_partitive(&self, lemma: &str) -> bool {
        self.partitives.contains(lemma)
    }

    /// The light verb that carries `noun`, and whether its subject suffers the act rather than does it.
    pub fn above(&self, syntax: &Syntax<'_>, noun: usize) -> Option<(usize, bool)> {
        let token = syntax.token(noun);
        let first = syntax.first_conjunct(noun);
        let relation = syntax.token(first).relation;
        let head = syntax.head(first)?;
        if relation.is_any(&["obj", "nsubj:pass"])
            && syntax.token(head).upos == Upos::Verb
            && let Some(found) = self.class(syntax, head)
        {
            return Some(found);
        }
        // "provided two million in *aid*", "launched a series of *raids*"
        let counts = matches!(syntax.token(head).upos, Upos::Num | Upos::Sym) || self.is_partitive(syntax.lemma(head));
        if relation.is("nmod")
            && counts
            && matches!(syntax.preposition(first).as_deref(), Some("in" | "of"))
            && let Some((verb, suffers)) = self.above(syntax, head)
            && syntax.token(head).relation.is("obj")
        {
            return Some((verb, suffers));
        }
        // "a raid carried out by X"
        let participle = syntax.children_by(noun, &["acl"]).find(|&verb| {
            syntax.is_past_participle(verb) && self.class(syntax, verb).is_some_and(|(_, suffers)| !suffers)
        });
        if let Some(verb) = participle {
            return Some((verb, false));
        }
        // "came under attack", "was hit by a strike", "called for by ..."
        if relation.is("obl") && syntax.token(head).upos == Upos::Verb && token.upos == Upos::Noun {
            let preposition = syntax.preposition(first)?;
            let written = format!("{} {preposition}", syntax.lemma(head));
            // "killed 12 in a strike": who kills suffers nothing.
            let kills = syntax.child(head, &["obj"]).is_some() && !syntax.is_passive(head);
            if self.suffers.contains(&written) && !kills {
                return Some((head, true));
            }
            if self.acts.contains(&written) {
                return Some((head, false));
            }
        }
        None
    }

    /// Whether a verb is light, and whether its subject suffers.
    fn class(&self, syntax: &Syntax<'_>, verb: usize) -> Option<(usize, bool)> {
        let particle = syntax
            .child(verb, &["compound:prt"])
            .map(|particle| format!("{} {}", syntax.lemma(verb), syntax.lemma(particle)));
        let is_in = |set: &HashSet<String>| {
            particle.as_ref().map_or_else(|| set.contains(syntax.lemma(verb)), |written| set.contains(written))
        };
        if is_in(&self.acts) {
            Some((verb, false))
        } else if is_in(&self.suffers) {
            Some((verb, true))
        } else {
            None
        }
    }
}
