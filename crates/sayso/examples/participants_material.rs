//! Writes what `training/train_participants.py` learns from: for acts that are annotated, who is named in their sentence, what
//! is known of each, and whom the annotation and the rules have.
//!
//!     cargo run --release -p sayso --example participants_material -- GOLD.jsonl > MATERIAL.jsonl
//!
//! `GOLD.jsonl` has readings with their texts ([`cargo xtask corpus attach`]). A line is an act: `features` of each candidate, of
//! nobody; `gold` and `rule` (candidates by number, actor and recipient); `named` (how many the annotation has), `found` (by a rule), `open` (roles to
//! which a rule gives nobody).
//! The weights of the lexicon are not used. A second argument names a model (`base`, `small` or a folder).

use sayso::{ModelSource, Reader};
use sayso_code::events::participants::Act;
use sayso_code::events::{Rules, selected};
use sayso_code::interpretation::Interpretation;
use sayso_code::scene::Word;
use sayso_core::{CharSpan, Event, Party, Reading};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().skip(1).collect();
    let (file, model) = match arguments.as_slice() {
        [file] => (file, ModelSource::default()),
        [file, model] => (file, ModelSource::from(model.clone())),
        _ => return Err("give a file of annotated readings, and a model if not base".into()),
    };
    let reader = Reader::with(None, &model)?;
    let mut rules = Rules::load(reader.lexicon())?;
    rules.participants = None;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(file)?).lines() {
        let gold = serde_json::from_str::<Reading<CharSpan>>(&line?)?.from_output();
        let parse = reader.parse(&gold.document)?;
        let rows = reader.coder().understand(&gold.document, &parse, |understood| rows(&gold, understood, &rules));
        for row in rows {
            writeln!(out, "{row}")?;
        }
    }
    Ok(out.flush()?)
}

/// A row for each annotated act.
fn rows(gold: &Reading, understood: &Interpretation<'_>, rules: &Rules) -> Vec<Value> {
    let scene = understood.scene;
    let mut taken: Vec<Word> = Vec::new();
    let mut row = |event: &Event| {
        let head = scene.head_of(event.evidence.trigger)?;
        let attempts = selected(understood, rules, head.sentence);
        let found = attempts.iter().find(|attempt| {
            let same = rules.coding(attempt.rule).event == event.event;
            let here = attempt.trigger.overlaps(event.evidence.trigger) || attempt.word == head;
            attempt.refusal.is_none() && same && here && !taken.contains(&attempt.word)
        });
        taken.extend(found.map(|attempt| attempt.word));
        let word = found.map_or(head, |attempt| attempt.named);
        let candidates = understood.actors.candidates(scene, word.sentence);
        let act = Act::new(understood, rules, &candidates, word, event.event, found);
        let sentence = scene.parse.sentences[word.sentence].span;
        // Whoever has the role is told by any of his mentions in the sentence.
        let named = |party: &Party| -> Vec<usize> {
            let mentions =
                party.actor.as_ref().and_then(|id| gold.actor(id)).into_iter().flat_map(|actor| &actor.mentions);
            let spans = mentions.map(|mention| mention.span).filter(|span| sentence.contains(*span));
            let heads = std::iter::once(party.span).chain(spans).filter_map(|span| scene.head_of(span));
            let heads: Vec<usize> = heads.map(|head| understood.actors.meant(scene, head).word).collect();
            (0..candidates.len()).filter(|&index| heads.contains(&candidates[index].word)).collect()
        };
        let golden = |parties: &[Party]| -> Vec<usize> { parties.iter().flat_map(named).collect() };
        let by_rule =
            |role: usize| -> Vec<usize> { (0..candidates.len()).filter(|&index| act.has_role(index, role)).collect() };
        Some(json!({
            "doc": gold.document.id.0,
            "event": event.event.code(),
            "sentence": sentence.of(scene.text()),
            "word": &*scene.token(word).form,
            "candidates": candidates.iter().map(|one| &*scene.token(Word::new(word.sentence, one.word)).form).collect::<Vec<&str>>(),
            "features": (0..candidates.len()).map(|index| act.of_candidate(index)).collect::<Vec<_>>(),
            "nobody": act.of_nobody(),
            "found": found.is_some(),
            "gold": [golden(&event.actor), golden(&event.recipient)],
            "named": [event.actor.len(), event.recipient.len()],
            "rule": [by_rule(0), by_rule(1)],
            "open": [act.is_open(0), act.is_open(1)],
        }))
    };
    gold.events.iter().filter_map(&mut row).collect()
}
