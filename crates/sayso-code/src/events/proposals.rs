//! The lexicon proposes, the model disposes: what its head for acts makes of the words of a sentence.
//!
//! The head says of each verb, noun and adjective how likely it names an act of each type. A rule's record that it gives
//! next to nothing is refused; a rule whose words stand there but whose conditions fail is admitted where the head is
//! sure; and where no rule speaks, a general rule of the type, from `lexicon/model.toml`, fills the roles.

use super::confidence::{Confidence, share};
use super::record::Recorder;
use super::rules::{Coding, Rules};
use crate::lexicon::{LexiconError, LexiconFiles, LineNumbers, broken};
use crate::patterns::{Attempt, Ground, Matcher, Pattern, Refusal, TriggerKind, parse_slot, trigger_kind};
use crate::scene::{Scene, Word};
use sayso_core::{Act, EventType, codes};
use sayso_parse::{Acts, Upos};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use toml::Spanned;

const FILE: &str = "model.toml";

/// How sure the model's head must be, as a probability of the type.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Least {
    /// For what a rule says to be kept.
    pub rule: f32,
    /// For a rule to be admitted whose words stand there and whose conditions fail.
    pub near: f32,
    /// The same where the rule says that it must not be (`unless`).
    pub against: f32,
    /// For a record where no rule has a word.
    pub alone: f32,
    /// For a noun with nobody, no place, date or number attached to be told as an act.
    pub bare: f32,
    /// By how much somebody must be more likely to have an open role than nobody.
    pub participant: f32,
}

/// What the head may propose, and the general rules for it.
#[derive(Debug, Default)]
pub struct Proposals {
    least: Option<Least>,
    /// Verbs that name no act by themselves: a rule of theirs rests on its conditions.
    open: HashSet<String>,
    /// How the confidence of a record is weighed.
    pub(super) confidence: Option<Confidence>,
    heads: HashMap<(EventType, TriggerKind), usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    least: Least,
    /// Verbs that name no act by themselves.
    open: HashSet<String>,
    confidence: Confidence,
    #[serde(default)]
    head: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    meaning: String,
    event: EventType,
    kind: TriggerKind,
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    reciprocal: bool,
}

impl Proposals {
    /// By how much somebody must be more likely to have an open role than nobody; none where nothing is to be weighed.
    pub(super) fn margin(&self) -> Option<f32> {
        self.least.map(|least| least.participant)
    }
}

impl Entry {
    fn compile(self, line: usize) -> Result<(Pattern, Coding), String> {
        let id = self.id.into_inner();
        let slots = |names: &[String]| names.iter().map(|name| parse_slot(&id, name)).collect::<Result<Vec<_>, _>>();
        let pattern = Pattern {
            meaning: self.meaning,
            kind: self.kind,
            triggers: Vec::new(),
            actor: slots(&self.actor)?,
            recipient: slots(&self.recipient)?,
            reciprocal: self.reciprocal,
            every: false,
            named_by: None,
            needs: Vec::new(),
            around: Vec::new(),
            unless: Vec::new(),
            yes: Vec::new(),
            no: Vec::new(),
            file: FILE.to_string(),
            line,
            id,
        };
        let coding = Coding {
            event: self.event,
            mode: None,
            cameo: codes::default_cameo(self.event, None).map(str::to_string),
            contexts: Vec::new(),
            counts: Vec::new(),
            silent: false,
            resumes: false,
            negative: false,
        };
        Ok((pattern, coding))
    }
}

/// Steps in the tree from an act up to what may be told of it.
const DEEPEST: usize = 4;

impl Rules {
    /// Whether the model's head is so sure of an attempt that it need not say who, where, when or how many.
    pub(super) fn is_plain_act(&self, scene: &Scene<'_>, attempt: &Attempt) -> bool {
        let least = self.proposals.least.map_or(f32::INFINITY, |least| least.bare);
        share(scene, self, attempt).is_some_and(|share| share >= least)
    }

    /// Loads `model.toml`. A lexicon without the file codes by its rules alone.
    pub(super) fn load_proposals(&mut self, files: &LexiconFiles) -> Result<(), LexiconError> {
        let file: File = match files.read(FILE) {
            Err(LexiconError::Missing { .. }) => return Ok(()),
            file => file?,
        };
        let text = files.text(FILE)?;
        let lines = LineNumbers::of(text);
        for entry in file.head {
            let at = entry.id.span().start;
            let key = (entry.event, entry.kind);
            let (pattern, coding) = entry.compile(lines.line(at)).map_err(|message| broken(FILE, text, at, message))?;
            let index = self.push_head(pattern, coding);
            if self.proposals.heads.insert(key, index).is_some() {
                return Err(broken(FILE, text, at, "there is a general rule for that type and part of speech already"));
            }
        }
        self.proposals.least = Some(file.least);
        self.proposals.open = file.open;
        self.proposals.confidence = Some(file.confidence);
        Ok(())
    }
}

/// What is known of the attempts at a word.
struct Candidate {
    word: Word,
    acts: Acts,
}

/// Lets the model's head speak on the attempts of a sentence.
pub(super) fn dispose(matcher: &Matcher<'_>, recorder: &Recorder<'_>, sentence: usize, attempts: &mut Vec<Attempt>) {
    let rules = recorder.rules;
    let Some(least) = rules.proposals.least else { return };
    refuse_doubted(matcher, recorder, least, attempts);
    let syntax = &matcher.scene.sentences[sentence];
    for at in 0..syntax.len() {
        let token = syntax.token(at);
        // Modals ask for a source and a party: rules only.
        let Some(acts) = token.acts.filter(|_| token.upos != Upos::Aux) else { continue };
        let candidate = Candidate { word: Word::new(sentence, at), acts };
        if let Some(proposed) = candidate.proposal(matcher, recorder, least, attempts) {
            attempts.push(proposed);
        }
    }
}

/// Refuses what a rule says where the head gives its type next to nothing. What somebody says is not so, or is to come, stays: a
/// denial is a record, and whether the head hears in it that there was no act or that there is none to tell is not to be known. So
/// does what a verb that names no act by itself names with other words ("*took* responsibility"), and what somebody says he had a
/// part in.
fn refuse_doubted(matcher: &Matcher<'_>, recorder: &Recorder<'_>, least: Least, attempts: &mut [Attempt]) {
    for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
        let Some(share) = share(matcher.scene, recorder.rules, attempt).filter(|share| *share < least.rule) else {
            continue;
        };
        let (rules, word) = (recorder.rules, attempt.word);
        let syntax = &matcher.scene.sentences[word.sentence];
        let is_open = rules.proposals.open.contains(&*matcher.scene.token(word).lemma);
        // "claimed responsibility for the *bombing*"
        let is_owned = syntax.head(word.word).is_some_and(|above| rules.words.parts.contains(syntax.lemma(above)));
        if !is_open && !is_owned && !recorder.is_not_told_as_done(attempt) {
            attempt.refusal = Some(Refusal::Doubted { percent: (share * 100.0) as u8 });
        }
    }
}

/// Whether what stands behind such an act may be an act of its own: "condemned the *killing*", "demanded the *release*".
fn speaks_of_acts(event: EventType) -> bool {
    matches!(event, EventType::Accuse | EventType::Request | EventType::Reject | EventType::Threaten | EventType::Agree)
}

impl Candidate {
    /// Whether the word only says who says so: "*denied* reports that its troops had left".
    fn is_cue(&self, matcher: &Matcher<'_>, recorder: &Recorder<'_>) -> bool {
        let cued = recorder.understood.attributions.all().iter().find(|said| said.cue_word == self.word);
        let says = |act: Act| matches!(act, Act::States | Act::Denies | Act::Doubts | Act::Believes);
        cued.is_some_and(|said| says(said.act)) || &*matcher.scene.token(self.word).lemma == "deny"
    }

    /// Whether a rule has found an act that this would stand above, or the same act on a word beside or above: "*denied* that its
    /// troops had shelled", "patrolled the *streets*", "fired tear gas and rubber *bullets*". What a rule finds is not to be lost to
    /// what the head adds. Nor is what somebody does something about an act of its own: "cut the *funding*".
    fn competes(&self, matcher: &Matcher<'_>, rules: &Rules, event: EventType, attempts: &[Attempt]) -> bool {
        let syntax = &matcher.scene.sentences[self.word.sentence];
        let above = |word: usize| std::iter::successors(Some(word), |&word| syntax.head(word)).take(1 + DEEPEST);
        let first = syntax.first_conjunct(self.word.word);
        let object = syntax.head(first).filter(|_| syntax.token(first).relation.is_any(&["obj", "nsubj:pass"]));
        attempts.iter().filter(|attempt| attempt.refusal.is_none()).any(|attempt| {
            let coded = rules.coding(attempt.rule).event;
            let beside = |&part: &usize| syntax.head(self.word.word) == Some(part) || object == Some(part);
            above(attempt.word.word).any(|word| word == self.word.word)
                || coded == event && attempt.parts.iter().any(beside)
                || !speaks_of_acts(coded) && object == Some(attempt.word.word)
        })
    }

    /// A record by the head, where no rule gives one: by the words of a rule of the type that almost matched, or by the
    /// general rule of the type.
    fn proposal(
        &self,
        matcher: &Matcher<'_>,
        recorder: &Recorder<'_>,
        least: Least,
        attempts: &[Attempt],
    ) -> Option<Attempt> {
        let rules = recorder.rules;
        let (event, share) = self.acts.likeliest();
        if share < least.near.min(least.alone) {
            return None;
        }
        let here: Vec<&Attempt> = attempts.iter().filter(|attempt| attempt.parts.contains(&self.word.word)).collect();
        if here.iter().any(|attempt| attempt.refusal.is_none()) {
            return None;
        }
        if self.competes(matcher, rules, event, attempts) || self.is_cue(matcher, recorder) {
            return None;
        }
        let syntax = &matcher.scene.sentences[self.word.sentence];
        // "*took* off" is another verb than "took".
        let is_whole = |attempt: &Attempt| {
            !(attempt.parts.len() == 1 && rules.proposals.open.contains(syntax.lemma(self.word.word)))
                && syntax
                    .children_by(self.word.word, &["compound:prt"])
                    .all(|particle| attempt.parts.contains(&particle))
        };
        let near = here
            .iter()
            .filter(|attempt| is_whole(attempt))
            .filter(|attempt| attempt.word == self.word && rules.coding(attempt.rule).event == event)
            // A silent rule tells nothing, near or not.
            .filter(|attempt| !rules.coding(attempt.rule).silent)
            // Where the act is named by an object, a failed condition mostly means that the object names none: "was *forced* to flee".
            .filter(|attempt| rules.pattern(attempt.rule).named_by.is_none())
            .filter(|attempt| match attempt.refusal {
                Some(Refusal::Needs { .. }) => share >= least.near,
                Some(Refusal::Unless { .. }) => share >= least.against,
                _ => false,
            })
            // Its mode rests on the condition that fails.
            .max_by_key(|attempt| {
                let open = rules.coding(attempt.rule).mode.is_none();
                (attempt.specificity.0, open, std::cmp::Reverse(attempt.specificity.1))
            });
        if let Some(near) = near {
            let others = near.parts.iter().copied().filter(|&part| part != self.word.word).collect();
            let mut admitted = matcher.admit(near.rule, self.word, others, Ground::Near)?;
            // A rule whose condition fails may know no place for whoever is acted upon.
            if admitted.recipient.is_empty()
                && let Some(general) = self.general(matcher, rules, event, Ground::Near)
            {
                admitted.recipient = general.recipient;
                admitted.recipient.retain(|party| !admitted.actor.contains(party));
            }
            return Some(admitted);
        }
        let barred = here.iter().any(|attempt| {
            matches!(attempt.refusal, Some(Refusal::Unless { .. })) && rules.coding(attempt.rule).event == event
        });
        let needed = if barred { least.against.max(least.alone) } else { least.alone };
        if share >= needed { self.general(matcher, rules, event, Ground::Head) } else { None }
    }

    /// The word with the parties that the general rule of a type finds.
    fn general(&self, matcher: &Matcher<'_>, rules: &Rules, event: EventType, ground: Ground) -> Option<Attempt> {
        let kind = trigger_kind(matcher.scene.token(self.word).upos)?;
        let head = rules.proposals.heads.get(&(event, kind))?;
        matcher.admit(*head, self.word, Vec::new(), ground)
    }
}
