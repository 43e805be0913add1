//! Trees and what is coded from them: CoNLL-U, files of a model, any text, any trees.

use crate::{patched::patched, text};
use safetensors::Dtype;
use safetensors::tensor::TensorView;
use sayso_code::Coder;
use sayso_code::lexicon::LexiconFiles;
use sayso_code::places::Gazetteer;
use sayso_core::{Document, Published, Reading, Span};
use sayso_parse::conllu::ConlluDocument;
use sayso_parse::{
    Entity, EntityKind, Feats, Parse, ParseError, ParseWithRoles, Parser, Predicates, Relation, Sentence, Token, Upos,
};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// CoNLL-U: a clean error, or words that lie inside the text one after the other.
pub fn conllu(data: &[u8]) {
    let Ok(documents) = sayso_parse::conllu::read(text(data)) else { return };
    for document in &documents {
        let text = &document.document.text;
        for word in document.sentences.iter().flat_map(|sentence| &sentence.words) {
            assert!(text.get(word.span.start..word.span.end).is_some(), "a word outside the text");
        }
    }
}

const LABELS: &str = "model.json";
const WEIGHTS: &str = "weights.safetensors";
const ROLES: &str = "roles.safetensors";
const VOCABULARY: &str = "vocab.txt";
const WORDS: &str = include_str!("../../models/small/vocab.txt");

/// Measures of a model so small that it reads a sentence in no time. What it says of words is chance.
const WIDTH: usize = 16;
const LABEL: usize = 4;
const SHAPES: usize = 7;

/// The files of a sound model.
struct Files {
    labels: String,
    weights: Vec<u8>,
    roles: Vec<u8>,
}

/// The labels of the model `small`, those of long lists cut, with the measures of the little one.
static MODEL: LazyLock<Files> = LazyLock::new(|| {
    let mut labels: Value =
        serde_json::from_str(include_str!("../../models/small/model.json")).expect("our own file is JSON");
    for list in ["feats", "scripts"] {
        labels[list].as_array_mut().expect("a list").truncate(24);
    }
    let sizes = ["upos", "feats", "scripts", "names"].map(|list| labels[list].as_array().map_or(0, Vec::len));
    let relations = labels["relations"].as_array().map_or(0, Vec::len);
    let heads = ["upos", "feats", "scripts", "names", "begins"].into_iter().zip(sizes.into_iter().chain([2]));
    labels["tag_heads"] = heads.map(|(name, size)| json!([name, size])).collect();
    for (measure, size) in [("width", WIDTH), ("arc", WIDTH), ("label", LABEL), ("window", 3)] {
        labels[measure] = json!(size);
    }
    labels["steps"] = json!([1]);
    for head in ["coreference", "cues"] {
        labels.as_object_mut().expect("an object").remove(head);
    }
    labels["roles"] = json!({ "told": WIDTH, "hidden": WIDTH, "inner": WIDTH });
    let tags: usize = sizes.iter().sum::<usize>() + 2;
    let weights = weights(2 * WIDTH + 2 * LABEL + tags, relations);
    let names: Vec<&str> = labels["relations"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    Files { weights, roles: roles(&names), labels: labels.to_string() }
});

fn weights(outputs: usize, relations: usize) -> Vec<u8> {
    let words = WORDS.lines().count();
    let layer = "layers.0.";
    let single: [(String, Vec<usize>); 19] = [
        ("arc.b".into(), vec![WIDTH]),
        ("arc.s".into(), vec![WIDTH]),
        ("arc_bias".into(), vec![WIDTH]),
        ("head.b".into(), vec![outputs]),
        ("head.s".into(), vec![outputs]),
        ("label.b".into(), vec![relations]),
        ("label.w".into(), vec![relations, 3 * LABEL]),
        (format!("{layer}mix.b"), vec![2 * WIDTH]),
        (format!("{layer}mix.s"), vec![2 * WIDTH]),
        (format!("{layer}norm.b"), vec![WIDTH]),
        (format!("{layer}norm.w"), vec![WIDTH]),
        (format!("{layer}range"), vec![1]),
        ("norm.b".into(), vec![WIDTH]),
        ("norm.w".into(), vec![WIDTH]),
        ("shapes".into(), vec![SHAPES, WIDTH]),
        ("top.b".into(), vec![WIDTH]),
        ("top.w".into(), vec![WIDTH]),
        ("words.s".into(), vec![words]),
        ("label".into(), vec![1]),
    ];
    let small: [(String, Vec<usize>); 4] = [
        ("arc.q".into(), vec![WIDTH, WIDTH]),
        ("head.q".into(), vec![outputs, WIDTH]),
        (format!("{layer}mix.q"), vec![2 * WIDTH, 3 * WIDTH]),
        // Five bits a number.
        ("words.q".into(), vec![words, WIDTH * 5 / 8]),
    ];
    serialized(&single, &small, &[])
}

/// A head for roles that has learned ways up and down by each of the relations.
fn roles(relations: &[&str]) -> Vec<u8> {
    let ways = relations.iter().flat_map(|relation| [format!("path={relation}|"), format!("path=|{relation}")]);
    let features: Vec<String> =
        ["p=leave", "pu=VERB", "cu=PROPN", "case=on"].map(String::from).into_iter().chain(ways).collect();
    let roles = ["_", "ARG0", "ARG1", "R-ARG0", "ARGM-TMP"];
    let cuts = "-below case -\n+ARG1 below case -\n-ARG0 below case - on";
    let layers = [
        ("predicate", WIDTH, 3 * WIDTH),
        ("is_predicate", 1, WIDTH),
        ("candidate", WIDTH, 3 * WIDTH),
        ("own", WIDTH, WIDTH),
        ("others", WIDTH, WIDTH),
        ("out", roles.len(), WIDTH),
    ];
    let single =
        layers.iter().flat_map(|(name, outputs, _)| ["b", "s"].map(|part| (format!("{name}.{part}"), vec![*outputs])));
    let single: Vec<_> = single.chain([("told.s".into(), vec![features.len()])]).collect();
    let small = layers.iter().map(|(name, outputs, inputs)| (format!("{name}.q"), vec![*outputs, *inputs]));
    let small: Vec<_> = small.chain([("told.q".into(), vec![features.len(), WIDTH])]).collect();
    serialized(&single, &small, &[("features", &features.join("\n")), ("roles", &roles.join("\n")), ("cuts", cuts)])
}

/// A file of single-precision numbers and bytes that have no pattern, and of texts.
fn serialized(single: &[(String, Vec<usize>)], small: &[(String, Vec<usize>)], texts: &[(&str, &str)]) -> Vec<u8> {
    let mut chance = Chance(7);
    let mut numbers = |count: usize| -> Vec<u8> {
        (0..count).flat_map(|_| (f32::from(chance.next() as i8) / 128.0).to_le_bytes()).collect()
    };
    let single =
        single.iter().map(|(name, shape)| (name.as_str(), numbers(shape.iter().product()), shape.clone(), Dtype::F32));
    let mut chance = Chance(11);
    let small = small.iter().map(|(name, shape)| {
        let bytes: Vec<u8> = (0..shape.iter().product()).map(|_| chance.next() as u8 / 2).collect();
        let dtype = if name == "words.q" { Dtype::U8 } else { Dtype::I8 };
        (name.as_str(), bytes, shape.clone(), dtype)
    });
    let texts = texts.iter().map(|(name, text)| (*name, text.as_bytes().to_vec(), vec![text.len()], Dtype::U8));
    let all: Vec<_> = single.chain(small).chain(texts).collect();
    let all = all.iter().map(|(name, bytes, shape, dtype)| {
        (*name, TensorView::new(*dtype, shape.clone(), bytes).expect("sizes that fit"))
    });
    safetensors::serialize(all, None).expect("sound tensors")
}

/// Numbers without a pattern, always the same.
struct Chance(u32);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 >> 16
    }
}

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for a while");
    restore(folder.path(), LABELS);
    restore(folder.path(), WEIGHTS);
    restore(folder.path(), ROLES);
    restore(folder.path(), VOCABULARY);
    folder
});

/// Puts the sound file there.
fn restore(folder: &Path, file: &str) {
    let bytes = match file {
        LABELS => MODEL.labels.as_bytes(),
        WEIGHTS => &MODEL.weights,
        ROLES => &MODEL.roles,
        _ => WORDS.as_bytes(),
    };
    std::fs::write(folder.join(file), bytes).expect("a file");
}

/// A sentence of many words: what chance says of borders makes each word a sentence.
static GIVEN: LazyLock<ConlluDocument> = LazyLock::new(|| {
    let words = "The envoy of Norland left Vell on Monday and said that she had met the union".split(' ').enumerate();
    let rows: String = words.map(|(at, word)| format!("{}\t{word}\t_\n", at + 1)).collect();
    sayso_parse::conllu::read(&rows).expect("sound rows").swap_remove(0)
});

/// A model folder one of whose files is broken: refused with the file, or a parser that parses. The first line names the
/// file; the rest is its content (labels), its header (weights), what is written over it (bytes of weights and of the head for
/// roles) or its first lines (vocabulary).
pub fn model(data: &[u8]) {
    let Some(end) = data.iter().position(|&byte| byte == b'\n') else { return };
    let (name, content) = (&data[..end], &data[end + 1..]);
    let (file, bytes) = match name {
        b"weights" => (WEIGHTS, patched(&MODEL.weights, content)),
        b"roles" => (ROLES, patched(&MODEL.roles, content)),
        b"header" => (WEIGHTS, with_header(content)),
        b"vocabulary" => (VOCABULARY, with_lines(text(content)).into_bytes()),
        _ => (LABELS, content.to_vec()),
    };
    let folder = FOLDER.path();
    std::fs::write(folder.join(file), bytes).expect("a file");
    let loaded = Parser::load(folder);
    restore(folder, file);
    match loaded {
        Ok(parser) => {
            let document = Document::new("d", "The envoy of Norland left Vell on Monday. She said so.");
            if let Ok(parse) = parser.parse(&document) {
                trees_are_sound(&document.text, &parse);
            }
            match parser.parse_tokens_with_roles(&GIVEN, Predicates::Found) {
                Ok(found) => roles_are_sound(&found),
                // The head is read when it is first asked for; changed labels may not speak of it.
                Err(ParseError::NoHead { .. } | ParseError::Network { .. }) => {}
                Err(error) => assert!(error.to_string().contains(ROLES), "{error}"),
            }
        }
        // Labels of another kind of model are refused for the weights that they miss.
        Err(error) => assert!(
            [LABELS, WEIGHTS, VOCABULARY, ROLES, "acts.safetensors", "coreference.safetensors", "cues.safetensors"]
                .iter()
                .any(|file| error.to_string().contains(file)),
            "{error}"
        ),
    }
}

/// The weights behind another header.
fn with_header(header: &[u8]) -> Vec<u8> {
    let length = u64::from_le_bytes(MODEL.weights[..8].try_into().expect("eight bytes"));
    let body = &MODEL.weights[8 + usize::try_from(length).expect("a short header")..];
    [&(header.len() as u64).to_le_bytes(), header, body].concat()
}

/// The vocabulary with other first lines, of the same length.
fn with_lines(first: &str) -> String {
    let kept = WORDS.split_inclusive('\n').skip(first.lines().count());
    let mut all = first.to_string();
    if !all.is_empty() && !all.ends_with('\n') {
        all.push('\n');
    }
    all.extend(kept);
    all
}

fn trees_are_sound(text: &str, parse: &Parse) {
    for sentence in &parse.sentences {
        assert!(text.get(sentence.span.start..sentence.span.end).is_some(), "a sentence outside the text");
        let roots = sentence.tokens.iter().filter(|token| token.head.is_none()).count();
        assert_eq!(roots, 1, "roots of a sentence");
        for token in &sentence.tokens {
            assert!(text.get(token.span.start..token.span.end).is_some(), "a word outside the text");
            assert!(token.head.is_none_or(|head| head < sentence.tokens.len()), "a head outside the sentence");
        }
    }
    for entity in &parse.entities {
        let words = parse.sentences.get(entity.sentence).map_or(0, |sentence| sentence.tokens.len());
        assert!(entity.first < entity.end && entity.end <= words, "a name outside its sentence");
    }
}

fn roles_are_sound(found: &ParseWithRoles) {
    for predicate in &found.predicates {
        let sentence = &found.parse.sentences[predicate.sentence];
        assert!(predicate.word < sentence.tokens.len(), "a predicate outside its sentence");
        for argument in &predicate.arguments {
            assert!(sentence.span.contains(argument.span), "an argument outside the sentence");
            assert!(argument.span.contains(sentence.tokens[argument.head].span), "an argument without its head");
        }
    }
}

static CODER: LazyLock<Coder> = LazyLock::new(|| {
    let gazetteer = Gazetteer::embedded().expect("the gazetteer in the program");
    Coder::new(&LexiconFiles::embedded(), gazetteer).expect("the lexicon in the program")
});

static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::load(FOLDER.path()).expect("a sound model"));

/// Any text through the parser, whose model says what chance says, and through the coder.
pub fn reading(data: &[u8]) {
    let document = dated(text(data).to_string());
    let parse = PARSER.parse(&document).expect("any text is parsed");
    trees_are_sound(&document.text, &parse);
    code(&document, &parse, data.len());
}

/// Any trees through the coder.
pub fn coding(data: &[u8]) {
    let (document, parse) = trees(data);
    trees_are_sound(&document.text, &parse);
    code(&document, &parse, data.len());
}

fn dated(text: String) -> Document {
    let mut document = Document::new("d", text);
    document.published = Published::parse("1960-05-09");
    document
}

/// What the coder says of a document: records whose spans lie in the text, and which can be written and read again. `choice`
/// picks one of its other answers.
fn code(document: &Document, parse: &Parse, choice: usize) {
    match choice % 8 {
        0 => drop(CODER.statements(document, parse)),
        1 => drop(CODER.uncoded_verbs(document, parse)),
        2 => drop(CODER.attempts(document, parse, 0)),
        _ => {
            let reading = CODER.read(document, parse, "any", Vec::new());
            for event in &reading.events {
                let trigger = event.evidence.trigger;
                assert!(document.text.get(trigger.start..trigger.end).is_some(), "a trigger outside the text");
            }
            let output = reading.to_output();
            let json = serde_json::to_string(&output).expect("a reading can be written");
            let again: Reading<sayso_core::CharSpan> = serde_json::from_str(&json).expect("and read again");
            assert_eq!(again, output);
        }
    }
}

/// Words that rules, names and times are made of: form, lemma, part of speech, features.
const LEXEMES: &str = include_str!("words.tsv");

struct Lexeme {
    form: Arc<str>,
    lemma: Arc<str>,
    upos: Upos,
    feats: Feats,
}

static WORD_LIST: LazyLock<Vec<Lexeme>> = LazyLock::new(|| {
    let word = |line: &'static str| {
        let mut fields = line.split('\t');
        let mut next = || fields.next().expect("four fields");
        let (form, lemma, upos, feats) = (next(), next(), next(), next());
        Lexeme { form: form.into(), lemma: lemma.into(), upos: Upos::parse(upos), feats: Feats(feats.into()) }
    };
    LEXEMES.lines().map(word).collect()
});

const RELATIONS: &[&str] = &[
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "root",
    "case",
    "det",
    "amod",
    "advmod",
    "compound",
    "conj",
    "cc",
    "punct",
    "mark",
    "aux",
    "aux:pass",
    "nsubj:pass",
    "obl:agent",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "appos",
    "nummod",
    "nmod:poss",
    "flat",
    "parataxis",
    "obl:tmod",
    "nmod:tmod",
    "cop",
    "expl",
    "iobj",
    "compound:prt",
    "csubj",
    "fixed",
    "vocative",
    "discourse",
    "orphan",
    "dep",
];

/// Most words of a sentence and of a text; more take longer and show nothing new.
const LONGEST_SENTENCE: usize = 40;
const MOST_WORDS: usize = 160;

/// A text and its trees, four bytes a word: which word, its head, its relation, and in bits what ends or begins with it.
fn trees(data: &[u8]) -> (Document, Parse) {
    let (mut text, mut parse) = (String::new(), Parse::default());
    let (rows, _) = data.as_chunks::<4>();
    let mut rest = &rows[..rows.len().min(MOST_WORDS)];
    while !rest.is_empty() {
        let ends = rest.iter().position(|[.., bits]| bits & 1 == 1).map_or(rest.len(), |at| at + 1);
        let (rows, after) = rest.split_at(ends.min(LONGEST_SENTENCE));
        rest = after;
        add_sentence(rows, &mut text, &mut parse);
    }
    (dated(text), parse)
}

fn add_sentence(rows: &[[u8; 4]], text: &mut String, parse: &mut Parse) {
    let starts_paragraph = text.is_empty() || rows[0][3] & 2 == 2;
    let number = parse.sentences.len();
    let mut tokens: Vec<Token> = Vec::with_capacity(rows.len());
    for (index, [word, _, relation, bits]) in rows.iter().enumerate() {
        let lexeme = &WORD_LIST[usize::from(*word) % WORD_LIST.len()];
        if !text.is_empty() {
            let paragraph = index == 0 && starts_paragraph;
            text.push_str(if paragraph {
                "\n\n"
            } else if lexeme.upos == Upos::Punct {
                ""
            } else {
                " "
            });
        }
        let start = text.len();
        text.push_str(&lexeme.form);
        let span = Span::new(start, text.len());
        add_name(parse, number, index, span, *bits);
        tokens.push(Token {
            span,
            form: lexeme.form.clone(),
            lemma: lexeme.lemma.clone(),
            upos: lexeme.upos,
            feats: lexeme.feats.clone(),
            head: None,
            relation: Relation::parse(RELATIONS[usize::from(*relation) % RELATIONS.len()]),
            // The same relations come again among the higher numbers.
            cue: Some(f32::from(*relation) / 255.0),
            acts: None,
        });
    }
    hang(&mut tokens, rows);
    let span = Span::new(tokens[0].span.start, text.len());
    parse.sentences.push(Sentence { span, tokens, starts_paragraph });
}

/// The upper bits of a word: none, the beginning of a name of some kind, or one that goes on.
fn add_name(parse: &mut Parse, sentence: usize, word: usize, span: Span, bits: u8) {
    let kind = usize::from(bits >> 3);
    if kind == 0 {
        return;
    }
    if bits & 4 == 4
        && let Some(last) = parse.entities.last_mut().filter(|last| (last.sentence, last.end) == (sentence, word))
    {
        (last.end, last.span.end) = (word + 1, span.end);
        return;
    }
    let kind = EntityKind::ALL[kind % EntityKind::ALL.len()];
    parse.entities.push(Entity { span, kind, sentence, first: word, end: word + 1 });
}

/// Hangs every word on its head where that closes no circle, else on the root.
fn hang(tokens: &mut [Token], rows: &[[u8; 4]]) {
    let (root, dep) = (Relation::parse("root"), Relation::parse("dep"));
    let top = tokens.iter().position(|token| token.relation == root).unwrap_or(0);
    let count = tokens.len();
    for index in (0..count).filter(|index| *index != top) {
        let wanted = usize::from(rows[index][1]) % count;
        let circle = std::iter::successors(Some(wanted), |at| tokens[*at].head).any(|at| at == index);
        tokens[index].head = Some(if circle { top } else { wanted });
        if tokens[index].relation == root {
            tokens[index].relation = dep;
        }
    }
    (tokens[top].head, tokens[top].relation) = (None, root);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_little_model_parses() {
        let document = Document::new("d", "The envoy of Norland left Vell on Monday.");
        let parse = PARSER.parse(&document).expect("a parse");
        assert!(!parse.sentences.is_empty());
        trees_are_sound(&document.text, &parse);
    }

    #[test]
    fn bytes_become_trees() {
        let word = |form: &str| WORD_LIST.iter().position(|lexeme| &*lexeme.form == form).expect("a word") as u8;
        let relation = |name: &str| RELATIONS.iter().position(|known| *known == name).expect("a relation") as u8;
        let rows = [
            [word("police"), 1, relation("nsubj"), 0],
            [word("arrested"), 0, relation("root"), 0],
            [word("protesters"), 1, relation("obj"), 0],
            [word("."), 1, relation("punct"), 1],
        ];
        let (document, parse) = trees(rows.as_flattened());
        assert_eq!(document.text, "police arrested protesters.");
        let reading = CODER.read(&document, &parse, "any", Vec::new());
        assert_eq!(reading.events.len(), 1, "{reading:?}");
    }
}
