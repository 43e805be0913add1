//! Standing relations between actors: the tie rules of `lexicon/ties.toml` at work.

use crate::interpretation::Interpretation;
use crate::lexicon::{LexiconError, LexiconFiles, LineNumbers, broken};
use crate::patterns::{Attempt, Matcher, Pattern, PatternParts, Patterns, WordSets, load_sets};
use sayso_core::{DateRange, Evidence, Party, Polarity, Tie, TieChange, TieKind, record_id};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use toml::Spanned;

/// The rules of `ties.toml`.
#[derive(Debug, Default)]
pub struct TieRules {
    /// Their patterns.
    pub patterns: Patterns,
    codings: Vec<(TieKind, TieChange)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    tie: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    meaning: String,
    kind: TieKind,
    change: TieChange,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    adjective: Vec<String>,
    from: Option<Vec<String>>,
    to: Option<Vec<String>>,
    #[serde(default, rename = "if")]
    needs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unless: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl Entry {
    fn compile(self, file: &str, line: usize, sets: &WordSets) -> Result<Pattern, String> {
        PatternParts {
            id: self.id.into_inner(),
            meaning: self.meaning,
            verb: self.verb,
            noun: self.noun,
            adjective: self.adjective,
            actor: self.from,
            recipient: self.to,
            reciprocal: false,
            named_by: None,
            needs: self.needs,
            unless: self.unless,
            before: self.before,
            after: self.after,
            yes: self.yes,
            no: self.no,
            file: file.to_string(),
            line,
        }
        .compile(sets)
    }
}

impl TieRules {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<TieRules, LexiconError> {
        let name = "ties.toml";
        let text = files.text(name)?;
        let sets = load_sets(files)?;
        let file: File = files.read(name)?;
        let mut rules = TieRules::default();
        let mut ids = HashSet::new();
        let lines = LineNumbers::of(text);
        for entry in file.tie {
            let (at, coding) = (entry.id.span().start, (entry.kind, entry.change));
            let pattern =
                entry.compile(name, lines.line(at), &sets).map_err(|message| broken(name, text, at, message))?;
            if !ids.insert(pattern.id.clone()) {
                return Err(broken(name, text, at, format!("the id {:?} is taken", pattern.id)));
            }
            rules.patterns.push(pattern);
            rules.codings.push(coding);
        }
        Ok(rules)
    }
}

/// All ties that a document reports, in the order of the text.
pub fn find(understood: &Interpretation<'_>, rules: &TieRules) -> Vec<Tie> {
    let matcher = Matcher {
        scene: understood.scene,
        actors: understood.actors,
        patterns: &rules.patterns,
        light: understood.light,
        attributes: true,
    };
    let mut ties: Vec<Tie> = Vec::new();
    for sentence in 0..understood.scene.sentences.len() {
        for attempt in best(matcher.sentence(sentence)) {
            let (kind, change) = rules.codings[attempt.rule];
            ties.extend(records(understood, rules, &attempt, kind, change));
        }
    }
    ties.sort_by(|a, b| (a.evidence.trigger, &a.id).cmp(&(b.evidence.trigger, &b.id)));
    ties.dedup_by(|a, b| a.id == b.id);
    ties
}

/// The most specific match of each word.
fn best(attempts: Vec<Attempt>) -> Vec<Attempt> {
    let mut kept: BTreeMap<crate::scene::Word, Attempt> = BTreeMap::new();
    for attempt in attempts.into_iter().filter(|attempt| attempt.refusal.is_none()) {
        let better = kept.get(&attempt.word).is_none_or(|other| attempt.specificity > other.specificity);
        if better {
            kept.insert(attempt.word, attempt);
        }
    }
    kept.into_values().collect()
}

/// One tie for each pair of parties, for each account; a denied tie is none.
fn records(
    understood: &Interpretation<'_>,
    rules: &TieRules,
    attempt: &Attempt,
    kind: TieKind,
    change: TieChange,
) -> Vec<Tie> {
    let scene = understood.scene;
    let parties = |words: &[crate::scene::Word]| -> Vec<Party> {
        words.iter().flat_map(|&word| understood.actors.parties(scene, word)).collect()
    };
    let able = |word: &crate::scene::Word| understood.actors.sort(scene, *word).can_act();
    let from = parties(&attempt.actor.iter().copied().filter(able).collect::<Vec<_>>());
    let to = parties(&attempt.recipient.iter().copied().filter(able).collect::<Vec<_>>());
    let mut found = Vec::new();
    for (chain, factuality) in understood.accounts(attempt.word) {
        if factuality.polarity == Polarity::Negative || factuality.realis != sayso_core::Realis::Actual {
            continue;
        }
        for from in &from {
            for to in to.iter().filter(|to| to.span != from.span && (to.actor.is_none() || to.actor != from.actor)) {
                let (since, until) = bounds(understood.times.governing(scene, attempt.word), change);
                let span = attempt.trigger.join(from.span).join(to.span);
                let name = format!("{kind:?}-{}-{}", from.span.start, to.span.start);
                found.push(Tie {
                    id: record_id(&scene.document.id.0, &name, attempt.trigger, &chain),
                    from: from.clone(),
                    to: to.clone(),
                    kind,
                    change,
                    since,
                    until,
                    chain: chain.clone(),
                    evidence: Evidence {
                        sentence: scene.parse.sentences[attempt.word.sentence].span,
                        trigger: attempt.trigger,
                    },
                    rule: rules.patterns.all()[attempt.rule].id.clone(),
                    confidence: confidence(from, to, span.len()),
                });
            }
        }
    }
    found
}

fn bounds(date: Option<DateRange>, change: TieChange) -> (Option<DateRange>, Option<DateRange>) {
    match change {
        TieChange::Ends => (None, date),
        _ => (date, None),
    }
}

/// Nearer and resolved parties are surer. Not yet calibrated: see docs/QUALITY.md.
fn confidence(from: &Party, to: &Party, reach: usize) -> f64 {
    let resolved = f64::from(u8::from(from.actor.is_some()) + u8::from(to.actor.is_some()));
    let near = if reach < 120 { 0.15 } else { 0.0 };
    ((0.4 + 0.15 * resolved + near) * 100.0).round() / 100.0
}
