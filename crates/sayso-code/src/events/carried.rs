//! Places that another sentence tells: "Police arrested two men. ... The men were arrested in X."
//!
//! A report names the place of an act once and goes on telling of the act. Only what tells of the same act gives its
//! place, and such a place has no span (codebook, section 10).

use sayso_core::{DateRange, Event, EventType, Party, Place, Polarity, Realis};
use std::collections::BTreeSet;

/// Gives acts without a place the place that another record of the same act has; of several the nearest.
pub(super) fn carry(events: &mut [Event]) {
    let told: Vec<(usize, Option<Place>)> = events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.location.is_none())
        .map(|(index, event)| (index, elsewhere(event, events)))
        .collect();
    for (index, place) in told {
        if let (Some(event), Some(place)) = (events.get_mut(index), place) {
            event.location = Some(place);
        }
    }
}

fn elsewhere(event: &Event, events: &[Event]) -> Option<Place> {
    let from = events
        .iter()
        .filter(|other| other.location.is_some() && is_same_act(event, other))
        .min_by_key(|other| other.evidence.trigger.start.abs_diff(event.evidence.trigger.start))?;
    let place = from.location.clone()?;
    let how = format!("{}; named in another sentence that tells of the act", place.how);
    Some(Place { span: None, how, ..place })
}

/// Whether two records tell of one act, as far as their words go: its type, when it was, and who suffered it.
fn is_same_act(event: &Event, other: &Event) -> bool {
    let told = |event: &Event| {
        event.factuality.polarity == Polarity::Positive
            && matches!(event.factuality.realis, Realis::Actual | Realis::Future)
    };
    event.event == other.event
        && told(event)
        && told(other)
        && event.factuality.realis == other.factuality.realis
        && (event.mode == other.mode || event.mode.is_none() || other.mode.is_none())
        && !apart(event.date.as_ref(), other.date.as_ref())
        && is_same_parties(event, other)
}

/// Whether two dates exclude each other.
fn apart(one: Option<&DateRange>, two: Option<&DateRange>) -> bool {
    let (Some(one), Some(two)) = (one, two) else { return false };
    let before = |one: &DateRange, two: &DateRange| one.to.zip(two.from).is_some_and(|(to, from)| to < from);
    before(one, two) || before(two, one)
}

fn is_same_parties(event: &Event, other: &Event) -> bool {
    let (actors, others) = (known(&event.actor), known(&other.actor));
    let (suffered, suffered_there) = (known(&event.recipient), known(&other.recipient));
    let common = actors.intersection(&others).count();
    if event.event == EventType::Consult {
        let parties = actors.len().min(others.len());
        return common > 0 && common >= parties.min(2);
    }
    if !suffered.is_empty() && !suffered_there.is_empty() {
        return !suffered.is_disjoint(&suffered_there);
    }
    common > 0 || is_same_word(event, other) && (actors.is_empty() || others.is_empty())
}

fn is_same_word(event: &Event, other: &Event) -> bool {
    event.rule == other.rule
}

fn known(parties: &[Party]) -> BTreeSet<&str> {
    parties.iter().filter_map(|party| party.actor.as_ref()).map(|actor| actor.0.as_str()).collect()
}
