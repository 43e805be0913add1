//! From a matched rule to an event record.

use super::confidence;
use super::rules::{BY_MODEL, BY_WEIGHTS, Coding, Rules};
use crate::interpretation::{Interpretation, turned};
use crate::patterns::{Attempt, Ground, Pattern, Slot, TriggerKind};
use crate::saying::ContentForm;
use crate::scene::Word;
use sayso_core::{
    ActorId, Certainty, Chain, Event, EventType, Evidence, Factuality, Party, Polarity, QuadClass, Quote, Realis, Side,
    Span, Stake, Standing, codes, joining_keys, record_id,
};

/// Builds records from attempts that were kept.
pub struct Recorder<'r> {
    /// The document as it is understood so far.
    pub understood: &'r Interpretation<'r>,
    /// The rules.
    pub rules: &'r Rules,
}

/// Whether acts of a type are done by speaking.
fn is_spoken(event: EventType) -> bool {
    event.quad().is_verbal() && event != EventType::Consult
}

impl Recorder<'_> {
    /// The records of one attempt: one for each account of the act (a claim and its denial are two).
    pub fn records(&self, attempt: &Attempt) -> Vec<Event> {
        self.accounts(attempt)
            // What is asked for is no record beside the asking (codebook, section 10); what somebody orders his own to do is.
            .filter(|(_, factuality)| factuality.realis != Realis::Requested || self.is_own_order(attempt))
            .map(|(chain, factuality)| self.record(attempt, self.said_in(attempt).unwrap_or(chain), factuality))
            // "The toll may be higher" tells no toll.
            .filter(|event| {
                let coding = self.rules.coding(attempt.rule);
                !coding.resumes || coding.counts.is_empty() || !event.magnitude.is_empty()
            })
            // "If the draft is rejected": what nobody in particular might do.
            .filter(|event| event.factuality.realis != Realis::Conditional || !event.actor.is_empty())
            .collect()
    }

    /// Who tells of the act, and as what.
    fn accounts(&self, attempt: &Attempt) -> impl Iterator<Item = (Chain, Factuality)> {
        let turns = self.turns(attempt);
        let accounts = self.understood.accounts(self.told_by(attempt)).into_iter();
        accounts.map(move |(chain, factuality)| (chain, if turns { turned(factuality) } else { factuality }))
    }

    /// Whether somebody tells the act as not so, to come, general or supposed.
    pub(super) fn is_not_told_as_done(&self, attempt: &Attempt) -> bool {
        self.accounts(attempt).any(|(_, told)| told.polarity == Polarity::Negative || told.realis != Realis::Actual)
    }

    /// "The president ordered an *attack*": by the rule's own slots it is the one who orders who acts.
    fn is_own_order(&self, attempt: &Attempt) -> bool {
        let verb = attempt.carrier != attempt.word && !attempt.actor.is_empty();
        verb && self.rules.words.ordering.contains(&*self.understood.scene.token(attempt.carrier).lemma)
    }

    /// The chain of what names the act, where the rule begins from the word of saying ("said it would *retaliate*"): the
    /// speaker holds what is said.
    fn said_in(&self, attempt: &Attempt) -> Option<Chain> {
        if attempt.named == attempt.word {
            return None;
        }
        let (scene, attributions) = (self.understood.scene, self.understood.attributions);
        // "reaffirmed its *support*" is done by saying it, and told by the publisher.
        let said = attributions.innermost(scene, attempt.named);
        let said = said.is_some_and(|found| found.cue_word == attempt.word && found.form == ContentForm::Clause);
        said.then(|| attributions.chain(scene, attempt.named, self.understood.actors))
    }

    /// Whether the words of the rule make the opposite of what is told of its first word: a negation that is part of what
    /// the rule names ("was not allowed", "no objection"), one that belongs to another word of it ("found not guilty"), or
    /// a name for what did not come about ("acquitted").
    fn turns(&self, attempt: &Attempt) -> bool {
        let (rule, coding) = (self.rules.pattern(attempt.rule), self.rules.coding(attempt.rule));
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let negates = |part: usize| matches!(syntax.lemma(part), "no" | "not" | "never");
        let named = attempt.parts.iter().any(|&part| negates(part) && syntax.head(part) == Some(attempt.word.word));
        let elsewhere = attempt.parts.iter().any(|&part| {
            part != attempt.word.word
                && syntax.token(part).relation.is_any(&["xcomp", "ccomp"])
                && syntax.is_negated(part)
        });
        // "vowed not to attack" threatens nobody, "vowed never to free them" concedes nothing; "vowed not to do so" is a vow.
        let disclaims = (coding.event == EventType::Threaten
            || coding.event == EventType::Agree && rule.asks_for_some_content())
            && syntax.children_by(attempt.word.word, &["xcomp"]).any(|act| syntax.is_negated(act));
        (rule.asks_for_negation() || named) ^ (elsewhere || disclaims) ^ coding.negative
    }

    /// The word by which the act is told to happen or not: the one that the rule begins from, but for a coming act the verb
    /// that names it ("plans to *visit*").
    fn told_by(&self, attempt: &Attempt) -> Word {
        let coming = self.rules.pattern(attempt.rule).named_by == Some(Slot::Infinitive)
            && self.rules.coding(attempt.rule).event == EventType::Agree;
        if coming { attempt.named } else { attempt.word }
    }

    fn record(&self, attempt: &Attempt, chain: Chain, factuality: Factuality) -> Event {
        let (rule, coding) = (self.rules.pattern(attempt.rule), self.rules.coding(attempt.rule));
        let scene = self.understood.scene;
        let at = attempt.word;
        let actor = self.parties(&attempt.actor);
        let recipient: Vec<Party> = self
            .parties(&attempt.recipient)
            .into_iter()
            .filter(|party| !actor.iter().any(|other| other.span == party.span && other.is_same(party)))
            .collect();
        // "wrote a letter thanking *him*": nobody acts upon himself by a pronoun that doesn't say so.
        let recipient = self.apart_from(recipient, &actor);
        // "The Front denied that *it* had fought": a name before the pronoun that means it is the speaker's.
        let recipient: Vec<Party> =
            recipient.into_iter().filter(|party| !self.is_named_before(party, &actor)).collect();
        let actor = self.apart_from(actor, &recipient);
        let speaks_act = demands_by_modal(rule, coding.event) || self.is_performed(attempt, rule, coding.event);
        let actor = if actor.is_empty() && speaks_act {
            speaker_in(&chain, scene.parse.sentences[at.sentence].span).into_iter().collect()
        } else {
            actor
        };
        let (actor, recipient) =
            if rule.reciprocal { (merged(actor, recipient), Vec::new()) } else { (actor, recipient) };
        let (actor, recipient) = (self.first_persons(actor, &chain), self.first_persons(recipient, &chain));
        let own = self.is_own_announcement(&actor, &chain);
        let coded = match rule.kind {
            TriggerKind::Verb => recode(coding, factuality, !actor.is_empty(), own),
            // "a meeting is being arranged between X and Y"
            _ if coding.event == EventType::Consult => recode(coding, factuality, !actor.is_empty(), own),
            // "we offer you our support"
            _ if self.rules.words.offers.contains(&*scene.token(attempt.carrier).lemma) => {
                recode(coding, Factuality { realis: Realis::Future, ..factuality }, !actor.is_empty(), own)
            }
            // "announced the dismissal": the noun names what was done.
            _ => coding.clone(),
        };
        // "“We will close the border,” X said": the threat is made, whatever comes of it.
        let threatens = coded.event == EventType::Threaten
            && coding.event != EventType::Threaten
            // "is contemplating excluding them" threatens nobody yet.
            && factuality.certainty == Certainty::Certain;
        let factuality = if threatens {
            Factuality { realis: Realis::Actual, certainty: Certainty::Certain, ..factuality }
        } else {
            factuality
        };
        // "faces a lawsuit filed last year": the verb's time, or that of the word that names the act.
        let date = [at, attempt.named, attempt.carrier]
            .into_iter()
            .find_map(|word| self.understood.times.governing(scene, word));
        let background = self.understood.times.is_background(scene, at);
        // "a deal between *Norland* and Sudland": who speaks is no place of what is said; "the court in *Vell*" sits there.
        let is_party = |span: Span| actor.iter().any(|party| span.contains(party.span));
        let location = self
            .understood
            .places
            .of_act(scene, at, is_spoken(coded.event))
            .filter(|place| !is_spoken(coded.event) || !place.span.is_some_and(is_party));
        let stake = self.stake(&chain, &actor, &recipient);
        // Of a rule whose condition fails nobody knows what it was about.
        let mut contexts = if attempt.ground == Ground::Near { Vec::new() } else { coding.contexts.clone() };
        self.understood.contexts.add(at.sentence, coded.event, coded.mode.as_deref(), &mut contexts);
        for told in self.understood.issues.get(at.sentence).into_iter().flatten() {
            if !contexts.contains(told) {
                contexts.push(told.clone());
            }
        }
        let mut event = Event {
            id: String::new(),
            event: coded.event,
            mode: coded.mode,
            cameo: coded.cameo,
            contexts,
            magnitude: self.magnitudes(attempt, rule, coding),
            confidence: confidence::of(scene, self.rules, attempt, &actor, &recipient),
            actor,
            recipient,
            location,
            date,
            factuality,
            evidence: Evidence { sentence: scene.parse.sentences[at.sentence].span, trigger: attempt.trigger },
            standing: if background { Standing::Background } else { Standing::Reported },
            stake: Some(stake),
            rule: rule_name(&rule.id, attempt),
            keys: Vec::new(),
            chain,
        };
        let named = scene.token(attempt.named).span;
        event.id = record_id(&scene.document.id.0, event.event.code(), named, &event.chain);
        event.keys = self.keys(&event);
        event
    }

    /// What joins a record to others of its incident.
    pub fn keys(&self, event: &Event) -> Vec<String> {
        let published = self.understood.scene.document.published.as_ref().map(|published| published.date);
        joining_keys(event, published, |id| self.country(id))
    }

    /// "I" in a quotation is who is quoted, "we" the body that is quoted, or that the speaker has a post in; where that body is told
    /// by no name of its own ("a police spokesman"), the speaker stands for it.
    fn first_persons(&self, mut parties: Vec<Party>, chain: &Chain) -> Vec<Party> {
        let quoted = chain.innermost().filter(|link| matches!(link.quote, Some(Quote::Direct | Quote::Mixed)));
        let Some(speaker) = quoted.and_then(|link| link.holder.actor.clone()) else { return parties };
        for party in parties.iter_mut().filter(|party| party.actor.is_none()) {
            let words = self.understood.scene.words_at(party.span).to_lowercase();
            if matches!(&*words, "i" | "me" | "my" | "myself") {
                party.actor = Some(speaker.clone());
            } else if matches!(words.rsplit(' ').next(), Some("we" | "us" | "our" | "ourselves")) {
                party.actor = self.understood.actors.meant_by_we(&speaker).cloned();
            }
        }
        parties
    }

    /// Whether it is the doer who tells of the act, himself or by whoever speaks for him: "“*We* will close it,” X said".
    fn is_own_announcement(&self, actor: &[Party], chain: &Chain) -> bool {
        let Some(link) = chain.innermost() else { return false };
        let quoted = matches!(link.quote, Some(Quote::Direct | Quote::Mixed));
        let holder = link.holder.actor.as_ref();
        let body = holder.and_then(|holder| self.understood.actors.spoken_for(holder));
        actor.iter().any(|party| {
            let is_we = || matches!(&*self.understood.scene.words_at(party.span).to_lowercase(), "we" | "i");
            let told_by = party.actor.as_ref().is_some_and(|actor| holder == Some(actor) || body == Some(actor));
            told_by || quoted && is_we()
        })
    }

    /// "Many congratulations to all," said X: the words themselves do it, and X is who does.
    fn is_performed(&self, attempt: &Attempt, rule: &Pattern, event: EventType) -> bool {
        let scene = self.understood.scene;
        let token = scene.token(attempt.word);
        rule.kind == TriggerKind::Noun
            && matches!(event, EventType::Support | EventType::Concede)
            && token.relation.is_any(&["root", "ccomp", "parataxis"])
            && scene.sentences[attempt.word.sentence].child(attempt.word.word, &["nsubj", "cop"]).is_none()
    }

    /// Leaves open whom a pronoun means that would be one of the other side; "himself" may be.
    fn apart_from(&self, mut side: Vec<Party>, other: &[Party]) -> Vec<Party> {
        for party in &mut side {
            let same = party.actor.is_some() && other.iter().any(|other| other.actor == party.actor);
            if self.is_pronoun(party) && same {
                party.actor = None;
            }
        }
        side
    }

    fn is_named_before(&self, party: &Party, actor: &[Party]) -> bool {
        let means_it =
            |actor: &Party| self.is_pronoun(actor) && actor.actor == party.actor && party.span.start < actor.span.start;
        party.actor.is_some() && actor.iter().any(means_it)
    }

    fn is_pronoun(&self, party: &Party) -> bool {
        let word = self.understood.scene.words_at(party.span).to_lowercase();
        matches!(&*word, "he" | "him" | "she" | "her" | "it" | "they" | "them")
    }

    fn parties(&self, words: &[Word]) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        let scene = self.understood.scene;
        // "Nobody was killed"
        let somebody = |word: &&Word| {
            !matches!(&*scene.token(**word).form.to_lowercase(), "nobody" | "no-one" | "none" | "nothing")
        };
        for party in words.iter().filter(somebody).flat_map(|&word| self.understood.actors.parties(scene, word)) {
            if !found.iter().any(|other| other.is_same(&party)) {
                found.push(party);
            }
        }
        found
    }

    /// Whose side the innermost holder is on.
    fn stake(&self, chain: &Chain, actor: &[Party], recipient: &[Party]) -> Stake {
        let Some(link) = chain.innermost() else { return stake(Side::Unknown, "no holder") };
        if link.holder.publisher {
            return stake(Side::Outside, "the publisher speaks in its own voice");
        }
        let Some(holder) = &link.holder.actor else { return stake(Side::Unknown, "the holder is not resolved") };
        for (side, parties, name) in [(Side::Actor, actor, "actor"), (Side::Recipient, recipient, "recipient")] {
            for party in parties.iter().filter_map(|party| party.actor.as_ref()) {
                if let Some(reason) = self.understood.actors.same_side(holder, party) {
                    return stake(side, &format!("the holder belongs to the {name}: {reason}"));
                }
            }
        }
        let unresolved = actor.iter().chain(recipient).any(|party| party.actor.is_none());
        if unresolved || actor.is_empty() && recipient.is_empty() {
            stake(Side::Unknown, "not all parties are resolved")
        } else {
            stake(Side::Outside, "the holder is neither party, nor known to belong to one")
        }
    }

    fn country(&self, id: &ActorId) -> Option<String> {
        self.understood.actors.list().iter().find(|actor| actor.id == *id)?.country.clone()
    }
}

/// The rule as a record names it, with what led to the record beside it.
fn rule_name(id: &str, attempt: &Attempt) -> String {
    let model = if attempt.ground == Ground::Near { BY_MODEL } else { "" };
    let weights = if attempt.weighed { BY_WEIGHTS } else { "" };
    format!("{id}{model}{weights}")
}

/// Whether a rule reads a demand off "must", "should" or "need to", which the speaker makes.
pub(super) fn demands_by_modal(rule: &Pattern, event: EventType) -> bool {
    event == EventType::Request
        && rule.kind == TriggerKind::Verb
        && rule.actor.is_empty()
        && rule.recipient == [Slot::Subject]
}

/// The innermost holder as a party, where the sentence itself names it.
fn speaker_in(chain: &Chain, sentence: Span) -> Option<Party> {
    let holder = &chain.innermost()?.holder;
    let span = holder.span.filter(|span| sentence.contains(*span))?;
    (!holder.publisher).then(|| Party { actor: holder.actor.clone(), span })
}

fn stake(side: Side, reason: &str) -> Stake {
    Stake { side, reason: reason.to_string() }
}

fn merged(mut actor: Vec<Party>, recipient: Vec<Party>) -> Vec<Party> {
    for party in recipient {
        if !actor.iter().any(|other| other.is_same(&party)) {
            actor.push(party);
        }
    }
    actor
}

/// Futures of cooperative acts by a willing party are AGREE; a conflict act announced by its own doer is THREATEN.
fn recode(rule: &Coding, factuality: Factuality, has_actor: bool, is_own: bool) -> Coding {
    let plain = rule.clone();
    let announced = factuality.realis == Realis::Future && factuality.polarity == Polarity::Positive && has_actor;
    if !announced {
        return plain;
    }
    let cooperative =
        matches!(rule.event, EventType::Consult | EventType::Cooperate | EventType::Aid | EventType::Support);
    let yields = rule.event == EventType::Retreat && rule.mode.is_some();
    // What is merely possible keeps its own type (codebook, section 10).
    let willing = matches!(factuality.certainty, Certainty::Certain | Certainty::Probable);
    if (cooperative || yields) && willing {
        let cameo = match rule.event {
            EventType::Aid => "033",
            EventType::Cooperate => "031",
            EventType::Consult => "036",
            EventType::Retreat => "035",
            _ => "030",
        };
        return Coding { event: EventType::Agree, mode: None, cameo: Some(cameo.to_string()), ..plain };
    }
    let sues = rule.event == EventType::Accuse
        && rule.mode.as_deref() == Some("allege")
        && rule.contexts.iter().any(|context| context == "legal");
    if is_own && (sues || rule.event.quad() == QuadClass::MaterialConflict) {
        let mode = match rule.event {
            EventType::Assault | EventType::Mobilize => "violence",
            EventType::Coerce if rule.mode.as_deref() == Some("arrest") => "arrest",
            EventType::Coerce if rule.mode.as_deref() == Some("deport") => "expel",
            EventType::Sanction if rule.mode.as_deref() == Some("expel") => "expel",
            EventType::Sanction => "relations",
            EventType::Accuse => return threat(plain, None),
            EventType::Protest => return plain,
            _ => "restrict",
        };
        return threat(plain, Some(mode));
    }
    plain
}

/// A rule's coding as a threat to do the same.
fn threat(rule: Coding, mode: Option<&str>) -> Coding {
    let cameo = codes::default_cameo(EventType::Threaten, mode).map(str::to_string);
    Coding { event: EventType::Threaten, mode: mode.map(str::to_string), cameo, ..rule }
}
