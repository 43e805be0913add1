use super::*;
use crate::{Model, ParseError, Parser};
use sayso_core::Document;
use std::sync::LazyLock;

static PARSERS: LazyLock<[Parser; 2]> =
    LazyLock::new(|| Model::ALL.map(|model| Parser::load_model(model).expect("the model is part of the program")));

/// Predicates with their arguments as lines to compare: "met: ARG0 Ann Lee; ARG1 the union".
fn told(parser: &Parser, text: &str, asked: Predicates<'_>) -> Vec<String> {
    let found = parser.parse_with_roles(&Document::new("test", text), asked).expect("a sound model parses any text");
    let line = |predicate: &Predicate| {
        let word = &found.parse.sentences[predicate.sentence].tokens[predicate.word];
        let arguments: Vec<String> = predicate
            .arguments
            .iter()
            .map(|argument| format!("{} {}", argument.role, argument.span.of(text)))
            .collect();
        format!("{}: {}", word.form, arguments.join("; "))
    };
    found.predicates.iter().map(line).collect()
}

fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

#[test]
fn plain_sentences_have_the_roles_that_anybody_would_give_them() {
    for parser in PARSERS.iter() {
        for (text, expected) in [
            ("Police arrested Ann Lee on Monday.", "arrested: ARG0 Police; ARG1 Ann Lee; ARGM-TMP on Monday"),
            ("Ann Lee was arrested by police.", "arrested: ARG1 Ann Lee; ARG0 by police"),
            ("The union did not accept the offer.", "accept: ARG0 The union; ARGM-NEG not; ARG1 the offer"),
        ] {
            let lines = told(parser, text, Predicates::Found);
            assert!(lines.iter().any(|line| line == expected), "{}: {lines:?}", parser.version());
        }
    }
}

#[test]
fn given_predicates_are_labelled_and_no_others() {
    let text = "Norland wants Sudland to sign. Ann Lee left.";
    for parser in PARSERS.iter() {
        let lines = told(parser, text, Predicates::Given(&[at(text, "sign"), at(text, "left")]));
        let words: Vec<&str> = lines.iter().filter_map(|line| line.split(':').next()).collect();
        assert_eq!(words, ["sign", "left"]);
        assert!(told(parser, text, Predicates::Given(&[])).is_empty());
        // Of several words the topmost is meant; no word is labelled twice.
        let span = at(text, "wants Sudland");
        let lines = told(parser, text, Predicates::Given(&[span, at(text, "wants"), Span::new(9000, 9001)]));
        assert!(lines.len() == 1 && lines[0].starts_with("wants:"), "{lines:?}");
    }
}

#[test]
fn asking_for_roles_changes_nothing_else() {
    let text =
        "Ann Lee, who leads the union, said on Monday that Norland had rejected the offer.\n\nSudland did not answer.";
    let document = Document::new("test", text);
    for parser in PARSERS.iter() {
        let with = parser.parse_with_roles(&document, Predicates::Found).expect("a sound model parses any text");
        let mut without = parser.parse(&document).expect("a sound model parses any text");
        // What only the reading of reports goes by.
        without.coreference = None;
        for token in without.sentences.iter_mut().flat_map(|sentence| &mut sentence.tokens) {
            (token.cue, token.acts) = (None, None);
        }
        assert_eq!(with.parse, without);
        assert!(with.predicates.iter().any(|predicate| predicate.sentence == 1));
    }
}

/// Roles lie in their sentence, hold their heads, begin and end in words.
#[test]
fn roles_of_nasty_texts_lie_where_they_should() {
    let long = "the envoy met the union and ".repeat(200);
    for text in ["", ".", "met", "\"\"\"\" ....", "didn't", "中文 met 😀 the union", &long] {
        for parser in PARSERS.iter() {
            let found = parser.parse_with_roles(&Document::new("test", text), Predicates::Found).expect("a parse");
            for predicate in &found.predicates {
                let sentence = &found.parse.sentences[predicate.sentence];
                for argument in &predicate.arguments {
                    assert!(sentence.span.contains(argument.span));
                    assert!(argument.span.contains(sentence.tokens[argument.head].span));
                }
            }
        }
    }
}

#[test]
fn a_long_sentence_that_is_given_has_roles_to_its_end() {
    let words = ["the", "union", "met", "and"];
    let rows: String = (0..401).map(|at| format!("{}\t{}\t_\n", at + 1, words[at % 4])).collect();
    let given = crate::conllu::read(&rows).expect("sound input");
    for parser in PARSERS.iter() {
        let found = parser.parse_tokens_with_roles(&given[0], Predicates::Found).expect("a parse");
        assert_eq!(found.parse.sentences.len(), 1);
        assert!(found.predicates.last().is_some_and(|predicate| predicate.word > 380), "{}", parser.version());
    }
}

#[test]
fn a_model_without_the_head_says_so() {
    let folder = std::env::temp_dir().join(format!("sayso-no-roles-{}", std::process::id()));
    let from = std::path::Path::new("../../models/small");
    std::fs::create_dir_all(&folder).expect("a folder");
    for name in ["vocab.txt", "weights.safetensors", "coreference.safetensors", "cues.safetensors"] {
        std::fs::copy(from.join(name), folder.join(name)).expect("part of the repository");
    }
    let labels = std::fs::read(from.join("model.json")).expect("part of the repository");
    let mut labels: serde_json::Value = serde_json::from_slice(&labels).expect("our own file");
    let with = labels.to_string();
    labels.as_object_mut().expect("our own file").remove("roles");
    std::fs::write(folder.join("model.json"), labels.to_string()).expect("a file");
    let parser = Parser::load(&folder).expect("a model");
    // Readings don't go by the head, so that they are those of the model with it.
    assert_eq!(parser.version(), PARSERS[1].version());
    let document = Document::new("test", "Ann Lee left.");
    let error = parser.parse_with_roles(&document, Predicates::Found).err();
    assert!(matches!(error, Some(ParseError::NoHead { head: "roles", .. })), "{error:?}");
    // A damaged file is named when the head is asked for, not before.
    std::fs::write(folder.join("model.json"), with).expect("a file");
    std::fs::write(folder.join("roles.safetensors"), "damaged").expect("a file");
    let parser = Parser::load(&folder).expect("a model");
    assert!(parser.parse(&document).is_ok());
    let error = parser.parse_with_roles(&document, Predicates::Found).err().map(|error| error.to_string());
    assert!(error.as_ref().is_some_and(|error| error.contains("roles.safetensors")), "{error:?}");
    std::fs::remove_dir_all(&folder).expect("our own folder");
}
