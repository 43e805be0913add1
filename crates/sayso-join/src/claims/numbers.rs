//! The ledger of numbers: who gave which number when, who revised it, and what a stated rule makes of it.

use crate::Account;
use crate::claims::Context;
use crate::claims::directory::Who;
use crate::claims::estimates::{Derived, Statement, derive};
use crate::claims::known::Known;
use crate::claims::moment::{Moment, in_order, moment};
use crate::claims::origins::behind;
use crate::claims::stance::{Stance, Voice};
use crate::claims::value::Count;
use sayso_core::{Act, Certainty, CharSpan, Magnitude};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All numbers of one kind that are given for an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// killed, injured, arrested, released, missing, displaced, participants, amount or count.
    pub field: String,
    /// Unit of an amount or count.
    pub unit: Option<String>,
    /// Every number given, in the order of publication.
    pub rows: Vec<Row>,
    /// Numbers that a holder replaced by another.
    pub revisions: Vec<Revision>,
    /// What the stated rules make of them; none where nobody vouches for a number.
    pub derived: Option<Derived>,
}

/// One number of one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The number with its bounds and hedge.
    #[serde(flatten)]
    pub count: Count,
    /// Who vouches for it, as in [`crate::Origin`].
    pub holder: String,
    /// Its name or description.
    pub name: String,
    /// What it does with the number.
    pub act: Option<Act>,
    /// Whether the holder gives the number, denies it, doubts it, or expects it. Only given ones are counted.
    pub stance: Stance,
    /// How sure it is.
    pub certainty: Certainty,
    /// Date or time of publication.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The report.
    pub doc: String,
    /// The record.
    pub event: String,
    /// Where the number stands in the text, in code points.
    pub span: Option<CharSpan>,
    /// The sentence.
    pub sentence: String,
    /// Whether the report is a copy of another: such a row is shown, and not counted.
    pub copy: bool,
    /// Whether the holder had replaced this number by another before this report: an old number told again.
    pub repeats_earlier: bool,
}

/// A number that a holder gave in place of an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// Whose.
    pub holder: String,
    /// Its name or description.
    pub name: String,
    /// The earlier number.
    pub from: Count,
    /// The later one.
    pub to: Count,
    /// The report that first has the earlier one.
    pub from_doc: String,
    /// The report that first has the later one.
    pub to_doc: String,
    /// When the later one was published.
    pub published: Option<String>,
}

struct Entry {
    row: Row,
    who: Who,
    moment: Moment,
}

/// The numbers given for one incident, one ledger for each field and unit.
pub fn numbers(accounts: &[&Account], known: &dyn Known) -> Vec<Ledger> {
    let accounts = in_order(accounts);
    numbers_of(&Context::new(&accounts, known))
}

/// The same where it is already known who is who.
pub(crate) fn numbers_of(context: &Context<'_>) -> Vec<Ledger> {
    let mut fields: BTreeMap<(String, Option<String>), Vec<Entry>> = BTreeMap::new();
    for (entry, field) in entries(context) {
        fields.entry((field, entry.row.count.unit.clone())).or_default().push(entry);
    }
    fields.into_iter().map(|((field, unit), entries)| ledger(field, unit, entries)).collect()
}

fn entries(context: &Context<'_>) -> Vec<(Entry, String)> {
    let voices = &context.voices;
    let behind = behind(voices, context.accounts, &context.directory, &context.copies);
    let innermost = |voice: &Voice| voice.link + 1 == context.accounts[voice.account].holders.len();
    let mut entries = Vec::new();
    for (voice, who) in voices.iter().zip(behind).filter(|(voice, _)| innermost(voice)) {
        let Some(who) = who else { continue };
        let account = context.accounts[voice.account];
        let given = |magnitude: &Magnitude<CharSpan>| magnitude.at_least.is_some() || magnitude.at_most.is_some();
        for (field, magnitude) in account.event.magnitude.iter().filter(|(_, magnitude)| given(magnitude)) {
            let row = Row {
                count: Count::of(magnitude),
                holder: context.directory.get(who).id.clone(),
                name: context.directory.get(who).name.clone(),
                act: account.holders.get(voice.link).and_then(|holder| holder.act),
                stance: voice.stance,
                certainty: account.event.factuality.certainty,
                published: account.report.published.as_ref().map(|published| published.text.clone()),
                publisher: account.report.publisher.clone(),
                doc: account.report.doc.clone(),
                event: account.event.id.clone(),
                span: magnitude.span,
                sentence: account.sentence.clone(),
                copy: context.copies.is_copy(account) || context.copies.source(voice.account).is_some(),
                repeats_earlier: false,
            };
            entries.push((Entry { row, who, moment: moment(account) }, field.clone()));
        }
    }
    entries
}

fn ledger(field: String, unit: Option<String>, mut entries: Vec<Entry>) -> Ledger {
    entries.sort_by(|a, b| {
        (a.moment, &a.row.doc, a.row.span, &a.row.event).cmp(&(b.moment, &b.row.doc, b.row.span, &b.row.event))
    });
    let mut by_holder: BTreeMap<Who, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| counts(entry)) {
        by_holder.entry(entry.who).or_default().push(at);
    }
    let mut revisions = Vec::new();
    let mut latest = Vec::new();
    for rows in by_holder.into_values() {
        let steps = steps(&rows, &mut entries);
        for pair in steps.windows(2) {
            if let [from, to] = pair
                && let (Some(from), Some(to)) = (from.last(), to.first())
            {
                revisions.extend(revision(&entries[*from].row, &entries[*to].row));
            }
        }
        if let Some(last) = steps.last() {
            latest.push(last.clone());
        }
    }
    revisions.sort_by(|a: &Revision, b: &Revision| {
        (&a.published, &a.holder, &a.to_doc).cmp(&(&b.published, &b.holder, &b.to_doc))
    });
    let statement = |at: &usize| Statement { count: &entries[*at].row.count, sentence: &entries[*at].row.sentence };
    let latest: Vec<Vec<Statement<'_>>> = latest.iter().map(|rows| rows.iter().map(statement).collect()).collect();
    let all: Vec<Statement<'_>> =
        (0..entries.len()).filter(|at| counts(&entries[*at])).map(|at| statement(&at)).collect();
    let derived = derive(&all, &latest);
    Ledger { field, unit, revisions, derived, rows: entries.into_iter().map(|entry| entry.row).collect() }
}

/// Whether a row speaks for its number: neither a denial nor a copy.
fn counts(entry: &Entry) -> bool {
    entry.row.stance == Stance::Reports && !entry.row.copy
}

/// A holder's rows in steps: each step the rows that give what it said at that time, the next one a revision of it.
///
/// A number that the holder had given before and replaced is an old number told again, and no step of its own.
fn steps(rows: &[usize], entries: &mut [Entry]) -> Vec<Vec<usize>> {
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for &at in rows {
        let same = |other: &usize| entries[*other].row.count == entries[at].row.count;
        let (earlier, last) = match steps.split_last_mut() {
            Some((last, earlier)) => (earlier, last),
            None => {
                steps.push(vec![at]);
                continue;
            }
        };
        if last.iter().any(same) || !last.iter().all(|other| entries[at].moment.is_after(entries[*other].moment)) {
            last.push(at);
        } else if earlier.iter().flatten().any(same) {
            entries[at].row.repeats_earlier = true;
        } else {
            steps.push(vec![at]);
        }
    }
    steps
}

fn revision(from: &Row, to: &Row) -> Option<Revision> {
    (from.count != to.count).then(|| Revision {
        holder: to.holder.clone(),
        name: to.name.clone(),
        from: from.count.clone(),
        to: to.count.clone(),
        from_doc: from.doc.clone(),
        to_doc: to.doc.clone(),
        published: to.published.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{body, holder, ministry, told};
    use crate::{Account, KnownTables};

    fn ledger(accounts: &[Account]) -> Ledger {
        let accounts: Vec<&Account> = accounts.iter().collect();
        numbers(&accounts, &KnownTables::default()).into_iter().next().expect("a ledger")
    }

    fn by_ministry(doc: &str, outlet: &str, published: &str, killed: u32) -> Account {
        told(doc, outlet, published).by(ministry("the interior ministry")).killed(killed, killed).account()
    }

    #[test]
    fn a_later_number_of_one_holder_revises_the_earlier() {
        let accounts = [
            by_ministry("a", "Norland Times", "2031-03-01T08:00:00Z", 12),
            by_ministry("b", "Sudland Post", "2031-03-01T20:00:00Z", 15),
            by_ministry("c", "Westland Radio", "2031-03-02", 12),
        ];
        let ledger = ledger(&accounts);
        let [revision] = ledger.revisions.as_slice() else { panic!("{:?}", ledger.revisions) };
        assert_eq!((revision.from.to_string(), revision.to.to_string()), ("12".to_string(), "15".to_string()));
        assert_eq!((revision.from_doc.as_str(), revision.to_doc.as_str()), ("a", "b"));
        assert_eq!(ledger.rows.iter().map(|row| row.repeats_earlier).collect::<Vec<_>>(), [false, false, true]);
        let derived = ledger.derived.map(|d| (d.lowest.0, d.highest.0, d.acled.0, d.ucdp.best.0, d.origins));
        assert_eq!(derived, Some((12.0, 15.0, 15.0, 15.0, 1)));
    }

    #[test]
    fn two_numbers_of_one_day_without_hour_are_no_revision() {
        let accounts =
            [by_ministry("a", "Norland Times", "2031-03-01", 12), by_ministry("b", "Sudland Post", "2031-03-01", 15)];
        let ledger = ledger(&accounts);
        assert!(ledger.revisions.is_empty());
        assert_eq!(ledger.derived.map(|d| (d.ucdp.low.0, d.ucdp.high.0, d.origins)), Some((12.0, 15.0, 1)));
    }

    #[test]
    fn a_denied_number_is_shown_and_not_counted() {
        let front = holder(body("Dawn Front", None, "REB"), Act::Denies);
        let accounts = [
            by_ministry("a", "Norland Times", "2031-03-01", 12),
            told("b", "Sudland Post", "2031-03-01").by(front).killed(40, 40).denied().account(),
        ];
        let ledger = ledger(&accounts);
        assert_eq!(ledger.rows.iter().map(|row| row.stance).collect::<Vec<_>>(), [Stance::Reports, Stance::Denies]);
        assert_eq!(ledger.derived.map(|d| (d.highest.0, d.origins)), Some((12.0, 1)));
    }
}
