//! How many: the counts and amounts of an act.

use super::record::Recorder;
use super::rules::Coding;
use crate::patterns::{Attempt, Frame, Pattern, TriggerKind};
use crate::scene::Word;
use sayso_core::{EventType, Magnitude, Number};
use sayso_parse::Upos;
use std::collections::BTreeMap;

/// Fields that count people, so that all who are listed add up.
const PEOPLE: [&str; 5] = ["killed", "injured", "arrested", "displaced", "released"];

type Magnitudes = BTreeMap<String, Magnitude>;

impl Recorder<'_> {
    /// What the rule counts; else the numbers on who acts, who is acted upon, what is taken or paid.
    pub(super) fn magnitudes(&self, attempt: &Attempt, rule: &Pattern, coding: &Coding) -> Magnitudes {
        let scene = self.understood.scene;
        let frame = Frame::new(scene, attempt.word, self.understood.light);
        let mut found = Magnitudes::new();
        for (field, slot) in &coding.counts {
            let fillers = frame.fill_for_condition(slot);
            let mut words = fillers.iter().map(|&word| Word::new(attempt.word.sentence, word));
            let quantity = words.find_map(|word| Some((word, self.quantity(word)?)));
            if let Some((word, mut quantity)) = quantity {
                if PEOPLE.contains(&field.as_str()) {
                    self.add_the_others(word, &mut quantity);
                }
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

    /// The number on a noun; shares count nobody.
    fn quantity(&self, word: Word) -> Option<Magnitude> {
        let is_share =
            matches!(&*self.understood.scene.token(word).lemma, "percent" | "per cent" | "cent" | "%" | "pc");
        if is_share {
            return None;
        }
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

    /// What a number counts: "dozens of *detainees*".
    fn counted(&self, word: Word) -> String {
        let syntax = &self.understood.scene.sentences[word.sentence];
        let counted = self.understood.light.counted(syntax, word.word).next();
        syntax.token(counted.unwrap_or(word.word)).form.to_lowercase()
    }

    /// "suspended *four members*", "closed *two channels*", "detained *60 people*", "*41 detentions*", "charged with
    /// *four counts* of fraud".
    fn count_those_reached(&self, attempt: &Attempt, coding: &Coding, found: &mut Magnitudes) {
        let Some((word, mut quantity)) = self.reached(attempt) else { return };
        let field = match (coding.event, coding.mode.as_deref()) {
            (EventType::Coerce, Some("arrest")) => "arrested",
            (EventType::Retreat, Some("release")) => "released",
            _ => "count",
        };
        if field == "count" {
            quantity.unit = Some(self.counted(word));
        } else {
            self.add_the_others(word, &mut quantity);
        }
        found.insert(field.to_string(), quantity);
    }

    /// The first number on what the act reaches, on the noun that is the act, or on the counts of a charge.
    fn reached(&self, attempt: &Attempt) -> Option<(Word, Magnitude)> {
        let scene = self.understood.scene;
        let syntax = &scene.sentences[attempt.word.sentence];
        let within = |word: usize| Word::new(attempt.word.sentence, word);
        let object = syntax.deep_object(attempt.carrier.word).map(within);
        let itself = scene.token(attempt.word).feats.has("Number", "Plur").then_some(attempt.word);
        let charges = syntax
            .children_by(attempt.word.word, &["obl", "nmod"])
            .filter(|&word| matches!(syntax.lemma(word), "count" | "charge" | "round" | "case" | "occasion" | "term"));
        let places = attempt.recipient.iter().copied().chain(object).chain(itself).chain(charges.map(within));
        places.filter_map(|word| Some((word, self.told_number(word)?))).find(|(_, quantity)| quantity.unit.is_none())
    }

    /// "arrested *the leader and four other members*" are five; where one of them is many without a number, they
    /// are more than the rest.
    fn add_the_others(&self, word: Word, quantity: &mut Magnitude) {
        let scene = self.understood.scene;
        let syntax = &scene.sentences[word.sentence];
        let first = syntax.first_conjunct(word.word);
        for other in syntax.conjuncts(first).into_iter().filter(|&other| other != word.word) {
            let token = syntax.token(other);
            if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Num) {
                continue;
            }
            let at = Word::new(word.sentence, other);
            let (least, most) = match self.quantity(at) {
                Some(other) if other.unit.is_some() => continue,
                Some(other) => (other.at_least.map(|n| n.0), other.at_most.map(|n| n.0)),
                None if token.feats.has("Number", "Plur") => (Some(1.0), None),
                None => (Some(1.0), Some(1.0)),
            };
            let sum = |one: Option<Number>, other: Option<f64>| Some(Number(one?.0 + other?));
            quantity.at_least = sum(quantity.at_least, least.or(Some(0.0)));
            quantity.at_most = sum(quantity.at_most, most);
            quantity.span = quantity.span.map(|span| span.join(token.span));
        }
    }

    /// "*Around 20 deputies* staged a sit-in"
    fn count_participants(&self, attempt: &Attempt, found: &mut Magnitudes) {
        let number = attempt.actor.iter().find_map(|&word| self.told_number(word));
        if let Some(quantity) = number.filter(|quantity| quantity.unit.is_none()) {
            found.entry("participants".to_string()).or_insert(quantity);
        }
    }

    /// "fined her *200,000 euros*", "bail of *50,000 dollars*", "a deal worth *2 billion*", "bail in the amount of
    /// *50,000 dollars*".
    fn money(&self, attempt: &Attempt, found: &mut Magnitudes) {
        if found.contains_key("amount") {
            return;
        }
        let beside = [attempt.word.word, attempt.carrier.word];
        let amount = beside.into_iter().find_map(|at| self.money_below(Word::new(attempt.word.sentence, at), 0));
        if let Some(amount) = amount {
            found.insert("amount".to_string(), amount);
        }
    }

    /// An amount of money that depends on a word: directly, or on a word for how much it is.
    fn money_below(&self, word: Word, depth: usize) -> Option<Magnitude> {
        let syntax = &self.understood.scene.sentences[word.sentence];
        let below = ["obj", "iobj", "nsubj:pass", "nmod", "obl", "nummod", "amod", "advmod"];
        let mut behind = Vec::new();
        for child in syntax.children_by(word.word, &below) {
            let at = Word::new(word.sentence, child);
            if let Some(amount) = self.told_number(at).filter(|quantity| quantity.unit.is_some()) {
                return Some(amount);
            }
            let relation = syntax.token(child).relation;
            let is_measure =
                matches!(syntax.lemma(child), "worth" | "amount" | "value" | "sum" | "total" | "tune" | "cost");
            if is_measure || depth == 0 && relation.is_any(&["obj", "nsubj:pass"]) {
                behind.push(at);
            }
        }
        (depth < 3).then(|| behind.into_iter().find_map(|at| self.money_below(at, depth + 1))).flatten()
    }
}
