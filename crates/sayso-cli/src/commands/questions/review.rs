//! `sayso review`: judging records from the command line, and taking away what came of it.

use super::{Answer, SourceArgs, show, stored};
use crate::commands::{Done, Failure, Global, output};
use sayso::present::name;
use sayso::review::{Fruit, RecordKind, Verdict, agreement, judge, sentences_of};
use sayso::{NewJudgement, OrderOfReview, StateOfReview, ToReview};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct ReviewArgs {
    /// Who reviews: a name you give yourself; judgements of others stay out of sight
    #[arg(long, global = true, value_name = "NAME", default_value = "")]
    reviewer: String,
    #[command(subcommand)]
    what: Review,
}

#[derive(clap::Subcommand)]
enum Review {
    /// Records that you have not judged, the least sure first
    Queue(QueueArgs),
    /// A record is right
    Accept(JudgeArgs),
    /// There is no such record in the text
    Reject(JudgeArgs),
    /// A record should read as FILE has it: the record's JSON, changed
    Correct {
        #[command(flatten)]
        judge: JudgeArgs,
        /// The record as it should be; - for standard input
        file: PathBuf,
    },
    /// The program missed a record of a document
    Add {
        #[command(flatten)]
        judge: JudgeArgs,
        /// The record's JSON; - for standard input
        file: PathBuf,
        /// event, label or tie
        #[arg(long, default_value = "event", value_parser = kind)]
        kind: RecordKind,
    },
    /// Take a judgement back
    Undo {
        /// Its number
        number: i64,
    },
    /// You have read a document through: every record is judged, what was missed is added
    Finish {
        /// Id of the document
        doc: String,
    },
    /// How far reviewers agree, and which records they differ on
    Agreement,
    /// What came of it as a file: readings (gold, to measure against), examples (of rules), judgements
    Export {
        /// readings, examples or judgements
        what: String,
        /// Documents too that nobody has read through
        #[arg(long)]
        all: bool,
        /// File to write to
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct QueueArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Only records of this rule
    #[arg(long)]
    rule: Option<String>,
    /// Only events of this type
    #[arg(long = "type")]
    event: Option<String>,
    /// Only records of this document, in the order of the text
    #[arg(long)]
    doc: Option<String>,
}

#[derive(clap::Args)]
struct JudgeArgs {
    /// Id of the record; of the document where one is added
    id: String,
    /// What you want to note
    #[arg(long, default_value = "")]
    note: String,
    /// Decides between reviewers who differ
    #[arg(long)]
    settles: bool,
}

fn kind(text: &str) -> Result<RecordKind, String> {
    RecordKind::parse(text).ok_or_else(|| format!("{text:?} is none of event, label, tie"))
}

pub fn review(args: ReviewArgs, global: &Global) -> Result<Done, Failure> {
    let by = args.reviewer;
    match args.what {
        Review::Queue(asked) => queue(&by, asked, global),
        Review::Accept(given) => keep(&by, given, Verdict::Accept, None, None, global),
        Review::Reject(given) => keep(&by, given, Verdict::Reject, None, None, global),
        Review::Correct { judge, file } => keep(&by, judge, Verdict::Correct, None, Some(&file), global),
        Review::Add { judge, file, kind } => keep(&by, judge, Verdict::Add, Some(kind), Some(&file), global),
        Review::Undo { number } => {
            stored(global)?.undo_judgement(number)?;
            println!("judgement {number} was taken back");
            Ok(Done::All)
        }
        Review::Finish { doc } => {
            stored(global)?.finish_review(&by, &doc, true)?;
            println!("{doc} is read through to the end");
            Ok(Done::All)
        }
        Review::Agreement => agree(global),
        Review::Export { what, all, output } => export(&by, &what, all, output.as_deref(), global),
    }
}

fn queue(by: &str, asked: QueueArgs, global: &Global) -> Result<Done, Failure> {
    let workspace = stored(global)?;
    let order = if asked.doc.is_some() { OrderOfReview::Document } else { OrderOfReview::Confidence };
    let queue = workspace.review_queue(&ToReview {
        reviewer: by.to_string(),
        state: StateOfReview::Open,
        order,
        rule: asked.rule,
        event: asked.event,
        doc: asked.doc,
        most: asked.source.limit().unwrap_or(usize::MAX / 2),
        ..ToReview::default()
    })?;
    let rows = queue.items.iter().map(|item| {
        vec![
            item.id.clone(),
            item.what.clone(),
            item.mode.clone().unwrap_or_default(),
            format!("{:.2}", item.confidence),
            item.rule.clone(),
            item.doc.clone(),
            item.sentence.split_whitespace().collect::<Vec<_>>().join(" "),
        ]
    });
    let header = ["id", "what", "mode", "sure", "rule", "doc", "sentence"];
    show(&asked.source, &queue.items, &Answer::table(&header, rows.collect()))?;
    if !global.quiet {
        eprintln!("{} of {} judged", queue.done, queue.open + queue.done);
    }
    Ok(Done::All)
}

fn keep(
    by: &str,
    given: JudgeArgs,
    verdict: Verdict,
    kind: Option<RecordKind>,
    file: Option<&Path>,
    global: &Global,
) -> Result<Done, Failure> {
    let mut workspace = stored(global)?;
    let new = NewJudgement {
        reviewer: by.to_string(),
        about: given.id,
        verdict,
        kind,
        right: file.map(record_in).transpose()?,
        note: given.note,
        settles: given.settles,
    };
    let kept = judge(&mut workspace, &new, |document| -> Result<_, Failure> {
        Ok(sentences_of(&*global.reader()?, document)?)
    })?;
    match kept {
        Some(judgement) => println!(
            "{} {}; `sayso review undo {}` takes it back",
            judgement.record,
            match judgement.verdict {
                Verdict::Accept => "accepted",
                Verdict::Correct => "corrected",
                Verdict::Reject => "rejected",
                Verdict::Add => "added",
            },
            judgement.number
        ),
        None => println!("your addition was taken back"),
    }
    Ok(Done::All)
}

fn record_in(file: &Path) -> Result<serde_json::Value, Failure> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|content| text = content)
    };
    read.map_err(|error| Failure::new(format!("can't read {}: {error}", file.display())))?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("{} is no record: {error}", file.display())))
}

fn agree(global: &Global) -> Result<Done, Failure> {
    let found = agreement(&stored(global)?.judgements()?);
    let percent = |share: Option<f64>| share.map_or("-".to_string(), |share| format!("{:.1} %", 100.0 * share));
    let beyond = |kappa: Option<f64>| kappa.map_or("-".to_string(), |kappa| format!("{kappa:.2}"));
    for pair in &found.pairs {
        println!(
            "{} and {}: {} of {} records alike ({}), kappa of verdicts {}",
            pair.a,
            pair.b,
            pair.agree,
            pair.both,
            percent(pair.share),
            beyond(pair.kappa)
        );
        for field in pair.fields.iter().filter(|field| field.both > 0) {
            let share = percent(field.share);
            println!(
                "  {:<12} {:>4} of {:<4} {share:>8}  kappa {}",
                field.field,
                field.agree,
                field.both,
                beyond(field.kappa)
            );
        }
    }
    if found.pairs.is_empty() {
        println!("no two reviewers have judged a record in common");
    }
    for judgement in found.disputed.iter().flatten() {
        println!("{}  {}: {}", judgement.record, judgement.reviewer, name(&judgement.verdict));
    }
    Ok(Done::All)
}

fn export(by: &str, what: &str, all: bool, path: Option<&Path>, global: &Global) -> Result<Done, Failure> {
    let fruit = Fruit::parse(what).ok_or_else(|| {
        let names = Fruit::NAMES.map(|(name, _)| name).join(", ");
        Failure::usage(format!("{what:?} is none of {names}"))
    })?;
    let text = fruit.text(&stored(global)?, Some(by), all)?;
    let mut out = output::open(path)?;
    output::written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))?;
    Ok(Done::All)
}
