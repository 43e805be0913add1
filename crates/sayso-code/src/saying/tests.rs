use super::*;
use crate::hand_tree::document;
use sayso_core::{Chain, HolderText};

/// The chain of the first word of that form, as "holder (cue, act, quote) <- ...".
fn chain_of(trees: &str, form: &str) -> String {
    let (document, parse) = document(trees);
    shown(&document, &parse, form)
}

fn shown(document: &sayso_core::Document, parse: &sayso_parse::Parse, form: &str) -> String {
    let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let scene = Scene::new(document, parse);
    let found = Attributions::find(&scene, &lexicon);
    let word = (0..parse.sentences.len())
        .flat_map(|sentence| (0..parse.sentences[sentence].tokens.len()).map(move |word| Word::new(sentence, word)))
        .find(|&word| &*scene.token(word).form == form)
        .unwrap_or_else(|| panic!("no word {form}"));
    text_of(&found.chain(&scene, word, &()), document)
}

fn text_of(chain: &Chain, document: &sayso_core::Document) -> String {
    let links: Vec<String> = chain.links()[1..]
        .iter()
        .map(|link| {
            let text = match link.holder.place {
                Some(HolderText::Byline) => document.byline.as_deref().unwrap_or(""),
                _ => &document.text,
            };
            let holder = link.holder.span.map_or("-", |span| span.of(text));
            let unnamed = if link.holder.unnamed { "?" } else { "" };
            let cue = link.cue.map_or("-", |cue| cue.of(&document.text));
            format!("{holder}{unnamed} ({cue} {:?} {:?})", link.act, link.quote).replace("Some(", "").replace(')', "")
        })
        .collect();
    links.join(" <- ").replace('(', "")
}

const NESTED: &str = "Kyiv/PROPN/2/nsubj said:say/VERB/0/root Moscow/PROPN/4/nsubj claimed:claim/VERB/2/ccomp \
    it/PRON/7/nsubj had:have/AUX/7/aux shot:shoot/VERB/4/ccomp down/ADP/7/compound:prt the/DET/10/det plane/NOUN/7/obj ./PUNCT/2/punct";

#[test]
fn nested_sources_stand_from_the_outside_in() {
    assert_eq!(chain_of(NESTED, "shot"), "Kyiv said States Indirect <- Moscow claimed States Indirect");
    assert_eq!(chain_of(NESTED, "claimed"), "Kyiv said States Indirect");
    assert_eq!(chain_of(NESTED, "said"), "");
}

#[test]
fn an_accuser_holds_what_is_alleged_and_the_publisher_the_accusing() {
    let trees = "Norland/PROPN/2/nsubj accused:accuse/VERB/0/root Sudland/PROPN/2/obj of/SCONJ/5/mark \
        shelling:shell/VERB/2/advcl a/DET/7/det hospital/NOUN/5/obj ./PUNCT/2/punct";
    assert_eq!(chain_of(trees, "shelling"), "Norland accused States Indirect");
    assert_eq!(chain_of(trees, "accused"), "");
}

#[test]
fn a_passive_without_agent_has_an_unnamed_holder() {
    let trees = "The/DET/2/det general/NOUN/4/nsubj:pass is:be/AUX/4/aux:pass said:say/VERB/0/root to/PART/7/mark \
        have/AUX/7/aux fled:flee/VERB/4/xcomp ./PUNCT/4/punct";
    assert_eq!(chain_of(trees, "fled"), "said? said States Indirect");
}

#[test]
fn according_to_holds_the_clause() {
    let trees = "Two/NUM/2/nummod men:man/NOUN/4/nsubj:pass were:be/AUX/4/aux:pass shot:shoot/VERB/0/root ,/PUNCT/7/punct \
        according:accord/VERB/7/case police/NOUN/4/obl ./PUNCT/4/punct";
    // "to" is fixed to "according"; without it there is no such preposition.
    assert_eq!(chain_of(trees, "shot"), "");
    let trees = "Two/NUM/2/nummod men:man/NOUN/4/nsubj:pass were:be/AUX/4/aux:pass shot:shoot/VERB/0/root ,/PUNCT/8/punct \
        according:accord/VERB/8/case to/ADP/6/fixed police/NOUN/4/obl ./PUNCT/4/punct";
    assert_eq!(chain_of(trees, "shot"), "police according to States Indirect");
}

#[test]
fn a_quotation_runs_over_sentences_and_paragraphs() {
    let trees = "“/PUNCT/3/punct We/PRON/3/nsubj attacked:attack/VERB/0/root ./PUNCT/3/punct

        “/PUNCT/3/punct They/PRON/3/nsubj fled:flee/VERB/6/ccomp ,/PUNCT/6/punct ”/PUNCT/6/punct said:say/VERB/0/root Anna/PROPN/6/nsubj ./PUNCT/6/punct";
    assert_eq!(chain_of(trees, "attacked"), "Anna said States Direct");
    assert_eq!(chain_of(trees, "fled"), "Anna said States Direct");
}

#[test]
fn a_quotation_without_a_cue_has_the_speaker_before() {
    let trees = "“/PUNCT/3/punct They/PRON/3/nsubj fled:flee/VERB/6/ccomp ,/PUNCT/6/punct ”/PUNCT/6/punct said:say/VERB/0/root Anna/PROPN/6/nsubj ./PUNCT/6/punct
        “/PUNCT/3/punct We/PRON/3/nsubj attacked:attack/VERB/0/root the/DET/5/det town/NOUN/3/obj ./PUNCT/3/punct ”/PUNCT/3/punct";
    assert_eq!(chain_of(trees, "attacked"), "Anna said States Direct");
}

#[test]
fn a_sentence_between_two_of_one_source_is_its_own() {
    let trees = "Anna/PROPN/2/nsubj said:say/VERB/0/root they/PRON/4/nsubj fled:flee/VERB/2/ccomp ./PUNCT/2/punct
        Soldiers:soldier/NOUN/2/nsubj attacked:attack/VERB/0/root them/PRON/2/obj ./PUNCT/2/punct
        She/PRON/2/nsubj added:add/VERB/0/root nobody/PRON/4/nsubj helped:help/VERB/2/ccomp ./PUNCT/2/punct
        Police/NOUN/2/nsubj arrested:arrest/VERB/0/root two/NUM/2/obj ./PUNCT/2/punct";
    assert_eq!(chain_of(trees, "attacked"), "Anna said States Indirect");
    assert_eq!(chain_of(trees, "helped"), "She added States Indirect");
    assert_eq!(chain_of(trees, "arrested"), "");
}

#[test]
fn a_denied_claim_is_held_by_who_denies_it_and_by_who_makes_it() {
    let trees = "Sudland/PROPN/2/nsubj denied:deny/VERB/0/root Norland/PROPN/5/nmod:poss ’s/PART/3/case claim/NOUN/2/obj \
        that/SCONJ/8/mark it/PRON/8/nsubj attacked:attack/VERB/5/acl ./PUNCT/2/punct";
    let (document, parse) = document(trees);
    let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let scene = Scene::new(&document, &parse);
    let found = Attributions::find(&scene, &lexicon);
    let chains: Vec<String> =
        found.chains(&scene, Word::new(0, 7), &()).iter().map(|chain| text_of(chain, &document)).collect();
    assert_eq!(chains, ["Sudland denied Denies Indirect", "Norland claim States Indirect"]);
}

#[test]
fn one_who_says_he_believes_is_one_holder() {
    let trees = "Anna/PROPN/2/nsubj said:say/VERB/0/root she/PRON/4/nsubj believed:believe/VERB/2/ccomp they/PRON/6/nsubj \
        fled:flee/VERB/4/ccomp ./PUNCT/2/punct";
    assert_eq!(chain_of(trees, "fled"), "Anna believed Believes Indirect");
}

#[test]
fn what_the_writer_presupposes_stays_his() {
    let trees = "Villagers:villager/NOUN/2/nsubj knew:know/VERB/0/root that/SCONJ/5/mark they/PRON/5/nsubj fled:flee/VERB/2/ccomp ./PUNCT/2/punct";
    assert_eq!(chain_of(trees, "fled"), "");
    let trees = "Norland/PROPN/2/nsubj condemned:condemn/VERB/0/root the/DET/4/det shelling/NOUN/2/obj ./PUNCT/2/punct";
    assert_eq!(chain_of(trees, "shelling"), "");
}

#[test]
fn a_source_that_says_nothing_holds_nothing() {
    let trees = "Officials:official/NOUN/4/nsubj did:do/AUX/4/aux not/PART/4/advmod say/VERB/0/root that/SCONJ/7/mark they/PRON/7/nsubj fled:flee/VERB/4/ccomp ./PUNCT/4/punct";
    assert_eq!(chain_of(trees, "fled"), "");
}

#[test]
fn an_outlet_that_was_told_passes_it_on() {
    let trees = "Anna/PROPN/2/nsubj told:tell/VERB/0/root Radio/PROPN/4/compound Norland/PROPN/2/iobj they/PRON/6/nsubj fled:flee/VERB/2/ccomp ./PUNCT/2/punct";
    assert_eq!(chain_of(trees, "fled"), "Radio Norland told States Indirect <- Anna told States Indirect");
    let (mut document, parse) = document(trees);
    document.publisher = Some("Radio Norland".to_string());
    assert_eq!(shown(&document, &parse, "fled"), "Anna told States Indirect");
}

#[test]
fn nobody_is_named_once() {
    let trees = "Anna/PROPN/3/nsubj:pass was/AUX/3/aux:pass charged:charge/VERB/0/root with/SCONJ/6/mark \
        allegedly/ADV/6/advmod leading:lead/VERB/3/advcl riots/NOUN/6/obj ./PUNCT/3/punct";
    assert_eq!(chain_of(trees, "leading"), "charged? charged States Indirect");
}

#[test]
fn what_tells_no_outlet_is_no_link() {
    let told = |whom: &str| {
        let words = whom.replace('_', "obj");
        let trees = format!(
            "Anna/PROPN/2/nsubj told:tell/VERB/0/root {words} rebels/NOUN/6/nsubj fled:flee/VERB/2/ccomp ./PUNCT/2/punct"
        );
        chain_of(&trees, "fled")
    };
    assert_eq!(told("the/DET/4/det media/NOUN/2/_"), "Anna told States Indirect");
    assert_eq!(
        told("state/NOUN/4/compound media/NOUN/2/_"),
        "state media told States Indirect <- Anna told States Indirect"
    );
}

#[test]
fn agencies_of_dateline_and_byline_are_links() {
    let trees = "KABUL/PROPN/7/dep (/PUNCT/3/punct Reuters/PROPN/1/appos )/PUNCT/3/punct -/PUNCT/1/punct Rebels:rebel/NOUN/7/nsubj fled:flee/VERB/0/root ./PUNCT/7/punct";
    assert_eq!(chain_of(trees, "fled"), "Reuters - States Indirect");
    let (mut document, parse) = document("Rebels:rebel/NOUN/2/nsubj fled:flee/VERB/0/root ./PUNCT/2/punct");
    document.byline = Some("By Anna Berg, AFP".to_string());
    assert_eq!(shown(&document, &parse, "fled"), "AFP - States Indirect");
    document.publisher = Some("AFP".to_string());
    assert_eq!(shown(&document, &parse, "fled"), "");
}

#[test]
fn the_lexicon_is_large_and_every_rule_shows_itself() {
    let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    assert!(lexicon.words() >= 500, "{} words", lexicon.words());
    for rule in lexicon.rules() {
        assert!(!rule.yes.is_empty() && !rule.no.is_empty(), "{}", rule.id);
    }
}

mod spans {
    use super::super::{join_neighbours, union};
    use proptest::prelude::*;
    use sayso_core::Span;

    proptest! {
        #[test]
        fn a_union_covers_the_same_bytes_in_order(pairs in proptest::collection::vec((0usize..50, 0usize..10), 0..12)) {
            let spans: Vec<Span> = pairs.iter().map(|&(start, length)| Span::new(start, start + length)).collect();
            let joined = union(spans.clone());
            prop_assert!(joined.windows(2).all(|pair| pair[0].end < pair[1].start));
            for at in 0..70 {
                let byte = Span::new(at, at + 1);
                let covers = |all: &[Span]| all.iter().any(|span| span.overlaps(byte));
                prop_assert_eq!(covers(&spans), covers(&joined));
            }
        }

        #[test]
        fn joining_neighbours_only_fills_gaps(text in "[a ,.é]{0,40}", pairs in proptest::collection::vec((0usize..40, 0usize..6), 0..6)) {
            let on_border = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let spans: Vec<Span> = pairs.iter().map(|&(start, length)| Span::new(on_border(start), on_border(start + length))).collect();
            for span in join_neighbours(spans.clone(), &text, 3) {
                prop_assert!(text.get(span.start..span.end).is_some());
                prop_assert!(spans.iter().any(|old| old.start == span.start));
                prop_assert!(spans.iter().any(|old| old.end == span.end));
            }
        }
    }
}

/// "..., and the walls would fall, she added", whose tag the tree takes for a conjunct.
const CONJOINED_TAG: &str = "The/DET/2/det dam/NOUN/4/nsubj had/AUX/4/aux burst/VERB/0/root and/CCONJ/7/cc walls/NOUN/7/nsubj \
    fell:fall/VERB/4/conj ,/PUNCT/10/punct she/PRON/10/nsubj added:add/VERB/4/conj ./PUNCT/4/punct";

fn with_cue(trees: &str, cue: &str, probability: f32) -> (sayso_core::Document, sayso_parse::Parse) {
    let (document, mut parse) = document(trees);
    for token in &mut parse.sentences[0].tokens {
        if &*token.form == cue {
            token.cue = Some(probability);
        }
    }
    (document, parse)
}

#[test]
fn a_cue_that_the_model_is_sure_of_holds_what_the_tree_hangs_elsewhere() {
    let (text, parse) = with_cue(CONJOINED_TAG, "added", 0.97);
    assert_eq!(shown(&text, &parse, "burst"), "she added States Indirect");
    let (text, parse) = with_cue(CONJOINED_TAG, "added", 0.5);
    assert_eq!(shown(&text, &parse, "burst"), "");
}

#[test]
fn a_verb_that_no_rule_lists_counts_where_somebody_speaks() {
    let by = |subject: &str| {
        format!(
            "The/DET/2/det {subject}/NOUN/3/nsubj warbled:warble/VERB/0/root that/SCONJ/7/mark the/DET/6/det town/NOUN/7/nsubj \
             fell:fall/VERB/3/ccomp ./PUNCT/3/punct"
        )
    };
    let (text, parse) = with_cue(&by("minister"), "warbled", 0.97);
    assert_eq!(shown(&text, &parse, "fell"), "The minister warbled States Indirect");
    let (text, parse) = with_cue(&by("price"), "warbled", 0.97);
    assert_eq!(shown(&text, &parse, "fell"), "");
}

#[test]
fn a_verb_that_the_model_takes_for_no_cue_hands_no_clause_to_anybody() {
    let trees = "The/DET/2/det minister/NOUN/3/nsubj said:say/VERB/0/root that/SCONJ/7/mark the/DET/6/det town/NOUN/7/nsubj \
        fell:fall/VERB/3/ccomp ./PUNCT/3/punct";
    let (text, parse) = with_cue(trees, "said", 0.01);
    assert_eq!(shown(&text, &parse, "fell"), "");
    let (text, parse) = with_cue(trees, "said", 0.2);
    assert_eq!(shown(&text, &parse, "fell"), "The minister said States Indirect");
}

#[test]
fn a_speaker_before_a_colon_says_what_follows() {
    let police = "Police/NOUN/0/root :/PUNCT/1/punct\n Gunmen:gunman/NOUN/2/nsubj attacked:attack/VERB/0/root a/DET/4/det village/NOUN/2/obj ./PUNCT/2/punct";
    assert_eq!(chain_of(police, "attacked"), "Police : States Indirect");
    // What is no speaker: a heading of a list.
    let place = police.replace("Police", "Location");
    assert_eq!(chain_of(&place, "attacked"), "");
}
