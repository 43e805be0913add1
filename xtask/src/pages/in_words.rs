//! The conditions of a rule as a person says them.

use sayso_code::patterns::{Alternative, Condition, Slot, SortTest, TriggerKind};

/// Words that are shown of a list; the rule's file has the rest.
const SHOWN: usize = 12;

/// "the object is somebody, a number or a word of the set people_word".
pub fn condition(condition: &Condition, kind: TriggerKind) -> String {
    let alternatives: Vec<String> = condition.alternatives.iter().map(alternative).collect();
    format!("{} is {}", slot(&condition.slot, kind), listed(&alternatives, "or"))
}

/// A slot of the trigger: "the subject", "what follows “with”".
pub fn slot(slot: &Slot, kind: TriggerKind) -> String {
    let own = match slot {
        Slot::Subject if kind == TriggerKind::Noun => "the subject of its verb",
        Slot::Subject => "the subject",
        Slot::Object => "the object",
        Slot::Indirect => "the indirect object",
        Slot::Possessor => "the possessor",
        Slot::Compound => "the noun before it",
        Slot::Modifier if kind == TriggerKind::Verb => "the adverb",
        Slot::Modifier => "the adjective",
        Slot::Clause => "the verb of its clause",
        Slot::Infinitive => "the verb after “to”",
        Slot::Main => "the main verb",
        Slot::Complement => "its complement",
        Slot::Bearer => "of whom it is said",
        Slot::Holder => "who has it",
        Slot::Hyphen => "the word before its hyphen",
        Slot::Itself => "its own phrase",
        Slot::Anybody => "the first one beside it who can act",
        Slot::Preposition(word) => return format!("what follows “{}”", word.replace('-', " ")),
    };
    own.to_string()
}

fn alternative(alternative: &Alternative) -> String {
    match alternative {
        Alternative::Lemma(word) => format!("“{word}”"),
        Alternative::Set(name, _) => format!("a word of the set {name}"),
        Alternative::Sort(sort) => self::sort(*sort).to_string(),
        Alternative::Phrase(words) => {
            let words: Vec<String> = words.iter().map(self::alternative).collect();
            format!("in this order {}", listed(&words, "and"))
        }
    }
}

fn sort(sort: SortTest) -> &'static str {
    match sort {
        SortTest::Actor => "somebody",
        SortTest::Person => "a person",
        SortTest::Organization => "a body",
        SortTest::State => "a state",
        SortTest::Group => "a group of people",
        SortTest::Armed => "somebody armed",
        SortTest::Place => "a place",
        SortTest::Money => "money",
        SortTest::Number => "a number",
        SortTest::Thing => "a thing",
        SortTest::Clause => "a clause",
        SortTest::Any => "anything",
    }
}

/// "a, b or c"; of a long list its beginning and how many more there are.
pub fn listed(words: &[String], last: &str) -> String {
    if words.len() > SHOWN {
        return format!("{} {last} one of {} more", words[..SHOWN].join(", "), words.len() - SHOWN);
    }
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// Text that stands in a cell of a Markdown table.
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('\n', " ")
}
