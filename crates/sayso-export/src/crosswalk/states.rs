//! How other schemes name the states of ISO 3166-1 (`countries.tsv`, built by `training/crosswalk/build.py`).

use std::collections::HashMap;
use std::sync::LazyLock;

/// A state in the codes of other schemes; a code that a scheme doesn't have is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3, as sayso has it.
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// ISO 3166-1 numeric, three digits.
    pub numeric: &'static str,
    /// FIPS 10-4, as GDELT has it for places.
    pub fips: &'static str,
    /// Correlates of War.
    pub cow: &'static str,
    /// Gleditsch and Ward, as UCDP has it.
    pub gleditsch_ward: &'static str,
    /// CAMEO, as ICEWS, GDELT and Phoenix have it for actors.
    pub cameo: &'static str,
    /// The region in ACLED's words.
    pub acled_region: &'static str,
    /// The common English name.
    pub name: &'static str,
}

static STATES: LazyLock<HashMap<&'static str, State>> = LazyLock::new(|| {
    include_str!("countries.tsv").lines().skip(1).filter_map(state_of_line).map(|state| (state.iso3, state)).collect()
});

fn state_of_line(line: &'static str) -> Option<State> {
    let mut fields = line.split('\t');
    Some(State {
        iso3: fields.next()?,
        iso2: fields.next()?,
        numeric: fields.next()?,
        fips: fields.next()?,
        cow: fields.next()?,
        gleditsch_ward: fields.next()?,
        cameo: fields.next()?,
        acled_region: fields.next()?,
        name: fields.next()?,
    })
}

/// The state with that ISO alpha-3 code; none for the codes of bodies above states.
pub fn state(iso3: &str) -> Option<&'static State> {
    STATES.get(iso3)
}

impl State {
    /// The region that UCDP sorts the state into: by ranges of the Gleditsch-Ward number.
    pub fn ucdp_region(&self) -> &'static str {
        match self.gleditsch_ward.parse::<u16>() {
            Ok(2..=199) => "Americas",
            Ok(200..=399) => "Europe",
            Ok(400..=626) => "Africa",
            Ok(627..=699) => "Middle East",
            Ok(700..=999) => "Asia",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_state_with_codes_of_the_right_form() {
        assert_eq!(STATES.len(), include_str!("countries.tsv").lines().count() - 1);
        for state in STATES.values() {
            let is = |text: &str, length: usize, digits: bool| {
                text.is_empty()
                    || text.len() == length
                        && text.chars().all(|c| if digits { c.is_ascii_digit() } else { c.is_ascii_uppercase() })
            };
            assert!(is(state.iso3, 3, false) && is(state.iso2, 2, false) && is(state.numeric, 3, true), "{state:?}");
            assert!(is(state.fips, 2, false) && is(state.cameo, 3, false), "{state:?}");
            assert!(state.cow.is_empty() || state.cow.parse::<u16>().is_ok(), "{state:?}");
            assert!(!state.acled_region.is_empty() && !state.name.is_empty(), "{state:?}");
            assert_eq!(state.gleditsch_ward.is_empty(), state.ucdp_region().is_empty(), "{state:?}");
        }
    }

    #[test]
    fn schemes_differ_where_they_are_known_to() {
        let code = |iso3: &str, of: fn(&State) -> &'static str| state(iso3).map(of);
        assert_eq!(code("DEU", |s| s.fips), Some("GM"));
        assert_eq!(code("DEU", |s| s.cow), Some("255"));
        assert_eq!(code("DEU", |s| s.gleditsch_ward), Some("260"));
        assert_eq!(code("ROU", |s| s.cameo), Some("ROM"));
        assert_eq!(code("AFG", |s| s.numeric), Some("004"));
        assert_eq!(code("EGY", State::ucdp_region), Some("Middle East"));
        assert_eq!(code("SDN", State::ucdp_region), Some("Africa"));
        assert_eq!(state("UNO"), None);
    }
}
