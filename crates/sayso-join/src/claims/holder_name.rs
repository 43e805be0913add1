//! Names and descriptions of holders brought into a form in which they can be compared.

use crate::names::fold;

const DETERMINERS: &[&str] =
    &["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "some", "one"];

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "lady",
    "lord",
    "president",
    "premier",
    "prime",
    "minister",
    "foreign",
    "interior",
    "defence",
    "defense",
    "vice",
    "deputy",
    "chancellor",
    "senator",
    "governor",
    "mayor",
    "general",
    "colonel",
    "major",
    "captain",
    "marshal",
    "admiral",
    "secretary",
    "ambassador",
    "king",
    "queen",
    "prince",
    "princess",
    "sheikh",
    "ayatollah",
    "judge",
    "professor",
    "spokesman",
    "spokeswoman",
    "spokesperson",
];

const PRONOUNS: &[&str] = &[
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "who", "which", "one", "his", "its", "their",
    "my", "our", "your", "this", "that", "these", "those",
];

/// The words of a name in lower case, without accents, punctuation, possessive 's and leading articles.
pub(crate) fn words(name: &str) -> Vec<String> {
    let plain = name.replace(['\u{2019}', '\u{2018}'], "'");
    let own = plain.split_whitespace().map(|word| word.trim_end_matches(','));
    let own: Vec<&str> = own.map(|word| word.strip_suffix("'s").unwrap_or(word)).collect();
    let mut words: Vec<String> = fold(&own.join(" ")).split_whitespace().map(str::to_string).collect();
    while words.len() > 1 && words.first().is_some_and(|word| DETERMINERS.contains(&word.as_str())) {
        words.remove(0);
    }
    words
}

/// A person's name without titles: "Prime Minister Anna Berg" and "Anna Berg" are one.
pub(crate) fn person_key(name: &str) -> Vec<String> {
    let mut words = words(name);
    while words.len() > 1 && words.first().is_some_and(|word| TITLES.contains(&word.as_str())) {
        words.remove(0);
    }
    words
}

/// A body's name with what follows "of" put first: "Ministry of the Interior" and "interior ministry" are one.
pub(crate) fn body_key(name: &str) -> Vec<String> {
    let words = words(name);
    match words.iter().position(|word| word == "of") {
        Some(at) if at > 0 && at + 1 < words.len() => {
            let inner = words[at + 1..].iter().filter(|word| !DETERMINERS.contains(&word.as_str()));
            inner.chain(&words[..at]).cloned().collect()
        }
        _ => words,
    }
}

/// A publisher's name without host prefix and without the section of a feed ("Norland Times: world in brief").
pub(crate) fn publisher_name(name: &str) -> &str {
    let name = name.trim();
    let name = name.split_once("://").map_or(name, |(_, rest)| rest);
    let name = name.strip_prefix("www.").unwrap_or(name).trim_end_matches('/');
    let marks = [": ", " | ", " - ", " \u{2013} ", " \u{2014} "];
    let heads = marks.iter().filter_map(|mark| name.split_once(*mark)).map(|(head, _)| head);
    // "News - Norland Times" has its section first: a single word is no publisher to go by.
    heads.min_by_key(|head| head.len()).filter(|head| words(head).len() > 1).unwrap_or(name)
}

/// A publisher's name for comparison.
pub(crate) fn publisher_key(name: &str) -> Vec<String> {
    words(publisher_name(name))
}

/// The body that an unnamed or named spokesperson stands for: "an interior ministry spokesman" → "interior ministry".
pub(crate) fn spoken_for(description: &str) -> Option<String> {
    let tokens: Vec<&str> = description.split_whitespace().collect();
    let at = tokens.iter().position(|token| token.to_lowercase().starts_with("spokes"))?;
    let after = tokens.get(at + 1..).unwrap_or_default();
    let body = match after.split_first() {
        Some((preposition, body)) if ["for", "of", "from", "at"].contains(&preposition.to_lowercase().as_str()) => {
            let end = body.iter().position(|token| token.ends_with([',', ';'])).map_or(body.len(), |comma| comma + 1);
            body.get(..end).unwrap_or_default()
        }
        _ => tokens.get(..at).unwrap_or_default(),
    };
    let body = body.join(" ");
    let body = body.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let body = body.strip_suffix("'s").or_else(|| body.strip_suffix("\u{2019}s")).unwrap_or(body);
    let own = words(body);
    (!own.is_empty() && !own.iter().all(|word| DETERMINERS.contains(&word.as_str()))).then(|| body.to_string())
}

/// Whether the words merely point back ("he"), so that nobody can be told by them.
pub(crate) fn is_pronoun(name: &str) -> bool {
    matches!(words(name).as_slice(), [word] if PRONOUNS.contains(&word.as_str()))
}

/// Whether the words have the look of a name.
pub(crate) fn looks_like_a_name(name: &str) -> bool {
    let mut words = name.split_whitespace().filter(|word| !DETERMINERS.contains(&word.to_lowercase().as_str()));
    !is_pronoun(name) && words.next().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spokespeople_stand_for_their_body() {
        let cases = [
            ("an interior ministry spokesman", Some("an interior ministry")),
            ("A spokeswoman for the ministry", Some("the ministry")),
            ("the army's spokesperson", Some("the army")),
            ("spokesman for the Dawn Front, Karl Berg", Some("the Dawn Front")),
            ("his spokesman", None),
            ("Spokesman Karl Berg", None),
            ("the minister", None),
        ];
        for (words, body) in cases {
            assert_eq!(spoken_for(words).as_deref(), body, "{words}");
        }
    }

    #[test]
    fn one_body_in_several_wordings_has_one_key() {
        assert_eq!(body_key("the Ministry of the Interior"), body_key("interior ministry"));
        assert_eq!(person_key("Prime Minister Ana Bérg"), person_key("Ana Berg"));
        assert_eq!(words("Norland\u{2019}s army"), words("the Norland army"));
        assert_ne!(body_key("defence ministry"), body_key("interior ministry"));
    }

    #[test]
    fn a_feed_of_a_publisher_is_the_publisher() {
        assert_eq!(publisher_key("Norland Times: world in brief"), publisher_key("Norland Times"));
        assert_eq!(publisher_key("https://www.norland.example"), publisher_key("norland.example"));
        assert_ne!(publisher_key("News - Norland Times"), publisher_key("News - Sudland Post"));
    }
}
