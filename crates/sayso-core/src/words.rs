//! Words as they are shown, and the values of those that are numbers.

use serde::Serialize;

/// White space folded, so that words stand on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a unit variant as the JSON output has it; empty for anything else.
pub fn name<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}

/// The value of an English number word in lower case, from two to ninety; "one" is as often a pronoun and is none.
pub fn number_word(lower: &str) -> Option<u32> {
    const SMALL: &[&str] = &[
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
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: &[&str] = &["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let at = |list: &[&str]| list.iter().position(|&word| word == lower).and_then(|at| u32::try_from(at).ok());
    at(SMALL).map(|at| at + 2).or_else(|| at(TENS).map(|at| at * 10 + 30))
}
