//! Prints what the reports of a file of readings claim, taking acts of one type in one month of publication for one
//! incident.
//!
//! `sayso read --format jsonl PATH > readings.jsonl; cargo run -p sayso-join --example claims readings.jsonl COPY=ORIGINAL…`

use sayso_core::{CharSpan, Reading};
use sayso_join::{
    Account, Claim, DyadLevel, KnownTables, Ledger, accounts, claims, contradictions, dyads, label_accounts, labels,
    numbers, silence, tie_accounts, ties,
};
use std::collections::BTreeMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a file of readings, one JSON line a document")?;
    let text = std::fs::read_to_string(&path)?;
    let readings: Vec<Reading<CharSpan>> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let all: Vec<Account> = readings.iter().flat_map(accounts).collect();
    let mut incidents: BTreeMap<String, Vec<&Account>> = BTreeMap::new();
    for account in &all {
        let published = account.report.published.as_ref();
        let month = published.map_or("undated", |published| published.text.get(..7).unwrap_or(""));
        incidents.entry(format!("{month} {}", account.event.event)).or_default().push(account);
    }
    let mut known = KnownTables::default();
    for pair in std::env::args().skip(2) {
        let (copy, original) = pair.split_once('=').ok_or("give reprints as COPY=ORIGINAL")?;
        known.clusters.extend([copy, original].map(|doc| (doc.to_string(), original.to_string())));
        known.originals.insert(copy.to_string(), original.to_string());
    }
    for (name, accounts) in incidents.iter().filter(|(_, accounts)| accounts.len() > 1) {
        println!("\n=== {name}");
        let claims = claims(accounts, &known);
        claims.iter().for_each(print_claim);
        for silence in silence(&claims).iter().filter(|silence| silence.denied_anywhere) {
            println!(
                "SILENCE {}: claim only {:?}, denial only {:?}",
                silence.shown, silence.claim_only, silence.denial_only
            );
        }
        numbers(accounts, &known).iter().for_each(print_ledger);
        for contradiction in contradictions(name, accounts, &known) {
            println!("CONTRADICTION {}", contradiction.explanation);
        }
    }
    print_standing(&readings, &known);
    let all: Vec<&Account> = all.iter().collect();
    println!("\n=== dyads by month");
    for row in dyads(&all, DyadLevel::Country, &|_| None, &known) {
        let shown = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_string());
        println!(
            "{} {:22} {:10} {:22} reported {} denied {} origins {}..{}",
            shown(&row.month),
            shown(&row.actor),
            row.event.code(),
            shown(&row.recipient),
            row.reported,
            row.denied,
            row.origins_at_least,
            row.origins_at_most
        );
    }
    Ok(())
}

fn print_standing(readings: &[Reading<CharSpan>], known: &KnownTables) {
    let all: Vec<_> = readings.iter().flat_map(label_accounts).collect();
    println!("\n=== labels");
    for history in labels(&all.iter().collect::<Vec<_>>(), known) {
        println!("{} called \"{}\" since {:?}", history.target, history.text, history.since);
        for each in &history.uses {
            println!(
                "    {:?} {} (own voice: {}, {}): {}",
                each.published, each.holder, each.own_voice, each.outlet, each.sentence
            );
        }
        println!("    {:?}", history.outlets);
    }
    let all: Vec<_> = readings.iter().flat_map(tie_accounts).collect();
    println!("\n=== ties");
    for line in ties(&all.iter().collect::<Vec<_>>(), known) {
        println!("{} {:?} {}", line.from, line.kind, line.to);
        for entry in &line.entries {
            println!(
                "    {:?} ({:?}) {:?}, {}: {}",
                entry.date, entry.dated, entry.change, entry.holder, entry.sentence
            );
        }
    }
}

fn print_claim(claim: &Claim) {
    println!("{} = {}\n    {}", claim.field, claim.shown, claim.origins.why);
    for (word, against) in [("denied", &claim.denied), ("doubted", &claim.doubted)] {
        if let Some(against) = against {
            println!("    {word}: {}", against.origins.why);
        }
    }
}

fn print_ledger(ledger: &Ledger) {
    println!("LEDGER {} {}", ledger.field, ledger.unit.as_deref().unwrap_or(""));
    for row in &ledger.rows {
        let (published, publisher) = (row.published.as_deref().unwrap_or("?"), row.publisher.as_deref().unwrap_or("?"));
        println!("    {published:20} {:12} {} ({publisher}, {:?})", row.count.to_string(), row.name, row.stance);
    }
    for revision in &ledger.revisions {
        println!("    revised by {}: {} -> {}", revision.holder, revision.from, revision.to);
    }
    println!("    {:?}", ledger.derived);
}
