//! What is known of somebody in the sentence of an act who may take part in it: where he stands in the tree and in the
//! sentence, how he is named, and what the act's rule makes of him. Who he is - what he is called, his sector, his country - is kept from
//! the weights, so that nothing can be learned of who does what: of states, armies, armed groups and companies they know the same.
//!
//! A feature is a line of text, so that the weights can be read. Paths lead from the act: `<` goes up to a governor, `>` down to a
//! dependent, each by its relation, with the preposition of a phrase in brackets ("<obl(after)>nsubj").

use crate::actors::Candidate;
use crate::syntax::Syntax;
use sayso_core::EventType;
use sayso_parse::Upos;

/// An act in its sentence, and who is named there.
pub struct Act<'a> {
    /// The sentence.
    pub syntax: &'a Syntax<'a>,
    /// The word that names the act.
    pub word: usize,
    /// Its type.
    pub event: EventType,
    /// Who is named in the sentence, in its order.
    pub candidates: &'a [Candidate<'a>],
    /// Whom a rule has as actor and as recipient, by their words; none: no rule has found the act.
    pub by_rule: Option<[Vec<usize>; 2]>,
}

/// Steps above an act at which a subject is looked for.
const FARTHEST_SUBJECT: usize = 6;
/// Candidates are counted up to so many.
const MANY: usize = 6;

/// Distances in words and steps that are told apart.
fn bucket(distance: usize) -> usize {
    match distance {
        0..=4 => distance,
        5..=7 => 6,
        8..=12 => 9,
        13..=20 => 15,
        _ => 30,
    }
}

fn kind(upos: Upos) -> &'static str {
    match upos {
        Upos::Verb | Upos::Aux => "verb",
        Upos::Adj => "adjective",
        _ => "noun",
    }
}

impl Act<'_> {
    fn voice(&self, word: usize) -> &'static str {
        if self.syntax.is_passive(word) { "passive" } else { "active" }
    }

    /// The relation of a word, with the preposition of its phrase.
    fn step(&self, word: usize) -> String {
        let relation = self.syntax.token(word).relation;
        match self.syntax.preposition(word).filter(|_| relation.is_any(&["nmod", "obl"])) {
            Some(preposition) => format!("{}({preposition})", relation.full()),
            None => relation.full().to_string(),
        }
    }

    fn lemma(&self, word: usize) -> String {
        self.syntax.lemma(word).to_lowercase()
    }

    /// What another word hangs on: verbs and nouns by their lemma, whoever is named only as somebody.
    fn governing(&self, word: usize) -> String {
        let token = self.syntax.token(word);
        // "Norlandic" is nobody's word of the sentence, and a name all the same.
        let is_name = token.upos == Upos::Propn || token.form.starts_with(char::is_uppercase);
        let is_somebody = is_name || self.candidates.iter().any(|candidate| candidate.word == word);
        match token.upos {
            Upos::Verb | Upos::Aux => self.lemma(word),
            Upos::Noun | Upos::Adj if !is_somebody => self.lemma(word),
            _ => "somebody".to_string(),
        }
    }

    /// The words from the act up to the lowest that both hang on, and from there down to `word`.
    fn path(&self, word: usize) -> (Vec<usize>, Vec<usize>) {
        let chain = |from: usize| std::iter::once(from).chain(self.syntax.ancestors(from)).collect::<Vec<usize>>();
        let (mut up, mut down) = (chain(self.word), chain(word));
        while up.len() > 1 && down.len() > 1 && up[up.len() - 2] == down[down.len() - 2] && up.last() == down.last() {
            up.pop();
            down.pop();
        }
        // The common top belongs to neither side.
        if up.last() == down.last() {
            up.pop();
            down.pop();
        }
        down.reverse();
        (up, down)
    }

    /// Which roles a rule fills.
    fn filled(&self) -> String {
        match &self.by_rule {
            Some(roles) => roles.iter().map(|words| if words.is_empty() { '-' } else { '+' }).collect(),
            None => "none".to_string(),
        }
    }

    /// Whether a rule gives the role to nobody.
    pub fn is_open(&self, role: usize) -> bool {
        self.by_rule.as_ref().is_some_and(|roles| roles[role].is_empty())
    }

    /// Whether a rule gives the role to the candidate at `index`.
    pub fn has_role(&self, index: usize, role: usize) -> bool {
        let word = self.candidates[index].word;
        self.by_rule.as_ref().is_some_and(|roles| roles[role].contains(&word))
    }

    /// Whether a rule gives the role to whom the candidate at `index` stands for, by whatever word.
    pub fn is_in_role(&self, index: usize, role: usize) -> bool {
        let one = &self.candidates[index];
        (0..self.candidates.len()).any(|other| self.has_role(other, role) && one.is_same(&self.candidates[other]))
    }

    /// What speaks for and against the candidate at `index`.
    pub fn of_candidate(&self, index: usize) -> Vec<String> {
        let (syntax, candidate) = (self.syntax, &self.candidates[index]);
        let (act, word, event) = (self.word, candidate.word, self.event.code());
        let (up, down) = self.path(word);
        let join = |step: &dyn Fn(usize) -> String| -> String {
            let up = up.iter().map(|&at| format!("<{}", step(at)));
            up.chain(down.iter().map(|&at| format!(">{}", step(at)))).collect()
        };
        let path = join(&|at| self.step(at));
        let bare = join(&|at| syntax.token(at).relation.main().to_string());
        let named = format!("{} {}", kind(syntax.token(act).upos), self.voice(act));
        let side = if word > act { "after" } else { "before" };
        let between = self.candidates.iter().filter(|other| {
            let other = other.word;
            other > act.min(word) && other < act.max(word)
        });
        let (form, sort) = (candidate.form(), candidate.sort());
        let (own, preposition) = (self.step(word), syntax.preposition(word).unwrap_or_default());
        let mut out = vec![
            format!("path {path}"),
            format!("bare {bare}"),
            format!("bare {bare} from {named}"),
            format!("steps {}", bucket(up.len() + down.len())),
            format!("{event} bare {bare}"),
            format!("{event} preposition {preposition}"),
            format!("act {} bare {bare}", self.lemma(act)),
            format!("{side} by {}", bucket(word.abs_diff(act))),
            format!("{side} behind {}", between.count().min(4)),
            format!("stands as {own}"),
            format!("act stands as {}", self.step(act)),
            format!("form {form}"),
            format!("is {sort}"),
            format!("{event} is {sort}"),
        ];
        if let Some(governor) = syntax.head(word) {
            let relation = syntax.token(word).relation.full();
            let upos = kind(syntax.token(governor).upos);
            let own = if governor == act { "the act" } else { "another" };
            out.push(format!("of {}", self.governing(governor)));
            out.push(format!("{relation} of {own}, {upos} {}", self.voice(governor)));
        }
        if let Some(governor) = syntax.head(act) {
            out.push(format!("act of {} bare {bare}", self.governing(governor)));
        }
        let above = std::iter::once(act).chain(syntax.ancestors(act)).take(FARTHEST_SUBJECT).enumerate();
        let governs = |at: usize| syntax.head(word) == Some(at) && syntax.token(word).relation.is("nsubj");
        if let Some((steps, verb)) = above.into_iter().find(|&(_, at)| governs(at)) {
            out.push(format!("subject {steps} above, {}", syntax.token(word).relation.full()));
            out.push(format!("subject {steps} above of {}", self.governing(verb)));
        }
        let first_after = self.candidates.iter().find(|other| other.word > act);
        let last_before = self.candidates.iter().rev().find(|other| other.word < act);
        for (place, holds) in [
            ("first of the sentence", index == 0),
            ("next after", first_after.is_some_and(|other| other.word == word)),
            ("next before", last_before.is_some_and(|other| other.word == word)),
        ] {
            if holds {
                out.push(place.to_string());
            }
        }
        for (role, name) in ["actor", "recipient"].iter().enumerate() {
            if self.has_role(index, role) {
                out.push(format!("{name} by the rule"));
            }
        }
        out
    }

    /// What speaks for nobody in the sentence having the role.
    pub fn of_nobody(&self) -> Vec<String> {
        let (syntax, act, event) = (self.syntax, self.word, self.event.code());
        let named = format!("{} {}", kind(syntax.token(act).upos), self.voice(act));
        let mut out = vec![
            format!("nobody: {event}"),
            format!("nobody: act {}", self.lemma(act)),
            format!("nobody: {named}"),
            format!("nobody: {event} {named}"),
            format!("nobody: of {}", self.candidates.len().min(MANY)),
            format!("nobody: act stands as {}", self.step(act)),
            format!("nobody: rule {}", self.filled()),
            format!("nobody: {event} rule {}", self.filled()),
        ];
        let relations: std::collections::BTreeSet<&str> =
            syntax.children(act).iter().map(|&child| syntax.token(child).relation.main()).collect();
        out.push(format!("nobody: with {}", Vec::from_iter(relations).join(" ")));
        out.extend(syntax.children(act).iter().map(|&child| format!("nobody: with {}", self.step(child))));
        if let Some(governor) = syntax.head(act) {
            out.push(format!("nobody: act of {}", self.governing(governor)));
        }
        out
    }
}
