//! Persons who are told by no office, words for people of a kind, bodies and states by their names.

use super::{coded, who, with};

#[test]
fn an_age_beside_a_name_is_an_ordinary_persons() {
    let words = "Ann|=|PROPN|6|nsubj:pass Lee|=|PROPN|1|flat +,|,|PUNCT|4|punct 34|=|NUM|1|appos +,|,|PUNCT|4|punct left|leave|VERB|0|root";
    assert_eq!(coded(words, &["Person 1 2"], 1), "Ann Lee ---CVL");
    let described = "Ann|=|PROPN|9|nsubj Lee|=|PROPN|1|flat +,|,|PUNCT|7|punct 34|=|NUM|6|nummod -|=|PUNCT|4|punct year|=|NOUN|7|obl old|=|ADJ|1|appos +,|,|PUNCT|7|punct left|leave|VERB|0|root";
    assert_eq!(coded(described, &["Person 1 2"], 1), "Ann Lee ---CVL");
    let untold = "Ann|=|PROPN|3|nsubj Lee|=|PROPN|1|flat left|leave|VERB|0|root";
    assert_eq!(coded(untold, &["Person 1 2"], 1), "Ann Lee ---UNK");
    let leader = words.replace("Ann|=", "Paul|=").replace("Lee|=", "Kagame|=");
    assert!(!coded(&leader, &["Person 1 2"], 1).ends_with("CVL"));
    let chief = "Chief|chief|NOUN|2|nmod:desc Ann|=|PROPN|7|nsubj Lee|=|PROPN|2|flat +,|,|PUNCT|5|punct 34|=|NUM|2|appos +,|,|PUNCT|5|punct left|leave|VERB|0|root";
    assert_eq!(coded(chief, &["Person 2 3"], 2), "Ann Lee ---UNK");
}

#[test]
fn whoever_is_held_for_a_plain_crime_is_an_ordinary_person() {
    let words = "Police|police|NOUN|2|nsubj charged|charge|VERB|0|root Ann|=|PROPN|2|obj Lee|=|PROPN|3|flat with|=|ADP|6|case robbery|=|NOUN|2|obl";
    assert_eq!(coded(words, &["Person 3 4"], 3), "Ann Lee ---CVL");
    let treason = words.replace("robbery", "treason");
    assert_eq!(coded(&treason, &["Person 3 4"], 3), "Ann Lee ---UNK");
}

#[test]
fn a_noun_for_several_tells_of_each_of_those_named() {
    let words = "Kenyan|=|ADJ|2|amod judges|judge|NOUN|3|nmod:desc|Number=Plur Ann|=|PROPN|8|nsubj Lee|=|PROPN|3|flat and|=|CCONJ|6|cc Ben|=|PROPN|3|conj Okoro|=|PROPN|6|flat left|leave|VERB|0|root";
    let names = ["NORP 1 1", "Person 3 4", "Person 6 7"];
    assert_eq!(coded(words, &names, 6), "Ben Okoro KENJUD");
    let counted = "Two|=|NUM|2|nummod judges|judge|NOUN|9|nsubj|Number=Plur +,|,|PUNCT|4|punct Ann|=|PROPN|2|appos Lee|=|PROPN|4|flat and|=|CCONJ|7|cc Ben|=|PROPN|2|conj Okoro|=|PROPN|7|flat left|leave|VERB|0|root";
    let names = ["Person 4 5", "Person 7 8"];
    assert_eq!(coded(counted, &names, 7), "Ben Okoro ---JUD");
    // Three judges, Ann Lee, and somebody else: nobody knows.
    assert_eq!(coded(&counted.replace("Two|", "Three|"), &names, 7), "Ben Okoro ---UNK");
    let one = "Ann|=|PROPN|8|nsubj Lee|=|PROPN|1|flat +,|,|PUNCT|4|punct one|=|NUM|1|appos of|=|ADP|7|case the|=|DET|7|det judges|judge|NOUN|4|nmod|Number=Plur left|leave|VERB|0|root";
    assert_eq!(coded(one, &["Person 1 2"], 1), "Ann Lee ---JUD");
}

#[test]
fn a_word_for_people_of_a_kind_means_several() {
    let words = "The|the|DET|2|det Velmut|=|PROPN|3|nsubj left|leave|VERB|0|root";
    assert_eq!(coded(words, &["NORP 2 2"], 2), "Velmut ---CVL");
    let view = "The|the|DET|2|det Velmists|=|PROPN|3|nsubj|Number=Plur left|leave|VERB|0|root";
    assert_eq!(coded(view, &["NORP 2 2"], 2), "Velmists ---UNK");
}

#[test]
fn a_state_is_known_by_the_long_form_of_its_name() {
    let words =
        "The|the|DET|2|det Republic|=|PROPN|5|nsubj of|=|ADP|4|case Kenya|=|PROPN|2|nmod protested|protest|VERB|0|root";
    assert_eq!(coded(words, &["Organization 2 4"], 2), "Kenya KENGOV");
    let body = "The|the|DET|3|det Dance|=|PROPN|3|compound Federation|=|PROPN|6|nsubj of|=|ADP|5|case Kenya|=|PROPN|3|nmod protested|protest|VERB|0|root";
    assert_eq!(coded(body, &["Organization 2 5"], 3), "Dance Federation of Kenya KENSOC");
}

#[test]
fn initials_are_those_of_the_body_that_the_report_spells_out() {
    let later = "IMF|=|PROPN|2|nsubj stayed|stay|VERB|0|root";
    let of = |name: &str| {
        let words = format!(
            "The|the|DET|4|det {name}|=|PROPN|4|compound Marine|=|PROPN|4|compound Front|=|PROPN|5|nsubj left|leave|VERB|0|root"
        );
        with(&[(&words, &["Organization 2 4"][..]), (later, &["Organization 1 1"])], |scene, actors| {
            who(scene, actors, 1, 1)
        })
    };
    assert_eq!(of("Inland"), "Inland Marine Front ---UNK");
    assert_eq!(of("Velm"), "International Monetary Fund UNO");
}

#[test]
fn a_director_at_a_body_is_of_it() {
    let words = "Ann|=|PROPN|8|nsubj Lee|=|PROPN|1|flat +,|,|PUNCT|4|punct director|=|NOUN|1|appos at|=|ADP|7|case Velm|=|PROPN|7|compound University|=|PROPN|4|nmod left|leave|VERB|0|root";
    assert_eq!(coded(words, &["Person 1 2", "Organization 6 7"], 1), "Ann Lee ---EDU");
    let woman = "A|a|DET|2|det woman|=|NOUN|6|nsubj at|=|ADP|5|case Velm|=|PROPN|5|compound University|=|PROPN|2|nmod left|leave|VERB|0|root";
    assert_eq!(coded(woman, &["Organization 4 5"], 2), "woman at Velm University ---CVL");
}

#[test]
fn a_woman_named_so_is_one_with_the_name() {
    let words = "A|a|DET|2|det judge|=|NOUN|6|nsubj named|name|VERB|2|acl Ann|=|PROPN|3|xcomp Lee|=|PROPN|4|flat left|leave|VERB|0|root";
    assert_eq!(coded(words, &["Person 4 5"], 2), "Ann Lee ---JUD");
}

#[test]
fn the_prosecutors_office_is_no_office_of_government() {
    let words = "The|the|DET|2|det prosecutor|=|NOUN|4|nmod:poss +'s|=|PART|2|case office|=|NOUN|5|nsubj left|leave|VERB|0|root";
    assert_eq!(coded(words, &[], 4), "prosecutor's office ---JUD");
}
