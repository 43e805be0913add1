//! Verbs and nouns that apply a name to somebody: "called X a thug", "branded as extremist", "its designation as".

use super::{Construction, Finder, LabelWord};
use sayso_core::{Label, LabelKind, LabelPolarity};
use sayso_parse::Upos;

impl Finder<'_> {
    /// The labels that a naming verb applies, one for each conjoined name.
    pub(super) fn naming(&self, verb: usize) -> Vec<Label> {
        let syntax = self.syntax;
        let token = syntax.token(verb);
        // "so-called" names nobody.
        let hyphened = verb.checked_sub(1).is_some_and(|before| &*syntax.token(before).form == "-");
        if token.upos != Upos::Verb || syntax.is_negated(verb) || hyphened && token.relation.is("amod") {
            return Vec::new();
        }
        self.lexicon
            .naming(syntax.lemma(verb))
            .filter_map(|construction| Some(self.applied(verb, self.target(verb, construction)?, construction)))
            .find(|labels| !labels.is_empty())
            .unwrap_or_default()
    }

    /// Whom a naming verb names.
    fn target(&self, verb: usize, construction: &Construction) -> Option<usize> {
        let syntax = self.syntax;
        let phrase = || {
            let mut phrases = syntax.prepositional(verb).into_iter();
            phrases.find(|(preposition, _)| construction.target.contains(preposition)).map(|(_, target)| target)
        };
        let target = phrase().or_else(|| syntax.deep_object(verb))?;
        Some(self.beyond_reflexive(target)).filter(|&target| self.can_be_target(target))
    }

    fn applied(&self, verb: usize, target: usize, construction: &Construction) -> Vec<Label> {
        if construction.kind == LabelKind::Comparison && !self.is_said(verb) {
            return Vec::new();
        }
        let Some(name) = self.complement(verb, target, construction) else { return Vec::new() };
        self.syntax
            .conjuncts(name)
            .into_iter()
            .filter(|&name| name != target && self.is_nominal(name) && !self.is_joined_adjective(name))
            .filter_map(|name| {
                let judged = self.judgement(name);
                // A name in the proper sense is no judgement: "labelled Lake Party".
                // A comparison is with somebody by name.
                let is_open = judged.is_some()
                    || self.syntax.token(name).upos != Upos::Propn
                    || construction.kind == LabelKind::Comparison && self.can_be_target(name);
                let polarity = construction
                    .polarity
                    .or(judged.map(|entry| entry.polarity))
                    .or(construction.otherwise)
                    .or_else(|| self.is_in_marks(name).then_some(LabelPolarity::Mixed))
                    .filter(|_| is_open)?;
                let kind = judged
                    .filter(|_| construction.kind == LabelKind::Epithet)
                    .map_or(construction.kind, |entry| entry.kind);
                let chain = self.held_by_subject(verb, name, construction.act);
                Some(self.label(target, name, (kind, polarity), chain, &construction.id))
            })
            .collect()
    }

    /// Whether somebody draws a comparison: "compared to last year" by itself is none.
    fn is_said(&self, verb: usize) -> bool {
        self.syntax.child(verb, &["nsubj", "aux", "obj", "obl:agent"]).is_some()
    }

    fn is_nominal(&self, word: usize) -> bool {
        matches!(self.syntax.token(word).upos, Upos::Noun | Upos::Adj | Upos::Propn)
    }

    /// The words that a naming verb applies: a second object, a complement, or a phrase with "as" (or "to").
    fn complement(&self, verb: usize, target: usize, construction: &Construction) -> Option<usize> {
        let syntax = self.syntax;
        if construction.preposition.is_empty() {
            return syntax.children_by(verb, &["xcomp", "obj", "obl", "ccomp"]).find(|&word| {
                word > verb && word != target && self.is_nominal(word) && syntax.preposition(word).is_none()
            });
        }
        construction.preposition.iter().find_map(|preposition| {
            let by_preposition = [verb, target]
                .into_iter()
                .flat_map(|word| syntax.prepositional(word))
                .find(|(found, word)| found == preposition && (!construction.being || self.is_being(*word)))
                .map(|(_, word)| word);
            by_preposition.or_else(|| {
                syntax.children_by(verb, &["xcomp", "advcl", "obl", "ccomp"]).find(|&word| {
                    syntax.children_by(word, &["case", "mark"]).any(|case| syntax.lemma(case) == preposition)
                        && (!construction.being || self.is_being(word))
                })
            })
        })
    }

    /// "being a spy"
    fn is_being(&self, word: usize) -> bool {
        self.syntax.child(word, &["cop"]).is_some()
    }

    /// The entry of a word that names somebody, or of one in front of it ("a principled politician").
    fn judgement(&self, name: usize) -> Option<&LabelWord> {
        let before: Vec<usize> = self.syntax.children_by(name, &["amod", "compound"]).collect();
        std::iter::once(name)
            .chain(before.iter().copied())
            .chain(before.iter().flat_map(|&word| self.syntax.children_by(word, &["conj"])))
            .find_map(|word| self.lexicon.entries(self.syntax, word).into_iter().next())
    }

    /// Whether a common noun or adjective stands in quotation marks with its phrase: somebody's own word for somebody.
    pub(super) fn is_in_marks(&self, name: usize) -> bool {
        if self.syntax.token(name).upos == Upos::Propn {
            return false;
        }
        let span = self.without_article(name);
        let text = self.understood.scene.text();
        let before = text.get(..span.start).and_then(|text| text.chars().next_back());
        let after = text.get(span.end..).and_then(|text| text.chars().find(|ch| !matches!(ch, ',' | '.')));
        let is_mark = |ch: Option<char>| ch.is_some_and(|ch| matches!(ch, '"' | '“' | '”' | '‘' | '’' | '\''));
        is_mark(before) && is_mark(after)
    }
}
