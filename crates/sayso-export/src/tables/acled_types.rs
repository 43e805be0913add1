//! PLOVER's types and modes in ACLED's words, as far as ACLED codes them (`crosswalk/acled.tsv` and the rules here).

use crate::told::{Side, Told};
use sayso_core::EventType;

/// An event in ACLED's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AcledType {
    pub event: &'static str,
    /// Empty where the text doesn't say enough.
    pub sub_event: &'static str,
}

impl AcledType {
    /// ACLED's disorder type.
    pub fn disorder(self) -> &'static str {
        match (self.event, self.sub_event) {
            ("Protests", "Excessive force against protesters") => "Political violence; Demonstrations",
            ("Protests", _) | ("Riots", "Violent demonstration") => "Demonstrations",
            ("Strategic developments", _) => "Strategic developments",
            _ => "Political violence",
        }
    }
}

/// ACLED's type of an event; none where ACLED doesn't code such acts.
pub(crate) fn acled_type(told: &Told<'_>) -> Option<AcledType> {
    let mode = told.event.mode.as_deref().unwrap_or("");
    let direct = if told.event.event == EventType::Assault { direct_violence(told, mode) } else { None };
    if direct.is_some() {
        return direct;
    }
    let line = include_str!("../crosswalk/acled.tsv").lines().skip(1).find_map(|line| {
        let mut fields = line.split('\t');
        let fits = fields.next() == Some(told.event.event.code()) && fields.next() == Some(mode);
        fits.then(|| Some(AcledType { event: fields.next()?, sub_event: fields.next().unwrap_or("") }))
    });
    line.flatten()
}

/// Force by hand or gun: a battle between armed groups, or violence against civilians; nothing where the text doesn't
/// tell which.
fn direct_violence(told: &Told<'_>, mode: &str) -> Option<AcledType> {
    let direct = matches!(mode, "" | "beat" | "torture" | "targeted" | "primitive" | "firearms");
    let armed = |sides: &[Side<'_>]| sides.iter().any(Side::is_armed);
    if mode == "crowd-control" && told.event.magnitude.contains_key("killed") {
        return Some(AcledType { event: "Protests", sub_event: "Excessive force against protesters" });
    }
    if !direct {
        return None;
    }
    if told.event.is_reciprocal() || armed(&told.actors) && armed(&told.recipients) {
        return Some(AcledType { event: "Battles", sub_event: "Armed clash" });
    }
    let civilians = told.recipients.iter().any(Side::is_civilian);
    civilians.then_some(AcledType { event: "Violence against civilians", sub_event: "Attack" })
}

/// ACLED's `inter` code: 1 state forces, 2 rebels, 3 political militias, 5 rioters, 6 protesters, 7 civilians, 8 external
/// forces; none where the sector isn't known.
pub(crate) fn inter(side: &Side<'_>, kind: AcledType, is_demonstrator: bool, land: Option<&str>) -> Option<u8> {
    match kind.event {
        "Protests" if is_demonstrator => return Some(6),
        "Riots" if is_demonstrator => return Some(5),
        _ => {}
    }
    if matches!(side.country, Some("UNO" | "IGO" | "EUR" | "IMG")) {
        return Some(8);
    }
    let own = side.sectors.iter().filter_map(|code| crate::crosswalk::sector(code)).find_map(|sector| sector.acled);
    let own = own.or(side.is_state().then_some(1));
    match (own, side.country, land) {
        (Some(1), Some(country), Some(land)) if country != land => Some(8),
        (own, ..) => own,
    }
}

/// Both `inter` codes as one number, the smaller first, 0 for nobody: "13", "60".
pub(crate) fn interaction(one: Option<u8>, other: Option<u8>) -> String {
    match (one, other) {
        (Some(one), Some(other)) => format!("{}{}", one.min(other), one.max(other)),
        (Some(one), None) | (None, Some(one)) => format!("{one}0"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smaller_code_stands_first() {
        assert_eq!(interaction(Some(3), Some(1)), "13");
        assert_eq!(interaction(Some(6), None), "60");
        assert_eq!(interaction(None, None), "");
    }

    #[test]
    fn the_table_names_types_and_modes_of_plover() {
        for line in include_str!("../crosswalk/acled.tsv").lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let kind = EventType::parse(fields[0]).unwrap_or_else(|| panic!("{line}"));
            assert!(fields[1].is_empty() || sayso_core::codes::modes(kind).contains(&fields[1]), "{line}");
            assert_eq!(fields.len(), 4, "{line}");
        }
    }
}
