//! `sayso verify`, `compare`, `backup` and `doctor`: what was read can be read again, and compared.

use super::{Done, Failure, Global, input, output, questions, workspace};
use sayso::present::{chain, one_line};
use sayso::{Change, Changed, CharSpan, Pipeline, Reader, Reading, Repair, Workspace};
use sayso_core::DocumentId;
use sayso_export::{ForeignRow, audit};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct VerifyArgs {
    /// Documents to read again (default: all)
    ids: Vec<String>,
    /// Rows of GDELT 2.0 Events or POLECAT: say which of their fields the text of --text supports
    #[arg(long, value_name = "FILE", requires = "text")]
    row: Option<PathBuf>,
    /// The text that the rows were coded from
    #[arg(long, value_name = "FILE", requires = "row")]
    text: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct CompareArgs {
    /// The older workspace
    old: PathBuf,
    /// The newer workspace
    new: PathBuf,
    /// One JSON object a line in place of words
    #[arg(long)]
    jsonl: bool,
}

#[derive(clap::Args)]
pub struct BackupArgs {
    /// The new file
    file: PathBuf,
}

#[derive(clap::Args)]
pub struct DoctorArgs {
    /// Make a sound workspace of what can be read: stored readings and what people gave are carried over, everything that is derived is
    /// made again. The file as it was is kept beside it
    #[arg(long)]
    repair: bool,
}

/// Reads stored documents again and compares the bytes.
pub fn verify(args: VerifyArgs, global: &Global) -> Result<Done, Failure> {
    if let (Some(rows), Some(text)) = (&args.row, &args.text) {
        return verify_rows(rows, text, global);
    }
    let workspace = questions::stored(global)?;
    let reader = global.reader_for(&workspace)?;
    let ids: Vec<String> = if args.ids.is_empty() {
        workspace.documents()?.into_iter().map(|document| document.id).collect()
    } else {
        args.ids
    };
    let (mut equal, mut other_versions, mut different) = (0usize, 0usize, Vec::new());
    let bar = input::progress(global, "{spinner} {pos} documents read again");
    let stored = ids.into_iter().map(move |id| -> Result<Reading<CharSpan>, Failure> {
        let reading = workspace.reading_with(&id)?;
        reading.ok_or_else(|| Failure::new(format!("no document {id}; `sayso search` shows ids")))
    });
    let pipeline = Pipeline {
        threads: global.threads.unwrap_or(0),
        weigh: |stored: &Result<Reading<CharSpan>, Failure>| stored.as_ref().map_or(0, |r| r.document.text.len()),
        open: |stored| vec![stored],
        work: |stored: Result<Reading<CharSpan>, Failure>| read_again(&reader, &stored?),
    };
    pipeline.run(stored, |again| {
        bar.inc(1);
        match again? {
            Again::Equal => equal += 1,
            Again::OtherVersions => other_versions += 1,
            Again::Different(id) => different.push(id),
        }
        Ok::<(), Failure>(())
    })?;
    bar.finish_and_clear();
    println!("{equal} documents read again give the same bytes (sayso {})", env!("CARGO_PKG_VERSION"));
    if other_versions > 0 {
        println!(
            "{other_versions} were read by other versions: `sayso add` reads them again, `sayso compare` shows what changes"
        );
    }
    for id in &different {
        println!("{id}: reading it again gives something else");
    }
    Ok(if different.is_empty() { Done::All } else { Done::Some })
}

/// What came of reading a stored document again.
enum Again {
    Equal,
    OtherVersions,
    Different(DocumentId),
}

fn read_again(reader: &Reader, before: &Reading<CharSpan>) -> Result<Again, Failure> {
    let document = before.from_output().document;
    if before.produced_by != reader.produced_by(&document) {
        return Ok(Again::OtherVersions);
    }
    let after = reader.read(&document)?;
    let same = serde_json::to_string(before)? == serde_json::to_string(&after.to_output())?;
    Ok(if same { Again::Equal } else { Again::Different(document.id) })
}

/// What changed between two workspaces, by rule.
pub fn compare(args: CompareArgs) -> Result<Done, Failure> {
    let open = |path: &PathBuf| -> Result<Workspace, Failure> {
        if !path.exists() {
            return Err(Failure::new(format!("there is no workspace {}", path.display())));
        }
        Ok(Workspace::open(path)?)
    };
    let comparison = open(&args.old)?.compare(&open(&args.new)?)?;
    let mut out = output::open(None)?;
    if args.jsonl {
        for changed in &comparison.changed {
            output::written(writeln!(out, "{}", serde_json::to_string(changed)?))?;
        }
        output::written(out.flush())?;
        return Ok(Done::All);
    }
    let mut text = format!(
        "{} documents in both, {} only in the older, {} only in the newer, {} with another text\n{} events are the same\n",
        comparison.documents,
        comparison.only_before.len(),
        comparison.only_after.len(),
        comparison.other_text.len(),
        comparison.same
    );
    for (change, name) in [(Change::Gained, "gained"), (Change::Lost, "lost"), (Change::Recoded, "recoded")] {
        let mut by_rule: BTreeMap<&str, Vec<&Changed>> = BTreeMap::new();
        for changed in comparison.changed.iter().filter(|changed| changed.change == change) {
            by_rule.entry(changed.rule()).or_default().push(changed);
        }
        let number: usize = by_rule.values().map(Vec::len).sum();
        text.push_str(&format!("\n{number} {name}\n"));
        for (rule, events) in by_rule {
            text.push_str(&format!("  {rule}  {}\n", events.len()));
            for changed in events.iter().take(3) {
                let fields =
                    if changed.fields.is_empty() { String::new() } else { format!(" ({})", changed.fields.join(", ")) };
                text.push_str(&format!("    {}: “{}”{fields}\n", changed.doc, changed.trigger));
            }
        }
    }
    output::written(out.write_all(text.as_bytes()))?;
    output::written(out.flush())?;
    Ok(Done::All)
}

/// Copies the workspace, also while something is written to it.
pub fn backup(args: BackupArgs, global: &Global) -> Result<Done, Failure> {
    there(global)?.back_up(&args.file)?;
    println!("{} is a copy of {}", args.file.display(), global.workspace.display());
    Ok(Done::All)
}

/// Versions, health, repair.
pub fn doctor(args: DoctorArgs, global: &Global) -> Result<Done, Failure> {
    let mut done = Done::All;
    if args.repair {
        if !global.workspace.exists() {
            return Err(Failure::new(workspace::no_workspace(global)));
        }
        let bar = input::progress(global, "{spinner} {pos} documents left to join");
        let threads = global.threads.unwrap_or(0);
        let repair = sayso::repair(&global.workspace, threads, |left| bar.set_position(left as u64))?;
        bar.finish_and_clear();
        if !repair.is_whole() {
            done = Done::Some;
        }
        tell_repair(&repair);
    }
    let health = there(global)?.health()?;
    println!("{}", global.workspace.display());
    println!(
        "  {} documents, {} characters, {} events, {} incidents told more than once",
        health.documents, health.characters, health.events, health.incidents
    );
    for (versions, documents) in &health.versions {
        println!("  {documents} read by {versions}");
    }
    for damage in &health.damage {
        println!("  damaged: {damage}");
    }
    for id in &health.altered {
        println!("  {id}: its text or heading is not the one that was read");
    }
    for id in &health.astray {
        println!("  {id}: its events, labels or ties are not those that were read");
    }
    for id in &health.unreadable {
        println!("  {id}: its reading can't be read");
    }
    if health.is_sound() {
        println!("  sound");
        return Ok(done);
    }
    println!(
        "  `sayso doctor --repair` makes a sound workspace of what can be read, and keeps this file beside it; a copy made by \
         `sayso backup` before the damage has more"
    );
    Ok(Done::Some)
}

/// What was kept and lost, document by document.
fn tell_repair(repair: &Repair) {
    println!("{} documents are whole and were kept, with everything derived made again", repair.kept);
    for (id, reason) in &repair.lost {
        println!("  lost: {id} ({reason}); `sayso add` it again");
    }
    for rows in repair.people.iter().filter(|rows| rows.kept > 0 || rows.maybe_lost) {
        let note = if rows.maybe_lost { "; damage was met where they lie, some may be lost or altered" } else { "" };
        println!("  {}: {} kept{note}", rows.table, rows.kept);
    }
    println!("  the file as it was: {}", repair.set_aside.display());
}

/// The workspace as it is, whatever is left to join.
fn there(global: &Global) -> Result<Workspace, Failure> {
    if !global.workspace.exists() {
        return Err(Failure::new(workspace::no_workspace(global)));
    }
    Ok(Workspace::open(&global.workspace)?)
}

/// Says which fields of other tools' rows a text supports.
fn verify_rows(rows: &Path, text: &Path, global: &Global) -> Result<Done, Failure> {
    let lines = std::fs::read_to_string(rows).map_err(|error| Failure::new(format!("{}: {error}", rows.display())))?;
    let rows = ForeignRow::parse(&lines).map_err(|message| Failure::new(format!("{}: {message}", rows.display())))?;
    let reader = global.reader()?;
    let mut readings = Vec::new();
    let done = input::readings(&[text.display().to_string()], global, &reader, |reading| {
        readings.push(reading);
        Ok(())
    })?;
    let Some(reading) = readings.first() else {
        return Err(Failure::new(format!("{}: no text could be read", text.display())));
    };
    for row in &rows {
        let found = audit(row, reading);
        let supported = found.fields.iter().filter(|field| field.supported).count();
        println!("row {}: the text supports {supported} of {} fields", row.id, found.fields.len());
        for field in &found.fields {
            let text = if field.text.is_empty() { "nothing" } else { &field.text };
            let sign = if field.supported { "+" } else { "-" };
            println!("  {sign} {}: {} (the text: {text})", field.field, field.row);
        }
        match found.event {
            Some(event) => {
                println!("  who says so: {}", chain(reading, &event.chain));
                println!("  | {}", one_line(event.evidence.sentence.of(&reading.document.text)));
            }
            None => println!("  no event of the text supports any of it; `sayso read` shows what there is"),
        }
    }
    Ok(done)
}
