//! Many reports in one workspace: the picture does not depend on the order in which they came, decisions of people last,
//! and what is taken out leaves nothing behind.

use proptest::prelude::*;
use sayso::{Filter, Reader, Reading, Workspace};
use sayso_core::{CharSpan, Document, Published};
use std::collections::BTreeSet;
use std::sync::LazyLock;

type Failed = Box<dyn std::error::Error>;

/// The demo reports, read once.
static DEMO: LazyLock<Vec<Reading<CharSpan>>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/demo").to_string();
    let folder = [folder];
    let reader = Reader::new().expect("the reader of the program");
    let files = sayso_read::Reader::new(sayso_read::Options::default());
    let sources = sayso_read::expand(&folder);
    let documents = sources.flat_map(|source| match source {
        Ok(sayso_read::Source::File(path)) => files.read_path(&path).documents,
        _ => Vec::new(),
    });
    documents.map(|document| reader.read(&document).expect("a reading").to_output()).collect()
});

/// More versions of one report than a text is compared with: cut, with paragraphs of their own, other numbers, credits and
/// days, and some of them equal.
static VERSIONS: LazyLock<Vec<Reading<CharSpan>>> = LazyLock::new(|| {
    let reader = Reader::new().expect("the reader of the program");
    let read = |at: usize| reader.read(&version(at)).expect("a reading").to_output();
    (0..36).map(read).collect()
});

fn version(at: usize) -> Document {
    let credit = if at.is_multiple_of(6) { " (Norland News Agency)" } else { "" };
    let mut text = format!(
        "NORTHPORT, May 4{credit} - Police in Northport arrested {} protesters on Tuesday, the interior ministry of Norland said.",
        40 + at % 5
    );
    let paragraphs = [
        "The union denied that its members had attacked the police. Ann Lee, a spokeswoman for the union, accused the ministry of lying.",
        "The prime minister of Sudland called on Norland to release the protesters, and said that she would meet the president next week.",
        "Two officers were injured when stones were thrown at them near the old bridge, the ministry said.",
        "Shops around the market stayed closed for the day, and buses took another way through the valley.",
    ];
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if (at / 3) % 5 != number {
            text.push_str(&format!("\n\n{paragraph}"));
        }
    }
    if at.is_multiple_of(4) {
        text.push_str(&format!(
            "\n\nReport number {at} of the dispute: the mayor of Vell criticized the police of Northport."
        ));
    }
    let mut document = Document::new(format!("v{:02}", at * 7 % 36), text);
    document.published = Published::parse(&format!("2031-05-{:02}", 5 + at % 4));
    document
}

/// A workspace of the demo reports in that order, joined after every so many.
fn workspace(order: &[usize], every: usize) -> Result<Workspace, Failed> {
    joined(&DEMO, order, every)
}

fn joined(readings: &[Reading<CharSpan>], order: &[usize], every: usize) -> Result<Workspace, Failed> {
    let mut workspace = Workspace::in_memory()?;
    for batch in order.chunks(every.max(1)) {
        for &number in batch {
            workspace.add(&readings[number])?;
        }
        workspace.join(|_| ())?;
    }
    Ok(workspace)
}

/// Everything that joining found, as JSON.
fn picture(workspace: &Workspace) -> Result<String, Failed> {
    let all = Filter::default();
    let mut incidents = workspace.incidents(&all, None)?.found;
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    let claims = incidents.iter().map(|incident| workspace.claims(incident)).collect::<Result<Vec<_>, _>>()?;
    let mut overlaps = workspace.overlaps(&all, None)?;
    overlaps.sort_by(|a, b| (&a.a, &a.b).cmp(&(&b.a, &b.b)));
    Ok(serde_json::to_string(&(
        incidents,
        claims,
        workspace.contradictions(&all, None)?,
        workspace.numbers(&all, None)?,
        workspace.silences(&all, None)?,
        overlaps,
        workspace.drift(&all, None)?,
        workspace.actors(None, None)?,
        workspace.dyads(&all, None)?,
        workspace.sources(&all, None)?,
    ))?)
}

fn in_order() -> Vec<usize> {
    (0..DEMO.len()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]
    #[test]
    fn the_order_of_arrival_changes_nothing(order in Just(in_order()).prop_shuffle(), every in 1usize..18) {
        let expected = picture(&workspace(&in_order(), 100).expect("in order")).expect("a picture");
        let shuffled = picture(&workspace(&order, every).expect("shuffled")).expect("a picture");
        prop_assert_eq!(expected, shuffled);
    }

    #[test]
    fn with_many_versions_of_a_text_neither_order_nor_what_was_there_changes_anything(
        order in Just((0..36).collect::<Vec<usize>>()).prop_shuffle(),
        every in 1usize..40,
        gone in 0usize..5,
    ) {
        let in_order: Vec<usize> = (0..36).filter(|number| !order[..gone].contains(number)).collect();
        let expected = picture(&joined(&VERSIONS, &in_order, 100).expect("in order")).expect("a picture");
        let mut shuffled = joined(&VERSIONS, &order, every).expect("shuffled");
        for number in &order[..gone] {
            prop_assert!(shuffled.remove(&VERSIONS[*number].document.id.0).expect("taken out"));
        }
        shuffled.join(|_| ()).expect("joined");
        prop_assert_eq!(expected, picture(&shuffled).expect("a picture"));
    }
}

#[test]
fn a_source_stands_in_the_list_once() -> Result<(), Failed> {
    // "Officials" of two countries are one row: the words are what a question asks for.
    let sources = workspace(&in_order(), 100)?.sources(&Filter::default(), None)?;
    let holders: BTreeSet<&str> = sources.iter().map(|source| source.holder.as_str()).collect();
    assert!(holders.contains("officials"), "{holders:?}");
    assert_eq!(holders.len(), sources.len());
    Ok(())
}

#[test]
fn what_is_taken_out_leaves_nothing_behind() -> Result<(), Failed> {
    let mut all = workspace(&in_order(), 100)?;
    for id in ["08-summit", "02-moscow-announcement"] {
        assert!(all.remove(id)?, "{id} is a demo report");
    }
    all.join(|_| ())?;
    let rest: Vec<usize> = in_order()
        .into_iter()
        .filter(|&number| !matches!(DEMO[number].document.id.0.as_str(), "08-summit" | "02-moscow-announcement"))
        .collect();
    assert_eq!(picture(&all)?, picture(&workspace(&rest, 100)?)?);
    Ok(())
}

#[test]
fn incidents_can_be_split_and_joined_and_the_decision_lasts() -> Result<(), Failed> {
    let mut workspace = workspace(&in_order(), 100)?;
    let before = picture(&workspace)?;
    let incident = workspace.incidents(&Filter::default(), Some(1))?.found.remove(0);
    assert!(incident.mentions.len() > 2, "the most widely told incident has several accounts");
    let out = incident.mentions.last().ok_or("a mention")?.clone();
    workspace.split_incident(&out.event)?;
    let apart = workspace.incident(&out.event)?.ok_or("the event's incident")?;
    assert!(apart.mentions.iter().all(|mention| incident.mentions.first() != Some(mention)));
    // Read again by a newer version: the decision holds.
    let reading = DEMO.iter().find(|reading| reading.document.id.0 == out.doc).ok_or("its report")?;
    let mut newer = reading.clone();
    newer.produced_by.lexicon = "newer".into();
    workspace.add(&newer)?;
    workspace.join(|_| ())?;
    let again = workspace.incident(&out.event)?.ok_or("the event's incident")?;
    assert_eq!(again.mentions, apart.mentions);
    workspace.add(reading)?;
    let decisions = workspace.decisions()?;
    assert_eq!(decisions.len(), 1, "a split is one decision");
    for decision in decisions {
        workspace.undo(decision.number)?;
    }
    assert_eq!(picture(&workspace)?, before, "everything is taken back");
    Ok(())
}

#[test]
fn actors_can_be_merged_split_and_renamed() -> Result<(), Failed> {
    let mut workspace = workspace(&in_order(), 100)?;
    let before = picture(&workspace)?;
    let id = |workspace: &Workspace, name: &str| -> Result<String, Failed> {
        let found = workspace.actors(Some(name), None)?;
        Ok(found.first().ok_or_else(|| format!("no actor {name}"))?.actor.id.0.clone())
    };
    let (a, b) = (id(&workspace, "khrushchev")?, id(&workspace, "macmillan")?);
    let name = workspace.actors(Some(&a), None)?.remove(0).actor.name;
    workspace.merge_actors(&name.to_uppercase(), &b)?;
    assert_eq!(id(&workspace, "khrushchev")?, id(&workspace, "macmillan")?);
    workspace.rename_actor(&id(&workspace, "khrushchev")?, "Two statesmen")?;
    assert_eq!(workspace.actors(Some("khrushchev"), None)?[0].actor.name, "Two statesmen");
    assert!(workspace.merge_actors(&a, "a000000000000").is_err());
    for decision in workspace.decisions()? {
        workspace.undo(decision.number)?;
    }
    assert_eq!(picture(&workspace)?, before, "everything is taken back");
    Ok(())
}
