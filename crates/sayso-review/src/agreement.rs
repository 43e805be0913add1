//! How far two reviewers who did not see each other's judgements come to the same.

use crate::judgement::by_record;
use crate::reliability::reliability;
use crate::{Judgement, Record, Verdict};
use sayso_core::words::name;
use sayso_core::{CharSpan, Event, Link};
use serde::Serialize;
use std::collections::BTreeMap;

/// Agreement of all pairs of reviewers, and the records on which reviewers differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Pairs that judged a record in common, by name.
    pub pairs: Vec<Pair>,
    /// Records on which reviewers differ: their judgements, by number. Settled ones are among them.
    pub disputed: Vec<Vec<Judgement>>,
}

/// Two reviewers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Records that both judged.
    pub both: usize,
    /// Of these the ones on which they come to the same record, or both to none.
    pub agree: usize,
    /// Share of them; none where there are none.
    pub share: Option<f64>,
    /// Cohen's kappa of the verdicts (Cohen 1960); none where chance alone would agree always.
    pub kappa: Option<f64>,
    /// Field by field, on records that both think are there.
    pub fields: Vec<Field>,
}

/// Agreement on one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// Its name.
    pub field: &'static str,
    /// Records on which both say something.
    pub both: usize,
    /// Of these the ones on which they say the same.
    pub agree: usize,
    /// Share of them.
    pub share: Option<f64>,
    /// Cohen's kappa, for fields whose values come from a list.
    pub kappa: Option<f64>,
}

/// The agreement among `judgements`: those that count, of any number of reviewers.
pub fn agreement(judgements: &[Judgement]) -> Agreement {
    let groups = by_record(judgements);
    let mut pairs: BTreeMap<(&str, &str), Vec<(&Judgement, &Judgement)>> = BTreeMap::new();
    for group in &groups {
        for (at, first) in group.iter().enumerate() {
            for second in group[at + 1..].iter().filter(|second| second.reviewer != first.reviewer) {
                let (a, b) = if first.reviewer <= second.reviewer { (first, second) } else { (second, first) };
                pairs.entry((&a.reviewer, &b.reviewer)).or_default().push((a, b));
            }
        }
    }
    let differ = |group: &&Vec<&Judgement>| group.iter().any(|judgement| !judgement.agrees_with(group[0]));
    Agreement {
        pairs: pairs.into_iter().map(|((a, b), both)| pair(a, b, &both)).collect(),
        disputed: groups.iter().filter(differ).map(|group| group.iter().copied().cloned().collect()).collect(),
    }
}

fn pair(a: &str, b: &str, both: &[(&Judgement, &Judgement)]) -> Pair {
    let agree = both.iter().filter(|(a, b)| a.agrees_with(b)).count();
    let given: Vec<(Verdict, Verdict)> = both.iter().map(|(a, b)| (a.verdict, b.verdict)).collect();
    let kept: Vec<(&Record, &Record)> = both.iter().filter_map(|(a, b)| Some((a.position()?, b.position()?))).collect();
    let mut fields = vec![nominal("verdict", given.iter().map(|(a, b)| (name(a), name(b))))];
    fields.extend(of_records(&kept));
    Pair {
        a: a.to_string(),
        b: b.to_string(),
        both: both.len(),
        agree,
        share: share(agree, both.len()),
        kappa: kappa(&given),
        fields,
    }
}

fn of_records(kept: &[(&Record, &Record)]) -> Vec<Field> {
    let events: Vec<(&Event<CharSpan>, &Event<CharSpan>)> = kept
        .iter()
        .filter_map(|(a, b)| match (a, b) {
            (Record::Event(a), Record::Event(b)) => Some((&**a, &**b)),
            _ => None,
        })
        .collect();
    let of_events =
        |field, value: fn(&Event<CharSpan>) -> String| nominal(field, events.iter().map(|(a, b)| (value(a), value(b))));
    vec![
        of_events("type", |event| event.event.to_string()),
        of_events("mode", |event| event.mode.clone().unwrap_or_default()),
        equal("trigger", kept.iter().map(|(a, b)| a.at() == b.at())),
        equal("actor", events.iter().map(|(a, b)| same_parties(&a.actor, &b.actor))),
        equal("recipient", events.iter().map(|(a, b)| same_parties(&a.recipient, &b.recipient))),
        equal("chain", kept.iter().map(|(a, b)| same_holders(a.chain().links(), b.chain().links()))),
        of_events("factuality", |event| {
            let factuality = &event.factuality;
            [name(&factuality.polarity), name(&factuality.certainty), name(&factuality.realis)].join(" ")
        }),
        equal(
            "date",
            events.iter().filter(|(a, b)| a.date.is_some() || b.date.is_some()).map(|(a, b)| {
                let days = |event: &Event<CharSpan>| event.date.as_ref().map(|date| (date.from, date.to));
                days(a) == days(b)
            }),
        ),
        equal(
            "place",
            events.iter().filter(|(a, b)| a.location.is_some() || b.location.is_some()).map(|(a, b)| {
                let place =
                    |event: &Event<CharSpan>| event.location.as_ref().map(|p| (p.geonameid, p.name.to_lowercase()));
                match (place(a), place(b)) {
                    (Some((Some(a), _)), Some((Some(b), _))) => a == b,
                    (a, b) => a.map(|(_, name)| name) == b.map(|(_, name)| name),
                }
            }),
        ),
    ]
}

/// Whether both name the same parties: by actor where there is one, else by overlapping words.
fn same_parties(a: &[sayso_core::Party<CharSpan>], b: &[sayso_core::Party<CharSpan>]) -> bool {
    let meets = |one: &sayso_core::Party<CharSpan>, other: &sayso_core::Party<CharSpan>| {
        one.actor.is_some() && one.actor == other.actor || overlap(one.span, other.span)
    };
    a.len() == b.len() && a.iter().all(|one| b.iter().any(|other| meets(one, other)))
}

fn same_holders(a: &[Link<CharSpan>], b: &[Link<CharSpan>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| {
            let (a, b) = (&a.holder, &b.holder);
            let words = match (a.span, b.span) {
                (Some(a), Some(b)) => overlap(a, b),
                (a, b) => a.is_none() && b.is_none(),
            };
            a.publisher == b.publisher && (a.actor.is_some() && a.actor == b.actor || words)
        })
}

fn overlap(a: CharSpan, b: CharSpan) -> bool {
    a.start < b.end && b.start < a.end
}

fn share(agree: usize, both: usize) -> Option<f64> {
    (both > 0).then(|| agree as f64 / both as f64)
}

fn equal(field: &'static str, same: impl Iterator<Item = bool>) -> Field {
    let (agree, both) = same.fold((0, 0), |(agree, both), same| (agree + usize::from(same), both + 1));
    Field { field, both, agree, share: share(agree, both), kappa: None }
}

fn nominal(field: &'static str, values: impl Iterator<Item = (String, String)>) -> Field {
    let values: Vec<(String, String)> = values.collect();
    let agree = values.iter().filter(|(a, b)| a == b).count();
    Field { field, both: values.len(), agree, share: share(agree, values.len()), kappa: kappa(&values) }
}

fn kappa<T: Ord + Clone>(values: &[(T, T)]) -> Option<f64> {
    let mut table: BTreeMap<(T, T), usize> = BTreeMap::new();
    values.iter().for_each(|pair| *table.entry(pair.clone()).or_default() += 1);
    reliability(&table).kappa
}
