//! The values that accounts give for the fields of an incident.

use crate::claims::directory::{Directory, Who};
use crate::{Account, PartyOf};
use jiff::civil::Date;
use sayso_core::{ActorKind, DatePrecision, Magnitude, Number, PlacePrecision};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One value. In JSON the fields tell which it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number with its bounds.
    Count(Count),
    /// Parties by their ids or names.
    Parties(Vec<String>),
    /// A place.
    Place {
        /// Name of the gazetteer, or of the text.
        name: String,
        /// GeoNames id.
        geonameid: Option<u32>,
        /// ISO 3166-1 alpha-3.
        country: Option<String>,
        /// How narrow it is.
        precision: PlacePrecision,
    },
    /// Days.
    Days {
        /// First day; none: open.
        from: Option<Date>,
        /// Last day; none: open.
        to: Option<Date>,
        /// How narrow it is.
        precision: DatePrecision,
    },
    /// That something was said not to be so.
    Not {
        /// What is said not to be so.
        not: Box<Value>,
    },
    /// The act itself.
    #[serde(serialize_with = "yes")]
    Happened,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        use serde::de::Error;
        #[derive(Deserialize)]
        struct Place {
            name: String,
            geonameid: Option<u32>,
            country: Option<String>,
            precision: PlacePrecision,
        }
        #[derive(Deserialize)]
        struct Days {
            from: Option<Date>,
            to: Option<Date>,
            precision: DatePrecision,
        }
        #[derive(Deserialize)]
        struct Not {
            not: Box<Value>,
        }
        let json = serde_json::Value::deserialize(deserializer)?;
        let has = |field: &str| json.get(field).is_some();
        let value = if json.is_boolean() {
            Ok(Value::Happened)
        } else if json.is_array() {
            serde_json::from_value(json).map(Value::Parties)
        } else if has("not") {
            serde_json::from_value(json).map(|Not { not }| Value::Not { not })
        } else if has("name") {
            let place = serde_json::from_value(json);
            place.map(|Place { name, geonameid, country, precision }| Value::Place {
                name,
                geonameid,
                country,
                precision,
            })
        } else if has("precision") {
            serde_json::from_value(json).map(|Days { from, to, precision }| Value::Days { from, to, precision })
        } else {
            serde_json::from_value(json).map(Value::Count)
        };
        value.map_err(D::Error::custom)
    }
}

fn yes<S: serde::Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(true)
}

/// A number as a report gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Lower bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    /// Upper bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Number>,
    /// Unit of an amount or count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// "about".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hedge: Option<String>,
}

impl Count {
    /// The number of a record.
    pub fn of<S>(magnitude: &Magnitude<S>) -> Count {
        let Magnitude { at_least, at_most, unit, hedge, .. } = magnitude;
        Count { at_least: *at_least, at_most: *at_most, unit: unit.clone(), hedge: hedge.clone() }
    }

    /// Whether one number is given and no range.
    pub fn is_exact(&self) -> bool {
        self.hedge.is_none() && self.at_least.is_some() && self.at_least == self.at_most
    }

    /// The lower bound, or the upper where that is all there is.
    pub fn low(&self) -> Option<f64> {
        self.at_least.or(self.at_most).map(|number| number.0)
    }

    /// The upper bound, or the lower where that is all there is.
    pub fn high(&self) -> Option<f64> {
        self.at_most.or(self.at_least).map(|number| number.0)
    }

    /// Whether both can be true of one quantity. "About" leaves a tenth of room on either side.
    pub fn can_both_be_true(&self, other: &Count) -> bool {
        let room = |count: &Count| if count.hedge.as_deref() == Some("about") { 0.1 } else { 0.0 };
        let least = |count: &Count| count.at_least.map_or(f64::NEG_INFINITY, |number| number.0 * (1.0 - room(count)));
        let most = |count: &Count| count.at_most.map_or(f64::INFINITY, |number| number.0 * (1.0 + room(count)));
        self.unit != other.unit || (least(self) <= most(other) && least(other) <= most(self))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
        match (self.at_least, self.at_most, self.hedge.as_deref()) {
            (Some(low), Some(high), Some(hedge)) if low == high => write!(f, "{hedge} {}{unit}", low.0),
            (Some(low), Some(high), _) if low == high => write!(f, "{}{unit}", low.0),
            (Some(low), Some(high), _) => write!(f, "{} to {}{unit}", low.0, high.0),
            (Some(low), None, _) => write!(f, "at least {}{unit}", low.0),
            (None, Some(high), _) => write!(f, "at most {}{unit}", high.0),
            (None, None, _) => write!(f, "some{unit}"),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Happened => f.write_str("it happened"),
            Value::Count(count) => count.fmt(f),
            Value::Parties(parties) => f.write_str(&parties.join(", ")),
            Value::Place { name, country, .. } => match country {
                Some(country) if !name.eq_ignore_ascii_case(country) => write!(f, "{name}, {country}"),
                _ => f.write_str(name),
            },
            Value::Days { from, to, .. } => match (from, to) {
                (Some(from), Some(to)) if from == to => from.fmt(f),
                (Some(from), Some(to)) => write!(f, "{from} to {to}"),
                (Some(from), None) => write!(f, "since {from}"),
                (None, Some(to)) => write!(f, "until {to}"),
                (None, None) => f.write_str("no day"),
            },
            Value::Not { not } if **not == Value::Happened => f.write_str("it did not happen"),
            Value::Not { not } => write!(f, "not {not}"),
        }
    }
}

impl Value {
    /// The value in words, with the names of parties in place of their ids.
    pub(crate) fn shown(&self, directory: &Directory) -> String {
        match self {
            Value::Parties(parties) => parties.iter().map(|id| directory.name_of(id)).collect::<Vec<_>>().join(", "),
            Value::Not { not } if **not != Value::Happened => format!("not {}", not.shown(directory)),
            other => other.to_string(),
        }
    }

    /// Puts numbers in the order of their size and all else in the order of its words.
    pub(crate) fn order(&self) -> (Option<u64>, String) {
        let size = match self {
            Value::Count(count) => count.low().map(|low| low.max(0.0).to_bits()),
            _ => None,
        };
        (size, format!("{self} {self:?}"))
    }
}

/// The values of an account by field, but for the act itself.
pub(crate) fn values(at: usize, account: &Account, directory: &Directory) -> Vec<(String, Value)> {
    let event = &account.event;
    let mut values: Vec<(String, Value)> =
        event.magnitude.iter().map(|(field, magnitude)| (field.clone(), Value::Count(Count::of(magnitude)))).collect();
    // "20 people" is nobody who could be held responsible.
    let told_apart = |party: &PartyOf, who: &Who| {
        party.named || party.kind != ActorKind::Group || directory.get(*who).country.is_some()
    };
    let parties = account.actor.iter().zip(directory.actors(at));
    let parties = parties.filter(|(party, who)| party.actor.is_some() && told_apart(party, who));
    let mut actors: Vec<String> = parties.map(|(_, who)| directory.get(*who).id.clone()).collect();
    actors.sort();
    actors.dedup();
    if !actors.is_empty() {
        values.push(("actor".to_string(), Value::Parties(actors)));
    }
    if let Some(place) = &event.location {
        let place = Value::Place {
            name: place.name.clone(),
            geonameid: place.geonameid,
            country: place.country.clone(),
            precision: place.precision,
        };
        values.push(("place".to_string(), place));
    }
    if let Some(date) = event.date.as_ref().filter(|date| date.from.is_some() || date.to.is_some()) {
        let days = Value::Days { from: date.from, to: date.to, precision: date.precision };
        values.push(("date".to_string(), days));
    }
    values
}

#[cfg(test)]
mod json {
    use super::*;

    #[test]
    fn every_value_comes_back_from_json() -> Result<(), serde_json::Error> {
        let count = Count { at_least: Some(Number(12.0)), at_most: None, unit: None, hedge: Some("about".into()) };
        let place = Value::Place {
            name: "Vell".into(),
            geonameid: None,
            country: Some("NOR".into()),
            precision: PlacePrecision::Place,
        };
        let days =
            Value::Days { from: None, to: Some(jiff::civil::date(2024, 5, 13)), precision: DatePrecision::Unknown };
        let parties = Value::Parties(vec!["a1".into()]);
        let not = Value::Not { not: Box::new(Value::Happened) };
        for value in [Value::Count(count), place, days, parties, not, Value::Happened] {
            let json = serde_json::to_string(&value)?;
            assert_eq!(serde_json::from_str::<Value>(&json)?, value, "{json}");
        }
        Ok(())
    }
}
