//! Clauses that leave out their verb: "France condemned Norland, and *Germany Sudland*", "imposed sanctions on Norland and
//! *Britain on Sudland*".
//!
//! A parser joins both names to the nouns of the first clause. The one who acts hangs on the verb as a joined clause does,
//! the other on him as what is left of that clause (`orphan`).

use super::Change;
use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::Upos;

/// Words between the conjunction and the end of the clause at most.
const LONGEST: usize = 8;

/// What is joined to a clause by two phrases and no verb.
pub(super) fn mend(syntax: &Syntax<'_>, lexicon: &SayingLexicon, is_state: &impl Fn(&str) -> bool) -> Vec<Change> {
    let mut counted = counted_subjects(syntax);
    counted.extend(hedged_objects(syntax));
    if !counted.is_empty() {
        return counted;
    }
    let ands = (0..syntax.len()).filter(|&word| syntax.token(word).upos == Upos::Cconj);
    ands.filter_map(|and| gap(syntax, lexicon, is_state, and)).next().unwrap_or_default()
}

/// "Two were killed and *five injured*": the number before a participle is its subject.
fn counted_subjects(syntax: &Syntax<'_>) -> Vec<Change> {
    let numbers = (0..syntax.len()).filter(|&word| {
        let relation = syntax.token(word).relation;
        syntax.token(word).upos == Upos::Num && relation.is_any(&["nummod", "obl:unmarked", "advmod"])
    });
    numbers
        .filter_map(|number| {
            let verb = syntax.head(number).filter(|&verb| verb == number + 1)?;
            let token = syntax.token(verb);
            let joined = token.relation.is("conj") && syntax.is_past_participle(verb);
            let open = syntax.child(verb, &["nsubj", "nsubj:pass", "obj"]).is_none();
            (token.upos == Upos::Verb && joined && open).then(|| Change::to(number, verb, "nsubj:pass"))
        })
        .collect()
}

/// "arrested *at most* 40 people": the words belong to the number and make no phrase of place of its noun.
fn hedged_objects(syntax: &Syntax<'_>) -> Vec<Change> {
    let hedges = (1..syntax.len()).filter(|&word| {
        matches!(syntax.lemma(word), "most" | "least") && matches!(&*syntax.token(word - 1).form, "at" | "At")
    });
    hedges
        .filter_map(|hedge| {
            let at = hedge - 1;
            let noun = syntax.head(at).filter(|&noun| noun > hedge && syntax.token(at).relation.is("case"))?;
            let number = (hedge + 1..=noun).find(|&word| syntax.token(word).upos == Upos::Num)?;
            let verb = syntax.head(noun).filter(|&verb| syntax.token(verb).upos == Upos::Verb)?;
            let object = syntax.token(noun).relation.is("obl")
                && syntax.child(verb, &["obj"]).is_none()
                && !syntax.is_passive(verb)
                && noun > verb;
            let mut changes = vec![Change::to(at, number, "advmod")];
            changes.extend(object.then(|| Change::to(noun, verb, "obj")));
            Some(changes)
        })
        .flatten()
        .collect()
}

fn gap(
    syntax: &Syntax<'_>,
    lexicon: &SayingLexicon,
    is_state: &impl Fn(&str) -> bool,
    and: usize,
) -> Option<Vec<Change>> {
    let doer = phrase_from(syntax, and + 1)?;
    let token = syntax.token(doer);
    let verb = syntax.ancestors(doer).find(|&above| above < and && syntax.token(above).upos == Upos::Verb)?;
    let subject = syntax.child(verb, &["nsubj"]).filter(|&subject| subject < verb)?;
    if !token.relation.is("conj") || syntax.is_passive(verb) {
        return None;
    }
    let next = doer + 1;
    let preposition = syntax.token_at(next).filter(|next| next.upos == Upos::Adp).map(|next| &*next.form);
    let reached = phrase_from(syntax, if preposition.is_some() { next + 1 } else { next })?;
    let ends = syntax.token_at(reached + 1).is_none_or(|next| matches!(next.upos, Upos::Punct | Upos::Adp));
    if reached - and > LONGEST || !ends {
        return None;
    }
    let is_somebody = |word: usize| {
        let lemma = syntax.lemma(word);
        is_state(&syntax.token(word).form) || lexicon.people.contains(lemma) || lexicon.bodies.contains(lemma)
    };
    let alike = |one: usize, other: usize| {
        is_state(&syntax.token(one).form) && is_state(&syntax.token(other).form)
            || syntax.token(one).upos == syntax.token(other).upos
                && (syntax.token(one).upos == Upos::Propn || is_somebody(one))
                && (syntax.token(one).upos == Upos::Propn || is_somebody(other))
    };
    let object = syntax.child(verb, &["obj"]).filter(|&object| object < and);
    // Whom the first clause has in the same place as the second has whoever it reaches.
    let first = match preposition {
        Some(name) => (verb + 1..and).find(|&word| {
            syntax
                .children_by(word, &["case"])
                .any(|case| case < word && syntax.token(case).form.eq_ignore_ascii_case(name))
        })?,
        None => object?,
    };
    let is_number = |word: usize| {
        syntax.token(word).upos == Upos::Num
            || syntax.children(word).iter().any(|&at| syntax.token(at).upos == Upos::Num)
    };
    // "met Ann in Norland and Ben in May": who is reached is somebody, not a time or place.
    let states = is_somebody(first) && is_somebody(reached);
    let parallel = states && alike(first, reached) || preposition.is_none() && is_number(first) && is_number(reached);
    // "sent troops to Norland and police to Sudland": what is sent, not who sends.
    let shared_subject = preposition.is_some() && object.is_some_and(|object| alike(object, doer));
    // "between May and *June 2003*": no month does anything.
    if !is_somebody(doer) || !alike(subject, doer) || !parallel || shared_subject {
        return None;
    }
    // "and Kenya police *to Somalia*", where the first clause has "to" as well
    let behind = syntax.token_at(reached + 1).filter(|next| next.upos == Upos::Adp).and_then(|next| {
        let phrase = phrase_from(syntax, reached + 2)?;
        let case = |word: &usize| *word < and && syntax.token(*word).form.eq_ignore_ascii_case(&next.form);
        (verb + 1..and).any(|word| case(&word)).then_some(phrase)
    });
    let orphans = std::iter::once(reached).chain(behind).map(|word| Change::to(word, doer, "orphan"));
    Some([Change::to(doer, verb, "conj"), Change::to(and, doer, "cc")].into_iter().chain(orphans).collect())
}

/// The last word of the noun phrase that begins at a word: a name, a noun with what stands before it, or a number alone.
fn phrase_from(syntax: &Syntax<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let token = syntax.token_at(at)?;
        let goes_on = syntax.head(at).is_some_and(|head| {
            head > at
                && head < at + LONGEST
                && token.relation.is_any(&["det", "amod", "compound", "nummod", "nmod:poss"])
        });
        match token.upos {
            Upos::Noun | Upos::Propn if !goes_on => return Some(at),
            Upos::Num if !goes_on => return Some(at),
            Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn => at += 1,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::hand_tree::document;
    use crate::saying::SayingLexicon;

    fn mended(trees: &str) -> Vec<String> {
        let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
        let (_, mut parse) = document(trees);
        let state = |form: &str| matches!(form, "Norland" | "Sudland" | "Westland" | "Ostland");
        crate::mend::trees(&mut parse, &lexicon, |_, _| false, state, |_| false, |_| false);
        let tokens = &parse.sentences[0].tokens;
        let told = tokens.iter().filter(|token| token.relation.is_any(&["orphan", "conj"]));
        told.map(|token| {
            format!("{} {} {}", token.form, token.relation.full(), token.head.map_or("", |head| &tokens[head].form))
        })
        .collect()
    }

    #[test]
    fn two_states_behind_and_are_a_clause() {
        let trees = "Norland/PROPN/2/nsubj condemned:condemn/VERB/0/root Sudland/PROPN/2/obj ,/PUNCT/6/punct and/CCONJ/6/cc \
            Westland/PROPN/3/conj Ostland/PROPN/3/conj ./PUNCT/2/punct";
        assert_eq!(mended(trees), ["Westland conj condemned", "Ostland orphan Westland"]);
    }

    #[test]
    fn a_phrase_with_the_same_preposition_is_left_of_a_clause() {
        let trees = "Norland/PROPN/2/nsubj imposed:impose/VERB/0/root sanctions:sanction/NOUN/2/obj on/ADP/5/case Sudland/PROPN/3/nmod \
            and/CCONJ/7/cc Westland/PROPN/5/conj on/ADP/9/case Ostland/PROPN/2/obl ./PUNCT/2/punct";
        assert_eq!(mended(trees), ["Westland conj imposed", "Ostland orphan Westland"]);
    }

    #[test]
    fn a_number_before_a_joined_participle_is_its_subject() {
        let trees = "Two/NUM/3/nsubj:pass were:be/AUX/3/aux:pass killed:kill/VERB/0/root/VerbForm=Part|Tense=Past|Voice=Pass \
            and/CCONJ/6/cc five/NUM/6/nummod injured:injure/VERB/3/conj/VerbForm=Part|Tense=Past|Voice=Pass ./PUNCT/3/punct";
        let (_, mut parse) = document(trees);
        let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
        crate::mend::trees(&mut parse, &lexicon, |_, _| false, |_| false, |_| false, |_| false);
        assert!(parse.sentences[0].tokens[4].relation.is("nsubj:pass"));
    }

    #[test]
    fn at_most_belongs_to_the_number() {
        let trees = "Police/NOUN/2/nsubj arrested:arrest/VERB/0/root at/ADP/6/case most/ADJ/5/advmod 40/NUM/6/nummod men:man/NOUN/2/obl";
        let (_, mut parse) = document(trees);
        let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
        crate::mend::trees(&mut parse, &lexicon, |_, _| false, |_| false, |_| false, |_| false);
        assert!(parse.sentences[0].tokens[5].relation.is("obj"));
    }

    #[test]
    fn a_month_and_its_year_are_no_clause() {
        let trees = "Norland/PROPN/2/nsubj held:hold/VERB/0/root six/NUM/4/nummod rounds:round/NOUN/2/obj between/ADP/6/case May/PROPN/2/obl \
            and/CCONJ/8/cc June/PROPN/6/conj 2003/NUM/8/nummod ./PUNCT/2/punct";
        assert_eq!(mended(trees), ["June conj May"]);
    }

    #[test]
    fn two_objects_are_no_clause() {
        let trees = "Norland/PROPN/2/nsubj condemned:condemn/VERB/0/root Sudland/PROPN/2/obj and/CCONJ/5/cc Westland/PROPN/3/conj \
            on/ADP/7/case Monday/PROPN/2/obl ./PUNCT/2/punct";
        assert_eq!(mended(trees), ["Westland conj Sudland"]);
    }
}
