//! How many records call somebody the same, or tie the same two: kept beside labels and ties as these come and go, so that
//! the commonest are found without going through all of them.

use crate::StoreError;
use rusqlite::Connection;

/// Records that are counted together.
pub(crate) struct Groups {
    /// The table of the records.
    pub records: &'static str,
    /// The table of the counts.
    pub counts: &'static str,
    /// What the records of a group share: the columns of the counts, and what they are in a record `r`.
    pub shared: &'static [(&'static str, &'static str)],
}

/// Who is called what.
pub(crate) const LABELS: Groups =
    Groups { records: "labels", counts: "label_groups", shared: &[("target", "r.target"), ("text", "lower(r.text)")] };

/// Who stands how to whom.
pub(crate) const TIES: Groups = Groups {
    records: "ties",
    counts: "tie_groups",
    shared: &[("from_form", "r.from_form"), ("to_form", "r.to_form"), ("kind", "r.kind")],
};

impl Groups {
    /// The columns of the counts that tell a group.
    fn columns(&self) -> String {
        self.shared.iter().map(|(column, _)| *column).collect::<Vec<_>>().join(", ")
    }

    /// What the records of a group share, as they have it.
    pub fn of_record(&self) -> String {
        self.shared.iter().map(|(_, of_record)| *of_record).collect::<Vec<_>>().join(", ")
    }

    /// That a record `r` belongs to a group `g`. Only without the kind of its column (`+`) a value is found by the index of what
    /// a function gives.
    pub fn belongs(&self) -> String {
        let same: Vec<String> =
            self.shared.iter().map(|(column, of_record)| format!("{of_record} = +g.{column}")).collect();
        same.join(" AND ")
    }

    /// A query for the groups of the records `r` under a condition, with their sizes and first ids.
    pub fn counted(&self, condition: &str) -> String {
        let as_columns: Vec<String> =
            self.shared.iter().map(|(column, of_record)| format!("{of_record} AS {column}")).collect();
        format!(
            "SELECT {}, count(*) AS records, min(r.id) AS first FROM {} r WHERE {condition} GROUP BY {}",
            as_columns.join(", "),
            self.records,
            self.of_record()
        )
    }
}

/// Counts the records of a document that was stored.
pub(crate) fn count_in(connection: &Connection, doc: i64) -> Result<(), StoreError> {
    for groups in [LABELS, TIES] {
        let sql = format!(
            "INSERT INTO {} {} ON CONFLICT ({}) DO UPDATE
             SET records = records + excluded.records, first = min(first, excluded.first)",
            groups.counts,
            groups.counted("r.doc = ?1"),
            groups.columns()
        );
        connection.prepare_cached(&sql)?.execute([doc])?;
    }
    Ok(())
}

/// Counts the groups of a document's records without them: it is about to be taken out.
pub(crate) fn count_out(connection: &Connection, doc: i64) -> Result<(), StoreError> {
    for groups in [LABELS, TIES] {
        let (shared, records, counts) = (groups.of_record(), groups.records, groups.counts);
        let columns = groups.columns();
        let touched = format!("SELECT DISTINCT {shared} FROM {records} r WHERE r.doc = ?1");
        connection.prepare_cached(&format!("DELETE FROM {counts} WHERE ({columns}) IN ({touched})"))?.execute([doc])?;
        let rest = format!(
            "WITH g({columns}) AS ({touched})
             INSERT INTO {counts} SELECT {shared}, count(*), min(r.id) FROM g CROSS JOIN {records} r ON {}
             WHERE r.doc != ?1 GROUP BY {shared}",
            groups.belongs()
        );
        connection.prepare_cached(&rest)?.execute([doc])?;
    }
    Ok(())
}

/// Counts all records anew.
pub(crate) fn count_all(connection: &Connection) -> Result<(), StoreError> {
    for groups in [LABELS, TIES] {
        connection.execute(&format!("DELETE FROM {}", groups.counts), [])?;
        connection.execute(&format!("INSERT INTO {} {}", groups.counts, groups.counted("1")), [])?;
    }
    Ok(())
}
