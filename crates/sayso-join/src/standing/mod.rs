//! Labels and ties with what is needed to compare and show them.

pub(crate) mod labels;
pub(crate) mod ties;

use crate::account::{holder_of, party_of, report_of};
use crate::{HolderOf, PartyOf, Report};
use sayso_core::words::one_line;
use sayso_core::{CharSpan, Label, Reading, Span, Tie};
use std::sync::Arc;

/// One report's use of a label.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelAccount {
    /// The report.
    pub report: Arc<Report>,
    /// The record.
    pub label: Label<CharSpan>,
    /// To whom the label is applied.
    pub target: PartyOf,
    /// Who applies it, from the publisher inwards.
    pub holders: Vec<HolderOf>,
    /// The sentence on one line.
    pub sentence: String,
}

/// One report's account of a tie.
#[derive(Debug, Clone, PartialEq)]
pub struct TieAccount {
    /// The report.
    pub report: Arc<Report>,
    /// The record.
    pub tie: Tie<CharSpan>,
    /// Who backs, leads, funds.
    pub from: PartyOf,
    /// Who is backed, led, funded.
    pub to: PartyOf,
    /// Who says so, from the publisher inwards.
    pub holders: Vec<HolderOf>,
    /// The sentence on one line.
    pub sentence: String,
}

/// The uses of labels in a document, in the order of its records.
pub fn label_accounts(reading: &Reading<CharSpan>) -> Vec<LabelAccount> {
    let report = report_of(&reading.document);
    let bytes = reading.from_output();
    let told = |label: &Label<CharSpan>, spans: &Label<Span>| LabelAccount {
        report: Arc::clone(&report),
        label: label.clone(),
        target: party_of(&bytes, &spans.target),
        holders: spans.chain.links().iter().map(|link| holder_of(&bytes, link)).collect(),
        sentence: sentence_around(&reading.document.text, spans.span),
    };
    reading.labels.iter().zip(&bytes.labels).map(|(label, spans)| told(label, spans)).collect()
}

/// The accounts of ties in a document, in the order of its records.
pub fn tie_accounts(reading: &Reading<CharSpan>) -> Vec<TieAccount> {
    let report = report_of(&reading.document);
    let bytes = reading.from_output();
    let told = |tie: &Tie<CharSpan>, spans: &Tie<Span>| TieAccount {
        report: Arc::clone(&report),
        tie: tie.clone(),
        from: party_of(&bytes, &spans.from),
        to: party_of(&bytes, &spans.to),
        holders: spans.chain.links().iter().map(|link| holder_of(&bytes, link)).collect(),
        sentence: one_line(spans.evidence.sentence.of(&reading.document.text)),
    };
    reading.ties.iter().zip(&bytes.ties).map(|(tie, spans)| told(tie, spans)).collect()
}

/// The sentence around a place in the text, for showing: a label's record does not carry the borders of its own.
fn sentence_around(text: &str, span: Span) -> String {
    let (before, after) = (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""));
    let ends = |at: usize, mark: char, text: &str| {
        let rest = text.get(at + mark.len_utf8()..).unwrap_or("").trim_start_matches(['"', '\u{201d}', '\'']);
        mark == '\n' && rest.starts_with('\n')
            || matches!(mark, '.' | '!' | '?')
                && rest.starts_with(char::is_whitespace)
                && rest.trim_start().starts_with(|c: char| !c.is_lowercase())
    };
    let start = before
        .char_indices()
        .rev()
        .find(|(at, mark)| ends(*at, *mark, text))
        .map_or(0, |(at, mark)| at + mark.len_utf8());
    let end = after
        .char_indices()
        .find(|(at, mark)| ends(span.end + at, *mark, text))
        .map_or(text.len(), |(at, mark)| span.end + at + mark.len_utf8());
    one_line(text.get(start..end).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_shown_with_its_sentence() {
        let text = "First one. The so-called\ngang left.\n\nLast one.";
        let at = text.find("gang").unwrap_or(0);
        assert_eq!(sentence_around(text, Span::new(at, at + 4)), "The so-called gang left.");
        assert_eq!(sentence_around(text, Span::new(0, 5)), "First one.");
        assert_eq!(sentence_around("no end", Span::new(3, 6)), "no end");
    }
}
