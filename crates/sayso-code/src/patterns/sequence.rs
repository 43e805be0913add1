//! Words in order before or behind a trigger: for what no slot holds.

use super::matching::{Matcher, Refusal, spellings};
use super::pattern::{Alternative, Pattern, SortTest, WordSets, alternative};
use crate::scene::Word;

/// How many words may stand between one element and the next.
const GAP: usize = 8;

/// On which side of the trigger the words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    After,
}

/// What stands in a sequence.
#[derive(Debug, Clone)]
pub enum Element {
    /// Words side by side.
    Words(Vec<Alternative>),
    /// Somebody who can act: the actor of the event.
    Actor,
    /// Somebody who can act: the recipient.
    Recipient,
}

/// Elements in the order of the text, with gaps.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// Before or behind the trigger.
    pub side: Side,
    /// The elements.
    pub elements: Vec<Element>,
    /// As written in the file, for explanations.
    pub written: String,
}

/// The parties that a sequence names by their place in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Captured {
    pub actor: Option<usize>,
    pub recipient: Option<usize>,
}

impl Sequence {
    /// Reads the elements of `before` or `after`.
    pub(super) fn parse(id: &str, side: Side, words: &[String], sets: &WordSets) -> Result<Sequence, String> {
        let name = match side {
            Side::Before => "before",
            Side::After => "after",
        };
        let element = |words: &String| match words.as_str() {
            "[actor]" => Ok(Element::Actor),
            "<recipient>" => Ok(Element::Recipient),
            words => {
                let words = words.split_whitespace().map(|word| alternative(id, word, sets));
                let words: Vec<Alternative> = words.collect::<Result<_, String>>()?;
                if words.is_empty() {
                    return Err(format!("{id}: an element of {name} is empty; write words, [actor] or <recipient>"));
                }
                Ok(Element::Words(words))
            }
        };
        let elements = words.iter().map(element).collect::<Result<_, String>>()?;
        Ok(Sequence { side, elements, written: format!("{name} = [{}]", words.join(", ")) })
    }

    /// How much it says: each word counts as a condition that names words, each party as one that names a sort.
    pub(super) fn weight(&self) -> usize {
        let weight = |element: &Element| match element {
            Element::Words(words) => 2 * words.len(),
            Element::Actor | Element::Recipient => 1,
        };
        self.elements.iter().map(weight).sum()
    }
}

impl Matcher<'_> {
    /// The parties that the sequences of a rule name, or the sequence that the sentence does not hold.
    pub(super) fn around(&self, rule: &Pattern, at: Word) -> Result<Captured, Refusal> {
        let mut captured = Captured::default();
        for sequence in &rule.around {
            let held = match sequence.side {
                Side::After => self.follow(&sequence.elements, at.sentence, at.word + 1, &mut captured),
                Side::Before => self.precede(&sequence.elements, at.sentence, at.word, &mut captured),
            };
            if !held {
                return Err(Refusal::Needs { condition: sequence.written.clone(), found: None });
            }
        }
        Ok(captured)
    }

    /// Whether the elements stand in order from `start` on.
    fn follow(&self, elements: &[Element], sentence: usize, start: usize, captured: &mut Captured) -> bool {
        let Some((first, rest)) = elements.split_first() else { return true };
        let length = self.scene.sentences[sentence].len();
        (start..length.min(start + GAP + 1)).any(|at| {
            let Some(taken) = self.stands(first, sentence, at) else { return false };
            let held = self.follow(rest, sentence, at + taken, captured);
            if held {
                note(first, at, captured);
            }
            held
        })
    }

    /// Whether the elements stand in order before `end`.
    fn precede(&self, elements: &[Element], sentence: usize, end: usize, captured: &mut Captured) -> bool {
        let Some((last, rest)) = elements.split_last() else { return true };
        (0..end).rev().take(GAP + 1).any(|at| {
            let Some(taken) = self.stands(last, sentence, at) else { return false };
            let held = at + taken <= end && self.precede(rest, sentence, at, captured);
            if held {
                note(last, at, captured);
            }
            held
        })
    }

    /// How many words an element takes up from `at` on, if it stands there.
    fn stands(&self, element: &Element, sentence: usize, at: usize) -> Option<usize> {
        match element {
            Element::Words(words) => {
                let mut next = at;
                for word in words {
                    next += self.words_of(word, sentence, next)?;
                }
                Some(next - at)
            }
            Element::Actor | Element::Recipient => self.is_party(Word::new(sentence, at)).then_some(1),
        }
    }

    /// How many words an alternative takes up; an entry of a set may have several.
    fn words_of(&self, alternative: &Alternative, sentence: usize, at: usize) -> Option<usize> {
        let syntax = &self.scene.sentences[sentence];
        if at >= syntax.len() {
            return None;
        }
        if let Alternative::Set(_, words) = alternative {
            let lower = |word: usize| syntax.token(word).form.to_lowercase();
            return (2..=4)
                .rev()
                .find_map(|length| {
                    let last = at + length - 1;
                    let start = (last < syntax.len()).then(|| (at..last).map(lower).collect::<Vec<_>>().join(" "))?;
                    let ends = spellings(syntax.token(last));
                    ends.iter().any(|end| words.contains(&format!("{start} {end}"))).then_some(length)
                })
                .or_else(|| spellings(syntax.token(at)).iter().any(|spelling| words.contains(spelling)).then_some(1));
        }
        self.is_met(alternative, sentence, at).then_some(1)
    }

    /// Whether a word is the head of a phrase that names somebody.
    fn is_party(&self, word: Word) -> bool {
        let token = self.scene.token(word);
        let describes = token.relation.is_any(&["amod", "compound", "det", "nmod:poss", "nmod:desc", "flat", "case"]);
        !describes && self.can_take_part(word) && self.is_sort(SortTest::Actor, word)
    }
}

fn note(element: &Element, at: usize, captured: &mut Captured) {
    match element {
        Element::Actor => captured.actor = Some(at),
        Element::Recipient => captured.recipient = Some(at),
        Element::Words(_) => {}
    }
}
