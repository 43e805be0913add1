use super::*;
use crate::{Parse, Parser};
use sayso_core::Document;
use std::sync::LazyLock;

static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::load_embedded().expect("the model is part of the program"));

fn parse(text: &str) -> Parse {
    PARSER.parse(&Document::new("test", text)).expect("a sound model parses any text")
}

/// The mentions of each referent that has several, in the order of the text.
fn referents(text: &str) -> Vec<Vec<&str>> {
    let coreference = parse(text).coreference.expect("the model has the head");
    let several = coreference.referents.iter().filter(|referent| referent.mentions.len() > 1);
    several
        .map(|referent| referent.mentions.iter().map(|&at| coreference.mentions[at].span.of(text)).collect())
        .collect()
}

fn spans(text: &str) -> Vec<&str> {
    Phrases::of(&parse(text)).list.iter().map(|phrase| phrase.span.of(text)).collect()
}

#[test]
fn phrases_have_all_that_hangs_on_them_and_no_neighbours() {
    assert_eq!(
        spans("The mayor of Tarn, who had resigned, met her deputy's wife and two envoys in Norland."),
        [
            "The mayor of Tarn, who had resigned",
            "Tarn",
            "her deputy's wife",
            "her deputy's",
            "her",
            "two envoys in Norland",
            "Norland"
        ]
    );
    assert_eq!(spans("It rained."), ["It"]);
    assert_eq!(spans(""), [""; 0]);
}

#[test]
fn names_descriptions_and_pronouns_of_one_person_are_one() {
    let found = referents("Ann Lee, the mayor of Tarn, resigned on Monday. She said the council had lost its way.");
    assert!(found.contains(&vec!["Ann Lee", "the mayor of Tarn", "She"]), "{found:?}");
    assert!(found.contains(&vec!["the council", "its"]), "{found:?}");
}

#[test]
fn he_and_she_are_never_one() {
    let text = "The minister met the envoy in Tarn. She thanked him. He said that the minister would leave and that he would stay.";
    for referent in referents(text) {
        let has = |pronoun: &str| referent.iter().any(|mention| mention.eq_ignore_ascii_case(pronoun));
        assert!(!(has("she") && (has("he") || has("him"))), "{referent:?}");
    }
}

#[test]
fn referents_have_kinds() {
    let text = "Ann Lee works for the Norland Steel Company. She left the company for a bank in Tarn. Tarn is where she lives.";
    let coreference = parse(text).coreference.expect("the model has the head");
    let kind = |words: &str| {
        let mention = coreference.mentions.iter().find(|mention| mention.span.of(text) == words).expect("a mention");
        coreference.referents[mention.referent].kind
    };
    assert_eq!(kind("Ann Lee"), Some(ReferentKind::Person));
    assert_eq!(kind("the Norland Steel Company"), Some(ReferentKind::Organization));
    assert_eq!(kind("Tarn"), Some(ReferentKind::Place));
}

#[test]
fn mentions_and_referents_fit_together() {
    let text =
        "Norland said its troops had left. \"We are ready,\" the general said. \"Our troops are home.\" They were.";
    let coreference = parse(text).coreference.expect("the model has the head");
    for (index, mention) in coreference.mentions.iter().enumerate() {
        assert!(coreference.referents[mention.referent].mentions.contains(&index));
        if let Some(antecedent) = mention.antecedent {
            assert!(antecedent < index && mention.odds > 0.0);
            assert_eq!(coreference.mentions[antecedent].referent, mention.referent);
        }
    }
    let members: usize = coreference.referents.iter().map(|referent| referent.mentions.len()).sum();
    assert_eq!(members, coreference.mentions.len());
}

#[test]
fn material_has_a_row_of_facts_for_each_phrase_and_pair() {
    let document = Document::new("test", "Ann Lee said the union had called her. She thanked the union.");
    let material = PARSER.coreference_material(&document).expect("a sound model parses any text");
    let (phrases, pairs) = (material.spans.len(), material.pairs.len());
    assert!(phrases >= 5 && pairs >= phrases - 1);
    assert_eq!(material.states.len(), phrases * material.width);
    assert_eq!(material.rows.len(), phrases * Material::PHRASE_FACTS);
    assert_eq!(material.pair_rows.len(), pairs * Material::PAIR_FACTS);
    assert!(material.rows.iter().all(|row| usize::from(*row) < Material::PHRASE_ROWS));
    assert!(material.pair_rows.iter().all(|row| usize::from(*row) < Material::PAIR_ROWS));
    assert!(material.pairs.iter().all(|[later, earlier]| earlier < later));
}

#[test]
fn phrases_of_long_texts_are_held_against_few_others() {
    let text = "Ann Lee met the union in Tarn. ".repeat(200);
    let phrases = Phrases::of(&parse(&text));
    assert!(phrases.list.len() >= 600);
    assert!(phrases.earlier.iter().all(|earlier| earlier.len() < 60));
}
