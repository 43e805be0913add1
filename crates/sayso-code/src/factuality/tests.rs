use super::*;
use crate::hand_tree::document;
use crate::saying::SayingLexicon;

/// Polarity, certainty and realis of the first word of that form.
fn of_word(trees: &str, form: &str) -> String {
    let (document, parse) = document(trees);
    let scene = Scene::new(&document, &parse);
    let saying = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let lexicon = FactualityLexicon::embedded().expect("the lexicon in the program is sound");
    let found = Attributions::find(&scene, &saying);
    let word = (0..parse.sentences.len())
        .flat_map(|sentence| (0..parse.sentences[sentence].tokens.len()).map(move |word| Word::new(sentence, word)))
        .find(|&word| &*scene.token(word).form == form)
        .unwrap_or_else(|| panic!("no word {form}"));
    let fact = of(&scene, word, &found, &lexicon);
    let sign = if fact.polarity == Polarity::Positive { "+" } else { "-" };
    format!("{sign} {:?} {:?}", fact.certainty, fact.realis)
}

#[track_caller]
fn check(trees: &str, form: &str, expected: &str) {
    assert_eq!(of_word(trees, form), expected);
}

#[test]
fn plain_facts() {
    check("Rebels:rebel/NOUN/2/nsubj attacked:attack/VERB/0/root ./PUNCT/2/punct", "attacked", "+ Certain Actual");
}

#[test]
fn negation() {
    check(
        "Nobody/PRON/3/nsubj:pass was:be/AUX/3/aux:pass killed:kill/VERB/0/root ./PUNCT/3/punct",
        "killed",
        "- Certain Actual",
    );
    check(
        "No/DET/2/det soldier/NOUN/4/nsubj:pass was:be/AUX/4/aux:pass killed:kill/VERB/0/root ./PUNCT/4/punct",
        "killed",
        "- Certain Actual",
    );
    check(
        "They/PRON/2/nsubj left:leave/VERB/0/root without/SCONJ/4/mark attacking:attack/VERB/2/advcl ./PUNCT/2/punct",
        "attacking",
        "- Certain Actual",
    );
    check(
        "They/PRON/2/nsubj failed:fail/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp ./PUNCT/2/punct",
        "attack",
        "- Certain Actual",
    );
    check(
        "They/PRON/4/nsubj could/AUX/4/aux not/PART/4/advmod attack/VERB/0/root ./PUNCT/4/punct",
        "attack",
        "- Certain Actual",
    );
    // Two negations make a fact.
    check(
        "They/PRON/4/nsubj did:do/AUX/4/aux not/PART/4/advmod fail/VERB/0/root to/PART/6/mark attack/VERB/4/xcomp ./PUNCT/4/punct",
        "attack",
        "+ Certain Actual",
    );
}

#[test]
fn denials_and_doubts() {
    check(
        "Sudland/PROPN/2/nsubj denied:deny/VERB/0/root that/SCONJ/5/mark it/PRON/5/nsubj attacked:attack/VERB/2/ccomp ./PUNCT/2/punct",
        "attacked",
        "- Certain Actual",
    );
    check(
        "Observers:observer/NOUN/2/nsubj doubt/VERB/0/root that/SCONJ/5/mark it/PRON/5/nsubj attacked:attack/VERB/2/ccomp ./PUNCT/2/punct",
        "attacked",
        "+ Possible Actual",
    );
}

#[test]
fn modals() {
    check(
        "They/PRON/4/nsubj may/AUX/4/aux have/AUX/4/aux attacked:attack/VERB/0/root ./PUNCT/4/punct",
        "attacked",
        "+ Possible Actual",
    );
    check("They/PRON/3/nsubj will/AUX/3/aux attack/VERB/0/root ./PUNCT/3/punct", "attack", "+ Certain Future");
    check("They/PRON/3/nsubj would/AUX/3/aux attack/VERB/0/root ./PUNCT/3/punct", "attack", "+ Certain Conditional");
    check(
        "Sudland/PROPN/2/nsubj said:say/VERB/0/root it/PRON/5/nsubj would/AUX/5/aux withdraw/VERB/2/ccomp ./PUNCT/2/punct",
        "withdraw",
        "+ Certain Future",
    );
}

#[test]
fn what_tells_an_act_falls_with_it() {
    let story = |verdict: &str| {
        format!(
            "The/DET/2/det story/NOUN/6/nsubj of/ADP/4/case raids:raid/NOUN/2/nmod was:be/AUX/6/cop {verdict}/ADJ/0/root"
        )
    };
    check(&story("untrue"), "raids", "- Certain Actual");
    check(&story("long"), "raids", "+ Certain Actual");
    let video = |verb: &str| {
        format!(
            "The/DET/2/det video/NOUN/8/nsubj:pass of/ADP/4/case men:man/NOUN/2/nmod beating:beat/VERB/2/acl her/PRON/5/obj \
             was:be/AUX/8/aux:pass {verb}/VERB/0/root/VerbForm=Part"
        )
    };
    check(&video("doctored:doctor"), "beating", "- Certain Actual");
    check(&video("shown:show"), "beating", "+ Certain Actual");
}

#[test]
fn conditions_without_a_conjunction() {
    let then = "thousands/NOUN/7/nsubj would/AUX/7/aux die/VERB/0/root";
    check(
        &format!("Had:have/AUX/3/aux they/PRON/3/nsubj attacked:attack/VERB/7/advcl ,/PUNCT/3/punct {then}"),
        "attacked",
        "+ Certain Conditional",
    );
    check(
        &format!("Should/AUX/3/aux they/PRON/3/nsubj attack/VERB/7/advcl ,/PUNCT/3/punct {then}"),
        "attack",
        "+ Certain Conditional",
    );
    let told = "They/PRON/3/nsubj had:have/AUX/3/aux attacked:attack/VERB/7/advcl ,/PUNCT/3/punct thousands/NOUN/7/nsubj have/AUX/7/aux died:die/VERB/0/root";
    check(told, "attacked", "+ Certain Actual");
}

#[test]
fn plans_orders_and_conditions() {
    check(
        "They/PRON/2/nsubj plan/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp ./PUNCT/2/punct",
        "attack",
        "+ Certain Future",
    );
    check(
        "He/PRON/2/nsubj ordered:order/VERB/0/root them/PRON/2/obj to/PART/5/mark attack/VERB/2/xcomp ./PUNCT/2/punct",
        "attack",
        "+ Certain Requested",
    );
    check(
        "He/PRON/2/nsubj told:tell/VERB/0/root them/PRON/2/iobj that/SCONJ/6/mark they/PRON/6/nsubj \
         attacked:attack/VERB/2/ccomp/Tense=Past|VerbForm=Fin ./PUNCT/2/punct",
        "attacked",
        "+ Certain Actual",
    );
    check(
        "If/SCONJ/3/mark they/PRON/3/nsubj attack/VERB/7/advcl ,/PUNCT/3/punct he/PRON/7/nsubj will/AUX/7/aux respond/VERB/0/root ./PUNCT/7/punct",
        "attack",
        "+ Certain Conditional",
    );
}

#[test]
fn nouns_take_it_from_what_is_done_with_them() {
    check(
        "Police/NOUN/2/nsubj foiled:foil/VERB/0/root an/DET/4/det attack/NOUN/2/obj ./PUNCT/2/punct",
        "attack",
        "- Certain Actual",
    );
    check(
        "They/PRON/3/nsubj will/AUX/3/aux launch/VERB/0/root an/DET/5/det attack/NOUN/3/obj ./PUNCT/3/punct",
        "attack",
        "+ Certain Future",
    );
    check(
        "Norland/PROPN/2/nsubj condemned:condemn/VERB/0/root the/DET/5/det planned/ADJ/5/amod attack/NOUN/2/obj ./PUNCT/2/punct",
        "attack",
        "+ Certain Future",
    );
}

#[test]
fn a_negated_governor_says_more_than_its_opposite() {
    // "did not rule out" leaves it open, "made no attempt" ends it.
    check(
        "He/PRON/4/nsubj did:do/AUX/4/aux not/PART/4/advmod rule/VERB/0/root out/ADP/4/compound:prt attacking:attack/VERB/4/xcomp \
         ./PUNCT/4/punct",
        "attacking",
        "+ Possible Actual",
    );
    check(
        "They/PRON/2/nsubj made:make/VERB/0/root no/DET/4/det attempt/NOUN/2/obj to/PART/6/mark attack/VERB/4/acl ./PUNCT/2/punct",
        "attack",
        "- Certain Actual",
    );
    check(
        "They/PRON/2/nsubj saw:see/VERB/0/root no/DET/4/det evidence/NOUN/2/obj that/SCONJ/7/mark it/PRON/7/nsubj \
         attacked:attack/VERB/4/acl ./PUNCT/2/punct",
        "attacked",
        "+ Possible Actual",
    );
}

#[test]
fn a_negation_counts_once_and_where_it_belongs() {
    check(
        "There/PRON/2/expl were:be/VERB/0/root no/DET/4/det attacks:attack/NOUN/2/nsubj ./PUNCT/2/punct",
        "attacks",
        "- Certain Actual",
    );
    check(
        "They/PRON/4/nsubj did:do/AUX/4/aux not/PART/4/advmod leave/VERB/0/root but/CCONJ/6/cc attacked:attack/VERB/4/conj \
         ./PUNCT/4/punct",
        "attacked",
        "+ Certain Actual",
    );
    check(
        "They/PRON/4/nsubj not/PART/3/advmod only/ADV/4/advmod attacked:attack/VERB/0/root ./PUNCT/4/punct",
        "attacked",
        "+ Certain Actual",
    );
    check(
        "They/PRON/2/nsubj have/VERB/0/root yet/ADV/2/advmod to/PART/5/mark attack/VERB/2/xcomp ./PUNCT/2/punct",
        "attack",
        "- Certain Actual",
    );
}

#[test]
fn a_part_in_an_act_passes_on_what_is_said_of_it() {
    check(
        "They/PRON/3/nsubj were:be/AUX/4/cop not/PART/4/advmod responsible/ADJ/0/root for/ADP/7/case the/DET/7/det \
         attack/NOUN/4/obl ./PUNCT/4/punct",
        "attack",
        "- Certain Actual",
    );
    check(
        "Sudland/PROPN/2/nsubj denied:deny/VERB/0/root any/DET/4/det involvement/NOUN/2/obj in/ADP/7/case the/DET/7/det \
         attack/NOUN/4/nmod ./PUNCT/2/punct",
        "attack",
        "- Certain Actual",
    );
    // An attack with a doer of its own stands.
    check(
        "Sudland/PROPN/2/nsubj denied:deny/VERB/0/root any/DET/4/det involvement/NOUN/2/obj in/ADP/7/case their/PRON/7/nmod:poss \
         attack/NOUN/4/nmod ./PUNCT/2/punct",
        "attack",
        "+ Certain Actual",
    );
}

#[test]
fn who_denies_something_else_takes_the_act_for_granted() {
    let trees = "Sudland/PROPN/2/nsubj denied:deny/VERB/0/root that/SCONJ/9/mark men/NOUN/9/nsubj who/PRON/6/nsubj \
                 attacked:attack/VERB/4/acl:relcl were:be/AUX/9/cop its/PRON/9/nmod:poss agents:agent/NOUN/2/ccomp ./PUNCT/2/punct";
    let (document, parse) = document(trees);
    let scene = Scene::new(&document, &parse);
    let saying = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let lexicon = FactualityLexicon::embedded().expect("the lexicon in the program is sound");
    let found = Attributions::find(&scene, &saying);
    assert_eq!(stance(&scene, Word::new(0, 5), &found, &lexicon), Stance::Presupposed);
    assert_eq!(stance(&scene, Word::new(0, 8), &found, &lexicon), Stance::Plain);
}

#[test]
fn one_of_a_row_has_been_acted_upon() {
    let tree = |rank: &str| {
        format!(
            "Roe/PROPN/5/nsubj is:be/AUX/5/cop the/DET/5/det {rank}/ADJ/5/amod person/NOUN/0/root to/PART/8/mark be/AUX/8/aux:pass \
             detained:detain/VERB/5/acl ./PUNCT/5/punct"
        )
    };
    check(&tree("second"), "detained", "+ Certain Actual");
    check(&tree("next"), "detained", "+ Certain Future");
}

#[test]
fn what_somebody_is_wrongly_convicted_of_is_not_so() {
    let tree = |adverb: &str| {
        format!(
            "Lee/PROPN/4/nsubj:pass was:be/AUX/4/aux:pass {adverb}/ADV/4/advmod convicted:convict/VERB/0/root of/SCONJ/6/mark \
             murdering:murder/VERB/4/advcl him/PRON/6/obj ./PUNCT/4/punct"
        )
    };
    check(&tree("wrongly"), "murdering", "- Certain Actual");
    check(&tree("swiftly"), "murdering", "+ Certain Actual");
}

#[test]
fn a_claim_set_against_a_negation_is_contradicted() {
    let trees = "Rebels:rebel/NOUN/9/nsubj have/AUX/9/aux not/PART/9/advmod ,/PUNCT/7/punct as/SCONJ/7/mark they/PRON/7/nsubj \
                 claim/VERB/9/advcl ,/PUNCT/7/punct abducted:abduct/VERB/0/root nurses:nurse/NOUN/9/obj ./PUNCT/9/punct";
    let (document, parse) = document(trees);
    let scene = Scene::new(&document, &parse);
    let saying = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let lexicon = FactualityLexicon::embedded().expect("the lexicon in the program is sound");
    let found = Attributions::find(&scene, &saying);
    assert_eq!(stance(&scene, Word::new(0, 8), &found, &lexicon), Stance::Contradicted);
}
