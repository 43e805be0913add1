//! Readings of whole texts: snapshots of the demo reports and of sentences by PLOVER type, and what holds of all of them.
//!
//! The snapshots are pages that a coder can read. A change in them is reviewed line by line: `cargo insta review`.

use sayso::present::{chain, party};
use sayso::{Document, Event, Reader, Reading, Span};
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap_or_else(|error| panic!("{error}")));

fn corpus(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(name)
}

/// One line of a record: "COERCE arrest [Police] <14 protesters> ...".
fn event_line(reading: &Reading, event: &Event) -> String {
    let names =
        |parties: &[sayso_core::Party]| parties.iter().map(|each| party(reading, each)).collect::<Vec<_>>().join(", ");
    let mut line = format!("{} {}", event.event, event.mode.as_deref().unwrap_or("-"));
    let _ = write!(
        line,
        " “{}” [{}] <{}>",
        event.evidence.trigger.of(&reading.document.text),
        names(&event.actor),
        names(&event.recipient)
    );
    if let Some(date) = &event.date {
        let day = |day: Option<jiff::civil::Date>| day.map_or("…".to_string(), |day| day.to_string());
        let _ = write!(line, " {}..{}", day(date.from), day(date.to));
    }
    if let Some(place) = &event.location {
        let _ = write!(line, " @{}", place.name);
    }
    for (field, value) in &event.magnitude {
        let bound = |bound: Option<sayso_core::Number>| bound.map_or("…".to_string(), |number| number.0.to_string());
        let _ = write!(line, " {field}={}..{}", bound(value.at_least), bound(value.at_most));
    }
    let factuality = event.factuality;
    let _ = write!(
        line,
        " {}{:?}/{:?} | {} | {}",
        if factuality.polarity == sayso_core::Polarity::Positive { "+" } else { "-" },
        factuality.certainty,
        factuality.realis,
        chain(reading, &event.chain),
        event.rule
    );
    line
}

fn lines(reading: &Reading) -> String {
    let mut out = String::new();
    for event in &reading.events {
        let _ = writeln!(out, "  {}", event_line(reading, event));
    }
    for label in &reading.labels {
        let _ = writeln!(
            out,
            "  label “{}” for {} | {} | {}",
            label.text,
            party(reading, &label.target),
            chain(reading, &label.chain),
            label.rule
        );
    }
    for tie in &reading.ties {
        let _ = writeln!(
            out,
            "  tie {} {:?} {} {:?} | {} | {}",
            party(reading, &tie.from),
            tie.kind,
            party(reading, &tie.to),
            tie.change,
            chain(reading, &tie.chain),
            tie.rule
        );
    }
    out
}

fn sentence(text: &str) -> Document {
    let mut document = Document::new("sentence", text);
    document.language = Some("en".into());
    document.published = sayso_core::Published::parse("2024-05-14");
    document
}

fn read(document: &Document) -> Reading {
    READER.read(document).unwrap_or_else(|error| panic!("{}: {error}", document.id))
}

#[test]
fn sentences_by_type() {
    let mut files: Vec<_> = std::fs::read_dir(corpus("sentences"))
        .unwrap_or_else(|error| panic!("{error}"))
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 16, "one file for each PLOVER type");
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}"));
        let sentences: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let pages = sayso::in_order(0, &sentences, |text| {
            let reading = read(&sentence(text));
            check(&reading);
            format!("{text}\n{}", lines(&reading))
        });
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        insta::assert_snapshot!(format!("sentences_{name}"), pages.join("\n"));
    }
}

#[test]
fn demo_reports() {
    let files = sayso_read::Reader::default();
    let folder = corpus("demo");
    let sources = sayso_read::expand([folder.to_string_lossy()]);
    let mut pages = String::new();
    for source in sources.flatten() {
        let sayso_read::Source::File(path) = source else { continue };
        for document in files.read_path(&path).documents {
            let reading = read(&document);
            check(&reading);
            let _ = writeln!(
                pages,
                "== {} ({})\n{}",
                document.id,
                document.title.as_deref().unwrap_or("-"),
                lines(&reading)
            );
        }
    }
    insta::assert_snapshot!("demo_reports", pages);
}

/// What holds of every reading: spans lie in the text on character borders, records point at words, parties name actors that are there.
fn check(reading: &Reading) {
    let text = &reading.document.text;
    let inside = |span: Span| {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} of {}", reading.document.id);
        assert!(!span.is_empty(), "empty span in {}", reading.document.id);
    };
    let actor_is_there = |party: &sayso_core::Party| {
        inside(party.span);
        if let Some(id) = &party.actor {
            assert!(reading.actor(id).is_some(), "no actor {id}");
        }
    };
    for actor in &reading.actors {
        actor.mentions.iter().for_each(|mention| inside(mention.span));
    }
    for event in &reading.events {
        inside(event.evidence.sentence);
        inside(event.evidence.trigger);
        assert!(event.evidence.sentence.contains(event.evidence.trigger));
        event.actor.iter().chain(&event.recipient).for_each(actor_is_there);
        assert!(event.chain.links()[0].holder.publisher, "a chain begins with the publisher");
        assert!((0.0..=1.0).contains(&event.confidence));
        for link in event.chain.links() {
            link.cue.iter().for_each(|cue| inside(*cue));
        }
    }
    for label in &reading.labels {
        inside(label.span);
        assert_eq!(label.span.of(text), label.text);
        actor_is_there(&label.target);
    }
    for tie in &reading.ties {
        actor_is_there(&tie.from);
        actor_is_there(&tie.to);
    }
    let mut ids: Vec<&str> = reading.events.iter().map(|event| event.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), reading.events.len(), "ids are unique");
    assert_eq!(reading.to_output().from_output(), *reading, "code points and bytes convert without loss");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]

    /// Words of news in any order, with signs and letters of other scripts between them, never break the reading.
    #[test]
    fn any_text_is_read(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60), noise in "\\PC{0,30}") {
        let mut text = words.join(" ");
        text.push_str(&noise);
        check(&read(&sentence(&text)));
    }
}

const WORDS: &[&str] = &[
    "Police",
    "arrested",
    "14",
    "protesters",
    ".",
    ",",
    "said",
    "“",
    "”",
    "the",
    "ministry",
    "of",
    "Norland",
    "Zoë",
    "attacked",
    "was",
    "by",
    "that",
    "who",
    "had",
    "on",
    "Monday",
    "in",
    "Москва",
    "北京",
    "\n\n",
    "’s",
    "called",
    "them",
    "terrorists",
    "and",
    "not",
    "(",
    ")",
    "will",
    "withdraw",
    "troops",
    "from",
    "according",
    "to",
    "$3",
    "million",
    "—",
    "denied",
    "it",
    "🙂",
    "Mr",
    "e\u{301}",
    "http://a.example/x",
];
