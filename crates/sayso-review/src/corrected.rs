//! A reading as its reviewers have it.

use crate::judgement::by_record;
use crate::{Judgement, Record, Verdict};
use sayso_core::{ActorId, CharSpan, Reading};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a record that was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It stands.
    Accepted,
    /// It stands as it was corrected.
    Corrected,
    /// It was taken out.
    Rejected,
    /// It was put in.
    Added,
    /// Reviewers differ and nobody has settled it: the program's record stands.
    Disputed,
}

/// A reading with judgements laid over it.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// The reading.
    pub reading: Reading<CharSpan>,
    /// What became of each record that was judged, by the id that was judged.
    pub outcomes: BTreeMap<String, Outcome>,
}

/// Lays judgements over what the program read.
///
/// `judgements` are those that count: the last of each reviewer on a record, in the order of their numbers. Where
/// reviewers differ, the last one that settles decides; without one the program's record stays. A record that a newer
/// version of the program names otherwise is found again by its words and type.
pub fn corrected(reading: Reading<CharSpan>, judgements: &[Judgement]) -> Corrected {
    let mut corrected = Corrected { reading, outcomes: BTreeMap::new() };
    let hash = corrected.reading.document.text_sha256.clone();
    let groups = by_record(judgements.iter().filter(|judgement| judgement.text_sha256 == hash));
    if groups.is_empty() {
        return corrected;
    }
    let mut spoken_for: BTreeSet<String> = groups.iter().flatten().map(|judgement| judgement.record.clone()).collect();
    for group in &groups {
        let decisive = decisive(group);
        let outcome = match decisive.map(|judgement| judgement.verdict) {
            None => Outcome::Disputed,
            Some(Verdict::Accept) => Outcome::Accepted,
            Some(Verdict::Correct) => Outcome::Corrected,
            Some(Verdict::Reject) => Outcome::Rejected,
            Some(Verdict::Add) => Outcome::Added,
        };
        corrected.outcomes.extend(group.iter().map(|judgement| (judgement.record.clone(), outcome)));
        if let Some(judgement) = decisive {
            apply(&mut corrected.reading, group, judgement, &mut spoken_for);
        }
    }
    in_order(&mut corrected.reading);
    corrected
}

/// The judgement that counts among those on one record.
fn decisive<'j>(group: &[&'j Judgement]) -> Option<&'j Judgement> {
    if let Some(settled) = group.iter().rev().find(|judgement| judgement.settles) {
        return Some(settled);
    }
    let first = group.first()?;
    group.iter().all(|judgement| judgement.agrees_with(first)).then_some(*first)
}

fn apply(
    reading: &mut Reading<CharSpan>,
    group: &[&Judgement],
    judgement: &Judgement,
    spoken_for: &mut BTreeSet<String>,
) {
    let named = group.iter().find_map(|judgement| Record::find(reading, &judgement.record));
    let judged = judgement.judged();
    let found = named.or_else(|| {
        let judged = judged?;
        Record::all(reading).find(|record| !spoken_for.contains(record.id()) && record.stands_for(judged))
    });
    if let Some(found) = &found {
        spoken_for.insert(found.id().to_string());
    }
    let Some(position) = judgement.position() else {
        if let Some(found) = found {
            remove(reading, found.id());
        }
        return;
    };
    let record = with_actors_of(reading, position.clone(), &judgement.actors);
    match found {
        Some(found) if found.says_the_same(&record) && judgement.verdict == Verdict::Accept => {}
        Some(found) => {
            remove(reading, found.id());
            insert(reading, record);
        }
        None => insert(reading, record),
    }
}

/// The record with its actors as this reading numbers them: by name, else by the words they stand on.
fn with_actors_of(reading: &Reading<CharSpan>, record: Record, names: &BTreeMap<ActorId, String>) -> Record {
    record.with_actors(|id, span| {
        let id = id?;
        let name = names.get(id);
        if reading.actor(id).is_some_and(|actor| name.is_none_or(|name| *name == actor.name)) {
            return Some(id.clone());
        }
        let by_name = reading.actors.iter().find(|actor| name == Some(&actor.name));
        let by_spelling =
            || reading.actors.iter().find(|actor| actor.aliases.iter().any(|alias| name == Some(&alias.name)));
        let found = by_name.or_else(by_spelling).map(|actor| actor.id.clone());
        found.or_else(|| span.and_then(|span| actor_at(reading, span)))
    })
}

/// The actor whose mention is the words of `span`, or overlaps them most.
pub(crate) fn actor_at(reading: &Reading<CharSpan>, span: CharSpan) -> Option<ActorId> {
    let shared = |mention: CharSpan| mention.end.min(span.end).saturating_sub(mention.start.max(span.start));
    let mentions = reading.actors.iter().flat_map(|actor| {
        actor.mentions.iter().map(move |mention| (actor, mention.span)).filter(|(_, mention)| shared(*mention) > 0)
    });
    // What both cover, less what only one covers.
    let fit = |mention: CharSpan| {
        let length = |span: CharSpan| span.end.saturating_sub(span.start) as i64;
        3 * shared(mention) as i64 - length(mention) - length(span)
    };
    mentions.max_by_key(|(_, mention)| fit(*mention)).map(|(actor, _)| actor.id.clone())
}

fn remove(reading: &mut Reading<CharSpan>, id: &str) {
    reading.events.retain(|event| event.id != id);
    reading.labels.retain(|label| label.id != id);
    reading.ties.retain(|tie| tie.id != id);
}

fn insert(reading: &mut Reading<CharSpan>, record: Record) {
    match record {
        Record::Event(event) => reading.events.push(*event),
        Record::Label(label) => reading.labels.push(*label),
        Record::Tie(tie) => reading.ties.push(*tie),
    }
}

/// Records in the order of the text; those of one word stay as they are.
fn in_order(reading: &mut Reading<CharSpan>) {
    reading.events.sort_by_key(|event| event.evidence.trigger.start);
    reading.labels.sort_by_key(|label| label.span.start);
    reading.ties.sort_by_key(|tie| tie.evidence.trigger.start);
}
