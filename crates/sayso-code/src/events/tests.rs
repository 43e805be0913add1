//! Whole readings of hand-made trees: what is counted, what ends, what a clause without its verb tells.

use crate::Coder;
use crate::hand_tree;
use crate::lexicon::LexiconFiles;
use crate::places::Gazetteer;

/// "TYPE word [actors] <recipients> field=number" for each act of a document of hand-made trees.
fn acts(trees: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let coder = Coder::new(&LexiconFiles::embedded(), Gazetteer::embedded()?)?;
    let (document, parse) = hand_tree::document(trees);
    let reading = coder.read(&document, &parse, "none", Vec::new());
    let words = |parties: &[sayso_core::Party]| {
        parties.iter().map(|party| party.span.of(&document.text).to_string()).collect::<Vec<_>>().join(", ")
    };
    let told = reading.events.iter().map(|event| {
        let numbers: Vec<String> = event
            .magnitude
            .iter()
            .map(|(field, number)| format!(" {field}={}", number.at_least.map_or(0.0, |number| number.0)))
            .collect();
        let trigger = event.evidence.trigger.of(&document.text);
        format!("{} {trigger} [{}] <{}>{}", event.event, words(&event.actor), words(&event.recipient), numbers.concat())
    });
    Ok(told.collect())
}

const PAST: &str = "VerbForm=Fin|Tense=Past";

#[test]
fn what_hits_kills_nobody() -> Result<(), Box<dyn std::error::Error>> {
    let trees = format!(
        "A/DET/2/det drone/NOUN/3/nsubj struck:strike/VERB/0/root/{PAST} two/NUM/5/nummod tankers:tanker/NOUN/3/obj/Number=Plur ./PUNCT/3/punct"
    );
    assert_eq!(acts(&trees)?, ["ASSAULT struck [] <two tankers> count=2"]);
    let trees = format!(
        "A/DET/2/det drone/NOUN/3/nsubj killed:kill/VERB/0/root/{PAST} two/NUM/5/nummod farmers:farmer/NOUN/3/obj/Number=Plur ./PUNCT/3/punct"
    );
    assert_eq!(acts(&trees)?, ["ASSAULT killed [] <two farmers> killed=2"]);
    Ok(())
}

#[test]
fn a_toll_has_its_dead_and_its_wounded() -> Result<(), Box<dyn std::error::Error>> {
    let trees = format!(
        "The/DET/2/det shelling/NOUN/6/nsubj by/ADP/5/case the/DET/5/det army/NOUN/2/nmod left:leave/VERB/0/root/{PAST} \
         14/NUM/8/nsubj dead/ADJ/6/xcomp and/CCONJ/10/cc 30/NUM/8/conj wounded/ADJ/8/conj ./PUNCT/6/punct"
    );
    assert_eq!(acts(&trees)?, ["ASSAULT shelling [the army] <> injured=30 killed=14"]);
    Ok(())
}

#[test]
fn a_toll_takes_up_what_was_told() -> Result<(), Box<dyn std::error::Error>> {
    let toll = format!(
        "The/DET/3/det death/NOUN/3/compound toll/NOUN/4/nsubj rose:rise/VERB/0/root/{PAST} to/ADP/6/case 38/NUM/4/obl ./PUNCT/4/punct"
    );
    let shelled = format!(
        "Rebels:rebel/NOUN/2/nsubj/Number=Plur shelled:shell/VERB/0/root/{PAST} the/DET/4/det town/NOUN/2/obj ./PUNCT/2/punct"
    );
    assert!(acts(&toll)?.is_empty());
    let told = acts(&format!("{shelled}\n{toll}"))?;
    assert_eq!(told.last().map(String::as_str), Some("ASSAULT death toll [] <> killed=38"), "{told:?}");
    Ok(())
}

#[test]
fn what_is_cut_is_no_aid() -> Result<(), Box<dyn std::error::Error>> {
    let trees = format!(
        "Norway/PROPN/2/nsubj halted:halt/VERB/0/root/{PAST} aid/NOUN/2/obj to/ADP/5/case Uganda/PROPN/3/nmod ./PUNCT/2/punct"
    );
    assert_eq!(acts(&trees)?, ["SANCTION halted [Norway] <Uganda>"]);
    Ok(())
}

#[test]
fn a_clause_without_its_verb_is_an_act_of_its_own() -> Result<(), Box<dyn std::error::Error>> {
    let trees = format!(
        "Norway/PROPN/2/nsubj condemned:condemn/VERB/0/root/{PAST} Uganda/PROPN/2/obj ,/PUNCT/6/punct and/CCONJ/6/cc \
         Chile/PROPN/2/conj Peru/PROPN/6/orphan ./PUNCT/2/punct"
    );
    let mut told = acts(&trees)?;
    told.sort();
    assert_eq!(told, ["ACCUSE condemned [Chile] <Peru>", "ACCUSE condemned [Norway] <Uganda>"]);
    Ok(())
}

#[test]
fn who_wields_a_thing_acts_through_it() -> Result<(), Box<dyn std::error::Error>> {
    let trees = format!(
        "A/DET/2/det grenade/NOUN/6/nsubj thrown:throw/VERB/2/acl/VerbForm=Part|Tense=Past by/ADP/5/case rebels:rebel/NOUN/3/obl:agent \
         killed:kill/VERB/0/root/{PAST} nine/NUM/8/nummod farmers:farmer/NOUN/6/obj/Number=Plur ./PUNCT/6/punct"
    );
    let told = acts(&trees)?;
    assert!(told.contains(&"ASSAULT killed [rebels] <nine farmers> killed=9".to_string()), "{told:?}");
    Ok(())
}

#[test]
fn by_an_accusation_it_is_the_act_of_whoever_is_accused() -> Result<(), Box<dyn std::error::Error>> {
    let blamed = format!(
        "Norway/PROPN/2/nsubj blamed:blame/VERB/0/root/{PAST} the/DET/4/det rebels:rebel/NOUN/2/obj/Number=Plur for/ADP/7/case \
         the/DET/7/det attack/NOUN/2/obl on/ADP/10/case the/DET/10/det port/NOUN/7/nmod ./PUNCT/2/punct"
    );
    let told = acts(&blamed)?;
    assert!(told.contains(&"ASSAULT attack [the rebels] <the port>".to_string()), "{told:?}");
    let upon = format!(
        "Norway/PROPN/2/nsubj blamed:blame/VERB/0/root/{PAST} the/DET/4/det attack/NOUN/2/obj on/ADP/7/case the/DET/7/det \
         rebels:rebel/NOUN/4/nmod/Number=Plur ./PUNCT/2/punct"
    );
    let told = acts(&upon)?;
    assert!(told.contains(&"ASSAULT attack [the rebels] <>".to_string()), "{told:?}");
    let nobody = "No/DET/2/det officers:officer/NOUN/4/nsubj:pass/Number=Plur were:be/AUX/4/aux:pass charged:charge/VERB/0/root/VerbForm=Part|Tense=Past \
         with/ADP/6/case torture/NOUN/4/obl ./PUNCT/4/punct";
    assert!(acts(nobody)?.iter().all(|act| !act.starts_with("ASSAULT torture [No")), "{:?}", acts(nobody)?);
    Ok(())
}
