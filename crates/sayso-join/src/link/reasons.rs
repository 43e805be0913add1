//! A comparison in words.

use super::compare::{Comparison, SlotKinship};
use super::party::{Kinship, Participant};
use super::prepared::Facts;
use super::reason::{Reason, Slot};
use super::site::Sites;
use super::when::{Dates, Published};

/// Words shown of two sentences or stories.
const WORDS: usize = 4;
/// From this likeness on two sentences or stories are said to share words.
const ALIKE: f32 = 0.15;

/// The reasons for and against a link, the strongest kinds first.
pub(super) fn of(c: &Comparison, a: &Facts, b: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if c.one_word {
        return vec![Reason::OneWord];
    }
    act(c, a, b, &mut reasons);
    reasons.extend(slot(Slot::Actor, c.actor, &a.actor, &b.actor));
    reasons.extend(slot(Slot::Recipient, c.recipient, &a.recipient, &b.recipient));
    let exchanged = c.exchanged.and_then(|(actor, at)| if actor { a.actor.get(at) } else { a.recipient.get(at) });
    reasons.extend(exchanged.map(|party| Reason::RolesExchanged { name: party.name.clone() }));
    circumstances(c, a, b, &mut reasons);
    wording(c, a, b, &mut reasons);
    reasons
}

fn act(c: &Comparison, a: &Facts, b: &Facts, reasons: &mut Vec<Reason>) {
    if !c.same_type {
        reasons.push(Reason::KindredTypes { a: a.kind, b: b.kind });
    }
    let same_trigger = c.trigger > 0.0;
    reasons.push(match same_trigger {
        true => Reason::SameTrigger { trigger: a.trigger.clone() },
        false => Reason::OtherTrigger { a: a.trigger.clone(), b: b.trigger.clone() },
    });
    if c.same_rule && !same_trigger {
        reasons.push(Reason::SameRule { rule: a.rule.clone() });
    }
    if let (Some(same), Some(mine), Some(theirs)) = (c.same_mode, &a.mode, &b.mode) {
        reasons.push(match same {
            true => Reason::SameMode { mode: mine.clone() },
            false => Reason::OtherMode { a: mine.clone(), b: theirs.clone() },
        });
    }
}

fn slot(slot: Slot, found: SlotKinship, a: &[Participant], b: &[Participant]) -> Option<Reason> {
    let (i, j) = found.pair?;
    let (mine, theirs) = (a.get(i)?, b.get(j)?);
    let (a, b) = (mine.name.clone(), theirs.name.clone());
    match found.kinship {
        Kinship::Same | Kinship::SameState => Some(Reason::SameParty { slot, name: a }),
        Kinship::Part => Some(Reason::PartOfParty { slot, a, b }),
        Kinship::Alike => Some(Reason::AlikeParty { slot, a, b }),
        Kinship::Different => Some(Reason::OtherParty { slot, a, b }),
        Kinship::Open | Kinship::Unlike => None,
    }
}

fn circumstances(c: &Comparison, a: &Facts, b: &Facts, reasons: &mut Vec<Reason>) {
    let dates = || (a.when.text.clone(), b.when.text.clone());
    let told = |facts: &Facts| match facts.when.text.as_str() {
        "" => "told as done before publication".to_string(),
        text => text.to_string(),
    };
    match c.dates {
        Dates::Open => {}
        Dates::Same if a.when.text == b.when.text => reasons.push(Reason::SameDate { date: dates().0 }),
        Dates::Same | Dates::Within => reasons.push(Reason::DateWithin { a: dates().0, b: dates().1 }),
        Dates::Near => reasons.push(Reason::DatesNear { a: dates().0, b: dates().1 }),
        Dates::Contradict => reasons.push(Reason::DatesContradict { a: told(a), b: told(b) }),
    }
    if let (false, Some(days)) = (c.same_doc, a.when.days_apart(&b.when)) {
        match c.published {
            Published::Together => reasons.push(Reason::PublishedNear { days }),
            Published::Weeks | Published::Far => reasons.push(Reason::PublishedFar { days }),
            Published::Unknown | Published::Near => {}
        }
    }
    if let (Some(mine), Some(theirs)) = (&a.site, &b.site) {
        let (place, other) = (mine.name.clone(), theirs.name.clone());
        match c.sites {
            Sites::Open => {}
            Sites::Same => reasons.push(Reason::SamePlace { place }),
            Sites::Within => reasons.push(Reason::PlaceWithin { a: place, b: other }),
            Sites::Contradict => reasons.push(Reason::PlacesContradict { a: place, b: other }),
        }
    }
    if let (Some(same), Some((field, ..))) = (c.numbers, a.numbers.get(c.number_field)) {
        let field = field.clone();
        reasons.push(if same { Reason::SameNumber { field } } else { Reason::OtherNumber { field } });
    }
}

fn wording(c: &Comparison, a: &Facts, b: &Facts, reasons: &mut Vec<Reason>) {
    if c.sentence >= ALIKE {
        let theirs = |word: &str| b.sentence_words.iter().any(|(other, _)| other == word);
        let words = a.sentence_words.iter().map(|(word, _)| word).filter(|word| theirs(word)).take(WORDS);
        reasons.push(Reason::SharedWords { words: words.cloned().collect() });
    }
    if c.same_doc {
        return;
    }
    reasons.push(match c.story >= ALIKE {
        true => Reason::SameStory { terms: a.story.shared(&b.story, WORDS).into_iter().map(str::to_string).collect() },
        false => Reason::OtherStory,
    });
}
