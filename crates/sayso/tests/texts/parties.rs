//! Who takes part in an act, by country, in whole readings: each of those who share a noun, states by the part of the
//! world that they lie in, whom a participle after "with" tells of.

use sayso::{Document, Reader, Reading};
use sayso_core::{EventType, Party};

fn read(text: &str) -> Reading {
    let reader = Reader::new().expect("the reader in the program is sound");
    reader.read(&Document::new("d", text)).expect("a short text")
}

/// "USA GOV + IRN GOV -> -" of the first act of a type.
fn coded(text: &str, event: EventType) -> String {
    let reading = read(text);
    let Some(act) = reading.events.iter().find(|act| act.event == event) else { return "no act".to_string() };
    let code = |party: &Party| {
        let actor = party.actor.as_ref().and_then(|id| reading.actors.iter().find(|actor| actor.id == *id));
        let Some(actor) = actor else { return "?".to_string() };
        let sector = actor.sector.first().map_or("", String::as_str);
        format!("{} {sector}", actor.country.as_deref().unwrap_or("---"))
    };
    let side = |parties: &[Party]| {
        let mut codes: Vec<String> = parties.iter().map(code).collect();
        codes.sort();
        if codes.is_empty() { "-".to_string() } else { codes.join(" + ") }
    };
    format!("{} -> {}", side(&act.actor), side(&act.recipient))
}

#[test]
fn each_of_two_states_has_troops_of_its_own() {
    for (text, event, expected) in [
        ("Peruvian and Chilean troops clashed at the border on Monday.", EventType::Assault, "CHL MIL + PER MIL -> -"),
        ("US and Iranian officials met in Oman.", EventType::Consult, "IRN GOV + USA GOV -> -"),
        ("Indian and South Korean diplomats met in Vienna.", EventType::Consult, "IND GOV + KOR GOV -> -"),
        ("The presidents of Kenya and Ghana met in Istanbul.", EventType::Consult, "GHA GOV + KEN GOV -> -"),
        ("The Finnish and Greek foreign ministers met on Monday.", EventType::Consult, "FIN GOV + GRC GOV -> -"),
        ("The mayor thanked Danish and Thai soldiers.", EventType::Support, "DNK MIL + THA MIL"),
    ] {
        assert!(coded(text, event).contains(expected), "{text} {}", coded(text, event));
    }
}

#[test]
fn what_several_share_is_one_where_no_state_is_told() {
    for (text, event, expected) in [
        ("Young and angry students protested in Lima.", EventType::Protest, "--- EDU -> -"),
        ("Danish soldiers and the police clashed in Aarhus.", EventType::Assault, "--- COP + DNK MIL -> -"),
    ] {
        let found = coded(text, event).replace("DNK COP", "--- COP").replace("PER EDU", "--- EDU");
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn the_west_african_nation_is_the_one_that_was_named() {
    let text = "Ghana held an election in May. The opposition accused the West African nation of fraud.";
    assert!(coded(text, EventType::Accuse).ends_with("-> GHA GOV"), "{}", coded(text, EventType::Accuse));
    let two = "Ghana and Togo held elections in May. The opposition accused the West African nation of fraud.";
    assert!(!coded(two, EventType::Accuse).ends_with("GHA GOV"), "{}", coded(two, EventType::Accuse));
}

#[test]
fn a_south_american_is_nobody_of_the_united_states() {
    let text = "The South American leader visited Kenya.";
    assert!(!coded(text, EventType::Consult).contains("USA"), "{}", coded(text, EventType::Consult));
}

#[test]
fn those_with_whom_a_thing_was_done_suffer_it() {
    let text = "The unrest went on for days, with 40 prisoners killed.";
    let reading = read(text);
    let act = reading.events.iter().find(|act| act.event == EventType::Assault).expect("the killing is read");
    assert!(act.actor.is_empty(), "{:?}", act.actor);
    assert_eq!(
        act.recipient.iter().map(|party| &text[party.span.start..party.span.end]).collect::<Vec<_>>(),
        ["40 prisoners"]
    );
}

#[test]
fn whom_somebody_accuses_behind_a_comma_in_marks_is_on_his_word() {
    let text = "Rita Ode left the talks, accusing the rebels of “terrorizing” villagers.";
    let reading = read(text);
    let act = reading.events.iter().find(|act| act.event == EventType::Coerce).expect("the act is read");
    let holder = act.chain.innermost().and_then(|link| link.holder.span).map(|span| &text[span.start..span.end]);
    assert_eq!(holder, Some("Rita Ode"));
}

#[test]
fn whoever_claims_or_denies_a_part_in_an_act_is_the_one_whose_act_it_is() {
    for (text, expected) in [
        ("Kenya claimed responsibility for the bombing of the market.", "KEN GOV -> "),
        ("Kenya denied any involvement in the killing of three Ghanaian soldiers.", "KEN GOV -> GHA MIL"),
        ("No state has claimed responsibility for the bombing of the market.", "- -> "),
    ] {
        assert!(coded(text, EventType::Assault).starts_with(expected), "{text} {}", coded(text, EventType::Assault));
    }
}

#[test]
fn nobody_acts_upon_himself_by_a_pronoun_that_does_not_say_so() {
    let parties = |text: &str, event: EventType| {
        let reading = read(text);
        let act = reading.events.into_iter().find(|act| act.event == event).unwrap_or_else(|| panic!("{text}"));
        let same = act
            .actor
            .iter()
            .any(|actor| actor.actor.is_some() && act.recipient.iter().any(|recipient| recipient.actor == actor.actor));
        (act.actor.len(), act.recipient.len(), same)
    };
    let letter = "Minister Ann Lee wrote a letter to the former president thanking her for her service.";
    assert_eq!(parties(letter, EventType::Support), (1, 1, false));
    assert_eq!(parties("The rebel shot himself in the cell.", EventType::Assault), (1, 1, true));
}

/// "who does it -> to whom | who says so" of the last act of a type, in the words of the text; an actor's name where a pronoun
/// stands for it.
fn worded(text: &str, event: EventType) -> String {
    let reading = read(text);
    let Some(act) = reading.events.iter().rev().find(|act| act.event == event) else { return "no act".to_string() };
    let name = |party: &Party| {
        let words = &text[party.span.start..party.span.end];
        let pronoun = words.len() <= 4 && words.chars().all(char::is_alphabetic);
        let actor = party.actor.as_ref().and_then(|id| reading.actors.iter().find(|actor| actor.id == *id));
        match actor.filter(|_| pronoun) {
            Some(actor) => actor.name.clone(),
            None => words.to_string(),
        }
    };
    let side = |parties: &[Party]| {
        let names: Vec<String> = parties.iter().map(name).collect();
        if names.is_empty() { "-".to_string() } else { names.join(" + ") }
    };
    let holder = act.chain.innermost().and_then(|link| link.holder.actor.as_ref());
    let holder = holder.and_then(|id| reading.actors.iter().find(|actor| actor.id == *id));
    format!("{} -> {} | {}", side(&act.actor), side(&act.recipient), holder.map_or("-", |holder| holder.name.as_str()))
}

#[test]
fn parties_are_found_where_the_tree_hangs_them_elsewhere() {
    for (text, event, expected) in [
        // By-phrases behind what is given.
        ("The editor has been granted a reprieve by the court.", EventType::Concede, "the court -> The editor | -"),
        // A compound says whose raid it was.
        ("Two men were hurt in a police raid on the farmhouse.", EventType::Coerce, "police -> the farmhouse | -"),
        // Who is told something is not whom it is told of.
        (
            "The prosecutor told the court Ann Lee had breached the conditions.",
            EventType::Reject,
            "Ann Lee -> - | prosecutor",
        ),
        // Not the one whose codefendant he is.
        (
            "Lee's codefendant, Ben Cole, was sentenced to two years in prison.",
            EventType::Coerce,
            "- -> Lee's codefendant | -",
        ),
        // Letters of address are nobody.
        (
            "The prime minister submitted his resignation to HH the Emir.",
            EventType::Retreat,
            "The prime minister -> HH the Emir | -",
        ),
        // Who dies suffers it.
        ("Nine miners lost their lives in the raid.", EventType::Assault, "- -> Nine miners | -"),
        // A place is reached by nothing.
        ("Military operations in the region have begun.", EventType::Assault, "- -> - | -"),
        // Who comes from a meeting was there.
        (
            "The minister spoke after the meeting with union leaders on Monday.",
            EventType::Consult,
            "union leaders + The minister -> - | -",
        ),
    ] {
        assert_eq!(worded(text, event), expected, "{text}");
    }
}

#[test]
fn who_goes_on_speaking_speaks_of_others() {
    for (text, event, expected) in [
        (
            "Chief Ben Okoro said the leader had been found. \"He was arrested by police on Monday,\" he added.",
            EventType::Coerce,
            "police -> leader | Ben Okoro",
        ),
        (
            "\"The unions know it,\" Ben Cole told reporters, responding to the party's charges of fraud. \"There is no \
             secret, and we will arrest more men.\"",
            EventType::Threaten,
            "we -> more men | Ben Cole",
        ),
        (
            "\"We have arrested ten men,\" a spokesman for the ministry said.",
            EventType::Coerce,
            "ministry -> ten men | spokesman for the ministry",
        ),
    ] {
        assert_eq!(worded(text, event), expected, "{text}");
    }
}

#[test]
fn a_headline_may_end_in_who_says_so() {
    let text = "Three men arrested for murder: police\n\nThe town was quiet on Monday.";
    assert_eq!(worded(text, EventType::Coerce), "- -> Three men | police");
    let list = "Arrested in the raid: two men";
    assert!(!worded(list, EventType::Coerce).ends_with("two men"), "{}", worded(list, EventType::Coerce));
}

#[test]
fn a_joined_passive_is_done_to_its_subject() {
    for (text, event, expected) in [
        ("Lee was sentenced to two years in prison and fined 10,000 dollars.", EventType::Sanction, "- -> Lee | -"),
        ("Ann Lee was arrested in May and killed two guards.", EventType::Assault, "Ann Lee -> two guards | -"),
        (
            "Ann Lee was sentenced to a year in prison, the High Court said.",
            EventType::Coerce,
            "the High Court -> Ann Lee | High Court",
        ),
    ] {
        assert_eq!(worded(text, event), expected, "{text}");
    }
}

#[test]
fn whose_an_act_is_stands_around_its_noun() {
    for (text, event, expected) in [
        (
            "The authorities are strengthening investigations against smugglers.",
            EventType::Accuse,
            "authorities -> smugglers | -",
        ),
        ("Kenya, a country with a record of torturing prisoners, voted.", EventType::Assault, "Kenya -> prisoners | -"),
        ("The gang was involved in the murder of the mayor.", EventType::Assault, "gang -> mayor | -"),
        ("Ann Lee is suspected of being involved in the murder of the mayor.", EventType::Assault, "- -> mayor | -"),
        (
            "Police arrested critics such as Ann Lee and John Kato.",
            EventType::Coerce,
            "Police -> Ann Lee + John Kato | -",
        ),
    ] {
        assert_eq!(worded(text, event).replace("The ", "").replace("the ", ""), expected, "{text}");
    }
}

#[test]
fn two_posts_before_a_name_are_one_person() {
    for (text, event, expected) in [
        (
            "Deputy Prime Minister and Dawn Party leader Ann Lee on Monday praised six farmers.",
            EventType::Support,
            "Dawn Party leader Ann Lee -> six farmers | -",
        ),
        (
            "Police arrested party chairman and former mayor John Kato.",
            EventType::Coerce,
            "Police -> former mayor John Kato | -",
        ),
        // Two articles make two of them.
        (
            "Police arrested the chairman and the mayor of Norvik.",
            EventType::Coerce,
            "Police -> the chairman + the mayor of Norvik | -",
        ),
    ] {
        assert_eq!(worded(text, event), expected, "{text}");
    }
}

#[test]
fn what_is_taken_from_a_house_is_taken_from_whose_it_is() {
    for (text, event, expected) in [
        ("The items seized from Kato's house include two phones.", EventType::Coerce, "- -> Kato | -"),
        ("Police raided the house of John Kato in Lima.", EventType::Coerce, "Police -> John Kato | -"),
    ] {
        assert_eq!(worded(text, event), expected, "{text}");
    }
}

#[test]
fn bare_officials_who_speak_are_not_those_spoken_of() {
    let text = "Police are investigating eight officials working at the depot after a fire, officials said.";
    let found = worded(text, EventType::Accuse);
    assert!(found.starts_with("Police -> eight officials") && found.ends_with("| officials"), "{found}");
}
