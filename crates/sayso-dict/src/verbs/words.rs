//! Verbs and their forms as dictionaries and rules write them.

use crate::lines::{joined, words};
use std::collections::HashMap;

/// The forms of a verb that are listed with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Forms(pub Vec<String>);

impl Forms {
    /// What stands between the braces.
    pub fn parse(text: &str) -> Forms {
        let forms = text.split_whitespace().map(|form| words(&form.replace('+', "")));
        let mut found: Vec<String> = Vec::new();
        for form in forms.filter(|form| is_word(form)) {
            if !found.contains(&form) {
                found.push(form);
            }
        }
        Forms(found)
    }

    /// Adds forms that are listed elsewhere.
    pub fn join(&mut self, other: Forms) {
        for form in other.0 {
            if !self.0.contains(&form) {
                self.0.push(form);
            }
        }
    }

    /// As dictionaries write them. The verb of several words is the first, as in the verbs themselves.
    pub fn written(&self) -> String {
        let form = |form: &String| if form.contains(' ') { format!("+{}", joined(form)) } else { joined(form) };
        format!("{{{}}}", self.0.iter().map(form).collect::<Vec<_>>().join(" "))
    }
}

/// Prefixes that the parser leaves on a verb.
const PREFIXES: &[&str] = &["re", "co", "pre"];

/// A verb as rules have it: `+WRAP_UP` is "wrap up", `WIRE_+TAP` "wire *tap", `RE_+ARREST` "re-arrest".
pub(crate) fn verb_of(text: &str) -> Result<String, String> {
    let text = text.trim_matches('_');
    let pieces = text.split(|c: char| c == '_' || c.is_whitespace()).filter(|piece| !piece.is_empty());
    let pieces: Vec<&str> = pieces.collect();
    let star = pieces.iter().position(|piece| piece.starts_with('+')).unwrap_or(0);
    let mut parts: Vec<String> = pieces.iter().map(|piece| words(piece.trim_start_matches('+'))).collect();
    if parts.is_empty() || !parts.iter().all(|part| is_word(part)) {
        return Err(format!("{text:?} is no verb"));
    }
    if star == 1 && PREFIXES.contains(&parts[0].as_str()) {
        return Ok(parts.join("-"));
    }
    if star > 0 {
        parts[star] = format!("*{}", parts[star]);
    }
    Ok(parts.join(" "))
}

/// A verb as dictionaries write it.
pub(crate) fn verb_written(verb: &str) -> String {
    match verb.contains(' ') {
        true if verb.contains('*') => joined(verb).replace('*', "+"),
        true => format!("+{}", joined(verb)),
        false => joined(verb),
    }
}

/// Letters and what stands between them; a hyphen before them would make the line a pattern.
fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
        && word.starts_with(char::is_alphanumeric)
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | ' '))
}

/// A name made of letters, digits and hyphens.
pub(crate) fn slug(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// A name that is not taken yet; it is now.
pub(crate) fn unique(name: &str, names: &mut HashMap<String, usize>) -> String {
    let mut candidate = name.to_string();
    let mut number = 1;
    while names.contains_key(&candidate) {
        number += 1;
        candidate = format!("{name}-{number}");
    }
    names.insert(candidate.clone(), number);
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_written_both_ways() {
        for (text, verb, written) in [
            ("SAY", "say", "SAY"),
            ("+WRAP_UP", "wrap up", "+WRAP_UP"),
            ("WIRE_+TAP", "wire *tap", "WIRE_+TAP"),
            ("RE_+ARREST", "re-arrest", "RE-ARREST"),
            ("ARM_", "arm", "ARM"),
        ] {
            let read = verb_of(text);
            assert_eq!(read.as_deref(), Ok(verb));
            assert_eq!(verb_written(verb), written);
            assert_eq!(verb_of(written), read);
        }
        assert!(verb_of("(X)").is_err() && verb_of("").is_err());
    }
}
