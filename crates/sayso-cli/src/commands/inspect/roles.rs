//! `sayso inspect roles`: predicates and arguments as JSON lines, a line a document, or a line a sentence of CoNLL-U.

use super::{Done, Failure, GivenSpans, Global, InspectArgs, each_tree, input, output, spans_by_document};
use sayso::{CharSpan, Document, Reader};
use sayso_core::{CodePoints, Span};
use sayso_parse::conllu::ConlluDocument;
use sayso_parse::{ParseWithRoles, Predicate, Predicates};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

pub(super) fn run(args: &InspectArgs, global: &Global, out: &mut dyn Write) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let given = args.predicates.as_deref().map(given_predicates).transpose()?;
    let others = each_tree(&args.paths, |document| {
        let lines = of_sentences(&reader, document, given.as_ref())?;
        lines.iter().try_for_each(|line| output::written(writeln!(out, "{line}")))
    })?;
    let Some(others) = others else { return Ok(Done::All) };
    input::each(
        &others,
        global,
        |document| of_document(&reader, &document, given.as_ref()),
        |line| output::written(writeln!(out, "{}", line?)),
    )
}

fn given_predicates(path: &Path) -> Result<GivenSpans, Failure> {
    let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    spans_by_document(path, "predicates", r#"{"trigger":[start,end]}"#, |predicate| {
        let trigger = &predicate["trigger"];
        Some(CharSpan { start: number(&trigger[0])?, end: number(&trigger[1])? })
    })
}

fn of_document(reader: &Reader, document: &Document, given: Option<&GivenSpans>) -> Result<Value, Failure> {
    let points = CodePoints::new(&document.text);
    let spans = given.map(|given| {
        given.get(&document.id.0).into_iter().flatten().map(|span| points.bytes(*span)).collect::<Vec<_>>()
    });
    let asked = spans.as_deref().map_or(Predicates::Found, Predicates::Given);
    let found =
        if document.is_read() { reader.parser().parse_with_roles(document, asked)? } else { ParseWithRoles::default() };
    let all = found.predicates.iter().map(|predicate| shown(&found, predicate, &points, 0));
    Ok(json!({ "doc": document.id.0, "predicates": all.collect::<Value>() }))
}

/// A line a sentence; its spans count from the sentence's first character.
fn of_sentences(reader: &Reader, given: &ConlluDocument, spans: Option<&GivenSpans>) -> Result<Vec<Value>, Failure> {
    let points = CodePoints::new(&given.document.text);
    // Sentences with words only: those are what the parse has.
    let with_words = given.sentences.iter().filter(|sentence| !sentence.words.is_empty()).enumerate();
    let sentences: Vec<(String, usize)> = with_words
        .map(|(index, sentence)| {
            let id = sentence.id.clone().unwrap_or_else(|| format!("{}-{}", given.document.id.0, index + 1));
            (id, sentence.words.first().map_or(0, |word| points.to_chars(word.span.start)))
        })
        .collect();
    let asked: Option<Vec<Span>> = spans.map(|spans| {
        let of = |(id, from): &(String, usize)| {
            let moved = |span: &CharSpan| CharSpan {
                start: span.start.saturating_add(*from),
                end: span.end.saturating_add(*from),
            };
            spans.get(id).into_iter().flatten().map(|span| points.bytes(moved(span))).collect::<Vec<_>>()
        };
        sentences.iter().flat_map(of).collect()
    });
    let asked = asked.as_deref().map_or(Predicates::Found, Predicates::Given);
    let found = reader.parser().parse_tokens_with_roles(given, asked)?;
    let lines = sentences.iter().enumerate().map(|(index, (id, from))| {
        let own = found.predicates.iter().filter(|predicate| predicate.sentence == index);
        json!({ "doc": id, "predicates": own.map(|predicate| shown(&found, predicate, &points, *from)).collect::<Value>() })
    });
    Ok(lines.collect())
}

fn shown(found: &ParseWithRoles, predicate: &Predicate, points: &CodePoints<'_>, from: usize) -> Value {
    let span = |span: Span| {
        let span = points.chars(span);
        json!([span.start - from, span.end - from])
    };
    let word = &found.parse.sentences[predicate.sentence].tokens[predicate.word];
    let arguments = predicate.arguments.iter();
    let arguments = arguments.map(|argument| json!({ "role": argument.role.to_string(), "span": span(argument.span) }));
    json!({ "trigger": span(word.span), "lemma": &*word.lemma, "arguments": arguments.collect::<Value>() })
}
