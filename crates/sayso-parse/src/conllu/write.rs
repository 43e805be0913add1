//! Writing trees as CoNLL-U.

use super::ConlluDocument;
use crate::{Parse, Sentence, words};
use sayso_core::{Document, Span};
use std::fmt::Write;

/// A parsed document as CoNLL-U.
pub fn write(document: &Document, parse: &Parse) -> String {
    let mut out = String::new();
    head(&mut out, document);
    for (index, sentence) in parse.sentences.iter().enumerate() {
        let id = format!("{}-{}", one_line(&document.id.0), index + 1);
        sentence_lines(&mut out, &document.text, sentence, &id, &joined(sentence));
    }
    out
}

/// The parse of given sentences and words as CoNLL-U, with their ids and joined words.
pub fn write_given(given: &ConlluDocument, parse: &Parse) -> String {
    let mut out = String::new();
    head(&mut out, &given.document);
    for (index, (sentence, from)) in parse.sentences.iter().zip(&given.sentences).enumerate() {
        let id = from.id.clone().unwrap_or_else(|| format!("{}-{}", one_line(&given.document.id.0), index + 1));
        let joined: Vec<_> = from.joined.iter().map(|word| (word.first, word.last, word.span)).collect();
        sentence_lines(&mut out, &given.document.text, sentence, &id, &joined);
    }
    out
}

fn head(out: &mut String, document: &Document) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# newdoc id = {}", one_line(&document.id.0));
}

/// Words that are written together as one: first, last, where.
fn joined(sentence: &Sentence) -> Vec<(usize, usize, Span)> {
    let mut out: Vec<(usize, usize, Span)> = Vec::new();
    for (index, pair) in sentence.tokens.windows(2).enumerate() {
        let [before, token] = pair else { continue };
        if before.span.end != token.span.start || !words::joined(&before.form, &token.form) {
            continue;
        }
        match out.last_mut().filter(|word| word.1 == index) {
            Some(word) => (word.1, word.2.end) = (index + 1, token.span.end),
            None => out.push((index, index + 1, Span::new(before.span.start, token.span.end))),
        }
    }
    out
}

fn sentence_lines(out: &mut String, text: &str, sentence: &Sentence, id: &str, joined: &[(usize, usize, Span)]) {
    let slice = |span: Span| one_line(text.get(span.start..span.end).unwrap_or_default());
    if sentence.starts_paragraph {
        out.push_str("# newpar\n");
    }
    let _ = writeln!(out, "# sent_id = {}\n# text = {}", one_line(id), slice(sentence.span));
    for (index, token) in sentence.tokens.iter().enumerate() {
        let whole = joined.iter().find(|word| word.0 == index);
        let inside = joined.iter().any(|word| (word.0..=word.1).contains(&index));
        if let Some((first, last, span)) = whole {
            let after = sentence.tokens.get(last + 1).map(|next| next.span.start);
            let _ = writeln!(
                out,
                "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}",
                first + 1,
                last + 1,
                slice(*span),
                glue(span.end, after)
            );
        }
        let after = sentence.tokens.get(index + 1).map(|next| next.span.start);
        let misc = if inside { "_" } else { glue(token.span.end, after) };
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{misc}",
            index + 1,
            one_line(&token.form),
            one_line(&token.lemma),
            token.upos.name(),
            token.feats.0,
            token.head.map_or(0, |head| head + 1),
            token.relation.full(),
        );
    }
    out.push('\n');
}

fn glue(end: usize, next: Option<usize>) -> &'static str {
    if next == Some(end) { "SpaceAfter=No" } else { "_" }
}

/// White space and control characters would break rows and comments.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect()
}
