//! The names of records, and the keys by which records of one incident meet.

use crate::{ActorId, Chain, Event, Party, QuadClass, Span, sha256_hex};
use jiff::civil::Date;
use std::fmt::Write;

/// A name for a record that is the same on every run: a hash of document, trigger, type and chain.
pub fn record_id(document: &str, kind: &str, trigger: Span, chain: &Chain) -> String {
    let mut key = format!("{document}\0{kind}\0{}\0{}", trigger.start, trigger.end);
    for link in chain.links() {
        let span = link.holder.span.map_or((0, 0), |span| (span.start, span.end));
        let cue = link.cue.map_or((0, 0), |span| (span.start, span.end));
        let _ = write!(key, "\0{}-{}-{}-{}", span.0, span.1, cue.0, cue.1);
    }
    sha256_hex(key.as_bytes())[..16].to_string()
}

/// Keys by which records of one incident meet: quad class, countries, week. An undated act counts in the week of
/// publication.
pub fn joining_keys<S>(
    event: &Event<S>,
    published: Option<Date>,
    country_of: impl Fn(&ActorId) -> Option<String>,
) -> Vec<String> {
    let country = |parties: &[Party<S>]| -> String {
        let found = parties.iter().filter_map(|party| party.actor.as_ref()).find_map(&country_of);
        found.unwrap_or_else(|| "---".to_string())
    };
    let mut pair = [country(&event.actor), country(&event.recipient)];
    pair.sort();
    let day = event.date.as_ref().and_then(|date| date.from.or(date.to)).or(published);
    let week = day.map_or("----".to_string(), |day| {
        let week = day.iso_week_date();
        format!("{}W{:02}", week.year(), week.week())
    });
    let family = match event.event.quad() {
        QuadClass::VerbalCooperation => "verbal-cooperation",
        QuadClass::MaterialCooperation => "material-cooperation",
        QuadClass::VerbalConflict => "verbal-conflict",
        QuadClass::MaterialConflict => "material-conflict",
    };
    vec![format!("{family}|{}|{}|{week}", pair[0], pair[1])]
}
