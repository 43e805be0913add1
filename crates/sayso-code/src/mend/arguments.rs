//! What hangs on a verb or noun and the tree hangs elsewhere.

use super::{Change, addresses};
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// Objects taken for phrases, and subjects taken for objects.
pub(super) fn mend(syntax: &Syntax<'_>, is_particle_verb: impl Fn(&str, &str) -> bool) -> Vec<Change> {
    let mut found = Vec::new();
    for verb in (0..syntax.len()).filter(|&word| syntax.token(word).upos == Upos::Verb) {
        found.extend(particle(syntax, verb, &is_particle_verb).into_iter().flatten());
        found.extend(subject(syntax, verb).or_else(|| stray_subject(syntax, verb)));
        found.extend(told_whom(syntax, verb).into_iter().flatten());
        found.extend(of_what(syntax, verb));
        found.extend(conjunction(syntax, verb));
    }
    for word in 0..syntax.len() {
        let mended = torn_name(syntax, word).or_else(|| parallel(syntax, word));
        let mended = mended.or_else(|| gone_on_with(syntax, word)).or_else(|| listed(syntax, word));
        let mended = mended.or_else(|| participle(syntax, word));
        found.extend(mended.or_else(|| gerund(syntax, word)).or_else(|| shown(syntax, word)));
    }
    found
}

/// "disputes *that* its crew attacked him": a clause that has its subject and object begins with a conjunction, whatever it is called.
fn conjunction(syntax: &Syntax<'_>, verb: usize) -> Option<Change> {
    let is_clause =
        syntax.token(verb).relation.is_any(&["ccomp", "csubj", "acl"]) && !syntax.token(verb).relation.is("acl:relcl");
    let that = syntax.children_by(verb, &["obj"]).find(|&word| is_clause && syntax.lemma(word) == "that")?;
    let subject = syntax.child(verb, &["nsubj"]).filter(|&subject| that < subject)?;
    let object = syntax.children_by(verb, &["obj"]).any(|object| object > verb);
    let begins = syntax.subtree(verb).first() == Some(&that) && subject < verb;
    (object && begins).then(|| Change::to(that, verb, "mark"))
}

/// What people are accused of, with an article or none.
const DEEDS: &[&str] = &[
    "murder",
    "killing",
    "manslaughter",
    "attack",
    "assault",
    "massacre",
    "genocide",
    "torture",
    "abduction",
    "kidnapping",
    "rape",
    "bombing",
    "shelling",
    "raid",
    "theft",
    "robbery",
    "crime",
    "offence",
    "offense",
    "violation",
    "abuse",
    "violence",
    "fraud",
    "bribery",
    "corruption",
    "treason",
    "conspiracy",
    "espionage",
    "sabotage",
    "arson",
    "persecution",
];

/// "accused the army of *torture*", "accused the rebels of the *murder* of a priest": there is no army of torture. What
/// follows "of" without an article is what for, and so is a deed.
fn of_what(syntax: &Syntax<'_>, verb: usize) -> Option<Change> {
    const OF: &[&str] = &["accuse", "suspect", "convict", "acquit", "clear", "absolve", "exonerate"];
    let object = syntax.child(verb, &["obj"]).filter(|_| OF.contains(&syntax.lemma(verb)))?;
    let has_own = syntax.prepositional(verb).iter().any(|(name, _)| name == "of");
    let is_matter = |&at: &usize| {
        syntax.token(at).upos == Upos::Noun && syntax.child(at, &["det", "nmod:poss", "nummod"]).is_none()
    };
    let phrases = |at: usize| syntax.prepositional(at).into_iter().filter(|(name, _)| name == "of");
    let outer = phrases(object).map(|(_, noun)| noun);
    let inner = phrases(object).flat_map(|(_, noun)| phrases(noun)).map(|(_, noun)| noun);
    let deed = phrases(object).map(|(_, noun)| noun).find(|&noun| DEEDS.contains(&syntax.lemma(noun)));
    let matter = deed.or_else(|| outer.chain(inner).filter(is_matter).max()).filter(|_| !has_own)?;
    Some(Change::to(matter, verb, "obl"))
}

/// "the *banned* group", "Norland-*led* forces": a participle before a noun describes it and is no part of a compound.
fn participle(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let token = syntax.token(word);
    let past = token.upos == Upos::Verb && (token.form.ends_with("ed") || token.feats.has("VerbForm", "Part"));
    let noun = syntax.head(word).filter(|&noun| word < noun && token.relation.is("compound"))?;
    (past && syntax.token(noun).upos == Upos::Noun).then(|| Change::to(word, noun, "amod"))
}

/// "Ann Lee told Radio *Norland* that": no name goes on behind a verb; it is whom the verb has as object.
fn torn_name(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let head = syntax.head(word).filter(|&head| head < word && syntax.token(word).relation.is("flat"))?;
    let verb = (head + 1..word).rev().find(|&at| {
        syntax.token(at).upos == Upos::Verb && syntax.child(at, &["obj", "iobj"]).is_none() && !syntax.is_passive(at)
    })?;
    let relation = if syntax.child(verb, &["ccomp"]).is_some() { "iobj" } else { "obj" };
    Some(Change { word, head: Some(verb), relation: Relation::parse(relation) })
}

/// "a ban on rallies or *limits* on the press": two phrases built alike are joined, not the second with what hangs on the
/// first.
fn parallel(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    if !syntax.token(word).relation.is("conj") || syntax.token(word).upos != Upos::Noun {
        return None;
    }
    let joined = syntax.head(word)?;
    let head = syntax.head(joined).filter(|_| syntax.token(joined).relation.is("nmod"))?;
    let preposition = syntax.preposition(joined)?;
    let takes = |noun: usize| syntax.prepositional(noun).iter().any(|(other, _)| *other == preposition);
    let alike = syntax.preposition(word).is_none() && takes(word) && !takes(joined);
    (alike && syntax.token(head).upos == Upos::Noun).then(|| Change {
        word,
        head: Some(head),
        relation: Relation::parse("conj"),
    })
}

/// "continued an open-ended *sit-in*": what somebody goes on with is no predicate of his.
fn gone_on_with(syntax: &Syntax<'_>, noun: usize) -> Option<Change> {
    let token = syntax.token(noun);
    let verb = syntax.head(noun).filter(|&verb| verb < noun && token.relation.is("xcomp"))?;
    let lasts = matches!(syntax.lemma(verb), "continue" | "begin" | "start" | "resume");
    let plain = syntax.child(noun, &["case", "cop", "mark"]).is_none() && syntax.child(verb, &["obj"]).is_none();
    (lasts && plain && token.upos == Upos::Noun).then(|| Change::to(noun, verb, "obj"))
}

/// "said the rules ban rallies, *place* limits on the press and ...": what goes on without a subject is joined to the clause
/// before.
fn listed(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let verb = syntax.head(word).filter(|&verb| verb < word && syntax.token(word).relation.is("ccomp"))?;
    let first = syntax.children_by(verb, &["ccomp"]).find(|&first| verb < first && first < word)?;
    let is_open =
        syntax.token(word).upos == Upos::Verb && syntax.child(word, &["nsubj", "expl", "mark", "csubj"]).is_none();
    let comma = syntax.subtree(word).first().is_some_and(|&start| start > 0 && &*syntax.token(start - 1).form == ",");
    (is_open && comma && syntax.child(first, &["nsubj"]).is_some()).then(|| Change::to(word, first, "conj"))
}

/// "using gas to scatter the crowd and *beating* people": a gerund is joined to the gerund, not to what that is for.
fn gerund(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let is_gerund = |at: usize| syntax.token(at).upos == Upos::Verb && syntax.token(at).form.ends_with("ing");
    let aim = syntax.head(word).filter(|_| syntax.token(word).relation.is("conj") && is_gerund(word))?;
    let head = syntax.head(aim).filter(|_| syntax.has_to(aim) && !is_gerund(aim))?;
    (is_gerund(head) && head < aim).then(|| Change { word, head: Some(head), relation: Relation::parse("conj") })
}

/// "footage shows *police* smashing windows": who is shown is who does it.
fn shown(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let token = syntax.token(word);
    let is_gerund = token.relation.is("ccomp") && token.upos == Upos::Verb && token.form.ends_with("ing");
    let head = syntax.head(word).filter(|&head| is_gerund && head < word)?;
    let doer = syntax.child(head, &["obj", "iobj"]).filter(|&doer| head < doer && doer < word)?;
    let stands_before = syntax.subtree(doer).last() == Some(&(word - 1));
    let is_open = syntax.child(word, &["nsubj", "mark", "aux"]).is_none();
    (stands_before && is_open).then(|| Change { word: doer, head: Some(word), relation: Relation::parse("nsubj") })
}

/// "shot *down* the plane".
fn particle(syntax: &Syntax<'_>, verb: usize, is_particle_verb: impl Fn(&str, &str) -> bool) -> Option<[Change; 2]> {
    if syntax.child(verb, &["obj", "compound:prt"]).is_some() || syntax.is_passive(verb) {
        return None;
    }
    let particle = Some(verb + 1).filter(|&particle| particle < syntax.len())?;
    let noun = syntax.children_by(verb, &["obl"]).find(|&noun| {
        // "walked out of the session" is a way.
        let is_alone = syntax.children_by(noun, &["case"]).count() == 1 && syntax.children(particle).is_empty();
        particle < noun && syntax.head(particle) == Some(noun) && syntax.token(particle).relation.is("case") && is_alone
    })?;
    let is_adverb = matches!(syntax.lemma(particle), "down" | "up" | "off" | "out" | "over");
    (is_adverb && is_particle_verb(syntax.lemma(verb), syntax.lemma(particle))).then(|| {
        [
            Change { word: noun, head: Some(verb), relation: Relation::parse("obj") },
            Change { word: particle, head: Some(verb), relation: Relation::parse("compound:prt") },
        ]
    })
}

/// "Minister *Ann Lee* on Monday asked union leaders to go": a name before a verb without a subject hangs on nothing behind
/// it.
fn stray_subject(syntax: &Syntax<'_>, verb: usize) -> Option<Change> {
    let subjects = ["nsubj", "nsubj:pass", "csubj", "expl", "mark"];
    let is_clause = syntax.token(verb).relation.is_any(&["root", "parataxis"]) && syntax.is_finite_past(verb);
    if !is_clause || syntax.child(verb, &subjects).is_some() || syntax.is_passive(verb) {
        return None;
    }
    let strays = |word: usize| {
        matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn)
            && syntax.head(word).is_some_and(|head| head > verb)
            && syntax.children_by(word, &["case"]).next().is_none()
    };
    let name = (0..verb).find(|&word| strays(word))?;
    let end = syntax.subtree(name).into_iter().filter(|&word| word < verb).max()?;
    let beside = (end + 1..verb).all(|word| syntax.is_below(word, verb) && syntax.token(word).upos != Upos::Verb);
    beside.then(|| Change::to(name, verb, "nsubj"))
}

/// "told *the court* Ann Lee had left": whoever is told something is not who it is told of.
fn told_whom(syntax: &Syntax<'_>, verb: usize) -> Option<[Change; 2]> {
    let clause = syntax.child(verb, &["ccomp"]).filter(|&clause| addresses(syntax.lemma(verb)) && clause > verb)?;
    if syntax.child(verb, &["obj", "iobj"]).is_some()
        || syntax.is_passive(verb)
        || syntax.child(clause, &["mark"]).is_some()
    {
        return None;
    }
    let whom = syntax.child(clause, &["nsubj"]).filter(|&whom| verb < whom && whom < clause)?;
    let of = syntax.child(whom, &["appos"]).filter(|&of| of > whom && syntax.token(of).upos == Upos::Propn)?;
    let beside = syntax.subtree(of).first() == Some(&(whom + 1));
    let is_noun = syntax.token(whom).upos == Upos::Noun && syntax.child(whom, &["det", "nmod:poss"]).is_some();
    (beside && is_noun).then(|| [Change::to(whom, verb, "iobj"), Change::to(of, clause, "nsubj")])
}

/// "said *villagers* had told him that ...": a noun before an active verb without a subject is no object of it.
fn subject(syntax: &Syntax<'_>, verb: usize) -> Option<Change> {
    if syntax.child(verb, &["nsubj", "csubj", "expl", "mark"]).is_some() || syntax.is_passive(verb) {
        return None;
    }
    let first = syntax.child(verb, &["aux"]).unwrap_or(verb).min(verb);
    let noun = syntax.child(verb, &["iobj"]).filter(|&noun| noun < first && noun + 3 > first)?;
    let is_plain =
        syntax.children_by(noun, &["case"]).next().is_none() && !syntax.token(noun).feats.has("PronType", "Rel");
    is_plain.then(|| Change { word: noun, head: Some(verb), relation: Relation::parse("nsubj") })
}
