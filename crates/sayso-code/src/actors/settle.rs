//! The country of those whose own words name none, from where the report is set.

use super::{ActorLexicon, Actors};
use crate::scene::{Scene, Word};
use crate::setting::{Setting, SettingLexicon};
use sayso_core::{Actor, ActorKind, MentionForm, Span};

impl Actors {
    /// Gives actors without a country the one that the report deals with, unless their words place them elsewhere or in
    /// more than one state. Armed groups that have a name have no country by where they fight.
    pub fn settle(&mut self, scene: &Scene<'_>, setting: &Setting, lexicon: &SettingLexicon, known: &ActorLexicon) {
        let day = scene.document.published.as_ref().map(|published| published.date.to_string());
        let forces = self.forces(scene);
        for actor in &mut self.list {
            if actor.country.is_some()
                || actor.kind == ActorKind::Unknown
                || is_armed_by_name(actor)
                || is_beyond(scene, actor, lexicon)
            {
                continue;
            }
            let mentions: Vec<Span> = actor.mentions.iter().map(|mention| mention.span).collect();
            let reached = mentions.iter().flat_map(|&mention| acted_upon(scene, mention));
            let reaching = mentions.iter().filter_map(|&mention| forces.at(scene, mention));
            let opposite: Vec<Span> = reached.chain(reaching).collect();
            let found = setting.country_of(&mentions, &opposite);
            if let Some((country, how)) = found.filter(|(country, _)| may_be_of(actor, country, known, day.as_deref()))
            {
                actor.country = Some(country);
                actor.country_how = Some(how.to_string());
            }
        }
    }
}

/// "The Dawn Front", where it is known to bear arms.
fn is_armed_by_name(actor: &Actor<Span>) -> bool {
    let armed = actor.sector.iter().any(|sector| matches!(sector.as_str(), "REB" | "UAF" | "PRM"));
    let is_named = actor.aliases.iter().any(|alias| alias.name.contains(char::is_uppercase));
    armed && actor.kind != ActorKind::Person && is_named
}

/// "Kagame" alone is somebody of the country of the only office holder of that name, where there is one on that day, or
/// nobody's that is known.
fn may_be_of(actor: &Actor<Span>, country: &str, known: &ActorLexicon, day: Option<&str>) -> bool {
    let is_family = |name: &str| !name.contains(' ') && known.gender_of_given_name(name).is_none();
    let is_short = actor.kind == ActorKind::Person && actor.aliases.iter().all(|alias| is_family(&alias.name));
    let mut namesakes = actor.aliases.iter().take(1).flat_map(|alias| known.leaders.of_surname(&alias.name));
    match (namesakes.next(), namesakes.next()) {
        (Some(leader), None) if is_short => {
            let term = leader.term_on(day, None).filter(|term| day.is_none_or(|day| term.held_on(day)));
            term.is_none_or(|term| term.country == country)
        }
        _ => true,
    }
}

/// Prepositions before those whom somebody turns to or against: "an ultimatum to X", "sanctions on X", "a war with X".
const TOWARDS: &[&str] = &["to", "on", "against", "with", "from", "toward", "towards", "for", "at"];

/// The words for those whom the one at `mention` acts upon, by the tree: objects of the verb that it is the subject of,
/// and who stands behind "to", "on", "against" below the verb or its object. A place "in" which it acts is none.
fn acted_upon(scene: &Scene<'_>, mention: Span) -> Vec<Span> {
    let Some(head) = scene.head_of(mention) else { return Vec::new() };
    let syntax = &scene.sentences[head.sentence];
    let joined: Vec<usize> = syntax.children_by(head.word, &["conj"]).collect();
    let subject = syntax.token(head.word).relation.is("nsubj") && !syntax.token(head.word).relation.is("nsubj:pass");
    let Some(verb) = syntax.head(head.word).filter(|_| subject) else { return Vec::new() };
    let towards =
        |&at: &usize| syntax.preposition(at).is_some_and(|preposition| TOWARDS.contains(&preposition.as_str()));
    let objects: Vec<usize> = syntax.children_by(verb, &["obj", "iobj"]).collect();
    let below = objects.iter().flat_map(|&object| syntax.children_by(object, &["nmod"])).filter(towards);
    let beside = syntax.children_by(verb, &["obl"]).filter(towards);
    let head = |at: usize| syntax.token(at).span;
    // "spoke with the *Norlandic* minister", "met his *Norlandic* counterpart": the adjective is the other's. "The court
    // dissolved the Norlandic parliament" may be of Norland.
    let others = |at: usize| {
        let first = syntax.children(at).iter().map(|&child| head(child).start).min();
        Span::new(first.unwrap_or(head(at).start).min(head(at).start), head(at).end)
    };
    // "Lee and *her Norlandic counterpart* met", too.
    let is_counterpart = |&at: &usize| {
        let mut words = std::iter::once(at).chain(syntax.children(at).iter().copied());
        words.any(|at| syntax.lemma(at) == "counterpart")
    };
    let counterparts = objects.iter().copied().chain(joined).filter(is_counterpart);
    objects.iter().copied().map(head).chain(counterparts.chain(below).chain(beside).map(others)).collect()
}

/// Whether the words of an actor place it elsewhere, everywhere, or in more than one state.
fn is_beyond(scene: &Scene<'_>, actor: &Actor<Span>, lexicon: &SettingLexicon) -> bool {
    let nominal = actor.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun);
    nominal.filter_map(|mention| scene.head_of(mention.span)).any(|head| {
        let described = actor.kind != ActorKind::Person || scene.entity_at(head).is_none();
        let visits = lexicon.is_visitor(&scene.token(head).lemma.to_lowercase());
        described
            && (visits || has_beyond_modifier(scene, head, lexicon) || means_states(scene, head, actor.kind, lexicon))
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
