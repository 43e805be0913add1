//! `sayso lexicon check`, `explain` and `try`.

use super::why::WhyNotArgs;
use super::{Done, Failure, Global};
use sayso::examples;

#[derive(clap::Args)]
pub struct LexiconArgs {
    #[command(subcommand)]
    command: LexiconCommand,
}

#[derive(clap::Subcommand)]
enum LexiconCommand {
    /// Load all files and run the examples of the rules
    Check {
        /// Only rules whose id begins with this
        #[arg(default_value = "")]
        prefix: String,
    },
    /// Show a rule by its id, or the rules that a word triggers
    Explain {
        /// Id or word
        name: String,
    },
    /// What the rules make of a sentence
    Try(WhyNotArgs),
    /// Which stored events would change with other rules: documents that hold their words are read again, nothing is stored
    Trial {
        /// A file as under lexicon/events; its rules take the place of those of the same id
        file: std::path::PathBuf,
        /// At most so many documents, the newest first
        #[arg(long, value_name = "N", default_value_t = 200)]
        limit: usize,
    },
}

pub fn run(args: LexiconArgs, global: &Global) -> Result<Done, Failure> {
    match args.command {
        LexiconCommand::Check { prefix } => check(&prefix, global),
        LexiconCommand::Explain { name } => explain(&name, global),
        LexiconCommand::Trial { file, limit } => trial(&file, limit, global),
        LexiconCommand::Try(args) => super::why::why_not(args, global),
    }
}

fn check(prefix: &str, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let outcome = examples::run(&reader, |id| id.starts_with(prefix), global.threads.unwrap_or(0));
    for miss in &outcome.misses {
        println!(
            "{}:{} {}\n  {}\n  expected {}; found {}",
            miss.file, miss.line, miss.rule, miss.example, miss.expected, miss.found
        );
    }
    println!(
        "{} examples run, {} do not come out; lexicon {}",
        outcome.run,
        outcome.misses.len(),
        reader.coder().lexicon_version()
    );
    Ok(if outcome.misses.is_empty() { Done::All } else { Done::Some })
}

fn trial(file: &std::path::Path, limit: usize, global: &Global) -> Result<Done, Failure> {
    let toml = std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("can't read {}: {error}", file.display())))?;
    let workspace = super::questions::stored(global)?;
    let threads = global.threads.unwrap_or(0);
    let trial = sayso::trial::of_rules::<Failure>(&*global.reader()?, &workspace, &toml, (0, limit), threads)?;
    for change in &trial.changes {
        let what = |event: &Option<sayso::Event<sayso::CharSpan>>| {
            let coded = |event: &sayso::Event<sayso::CharSpan>| {
                format!("{} {} ({})", event.event, event.mode.as_deref().unwrap_or("-"), event.rule)
            };
            event.as_ref().map_or("nothing".to_string(), coded)
        };
        println!("{}: {} -> {}", change.changed.doc, what(&change.changed.before), what(&change.changed.after));
        println!("  {}", sayso::present::one_line(&change.sentence));
    }
    for miss in &trial.examples.misses {
        println!(
            "{} does not come out: {}\n  expected {}; found {}",
            miss.rule, miss.example, miss.expected, miss.found
        );
    }
    println!(
        "{} events would change in {} of {} documents that hold the words; {} examples run, {} do not come out",
        trial.changes.len(),
        trial.looked_at,
        trial.candidates,
        trial.examples.run,
        trial.examples.misses.len()
    );
    Ok(Done::All)
}

fn explain(name: &str, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let rules = &reader.coder().rules;
    let mut shown = 0;
    for index in 0..rules.len() {
        let (pattern, coding) = (rules.pattern(index), rules.coding(index));
        let triggers: Vec<String> = pattern.triggers.iter().map(|trigger| trigger.written()).collect();
        if pattern.id != name
            && !triggers.iter().any(|trigger| trigger == name || trigger.split(' ').any(|word| word == name))
        {
            continue;
        }
        shown += 1;
        println!("{}  ({}, line {})", pattern.id, pattern.file, pattern.line);
        println!("  {}", pattern.meaning);
        println!(
            "  {} {}  CAMEO {}",
            coding.event,
            coding.mode.as_deref().unwrap_or(""),
            coding.cameo.as_deref().unwrap_or("-")
        );
        println!("  {:?}: {}", pattern.kind, triggers.join(", "));
        let slots =
            |slots: &[sayso_code::patterns::Slot]| slots.iter().map(|slot| slot.name()).collect::<Vec<_>>().join(", ");
        println!("  actor: {}; recipient: {}", slots(&pattern.actor), slots(&pattern.recipient));
        pattern.needs.iter().for_each(|condition| println!("  needs {}", condition.written));
        pattern.unless.iter().for_each(|condition| println!("  unless {}", condition.written));
        pattern.yes.iter().for_each(|example| println!("  yes: {example}"));
        pattern.no.iter().for_each(|example| println!("  no:  {example}"));
        println!();
    }
    if shown == 0 {
        return Err(Failure::new(format!(
            "no rule has the id {name:?} or a trigger with that word (give lemmas: \"arrest\", not \"arrested\")"
        )));
    }
    Ok(Done::All)
}
