//! `sayso labels` and `sayso ties`.

use super::filters::coded;
use super::{Answer, SourceArgs, show};
use crate::commands::{Done, Failure, Global};
use sayso::present::{Format, chain, name, one_line, party};
use sayso::{Filter, FoundLabel, FoundTie, Reading, Workspace};
use sayso_core::{LabelKind, TieKind};
use sayso_join::{LabelHistory, Timeline};

/// Histories that are shown where no limit is given.
const HISTORIES: usize = 30;

/// The filters that labels and ties share. They have no types, places and days of acts.
#[derive(clap::Args)]
struct SharedArgs {
    /// Name, id or country code of a party, in any role
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Part of a publisher's name
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Document id (may be given several times)
    #[arg(long = "doc", value_name = "ID")]
    documents: Vec<String>,
    /// First day of publication
    #[arg(long, value_name = "DATE")]
    since: Option<jiff::civil::Date>,
    /// Last day of publication
    #[arg(long, value_name = "DATE")]
    until: Option<jiff::civil::Date>,
}

impl SharedArgs {
    fn filter(&self) -> Filter {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        Filter {
            party: self.party.clone(),
            outlet: self.outlet.clone(),
            documents: self.documents.clone(),
            since: day(self.since),
            until: day(self.until),
            ..Filter::default()
        }
    }
}

#[derive(clap::Args)]
pub struct LabelArgs {
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    shared: SharedArgs,
    /// Name, id or country code of whom the label is for
    #[arg(long, value_name = "NAME")]
    recipient: Option<String>,
    /// Name, id or country code of who says so
    #[arg(long, value_name = "NAME")]
    holder: Option<String>,
    /// Only labels that the publisher applies in its own voice
    #[arg(long, conflicts_with = "holder")]
    own_voice: bool,
    /// Kind: designation, epithet, comparison, praise
    #[arg(long, value_name = "KIND", value_parser = coded::<LabelKind>)]
    kind: Option<LabelKind>,
}

#[derive(clap::Args)]
pub struct TieArgs {
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    shared: SharedArgs,
    /// Name, id or country code of the one whose tie it is
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Name, id or country code of the other
    #[arg(long, value_name = "NAME")]
    recipient: Option<String>,
    /// Kind: backs, opposes, funds, arms, hosts, member-of, leads, owns, allied-with, at-war-with …
    #[arg(long, value_name = "KIND", value_parser = coded::<TieKind>)]
    kind: Option<TieKind>,
}

pub fn labels(args: LabelArgs, global: &Global) -> Result<Done, Failure> {
    let filter = Filter {
        recipient: args.recipient,
        holder: args.holder,
        own_voice: args.own_voice,
        label_kind: args.kind,
        ..args.shared.filter()
    };
    let (workspace, done) = args.source.workspace(global)?;
    if args.source.format() == Format::View {
        let histories = workspace.label_histories(&filter, Some(args.source.limit.unwrap_or(HISTORIES)))?;
        let blocks = histories.iter().map(|history| label_block(&workspace, history)).collect::<Result<_, _>>()?;
        show(&args.source, &histories, &Answer { header: &[], rows: Vec::new(), blocks })?;
        return Ok(done);
    }
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    workspace.readings_with_labels(&filter, args.source.limit(), |output| -> Result<(), Failure> {
        let reading = output.from_output();
        rows.extend(reading.labels.iter().map(|label| {
            vec![
                one_line(&label.text),
                party(&reading, &label.target),
                name(&label.kind),
                name(&label.polarity),
                chain(&reading, &label.chain),
                reading.document.id.to_string(),
                published(&reading),
            ]
        }));
        let doc = output.document.id.0;
        found.extend(output.labels.into_iter().map(|label| FoundLabel { doc: doc.clone(), label }));
        Ok(())
    })?;
    let header = ["label", "for", "kind", "polarity", "who says so", "doc", "published"];
    show(&args.source, &found, &Answer::table(&header, rows))?;
    Ok(done)
}

/// Who uses a label for somebody since when, and how often which outlet does so in its own voice.
fn label_block(workspace: &Workspace, history: &LabelHistory) -> Result<Vec<String>, Failure> {
    let since = history.since.as_ref().map_or(String::new(), |since| format!(", since {since}"));
    let mut lines = vec![format!("“{}” for {}{since}", history.text, name_of(workspace, &history.target)?)];
    for label in &history.uses {
        let voice = if label.own_voice { "in its own voice".to_string() } else { format!("in {}", label.outlet) };
        let copy = if label.copy { ", a copy" } else { "" };
        let when = label.published.as_deref().unwrap_or("no date");
        lines.push(format!("{when}  {}, {voice}{copy}  {}", name_of(workspace, &label.holder)?, label.label));
    }
    for outlet in history.outlets.iter().filter(|outlet| outlet.own_voice + outlet.quoted > 1) {
        lines.push(format!("{}: {} in its own voice, {} quoted", outlet.outlet, outlet.own_voice, outlet.quoted));
    }
    Ok(lines)
}

/// How somebody stood to somebody, entry by entry.
fn tie_block(workspace: &Workspace, timeline: &Timeline) -> Result<Vec<String>, Failure> {
    let (from, to) = (name_of(workspace, &timeline.from)?, name_of(workspace, &timeline.to)?);
    let mut lines = vec![format!("{from} {} {to}", name(&timeline.kind))];
    for entry in &timeline.entries {
        let date = entry.date.map_or("no date".to_string(), |date| date.to_string());
        let (by, outlet) = (name_of(workspace, &entry.holder)?, &entry.outlet);
        let voice = if entry.own_voice { "in its own voice".to_string() } else { format!("in {outlet}") };
        lines.push(format!("{date}  {}: {by}, {voice}  {}", name(&entry.change), entry.tie));
    }
    Ok(lines)
}

fn published(reading: &Reading) -> String {
    reading.document.published.as_ref().map(|published| published.text.clone()).unwrap_or_default()
}

fn day(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn name_of(workspace: &Workspace, id: &String) -> Result<String, Failure> {
    Ok(workspace.actor_names(std::slice::from_ref(id))?.join("; "))
}

pub fn ties(args: TieArgs, global: &Global) -> Result<Done, Failure> {
    let filter = Filter { actor: args.actor, recipient: args.recipient, tie_kind: args.kind, ..args.shared.filter() };
    let (workspace, done) = args.source.workspace(global)?;
    if args.source.format() == Format::View {
        let timelines = workspace.tie_timelines(&filter, Some(args.source.limit.unwrap_or(HISTORIES)))?;
        let blocks = timelines.iter().map(|timeline| tie_block(&workspace, timeline)).collect::<Result<_, _>>()?;
        show(&args.source, &timelines, &Answer { header: &[], rows: Vec::new(), blocks })?;
        return Ok(done);
    }
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    workspace.readings_with_ties(&filter, args.source.limit(), |output| -> Result<(), Failure> {
        let reading = output.from_output();
        rows.extend(reading.ties.iter().map(|tie| {
            vec![
                party(&reading, &tie.from),
                name(&tie.kind),
                party(&reading, &tie.to),
                name(&tie.change),
                chain(&reading, &tie.chain),
                reading.document.id.to_string(),
                published(&reading),
                day(tie.since.as_ref().and_then(|since| since.from.or(since.to))),
                day(tie.until.as_ref().and_then(|until| until.to.or(until.from))),
            ]
        }));
        let doc = output.document.id.0;
        found.extend(output.ties.into_iter().map(|tie| FoundTie { doc: doc.clone(), tie }));
        Ok(())
    })?;
    let header = ["from", "tie", "to", "change", "who says so", "doc", "published", "since", "until"];
    show(&args.source, &found, &Answer::table(&header, rows))?;
    Ok(done)
}
