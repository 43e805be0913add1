//! What a workspace knows of one incident or one document, gathered for showing and for export.

use crate::present::{AccountShown, IncidentShown, chain, factuality, one_line};
use crate::{Filter, Incident, StoreError, Workspace};
use sayso_core::{ActorId, CharSpan, Event, Reading};
use sayso_export::{Dead, IncidentOf, Joined, WorkspaceActor};

/// An incident with everything that is known of it.
pub fn shown(workspace: &Workspace, incident: Incident) -> Result<IncidentShown, StoreError> {
    let accounts = accounts(workspace, &incident, usize::MAX, |reading, event| {
        let document = &reading.document;
        let publisher = document.publisher.clone().unwrap_or_else(|| document.id.to_string());
        let published = document.published.as_ref().map_or("no date", |published| published.text.as_str());
        AccountShown {
            report: format!("{publisher}, {published}"),
            doc: document.id.to_string(),
            event: event.id.clone(),
            sentence: one_line(event.evidence.sentence.of(&document.text)),
            chain: chain(reading, &event.chain),
            factuality: factuality(&event.factuality),
        }
    })?;
    let filter = Filter { incident: Some(incident.id.clone()), ..Filter::default() };
    Ok(IncidentShown {
        parties: workspace.actor_names(&incident.parties)?,
        accounts,
        claims: workspace.claims(&incident)?,
        numbers: workspace.numbers(&filter, None)?.into_iter().map(|found| found.record).collect(),
        contradictions: workspace.contradictions(&filter, None)?.into_iter().map(|found| found.record).collect(),
        silences: workspace.silences(&filter, None)?.into_iter().map(|found| found.record).collect(),
        incident,
    })
}

/// What is `told` of each account of an incident, of the first `most`, in the order of its mentions.
pub fn accounts<T>(
    workspace: &Workspace,
    incident: &Incident,
    most: usize,
    mut told: impl FnMut(&Reading, &Event) -> T,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::with_capacity(incident.mentions.len().min(most));
    for mention in incident.mentions.iter().take(most) {
        let Some(reading) = workspace.reading_with(&mention.event)? else { continue };
        let reading = reading.from_output();
        found.extend(reading.events.iter().find(|event| event.id == mention.event).map(|event| told(&reading, event)));
    }
    Ok(found)
}

/// Every reading with an event that is asked for (all readings where nothing is asked), with what joining found: what an
/// export writes.
pub fn readings_joined<E: From<StoreError>>(
    workspace: &Workspace,
    filter: &Filter,
    mut take: impl FnMut(Reading<CharSpan>, Joined) -> Result<(), E>,
) -> Result<(), E> {
    let write = |reading: Reading<CharSpan>| {
        let joined = joined(workspace, &reading.document.id.0)?;
        take(reading, joined)
    };
    if *filter == Filter::default() {
        workspace.readings(write)
    } else {
        workspace.readings_with_events(filter, None, write).map(|_| ())
    }
}

/// What joining found about the records of a document.
pub fn joined(workspace: &Workspace, doc: &str) -> Result<Joined, StoreError> {
    let mut joined = Joined { together: true, ..Joined::default() };
    for (event, incident) in workspace.incidents_of_document(doc)? {
        let incident = IncidentOf {
            id: incident.id,
            mentions: incident.mentions,
            reports: incident.documents,
            publishers: incident.publishers,
            origins: incident.origins,
            killed: incident.killed.map(|derived| Dead {
                acled: derived.acled.0,
                low: derived.ucdp.low.0,
                best: derived.ucdp.best.0,
                high: derived.ucdp.high.0,
            }),
            outlets: incident.outlets,
        };
        joined.incidents.insert(event, incident);
    }
    for (local, id, name) in workspace.actors_of_document(doc)? {
        joined.actors.insert(ActorId(local), WorkspaceActor { id, name });
    }
    Ok(joined)
}
