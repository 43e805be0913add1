//! Gathers what a page on an incident or an actor shows.

use crate::gather::shown;
use crate::present::{AccountShown, IncidentShown, count, factuality, holder, kind, name, one_line, party, told_once};
use crate::{Filter, Incident, Reading, StoreError, Workspace};
use sayso_core::{CharSpan, CodePoints, Event, Polarity, Span};
use sayso_export::dossier::{self, Dossier, Excerpt, Mark, MarkKind};
use sayso_join::{Contradiction, Drift, Ledger};
use std::collections::{BTreeMap, BTreeSet};

/// Incidents that a page on an actor shows: the most widely told.
const INCIDENTS: usize = 60;

/// What a dossier is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// An incident, by its id or that of one of its events.
    Incident(String),
    /// An actor, by name, id or country code.
    Actor(String),
}

/// The page on an incident or an actor.
///
/// # Errors
/// [`StoreError::Unknown`] where the workspace has no such incident, or nothing is told of the actor.
pub fn of(workspace: &Workspace, about: &About) -> Result<Dossier, StoreError> {
    let (title, incidents, filter) = match about {
        About::Incident(id) => {
            let unknown = || StoreError::Unknown { what: "incident or event", id: id.clone() };
            let incident = workspace.incident(id)?.ok_or_else(unknown)?;
            let documents = incident.mentions.iter().map(|mention| mention.doc.clone()).collect();
            let filter = Filter { documents, ..Filter::default() };
            (heading(workspace, &incident)?, vec![incident], filter)
        }
        About::Actor(actor) => {
            let filter = Filter { party: Some(actor.clone()), ..Filter::default() };
            let found = workspace.incidents(&filter, Some(INCIDENTS))?.found;
            if found.is_empty() {
                return Err(StoreError::Unknown { what: "actor that an incident is told of", id: actor.clone() });
            }
            let named = workspace.actors(Some(actor), Some(1))?.pop();
            (named.map_or_else(|| actor.clone(), |found| found.actor.name), found, filter)
        }
    };
    Page { workspace, readings: BTreeMap::new() }.fill(title, incidents, &filter)
}

fn heading(workspace: &Workspace, incident: &Incident) -> Result<String, StoreError> {
    let parties = told_once(&workspace.actor_names(&incident.parties)?).join("; ");
    let act = format!("{} {}", incident.event, incident.mode.as_deref().unwrap_or(""));
    Ok(if parties.is_empty() { act.trim_end().to_string() } else { format!("{}: {parties}", act.trim_end()) })
}

/// Gathers what a page shows.
struct Page<'w> {
    workspace: &'w Workspace,
    readings: BTreeMap<String, Reading>,
}

impl Page<'_> {
    fn fill(mut self, title: String, incidents: Vec<Incident>, filter: &Filter) -> Result<Dossier, StoreError> {
        let mut page = Dossier { title, ..Dossier::default() };
        for incident in incidents {
            self.incident(&mut page, shown(self.workspace, incident)?)?;
        }
        let documents: Vec<String> = self.readings.keys().cloned().collect();
        let of_documents = Filter { documents, ..Filter::default() };
        for drift in self.workspace.drift(&of_documents, None)? {
            page.drift.push(self.drift(&drift)?);
        }
        self.standing(&mut page, filter)?;
        for source in self.workspace.sources(filter, Some(INCIDENTS))? {
            page.sources.push(dossier::Source {
                holder: source.name,
                named: source.named,
                cited_by: source.cited_by,
                accounts: source.records,
                denials: source.acts.get("denies").copied().unwrap_or(0),
            });
        }
        page.timeline.sort_by(|a, b| a.date.cmp(&b.date));
        page.about = self.about();
        page.versions = self.versions();
        Ok(page)
    }

    fn reading(&mut self, doc: &str) -> Result<Option<&Reading>, StoreError> {
        if !self.readings.contains_key(doc)
            && let Some(reading) = self.workspace.reading_with(doc)?
        {
            self.readings.insert(doc.to_string(), reading.from_output());
        }
        Ok(self.readings.get(doc))
    }

    fn incident(&mut self, page: &mut Dossier, shown: IncidentShown) -> Result<(), StoreError> {
        let heading = heading(self.workspace, &shown.incident)?;
        let date = shown.incident.date.as_ref().and_then(|date| date.from.or(date.to)).map(|day| day.to_string());
        let origins = shown.incident.origins.as_ref().map_or("nobody says that it happened".into(), |o| o.why.clone());
        let mut accounts = Vec::new();
        for account in &shown.accounts {
            accounts.extend(self.account(account)?);
        }
        if let Some(date) = &date {
            let disputed = shown.claims.iter().any(|claim| claim.field == "happened" && claim.denied.is_some());
            page.timeline.push(dossier::Moment {
                date: date.clone(),
                line: heading.clone(),
                says: origins.clone(),
                disputed,
            });
        }
        for ledger in &shown.numbers {
            page.ledger.extend(ledger_rows(ledger));
            page.derived.extend(derived_row(ledger, &shown.incident.id));
        }
        for contradiction in &shown.contradictions {
            page.contradictions.push(self.contradiction(contradiction)?);
        }
        page.incidents.push(dossier::Incident {
            id: shown.incident.id.clone(),
            heading,
            date,
            place: shown.incident.place.as_ref().map(|place| place.name.clone()),
            origins,
            accounts,
        });
        Ok(())
    }

    fn account(&mut self, account: &AccountShown) -> Result<Option<dossier::Account>, StoreError> {
        let Some(reading) = self.reading(&account.doc)? else { return Ok(None) };
        let Some(event) = reading.events.iter().find(|event| event.id == account.event) else { return Ok(None) };
        let document = &reading.document;
        let hedge = factuality(&event.factuality);
        let chain = event.chain.links().iter().map(|link| dossier::Step {
            name: holder(reading, link),
            act: link.act.map(|act| name(&act)),
            unnamed: link.holder.unnamed,
        });
        Ok(Some(dossier::Account {
            event: event.id.clone(),
            doc: document.id.to_string(),
            outlet: document.publisher.clone().unwrap_or_else(|| document.id.to_string()),
            published: document.published.as_ref().map(|published| published.text.clone()),
            url: document.url.clone(),
            denied: event.factuality.polarity == Polarity::Negative,
            hedge: (!hedge.is_empty()).then_some(hedge),
            chain: chain.collect(),
            act: sayso_export::words::kind(event),
            excerpt: excerpt(reading, event),
        }))
    }

    fn contradiction(&mut self, found: &Contradiction) -> Result<dossier::Contradiction, StoreError> {
        let mut sides = Vec::new();
        for version in &found.accounts {
            let reading = self.reading(&version.doc)?;
            let event =
                reading.and_then(|reading| Some((reading, reading.events.iter().find(|e| e.id == version.event)?)));
            sides.push(dossier::Side {
                value: version.shown.clone(),
                holder: version.name.clone(),
                outlet: version.outlet.clone(),
                published: event.and_then(|(reading, _)| published(reading)),
                excerpt: event.map_or_else(
                    || Excerpt { text: version.sentence.clone(), ..Excerpt::default() },
                    |(reading, event)| excerpt(reading, event),
                ),
            });
        }
        Ok(dossier::Contradiction { field: found.field.clone(), explanation: found.explanation.clone(), sides })
    }

    fn drift(&mut self, drift: &Drift) -> Result<dossier::Drift, StoreError> {
        let mut side = |shown: &sayso_join::Shown| -> Result<dossier::Side, StoreError> {
            let reading = self.reading(&shown.doc)?;
            let publisher = reading.and_then(|reading| reading.document.publisher.clone());
            Ok(dossier::Side {
                outlet: publisher.unwrap_or_else(|| shown.doc.clone()),
                published: reading.and_then(published),
                excerpt: Excerpt { text: shown.text.clone(), ..Excerpt::default() },
                ..dossier::Side::default()
            })
        };
        Ok(dossier::Drift {
            kind: kind(&drift.kind),
            explanation: drift.explanation.clone(),
            before: side(&drift.before)?,
            after: side(&drift.after)?,
        })
    }

    /// Labels and ties of the reports.
    fn standing(&mut self, page: &mut Dossier, filter: &Filter) -> Result<(), StoreError> {
        self.workspace.readings_with_labels(filter, None, |output| -> Result<(), StoreError> {
            let reading = output.from_output();
            page.labels.extend(reading.labels.iter().map(|label| dossier::LabelUse {
                words: one_line(&label.text),
                target: party(&reading, &label.target),
                says: crate::present::chain(&reading, &label.chain),
                published: published(&reading),
            }));
            Ok(())
        })?;
        self.workspace.readings_with_ties(filter, None, |output| -> Result<(), StoreError> {
            let reading = output.from_output();
            page.ties.extend(reading.ties.iter().map(|tie| {
                let day = |date: &Option<sayso_core::DateRange>, word: &str| {
                    let day = date.as_ref().and_then(|date| date.from.or(date.to));
                    day.map_or(String::new(), |day| format!("{word} {day} "))
                };
                dossier::TieLine {
                    from: party(&reading, &tie.from),
                    relation: format!("{}, {}", name(&tie.kind), name(&tie.change)),
                    to: party(&reading, &tie.to),
                    time: format!("{}{}", day(&tie.since, "since"), day(&tie.until, "until")).trim_end().to_string(),
                    says: crate::present::chain(&reading, &tie.chain),
                }
            }));
            Ok(())
        })?;
        Ok(())
    }

    fn about(&self) -> String {
        let days: BTreeSet<String> = self.readings.values().filter_map(published).collect();
        let reports = match self.readings.len() {
            1 => "1 report".to_string(),
            number => format!("{number} reports"),
        };
        match (days.first(), days.last()) {
            (Some(first), Some(last)) if first != last => format!("{reports}, {first} to {last}"),
            (Some(day), _) => format!("{reports}, {day}"),
            _ => reports,
        }
    }

    fn versions(&self) -> Vec<(String, String)> {
        let mut versions: BTreeSet<(String, String)> = BTreeSet::new();
        for reading in self.readings.values() {
            let by = &reading.produced_by;
            for (what, version) in
                [("sayso", &by.sayso), ("model", &by.model), ("lexicon", &by.lexicon), ("gazetteer", &by.gazetteer)]
            {
                versions.insert((what.to_string(), version.clone()));
            }
            versions.insert((format!("text of {}", reading.document.id), reading.document.text_sha256.clone()));
        }
        versions.into_iter().collect()
    }
}

fn published(reading: &Reading) -> Option<String> {
    reading.document.published.as_ref().map(|published| published.text.clone())
}

fn derived_row(ledger: &Ledger, incident: &str) -> Option<dossier::DerivedRow> {
    let derived = ledger.derived.as_ref()?;
    let number = |number: sayso_core::Number| number.0.to_string();
    Some(dossier::DerivedRow {
        quantity: quantity(ledger),
        incident: incident.to_string(),
        lowest: number(derived.lowest),
        highest: number(derived.highest),
        acled: number(derived.acled),
        ucdp: [derived.ucdp.low, derived.ucdp.best, derived.ucdp.high].map(number),
    })
}

fn quantity(ledger: &Ledger) -> String {
    match &ledger.unit {
        Some(unit) => format!("{} ({unit})", ledger.field),
        None => ledger.field.clone(),
    }
}

fn ledger_rows(ledger: &Ledger) -> impl Iterator<Item = dossier::LedgerRow> {
    ledger.rows.iter().map(|row| {
        let revision =
            ledger.revisions.iter().find(|revision| revision.holder == row.holder && revision.to == row.count);
        dossier::LedgerRow {
            quantity: quantity(ledger),
            value: count(&row.count),
            holder: row.name.clone(),
            outlet: row.publisher.clone().unwrap_or_else(|| row.doc.clone()),
            published: row.published.clone(),
            revises: revision.map(|revision| count(&revision.from)),
        }
    })
}

/// The sentence with its marks, counted in code points from its beginning.
fn excerpt(reading: &Reading, event: &Event) -> Excerpt {
    let sentence = event.evidence.sentence;
    let text = sentence.of(&reading.document.text);
    Excerpt { text: text.to_string(), marks: marks_within(event, sentence, &CodePoints::new(text)) }
}

/// What is marked of an event within a stretch, of whose text `points` counts.
pub(crate) fn marks_within(event: &Event, stretch: Span, points: &CodePoints<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |span: Span, kind: MarkKind| {
        if stretch.contains(span) {
            let inside = Span::new(span.start - stretch.start, span.end - stretch.start);
            let span: CharSpan = points.chars(inside);
            marks.push(Mark { span, kind });
        }
    };
    mark(event.evidence.trigger, MarkKind::Act);
    event.actor.iter().for_each(|party| mark(party.span, MarkKind::Actor));
    event.recipient.iter().for_each(|party| mark(party.span, MarkKind::Recipient));
    for link in event.chain.links() {
        link.holder
            .span
            .into_iter()
            .filter(|_| link.holder.place.is_none())
            .for_each(|span| mark(span, MarkKind::Holder));
        link.cue.into_iter().for_each(|span| mark(span, MarkKind::Cue));
    }
    event.location.iter().filter_map(|place| place.span).for_each(|span| mark(span, MarkKind::Place));
    event.date.iter().filter_map(|date| date.span).for_each(|span| mark(span, MarkKind::Date));
    event.magnitude.values().filter_map(|value| value.span).for_each(|span| mark(span, MarkKind::Number));
    marks
}
