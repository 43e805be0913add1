//! The three-letter pieces of CAMEO's actor codes in our terms and back.

/// A code as country and sectors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ActorCode {
    /// Empty where the code names none.
    pub country: String,
    /// In the order of the code; pieces that PLOVER has no sector for stay as they are.
    pub sector: Vec<String>,
}

/// Pieces that name a role and never a country.
const ROLES: &[&str] = &[
    "AGR", "BUS", "CIV", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "HLH", "HRI", "INS", "JUD", "LAB",
    "LEG", "MED", "MIL", "MOD", "OPP", "PTY", "RAD", "REB", "REF", "REL", "SEP", "SPY", "UAF",
];

/// CAMEO's MED is the media, PLOVER's is health.
const RENAMED: [(&str, &str); 2] = [("MED", "JRN"), ("HLH", "MED")];

impl ActorCode {
    /// The code, or what is wrong with it. `---` is the code of nobody.
    pub fn parse(code: &str) -> Result<ActorCode, String> {
        if code == "---" {
            return Ok(ActorCode::default());
        }
        let mut pieces = pieces(code)?;
        let is_country = pieces.first().is_some_and(|first| !ROLES.contains(&first.as_str()));
        let mut country = if is_country { pieces.remove(0) } else { String::new() };
        if country == "IGO" && pieces.first().is_some_and(|piece| piece == "UNO") {
            country = pieces.remove(0);
        }
        Ok(ActorCode { country, sector: pieces.into_iter().map(ours).collect() })
    }

    /// As dictionaries write it.
    pub fn written(&self) -> String {
        if *self == ActorCode::default() {
            return "---".to_string();
        }
        let above = if self.country == "UNO" { "IGO" } else { "" };
        format!("{above}{}{}", self.country, roles(&self.sector))
    }
}

/// The sectors of an agent's code, or what is wrong with it.
pub(crate) fn agent_sectors(code: &str) -> Result<Vec<String>, String> {
    Ok(pieces(code)?.into_iter().map(ours).collect())
}

/// Sectors as dictionaries write them.
pub(crate) fn roles(sector: &[String]) -> String {
    sector.iter().map(|piece| theirs(piece)).collect()
}

fn pieces(code: &str) -> Result<Vec<String>, String> {
    let code = code.to_ascii_uppercase();
    if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) || !code.len().is_multiple_of(3) {
        return Err(format!("{code:?} is no code: codes are made of pieces of three letters"));
    }
    Ok(code.as_bytes().chunks(3).map(|piece| String::from_utf8_lossy(piece).into_owned()).collect())
}

fn ours(piece: String) -> String {
    RENAMED.iter().find(|(cameo, _)| *cameo == piece).map_or(piece, |(_, plover)| (*plover).to_string())
}

fn theirs(piece: &str) -> &str {
    RENAMED.iter().find(|(_, plover)| *plover == piece).map_or(piece, |(cameo, _)| cameo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_apart_and_put_together() {
        for (code, country, sector) in [
            ("NORGOVMED", "NOR", "GOV,JRN"),
            ("NORHLH", "NOR", "MED"),
            ("ELI", "", "ELI"),
            ("IGOUNOREF", "UNO", "REF"),
            ("NORREBDWN", "NOR", "REB,DWN"),
            ("---", "", ""),
        ] {
            let parsed = ActorCode::parse(code);
            assert_eq!(parsed.as_ref().map(|code| code.country.as_str()), Ok(country));
            assert_eq!(parsed.as_ref().map(|code| code.sector.join(",")).as_deref(), Ok(sector));
            assert_eq!(parsed.map(|code| code.written()).as_deref(), Ok(code));
        }
        assert!(ActorCode::parse("NORGO").is_err() && ActorCode::parse("+++").is_err());
    }
}
