use super::*;

const TABLE: &str = "| ASSAULT (material conflict, -9) | use force: attack, kill | abduct, beat |";

/// The pages of a lexicon of one rule.
fn page_of(rule: &str) -> Result<String, String> {
    let files = LexiconFiles::embedded();
    let names: Vec<String> = files.below("events").map(|(name, _)| name.to_string()).collect();
    let empty = |name: &str| {
        let event = name.trim_start_matches("events/").trim_end_matches(".toml").to_uppercase();
        format!("event = \"{event}\"\n")
    };
    let files = names.iter().fold(files, |files, name| {
        let text = if name == "events/assault.toml" { format!("{}{rule}", empty(name)) } else { empty(name) };
        files.with(name, text)
    });
    let rules = Rules::load(&files).map_err(|error| error.to_string())?;
    let rows = EventType::ALL.map(|event| TABLE.replace("ASSAULT", event.code())).join("\n");
    Ok(type_page::page(EventType::Assault, &rules, &Codebook::read(&rows)?))
}

#[test]
fn a_rule_is_told_in_words() -> Result<(), String> {
    let page = page_of(
        r#"
[[rule]]
id = "assault.x"
meaning = "throws a|b"
verb = ["throw", "hurl at"]
mode = "beat"
if = { object = ["stone", "@actor"], "out-of" = ["@place"] }
unless = { subject = ["crowd"] }
yes = ["[Villagers] *threw* stones at <the police>."]
no = ["She threw a party."]
"#,
    )?;
    for part in [
        "ASSAULT: use force: attack, kill. PLOVER class 4 (material conflict), mean score -9.0",
        "| beat | 182 |",
        "## beat",
        "| `assault.x` throws a\\|b | verb: throw, hurl at |",
        "The object is “stone” or somebody.",
        "What follows “out of” is a place.",
        "Not where the subject is “crowd”.",
        "Actor: the subject. Recipient: the object.",
        "| [Villagers] *threw* stones at &lt;the police>. | She threw a party. |",
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
    Ok(())
}

#[test]
fn a_type_that_the_codebook_lacks_is_named() {
    let message = Codebook::read(TABLE).map(|_| ()).err().unwrap_or_default();
    assert!(message.contains("no row of AGREE"), "{message}");
}

#[test]
fn a_long_list_is_cut() {
    let words: Vec<String> = (0..15).map(|number| number.to_string()).collect();
    assert!(in_words::listed(&words, "or").ends_with("11 or one of 3 more"));
    assert_eq!(in_words::listed(&words[..3], "or"), "0, 1 or 2");
}
