//! Answers of a workspace as rows: the columns that the command line's tables and CSV files have, and Python's tables.

use crate::present::{count, kind, name, one_line, told_once};
use crate::{FoundActor, FoundOutlet, FoundSource, Incident, SearchHit, StoreError, Workspace};
use sayso_core::{CharSpan, Number, Role};
use sayso_export::Column;
use sayso_join::{Contradiction, Derived, Drift, Ledger, Overlap, Version};
use sayso_store::{Dyad, Found};

/// Rows with the names of their columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Names of the columns.
    pub header: &'static [&'static str],
    /// One row a record, or several where a record holds several.
    pub rows: Vec<Vec<String>>,
}

impl Answer {
    /// The columns as a table's; all of text.
    pub fn columns(&self) -> Vec<Column> {
        self.header.iter().map(|name| Column::text(*name)).collect()
    }
}

/// Actors over all documents.
pub fn actors(found: &[FoundActor]) -> Answer {
    let rows = found.iter().map(|found| {
        let actor = &found.actor;
        let aliases: Vec<&str> =
            actor.aliases.iter().map(|alias| alias.name.as_str()).filter(|alias| *alias != actor.name).collect();
        vec![
            actor.name.clone(),
            name(&actor.kind),
            actor.country.clone().unwrap_or_default(),
            actor.sector.join(" "),
            actor.roles.iter().map(office).collect::<Vec<_>>().join("; "),
            found.mentions.to_string(),
            found.documents.len().to_string(),
            aliases.join("; "),
            actor.id.to_string(),
        ]
    });
    let rows = rows.collect();
    Answer { header: &["name", "kind", "country", "sector", "offices", "mentions", "documents", "also", "id"], rows }
}

/// An office with whose it is and its days, as far as they are told: "president, Norland (2014-06-01 to 2018-05-31)".
fn office(role: &Role<CharSpan>) -> String {
    let of = role.organization.as_ref().map(|body| format!(", {body}")).unwrap_or_default();
    let days = match (&role.from, &role.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" (since {from})"),
        (None, Some(to)) => format!(" (until {to})"),
        (Some(from), Some(to)) => format!(" ({from} to {to})"),
    };
    format!("{}{of}{days}", role.title)
}

/// Incidents, a row each.
///
/// # Errors
/// Where the names of parties can't be looked up.
pub fn incidents(workspace: &Workspace, found: &[Incident]) -> Result<Answer, StoreError> {
    let rows = found.iter().map(|incident| incident_row(workspace, incident)).collect::<Result<_, _>>()?;
    Ok(Answer { header: &["date", "act", "parties", "place", "accounts", "reports", "origins", "id"], rows })
}

fn incident_row(workspace: &Workspace, incident: &Incident) -> Result<Vec<String>, StoreError> {
    let date = incident.date.as_ref().and_then(|date| date.from.or(date.to));
    let mut reports: Vec<&str> = incident.mentions.iter().map(|mention| mention.doc.as_str()).collect();
    reports.sort_unstable();
    reports.dedup();
    let origins = match &incident.origins {
        None => "nobody says it happened".to_string(),
        Some(origins) if origins.list.is_empty() => "nobody says it happened".to_string(),
        Some(origins) => match origins.independent {
            Some(number) => number.to_string(),
            None => format!("cannot tell ({} to {})", origins.at_least, origins.at_most),
        },
    };
    Ok(vec![
        date.map(|day| day.to_string()).unwrap_or_default(),
        format!("{} {}", incident.event, incident.mode.as_deref().unwrap_or("")).trim_end().to_string(),
        told_once(&workspace.actor_names(&incident.parties)?).join("; "),
        incident.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        incident.mentions.len().to_string(),
        reports.len().to_string(),
        origins,
        incident.id.clone(),
    ])
}

/// Contradictions, a row for each two values: the first that the explanation names beside each other one.
pub fn contradictions(found: &[Contradiction]) -> Answer {
    let rows = found.iter().flat_map(|found| {
        let (first, others) = found.accounts.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
        let side = |version: Option<&Version>| {
            let of = |field: fn(&Version) -> &str| version.map(field).unwrap_or_default().to_string();
            [of(|v| &v.shown), of(|v| &v.name), of(|v| &v.doc), of(|v| &v.event), of(|v| &v.sentence)]
        };
        let row = move |other: Option<&Version>| {
            let mut row = vec![found.field.clone(), found.explanation.clone()];
            row.extend(side(first).into_iter().chain(side(other)));
            row.push(found.incident.clone());
            row
        };
        let differing = others.iter().filter(move |other| first.is_none_or(|first| first.value != other.value));
        let mut rows: Vec<Vec<String>> = differing.map(|other| row(Some(other))).collect();
        if rows.is_empty() {
            rows.push(row(others.first()));
        }
        rows
    });
    let header = &[
        "field",
        "what can't both be true",
        "value_a",
        "holder_a",
        "doc_a",
        "event_a",
        "sentence_a",
        "value_b",
        "holder_b",
        "doc_b",
        "event_b",
        "sentence_b",
        "incident",
    ];
    Answer { header, rows: rows.collect() }
}

/// Numbers, a row for each holder; the bounds as numbers, and what the stated rules make of all that are given.
pub fn numbers(found: &[Found<Ledger>]) -> Answer {
    let bound = |bound: Option<Number>| bound.map(|bound| bound.0.to_string()).unwrap_or_default();
    let rows = found.iter().flat_map(|found| {
        let derived = found.record.derived.as_ref();
        let of = |column: fn(&Derived) -> Number| bound(derived.map(column));
        let columns = [
            of(|derived| derived.lowest),
            of(|derived| derived.highest),
            of(|derived| derived.acled),
            of(|derived| derived.ucdp.low),
            of(|derived| derived.ucdp.best),
            of(|derived| derived.ucdp.high),
        ];
        found.record.rows.iter().map(move |row| {
            let mut cells = vec![
                found.record.field.clone(),
                count(&row.count),
                found.record.unit.clone().unwrap_or_default(),
                row.name.clone(),
                name(&row.stance),
                row.publisher.clone().unwrap_or_default(),
                row.published.clone().unwrap_or_default(),
                if row.copy { "copy".to_string() } else { String::new() },
                row.event.clone(),
                found.incident.clone(),
                bound(row.count.at_least),
                bound(row.count.at_most),
            ];
            cells.extend(columns.clone());
            cells
        })
    });
    let header = &[
        "what",
        "number",
        "unit",
        "who says so",
        "how",
        "publisher",
        "published",
        "copy",
        "event",
        "incident",
        "at_least",
        "at_most",
        "lowest",
        "highest",
        "acled",
        "ucdp_low",
        "ucdp_best",
        "ucdp_high",
    ];
    Answer { header, rows: rows.collect() }
}

/// Changes from one text to its copy, a row each.
pub fn drift(found: &[Drift]) -> Answer {
    let rows = found.iter().map(|drift| {
        vec![
            kind(&drift.kind),
            format!("{}: {}", drift.before.doc, drift.before.text),
            format!("{}: {}", drift.after.doc, drift.after.text),
            drift.explanation.clone(),
        ]
    });
    Answer { header: &["what changed", "before", "after", "in words"], rows: rows.collect() }
}

/// What two texts have in common, a row a pair.
pub fn reprints(found: &[Overlap]) -> Answer {
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let rows = found.iter().map(|overlap| {
        vec![
            overlap.a.clone(),
            kind(&overlap.relation),
            overlap.b.clone(),
            percent(overlap.share_a),
            percent(overlap.share_b),
            format!("{}: {}", kind(&overlap.direction), overlap.direction_reason),
            overlap.reasons.join("; "),
        ]
    });
    let header = &["a", "relation", "b", "of a in b", "of b in a", "who took from whom", "why"];
    Answer { header, rows: rows.collect() }
}

/// Who is cited, a row each, and after them what outlets say on their own word.
///
/// # Errors
/// Where the names of those spoken about can't be looked up.
pub fn sources(workspace: &Workspace, found: &[FoundSource], outlets: &[FoundOutlet]) -> Result<Answer, StoreError> {
    let mut rows = Vec::with_capacity(found.len() + outlets.len());
    for source in found {
        let acts: Vec<String> = source.acts.iter().map(|(act, number)| format!("{act} {number}")).collect();
        rows.push(vec![
            source.name.clone(),
            if source.named { "yes" } else { "no" }.to_string(),
            source.records.to_string(),
            source.cited_by.join("; "),
            acts.join("; "),
            workspace.actor_names(&source.about)?.join("; "),
        ]);
    }
    rows.extend(outlets.iter().map(|outlet| {
        let (name, own) = (outlet.outlet.clone(), outlet.own.to_string());
        vec![name, "yes".to_string(), own, String::new(), "in its own voice".to_string(), String::new()]
    }));
    Ok(Answer { header: &["source", "named", "records", "cited by", "how", "about"], rows })
}

/// Dyads by month.
pub fn dyads(found: &[Dyad]) -> Answer {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = found.iter().map(|dyad| {
        vec![
            or_empty(&dyad.month),
            or_empty(&dyad.actor),
            or_empty(&dyad.recipient),
            dyad.event.clone(),
            dyad.incidents.to_string(),
            dyad.reported.to_string(),
            dyad.denied.to_string(),
            dyad.independent_origins.map(|number| number.to_string()).unwrap_or_default(),
            dyad.origins_at_least.to_string(),
            dyad.origins_at_most.to_string(),
            dyad.dated_by_publication.to_string(),
        ]
    });
    let header = &[
        "month",
        "actor",
        "recipient",
        "event",
        "incidents",
        "reported",
        "denied",
        "independent_origins",
        "origins_at_least",
        "origins_at_most",
        "dated_by_publication",
    ];
    Answer { header, rows: rows.collect() }
}

/// Documents that hold the words of a search.
pub fn search(found: &[SearchHit]) -> Answer {
    let rows = found.iter().map(|hit| {
        vec![
            hit.document.id.clone(),
            hit.document.published.clone().unwrap_or_default(),
            hit.document.publisher.clone().unwrap_or_default(),
            hit.document.title.clone().unwrap_or_default(),
            one_line(&hit.snippet),
        ]
    });
    Answer { header: &["doc", "published", "publisher", "title", "words"], rows: rows.collect() }
}
