//! Who the report speaks of: mentions resolved to actors with country and sector, and the parties of an act.
//!
//! [`Actors::resolve`] reads a whole document once; the other functions answer questions about single words.
//! Nothing is guessed: what is not plain from the text or the lexicon has no actor, no country, no sector.

mod assemble;
mod body_names;
mod candidates;
mod coded;
mod coreference;
mod describe;
mod forces;
mod introduced;
mod leaders;
mod lexicon;
mod mentions;
mod metonymy;
mod names;
mod namesakes;
mod ordinary;
mod own;
mod pairs;
mod pronouns;
mod referents;
mod regions;
mod settle;
mod shared;
mod sides;
mod sort;
mod states;
mod surroundings;
#[cfg(test)]
mod tests;

pub use candidates::Candidate;
pub use forces::Forces;
pub(crate) use lexicon::speaking_nouns;
pub use lexicon::{ActorLexicon, Gender, KnownBody, Modifier, NounClass, StateWord};
pub use own::OwnActors;
pub use sort::Sort;

use crate::scene::{Scene, Word};
use describe::Describer;
use mentions::Pronoun;
use sayso_core::{Actor, ActorId, Mention, MentionForm, Party, Span};
use sayso_parse::Upos;
use std::collections::HashMap;

/// A word that stands for somebody or something.
#[derive(Debug, Clone)]
struct Spoken {
    span: Span,
    form: MentionForm,
    sort: Sort,
    actor: Option<usize>,
    /// The two whom a phrase such as "both countries" stands for.
    two: Option<[usize; 2]>,
}

/// The actors of a document.
pub struct Actors {
    list: Vec<Actor<Span>>,
    belongs: Vec<Vec<(usize, String)>>,
    spoken: HashMap<Word, Spoken>,
    /// Words inside a name, with the word that heads it.
    alias: HashMap<Word, Word>,
    /// Nouns that several share, with the words that stand for the others.
    shared: HashMap<Word, Vec<Word>>,
    /// Sorts of all other nouns.
    sorts: HashMap<Word, Sort>,
}

impl Actors {
    /// Finds and resolves all mentions of a document.
    pub fn resolve(scene: &Scene<'_>, lexicon: &ActorLexicon) -> Actors {
        let describer = Describer::new(scene, lexicon);
        let mentions = mentions::find(&describer);
        let resolver = coreference::Resolver::run(&describer, &mentions);
        let pairs = pairs::find(&resolver);
        let mut assembled = assemble::assemble(&resolver, &pairs);
        let mut spoken = HashMap::new();
        for (index, candidate) in mentions.candidates.iter().enumerate() {
            let cluster = resolver.cluster_of.get(index).copied().flatten();
            let actor = cluster.and_then(|cluster| assembled.actor_of.get(cluster).copied().flatten());
            let sort = match (candidate.pronoun, cluster.and_then(|cluster| resolver.clusters.get(cluster))) {
                (Some(pronoun), Some(cluster)) if pronoun != Pronoun::I => cluster.sort,
                _ if candidate.what.scene => Sort::Place,
                _ => candidate.sort(),
            };
            let actor = if candidate.what.scene { None } else { actor };
            let two = cluster.and_then(|cluster| assembled.both(*pairs.of_cluster.get(&cluster)?));
            for actor in two.into_iter().flatten() {
                assembled.mention(actor, Mention { span: candidate.span, form: candidate.form });
            }
            spoken.insert(candidate.head, Spoken { span: candidate.span, form: candidate.form, sort, actor, two });
        }
        for (&word, &two) in &pairs.of_word {
            let syntax = &scene.sentences[word.sentence];
            let (span, two) = (syntax.phrase(word.word).trimmed(scene.text()), assembled.both(two));
            for actor in two.into_iter().flatten() {
                assembled.mention(actor, Mention { span, form: MentionForm::Pronoun });
            }
            spoken.insert(word, Spoken { span, form: MentionForm::Pronoun, sort: Sort::Group, actor: None, two });
        }
        let mut sorts = HashMap::new();
        for (sentence, syntax) in scene.sentences.iter().enumerate() {
            for index in 0..syntax.len() {
                let word = Word::new(sentence, index);
                if !spoken.contains_key(&word) && !mentions.alias.contains_key(&word) {
                    let described = describer.describe(word);
                    let sort = if described.scene { Sort::Place } else { described.sort.unwrap_or(Sort::Thing) };
                    sorts.insert(word, sort);
                }
            }
        }
        Actors {
            list: assembled.actors,
            belongs: assembled.belongs,
            spoken,
            alias: mentions.alias,
            shared: mentions.shared,
            sorts,
        }
    }

    /// All actors in the order of their first mention; ids count in that order, so the same text gives the same ids.
    pub fn list(&self) -> &[Actor<Span>] {
        &self.list
    }

    /// An actor by its id.
    pub fn get(&self, id: &ActorId) -> Option<&Actor<Span>> {
        self.index(id).and_then(|index| self.list.get(index))
    }

    fn index(&self, id: &ActorId) -> Option<usize> {
        let number: usize = id.0.strip_prefix('a')?.parse().ok()?;
        number.checked_sub(1).filter(|&index| index < self.list.len())
    }

    /// The word that a relative pronoun stands for, or the head of the name that a word belongs to, or the word.
    pub fn meant(&self, scene: &Scene<'_>, word: Word) -> Word {
        let syntax = &scene.sentences[word.sentence];
        let token = syntax.token(word.word);
        let is_relative = token.feats.has("PronType", "Rel")
            || matches!(token.upos, Upos::Pron | Upos::Det)
                && matches!(&*token.form.to_lowercase(), "who" | "which" | "that" | "whom" | "whose");
        if is_relative {
            let clause =
                syntax.ancestors(word.word).find(|&above| syntax.token(above).relation.is_any(&["acl:relcl", "acl"]));
            if let Some(noun) = clause.and_then(|clause| syntax.head(clause)) {
                return self.named(Word::new(word.sentence, noun));
            }
        }
        self.named(word)
    }

    fn named(&self, word: Word) -> Word {
        self.alias.get(&word).copied().unwrap_or(word)
    }

    /// What a word stands for; pronouns by whom they take up.
    ///
    /// The name of a state is a [`Sort::State`], but a [`Sort::Place`] after "in", "at", "near" and the like. A capital
    /// is a state where it acts and a place elsewhere; other towns are organizations where they act.
    pub fn sort(&self, scene: &Scene<'_>, word: Word) -> Sort {
        let word = self.meant(scene, word);
        if let Some(spoken) = self.spoken.get(&word) {
            return spoken.sort;
        }
        match &*scene.token(word).form.to_lowercase() {
            "who" | "whom" | "someone" | "somebody" | "anyone" | "everyone" | "nobody" | "everybody" | "anybody" => {
                Sort::Person
            }
            _ => self.sorts.get(&word).copied().unwrap_or(Sort::Thing),
        }
    }

    /// Whether a word stands for somebody who can act.
    pub fn is_actor(&self, scene: &Scene<'_>, word: Word) -> bool {
        self.sort(scene, word).can_act()
    }

    /// The participant with this head word: its phrase, and whom it resolves to. A thing, and a pronoun whose
    /// antecedent is not plain, has no actor; a word that is no noun, name or pronoun is no participant.
    pub fn party(&self, scene: &Scene<'_>, word: Word) -> Option<Party> {
        let syntax = &scene.sentences[word.sentence];
        let meant = self.meant(scene, word);
        let token = syntax.token(word.word);
        let spoken = self.spoken.get(&meant);
        let nominal = matches!(
            token.upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::Adj | Upos::Det | Upos::X
        );
        if spoken.is_none() && !nominal {
            return None;
        }
        let id =
            spoken.and_then(|spoken| spoken.actor).and_then(|actor| self.list.get(actor)).map(|actor| actor.id.clone());
        Some(Party { actor: id, span: without_hyphen(scene.text(), self.span(scene, meant)) })
    }

    /// The phrase of a participant: as long as the noun phrase, never shorter than the name.
    fn span(&self, scene: &Scene<'_>, word: Word) -> Span {
        let syntax = &scene.sentences[word.sentence];
        let phrase = syntax.phrase(word.word).trimmed(scene.text());
        match self.spoken.get(&word) {
            Some(spoken) if scene.token(word).relation_is_adjectival() => spoken.span,
            Some(spoken) => phrase.join(spoken.span),
            None => phrase,
        }
    }

    /// The participants with this head word: the word and what is conjoined with it ("police and soldiers", "Norland
    /// together with Sudland").
    pub fn parties(&self, scene: &Scene<'_>, word: Word) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        for party in self.party_words(scene, word).into_iter().flat_map(|word| self.party_or_two(scene, word)) {
            if !parties.iter().any(|other| other.is_same(&party)) {
                parties.push(party);
            }
        }
        parties
    }

    /// The participant with this head word, or the two whom it stands for: "both countries".
    fn party_or_two(&self, scene: &Scene<'_>, word: Word) -> Vec<Party> {
        let Some(party) = self.party(scene, word) else { return Vec::new() };
        let two = self.spoken.get(&self.meant(scene, word)).and_then(|spoken| spoken.two);
        let actors = two.iter().flatten().filter_map(|&actor| self.list.get(actor));
        let both: Vec<Party> = actors.map(|actor| Party { actor: Some(actor.id.clone()), span: party.span }).collect();
        if both.is_empty() { vec![party] } else { both }
    }

    /// The words of those who share a noun with the first of them.
    fn shared_with(&self, scene: &Scene<'_>, word: Word) -> Vec<Word> {
        self.shared.get(&self.meant(scene, word)).cloned().unwrap_or_default()
    }

    /// The head words of those participants.
    pub fn party_words(&self, scene: &Scene<'_>, word: Word) -> Vec<Word> {
        let syntax = &scene.sentences[word.sentence];
        let meant = self.meant(scene, word);
        let examples = examples(scene, meant);
        if !examples.is_empty() {
            return examples;
        }
        let mut words = vec![word];
        words.extend(syntax.conjuncts(meant.word).into_iter().skip(1).map(|other| Word::new(meant.sentence, other)));
        // "X, along with Y, crushed it": the parser hangs Y on X or on the verb.
        let verb = syntax.head(word.word).filter(|_| syntax.token(word.word).relation.is("nsubj"));
        for (preposition, other) in std::iter::once(meant.word).chain(verb).flat_map(|on| syntax.prepositional(on)) {
            if matches!(preposition.as_str(), "together-with" | "along-with" | "as-well-as" | "alongside") {
                words.push(Word::new(meant.sentence, other));
            }
        }
        words.retain(|word| scene.token(*word).upos != Upos::Verb);
        // "Norlandic and Sudlandic troops, and the police": the others of each.
        let all = words.iter().flat_map(|&word| std::iter::once(word).chain(self.shared_with(scene, word)));
        all.collect()
    }
}

/// "enemies such as *X*, *Y* and *Z*": those whom a noun in the plural is explained by.
fn examples(scene: &Scene<'_>, noun: Word) -> Vec<Word> {
    let syntax = &scene.sentences[noun.sentence];
    if !scene.token(noun).feats.has("Number", "Plur") || scene.entity_at(noun).is_some() {
        return Vec::new();
    }
    let such = syntax.prepositional(noun.word).into_iter().filter(|(preposition, _)| preposition == "such-as");
    let examples = such.flat_map(|(_, first)| syntax.conjuncts(first));
    examples.map(|word| Word::new(noun.sentence, word)).filter(|&word| scene.entity_at(word).is_some()).collect()
}

/// Words that stand before a noun as its modifier.
trait Adjectival {
    fn relation_is_adjectival(&self) -> bool;
}

impl Adjectival for sayso_parse::Token {
    fn relation_is_adjectival(&self) -> bool {
        self.relation.is_any(&["amod", "compound"])
    }
}

/// "*Norland*-backed" without its hyphen.
fn without_hyphen(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let bare = words.trim_matches(['-', '‐', '‑', '–']);
    let before = words.len() - words.trim_start_matches(['-', '‐', '‑', '–']).len();
    if bare.is_empty() { span } else { Span::new(span.start + before, span.start + before + bare.len()) }
}
