//! Claims that are denied or called untrue: "The ministry denied *reports* that its troops had fired", "*Claims* that troops
//! fired are false".
//!
//! Behind a verb that takes up claims, and at the beginning of a sentence before "that", "reports", "claims" and the like are
//! nouns. A parser that takes them for verbs makes a denial into a report.

use super::Change;
use crate::saying::{Construction, SayingLexicon, Slot};
use crate::syntax::Syntax;
use sayso_core::Act;
use sayso_parse::{Relation, Sentence, Upos};
use std::ops::Range;

/// "..., *a charge* Norland denies": a noun of saying behind a comma is told by what stands behind it, not its object.
pub(super) fn appended(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let change = |verb: usize| {
        let above =
            syntax.head(verb).filter(|_| syntax.token(verb).relation.is_any(&["parataxis", "conj", "ccomp"]))?;
        let subject = syntax.children_by(verb, &["nsubj"]).filter(|&subject| subject < verb).max()?;
        let claim = syntax.children_by(verb, &["obj", "nsubj"]).find(|&claim| above < claim && claim < subject)?;
        let article = syntax.children_by(claim, &["det"]).find(|&det| matches!(syntax.lemma(det), "a" | "an"))?;
        let comma = article.checked_sub(1).is_some_and(|before| &*syntax.token(before).form == ",");
        let next = syntax.subtree(claim).into_iter().max()? + 1 == syntax.subtree(subject).into_iter().min()?;
        let is_claim = lexicon.names_saying(syntax.token(claim));
        (comma && next && is_claim).then(|| {
            [
                Change { word: claim, head: Some(above), relation: Relation::parse("parataxis") },
                Change { word: verb, head: Some(claim), relation: Relation::parse("acl:relcl") },
            ]
        })
    };
    (0..syntax.len()).filter_map(change).flatten().collect()
}

/// "*That* rebels killed them was denied by the army": the verb behind "that" is what is denied, not its subject.
pub(super) fn disputed(syntax: &Syntax<'_>) -> Vec<Change> {
    const THAT: usize = 0;
    let changes = || {
        let that = syntax.sentence.tokens.first()?;
        let opens = that.form.eq_ignore_ascii_case("that") && that.relation.is("mark");
        let verdict = syntax.head(THAT).filter(|&verb| opens && syntax.is_passive(verb))?;
        let subject = syntax.child(verdict, &["nsubj"]).filter(|&subject| subject < verdict)?;
        let clause = syntax.children_by(subject, &["acl"]).find(|&verb| subject < verb && verb < verdict)?;
        Some(vec![
            Change::to(clause, verdict, "csubj"),
            Change::to(subject, clause, "nsubj"),
            Change::to(THAT, clause, "mark"),
        ])
    };
    changes().unwrap_or_default()
}

/// "*claims* by the rebels that the army had fled": a clause with "that" to which nothing is missing is what is claimed, not
/// what the rebels are.
pub(super) fn held(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let change = |clause: usize| {
        let near = syntax.head(clause).filter(|_| syntax.token(clause).relation.is_any(&["acl", "acl:relcl"]))?;
        let that = complete_clause(syntax, clause)?;
        let up = |&noun: &usize| {
            let hangs = syntax.token(noun).relation.is_any(&["nmod", "conj", "appos", "flat", "compound"]);
            syntax.head(noun).filter(|&above| hangs && above < noun)
        };
        let mut nouns = std::iter::successors(Some(near), up).take(MOST_BETWEEN);
        let claim =
            nouns.find(|&noun| is_noun_of_saying(syntax, lexicon, noun) || is_verdict(syntax, lexicon, noun))?;
        let stands =
            claim == near && syntax.token(that).relation.is("mark") && !syntax.token(clause).relation.is("acl:relcl");
        (near < clause && !stands).then(|| [Change::to(clause, claim, "acl"), Change::to(that, clause, "mark")])
    };
    let held = (0..syntax.len()).filter_map(change).flatten();
    held.chain((0..syntax.len()).filter_map(|claim| made_by(syntax, lexicon, claim)).flatten()).collect()
}

/// "refuted *allegations* by Norland that guards beat refugees": who claims it and what it says stand right behind the claim,
/// wherever the tree hangs them.
fn made_by(syntax: &Syntax<'_>, lexicon: &SayingLexicon, claim: usize) -> Option<[Change; 3]> {
    let by = claim + 1;
    if !is_noun_of_saying(syntax, lexicon, claim) || by >= syntax.len() || !matches!(syntax.lemma(by), "by" | "from") {
        return None;
    }
    let who = syntax.head(by).filter(|&who| who > by && syntax.token(by).relation.is("case"))?;
    let that = (who + 1..syntax.len()).find(|&word| syntax.lemma(word) == "that")?;
    let between = (who + 1..that).all(|word| syntax.is_below(word, who));
    let clause = syntax.head(that).filter(|&clause| clause > that && complete_clause(syntax, clause) == Some(that))?;
    let stands = syntax.head(clause) == Some(claim) && syntax.token(clause).relation.is("acl");
    (between && !stands)
        .then(|| [Change::to(who, claim, "nmod"), Change::to(clause, claim, "acl"), Change::to(that, clause, "mark")])
}

/// "never accused the soldiers of *killing* farmers": what somebody is accused of hangs on the accusing.
pub(super) fn blamed(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let change = |act: usize| {
        let object = syntax.head(act).filter(|&object| object < act && syntax.token(act).relation.is("acl"))?;
        let verb = syntax.head(object).filter(|&verb| verb < object && syntax.token(object).relation.is("obj"))?;
        let of = syntax.children_by(act, &["mark"]).find(|&mark| matches!(syntax.lemma(mark), "of" | "with"))?;
        let blames = lexicon
            .find(Slot::Verb, &lexicon.lemma(Slot::Verb, syntax.token(verb)))
            .any(|rule| rule.content_after.iter().any(|after| after == syntax.lemma(of)));
        (blames && !is_noun_of_saying(syntax, lexicon, object)).then(|| Change::to(act, verb, "advcl"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

/// "rejects *claim* he ordered raid": a clause right behind a claim is what is claimed; "dismissed as fantasy *a report* that":
/// what is dismissed is the report.
pub(super) fn behind(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let change = |claim: usize| {
        let head = syntax.head(claim).filter(|_| is_noun_of_saying(syntax, lexicon, claim))?;
        // "no *evidence* Lee had met them": nothing is missing in the clause, so it describes nothing.
        let contact = syntax.children_by(claim, &["acl:relcl"]).find(|&clause| {
            syntax.subtree(clause).first() == Some(&(claim + 1))
                && syntax.child(clause, &["nsubj"]).is_some_and(|subject| subject < clause)
                && (syntax.child(clause, &["obj", "cop"]).is_some() || syntax.child(clause, &["nsubj:pass"]).is_some())
                && !syntax.subtree(clause).iter().any(|&word| syntax.token(word).feats.has("PronType", "Rel"))
        });
        if let Some(clause) = contact {
            return Some(Change::to(clause, claim, "acl"));
        }
        if syntax.token(claim).relation.is("obj") && takes_up(syntax.sentence, lexicon, head) {
            let clause = syntax.children_by(head, &["ccomp"]).find(|&clause| clause > claim)?;
            let next = syntax.subtree(clause).first() == Some(&(claim + 1));
            let free = syntax.child(claim, &["acl", "acl:relcl", "ccomp"]).is_none();
            return (next && free).then(|| Change::to(clause, claim, "acl"));
        }
        let verb = syntax.head(head).filter(|_| syntax.token(claim).relation.is("appos") && head < claim)?;
        let called =
            syntax.preposition(head).as_deref() == Some("as") && lexicon.verdicts.is_untruth(syntax.token(head));
        (called && takes_up(syntax.sentence, lexicon, verb) && syntax.child(verb, &["obj"]).is_none())
            .then(|| Change::to(claim, verb, "obj"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

/// Whether a word is a noun of saying: "claims", not "claims" as a verb.
pub(super) fn is_noun_of_saying(syntax: &Syntax<'_>, lexicon: &SayingLexicon, word: usize) -> bool {
    let token = syntax.token(word);
    token.upos == Upos::Noun && lexicon.names_saying(token)
}

/// "it was a *lie* that": what is said of the clause behind it.
fn is_verdict(syntax: &Syntax<'_>, lexicon: &SayingLexicon, noun: usize) -> bool {
    let it = syntax.children_by(noun, &["expl", "nsubj"]).any(|subject| syntax.lemma(subject) == "it");
    it && syntax.child(noun, &["cop"]).is_some() && lexicon.verdicts.is_untruth(syntax.token(noun))
}

/// Words before a claim with an owner at the beginning of a sentence: "The exiles' claims that".
const MOST_BEFORE: usize = 6;

/// Nouns from who claims up to the claim at most: "claims by *members* of the *board* of the *bank* that".
const MOST_BETWEEN: usize = 5;

/// The "that" before a clause in which nothing is missing.
fn complete_clause(syntax: &Syntax<'_>, clause: usize) -> Option<usize> {
    let subject = syntax.child(clause, &["nsubj", "expl"])?;
    let that = syntax.children(clause).iter().copied().find(|&word| {
        // Called a pronoun of no use in the clause ("an allegation that guards beat prisoners").
        let relation = syntax.token(word).relation;
        // "a story that he had been arrested": of a passive with its subject nothing is the object, nor is there a second one.
        let passive = || syntax.is_passive(clause) && syntax.child(clause, &["nsubj:pass"]).is_some();
        let surplus =
            relation.is("obj") && (passive() || syntax.children_by(clause, &["obj"]).any(|other| other != word));
        let idle = (relation.is_any(&["mark", "obl:unmarked"]) || surplus) && syntax.child(word, &["case"]).is_none();
        word < subject && idle && syntax.lemma(word) == "that"
    })?;
    Some(that)
}

/// "allegations of *torture* by the police": who stands behind the act did it.
pub(super) fn doers(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let change = |claim: usize| {
        let phrases = is_noun_of_saying(syntax, lexicon, claim).then(|| syntax.prepositional(claim))?;
        let (_, act) = phrases.iter().find(|(preposition, noun)| {
            let is_somebody = || {
                let lemma = syntax.lemma(*noun);
                lexicon.people.contains(lemma) || lexicon.bodies.contains(lemma)
            };
            preposition == "of" && *noun > claim && syntax.token(*noun).upos == Upos::Noun && !is_somebody()
        })?;
        let next = syntax.subtree(*act).into_iter().max()? + 1;
        let (_, doer) = phrases
            .iter()
            .find(|(preposition, noun)| preposition == "by" && syntax.subtree(*noun).first() == Some(&next))?;
        Some(Change::to(*doer, *act, "nmod"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

/// Makes the claim the object of the verb before it.
pub(super) fn mend(sentence: &mut Sentence, lexicon: &SayingLexicon) {
    call_untrue(sentence, lexicon);
    said_untrue(sentence, lexicon);
    for claim in 1..sentence.tokens.len() {
        let Some(verb) = verb_before(sentence, lexicon, claim) else { continue };
        // "Minister rejects claim he ordered it": a bare verb is no object.
        let bare = || {
            let token = &sentence.tokens[claim];
            token.relation.is("obj")
                && token.head == Some(verb)
                && lexicon.find(Slot::Noun, &token.lemma.to_lowercase()).next().is_some()
        };
        if !takes_up(sentence, lexicon, verb) || !(is_claim(sentence, lexicon, claim) || bare()) {
            continue;
        }
        match sentence.tokens[claim].upos {
            Upos::Verb => hang_on_verb(sentence, verb, claim),
            Upos::Noun if sentence.tokens[claim].head.is_none() => give_subject(sentence, verb, claim),
            Upos::Noun => take_subject(sentence, verb, claim),
            _ => {}
        }
    }
}

/// "*Claims* that troops fired are false, an aide said": the subject of what is said of it.
fn call_untrue(sentence: &mut Sentence, lexicon: &SayingLexicon) {
    let opens = |word: usize| sentence.tokens.get(word + 1).is_some_and(|next| &*next.form == "that");
    let opening = |&word: &usize| {
        // "*A claim* that ..."
        let noun = sentence.tokens[word].upos == Upos::Noun && lexicon.names_saying(&sentence.tokens[word]);
        (noun || is_claim(sentence, lexicon, word)) && opens(word)
    };
    // "The exiles' *claims* that ..."
    let owned = |&word: &usize| {
        let mark =
            word.checked_sub(1).is_some_and(|mark| matches!(&*sentence.tokens[mark].form, "'" | "’" | "'s" | "’s"));
        mark && word < MOST_BEFORE && is_claim(sentence, lexicon, word) && opens(word)
    };
    let Some(claim) =
        (0..sentence.tokens.len().min(2)).find(opening).or_else(|| (2..sentence.tokens.len()).find(owned))
    else {
        return;
    };
    let that = claim + 1;
    let told = |word: usize| {
        let token = &sentence.tokens[word];
        // "were denied by the army"
        let denied = || token.head.is_some_and(|verb| verb > word && takes_up(sentence, lexicon, verb));
        token.relation.is("cop") || token.relation.is("aux:pass") && denied()
    };
    let Some(copula) = (that..sentence.tokens.len()).find(|&word| told(word)) else {
        return;
    };
    let passive = sentence.tokens[copula].relation.is("aux:pass");
    let Some(predicate) = sentence.tokens[copula].head.filter(|&predicate| predicate > copula) else { return };
    if sentence.tokens[claim].upos != Upos::Verb && sentence.tokens[claim].head == Some(predicate) {
        return;
    }
    if sentence.tokens[predicate].head == Some(claim) {
        sentence.tokens[predicate].head = sentence.tokens[claim].head;
        sentence.tokens[predicate].relation = sentence.tokens[claim].relation;
    }
    for owner in &mut sentence.tokens[..claim] {
        if owner.head == Some(claim) && owner.relation.is("nsubj") {
            owner.relation = Relation::parse("nmod:poss");
        }
    }
    become_subject(sentence, claim, predicate, passive);
    if let Some(verb) = (that..copula).find(|&word| sentence.tokens[word].upos == Upos::Verb) {
        sentence.tokens[that].head = Some(verb);
        sentence.tokens[that].relation = Relation::parse("mark");
        become_claimed(sentence, claim, verb, predicate, that + 1..copula);
    }
}

/// Words from a claim up to the verdict on it at most.
const FARTHEST: usize = 60;

/// "The army said *claims* that it had fired were baseless", "... had no basis": what is said is that they are untrue.
fn said_untrue(sentence: &mut Sentence, lexicon: &SayingLexicon) {
    let said: Vec<(usize, usize)> =
        (2..sentence.tokens.len()).filter_map(|claim| Some((claim, said_before(sentence, lexicon, claim)?))).collect();
    if said.is_empty() {
        return;
    }
    let syntax = Syntax::new(sentence);
    let found: Vec<_> = said
        .into_iter()
        .filter_map(|(claim, said)| {
            let verdict = verdict_on(&syntax, lexicon, claim)?;
            // Before the verdict stands its copula, or "has" with "no basis".
            let clause = claim + 1..syntax.child(verdict, &["cop"]).unwrap_or(verdict);
            let verb = clause.clone().find(|&word| syntax.token(word).upos == Upos::Verb)?;
            let apart = (verb..verdict).any(|word| syntax.token(word).form.ends_with(','));
            (!apart).then_some((claim, said, verdict, verb, clause))
        })
        .collect();
    for (claim, said, verdict, verb, clause) in found {
        sentence.tokens[verdict].head = Some(said);
        sentence.tokens[verdict].relation = Relation::parse("ccomp");
        become_subject(sentence, claim, verdict, false);
        let that = &mut sentence.tokens[claim + 1];
        if &*that.form == "that" {
            that.head = Some(verb);
            that.relation = Relation::parse("mark");
        }
        become_claimed(sentence, claim, verb, verdict, clause);
    }
}

/// The verb of saying right before a claim, its article and "that".
fn said_before(sentence: &Sentence, lexicon: &SayingLexicon, claim: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let opens = |word: &usize| {
        tokens[*word].relation.is_any(&["det", "nmod:poss"]) || tokens[*word].form.eq_ignore_ascii_case("that")
    };
    let said = (0..claim).rev().find(|word| !opens(word)).filter(|&said| tokens[said].upos == Upos::Verb)?;
    let is_noun = || tokens[claim].upos == Upos::Noun && lexicon.names_saying(&tokens[claim]);
    let states = || {
        let lemma = lexicon.lemma(Slot::Verb, &tokens[said]);
        lexicon.find(Slot::Verb, &lemma).any(|rule| rule.act == Act::States)
    };
    ((is_noun() || is_claim(sentence, lexicon, claim)) && states()).then_some(said)
}

/// The word behind a claim that calls it untrue, where the claim is not its subject already.
fn verdict_on(syntax: &Syntax<'_>, lexicon: &SayingLexicon, claim: usize) -> Option<usize> {
    let untrue = |word: usize| {
        syntax.child(word, &["cop"]).is_some_and(|copula| copula > claim)
            && lexicon.verdicts.is_untruth(syntax.token(word))
    };
    let no_basis = |word: usize| {
        let basis = syntax.child(word, &["obj"]).filter(|_| syntax.lemma(word) == "have");
        basis.is_some_and(|basis| {
            lexicon.verdicts.is_truth(syntax.token(basis))
                && syntax.children(basis).iter().any(|&child| syntax.lemma(child) == "no")
        })
    };
    let behind = claim + 1..syntax.len().min(claim + FARTHEST);
    let verdict = behind.into_iter().find(|&word| untrue(word) || no_basis(word))?;
    let token = syntax.token(claim);
    let stands =
        syntax.head(claim) == Some(verdict) && token.relation.is("nsubj") && is_noun_of_saying(syntax, lexicon, claim);
    (!stands).then_some(verdict)
}

/// Makes a word the noun that is the subject of a predicate.
fn become_subject(sentence: &mut Sentence, noun: usize, predicate: usize, passive: bool) {
    let token = &mut sentence.tokens[noun];
    token.upos = Upos::Noun;
    token.head = Some(predicate);
    token.relation = Relation::parse(if passive { "nsubj:pass" } else { "nsubj" });
}

/// "that the clinic *poisoned* patients": the first verb is what is claimed, the nouns around it its parties.
fn become_claimed(sentence: &mut Sentence, claim: usize, verb: usize, predicate: usize, clause: Range<usize>) {
    sentence.tokens[verb].head = Some(claim);
    sentence.tokens[verb].relation = Relation::parse("acl");
    for word in clause {
        let token = &mut sentence.tokens[word];
        let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let strays = is_noun && (token.head == Some(verb) || token.head == Some(predicate));
        if strays && !token.relation.is_any(&["obl", "nmod", "nsubj:pass", "obj", "iobj", "mark"]) {
            token.head = Some(verb);
            token.relation = Relation::parse(if word < verb { "nsubj" } else { "obj" });
        }
    }
}

/// "reports", "claims": a noun of saying in the plural, whatever the parser takes it for.
fn is_claim(sentence: &Sentence, lexicon: &SayingLexicon, word: usize) -> bool {
    let token = &sentence.tokens[word];
    token.form.ends_with('s') && lexicon.find(Slot::Noun, &token.lemma.to_lowercase()).next().is_some()
}

/// The verb right before a claim, over its particle ("laughed *off* claims") or what it calls them ("dismissed *as nonsense*
/// reports"), which the parser may have given to the claim.
fn verb_before(sentence: &mut Sentence, lexicon: &SayingLexicon, claim: usize) -> Option<usize> {
    let before = claim.checked_sub(1)?;
    if sentence.tokens[before].upos == Upos::Verb {
        return Some(before);
    }
    let particle = &sentence.tokens[before];
    if particle.relation.is("compound:prt")
        || particle.upos == Upos::Adp
        || particle.upos == Upos::Adv && particle.relation.is("advmod")
    {
        return before.checked_sub(1);
    }
    // "rejected as baseless *the* charge"
    let article = particle.relation.is_any(&["det", "nmod:poss"]) && particle.head == Some(claim);
    let before = if article { before.checked_sub(1)? } else { before };
    let as_ = before.checked_sub(1).filter(|&at| sentence.tokens[at].form.eq_ignore_ascii_case("as"))?;
    let verb = as_.checked_sub(1).filter(|&verb| takes_up(sentence, lexicon, verb))?;
    lexicon.verdicts.is_untruth(&sentence.tokens[before]).then(|| {
        for (word, head, relation) in [(as_, before, "case"), (before, verb, "obl"), (claim, verb, "obj")] {
            sentence.tokens[word].head = Some(head);
            sentence.tokens[word].relation = Relation::parse(relation);
        }
        sentence.tokens[before].upos = Upos::Adj;
        verb
    })
}

/// A verb that takes up claims: "denied", "dismissed", "laughed off".
fn takes_up(sentence: &Sentence, lexicon: &SayingLexicon, word: usize) -> bool {
    let token = &sentence.tokens[word];
    let lemma = token.lemma.to_lowercase();
    let next = sentence.tokens.get(word + 1).map(|next| next.form.to_lowercase());
    token.upos == Upos::Verb
        && !token.form.ends_with("ing")
        && (lexicon.find(Slot::Verb, &lemma).any(|rule| rule.takes(Construction::Claim))
            || lexicon
                .find_double(Slot::Verb, &lemma)
                .any(|(second, rule)| rule.takes(Construction::Claim) && next.as_deref() == Some(second)))
}

/// The claim, taken for a verb, becomes a noun under the verb before it, which takes its place.
fn hang_on_verb(sentence: &mut Sentence, verb: usize, claim: usize) {
    let (head, relation) = (sentence.tokens[claim].head, sentence.tokens[claim].relation);
    if head != Some(verb) {
        let moved: Vec<usize> = children(sentence, claim)
            .into_iter()
            .filter(|&child| child != verb && !sentence.tokens[child].relation.is_any(&["ccomp", "acl", "obl", "nmod"]))
            .collect();
        for child in moved {
            sentence.tokens[child].head = Some(verb);
        }
        sentence.tokens[verb].head = head;
        sentence.tokens[verb].relation = relation;
    }
    for child in children(sentence, verb) {
        if sentence.tokens[child].relation.is("nsubj:pass") && child < verb {
            sentence.tokens[child].relation = Relation::parse("nsubj");
        }
    }
    become_object(sentence, verb, claim);
}

/// "The *general* refuted reports that ...", taken for reports that are general and refuted: the word before is the subject.
fn give_subject(sentence: &mut Sentence, verb: usize, claim: usize) {
    let Some(subject) = verb.checked_sub(1) else { return };
    let on_claim = |word: usize| sentence.tokens[word].head == Some(claim);
    let nominal = matches!(sentence.tokens[subject].upos, Upos::Adj | Upos::Noun | Upos::Propn);
    if !nominal || !on_claim(subject) || !on_claim(verb) || !sentence.tokens[verb].relation.is("amod") {
        return;
    }
    for word in children(sentence, claim) {
        let behind = word > claim && sentence.tokens[word].upos == Upos::Punct;
        if word < subject {
            sentence.tokens[word].head = Some(subject);
        } else if behind {
            sentence.tokens[word].head = Some(verb);
        }
    }
    let token = &mut sentence.tokens[subject];
    token.head = Some(verb);
    token.relation = Relation::parse("nsubj");
    if token.upos == Upos::Adj {
        token.upos = Upos::Noun;
    }
    sentence.tokens[verb].head = None;
    sentence.tokens[verb].relation = Relation::parse("root");
    become_object(sentence, verb, claim);
}

/// "The *general* refuted accusations", taken for general accusations: no adjective stands before a verb and belongs behind it.
fn take_subject(sentence: &mut Sentence, verb: usize, claim: usize) {
    let Some(subject) = verb.checked_sub(1) else { return };
    let strays = |word: usize| word < verb && sentence.tokens[word].head == Some(claim);
    let has_subject =
        sentence.tokens.iter().any(|token| token.head == Some(verb) && token.relation.is_any(&["nsubj", "nsubj:pass"]));
    if sentence.tokens[subject].upos != Upos::Adj || !strays(subject) || has_subject {
        return;
    }
    for word in (0..subject).filter(|&word| strays(word)).collect::<Vec<_>>() {
        sentence.tokens[word].head = Some(subject);
    }
    become_subject(sentence, subject, verb, false);
}

fn become_object(sentence: &mut Sentence, verb: usize, claim: usize) {
    for child in children(sentence, claim) {
        if sentence.tokens[child].relation.is("ccomp") {
            sentence.tokens[child].relation = Relation::parse("acl");
        }
    }
    let token = &mut sentence.tokens[claim];
    token.upos = Upos::Noun;
    token.head = Some(verb);
    token.relation = Relation::parse("obj");
}

fn children(sentence: &Sentence, word: usize) -> Vec<usize> {
    Syntax::new(sentence).children(word).to_vec()
}
