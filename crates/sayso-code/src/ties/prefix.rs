//! Ties in a prefix: "*pro*-Norland fighters" back Norland, "*anti*-government protesters" oppose the government.

use crate::interpretation::Interpretation;
use crate::scene::Word;
use sayso_core::{Party, Span};
use sayso_parse::Upos;

/// A rule for words that begin so.
#[derive(Debug)]
pub(super) struct PrefixRule {
    /// Its number among the tie rules.
    pub rule: usize,
    /// The prefixes, with their hyphen.
    pub prefixes: Vec<String>,
    /// Common nouns that may follow it; a name may always.
    pub stems: Vec<String>,
}

/// A word that begins so, with the parties of the tie.
pub(super) struct Prefixed {
    pub word: Word,
    pub rule: usize,
    pub from: Word,
    pub to: Party,
}

impl PrefixRule {
    /// The word of a sentence as this rule reads it.
    pub fn read(&self, understood: &Interpretation<'_>, word: Word) -> Option<Prefixed> {
        let scene = understood.scene;
        let token = scene.token(word);
        // "The National Anti-Corruption Commission" is a name.
        let in_name = scene.entity_at(word).is_some_and(|entity| entity.end - entity.first > 1);
        if in_name || !matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn) {
            return None;
        }
        let form = token.form.to_lowercase();
        let length = self.prefixes.iter().find(|prefix| form.starts_with(prefix.as_str()))?.len();
        let stem = token.form.get(length..).filter(|stem| !stem.is_empty())?;
        let named = stem.starts_with(char::is_uppercase) && !token.form.chars().all(|c| !c.is_lowercase());
        if !named && !self.stems.contains(&stem.to_lowercase()) {
            return None;
        }
        let syntax = &scene.sentences[word.sentence];
        let described =
            token.relation.is_any(&["amod", "compound", "nmod:desc"]).then(|| syntax.head(word.word)).flatten();
        let from = Word::new(word.sentence, described?);
        Some(Prefixed { word, rule: self.rule, from, to: stem_party(understood, token.span, length, stem) })
    }
}

/// Whom the part behind the prefix names: an actor of the report that is called so, or words alone.
fn stem_party(understood: &Interpretation<'_>, span: Span, length: usize, stem: &str) -> Party {
    let is_called = |name: &str| {
        let name = name.trim_start_matches("the ").trim_start_matches("The ");
        name.eq_ignore_ascii_case(stem)
    };
    let mut called = understood
        .actors
        .list()
        .iter()
        .filter(|actor| is_called(&actor.name) || actor.aliases.iter().any(|alias| is_called(&alias.name)));
    // Of two that are called so nobody knows which is meant.
    let actor = called.next().filter(|_| called.next().is_none()).map(|actor| actor.id.clone());
    Party { actor, span: Span::new(span.start + length, span.end) }
}
