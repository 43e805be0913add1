//! An incident for people: who says what of it, on whose word, which numbers, what can't both be true.

use super::view::{Look, wrapped};
use sayso_core::Act;
use sayso_export::name;
use sayso_export::words;
use sayso_join::{Claim, Contradiction, Count, Ledger, Node, Sides, Silence, Stance};
use sayso_store::Incident;
use std::collections::BTreeSet;
use std::fmt::Write;

/// One account of an incident, as it is shown.
pub struct AccountShown {
    /// "Eastern Wire, 1960-05-05".
    pub report: String,
    /// The document's id.
    pub doc: String,
    /// The event's id.
    pub event: String,
    /// The sentence.
    pub sentence: String,
    /// Who says so, in words.
    pub chain: String,
    /// Factuality where it is not plain.
    pub factuality: String,
}

/// An incident and what can be said of it.
pub struct IncidentShown {
    /// The incident.
    pub incident: Incident,
    /// Names of its parties.
    pub parties: Vec<String>,
    /// Its accounts, in the order of its mentions.
    pub accounts: Vec<AccountShown>,
    /// What they claim.
    pub claims: Vec<Claim>,
    /// Their numbers.
    pub numbers: Vec<Ledger>,
    /// Values that can't both be true.
    pub contradictions: Vec<Contradiction>,
    /// Who carries a claim without its denial, or the reverse.
    pub silences: Vec<Silence>,
}

impl IncidentShown {
    /// The whole incident.
    pub fn view(&self, look: Look) -> String {
        let mut out = String::new();
        self.head(&mut out, look);
        self.accounts(&mut out, look);
        self.claims(&mut out, look);
        self.numbers(&mut out, look);
        if !self.contradictions.is_empty() {
            out.push_str("\nWhat can't both be true\n");
            for contradiction in &self.contradictions {
                wrapped(&mut out, &contradiction.explanation, look.width, "  - ", "    ");
            }
        }
        if !self.silences.is_empty() {
            out.push_str("\nWho carries the claim, who its denial\n");
            for silence in &self.silences {
                wrapped(&mut out, &carried(silence), look.width, "  - ", "    ");
            }
        }
        out
    }

    fn head(&self, out: &mut String, look: Look) {
        let incident = &self.incident;
        let mut line = format!("{} {}", incident.event, incident.mode.as_deref().unwrap_or(""));
        if let Some(date) = &incident.date {
            let days: sayso_core::DateRange<sayso_core::Span> =
                sayso_core::DateRange { from: date.from, to: date.to, precision: date.precision, span: None };
            let _ = write!(line, "  {}", words::date(&days));
        }
        if let Some(place) = &incident.place {
            let _ = write!(line, "  {}", place.name);
        }
        let _ = writeln!(out, "{}", line.trim_end());
        wrapped(out, &format!("parties: {}", told_once(&self.parties).join("; ")), look.width, "  ", "    ");
        if let Some(origins) = &incident.origins {
            wrapped(out, &origins.why, look.width, "  ", "    ");
            wrapped(out, &sides(&origins.sides), look.width, "  ", "    ");
        }
        let _ = writeln!(out, "  id {}", incident.id);
    }

    fn accounts(&self, out: &mut String, look: Look) {
        out.push_str("\nThe accounts\n");
        for (number, account) in self.accounts.iter().enumerate() {
            let head = format!("{}  event {}  document {}", account.report, account.event, account.doc);
            wrapped(out, &head, look.width, &format!("  {}. ", number + 1), "     ");
            wrapped(out, &format!("who says so: {}", account.chain), look.width, "     ", "       ");
            if !account.factuality.is_empty() {
                wrapped(out, &account.factuality, look.width, "     ", "       ");
            }
            wrapped(out, &account.sentence, look.width, "     | ", "     | ");
            let joined = self.incident.reasons.iter().find(|joined| joined.event == account.event);
            if let Some(joined) = joined {
                wrapped(out, &format!("joined: {}", joined.explanation), look.width, "     ", "       ");
            }
        }
    }

    fn claims(&self, out: &mut String, look: Look) {
        out.push_str("\nWhat is claimed, and on whose word\n");
        for claim in &self.claims {
            let field = if claim.field == "happened" { String::new() } else { format!("{}: ", claim.field) };
            wrapped(out, &format!("{field}{} - {}", claim.shown, claim.origins.why), look.width, "  - ", "    ");
            for node in &claim.tree {
                tree(out, node, 3, look);
            }
            for (against, what) in [(&claim.denied, "denied"), (&claim.doubted, "doubted")] {
                if let Some(against) = against {
                    wrapped(out, &format!("{what}: {}", against.origins.why), look.width, "    ", "      ");
                }
            }
            for reversal in &claim.reversals {
                let line = format!(
                    "{} {} it in {} ({}) and {} it in {} ({})",
                    reversal.name,
                    name(&reversal.from),
                    reversal.before.doc,
                    reversal.before.published.as_deref().unwrap_or("no date"),
                    name(&reversal.to),
                    reversal.after.doc,
                    reversal.after.published.as_deref().unwrap_or("no date"),
                );
                wrapped(out, &line, look.width, "    ", "      ");
            }
        }
    }

    fn numbers(&self, out: &mut String, look: Look) {
        if self.numbers.is_empty() {
            return;
        }
        out.push_str("\nNumbers\n");
        for ledger in &self.numbers {
            for (at, line) in ledger_lines(ledger).iter().enumerate() {
                let indent = if at == 0 { "  " } else { "    " };
                wrapped(out, line, look.width, indent, &format!("{indent}  "));
            }
        }
    }
}

/// A ledger line by line: what it counts, each number with its holder, revisions, and what stated rules make of it.
pub fn ledger_lines(ledger: &Ledger) -> Vec<String> {
    let unit = ledger.unit.as_ref().map_or(String::new(), |unit| format!(" ({unit})"));
    let mut lines = vec![format!("{}{unit}", ledger.field)];
    for row in &ledger.rows {
        let publisher = row.publisher.as_deref().filter(|publisher| *publisher != row.name);
        let cited = publisher.map_or(String::new(), |publisher| format!(", in {publisher}"));
        let stance = match row.stance {
            Stance::Reports => "",
            Stance::Denies => " (denies it)",
            Stance::Doubts => " (doubts it)",
            Stance::Expects => " (not told as having happened)",
        };
        let copy = if row.copy { ", a copy" } else { "" };
        let when = row.published.as_deref().unwrap_or("no date");
        lines.push(format!("{} - {}{stance}{cited}, {when}{copy}  event {}", count(&row.count), row.name, row.event));
    }
    for revision in &ledger.revisions {
        lines.push(format!("{} put {} in place of {}", revision.name, count(&revision.to), count(&revision.from)));
    }
    if let Some(derived) = &ledger.derived {
        lines.push(format!(
            "lowest {}, highest {}; after ACLED's practice {}; after UCDP's low {}, best {}, high {}",
            derived.lowest.0,
            derived.highest.0,
            derived.acled.0,
            derived.ucdp.low.0,
            derived.ucdp.best.0,
            derived.ucdp.high.0
        ));
    }
    lines
}

/// Whose side the origins are on: "on the actor's side 1, outside 2"; empty where there are none.
pub fn sides(sides: &Sides) -> String {
    let counts = [
        ("on the actor's side", sides.actor),
        ("on the recipient's side", sides.recipient),
        ("outside", sides.outside),
        ("side not known", sides.unknown),
    ];
    let told: Vec<String> =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(side, count)| format!("{side} {count}")).collect();
    if told.is_empty() { String::new() } else { format!("origins by side: {}", told.join(", ")) }
}

/// Words before a number that go with it.
const ABOUT: &[&str] = &[
    "at",
    "least",
    "most",
    "about",
    "around",
    "some",
    "more",
    "less",
    "fewer",
    "than",
    "up",
    "to",
    "as",
    "many",
    "nearly",
    "almost",
    "over",
    "roughly",
    "approximately",
    "an",
    "estimated",
    "another",
    "other",
];

/// Numbers in words.
const NUMERALS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "several",
    "dozens",
    "hundreds",
    "thousands",
    "dozen",
    "hundred",
    "thousand",
    "scores",
];

/// Names of parties, each once: many reports tell of the same ones, and of people by ever another number, which the
/// numbers show.
pub fn told_once(names: &[String]) -> Vec<String> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let uncounted = names.iter().map(|name| without_number(name));
    uncounted.filter(|name| seen.insert(name.to_lowercase())).collect()
}

/// "people" of "At least 23 people"; a name that has a number stays as it is.
fn without_number(name: &str) -> String {
    let is_number = |word: &str| {
        let word = word.to_lowercase();
        word.starts_with(|c: char| c.is_ascii_digit()) || NUMERALS.contains(&word.as_str())
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let skipped = words.iter().take_while(|word| is_number(word) || ABOUT.contains(&word.to_lowercase().as_str()));
    let head = skipped.count();
    let (counted, rest) = words.split_at(head);
    let rest = rest.iter().skip_while(|word| word.eq_ignore_ascii_case("of")).copied().collect::<Vec<_>>();
    let described = rest.first().is_some_and(|word| word.starts_with(char::is_lowercase));
    if counted.iter().any(|word| is_number(word)) && described { rest.join(" ") } else { name.to_string() }
}

/// A source and those it cites, one below the other.
fn tree(out: &mut String, node: &Node, depth: usize, look: Look) {
    let mut line = node.name.clone();
    if let Some(act) = words::act(node.act) {
        let _ = write!(line, " ({act})");
    } else if node.act == Some(Act::States) {
        line.push_str(" (says so)");
    }
    if let Some(original) = &node.copy_of {
        let _ = write!(line, " - a copy of {original}");
    }
    let indent = "  ".repeat(depth);
    wrapped(out, &line, look.width, &indent, &format!("{indent}  "));
    for child in &node.children {
        tree(out, child, depth + 1, look);
    }
}

/// "12", "at least 12", "10 to 20", "about 40".
pub fn count(count: &Count) -> String {
    let hedge = count.hedge.as_ref().map_or(String::new(), |hedge| format!("{hedge} "));
    match (count.at_least, count.at_most) {
        (Some(least), Some(most)) if least == most => format!("{hedge}{}", least.0),
        (Some(least), Some(most)) => format!("{} to {}", least.0, most.0),
        (Some(least), None) => format!("at least {}", least.0),
        (None, Some(most)) => format!("at most {}", most.0),
        (None, None) => "some".to_string(),
    }
}

/// Who carries a claim and who its denial.
pub fn carried(silence: &Silence) -> String {
    let list = |outlets: &[String]| if outlets.is_empty() { "nobody".to_string() } else { outlets.join(", ") };
    format!(
        "{} {}: the claim alone: {}; the denial alone: {}; both: {}",
        silence.field,
        silence.shown,
        list(&silence.claim_only),
        list(&silence.denial_only),
        list(&silence.both)
    )
}

/// The name of a kind of drift, for people.
pub fn kind<T: serde::Serialize>(kind: &T) -> String {
    name(kind).replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_are_told_once_and_without_their_numbers() {
        let names =
            ["Gunmen", "38 people", "At least 23 people", "gunmen", "dozens of traders", "17 November Movement"];
        let names = names.map(str::to_string);
        assert_eq!(told_once(&names), ["Gunmen", "people", "traders", "17 November Movement"]);
    }

    #[test]
    fn sides_are_told_where_there_are_origins() {
        assert_eq!(sides(&Sides::default()), "");
        let both = Sides { actor: 1, outside: 2, ..Sides::default() };
        assert_eq!(sides(&both), "origins by side: on the actor's side 1, outside 2");
    }
}
