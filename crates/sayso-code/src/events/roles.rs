//! Participants that the slots of a rule leave open: whose deed an act is about, who does it through a thing, and those of
//! the verb beside a noun. Whom an act in words would reach: [`super::reached`].

use super::selection::Selection;
use crate::actors::Sort;
use crate::patterns::{Attempt, Slot, TriggerKind};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{EventType, QuadClass};
use sayso_parse::Upos;
use std::collections::HashSet;

impl Selection<'_> {
    /// "wounded two soldiers in a bomb attack": the noun's victims and doers are those of the verb of the same type, and the
    /// doers of a passive those of the noun.
    pub(super) fn share_roles(&self, attempts: &mut [Attempt]) {
        for noun in 0..attempts.len() {
            if attempts[noun].refusal.is_some() || self.kind(&attempts[noun]) != TriggerKind::Noun {
                continue;
            }
            let word = attempts[noun].word;
            let syntax = &self.understood.scene.sentences[word.sentence];
            let first = syntax.first_conjunct(word.word);
            let inside = matches!(syntax.preposition(first).as_deref(), Some("in" | "during" | "with" | "by" | "amid"));
            let Some(verb) = syntax.head(first).filter(|_| inside && syntax.token(first).relation.is("obl")) else {
                continue;
            };
            if let Some(verb) = self.same_act(attempts, noun, verb) {
                lend_roles(attempts, verb, noun, true);
                // "were *killed* in an attack by rebels"
                let doers = attempts[noun].actor.clone();
                let suffered = syntax.is_passive(attempts[verb].word.word) && self.harms(&attempts[verb]);
                let open = &mut attempts[verb];
                if suffered && open.actor.is_empty() && !doers.iter().any(|doer| open.recipient.contains(doer)) {
                    open.actor = doers;
                }
            }
        }
    }

    /// The attempt at `verb` that stands and is of the type of the attempt `noun`.
    pub(super) fn same_act(&self, attempts: &[Attempt], noun: usize, verb: usize) -> Option<usize> {
        let of = &attempts[noun];
        attempts.iter().position(|other| {
            other.word == Word::new(of.word.sentence, verb)
                && other.refusal.is_none()
                && self.event(other) == self.event(of)
        })
    }

    /// Whether a word names somebody who can act and is not an actor already.
    pub(super) fn can_join(&self, attempt: &Attempt, word: Word) -> bool {
        self.understood.actors.sort(self.understood.scene, word).can_act() && !attempt.actor.contains(&word)
    }

    /// "claimed responsibility for the *attack*", "denied any part in it": by the claim it is that one's act.
    pub(super) fn act_by_part(&self, attempts: &mut [Attempt]) {
        let words = &self.rules.words;
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none() && attempt.actor.is_empty()) {
            let syntax = &self.understood.scene.sentences[attempt.word.sentence];
            let noun = syntax.first_conjunct(attempt.word.word);
            let inside = matches!(syntax.preposition(noun).as_deref(), Some("for" | "in"));
            let part = syntax.head(noun).filter(|&part| inside && words.parts.contains(syntax.lemma(part)));
            let verb = part.filter(|&part| syntax.token(part).relation.is("obj")).and_then(|part| syntax.head(part));
            let Some(verb) = verb.filter(|&verb| words.owning.contains(syntax.lemma(verb))) else { continue };
            // "No group has claimed it": the act is nobody's yet.
            let owner =
                syntax.deep_subject(verb).filter(|&owner| !syntax.is_negated(verb) && !is_nobody(syntax, owner));
            let owner = owner.map(|word| Word::new(attempt.word.sentence, word));
            let owner = owner.filter(|&owner| self.can_join(attempt, owner) && !attempt.recipient.contains(&owner));
            if self.kind(attempt) == TriggerKind::Noun {
                attempt.actor.extend(owner);
            }
        }
    }

    /// "X claimed the *attack*", "X blamed the *attack* on Y": by these words it is that one's act.
    pub(super) fn act_by_claim(&self, attempts: &mut [Attempt]) {
        let words = &self.rules.words;
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            let syntax = &self.understood.scene.sentences[attempt.word.sentence];
            let noun = syntax.first_conjunct(attempt.word.word);
            let object = syntax.token(noun).relation.is("obj") && self.kind(attempt) == TriggerKind::Noun;
            let Some(verb) = syntax.head(noun).filter(|_| object && self.harms(attempt)) else { continue };
            let lemma = syntax.lemma(verb);
            let at = |word: usize| Word::new(attempt.word.sentence, word);
            let doer = if words.blaming.contains(lemma) {
                let behind = [verb, attempt.word.word].into_iter().flat_map(|on| syntax.prepositional(on));
                behind.filter(|(name, _)| name == "on").map(|(_, blamed)| at(blamed)).next()
            } else if words.claiming.contains(lemma) && syntax.child(noun, &["det", "nmod:poss"]).is_some() {
                // "No group has claimed it", "has not claimed it"
                let owner =
                    syntax.deep_subject(verb).filter(|&owner| !syntax.is_negated(verb) && !is_nobody(syntax, owner));
                owner.map(at).filter(|owner| attempt.actor.is_empty() && !attempt.recipient.contains(owner))
            } else {
                None
            };
            let Some(doer) = doer.filter(|&doer| self.can_join(attempt, doer)) else { continue };
            attempt.recipient.retain(|&word| word != doer);
            attempt.actor.push(doer);
        }
    }

    /// "four men *involved* in the attack", "the group is responsible for the killing".
    pub(super) fn act_by_involved(&self, attempts: &mut [Attempt]) {
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none() && attempt.actor.is_empty()) {
            let syntax = &self.understood.scene.sentences[attempt.word.sentence];
            let noun = syntax.first_conjunct(attempt.word.word);
            let inside = matches!(syntax.preposition(noun).as_deref(), Some("for" | "in"));
            let said =
                syntax.head(noun).filter(|&said| inside && self.rules.words.involved.contains(syntax.lemma(said)));
            // "It is not suggested that he was involved in the attack": the part must be told as the act is.
            let told_alike = |&said: &usize| {
                let said = Word::new(attempt.word.sentence, said);
                self.understood.accounts(said) == self.understood.accounts(attempt.word)
            };
            let Some(said) = said.filter(|&said| !syntax.is_negated(said)).filter(told_alike) else { continue };
            let of = match syntax.token(said).relation {
                relation if relation.is_any(&["amod", "acl"]) => syntax.head(said),
                _ => syntax.child(said, &["nsubj", "nsubj:pass"]),
            };
            let of = of.map(|word| Word::new(attempt.word.sentence, word));
            let able = of.filter(|&word| self.can_join(attempt, word) && !attempt.recipient.contains(&word));
            if self.kind(attempt) == TriggerKind::Noun {
                attempt.actor.extend(able);
            }
        }
    }

    /// "X, in collaboration with Y, holds ...", "X put Y in prison": the one who acts stands in the clause around the phrase.
    pub(super) fn act_around_phrases(&self, attempts: &mut [Attempt]) {
        let protests: HashSet<Word> = attempts
            .iter()
            .filter(|attempt| attempt.refusal.is_none() && self.event(attempt) == EventType::Protest)
            .map(|attempt| attempt.word)
            .collect();
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            let syntax = &self.understood.scene.sentences[attempt.word.sentence];
            let noun = syntax.first_conjunct(attempt.word.word);
            let inside = syntax.token(noun).relation.is_any(&["obl", "xcomp"]) && syntax.preposition(noun).is_some();
            let Some(verb) = syntax.head(noun).filter(|&verb| inside && syntax.token(verb).upos == Upos::Verb) else {
                continue;
            };
            let preposition = syntax.preposition(noun);
            // "said following a meeting with Y": a person who speaks of it was there.
            let person = || {
                let subject = syntax.deep_subject(verb).map(|word| Word::new(attempt.word.sentence, word));
                subject.is_some_and(|word| self.understood.actors.sort(self.understood.scene, word) == Sort::Person)
            };
            let joint = self.rules.pattern(attempt.rule).reciprocal
                && attempt.actor.len() == 1
                && match preposition.as_deref() {
                    Some("in") => true,
                    Some("after" | "following" | "during" | "at") => person(),
                    _ => false,
                };
            let put = attempt.actor.is_empty()
                && attempt.parts.len() > 1
                && self.rules.words.putting.contains(syntax.lemma(verb));
            // "staged blockades in *protest*", "launched an offensive in *support* of them"
            let event = self.event(attempt);
            // "staged a *strike* in protest" tells of one act.
            let told = std::iter::once(verb)
                .chain(syntax.child(verb, &["obj"]))
                .any(|at| protests.contains(&Word::new(attempt.word.sentence, at)));
            let open = attempt.actor.is_empty() && !(told && event == EventType::Protest);
            let manner = open
                && preposition.as_deref() == Some("in")
                && matches!(event, EventType::Protest | EventType::Support)
                && syntax.child(noun, &["det", "amod", "nmod:poss"]).is_none();
            // "joined the nurses in a *walkout*", "gathered for a *rally*"
            let joins = open
                && event == EventType::Protest
                && matches!(preposition.as_deref(), Some("in" | "for" | "at"))
                && self.rules.words.joining.contains(syntax.lemma(verb));
            if self.kind(attempt) != TriggerKind::Noun || !(joint || put || manner || joins) {
                continue;
            }
            let subject = syntax.deep_subject(verb).map(|word| Word::new(attempt.word.sentence, word));
            let joined = syntax.child(verb, &["obj"]).map(|word| Word::new(attempt.word.sentence, word));
            let joined = joined.filter(|&word| joins && self.can_join(attempt, word));
            let able = subject.filter(|&word| self.can_join(attempt, word) && !attempt.recipient.contains(&word));
            attempt.actor.extend(able);
            attempt.actor.extend(joined);
        }
    }

    /// "Troops were deployed", "2,000 men are withdrawn": by meaning it is they who move. "Was convicted in the Vell court",
    /// "was sentenced to a year in prison, the court said": the court does it.
    pub(super) fn act_by_meaning(&self, attempts: &mut [Attempt]) {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none() && attempt.actor.is_empty()) {
            let coding = self.rules.coding(attempt.rule);
            let mode = coding.mode.as_deref();
            let syntax = &scene.sentences[attempt.word.sentence];
            let at = |word: usize| Word::new(attempt.word.sentence, word);
            let sector = |word: Word, sectors: &[&str]| {
                let id = actors.party(scene, word).and_then(|party| party.actor);
                id.and_then(|id| actors.get(&id))
                    .is_some_and(|actor| actor.sector.iter().any(|sector| sectors.contains(&sector.as_str())))
            };
            let sent =
                coding.event == EventType::Aid && self.rules.words.giving.contains(syntax.lemma(attempt.word.word));
            if sent && self.kind(attempt) == TriggerKind::Verb {
                // "a *Norlandic* team was sent": by whom it is of.
                let moved = syntax.deep_object(attempt.carrier.word).filter(|_| syntax.is_passive(attempt.word.word));
                let owner = moved.map(at).and_then(|moved| self.owner(moved, false, true));
                attempt.actor.extend(owner.filter(|owner| !attempt.recipient.contains(owner)));
            } else if coding.event == EventType::Mobilize
                || mode == Some("withdraw") && coding.event == EventType::Retreat
            {
                let moved = syntax.deep_object(attempt.carrier.word).map(at);
                let moved = moved.filter(|&word| sector(word, &["MIL", "COP", "PRM", "REB", "UAF", "SPY"]));
                if let Some(moved) = moved.filter(|_| self.kind(attempt) == TriggerKind::Verb) {
                    attempt.recipient.retain(|&word| word != moved);
                    attempt.actor.push(moved);
                }
            } else if mode == Some("convict") || self.rules.words.sentencing.contains(syntax.lemma(attempt.word.word)) {
                let mut courts: Vec<Word> = (0..syntax.len())
                    .map(at)
                    .filter(|&word| {
                        actors.sort(scene, word) == Sort::Organization
                            && sector(word, &["JUD"])
                            && !attempt.recipient.contains(&word)
                    })
                    .collect();
                // Each word of "High Court" is it.
                courts.dedup_by_key(|&mut word| actors.party(scene, word).and_then(|party| party.actor));
                if let [court] = courts[..] {
                    attempt.actor.push(court);
                }
            }
        }
    }

    /// "Government shelling killed a soldier", "the union's petition calls for": a thing does it for whoever it is of, or
    /// for whoever puts it out ("the union issued a report criticising the mayor").
    pub(super) fn act_through_things(&self, attempts: &mut [Attempt]) {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none() && attempt.actor.is_empty()) {
            let syntax = &scene.sentences[attempt.carrier.sentence];
            let subject = match self.kind(attempt) {
                TriggerKind::Verb => syntax.deep_subject(attempt.carrier.word),
                // "a report *critical* of the council"
                TriggerKind::Adjective => syntax.head(attempt.carrier.word),
                TriggerKind::Noun => None,
            };
            let subject = subject.map(|word| Word::new(attempt.carrier.sentence, word));
            let thing = subject.filter(|&word| actors.sort(scene, word) == Sort::Thing);
            let owner = thing.and_then(|thing| self.owner(thing, true, false).or_else(|| self.issuer(attempt, thing)));
            attempt.actor.extend(owner.filter(|owner| !attempt.recipient.contains(owner)));
        }
    }

    /// Who issues the paper that a participle beside it tells of: "*the union* issued a report criticising the mayor", "issued
    /// a statement after the conference calling on him".
    fn issuer(&self, attempt: &Attempt, paper: Word) -> Option<Word> {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        let syntax = &scene.sentences[paper.sentence];
        let participle = syntax.token(attempt.carrier.word);
        let beside =
            participle.relation.is_any(&["acl", "amod"]) && syntax.head(attempt.carrier.word) == Some(paper.word);
        let verb = syntax.head(paper.word).filter(|&verb| {
            let relation = syntax.token(paper.word).relation;
            let is_paper = relation.is_any(&["obj", "nsubj:pass"])
                || relation.is("obl") && syntax.child(verb, &["obj"]).is_some_and(|object| object < paper.word);
            beside && is_paper && self.rules.words.issuing.contains(syntax.lemma(verb))
        })?;
        let issuer = syntax.deep_subject(verb).map(|word| Word::new(paper.sentence, word))?;
        actors.sort(scene, issuer).can_act().then_some(issuer)
    }

    /// "the deportation of people without papers by *Norland*": the tree may hang who does it on a noun between.
    pub(super) fn act_by_phrases(&self, attempts: &mut [Attempt]) {
        let by = Slot::Preposition("by".to_string());
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none() && attempt.actor.is_empty()) {
            if self.kind(attempt) != TriggerKind::Noun || !self.rules.pattern(attempt.rule).actor.contains(&by) {
                continue;
            }
            let syntax = &self.understood.scene.sentences[attempt.word.sentence];
            let deeper = syntax.children_by(attempt.word.word, &["nmod"]);
            // "an attack *from Norlandic troops*"
            let from = syntax.prepositional(attempt.word.word).into_iter().filter(|(name, _)| name == "from");
            let from = from.filter(|_| self.harms(attempt)).map(|(_, doer)| doer);
            let doer = by_below(syntax, attempt.word.word)
                .into_iter()
                .chain(deeper.flat_map(|noun| by_below(syntax, noun)))
                .chain(from)
                .map(|doer| Word::new(attempt.word.sentence, doer))
                .find(|&doer| self.can_join(attempt, doer) && !attempt.recipient.contains(&doer));
            attempt.actor.extend(doer);
        }
    }

    /// What an act in words is about is no party to it, but whose it is: in "praised the deal" nobody is the recipient, in
    /// "rejected Norland's offer" and "condemned the shelling by the rebels" somebody is. Of what is taken, searched or
    /// given back it is whose it is as well: "seized the senator's house".
    pub(super) fn answer_for_things(&self, attempts: &mut [Attempt]) {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        let standing = attempts.iter().filter(|attempt| attempt.refusal.is_none());
        let suffered: HashSet<Word> =
            standing.filter(|attempt| self.harms(attempt)).map(|attempt| attempt.word).collect();
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            let event = self.event(attempt);
            let in_words = event.quad().is_verbal();
            // What is defaced or looted is the recipient itself.
            let wrecks = self.rules.coding(attempt.rule).mode.as_deref() == Some("vandalize");
            let holds = matches!(event, EventType::Coerce | EventType::Sanction | EventType::Retreat);
            if !in_words && !holds && (event != EventType::Protest || wrecks) {
                continue;
            }
            let is_thing = |word: &Word| {
                let is_noun = !matches!(scene.token(*word).upos, Upos::Pron | Upos::Propn);
                match actors.sort(scene, *word) {
                    Sort::Thing => is_noun,
                    // "seized from Ann Lee's house"
                    Sort::Place => is_noun && holds && self.owner(*word, false, false).is_some(),
                    _ => false,
                }
            };
            let mut things: Vec<Word> = attempt.recipient.iter().copied().filter(is_thing).collect();
            if in_words {
                attempt.recipient.retain(|word| !is_thing(word));
            }
            let answers = matches!(
                event,
                EventType::Reject | EventType::Accuse | EventType::Support | EventType::Protest | EventType::Concede
            ) || holds;
            let has_party = attempt.recipient.iter().any(|&word| actors.sort(scene, word).can_act());
            let open = self.rules.pattern(attempt.rule).recipient.is_empty();
            if !answers || has_party || open {
                continue;
            }
            let syntax = &scene.sentences[attempt.word.sentence];
            if self.kind(attempt) == TriggerKind::Verb {
                let object =
                    syntax.deep_object(attempt.carrier.word).map(|word| Word::new(attempt.word.sentence, word));
                // "expressed Norland's *support*": whose the act itself is gives it.
                things.extend(object.filter(|object| *object != attempt.named).filter(is_thing));
            }
            let owner =
                things.iter().find_map(|&thing| self.owner(thing, !holds, suffered.contains(&thing))).filter(|owner| {
                    let party = |word: Word| actors.party(scene, word).and_then(|party| party.actor);
                    let same = |word: &Word| word == owner || party(*word).is_some() && party(*word) == party(*owner);
                    !attempt.actor.iter().any(same)
                });
            if owner.is_some() {
                attempt.recipient.retain(|word| !is_thing(word));
            }
            attempt.recipient.extend(owner.filter(|owner| !attempt.recipient.contains(owner)));
        }
    }

    /// Whether a match is of an act that somebody suffers.
    pub(super) fn harms(&self, attempt: &Attempt) -> bool {
        self.event(attempt).quad() == QuadClass::MaterialConflict
    }

    /// Whose a thing is, as far as somebody who can act: "*Norland's* offer", "a *U.S.* request", "crimes by *the rebels*".
    /// A "by" phrase tells it only of what somebody has made or said (`made`); of what is taken it tells who took it. Of an act
    /// that somebody suffers (`suffered`) "of" tells who does: "the killing of *a trader*".
    pub(super) fn owner(&self, thing: Word, made: bool, suffered: bool) -> Option<Word> {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        let syntax = &scene.sentences[thing.sentence];
        let possessor = syntax.possessor(thing.word);
        let before = syntax.children_by(thing.word, &["compound", "amod", "nmod:desc"]);
        let behind = |word: usize, names: &'static [&'static str]| {
            syntax
                .prepositional(word)
                .into_iter()
                .filter(|(name, _)| names.contains(&name.as_str()))
                .map(|(_, word)| word)
                .collect::<Vec<usize>>()
        };
        // "offers of talks by the cabinet": the parser may hang it one noun deeper.
        let by = behind(thing.word, &["by"]).into_iter().chain(by_below(syntax, thing.word)).filter(|_| made);
        let of = if suffered { Vec::new() } else { behind(thing.word, &["of", "from", "between", "among"]) };
        let behind = by.chain(of);
        // "*government* shelling", but "child labour" is no child's.
        let named = |word: &Word| {
            scene.entity_at(*word).is_some()
                || scene.token(*word).upos == Upos::Propn
                || actors.sort(scene, *word) == Sort::Organization
        };
        let at = |word: usize| Word::new(thing.sentence, word);
        // "a bomb *planted by the rebels* killed"
        let participles = syntax.children_by(thing.word, &["acl"]).filter(|&verb| syntax.is_passive(verb));
        let wielded: Vec<usize> = participles.filter(|_| made).filter_map(|verb| syntax.own_agent(verb)).collect();
        possessor
            .into_iter()
            .map(at)
            .chain(before.map(at).filter(named))
            .chain(behind.map(at))
            .chain(wielded.into_iter().map(at))
            .find(|&word| actors.sort(scene, word).can_act())
    }
}

/// "Nobody", "no group", "neither side".
fn is_nobody(syntax: &Syntax<'_>, word: usize) -> bool {
    matches!(syntax.lemma(word).to_lowercase().as_str(), "nobody" | "none" | "one" | "neither")
        || syntax.children_by(word, &["det"]).any(|det| matches!(syntax.lemma(det), "no" | "neither"))
}

/// By-phrases that the tree hangs on what hangs on a noun: "offers of talks *by the cabinet*".
fn by_below(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    let below = syntax.children_by(noun, &["nmod"]).flat_map(|between| syntax.prepositional(between));
    below.filter(|(name, _)| name == "by").map(|(_, doer)| doer).collect()
}

/// Fills the open roles of the attempt `to` with those of `from`, its own word left out; actors only where `actors`.
pub(super) fn lend_roles(attempts: &mut [Attempt], from: usize, to: usize, actors: bool) {
    let word = attempts[to].word;
    let others = |roles: &[Word]| roles.iter().copied().filter(|at| *at != word).collect::<Vec<Word>>();
    let (actor, recipient) = (others(&attempts[from].actor), others(&attempts[from].recipient));
    if attempts[to].actor.is_empty() && actors {
        attempts[to].actor = actor;
    }
    if attempts[to].recipient.is_empty() {
        attempts[to].recipient = recipient;
    }
}
