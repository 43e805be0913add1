//! What tells of countries: places, and actors whose words name theirs.

use super::NEAR;
use crate::actors::Actors;
use crate::places::Places;
use sayso_core::{Actor, MentionForm, Span, codes};
use std::collections::{BTreeMap, HashSet};

/// Bytes of text beyond which nearness is lost in the rounding of sums, so that long texts need no more time.
const REACH: usize = 8000;

/// Bytes of the longest mention that is looked for in a span.
const LONGEST: usize = 2000;

/// A mention of something that belongs to a country.
#[derive(Debug)]
pub(super) struct Evidence {
    span: Span,
    pub country: String,
    /// What is mentioned: the same thing counts once and a little more for each time.
    thing: String,
}

impl Evidence {
    #[cfg(test)]
    pub(super) fn at(start: usize, country: &str) -> Evidence {
        let span = Span::new(start, start + 1);
        Evidence { span, country: country.to_string(), thing: country.to_string() }
    }

    /// Whether it stands in one of these.
    pub(super) fn stands_in(&self, spans: &[Span]) -> bool {
        spans.iter().any(|span| span.overlaps(self.span))
    }

    /// From 1 beside the mention down to 0 far from it; what stands after it counts less.
    pub(super) fn nearness(&self, mention: Span) -> f64 {
        let distance = if self.span.start < mention.start {
            mention.start.saturating_sub(self.span.end) as f64
        } else {
            1.5 * self.span.start.saturating_sub(mention.end) as f64
        };
        (-distance / NEAR).exp()
    }
}

/// All that tells, in the order of the text.
pub(super) fn gather(actors: &Actors, places: &Places) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for toponym in places.toponyms() {
        if let Some(country) = &toponym.place.country
            && !(toponym.dateline && is_written_from_afar(country, actors, places))
        {
            let thing = format!("{country} {}", toponym.place.name);
            found.push(Evidence { span: toponym.span, country: country.clone(), thing });
        }
    }
    let places: HashSet<usize> = found.iter().map(|place| place.span.start).collect();
    for actor in actors.list() {
        let Some(country) = actor.country.as_ref().filter(|code| codes::is_state(code)) else { continue };
        // Agencies are cited everywhere.
        if is_medium(actor) {
            continue;
        }
        for mention in actor.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun) {
            if !places.contains(&mention.span.start) {
                let thing = format!("{country} {}", actor.id.0);
                found.push(Evidence { span: mention.span, country: country.clone(), thing });
            }
        }
    }
    found.sort_by_key(|evidence| evidence.span);
    found
}

fn is_medium(actor: &Actor) -> bool {
    actor.sector.iter().any(|sector| sector == "JRN")
}

/// Whether a report was written in a country that nothing else in it tells of, while it tells of places elsewhere: "LONDON -
/// Rebels attacked Goma" says nothing of whose rebels they are.
fn is_written_from_afar(country: &str, actors: &Actors, places: &Places) -> bool {
    let mut told = places.toponyms().iter().filter(|toponym| !toponym.dateline);
    let of_country = told.clone().any(|toponym| toponym.place.country.as_deref() == Some(country))
        || actors.list().iter().any(|actor| actor.country.as_deref() == Some(country) && !is_medium(actor));
    !of_country && told.any(|toponym| toponym.place.country.is_some())
}

/// What stands in one of these spans, by its place in `evidence` (in the order of the text), with its country.
pub(super) fn of_spans<'e>(evidence: &'e [Evidence], spans: &[Span]) -> BTreeMap<usize, &'e str> {
    let mut found = BTreeMap::new();
    for span in spans {
        let first = evidence.partition_point(|evidence| evidence.span.start + LONGEST < span.start);
        let rest = evidence.iter().enumerate().skip(first).take_while(|(_, evidence)| evidence.span.start < span.end);
        found.extend(
            rest.filter(|(_, evidence)| evidence.span.overlaps(*span)).map(|(at, evidence)| (at, &*evidence.country)),
        );
    }
    found
}

/// What stands near enough to a mention to count; `evidence` in the order of the text.
pub(super) fn near(evidence: &[Evidence], mention: Span) -> impl Iterator<Item = &Evidence> {
    let first = evidence.partition_point(|found| found.span.start + REACH < mention.start);
    evidence.iter().skip(first).take_while(move |found| found.span.start <= mention.end + REACH)
}

/// The votes of all things for their countries: one each, and half the logarithm of how often it stands.
pub(super) fn votes(evidence: &[Evidence]) -> BTreeMap<String, f64> {
    let mut times: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for found in evidence {
        *times.entry((&found.country, &found.thing)).or_insert(0) += 1;
    }
    let mut votes = BTreeMap::new();
    for ((country, _), times) in times {
        *votes.entry(country.to_string()).or_insert(0.0) += 1.0 + 0.5 * (times as f64).ln();
    }
    votes
}
