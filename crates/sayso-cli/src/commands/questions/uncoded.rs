//! `sayso uncoded`: what the dictionaries and the rules lack, by frequency.

use super::{Answer, SourceArgs, show, stored, tell_rest};
use crate::commands::{Done, Failure, Global, input};
use sayso::uncoded::{self, UncodedActor, UncodedActors, UncodedVerb, UncodedVerbs};
use sayso::{Document, Reader};

#[derive(clap::Args)]
pub struct UncodedArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Words that fill a party of records and have no country or sector (null actors)
    Actors(SourceArgs),
    /// Verbs that tell what a known party does and gave no record (null verbs)
    Verbs(VerbArgs),
}

#[derive(clap::Args)]
struct VerbArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Only verbs that reach another known party, too
    #[arg(long)]
    require_actors: bool,
}

pub fn uncoded(args: UncodedArgs, global: &Global) -> Result<Done, Failure> {
    match args.what {
        What::Actors(source) => actors(&source, global),
        What::Verbs(args) => verbs(&args, global),
    }
}

fn actors(source: &SourceArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = source.workspace(global)?;
    let mut found = UncodedActors::default();
    workspace.readings(|reading| -> Result<(), Failure> {
        found.add(&reading.from_output());
        Ok(())
    })?;
    let nameless = found.nameless();
    let mut ranked = found.ranked();
    let all = ranked.len();
    ranked.truncate(source.limit().unwrap_or(all));
    let header =
        ["phrase", "count", "documents", "as actor", "as recipient", "kind", "doc", "from", "to", "event", "sentence"];
    let rows = ranked.iter().map(actor_row).collect();
    let blocks = ranked.iter().map(actor_block).collect();
    show(source, &ranked, &Answer { header: &header, rows, blocks })?;
    tell_rest(source, global, ranked.len(), all);
    if nameless > 0 && !global.quiet {
        eprintln!("{nameless} more parties are pronouns of which it is not plain whom they stand for, or mere numbers");
    }
    Ok(done)
}

fn actor_row(found: &UncodedActor) -> Vec<String> {
    vec![
        found.phrase.clone(),
        found.count.to_string(),
        found.documents.to_string(),
        found.as_actor.to_string(),
        found.as_recipient.to_string(),
        found.kind.clone(),
        found.example.doc.clone(),
        found.example.span.start.to_string(),
        found.example.span.end.to_string(),
        found.event.clone(),
        found.example.sentence.clone(),
    ]
}

fn actor_block(found: &UncodedActor) -> Vec<String> {
    vec![
        format!(
            "{} ({}): {} in {}, {} as actor, {} as recipient",
            found.phrase,
            found.kind,
            found.count,
            documents(found.documents),
            found.as_actor,
            found.as_recipient
        ),
        format!("“{}”", found.example.sentence),
        format!(
            "{}, from {} to {}; sayso why {}",
            found.example.doc, found.example.span.start, found.example.span.end, found.event
        ),
    ]
}

/// Stored documents that are worked on at once.
const BATCH: usize = 64;

fn verbs(args: &VerbArgs, global: &Global) -> Result<Done, Failure> {
    let source = &args.source;
    let reader = global.reader()?;
    let mut found = UncodedVerbs::default();
    let mut failed = false;
    let done = if source.from.is_empty() {
        let mut look = |batch: &[Document]| failed |= !add_verbs(&reader, batch, global, &mut found);
        let mut waiting = Vec::new();
        stored(global)?.readings(|reading| -> Result<(), Failure> {
            waiting.push(reading.from_output().document);
            if waiting.len() >= BATCH {
                look(&std::mem::take(&mut waiting));
            }
            Ok(())
        })?;
        look(&waiting);
        Done::All
    } else {
        let verbs = |document: Document| uncoded::verbs_of(&reader, &document);
        input::read_each(&source.from, global, verbs, |verbs| {
            found.add(verbs);
            Ok(())
        })?
    };
    let mut ranked = found.ranked();
    if args.require_actors {
        ranked.retain(|verb| verb.with_recipient > 0);
        ranked.sort_by_key(|verb| std::cmp::Reverse(verb.with_recipient));
    }
    let all = ranked.len();
    ranked.truncate(source.limit().unwrap_or(all));
    let header = [
        "verb",
        "count",
        "with recipient",
        "documents",
        "rules tried",
        "doc",
        "from",
        "to",
        "actor",
        "recipient",
        "sentence",
    ];
    let rows = ranked.iter().map(verb_row).collect();
    let blocks = ranked.iter().map(verb_block).collect();
    show(source, &ranked, &Answer { header: &header, rows, blocks })?;
    tell_rest(source, global, ranked.len(), all);
    Ok(if failed { Done::Some } else { done })
}

/// Counts the verbs of some documents; false where one could not be read, which is told.
fn add_verbs(reader: &Reader, batch: &[Document], global: &Global, found: &mut UncodedVerbs) -> bool {
    let mut all = true;
    for verbs in sayso::in_order(global.threads.unwrap_or(0), batch, |document| uncoded::verbs_of(reader, document)) {
        match verbs {
            Ok(verbs) => found.add(verbs),
            Err(error) => {
                all = false;
                eprintln!("{error}");
            }
        }
    }
    all
}

fn verb_row(found: &UncodedVerb) -> Vec<String> {
    vec![
        found.verb.clone(),
        found.count.to_string(),
        found.with_recipient.to_string(),
        found.documents.to_string(),
        tried(found),
        found.example.doc.clone(),
        found.example.span.start.to_string(),
        found.example.span.end.to_string(),
        found.actor.clone(),
        found.recipient.clone().unwrap_or_default(),
        found.example.sentence.clone(),
    ]
}

fn verb_block(found: &UncodedVerb) -> Vec<String> {
    let recipient = found.recipient.as_ref().map(|words| format!(", recipient “{words}”")).unwrap_or_default();
    let tried = tried(found);
    vec![
        format!(
            "{}: {} in {}, {} with a known recipient",
            found.verb,
            found.count,
            documents(found.documents),
            found.with_recipient
        ),
        format!("“{}”", found.example.sentence),
        format!("actor “{}”{recipient}", found.actor),
        if tried.is_empty() { "no rule has the word".to_string() } else { format!("conditions did not hold: {tried}") },
        format!("{}, from {} to {}", found.example.doc, found.example.span.start, found.example.span.end),
    ]
}

fn tried(found: &UncodedVerb) -> String {
    found.rules_tried.iter().cloned().collect::<Vec<_>>().join("; ")
}

fn documents(count: usize) -> String {
    format!("{count} document{}", if count == 1 { "" } else { "s" })
}
