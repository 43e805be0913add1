//! Every table is read back by pandas, polars and DuckDB (`read_back.py`), where a Python with them is named:
//!
//! ```sh
//! python3 -m venv target/python/exports
//! target/python/exports/bin/pip install -r crates/sayso-export/tests/requirements.txt
//! SAYSO_PYTHON=$PWD/target/python/exports/bin/python cargo test -p sayso-export --test read_back
//! ```

mod common;

use sayso_export::Format;
use serde_json::json;
use std::process::Command;

#[test]
fn tables_are_read_back_as_written() {
    let Some(python) = std::env::var_os("SAYSO_PYTHON") else {
        eprintln!("SAYSO_PYTHON names no Python with pandas, polars and DuckDB: nothing is read back");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut expected = Vec::new();
    for format in Format::ALL.iter().filter(|format| is_table(**format)) {
        let file = format!("{format}.{}", format.extension());
        let (bytes, loss) = common::written(*format);
        std::fs::write(folder.path().join(&file), bytes).unwrap();
        let columns: Vec<&str> = format.mapping().iter().map(|mapped| mapped.column).collect();
        expected.push(json!({"format": format.name(), "file": file, "columns": columns, "rows": loss.rows()}));
    }
    assert!(expected.len() >= 12, "some table is not read back");
    std::fs::write(folder.path().join("expected.json"), json!(expected).to_string()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_back.py");
    let done = Command::new(python).arg(script).arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
}

/// Whether it is one of the event tables.
fn is_table(format: Format) -> bool {
    matches!(
        format,
        Format::Csv
            | Format::Tsv
            | Format::Parquet
            | Format::Xlsx
            | Format::Polecat
            | Format::Icews
            | Format::Gdelt
            | Format::GdeltMentions
            | Format::Phoenix
            | Format::Petrarch
            | Format::Acled
            | Format::Ucdp
    )
}
