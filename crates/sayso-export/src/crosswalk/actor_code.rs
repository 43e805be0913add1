//! CAMEO actor codes: groups of three letters from the general to the specific.

use super::{State, sector, state};

/// An actor in CAMEO's codes, taken apart as GDELT and Phoenix have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActorCode {
    /// The state (GDELT: CountryCode), or empty.
    pub country: &'static str,
    /// Generic code of a body above states: IGO, NGO, NGM, IMG, MNC, or empty.
    pub international: &'static str,
    /// A body with a code of its own (GDELT: KnownGroupCode): UNO, EEC, or empty.
    pub group: &'static str,
    /// Roles, the primary one first, none twice.
    pub roles: Vec<&'static str>,
}

impl ActorCode {
    /// The code of an actor with that country (or body above states) and these PLOVER sectors, with CAMEO's own codes of
    /// states (GDELT).
    pub fn cameo(country: Option<&str>, sectors: &[String]) -> ActorCode {
        ActorCode::new(country, sectors, |state| state.cameo)
    }

    /// The same with today's ISO 3166 codes of states, as Phoenix and PETRARCH2 have them.
    pub fn iso(country: Option<&str>, sectors: &[String]) -> ActorCode {
        ActorCode::new(country, sectors, |state| if state.cameo.is_empty() { "" } else { state.iso3 })
    }

    fn new(country: Option<&str>, sectors: &[String], code: fn(&State) -> &'static str) -> ActorCode {
        let (land, international, group) = match country {
            Some("UNO") => ("", "IGO", "UNO"),
            Some("EUR") => ("EUR", "IGO", "EEC"),
            Some("IGO") => ("", "IGO", ""),
            Some("NGO") => ("", "NGO", ""),
            Some("ISM") => ("", "NGM", ""),
            Some("IMG") => ("", "IMG", ""),
            Some("MNC") => ("", "MNC", ""),
            Some(iso3) => (state(iso3).map_or("", code), "", ""),
            None => ("", "", ""),
        };
        let mut roles: Vec<&'static str> = Vec::new();
        for role in sectors.iter().filter_map(|code| sector(code)).map(|sector| sector.cameo) {
            if !role.is_empty() && !roles.contains(&role) {
                roles.push(role);
            }
        }
        ActorCode { country: land, international, group, roles }
    }

    /// Whether the scheme knows nothing of the actor.
    pub fn is_empty(&self) -> bool {
        self.country.is_empty() && self.international.is_empty() && self.roles.is_empty()
    }

    /// What the code begins with (Phoenix: root): the state, or the generic code of a body above states.
    pub fn root(&self) -> &'static str {
        if self.international.is_empty() { self.country } else { self.international }
    }

    /// The groups that follow the root.
    pub fn after_root(&self) -> Vec<&'static str> {
        // The European Union is IGOEUREEC.
        let land = if self.international.is_empty() { "" } else { self.country };
        [land, self.group].into_iter().filter(|part| !part.is_empty()).chain(self.roles.iter().copied()).collect()
    }

    /// The whole code: "NLDGOVMIL", "IGOUNO".
    pub fn full(&self) -> String {
        std::iter::once(self.root()).chain(self.after_root()).collect()
    }

    /// The types (GDELT: Type1Code to Type3Code): roles, and the generic code of a body above states.
    pub fn types(&self) -> Vec<&'static str> {
        std::iter::once(self.international)
            .filter(|part| !part.is_empty())
            .chain(self.roles.iter().copied())
            .take(3)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(country: Option<&str>, sectors: &[&str]) -> ActorCode {
        ActorCode::cameo(country, &sectors.iter().map(|sector| sector.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn codes_go_from_the_general_to_the_specific() {
        assert_eq!(code(Some("USA"), &["GOV", "MIL"]).full(), "USAGOVMIL");
        assert_eq!(code(Some("ROU"), &["JRN"]).full(), "ROMMED");
        assert_eq!(code(None, &["REB"]).full(), "REB");
        assert_eq!(code(Some("UNO"), &[]).full(), "IGOUNO");
        assert_eq!(code(Some("EUR"), &[]).full(), "IGOEUREEC");
        assert_eq!(code(Some("NGO"), &["MED"]).types(), ["NGO", "HLH"]);
    }

    #[test]
    fn older_and_newer_schemes_name_states_otherwise() {
        assert_eq!(ActorCode::cameo(Some("ROU"), &[]).full(), "ROM");
        assert_eq!(ActorCode::iso(Some("ROU"), &[]).full(), "ROU");
        assert!(ActorCode::iso(Some("XKX"), &[]).is_empty());
    }

    #[test]
    fn nothing_known_is_no_code() {
        assert!(code(None, &["UNK"]).is_empty());
        assert_eq!(code(None, &[]).full(), "");
    }
}
