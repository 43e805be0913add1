//! Which mentions are one actor, and which only seem so.

use super::*;

const SAID: &str = "said|say|VERB|0|root";

#[test]
fn an_army_is_no_union_of_states() {
    let union =
        ("The|the|DET|2|det UN|=|PROPN|3|nsubj met|meet|VERB|0|root +.|.|PUNCT|3|punct", &["Organization 2 2"][..]);
    for (noun, code) in [("army", "army ---MIL"), ("ministry", "ministry ---GOV"), ("court", "court ---JUD")] {
        let words = format!("The|the|DET|2|det {noun}|=|NOUN|3|nsubj {SAID} so|=|ADV|3|advmod");
        with(&[union, (&words, &[])], |scene, actors| {
            assert_eq!(who(scene, actors, 0, 2), "United Nations UNO");
            assert_eq!(who(scene, actors, 1, 2), code);
        });
    }
    let group = format!("The|the|DET|2|det organization|=|NOUN|3|nsubj {SAID} so|=|ADV|3|advmod");
    with(&[union, (&group, &[])], |scene, actors| {
        assert_eq!(who(scene, actors, 1, 2), "United Nations UNO");
    });
}

#[test]
fn words_in_passing_tell_no_other_group() {
    let rally = "The|the|DET|4|det People's|=|PROPN|4|nmod:poss Mujahedin|=|PROPN|4|compound Front|=|PROPN|5|nsubj met|meet|VERB|0|root";
    let group =
        |word: &str| format!("The|the|DET|3|det {word}|=|ADJ|3|amod group|=|NOUN|4|nsubj {SAID} so|=|ADV|4|advmod");
    for (word, expected) in [("exiled", "People's Mujahedin Front"), ("rival", "rival group")] {
        with(&[(rally, &["Organization 2 4"]), (&group(word), &[])], |scene, actors| {
            assert!(who(scene, actors, 1, 3).starts_with(expected), "{word}: {}", who(scene, actors, 1, 3));
        });
    }
}

#[test]
fn a_name_that_sounds_alike_is_one_persons_but_not_in_one_sentence() {
    let first = format!("Ruslan|=|PROPN|3|nsubj Kadyrin|=|PROPN|1|flat {SAID} so|=|ADV|3|advmod");
    let later = format!("Kadirin|=|PROPN|2|nsubj {SAID} so|=|ADV|2|advmod");
    with(&[(&first, &["Person 1 2"]), (&later, &["Person 1 1"])], |scene, actors| {
        assert_eq!(who(scene, actors, 1, 1), who(scene, actors, 0, 1));
    });
    let both = "Kadyrin|=|PROPN|2|nsubj met|meet|VERB|0|root Kadirin|=|PROPN|2|obj";
    with(&[(both, &["Person 1 1", "Person 3 3"])], |scene, actors| {
        assert_ne!(who(scene, actors, 0, 1), who(scene, actors, 0, 3));
    });
}

#[test]
fn the_words_behind_a_name_may_belong_to_it() {
    let words = "The|the|DET|3|det People's|=|PROPN|3|nmod:poss Mujahedin|=|PROPN|6|nsubj of|=|ADP|5|case Iran|=|PROPN|3|nmod met|meet|VERB|0|root";
    with(&[(words, &["Organization 2 3", "Location 5 5"])], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 3), "People's Mujahedin of Iran IRNOPP");
    });
}

/// As `with`, where a workspace has coded these rows.
fn with_own(rows: &[&str], sentences: &[(&str, &[&str])], check: impl FnOnce(&Scene<'_>, &Actors)) {
    let text = format!("names\tcountry\tsector\tfrom\tto\n{}\n", rows.join("\n"));
    let files = LexiconFiles::embedded().with("actors/own.tsv", text);
    let lexicon = ActorLexicon::load(&files).unwrap_or_else(|error| panic!("{error}"));
    let (document, parse) = parsed(sentences);
    let scene = Scene::new(&document, &parse);
    check(&scene, &Actors::resolve(&scene, &lexicon));
}

#[test]
fn a_country_alone_makes_nobody_a_state() {
    let words = "Kadyrin|=|PROPN|2|nsubj met|meet|VERB|0|root Kadirow|=|PROPN|2|obj";
    for (kind, expected) in
        [("Person", "Kadyrin NORUNK"), ("Organization", "Kadyrin NORUNK"), ("Location", "Norway NOR")]
    {
        let names = [format!("{kind} 1 1"), "Person 3 3".to_string()];
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        with_own(&["Kadyrin\tNOR\t\t\t"], &[(words, &names)], |scene, actors| {
            assert_eq!(who(scene, actors, 0, 1), expected);
        });
    }
}

#[test]
fn the_names_that_a_user_codes_are_one_and_the_sector_replaces() {
    let words = "Kadyrin|=|PROPN|2|nsubj met|meet|VERB|0|root the|=|DET|4|det front|=|NOUN|2|obj of|=|ADP|6|case Vell|=|PROPN|4|nmod";
    let later = format!("Ruslan|=|PROPN|2|nsubj {SAID} so|=|ADV|2|advmod");
    let rows = ["Kadyrin;Ruslan\tNOR\tREB\t\t"];
    with_own(&rows, &[(words, &["Person 1 1"]), (&later, &["Organization 1 1"])], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 1), "Kadyrin NORREB");
        assert_eq!(who(scene, actors, 1, 1), who(scene, actors, 0, 1));
    });
    let mujahedin = "The|the|DET|3|det People's|=|PROPN|3|nmod:poss Mujahedin|=|PROPN|6|nsubj of|=|ADP|5|case Iran|=|PROPN|3|nmod met|meet|VERB|0|root";
    let rows = ["People's Mujahedin of Iran\t\tREB\t\t"];
    with_own(&rows, &[(mujahedin, &["Organization 2 3", "Location 5 5"])], |scene, actors| {
        assert!(who(scene, actors, 0, 3).ends_with(" IRNREB"), "{}", who(scene, actors, 0, 3));
        let party = actors.party(scene, Word::new(0, 2)).and_then(|party| party.actor);
        let sectors = party.and_then(|id| actors.get(&id)).map(|actor| actor.sector.clone());
        assert_eq!(sectors, Some(vec!["REB".to_string()]));
    });
}

#[test]
fn a_capital_that_holds_talks_with_others_is_a_government() {
    let talks = "Tehran|=|PROPN|2|nsubj held|hold|VERB|0|root talks|talk|NOUN|2|obj|Number=Plur with|=|ADP|5|case rebels|rebel|NOUN|3|nmod|Number=Plur";
    with(&[(talks, &["Location 1 1"])], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 1), "government of Iran IRNGOV");
    });
    let fair = "Tehran|=|PROPN|2|nsubj held|hold|VERB|0|root fairs|fair|NOUN|2|obj|Number=Plur";
    with(&[(fair, &["Location 1 1"])], |scene, actors| assert_eq!(who(scene, actors, 0, 1), "nobody"));
}

#[test]
fn several_parties_are_not_the_first_of_them() {
    let words = "Parties|party|NOUN|5|nsubj|Number=Plur ,|=|PUNCT|3|punct Shas|=|PROPN|1|appos ,|=|PUNCT|3|punct said|say|VERB|0|root";
    with(&[(words, &["Organization 3 3"])], |scene, actors| {
        assert_ne!(who(scene, actors, 0, 1), who(scene, actors, 0, 3));
    });
}

#[test]
fn of_several_names_in_a_row_none_explains_another() {
    let row = |last: &str| {
        format!(
            "The|the|DET|3|det Dawn|=|PROPN|3|compound Fund|=|PROPN|8|nsubj +,|,|PUNCT|5|punct Unilever|=|PROPN|3|appos \
             +,|,|PUNCT|7|punct Rudaw|=|PROPN|5|appos {last}"
        )
    };
    let names = ["Organization 2 3", "Organization 5 5", "Organization 7 7"];
    with(&[(&row("met|meet|VERB|0|root"), &names)], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 3), who(scene, actors, 0, 5));
    });
    let listed = row("met|meet|VERB|0|root and|=|CCONJ|10|cc Kenya|=|PROPN|7|conj");
    with(&[(&listed, &names)], |scene, actors| {
        assert_ne!(who(scene, actors, 0, 3), who(scene, actors, 0, 5));
        assert_ne!(who(scene, actors, 0, 5), who(scene, actors, 0, 7));
    });
}

#[test]
fn a_counterpart_joined_to_somebody_has_the_same_post() {
    let met = "Minister|minister|PROPN|2|nmod:desc Ann|=|PROPN|9|nsubj|Gender=Fem Lee|=|PROPN|2|flat and|=|CCONJ|6|cc \
        her|=|PRON|6|nmod:poss counterpart|=|NOUN|2|conj Bob|=|PROPN|6|appos Hansen|=|PROPN|7|flat met|meet|VERB|0|root";
    with(&[(met, &["Person 2 3", "Person 7 8"])], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 5), "Ann Lee ---GOV");
        assert_eq!(who(scene, actors, 0, 7), "Bob Hansen ---GOV");
    });
}

#[test]
fn a_minister_of_another_field_is_another() {
    let named = |field: &str| {
        format!(
            "Kenyan|=|ADJ|3|amod {field}|=|ADJ|3|amod Minister|minister|PROPN|4|compound Ann|=|PROPN|6|nsubj Lee|=|PROPN|4|flat met|meet|VERB|0|root"
        )
    };
    let later = format!("The|the|DET|3|det trade|=|NOUN|3|compound minister|=|NOUN|4|nsubj {SAID} so|=|ADV|4|advmod");
    for (field, is_one) in [("Trade", true), ("Foreign", false)] {
        with(&[(&named(field), &["NORP 1 1", "Person 4 5"]), (&later, &[])], |scene, actors| {
            assert_eq!(who(scene, actors, 0, 4) == who(scene, actors, 1, 3), is_one, "{field}");
        });
    }
}
