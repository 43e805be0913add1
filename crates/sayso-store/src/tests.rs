use super::*;
use sayso_core::{
    Actor, ActorId, ActorKind, Alias, Chain, CodedActor, Document, Event, EventType, Evidence, Factuality, Mention,
    MentionForm, Party, ProducedBy, Reading, Span, Standing, Switch, Switches,
};
use std::collections::BTreeMap;

/// A reading of "Norland arrested protesters." with one event.
pub(crate) fn reading(id: &str, text: &str) -> Reading<sayso_core::CharSpan> {
    let actor = |id: &str, name: &str, span: Span| Actor {
        id: ActorId(id.into()),
        name: name.into(),
        aliases: vec![Alias { name: name.into(), count: 1 }],
        kind: ActorKind::State,
        country: None,
        country_how: None,
        sector: vec!["GOV".into()],
        roles: Vec::new(),
        wikidata: None,
        mentions: vec![Mention { span, form: MentionForm::Name }],
    };
    let party = |id: &str, span: Span| Party { actor: Some(ActorId(id.into())), span };
    Reading {
        actors: vec![actor("a1", "Norland", Span::new(0, 7))],
        events: vec![Event {
            id: format!("{id}-e1"),
            event: EventType::Coerce,
            mode: Some("arrest".into()),
            contexts: Vec::new(),
            cameo: Some("173".into()),
            actor: vec![party("a1", Span::new(0, 7))],
            recipient: Vec::new(),
            location: None,
            date: None,
            magnitude: BTreeMap::new(),
            factuality: Factuality::default(),
            chain: Chain::publisher(),
            evidence: Evidence { sentence: Span::new(0, text.len()), trigger: Span::new(8, 16) },
            standing: Standing::Reported,
            stake: None,
            rule: "coerce.arrest".into(),
            confidence: 0.8,
            keys: Vec::new(),
        }],
        labels: Vec::new(),
        ties: Vec::new(),
        produced_by: ProducedBy::default(),
        fingerprint: Vec::new(),
        document: Document::new(id, text),
    }
    .to_output()
}

pub(crate) const TEXT: &str = "Norland arrested protesters.";

#[test]
fn adding_twice_changes_nothing() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    assert_eq!(workspace.add(&reading("d", TEXT))?, Added::New);
    assert_eq!(workspace.add(&reading("d", TEXT))?, Added::Same);
    assert_eq!(workspace.events(&Filter::default())?.len(), 1);
    Ok(())
}

#[test]
fn a_changed_text_replaces_its_records() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    workspace.add(&reading("d", TEXT))?;
    assert_eq!(workspace.add(&reading("d", "Norland arrested nobody."))?, Added::Changed);
    assert_eq!(workspace.events(&Filter::default())?.len(), 1);
    assert_eq!(workspace.search("protesters", 10)?.len(), 0);
    assert_eq!(workspace.search("nobody", 10)?.len(), 1);
    let mut newer = reading("d", "Norland arrested nobody.");
    newer.produced_by.lexicon = "2".into();
    assert_eq!(workspace.add(&newer)?, Added::ReadAgain);
    Ok(())
}

#[test]
fn removing_takes_everything_out() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    workspace.add(&reading("d", TEXT))?;
    workspace.join(|_| ())?;
    assert_eq!(workspace.actors(None, None)?.len(), 1);
    assert!(workspace.remove("d")?);
    workspace.join(|_| ())?;
    assert!(!workspace.remove("d")?);
    assert!(workspace.events(&Filter::default())?.is_empty());
    assert!(workspace.actors(None, None)?.is_empty());
    assert!(workspace.search("norland", 10)?.is_empty());
    Ok(())
}

#[test]
fn filters_and_actors_over_documents() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    workspace.add(&reading("d1", TEXT))?;
    workspace.add(&reading("d2", TEXT))?;
    workspace.join(|_| ())?;
    let filter = |party: &str| Filter { party: Some(party.into()), ..Filter::default() };
    assert_eq!(workspace.events(&filter("norland"))?.len(), 2);
    assert_eq!(workspace.events(&filter("sudland"))?.len(), 0);
    assert_eq!(workspace.events(&Filter { types: vec!["assault".into()], ..Filter::default() })?.len(), 0);
    let mut actors = workspace.actors(None, None)?;
    assert_eq!(actors.len(), 1);
    assert_eq!(actors[0].documents, ["d1", "d2"]);
    workspace.with_mentions(&mut actors[0])?;
    let json = serde_json::to_value(&actors[0]).unwrap_or_default();
    assert_eq!(json["mentions"][1]["doc"], "d2");
    assert_eq!(workspace.reading_with("d2-e1")?.map(|reading| reading.document.id.0), Some("d2".into()));
    Ok(())
}

#[test]
fn a_broken_query_is_explained() -> Result<(), StoreError> {
    let workspace = Workspace::in_memory()?;
    let error = workspace.search("\"open", 10).map(|_| ()).map_err(|error| error.to_string());
    assert!(error.is_err_and(|message| message.contains("\"open")));
    Ok(())
}

#[test]
fn what_is_no_workspace_is_refused_and_left_alone() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("notes.db");
    let text =
        "these are my notes, not a database, and long enough to fill a header of a hundred bytes or more, surely";
    std::fs::write(&path, text)?;
    let message = Workspace::open(&path).map(|_| ()).map_err(|error| error.to_string());
    assert!(message.is_err_and(|message| message.contains("not a sayso workspace")));
    assert_eq!(std::fs::read_to_string(&path)?, text);
    Ok(())
}

#[test]
fn a_file_of_a_newer_program_is_refused() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("new.db");
    Workspace::open(&path)?.connection.pragma_update(None, "user_version", 99)?;
    assert!(matches!(Workspace::open(&path).map(|_| ()), Err(StoreError::Newer { found: 99, .. })));
    assert!(matches!(crate::repair(&path, 1, |_| ()), Err(StoreError::Newer { found: 99, .. })));
    let set_aside = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().contains("damaged");
    assert!(!std::fs::read_dir(folder.path())?.flatten().any(set_aside));
    Ok(())
}

#[test]
fn a_file_can_be_opened_again() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    Workspace::open(&path)?.add(&reading("d", TEXT))?;
    let again = Workspace::open(&path)?;
    assert_eq!(again.documents()?.len(), 1);
    Ok(())
}

/// A file as version 1 wrote it, with one document.
fn file_of_version_1(path: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let connection = rusqlite::Connection::open(path)?;
    connection.execute_batch(include_str!("schema_1.sql"))?;
    let reading = reading("d", TEXT);
    connection.execute(
        "INSERT INTO documents (id, text_sha256, produced_by, reading) VALUES ('d', ?1, '||||', ?2)",
        [&reading.document.text_sha256, &serde_json::to_string(&reading)?],
    )?;
    connection.pragma_update(None, "user_version", 1)?;
    Ok(())
}

#[test]
fn a_file_of_version_1_keeps_its_readings() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("old.db");
    file_of_version_1(&path)?;
    let mut workspace = Workspace::open(&path)?;
    workspace.join(|_| ())?;
    assert_eq!(workspace.reading_with("d-e1")?, Some(reading("d", TEXT)));
    assert_eq!(workspace.search("protesters", 10)?.len(), 1);
    assert_eq!(workspace.actors(Some("norl"), None)?.len(), 1);
    Ok(())
}

#[test]
fn spellings_of_two_documents_are_one_actor_and_find_it() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    let named = |id: &str, name: &str| {
        let mut reading = reading(id, TEXT);
        reading.actors[0].name = name.into();
        reading.actors[0].kind = ActorKind::Person;
        reading.actors[0].aliases = vec![Alias { name: name.into(), count: 1 }];
        reading
    };
    workspace.add_all(&[named("d1", "Mohammed Haddad"), named("d2", "Muhammad Haddad"), named("d3", "Haddad")])?;
    workspace.join(|_| ())?;
    let actors = workspace.actors(Some("muhammad"), None)?;
    assert_eq!(actors.len(), 1);
    assert_eq!(actors[0].documents, ["d1", "d2", "d3"]);
    let of_all = workspace.events(&Filter { actor: Some("mohammed".into()), ..Filter::default() })?;
    assert_eq!(of_all.len(), 3, "all spellings of the actor are meant");
    // A second Haddad takes the bare name from the first.
    workspace.add(&named("d4", "Boris Haddad"))?;
    workspace.join(|_| ())?;
    assert_eq!(workspace.actors(Some("muhammad"), None)?[0].documents, ["d1", "d2"]);
    assert_eq!(workspace.actors(Some("haddad"), None)?.len(), 3);
    Ok(())
}

#[test]
fn switches_work_in_every_question_about_events() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    let on_a_day = |id: &str| {
        let mut reading = reading(id, TEXT);
        reading.document.published = sayso_core::Published::parse("1960-05-07");
        reading
    };
    workspace.add_all(&[on_a_day("d1"), on_a_day("d2")])?;
    workspace.join(|_| ())?;
    let with = |switches: Switches| Filter { switches, ..Filter::default() };
    let one_a_day = with(Switches { one_a_day: true, ..Switches::default() });
    let docs: Vec<String> = workspace.events(&one_a_day)?.into_iter().map(|found| found.doc).collect();
    assert_eq!(docs, ["d1"]);
    let dropped = workspace.dropped(&one_a_day)?;
    assert_eq!((dropped.looked_at, dropped.by), (2, [(Switch::OneADay, 1)].into()));
    let of_both = with(Switches { require_actors: true, ..Switches::default() });
    assert!(workspace.events(&of_both)?.is_empty());
    assert_eq!(workspace.incidents(&of_both, None)?.all, 0);
    assert!(workspace.dyads(&of_both, None)?.is_empty());
    let sure = with(Switches { min_confidence: Some(0.9), first_sentences: Some(1), ..Switches::default() });
    assert!(workspace.events(&sure)?.is_empty());
    assert_eq!(workspace.dropped(&sure)?.by, [(Switch::MinConfidence, 2), (Switch::FirstSentences, 0)].into());
    assert_eq!(workspace.dropped(&Filter::default())?, sayso_core::Dropped::default());
    Ok(())
}

/// A reading of "X arrested protesters." whose only actor is a person of that name and country.
fn reading_of(id: &str, name: &str, country: Option<&str>) -> Reading<sayso_core::CharSpan> {
    let mut reading = reading(id, &format!("{name} arrested protesters."));
    let actor = &mut reading.actors[0];
    actor.name = name.into();
    actor.kind = ActorKind::Person;
    actor.country = country.map(str::to_string);
    actor.aliases = vec![Alias { name: name.into(), count: 1 }];
    reading
}

#[test]
fn what_was_put_together_stays_so_when_codes_change() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    workspace.add(&reading_of("d1", "Ann Lee", None))?;
    workspace.add(&reading_of("d2", "Anja Lehmann", None))?;
    workspace.join(|_| ())?;
    let actors = workspace.actors(None, None)?;
    workspace.merge_actors(&actors[0].actor.id.0, &actors[1].actor.id.0)?;
    assert_eq!(workspace.actors(None, None)?.len(), 1);
    let mut newer = reading_of("d1", "Ann Lee", Some("NOR"));
    newer.produced_by.actors = "2".into();
    workspace.add(&newer)?;
    workspace.join(|_| ())?;
    let actors = workspace.actors(None, None)?;
    assert_eq!(actors.len(), 1, "{actors:?}");
    assert_eq!(actors[0].actor.country.as_deref(), Some("NOR"));
    Ok(())
}

#[test]
fn the_names_of_a_coded_actor_are_one() -> Result<(), StoreError> {
    let mut workspace = Workspace::in_memory()?;
    for (id, name) in [("d1", "Ann Lee"), ("d2", "Lehmann"), ("d3", "Carl Orsk")] {
        workspace.add(&reading_of(id, name, None))?;
    }
    workspace.join(|_| ())?;
    let row = CodedActor::of_row("Ann Lee;Lehmann\tNOR\tGOV\t\t")?;
    let numbers = workspace.code_actors(&[row])?;
    workspace.join(|_| ())?;
    assert_eq!(workspace.actors(None, None)?.len(), 2);
    workspace.undo(numbers[0])?;
    assert_eq!(workspace.actors(None, None)?.len(), 3);
    Ok(())
}
