//! What the measures of two texts amount to.

use super::Relation;
use super::measures::Measures;

/// A relation with its reasons.
pub(super) struct Judgement {
    pub relation: Relation,
    pub confidence: f64,
    pub reasons: Vec<String>,
}

/// Judges in the order of what is plainest: a filled form, the same words, a part, the same in other words, quotations.
pub(super) fn judge(m: &Measures) -> Option<Judgement> {
    let judges = [template, same_words, part, reworded, shared_quotation];
    judges.iter().find_map(|judge| judge(m))
}

fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

fn template(m: &Measures) -> Option<Judgement> {
    let share = m.a.exact_share().max(m.b.exact_share());
    let places = m.kept + m.changed;
    let changed = m.changed as f64 / places.max(1) as f64;
    let differs = m.changed >= 3 && changed >= 0.4;
    (differs && share >= 0.3).then(|| Judgement {
        relation: Relation::Template,
        confidence: 0.5 + changed / 2.0,
        reasons: vec![format!(
            "the wording is the same, but of {places} names, numbers and dates in it {} differ",
            m.changed
        )],
    })
}

fn same_words(m: &Measures) -> Option<Judgement> {
    let (a, b) = (m.a.exact_share(), m.b.exact_share());
    let (most, least) = (a.max(b), a.min(b));
    let own = m.a.exact_own.min(m.b.exact_own);
    (own >= 12 && most >= 0.6 && least >= 0.3).then(|| Judgement {
        relation: Relation::Reprint,
        confidence: (0.6 + 0.4 * most).min(1.0),
        reasons: vec![format!("{} % and {} % of the words stand in both, word by word", percent(a), percent(b))],
    })
}

fn part(m: &Measures) -> Option<Judgement> {
    let (a, b) = (m.a.exact_share(), m.b.exact_share());
    let own = m.a.exact_own;
    (own >= 25 && m.longest >= 12).then(|| Judgement {
        relation: Relation::Part,
        confidence: (0.5 + m.longest as f64 / 100.0).min(1.0),
        reasons: vec![format!(
            "{own} words of the writers' own stand in both, {} % and {} % of the texts",
            percent(a),
            percent(b)
        )],
    })
}

fn reworded(m: &Measures) -> Option<Judgement> {
    let (a, b) = (m.a.own_share(), m.b.own_share());
    let alike = a.min(b) >= 0.6 && m.aligned >= 3 && m.telling.0 >= 0.6 && m.word_order >= 0.85;
    alike.then(|| Judgement {
        relation: Relation::Reprint,
        confidence: 0.6,
        reasons: vec![format!(
            "the same told sentence by sentence in other words: {} % and {} % of the texts, in the same order",
            percent(a),
            percent(b)
        )],
    })
}

fn shared_quotation(m: &Measures) -> Option<Judgement> {
    (m.quoted >= 6).then(|| Judgement {
        relation: Relation::SharedQuotation,
        confidence: 0.8,
        reasons: vec![format!("{} words are quoted in both, the writers' own words differ", m.quoted)],
    })
}
