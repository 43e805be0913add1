//! Whether two values of one field can both be true of one act.

use crate::claims::Context;
use crate::claims::directory::Who;
use crate::claims::party_conflict::{Responsible, exclude_each_other, responsible};
use crate::claims::stance::{Stance, Voice};
use crate::claims::value::{Count, Value, values};
use sayso_core::{DatePrecision, EventType, PlacePrecision};

/// Places nearer than this may be two names for where one thing happened.
const NEAR_KM: f64 = 20.0;

/// What one voice tells of one field.
pub(crate) struct Told {
    pub value: Value,
    detail: Detail,
}

enum Detail {
    Plain,
    /// The polarity: whether it affirms, and the number it is about.
    Polarity(bool, Vec<(String, Count)>),
    Place(Option<(f64, f64)>),
    Parties(Vec<Responsible>),
}

/// What a voice tells, by field. Denials speak to the polarity alone; plans and doubts exclude nothing.
pub(crate) fn told(voice: &Voice, context: &Context<'_>) -> Vec<(String, Told)> {
    let account = context.accounts[voice.account];
    let counts: Vec<(String, Count)> =
        account.event.magnitude.iter().map(|(field, magnitude)| (field.clone(), Count::of(magnitude))).collect();
    let polarity = |affirms: bool, value: Value| {
        ("polarity".to_string(), Told { value, detail: Detail::Polarity(affirms, counts.clone()) })
    };
    match voice.stance {
        Stance::Doubts | Stance::Expects => Vec::new(),
        Stance::Denies => {
            let denied = counts.first().map_or(Value::Happened, |(_, count)| Value::Count(count.clone()));
            vec![polarity(false, Value::Not { not: Box::new(denied) })]
        }
        Stance::Reports => {
            let mut told = vec![polarity(true, Value::Happened)];
            let directed = !matches!(account.event.event, EventType::Consult | EventType::Cooperate | EventType::Agree);
            for (field, value) in values(voice.account, account, &context.directory) {
                let detail = match field.as_str() {
                    "place" => Detail::Place(account.event.location.as_ref().and_then(|p| p.lat.zip(p.lon))),
                    "actor" if !directed => continue,
                    "actor" => {
                        let actors: &[Who] = context.directory.actors(voice.account);
                        Detail::Parties(
                            account.actor.iter().zip(actors).map(|(party, who)| responsible(party, *who)).collect(),
                        )
                    }
                    _ => Detail::Plain,
                };
                told.push((field, Told { value, detail }));
            }
            told
        }
    }
}

/// Why the two can't both be true; none where they can.
pub(crate) fn conflict(a: &Told, b: &Told) -> Option<&'static str> {
    match (&a.value, &b.value, &a.detail, &b.detail) {
        (_, _, Detail::Polarity(true, affirmed), Detail::Polarity(false, denied))
        | (_, _, Detail::Polarity(false, denied), Detail::Polarity(true, affirmed)) => polarity(affirmed, denied),
        (Value::Count(x), Value::Count(y), ..) if !x.can_both_be_true(y) => Some("The numbers leave no common value"),
        (_, _, Detail::Parties(x), Detail::Parties(y)) if exclude_each_other(x, y) => {
            Some("Each names another party as the one that acted, and neither belongs to the other")
        }
        (
            Value::Place { geonameid: x, country: in_x, precision: narrow_x, .. },
            Value::Place { geonameid: y, country: in_y, precision: narrow_y, .. },
            Detail::Place(at_x),
            Detail::Place(at_y),
        ) => place((*x, in_x, *narrow_x, *at_x), (*y, in_y, *narrow_y, *at_y)),
        (
            Value::Days { from: Some(from_x), to: Some(to_x), precision: DatePrecision::Day | DatePrecision::Week },
            Value::Days { from: Some(from_y), to: Some(to_y), precision: DatePrecision::Day | DatePrecision::Week },
            ..,
        ) if to_x < from_y || to_y < from_x => Some("The days do not overlap"),
        _ => None,
    }
}

/// A denial of a number contradicts who gives that number; a denial of the act, everybody who reports it.
fn polarity(affirmed: &[(String, Count)], denied: &[(String, Count)]) -> Option<&'static str> {
    let same = |(field, count): &(String, Count)| {
        affirmed
            .iter()
            .any(|(other, given)| other == field && given.unit == count.unit && given.can_both_be_true(count))
    };
    if denied.is_empty() {
        Some("One says that it happened, the other that it did not")
    } else if denied.iter().any(same) {
        Some("One gives the number, the other denies it")
    } else {
        None
    }
}

type Where<'a> = (Option<u32>, &'a Option<String>, PlacePrecision, Option<(f64, f64)>);

fn place(a: Where<'_>, b: Where<'_>) -> Option<&'static str> {
    let ((id_a, country_a, narrow_a, at_a), (id_b, country_b, narrow_b, at_b)) = (a, b);
    if narrow_a == PlacePrecision::Region || narrow_b == PlacePrecision::Region {
        return None;
    }
    if let (Some(a), Some(b)) = (country_a, country_b)
        && a != b
    {
        return Some("The places are in different countries");
    }
    let apart = at_a.zip(at_b).is_none_or(|(a, b)| kilometres(a, b) > NEAR_KM);
    let resolved = id_a.zip(id_b).is_some_and(|(a, b)| a != b);
    if narrow_a == narrow_b && resolved && apart { Some("Neither place contains the other") } else { None }
}

/// The distance of two points in degrees on a sphere of the size of the Earth (haversine).
fn kilometres((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let half = |a: f64, b: f64| ((a - b).to_radians() / 2.0).sin().powi(2);
    let arc = half(lat_a, lat_b) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_a, lon_b);
    2.0 * 6371.0 * arc.clamp(0.0, 1.0).sqrt().asin()
}
