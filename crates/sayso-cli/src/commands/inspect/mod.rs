//! `sayso inspect`: one stage by itself, in the form that its scorer reads. All spans are in code points.

mod roles;

use super::{Done, Failure, Global, input, output};
use sayso::{CharSpan, Document, Reader};
use sayso_code::interpretation::Interpretation;
use sayso_code::places::Toponym;
use sayso_core::{CodePoints, Span};
use sayso_parse::conllu::{self, ConlluDocument};
use sayso_parse::{Parse, ReferentKind};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct InspectArgs {
    /// The stage
    stage: Stage,
    /// Files, folders, patterns, or - for standard input; parse and roles also take CoNLL-U and keep its words
    paths: Vec<String>,
    /// For places: resolve the spans of this file (the form that places prints) in place of finding them
    #[arg(long, value_name = "FILE")]
    spans: Option<PathBuf>,
    /// For roles: label the predicates of this file (the form that roles prints) in place of finding them
    #[arg(long, value_name = "FILE")]
    predicates: Option<PathBuf>,
    /// File to write to
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Stage {
    /// Text, title, byline, publisher, date, language
    Document,
    /// Sentences, words, trees, as CoNLL-U
    Parse,
    /// Names with their kinds
    Entities,
    /// Who says what: cue, source, content; and whose words stand in quotation marks
    Attribution,
    /// Time expressions with TIMEX3 values
    Times,
    /// Place names with coordinates
    Places,
    /// Mentions of one person, organization or place together
    Mentions,
    /// Predicates with their arguments in PropBank's roles
    Roles,
}

pub fn run(args: InspectArgs, global: &Global) -> Result<Done, Failure> {
    let mut out = output::open(args.output.as_deref())?;
    let done = match args.stage {
        Stage::Document => input::documents(&args.paths, global, |document| {
            output::written(writeln!(out, "{}", sayso_read::inspect_line(&document)))
        })?,
        Stage::Parse => parse(&args, global, &mut out)?,
        Stage::Roles => roles::run(&args, global, &mut out)?,
        stage => records(stage, &args, global, &mut out)?,
    };
    output::written(out.flush())?;
    Ok(done)
}

fn parse(args: &InspectArgs, global: &Global, out: &mut dyn Write) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let others = each_tree(&args.paths, |document| {
        let parsed = reader.parser().trees_of_tokens(document)?;
        output::written(write!(out, "{}", conllu::write_given(document, &parsed)))
    })?;
    let Some(others) = others else { return Ok(Done::All) };
    input::each(
        &others,
        global,
        |document| reader.trees(&document).map(|parsed| conllu::write(&document, &parsed)),
        |written| output::written(write!(out, "{}", written?)),
    )
}

/// Does `work` on every document of the CoNLL-U files among `paths`. What is left to read; nothing where all were CoNLL-U.
fn each_tree(
    paths: &[String],
    mut work: impl FnMut(&ConlluDocument) -> Result<(), Failure>,
) -> Result<Option<Vec<String>>, Failure> {
    let (trees, others): (Vec<String>, Vec<String>) = paths.iter().cloned().partition(|path| is_conllu(path));
    for path in &trees {
        let text =
            std::fs::read_to_string(path).map_err(|error| Failure::new(format!("{path}: can't be read: {error}")))?;
        let given = conllu::read(&text).map_err(|error| Failure::new(format!("{path}: {error}")))?;
        given.iter().try_for_each(&mut work)?;
    }
    Ok((!others.is_empty() || trees.is_empty()).then_some(others))
}

fn is_conllu(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "conllu")
}

fn records(stage: Stage, args: &InspectArgs, global: &Global, out: &mut dyn Write) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let spans = args.spans.as_deref().map(given_spans).transpose()?;
    input::each(
        &args.paths,
        global,
        |document| record(stage, &reader, &document, spans.as_ref()),
        |line| output::written(writeln!(out, "{}", line?)),
    )
}

/// Spans by document.
type GivenSpans = HashMap<String, Vec<CharSpan>>;

fn given_spans(path: &Path) -> Result<GivenSpans, Failure> {
    let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    spans_by_document(path, "toponyms", r#"{"start","end"}"#, |span| {
        Some(CharSpan { start: number(&span["start"])?, end: number(&span["end"])? })
    })
}

/// The spans that stand under `list` in the JSON lines of a file, where `form` shows an entry; entries that give no span are passed over.
fn spans_by_document(
    path: &Path,
    list: &str,
    form: &str,
    span: impl Fn(&Value) -> Option<CharSpan>,
) -> Result<GivenSpans, Failure> {
    let shown = path.display();
    let text =
        std::fs::read_to_string(path).map_err(|error| Failure::new(format!("{shown}: can't be read: {error}")))?;
    let mut spans = GivenSpans::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |what: &str| {
            Failure::new(format!(r#"{shown}, line {}: {what}; give {{"doc","{list}":[{form}]}}"#, number + 1))
        };
        let value: Value = serde_json::from_str(line).map_err(|error| wrong(&error.to_string()))?;
        let doc = value["doc"].as_str().ok_or_else(|| wrong("no \"doc\""))?;
        let given = value[list].as_array().ok_or_else(|| wrong(&format!("no \"{list}\"")))?;
        spans.insert(doc.to_string(), given.iter().filter_map(&span).collect());
    }
    Ok(spans)
}

fn record(stage: Stage, reader: &Reader, document: &Document, spans: Option<&GivenSpans>) -> Result<Value, Failure> {
    let points = CodePoints::new(&document.text);
    let doc = &document.id.0;
    if stage == Stage::Entities {
        return Ok(json!({ "doc": doc, "entities": entities(&reader.trees(document)?, &points) }));
    }
    let parse = reader.parse(document)?;
    let value = reader.coder().understand(document, &parse, |understood| match stage {
        Stage::Attribution => {
            json!({ "doc": doc, "attributions": attributions(understood, &points), "quotations": quoted(understood, &points) })
        },
        Stage::Times => json!({ "doc": doc, "timexes": times(understood, &points) }),
        Stage::Mentions => mentions(doc, understood, &points),
        _ => {
            let given = spans.and_then(|spans| spans.get(doc));
            json!({ "doc": doc, "toponyms": toponyms(reader, understood, &points, given) })
        }
    });
    Ok(value)
}

fn entities(parse: &Parse, points: &CodePoints<'_>) -> Value {
    let entity = |entity: &sayso_parse::Entity| {
        let span = points.chars(entity.span);
        json!({ "start": span.start, "end": span.end, "type": entity.kind.name() })
    };
    parse.entities.iter().map(entity).collect()
}

fn attributions(understood: &Interpretation<'_>, points: &CodePoints<'_>) -> Value {
    let spans = |spans: &[Span]| -> Value { spans.iter().map(|span| json!(points.chars(*span))).collect() };
    understood
        .attributions
        .list()
        .map(|found| {
            let source: Vec<Span> = found.source.iter().map(|source| source.full.join(source.span)).collect();
            json!({
                "cue": spans(&found.cue),
                "source": spans(&source),
                "content": spans(&found.content),
                "act": found.act,
                "rule": found.rule,
            })
        })
        .collect()
}

/// The quotations of a text with the words that name their speaker, none where the text leaves it open.
fn quoted(understood: &Interpretation<'_>, points: &CodePoints<'_>) -> Value {
    let (scene, attributions) = (understood.scene, understood.attributions);
    let quotation = |quotation: &sayso_code::saying::Quotation| {
        let speaker = quotation
            .parts
            .first()
            .and_then(|part| scene.head_of(*part))
            .map(|head| attributions.chain(scene, head, understood.actors))
            .and_then(|chain| chain.innermost().filter(|link| !link.holder.publisher)?.holder.span);
        json!({ "span": points.chars(quotation.outer), "speaker": speaker.map(|span| points.chars(span)) })
    };
    attributions.quotations().iter().map(quotation).collect()
}

fn times(understood: &Interpretation<'_>, points: &CodePoints<'_>) -> Value {
    understood
        .times
        .timexes()
        .iter()
        .map(|time| {
            let span = points.chars(time.span);
            json!({
                "start": span.start, "end": span.end, "type": time.kind.name(), "value": time.value, "how": time.how,
            })
        })
        .collect()
}

/// Mentions by the model's head for coreference with the kinds of those they speak of; where the model has no such head, those of actors.
fn mentions(doc: &str, understood: &Interpretation<'_>, points: &CodePoints<'_>) -> Value {
    let Some(coreference) = &understood.scene.parse.coreference else {
        return json!({ "doc": doc, "clusters": clusters(understood, points) });
    };
    let told = coreference.referents.iter().filter_map(|referent| {
        let kind = referent.kind.filter(|kind| *kind != ReferentKind::Other)?;
        let spans = referent.mentions.iter().filter_map(|&mention| coreference.mentions.get(mention));
        let spans: Value = spans.map(|mention| json!(points.chars(mention.span))).collect();
        Some((spans, json!(kind.name())))
    });
    let (clusters, types): (Vec<Value>, Vec<Value>) = told.unzip();
    json!({ "doc": doc, "clusters": clusters, "types": types })
}

fn clusters(understood: &Interpretation<'_>, points: &CodePoints<'_>) -> Value {
    let cluster = |actor: &sayso_core::Actor| -> Value {
        actor.mentions.iter().map(|mention| json!(points.chars(mention.span))).collect()
    };
    understood.actors.list().iter().map(cluster).collect()
}

fn toponyms(
    reader: &Reader,
    understood: &Interpretation<'_>,
    points: &CodePoints<'_>,
    given: Option<&Vec<CharSpan>>,
) -> Value {
    if let Some(spans) = given {
        let spans: Vec<Span> = spans.iter().map(|span| points.bytes(*span)).collect();
        let places = reader.coder().resolve_places(understood.scene, &spans);
        return places.toponyms().iter().map(|found| toponym(found, found.span, LITERAL, points)).collect();
    }
    let (places, text) = (understood.places, understood.scene.text());
    let named = places.toponyms().iter().map(|found| (found, places.name_alone(text, found.span), LITERAL));
    let associated = reader.coder().associated_places(understood);
    let mut all: Vec<_> = named.chain(associated.iter().map(|found| (found, found.span, ASSOCIATIVE))).collect();
    all.sort_by_key(|(_, span, _)| *span);
    all.into_iter().map(|(found, span, kind)| toponym(found, span, kind, points)).collect()
}

/// A name of a place itself, and one that stands for something else.
const LITERAL: &str = "literal";
const ASSOCIATIVE: &str = "associative";

fn toponym(found: &Toponym, span: Span, kind: &str, points: &CodePoints<'_>) -> Value {
    let (span, place) = (points.chars(span), &found.place);
    json!({
        "start": span.start, "end": span.end, "kind": kind, "lat": place.lat, "lon": place.lon,
        "geonameid": place.geonameid, "country": place.country, "how": place.how,
    })
}
