//! The findings in words that a person can read.

use crate::claims::holder_name::publisher_name;
use crate::claims::known::Known;
use crate::claims::origins::Origin;
use crate::claims::stance::Voice;
use crate::{Account, Report};
use std::collections::BTreeSet;

/// The publisher of an account, or its document where the publisher is not known.
pub(crate) fn outlet(account: &Account) -> String {
    outlet_of(&account.report)
}

/// The publisher of a report, or its document where the publisher is not known.
pub(crate) fn outlet_of(report: &Report) -> String {
    outlet_name(report.publisher.as_deref(), &report.doc)
}

/// A publisher without its section, or the document where there is none.
pub(crate) fn outlet_name(publisher: Option<&str>, doc: &str) -> String {
    publisher.map(publisher_name).filter(|name| !name.is_empty()).unwrap_or(doc).to_string()
}

/// "A, B and C".
pub(crate) fn listed(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// "1 origin", "2 origins".
pub(crate) fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// "3 reports, 2 origins: the interior ministry (cited by A and B), and C in its own voice; D is a reprint of B".
pub(crate) fn counted(
    list: &[Origin],
    (at_least, at_most): (usize, usize),
    doubtful: &BTreeSet<String>,
    voices: &[Voice],
    accounts: &[&Account],
    known: &dyn Known,
) -> String {
    if voices.is_empty() {
        return "nobody says that it is so".to_string();
    }
    let documents: BTreeSet<&str> = voices.iter().map(|voice| accounts[voice.account].report.doc.as_str()).collect();
    let number = match (at_least, at_most) {
        (low, high) if low == high => plural(low, "origin"),
        (low, high) => format!("between {low} and {high} origins"),
    };
    let mut why = format!("{}, {number}", plural(documents.len(), "report"));
    let origins = list.iter().map(|origin| {
        if origin.own_voice {
            format!("{} in its own voice", origin.name)
        } else {
            let by = if origin.cited_by.is_empty() { "cited only in copies, by" } else { "cited by" };
            let outlets = || voices.iter().map(|voice| accounts[voice.account]);
            let copies: BTreeSet<String> =
                outlets().filter(|account| origin.documents.contains(&account.report.doc)).map(outlet).collect();
            let outlets =
                if origin.cited_by.is_empty() { copies.into_iter().collect() } else { origin.cited_by.clone() };
            format!("{} ({by} {})", origin.name, listed(outlets))
        }
    });
    if !list.is_empty() {
        why = format!("{why}: {}", listed(origins));
    }
    if at_least < at_most {
        let names = listed(doubtful.iter().map(|name| format!("\"{name}\"")));
        why = format!("{why}; cannot tell more closely: {names} may be one of the others, or somebody else");
    }
    for doc in documents {
        if let Some(original) = known.original(doc) {
            why = format!("{why}; {doc} is a reprint of {original}");
        }
    }
    why
}
