//! Who did what to whom, by month.

use super::{Conditions, Filter, limit};
use crate::{StoreError, Workspace};
use rusqlite::{Connection, Row};
use serde::Serialize;

/// One type of act between two parties in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dyad {
    /// Year and month of the act; that of publication where the act is undated; none for older acts without date.
    pub month: Option<String>,
    /// Who acts: country code, sector of people without a name, or name; none where no report says.
    pub actor: Option<String>,
    /// Who is acted upon.
    pub recipient: Option<String>,
    /// PLOVER type.
    pub event: String,
    /// Incidents that somebody reports.
    pub incidents: i64,
    /// Reports of these: one for a report and an incident, reprints of one text together.
    pub reported: i64,
    /// Reports that deny one, counted alike.
    pub denied: i64,
    /// Records whose month is that of publication.
    pub dated_by_publication: i64,
    /// Different holders that vouch for any of the reports; none where it can't be told.
    pub independent_origins: Option<i64>,
    /// The smallest number that these can be.
    pub origins_at_least: i64,
    /// The largest number that these can be.
    pub origins_at_most: i64,
}

/// What of an event counts in a cell. A reprint vouches as its text does; a publisher that stands alone by its name.
const COUNTED: &str = "SELECT x.month, x.actor, x.recipient, e.event, x.stance, x.by_publication,
        coalesce(e.incident, -e.key) AS incident, d.reprint || ' ' || coalesce(e.incident, -e.key) AS report,
        coalesce(h.unnamed, 0) AS unnamed,
        CASE WHEN h.form IS NOT NULL THEN 'h' || coalesce(f.actor, -f.key)
             WHEN EXISTS (SELECT 1 FROM documents o WHERE o.reprint = d.reprint AND o.key != d.key) THEN 'c' || d.reprint
             ELSE 'p' || coalesce(d.publisher, d.id) END AS origin
    FROM dyad_events x JOIN events e ON e.key = x.event JOIN documents d ON d.key = e.doc
    LEFT JOIN event_holders h ON h.event = e.key AND h.depth = e.links - 1
    LEFT JOIN actor_forms f ON f.key = h.form";

const COUNTS: &str = "SELECT month, actor, recipient, event,
        count(DISTINCT CASE WHEN stance = 'reports' THEN incident END) AS incidents,
        count(DISTINCT CASE WHEN stance = 'reports' THEN report END) AS reported,
        count(DISTINCT CASE WHEN stance = 'denies' THEN report END) AS denied,
        sum(by_publication) AS dated_by_publication,
        max(count(DISTINCT CASE WHEN stance = 'reports' AND NOT unnamed THEN origin END),
            max(stance = 'reports')) AS origins_at_least,
        count(DISTINCT CASE WHEN stance = 'reports' THEN origin END) AS origins_at_most";

const GROUPS: &str = "WHERE stance IN ('reports', 'denies') GROUP BY month, actor, recipient, event";

impl Workspace {
    /// The table of dyads by month, the most reported first.
    pub fn dyads(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Dyad>, StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let clause = conditions.clause();
        let table = if clause.is_empty() {
            "SELECT * FROM dyads".to_string()
        } else {
            format!("{COUNTS} FROM ({COUNTED} {clause}) {GROUPS}")
        };
        let sql = format!(
            "{table} ORDER BY reported DESC, denied DESC, month, actor, recipient, event LIMIT {}",
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map(&conditions.values()[..], dyad)?.collect::<Result<_, _>>()?)
    }
}

/// Counts the months again in which something changed.
pub(crate) fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM dyads WHERE month IN (SELECT month FROM pending_months)", [])?;
    connection.execute(
        &format!(
            "INSERT INTO dyads {COUNTS} FROM ({COUNTED} WHERE x.month IN (SELECT month FROM pending_months)) {GROUPS}"
        ),
        [],
    )?;
    connection.execute("DELETE FROM pending_months", [])?;
    Ok(())
}

fn dyad(row: &Row<'_>) -> rusqlite::Result<Dyad> {
    let told = |text: String| (!text.is_empty()).then_some(text);
    let (at_least, at_most): (i64, i64) = (row.get(8)?, row.get(9)?);
    Ok(Dyad {
        month: told(row.get(0)?),
        actor: told(row.get(1)?),
        recipient: told(row.get(2)?),
        event: row.get(3)?,
        incidents: row.get(4)?,
        reported: row.get(5)?,
        denied: row.get(6)?,
        dated_by_publication: row.get(7)?,
        independent_origins: (at_least == at_most).then_some(at_most),
        origins_at_least: at_least,
        origins_at_most: at_most,
    })
}
