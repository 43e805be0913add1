//! The country of those whose words name none: by the report, by the outlet, or not at all.

use sayso::{Document, Reader};

fn countries(text: &str, url: Option<&str>) -> Vec<(String, Option<String>, bool)> {
    let reader = Reader::new().expect("the reader in the program is sound");
    let mut document = Document::new("d", text);
    document.url = url.map(str::to_string);
    let reading = reader.read(&document).expect("a short text");
    let told = |actor: &sayso_core::Actor| (actor.name.clone(), actor.country.clone(), actor.country_how.is_some());
    reading.actors.iter().map(told).collect()
}

fn of<'a>(found: &'a [(String, Option<String>, bool)], name: &str) -> (Option<&'a str>, bool) {
    let actor = found.iter().find(|(known, ..)| known.contains(name));
    let (_, country, inferred) = actor.unwrap_or_else(|| panic!("{name} is not among {found:?}"));
    (country.as_deref(), *inferred)
}

#[test]
fn those_of_the_country_that_the_report_deals_with() {
    let found = countries(
        "Police in Nairobi arrested a lawyer on Monday. The High Court freed the lawyer. Foreign companies criticised the court. \
         French officials praised the police.",
        None,
    );
    assert_eq!(of(&found, "Police"), (Some("KEN"), false));
    assert_eq!(of(&found, "lawyer"), (Some("KEN"), true));
    assert_eq!(of(&found, "High Court"), (Some("KEN"), true));
    assert_eq!(of(&found, "oreign companies"), (None, false));
    assert_eq!(of(&found, "French officials"), (Some("FRA"), false));
}

#[test]
fn a_report_without_a_country_is_set_at_the_home_of_its_outlet() {
    let text = "Police arrested a lawyer on Monday.";
    assert_eq!(of(&countries(text, Some("https://paper.co.za/news/1")), "olice"), (Some("ZAF"), true));
    assert_eq!(of(&countries(text, None), "olice"), (None, false));
}

#[test]
fn neither_those_acted_upon_nor_agencies_tell_whose_the_actor_is() {
    for (text, name) in [
        ("The government imposed sanctions on Iran.", "overnment"),
        ("The president issued an ultimatum to Damascus.", "resident"),
        ("The army attacked a village on Monday, the minister told Reuters.", "rmy"),
        ("The envoy attended a meeting of the committee in Doha.", "nvoy"),
    ] {
        assert_eq!(of(&countries(text, None), name), (None, false), "{text}");
    }
    assert_eq!(of(&countries("The police arrested the mayor of Nairobi.", None), "olice"), (Some("KEN"), true));
}

/// The place of the first act of a type.
fn place(text: &str, event: sayso_core::EventType) -> Option<String> {
    let reader = Reader::new().expect("the reader in the program is sound");
    let reading = reader.read(&Document::new("d", text)).expect("a short text");
    let act = reading.events.into_iter().find(|act| act.event == event);
    act.unwrap_or_else(|| panic!("no {event:?} in {text}")).location.map(|place| place.name)
}

#[test]
fn an_act_lies_where_its_words_put_it_though_they_hang_elsewhere() {
    use sayso_core::EventType::{Accuse, Assault, Coerce, Mobilize, Sanction};
    for (text, event, expected) in [
        ("The army broke up three cells operating in Baghdad.", Coerce, Some("Baghdad")),
        ("Bombings had declined sharply in Mosul, the police said.", Assault, Some("Mosul")),
        ("After banning the protests in Togo, the government sent out police.", Mobilize, Some("Togo")),
        ("The order follows an uproar raised by mourners at the funeral in Lilongwe.", Accuse, Some("Lilongwe")),
        ("The government imposed sanctions on Chad.", Sanction, None),
    ] {
        assert_eq!(place(text, event).as_deref(), expected, "{text}");
    }
}

#[test]
fn peers_have_the_post_of_their_possessor_and_groups_are_what_they_count() {
    let reader = Reader::new().expect("the reader in the program is sound");
    let text = "The foreign minister of Norland met his Sudland counterpart on Monday. Police detained a group of women. \
                The complainant accused the officer of taking a bribe.";
    let reading = reader.read(&Document::new("d", text)).expect("a short text");
    for (name, sector) in [("counterpart", "GOV"), ("group of women", "CVL"), ("complainant", "CVL")] {
        let actor = reading.actors.iter().find(|actor| actor.name.contains(name));
        let sectors = actor.map(|actor| actor.sector.clone());
        assert_eq!(sectors.as_deref(), Some(&[sector.to_string()][..]), "{name}: {:?}", reading.actors);
    }
}

#[test]
fn the_president_of_a_union_is_of_the_union() {
    let reader = Reader::new().expect("the reader in the program is sound");
    for (text, sector) in [
        ("The president of the union criticised the minister.", "LAB"),
        ("The company's president criticised the minister.", "BUS"),
        ("The president of the republic criticised the union.", "GOV"),
    ] {
        let reading = reader.read(&Document::new("d", text)).expect("a short text");
        let president = reading.actors.iter().find(|actor| actor.name.contains("president"));
        let sectors = president.map(|actor| actor.sector.clone());
        assert_eq!(sectors.as_deref(), Some(&[sector.to_string()][..]), "{text}: {:?}", reading.actors);
    }
}
