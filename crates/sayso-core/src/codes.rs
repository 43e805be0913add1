//! Code lists of the field: PLOVER modes, contexts, sectors; CAMEO codes.

use crate::EventType;
use std::collections::HashMap;
use std::sync::LazyLock;

/// PLOVER contexts (codebook, section 8).
pub const CONTEXTS: &[&str] = &[
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];

/// PLOVER sector codes (codebook, section 8).
pub const SECTORS: &[&str] = &[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
];

/// Countries of bodies above states.
pub const ABOVE_STATES: &[&str] = &["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"];

/// Whether a code in the place of a country is that of a state.
pub fn is_state(country: &str) -> bool {
    country.len() == 3 && !ABOVE_STATES.contains(&country)
}

/// The magnitudes an event can carry.
pub const MAGNITUDES: &[&str] =
    &["killed", "injured", "arrested", "released", "missing", "displaced", "participants", "amount", "count"];

/// The modes of a type; empty where it has none.
pub fn modes(event: EventType) -> &'static [&'static str] {
    match event {
        EventType::Consult => &["visit", "third-party", "multilateral", "phone"],
        EventType::Retreat => &["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
        EventType::Request | EventType::Reject => &["assist", "change", "yield", "meet"],
        EventType::Accuse => &["disapprove", "investigate", "allege"],
        EventType::Threaten => &["restrict", "arrest", "relations", "expel", "territory", "violence"],
        EventType::Protest => &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
        EventType::Sanction => &["convict", "expel", "withdraw", "discontinue"],
        EventType::Mobilize => &["troops", "weapons", "police", "militia"],
        EventType::Coerce => &[
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ],
        EventType::Assault => &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
        _ => &[],
    }
}

/// One code of the CAMEO scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct CameoCode {
    /// The code with its leading zero.
    pub code: &'static str,
    /// What it means.
    pub name: &'static str,
    /// Goldstein's score, where the scheme gives one.
    pub goldstein: Option<f64>,
}

static CAMEO: LazyLock<HashMap<&'static str, CameoCode>> = LazyLock::new(|| {
    include_str!("cameo.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (code, name) = (fields.next()?, fields.next()?);
            Some((code, CameoCode { code, name, goldstein: fields.next().and_then(|score| score.parse().ok()) }))
        })
        .collect()
});

static DEFAULT_CAMEO: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    include_str!("plover-cameo.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some(((fields.next()?, fields.next()?), fields.next()?))
        })
        .collect()
});

/// What a CAMEO code amounts to in PLOVER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PloverCode {
    /// The type.
    pub event: EventType,
    /// The mode, where the code tells one.
    pub mode: Option<&'static str>,
    /// The contexts that the code tells.
    pub contexts: Vec<&'static str>,
}

/// Type, mode and contexts that a CAMEO code amounts to; none for a code of no act (statements) and for no code at all.
///
/// The type is that of the table of CAMEO codes; the mode that of the table of PLOVER modes where that has the code for
/// one mode of the type, else that of the table of CAMEO codes, which has some modes by their older names.
pub fn plover(code: &str) -> Option<PloverCode> {
    static ROWS: LazyLock<HashMap<&'static str, PloverCode>> = LazyLock::new(|| {
        let row = |line: &'static str| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [code, _, _, _, event, mode, contexts] = fields.try_into().ok()?;
            let event = EventType::parse(event)?;
            let contexts = contexts.split("; ").filter(|context| CONTEXTS.contains(context)).collect();
            Some((code, PloverCode { event, mode: mode_of(event, code, mode), contexts }))
        };
        include_str!("cameo.tsv").lines().skip(1).filter_map(row).collect()
    });
    ROWS.get(code).cloned()
}

fn mode_of(event: EventType, code: &str, named: &'static str) -> Option<&'static str> {
    let named = match named {
        "assassinate" => "targeted",
        "ban" => "restrict",
        named => named,
    };
    let named = modes(event).iter().copied().find(|mode| *mode == named);
    let mut own = DEFAULT_CAMEO
        .iter()
        .filter(|((kind, mode), found)| *kind == event.code() && **found == code && !mode.is_empty())
        .map(|((_, mode), _)| *mode);
    match (own.next(), own.next()) {
        (Some(only), None) => Some(only),
        _ => named,
    }
}

/// The CAMEO code with its name and score.
pub fn cameo(code: &str) -> Option<&'static CameoCode> {
    CAMEO.get(code)
}

/// The CAMEO code that a PLOVER type and mode amount to where nothing more specific is known.
pub fn default_cameo(event: EventType, mode: Option<&str>) -> Option<&'static str> {
    let find =
        |mode: &str| DEFAULT_CAMEO.iter().find(|((t, m), _)| *t == event.code() && *m == mode).map(|(_, code)| *code);
    find(mode.unwrap_or("")).or_else(|| find(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_and_mode_has_a_cameo_code() {
        for event in EventType::ALL {
            let plain = default_cameo(event, None);
            assert!(plain.is_some(), "{event}");
            for mode in modes(event) {
                let code = DEFAULT_CAMEO.get(&(event.code(), mode));
                assert!(code.is_some(), "{event} {mode}");
            }
        }
    }

    #[test]
    fn every_default_code_is_a_cameo_code() {
        for code in DEFAULT_CAMEO.values() {
            assert!(cameo(code).is_some(), "{code}");
        }
    }

    #[test]
    fn cameo_codes_have_a_type_and_mode_of_plover() {
        let told = |code: &str| plover(code).map(|told| (told.event, told.mode));
        assert_eq!(told("1723"), Some((EventType::Coerce, Some("curfew"))));
        assert_eq!(told("0874"), Some((EventType::Retreat, Some("withdraw"))));
        assert_eq!(told("183"), Some((EventType::Assault, Some("explosives"))));
        assert_eq!(told("186"), Some((EventType::Assault, Some("targeted"))));
        assert_eq!(told("190"), Some((EventType::Assault, None)));
        assert_eq!(told("010"), None);
        assert_eq!(told("99"), None);
        for code in CAMEO.keys() {
            let told = plover(code);
            assert!(told.is_some() || code.starts_with("01"), "{code}");
            let mode = told.as_ref().and_then(|told| told.mode);
            assert!(mode.is_none_or(|mode| modes(told.map_or(EventType::Consult, |told| told.event)).contains(&mode)));
        }
    }

    #[test]
    fn codes_keep_their_zero() {
        assert_eq!(cameo("0874").map(|code| code.name.contains("etreat")), Some(true));
    }
}
