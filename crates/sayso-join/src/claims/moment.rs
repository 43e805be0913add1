//! When a report came out, for putting accounts in order.

use crate::{Account, Report};
use jiff::Timestamp;
use jiff::civil::Date;

/// A time of publication: the day, and the instant where it is known. Reports without a date come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment {
    undated: bool,
    date: Option<Date>,
    instant: Option<Timestamp>,
}

impl Moment {
    /// Whether this is certainly after the other.
    pub fn is_after(self, other: Moment) -> bool {
        match (self.instant, other.instant) {
            (Some(a), Some(b)) => a > b,
            _ => matches!((self.date, other.date), (Some(a), Some(b)) if a > b),
        }
    }
}

/// When a report came out.
pub(crate) fn of_report(report: &Report) -> Moment {
    let published = report.published.as_ref();
    Moment {
        undated: published.is_none(),
        date: published.map(|published| published.date),
        instant: published.and_then(|published| published.text.parse().ok()),
    }
}

/// When an account's report came out.
pub(crate) fn moment(account: &Account) -> Moment {
    of_report(&account.report)
}

/// The accounts in a fixed order, whatever the order they came in: by document, then by place in it.
pub(crate) fn in_order<'a>(accounts: &[&'a Account]) -> Vec<&'a Account> {
    let mut accounts = accounts.to_vec();
    let order = |account: &Account| {
        let event = &account.event;
        (account.report.doc.clone(), event.evidence.sentence, event.evidence.trigger, event.id.clone())
    };
    accounts.sort_by_cached_key(|account| order(account));
    accounts.dedup_by(|a, b| a.report.doc == b.report.doc && a.event.id == b.event.id);
    accounts
}
