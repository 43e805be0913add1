//! The deep roles of a trigger: the same in active and passive, verb and noun.

use super::light::LightVerbs;
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_parse::Upos;

/// What can stand before a phrase; several words are joined by hyphens. The last row are adverbs that a parser takes for
/// prepositions ("came *home*").
#[rustfmt::skip]
const PREPOSITIONS: &[&str] = &[
    "aboard", "about", "above", "across", "after", "against", "ahead-of", "along", "alongside", "amid", "amidst", "among", "amongst", "around",
    "as", "at", "because-of", "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "by", "concerning", "despite",
    "down", "due-to", "during", "except", "following", "for", "from", "in", "in-front-of", "including", "inside", "instead-of", "into", "involving", "like",
    "near", "next-to", "of", "off", "on", "onto", "opposite", "out", "out-of", "outside", "over", "owing-to", "past", "pending", "per", "prior-to",
    "regarding", "round", "since", "such-as", "than", "through", "throughout", "till", "to", "toward", "towards", "under", "underneath", "until",
    "unto", "up", "upon", "versus", "via", "with", "within", "without", "worth", "according-to", "along-with", "together-with", "up-to", "as-of",
    "ago", "apart", "aside", "away", "back", "forth", "forward", "home", "together", "while",
];

/// A deep role of a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who acts.
    Subject,
    /// Who is acted upon.
    Object,
    /// "gave *Y* money".
    Indirect,
    /// Whatever completes the verb without a preposition: object, indirect object, predicate, adverb, clause.
    Complement,
    /// The first of object, indirect object and phrases with a preposition that names somebody who can act.
    Anybody,
    /// "*X*'s attack".
    Possessor,
    /// "*police* raid".
    Compound,
    /// Adjective or adverb.
    Modifier,
    /// Head of the complement clause.
    Clause,
    /// Head of a complement clause with "to": "told Y to *leave*", not "told Y that ...".
    Infinitive,
    /// Verb of the clause that this one hangs on as a circumstance: "*collapsed*, killing six".
    Main,
    /// Of whom a noun of relation is said: "*X* is an ally of Y", "*X*, a member of Y", "Y's ally *X*".
    Bearer,
    /// Who has what a noun of relation names: "*X* strengthened its ties", "people with ties to Y".
    Holder,
    /// Who stands before a participle with a hyphen: "*Norland*-backed".
    Hyphen,
    /// The noun itself, where it names people: "*supporters* of Y".
    Itself,
    /// Phrase with a preposition.
    Preposition(String),
}

/// The slots that have a name of their own.
const NAMED: &[(&str, Slot)] = &[
    ("subject", Slot::Subject),
    ("object", Slot::Object),
    ("indirect", Slot::Indirect),
    ("complement", Slot::Complement),
    ("anybody", Slot::Anybody),
    ("possessor", Slot::Possessor),
    ("compound", Slot::Compound),
    ("modifier", Slot::Modifier),
    ("clause", Slot::Clause),
    ("infinitive", Slot::Infinitive),
    ("main", Slot::Main),
    ("bearer", Slot::Bearer),
    ("holder", Slot::Holder),
    ("hyphen", Slot::Hyphen),
    ("itself", Slot::Itself),
];

impl Slot {
    /// The slot of that name; none where it is neither one of these nor a preposition.
    pub fn parse(name: &str) -> Option<Slot> {
        if let Some((_, slot)) = NAMED.iter().find(|(named, _)| *named == name) {
            return Some(slot.clone());
        }
        let name = name.replace('_', "-");
        PREPOSITIONS.contains(&name.as_str()).then_some(Slot::Preposition(name))
    }

    /// Its name in the rule files.
    pub fn name(&self) -> &str {
        match self {
            Slot::Preposition(name) => name,
            slot => NAMED.iter().find(|(_, named)| named == slot).map_or("", |(name, _)| name),
        }
    }
}

/// Fills the slots of one trigger.
pub struct Frame<'s> {
    pub(super) syntax: &'s Syntax<'s>,
    pub(super) trigger: usize,
    /// The verb whose subject acts for the trigger: itself, the light verb of a noun, the verb of a modal.
    governor: usize,
    /// A light verb stands above the noun and makes its subject the one acted upon.
    suffers: bool,
    is_noun: bool,
    /// The noun is predicated of the subject of its clause.
    predicative: bool,
    pub(super) light: &'s LightVerbs,
}

impl<'s> Frame<'s> {
    /// The frame of a word.
    pub fn new(scene: &'s Scene<'_>, at: Word, light: &'s LightVerbs) -> Frame<'s> {
        let syntax = &scene.sentences[at.sentence];
        let trigger = at.word;
        let token = syntax.token(trigger);
        let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn);
        let mut frame =
            Frame { syntax, trigger, governor: trigger, suffers: false, is_noun, predicative: false, light };
        if token.upos == Upos::Aux {
            frame.governor = syntax.head(trigger).unwrap_or(trigger);
        } else if is_noun && let Some((verb, suffers)) = light.above(syntax, trigger) {
            frame.governor = verb;
            frame.suffers = suffers;
        }
        frame
    }

    /// Whether a light verb carries the noun.
    pub fn has_light_verb(&self) -> bool {
        self.is_noun && self.governor != self.trigger
    }

    /// The verb that carries the trigger: itself, or its light verb.
    pub fn carrier(&self) -> usize {
        self.governor
    }

    /// Makes a noun behind a preposition ("is *in prison*", "went *on strike*") take the subject of its clause.
    pub fn behind_preposition(&mut self) {
        if self.is_noun && self.governor == self.trigger {
            self.predicative = true;
        }
    }

    /// The heads of what fills a slot, with what stands behind nouns that only count ("dozens of *activists*").
    pub fn fill_for_condition(&self, slot: &Slot) -> Vec<usize> {
        let mut found = self.fill(slot);
        let mut next = 0;
        while next < found.len() && found.len() < 64 {
            let word = found[next];
            let conjoined = self.syntax.conjuncts(word).into_iter().skip(1);
            let counted = self.light.counted(self.syntax, word);
            for word in conjoined.chain(counted) {
                if word != self.trigger && !found.contains(&word) {
                    found.push(word);
                }
            }
            next += 1;
        }
        found
    }

    /// What fills a prepositional slot on a verb joined to this one.
    pub fn of_joined(&self, slot: &Slot) -> Vec<usize> {
        let Slot::Preposition(name) = slot else { return Vec::new() };
        self.syntax
            .children_by(self.governor, &["conj"])
            .filter(|&verb| self.syntax.token(verb).upos == Upos::Verb)
            .flat_map(|verb| self.syntax.prepositional(verb))
            .filter(|(preposition, _)| preposition == name)
            .map(|(_, head)| head)
            .collect()
    }

    /// Heads of clauses that tell when or after what the act took place.
    pub fn circumstances(&self) -> Vec<usize> {
        self.syntax.children_by(self.governor, &["advcl"]).collect()
    }

    /// The verb that the trigger's clause hangs on as a circumstance; a verb joined to the first of several hangs where
    /// that one does ("collapsed, *killing* six and injuring 13").
    fn main_clause(&self) -> Option<usize> {
        let first = self.syntax.first_conjunct(self.governor);
        self.syntax.token(first).relation.is("advcl").then(|| self.syntax.head(first)).flatten()
    }

    /// The heads of what fills a slot.
    pub fn fill(&self, slot: &Slot) -> Vec<usize> {
        let mut found = match slot {
            Slot::Subject => self.subject(),
            Slot::Object => self.object(),
            Slot::Indirect => self.indirect(),
            Slot::Complement => self.complement(),
            Slot::Anybody => self.anybody(),
            Slot::Possessor => {
                // Of a verb: "demanded *the president's* resignation".
                let is_verb = self.syntax.token(self.trigger).upos == Upos::Verb;
                let object = || self.syntax.deep_object(self.trigger).and_then(|object| self.syntax.possessor(object));
                self.syntax.possessor(self.trigger).or_else(|| object().filter(|_| is_verb)).into_iter().collect()
            }
            Slot::Compound => self.compound(),
            Slot::Modifier => {
                self.syntax.children_by(self.trigger, &["amod", "advmod", "nmod:desc", "nummod"]).collect()
            }
            Slot::Clause => self.clause(),
            Slot::Infinitive => {
                let mut heads = self.clause();
                // "“It is time to act,” she told the paper": what stands before is not what she told it to do.
                heads.retain(|&head| head > self.trigger && self.syntax.has_to(self.syntax.first_conjunct(head)));
                heads
            }
            Slot::Main => self.main_clause().into_iter().collect(),
            Slot::Bearer => self.bearer().into_iter().collect(),
            Slot::Holder => self.holder().into_iter().collect(),
            Slot::Hyphen => self.before_hyphen().into_iter().collect(),
            Slot::Itself => return vec![self.trigger],
            Slot::Preposition(name) => self.preposition(name),
        };
        found.retain(|&word| word != self.trigger);
        found
    }

    fn subject(&self) -> Vec<usize> {
        if self.predicative {
            return self.predicate_subject().into_iter().collect();
        }
        if self.is_noun {
            if !self.has_light_verb() {
                return self.equated().into_iter().collect();
            }
            return (!self.suffers).then(|| self.light_subject()).flatten().into_iter().collect();
        }
        if self.syntax.token(self.trigger).upos == Upos::Adj {
            return self.adjective_subject().into_iter().collect();
        }
        let subject = self.syntax.deep_subject(self.governor);
        subject.map_or_else(|| on_hands(self.syntax, self.governor), |subject| vec![subject])
    }

    /// Whether the subject is only said to be the noun, and so acts only if it can.
    pub fn names_predicate(&self) -> bool {
        self.is_noun && !self.has_light_verb() && !self.predicative
    }

    /// Who is said to be the noun: "X is an ally of Y", "X, an ally of Y".
    fn equated(&self) -> Option<usize> {
        if self.syntax.child(self.trigger, &["cop"]).is_some() {
            return self.syntax.child(self.trigger, &["nsubj"]);
        }
        let token = self.syntax.token(self.trigger);
        self.syntax.head(self.trigger).filter(|_| token.relation.is("appos"))
    }

    /// Of whom "in prison" or "on strike" is said.
    fn predicate_subject(&self) -> Option<usize> {
        let own = self.syntax.child(self.trigger, &["nsubj"]);
        own.or_else(|| {
            let token = self.syntax.token(self.trigger);
            let head = self.syntax.head(self.trigger)?;
            match self.syntax.token(head).upos {
                // "held X in custody", "X was held in custody", "X went on strike"
                Upos::Verb if token.relation.is_any(&["obl", "xcomp"]) => {
                    let object = self.syntax.child(head, &["obj"]).filter(|_| !self.syntax.is_passive(head));
                    object.or_else(|| self.syntax.surface_subject(head, 0))
                }
                Upos::Noun | Upos::Propn if token.relation.is("nmod") => Some(head),
                _ => None,
            }
        })
    }

    /// Who suffers a noun's act by a light verb: "X faces an attack".
    pub fn light_target(&self) -> Option<usize> {
        (self.has_light_verb() && self.suffers).then(|| self.light_subject()).flatten()
    }

    /// Who carries out a noun's act: the deep subject of its light verb.
    fn light_subject(&self) -> Option<usize> {
        let subject = if self.suffers {
            self.syntax.surface_subject(self.governor, 0)
        } else {
            self.syntax.deep_subject(self.governor)
        };
        subject.filter(|&subject| subject != self.trigger)
    }

    fn adjective_subject(&self) -> Option<usize> {
        self.syntax.child(self.trigger, &["nsubj"]).or_else(|| {
            let token = self.syntax.token(self.trigger);
            if token.relation.is("amod") {
                self.syntax.head(self.trigger)
            } else {
                self.syntax.surface_subject(self.trigger, 0)
            }
        })
    }

    fn object(&self) -> Vec<usize> {
        if self.is_noun {
            return Vec::new();
        }
        let given = self.syntax.is_passive(self.governor).then(|| self.syntax.child(self.governor, &["obj"])).flatten();
        given
            .or_else(|| self.syntax.deep_object(self.governor))
            .or_else(|| self.syntax.child(self.governor, &["iobj"]))
            .into_iter()
            .collect()
    }

    fn indirect(&self) -> Vec<usize> {
        let direct = self.syntax.child(self.governor, &["iobj"]);
        let passive = || {
            let has_object =
                self.syntax.is_passive(self.governor) && self.syntax.child(self.governor, &["obj"]).is_some();
            has_object.then(|| self.syntax.deep_object(self.governor)).flatten()
        };
        direct.or_else(passive).into_iter().collect()
    }

    /// Object, indirect object, predicate, adverb, clause: what completes the verb without a preposition.
    fn complement(&self) -> Vec<usize> {
        let mut found = self.object();
        found.extend(self.indirect());
        found.extend(self.clause());
        found.extend(self.syntax.children_by(self.governor, &["advmod", "xcomp", "compound:prt", "obl:unmarked"]));
        found
    }

    /// Object, indirect object and phrases with a preposition, at last those inside of them; the agent's are left out.
    fn anybody(&self) -> Vec<usize> {
        let mut found = self.object();
        found.extend(self.indirect());
        let mut heads: Vec<usize> = std::iter::once(self.trigger).chain(found.iter().copied()).collect();
        for _ in 0..DEPTH {
            let phrases = heads.iter().flat_map(|&head| self.syntax.prepositional(head));
            heads = phrases.filter(|(preposition, _)| preposition != "by").map(|(_, noun)| noun).collect();
            heads.retain(|noun| !found.contains(noun));
            found.extend(&heads);
        }
        found
    }

    fn compound(&self) -> Vec<usize> {
        let before = self
            .syntax
            .children_by(self.trigger, &["compound", "amod", "nmod:desc"])
            .filter(|&child| child < self.trigger && !self.syntax.token(child).relation.is("compound:prt"));
        let mut before: Vec<usize> = before.collect();
        // "*Norland* cut aid", read as one phrase: the name hangs on the verb that stands before the noun.
        let verbs = before.iter().filter(|&&child| self.syntax.token(child).upos == Upos::Verb);
        let names: Vec<usize> = verbs.flat_map(|&verb| self.syntax.children_by(verb, &["compound", "nsubj"])).collect();
        before.extend(names);
        self.doer().into_iter().chain(before).collect()
    }

    fn clause(&self) -> Vec<usize> {
        let syntax = self.syntax;
        if syntax.token(self.trigger).upos == Upos::Aux {
            return vec![self.governor];
        }
        let mut heads: Vec<usize> = syntax.children_by(self.trigger, &["xcomp", "ccomp"]).collect();
        heads.extend(syntax.children_by(self.trigger, &["acl", "advcl"]).filter(|&clause| {
            syntax.children_by(clause, &["mark"]).any(|mark| matches!(syntax.lemma(mark), "to" | "that"))
        }));
        if heads.is_empty() {
            // "urged Y to stop", "called on Y to stop": the clause may hang on Y.
            let on = || {
                let phrases = syntax.prepositional(self.trigger).into_iter();
                phrases.filter(|(name, _)| matches!(name.as_str(), "on" | "upon")).map(|(_, whom)| whom).next()
            };
            if let Some(object) = syntax.child(self.trigger, &["obj"]).or_else(on) {
                heads.extend(syntax.children_by(object, &["acl"]).filter(|&clause| syntax.has_to(clause)));
            }
        }
        // "asked how he did it", "asked if they would come": a question, not what is asked for.
        if matches!(syntax.lemma(self.trigger), "ask" | "tell" | "wonder" | "inquire" | "enquire") {
            heads.retain(|&head| !syntax.is_embedded_question(head));
        }
        let conjoined: Vec<usize> = heads.iter().flat_map(|&head| syntax.conjuncts(head).into_iter().skip(1)).collect();
        heads.extend(conjoined.into_iter().filter(|&word| matches!(syntax.token(word).upos, Upos::Verb | Upos::Adj)));
        heads
    }

    fn preposition(&self, name: &str) -> Vec<usize> {
        let on = |word: usize| -> Vec<usize> {
            self.syntax
                .prepositional(word)
                .into_iter()
                .filter(|(preposition, _)| preposition == name)
                .map(|(_, head)| head)
                .collect()
        };
        let own = on(self.trigger);
        if !own.is_empty() {
            return own;
        }
        // "killed at the hands of X" is by X.
        if name == "by" {
            let hands = on_hands(self.syntax, self.trigger);
            let hands = if hands.is_empty() { on_hands(self.syntax, self.governor) } else { hands };
            if !hands.is_empty() {
                return hands;
            }
        }
        // The parser hangs "an attack on X" on the verb as often as on the noun, and "accused X of Y" on X.
        if self.has_light_verb() {
            let carried = on(self.governor);
            if !carried.is_empty() {
                return carried;
            }
        }
        if !self.is_noun {
            // "Talks with X were broken off" has it on the subject.
            return self.syntax.deep_object(self.trigger).map(on).unwrap_or_default();
        }
        // ... "the killing of students by police" on the students,
        let below: Vec<usize> = self
            .syntax
            .children_by(self.trigger, &["nmod"])
            .filter(|&noun| self.syntax.preposition(noun).as_deref() == Some("of"))
            .flat_map(on)
            .collect();
        if !below.is_empty() && matches!(name, "by" | "from" | "to" | "in" | "with" | "against" | "between") {
            return below;
        }
        // ... and "clashes broke out between X and Y" on the verb.
        let token = self.syntax.token(self.syntax.first_conjunct(self.trigger));
        let shared = matches!(name, "between" | "against" | "in" | "near" | "among");
        match self.syntax.head(self.syntax.first_conjunct(self.trigger)) {
            Some(verb)
                if shared && token.relation.is_any(&["nsubj", "obj"]) && self.syntax.token(verb).upos == Upos::Verb =>
            {
                on(verb)
            }
            _ => Vec::new(),
        }
    }
}

/// How deep phrases in phrases are asked for somebody ("the resumption of ties with *X*").
const DEPTH: usize = 3;

/// Who stands behind "at the hands of" on a word.
fn on_hands(syntax: &Syntax<'_>, word: usize) -> Vec<usize> {
    syntax
        .prepositional(word)
        .into_iter()
        .filter(|(preposition, head)| preposition == "at" && syntax.lemma(*head) == "hand")
        .flat_map(|(_, hands)| syntax.prepositional(hands))
        .filter(|(preposition, _)| preposition == "of")
        .map(|(_, head)| head)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_slots() {
        assert_eq!(Slot::parse("subject"), Some(Slot::Subject));
        assert_eq!(Slot::parse("out_of"), Some(Slot::Preposition("out-of".into())));
        assert_eq!(Slot::parse("Out of"), None);
        assert_eq!(Slot::parse("objct"), None);
        assert_eq!(Slot::parse(""), None);
    }
}
