//! Documents with trees written by hand, for tests.
//!
//! A word is `form:lemma/UPOS/head/relation`, with features behind a further slash; the lemma may be left out where it
//! is the form in lower case. Heads count from 1 within the sentence, 0 is the root. A line is a sentence, an empty
//! line ends a paragraph.

use sayso_core::{Document, Span};
use sayso_parse::{Feats, Parse, Relation, Sentence, Token, Upos};
use std::sync::Arc;

/// The text and its trees.
pub fn document(trees: &str) -> (Document, Parse) {
    let mut text = String::new();
    let mut parse = Parse::default();
    let mut starts_paragraph = true;
    for line in trees.lines().map(str::trim) {
        if line.is_empty() {
            starts_paragraph = true;
            continue;
        }
        let mut tokens = Vec::new();
        for (index, word) in line.split_whitespace().enumerate() {
            let fields: Vec<&str> = word.split('/').collect();
            let [form, upos, head, relation, ..] = fields[..] else { panic!("{word}: four fields at least") };
            let (form, lemma) = match form.split_once(':').filter(|(form, _)| !form.is_empty()) {
                Some((form, lemma)) => (form, lemma.to_string()),
                None => (form, form.to_lowercase()),
            };
            let glued = matches!(form, "." | "," | ":" | ";" | "?" | "!" | "”" | "’s" | "\'s" | "n\'t" | "n’t");
            let after_mark = text.ends_with('“');
            if index == 0 {
                if !text.is_empty() {
                    text.push_str(if starts_paragraph { "\n\n" } else { " " });
                }
            } else if !glued && !after_mark {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(form);
            tokens.push(Token {
                span: Span::new(start, text.len()),
                form: Arc::from(form),
                lemma: Arc::from(lemma.as_str()),
                upos: Upos::parse(upos),
                feats: fields.get(4).map_or_else(Feats::default, |feats| Feats(Arc::from(*feats))),
                head: head.parse::<usize>().unwrap_or_else(|_| panic!("{word}: a number as head")).checked_sub(1),
                relation: Relation::parse(relation),
                cue: None,
                acts: None,
            });
        }
        let span = Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
        parse.sentences.push(Sentence { span, tokens, starts_paragraph });
        starts_paragraph = false;
    }
    (Document::new("hand", text), parse)
}
