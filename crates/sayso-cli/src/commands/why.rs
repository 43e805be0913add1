//! `sayso why` and `sayso why-not`.

use super::{Done, Failure, Global, output, questions::asked};
use sayso::present::{Look, event_block, holder, party, wrapped};
use sayso::{Document, Event, Reader, Reading, Workspace};
use sayso_code::patterns::{Attempt, Refusal};
use std::fmt::Write;

#[derive(clap::Args)]
pub struct WhyArgs {
    /// Id of an event, label or tie; its first characters are enough
    id: String,
    /// Read these on the spot in place of the workspace
    #[arg(long, num_args = 1.., value_name = "PATH")]
    from: Vec<String>,
}

#[derive(clap::Args)]
pub struct WhyNotArgs {
    /// A sentence, or ID:NUMBER for a sentence of a stored document (counted from 1)
    sentence: String,
    /// All rules of its words, also those that are far from matching
    #[arg(long)]
    all: bool,
}

pub fn why(args: WhyArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = asked(&args.from, global)?;
    let id = whole_id(&workspace, &args.id)?;
    let reading = workspace.reading_with(&id)?.map(|reading| reading.from_output());
    let reading = reading.ok_or_else(|| Failure::new(format!("no record {id}")))?;
    let look = output::look(false);
    let mut out = String::new();
    if let Some(event) = reading.events.iter().find(|event| event.id == id) {
        event_block(&mut out, &reading, event, None, look);
        explain_event(&mut out, &global.reader()?, &reading, event, look)?;
    } else if let Some(label) = reading.labels.iter().find(|label| label.id == id) {
        let _ = writeln!(out, "label “{}” for {}", label.text, party(&reading, &label.target));
        let _ = writeln!(out, "  by the entry {} of lexicon/labels.toml", label.rule);
        chain_lines(&mut out, &reading, &label.chain);
    } else if let Some(tie) = reading.ties.iter().find(|tie| tie.id == id) {
        let _ = writeln!(out, "tie from {} to {}", party(&reading, &tie.from), party(&reading, &tie.to));
        let _ = writeln!(out, "  by the rule {} of lexicon/ties.toml", tie.rule);
        chain_lines(&mut out, &reading, &tie.chain);
    }
    print!("{out}");
    Ok(done)
}

/// The one id that begins with what was given.
fn whole_id(workspace: &Workspace, given: &str) -> Result<String, Failure> {
    let found = workspace.ids_with_prefix(given, 6)?;
    match found.as_slice() {
        [] => Err(Failure::new(format!(
            "no event, label or tie has an id that begins with {given:?}; `sayso events` shows ids"
        ))),
        [one] => Ok(one.clone()),
        several if several.iter().any(|id| id == given) => Ok(given.to_string()),
        several => Err(Failure::new(format!("{given:?} begins several ids: {}; give more of it", several.join(", ")))),
    }
}

fn explain_event(
    out: &mut String,
    reader: &Reader,
    reading: &Reading,
    event: &Event,
    look: Look,
) -> Result<(), Failure> {
    let text = &reading.document.text;
    out.push('\n');
    let _ = writeln!(out, "  trigger    “{}”", event.evidence.trigger.of(text));
    match sayso::why::rule_of(reader, event) {
        Some((pattern, coding)) => {
            let line = format!("{} — {} ({}, line {})", pattern.id, pattern.meaning, pattern.file, pattern.line);
            wrapped(out, &line, look.width, "  rule       ", "             ");
            if let Some(line) = sayso::why::recoded(coding, event) {
                wrapped(out, &line, look.width, "             ", "             ");
            }
            for condition in pattern.needs.iter() {
                let _ = writeln!(out, "             needs {}", condition.written);
            }
            for condition in pattern.unless.iter() {
                let _ = writeln!(out, "             unless {}", condition.written);
            }
        }
        None if event.rule == sayso::review::RULE => {
            let _ = writeln!(out, "  rule       none: a reviewer gave it (`sayso review export judgements` says who)");
        }
        None => {
            let _ = writeln!(out, "  rule       {} (not in this lexicon)", event.rule);
        }
    }
    for (role, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
        for each in parties {
            let resolved = if each.actor.is_some() { "" } else { " (not resolved)" };
            let _ = writeln!(out, "  {role:<10} “{}” = {}{resolved}", each.span.of(text), party(reading, each));
            let actor = each.actor.as_ref().and_then(|id| reading.actor(id));
            if let Some((country, how)) = actor.and_then(|actor| actor.country.as_ref().zip(actor.country_how.as_ref()))
            {
                let _ = writeln!(out, "             {country}: {how}");
            }
        }
    }
    chain_lines(out, reading, &event.chain);
    if let Some(stake) = &event.stake {
        wrapped(out, &stake.reason, look.width, "  stake      ", "             ");
    }
    let attempts = sayso::why::attempts_at(reader, reading, event)?;
    let mut lines = String::new();
    for attempt in attempts.iter().filter(|attempt| attempt.refusal.is_some()) {
        attempt_line(&mut lines, reader, text, attempt, look);
    }
    if !lines.is_empty() {
        out.push_str("\n  Other rules with this trigger\n");
        out.push_str(&lines);
    }
    Ok(())
}

fn chain_lines(out: &mut String, reading: &Reading, chain: &sayso_core::Chain) {
    let text = &reading.document.text;
    for (depth, link) in chain.links().iter().enumerate() {
        let cue = link.cue.map_or(String::new(), |cue| format!(", by “{}”", cue.of(text)));
        let act = link.act.map_or(String::new(), |act| format!(" ({})", sayso::present::name(&act)));
        let name = if depth == 0 { "chain" } else { "" };
        let arrow = if depth == 0 { "" } else { "<- " };
        let _ = writeln!(
            out,
            "  {name:<10} {}{arrow}{}{act}{cue}",
            "   ".repeat(depth.saturating_sub(1)),
            holder(reading, link)
        );
    }
}

pub fn why_not(args: WhyNotArgs, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let (document, only) = sentence_of(&args.sentence, global)?;
    let parse = reader.parse(&document)?;
    let look = output::look(false);
    let chosen: Vec<usize> = match only {
        None => (0..parse.sentences.len()).collect(),
        Some(number) if (1..=parse.sentences.len()).contains(&number) => vec![number - 1],
        Some(number) => {
            let message =
                format!("{} has {} sentences; there is no number {number}", document.id, parse.sentences.len());
            return Err(Failure::new(message));
        }
    };
    let mut out = String::new();
    for sentence in chosen {
        let span = parse.sentences[sentence].span;
        wrapped(&mut out, &sayso::present::one_line(span.of(&document.text)), look.width, "", "");
        let attempts = reader.coder().attempts(&document, &parse, sentence);
        if attempts.is_empty() {
            out.push_str("  no word of this sentence triggers any rule; `sayso lexicon explain WORD` shows the rules of a word\n");
        }
        let (shown, left_out) = nearest(&attempts, args.all);
        for attempt in shown {
            attempt_line(&mut out, &reader, &document.text, attempt, look);
        }
        if left_out > 0 {
            let line = format!("{left_out} more rules of these words were farther from matching; --all shows them");
            wrapped(&mut out, &line, look.width, "  ", "  ");
        }
        out.push('\n');
    }
    print!("{out}");
    Ok(Done::All)
}

/// The attempts that say most, the nearest to a record first, and how many are left out: what fired, what matched and was
/// stopped, then rules in whose way something stands, then those for which something is missing.
fn nearest(attempts: &[Attempt], all: bool) -> (Vec<&Attempt>, usize) {
    /// Rules that did not match, of each kind.
    const SHOWN: usize = 9;
    let rank = |attempt: &&Attempt| match &attempt.refusal {
        None => 0,
        Some(Refusal::Needs { found: None, .. }) => 3,
        Some(Refusal::Needs { .. } | Refusal::Unless { .. }) => 2,
        Some(_) => 1,
    };
    let mut sorted: Vec<&Attempt> = attempts.iter().collect();
    sorted.sort_by_key(rank);
    let mut of_rank = [0; 4];
    let shown: Vec<&Attempt> = sorted
        .into_iter()
        .filter(|attempt| {
            let rank = rank(attempt);
            of_rank[rank] += 1;
            all || rank < 2 || of_rank[rank] <= SHOWN
        })
        .collect();
    let left_out = attempts.len() - shown.len();
    (shown, left_out)
}

fn attempt_line(out: &mut String, reader: &Reader, text: &str, attempt: &Attempt, look: Look) {
    let pattern = reader.coder().rules.pattern(attempt.rule);
    let coding = reader.coder().rules.coding(attempt.rule);
    let verdict = attempt.refusal.as_ref().map_or("fires".to_string(), Refusal::to_string);
    let kind = format!("{} {}", coding.event, coding.mode.as_deref().unwrap_or(""));
    let line = format!("“{}” {} ({}): {verdict}", attempt.trigger.of(text), kind.trim_end(), pattern.id);
    let sign = if attempt.refusal.is_none() { "  + " } else { "  - " };
    wrapped(out, &line, look.width, sign, "    ");
}

/// The document that is asked about, and the number of its sentence.
fn sentence_of(given: &str, global: &Global) -> Result<(Document, Option<usize>), Failure> {
    if let Some((id, number)) = given.rsplit_once(':')
        && let Ok(number) = number.trim().parse::<usize>()
        && global.workspace.exists()
        && let Some(reading) = Workspace::open(&global.workspace)?.reading_with(id)?
    {
        return Ok((reading.from_output().document, Some(number)));
    }
    let mut document = sayso::why::of_sentence(given);
    document.published = global.published.map(Into::into);
    Ok((document, None))
}
