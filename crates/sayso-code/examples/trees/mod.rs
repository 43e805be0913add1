//! Documents from CoNLL-U, for examples and tests that run without a parser.
#![allow(dead_code)]

use sayso_core::Span;
use sayso_parse::{Entity, EntityKind, Feats, Parse, Relation, Sentence, Token, Upos};
use std::sync::Arc;

/// A document rebuilt from its `# text` lines: id, text, trees.
pub struct Tree {
    pub id: String,
    pub text: String,
    pub parse: Parse,
}

/// All documents of a CoNLL-U file.
pub fn documents(conllu: &str) -> Vec<Tree> {
    conllu
        .split("# newdoc id = ")
        .skip(1)
        .map(|part| {
            let id = part.lines().next().unwrap_or("").trim().to_string();
            let mut text = String::new();
            for block in part.split("\n\n") {
                let Some(line) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
                if !text.is_empty() {
                    text.push_str(if block.lines().any(|line| line.starts_with("# newpar")) { "\n\n" } else { " " });
                }
                text.push_str(line);
            }
            let parse = read_trees(part, &text);
            Tree { id, text, parse }
        })
        .collect()
}

/// Sentences of CoNLL-U, their words found again in `text`, one after the other.
pub fn read_trees(part: &str, text: &str) -> Parse {
    let mut parse = Parse::default();
    let mut at = 0;
    for block in part.split("\n\n") {
        let starts_paragraph = block.lines().any(|line| line.starts_with("# newpar"));
        let mut tokens = Vec::new();
        let mut open: Option<(EntityKind, usize)> = None;
        let mut whole: Option<(usize, Span)> = None;
        for line in block.lines().filter(|line| line.starts_with(|ch: char| ch.is_ascii_digit())) {
            let fields: Vec<&str> = line.split('\t').collect();
            let (Some(&id), Some(&form)) = (fields.first(), fields.get(1)) else { continue };
            if id.contains('.') {
                continue;
            }
            if let Some((_, last)) = id.split_once('-') {
                if let Some(found) = find(text, at, form) {
                    whole = Some((last.parse().unwrap_or(0), found));
                }
                continue;
            }
            let number: usize = id.parse().unwrap_or(0);
            let span = match find(text, at, form) {
                Some(span) => span,
                None => whole.map_or(Span::new(at, at), |(_, span)| span),
            };
            at = at.max(span.end);
            if whole.is_some_and(|(last, _)| number >= last) {
                at = at.max(whole.map_or(at, |(_, span)| span.end));
                whole = None;
            }
            // Names stand in the last field as BIOES: Name=B-Person.
            let name = fields.get(9).and_then(|misc| misc.split('|').find_map(|part| part.strip_prefix("Name=")));
            if let Some((place, kind)) = name.and_then(|name| name.split_once('-')) {
                let kind = EntityKind::parse(kind);
                if matches!(place, "B" | "S") {
                    open = kind.map(|kind| (kind, tokens.len()));
                }
                if let (Some((kind, first)), "E" | "S") = (open, place) {
                    let start = tokens.get(first).map_or(span, |token: &Token| token.span);
                    let end = tokens.len() + 1;
                    let sentence = parse.sentences.len();
                    parse.entities.push(Entity { span: start.join(span), kind, sentence, first, end });
                    open = None;
                }
            } else {
                open = None;
            }
            tokens.push(Token {
                span,
                form: Arc::from(form),
                lemma: Arc::from(fields[2]),
                upos: Upos::parse(fields[3]),
                feats: Feats(Arc::from(fields[5])),
                head: fields[6].parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
                relation: Relation::parse(fields[7]),
                cue: None,
                acts: None,
            });
        }
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            let span = Span::new(first.span.start, last.span.end);
            parse.sentences.push(Sentence { span, tokens, starts_paragraph });
        }
    }
    parse
}

/// The next place of a word, within reach.
fn find(text: &str, at: usize, form: &str) -> Option<Span> {
    let rest = text.get(at..)?;
    let start = at + (rest.len() - rest.trim_start().len());
    let here = text.get(start..)?;
    if here.starts_with(form) {
        return Some(Span::new(start, start + form.len()));
    }
    let offset = here.find(form).filter(|&offset| offset < 12)?;
    Some(Span::new(start + offset, start + offset + form.len()))
}
