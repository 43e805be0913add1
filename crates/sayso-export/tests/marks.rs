//! The bytes of the layouts of maps, networks and marks for two invented readings, and what joining changes in them.

use sayso_core::{ActorId, CharSpan, Reading};
use sayso_export::{Format, IncidentOf, Joined, Loss, Output, WorkspaceActor};
use std::sync::{Arc, Mutex};

const MARKS: [Format; 9] = [
    Format::GeoJson,
    Format::Kml,
    Format::GraphMl,
    Format::Gexf,
    Format::Ftm,
    Format::ClaimReview,
    Format::WebAnnotation,
    Format::Brat,
    Format::TimeMl,
];

fn readings() -> Vec<Reading<CharSpan>> {
    include_str!("invented.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A sink that is read after the layout is done.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything a layout writes, files of a folder one after the other.
fn written(format: Format, readings: &[Reading<CharSpan>], joined: &Joined) -> (String, Loss) {
    let folder = tempfile::tempdir().unwrap();
    let sink = Shared::default();
    let output = match format.wants_folder() {
        true => Output::Folder(folder.path().to_path_buf()),
        false => Output::stream(sink.clone()),
    };
    let mut layout = format.open(output).unwrap();
    for reading in readings {
        layout.write(reading, joined).unwrap();
    }
    let loss = layout.finish().unwrap();
    let mut text = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        text += &format!("==> {name}\n{}\n", std::fs::read_to_string(&file).unwrap());
    }
    (text, loss)
}

fn one_incident(ids: &[&str]) -> Joined {
    let incident = IncidentOf {
        id: "i1".into(),
        mentions: ids.len(),
        reports: 2,
        publishers: 2,
        origins: Some(2),
        killed: None,
        outlets: Vec::new(),
    };
    Joined { incidents: ids.iter().map(|id| (id.to_string(), incident.clone())).collect(), ..Joined::default() }
}

#[test]
fn each_layout_keeps_its_bytes() {
    for format in MARKS {
        let (text, loss) = written(format, &readings(), &Joined::default());
        insta::assert_snapshot!(format.name(), text);
        insta::assert_snapshot!(format!("{format}-loss"), loss.to_markdown());
    }
}

#[test]
fn each_layout_says_where_its_parts_come_from() {
    for format in MARKS {
        assert!(!format.mapping().is_empty(), "{format}");
        assert!(format.mapping().iter().all(|part| !part.column.is_empty() && !part.from.is_empty()), "{format}");
    }
}

#[test]
fn every_record_is_written_or_counted_as_left_out() {
    for format in MARKS {
        let (text, loss) = written(format, &readings(), &Joined::default());
        let left_out: Vec<String> = loss.to_json()["lost"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["kind"] == "left-out")
            .flat_map(|entry| entry["examples"].as_array().unwrap().clone())
            .map(|id| id.as_str().unwrap().to_string())
            .collect();
        for reading in readings() {
            let events = reading.events.iter().map(|event| (event.id.clone(), event.evidence.trigger));
            let ties = reading.ties.iter().map(|tie| (tie.id.clone(), tie.evidence.trigger));
            for (id, _) in events.chain(ties) {
                assert!(text.contains(&id) || left_out.contains(&id), "{format} loses {id} in silence");
            }
        }
    }
}

#[test]
fn a_denial_in_another_report_stands_beside_the_claim() {
    let mut all = readings();
    let joined = one_incident(&["e000000000000004", "e000000000000002"]);
    let (text, _) = written(Format::ClaimReview, &all, &joined);
    let data: serde_json::Value = serde_json::from_str(&text).unwrap();
    let review = &data["@graph"].as_array().unwrap().iter().find(|review| review["mentions"].is_array()).unwrap();
    assert_eq!(review["itemReviewed"]["author"]["name"], "Officials in North Province");
    assert_eq!(review["mentions"][0]["name"], "Denial");
    assert_eq!(review["mentions"][0]["author"]["name"], "שלום");
    // The order in which reports come changes nothing about which is reviewed.
    all.reverse();
    let (reversed, _) = written(Format::ClaimReview, &all, &joined);
    let reversed: serde_json::Value = serde_json::from_str(&reversed).unwrap();
    assert!(reversed["@graph"].as_array().unwrap().contains(review));
}

#[test]
fn the_earliest_report_is_the_first_appearance() {
    let joined = one_incident(&["e000000000000001", "e000000000000006"]);
    let mut all = readings();
    all.reverse();
    let (text, _) = written(Format::ClaimReview, &all, &joined);
    let data: serde_json::Value = serde_json::from_str(&text).unwrap();
    let claim = &data["@graph"].as_array().unwrap().iter().find(|review| review["mentions"].is_array()).unwrap()["itemReviewed"];
    assert_eq!(claim["firstAppearance"]["identifier"], "gazette/1");
    assert_eq!(claim["appearance"].as_array().map(Vec::len), Some(2));
}

#[test]
fn actors_that_were_joined_are_one_node() {
    let known = |id: &str| WorkspaceActor { id: ActorId(id.into()), name: "Norland police".into() };
    let mut joined = Joined::default();
    for id in ["a3", "b5"] {
        joined.actors.insert(ActorId(id.into()), known("w7"));
    }
    let mut all = readings();
    // An act between known parties in the second report, so that its police have an edge.
    all[1].events[1].recipient[0].actor = Some(ActorId("b3".into()));
    let (text, _) = written(Format::GraphMl, &all, &joined);
    assert_eq!(text.matches("<node id=\"w7\">").count(), 1, "{text}");
    assert!(text.contains("<data key=\"node_documents\">2</data>"), "{text}");
}

#[test]
fn marks_that_overlap_are_resolved_and_counted() {
    let mut all = readings();
    let trigger = all[0].events[0].evidence.trigger;
    all[0].events[1].evidence.trigger = CharSpan { start: trigger.start + 2, end: trigger.end + 3 };
    let (text, loss) = written(Format::TimeMl, &all, &Joined::default());
    assert_eq!(loss.count("events whose words overlap another's"), 1);
    assert!(!text.contains("e000000000000002"), "{text}");
}

#[test]
fn spans_that_do_not_fit_the_text_break_nothing() {
    let mut all = readings();
    let beyond = CharSpan { start: 100_000, end: 100_005 };
    for event in &mut all[0].events {
        event.evidence.trigger = beyond;
        event.evidence.sentence = CharSpan { start: 5, end: usize::MAX };
        for party in event.actor.iter_mut().chain(&mut event.recipient) {
            party.span = beyond;
        }
    }
    for format in MARKS {
        written(format, &all, &Joined::default());
    }
}

#[test]
fn a_layout_of_the_other_sort_is_refused() {
    assert!(Format::Brat.open(Output::stream(Vec::new())).is_err());
    assert!(Format::Kml.open(Output::Folder("anywhere".into())).is_err());
}
