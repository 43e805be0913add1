//! What the measures of two texts amount to.

use super::Relation;
use super::direction::{Direction, credits, is_agency, same_publisher, told};
use super::measures::Measures;
use crate::text::Text;

/// A relation with its reasons.
pub(super) struct Judgement {
    pub relation: Relation,
    pub confidence: f64,
    pub reasons: Vec<String>,
}

/// Judges in the order of what is plainest: a filled form, the same words, the same in other words, quotations.
pub(super) fn judge(a: &Text, b: &Text, m: &Measures) -> Option<Judgement> {
    template(a, b, m).or_else(|| same_words(a, b, m)).or_else(|| reworded(a, b, m)).or_else(|| shared_quotation(m))
}

fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

/// Names, numbers and dates that differ, and their share of those in the same wording, from which a text is a form.
const FORM: (usize, f64) = (3, 0.3);

/// The same where all other words may be the same: a version of one text keeps most of them.
const PLAIN_FORM: (usize, f64) = (3, 0.5);

/// Share of numbers and dates of the text with fewer that a filled form may have in common with another, the same for
/// numbers and for names where both differ, and the same for two issues of one publisher.
const FORM_NUMBERS: f64 = 0.65;
const FORM_BOTH: (f64, f64) = (0.5, 0.6);
const FORM_ISSUES: f64 = 0.6;

/// Names, numbers and dates that differ between two issues, and their share: a later version of one report has fewer.
const REFILLED: (usize, f64) = (2, 0.25);

/// Words in a row that a publisher takes over from its earlier report as background; shorter stretches in two issues are
/// formulas of the house.
const BACKGROUND: usize = 40;

/// Share of the words of one text at least that a form gives.
const FORM_SHARE: f64 = 0.2;

fn template(a: &Text, b: &Text, m: &Measures) -> Option<Judgement> {
    let most = m.a.exact_share().max(m.b.exact_share());
    let places = m.kept + m.changed;
    let changed = changed_share(m);
    let differs = m.changed >= FORM.0 && changed >= FORM.1 && m.numbers <= FORM_NUMBERS;
    let plain = m.changed >= PLAIN_FORM.0 && changed >= PLAIN_FORM.1;
    let both = m.numbers <= FORM_BOTH.0 && m.names <= FORM_BOTH.1 && m.number_count + m.name_count >= 4;
    let formula = m.numbers <= FORM_ISSUES || m.longest < BACKGROUND;
    let refilled = m.changed >= REFILLED.0 && changed >= REFILLED.1;
    let issues = is_next_issue(a, b) && ((formula && most < LATER_VERSION) || refilled);
    (most >= FORM_SHARE && (differs || plain || both || issues)).then(|| Judgement {
        relation: Relation::Template,
        confidence: (0.6 + changed / 2.0).min(1.0),
        reasons: vec![format!(
            "the wording is alike, but of {places} names, numbers and dates in it {} differ; {} % of the names and {} % of \
             the numbers and dates are the same",
            m.changed,
            percent(m.names),
            percent(m.numbers)
        )],
    })
}

fn changed_share(m: &Measures) -> f64 {
    m.changed as f64 / (m.kept + m.changed).max(1) as f64
}

/// Whether both are of one publisher and of different days.
fn is_next_issue(a: &Text, b: &Text) -> bool {
    let days = a.published.as_ref().zip(b.published.as_ref());
    same_publisher(a, b) && days.is_some_and(|(a, b)| a.date != b.date)
}

/// Words of the writers' own in long passages that two texts on one matter do not share by chance or by quoting one
/// statement.
const TAKEN: usize = 30;

/// Share of the shorter text, and of the longer, word by word, from which texts without substance of their own are
/// versions of one.
const VERSION: (f64, f64) = (0.5, 0.2);

/// Share of a short text that makes it a cut of the other, however long that is.
const WHOLE: f64 = 0.85;

/// Share of a text that its publisher keeps in a later version with a new top.
const LATER_VERSION: f64 = 0.8;

fn same_words(a: &Text, b: &Text, m: &Measures) -> Option<Judgement> {
    let (share_a, share_b) = (m.a.exact_share(), m.b.exact_share());
    let (most, least) = (share_a.max(share_b), share_a.min(share_b));
    let nearly_all = least >= 0.8 && m.a.exact_own >= 8;
    if !nearly_all && m.long_passages < TAKEN {
        return None;
    }
    let reason = format!("{} % and {} % of the words stand in both, word by word", percent(share_a), percent(share_b));
    let (added, by) = added(a, b, m);
    let later_version = same_publisher(a, b) && most >= LATER_VERSION;
    let told_through = m.a.own_share().min(m.b.own_share()) >= LEAST.0;
    if (!added || later_version) && (told_through || most >= WHOLE || (most >= VERSION.0 && least >= VERSION.1)) {
        return Some(Judgement {
            relation: Relation::Reprint,
            confidence: (0.6 + 0.4 * most).min(1.0),
            reasons: vec![reason],
        });
    }
    Some(Judgement {
        relation: Relation::Part,
        confidence: (0.6 + m.long_passages as f64 / 250.0).min(1.0),
        reasons: vec![reason, by],
    })
}

/// Whether the text that took has something of substance of its own, and why so. Where nothing tells which took, an
/// agency is taken to have taken from nobody; a text that begins as the other goes on as its cut or fuller version; else
/// either may be the one that took.
fn added(a: &Text, b: &Text, m: &Measures) -> (bool, String) {
    let own = |text: &Text, words: usize| format!("{} has {words} words of its own", text.doc);
    let (in_a, in_b) = (m.a.has_substance(), m.b.has_substance());
    let direction = match told(a, b) {
        Some((Direction::Unknown, _)) | None => match (is_agency(a), is_agency(b)) {
            (true, false) => Direction::AToB,
            (false, true) => Direction::BToA,
            _ => Direction::Unknown,
        },
        Some((direction, _)) => direction,
    };
    match direction {
        Direction::AToB => (in_b, own(b, m.b.substance)),
        Direction::BToA => (in_a, own(a, m.a.substance)),
        _ if in_a && in_b => (true, format!("{}, {}", own(a, m.a.substance), own(b, m.b.substance))),
        _ if in_a => (!m.same_start, own(a, m.a.substance)),
        _ => (in_b && !m.same_start, own(b, m.b.substance)),
    }
}

/// Points from which texts tell the same in other words; what two reports of one event reach stays well below.
const RETOLD: f64 = 0.66;

/// Share of either text in sentences alike, and of telling words that both have, without which no points count.
const LEAST: (f64, f64) = (0.6, 0.48);

/// Share of names, numbers and dates in sentences alike that may differ, and share of names and of numbers of the text
/// with fewer that the other must have.
const OTHER: f64 = 0.25;
const FACTS: f64 = 0.65;

/// Points that are enough where one credits the other, or where many figures stand in the same order in both; with them
/// numbers of the text with fewer, the share of these and of the names in the other, the order, and the sentences alike.
const CREDITED: f64 = 0.45;
const FIGURES: Figures = Figures { points: 0.58, count: 8, share: 0.8, order: 0.88, own: 0.45 };

struct Figures {
    points: f64,
    count: usize,
    share: f64,
    order: f64,
    own: f64,
}

fn reworded(a: &Text, b: &Text, m: &Measures) -> Option<Judgement> {
    let (own_a, own_b) = (m.a.own_share(), m.b.own_share());
    let own = own_a.min(own_b);
    let points = points(m);
    let enough = |count: usize, share: f64| count < 3 || share >= FACTS;
    let same_facts = changed_share(m) <= OTHER && enough(m.number_count, m.numbers) && enough(m.name_count, m.names);
    let through = own >= LEAST.0 && m.telling.1 >= LEAST.1 && m.aligned >= 3 && points >= RETOLD && same_facts;
    let figures = points >= FIGURES.points
        && m.telling.1 >= LEAST.1
        && own >= FIGURES.own
        && m.number_count >= FIGURES.count
        && m.numbers >= FIGURES.share
        && m.word_order >= FIGURES.order
        && changed_share(m) <= OTHER;
    let credited =
        points >= CREDITED && m.number_count >= 4 && same_facts && (credits(a, b).is_some() || credits(b, a).is_some());
    let why = match (through, figures, credited) {
        (true, ..) => "told sentence by sentence in other words",
        (_, true, _) => "the same figures told in the same order in other words",
        (_, _, true) => "told in other words, and one credits the other",
        _ => return None,
    };
    Some(Judgement {
        relation: Relation::Reprint,
        confidence: (0.5 + (points - FIGURES.points).max(0.0) * 1.25).min(0.95),
        reasons: vec![format!(
            "{why}: {} % and {} % of the texts in sentences alike; {} % of the telling words, {} % of the names and {} % of \
             the numbers in both, {} % of the words in the same order",
            percent(own_a),
            percent(own_b),
            percent(m.telling.1),
            percent(m.names),
            percent(m.numbers),
            percent(m.word_order)
        )],
    })
}

/// How much of one text the other retells, in [0, 1]: the words it uses, the sentences it keeps, the numbers and names
/// it carries, and the order in which it tells them. Independent reports share the main facts, but choose and order
/// their details for themselves.
fn points(m: &Measures) -> f64 {
    // Few numbers say little either way.
    let smoothed = |share: f64, count: usize| (share * count as f64 + 1.0) / (count as f64 + 2.0);
    let order = (2.0 * m.word_order - 1.0).max(0.0);
    0.35 * m.telling.1
        + 0.25 * m.a.own_share().min(m.b.own_share())
        + 0.15 * smoothed(m.numbers, m.number_count)
        + 0.10 * smoothed(m.names, m.name_count)
        + 0.15 * order
}

/// Words of a quotation that two writers do not choose by chance.
const QUOTED: usize = 6;

fn shared_quotation(m: &Measures) -> Option<Judgement> {
    (m.quoted >= QUOTED).then(|| Judgement {
        relation: Relation::SharedQuotation,
        confidence: 0.8,
        reasons: vec![format!("{} words are quoted in both; the writers' own words differ", m.quoted)],
    })
}
