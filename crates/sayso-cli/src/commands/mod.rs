//! The commands. Exit codes: 0 all read, 1 some failed, 2 usage.

mod annotate;
mod bench;
mod care;
mod dict;
mod dossier;
mod eval;
mod export;
mod input;
mod inspect;
mod lexicon;
mod output;
mod questions;
mod read;
mod serve;
mod switches;
mod why;
mod workspace;

use clap::{Args, CommandFactory, Parser, Subcommand};
use sayso::{ModelSource, Reader, Workspace};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Who did what to whom, when and where, and on whose say-so.
///
/// sayso reads news reports and reconstructs the acts they report, with the chain of those who say so and the exact
/// characters that show it. It never states that something happened; it states who reports it.
#[derive(Parser)]
#[command(name = "sayso", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Show the licences of the program, the model, the lexicon and the gazetteer
    #[arg(long)]
    licenses: bool,
    #[command(flatten)]
    global: Global,
}

/// The workspace where none is named.
const WORKSPACE: &str = "sayso.db";

/// What applies to every command.
#[derive(Args)]
struct Global {
    /// Nothing on standard error but errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Number of threads (default: one per processor)
    #[arg(long, global = true, value_name = "N")]
    threads: Option<usize>,
    /// Another lexicon folder in place of the one in the program
    #[arg(long, global = true, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// Model that reads: base (better), small (faster), or a folder with another
    #[arg(long, global = true, value_name = "NAME", default_value = "base")]
    model: ModelSource,
    /// Workspace file
    #[arg(long, global = true, value_name = "FILE", default_value = WORKSPACE)]
    workspace: PathBuf,
    /// Publication date of documents that state none (YYYY-MM-DD)
    #[arg(long, global = true, value_name = "DATE")]
    published: Option<jiff::civil::Date>,
}

impl Global {
    fn reader(&self) -> Result<Arc<Reader>, Failure> {
        let reader = Arc::new(Reader::with(self.lexicon.as_deref(), &self.model)?);
        // It serves until the program ends, and giving its lists back piece by piece would take a tenth of a short run.
        std::mem::forget(reader.clone());
        Ok(reader)
    }

    /// The reader, with the workspace's own actors.
    fn reader_for(&self, workspace: &Workspace) -> Result<Arc<Reader>, Failure> {
        Ok(sayso::own_actors::with(&self.reader()?, &workspace.coded_actors()?)?)
    }
}

#[derive(Subcommand)]
enum Command {
    /// Read reports and show what they say
    Read(read::ReadArgs),
    /// Read reports into the workspace; a document that is there and unchanged is passed over
    Add(workspace::AddArgs),
    /// Take documents and all they gave out of the workspace
    Remove(workspace::RemoveArgs),
    /// Events of the workspace, or of files read on the spot
    Events(questions::EventArgs),
    /// Whom the reports speak of
    Actors(questions::ActorArgs),
    /// Who calls whom what
    Labels(questions::LabelArgs),
    /// Who backs or opposes whom
    Ties(questions::TieArgs),
    /// Acts that one or many reports tell of, with the number of independent origins; with an id everything about one
    Incidents(questions::IncidentArgs),
    /// Values that can't both be true, side by side
    Contradictions(questions::QuestionArgs),
    /// Killed, injured, arrested and other numbers by holder and time
    Numbers(questions::QuestionArgs),
    /// Who did what to whom, counted by month: reported, denied, independent origins
    Dyads(questions::DyadArgs),
    /// Who is cited, by whom, for what
    Sources(questions::CitedArgs),
    /// Who carries a claim without its denial, or the reverse
    Silence(questions::QuestionArgs),
    /// Reprints, parts of other texts, shared quotations
    Reprints(questions::ReprintArgs),
    /// What changed from one text to its copy: hedges, denials, numbers, quotation marks
    Drift(questions::PairArgs),
    /// What people decided about actors, incidents and reprints
    Decisions(questions::SourceArgs),
    /// Take a decision back
    Undo(questions::UndoArgs),
    /// Judge records: what is least sure, accept, correct, reject, add; agreement, gold files, examples of rules
    Review(questions::ReviewArgs),
    /// Sheets to annotate from, and annotations turned into readings: a gold standard of your own
    Annotate(annotate::AnnotateArgs),
    /// Readings against a gold standard: precision, recall, intervals, types taken for each other, the worst sentences
    Eval(eval::EvalArgs),
    /// What was left uncoded, by frequency, to grow the dictionaries: parties without a code, verbs without a record
    Uncoded(questions::UncodedArgs),
    /// Documents that hold the words
    Search(questions::SearchArgs),
    /// One record drawn on its sentence: trigger, roles, chain, rule
    Why(why::WhyArgs),
    /// What almost fired in a sentence, and what stopped it
    WhyNot(why::WhyNotArgs),
    /// One stage by itself, in the form that its scorer reads
    Inspect(inspect::InspectArgs),
    /// Events, labels and ties in the layouts of other tools, with a report of what each can't hold
    Export(export::ExportArgs),
    /// One page on an incident or an actor: texts, chains, numbers, contradictions; it needs nothing but itself
    Dossier(dossier::DossierArgs),
    /// The desk: a web page to see, question and correct the workspace, on this machine
    Serve(serve::ServeArgs),
    /// Read stored documents again and compare the bytes
    Verify(care::VerifyArgs),
    /// What changed between two workspaces of the same reports: events gained, lost, recoded, by rule
    Compare(care::CompareArgs),
    /// Copy the workspace, also while something is written to it
    Backup(care::BackupArgs),
    /// Versions and health of the workspace, and repair
    Doctor(care::DoctorArgs),
    /// The rules: check them, explain one, try a sentence
    Lexicon(lexicon::LexiconArgs),
    /// PETRARCH dictionaries: read into a lexicon folder, or written out of one
    Dict(dict::DictArgs),
    /// Words a second on this machine
    Bench(bench::BenchArgs),
    /// Completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Why a command ends without having done its work; the message says what to do.
struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), code: 1 }
    }

    /// The same of an `add` that was under way: `stored` documents of it are in the workspace.
    fn after(self, workspace: &std::path::Path, stored: usize) -> Failure {
        let message = format!(
            "{}: {}\n{stored} documents of this run are stored and stay; the same command goes on where this one stopped",
            workspace.display(),
            self.message
        );
        Failure { message, code: self.code }
    }

    fn usage(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), code: 2 }
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::new(error.to_string())
    }
}

/// Whether everything was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    All,
    Some,
}

pub fn run() -> ExitCode {
    output::watch_standard_output();
    let cli = Cli::parse();
    let done = if cli.licenses { licenses() } else { dispatch(cli.command, &cli.global) };
    match done {
        Ok(Done::All) => ExitCode::SUCCESS,
        Ok(Done::Some) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("sayso: {}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(command: Option<Command>, global: &Global) -> Result<Done, Failure> {
    match command {
        None => Err(Failure::usage("no command given; `sayso --help` lists them")),
        Some(Command::Read(args)) => read::run(args, global),
        Some(Command::Add(args)) => workspace::add(args, global),
        Some(Command::Remove(args)) => workspace::remove(args, global),
        Some(Command::Events(args)) => questions::events(args, global),
        Some(Command::Actors(args)) => questions::actors(args, global),
        Some(Command::Labels(args)) => questions::labels(args, global),
        Some(Command::Ties(args)) => questions::ties(args, global),
        Some(Command::Incidents(args)) => questions::incidents(args, global),
        Some(Command::Contradictions(args)) => questions::contradictions(args, global),
        Some(Command::Numbers(args)) => questions::numbers(args, global),
        Some(Command::Dyads(args)) => questions::dyads(args, global),
        Some(Command::Sources(args)) => questions::sources(args, global),
        Some(Command::Silence(args)) => questions::silence(args, global),
        Some(Command::Reprints(args)) => questions::reprints(args, global),
        Some(Command::Drift(args)) => questions::drift(args, global),
        Some(Command::Decisions(args)) => questions::decisions(args, global),
        Some(Command::Undo(args)) => questions::undo(args, global),
        Some(Command::Review(args)) => questions::review(args, global),
        Some(Command::Annotate(args)) => annotate::run(args, global),
        Some(Command::Eval(args)) => eval::run(args, global),
        Some(Command::Uncoded(args)) => questions::uncoded(args, global),
        Some(Command::Search(args)) => questions::search(args, global),
        Some(Command::Why(args)) => why::why(args, global),
        Some(Command::WhyNot(args)) => why::why_not(args, global),
        Some(Command::Inspect(args)) => inspect::run(args, global),
        Some(Command::Export(args)) => export::export(args, global),
        Some(Command::Dossier(args)) => dossier::dossier(args, global),
        Some(Command::Serve(args)) => serve::serve(args, global),
        Some(Command::Verify(args)) => care::verify(args, global),
        Some(Command::Compare(args)) => care::compare(args),
        Some(Command::Backup(args)) => care::backup(args, global),
        Some(Command::Doctor(args)) => care::doctor(args, global),
        Some(Command::Lexicon(args)) => lexicon::run(args, global),
        Some(Command::Dict(args)) => dict::run(args, global),
        Some(Command::Bench(args)) => bench::run(args, global),
        Some(Command::Completions { shell }) => {
            clap_complete::generate(shell, &mut Cli::command(), "sayso", &mut std::io::stdout());
            Ok(Done::All)
        }
    }
}

fn licenses() -> Result<Done, Failure> {
    println!("{}", include_str!("../../../../LICENSES/NOTICE.md"));
    Ok(Done::All)
}
