//! Who took from whom, as far as dates, credits and datelines tell it.

use super::Relation;
use super::measures::Measures;
use crate::text::{Text, hash};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Who took from whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The second text comes from the first.
    AToB,
    /// The first text comes from the second.
    BToA,
    /// Nothing tells.
    Unknown,
}

impl Direction {
    /// The same with the sides changed.
    pub fn turned(self) -> Direction {
        match self {
            Direction::AToB => Direction::BToA,
            Direction::BToA => Direction::AToB,
            Direction::Unknown => Direction::Unknown,
        }
    }
}

/// Code points at the start and end of a text where a credit may stand.
const HEAD: usize = 300;

/// The direction with its reason.
pub(super) fn direction(a: &Text, b: &Text, relation: Relation, measures: &Measures) -> (Direction, String) {
    if !matches!(relation, Relation::Reprint | Relation::Part) {
        return (Direction::Unknown, "neither took from the other".to_string());
    }
    if relation == Relation::Reprint
        && both_lack(measures)
        && !same_publisher(a, b)
        && credits(a, b).is_none()
        && credits(b, a).is_none()
    {
        return (Direction::Unknown, "each has what the other lacks: both may come from a third text".to_string());
    }
    // That one is fuller does not tell: it may have been cut or added to.
    told(a, b).unwrap_or_else(|| (Direction::Unknown, "neither dates nor credits tell who took from whom".to_string()))
}

/// The direction if one took from the other, as far as credits and dates tell it. A credit goes before dates: it says
/// where the text is from.
pub(super) fn told(a: &Text, b: &Text) -> Option<(Direction, String)> {
    match (credits(b, a), credits(a, b)) {
        (Some(words), None) => return Some((Direction::AToB, credited(b, a, &words))),
        (None, Some(words)) => return Some((Direction::BToA, credited(a, b, &words))),
        (Some(_), Some(_)) => return Some((Direction::Unknown, "each credits the other".to_string())),
        (None, None) => {}
    }
    for speaks in [is_release, speaks_of_itself] {
        match (speaks(a, b), speaks(b, a)) {
            (true, false) => return not_against_dates(a, b, Direction::AToB, released(a)),
            (false, true) => return not_against_dates(a, b, Direction::BToA, released(b)),
            _ => {}
        }
    }
    if let Some(agency) = common_agency(a, b) {
        return Some((Direction::Unknown, format!("both credit {agency}")));
    }
    by_date(a, b)
}

/// The direction, or unknown where the dates say the reverse.
fn not_against_dates(a: &Text, b: &Text, direction: Direction, reason: String) -> Option<(Direction, String)> {
    match by_date(a, b) {
        Some((dated, first)) if dated != direction => Some((Direction::Unknown, format!("{reason}, but {first}"))),
        _ => Some((direction, reason)),
    }
}

/// Words that a copy does not add, nor a source lack.
const LACKING: usize = 8;

fn both_lack(measures: &Measures) -> bool {
    // What a rewriter adds in passing is no third text's.
    let word_by_word = 2 * measures.a.exact >= measures.a.alike;
    word_by_word && [measures.a, measures.b].iter().all(|side| side.substance >= LACKING)
}

/// Whether the byline is that of an office which writes about its own house.
fn is_release(text: &Text, _: &Text) -> bool {
    const OFFICES: &[&str] = &[
        "communications",
        "investor relations",
        "media office",
        "media relations",
        "press department",
        "press office",
        "press release",
        "press service",
        "public relations",
    ];
    let byline = text.byline.as_deref().unwrap_or("").to_lowercase();
    OFFICES.iter().any(|office| byline.contains(office))
}

/// Whether both texts speak of the body that published `text`, as a party and not as a medium that reported something.
fn speaks_of_itself(text: &Text, other: &Text) -> bool {
    let Some(publisher) = text.publisher.as_deref() else { return false };
    let mut names = vec![publisher.trim()];
    names.extend([" plc", " Ltd", " Inc", " AG", " SA"].iter().filter_map(|form| publisher.trim().strip_suffix(form)));
    // "Ministry of Finance of Norland" is "the Ministry of Finance" at home.
    names.extend(publisher.rsplit_once(" of ").map(|(office, _)| office).filter(|office| office.contains(" of ")));
    let telling = |name: &&&str| name.contains(' ');
    names.iter().filter(telling).any(|name| is_party(&text.text, name) && is_party(&other.text, name))
}

/// Whether the text has the name, and nowhere as that of a medium ("the Post wrote", "told the Post").
fn is_party(text: &str, name: &str) -> bool {
    const REPORTS: &[&str] = &["first", "reported", "reports", "revealed", "writes", "wrote"];
    const BEFORE: &[&str] =
        &["agency", "broadcaster", "daily", "magazine", "newspaper", "paper", "station", "told", "weekly"];
    let mut places = text.match_indices(name).peekable();
    places.peek().is_some()
        && places.all(|(at, _)| {
            let word = |word: &&str| !word.is_empty();
            let next = text[at + name.len()..].split(|c: char| !c.is_alphanumeric()).find(word).unwrap_or("");
            let mut before = text[..at].rsplit(|c: char| !c.is_alphanumeric()).filter(word);
            !REPORTS.contains(&next) && !before.by_ref().take(2).any(|word| BEFORE.contains(&word))
        })
}

fn released(text: &Text) -> String {
    format!(
        "{} is a statement of {}",
        text.doc,
        text.publisher.as_deref().or(text.byline.as_deref()).unwrap_or("its author")
    )
}

/// Whether both are known to be of one publisher.
pub(super) fn same_publisher(a: &Text, b: &Text) -> bool {
    match (&a.publisher, &b.publisher) {
        (Some(a), Some(b)) => a.trim().eq_ignore_ascii_case(b.trim()),
        _ => false,
    }
}

fn credited(taker: &Text, giver: &Text, words: &str) -> String {
    format!(
        "{} names {} as where it is from (\u{201c}{words}\u{201d})",
        taker.doc,
        giver.publisher.as_deref().unwrap_or(&giver.doc)
    )
}

/// The words with which `text` credits the publisher of `other`, unless both are of one publisher.
pub(super) fn credits(text: &Text, other: &Text) -> Option<String> {
    let publisher = other.publisher.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    if same_publisher(text, other) {
        return None;
    }
    let names = names_of(publisher);
    let byline = text.byline.as_deref().unwrap_or("");
    let named = |line: &str| names.iter().any(|name| has_words(line, name));
    let line = credit_lines(text).chain([byline.to_string()]).find(|line| named(line));
    line.map(|line| line.trim().to_string()).or_else(|| reported_by(text, &names))
}

/// A clause that says that the news agency reports what the text tells. What a paper "wrote" is the source of a claim.
fn reported_by(text: &Text, names: &[String]) -> Option<String> {
    text.sentences.iter().find_map(|&(from, to)| {
        let shown = text.shown(from, to);
        names.iter().find_map(|name| {
            let (before, after) = shown.split_once(name.as_str())?;
            let agency = before.trim_end().ends_with("agency") && !after.starts_with(char::is_alphanumeric);
            agency.then(|| format!("agency {name}"))
        })
    })
}

/// The publisher's name and its initials in capitals.
fn names_of(publisher: &str) -> Vec<String> {
    let words = publisher.split(|c: char| !c.is_alphanumeric());
    let initials: String = words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    let acronym = is_acronym(&initials).then_some(initials);
    [publisher.to_string()].into_iter().chain(acronym).collect()
}

fn is_acronym(name: &str) -> bool {
    (2..=6).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

/// The dateline's credit "(NNN)", and lines of the head and the end that hold nothing but a credit. A clause that names a
/// medium ("told the Post") is a link of a chain and no credit: it says where a claim comes from, not the text.
fn credit_lines(text: &Text) -> impl Iterator<Item = String> + '_ {
    let mut lines = text.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let last = lines.next_back().filter(|line| is_credit(line));
    let head = lines.clone().take(2).filter(|line| is_credit(line));
    // "(NNN)" alone in a line begins what is taken from the agency.
    let inside = lines.skip(2).filter(|line| line.starts_with('(') && line.ends_with(')') && is_credit(line));
    dateline_credit(text).into_iter().chain(head.chain(inside).chain(last).map(str::to_string).collect::<Vec<_>>())
}

/// Words of a line that holds nothing but a credit.
const CREDIT_WORDS: usize = 12;

fn is_credit(line: &str) -> bool {
    const OPENING: &[&str] =
        &["source", "from", "by", "text", "with", "original", "originally", "reporting", "additional", "first"];
    let short = line.split_whitespace().count() <= CREDIT_WORDS;
    let opening = line.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or("");
    let opens =
        OPENING.iter().any(|word| word.eq_ignore_ascii_case(opening)) || line.starts_with(['(', '-', '–', '—', '©']);
    short && (opens || !line.ends_with(['.', '!', '?', '"', '”']))
}

/// "NNN" of "VELL (NNN) - ...", or of "VELL, 4 March (NNN) - ...".
fn dateline_credit(text: &Text) -> Option<String> {
    let head: String = text.text.chars().take(HEAD).collect();
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let place = &head[..open];
    let upper = place
        .split_whitespace()
        .next()
        .is_some_and(|word| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase));
    let dash = head[close + 1..].trim_start().starts_with(['-', '–', '—']);
    (upper && dash && place.len() < 80).then(|| head[open + 1..close].trim().to_string())
}

/// Whether `line` has the words of `name` in a row.
fn has_words(line: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<u64> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| hash(&word.to_lowercase()))
            .collect()
    };
    let (line_words, name_words) = (words(line), words(name));
    let acronym_as_written = !is_acronym(name) || line.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    !name_words.is_empty()
        && acronym_as_written
        && line_words.windows(name_words.len()).any(|words| words == name_words)
}

/// Whether the text is an agency's own: its dateline credits its publisher.
pub(super) fn is_agency(text: &Text) -> bool {
    let names = text.publisher.as_deref().map(names_of).unwrap_or_default();
    dateline_credit(text).is_some_and(|credit| names.iter().any(|name| has_words(&credit, name)))
}

/// An agency whose credit both carry.
fn common_agency(a: &Text, b: &Text) -> Option<String> {
    if same_publisher(a, b) {
        return None;
    }
    let of = |text: &Text| dateline_credit(text).or_else(|| text.byline.clone().filter(|byline| is_acronym(byline)));
    let (a, b) = (of(a)?, of(b)?);
    (a == b).then_some(a)
}

/// The earlier text is the source; none where the times tell nothing.
fn by_date(a: &Text, b: &Text) -> Option<(Direction, String)> {
    let (a_date, b_date) = (a.published.as_ref()?, b.published.as_ref()?);
    let ordering = match (moment(&a_date.text), moment(&b_date.text)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a_date.date.cmp(&b_date.date),
    };
    let reason = |first: &Text, first_date: &str, then: &Text, then_date: &str| {
        format!("{} was published first ({first_date}; {}: {then_date})", first.doc, then.doc)
    };
    match ordering {
        std::cmp::Ordering::Less => Some((Direction::AToB, reason(a, &a_date.text, b, &b_date.text))),
        std::cmp::Ordering::Greater => Some((Direction::BToA, reason(b, &b_date.text, a, &a_date.text))),
        std::cmp::Ordering::Equal => None,
    }
}

/// A point of time; none for a day without a time. Without a zone the time is taken for UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() <= 10 {
        return None;
    }
    text.parse::<Timestamp>().ok().or_else(|| TimeZone::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::{Document, Published};

    fn text(doc: &str, publisher: &str, published: &str, words: &str) -> Text {
        let mut document = Document::new(doc, words);
        document.publisher = Some(publisher.to_string());
        document.published = Published::parse(published);
        Text::new(&document)
    }

    fn of(a: &Text, b: &Text) -> (Direction, String) {
        direction(a, b, Relation::Reprint, &Measures::default())
    }

    #[test]
    fn a_credit_goes_before_dates() {
        let agency = text("a", "Norland Press Agency", "2024-05-14", "ORAL - Talks ended.");
        for copy in ["ORAL (NPA) - Talks ended.", "Talks ended.\nNorland Press Agency", "NPA\nTalks ended."] {
            let copy = text("b", "Oral Post", "2024-05-13", copy);
            assert_eq!(of(&agency, &copy).0, Direction::AToB);
            assert_eq!(of(&copy, &agency).0, Direction::BToA);
        }
    }

    #[test]
    fn the_earlier_is_the_source_if_both_times_are_known() {
        let a = text("a", "Oral Post", "2024-05-14T10:00:00Z", "Talks ended.");
        let b = text("b", "Brann Courier", "2024-05-14T11:30:00+02:00", "Talks ended.");
        assert_eq!(of(&a, &b).0, Direction::BToA);
        let day = text("c", "Sud Times", "2024-05-14", "Talks ended.");
        assert_eq!(of(&a, &day).0, Direction::Unknown);
    }

    #[test]
    fn copies_of_one_agency_say_nothing_about_each_other() {
        let a = text("a", "Oral Post", "2024-05-14", "ORAL (NPA) - Talks ended.");
        let b = text("b", "Brann Courier", "2024-05-15", "ORAL (NPA) - Talks ended.");
        assert_eq!(of(&a, &b), (Direction::Unknown, "both credit NPA".to_string()));
    }

    #[test]
    fn a_mention_of_the_publisher_is_no_credit() {
        let a = text("a", "Oral Post", "2024-05-14", "Talks ended.");
        let b = text("b", "Brann Courier", "2024-05-14", "The minister told the Oral Post on Monday that talks ended.");
        assert_eq!(of(&a, &b).0, Direction::Unknown);
    }
}
