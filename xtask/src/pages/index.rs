//! The index: how many rules and triggers each type and mode has.

use super::codebook::Codebook;
use super::in_words::cell;
use super::{class, file_name, modes, rules_of, triggers};
use sayso_code::events::Rules;
use sayso_core::EventType;

/// The page.
pub fn page(rules: &Rules, codebook: &Codebook) -> String {
    let mut types = String::new();
    let mut by_mode = String::new();
    let mut patterns = 0;
    for event in EventType::ALL {
        let (mut of_type, mut words) = (0, 0);
        for mode in modes(event) {
            let of_mode = rules_of(rules, event, mode);
            of_type += of_mode.len();
            words += triggers(&of_mode);
            by_mode.push_str(&format!(
                "| {event} | {} | {} | {} |\n",
                mode.unwrap_or("(none)"),
                of_mode.len(),
                triggers(&of_mode)
            ));
        }
        patterns += words;
        types.push_str(&format!(
            "| [{event}]({}) | {} | {} | {:.1} | {of_type} | {words} |\n",
            file_name(event),
            cell(codebook.what(event)),
            class(event),
            event.score()
        ));
    }
    format!(
        "# The types, rule by rule\n\n<!-- Written by `cargo xtask lexicon pages` from lexicon/events; change the rules, not this page. -->\n\n\
         {} rules with {patterns} triggers: a trigger is a word or several that name the act, and stands for a pattern of its own with all conditions \
         of its rule.\n\n\
         | type | what | class | PLOVER score (2021) | rules | triggers |\n|---|---|---|---|---|---|\n{types}\n\
         ## By mode\n\n| type | mode | rules | triggers |\n|---|---|---|---|\n{by_mode}",
        rules.len()
    )
}
