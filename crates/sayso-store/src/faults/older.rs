//! Files of every older version are carried over.

use super::*;
use crate::migrations::shape_of;
use crate::stored;
use rusqlite::Connection;
use sayso_core::{Label, LabelKind, LabelPolarity, Tie, TieChange, TieKind};
use sayso_join::Drift;

/// A file as an older program left it: the tables of its time, with what they hold of today's file.
fn file_of_version(version: usize, today: &Path, path: &Path) -> Tried {
    let connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA foreign_keys = OFF")?;
    for sql in shape_of(version) {
        connection.execute_batch(sql)?;
    }
    connection.execute("ATTACH ?1 AS today", [today.to_string_lossy()])?;
    let names = |sql: &str| -> rusqlite::Result<Vec<String>> {
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    // Tables behind the index of words are copied as they are.
    for table in names(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
         AND name IN (SELECT name FROM today.sqlite_master)",
    )? {
        let columns = names(&format!(
            "SELECT name FROM pragma_table_info('{table}', 'main')
             WHERE name IN (SELECT name FROM pragma_table_info('{table}', 'today'))"
        ))?
        .join(", ");
        connection.execute_batch(&format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}"
        ))?;
    }
    if version < 6 {
        row_by_row(&connection)?;
    }
    connection.pragma_update(None, "user_version", i64::try_from(version)?)?;
    Ok(())
}

/// Changes between texts as they were kept up to version 5: each in a row of its own.
fn row_by_row(connection: &Connection) -> Tried {
    let mut pairs = connection.prepare("SELECT a, b, drifts FROM today.overlaps WHERE changes > 0")?;
    let mut rows = pairs.query([])?;
    while let Some(row) = rows.next()? {
        let (a, b, packed): (i64, i64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let drifts: Vec<Drift> = stored::unpack_record("changes", &packed)?;
        for (position, drift) in drifts.iter().enumerate() {
            let record = stored::pack_record("a change", drift)?;
            connection.execute(
                "INSERT INTO main.drifts (a, b, position, kind, record) VALUES (?1, ?2, ?3, ?4, ?5)",
                rusqlite::params![a, b, i64::try_from(position)?, drift.kind.name(), record],
            )?;
        }
    }
    Ok(())
}

/// A workspace with labels, ties, decisions, a judgement and an annotation.
fn filled(path: &Path) -> Result<Workspace, Box<dyn std::error::Error>> {
    let mut workspace = Workspace::open(path)?;
    let mut all = reports(12);
    // Two of one report whose quotation differs.
    for (id, word) in [("e1", "free"), ("e2", "well")] {
        let quoted =
            format!("“We stay on the square until the prisoners are {word} and at home again,” the union said.");
        let rest = "The market beside the old bridge was closed for the day, and most of the shops around it too. \
                    Buses took another way through the valley, while a dozen teachers read poems to their pupils under a tent. \
                    The mayor promised that the river port would open again once the engineers had looked at its cranes.";
        all.push(reading(id, &format!("Norland arrested protesters. {quoted} {rest}")));
    }
    for reading in &mut all {
        with_label_and_tie(reading);
    }
    workspace.add_all(&all)?;
    workspace.join(|_| ())?;
    workspace.decide_reprint("d0000", "d0007", false)?;
    workspace.keep_annotation("ann", "d0001", "1 COERCE Norland", true)?;
    workspace.judge(
        &crate::NewJudgement {
            reviewer: "ann".into(),
            about: "d0002-e1".into(),
            verdict: sayso_review::Verdict::Accept,
            kind: None,
            right: None,
            note: String::new(),
            settles: false,
        },
        &[],
    )?;
    Ok(workspace)
}

#[test]
fn every_version_opens_and_keeps_everything() -> Tried {
    let folder = tempfile::tempdir()?;
    let today = folder.path().join("today.db");
    let newest = filled(&today)?;
    let judged = |workspace: &Workspace| -> Result<i64, StoreError> {
        Ok(workspace.connection.query_row("SELECT count(*) FROM judgements", [], |row| row.get(0))?)
    };
    assert_eq!(judged(&newest)?, 1);
    let versions = crate::migrations::newest();
    for version in 2..=versions {
        let path = folder.path().join(format!("version-{version}.db"));
        file_of_version(version, &today, &path)?;
        let mut carried = Workspace::open(&path)?;
        carried.join(|_| ())?;
        assert_eq!(whole_documents(&carried)?, whole_documents(&newest)?, "version {version}");
        assert_eq!(carried.decisions()?, newest.decisions()?, "version {version}");
        let all = crate::Filter::default();
        assert!(!newest.drift(&all, None)?.is_empty() && newest.drift(&all, Some(0))?.is_empty());
        assert_eq!(carried.drift(&all, None)?, newest.drift(&all, None)?, "version {version}");
        assert_eq!(carried.overlaps(&all, None)?, newest.overlaps(&all, None)?, "version {version}");
        let of_records = |table: &str| -> rusqlite::Result<(f64, String, i64)> {
            let sql = format!("SELECT min(confidence), min(rule), min(start) FROM {table}");
            carried.connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        };
        assert_eq!(of_records("labels")?, (0.7, "label.noun".to_string(), 8), "version {version}");
        assert_eq!(of_records("ties")?, (0.7, "tie.backs".to_string(), 8), "version {version}");
        assert_eq!(judged(&carried)?, i64::from(version >= 3), "version {version}");
        assert_eq!(carried.annotations()?.len(), usize::from(version >= 4), "version {version}");
        // Opening it again changes nothing.
        let before = answers(&carried)?;
        drop(carried);
        let mut again = Workspace::open(&path)?;
        assert_eq!(answers(&again)?, before);
        // Counts follow what is taken out; doctor counts again, and tells of one that is not so.
        assert!(again.remove("d0003")?);
        again.join(|_| ())?;
        assert_eq!(whole_documents(&again)?.len(), 13, "version {version}");
        for table in ["label_groups", "tie_groups"] {
            let one_more =
                |step: i64| again.connection.execute(&format!("UPDATE {table} SET records = records + ?1"), [step]);
            assert!(one_more(1)? > 0);
            assert!(!again.health()?.is_sound(), "{table}");
            one_more(-1)?;
        }
    }
    Ok(())
}

#[test]
fn several_programs_that_carry_a_file_over_at_once_do_it_once() -> Tried {
    let folder = tempfile::tempdir()?;
    let today = folder.path().join("today.db");
    drop(filled(&today)?);
    let path = folder.path().join("old.db");
    file_of_version(2, &today, &path)?;
    std::thread::scope(|scope| {
        let opened: Vec<_> = (0..4).map(|_| scope.spawn(|| Workspace::open(&path).map(|_| ()))).collect();
        opened.into_iter().try_for_each(|opened| opened.join().unwrap_or_else(|_| panic!("opening panicked")))
    })?;
    assert_eq!(whole_documents(&Workspace::open(&path)?)?.len(), 14);
    Ok(())
}

#[test]
fn a_database_of_another_program_is_left_alone() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("addresses.db");
    Connection::open(&path)?.execute_batch("CREATE TABLE addresses (name TEXT); PRAGMA user_version = 2")?;
    let before = std::fs::read(&path)?;
    assert!(matches!(Workspace::open(&path).map(|_| ()), Err(StoreError::NotAWorkspace { .. })));
    assert_eq!(std::fs::read(&path)?, before);
    assert!(matches!(Workspace::open(folder.path()).map(|_| ()), Err(StoreError::Folder { .. })));
    Ok(())
}

fn with_label_and_tie(reading: &mut Reading<CharSpan>) {
    let event = reading.events[0].clone();
    let id = &reading.document.id.0;
    let party = event.actor[0].clone();
    reading.labels.push(Label {
        id: format!("{id}-l1"),
        target: party.clone(),
        text: "arrested".into(),
        span: event.evidence.trigger,
        kind: LabelKind::default(),
        polarity: LabelPolarity::default(),
        chain: event.chain.clone(),
        rule: "label.noun".into(),
        confidence: 0.7,
    });
    reading.ties.push(Tie {
        id: format!("{id}-t1"),
        from: party.clone(),
        to: party,
        kind: TieKind::ALL[0],
        change: TieChange::ALL[0],
        since: None,
        until: None,
        chain: event.chain.clone(),
        evidence: event.evidence,
        rule: "tie.backs".into(),
        confidence: 0.7,
    });
}
