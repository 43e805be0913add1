//! Of all that matched in a sentence, what becomes a record.
//!
//! One rule a word; one record for a verb and its noun; nothing for what a demand, threat, offer or refusal is
//! about unless it is told to have taken place (codebook, section 10).

use super::roles::lend_roles;
use super::rules::Rules;
use crate::interpretation::Interpretation;
use crate::patterns::{Attempt, Refusal, TriggerKind};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::EventType;
use sayso_parse::Upos;

/// Words of a heading at most.
const LONGEST_HEADING: usize = 6;

/// Selects among the attempts of a sentence.
pub struct Selection<'s> {
    /// The document as it is understood so far.
    pub understood: &'s Interpretation<'s>,
    /// The rules.
    pub rules: &'s Rules,
}

impl Selection<'_> {
    /// Writes a refusal into every attempt that gives no record.
    pub fn select(&self, attempts: &mut [Attempt]) {
        self.silence(attempts);
        self.outrank(attempts);
        self.act_through_things(attempts);
        self.act_by_phrases(attempts);
        self.act_around_phrases(attempts);
        self.act_by_part(attempts);
        self.act_by_claim(attempts);
        self.act_by_involved(attempts);
        self.act_of_accused(attempts);
        self.act_by_meaning(attempts);
        self.answer_for_things(attempts);
        self.refuse_bare_nouns(attempts);
        self.refuse_purposes(attempts);
        self.refuse_questions(attempts);
        self.refuse_own_demands(attempts);
        self.refuse_private_visits(attempts);
        self.merge_verb_and_noun(attempts);
        self.refuse_ended(attempts);
        self.refuse_contents(attempts);
        self.share_roles(attempts);
        self.complete_recipients(attempts);
        self.weigh_participants(attempts);
    }

    pub(super) fn id(&self, attempt: &Attempt) -> String {
        self.rules.pattern(attempt.rule).id.clone()
    }

    pub(super) fn kind(&self, attempt: &Attempt) -> TriggerKind {
        self.rules.pattern(attempt.rule).kind
    }

    pub(super) fn event(&self, attempt: &Attempt) -> EventType {
        self.rules.coding(attempt.rule).event
    }

    /// A line of a few words without a verb between paragraphs. Where it names nobody it tells of nothing but what is below it.
    fn is_heading(&self, sentence: usize) -> bool {
        let sentences = &self.understood.scene.parse.sentences;
        let alone = sentences.get(sentence + 1).is_some_and(|next| next.starts_paragraph);
        sentences.get(sentence).is_some_and(|line| {
            let verb = line.tokens.iter().any(|token| matches!(token.upos, Upos::Verb | Upos::Aux));
            let ends = line.tokens.last().is_some_and(|last| last.upos == Upos::Punct);
            line.starts_paragraph && alone && !verb && !ends && line.tokens.len() <= LONGEST_HEADING
        })
    }

    /// In a match report "attack" is no act of force.
    fn silence(&self, attempts: &mut [Attempt]) {
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            let syntax = &self.understood.scene.sentences[attempt.word.sentence];
            let somebody = !attempt.actor.is_empty() || !attempt.recipient.is_empty();
            if !somebody && syntax.possessor(attempt.word.word).is_none() && self.is_heading(attempt.word.sentence) {
                attempt.refusal = Some(Refusal::Heading);
            } else if let Some(words) = self.understood.discards.get(&attempt.word.sentence) {
                attempt.refusal = Some(Refusal::Discarded { words: words.clone() });
            } else if let Some(topic) =
                self.understood.topics.iter().find(|topic| topic.silences(self.understood.scene, attempt.word))
            {
                attempt.refusal = Some(Refusal::Topic { name: topic.name.clone() });
            }
        }
    }

    /// Keeps the most specific rule of each word: more trigger words, then more conditions, then file order.
    fn outrank(&self, attempts: &mut [Attempt]) {
        let mut best: std::collections::BTreeMap<Word, usize> = std::collections::BTreeMap::new();
        for (index, attempt) in attempts.iter().enumerate().filter(|(_, attempt)| attempt.refusal.is_none()) {
            let holder = best.entry(attempt.word).or_insert(index);
            if attempt.specificity > attempts[*holder].specificity {
                *holder = index;
            }
        }
        let winners: Vec<(Word, usize)> = best.into_iter().collect();
        for (word, winner) in winners {
            let by = self.id(&attempts[winner]);
            for (index, attempt) in attempts.iter_mut().enumerate() {
                if attempt.word == word && index != winner && attempt.refusal.is_none() {
                    attempt.refusal = Some(Refusal::Outranked { by: by.clone() });
                }
            }
        }
        self.refuse_parts(attempts);
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            if self.rules.coding(attempt.rule).silent {
                attempt.refusal = Some(Refusal::Silent);
            }
        }
    }

    /// A word that is part of the trigger of a longer rule triggers nothing of its own ("opened *fire*").
    fn refuse_parts(&self, attempts: &mut [Attempt]) {
        let longer: Vec<(Word, Vec<usize>, String)> = attempts
            .iter()
            .filter(|attempt| attempt.refusal.is_none() && attempt.specificity.0 > 0)
            .map(|attempt| (attempt.word, attempt.parts.clone(), self.id(attempt)))
            .collect();
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            let part =
                longer.iter().find(|(word, parts, _)| *word != attempt.word && parts.contains(&attempt.word.word));
            if let Some((_, _, by)) = part {
                attempt.refusal = Some(Refusal::Outranked { by: by.clone() });
            }
        }
    }

    /// "imposed sanctions", "staged a protest" with rules for both words: the noun is the record.
    fn merge_verb_and_noun(&self, attempts: &mut [Attempt]) {
        let fired: Vec<usize> = fired(attempts);
        for &noun in &fired {
            let word = attempts[noun].word;
            let syntax = &self.understood.scene.sentences[word.sentence];
            if self.kind(&attempts[noun]) != TriggerKind::Noun {
                continue;
            }
            let first = syntax.first_conjunct(word.word);
            // "held in custody": the phrase and its verb name one act.
            let phrase = attempts[noun].parts.len() > 1 && syntax.preposition(first).is_some();
            if !syntax.token(first).relation.is_any(&["obj", "nsubj:pass"]) && !phrase {
                continue;
            }
            let Some(verb) = syntax.head(first) else { continue };
            if let Some(verb) = self.same_act(attempts, noun, verb) {
                // "received threats": who receives does not threaten.
                let suffers = self.understood.light.above(syntax, word.word).is_some_and(|(_, suffers)| suffers);
                // "killed in a suicide bombing" are two acts, of which the verb tells the toll; "died of gunshot wounds" is one.
                if phrase && self.counts(&attempts[verb]) && !self.counts(&attempts[noun]) {
                    if !matches!(syntax.preposition(first).as_deref(), Some("of" | "to" | "from")) {
                        continue;
                    }
                    let trigger = self.understood.scene.words_at(attempts[verb].trigger).to_string();
                    attempts[noun].refusal = Some(Refusal::SameAct { trigger });
                    continue;
                }
                lend_roles(attempts, verb, noun, !suffers);
                let trigger = self.understood.scene.words_at(attempts[noun].trigger).to_string();
                attempts[verb].refusal = Some(Refusal::SameAct { trigger });
            }
        }
    }

    fn counts(&self, attempt: &Attempt) -> bool {
        !self.rules.coding(attempt.rule).counts.is_empty()
    }

    /// What a demand, threat, offer, refusal or concession is about is no second record unless it has taken place.
    fn refuse_contents(&self, attempts: &mut [Attempt]) {
        // A bare "the call for" is no record, but what is called for is none either.
        let outer: Vec<usize> = (0..attempts.len())
            .filter(|&index| matches!(attempts[index].refusal, None | Some(Refusal::BareNoun)))
            .filter(|&index| {
                let event = self.event(&attempts[index]);
                matches!(
                    event,
                    EventType::Request
                        | EventType::Threaten
                        | EventType::Agree
                        | EventType::Reject
                        | EventType::Concede
                )
            })
            .collect();
        for &index in &outer {
            let trigger = attempts[index].trigger;
            let rule = self.id(&attempts[index]);
            for inner in fired(attempts) {
                if inner != index && self.is_content(&attempts[index], &attempts[inner]) {
                    let trigger = self.understood.scene.words_at(trigger).to_string();
                    attempts[inner].refusal = Some(Refusal::ContentOf { trigger, rule: rule.clone() });
                }
            }
        }
    }

    /// "cut off *aid*", "halted *talks*": what a verb says is no more is no act of help or of talking beside it, and whom it went
    /// to is whom its end reaches.
    fn refuse_ended(&self, attempts: &mut [Attempt]) {
        let cooperative = |event: EventType| {
            matches!(
                event,
                EventType::Aid | EventType::Cooperate | EventType::Consult | EventType::Support | EventType::Agree
            )
        };
        for noun in fired(attempts) {
            let word = attempts[noun].word;
            let syntax = &self.understood.scene.sentences[word.sentence];
            if self.kind(&attempts[noun]) != TriggerKind::Noun || !cooperative(self.event(&attempts[noun])) {
                continue;
            }
            // "suspended *aid*" and nothing else tells who did
            let participle = syntax
                .children_by(word.word, &["amod", "acl"])
                .find(|&part| syntax.is_past_participle(part) && self.rules.words.ending.contains(syntax.lemma(part)));
            if let Some(participle) = participle {
                attempts[noun].refusal = Some(Refusal::Ended { by: syntax.token(participle).form.to_string() });
                continue;
            }
            // "the supply of *aid*": what is cut is the noun above.
            let mut top = syntax.first_conjunct(word.word);
            while syntax.token(top).relation.is("nmod")
                && syntax.preposition(top).as_deref() == Some("of")
                && let Some(above) = syntax.head(top)
            {
                top = syntax.first_conjunct(above);
            }
            if !syntax.token(top).relation.is_any(&["obj", "nsubj:pass"]) {
                continue;
            }
            let ended = syntax.head(top).filter(|&verb| self.rules.words.ending.contains(syntax.lemma(verb)));
            let Some(ended) = ended.map(|verb| Word::new(word.sentence, verb)) else { continue };
            let verb = fired(attempts).into_iter().find(|&other| {
                let hostile =
                    matches!(self.event(&attempts[other]), EventType::Sanction | EventType::Reject | EventType::Coerce);
                attempts[other].word == ended && hostile
            });
            if let Some(verb) = verb {
                lend_roles(attempts, noun, verb, false);
                let trigger = self.understood.scene.words_at(attempts[verb].trigger).to_string();
                attempts[noun].refusal = Some(Refusal::Ended { by: trigger });
            }
        }
    }

    fn is_content(&self, outer: &Attempt, inner: &Attempt) -> bool {
        if outer.word.sentence != inner.word.sentence || outer.word == inner.word {
            return false;
        }
        let syntax = &self.understood.scene.sentences[outer.word.sentence];
        let modal = syntax.token(outer.word.word).upos == Upos::Aux;
        let top = if modal { syntax.head(outer.word.word) } else { Some(outer.word.word) };
        let Some(top) = top else { return false };
        if modal && inner.word.word == top {
            return true;
        }
        let Some(edge) = edge_below(syntax, inner.word.word, top) else { return false };
        let relation = syntax.token(edge).relation;
        if relation.is_any(&["nsubj", "conj", "parataxis", "appos", "obl:agent"]) || relation.is("acl:relcl") {
            return false;
        }
        if relation.is("advcl")
            && !has_marker(syntax, edge, &["to"])
            && !has_marker(syntax, edge, &["from", "of", "for", "with", "if"])
        {
            return false;
        }
        // What somebody apologises for has.
        if self.event(outer) == EventType::Concede && has_marker(syntax, edge, &["for"]) {
            return false;
        }
        // What is asked, offered or threatened has not taken place, whatever tense the clause seems to have.
        let event = self.event(outer);
        let wished = matches!(event, EventType::Request | EventType::Threaten | EventType::Agree);
        if wished && relation.is_any(&["ccomp", "xcomp"]) && syntax.first_conjunct(inner.word.word) == edge {
            return true;
        }
        !self.has_taken_place(syntax, inner, edge)
    }

    /// A finite past, or a noun with participants of its own that is not itself what is asked for.
    fn has_taken_place(&self, syntax: &Syntax<'_>, inner: &Attempt, edge: usize) -> bool {
        let verb = inner.word.word;
        let token = syntax.token(verb);
        if self.kind(inner) == TriggerKind::Verb {
            let relative = std::iter::once(verb).chain(syntax.ancestors(verb)).take_while(|&word| word != edge);
            let inside_relative = relative.into_iter().any(|word| syntax.token(word).relation.is("acl:relcl"));
            let finite_past = token.feats.has("Tense", "Past")
                && !token.feats.has("VerbForm", "Inf")
                && !syntax.children_by(verb, &["aux"]).any(|aux| syntax.is_modal(aux));
            let participle = syntax.token(verb).relation.is("acl") && syntax.is_past_participle(verb);
            return finite_past && (inside_relative || participle || syntax.token(verb).feats.has("VerbForm", "Fin"));
        }
        let own_actor = inner.actor.iter().any(|actor| syntax.is_below(actor.word, verb));
        verb != edge && own_actor
    }
}

pub(super) fn has_marker(syntax: &Syntax<'_>, clause: usize, words: &[&str]) -> bool {
    syntax.children_by(clause, &["mark", "case"]).any(|mark| words.contains(&syntax.lemma(mark)))
}

/// The dependent of `top` below which `word` hangs.
fn edge_below(syntax: &Syntax<'_>, word: usize, top: usize) -> Option<usize> {
    let mut below = word;
    for ancestor in syntax.ancestors(word) {
        if ancestor == top {
            return Some(below);
        }
        below = ancestor;
    }
    None
}

/// The attempts that give records so far.
fn fired(attempts: &[Attempt]) -> Vec<usize> {
    attempts.iter().enumerate().filter(|(_, attempt)| attempt.refusal.is_none()).map(|(index, _)| index).collect()
}
