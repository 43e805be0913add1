//! Whom a pronoun takes up: the likeliest earlier mention, if no other comes near it.

use super::Sort;
use super::coreference::{Resolver, gender_fits};
use super::lexicon::Gender;
use super::mentions::{Candidate, Pronoun};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_parse::Upos;
use std::collections::HashMap;

/// What stands for a pronoun: an actor, or a thing that would do as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Referent {
    Actor(usize),
    Thing(String),
}

/// How many earlier mentions are looked at.
const WINDOW: usize = 150;

/// How far ahead of the second best the best must be.
const MARGIN: i32 = 9;

/// What a candidate gains that spoke before, for the pronoun of who speaks now.
const SPOKE_BEFORE: i32 = 12;

/// By how many sentences a mention stands before the pronoun: what it loses with each.
const NEARNESS: [i32; 4] = [100, 88, 70, 55];

/// The same between two who speak: whole quotations stand between them.
const NEARNESS_OF_SPEAKERS: [i32; 8] = [100, 88, 80, 74, 70, 66, 62, 58];

/// The cluster that a pronoun takes up, if it is plain.
pub(super) fn antecedent(resolver: &Resolver<'_>, index: usize) -> Option<usize> {
    let pronoun = resolver.candidate(index);
    match pronoun.pronoun? {
        Pronoun::I => return speaker(resolver, pronoun.head),
        Pronoun::Other => return None,
        Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They => {}
    }
    if is_expletive(resolver, pronoun) {
        return None;
    }
    let barred = barred(resolver, pronoun, index);
    let mut scores: HashMap<Referent, i32> = HashMap::new();
    for (earlier, candidate) in
        resolver.mentions.candidates.iter().enumerate().take(index).skip(index.saturating_sub(WINDOW))
    {
        let cluster = resolver.cluster_of.get(earlier).copied().flatten();
        let Some(cluster) = cluster.filter(|&cluster| !resolver.is_nobody(cluster)) else { continue };
        let Some(score) = score(resolver, pronoun, candidate, cluster).filter(|_| !barred.contains(&cluster)) else {
            continue;
        };
        let best = scores.entry(Referent::Actor(cluster)).or_insert(score);
        *best = (*best).max(score);
    }
    if matches!(pronoun.pronoun, Some(Pronoun::It | Pronoun::They)) && !does_what_only_people_do(resolver, pronoun) {
        add_things(resolver, pronoun, &mut scores);
    }
    let mut ranked: Vec<(&Referent, i32)> = scores.iter().map(|(referent, &score)| (referent, score)).collect();
    ranked.sort_by_key(|(_, score)| -score);
    let (best, best_score) = *ranked.first()?;
    let second = ranked.get(1).map_or(i32::MIN / 2, |(_, score)| *score);
    match best {
        Referent::Actor(cluster) if best_score - second >= MARGIN => Some(*cluster),
        _ => None,
    }
}

/// Whom the sentence itself tells apart from the pronoun: "Lee is trying to question *him*", wherever else Lee is named.
pub(super) fn barred(resolver: &Resolver<'_>, pronoun: &Candidate, index: usize) -> Vec<usize> {
    let syntax = &resolver.describer.scene.sentences[pronoun.head.sentence];
    let candidates = resolver.mentions.candidates.iter().enumerate().take(index).rev();
    let speaker = if is_quoted_by_pronoun(syntax, pronoun) { last_speaker(resolver, pronoun, index) } else { None };
    let here = candidates
        .take_while(|(_, candidate)| candidate.head.sentence == pronoun.head.sentence)
        .filter(|(_, candidate)| {
            is_excluded(syntax, candidate.head.word, pronoun.head.word, pronoun)
                || is_spoken_of(resolver, pronoun, candidate)
                || pronoun.pronoun != Some(Pronoun::It) && speaks_of(resolver, pronoun, candidate)
        })
        .filter_map(|(earlier, _)| resolver.cluster_of.get(earlier).copied().flatten());
    here.chain(speaker).collect()
}

/// "“*He* has left,” she said": whoever goes on speaking means another by "he" in his own words.
fn is_quoted_by_pronoun(syntax: &Syntax<'_>, pronoun: &Candidate) -> bool {
    const REACH: usize = 3;
    if !matches!(pronoun.pronoun, Some(Pronoun::He | Pronoun::She)) {
        return false;
    }
    let mark = |&at: &usize| matches!(&*syntax.token(at).form, "”" | "“" | "\"" | "''" | "``");
    let Some(close) = (pronoun.head.word + 1..syntax.len()).find(mark) else { return false };
    // A mark that closes touches the word before it.
    if syntax.token(close - 1).span.end != syntax.token(close).span.start {
        return false;
    }
    (close + 1..syntax.len().min(close + 1 + REACH)).any(|at| {
        let token = syntax.token(at);
        token.relation.is("nsubj") && Pronoun::of(&token.form) == pronoun.pronoun
    })
}

/// Who spoke last in the sentences before.
fn last_speaker(resolver: &Resolver<'_>, pronoun: &Candidate, index: usize) -> Option<usize> {
    let before = resolver.mentions.candidates.iter().enumerate().take(index).rev();
    let near = |candidate: &Candidate| candidate.head.sentence + NEARNESS_OF_SPEAKERS.len() > pronoun.head.sentence;
    let mut spoke = before
        .take_while(|(_, candidate)| near(candidate))
        .filter(|(_, candidate)| candidate.head.sentence < pronoun.head.sentence)
        .filter(|(_, candidate)| speaking_verb(resolver, candidate.head).is_some());
    spoke.find_map(|(earlier, _)| resolver.cluster_of.get(earlier).copied().flatten())
}

/// "“Lee makes it worse,” *he* said": nobody calls himself by his name, or "he", in his own words.
fn is_spoken_of(resolver: &Resolver<'_>, pronoun: &Candidate, candidate: &Candidate) -> bool {
    let syntax = &resolver.describer.scene.sentences[pronoun.head.sentence];
    let closes = |at: usize| matches!(&*syntax.token(at).form, "”" | "\"" | "''" | "’");
    matches!(candidate.pronoun, None | Some(Pronoun::He | Pronoun::She))
        && matches!(pronoun.pronoun, Some(Pronoun::He | Pronoun::She))
        && speaking_verb(resolver, pronoun.head).is_some()
        && (candidate.head.word..pronoun.head.word).any(closes)
}

/// "Lee is ill, *he* said": whom a speaker names in what he says is another.
fn speaks_of(resolver: &Resolver<'_>, pronoun: &Candidate, candidate: &Candidate) -> bool {
    let syntax = &resolver.describer.scene.sentences[pronoun.head.sentence];
    let beside = candidate.head.sentence == pronoun.head.sentence && candidate.pronoun.is_none();
    speaking_verb(resolver, pronoun.head).filter(|_| beside).is_some_and(|verb| {
        is_said(syntax, candidate.head.word, verb) && !tells_of_itself(syntax, pronoun, candidate.head.word, verb)
    })
}

/// How well a mention fits; none where it can't be.
fn score(resolver: &Resolver<'_>, pronoun: &Candidate, candidate: &Candidate, cluster: usize) -> Option<i32> {
    let distance = pronoun.head.sentence.checked_sub(candidate.head.sentence)?;
    let speaking = speaking_verb(resolver, pronoun.head);
    // Whoever speaks goes on speaking; "they" may as well be those who were spoken of.
    let both_speak =
        pronoun.pronoun != Some(Pronoun::They) && speaking.is_some() && acts_in_words(resolver, candidate.head);
    let near = *if both_speak { NEARNESS_OF_SPEAKERS.get(distance)? } else { NEARNESS.get(distance)? };
    let whole = resolver.clusters.get(cluster)?;
    let sort = if candidate.pronoun.is_some() { whole.sort } else { candidate.sort() };
    let mut score = near;
    match pronoun.pronoun? {
        Pronoun::He | Pronoun::She => {
            let gender = if pronoun.pronoun == Some(Pronoun::He) { Gender::Masculine } else { Gender::Feminine };
            if sort != Sort::Person || !gender_fits(whole.gender, Some(gender)) {
                return None;
            }
            score += if whole.gender.is_some() { 12 } else { 0 };
        }
        Pronoun::They => match sort {
            Sort::Group => {}
            Sort::Organization if whole.plural => {}
            Sort::Organization => score -= 12,
            _ => return None,
        },
        Pronoun::It => match sort {
            Sort::Organization | Sort::State if !whole.plural => score -= if candidate.what.scene { 12 } else { 0 },
            _ => return None,
        },
        Pronoun::I | Pronoun::Other => return None,
    }
    let syntax = &resolver.describer.scene.sentences[candidate.head.sentence];
    if distance == 0 && is_excluded(syntax, candidate.head.word, pronoun.head.word, pronoun) {
        return None;
    }
    if speaks_of(resolver, pronoun, candidate) {
        return None;
    }
    let goes_on =
        if distance == 0 { speaking.is_some() && is_subject(syntax, candidate.head.word) } else { both_speak };
    score += if goes_on { SPOKE_BEFORE } else { 0 };
    score += if distance == 0 && is_said_by(syntax, candidate.head.word, pronoun.head.word) { SPOKE_BEFORE } else { 0 };
    score += rank(syntax, candidate.head.word);
    if is_subject(syntax, candidate.head.word)
        && is_subject(&resolver.describer.scene.sentences[pronoun.head.sentence], pronoun.head.word)
    {
        score += 6;
    }
    score += 3 * whole.members.len().min(4) as i32;
    Some(score)
}

/// "Norland said Sudland claimed *it* had won": of several who speak, the one in whose words the pronoun stands.
fn is_said_by(syntax: &Syntax<'_>, word: usize, pronoun: usize) -> bool {
    let clause = std::iter::once(pronoun)
        .chain(syntax.ancestors(pronoun))
        .find(|&at| syntax.token(at).relation.is("ccomp"))
        .filter(|&clause| clause == pronoun || !syntax.is_below(word, clause));
    let verb = clause.and_then(|clause| syntax.head(clause));
    verb.is_some_and(|verb| word < pronoun && syntax.child(verb, &["nsubj"]) == Some(word))
}

/// By grammatical role: the subject is what a text goes on about.
fn rank(syntax: &Syntax<'_>, word: usize) -> i32 {
    let first = syntax.first_conjunct(word);
    let relation = syntax.token(first).relation;
    let role = match relation.main() {
        "nsubj" => 12,
        "obj" | "iobj" => 0,
        "nmod" if relation.is("nmod:poss") => -2,
        "obl" => -4,
        "appos" => {
            return syntax
                .head(first)
                .filter(|&head| head != word && !syntax.token(head).relation.is("appos"))
                .map_or(-4, |head| rank(syntax, head));
        }
        "compound" | "amod" => -15,
        "nmod" => -9,
        _ => -3,
    };
    if first == word { role } else { role - 5 }
}

fn is_subject(syntax: &Syntax<'_>, word: usize) -> bool {
    syntax.token(syntax.first_conjunct(word)).relation.is("nsubj")
}

/// The verb whose subject a word is.
fn verb_of(resolver: &Resolver<'_>, word: Word) -> Option<usize> {
    let syntax = &resolver.describer.scene.sentences[word.sentence];
    let first = syntax.first_conjunct(word.word);
    let relation = syntax.token(first).relation;
    syntax.head(first).filter(|_| relation.is("nsubj") && !relation.is("nsubj:pass"))
}

/// Whether a pronoun for a person is the subject of a verb of saying.
pub(super) fn speaks(resolver: &Resolver<'_>, pronoun: &Candidate) -> bool {
    matches!(pronoun.pronoun, Some(Pronoun::He | Pronoun::She)) && speaking_verb(resolver, pronoun.head).is_some()
}

/// The verb of saying whose subject a word is.
fn speaking_verb(resolver: &Resolver<'_>, word: Word) -> Option<usize> {
    let syntax = &resolver.describer.scene.sentences[word.sentence];
    let speaking = &resolver.describer.lexicon.metonymy.speaking;
    verb_of(resolver, word).filter(|&verb| speaking.contains(&syntax.lemma(verb).to_lowercase()))
}

/// Whether a word is the subject of what only somebody does, mostly by speaking: "said", "rejected the charge".
fn acts_in_words(resolver: &Resolver<'_>, word: Word) -> bool {
    let syntax = &resolver.describer.scene.sentences[word.sentence];
    let social = &resolver.describer.lexicon.metonymy.social;
    speaking_verb(resolver, word).is_some()
        || verb_of(resolver, word).is_some_and(|verb| social.contains(&syntax.lemma(verb).to_lowercase()))
}

/// Whether a word belongs to what the verb of saying renders: its clause, or the clause that it is set into.
fn is_said(syntax: &Syntax<'_>, word: usize, verb: usize) -> bool {
    // "Lee showed a letter in which, he said, ...": only what follows is said.
    let subject = syntax.child(verb, &["nsubj"]).unwrap_or(verb).min(verb);
    let before = (0..subject).rev().find(|&at| syntax.token(at).upos != Upos::Punct);
    if before.is_some_and(|at| matches!(syntax.lemma(at), "which" | "who" | "that" | "whom" | "where" | "whose")) {
        return word > verb;
    }
    let in_clause = syntax.children_by(verb, &["ccomp", "parataxis"]).any(|clause| syntax.is_below(word, clause));
    let around = syntax.head(verb).filter(|_| syntax.token(verb).relation.is("parataxis"));
    in_clause || around.is_some_and(|clause| syntax.is_below(word, clause) && !syntax.is_below(word, verb))
}

/// "The army killed five gunmen, *it* said": a body in the tag tells of itself, where the clause before has it as subject.
fn tells_of_itself(syntax: &Syntax<'_>, pronoun: &Candidate, word: usize, verb: usize) -> bool {
    if pronoun.pronoun != Some(Pronoun::It) || word > pronoun.head.word {
        return false;
    }
    let tagged = syntax
        .content_clause(verb)
        .or_else(|| syntax.head(verb).filter(|_| syntax.token(verb).relation.is("parataxis")));
    tagged.is_some_and(|clause| clause < verb && syntax.child(clause, &["nsubj"]) == Some(word))
}

/// Two arguments of one verb are two parties unless the pronoun is reflexive; a phrase does not hold its own pronoun.
fn is_excluded(syntax: &Syntax<'_>, word: usize, pronoun: usize, candidate: &Candidate) -> bool {
    let token = syntax.token(pronoun);
    let reflexive = token.form.to_lowercase().ends_with("self") || token.form.to_lowercase().ends_with("selves");
    let arguments = ["nsubj", "obj", "iobj", "obl"];
    if !reflexive
        && token.relation.is_any(&arguments)
        && syntax.token(word).relation.is_any(&arguments)
        && syntax.head(word).is_some()
        && syntax.head(word) == syntax.head(pronoun)
    {
        return true;
    }
    // The same through a verb above: "Lee is trying to question him".
    let objects = ["obj", "iobj"];
    if !reflexive
        && token.relation.is_any(&objects)
        && syntax.head(pronoun).is_some_and(|verb| syntax.deep_subject(verb) == Some(word))
    {
        return true;
    }
    let clause =
        syntax.ancestors(pronoun).take_while(|&at| at != word).any(|at| syntax.token(at).relation.is("acl:relcl"));
    // "Lee and *her* counterpart": what is joined to a phrase is no part of it.
    let joined = std::iter::once(pronoun)
        .chain(syntax.ancestors(pronoun))
        .any(|at| syntax.head(at) == Some(word) && syntax.token(at).relation.is("conj"));
    candidate.head.word == pronoun
        && syntax.is_below(pronoun, word)
        && !clause
        && !joined
        && syntax.token(word).upos != Upos::Verb
        && !syntax.children(word).iter().any(|&child| syntax.token(child).relation.is("cop"))
}

/// "It was said that", "it rained".
fn is_expletive(resolver: &Resolver<'_>, pronoun: &Candidate) -> bool {
    if pronoun.pronoun != Some(Pronoun::It) {
        return false;
    }
    let syntax = &resolver.describer.scene.sentences[pronoun.head.sentence];
    let word = pronoun.head.word;
    let Some(head) = syntax.head(word).filter(|_| syntax.token(word).relation.is("nsubj")) else { return false };
    let with_clause =
        syntax.child(head, &["csubj"]).is_some() || syntax.is_passive(head) && syntax.child(head, &["ccomp"]).is_some();
    let said_of_clause = syntax.child(head, &["cop"]).is_some()
        && syntax.child(head, &["ccomp", "xcomp", "advcl"]).is_some_and(|clause| clause > head);
    with_clause || said_of_clause
}

/// "It said", "they denied": no thing does so.
fn does_what_only_people_do(resolver: &Resolver<'_>, pronoun: &Candidate) -> bool {
    let syntax = &resolver.describer.scene.sentences[pronoun.head.sentence];
    syntax.token(pronoun.head.word).relation.is("nsubj")
        && !syntax.token(pronoun.head.word).relation.is("nsubj:pass")
        && syntax
            .head(pronoun.head.word)
            .is_some_and(|verb| resolver.describer.lexicon.metonymy.social.contains(&syntax.lemma(verb).to_lowercase()))
}

/// Things that the pronoun could mean as well.
fn add_things(resolver: &Resolver<'_>, pronoun: &Candidate, scores: &mut HashMap<Referent, i32>) {
    let plural = pronoun.pronoun == Some(Pronoun::They);
    for distance in 0..=1 {
        let Some(sentence) = pronoun.head.sentence.checked_sub(distance) else { continue };
        let syntax = &resolver.describer.scene.sentences[sentence];
        let end = if distance == 0 { pronoun.head.word } else { syntax.len() };
        for index in 0..end {
            let word = Word::new(sentence, index);
            let token = syntax.token(index);
            if token.upos != Upos::Noun
                || resolver.mentions.by_head.contains_key(&word)
                || resolver.describer.is_plural(word) != plural
            {
                continue;
            }
            if token.relation.is_any(&["compound", "nmod:unmarked", "obl:unmarked", "fixed"])
                || resolver.describer.describe(word).sort != Some(Sort::Thing)
            {
                continue;
            }
            if distance == 0 && is_excluded(syntax, index, pronoun.head.word, pronoun) {
                continue;
            }
            let score = if distance == 0 { 100 } else { 88 } + rank(syntax, index) - 4;
            let best = scores.entry(Referent::Thing(token.lemma.to_lowercase())).or_insert(score);
            *best = (*best).max(score);
        }
    }
}

/// Who says "I": the subject of the verb whose complement the quotation is.
fn speaker(resolver: &Resolver<'_>, word: Word) -> Option<usize> {
    let syntax = &resolver.describer.scene.sentences[word.sentence];
    let says = |verb: usize| resolver.describer.lexicon.metonymy.social.contains(&syntax.lemma(verb).to_lowercase());
    let person_of = |verb: usize| {
        let subject = Word::new(word.sentence, syntax.child(verb, &["nsubj"])?);
        let cluster = resolver.cluster_at(subject)?;
        resolver.clusters.get(cluster).filter(|cluster| cluster.sort == Sort::Person).map(|_| cluster)
    };
    let mut at = word.word;
    for above in syntax.ancestors(word.word) {
        if syntax.token(at).relation.is_any(&["ccomp", "parataxis"]) && says(above) {
            return person_of(above);
        }
        let aside =
            syntax.children_by(above, &["parataxis"]).find(|&verb| says(verb) && !syntax.is_below(word.word, verb));
        if let Some(found) = aside.and_then(person_of) {
            return Some(found);
        }
        at = above;
    }
    None
}
