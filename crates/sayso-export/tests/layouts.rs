//! The bytes of every layout for one invented report, and the promises that all of them keep.

mod common;

use common::{reading, written};
use sayso_export::{Dead, Format, IncidentOf, Joined, Output};

const TEXTS: &[Format] = &[
    Format::Csv,
    Format::Tsv,
    Format::Polecat,
    Format::Icews,
    Format::Gdelt,
    Format::GdeltMentions,
    Format::Phoenix,
    Format::Petrarch,
    Format::Acled,
    Format::Ucdp,
];

/// Layouts whose rows say that the act took place.
const FACTS: &[Format] = &[
    Format::Polecat,
    Format::Icews,
    Format::Gdelt,
    Format::GdeltMentions,
    Format::Phoenix,
    Format::Petrarch,
    Format::Acled,
    Format::Ucdp,
];

fn text(format: Format) -> String {
    String::from_utf8(written(format).0).unwrap()
}

#[test]
fn bytes() {
    for format in TEXTS {
        insta::assert_snapshot!(format.name(), text(*format));
    }
}

#[test]
fn losses() {
    for format in FACTS {
        insta::assert_snapshot!(format!("{format}-loss"), written(*format).1.to_markdown());
    }
}

#[test]
fn every_row_has_the_columns_of_the_mapping() {
    let widths = [
        (Format::Polecat, 40),
        (Format::Icews, 20),
        (Format::Gdelt, 61),
        (Format::GdeltMentions, 16),
        (Format::Phoenix, 26),
    ];
    for (format, width) in widths {
        assert_eq!(format.mapping().len(), width, "{format}");
    }
    for format in TEXTS {
        let delimiter = if matches!(format, Format::Csv | Format::Acled | Format::Ucdp) { b',' } else { b'\t' };
        let bytes = written(*format).0;
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(&bytes[..]);
        for row in reader.records() {
            assert_eq!(row.unwrap().len(), format.mapping().len(), "{format}");
        }
    }
}

#[test]
fn a_denied_or_planned_act_is_no_row_and_is_counted() {
    for format in FACTS {
        let (bytes, loss) = written(*format);
        let bytes = String::from_utf8(bytes).unwrap();
        for id in ["21b2c3d4e5f60000", "51b2c3d4e5f60000"] {
            assert!(!bytes.contains(id), "{format} has {id}");
        }
        assert_eq!(loss.count("events told as not so"), 1, "{format}");
        assert_eq!(loss.count("events told as planned"), 1, "{format}");
        assert_eq!(loss.count("labels"), 1, "{format}");
    }
}

#[test]
fn native_rows_hold_denials_marked() {
    let rows = text(Format::Csv);
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let at = |reader: &mut csv::Reader<&[u8]>, name: &str| {
        reader.headers().unwrap().iter().position(|column| column == name).unwrap()
    };
    let (id, polarity) = (at(&mut reader, "id"), at(&mut reader, "polarity"));
    let denied: Vec<String> = reader
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[polarity] == "-")
        .map(|row| row[id].to_string())
        .collect();
    assert_eq!(denied, ["21b2c3d4e5f60000"]);
}

#[test]
fn a_meeting_is_a_pair_both_ways() {
    let rows = text(Format::Phoenix);
    let meeting: Vec<Vec<&str>> =
        rows.lines().filter(|row| row.starts_with("31b2c3d4e5f60000")).map(|row| row.split('\t').collect()).collect();
    let pairs: Vec<(&str, &str)> = meeting.iter().map(|row| (row[5], row[9])).collect();
    assert_eq!(pairs, [("ISL", "NZL"), ("NZL", "ISL")]);
}

#[test]
fn sentences_are_counted_without_blank_lines() {
    let rows = text(Format::Icews);
    let numbers: Vec<&str> = rows.lines().skip(1).filter_map(|row| row.split('\t').nth(12)).collect();
    assert_eq!(numbers, ["1", "3", "3"]);
}

#[test]
fn a_state_is_never_pinned() {
    let rows = text(Format::Gdelt);
    let all: Vec<Vec<&str>> = rows.lines().map(|row| row.split('\t').collect()).collect();
    let meeting = all.iter().find(|row| row[51] == "1").unwrap();
    assert_eq!(&meeting[51..59], ["1", "Økøl", "NZ", "NZ", "", "", "", "NZ"]);
}

#[test]
fn an_incident_has_its_gdelt_rows_once_and_all_its_mentions() {
    let incident = IncidentOf {
        id: "feedfacecafe0001".into(),
        mentions: 2,
        reports: 2,
        publishers: 2,
        origins: Some(1),
        killed: None,
        outlets: Vec::new(),
    };
    let mut joined = Joined::default();
    joined.incidents.insert("11b2c3d4e5f60000".into(), incident);
    let rows = |format: Format| {
        let mut out = Vec::new();
        let mut layout = format.open(Output::stream(&mut out)).unwrap();
        layout.write(&reading(), &joined).unwrap();
        layout.write(&reading(), &joined).unwrap();
        layout.finish().unwrap();
        String::from_utf8(out).unwrap()
    };
    let number = (u64::from_str_radix("feedfacecafe00", 16).unwrap() * 128).to_string();
    let count = |text: &str| text.lines().filter(|row| row.starts_with(&number)).count();
    assert_eq!(count(&rows(Format::Gdelt)), 1);
    assert_eq!(count(&rows(Format::GdeltMentions)), 2);
}

#[test]
fn an_incident_has_one_row_of_acled_and_ucdp_with_the_dead_of_its_ledger() {
    let incident = IncidentOf {
        id: "ifeedfacecafe0001".into(),
        mentions: 2,
        reports: 2,
        publishers: 2,
        origins: Some(2),
        killed: Some(Dead { acled: 7.0, low: 8.0, best: 11.0, high: 19.0 }),
        outlets: vec!["Norland Gazette".into(), "Sudland Post".into()],
    };
    let mut joined = Joined { together: true, ..Joined::default() };
    joined.incidents.insert("11b2c3d4e5f60000".into(), incident);
    let rows = |format: Format, joined: &Joined| {
        let mut out = Vec::new();
        let mut layout = format.open(Output::stream(&mut out)).unwrap();
        layout.write(&reading(), joined).unwrap();
        layout.write(&reading(), joined).unwrap();
        let loss = layout.finish().unwrap();
        (String::from_utf8(out).unwrap(), loss)
    };
    let (acled, loss) = rows(Format::Acled, &joined);
    let of_incident: Vec<&str> =
        acled.lines().filter(|row| row.contains("feedfacecafe00") || row.contains("Tarn")).collect();
    assert_eq!(of_incident.len(), 1, "{acled}");
    assert!(of_incident[0].contains("Norland Gazette; Sudland Post") && of_incident[0].ends_with(",7,,"), "{acled}");
    assert_eq!(loss.count("further accounts of an incident"), 1);
    assert_eq!(loss.count("accounts that were not joined"), 0);
    let (ucdp, _) = rows(Format::Ucdp, &joined);
    let of_incident: Vec<&str> = ucdp.lines().filter(|row| row.contains("feedfacecafe0001")).collect();
    assert_eq!(of_incident.len(), 1, "{ucdp}");
    assert!(of_incident[0].contains(",11,19,8,"), "{ucdp}");
    // Reports read by themselves: every account has its row, and that is told.
    let (alone, loss) = rows(Format::Ucdp, &Joined::default());
    assert_eq!(alone.lines().count(), 3, "{alone}");
    assert_eq!(loss.count("accounts that were not joined"), 2);
}

#[test]
fn the_same_readings_give_the_same_bytes() {
    for format in [Format::Parquet, Format::Xlsx] {
        assert_eq!(written(format).0, written(format).0, "{format}");
    }
}
