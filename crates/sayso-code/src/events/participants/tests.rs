//! Weights made for the test, upon trees written by hand.

use super::Weights;
use crate::Coder;
use crate::hand_tree;
use crate::lexicon::{LexiconError, LexiconFiles};
use crate::places::Gazetteer;

const PAST: &str = "VerbForm=Fin|Tense=Past";

/// "TYPE [actors] <recipients> rule" for each act of hand-made trees, with these weights.
fn acts(trees: &str, weights: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let files = LexiconFiles::embedded().with("participants.tsv", weights.to_string());
    let coder = Coder::new(&files, Gazetteer::embedded()?)?;
    let (document, parse) = hand_tree::document(trees);
    let reading = coder.read(&document, &parse, "none", Vec::new());
    let words = |parties: &[sayso_core::Party]| {
        parties.iter().map(|party| party.span.of(&document.text).to_string()).collect::<Vec<_>>().join(", ")
    };
    let told = |event: &sayso_core::Event| {
        format!("{} [{}] <{}> {}", event.event, words(&event.actor), words(&event.recipient), event.rule)
    };
    Ok(reading.events.iter().map(told).collect())
}

/// "Uganda hid the raid that killed two farmers": no slot of a rule leads from the killing to Uganda.
fn raid() -> String {
    format!(
        "Uganda/PROPN/2/nsubj hid:hide/VERB/0/root/{PAST} the/DET/4/det raid/NOUN/2/obj that/PRON/6/nsubj/PronType=Rel \
         killed:kill/VERB/4/acl:relcl/{PAST} two/NUM/8/nummod farmers:farmer/NOUN/6/obj/Number=Plur ./PUNCT/2/punct"
    )
}

#[test]
fn an_open_role_goes_to_whom_the_weights_prefer() -> Result<(), Box<dyn std::error::Error>> {
    let without = acts(&raid(), "# nothing\n")?;
    assert!(without.iter().all(|act| !act.contains("[Uganda]") && !act.contains("+weights")), "{without:?}");
    let killed = without.iter().find(|act| act.contains("<two farmers>")).ok_or("nobody was killed")?;
    let rule = killed.rsplit(' ').next().ok_or("no rule")?;
    let with = acts(&raid(), "path <acl:relcl<obj>nsubj\t900\t0\n")?;
    let filled = format!("ASSAULT [Uganda] <two farmers> {rule}+weights");
    assert!(with.contains(&filled), "{with:?}");
    Ok(())
}

#[test]
fn who_only_tells_of_a_deed_does_not_do_it() -> Result<(), Box<dyn std::error::Error>> {
    let trees = format!(
        "Uganda/PROPN/2/nsubj said:say/VERB/0/root/{PAST} that/SCONJ/6/mark two/NUM/5/nummod farmers:farmer/NOUN/6/nsubj:pass/Number=Plur \
         killed:kill/VERB/2/ccomp/VerbForm=Part|Tense=Past|Voice=Pass ./PUNCT/2/punct"
    );
    let told = acts(&trees, "path <ccomp>nsubj\t900\t0\n")?;
    assert!(told.iter().any(|act| act.starts_with("ASSAULT [] <two farmers>")), "{told:?}");
    Ok(())
}

#[test]
fn whom_a_rule_has_is_left_alone() -> Result<(), Box<dyn std::error::Error>> {
    let trees = format!(
        "Uganda/PROPN/2/nsubj condemned:condemn/VERB/0/root/{PAST} Chile/PROPN/2/obj after/ADP/5/case talks:talk/NOUN/2/obl/Number=Plur \
         with/ADP/7/case Peru/PROPN/5/nmod ./PUNCT/2/punct"
    );
    let weights = "path >obl(after)>nmod(with)\t900\t900\n";
    let told = acts(&trees, weights)?;
    assert!(told.iter().any(|act| act.starts_with("ACCUSE [Uganda] <Chile>")), "{told:?}");
    Ok(())
}

#[test]
fn nobody_is_likelier_where_little_speaks_for_anybody() -> Result<(), Box<dyn std::error::Error>> {
    let told = acts(&raid(), "path <acl:relcl<obj>nsubj\t900\t0\nnobody: act kill\t900\t0\n")?;
    assert!(told.iter().all(|act| !act.contains("+weights")), "{told:?}");
    Ok(())
}

#[test]
fn a_broken_line_is_named() {
    let files = |text: &str| LexiconFiles::embedded().with("participants.tsv", text.to_string());
    for (text, line) in [("a\t1\t2\nb\t1\n", 2), ("# head\n\nc\t1\tmany\n", 3)] {
        match Weights::load(&files(text), 0.4) {
            Err(LexiconError::Broken { file, line: at, .. }) => {
                assert_eq!((file.as_str(), at), ("participants.tsv", line))
            }
            other => panic!("{text:?} gave {:?}", other.map(|weights| weights.is_some())),
        }
    }
}
