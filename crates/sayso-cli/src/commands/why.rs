//! `sayso why` and `sayso why-not`.

use super::{Done, Failure, Global, output, questions::asked};
use sayso::present::wrapped;
use sayso::{Document, Workspace};
use sayso_code::patterns::{Attempt, Refusal};

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
    let reader = global.reader()?;
    let told = sayso::why::told(&reader, &reading, &id, output::look(false))?;
    print!("{}", told.ok_or_else(|| Failure::new(format!("no record {id}")))?);
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
    let reading = reader.read(&document)?;
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
            sayso::why::attempt_line(&mut out, &reader, &document.text, attempt, look);
            // A clause without its verb is told with the one that has it.
            if attempt.refusal.is_none() && attempt.gap.is_none() {
                sayso::why::record_lines(&mut out, &reader, &reading, attempt, look);
            }
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
