//! Which rules match which words, and what stopped those that almost did.

use super::light::LightVerbs;
use super::pattern::{Alternative, Condition, Pattern, Patterns, SortTest, Trigger, TriggerKind};
use super::sequence::Captured;
use super::slots::{Frame, Slot};
use crate::actors::{Actors, Sort};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::Span;
use sayso_parse::{EntityKind, Token, Upos};

/// Why a rule whose trigger stands in the sentence gives no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A slot that must hold one of several things holds none of them.
    Needs {
        /// The condition as written.
        condition: String,
        /// What stands in the slot, if anything.
        found: Option<String>,
    },
    /// A slot holds what it must not.
    Unless {
        /// The condition as written.
        condition: String,
        /// What stands there.
        found: String,
    },
    /// A more specific rule matched the same word.
    Outranked {
        /// Its id.
        by: String,
    },
    /// The word is part of a name.
    InsideName {
        /// The name.
        name: String,
    },
    /// The word only describes another ("the dissolved party", "extradition request").
    Attribute {
        /// What it describes.
        of: String,
    },
    /// A noun with nobody, no place, date or number attached: it takes up what was told before.
    BareNoun,
    /// It is what another act is about, and has not taken place.
    ContentOf {
        /// The trigger of that act.
        trigger: String,
        /// Its rule.
        rule: String,
    },
    /// It is what something is done for ("trained to help visitors"), not told as done.
    Purpose,
    /// It is asked for, or nobody in particular might do it, and is not told to have taken place.
    NotTold,
    /// A verb and its noun name one act ("imposed sanctions"); the noun is recorded.
    SameAct {
        /// The other trigger.
        trigger: String,
    },
    /// "Must" or "should" in the writer's own words, of the speaker himself, or in a question.
    NobodyAsks,
    /// It is asked, not told.
    Question,
    /// "You" do it: anybody, in general.
    Anybody,
    /// A call on family or friends, or on a thing.
    Private,
    /// What another word says is no more ("*cut* aid").
    Ended {
        /// That word.
        by: String,
    },
    /// It stands in a heading inside the text, which names what is told below it.
    Heading,
    /// The rule says that the words mean no act.
    Silent,
    /// The lexicon leaves out sentences or reports with these words.
    Discarded {
        /// The words.
        words: String,
    },
    /// The report is about something in which the word means no such act.
    Topic {
        /// What it is about.
        name: String,
    },
    /// The model's head for acts gives the type too little here.
    Doubted {
        /// What it gives, in per cent.
        percent: u8,
    },
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Needs { condition, found: Some(found) } => {
                write!(f, "it needs {condition}; there stands “{found}”")
            }
            Refusal::Needs { condition, found: None } => write!(f, "it needs {condition}; nothing stands there"),
            Refusal::Unless { condition, found } => write!(f, "it must not have {condition}; there stands “{found}”"),
            Refusal::Outranked { by } => write!(f, "the more specific rule {by} matched the word"),
            Refusal::InsideName { name } => write!(f, "the word is part of the name “{name}”"),
            Refusal::Attribute { of } => write!(f, "the word only describes “{of}”"),
            Refusal::BareNoun => {
                write!(f, "the noun has nobody, no place, date or number attached, and takes up what was told before")
            }
            Refusal::ContentOf { trigger, rule } => {
                write!(f, "it is what “{trigger}” ({rule}) is about, and is not told to have taken place")
            }
            Refusal::Purpose => write!(f, "it tells what something is done for, not that it was done"),
            Refusal::NotTold => write!(f, "it is asked for or supposed, not told to have taken place"),
            Refusal::NobodyAsks => write!(f, "no source is told to ask this of another"),
            Refusal::Question => write!(f, "it is asked, not told"),
            Refusal::Anybody => write!(f, "“you” stands for anybody"),
            Refusal::Private => write!(f, "it is a private visit, or one to no party or place"),
            Refusal::SameAct { trigger } => write!(f, "“{trigger}” names the same act and is recorded"),
            Refusal::Doubted { percent } => {
                write!(
                    f,
                    "the model's head for acts gives the type {percent} % here: the word seems to name no such act"
                )
            }
            Refusal::Ended { by } => write!(f, "“{by}” says that it is no more"),
            Refusal::Heading => f.write_str("it stands in a heading, which only names what is told below it"),
            Refusal::Silent => write!(f, "the rule says that these words mean no act"),
            Refusal::Discarded { words } => write!(f, "the lexicon leaves out what holds “{words}”"),
            Refusal::Topic { name } => write!(f, "the report is about {name}, where the word means no such act"),
        }
    }
}

/// A rule and a word that could trigger it.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Index of the rule.
    pub rule: usize,
    /// The word.
    pub word: Word,
    /// The word that names the act: the same, or the noun that it carries.
    pub named: Word,
    /// The trigger with its other words.
    pub trigger: Span,
    /// The words of the trigger in its sentence.
    pub parts: Vec<usize>,
    /// Words in the trigger beside the first, plus conditions: how specific the match is.
    pub specificity: (usize, usize),
    /// Nouns and pronouns that fill the actor's slot.
    pub actor: Vec<Word>,
    /// The same for the recipient.
    pub recipient: Vec<Word>,
    /// The verb that carries the act: the trigger or its light verb.
    pub carrier: Word,
    /// Whom the act reaches by a clause that leaves its verb out ("France condemned Norland, and Germany *Sudland*").
    pub gap: Option<Word>,
    /// What gave it, beside the rule.
    pub ground: Ground,
    /// Whether the weights of participants filled a role that the rule leaves open.
    pub weighed: bool,
    /// Why it gives no record; none: it does.
    pub refusal: Option<Refusal>,
}

/// What an attempt rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The conditions of its rule.
    Rule,
    /// The words of its rule, and the model's head for acts, though a condition fails.
    Near,
    /// The model's head alone.
    Head,
}

/// Looks for triggers in sentences.
pub struct Matcher<'m> {
    /// The document.
    pub scene: &'m Scene<'m>,
    /// Its actors.
    pub actors: &'m Actors,
    /// The patterns.
    pub patterns: &'m Patterns,
    /// Whether words that only describe another count ("Norland-backed"): in ties they do, in events not.
    pub attributes: bool,
    /// The light verbs.
    pub light: &'m LightVerbs,
}

impl Matcher<'_> {
    /// Every rule that has a trigger in the sentence, matched or not.
    pub fn sentence(&self, sentence: usize) -> Vec<Attempt> {
        let syntax = &self.scene.sentences[sentence];
        (0..syntax.len()).flat_map(|word| self.word(Word::new(sentence, word))).collect()
    }

    fn word(&self, at: Word) -> Vec<Attempt> {
        let syntax = &self.scene.sentences[at.sentence];
        let token = syntax.token(at.word);
        let Some(kind) = trigger_kind(token.upos) else { return Vec::new() };
        let lemma = token.lemma.to_lowercase();
        let found: Vec<(usize, &Pattern, Vec<usize>)> = self
            .patterns
            .with_head(kind, &lemma)
            .filter_map(|(index, rule, trigger)| Some((index, rule, other_words(syntax, at.word, trigger)?)))
            .collect();
        if found.is_empty() {
            return Vec::new();
        }
        let standing = self.standing_refusal(at, kind);
        found
            .into_iter()
            .map(|(index, rule, others)| {
                let mut frame = Frame::new(self.scene, at, self.light);
                if others
                    .iter()
                    .any(|&other| syntax.token(other).upos == Upos::Adp && syntax.head(other) == Some(at.word))
                {
                    frame.behind_preposition();
                }
                self.attempt((index, rule), (at, others), &frame, standing.clone(), Ground::Rule)
            })
            .collect()
    }

    /// A rule at a word whose conditions are not asked for: the model's head says that the word names an act.
    pub fn admit(&self, rule: usize, at: Word, others: Vec<usize>, ground: Ground) -> Option<Attempt> {
        let syntax = &self.scene.sentences[at.sentence];
        let kind = trigger_kind(syntax.token(at.word).upos)?;
        let frame = Frame::new(self.scene, at, self.light);
        let pattern = self.patterns.all().get(rule)?;
        Some(self.attempt((rule, pattern), (at, others), &frame, self.standing_refusal(at, kind), ground))
    }

    fn attempt(
        &self,
        (index, rule): (usize, &Pattern),
        (at, mut others): (Word, Vec<usize>),
        frame: &Frame<'_>,
        standing: Option<Refusal>,
        ground: Ground,
    ) -> Attempt {
        let syntax = &self.scene.sentences[at.sentence];
        let refusal = standing
            .filter(|refusal| !(matches!(refusal, Refusal::Attribute { .. }) && rule.kind == TriggerKind::Adjective))
            .or_else(|| if ground == Ground::Rule { self.failed_condition(rule, at, frame) } else { None });
        let (captured, refusal) = match refusal {
            Some(refusal) => (Captured::default(), Some(refusal)),
            None if ground != Ground::Rule => (Captured::default(), None),
            None => match self.around(rule, at) {
                Ok(captured) => (captured, None),
                Err(refusal) => (Captured::default(), Some(refusal)),
            },
        };
        let named = rule.named_by.as_ref().and_then(|slot| frame.fill_for_condition(slot).first().copied());
        others.extend(named);
        let word = |word: usize| Word::new(at.sentence, word);
        let mut actor: Vec<Word> = Vec::new();
        let mut recipient: Vec<Word> = Vec::new();
        if refusal.is_none() {
            let own = |found: &usize| !others.contains(found);
            let found = self.parties_in(&rule.actor, rule.reciprocal, at, frame);
            let found: Vec<Word> = found.into_iter().filter(own).map(word).collect();
            // Ties ask themselves who can have one: "supporters of X" can, whatever the lists know of them.
            actor = if self.attributes { found } else { self.without_things(found) };
            let mut reached = self.parties_in(&rule.recipient, rule.every, at, frame);
            // "fined her 2,000 dollars": the sum is the object.
            if reached.is_empty() && rule.recipient.contains(&Slot::Object) {
                reached = self.parties_in(&[Slot::Indirect], false, at, frame);
            }
            recipient = reached.into_iter().filter(own).map(word).filter(|word| !actor.contains(word)).collect();
            let target = frame.light_target().map(word).filter(|&word| self.can_take_part(word));
            // "X faces charges of fraud": X, not fraud.
            let nobody = !recipient.iter().any(|&word| self.actors.sort(self.scene, word).can_act());
            if let Some(target) = target.filter(|word| nobody && !rule.recipient.is_empty() && !actor.contains(word)) {
                recipient = vec![target];
            }
            if let Some(named) = captured.actor {
                actor = vec![word(named)];
                recipient.retain(|&other| other != word(named));
            }
            if let Some(named) = captured.recipient {
                recipient = vec![word(named)];
                actor.retain(|&other| other != word(named));
            }
        }
        let around: usize = rule.around.iter().map(super::Sequence::weight).sum();
        let specificity = (others.len(), rule.needs.iter().map(weight).sum::<usize>() + around);
        let mut words = others;
        words.push(at.word);
        words.sort_unstable();
        Attempt {
            rule: index,
            word: at,
            named: named.map_or(at, word),
            trigger: named.map_or_else(|| trigger_span(syntax, &words), |named| syntax.token(named).span),
            specificity,
            parts: words,
            actor,
            recipient,
            carrier: word(frame.carrier()),
            gap: None,
            ground,
            weighed: false,
            refusal,
        }
    }

    /// What keeps any rule from firing on this word.
    fn standing_refusal(&self, at: Word, kind: TriggerKind) -> Option<Refusal> {
        let syntax = &self.scene.sentences[at.sentence];
        let token = syntax.token(at.word);
        if let Some(entity) = self.scene.entity_at(at)
            && !matches!(entity.kind, EntityKind::Date | EntityKind::Money | EntityKind::Norp)
            && (entity.end - entity.first > 1
                || token.upos == Upos::Propn && matches!(entity.kind, EntityKind::Organization | EntityKind::Person))
            && self.is_capitalised(at)
        {
            return Some(Refusal::InsideName { name: self.scene.words_at(entity.span).to_string() });
        }
        if kind == TriggerKind::Noun && (self.is_somebodys_name(at) || self.is_title(at)) {
            return Some(Refusal::InsideName { name: self.phrase(at.sentence, at.word) });
        }
        if self.attributes {
            return None;
        }
        let describes = match kind {
            TriggerKind::Verb => {
                token.relation.is("amod") || token.relation.is("compound") && !token.relation.is("compound:prt")
            }
            TriggerKind::Noun => token.relation.is("compound") || token.relation.is("nmod:desc"),
            TriggerKind::Adjective => token.relation.is("amod"),
        };
        let of = syntax.head(at.word).filter(|_| describes)?;
        Some(Refusal::Attribute { of: syntax.token(of).form.to_string() })
    }

    /// "*Amnesty* accused the ministry": a proper name of somebody, whatever it means as a noun.
    fn is_somebodys_name(&self, at: Word) -> bool {
        self.scene.token(at).upos == Upos::Propn
            && self.is_capitalised(at)
            && self.scene.token(at).relation.is_any(&["nsubj", "nsubj:pass", "obl:agent", "nmod:poss"])
            && matches!(self.actors.sort(self.scene, at), Sort::Organization | Sort::Person)
            && self.actors.party(self.scene, at).is_some_and(|party| party.actor.is_some())
    }

    /// "*The Assassination* of Ann Lee won two awards": a noun in capitals with its article where other nouns have none is the
    /// title of a work.
    fn is_title(&self, at: Word) -> bool {
        let syntax = &self.scene.sentences[at.sentence];
        let article = at.word.checked_sub(1).map(|before| &*syntax.token(before).form);
        let in_capitals = || {
            let nouns = (0..syntax.len()).filter(|&word| syntax.token(word).upos == Upos::Noun);
            nouns.clone().count() > 0
                && nouns.clone().all(|word| !syntax.token(word).form.starts_with(char::is_uppercase))
        };
        syntax.token(at.word).upos == Upos::Propn
            && self.is_capitalised(at)
            && matches!(article, Some("The" | "A" | "An"))
            && in_capitals()
    }

    fn is_capitalised(&self, at: Word) -> bool {
        self.scene.token(at).form.starts_with(char::is_uppercase)
    }

    fn failed_condition(&self, rule: &Pattern, at: Word, frame: &Frame<'_>) -> Option<Refusal> {
        for condition in &rule.needs {
            let filled = frame.fill_for_condition(&condition.slot);
            if !filled.iter().any(|&word| self.fits(condition, at.sentence, word)) {
                let found = filled.first().map(|&word| self.phrase(at.sentence, word));
                return Some(Refusal::Needs { condition: condition.written.clone(), found });
            }
        }
        for condition in &rule.unless {
            let mut filled = frame.fill_for_condition(&condition.slot);
            // "were killed and five were injured in an accident": what hangs on the last verb goes for the first.
            if matches!(condition.slot, Slot::Preposition(_)) && filled.is_empty() {
                filled = frame.of_joined(&condition.slot);
            }
            if matches!(condition.slot, Slot::Clause | Slot::Infinitive) {
                filled.extend(frame.circumstances());
            }
            let hit = filled.into_iter().find(|&word| self.fits(condition, at.sentence, word));
            if let Some(word) = hit {
                let found = self.phrase(at.sentence, word);
                return Some(Refusal::Unless { condition: condition.written.clone(), found });
            }
        }
        None
    }

    fn fits(&self, condition: &Condition, sentence: usize, word: usize) -> bool {
        condition.alternatives.iter().any(|alternative| self.is_met(alternative, sentence, word))
    }

    /// Whether a word is what an alternative asks for.
    pub(super) fn is_met(&self, alternative: &Alternative, sentence: usize, word: usize) -> bool {
        let syntax = &self.scene.sentences[sentence];
        match alternative {
            Alternative::Lemma(lemma) => spellings(syntax.token(word)).iter().any(|spelling| spelling == lemma),
            Alternative::Set(_, words) => {
                spellings(syntax.token(word)).iter().any(|spelling| words.contains(spelling))
                    || ends_phrase_of(syntax, word, words)
            }
            Alternative::Sort(test) => self.is_sort(*test, Word::new(sentence, word)),
            Alternative::Phrase(words) => {
                let Some((head, others)) = words.split_last() else { return false };
                let mut end = word;
                self.is_met(head, sentence, word)
                    && others.iter().rev().all(|other| {
                        let below = |at: &usize| syntax.is_below(*at, word) && self.is_met(other, sentence, *at);
                        let found = (0..end).rev().take(PHRASE).find(below);
                        found.inspect(|&at| end = at).is_some()
                    })
            }
        }
    }

    pub(crate) fn is_sort(&self, test: SortTest, word: Word) -> bool {
        let token = self.scene.token(word);
        let is_clause = token.upos == Upos::Verb && !token.relation.is_any(&["nsubj", "obj", "obl", "nmod"]);
        let sort = self.actors.sort(self.scene, word);
        match test {
            SortTest::Any => true,
            SortTest::Clause => is_clause || sort == Sort::Clause,
            // "arrested those who spoke out", "all are urged", "12 were killed": people, without a noun.
            SortTest::Actor => {
                sort.can_act()
                    || stands_for_people(token)
                    || self.is_counted_rest(word)
                    || sort == Sort::Number
                    || self.attributes && self.is_named(word)
            }
            SortTest::Person => sort == Sort::Person,
            SortTest::Organization => sort == Sort::Organization,
            // A place name that acts and that no list knows may well be a state.
            SortTest::State => {
                sort == Sort::State
                    || (token.relation.is_any(&["nsubj", "obl:agent", "nmod:poss"])
                        || self.attributes && self.is_named(word))
                        && self.scene.entity_at(word).is_some_and(|entity| entity.kind == EntityKind::Location)
            }
            SortTest::Group => sort == Sort::Group,
            SortTest::Armed => self.is_armed(word),
            SortTest::Place => matches!(sort, Sort::Place | Sort::State),
            SortTest::Money => sort == Sort::Money,
            SortTest::Number => sort == Sort::Number,
            SortTest::Thing => sort == Sort::Thing,
        }
    }

    /// Whether a word names somebody who bears arms, by his sector: an army, police, rebels, a mercenary company.
    fn is_armed(&self, word: Word) -> bool {
        let id = self.actors.party(self.scene, word).and_then(|party| party.actor);
        let actor = id.and_then(|id| self.actors.get(&id));
        actor.is_some_and(|actor| actor.sector.iter().any(|sector| ARMED.contains(&sector.as_str())))
    }

    /// "injured *20 more*", "wounded *four others*": a number of people whom no noun names.
    fn is_counted_rest(&self, word: Word) -> bool {
        let syntax = &self.scene.sentences[word.sentence];
        matches!(&*syntax.token(word.word).form.to_lowercase(), "more" | "others")
            && syntax.children(word.word).iter().any(|&child| syntax.token(child).upos == Upos::Num)
    }

    /// What fills the first slot (or all slots) that hold somebody or something that can take part.
    fn parties_in(&self, slots: &[Slot], all: bool, at: Word, frame: &Frame<'_>) -> Vec<usize> {
        let mut parties = Vec::new();
        for slot in slots {
            let mut found = frame.fill(slot);
            found.retain(|&word| self.can_fill(slot, Word::new(at.sentence, word), frame) && !parties.contains(&word));
            parties.append(&mut found);
            if *slot == Slot::Anybody {
                parties.truncate(1);
            }
            if !parties.is_empty() && !all {
                break;
            }
        }
        parties
    }

    /// Things beside somebody who can act are no actors; a thing that a common noun names never is ("the petition calls
    /// for", "clashes killed").
    fn without_things(&self, words: Vec<Word>) -> Vec<Word> {
        let sort = |word: &Word| self.actors.sort(self.scene, *word);
        let able = |word: &Word| {
            let conjoined = self.scene.sentences[word.sentence].conjuncts(word.word);
            conjoined.into_iter().any(|other| sort(&Word::new(word.sentence, other)).can_act())
                || self.scene.token(*word).upos == Upos::Pron
        };
        if words.iter().any(able) {
            return words.into_iter().filter(able).collect();
        }
        let named = |word: &Word| sort(word) != Sort::Thing || self.scene.token(*word).upos != Upos::Noun;
        words.into_iter().filter(named).collect()
    }

    /// Whether a word can name a participant there: in front of a noun only actors do ("police raid", not "dawn raid").
    fn can_fill(&self, slot: &Slot, word: Word, frame: &Frame<'_>) -> bool {
        match slot {
            // "Egyptian ties" are Egypt's; "military ties" are nobody's.
            Slot::Compound if self.attributes => {
                let noun = self.scene.token(word).upos != Upos::Adj;
                self.is_named(word) || noun && self.actors.sort(self.scene, word).can_act()
            }
            Slot::Compound => self.actors.sort(self.scene, word).can_act(),
            Slot::Itself => true,
            // "operations in the region" have a place and reach nobody; "in Norland" may be both.
            Slot::Preposition(preposition) if preposition == "in" => {
                let syntax = &self.scene.sentences[word.sentence];
                let able = |at: usize| self.actors.sort(self.scene, Word::new(word.sentence, at)).can_act();
                let named = self.scene.entity_at(word).is_some();
                // "invest in Norland's railways", "abdicate in favour of the prince"
                let of = || syntax.children_by(word.word, &["nmod"]).any(able);
                let owner = || syntax.possessor(word.word).filter(|&at| syntax.token(at).upos == Upos::Propn).is_some();
                self.can_take_part(word) && (named || able(word.word) || of() || owner())
            }
            Slot::Preposition(_) => self.can_take_part(word),
            // "It was the deadliest unrest" names nobody.
            Slot::Subject if frame.names_predicate() => {
                self.actors.sort(self.scene, word).can_act() && &*self.scene.token(word).lemma != "it"
            }
            // "Gave the answer himself": nobody else.
            Slot::Anybody => {
                let lemma = &*self.scene.token(word).lemma;
                let able = self.actors.sort(self.scene, word).can_act()
                    || self.actors.party(self.scene, word).is_some_and(|party| party.actor.is_some());
                able && self.can_take_part(word) && !lemma.ends_with("self") && !lemma.ends_with("selves")
            }
            Slot::Clause | Slot::Infinitive | Slot::Main | Slot::Modifier => false,
            _ => self.can_take_part(word),
        }
    }

    pub(super) fn can_take_part(&self, word: Word) -> bool {
        let token = self.scene.token(word);
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det)
            && !TIME_UNITS.contains(&&*token.lemma)
            && !matches!(self.actors.sort(self.scene, word), Sort::Money | Sort::Clause)
            && self.scene.entity_at(word).is_none_or(|entity| entity.kind != EntityKind::Date)
    }

    /// Whether a word belongs to a name, be it of a body or state that no list knows; behind "in" and the like a place
    /// stays a place.
    pub fn is_named(&self, word: Word) -> bool {
        let token = self.scene.token(word);
        let preposition = || self.scene.sentences[word.sentence].preposition(word.word);
        let is_scene =
            || preposition().is_some_and(|name| matches!(name.as_str(), "in" | "at" | "near" | "from" | "on"));
        matches!(token.upos, Upos::Propn | Upos::Adj)
            && self.scene.entity_at(word).is_some_and(|entity| match entity.kind {
                EntityKind::Norp => true,
                _ if token.upos == Upos::Adj => false,
                EntityKind::Person | EntityKind::Organization => true,
                EntityKind::Location => !is_scene(),
                _ => false,
            })
    }

    /// Whether a rule asks by its words or sorts for just such a word in a slot of its parties.
    pub(crate) fn is_asked_for(&self, rule: usize, word: Word) -> bool {
        let Some(pattern) = self.patterns.all().get(rule) else { return false };
        let of_party = |slot: &Slot| pattern.actor.contains(slot) || pattern.recipient.contains(slot);
        pattern.needs.iter().filter(|condition| of_party(&condition.slot)).any(|condition| {
            let mut asked = condition.alternatives.iter().filter(|alternative| {
                !matches!(alternative, Alternative::Sort(SortTest::Thing | SortTest::Any | SortTest::Clause))
            });
            asked.any(|alternative| self.is_met(alternative, word.sentence, word.word))
        })
    }

    fn phrase(&self, sentence: usize, word: usize) -> String {
        self.scene.words_at(self.scene.sentences[sentence].phrase(word)).to_string()
    }
}

/// Sectors of those who bear arms.
const ARMED: &[&str] = &["MIL", "COP", "PRM", "REB", "UAF"];

/// "aid for three years" goes to nobody.
const TIME_UNITS: &[&str] = &["minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"];

/// Pronouns and determiners that stand for people where something is done by or to them.
fn stands_for_people(token: &Token) -> bool {
    // "no one was killed"
    let no_one = token.upos == Upos::Pron && &*token.lemma == "one" && token.feats.has("PronType", "Neg");
    no_one
        || matches!(token.upos, Upos::Pron | Upos::Det | Upos::Adj)
            && matches!(
                &*token.lemma.to_lowercase(),
                "those"
                    | "that"
                    | "all"
                    | "other"
                    | "others"
                    | "some"
                    | "many"
                    | "everyone"
                    | "everybody"
                    | "any"
                    | "anyone"
                    | "anybody"
                    | "someone"
                    | "somebody"
                    | "nobody"
                    | "several"
                    | "most"
                    | "both"
                    | "few"
                    | "none"
                    | "each"
                    | "we"
                    | "i"
                    | "you"
            )
            && &*token.form != "that"
}

/// A condition that names words says more than one that names sorts, and one that always names several more still.
fn weight(condition: &Condition) -> usize {
    let words = |alternative: &Alternative| match alternative {
        Alternative::Sort(_) => None,
        Alternative::Phrase(words) => Some(words.len()),
        Alternative::Lemma(_) | Alternative::Set(..) => Some(1),
    };
    condition.alternatives.iter().filter_map(words).min().unwrap_or(0) + 1
}

/// How far before a noun the other words of its phrase may stand.
const PHRASE: usize = 8;

/// Whether a word is the last of several that a set has as one entry ("prime minister").
fn ends_phrase_of(syntax: &Syntax<'_>, word: usize, set: &std::collections::HashSet<String>) -> bool {
    let mut words = syntax.token(word).lemma.to_lowercase();
    (1..=3).any(|before| {
        let Some(at) = word.checked_sub(before) else { return false };
        words = format!("{} {words}", syntax.token(at).form.to_lowercase());
        set.contains(&words)
    })
}

/// The ways in which a list may have a word: its lemma, its form, its singular ("troops" has the lemma "troops").
pub(super) fn spellings(token: &Token) -> Vec<String> {
    let lemma = token.lemma.to_lowercase();
    let mut spellings = vec![token.form.to_lowercase()];
    if let Some(singular) = lemma.strip_suffix('s').filter(|singular| singular.len() > 2 && token.upos == Upos::Noun) {
        spellings.push(singular.to_string());
    }
    spellings.push(lemma);
    spellings
}

/// Which kind of trigger a part of speech can be.
pub fn trigger_kind(upos: Upos) -> Option<TriggerKind> {
    match upos {
        Upos::Verb | Upos::Aux => Some(TriggerKind::Verb),
        Upos::Noun | Upos::Propn => Some(TriggerKind::Noun),
        Upos::Adj => Some(TriggerKind::Adjective),
        _ => None,
    }
}

/// The other words of a trigger, where they stand as they must: hanging on the head (or on one another), before or
/// after it.
fn other_words(syntax: &Syntax<'_>, head: usize, trigger: &Trigger) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::with_capacity(trigger.others.len());
    for (number, other) in trigger.others.iter().enumerate() {
        let fits = |word: usize| {
            let token = syntax.token(word);
            // "takes a backseat to issues" is no "take issue".
            let behind_other = token.upos == Upos::Noun
                && token.relation.is_any(&["obl", "nmod"])
                && syntax.preposition(word).is_some_and(|preposition| !trigger.others.contains(&preposition));
            !behind_other
                && (number < trigger.place) == (word < head)
                && !found.contains(&word)
                && (token.lemma.eq_ignore_ascii_case(other) || token.form.eq_ignore_ascii_case(other))
        };
        let near = syntax.children(head).iter().chain(found.iter().flat_map(|&word| syntax.children(word)));
        let below = syntax.children(head).iter().flat_map(|&child| syntax.children(child));
        let word =
            near.chain(below).copied().find(|&word| fits(word) && word.abs_diff(head) <= trigger.others.len() + 4)?;
        found.push(word);
    }
    Some(found)
}

/// The words of a trigger; where others stand between them, the head's neighbours only.
fn trigger_span(syntax: &Syntax<'_>, words: &[usize]) -> Span {
    let all = syntax.span_of(words);
    match (words.first(), words.last()) {
        (Some(first), Some(last)) if last - first >= words.len() + 2 => syntax.token(*first).span,
        _ => all,
    }
}
