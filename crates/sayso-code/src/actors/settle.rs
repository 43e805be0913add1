//! The country of those whose own words name none, from where the report is set.

use super::Actors;
use crate::scene::{Scene, Word};
use crate::setting::{Setting, SettingLexicon};
use sayso_core::{Actor, ActorKind, MentionForm, Span};

impl Actors {
    /// Gives actors without a country the one that the report deals with, unless their words place them elsewhere or in
    /// more than one state.
    pub fn settle(&mut self, scene: &Scene<'_>, setting: &Setting, lexicon: &SettingLexicon) {
        for actor in &mut self.list {
            if actor.country.is_some() || actor.kind == ActorKind::Unknown || is_beyond(scene, actor, lexicon) {
                continue;
            }
            let mentions: Vec<Span> = actor.mentions.iter().map(|mention| mention.span).collect();
            if let Some((country, how)) = setting.country_of(&mentions) {
                actor.country = Some(country);
                actor.country_how = Some(how.to_string());
            }
        }
    }
}

/// Whether the words of an actor place it elsewhere, everywhere, or in more than one state.
fn is_beyond(scene: &Scene<'_>, actor: &Actor<Span>, lexicon: &SettingLexicon) -> bool {
    let nominal = actor.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun);
    nominal.filter_map(|mention| scene.head_of(mention.span)).any(|head| {
        let described = actor.kind != ActorKind::Person || scene.entity_at(head).is_none();
        described && (has_beyond_modifier(scene, head, lexicon) || means_states(scene, head, actor.kind, lexicon))
    })
}

/// "foreign companies", "several officials of other countries"
fn has_beyond_modifier(scene: &Scene<'_>, head: Word, lexicon: &SettingLexicon) -> bool {
    let syntax = &scene.sentences[head.sentence];
    syntax
        .children_by(head.word, &["amod", "det", "nummod", "compound", "nmod"])
        .any(|child| lexicon.is_beyond(&syntax.token(child).form.to_lowercase()))
}

/// "countries", "leaders"; "the country" is the one that the report deals with.
fn means_states(scene: &Scene<'_>, head: Word, kind: ActorKind, lexicon: &SettingLexicon) -> bool {
    let token = scene.token(head);
    let named = scene.entity_at(head).is_some();
    let several = token.feats.has("Number", "Plur");
    // "a country": any.
    let definite = || {
        let syntax = &scene.sentences[head.sentence];
        syntax.possessor(head.word).is_some()
            || syntax.children_by(head.word, &["det"]).any(|det| matches!(syntax.lemma(det), "the" | "this"))
    };
    !named && lexicon.is_state_noun(&token.lemma) && (several || kind == ActorKind::State && !definite())
}
