use super::*;
use crate::hand_tree::document;
use crate::lexicon::LexiconFiles;
use crate::scene::{Scene, Word};
use sayso_core::Magnitude;

fn ask(trees: &str, form: &str) -> Option<Magnitude> {
    let (document, parse) = document(trees);
    let scene = Scene::new(&document, &parse);
    let lexicon = NumbersLexicon::load(&LexiconFiles::embedded()).expect("the lexicon is sound");
    let word = parse.sentences[0].tokens.iter().position(|token| &*token.form == form).expect("the word is there");
    of_noun(&scene, Word::new(0, word), &lexicon)
}

fn bounds(trees: &str, form: &str) -> Option<(Option<f64>, Option<f64>)> {
    ask(trees, form).map(|found| (found.at_least.map(|number| number.0), found.at_most.map(|number| number.0)))
}

#[test]
fn plain_and_hedged_numbers() {
    assert_eq!(bounds("14/NUM/2/nummod men:man/NOUN/0/root", "men"), Some((Some(14.0), Some(14.0))));
    let at_least = "at/ADP/3/advmod least/ADJ/1/fixed 14/NUM/4/nummod men:man/NOUN/0/root";
    assert_eq!(bounds(at_least, "men"), Some((Some(14.0), None)));
    let more = "more/ADJ/3/advmod than/ADP/1/fixed twenty/NUM/4/nummod men:man/NOUN/0/root";
    assert_eq!(bounds(more, "men"), Some((Some(20.0), None)));
    let nearly = "nearly/ADV/2/advmod 300/NUM/3/nummod men:man/NOUN/0/root";
    assert_eq!(bounds(nearly, "men"), Some((None, Some(300.0))));
    let about = ask("about/ADV/2/advmod 300/NUM/3/nummod men:man/NOUN/0/root", "men").expect("a number");
    assert_eq!(
        (about.at_least.map(|n| n.0), about.at_most.map(|n| n.0), about.hedge.as_deref()),
        (Some(300.0), Some(300.0), Some("about"))
    );
    let range = "10/NUM/4/nummod to/ADP/3/case 20/NUM/1/nmod men:man/NOUN/0/root";
    assert_eq!(bounds(range, "men"), Some((Some(10.0), Some(20.0))));
}

#[test]
fn vague_numbers() {
    let dozens = "dozens:dozen/NOUN/0/root of/ADP/3/case men:man/NOUN/1/nmod";
    assert_eq!(bounds(dozens, "men"), Some((Some(24.0), None)));
    assert_eq!(bounds(dozens, "dozens"), Some((Some(24.0), None)));
    let several = "several/ADJ/2/amod men:man/NOUN/0/root";
    assert_eq!(bounds(several, "men"), Some((Some(3.0), None)));
    let tens = "tens:ten/NOUN/0/root of/ADP/3/case thousands:thousand/NOUN/1/nmod of/ADP/5/case men:man/NOUN/3/nmod";
    assert_eq!(bounds(tens, "tens"), Some((Some(20_000.0), None)));
}

#[test]
fn one_and_none() {
    assert_eq!(bounds("a/DET/2/det man/NOUN/0/root/Number=Sing", "man"), Some((Some(1.0), Some(1.0))));
    assert_eq!(bounds("the/DET/2/det men:man/NOUN/0/root/Number=Plur", "men"), None);
    let boy = "a/DET/3/det 14-year-old/ADJ/3/amod boy/NOUN/0/root/Number=Sing";
    assert_eq!(bounds(boy, "boy"), Some((Some(1.0), Some(1.0))));
}

#[test]
fn numbers_that_stand_for_people() {
    let trees =
        "It/PRON/2/nsubj killed:kill/VERB/0/root 12/NUM/2/obj and/CCONJ/5/cc wounded:wound/VERB/2/conj 30/NUM/5/obj";
    assert_eq!(bounds(trees, "12"), Some((Some(12.0), Some(12.0))));
    assert_eq!(bounds(trees, "30"), Some((Some(30.0), Some(30.0))));
}

#[test]
fn money() {
    let sign = ask("$/SYM/0/root 3/NUM/3/compound million/NUM/1/nummod", "$").expect("an amount");
    assert_eq!((sign.at_least.map(|n| n.0), sign.unit.as_deref()), (Some(3_000_000.0), Some("USD")));
    let word = ask("5/NUM/2/compound million/NUM/3/nummod euros:euro/NOUN/0/root", "euros").expect("an amount");
    assert_eq!((word.at_least.map(|n| n.0), word.unit.as_deref()), (Some(5_000_000.0), Some("EUR")));
}
