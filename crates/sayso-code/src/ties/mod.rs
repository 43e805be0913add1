//! Standing relations between actors: the tie rules of `lexicon/ties.toml` at work.

mod change;
mod prefix;
mod rules;
mod sides;

pub use rules::TieRules;

use crate::interpretation::Interpretation;
use crate::patterns::{Attempt, Matcher, TriggerKind};
use crate::scene::Word;
use prefix::Prefixed;
use rules::Coding;
use sayso_core::{
    Certainty, Chain, DateRange, Evidence, Factuality, Label, Party, Polarity, Realis, Span, Tie, TieChange, TieKind,
    record_id,
};
use sayso_parse::Upos;
use sides::Sides;
use std::collections::BTreeMap;

/// All ties that a document reports, in the order of the text. What `labels` call somebody ("a puppet of Norland") ties him
/// on the word of whoever calls him so.
pub fn find(understood: &Interpretation<'_>, rules: &TieRules, labels: &[Label]) -> Vec<Tie> {
    let matcher = Matcher {
        scene: understood.scene,
        actors: understood.actors,
        patterns: &rules.patterns,
        light: understood.light,
        attributes: true,
    };
    let finder = Finder { understood, rules, matcher, labels };
    let mut ties: Vec<Tie> = Vec::new();
    for sentence in 0..understood.scene.sentences.len() {
        let mut here = finder.sentence(sentence);
        here.sort_by(|a, b| (a.evidence.trigger, &a.id).cmp(&(b.evidence.trigger, &b.id)));
        for tie in here {
            match ties.iter_mut().rev().find(|other| says_the_same(other, &tie)) {
                // "Norland's backers are deserting it": that they back it, the second word takes for granted.
                Some(other) if other.change == TieChange::Holds && tie.change != TieChange::Holds => *other = tie,
                Some(_) => {}
                None => ties.push(tie),
            }
        }
    }
    ties
}

/// Whether two words of one sentence tell the same tie on the same account ("X, the owner, owns Y").
fn says_the_same(one: &Tie, other: &Tie) -> bool {
    let same = |a: &Party, b: &Party| a.span == b.span || a.actor.is_some() && a.actor == b.actor;
    one.evidence.sentence == other.evidence.sentence
        && one.kind == other.kind
        && one.chain == other.chain
        && (same(&one.from, &other.from) && same(&one.to, &other.to)
            || is_mutual(one.kind) && same(&one.from, &other.to) && same(&one.to, &other.from))
}

/// Whether a tie of one party with another is as much a tie of the other with the one.
fn is_mutual(kind: TieKind) -> bool {
    matches!(kind, TieKind::AlliedWith | TieKind::AtWarWith | TieKind::RelatesTo)
}

/// A word of relation with the parties of its tie.
struct Relation {
    word: Word,
    trigger: Span,
    rule: usize,
    pairs: Vec<(Party, Party)>,
    /// The words take the relation for granted ("its allies"): wishes and plans around them don't touch it.
    presupposed: bool,
    /// It is the object of what somebody is to do ("to boost ties").
    wished: bool,
}

struct Finder<'f> {
    understood: &'f Interpretation<'f>,
    rules: &'f TieRules,
    matcher: Matcher<'f>,
    labels: &'f [Label],
}

impl Finder<'_> {
    fn sentence(&self, sentence: usize) -> Vec<Tie> {
        let words = self.understood.scene.sentences[sentence].len();
        let matched = best(self.matcher.sentence(sentence)).into_iter();
        let matched = matched.filter(|attempt| !self.is_silenced(attempt)).map(|attempt| self.relation(&attempt));
        let prefixed = (0..words).filter_map(|word| {
            let word = Word::new(sentence, word);
            self.rules.prefixes.iter().find_map(|rule| rule.read(self.understood, word))
        });
        let prefixed = prefixed.filter_map(|found| self.prefixed(found));
        let mut ties: Vec<Tie> = matched.chain(prefixed).flat_map(|relation| self.records(&relation)).collect();
        for word in (0..words).map(|word| Word::new(sentence, word)) {
            self.lose(word, &mut ties);
        }
        ties
    }

    /// "X, long funded by Y, *lost its patron* last year": ends the ties to X that the sentence tells of.
    fn lose(&self, verb: Word, ties: &mut [Tie]) {
        let scene = self.understood.scene;
        let syntax = &scene.sentences[verb.sentence];
        let loss = &self.rules.loss;
        if !loss.verb.contains(syntax.lemma(verb.word)) || syntax.token(verb.word).upos != Upos::Verb {
            return;
        }
        let owned = |noun: &usize| syntax.possessor(*noun).is_some_and(|owner| syntax.token(owner).upos == Upos::Pron);
        let patron = syntax.child(verb.word, &["obj"]).filter(|&noun| loss.noun.contains(syntax.lemma(noun)));
        let loser = patron.filter(owned).and_then(|_| syntax.deep_subject(verb.word));
        let loser = loser.and_then(|loser| self.understood.actors.party(scene, Word::new(verb.sentence, loser)));
        let Some(loser) = loser else { return };
        if !self.understood.accounts(verb).iter().any(|(_, factuality)| is_actual(factuality)) {
            return;
        }
        let is_loser = |to: &Party| to.span.overlaps(loser.span) || to.actor.is_some() && to.actor == loser.actor;
        let stands_behind = |kind| {
            matches!(kind, TieKind::Backs | TieKind::Funds | TieKind::Arms | TieKind::Hosts | TieKind::AlliedWith)
        };
        for tie in ties.iter_mut() {
            if tie.change == TieChange::Holds && stands_behind(tie.kind) && is_loser(&tie.to) {
                tie.change = TieChange::Ends;
                (tie.since, tie.until) = bounds(self.understood.times.governing(scene, verb), TieChange::Ends);
            }
        }
    }

    /// Words that mean no tie here, by their rule, by the words of the sentence or by what the report is about.
    fn is_silenced(&self, attempt: &Attempt) -> bool {
        self.rules.codings[attempt.rule].silent
            || self.understood.discards.contains_key(&attempt.word.sentence)
            || self.understood.topics.iter().any(|topic| topic.silences(self.understood.scene, attempt.word))
    }

    fn relation(&self, attempt: &Attempt) -> Relation {
        let coding = self.rules.codings[attempt.rule];
        let sides = Sides { understood: self.understood, rules: self.rules, matcher: &self.matcher, attempt };
        let pattern = &self.rules.patterns.all()[attempt.rule];
        Relation {
            word: attempt.word,
            trigger: attempt.trigger,
            rule: attempt.rule,
            pairs: sides.pairs(coding.mutual),
            presupposed: match pattern.kind {
                TriggerKind::Noun => sides.is_presupposed(),
                TriggerKind::Verb | TriggerKind::Adjective => sides.describes(),
            },
            wished: pattern.kind == TriggerKind::Noun && sides.is_wished(),
        }
    }

    fn prefixed(&self, found: Prefixed) -> Option<Relation> {
        let able = sides::able(self.rules, &self.matcher, found.rule, found.from);
        let from = sides::named(self.understood, &self.matcher, found.from);
        let from = self.understood.actors.party(self.understood.scene, from).filter(|_| able)?;
        Some(Relation {
            word: found.word,
            trigger: self.understood.scene.token(found.word).span,
            rule: found.rule,
            pairs: vec![(from, found.to)],
            presupposed: true,
            wished: false,
        })
    }

    /// One tie for each pair of parties, for each account; a denied tie is none.
    fn records(&self, relation: &Relation) -> Vec<Tie> {
        let coding = self.rules.codings[relation.rule];
        let mut found = Vec::new();
        for (chain, factuality) in self.understood.accounts(relation.word) {
            if !is_told(relation, factuality) {
                continue;
            }
            let told = |pair: &(Party, Party)| {
                let chain = self.calling(relation, &pair.0).unwrap_or(&chain);
                self.record(relation, coding, pair, chain)
            };
            found.extend(relation.pairs.iter().map(told));
        }
        found
    }

    /// On whose word somebody is called what the words of a relation say he is.
    fn calling(&self, relation: &Relation, from: &Party) -> Option<&Chain> {
        let calls = |label: &&Label| {
            let target = label.target.span == from.span || from.actor.is_some() && label.target.actor == from.actor;
            target && label.span.contains(relation.trigger)
        };
        self.labels.iter().find(calls).map(|label| &label.chain)
    }

    fn record(&self, relation: &Relation, coding: Coding, (from, to): &(Party, Party), chain: &Chain) -> Tie {
        let scene = self.understood.scene;
        let change = self.change(relation, coding);
        let (since, until) = bounds(self.understood.times.governing(scene, relation.word), change);
        let reach = relation.trigger.join(from.span).join(to.span);
        let name = format!("{:?}-{}-{}", coding.kind, from.span.start, to.span.start);
        Tie {
            id: record_id(&scene.document.id.0, &name, relation.trigger, chain),
            from: from.clone(),
            to: to.clone(),
            kind: coding.kind,
            change,
            since,
            until,
            chain: chain.clone(),
            evidence: Evidence {
                sentence: scene.parse.sentences[relation.word.sentence].span,
                trigger: relation.trigger,
            },
            rule: self.rules.patterns.all()[relation.rule].id.clone(),
            confidence: confidence(from, to, reach.len()),
        }
    }

    /// What the rule says of the change; where it only says that the tie holds, what the words around it add.
    fn change(&self, relation: &Relation, coding: Coding) -> TieChange {
        let syntax = &self.understood.scene.sentences[relation.word.sentence];
        let around = || self.rules.changes.around(syntax, relation.word.word);
        // A wish to strengthen what holds does not strengthen it.
        let told = coding.change == TieChange::Holds && !relation.wished;
        let change = if told { around().filter(|_| self.is_done_above(relation.word)) } else { None };
        change.unwrap_or(coding.change)
    }

    /// Whether what the verb above a word of relation says was done, by some account: "did not break off *relations*" ends none.
    fn is_done_above(&self, word: Word) -> bool {
        let syntax = &self.understood.scene.sentences[word.sentence];
        let verb = syntax.head(syntax.first_conjunct(word.word)).filter(|&verb| syntax.token(verb).upos == Upos::Verb);
        verb.is_none_or(|verb| {
            let accounts = self.understood.accounts(Word::new(word.sentence, verb));
            accounts.iter().any(|(_, factuality)| is_actual(factuality))
        })
    }
}

/// Whether an account tells of something that was so.
fn is_actual(factuality: &Factuality) -> bool {
    factuality.polarity == Polarity::Positive
        && factuality.realis == Realis::Actual
        && !matches!(factuality.certainty, Certainty::Possible | Certainty::Unknown)
}

fn is_told(relation: &Relation, factuality: Factuality) -> bool {
    relation.presupposed || !relation.wished && is_actual(&factuality)
}

/// The most specific match of each word.
fn best(attempts: Vec<Attempt>) -> Vec<Attempt> {
    let mut kept: BTreeMap<Word, Attempt> = BTreeMap::new();
    for attempt in attempts.into_iter().filter(|attempt| attempt.refusal.is_none()) {
        let better = kept.get(&attempt.word).is_none_or(|other| attempt.specificity > other.specificity);
        if better {
            kept.insert(attempt.word, attempt);
        }
    }
    kept.into_values().collect()
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
