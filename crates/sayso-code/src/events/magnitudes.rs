//! How many: the counts and amounts of an act.

use super::record::Recorder;
use super::rules::Coding;
use crate::patterns::{Attempt, Frame, Pattern, TriggerKind};
use crate::scene::Word;
use sayso_core::{EventType, Magnitude};
use std::collections::BTreeMap;

type Magnitudes = BTreeMap<String, Magnitude>;

impl Recorder<'_> {
    /// What the rule counts; else the numbers on who acts, who is acted upon, what is taken or paid.
    pub(super) fn magnitudes(&self, attempt: &Attempt, rule: &Pattern, coding: &Coding) -> Magnitudes {
        let scene = self.understood.scene;
        let frame = Frame::new(scene, attempt.word, self.understood.light);
        let mut found = Magnitudes::new();
        for (field, slot) in &coding.counts {
            let fillers = frame.fill_for_condition(slot);
            let quantity = fillers.iter().find_map(|&word| self.quantity(Word::new(attempt.word.sentence, word)));
            if let Some(quantity) = quantity {
                found.insert(field.clone(), quantity);
            }
        }
        if rule.kind == TriggerKind::Noun
            && found.is_empty()
            && !matches!(attempt.recipient.first(), Some(word) if *word == attempt.word)
        {
            self.toll(attempt, &mut found);
        }
        if found.is_empty() {
            self.count_those_reached(attempt, coding, &mut found);
        }
        self.count_participants(attempt, &mut found);
        self.money(attempt, &mut found);
        found
    }

    fn quantity(&self, word: Word) -> Option<Magnitude> {
        crate::quantity::of_noun(self.understood.scene, word, self.understood.numbers)
    }

    /// The number on a noun where words tell one: an article alone counts nothing.
    fn told_number(&self, word: Word) -> Option<Magnitude> {
        self.quantity(word).filter(|quantity| {
            quantity.span.is_some_and(|span| {
                let words = self.understood.scene.words_at(span);
                !words.eq_ignore_ascii_case("a") && !words.eq_ignore_ascii_case("an")
            })
        })
    }

    /// "The raid left 30 dead", "killed 12 people in an attack": a toll told by the noun's verb.
    fn toll(&self, attempt: &Attempt, found: &mut Magnitudes) {
        let scene = self.understood.scene;
        let syntax = &scene.sentences[attempt.word.sentence];
        let noun = syntax.first_conjunct(attempt.word.word);
        if !syntax.token(noun).relation.is("nsubj") {
            return;
        }
        let Some(verb) = syntax.head(noun) else { return };
        let (Some(object), "leave") = (syntax.child(verb, &["obj"]), syntax.lemma(verb)) else { return };
        let state = syntax.child(verb, &["xcomp"]).or_else(|| syntax.child(object, &["amod", "acl"])).unwrap_or(object);
        let field = match syntax.lemma(state) {
            "dead" | "kill" => "killed",
            "wounded" | "injured" | "wound" | "injure" | "hurt" => "injured",
            "missing" => "missing",
            "homeless" | "displace" => "displaced",
            _ => return,
        };
        if let Some(quantity) = self.quantity(Word::new(attempt.word.sentence, object)) {
            found.insert(field.to_string(), quantity);
        }
    }

    /// "suspended *four members*", "closed *two channels*", "detained *60 people*".
    fn count_those_reached(&self, attempt: &Attempt, coding: &Coding, found: &mut Magnitudes) {
        let scene = self.understood.scene;
        let syntax = &scene.sentences[attempt.word.sentence];
        let object = syntax.deep_object(attempt.carrier.word).map(|word| Word::new(attempt.carrier.sentence, word));
        let reached = attempt.recipient.iter().copied().chain(object);
        let Some((word, mut quantity)) = reached
            .filter_map(|word| Some((word, self.told_number(word)?)))
            .find(|(_, quantity)| quantity.unit.is_none())
        else {
            return;
        };
        let field = match (coding.event, coding.mode.as_deref()) {
            (EventType::Coerce, Some("arrest")) => "arrested",
            (EventType::Retreat, Some("release")) => "released",
            _ => "count",
        };
        if field == "count" {
            quantity.unit = Some(scene.token(word).form.to_lowercase());
        }
        found.insert(field.to_string(), quantity);
    }

    /// "*Around 20 deputies* staged a sit-in"
    fn count_participants(&self, attempt: &Attempt, found: &mut Magnitudes) {
        let number = attempt.actor.iter().find_map(|&word| self.told_number(word));
        if let Some(quantity) = number.filter(|quantity| quantity.unit.is_none()) {
            found.entry("participants".to_string()).or_insert(quantity);
        }
    }

    /// "fined her *200,000 euros*", "bail of *50,000 dollars*", "a deal worth *2 billion*".
    fn money(&self, attempt: &Attempt, found: &mut Magnitudes) {
        if found.contains_key("amount") {
            return;
        }
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let beside = [attempt.word.word, attempt.carrier.word];
        let objects = beside
            .into_iter()
            .flat_map(|at| syntax.children_by(at, &["obj", "iobj", "nsubj:pass", "nmod", "obl", "nummod"]));
        let amount = objects
            .filter_map(|word| self.told_number(Word::new(attempt.word.sentence, word)))
            .find(|quantity| quantity.unit.is_some());
        if let Some(amount) = amount {
            found.insert("amount".to_string(), amount);
        }
    }
}
