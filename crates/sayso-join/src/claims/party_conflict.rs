//! Whether two parties can't both be the one that acted.

use crate::PartyOf;
use crate::claims::directory::Who;
use crate::claims::holder_name::body_key;
use sayso_core::{ActorKind, codes};

/// A party as far as it matters for who is responsible.
pub(crate) struct Responsible {
    who: Who,
    names: Vec<Vec<String>>,
    named: bool,
    /// A name with two capitals describes a group by somebody's name ("Dawn Front fighters").
    identified: bool,
    kind: ActorKind,
    country: Option<String>,
}

/// Reads a party of an account.
pub(crate) fn responsible(party: &PartyOf, who: Who) -> Responsible {
    let capitals = party.name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let names =
        [&party.name].into_iter().chain(&party.aliases).map(|name| body_key(name)).filter(|name| !name.is_empty());
    Responsible {
        who,
        names: names.collect(),
        named: party.named,
        identified: party.actor.is_some() && (party.named || capitals > 1 || party.country.is_some()),
        kind: party.kind,
        country: party.country.clone(),
    }
}

/// Whether no party of one list may be, or belong to, a party of the other. Both must be resolved.
pub(crate) fn exclude_each_other(a: &[Responsible], b: &[Responsible]) -> bool {
    !a.is_empty() && !b.is_empty() && a.iter().all(|x| b.iter().all(|y| exclude(x, y)))
}

fn exclude(a: &Responsible, b: &Responsible) -> bool {
    if a.who == b.who || !a.identified || !b.identified || shares_name(a, b) {
        return false;
    }
    let above = |country: &String| codes::ABOVE_STATES.contains(&country.as_str());
    match (&a.country, &b.country) {
        // A member state may act for an alliance, a transnational group from within a state is another party.
        (Some(x), Some(y)) if x != y => !(alliance(x) || alliance(y)) || (above(x) && above(y)),
        // Of one country: police may act for the state, an unnamed unit for either of two forces.
        (Some(_), Some(_)) | (None, None) => both_bodies(a, b),
        _ => both_bodies(a, b),
    }
}

fn alliance(country: &str) -> bool {
    ["IGO", "UNO", "EUR", "MNC", "NGO"].contains(&country)
}

fn both_bodies(a: &Responsible, b: &Responsible) -> bool {
    [a, b].iter().all(|party| party.named && party.kind == ActorKind::Organization)
}

/// Whether a name of one stands within a name of the other: "Dawn Front" and "Dawn Front fighters".
fn shares_name(a: &Responsible, b: &Responsible) -> bool {
    let within = |short: &[String], long: &[String]| long.windows(short.len().max(1)).any(|part| part == short);
    a.names.iter().any(|x| b.names.iter().any(|y| within(x, y) || within(y, x)))
}
