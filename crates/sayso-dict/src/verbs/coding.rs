//! Codes of verbs and patterns: `[190]`, `[046:046]`, `[:173]`, `[---]`.

use sayso_core::codes;

/// What a verb or pattern gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Coding {
    /// No event.
    #[default]
    Nothing,
    /// A CAMEO code.
    Code {
        /// The code with its leading zero.
        cameo: String,
        /// Who does it to whom.
        direction: Direction,
    },
}

/// Who does what a code tells to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The source to the target.
    Forward,
    /// Each to the other: `[046:046]`.
    Mutual,
    /// The target to the source: `[:173]`.
    Backward,
}

impl Coding {
    /// The code, with what of it is lost; or why it is none.
    pub fn parse(text: &str) -> Result<(Coding, Option<String>), String> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let known = |code: &str| {
            codes::cameo(code).map(|found| found.code.to_string()).ok_or_else(|| format!("{code:?} is no CAMEO code"))
        };
        let code = |cameo: String, direction| Coding::Code { cameo, direction };
        let is_null = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte == b'-');
        match text.split_once(':') {
            None if is_null(&text) => Ok((Coding::Nothing, None)),
            None => Ok((code(known(&text)?, Direction::Forward), None)),
            Some((first, second)) if first.is_empty() || is_null(first) => {
                Ok((code(known(second)?, Direction::Backward), None))
            }
            Some((first, second)) if second.is_empty() || is_null(second) => {
                Ok((code(known(first)?, Direction::Forward), None))
            }
            Some((first, second)) if first == second => Ok((code(known(first)?, Direction::Mutual), None)),
            Some((first, second)) => {
                let why = format!(
                    "came over as {first}: one act is one record, and the other side's {second} is none of its own"
                );
                known(second)?;
                Ok((code(known(first)?, Direction::Forward), Some(why)))
            }
        }
    }

    /// As dictionaries write it.
    pub fn written(&self) -> String {
        match self {
            Coding::Nothing => "---".to_string(),
            Coding::Code { cameo, direction: Direction::Forward } => cameo.clone(),
            Coding::Code { cameo, direction: Direction::Mutual } => format!("{cameo}:{cameo}"),
            Coding::Code { cameo, direction: Direction::Backward } => format!(":{cameo}"),
        }
    }

    /// The PLOVER code that it amounts to; none for statements and for nothing.
    pub fn plover(&self) -> Option<codes::PloverCode> {
        match self {
            Coding::Nothing => None,
            Coding::Code { cameo, .. } => codes::plover(cameo),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_zero_and_direction() {
        for text in ["0251", "046:046", ":173", "---", "012"] {
            assert_eq!(Coding::parse(text).map(|(code, lost)| (code.written(), lost)), Ok((text.to_string(), None)));
        }
        assert!(Coding::parse("042:043").is_ok_and(|(code, lost)| code.written() == "042" && lost.is_some()));
        for wrong in ["345", "075A", "", "def", "0110"] {
            assert!(Coding::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Coding::parse("---:---").is_err());
    }
}
