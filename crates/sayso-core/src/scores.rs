//! Quad classes and scores of a record, each by the scheme that it comes from.
//!
//! Two schemes class an act: PLOVER by its type, CAMEO by its code, and users of CAMEO number the classes in two ways. They
//! differ: an appeal (REQUEST, CAMEO 020) is verbal conflict to PLOVER, verbal cooperation to GDELT, neutral to Phoenix.

use crate::{Actor, CharSpan, Document, Event, Label, ProducedBy, Reading, Tie, codes};
use serde::Serialize;

/// The classes and scores of one record.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scores {
    /// Class of the PLOVER type, 1 to 4, as POLECAT has it.
    pub quad_plover: u8,
    /// GDELT's class of the CAMEO code, 1 to 4.
    pub quad_gdelt: Option<u8>,
    /// Phoenix's class of the CAMEO code, 0 (neutral) to 4.
    pub quad_phoenix: Option<u8>,
    /// Mean conflict-cooperation score of the PLOVER type (manual, draft of 2021).
    pub plover_2021: f64,
    /// Goldstein's score of the CAMEO code, by the scale of CAMEO 0.9 as Phoenix uses it.
    pub goldstein_cameo: Option<f64>,
}

impl Scores {
    /// The scores of an event.
    pub fn of<S>(event: &Event<S>) -> Scores {
        let code = event.cameo.as_deref();
        Scores {
            quad_plover: event.event.quad().number(),
            quad_gdelt: code.and_then(quad_gdelt),
            quad_phoenix: code.and_then(quad_phoenix),
            plover_2021: event.event.score(),
            goldstein_cameo: code.and_then(goldstein),
        }
    }
}

/// The root of a CAMEO code, its first two digits: "02" for "0251".
pub fn cameo_root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

/// The second level of a CAMEO code: "025" for "0251".
pub fn cameo_base(code: &str) -> &str {
    code.get(..3).unwrap_or(code)
}

/// Goldstein's score of a code, or of its root's general code where it has none of its own (as Phoenix does).
pub fn goldstein(code: &str) -> Option<f64> {
    let of = |code: &str| codes::cameo(code).and_then(|found| found.goldstein.or_else(|| appeal(code)));
    of(code).or_else(|| of(cameo_base(code))).or_else(|| of(&format!("{}0", cameo_root(code))))
}

/// CAMEO's scale for appeals (version 0.9 onwards); the project's table of codes leaves them open.
fn appeal(code: &str) -> Option<f64> {
    Some(match cameo_base(code) {
        "020" => 3.0,
        "021" | "022" | "023" => 3.4,
        "024" | "025" => -0.3,
        "026" | "027" | "028" => 4.0,
        _ => return None,
    })
}

/// GDELT's quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
pub fn quad_gdelt(code: &str) -> Option<u8> {
    Some(match cameo_root(code) {
        "01" | "02" | "03" | "04" | "05" => 1,
        "06" | "07" | "08" => 2,
        "09" | "10" | "11" | "12" | "13" => 3,
        "14" | "15" | "16" | "17" | "18" | "19" | "20" => 4,
        _ => return None,
    })
}

/// Phoenix's quad class: 0 neutral, then as GDELT's, but for statements and appeals (0) and reduced relations (3).
pub fn quad_phoenix(code: &str) -> Option<u8> {
    match cameo_root(code) {
        "01" | "02" => Some(0),
        "16" => Some(3),
        _ => quad_gdelt(code),
    }
}

/// An event as JSON lines have it: with its scores, which follow from type and code and are not stored.
#[derive(Debug, Serialize)]
pub struct ScoredEvent<'r> {
    #[serde(flatten)]
    event: &'r Event<CharSpan>,
    scores: Scores,
}

impl<'r> ScoredEvent<'r> {
    /// An event with its scores.
    pub fn new(event: &'r Event<CharSpan>) -> ScoredEvent<'r> {
        ScoredEvent { event, scores: Scores::of(event) }
    }
}

/// A reading as JSON lines have it: its events with their scores.
#[derive(Debug, Serialize)]
pub struct ScoredReading<'r> {
    document: &'r Document<CharSpan>,
    actors: &'r [Actor<CharSpan>],
    events: Vec<ScoredEvent<'r>>,
    labels: &'r [Label<CharSpan>],
    ties: &'r [Tie<CharSpan>],
    produced_by: &'r ProducedBy,
    fingerprint: &'r [String],
}

impl<'r> ScoredReading<'r> {
    /// A reading with the scores of its events.
    pub fn new(reading: &'r Reading<CharSpan>) -> ScoredReading<'r> {
        ScoredReading {
            document: &reading.document,
            actors: &reading.actors,
            events: reading.events.iter().map(ScoredEvent::new).collect(),
            labels: &reading.labels,
            ties: &reading.ties,
            produced_by: &reading.produced_by,
            fingerprint: &reading.fingerprint,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_project_has_a_score_and_both_quads() {
        for line in include_str!("plover-cameo.tsv").lines().skip(1) {
            let code = line.split('\t').nth(2).unwrap_or("");
            assert!(goldstein(code).is_some(), "{code}");
            assert!(quad_gdelt(code).is_some_and(|quad| (1..=4).contains(&quad)), "{code}");
            assert!(quad_phoenix(code).is_some_and(|quad| quad <= 4), "{code}");
        }
    }

    #[test]
    fn an_unknown_code_falls_back_to_its_root() {
        assert_eq!(goldstein("1999"), goldstein("190"));
        assert_eq!(goldstein("99"), None);
        assert_eq!(goldstein(""), None);
    }

    #[test]
    fn the_two_numberings_differ_where_they_are_known_to() {
        assert_eq!((quad_gdelt("020"), quad_phoenix("020")), (Some(1), Some(0)));
        assert_eq!((quad_gdelt("163"), quad_phoenix("163")), (Some(4), Some(3)));
        assert_eq!((quad_gdelt("190"), quad_phoenix("190")), (Some(4), Some(4)));
    }

    #[test]
    fn zeros_stay() {
        assert_eq!((cameo_root("0251"), cameo_base("0251")), ("02", "025"));
    }
}
