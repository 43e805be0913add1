//! What changed between two workspaces that hold the same reports: events gained, lost, recoded, by rule.

use crate::{StoreError, Workspace};
use sayso_core::{CharSpan, Event, Reading};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Only the newer workspace has it.
    Gained,
    /// Only the older workspace has it.
    Lost,
    /// Both have it, with other values.
    Recoded,
}

/// An event that is not the same in both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// What became of it.
    pub change: Change,
    /// The document.
    pub doc: String,
    /// The words that name the act.
    pub trigger: String,
    /// The event in the older workspace.
    pub before: Option<Event<CharSpan>>,
    /// The event in the newer workspace.
    pub after: Option<Event<CharSpan>>,
    /// Fields with other values.
    pub fields: Vec<String>,
}

impl Changed {
    /// The rule behind it: that of the newer event, else of the older.
    pub fn rule(&self) -> &str {
        self.after.as_ref().or(self.before.as_ref()).map_or("", |event| &event.rule)
    }
}

/// What changed from one workspace to the other.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Documents that both hold with the same text.
    pub documents: usize,
    /// Documents that only the older holds.
    pub only_before: Vec<String>,
    /// Documents that only the newer holds.
    pub only_after: Vec<String>,
    /// Documents whose text differs: nothing of theirs is compared.
    pub other_text: Vec<String>,
    /// Events that are the same.
    pub same: usize,
    /// Events that are not.
    pub changed: Vec<Changed>,
}

impl Workspace {
    /// Compares this workspace, the older one, with a newer one.
    pub fn compare(&self, newer: &Workspace) -> Result<Comparison, StoreError> {
        let mut comparison = Comparison::default();
        let ids = |workspace: &Workspace| -> Result<BTreeSet<String>, StoreError> {
            Ok(workspace.documents()?.into_iter().map(|document| document.id).collect())
        };
        let (before, after) = (ids(self)?, ids(newer)?);
        comparison.only_before = before.difference(&after).cloned().collect();
        comparison.only_after = after.difference(&before).cloned().collect();
        for id in before.intersection(&after) {
            let (Some(old), Some(new)) = (self.reading_with(id)?, newer.reading_with(id)?) else { continue };
            if old.document.text_sha256 == new.document.text_sha256 {
                comparison.readings(&old, &new);
            } else {
                comparison.other_text.push(id.clone());
            }
        }
        Ok(comparison)
    }
}

impl Comparison {
    /// Compares two readings of one text.
    pub fn readings(&mut self, old: &Reading<CharSpan>, new: &Reading<CharSpan>) {
        self.documents += 1;
        let mut waiting: BTreeMap<CharSpan, Vec<&Event<CharSpan>>> = BTreeMap::new();
        for event in &old.events {
            waiting.entry(event.evidence.trigger).or_default().push(event);
        }
        for event in &new.events {
            let there = waiting.get_mut(&event.evidence.trigger);
            // One trigger may carry several records: those with the same id first, then in order.
            let before = there.filter(|events| !events.is_empty()).map(|events| {
                let same = events.iter().position(|old| old.id == event.id).unwrap_or(0);
                events.remove(same)
            });
            self.pair(new, before, Some(event));
        }
        for event in waiting.into_values().flatten() {
            self.pair(old, Some(event), None);
        }
    }

    fn pair(&mut self, reading: &Reading<CharSpan>, before: Option<&Event<CharSpan>>, after: Option<&Event<CharSpan>>) {
        let (change, fields) = match (before, after) {
            (Some(before), Some(after)) => {
                let fields = differing(before, after);
                if fields.is_empty() {
                    self.same += 1;
                    return;
                }
                (Change::Recoded, fields)
            }
            (None, _) => (Change::Gained, Vec::new()),
            (_, None) => (Change::Lost, Vec::new()),
        };
        let Some(span) = after.or(before).map(|event| event.evidence.trigger) else { return };
        self.changed.push(Changed {
            change,
            doc: reading.document.id.0.clone(),
            trigger: reading.document.text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect(),
            before: before.cloned(),
            after: after.cloned(),
            fields,
        });
    }
}

/// Names of the fields in which two events differ; their ids, keys and confidence are no content.
fn differing(before: &Event<CharSpan>, after: &Event<CharSpan>) -> Vec<String> {
    let fields = |event| serde_json::to_value(event).unwrap_or_default();
    let (before, after) = (fields(before), fields(after));
    let Some(names) = before.as_object() else { return Vec::new() };
    let content = |name: &&String| !matches!(name.as_str(), "id" | "keys" | "confidence");
    names.keys().filter(content).filter(|name| before[name.as_str()] != after[name.as_str()]).cloned().collect()
}
