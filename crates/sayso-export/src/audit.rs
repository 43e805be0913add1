//! Rows of other tools held against the text they were coded from: which of their fields the text supports.
//!
//! A row is compared with the events that sayso finds in the text. The event that supports most of its fields is shown
//! beside it. What no event supports is not thereby wrong: sayso may have missed it.

use crate::crosswalk::{cameo, state};
use crate::words;
use sayso_core::{Event, Party, Reading};

/// A row of GDELT 2.0 Events or POLECAT, as far as a text can support it. Empty fields claim nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignRow {
    /// The row's id.
    pub id: String,
    /// Name of who acts.
    pub actor_name: String,
    /// Its country: CAMEO code in GDELT, ISO alpha-3 in POLECAT.
    pub actor_country: String,
    /// Name of who is acted upon.
    pub recipient_name: String,
    /// Its country.
    pub recipient_country: String,
    /// CAMEO code.
    pub cameo: String,
    /// PLOVER type.
    pub event: String,
    /// PLOVER mode.
    pub mode: String,
    /// Day, ISO 8601.
    pub day: String,
    /// Name of the place.
    pub place: String,
}

/// Columns of GDELT 2.0 Events.
const GDELT: usize = 61;

impl ForeignRow {
    /// Reads rows of GDELT 2.0 Events (61 columns, no header) or POLECAT (a header that begins with "Event ID").
    ///
    /// # Errors
    /// Where the lines are of neither layout: the line, and what was expected.
    pub fn parse(text: &str) -> Result<Vec<ForeignRow>, String> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).peekable();
        let header = lines.next_if(|(_, line)| line.starts_with("Event ID\t"));
        let names: Vec<&str> = header.map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
        let mut rows = Vec::new();
        for (number, line) in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let wanted = if names.is_empty() { GDELT } else { names.len() };
            if fields.len() != wanted {
                return Err(format!(
                    "line {} has {} columns; rows of GDELT 2.0 Events have {GDELT} and no header, those of POLECAT have a header",
                    number + 1,
                    fields.len()
                ));
            }
            rows.push(if names.is_empty() { ForeignRow::gdelt(&fields) } else { ForeignRow::polecat(&names, &fields) });
        }
        Ok(rows)
    }

    fn gdelt(fields: &[&str]) -> ForeignRow {
        let field = |at: usize| fields.get(at).map_or(String::new(), |field| field.to_string());
        let day = field(1);
        let day = match (day.get(..4), day.get(4..6), day.get(6..8)) {
            (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
            _ => String::new(),
        };
        ForeignRow {
            id: field(0),
            actor_name: field(6),
            actor_country: field(7),
            recipient_name: field(16),
            recipient_country: field(17),
            cameo: field(26),
            day,
            place: field(52).split(',').next().unwrap_or_default().to_string(),
            ..ForeignRow::default()
        }
    }

    fn polecat(names: &[&str], fields: &[&str]) -> ForeignRow {
        let field = |name: &str| {
            let at = names.iter().position(|known| *known == name);
            at.and_then(|at| fields.get(at)).map_or(String::new(), |field| field.to_string())
        };
        let either = |first: &str, second: &str| if field(first).is_empty() { field(second) } else { field(first) };
        ForeignRow {
            id: field("Event ID"),
            actor_name: either("Actor Name Raw", "Actor Name"),
            actor_country: field("Actor Country"),
            recipient_name: either("Recipient Name Raw", "Recipient Name"),
            recipient_country: field("Recipient Country"),
            event: field("Event Type"),
            mode: field("Event Mode"),
            day: field("Event Date"),
            place: either("Placename", "Raw Placename"),
            ..ForeignRow::default()
        }
    }
}

/// A field of a row and what the text says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditedField {
    /// Name of the field.
    pub field: &'static str,
    /// The row's value.
    pub row: String,
    /// What the event beside it has; empty where it has nothing.
    pub text: String,
    /// Whether the two agree.
    pub supported: bool,
}

/// A row held against a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit<'r> {
    /// The event that supports most of the row; none where no event supports anything.
    pub event: Option<&'r Event>,
    /// The fields that the row fills.
    pub fields: Vec<AuditedField>,
}

/// Holds a row against the reading of its text.
pub fn audit<'r>(row: &ForeignRow, reading: &'r Reading) -> Audit<'r> {
    let beside = reading.events.iter().map(|event| (event, compared(row, reading, Some(event))));
    let supported = |fields: &[AuditedField]| fields.iter().filter(|field| field.supported).count();
    // Of equal events the first in the text.
    let best = beside.rev().max_by_key(|(_, fields)| supported(fields)).filter(|(_, fields)| supported(fields) > 0);
    match best {
        Some((event, fields)) => Audit { event: Some(event), fields },
        None => Audit { event: None, fields: compared(row, reading, None) },
    }
}

fn compared(row: &ForeignRow, reading: &Reading, event: Option<&Event>) -> Vec<AuditedField> {
    let parties = |list: Option<&Vec<Party>>| -> Vec<Party> { list.cloned().unwrap_or_default() };
    let actors = parties(event.map(|event| &event.actor));
    let recipients = parties(event.map(|event| &event.recipient));
    let names = |list: &[Party]| list.iter().map(|party| words::party(reading, party)).collect::<Vec<_>>().join("; ");
    let countries = |list: &[Party]| -> Vec<String> {
        let country = |party: &Party| reading.actor(party.actor.as_ref()?)?.country.clone();
        list.iter().filter_map(country).collect()
    };
    let day = event.and_then(|event| event.date.as_ref());
    let within = |day: &sayso_core::DateRange, value: &str| {
        value
            .parse::<jiff::civil::Date>()
            .is_ok_and(|told| day.from.is_none_or(|from| from <= told) && day.to.is_none_or(|to| told <= to))
    };
    let code = event.and_then(|event| event.cameo.clone()).unwrap_or_default();
    let place = event.and_then(|event| event.location.as_ref()).map(words::place).unwrap_or_default();
    let kind = event.map(|event| event.event.code().to_string()).unwrap_or_default();
    let mode = event.and_then(|event| event.mode.clone()).unwrap_or_default();
    let all = [
        field("actor", &row.actor_name, names(&actors), alike),
        field("actor's country", &row.actor_country, countries(&actors).join("; "), is_country),
        field("recipient", &row.recipient_name, names(&recipients), alike),
        field("recipient's country", &row.recipient_country, countries(&recipients).join("; "), is_country),
        field("CAMEO root", cameo::root(&row.cameo), cameo::root(&code).to_string(), |row, text| row == text),
        field("type", &row.event, kind, |row, text| row.eq_ignore_ascii_case(text)),
        field("mode", &row.mode, mode, |row, text| row.eq_ignore_ascii_case(text)),
        AuditedField {
            field: "day",
            row: row.day.clone(),
            text: day.map(words::date).unwrap_or_default(),
            supported: day.is_some_and(|day| within(day, &row.day)),
        },
        field("place", &row.place, place, alike),
    ];
    all.into_iter().filter(|field| !field.row.is_empty()).collect()
}

fn field(name: &'static str, row: &str, text: String, agree: fn(&str, &str) -> bool) -> AuditedField {
    AuditedField { field: name, row: row.to_string(), supported: !text.is_empty() && agree(row, &text), text }
}

/// Whether one name holds all words of the other.
fn alike(row: &str, text: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let plain = name.to_lowercase();
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && *w != "the").map(String::from).collect()
    };
    let (row, text) = (words(row), words(text));
    let holds = |all: &[String], some: &[String]| !some.is_empty() && some.iter().all(|word| all.contains(word));
    holds(&row, &text) || holds(&text, &row)
}

/// Whether a country code of a row (ISO alpha-3 or CAMEO) is one of those of the text.
fn is_country(row: &str, text: &str) -> bool {
    text.split("; ").any(|iso| iso == row || state(iso).is_some_and(|state| state.cameo == row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_both_layouts_are_read_and_others_are_refused() {
        let mut fields = vec![""; GDELT];
        (fields[0], fields[1], fields[7], fields[26]) = ("7", "20240513", "NOR", "173");
        let row = ForeignRow::parse(&fields.join("\t")).expect("a GDELT row");
        assert_eq!(
            (row[0].day.as_str(), row[0].actor_country.as_str(), row[0].cameo.as_str()),
            ("2024-05-13", "NOR", "173")
        );
        let polecat = "Event ID\tEvent Type\tActor Name\n1\tCOERCE\tpolice\n";
        assert_eq!(ForeignRow::parse(polecat).expect("a POLECAT row")[0].event, "COERCE");
        assert!(ForeignRow::parse("a\tb\n").is_err_and(|message| message.contains("line 1 has 2 columns")));
    }

    #[test]
    fn names_are_alike_where_one_holds_the_other() {
        assert!(alike("NORLAND POLICE", "the police of Norland"));
        assert!(!alike("SUDLAND POLICE", "Norland police"));
    }
}
