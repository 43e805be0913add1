//! Outlets that pass on what a source told them: "told Radio X", "in an interview with X", "who spoke to X", "was quoted
//! by X as saying". What the same source goes on to say was told the same outlet.

use super::authors::letters;
use super::carry::is_same_source;
use super::speakers::is_citing;
use super::{Attribution, Finder, Source};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{Act, Quote, Span};
use sayso_parse::{EntityKind, Upos};

/// An outlet and the word by which it passes on: indices in the sentence.
struct Outlet {
    word: usize,
    cue: usize,
}

/// Finds the outlet to which the source of the attribution `index` spoke by the verb `word`.
pub(super) fn find(finder: &mut Finder, syntax: &Syntax, sentence: usize, word: usize, index: usize) {
    let here = Here { finder, syntax, sentence };
    let outlet = here
        .quoting(word)
        .or_else(|| here.told(word))
        .or_else(|| here.talked(word))
        .or_else(|| here.spoken_to(finder.found.get(index)?.source?));
    let Some(Outlet { word: outlet, cue }) = outlet else { return };
    let source = Source::new(finder.scene, finder.lexicon, sentence, outlet, word);
    if is_publisher(finder, source.span) {
        return;
    }
    let Some(inner) = finder.found.get(index) else { return };
    let medium = Attribution {
        cue_word: Word::new(sentence, cue),
        cue: vec![syntax.token(cue).span],
        source: Some(source),
        heads: inner.heads.clone(),
        content: Vec::new(),
        form: inner.form,
        act: Act::States,
        quote: Quote::Indirect,
        negated: false,
        presupposes: false,
        is_medium: true,
        under: None,
        instead_of: None,
        by_noun: false,
        holds_nothing: false,
        carried: false,
        rule: format!("{}.medium", inner.rule),
    };
    put_under(finder, index, medium);
}

/// Puts an attribution under a medium, which holds what it holds, and its saying.
fn put_under(finder: &mut Finder, index: usize, medium: Attribution) {
    let above = finder.found.len();
    let Some(inner) = finder.found.get_mut(index) else { return };
    inner.under = Some(above);
    let mut content = inner.content.clone();
    content.push(finder.scene.token(inner.cue_word).span);
    finder.found.push(Attribution { content: super::union(content), ..medium });
}

/// "X told Radio Y that ... He added that ...": he told it the same outlet, until somebody else speaks.
pub(super) fn carry(finder: &mut Finder) {
    /// Sentences over which an interview is not forgotten.
    const FARTHEST: usize = 6;
    let mut order: Vec<usize> = (0..finder.found.len()).collect();
    order.sort_by_key(|&index| finder.found[index].cue_word);
    let mut current: Option<(usize, usize)> = None;
    for index in order {
        let found = &finder.found[index];
        let medium = found.under.filter(|&above| finder.found[above].rule.ends_with(".medium"));
        if let Some(medium) = medium {
            current = Some((index, medium));
            continue;
        }
        let speaks = found.source.is_some_and(|source| source.speaks);
        if !speaks || found.is_medium || found.by_noun || found.presupposes || is_inside(finder, index) {
            continue;
        }
        let Some((last, medium)) = current else { continue };
        let near = found.cue_word.sentence.saturating_sub(finder.found[last].cue_word.sentence) <= FARTHEST;
        let another_occasion = found.under.is_some() || is_written(finder, found) || has_occasion(finder, found);
        if !near || another_occasion || !is_same_source(finder, &finder.found[last], found) {
            // A pronoun behind another speaker is that speaker.
            current = None;
            continue;
        }
        let medium = Attribution { carried: true, heads: found.heads.clone(), ..finder.found[medium].clone() };
        put_under(finder, index, medium);
        current = Some((index, finder.found.len() - 1));
    }
}

/// Whether the cue stands inside what another says.
fn is_inside(finder: &Finder, index: usize) -> bool {
    let found = &finder.found[index];
    let cue = finder.scene.token(found.cue_word).span;
    finder.found.iter().enumerate().any(|(other, outer)| {
        other != index && outer.cue_word.sentence == found.cue_word.sentence && !outer.is_medium && outer.covers(cue)
    })
}

/// "He tweeted", "he wrote": not to the outlet.
fn is_written(finder: &Finder, found: &Attribution) -> bool {
    matches!(&*finder.scene.token(found.cue_word).lemma, "tweet" | "write" | "post" | "retweet" | "announce")
}

/// "He said in a statement", "at a press conference": another occasion.
fn has_occasion(finder: &Finder, found: &Attribution) -> bool {
    let syntax = finder.syntax(found.cue_word.sentence);
    syntax.prepositional(found.cue_word.word).iter().any(|(preposition, talk)| {
        matches!(preposition.as_str(), "in" | "at" | "during" | "on")
            && (finder.lexicon.talks.contains(syntax.lemma(*talk)) || syntax.lemma(*talk) == "conference")
    })
}

/// A sentence in which outlets are looked for.
struct Here<'h, 's, 'd> {
    finder: &'h Finder<'s, 'd>,
    syntax: &'h Syntax<'d>,
    sentence: usize,
}

impl Here<'_, '_, '_> {
    /// "was quoted by X as saying": X.
    fn quoting(&self, word: usize) -> Option<Outlet> {
        let head = self.syntax.head(word).filter(|&head| is_citing(self.finder.lexicon, self.syntax, head))?;
        let is_as = self.syntax.children_by(word, &["mark", "case"]).any(|mark| self.syntax.lemma(mark) == "as");
        let by_phrase = || {
            // The by-phrase may hang on the saying: "quoted as saying by X".
            let phrases = self.syntax.prepositional(word);
            phrases.into_iter().find(|(preposition, _)| preposition == "by").map(|(_, noun)| noun)
        };
        let quoting = self.syntax.deep_subject(head).or_else(by_phrase).filter(|_| is_as)?;
        Some(Outlet { word: quoting, cue: head })
    }

    /// "told Radio X".
    fn told(&self, word: usize) -> Option<Outlet> {
        if self.syntax.lemma(word) != "tell" {
            return None;
        }
        let to = self.syntax.child(word, &["iobj", "obj"])?;
        (self.is_outlet(to) || self.is_unknown_body(to)).then_some(Outlet { word: to, cue: word })
    }

    /// "said in an interview with X", "said in remarks published by X", "speaking to X", "said on X".
    fn talked(&self, word: usize) -> Option<Outlet> {
        let talks = &self.finder.lexicon.talks;
        self.syntax.prepositional(word).into_iter().find_map(|(preposition, talk)| {
            if !matches!(preposition.as_str(), "in" | "during" | "to" | "on" | "by" | "via" | "through") {
                return None;
            }
            let itself = matches!(preposition.as_str(), "to" | "on" | "via" | "through");
            let is_talk = talks.contains(self.syntax.lemma(talk));
            let outlet = self.syntax.subtree(talk).into_iter().find(|&at| {
                let is_named = self.is_outlet(at) || self.is_interviewer(at);
                is_named && (at == talk && itself || at != talk && is_talk)
                    || at == talk && preposition == "on" && self.is_unknown_body(at)
                    || at != talk && is_talk && self.syntax.possessor(talk) == Some(at) && self.is_unknown_body(at)
            })?;
            Some(Outlet { word: outlet, cue: if outlet == talk { word } else { talk } })
        })
    }

    /// "an officer who spoke to X on condition of anonymity said".
    fn spoken_to(&self, source: Source) -> Option<Outlet> {
        if source.head.sentence != self.sentence {
            return None;
        }
        let clauses = self.syntax.children_by(source.head.word, &["acl:relcl", "acl"]);
        clauses.filter(|&verb| matches!(self.syntax.lemma(verb), "speak" | "talk")).find_map(|verb| {
            let phrases = self.syntax.prepositional(verb).into_iter();
            phrases
                .filter(|(preposition, _)| matches!(preposition.as_str(), "to" | "with"))
                .find(|&(_, to)| self.is_outlet(to) || self.is_unknown_body(to))
                .map(|(_, to)| Outlet { word: to, cue: verb })
        })
    }

    /// "in an interview with X": X is an outlet, if it is no person.
    fn is_interviewer(&self, word: usize) -> bool {
        let is_interview = self.syntax.head(word).is_some_and(|head| self.syntax.lemma(head) == "interview");
        is_interview
            && matches!(self.syntax.preposition(word).as_deref(), Some("with" | "to" | "by" | "on"))
            && matches!(self.kind(word), Some(EntityKind::Organization | EntityKind::Misc | EntityKind::Product))
    }

    fn kind(&self, word: usize) -> Option<EntityKind> {
        self.finder.scene.entity_at(Word::new(self.sentence, word)).map(|entity| entity.kind)
    }

    /// The name that a word stands in, or its phrase.
    fn name(&self, word: usize) -> &str {
        let entity = self.finder.scene.entity_at(Word::new(self.sentence, word));
        self.finder.scene.words_at(entity.map_or_else(|| self.syntax.phrase(word), |entity| entity.span))
    }

    /// Whether a word names a newspaper, station, agency or site.
    fn is_outlet(&self, word: usize) -> bool {
        let lexicon = self.finder.lexicon;
        let token = self.syntax.token(word);
        let name = self.name(word).to_lowercase();
        if lexicon.kinds_of_media.contains(name.strip_prefix("the ").unwrap_or(&name)) {
            return false;
        }
        if token.upos == Upos::Noun && lexicon.media.contains(&*token.lemma) {
            return true;
        }
        if token.upos != Upos::Propn || matches!(self.kind(word), Some(EntityKind::Person | EntityKind::Norp)) {
            return false;
        }
        let name = self.name(word);
        lexicon.agencies.iter().any(|agency| name == agency)
            || name
                .split_whitespace()
                .any(|part| lexicon.media.contains(part.trim_matches(|ch: char| !ch.is_alphanumeric())))
    }

    /// A body by a name that says nothing of what it is ("told Rudaw"): whom people talk to in news is mostly an outlet.
    /// Not so what has an article, courts, parties and offices, nor acronyms that are no agency's, nor platforms where anybody speaks.
    fn is_unknown_body(&self, word: usize) -> bool {
        let lexicon = self.finder.lexicon;
        let has_article = self.syntax.children_by(word, &["det"]).next().is_some();
        if self.syntax.token(word).upos != Upos::Propn
            || self.kind(word) != Some(EntityKind::Organization)
            || has_article
        {
            return false;
        }
        let name = self.name(word);
        let is_acronym = !name.chars().any(char::is_lowercase);
        let is_other = name.split_whitespace().any(|part| {
            let part = part.to_lowercase();
            let part = part.trim_end_matches("'s").trim_end_matches("’s");
            lexicon.bodies.contains(part) || lexicon.platforms.contains(part) || matches!(part, "of" | "for" | "party")
        });
        !is_acronym && !is_other
    }
}

fn is_publisher(finder: &Finder, span: Span) -> bool {
    let name = finder.scene.words_at(span).trim_start_matches("the ").trim_start_matches("The ");
    let (name, publisher) = (letters(name), letters(finder.scene.document.publisher.as_deref().unwrap_or("")));
    if name.is_empty() {
        return false;
    }
    let is_named = !publisher.is_empty() && (publisher.contains(&name) || name.contains(&publisher));
    is_named
        || finder
            .scene
            .document
            .url
            .as_deref()
            .and_then(site)
            .is_some_and(|site| name.contains(&site) || site.contains(&name))
}

/// The name of a site by an address: "dailystar" of "https://www.dailystar.example/news/1".
fn site(url: &str) -> Option<String> {
    /// Shorter ones say nothing ("bbc" stands in other names).
    const SHORTEST: usize = 4;
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', ':', '?']).next()?;
    let label = host
        .split('.')
        .filter(|label| !matches!(*label, "www" | "com" | "co" | "org" | "net" | "news" | "en" | "english"))
        .max_by_key(|label| label.len())?;
    let label = letters(label);
    (label.len() >= SHORTEST).then_some(label)
}
