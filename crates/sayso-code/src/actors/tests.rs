//! Invented sentences with trees written by hand.

mod joined;
mod ordinary;

use super::*;
use crate::lexicon::LexiconFiles;
use sayso_core::{ActorKind, Document};
use sayso_parse::{Coreference, Entity, EntityKind, Feats, Mention, Parse, Relation, Sentence, Token};
use std::sync::LazyLock;

static LEXICON: LazyLock<ActorLexicon> =
    LazyLock::new(|| ActorLexicon::load(&LexiconFiles::embedded()).unwrap_or_else(|error| panic!("{error}")));

/// A text from sentences of words "form|lemma|upos|head|relation[|feats]" (heads from 1, 0 the root, lemma "=" as the
/// form). A word that begins with "+" is not set off by a blank. Names are given as "Kind first last" (from 1).
fn parsed(sentences: &[(&str, &[&str])]) -> (Document, Parse) {
    let mut text = String::new();
    let mut parse = Parse::default();
    for (number, (words, names)) in sentences.iter().enumerate() {
        let mut tokens = Vec::new();
        for word in words.split_whitespace() {
            let joined = word.strip_prefix('+');
            if joined.is_none() && !text.is_empty() {
                text.push(' ');
            }
            let fields: Vec<&str> = joined.unwrap_or(word).split('|').collect();
            let start = text.len();
            text.push_str(fields[0]);
            let head: usize = fields[3].parse().unwrap_or(0);
            tokens.push(Token {
                span: Span::new(start, text.len()),
                form: fields[0].into(),
                lemma: if fields[1] == "=" { fields[0] } else { fields[1] }.into(),
                upos: Upos::parse(fields[2]),
                feats: Feats(fields.get(5).copied().unwrap_or("_").replace('&', "|").into()),
                head: head.checked_sub(1),
                relation: Relation::parse(fields[4]),
                cue: None,
                acts: None,
            });
        }
        for name in *names {
            let fields: Vec<&str> = name.split(' ').collect();
            let (first, last): (usize, usize) = (fields[1].parse().unwrap_or(1), fields[2].parse().unwrap_or(1));
            let span = tokens[first - 1].span.join(tokens[last - 1].span);
            let kind = EntityKind::parse(fields[0]).unwrap_or(EntityKind::Misc);
            parse.entities.push(Entity { span, kind, sentence: number, first: first - 1, end: last });
        }
        let span =
            tokens.first().map_or(Span::new(0, 0), |token: &Token| token.span.join(tokens[tokens.len() - 1].span));
        parse.sentences.push(Sentence { span, tokens, starts_paragraph: number == 0 });
    }
    (Document::new("test", text), parse)
}

fn with<T>(sentences: &[(&str, &[&str])], check: impl FnOnce(&Scene<'_>, &Actors) -> T) -> T {
    let (document, parse) = parsed(sentences);
    let scene = Scene::new(&document, &parse);
    let actors = Actors::resolve(&scene, &LEXICON);
    check(&scene, &actors)
}

fn code(actor: &Actor<Span>) -> String {
    format!("{}{}", actor.country.as_deref().unwrap_or("---"), actor.sector.first().map_or("", String::as_str))
}

/// Who stands at a word, as "name code".
fn who(scene: &Scene<'_>, actors: &Actors, sentence: usize, word: usize) -> String {
    let party = actors.party(scene, Word::new(sentence, word - 1));
    match party.and_then(|party| party.actor).and_then(|id| actors.get(&id).cloned()) {
        Some(actor) => format!("{} {}", actor.name, code(&actor)),
        None => "nobody".to_string(),
    }
}

const MINISTER: (&str, &[&str]) = (
    "Kenyan|=|ADJ|3|amod Foreign|foreign|ADJ|3|amod Minister|minister|PROPN|4|compound Ann|=|PROPN|6|nsubj Lee|=|PROPN|4|flat met|meet|VERB|0|root soldiers|soldier|NOUN|6|obj|Number=Plur +.|.|PUNCT|6|punct",
    &["NORP 1 1", "Person 4 5"],
);

#[test]
fn a_title_gives_country_sector_and_role() {
    with(&[MINISTER], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 4), "Ann Lee KENGOV");
        assert_eq!(who(scene, actors, 0, 5), "Ann Lee KENGOV");
        let lee = &actors.list()[0];
        assert_eq!(lee.roles[0].title, "foreign minister");
        assert_eq!(lee.kind, ActorKind::Person);
        let soldiers = Word::new(0, 6);
        assert_eq!(actors.sort(scene, soldiers), Sort::Group);
        assert_eq!(who(scene, actors, 0, 7), "soldiers ---MIL");
    });
}

#[test]
fn pronouns_and_last_names_take_up_a_name() {
    let second = (
        "She|she|PRON|2|nsubj said|say|VERB|0|root Lee|=|PROPN|4|nsubj left|leave|VERB|2|ccomp +.|.|PUNCT|2|punct",
        &["Person 3 3"][..],
    );
    with(&[MINISTER, second], |scene, actors| {
        assert_eq!(who(scene, actors, 1, 1), "Ann Lee KENGOV");
        assert_eq!(who(scene, actors, 1, 3), "Ann Lee KENGOV");
        assert_eq!(actors.list()[0].aliases.len(), 2);
        assert_eq!(actors.sort(scene, Word::new(1, 0)), Sort::Person);
    });
}

#[test]
fn who_speaks_is_not_whom_he_names() {
    let sentences: &[(&str, &[&str])] = &[
        ("Bob|=|PROPN|3|nsubj Lee|=|PROPN|1|flat spoke|speak|VERB|0|root", &["Person 1 2"]),
        (
            "Carl|=|PROPN|4|nsubj Tarn|=|PROPN|1|flat will|=|AUX|4|aux resign|=|VERB|0|root +,|=|PUNCT|7|punct he|=|PRON|7|nsubj said|say|VERB|4|parataxis",
            &["Person 1 2"],
        ),
    ];
    with(sentences, |scene, actors| {
        assert_eq!(who(scene, actors, 1, 6), "Bob Lee ---UNK");
    });
}

#[test]
fn nobody_questions_himself() {
    let sentences: &[(&str, &[&str])] = &[(
        "Carl|=|PROPN|3|nsubj Tarn|=|PROPN|1|flat tried|try|VERB|0|root to|=|PART|5|mark question|=|VERB|3|xcomp him|he|PRON|5|obj",
        &["Person 1 2"],
    )];
    with(sentences, |scene, actors| {
        assert_eq!(who(scene, actors, 0, 6), "nobody");
    });
}

#[test]
fn two_women_leave_she_open() {
    let two = (
        "Ann|=|PROPN|3|nsubj Lee|=|PROPN|1|flat and|=|CCONJ|4|cc Mary|=|PROPN|1|conj Poe|=|PROPN|4|flat spoke|speak|VERB|0|root",
        &["Person 1 2", "Person 4 5"][..],
    );
    let two = (two.0.replace("Ann|=|PROPN|3|nsubj", "Ann|=|PROPN|6|nsubj"), two.1);
    let second = ("Then|then|ADV|3|advmod she|she|PRON|3|nsubj left|leave|VERB|0|root", &[][..]);
    with(&[(&two.0, two.1), second], |scene, actors| {
        let party = actors.party(scene, Word::new(0, 0));
        assert!(party.is_some_and(|party| party.actor.is_some()));
        assert_eq!(actors.parties(scene, Word::new(0, 0)).len(), 2);
    });
}

#[test]
fn a_capital_acts_or_is_a_place() {
    let says = ("Nairobi|=|PROPN|2|nsubj denied|deny|VERB|0|root it|it|PRON|2|obj", &["Location 1 1"][..]);
    let there = (
        "Villagers|villager|NOUN|2|nsubj|Number=Plur met|meet|VERB|0|root in|in|ADP|4|case Nairobi|=|PROPN|2|obl",
        &["Location 4 4"][..],
    );
    with(&[says, there], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 1), "government of Kenya KENGOV");
        assert_eq!(actors.sort(scene, Word::new(0, 0)), Sort::State);
        assert_eq!(actors.sort(scene, Word::new(1, 3)), Sort::Place);
        assert_eq!(who(scene, actors, 1, 4), "nobody");
        assert_eq!(who(scene, actors, 0, 3), "nobody");
    });
}

#[test]
fn acronyms_and_general_nouns_take_up_a_body() {
    let first = (
        "The|the|DET|3|det Dawn|=|PROPN|3|compound Front|=|PROPN|7|nsubj (|=|PUNCT|5|punct +DF|=|PROPN|3|appos +)|=|PUNCT|5|punct attacked|attack|VERB|0|root a|a|DET|9|det town|=|NOUN|7|obj",
        &["Organization 2 3", "Organization 5 5"][..],
    );
    let second = (
        "The|the|DET|2|det group|=|NOUN|3|nsubj released|release|VERB|0|root its|its|PRON|5|nmod:poss leader|=|NOUN|3|obj|Number=Sing",
        &[][..],
    );
    let third = (
        "Police|police|NOUN|2|nsubj accused|accuse|VERB|0|root the|the|DET|4|det DF|=|PROPN|2|obj",
        &["Organization 4 4"][..],
    );
    with(&[first, second, third], |scene, actors| {
        let front = who(scene, actors, 0, 3);
        assert_eq!(front, "Dawn Front ---UNK");
        for (sentence, word) in [(0, 5), (1, 2), (1, 4), (2, 4)] {
            assert_eq!(who(scene, actors, sentence, word), front, "{sentence} {word}");
        }
        let id =
            |sentence, word: usize| actors.party(scene, Word::new(sentence, word - 1)).and_then(|party| party.actor);
        let (front, leader, police) = (id(0, 3), id(1, 5), id(2, 1));
        let reason = front.clone().zip(leader).and_then(|(front, leader)| actors.same_side(&front, &leader));
        assert!(reason.is_some_and(|reason| reason.contains("belongs to Dawn Front")));
        assert_eq!(front.zip(police).and_then(|(front, police)| actors.same_side(&front, &police)), None);
    });
}

#[test]
fn bodies_belong_to_their_state() {
    let text = (
        "Kenya|=|PROPN|4|nmod:poss +'s|'s|PART|1|case interior|=|ADJ|4|amod ministry|=|NOUN|5|nsubj warned|warn|VERB|0|root Kenya|=|PROPN|5|obj",
        &["Location 1 1", "Location 6 6"][..],
    );
    with(&[text], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 4), "Kenya's interior ministry KENGOV");
        let id = |word: usize| actors.party(scene, Word::new(0, word - 1)).and_then(|party| party.actor);
        let reason = id(6).zip(id(4)).and_then(|(state, ministry)| actors.same_side(&state, &ministry));
        assert!(reason.is_some());
        let back = id(4).zip(id(6)).and_then(|(ministry, state)| actors.same_side(&ministry, &state));
        assert_eq!(back, reason);
    });
}

#[test]
fn former_office_holders_are_no_government() {
    let text = (
        "Former|former|ADJ|3|amod US|=|PROPN|3|compound president|=|NOUN|4|compound John|=|PROPN|6|nsubj Roe|=|PROPN|4|flat spoke|speak|VERB|0|root",
        &["Location 2 2", "Person 4 5"][..],
    );
    with(&[text], |scene, actors| assert_eq!(who(scene, actors, 0, 4), "John Roe USAELI"));
}

/// The code of the one at word `word` of a sentence.
fn coded(words: &str, names: &[&str], word: usize) -> String {
    with(&[(words, names)], |scene, actors| who(scene, actors, 0, word))
}

#[test]
fn a_rank_before_a_post_is_no_office() {
    let words = "Kenyan|=|ADJ|3|amod Deputy|deputy|PROPN|3|compound President|president|PROPN|4|nmod:desc Ann|=|PROPN|6|nsubj Lee|=|PROPN|4|flat left|leave|VERB|0|root";
    assert_eq!(coded(words, &["NORP 1 1", "Person 4 5"], 4), "Ann Lee KENGOV");
    let alone =
        "Kenyan|=|ADJ|2|amod deputy|=|NOUN|3|nmod:desc Ann|=|PROPN|5|nsubj Lee|=|PROPN|3|flat left|leave|VERB|0|root";
    assert_eq!(coded(alone, &["NORP 1 1", "Person 3 4"], 3), "Ann Lee KENLEG");
}

#[test]
fn posts_of_bodies_are_no_offices_of_state() {
    let general = "Dawn|=|PROPN|2|compound Party|party|PROPN|3|compound secretary|=|NOUN|5|nmod:desc general|=|NOUN|5|nmod:desc Ann|=|PROPN|7|nsubj Lee|=|PROPN|5|flat left|leave|VERB|0|root";
    assert_eq!(coded(general, &["Organization 1 2", "Person 5 6"], 5), "Ann Lee ---PTY");
    let nations = general
        .replace("Dawn|=|PROPN|2|compound Party|party|PROPN|3|compound", "former|=|ADJ|2|amod envoy|=|NOUN|3|compound");
    assert_eq!(coded(&nations, &["Person 5 6"], 5), "Ann Lee ---ELI");
    let unknown = "XYZW|=|PROPN|2|compound president|=|NOUN|3|nmod:desc Ann|=|PROPN|5|nsubj Lee|=|PROPN|3|flat left|leave|VERB|0|root";
    assert_eq!(coded(unknown, &["Organization 1 1", "Person 3 4"], 3), "Ann Lee ---UNK");
    assert_eq!(coded(&unknown.replace("XYZW", "Kenyan"), &["NORP 1 1", "Person 3 4"], 3), "Ann Lee KENGOV");
}

#[test]
fn posts_and_owners_that_hang_in_a_ring_come_to_an_end() {
    // The post is before the name whose post it is, by a tree that no sentence has.
    let words = "of|=|ADP|3|case president|=|NOUN|4|compound Velm|=|PROPN|2|nmod left|leave|VERB|0|root";
    assert_eq!(coded(words, &["Organization 3 3"], 3), "Velm ---GOV");
}

#[test]
fn a_title_tells_more_than_the_noun() {
    let title = "Speaker|speaker|PROPN|2|nmod:desc Ann|=|PROPN|4|nsubj Lee|=|PROPN|2|flat left|leave|VERB|0|root";
    assert_eq!(coded(title, &["Person 2 3"], 2), "Ann Lee ---LEG");
    let noun = "A|a|DET|2|det speaker|=|NOUN|3|nsubj left|leave|VERB|0|root";
    assert_eq!(coded(noun, &[], 2), "speaker ---UNK");
}

#[test]
fn the_chief_of_a_place_named_like_a_body_is_of_the_body() {
    let words = "The|the|DET|2|det chief|=|NOUN|7|nsubj of|=|ADP|6|case Norvik|=|PROPN|6|compound Police|=|PROPN|6|compound Precinct|=|PROPN|2|nmod left|leave|VERB|0|root";
    assert_eq!(coded(words, &["Facility 4 6"], 2), "chief of Norvik Police Precinct ---COP");
}

#[test]
fn a_report_without_a_day_knows_who_is_in_office_and_new_offices_count() {
    let modi = "Narendra|=|PROPN|3|nsubj Modi|=|PROPN|1|flat left|leave|VERB|0|root";
    assert_eq!(coded(modi, &["Person 1 2"], 1), "Narendra Modi INDGOV");
    let former = "former|=|ADJ|2|amod president|=|NOUN|3|nmod:desc Paul|=|PROPN|5|nsubj Kagame|=|PROPN|3|flat left|leave|VERB|0|root";
    assert_eq!(coded(former, &["Person 3 4"], 3), "Paul Kagame RWAELI");
}

#[test]
fn we_are_the_body_of_who_speaks() {
    let words = "Ann|=|PROPN|8|nsubj Lee|=|PROPN|1|flat ,|=|PUNCT|4|punct president|=|NOUN|1|appos of|=|ADP|7|case Dawn|=|PROPN|7|compound Union|union|PROPN|4|nmod left|leave|VERB|0|root";
    with(&[(words, &["Person 1 2", "Organization 6 7"])], |scene, actors| {
        let at = |word: usize| actors.party(scene, Word::new(0, word - 1)).and_then(|party| party.actor);
        let speaker = at(1).unwrap_or_else(|| panic!("nobody speaks"));
        assert_eq!(actors.meant_by_we(&speaker), at(7).as_ref());
        let body = at(7).unwrap_or_else(|| panic!("there is no body"));
        assert_eq!(actors.meant_by_we(&body), Some(&body));
    });
    let alone = "Ann|=|PROPN|3|nsubj Lee|=|PROPN|1|flat left|leave|VERB|0|root";
    with(&[(alone, &["Person 1 2"])], |scene, actors| {
        let speaker = actors.party(scene, Word::new(0, 0)).and_then(|party| party.actor);
        assert_eq!(speaker.as_ref().and_then(|speaker| actors.meant_by_we(speaker)), None);
    });
}

/// Sentences in which "PPP" left, and somebody of a country or none.
fn leaving(party: &str, country: &str, kind: &str) -> String {
    let first = format!("{party}|=|PROPN|2|nsubj left|leave|VERB|0|root");
    let second = format!("{country}|=|PROPN|2|nsubj stayed|stay|VERB|0|root");
    let (first, second) = (first.as_str(), second.as_str());
    let names = [kind];
    with(&[(first, &["Organization 1 1"]), (second, &names)], |scene, actors| who(scene, actors, 0, 1))
}

#[test]
fn of_bodies_called_alike_the_one_is_meant_whose_country_is_named() {
    assert_eq!(leaving("PPP", "Guyana", "Location 1 1"), "People's Progressive Party GUYPTY");
    assert_eq!(leaving("PPP", "Pakistan", "Location 1 1"), "Pakistan People's Party PAKPTY");
    assert_eq!(leaving("RSF", "Sudan", "Location 1 1"), "Rapid Support Forces SDNPRM");
    // A body above states is of no country.
    assert_eq!(leaving("RSF", "Kenya", "Location 1 1"), "Reporters Without Borders NGOJRN");
    // A report on others does not mean the party of a country that it doesn't name.
    assert_eq!(leaving("PPP", "Kenya", "Location 1 1"), "PPP ---UNK");
    assert_eq!(leaving("BJP", "Kenya", "Location 1 1"), "BJP ---UNK");
    assert_eq!(leaving("BJP", "Anybody", "Person 1 1"), "Bharatiya Janata Party INDPTY");
}

#[test]
fn coordinated_parties_are_split() {
    let text = (
        "Police|police|NOUN|4|nsubj and|=|CCONJ|3|cc soldiers|soldier|NOUN|1|conj|Number=Plur arrested|arrest|VERB|0|root members|member|NOUN|4|obj|Number=Plur of|of|ADP|9|case the|the|DET|9|det Dawn|=|PROPN|9|compound Front|=|PROPN|5|nmod",
        &["Organization 8 9"][..],
    );
    with(&[text], |scene, actors| {
        let parties = actors.parties(scene, Word::new(0, 0));
        let words: Vec<&str> = parties.iter().map(|party| scene.words_at(party.span)).collect();
        assert_eq!(words, ["Police", "soldiers"]);
        let members = actors.parties(scene, Word::new(0, 4));
        assert_eq!(members.len(), 1);
        assert_eq!(scene.words_at(members[0].span), "members of the Dawn Front");
        assert_eq!(actors.sort(scene, Word::new(0, 4)), Sort::Group);
        assert!(actors.parties(scene, Word::new(0, 3)).is_empty());
    });
}

#[test]
fn nationality_before_an_act_is_the_state_and_before_people_describes_them() {
    let text = (
        "Kenyan|=|ADJ|2|amod strikes|strike|NOUN|3|nsubj|Number=Plur hit|=|VERB|0|root Ugandan|=|ADJ|5|amod rebels|rebel|NOUN|3|obj|Number=Plur",
        &["NORP 1 1", "NORP 4 4"][..],
    );
    with(&[text], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 1), "Kenya KENGOV");
        assert_eq!(who(scene, actors, 0, 5), "Ugandan rebels UGAREB");
        assert_eq!(actors.sort(scene, Word::new(0, 1)), Sort::Thing);
    });
}

#[test]
fn no_words_no_actors() {
    with(&[], |_, actors| assert!(actors.list().is_empty()));
}

proptest::proptest! {
    /// Whatever the tree, every mention lies in the text and every actor has one.
    #[test]
    fn any_tree_is_survived(words in proptest::collection::vec((0usize..12, 0usize..14, 0usize..12, 0usize..10), 1..14)) {
        const FORMS: [&str; 12] = ["Kenya", "police", "he", "it", "the", "Lee", "said", "group", "of", "its", "soldiers", "Nairobi"];
        const TAGS: [&str; 14] = ["PROPN", "NOUN", "PRON", "VERB", "DET", "ADJ", "ADP", "NUM", "PUNCT", "X", "SYM", "AUX", "NOUN", "PROPN"];
        const RELATIONS: [&str; 10] = ["nsubj", "obj", "nmod", "appos", "conj", "compound", "amod", "acl:relcl", "case", "nmod:poss"];
        let count = words.len();
        let sentence = words
            .iter()
            .map(|(form, tag, head, relation)| format!("{}|=|{}|{}|{}", FORMS[*form], TAGS[*tag], head % (count + 1), RELATIONS[*relation]))
            .collect::<Vec<_>>()
            .join(" ");
        let name = format!("Person 1 {}", count.min(2));
        with(&[(&sentence, &[&name]), (&sentence, &[])], |scene, actors| {
            for actor in actors.list() {
                assert!(!actor.mentions.is_empty());
                assert!(actor.mentions.iter().all(|mention| mention.span.end <= scene.text().len() && !mention.span.is_empty()));
            }
            for word in 0..count {
                let word = Word::new(0, word);
                let _ = (actors.sort(scene, word), actors.parties(scene, word));
            }
        });
    }
}

/// What a head for coreference would say: mentions by sentence and head (from 1), the earlier one that each takes up, and
/// whether it stands in quotation marks.
fn coreference(parse: &Parse, mentions: &[(usize, usize, Option<usize>)]) -> Coreference {
    let mention = |&(sentence, word, antecedent): &(usize, usize, Option<usize>)| Mention {
        span: parse.sentences[sentence].tokens[word - 1].span,
        sentence,
        head: word - 1,
        referent: 0,
        antecedent,
        odds: if antecedent.is_some() { 1.0 } else { -1.0 },
    };
    Coreference { mentions: mentions.iter().map(mention).collect(), referents: Vec::new() }
}

/// Who the word of the second sentence is where the head says this.
fn by_head(sentences: [(&str, &[&str]); 2], word: usize, mentions: &[(usize, usize, Option<usize>)]) -> String {
    let (document, mut parse) = parsed(&sentences);
    parse.coreference = Some(coreference(&parse, mentions));
    let scene = Scene::new(&document, &parse);
    let actors = Actors::resolve(&scene, &LEXICON);
    who(&scene, &actors, 1, word)
}

const LEE_AND_ROE_MET: (&str, &[&str]) = (
    "Bob|=|PROPN|6|nsubj Lee|=|PROPN|1|flat and|=|CCONJ|4|cc Tom|=|PROPN|1|conj Roe|=|PROPN|4|flat met|meet|VERB|0|root",
    &["Person 1 2", "Person 4 5"],
);
const LEE_MET_ROE: (&str, &[&str]) = (
    "Bob|=|PROPN|3|nsubj Lee|=|PROPN|1|flat met|meet|VERB|0|root Tom|=|PROPN|3|obj Roe|=|PROPN|4|flat",
    &["Person 1 2", "Person 4 5"],
);
const HE_LEFT: (&str, &[&str]) = ("He|he|PRON|2|nsubj left|leave|VERB|0|root", &[]);

#[test]
fn a_pronoun_takes_up_whom_the_head_says_where_the_rules_are_not_sure() {
    let told = [(0, 1, None), (0, 4, None), (1, 1, Some(1))];
    assert_eq!(by_head([LEE_AND_ROE_MET, HE_LEFT], 1, &told), "Tom Roe ---UNK");
    assert_eq!(by_head([LEE_AND_ROE_MET, HE_LEFT], 1, &[]), "nobody");
}

#[test]
fn a_pronoun_takes_up_nobody_where_head_and_rules_differ() {
    let told = |antecedent| [(0, 1, None), (0, 4, None), (1, 1, antecedent)];
    assert_eq!(by_head([LEE_MET_ROE, HE_LEFT], 1, &told(None)), "Bob Lee ---UNK");
    assert_eq!(by_head([LEE_MET_ROE, HE_LEFT], 1, &told(Some(0))), "Bob Lee ---UNK");
    assert_eq!(by_head([LEE_MET_ROE, HE_LEFT], 1, &told(Some(1))), "nobody");
}

#[test]
fn a_pronoun_that_takes_up_a_thing_is_nobody() {
    let told = [(0, 1, None), (0, 3, None), (1, 1, Some(1))];
    assert_eq!(by_head([LEE_MET_ROE, HE_LEFT], 1, &told), "nobody");
}

#[test]
fn the_writer_is_nobody_of_whom_the_text_speaks() {
    let told = [(0, 1, None), (1, 1, Some(0))];
    let i: (&str, &[&str]) = ("I|=|PRON|2|nsubj left|leave|VERB|0|root", &[]);
    assert_eq!(by_head([LEE_MET_ROE, i], 1, &told), "nobody");
}

#[test]
fn a_description_takes_up_whom_the_head_says_unless_it_has_an_owner() {
    let told = |word| [(0, 1, None), (0, 4, None), (1, word, Some(1))];
    let plain: (&str, &[&str]) = ("the|=|DET|2|det envoy|=|NOUN|3|nsubj left|leave|VERB|0|root", &[]);
    let owned: (&str, &[&str]) = ("his|he|PRON|2|nmod:poss envoy|=|NOUN|3|nsubj left|leave|VERB|0|root", &[]);
    assert!(by_head([LEE_MET_ROE, plain], 2, &told(2)).starts_with("Tom Roe"));
    assert!(by_head([LEE_MET_ROE, owned], 2, &told(2)).starts_with("his envoy"));
    assert!(by_head([LEE_MET_ROE, plain], 2, &[]).starts_with("envoy"));
    let called: (&str, &[&str]) = ("an|=|DET|2|det envoy|=|NOUN|3|nsubj left|leave|VERB|0|root", &[]);
    assert!(by_head([LEE_MET_ROE, called], 2, &told(2)).starts_with("envoy"));
}

/// Whom the phrase at a word stands for, by their names.
fn whom(sentences: &[(&str, &[&str])], sentence: usize, word: usize) -> Vec<String> {
    with(sentences, |scene, actors| {
        let parties = actors.parties(scene, Word::new(sentence, word - 1));
        let name = |party: Party| party.actor.and_then(|id| actors.get(&id).map(|actor| actor.name.clone()));
        parties.into_iter().filter_map(name).collect()
    })
}

const TWO_STATES: (&str, &[&str]) = (
    "Kenya|=|PROPN|2|nsubj met|meet|VERB|0|root with|=|ADP|4|case Uganda|=|PROPN|2|obl +.|=|PUNCT|2|punct",
    &["Location 1 1", "Location 4 4"],
);

#[test]
fn both_sides_are_the_two_who_were_named() {
    let phrases = [
        "The|the|DET|3|det two|=|NUM|3|nummod sides|side|NOUN|4|nsubj|Number=Plur agreed|agree|VERB|0|root",
        "In|in|ADP|2|case May|=|PROPN|4|obl both|=|DET|4|det countries|country|NOUN|5|nsubj|Number=Plur agreed|agree|VERB|0|root",
        "The|the|DET|2|det two|=|NUM|3|nsubj agreed|agree|VERB|0|root",
        "Both|both|PRON|2|nsubj agreed|agree|VERB|0|root",
    ];
    for (phrase, at) in phrases.into_iter().zip([3, 4, 2, 1]) {
        assert_eq!(whom(&[TWO_STATES, (phrase, &[])], 1, at), ["Kenya", "Uganda"], "{phrase}");
    }
}

#[test]
fn of_three_nobody_knows_which_two() {
    let three = (
        "Kenya|=|PROPN|0|root +,|=|PUNCT|3|punct Uganda|=|PROPN|1|conj and|=|CCONJ|5|cc Rwanda|=|PROPN|1|conj",
        &["Location 1 1", "Location 3 3", "Location 5 5"][..],
    );
    let phrase = ("Both|both|DET|2|det sides|side|NOUN|3|nsubj|Number=Plur agreed|agree|VERB|0|root", &[][..]);
    assert_eq!(whom(&[three, phrase], 1, 2), ["Both sides"]);
}

#[test]
fn two_men_of_whom_nobody_was_named_are_a_group() {
    let men = ("The|the|DET|3|det two|=|NUM|3|nummod men|man|NOUN|4|nsubj|Number=Plur left|leave|VERB|0|root", &[][..]);
    assert_eq!(whom(&[TWO_STATES, men], 1, 3), ["two men"]);
}

#[test]
fn what_both_sides_deal_in_is_no_side() {
    let exchange = (
        "The|the|DET|2|det soldiers|soldier|NOUN|4|nsubj:pass|Number=Plur were|be|AUX|4|aux:pass exchanged|exchange|VERB|0|root by|=|ADP|7|case both|=|DET|7|det sides|side|NOUN|4|obl:agent|Number=Plur",
        &[][..],
    );
    assert_eq!(whom(&[TWO_STATES, exchange], 1, 7), ["Kenya", "Uganda"]);
    assert_eq!(whom(&[exchange], 0, 7), ["both sides"]);
}

#[test]
fn what_comes_behind_no_army_speaks_of_another() {
    let none = ("No|no|DET|2|det army|=|NOUN|3|nsubj came|come|VERB|0|root +.|.|PUNCT|3|punct", &[][..]);
    let army = ("The|the|DET|2|det army|=|NOUN|3|nsubj fled|flee|VERB|0|root +.|.|PUNCT|3|punct", &[][..]);
    with(&[none, army], |scene, actors| {
        assert_eq!(who(scene, actors, 0, 2), "No army ---MIL");
        assert_eq!(who(scene, actors, 1, 2), "army ---MIL");
    });
}
