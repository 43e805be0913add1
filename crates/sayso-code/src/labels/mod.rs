//! Who calls whom what: label words, and the constructions that apply them.

mod bearer;
mod holder;
mod lexicon;
mod naming;
#[cfg(test)]
mod tests;

pub use lexicon::{Construction, LabelLexicon, LabelWord};

use crate::interpretation::Interpretation;
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{Chain, Label, LabelKind, LabelPolarity, Party, Polarity, Realis, Span, record_id};
use sayso_parse::Upos;
use serde::Deserialize;

/// What gives a label whose words no list knows.
const IN_MARKS: &str = "labels.in-marks:predicate";

/// How a label word is applied to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// "X is a thug", "held X up as a hero"
    Predicate,
    /// "X, a thug from the hills"
    Apposition,
    /// "the corrupt minister"
    Attribute,
    /// "the thug Ann Lee", "the Dawn regime"
    WithName,
    /// "the thugs fled"
    Reference,
    /// "behaves like a thug"
    Comparison,
}

impl Use {
    /// Its name in the id of a record's rule.
    fn name(self) -> &'static str {
        match self {
            Use::Predicate => "predicate",
            Use::Apposition => "apposition",
            Use::Attribute => "attribute",
            Use::WithName => "with-name",
            Use::Reference => "reference",
            Use::Comparison => "comparison",
        }
    }
}

/// All labels of a document in the order of the text.
pub fn find(understood: &Interpretation<'_>, lexicon: &LabelLexicon) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (sentence, syntax) in understood.scene.sentences.iter().enumerate() {
        let finder = Finder { understood, lexicon, syntax, sentence };
        for word in 0..syntax.len() {
            labels.extend(finder.naming(word));
        }
        // A noun takes in the adjectives before it: "a brutal dictator" is one label.
        let is_noun = |word: &usize| matches!(syntax.token(*word).upos, Upos::Noun | Upos::Propn);
        let (nouns, others): (Vec<usize>, Vec<usize>) = (0..syntax.len()).partition(is_noun);
        for word in nouns.into_iter().chain(others) {
            if let Some(label) = finder.word(word).or_else(|| finder.in_marks(word))
                && !labels.iter().any(|other| other.span.overlaps(label.span))
            {
                labels.push(label);
            }
        }
    }
    labels.sort_by(|a, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
    labels.dedup_by(|a, b| a.id == b.id);
    labels
}

struct Finder<'f> {
    understood: &'f Interpretation<'f>,
    lexicon: &'f LabelLexicon,
    syntax: &'f Syntax<'f>,
    sentence: usize,
}

impl Finder<'_> {
    fn at(&self, word: usize) -> Word {
        Word::new(self.sentence, word)
    }

    fn can_be_target(&self, word: usize) -> bool {
        self.understood.actors.sort(self.understood.scene, self.at(word)).can_act()
    }

    /// A label word by itself: apposition, predicate, in front of a name, or standing for somebody.
    fn word(&self, word: usize) -> Option<Label> {
        let token = self.syntax.token(word);
        let is_participle = token.upos == Upos::Verb && token.relation.is("amod");
        if !is_participle && !matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn) {
            return None;
        }
        let entries = self.lexicon.entries(self.syntax, word);
        if entries.is_empty()
            || self.is_part_of_a_name(word)
            || self.is_measured(word)
            || self.is_further_adjective(word)
        {
            return None;
        }
        let (target, applied, entry) = self.bearer(word, &entries)?;
        let (chain, factuality) = self.understood.accounts(self.at(word)).into_iter().next()?;
        let is_passing = !matches!(applied, Use::Predicate | Use::Apposition | Use::Comparison);
        let chain = if is_passing { self.in_passing(word, chain) } else { chain };
        let is_claimed = factuality.polarity == Polarity::Positive
            && matches!(factuality.realis, Realis::Actual | Realis::Generic)
            && self.is_told_of_another(word, target);
        if applied == Use::Predicate && !is_claimed {
            return None;
        }
        // Where the tree misses whom a naming verb names, the words are still its subject's and not the publisher's.
        let chain = self
            .naming_verb_above(word)
            .map_or(chain, |(verb, construction)| self.held_by_subject(verb, word, construction.act));
        let kind = if applied == Use::Comparison { LabelKind::Comparison } else { entry.kind };
        let id = format!("{}:{}", entry.id, applied.name());
        Some(self.label(target, word, (kind, entry.polarity), chain, &id))
    }

    /// "is a \"walking disaster\"": what no list knows is somebody's own word for somebody where it stands in marks.
    fn in_marks(&self, word: usize) -> Option<Label> {
        let syntax = self.syntax;
        let is_noun = syntax.token(word).upos == Upos::Noun && syntax.child(word, &["cop"]).is_some();
        let article = syntax.children_by(word, &["det"]).any(|det| matches!(syntax.lemma(det), "a" | "an" | "the"));
        if !is_noun || !article || !self.lexicon.entries(syntax, word).is_empty() || !self.is_in_marks(word) {
            return None;
        }
        let (target, _) = self.said_of(word).filter(|&(target, applied)| {
            applied == Use::Predicate && self.can_be_target(target) && self.is_told_of_another(word, target)
        })?;
        let (chain, factuality) = self.understood.accounts(self.at(word)).into_iter().next()?;
        let is_claimed = factuality.polarity == Polarity::Positive && factuality.realis == Realis::Actual;
        let judged = (LabelKind::Epithet, LabelPolarity::Mixed);
        is_claimed.then(|| self.label(target, word, judged, chain, IN_MARKS))
    }

    /// Whether a word belongs to a longer name; "the Dawn regime" is none, though it may be taken for one.
    fn is_part_of_a_name(&self, word: usize) -> bool {
        let is_capital = word > 0 && self.syntax.token(word).form.starts_with(char::is_uppercase);
        is_capital && self.understood.scene.entity_at(self.at(word)).is_some_and(|entity| entity.end - entity.first > 1)
    }

    /// "stronger", "as strong as", "less radical": a measure, not a name for somebody.
    fn is_measured(&self, word: usize) -> bool {
        let token = self.syntax.token(word);
        token.upos == Upos::Adj
            && (token.feats.has("Degree", "Cmp")
                || self.syntax.children_by(word, &["advmod"]).any(|adverb| {
                    adverb < word && matches!(self.syntax.lemma(adverb), "as" | "less" | "least" | "how")
                }))
    }

    /// Adjectives that are joined are one label, from the first to the last.
    fn is_further_adjective(&self, word: usize) -> bool {
        let first = self.syntax.first_conjunct(word);
        self.is_joined_adjective(word) && !self.lexicon.entries(self.syntax, first).is_empty()
    }

    fn is_joined_adjective(&self, word: usize) -> bool {
        let first = self.syntax.first_conjunct(word);
        first != word && [word, first].iter().all(|&at| self.syntax.token(at).upos == Upos::Adj)
    }

    /// Whether a predicate tells of another what he is: no question, nothing of the speaker himself, and no adjective of
    /// a bare "it" ("it is amazing").
    fn is_told_of_another(&self, word: usize, target: usize) -> bool {
        let syntax = self.syntax;
        let is_question =
            (0..syntax.len()).rev().find(|&at| &*syntax.token(at).form == "?").is_some_and(|mark| mark > word);
        let target = syntax.token(target);
        let is_pronoun = target.upos == Upos::Pron;
        let of_self = is_pronoun && matches!(&*target.lemma.to_lowercase(), "i" | "we");
        let of_it = is_pronoun && matches!(&*target.lemma.to_lowercase(), "it" | "this" | "that" | "what");
        !(is_question || of_self || of_it && syntax.token(word).upos == Upos::Adj)
    }

    /// The naming verb whose name a word (or what it stands before) is.
    fn naming_verb_above(&self, word: usize) -> Option<(usize, &Construction)> {
        let syntax = self.syntax;
        let modified = syntax.head(word).filter(|_| syntax.token(word).relation.is_any(&["amod", "compound"]));
        let name = syntax.first_conjunct(modified.unwrap_or(word));
        let verb = syntax.head(name).filter(|&verb| verb < name && syntax.token(verb).upos == Upos::Verb)?;
        let preposition = syntax.preposition(name);
        let is_name = match &preposition {
            Some(_) => true,
            None => syntax.token(name).relation.is_any(&["xcomp", "ccomp"]),
        };
        self.lexicon
            .naming(syntax.lemma(verb))
            .find(|construction| match &preposition {
                Some(preposition) => construction.preposition.contains(preposition),
                None => construction.preposition.is_empty(),
            })
            .filter(|_| is_name)
            .map(|construction| (verb, construction))
    }

    fn label(
        &self,
        target: usize,
        name: usize,
        (kind, polarity): (LabelKind, LabelPolarity),
        chain: Chain,
        rule: &str,
    ) -> Label {
        let scene = self.understood.scene;
        let span = self.words_of(name, target);
        let party = self.understood.actors.party(scene, self.at(target));
        let target = party.unwrap_or_else(|| Party { actor: None, span: self.syntax.phrase(target) });
        let confidence = if target.actor.is_some() { 0.75 } else { 0.55 };
        Label {
            id: record_id(&scene.document.id.0, "label", span, &chain),
            text: scene.words_at(span).to_string(),
            target,
            span,
            kind,
            polarity,
            chain,
            rule: rule.to_string(),
            confidence,
        }
    }

    /// The words of the label without article. Where it stands in the name of the one it is applied to, the word with its
    /// modifiers alone.
    fn words_of(&self, name: usize, target: usize) -> Span {
        let span = self.hyphened(self.without_article(name));
        if !span.overlaps(self.syntax.token(target).span) {
            return span;
        }
        let modifies = |word: usize| {
            let token = self.syntax.token(word);
            token.upos == Upos::Punct && &*token.form == "-"
                || token.upos != Upos::Propn
                    && token.relation.is_any(&["amod", "compound", "advmod"])
                    && self.syntax.is_below(word, name)
        };
        let first = (0..name).rev().take_while(|&word| modifies(word)).last();
        let first = first.filter(|&first| self.syntax.token(first).upos != Upos::Punct).unwrap_or(name);
        self.hyphened(self.syntax.token(first).span.join(self.syntax.token(name).span))
    }

    /// The words with what a hyphen joins to the first of them: "*so*-called".
    fn hyphened(&self, span: Span) -> Span {
        let text = self.understood.scene.text().get(..span.start).unwrap_or_default();
        if !text.ends_with('-') {
            return span;
        }
        let joined = text.trim_end_matches(|ch: char| ch.is_alphanumeric() || ch == '-');
        Span::new(joined.len(), span.end)
    }

    fn without_article(&self, name: usize) -> Span {
        let phrase = self.syntax.phrase(name);
        let is_adjective = |word: &usize| self.syntax.token(*word).upos == Upos::Adj;
        let further =
            self.syntax.children_by(name, &["conj"]).filter(is_adjective).last().filter(|_| is_adjective(&name));
        let phrase = further.map_or(phrase, |further| phrase.join(self.syntax.token(further).span));
        let article = self.syntax.children_by(name, &["det"]).filter(|&det| det < name).last();
        let first = article.and_then(|det| (det + 1..=name).find(|&at| self.syntax.token(at).upos != Upos::Punct));
        let start = first.map_or(phrase.start, |first| self.syntax.token(first).span.start);
        Span::new(start.max(phrase.start).min(phrase.end), phrase.end)
    }
}
