//! Questions to the workspace, or to files read on the spot.

use super::{Done, Failure, Global, input, output, workspace::no_workspace};
use sayso::present::{Format, ReadingWriter, chain, name, one_line, party};
use sayso::{EventFilter, Reading, Workspace};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct SourceArgs {
    /// Read these on the spot in place of the workspace
    #[arg(long, num_args = 1.., value_name = "PATH")]
    from: Vec<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// File to write to
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct EventArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// PLOVER type (may be given several times)
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// A name or country code of a party
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Country of the place (ISO alpha-3)
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    since: Option<jiff::civil::Date>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    until: Option<jiff::civil::Date>,
    /// Document id (may be given several times)
    #[arg(long = "doc", value_name = "ID")]
    documents: Vec<String>,
    /// Least confidence, 0 to 1
    #[arg(long, value_name = "X")]
    min_confidence: Option<f64>,
}

#[derive(clap::Args)]
pub struct ActorArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Part of a name
    name: Option<String>,
}

#[derive(clap::Args)]
pub struct SearchArgs {
    /// Words; "…" for a phrase, AND, OR, NOT, NEAR
    #[arg(required = true)]
    query: Vec<String>,
    /// At most so many documents
    #[arg(long, default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    source: SourceArgs,
}

/// The workspace that is asked, and whether everything was read into it.
fn workspace(source: &SourceArgs, global: &Global) -> Result<(Workspace, Done), Failure> {
    asked(&source.from, global)
}

/// The workspace, or the files of `from` read on the spot, and whether all of them could be read.
pub fn asked(from: &[String], global: &Global) -> Result<(Workspace, Done), Failure> {
    if from.is_empty() {
        if !global.workspace.exists() {
            return Err(Failure::new(no_workspace(global)));
        }
        return Ok((Workspace::open(&global.workspace)?, Done::All));
    }
    let mut workspace = Workspace::in_memory()?;
    let reader = global.reader()?;
    let done = input::readings(
        from,
        global,
        &reader,
        |_| Ok(true),
        |reading| {
            workspace.add(&reading.to_output())?;
            Ok(())
        },
    )?;
    Ok((workspace, done))
}

pub fn events(args: EventArgs, global: &Global) -> Result<Done, Failure> {
    for kind in &args.types {
        if sayso::EventType::parse(kind).is_none() {
            let types = sayso::EventType::ALL.map(sayso::EventType::code).join(", ");
            return Err(Failure::usage(format!("{kind:?} is no PLOVER type; the types are {types}")));
        }
    }
    let (workspace, done) = workspace(&args.source, global)?;
    let found = workspace.events(&EventFilter {
        types: args.types,
        party: args.party,
        country: args.country,
        since: args.since.map(|day| day.to_string()),
        until: args.until.map(|day| day.to_string()),
        documents: args.documents,
        min_confidence: args.min_confidence,
    })?;
    let mut out = output::open(args.source.output.as_deref())?;
    if args.source.format == Format::Jsonl {
        for event in &found {
            json_line(&mut out, event)?;
        }
        output::written(out.flush())?;
        return Ok(done);
    }
    let mut writer = ReadingWriter::new(out, args.source.format, output::look(args.source.output.is_some()));
    for of_document in found.chunk_by(|a, b| a.doc == b.doc) {
        let Some(reading) = of_document.first().map(|event| workspace.reading_with(&event.doc)).transpose()?.flatten()
        else {
            continue;
        };
        let mut reading = reading.from_output();
        reading.events.retain(|event| of_document.iter().any(|found| found.event.id == event.id));
        reading.labels.clear();
        reading.ties.clear();
        output::written(writer.write(&reading))?;
    }
    output::written(writer.finish())?;
    Ok(done)
}

pub fn actors(args: ActorArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = workspace(&args.source, global)?;
    let found = workspace.actors(args.name.as_deref())?;
    let rows = found.iter().map(|found| {
        let actor = &found.actor;
        let aliases: Vec<&str> =
            actor.aliases.iter().map(|alias| alias.name.as_str()).filter(|alias| *alias != actor.name).collect();
        vec![
            actor.name.clone(),
            name(&actor.kind),
            actor.country.clone().unwrap_or_default(),
            actor.sector.join(" "),
            actor.mentions.len().to_string(),
            found.documents.len().to_string(),
            aliases.join("; "),
        ]
    });
    let header = ["name", "kind", "country", "sector", "mentions", "documents", "also"];
    show(&args.source, &found, &header, rows.collect())?;
    Ok(done)
}

/// A record with its document.
#[derive(Serialize)]
struct OfDocument<T> {
    doc: String,
    #[serde(flatten)]
    record: T,
}

pub fn labels(args: SourceArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = workspace(&args, global)?;
    let found: Vec<_> = workspace.labels()?.into_iter().map(|(doc, record)| OfDocument { doc, record }).collect();
    let readings = readings_of(&workspace, found.iter().map(|found| found.doc.as_str()))?;
    let rows = readings.iter().flat_map(|reading| {
        reading.labels.iter().map(|label| {
            vec![
                one_line(&label.text),
                party(reading, &label.target),
                name(&label.kind),
                name(&label.polarity),
                chain(reading, &label.chain),
                reading.document.id.to_string(),
            ]
        })
    });
    show(&args, &found, &["label", "for", "kind", "polarity", "who says so", "doc"], rows.collect())?;
    Ok(done)
}

pub fn ties(args: SourceArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = workspace(&args, global)?;
    let found: Vec<_> = workspace.ties()?.into_iter().map(|(doc, record)| OfDocument { doc, record }).collect();
    let readings = readings_of(&workspace, found.iter().map(|found| found.doc.as_str()))?;
    let rows = readings.iter().flat_map(|reading| {
        reading.ties.iter().map(|tie| {
            vec![
                party(reading, &tie.from),
                name(&tie.kind),
                party(reading, &tie.to),
                name(&tie.change),
                chain(reading, &tie.chain),
                reading.document.id.to_string(),
            ]
        })
    });
    show(&args, &found, &["from", "tie", "to", "change", "who says so", "doc"], rows.collect())?;
    Ok(done)
}

pub fn search(args: SearchArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = workspace(&args.source, global)?;
    let found = workspace.search(&args.query.join(" "), args.limit)?;
    let rows = found.iter().map(|hit| {
        vec![
            hit.document.id.clone(),
            hit.document.published.clone().unwrap_or_default(),
            hit.document.publisher.clone().unwrap_or_default(),
            hit.document.title.clone().unwrap_or_default(),
            one_line(&hit.snippet),
        ]
    });
    show(&args.source, &found, &["doc", "published", "publisher", "title", "words"], rows.collect())?;
    Ok(done)
}

fn readings_of<'d>(workspace: &Workspace, docs: impl Iterator<Item = &'d str>) -> Result<Vec<Reading>, Failure> {
    let mut ids: Vec<&str> = docs.collect();
    ids.dedup();
    let mut readings = Vec::new();
    for id in ids {
        readings.extend(workspace.reading_with(id)?.map(|reading| reading.from_output()));
    }
    Ok(readings)
}

/// Records as JSON lines, or rows as CSV or a table.
fn show<T: Serialize>(
    source: &SourceArgs,
    records: &[T],
    header: &[&str],
    rows: Vec<Vec<String>>,
) -> Result<(), Failure> {
    let mut out = output::open(source.output.as_deref())?;
    match source.format {
        Format::Jsonl => {
            for record in records {
                json_line(&mut out, record)?;
            }
        }
        Format::Csv | Format::Tsv => {
            let delimiter = if source.format == Format::Csv { b',' } else { b'\t' };
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(&mut out);
            writer.write_record(header)?;
            for row in rows {
                writer.write_record(row)?;
            }
            output::written(writer.flush())?;
        }
        Format::Table | Format::View => {
            let mut table = comfy_table::Table::new();
            table.load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY).set_header(header);
            table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
            table.set_width(u16::try_from(output::look(source.output.is_some()).width.max(80)).unwrap_or(120));
            for row in rows {
                table.add_row(row);
            }
            output::written(writeln!(out, "{table}"))?;
        }
    }
    output::written(out.flush())
}

fn json_line(out: &mut dyn Write, record: &impl Serialize) -> Result<(), Failure> {
    let line = serde_json::to_string(record)?;
    output::written(writeln!(out, "{line}"))
}
