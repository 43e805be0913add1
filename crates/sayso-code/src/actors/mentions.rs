//! Which words of a document may speak of somebody: names, descriptions, nationalities, pronouns.

use super::Sort;
use super::describe::{Describer, Description};
use super::lexicon::StateWord;
use super::names::words;
use super::{regions, shared};
use crate::scene::Word;
use sayso_core::{MentionForm, Span};
use sayso_parse::{Entity, EntityKind, Upos};
use std::collections::HashMap;

/// A pronoun that can take somebody up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    /// I, my: the speaker of a quotation.
    I,
    /// we, you: nobody is sure who.
    Other,
}

impl Pronoun {
    pub fn of(form: &str) -> Option<Pronoun> {
        Some(match form.to_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Pronoun::He,
            "she" | "her" | "hers" | "herself" => Pronoun::She,
            "it" | "its" | "itself" => Pronoun::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
            "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
            "we" | "us" | "our" | "ours" | "ourselves" | "you" | "your" | "yours" | "yourself" | "yourselves" => {
                Pronoun::Other
            }
            _ => return None,
        })
    }

    /// What it stands for as long as nobody knows better.
    pub fn sort(self) -> Sort {
        match self {
            Pronoun::He | Pronoun::She | Pronoun::I => Sort::Person,
            Pronoun::They | Pronoun::Other => Sort::Group,
            Pronoun::It => Sort::Thing,
        }
    }
}

/// An office or function told beside a name.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub text: String,
    pub lemma: String,
    pub span: Span,
    pub owner: Option<Word>,
}

/// A phrase that may speak of somebody.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub head: Word,
    pub span: Span,
    pub form: MentionForm,
    pub what: Description,
    /// The name without titles, where it is one.
    pub name: Option<String>,
    pub name_words: Vec<String>,
    /// What to call it where its own words tell of others as well: "Indian troops" of "Chinese and Indian troops".
    pub shown: Option<String>,
    pub titles: Vec<Title>,
    /// "the", "this", a possessor.
    pub definite: bool,
    /// A number or "a", "some", "many" before it.
    pub counted: bool,
    /// "no government": none that others could speak of.
    pub nobody: bool,
    pub lemma: String,
    /// Words before the noun that tell it from others of its kind.
    pub modifiers: Vec<String>,
    pub pronoun: Option<Pronoun>,
}

impl Candidate {
    pub fn sort(&self) -> Sort {
        self.what.sort.unwrap_or(Sort::Thing)
    }
}

/// All candidates in the order of the text, and the words that belong to the name of another one ("Minister" whose
/// name hangs on it).
pub(super) struct Mentions {
    pub candidates: Vec<Candidate>,
    pub by_head: HashMap<Word, usize>,
    pub alias: HashMap<Word, Word>,
    /// Nouns that stand for several, with the words that stand for the others.
    pub shared: HashMap<Word, Vec<Word>>,
}

pub(super) fn find(describer: &Describer<'_>) -> Mentions {
    let mut candidates = Vec::new();
    let mut alias = HashMap::new();
    for (sentence, syntax) in describer.scene.sentences.iter().enumerate() {
        for index in 0..syntax.len() {
            let word = Word::new(sentence, index);
            if let Some(entity) = describer.name_at(word) {
                let head = describer.scene.entity_head(entity);
                if head != word {
                    alias.insert(word, head);
                } else if let Some(candidate) = name_candidate(describer, word, entity) {
                    if let Some(title) = title_above(describer, word, entity) {
                        alias.insert(title, word);
                    }
                    candidates.push(candidate);
                }
            } else if let Some(candidate) = other_candidate(describer, word) {
                candidates.push(candidate);
            }
        }
    }
    alias.extend(counted_by_amounts(describer, &candidates));
    candidates.retain(|candidate| !alias.contains_key(&candidate.head));
    let shared = share(describer, &mut candidates);
    candidates.sort_by_key(|candidate| (candidate.span.start, candidate.head));
    regions::name_states(describer, &mut candidates);
    let by_head = candidates.iter().enumerate().map(|(index, candidate)| (candidate.head, index)).collect();
    Mentions { candidates, by_head, alias, shared }
}

/// Gives each of those who share a noun a candidate of its own.
fn share(describer: &Describer<'_>, candidates: &mut Vec<Candidate>) -> HashMap<Word, Vec<Word>> {
    let mut shared = HashMap::new();
    let mut found = Vec::new();
    for candidate in candidates.iter_mut() {
        let others = shared::split(describer, candidate);
        let words: Vec<Word> =
            others.iter().map(|other| other.head).chain(shared::behind(describer, candidate)).collect();
        if !words.is_empty() {
            shared.insert(candidate.head, words);
        }
        found.extend(others);
    }
    // A state before a noun may have a candidate of its own ("*US* and Iranian officials"): it now stands for what it tells of the noun.
    candidates.retain(|candidate| !found.iter().any(|other: &Candidate| other.head == candidate.head));
    candidates.extend(found);
    shared
}

/// "Dozens of students" are the students: the noun counted belongs to the amount, unless it is a definite whole of
/// which the amount is a part ("two of the soldiers").
fn counted_by_amounts(describer: &Describer<'_>, candidates: &[Candidate]) -> Vec<(Word, Word)> {
    let by_head: HashMap<Word, &Candidate> = candidates.iter().map(|candidate| (candidate.head, candidate)).collect();
    let amounts = candidates
        .iter()
        .filter(|candidate| describer.lexicon.is_amount(&candidate.lemma) && candidate.sort() == Sort::Group);
    amounts
        .filter_map(|amount| {
            let counted = describer.phrases(amount.head, &["of"]).into_iter().next()?;
            let whole = by_head.get(&counted)?;
            (!whole.definite && whole.name.is_none()).then_some((counted, amount.head))
        })
        .collect()
}

/// A title that the tree takes for the head of the name: "Minister" in "Minister Ann Lee".
fn title_above(describer: &Describer<'_>, word: Word, entity: &Entity) -> Option<Word> {
    let syntax = &describer.scene.sentences[word.sentence];
    let head = syntax.head(word.word)?;
    let wanted = match entity.kind {
        EntityKind::Person => Sort::Person,
        EntityKind::Organization => Sort::Organization,
        _ => return None,
    };
    let adjacent = head + 1 == entity.first;
    let fits =
        syntax.token(word.word).relation.is_any(&["flat", "appos", "compound", "nmod:desc", "nmod:unmarked", "dep"]);
    let title = Word::new(word.sentence, head);
    let is_title = describer.noun_class(title).is_some_and(|class| class.sort == wanted) && !describer.is_plural(title);
    (adjacent && fits && is_title && describer.name_at(title).is_none()).then_some(title)
}

fn name_candidate(describer: &Describer<'_>, head: Word, entity: &Entity) -> Option<Candidate> {
    let scene = describer.scene;
    let syntax = &scene.sentences[head.sentence];
    let mut what = describer.describe(head);
    let is_scene = what.scene;
    if !what.sort.is_some_and(Sort::can_act) && !is_scene {
        return None;
    }
    if what.sort == Some(Sort::Place) && what.key.is_none() {
        return None;
    }
    let token = scene.token(head);
    let first = syntax.first_conjunct(head.word);
    let adjectival = syntax.token(first).relation.is_any(&["amod", "compound", "nmod:desc"]);
    let text = scene.words_at(entity.span);
    let is_people_word = entity.kind == EntityKind::Norp
        || describer
            .lexicon
            .state(text)
            .is_some_and(|(_, how)| matches!(how, StateWord::Adjective | StateWord::People));
    if adjectival && is_people_word {
        // "Iranian troops" tells what the troops are; "Iranian strikes" is Iran acting.
        let governor = syntax.head(first).map(|governor| Word::new(head.sentence, governor));
        // "Seized Norlandic *territory*" is done to Norland.
        let is_its_own = governor.is_some_and(|governor| describer.lexicon.is_territory(&scene.token(governor).lemma));
        let acts = governor.filter(|_| !is_its_own).is_some_and(|governor| {
            describer.name_at(governor).is_some()
                || describer.describe(governor).sort.is_some_and(|sort| sort.can_act() || sort == Sort::Place)
        });
        if acts {
            return None;
        }
    }
    let (name, mut titles) = without_titles(describer, text, entity.span);
    for title in &titles {
        if what.sector.is_empty()
            && let Some(class) = describer.lexicon.listed_noun(&title.lemma)
        {
            what.sector.extend(describer.lexicon.sector_of_title(&title.lemma, class));
        }
    }
    let above = title_above(describer, head, entity);
    let before = describer.title_before(head, entity.span).or(above);
    if let (Some(title), Some(Sort::Person)) = (before, what.sort) {
        titles.push(title_of(describer, title, entity.span));
        if above == Some(title) {
            let described = describer.describe(title);
            what.country = what.country.or(described.country);
            what.owners.extend(described.owners);
            what.gender = what.gender.or(described.gender);
            if what.sector.is_empty() {
                what.sector = described.sector;
            }
        }
    }
    let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
    let is_acronym = (2..=7).contains(&letters.chars().count())
        && !name.contains(' ')
        && letters.chars().filter(|c| c.is_uppercase()).count() * 3 >= letters.chars().count() * 2;
    let form = match what.sort {
        _ if is_people_word => MentionForm::Group,
        Some(Sort::Person) => MentionForm::Name,
        _ if is_acronym => MentionForm::Acronym,
        _ => MentionForm::Name,
    };
    let possessive = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
    let span = possessive.map_or(entity.span, |short| Span::new(entity.span.start, entity.span.start + short.len()));
    Some(Candidate {
        head,
        span,
        form,
        name_words: words(&name),
        shown: None,
        name: Some(name),
        titles,
        definite: true,
        counted: false,
        nobody: false,
        lemma: token.lemma.to_lowercase(),
        modifiers: Vec::new(),
        pronoun: None,
        what,
    })
}

/// Cuts "President", "Mr" and the like off the front of a person's name.
fn without_titles(describer: &Describer<'_>, text: &str, span: Span) -> (String, Vec<Title>) {
    let mut rest = text.trim_end_matches("'s").trim_end_matches("’s").trim();
    let mut titles = Vec::new();
    while let Some((first, after)) = rest.split_once(' ') {
        let lower = first.to_lowercase();
        let office = describer.lexicon.office(first).unwrap_or(&lower).to_string();
        let is_office = describer.lexicon.listed_noun(&office).is_some_and(|class| class.sort == Sort::Person);
        let is_article = lower == "the";
        if !is_office && !is_article && describer.lexicon.honorific(first).is_none() || after.trim().is_empty() {
            break;
        }
        if is_office {
            let start = span.start + text.find(first).unwrap_or(0);
            titles.push(Title {
                text: first.to_string(),
                lemma: office,
                span: Span::new(start, start + first.len()),
                owner: None,
            });
        }
        rest = after.trim();
    }
    // Names of bodies keep their words: "President Hotel" is cut by nobody.
    let is_person_like = describer.known(text).is_none() && describer.lexicon.sector_of_name(text).is_none();
    if is_person_like {
        (rest.to_string(), titles)
    } else {
        (text.trim_start_matches("the ").trim_start_matches("The ").to_string(), Vec::new())
    }
}

/// The title that a noun before or above a name makes, with its own modifiers.
fn title_of(describer: &Describer<'_>, noun: Word, name: Span) -> Title {
    let scene = describer.scene;
    let syntax = &scene.sentences[noun.sentence];
    let mut first = noun.word;
    while let Some(before) = first.checked_sub(1) {
        let token = syntax.token(before);
        let word = Word::new(noun.sentence, before);
        let fits = matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn) || &*token.form == "-";
        let is_state = describer.lexicon.state(&token.form).is_some() || describer.name_at(word).is_some();
        if !fits || is_state || token.span.start >= name.start {
            break;
        }
        first = before;
    }
    let span = syntax.token(first).span.join(scene.token(noun).span);
    let owner = describer.describe(noun).owners.first().copied();
    let words = scene.words_at(span).to_lowercase();
    // "11-year-old student" loses its number.
    let words = if words.starts_with('-') { scene.token(noun).form.to_lowercase() } else { words };
    Title { text: words, lemma: scene.token(noun).lemma.to_lowercase(), span, owner }
}

fn other_candidate(describer: &Describer<'_>, head: Word) -> Option<Candidate> {
    let scene = describer.scene;
    let syntax = &scene.sentences[head.sentence];
    let token = scene.token(head);
    if let Some(pronoun) = Pronoun::of(&token.form).filter(|_| matches!(token.upos, Upos::Pron | Upos::Det)) {
        if token.relation.is("expl") {
            return None;
        }
        return Some(Candidate {
            head,
            span: token.span,
            form: MentionForm::Pronoun,
            what: Description {
                sort: Some(pronoun.sort()),
                plural: pronoun == Pronoun::They,
                ..Description::default()
            },
            name: None,
            name_words: Vec::new(),
            shown: None,
            titles: Vec::new(),
            definite: true,
            counted: false,
            nobody: false,
            lemma: token.lemma.to_lowercase(),
            modifiers: Vec::new(),
            pronoun: Some(pronoun),
        });
    }
    let nominal = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Num)
        || token.upos == Upos::Adj && is_nominal(token.relation);
    if !nominal || token.relation.is_any(&["nummod", "flat", "fixed", "goeswith"]) {
        return None;
    }
    let what = describer.describe(head);
    if !what.sort.is_some_and(Sort::can_act) {
        return None;
    }
    if token.relation.is_any(&["compound", "amod", "nmod:desc"]) {
        // "police raid" is police raiding; "police officer" and "student union" are told by the whole phrase.
        let governor = syntax.head(head.word).map(|governor| Word::new(head.sentence, governor));
        let whole = governor.is_some_and(|governor| {
            describer.name_at(governor).is_some()
                || describer.describe(governor).sort.is_some_and(|sort| sort != Sort::Thing)
        });
        if whole || what.sort == Some(Sort::Person) {
            return None;
        }
    }
    let is_name = token.upos == Upos::Propn;
    let span = syntax.phrase(head.word).trimmed(scene.text());
    let det = syntax.child(head.word, &["det"]).map(|det| syntax.token(det).form.to_lowercase());
    let definite = matches!(det.as_deref(), Some("the" | "this" | "that" | "these" | "those" | "both"))
        || syntax.possessor(head.word).is_some();
    let counted = syntax.child(head.word, &["nummod"]).is_some() && !definite
        || matches!(
            det.as_deref(),
            Some(
                "a" | "an"
                    | "another"
                    | "some"
                    | "several"
                    | "many"
                    | "any"
                    | "no"
                    | "each"
                    | "every"
                    | "one"
                    | "other"
            )
        );
    let name = (is_name && what.key.is_some()
        || is_name && what.sort == Some(Sort::Person) && describer.noun_class(head).is_none())
    .then(|| scene.words_at(token.span).to_string());
    let modifiers = describer
        .words_before(head, token.span)
        .into_iter()
        .map(|word| scene.token(word))
        .filter(|token| {
            !matches!(
                token.upos,
                Upos::Det | Upos::Num | Upos::Punct | Upos::Adp | Upos::Adv | Upos::Pron | Upos::Cconj
            )
        })
        .map(|token| token.lemma.to_lowercase())
        .collect();
    Some(Candidate {
        head,
        span,
        form: match what.sort {
            _ if name.is_some() => MentionForm::Name,
            Some(Sort::Group) => MentionForm::Group,
            _ => MentionForm::Description,
        },
        name_words: name.as_deref().map(words).unwrap_or_default(),
        shown: None,
        name,
        titles: Vec::new(),
        definite: definite || is_name,
        counted,
        nobody: matches!(det.as_deref(), Some("no" | "neither")),
        lemma: token.lemma.to_lowercase(),
        modifiers,
        pronoun: None,
        what,
    })
}

fn is_nominal(relation: sayso_parse::Relation) -> bool {
    relation.is_any(&["nsubj", "obj", "iobj", "obl", "nmod", "appos"])
}
