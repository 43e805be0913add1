use crate::coder::Coder;
use crate::hand_tree::document;
use crate::lexicon::LexiconFiles;
use crate::places::Gazetteer;
use std::sync::LazyLock;

/// A few words of each kind, so that what is tested is the construction.
const LABELS: &str = r#"
[[naming]]
id = "call"
verbs = ["call", "consider"]
kind = "epithet"

[[naming]]
id = "describe"
verbs = ["describe", "see"]
preposition = ["as"]
kind = "epithet"

[[naming]]
id = "accuse"
verbs = ["accuse"]
preposition = ["of"]
being = true
kind = "epithet"
polarity = "negative"

[[naming]]
id = "compare"
verbs = ["compare"]
preposition = ["to"]
kind = "comparison"
polarity = "mixed"

[[label]]
id = "thug"
words = ["thug", "thief", "tool of sudland"]
kind = "epithet"
polarity = "negative"
refers = true

[[label]]
id = "brave"
words = ["brave", "honest"]
kind = "praise"
polarity = "positive"
only_as_adjective = true
unless = ["face"]
"#;

static CODER: LazyLock<Coder> = LazyLock::new(|| {
    let files = LexiconFiles::embedded().with("labels.toml", LABELS.to_string());
    let gazetteer = Gazetteer::embedded().expect("the built gazetteer is sound");
    Coder::new(&files, gazetteer).expect("the lexicon is sound")
});

/// Each label as "rule: words of target by holder".
#[track_caller]
fn check(trees: &str, expected: &[&str]) {
    let (document, parse) = document(trees);
    let reading = CODER.read(&document, &parse, "hand", Vec::new());
    let found: Vec<String> = reading
        .labels
        .iter()
        .map(|label| {
            let target = label.target.span.of(&document.text);
            let holder = label
                .chain
                .innermost()
                .map(|link| link.holder.span.map_or("publisher", |span| span.of(&document.text)));
            format!("{}: {} of {target} by {}", label.rule, label.text, holder.unwrap_or("nobody"))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_predicate_labels_its_subject() {
    let minister = "The/DET/2/det minister/NOUN/5/nsubj is:be/AUX/5/cop a/DET/5/det thug/NOUN/0/root ./PUNCT/5/punct";
    check(minister, &["thug:predicate: thug of The minister by publisher"]);
    // What is asked, denied or measured is nobody's word for somebody.
    check(&minister.replace("./PUNCT", "?/PUNCT"), &[]);
    check(&minister.replace("a/DET/5/det", "no/DET/5/det"), &[]);
    check(
        "The/DET/2/det minister/NOUN/4/nsubj is:be/AUX/4/cop braver:brave/ADJ/0/root/Degree=Cmp ./PUNCT/4/punct",
        &[],
    );
}

#[test]
fn an_adjective_before_a_predicate_labels_its_subject() {
    check(
        "The/DET/2/det minister/NOUN/6/nsubj is:be/AUX/6/cop a/DET/6/det brave/ADJ/6/amod officer/NOUN/0/root",
        &["brave:predicate: brave of The minister by publisher"],
    );
    check(
        "The/DET/3/det brave/ADJ/3/amod minister/NOUN/4/nsubj left:leave/VERB/0/root",
        &["brave:attribute: brave of The brave minister by publisher"],
    );
    check("The/DET/3/det brave/ADJ/3/amod attack/NOUN/4/nsubj failed:fail/VERB/0/root", &[]);
    check("A/DET/3/det brave/ADJ/3/amod face/NOUN/4/nsubj helped:help/VERB/0/root", &[]);
}

#[test]
fn joined_adjectives_are_one_label() {
    check(
        "The/DET/2/det minister/NOUN/4/nsubj is:be/AUX/4/cop brave/ADJ/0/root and/CCONJ/6/cc honest/ADJ/4/conj",
        &["brave:predicate: brave and honest of The minister by publisher"],
    );
}

#[test]
fn a_naming_verb_gives_the_word_to_its_subject() {
    check(
        "The/DET/2/det union/NOUN/3/nsubj called:call/VERB/0/root the/DET/5/det minister/NOUN/3/obj a/DET/7/det thug/NOUN/3/xcomp \
         and/CCONJ/10/cc a/DET/10/det thief/NOUN/7/conj",
        &["call: thug of the minister by The union", "call: thief of the minister by The union"],
    );
    check(
        "The/DET/2/det minister/NOUN/4/nsubj:pass is:be/AUX/4/aux:pass seen:see/VERB/0/root/VerbForm=Part as/ADP/7/case a/DET/7/det \
         thug/NOUN/4/obl",
        &["describe: thug of The minister by seen"],
    );
    check(
        "The/DET/2/det minister/NOUN/4/nsubj:pass is:be/AUX/4/aux:pass considered:consider/VERB/0/root/VerbForm=Part a/DET/6/det \
         thug/NOUN/4/xcomp by/ADP/9/case the/DET/9/det union/NOUN/6/nmod",
        &["call: thug of The minister by the union"],
    );
    check(
        "The/DET/2/det union/NOUN/3/nsubj accused:accuse/VERB/0/root the/DET/5/det minister/NOUN/3/obj of/SCONJ/9/mark \
         being:be/AUX/9/cop a/DET/9/det gardener/NOUN/3/advcl",
        &["accuse: gardener of the minister by The union"],
    );
}

#[test]
fn a_comparison_needs_somebody_who_draws_it() {
    check(
        "The/DET/2/det union/NOUN/3/nsubj compared:compare/VERB/0/root the/DET/5/det minister/NOUN/3/obj to/ADP/8/case a/DET/8/det \
         king/NOUN/3/obl",
        &["compare: king of the minister by The union"],
    );
    check(
        "The/DET/2/det minister/NOUN/6/nsubj compared:compare/VERB/2/acl/VerbForm=Part to/ADP/5/case a/DET/5/det king/NOUN/3/obl \
         lost:lose/VERB/0/root",
        &[],
    );
}

#[test]
fn a_word_may_stand_for_somebody() {
    check(
        "The/DET/2/det thugs:thug/NOUN/3/nsubj left:leave/VERB/0/root",
        &["thug:reference: thugs of The thugs by publisher"],
    );
    check(
        "The/DET/2/det minister/NOUN/5/nsubj is:be/AUX/5/cop a/DET/5/det tool/NOUN/0/root of/ADP/7/case Sudland/PROPN/5/nmod",
        &["thug:predicate: tool of Sudland of The minister by publisher"],
    );
    check("The/DET/2/det tool/NOUN/3/nsubj broke:break/VERB/0/root", &[]);
}

#[test]
fn a_noun_in_marks_labels_whoever_it_is_said_of() {
    let trees = "The/DET/2/det minister/NOUN/6/nsubj is:be/AUX/6/cop a/DET/6/det “/PUNCT/6/punct teapot/NOUN/0/root ”/PUNCT/6/punct \
        ./PUNCT/6/punct";
    let plain = "The/DET/2/det minister/NOUN/5/nsubj is:be/AUX/5/cop a/DET/5/det teapot/NOUN/0/root ./PUNCT/5/punct";
    check(trees, &["labels.in-marks:predicate: teapot of The minister by publisher"]);
    check(plain, &[]);
}
