//! `sayso eval`: predicted readings against gold ones.

use super::{Done, Failure, Global, input, output};
use comfy_table::{CellAlignment, Table, presets};
use sayso::annotate::measure::{
    Comparison, Confusion, DETECTIONS, Detection, Interval, NOMINAL, Options, SHARES, compare,
};
use sayso::annotate::methods;
use sayso::{CharSpan, Reading};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct EvalArgs {
    /// Gold readings, one JSON object a line, with the texts (docs/annotation.md)
    gold: PathBuf,
    /// Readings to measure, in the same shape; without it sayso reads the texts of GOLD itself
    predicted: Option<PathBuf>,
    /// Both files are of people who coded independently: agreement, and a paragraph for the methods section
    #[arg(long)]
    agreement: bool,
    /// Sentences to show in which most is wrong
    #[arg(long, value_name = "N", default_value_t = 20)]
    worst: usize,
    /// Resamples of the documents for the 95 % intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000)]
    resamples: usize,
    /// What the resampling starts from
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// One JSON object in place of tables
    #[arg(long)]
    json: bool,
}

pub fn run(args: EvalArgs, global: &Global) -> Result<Done, Failure> {
    let gold = readings(&args.gold)?;
    if let Some(reading) = gold.iter().find(|reading| reading.document.text.is_empty()) {
        return Err(Failure::new(format!(
            "{}: {} has no text; join the annotation with its texts first (for the corpus of this repository: cargo xtask corpus attach)",
            args.gold.display(),
            reading.document.id
        )));
    }
    let predicted = match &args.predicted {
        Some(path) => readings(path)?,
        None => predicted(&gold, global)?,
    };
    let options = Options { resamples: args.resamples, seed: args.seed, worst: args.worst };
    let compared = compare(&gold, &predicted, options);
    let mut out = output::open(None)?;
    let printed = if args.json {
        let value = serde_json::to_string(&compared)?;
        writeln!(out, "{value}")
    } else if args.agreement {
        agreement(&mut out, &compared)
    } else {
        tables(&mut out, &compared)
    };
    output::written(printed.and_then(|()| out.flush()))?;
    Ok(Done::All)
}

/// The readings of a file, one a line.
fn readings(path: &Path) -> Result<Vec<Reading<CharSpan>>, Failure> {
    let wrong = |what: String| Failure::new(format!("{}: {what}", path.display()));
    let mut out: Vec<Reading<CharSpan>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (line, reading) in input::json_lines::<Reading<CharSpan>>(path, "reading (docs/reading.schema.json)")? {
        if !seen.insert(reading.document.id.clone()) {
            return Err(wrong(format!("line {line}: {} is there twice", reading.document.id)));
        }
        out.push(reading);
    }
    if out.is_empty() {
        return Err(wrong("holds no reading".into()));
    }
    Ok(out)
}

/// What sayso makes of the texts of gold.
fn predicted(gold: &[Reading<CharSpan>], global: &Global) -> Result<Vec<Reading<CharSpan>>, Failure> {
    let reader = global.reader()?;
    let documents: Vec<sayso::Document> = gold.iter().map(|reading| reading.from_output().document).collect();
    let read = sayso::in_order(global.threads.unwrap_or(0), &documents, |document| reader.read(document));
    read.into_iter().map(|reading| Ok(reading?.to_output())).collect()
}

fn table(heads: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(heads.to_vec());
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn between(interval: Option<Interval>) -> String {
    interval.map_or(String::new(), |interval| format!("{:.3}-{:.3}", interval.low, interval.high))
}

fn detection(name: &str, found: &Detection, interval: bool) -> Vec<String> {
    let mut cells = vec![name.to_string(), format!("{:.3}", found.f1)];
    if interval {
        cells.push(between(found.interval));
    }
    cells.extend([format!("{:.3}", found.precision), format!("{:.3}", found.recall)]);
    cells.extend([found.right, found.predicted, found.gold].map(|count| count.to_string()));
    cells
}

fn tables(out: &mut dyn Write, compared: &Comparison) -> std::io::Result<()> {
    writeln!(
        out,
        "{} documents; {} without a predicted reading, {} with another text",
        compared.documents, compared.missing, compared.text_differs
    )?;
    let mut found = table(&["", "F1", "95 %", "precision", "recall", "right", "predicted", "gold"]);
    for name in DETECTIONS {
        found.add_row(detection(name, &compared.detections[name], true));
    }
    writeln!(out, "\n{found}")?;
    let mut shares = table(&["", "share", "95 %", "right", "of"]);
    for name in SHARES {
        let share = &compared.shares[name];
        let shown = share.share.map_or("-".into(), |share| format!("{share:.3}"));
        shares.add_row([name.into(), shown, between(share.interval), share.right.to_string(), share.of.to_string()]);
    }
    writeln!(out, "\n{shares}")?;
    let mut types = table(&["type", "F1", "precision", "recall", "right", "predicted", "gold"]);
    for (kind, found) in &compared.types {
        types.add_row(detection(kind.code(), found, false));
    }
    writeln!(out, "\n{types}")?;
    confusion(out, &compared.confusion)?;
    worst(out, compared)
}

/// Cells off the diagonal, the fullest first.
fn confusion(out: &mut dyn Write, cells: &[Confusion]) -> std::io::Result<()> {
    let mut mixed: Vec<&Confusion> = cells.iter().filter(|cell| cell.gold != cell.predicted).collect();
    mixed.sort_by_key(|cell| std::cmp::Reverse(cell.count));
    let shown = |kind: Option<sayso::EventType>| kind.map_or("nothing", sayso::EventType::code);
    let mut shown_cells = table(&["gold", "predicted", "times"]);
    for cell in mixed.into_iter().filter(|cell| cell.gold.is_some() && cell.predicted.is_some()).take(15) {
        shown_cells.add_row([shown(cell.gold).to_string(), shown(cell.predicted).to_string(), cell.count.to_string()]);
    }
    writeln!(out, "\ntypes taken for each other\n{shown_cells}")
}

fn worst(out: &mut dyn Write, compared: &Comparison) -> std::io::Result<()> {
    for sentence in &compared.worst {
        writeln!(out, "\n{} {}-{}  {}", sentence.document, sentence.span.start, sentence.span.end, sentence.words)?;
        for (side, lines) in [("gold", &sentence.gold), ("found", &sentence.predicted)] {
            for line in lines {
                let mark = if line.agrees { '=' } else { '!' };
                writeln!(out, "  {mark} {side:<5} {}", line.text)?;
            }
        }
    }
    Ok(())
}

fn agreement(out: &mut dyn Write, compared: &Comparison) -> std::io::Result<()> {
    let mut found = table(&["two readers", "F1", "95 %", "", "", "both", "one", "other"]);
    for name in DETECTIONS {
        found.add_row(detection(name, &compared.detections[name], true));
    }
    writeln!(out, "{found}")?;
    let mut fields = table(&["on events that both found", "cases", "agree", "kappa", "alpha"]);
    let shown = |value: Option<f64>| value.map_or("-".to_string(), |value| format!("{value:.3}"));
    for field in NOMINAL {
        let of = &compared.reliability[field];
        fields.add_row([field.into(), of.cases.to_string(), shown(of.agree), shown(of.kappa), shown(of.alpha)]);
    }
    writeln!(out, "\n{fields}")?;
    let mut shares = table(&["", "agree", "95 %", "both", "of"]);
    for name in SHARES {
        let share = &compared.shares[name];
        shares.add_row([
            name.into(),
            shown(share.share),
            between(share.interval),
            share.right.to_string(),
            share.of.to_string(),
        ]);
    }
    writeln!(out, "\n{shares}\n\n{}", methods::paragraph(compared))
}
