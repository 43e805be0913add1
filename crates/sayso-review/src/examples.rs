//! Sentences that reviewers judged, as examples of the rules that gave the records.

use crate::{JudgedDocument, Judgement, RULE, Record, Verdict};
use sayso_core::words::one_line;
use sayso_core::{CharSpan, CodePoints, Party, Reading};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Examples of one rule.
#[derive(Default)]
struct Examples {
    yes: Vec<String>,
    no: Vec<String>,
}

/// The judged sentences as examples in the form of the lexicon: in `yes`, `*…*` stands around the trigger or label,
/// `[…]` around the actor, `<…>` around the recipient; in `no`, the rule should not have fired. Records that no rule gave
/// stand at the end, as comments.
///
/// Records on which reviewers differ give examples as each of them has it: settle them first.
pub fn rule_examples(documents: &[JudgedDocument]) -> String {
    let mut by_rule: BTreeMap<String, Examples> = BTreeMap::new();
    let mut without = Vec::new();
    for JudgedDocument { reading, judgements } in documents {
        for judgement in judgements.iter().filter(|judgement| judgement.text_sha256 == reading.document.text_sha256) {
            sort(reading, judgement, &mut by_rule, &mut without);
        }
    }
    let mut text = String::from("# Sentences that reviewers judged, by rule: see docs/lexicon.md for the marks.\n");
    for (rule, examples) in &by_rule {
        let _ = write!(text, "\n[[rule]]\nid = {}\n", quoted(rule));
        for (name, list) in [("yes", &examples.yes), ("no", &examples.no)] {
            if !list.is_empty() {
                let lines: Vec<String> = list.iter().map(|example| format!("    {},\n", quoted(example))).collect();
                let _ = write!(text, "{name} = [\n{}]\n", lines.concat());
            }
        }
    }
    if !without.is_empty() {
        text.push_str("\n# No rule gave these:\n");
        without.iter().for_each(|line| text.push_str(&format!("# {line}\n")));
    }
    text
}

fn sort(
    reading: &Reading<CharSpan>,
    judgement: &Judgement,
    by_rule: &mut BTreeMap<String, Examples>,
    without: &mut Vec<String>,
) {
    let given = judgement.given.as_ref().filter(|given| given.rule() != RULE);
    if let Some(right) = judgement.position() {
        let same_type = given.is_some_and(|given| given.what() == right.what() && given.mode() == right.mode());
        let example = marked(reading, right);
        match given.filter(|_| same_type) {
            Some(given) => push(&mut by_rule.entry(rule_of(given)).or_default().yes, example),
            None => without.push(format!("{} {}: {example}", right.what(), right.mode().unwrap_or(""))),
        }
    }
    let wrong = |given: &&Record| {
        judgement.verdict == Verdict::Reject
            || judgement.verdict == Verdict::Correct
                && judgement
                    .right
                    .as_ref()
                    .is_none_or(|right| right.what() != given.what() || right.mode() != given.mode())
    };
    if let Some(given) = given.filter(wrong) {
        push(&mut by_rule.entry(rule_of(given)).or_default().no, plain(reading, given));
    }
}

fn push(list: &mut Vec<String>, example: String) {
    if !list.contains(&example) {
        list.push(example);
    }
}

/// Rules of labels carry the word after a colon.
fn rule_of(record: &Record) -> String {
    record.rule().split(':').next().unwrap_or_default().to_string()
}

/// The sentence of a record.
pub fn sentence_of(reading: &Reading<CharSpan>, record: &Record) -> CharSpan {
    record.sentence().unwrap_or_else(|| {
        // Labels don't keep their sentence: another record of the reading may, else the words up to full stops stand.
        let at = record.at();
        let holds = |span: &CharSpan| span.start <= at.start && at.end <= span.end;
        let known = Record::all(reading).filter_map(|other| other.sentence()).find(holds);
        known.unwrap_or_else(|| around(&reading.document.text, at))
    })
}

/// From the full stop or line break before to the one behind.
fn around(text: &str, at: CharSpan) -> CharSpan {
    let characters: Vec<char> = text.chars().collect();
    let ends = |index: usize| {
        let next = characters.get(index + 1);
        characters[index] == '\n'
            || matches!(characters[index], '.' | '!' | '?') && next.is_none_or(|c| c.is_whitespace())
    };
    let start = (0..at.start.min(characters.len())).rev().find(|&index| ends(index)).map_or(0, |index| index + 1);
    let end =
        (at.end.saturating_sub(1)..characters.len()).find(|&index| ends(index)).map_or(characters.len(), |i| i + 1);
    CharSpan { start, end }
}

/// The sentence without signs that would be taken for marks.
fn plain(reading: &Reading<CharSpan>, record: &Record) -> String {
    marks(reading, sentence_of(reading, record), &[])
}

fn marked(reading: &Reading<CharSpan>, record: &Record) -> String {
    let parties = |parties: &[Party<CharSpan>], open, close| -> Vec<(CharSpan, char, char)> {
        parties.iter().map(|party| (party.span, open, close)).collect()
    };
    let mut wanted = vec![(record.at(), '*', '*')];
    match record {
        Record::Event(event) => {
            wanted.extend(parties(&event.actor, '[', ']'));
            wanted.extend(parties(&event.recipient, '<', '>'));
        }
        Record::Label(_) => {}
        Record::Tie(tie) => {
            wanted.extend([(tie.from.span, '[', ']'), (tie.to.span, '<', '>')]);
        }
    }
    marks(reading, sentence_of(reading, record), &wanted)
}

/// The sentence with marks around spans in it; of two that overlap the first is marked.
fn marks(reading: &Reading<CharSpan>, sentence: CharSpan, wanted: &[(CharSpan, char, char)]) -> String {
    let mut chosen: Vec<(CharSpan, char, char)> = Vec::new();
    for mark in wanted {
        let inside = sentence.start <= mark.0.start && mark.0.end <= sentence.end;
        let free = chosen.iter().all(|other| mark.0.end <= other.0.start || other.0.end <= mark.0.start);
        if inside && free {
            chosen.push(*mark);
        }
    }
    let points = CodePoints::new(&reading.document.text);
    let text = points.bytes(sentence).of(&reading.document.text);
    let mut out = String::new();
    for (offset, character) in text.chars().enumerate() {
        let at = sentence.start + offset;
        out.extend(chosen.iter().filter(|mark| mark.0.end == at).map(|mark| mark.2));
        out.extend(chosen.iter().filter(|mark| mark.0.start == at).map(|mark| mark.1));
        out.push(match character {
            '[' | '{' | '<' => '(',
            ']' | '}' | '>' => ')',
            '*' => '·',
            other => other,
        });
    }
    out.extend(chosen.iter().filter(|mark| mark.0.end == sentence.end).map(|mark| mark.2));
    one_line(&out)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}
