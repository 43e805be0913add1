//! The examples in `lexicon/saying.toml` and `lexicon/factuality.toml`, through the real parser.

use sayso_code::factuality::{self, Effect, FactualityLexicon};
use sayso_code::marked::MarkedSentence;
use sayso_code::saying::{Attributions, SayingLexicon, check_example};
use sayso_code::scene::Scene;
use sayso_core::{Document, Factuality};
use sayso_parse::{Parse, Parser};

/// Parse errors make a few examples miss; more than that is a fault of the rules.
const RIGHT_AT_LEAST: f64 = 0.93;

fn parsed(parser: &Parser, text: &str) -> (Document, Parse) {
    let document = Document::new("example", text);
    let parse = parser.parse(&document).expect("a sentence can be parsed");
    (document, parse)
}

#[test]
fn rules_of_saying_match_their_examples() {
    let parser = Parser::load_embedded().expect("the model in the program is sound");
    let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let mut wrong = Vec::new();
    let mut all = 0;
    for rule in lexicon.rules() {
        for (marked, must) in rule.yes.iter().map(|yes| (yes, true)).chain(rule.no.iter().map(|no| (no, false))) {
            all += 1;
            let sentence = MarkedSentence::read(marked);
            let (document, parse) = parsed(&parser, &sentence.text);
            let found = Attributions::find(&Scene::new(&document, &parse), &lexicon);
            if must {
                if let Err(instead) = check_example(&sentence, &found, &rule.id) {
                    wrong.push(format!("{}: {marked}\n  found {instead}", rule.id));
                }
            } else if found.all().iter().any(|one| one.rule == rule.id) {
                wrong.push(format!("{}: must not match {marked}", rule.id));
            }
        }
    }
    report(&wrong, all);
}

#[test]
fn effects_of_factuality_work_in_their_examples() {
    let parser = Parser::load_embedded().expect("the model in the program is sound");
    let saying = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let lexicon = FactualityLexicon::embedded().expect("the lexicon in the program is sound");
    let mut wrong = Vec::new();
    let mut all = 0;
    for effect in lexicon.effects() {
        for (marked, must) in effect.yes.iter().map(|yes| (yes, true)).chain(effect.no.iter().map(|no| (no, false))) {
            all += 1;
            let sentence = MarkedSentence::read(marked);
            let (document, parse) = parsed(&parser, &sentence.text);
            let scene = Scene::new(&document, &parse);
            let found = Attributions::find(&scene, &saying);
            let word = sentence.braced.first().and_then(|&act| scene.head_of(act));
            let word = word.unwrap_or_else(|| panic!("{marked}: no act in braces"));
            let fact = factuality::of(&scene, word, &found, &lexicon);
            if has(effect, fact) != must {
                wrong.push(format!("{}: {marked}\n  found {fact:?}", effect.id));
            }
        }
    }
    report(&wrong, all);
}

/// Whether an act has come out as the effect says; of words that only speak where they are negated, as their negation says.
fn has(effect: &Effect, fact: Factuality) -> bool {
    let own = effect.outcome();
    let speaks = own.polarity.is_some() || own.certainty.is_some() || own.realis.is_some();
    let outcome = effect.negated.filter(|_| !speaks).unwrap_or(own);
    outcome.polarity.is_none_or(|polarity| polarity == fact.polarity)
        && outcome.certainty.is_none_or(|certainty| certainty == fact.certainty)
        && outcome.realis.is_none_or(|realis| realis == fact.realis)
}

fn report(wrong: &[String], all: usize) {
    for case in wrong {
        println!("{case}");
    }
    let right = 1.0 - wrong.len() as f64 / all.max(1) as f64;
    println!("{:.1} % of {all} examples", right * 100.0);
    assert!(right >= RIGHT_AT_LEAST, "{} of {all} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
