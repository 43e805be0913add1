//! How many: the counts and amounts of an act.

use super::record::Recorder;
use super::rules::Coding;
use crate::actors::Sort;
use crate::patterns::{Attempt, Frame, Pattern, TriggerKind};
use crate::scene::Word;
use crate::syntax::Syntax;
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
        if let Some(reached) = attempt.gap {
            let quantity = self.told_number(reached).filter(|quantity| quantity.unit.is_none());
            let field = coding.counts.first().map_or("count", |(field, _)| field.as_str());
            let arrested = (coding.event, coding.mode.as_deref()) == (EventType::Coerce, Some("arrest"));
            let field = if arrested { "arrested" } else { field };
            // "and Turkey *three*": three of those whom the first clause names.
            found.extend(quantity.filter(|_| field != "count").map(|quantity| (field.to_string(), quantity)));
            return found;
        }
        for (field, slot) in &coding.counts {
            let people = PEOPLE.contains(&field.as_str());
            let fillers = frame.fill_for_condition(slot);
            let words = fillers.iter().map(|&word| Word::new(attempt.word.sentence, word));
            let mut words = words.filter(|&word| !people || self.may_be_people(word));
            let quantity = words.find_map(|word| Some((word, self.quantity(word)?)));
            if let Some((word, mut quantity)) = quantity {
                if people {
                    self.add_the_others(word, &mut quantity);
                }
                found.insert(field.clone(), quantity);
            }
        }
        let itself = matches!(attempt.recipient.first(), Some(word) if *word == attempt.word);
        if found.is_empty() && !(rule.kind == TriggerKind::Noun && itself) {
            self.toll(attempt, &mut found);
            self.consequences(attempt, &mut found);
        }
        if coding.resumes && found.is_empty() {
            self.told_beside(attempt, coding, &mut found);
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

    /// Whether what a word names can be counted among dead, wounded or arrested people: no place, no animal, no vehicle.
    fn may_be_people(&self, word: Word) -> bool {
        let lemma = &*self.understood.scene.token(word).lemma;
        !matches!(self.understood.actors.sort(self.understood.scene, word), Sort::Place | Sort::State | Sort::Clause)
            && !self.understood.numbers.never_people.words.iter().any(|listed| listed == lemma)
    }

    /// "The raid left *30 dead* and *12 wounded*": a toll told by the noun's verb, or by the trigger itself.
    fn toll(&self, attempt: &Attempt, found: &mut Magnitudes) {
        let scene = self.understood.scene;
        let syntax = &scene.sentences[attempt.word.sentence];
        let noun = syntax.first_conjunct(attempt.word.word);
        let above = syntax.token(noun).relation.is("nsubj").then(|| syntax.head(noun)).flatten();
        let Some(verb) = above.or(Some(noun)).filter(|&verb| syntax.lemma(verb) == "leave") else { return };
        let states = syntax.subtree_without(verb, |word| {
            word < verb || syntax.token(word).relation.is_any(&["advcl", "parataxis", "ccomp", "acl:relcl"])
        });
        for state in states {
            let Some(field) = toll_of(syntax, state) else { continue };
            // "14 dead": the nearest number before it, but for that of another state.
            let before = (verb + 1..state).rev().take_while(|&word| toll_of(syntax, word).is_none());
            let mut before = before.map(|word| Word::new(attempt.word.sentence, word));
            if let Some(quantity) = before.find_map(|word| self.number_of_people(word)) {
                found.entry(field.to_string()).or_insert(quantity);
            }
        }
    }

    /// "The raid led to the *death of nine*", "attacked the village, resulting in *12 injuries*": what an act comes to by its own
    /// verb, or by one below it.
    fn consequences(&self, attempt: &Attempt, found: &mut Magnitudes) {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let words = &self.understood.numbers.consequences;
        let act = attempt.word.word;
        let noun = syntax.first_conjunct(act);
        let above = syntax.token(noun).relation.is("nsubj").then(|| syntax.head(noun)).flatten();
        let below =
            syntax.children_by(act, &["advcl", "acl", "acl:relcl", "conj", "parataxis"]).filter(|&verb| verb > act);
        for verb in above.into_iter().chain(below).filter(|&verb| words.verbs.contains(syntax.lemma(verb))) {
            let reached: Vec<usize> = syntax.children_by(verb, &["obj", "obl"]).collect();
            let joined = reached.iter().flat_map(|&noun| syntax.children_by(noun, &["conj"]));
            for result in reached.iter().copied().chain(joined) {
                let Some(field) = words.nouns.get(syntax.lemma(result)) else { continue };
                // "12 deaths", "the death of nine soldiers"; an article before "death" counts nobody.
                let those = syntax.children_by(result, &["nmod"]);
                let mut those = those.filter(|&word| syntax.preposition(word).as_deref() == Some("of"));
                let quantity = those
                    .find_map(|word| self.number_of_people(Word::new(attempt.word.sentence, word)))
                    .or_else(|| self.told_number(Word::new(attempt.word.sentence, result)));
                if let Some(quantity) = quantity.filter(|quantity| quantity.unit.is_none()) {
                    found.entry(field.clone()).or_insert(quantity);
                }
            }
        }
    }

    /// "the death toll *rose to 38*", "put the number of dead *at 31*", "the toll *is 38*": the number that the noun's verb gives.
    fn told_beside(&self, attempt: &Attempt, coding: &Coding, found: &mut Magnitudes) {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let noun = syntax.first_conjunct(attempt.word.word);
        let Some(((field, _), above)) = coding.counts.first().zip(syntax.head(noun)) else { return };
        if !syntax.token(noun).relation.is_any(&["nsubj", "obj", "nsubj:pass"]) {
            return;
        }
        let predicate = (syntax.token(above).upos == Upos::Num).then_some(above);
        let behind = syntax.children_by(above, &["obl", "xcomp", "obj"]).filter(|&word| {
            let preposition = syntax.preposition(word);
            syntax.token(word).upos == Upos::Num
                && preposition.is_none_or(|name| matches!(&*name, "to" | "at" | "as" | "past"))
        });
        let mut words = predicate.into_iter().chain(behind).map(|word| Word::new(attempt.word.sentence, word));
        if let Some(quantity) = words.find_map(|word| self.told_number(word)).filter(|quantity| quantity.unit.is_none())
        {
            found.insert(field.clone(), quantity);
        }
    }

    /// A number where words tell one, or the one that an article before a person counts.
    fn number_of_people(&self, word: Word) -> Option<Magnitude> {
        let sort = self.understood.actors.sort(self.understood.scene, word);
        if sort.can_act() { self.quantity(word) } else { self.told_number(word) }.filter(|number| number.unit.is_none())
    }

    /// What a number counts: "dozens of *detainees*".
    fn counted(&self, word: Word) -> String {
        let syntax = &self.understood.scene.sentences[word.sentence];
        // "*two* of her sons"
        let of_number = || {
            let parts = syntax.children_by(word.word, &["nmod"]).filter(|_| syntax.token(word.word).upos == Upos::Num);
            parts.into_iter().find(|&part| syntax.preposition(part).as_deref() == Some("of"))
        };
        let counted = self.understood.light.counted(syntax, word.word).next().or_else(of_number);
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
            let unit = self.counted(word);
            let token = self.understood.scene.token(word);
            let bare = token.upos == Upos::Num && unit == token.form.to_lowercase();
            // "about 60 were injured in a bombing": the bombing has them from the verb, which counts them.
            if bare && self.rules.pattern(attempt.rule).kind == TriggerKind::Noun {
                return;
            }
            quantity.unit = Some(unit).filter(|_| !bare);
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
            // "killed nine people and *wounded* 20 others", read as one row: other people in another state.
            if syntax.children_by(other, &["amod", "acl"]).any(|state| toll_of(syntax, state).is_some()) {
                continue;
            }
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

/// The field of the toll that a word for a state tells.
fn toll_of(syntax: &Syntax<'_>, state: usize) -> Option<&'static str> {
    match &*syntax.token(state).form.to_lowercase() {
        "dead" | "killed" => Some("killed"),
        "wounded" | "injured" | "hurt" | "maimed" => Some("injured"),
        "missing" => Some("missing"),
        "homeless" | "displaced" => Some("displaced"),
        _ => None,
    }
}
