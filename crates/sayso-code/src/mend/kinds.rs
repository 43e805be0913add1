//! Names whose kind a parser gets wrong: a state that expels an ambassador is no man, a town that is shelled is no
//! person, and a foreign minister who is told something is no body.
//!
//! Lists know what a name may be; the text tells where it is a person's after all: a given name, a title, an age beside
//! it, a longer name of somebody ("Michael Jordan"), "his" and "her" that nobody else can be meant by.

use crate::actors::{ActorLexicon, Sort, StateWord};
use crate::places::{Entry, EntryKind, Gazetteer, fold};
use crate::syntax::Syntax;
use sayso_core::Span;
use sayso_parse::{Entity, EntityKind, Parse, Upos};
use std::collections::{HashMap, HashSet};

/// Inhabitants of a town whose name alone tells that it is one.
const LARGE: u64 = 100_000;

/// Inhabitants of a capital that is known by its name.
const CAPITAL: u64 = 30_000;

/// Inhabitants of a town of which any spelling tells that.
const VERY_LARGE: u64 = 300_000;

/// Words behind a name within which "who" speaks of it.
const WHO: usize = 2;

/// Sectors of bodies whose names people have, too: "Ford", "Adani".
const LIKE_SURNAMES: &[&str] = &["BUS", "JRN"];

/// What lists know of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// A state, or the seat of its government.
    State,
    /// A large town or a province, which many people are called like.
    Town,
    /// Any other place.
    Village,
    /// A body.
    Body,
    /// Somebody's who is well known.
    Surname,
}

/// The lists.
pub struct Lists<'l> {
    /// States, bodies, leaders, given names.
    pub actors: &'l ActorLexicon,
    /// Towns.
    pub gazetteer: &'l Gazetteer,
}

impl Lists<'_> {
    fn of(&self, name: &str, kind: EntityKind) -> Option<Known> {
        if kind == EntityKind::Organization {
            let is_surname = self.actors.is_leaders_surname(name) && is_capitalised(name);
            let other = || self.actors.state(name).is_some() || self.actors.bodies(name).next().is_some();
            return (is_surname && !other()).then_some(Known::Surname);
        }
        if self.actors.gender_of_given_name(name).is_some() {
            return None;
        }
        if self.actors.is_listed_state(name) {
            return match self.actors.state(name) {
                Some((_, StateWord::Name | StateWord::Seat)) => Some(Known::State),
                Some((code, StateWord::Capital)) if self.is_town_of(name, code) => Some(Known::State),
                Some((_, StateWord::Capital)) => Some(Known::Village),
                _ => None,
            };
        }
        if let Some((_, body)) = self.actors.bodies(name).next() {
            let like_surname = !name.contains([' ', '-'])
                && (body.sector.iter().any(|sector| LIKE_SURNAMES.contains(&sector.as_str()))
                    || self.actors.is_leaders_surname(name));
            return (body.sort == Sort::Organization && !like_surname).then_some(Known::Body);
        }
        if self.actors.is_leaders_surname(name) {
            return None;
        }
        let key = fold(name);
        let places = self.gazetteer.lookup_key(&key).into_iter().filter_map(|id| self.gazetteer.entry(id));
        let of = |entry: Entry| match entry.kind {
            EntryKind::Province => Known::Town,
            EntryKind::Place if entry.population >= VERY_LARGE => Known::Town,
            EntryKind::Place if entry.population >= LARGE && fold(&entry.name) == key => Known::Town,
            _ => Known::Village,
        };
        places.map(of).max_by_key(|known| *known == Known::Town)
    }

    /// What a name of several words is, where the lists know it as that of a state, its people or a body.
    pub(super) fn kind_of_whole(&self, name: &str) -> Option<EntityKind> {
        match self.actors.state(name) {
            Some((_, StateWord::Name)) => Some(EntityKind::Location),
            Some((_, StateWord::Adjective | StateWord::People)) => Some(EntityKind::Norp),
            Some(_) => None,
            None => self.actors.bodies(name).next().map(|_| EntityKind::Organization),
        }
    }

    /// Whether a capital is no village, as some are that many people are called like (Hamilton, Stanley).
    fn is_town_of(&self, name: &str, country: &str) -> bool {
        let entries = self.gazetteer.lookup(name).into_iter().filter_map(|id| self.gazetteer.entry(id));
        let countries = self.gazetteer.countries();
        entries
            .filter(|entry| entry.kind == EntryKind::Place && entry.population >= CAPITAL)
            .any(|entry| countries.get(entry.country).is_some_and(|found| found.alpha3 == country))
    }

    fn is_post_or_title(&self, word: &str) -> bool {
        self.actors.honorific(word).is_some() || self.actors.is_post(&word.to_lowercase())
    }
}

/// "Blinken", but neither "UNHCR" nor "eBay".
fn is_capitalised(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase) && !name.contains(' ')
}

/// Gives names the kind that lists know them by.
pub fn mend(parse: &mut Parse, text: &str, lists: &Lists<'_>) {
    let mut known: HashMap<(String, EntityKind), Option<Known>> = HashMap::new();
    let longer = words_of_longer_names(parse, text);
    let mut changes: Vec<(usize, EntityKind)> = Vec::new();
    for (at, entity) in parse.entities.iter().enumerate() {
        if !matches!(entity.kind, EntityKind::Person | EntityKind::Organization) {
            continue;
        }
        let name = bare(entity.span.of(text));
        let what = known.entry((name.to_string(), entity.kind)).or_insert_with(|| lists.of(name, entity.kind));
        let Some(what) = *what else { continue };
        let Some(sentence) = parse.sentences.get(entity.sentence) else { continue };
        let place = Place { syntax: &Syntax::new(sentence), entity, parse, text, lists };
        let kind = match what {
            Known::Surname => (!place.is_called_body()).then_some(EntityKind::Person),
            _ if longer.contains(&fold(name)) || place.is_person() => None,
            Known::State => Some(EntityKind::Location),
            Known::Body => Some(EntityKind::Organization),
            Known::Town => (place.is_where() || place.is_beside_place()).then_some(EntityKind::Location),
            Known::Village => place.is_beside_place().then_some(EntityKind::Location),
        };
        changes.extend(kind.map(|kind| (at, kind)));
    }
    for (at, kind) in changes {
        if let Some(entity) = parse.entities.get_mut(at) {
            entity.kind = kind;
        }
    }
}

/// A name without the ending of a possessor.
fn bare(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
}

/// The words of names of persons that have several: "Michael Jordan" makes a person of every "Jordan".
fn words_of_longer_names(parse: &Parse, text: &str) -> HashSet<String> {
    let persons = parse.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let names = persons.map(|entity| bare(entity.span.of(text))).filter(|name| name.contains(' '));
    names.flat_map(|name| name.split_whitespace().map(fold)).collect()
}

/// A name in its sentence.
struct Place<'p> {
    syntax: &'p Syntax<'p>,
    entity: &'p Entity,
    parse: &'p Parse,
    text: &'p str,
    lists: &'p Lists<'p>,
}

impl Place<'_> {
    /// Whether something beside the name makes a person of it.
    fn is_person(&self) -> bool {
        self.is_part_of_name()
            || self.has_title()
            || self.has_age()
            || self.has_who()
            || self.is_kins()
            || self.is_meant()
    }

    fn entity_at(&self, word: usize) -> Option<&Entity> {
        let mut all = self.parse.entities.iter().filter(|entity| entity.sentence == self.entity.sentence);
        all.find(|entity| entity.first <= word && word < entity.end)
    }

    /// "*Ann* Lagos", where the parse marks the second word only.
    fn is_part_of_name(&self) -> bool {
        let before = self.entity.first.checked_sub(1);
        let touches = |left: usize, right: usize| {
            let gap = Span::new(self.syntax.token(left).span.end, self.syntax.token(right).span.start);
            gap.of(self.text).chars().all(|c| c == ' ')
        };
        let is_name = |word: usize| {
            let token = self.syntax.token(word);
            let capital = token.form.starts_with(char::is_uppercase);
            let other = self.entity_at(word).is_some_and(|entity| entity.kind != EntityKind::Person);
            token.upos == Upos::Propn && capital && !other && self.lists.actors.state(&token.form).is_none()
        };
        let behind = Some(self.entity.end).filter(|&word| word < self.syntax.len());
        before.is_some_and(|word| word > 0 && is_name(word) && touches(word, self.entity.first))
            || behind.is_some_and(|word| is_name(word) && touches(self.entity.end - 1, word))
            || before
                .is_some_and(|word| self.lists.actors.gender_of_given_name(&self.syntax.token(word).form).is_some())
    }

    /// "*President* Jordan"
    fn has_title(&self) -> bool {
        let before = self.entity.first.checked_sub(1);
        before.is_some_and(|word| self.lists.is_post_or_title(&self.syntax.token(word).form))
    }

    /// "Jordan, *34*, was arrested"
    fn has_age(&self) -> bool {
        let form = |word: usize| (word < self.syntax.len()).then(|| &*self.syntax.token(word).form);
        let mark = form(self.entity.end);
        let number = form(self.entity.end + 1).is_some_and(|form| form.parse::<u8>().is_ok_and(|age| age > 9));
        matches!(mark, Some("," | "(")) && number && matches!(form(self.entity.end + 2), Some("," | ")" | "."))
    }

    /// "Jordan, *who* fled"
    fn has_who(&self) -> bool {
        let end = (self.entity.end + WHO).min(self.syntax.len());
        (self.entity.end..end).any(|word| matches!(self.syntax.lemma(word), "who" | "whom"))
    }

    /// "Jordan's *mother*", "Jordan and his *wife*"
    fn is_kins(&self) -> bool {
        let head = self.head();
        let owned = self.syntax.head(head).filter(|_| self.syntax.token(head).relation.is("nmod:poss"));
        owned.is_some_and(|owned| {
            let class = self.lists.actors.listed_noun(&self.syntax.lemma(owned).to_lowercase());
            class.is_some_and(|class| class.gender.is_some() && class.sector.is_empty())
        })
    }

    /// "Jordan said *his* house had burnt", with nobody else before in this sentence or the last whose it could be.
    fn is_meant(&self) -> bool {
        let is_pronoun = |word: &usize| {
            let token = self.syntax.token(*word);
            matches!(token.upos, Upos::Pron | Upos::Det)
                && matches!(
                    &*token.form.to_lowercase(),
                    "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself"
                )
        };
        let Some(pronoun) = (self.entity.end..self.syntax.len()).find(is_pronoun) else { return false };
        let somebody = |sentence: usize, before: usize| {
            let persons = self.parse.entities.iter().any(|entity| {
                entity.sentence == sentence
                    && entity.kind == EntityKind::Person
                    && entity.first < before
                    && entity.span.of(self.text) != self.entity.span.of(self.text)
            });
            let tokens = self.parse.sentences.get(sentence).map_or(&[][..], |sentence| &sentence.tokens);
            persons
                || tokens.iter().take(before).any(|token| {
                    token.upos == Upos::Noun
                        && !token.feats.has("Number", "Plur")
                        && self.lists.actors.is_post(&token.lemma.to_lowercase())
                })
        };
        let last = self.entity.sentence.checked_sub(1);
        !somebody(self.entity.sentence, pronoun) && !last.is_some_and(|last| somebody(last, usize::MAX))
    }

    fn head(&self) -> usize {
        let inside = self.entity.first..self.entity.end.min(self.syntax.len());
        let is_head = |word: &usize| self.syntax.head(*word).is_none_or(|head| !inside.contains(&head));
        inside.clone().find(is_head).unwrap_or(self.entity.first)
    }

    /// "in *Kharkiv*", "shelled *Kharkiv* and Odesa": what is reached, struck or held is a town where there is one of that name.
    fn is_where(&self) -> bool {
        let first = self.syntax.first_conjunct(self.head());
        if let Some(preposition) = self.syntax.preposition(first) {
            return self.lists.actors.is_scene_preposition(&preposition);
        }
        let relation = self.syntax.token(first).relation;
        let Some(verb) = self.syntax.head(first).filter(|&verb| self.syntax.token(verb).upos == Upos::Verb) else {
            return false;
        };
        let lemma = self.syntax.lemma(verb).to_lowercase();
        let struck = relation.is("obj") || relation.is("nsubj:pass");
        struck && self.lists.actors.reaches(&lemma)
    }

    /// "Kharkiv and *Kherson*", of which the parse takes one for a place.
    fn is_beside_place(&self) -> bool {
        let own = self.head();
        let row = self.syntax.conjuncts(self.syntax.first_conjunct(own));
        let is_place = |at: usize| self.entity_at(at).is_some_and(|entity| entity.kind == EntityKind::Location);
        row.contains(&own) && row.into_iter().any(is_place)
    }

    /// "the *Blinken* Institute", "the *Lee* said": words beside it that only a body's name has.
    fn is_called_body(&self) -> bool {
        let before = self.entity.first.checked_sub(1).map(|word| self.syntax.lemma(word).to_lowercase());
        matches!(before.as_deref(), Some("the" | "a" | "an")) || self.is_part_of_name()
    }
}

#[cfg(all(test, feature = "embedded-gazetteer"))]
mod tests {
    use super::{Lists, mend};
    use crate::actors::ActorLexicon;
    use crate::hand_tree;
    use crate::lexicon::LexiconFiles;
    use crate::places::Gazetteer;
    use sayso_parse::{Entity, EntityKind};
    use std::sync::LazyLock;

    static LEXICON: LazyLock<ActorLexicon> =
        LazyLock::new(|| ActorLexicon::load(&LexiconFiles::embedded()).unwrap_or_else(|error| panic!("{error}")));
    static GAZETTEER: LazyLock<Gazetteer> =
        LazyLock::new(|| Gazetteer::embedded().unwrap_or_else(|error| panic!("{error}")));

    /// The kinds of names, each given as kind, sentence, first and last word (from 1), after mending.
    fn kinds(trees: &str, names: &[(EntityKind, usize, usize, usize)]) -> Vec<&'static str> {
        let (document, mut parse) = hand_tree::document(trees);
        let entities = names.iter().map(|&(kind, sentence, first, last)| {
            let tokens = &parse.sentences[sentence - 1].tokens;
            let span = tokens[first - 1].span.join(tokens[last - 1].span);
            Entity { span, kind, sentence: sentence - 1, first: first - 1, end: last }
        });
        parse.entities = entities.collect();
        mend(&mut parse, &document.text, &Lists { actors: &LEXICON, gazetteer: &GAZETTEER });
        parse.entities.iter().map(|entity| entity.kind.name()).collect()
    }

    const EXPELLED: &str = "Chad/PROPN/2/nsubj expelled:expel/VERB/0/root the/DET/4/det envoy/NOUN/2/obj";
    use EntityKind::{Organization, Person};

    #[test]
    fn a_state_that_acts_is_no_man() {
        assert_eq!(kinds(EXPELLED, &[(Person, 1, 1, 1)]), ["Location"]);
        assert_eq!(kinds(&EXPELLED.replace("Chad", "Moscow"), &[(Person, 1, 1, 1)]), ["Location"]);
        assert_eq!(kinds(&EXPELLED.replace("Chad", "Hamilton"), &[(Person, 1, 1, 1)]), ["Person"]);
        assert_eq!(kinds(&EXPELLED.replace("Chad", "Hamas"), &[(Person, 1, 1, 1)]), ["Organization"]);
        assert_eq!(kinds(&EXPELLED.replace("Chad", "Varga"), &[(Person, 1, 1, 1)]), ["Person"]);
    }

    #[test]
    fn a_longer_name_makes_a_person_of_it() {
        let longer = format!("Chad/PROPN/3/nsubj Vell/PROPN/1/flat left:leave/VERB/0/root\n{EXPELLED}");
        assert_eq!(kinds(&longer, &[(Person, 1, 1, 2), (Person, 2, 1, 1)]), ["Person", "Person"]);
    }

    #[test]
    fn what_stands_beside_it_makes_a_person_of_it() {
        let title = "President/PROPN/2/compound Chad/PROPN/3/nsubj left:leave/VERB/0/root";
        assert_eq!(kinds(title, &[(Person, 1, 2, 2)]), ["Person"]);
        let age = "Chad/PROPN/5/nsubj ,/PUNCT/3/punct 34/NUM/1/appos ,/PUNCT/3/punct left:leave/VERB/0/root";
        assert_eq!(kinds(age, &[(Person, 1, 1, 1)]), ["Person"]);
        let own =
            "Chad/PROPN/2/nsubj said:say/VERB/0/root his/PRON/4/nmod:poss house/NOUN/5/nsubj burnt:burn/VERB/2/ccomp";
        assert_eq!(kinds(own, &[(Person, 1, 1, 1)]), ["Person"]);
        let kin = "Chad/PROPN/3/nmod:poss ’s/PART/1/case mother/NOUN/4/nsubj left:leave/VERB/0/root";
        assert_eq!(kinds(kin, &[(Person, 1, 1, 1)]), ["Person"]);
        // "He" is the minister.
        let other = "Chad/PROPN/2/nsubj said:say/VERB/0/root a/DET/4/det minister/NOUN/5/nsubj left:leave/VERB/2/ccomp \
            his/PRON/7/nmod:poss post/NOUN/5/obj";
        assert_eq!(kinds(other, &[(Person, 1, 1, 1)]), ["Location"]);
    }

    #[test]
    fn a_large_town_is_one_where_it_is_reached() {
        let shelled =
            "Troops:troop/NOUN/2/nsubj shelled:shell/VERB/0/root Kharkiv/PROPN/2/obj and/CCONJ/5/cc Odesa/PROPN/3/conj";
        assert_eq!(kinds(shelled, &[(Person, 1, 3, 3), (Person, 1, 5, 5)]), ["Location", "Location"]);
        let said = "Birmingham/PROPN/2/nsubj said:say/VERB/0/root so/ADV/2/advmod";
        assert_eq!(kinds(said, &[(Person, 1, 1, 1)]), ["Person"]);
    }

    #[test]
    fn a_known_family_name_is_no_body() {
        let told = "Kagame/PROPN/2/nsubj told:tell/VERB/0/root Museveni/PROPN/2/obj";
        assert_eq!(kinds(told, &[(Person, 1, 1, 1), (Organization, 1, 3, 3)]), ["Person", "Person"]);
        let wagner = told.replace("Museveni", "Wagner");
        assert_eq!(kinds(&wagner, &[(Person, 1, 1, 1), (Organization, 1, 3, 3)]), ["Person", "Organization"]);
    }
}
