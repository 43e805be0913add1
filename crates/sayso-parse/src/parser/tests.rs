use super::*;
use crate::labels::NameTag;
use crate::{EntityKind, Upos};
use proptest::prelude::*;
use serde::Deserialize;
use std::sync::LazyLock;

static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::load_embedded().expect("the model is part of the program"));
static SMALL: LazyLock<Parser> =
    LazyLock::new(|| Parser::load_model(Model::Small).expect("the model is part of the program"));

fn parse(text: &str) -> Parse {
    PARSER.parse(&Document::new("test", text)).expect("a sound model parses any text")
}

/// What the Python graph says of a sentence (`training/reference.py`).
#[derive(Deserialize)]
struct Expected {
    words: Vec<String>,
    upos: Vec<String>,
    heads: Vec<usize>,
    relations: Vec<String>,
    names: Vec<String>,
    /// Numbers of the types; empty where the model has no tower for acts.
    #[serde(default)]
    acts: Vec<usize>,
}

#[test]
fn the_network_of_base_agrees_with_the_reference() {
    agrees(&PARSER, include_str!("../../tests/parity.jsonl"));
}

#[test]
fn the_network_of_small_agrees_with_the_reference() {
    agrees(&SMALL, include_str!("../../tests/parity-small.jsonl"));
}

fn agrees(parser: &Parser, reference: &str) {
    let (mut words, mut equal, mut sentences) = (0, [0; 5], 0);
    for line in reference.lines() {
        let expected: Expected = serde_json::from_str(line).expect("our own file");
        let count = expected.words.len();
        let cut = Cut::new(expected.words.iter().map(String::as_str), &parser.pieces);
        let sequence = cut.sequence(0..count, &parser.pieces);
        let (network, labels) = (&parser.network, &parser.labels);
        let mut buffers = Buffers::default();
        let scores = network.run(std::iter::once(&sequence), &mut buffers, Wanted::READING).expect("scores");
        let arcs = network.arcs(&scores, 0, 1..count + 1, &buffers).expect("arcs");
        let acts = network.acts(&[sequence], &mut Buffers::default()).expect("scores").unwrap_or_default();
        for (word, row) in arcs.chunks_exact(count + 1).enumerate() {
            let mut row = row.to_vec();
            row[word + 1] = f32::NEG_INFINITY;
            let head = best(&row);
            let relation = network.relations(&scores, &[(word + 1, head)], &buffers).expect("relations");
            let tags = scores.tags(word + 1);
            let name =
                |name: &str| labels.names[best(labels.name_scores(tags))] == NameTag::parse(name).expect("a tag");
            equal[0] += usize::from(labels.upos[best(labels.upos_scores(tags))] == Upos::parse(&expected.upos[word]));
            equal[1] += usize::from(head == expected.heads[word]);
            equal[2] += usize::from(labels.relations[best(&relation)] == Relation::parse(&expected.relations[word]));
            equal[3] += usize::from(name(&expected.names[word]));
            let number = |acts: crate::Acts| {
                let (event, share) = acts.likeliest();
                if share > 1.0 - acts.any() { 1 + event as usize } else { 0 }
            };
            equal[4] += usize::from(acts.get(word + 1).copied().map(number) == expected.acts.get(word).copied());
        }
        words += count;
        sentences += 1;
    }
    assert_eq!(sentences, 100);
    for (head, equal) in ["tags", "heads", "relations", "names", "acts"].iter().zip(equal) {
        assert!(equal * 1000 >= words * 995, "{head}: {equal} of {words} words are equal");
    }
}

#[test]
fn a_report_is_parsed() {
    let parse = parse("Tarn talks fail\n\nRita Ode met Ilan Marek in Lorrin on Monday. \"We didn't agree,\" she said.");
    let firsts: Vec<&str> = parse.sentences.iter().map(|sentence| &*sentence.tokens[0].form).collect();
    assert_eq!(firsts[..2], ["Tarn", "Rita"]);
    assert!(parse.sentences[0].starts_paragraph && parse.sentences[1].starts_paragraph);
    assert!(!parse.sentences[2].starts_paragraph);
    let met = &parse.sentences[1].tokens[2];
    assert_eq!((&*met.lemma, met.upos, met.head, met.relation.full()), ("meet", Upos::Verb, None, "root"));
    assert!(met.feats.has("Tense", "Past"));
    assert!(parse.entities.iter().any(|name| name.kind == EntityKind::Person && name.sentence == 1 && name.end == 2));
}

/// Sentences cover the words in order, every sentence is a tree with one top, names lie in their sentence.
fn check(text: &str, parse: &Parse) {
    let mut at = 0;
    for sentence in &parse.sentences {
        let tokens = &sentence.tokens;
        assert!(!tokens.is_empty());
        for token in tokens {
            assert!(token.span.start >= at && token.span.end > token.span.start);
            assert_eq!(&text[token.span.start..token.span.end], &*token.form);
            assert!(text[at..token.span.start].chars().all(char::is_whitespace));
            at = token.span.end;
        }
        assert_eq!(tokens.iter().filter(|token| token.head.is_none()).count(), 1);
        for start in 0..tokens.len() {
            let path = std::iter::successors(Some(start), |word| tokens[*word].head).take(tokens.len() + 1);
            assert!(path.count() <= tokens.len(), "a circle in {:?}", &text[sentence.span.start..sentence.span.end]);
        }
        assert!(tokens.iter().all(|token| token.head.is_none() == token.relation.is("root")));
    }
    assert!(text[at..].chars().all(char::is_whitespace));
    for name in &parse.entities {
        let tokens = &parse.sentences[name.sentence].tokens;
        assert_eq!(name.span, Span::new(tokens[name.first].span.start, tokens[name.end - 1].span.end));
    }
}

#[test]
fn nasty_texts_are_parsed() {
    let long_sentence = "one of the envoys and ".repeat(1000);
    let one_line = "x".repeat(100_000);
    let marks = "\u{0}\u{1}\u{200b}\u{feff} \u{85}\u{2028} a\u{301}\u{301}\u{301} 😀😀 \"\"\"\" ....!!!?? ((((";
    for text in [
        "",
        " ",
        "\n\r\n\t",
        "a",
        "\"",
        "'",
        &long_sentence,
        &one_line,
        marks,
        &"中文".repeat(3000),
        &". ".repeat(3000),
    ] {
        check(text, &parse(text));
        check(text, &SMALL.parse(&Document::new("test", text)).expect("a sound model parses any text"));
    }
}

#[test]
fn models_are_told_apart_by_their_versions() {
    assert!(PARSER.version().starts_with("base-") && SMALL.version().starts_with("small-"));
    // The build script calculated what a model in a folder is asked for when it is loaded.
    for (name, embedded) in [("base", &PARSER), ("small", &SMALL)] {
        let loaded = Parser::load(format!("../../models/{name}")).expect("part of the repository");
        assert_eq!(loaded.version(), embedded.version());
    }
    for model in Model::ALL {
        assert_eq!(Model::parse(model.name()), Some(model));
    }
    let words = |model: &str| std::fs::read(format!("../../models/{model}/vocab.txt")).expect("part of the repository");
    assert_eq!(words("base"), words("small"));
}

#[test]
fn given_sentences_are_kept_however_long() {
    let rows: String = (1..=700).map(|number| format!("{number}\tword\t_\n")).collect();
    let given = crate::conllu::read(&rows).expect("sound input");
    let parse = PARSER.trees_of_tokens(&given[0]).expect("a parse");
    assert_eq!(parse.sentences.len(), 1);
    check(&given[0].document.text, &parse);
}

#[test]
fn threads_do_not_matter() {
    let texts: Vec<String> = (1..9).map(|n| "Rita Ode left Lorrin, police said. Why? ".repeat(3 * n)).collect();
    let alone: Vec<Parse> = texts.iter().map(|text| parse(text)).collect();
    let together: Vec<Parse> = std::thread::scope(|scope| {
        let threads: Vec<_> = texts.iter().map(|text| scope.spawn(|| parse(text))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(alone, together);
}

#[test]
fn what_stands_beside_a_paragraph_does_not_matter() {
    let paragraph = "The envoys met in Lorrin on Monday, but nobody signed.";
    for parser in [&PARSER, &SMALL] {
        let parse = |text: &str| parser.parse(&Document::new("test", text)).expect("a sound model parses any text");
        let alone = parse(paragraph);
        let many = parse(&format!("{paragraph}\n{paragraph}\nPolice arrested Rita Ode.\n{paragraph}"));
        let shape = |sentence: &Sentence| -> Vec<_> {
            sentence.tokens.iter().map(|token| (token.head, token.relation, token.upos, token.lemma.clone())).collect()
        };
        for sentence in [0, 1, 3] {
            assert_eq!(shape(&many.sentences[sentence]), shape(&alone.sentences[0]));
        }
    }
}

#[test]
fn a_missing_model_is_named() {
    let error = Parser::load("/no/such/folder").err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.contains("/no/such/folder/model.json"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_parsed(text in "([A-Za-z]{1,9}|[ .,'’\"“”()$–—\\-\\n!?]|n't|'s|U\\.S\\.|\\PC){0,60}") {
        check(&text, &parse(&text));
        check(&text, &SMALL.parse(&Document::new("test", &*text)).expect("a sound model parses any text"));
    }
}

#[test]
fn what_no_wanted_head_reads_is_not_kept() {
    for parser in [&PARSER, &SMALL] {
        let windows = parser.windows(&Document::new("test", "Ann Lee left. She was tired."));
        let kept = |wanted| {
            let (parse, kept, _) = parser.parse_windows(&windows, wanted).expect("a sound model parses any text");
            assert_eq!(parse.sentences.len(), 2);
            [kept.coreference, kept.roles, kept.states].map(|vectors| vectors.width)
        };
        let width = parser.labels.width;
        assert!(matches!(kept(Wanted::READING), [products, 0, 0] if products > 0));
        assert_eq!(kept(Wanted::ROLES), [0, 2 * width, 0]);
        assert_eq!(kept(Wanted::STATES), [0, 0, width]);
        assert_eq!(kept(Wanted::TREES), [0, 0, 0]);
    }
}

#[test]
fn verbs_of_saying_are_cues_and_others_are_not() {
    for parser in [&PARSER, &SMALL] {
        let parse = parser
            .parse(&Document::new("test", "The minister said that the bakers had closed two shops."))
            .expect("a parse");
        let cue = |form: &str| {
            let token = parse.sentences[0].tokens.iter().find(|token| &*token.form == form);
            token.and_then(|token| token.cue).unwrap_or_else(|| panic!("{form} has no probability"))
        };
        assert!(cue("said") > 0.9, "{}", cue("said"));
        assert!(cue("closed") < 0.1 && cue("shops") < 0.1);
    }
}

#[test]
fn a_model_without_the_heads_for_coreference_and_cues_leaves_them_out() {
    let labels = include_str!("../../../../models/small/model.json");
    let mut labels: serde_json::Value = serde_json::from_str(labels).expect("our own file");
    for head in ["coreference", "cues"] {
        assert!(labels.as_object_mut().is_some_and(|labels| labels.remove(head).is_some()));
    }
    let labels = Labels::read(labels.to_string().as_bytes()).expect("labels");
    let weights = include_bytes!("../../../../models/small/weights.safetensors");
    let files = WeightFiles { weights, acts: None, coreference: None, cues: None, roles: None };
    let vocabulary = include_str!("../../../../models/small/vocab.txt");
    let without = Parser::from_parts(labels, vocabulary, files, &"0".repeat(64)).expect("a parser");
    let document = Document::new("test", "Ann Lee left. She was tired.");
    let (mut with, parse) = (SMALL.parse(&document).expect("a parse"), without.parse(&document).expect("a parse"));
    assert!(with.coreference.take().is_some());
    for token in with.sentences.iter_mut().flat_map(|sentence| &mut sentence.tokens) {
        assert!(token.cue.take().is_some());
    }
    assert_eq!(with, parse);
    assert_ne!(SMALL.version(), without.version());
}
