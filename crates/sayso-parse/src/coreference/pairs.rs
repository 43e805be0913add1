//! Which earlier phrases a phrase is held against, and what is known of the two together.

use super::facts::{FORMS, Facts, KINDS, PRONOUNS, ROLES, SPEECH};
use super::phrases::Phrase;
use crate::{Parse, Token};
use std::collections::HashMap;

/// How many of the phrases just before a pronoun, or before any other phrase, are looked at.
const NEAR: [usize; 2] = [40, 20];

/// How many earlier phrases that share a word are looked at for each word, besides the first.
const SHARING: usize = 6;

const DISTANCES: usize = 8;
const STEPS: usize = 8;
const MATCHES: usize = 11;
const STRUCTURES: usize = 10;
const PLACES: usize = 5;

/// Sizes of the classes of pairs, in the order of their rows.
const SIZES: [usize; TOLD] = [
    DISTANCES * 9,
    STEPS * 3,
    MATCHES * 9,
    FORMS * FORMS,
    9,
    KINDS * KINDS,
    STRUCTURES * 2,
    ROLES * ROLES,
    PLACES * 5,
    2 * 5,
    9,
];

/// How many rows hold for a pair.
pub(crate) const TOLD: usize = 11;

/// Rows of the table about pairs.
pub(crate) const ROWS: usize = {
    let (mut sum, mut at) = (0, 0);
    while at < TOLD {
        sum += SIZES[at];
        at += 1;
    }
    sum
};

/// For each phrase the earlier ones that it is held against, in the order of the text.
pub(crate) fn earlier(facts: &[Facts]) -> Vec<Vec<usize>> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut speech: [Vec<usize>; SPEECH] = Default::default();
    let mut out = Vec::with_capacity(facts.len());
    for (index, fact) in facts.iter().enumerate() {
        let near = NEAR[usize::from(!fact.is_pronoun())];
        let mut found: Vec<usize> = (index.saturating_sub(near)..index).collect();
        let mut add = |list: &[usize]| {
            found.extend(list.first());
            found.extend(&list[list.len().saturating_sub(SHARING)..]);
        };
        if let Some(same) = speech.get_mut(fact.form) {
            add(same);
            same.push(index);
        } else if !fact.is_pronoun() {
            let initials = Some(fact.initials.as_str()).filter(|initials| !initials.is_empty());
            for word in fact.core.iter().map(String::as_str).chain(initials) {
                let sharing = by_word.entry(word).or_default();
                add(sharing);
                if sharing.last() != Some(&index) {
                    sharing.push(index);
                }
            }
        }
        found.retain(|&other| other != index);
        found.sort_unstable();
        found.dedup();
        out.push(found);
    }
    out
}

/// The rows that hold for a phrase (`index`) and an earlier one.
pub(crate) fn rows(parse: &Parse, phrases: &[Phrase], facts: &[Facts], index: usize, earlier: usize) -> [usize; TOLD] {
    let (later_phrase, later) = (&phrases[index], &facts[index]);
    let (earlier_phrase, before) = (&phrases[earlier], &facts[earlier]);
    let apart = later_phrase.sentence - earlier_phrase.sentence;
    let groups = later.group() * 3 + before.group();
    let who = speaker_class(later);
    let tokens = &parse.sentences[later_phrase.sentence].tokens;
    let reflexive = usize::from(later.is_pronoun() && tokens[later_phrase.head].feats.has("Reflex", "Yes"));
    let structure = if apart == 0 { structure(tokens, earlier_phrase, later_phrase) } else { 0 };
    let said_by = apart == 0 && says(tokens, earlier_phrase, later_phrase);
    let classes = [
        distance(apart) * 9 + groups,
        steps(index - earlier) * 3 + later.group(),
        matching(before, later) * 9 + groups,
        later.form * FORMS + before.form,
        later.number * 3 + before.number,
        later.kind * KINDS + before.kind,
        structure * 2 + reflexive,
        later.role * ROLES + before.role,
        quotations(before, later) * 5 + who,
        usize::from(said_by) * 5 + who,
        (later.paragraph - before.paragraph).min(2) * 3 + later.group(),
    ];
    let mut offset = 0;
    let mut out = [0; TOLD];
    for ((row, class), size) in out.iter_mut().zip(classes).zip(SIZES) {
        *row = offset + class;
        offset += size;
    }
    out
}

/// I, we, you, another pronoun, no pronoun.
fn speaker_class(facts: &Facts) -> usize {
    if facts.form < SPEECH { facts.form } else { SPEECH + usize::from(facts.form >= PRONOUNS) }
}

fn distance(sentences: usize) -> usize {
    match sentences {
        0..=4 => sentences,
        5..=7 => 5,
        8..=20 => 6,
        _ => 7,
    }
}

fn steps(phrases: usize) -> usize {
    match phrases {
        1..=3 => phrases - 1,
        4..=6 => 3,
        7..=12 => 4,
        13..=24 => 5,
        25..=48 => 6,
        _ => 7,
    }
}

/// What two phrases have in common in words.
fn matching(before: &Facts, later: &Facts) -> usize {
    if before.is_pronoun() || later.is_pronoun() {
        return 0;
    }
    let within = |a: &Facts, b: &Facts| !a.core.is_empty() && a.core.iter().all(|word| b.core.contains(word));
    let (shorter, longer) = (within(later, before), within(before, later));
    let initials = |a: &Facts, b: &Facts| a.core.len() == 1 && !b.initials.is_empty() && a.core[0] == b.initials;
    if before.whole == later.whole {
        1
    } else if before.head == later.head {
        match (shorter, longer) {
            (true, true) => 2,
            (true, false) => 3,
            (false, true) => 4,
            (false, false) => 5,
        }
    } else if initials(before, later) || initials(later, before) {
        8
    } else if shorter {
        6
    } else if longer {
        7
    } else if before.core.contains(&later.head) {
        10
    } else if before.is_name() && later.is_name() && before.core.iter().any(|word| later.core.contains(word)) {
        9
    } else {
        0
    }
}

/// How two phrases of one sentence stand to each other in the tree.
fn structure(tokens: &[Token], before: &Phrase, later: &Phrase) -> usize {
    let head = |word: usize| tokens[word].head;
    let relation = |word: usize| tokens[word].relation;
    if relation(later.head).is("appos") && head(later.head) == Some(before.head) {
        return 3;
    }
    if relation(before.head).is("nsubj") && head(before.head) == Some(later.head) {
        return 4;
    }
    if before.end > later.first {
        return if later.end <= before.end { 1 } else { 2 };
    }
    if head(later.head) == Some(before.head) || head(before.head) == Some(later.head) {
        return 9;
    }
    if head(later.head) == head(before.head) {
        let arguments = ["nsubj", "obj", "iobj", "obl"];
        let both = relation(later.head).is_any(&arguments) && relation(before.head).is_any(&arguments);
        return if both { 5 } else { 6 };
    }
    let owned = relation(later.head).is("nmod:poss");
    let verb = head(later.head).and_then(head);
    if owned && relation(before.head).is("nsubj") && verb.is_some() && head(before.head) == verb {
        return 8;
    }
    7
}

/// Whether the earlier phrase is the subject of the verb in whose content or beside whose content the later one stands.
fn says(tokens: &[Token], before: &Phrase, later: &Phrase) -> bool {
    let subject = &tokens[before.head];
    let Some(verb) = subject.head.filter(|_| subject.relation.is("nsubj")) else { return false };
    let mut at = later.head;
    for _ in 0..tokens.len() {
        let Some(above) = tokens[at].head else { return false };
        if tokens[at].relation.is_any(&["ccomp", "parataxis"]) && above == verb {
            return true;
        }
        if tokens[verb].relation.is("parataxis") && tokens[verb].head == Some(at) && at != verb {
            return true;
        }
        at = above;
    }
    false
}

/// Neither in a quotation; both in one; in two; the later one only; the earlier one only.
fn quotations(before: &Facts, later: &Facts) -> usize {
    match (before.quotation, later.quotation) {
        (0, 0) => 0,
        (a, b) if a == b => 1,
        (0, _) => 3,
        (_, 0) => 4,
        _ => 2,
    }
}
