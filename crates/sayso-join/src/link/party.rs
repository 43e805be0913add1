//! Two participants: the same, part of one another, alike, different, or nothing to tell.

use crate::account::PartyOf;
use crate::words::{TermId, id, words};
use sayso_core::ActorKind;

/// Words of descriptions that nearly anybody may be called by.
const ANYBODY: &[&str] = &[
    "man", "woman", "men", "women", "peopl", "person", "other", "group", "member", "one", "someon", "author", "offici",
    "victim", "suspect", "individu", "resid", "they", "he", "she", "him", "her", "them", "it", "who", "which", "that",
    "these", "those", "this", "all", "some", "both", "two", "three", "mani", "number",
];
/// Words after which a description goes on with something else than the thing described.
const AFTER_HEAD: &[&str] = &[
    "of", "in", "on", "at", "from", "who", "which", "that", "with", "to", "for", "by", "near", "outside", "inside",
    "aboard", "under", "after", "whose",
];
/// Words that say nothing in a name or description.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "and", "for", "in", "on", "at", "to", "his", "her", "their", "its", "mr", "mrs", "ms",
    "dr", "sir",
];
/// Sectors that say too little to tell two participants of one country apart or together.
const VAGUE_SECTORS: &[&str] = &["UNK", "CVL"];

/// A participant as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Participant {
    /// As it is shown.
    pub(super) name: String,
    pub(super) named: bool,
    pub(super) kind: ActorKind,
    pub(super) country: Option<String>,
    sectors: Vec<String>,
    /// Stems of the name and of its other spellings, sorted; of the words where unresolved.
    tokens: Vec<TermId>,
    /// Stems of the name alone, in its order.
    own: Vec<TermId>,
    /// The first letter of the name.
    initial: Option<char>,
    /// The noun of a description; none where nearly anybody may be called so.
    head: Option<TermId>,
}

/// How two participants stand to one another, from least to most alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    /// Two names, or two countries.
    Different,
    /// Two descriptions with different nouns.
    Unlike,
    /// Nothing to tell by.
    Open,
    /// The same sort of people or body of no known name.
    Alike,
    /// One belongs to the other: a state and its police.
    Part,
    /// The same state.
    SameState,
    /// The same name.
    Same,
}

impl Participant {
    pub(super) fn of(party: &PartyOf) -> Participant {
        let own: Vec<TermId> = content(&party.name);
        let mut tokens = own.clone();
        if party.named {
            tokens.extend(party.aliases.iter().flat_map(|alias| content(alias)));
        }
        tokens.sort_unstable();
        tokens.dedup();
        Participant {
            initial: party.name.chars().next().map(|c| c.to_ascii_lowercase()),
            head: if party.named { None } else { head(&party.name) },
            name: party.name.clone(),
            named: party.named,
            kind: party.kind,
            country: party.country.clone(),
            sectors: party.sector.iter().filter(|s| !VAGUE_SECTORS.contains(&s.as_str())).cloned().collect(),
            tokens,
            own,
        }
    }

    /// A person with a name of two words and more: hardly shared by another.
    pub(super) fn full_name(&self) -> bool {
        self.named && self.kind == ActorKind::Person && self.own.len() > 1
    }

    /// The name as it enters keys: words sorted, so that "Orr, Ada" is "Ada Orr"; of states the country.
    pub(super) fn key(&self) -> Option<String> {
        match (self.named, self.kind, &self.country) {
            (true, ActorKind::State, Some(country)) => Some(country.clone()),
            (true, ActorKind::Person, _) => self.own.last().map(|last| format!("{last:x}")),
            (true, _, _) if !self.own.is_empty() => {
                let mut own = self.own.clone();
                own.sort_unstable();
                Some(format!("{:x}", own.iter().fold(0u64, |hash, id| hash.rotate_left(7) ^ id)))
            }
            _ => None,
        }
    }

    /// The first word of the name.
    pub(super) fn first_token(&self) -> TermId {
        self.own.first().copied().unwrap_or_default()
    }

    /// Whether a word with that stem belongs to the name or another spelling.
    pub(super) fn is_called(&self, stem: TermId) -> bool {
        self.tokens.binary_search(&stem).is_ok()
    }

    pub(super) fn compare(&self, other: &Participant) -> Kinship {
        match (self.named, other.named) {
            (true, true) => self.compare_names(other),
            (false, false) => self.compare_descriptions(other),
            (true, false) => self.compare_described(other),
            (false, true) => other.compare_described(self),
        }
    }

    fn compare_names(&self, other: &Participant) -> Kinship {
        let state = |p: &Participant| p.kind == ActorKind::State;
        match (state(self), state(other)) {
            (true, true) => {
                if self.country == other.country {
                    Kinship::SameState
                } else {
                    Kinship::Different
                }
            }
            (true, false) | (false, true) => match self.same_country(other) {
                Some(true) => Kinship::Part,
                Some(false) => Kinship::Different,
                None => Kinship::Open,
            },
            (false, false) if self.one_name(other) => Kinship::Same,
            // A short form, another spelling, or a relative: nothing to rely on, nothing that bars.
            (false, false) if !self.is_body() && !other.is_body() && self.one_family(other) => Kinship::Alike,
            (false, false) if self.is_body() && other.is_body() && self.one_body(other) => Kinship::Part,
            // A person and a body: he may act for it, and nothing tells.
            (false, false) if self.is_body() != other.is_body() => match self.one_body(other) {
                true => Kinship::Part,
                false => Kinship::Open,
            },
            (false, false) => Kinship::Different,
        }
    }

    fn compare_described(&self, described: &Participant) -> Kinship {
        if self.same_country(described) == Some(false) {
            return Kinship::Different;
        }
        if self.kind != ActorKind::State && overlap(&self.tokens, &described.tokens) > 0 {
            return Kinship::Alike;
        }
        match (self.same_country(described), self.kind) {
            (Some(true), ActorKind::State) => Kinship::Part,
            (Some(true), _) if self.shares_sector(described) => Kinship::Part,
            _ => Kinship::Open,
        }
    }

    fn compare_descriptions(&self, other: &Participant) -> Kinship {
        if self.same_country(other) == Some(false) {
            return Kinship::Different;
        }
        let countries = self.same_country(other) == Some(true);
        let shared = overlap(&self.tokens, &other.tokens);
        if countries && (self.shares_sector(other) || self.head == other.head) {
            return Kinship::Part;
        }
        match (self.head, other.head) {
            (Some(a), Some(b)) if a == b => Kinship::Alike,
            _ if shared * 2 > self.tokens.len().min(other.tokens.len()) => Kinship::Alike,
            (Some(_), Some(_)) if shared == 0 && !self.shares_sector(other) => Kinship::Unlike,
            _ => Kinship::Open,
        }
    }

    fn is_body(&self) -> bool {
        self.kind != ActorKind::Person
    }

    fn same_country(&self, other: &Participant) -> Option<bool> {
        Some(self.country.as_ref()? == other.country.as_ref()?)
    }

    fn shares_sector(&self, other: &Participant) -> bool {
        self.sectors.iter().any(|sector| other.sectors.contains(sector))
    }

    fn one_body(&self, other: &Participant) -> bool {
        self.same_country(other) == Some(true) && self.shares_sector(other)
    }

    fn one_family(&self, other: &Participant) -> bool {
        self.own.len() > 1
            && other.own.len() > 1
            && self.own.last() == other.own.last()
            && self.initial == other.initial
    }

    /// "A. Orr", "Orr" and "Ada Orr" are one name, "Ada Orr" and "Ben Orr" are two.
    fn one_name(&self, other: &Participant) -> bool {
        let shared = overlap(&self.tokens, &other.tokens);
        let (mine, theirs) = (&self.own, &other.own);
        if shared == 0 || mine.is_empty() || theirs.is_empty() {
            return false;
        }
        if mine.len() == 1 || theirs.len() == 1 {
            return overlap_of(mine, &other.tokens) == 1 || overlap_of(theirs, &self.tokens) == 1;
        }
        if self.is_body() || other.is_body() {
            return shared * 2 > self.own.len().max(other.own.len()) || shared == self.own.len().min(other.own.len());
        }
        mine.last() == theirs.last() && overlap_of(mine, &other.tokens) >= 2
    }
}

/// Stems of the words of a name, small words left out.
fn content(name: &str) -> Vec<TermId> {
    words(name).filter(|word| !SMALL.contains(&word.stem.as_str())).map(|word| word.id()).collect()
}

fn head(description: &str) -> Option<TermId> {
    let stems: Vec<String> = words(description).map(|word| word.stem).collect();
    let until =
        stems.iter().skip(1).position(|stem| AFTER_HEAD.contains(&stem.as_str())).map_or(stems.len(), |at| at + 1);
    stems.get(..until)?.last().filter(|stem| !ANYBODY.contains(&stem.as_str())).map(|stem| id(stem))
}

/// How many both sorted lists have.
fn overlap(a: &[TermId], b: &[TermId]) -> usize {
    a.iter().filter(|token| b.binary_search(token).is_ok()).count()
}

fn overlap_of(own: &[TermId], sorted: &[TermId]) -> usize {
    own.iter().filter(|token| sorted.binary_search(token).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::invented::{described, named, state};
    use Kinship::*;
    use sayso_core::ActorKind::{Group, Organization, Person};

    fn compare(a: PartyOf, b: PartyOf) -> Kinship {
        let (a, b) = (Participant::of(&a), Participant::of(&b));
        assert_eq!(a.compare(&b), b.compare(&a));
        a.compare(&b)
    }

    #[test]
    fn names_of_persons() {
        let person = |name: &str| named(name, Person, None, &[]);
        assert_eq!(compare(person("Ada Orr"), person("Orr")), Same);
        assert_eq!(compare(person("Ada Orr"), person("Ada M. Orr")), Same);
        assert_eq!(compare(person("Ada Orr"), person("Ben Orr")), Different);
        assert_eq!(compare(person("Alexa Orr"), person("Alexandra Orr")), Alike);
        assert_eq!(compare(person("Ada Orr"), person("Ada Lind")), Different);
    }

    #[test]
    fn a_body_is_part_of_its_state() {
        let police = || named("Norland Police", Organization, Some("NOR"), &["COP"]);
        assert_eq!(compare(state("Norland", "NOR"), police()), Part);
        assert_eq!(compare(state("Norland", "NOR"), state("Norland", "NOR")), SameState);
        assert_eq!(compare(state("Sudland", "SUD"), police()), Different);
        assert_eq!(compare(police(), described("Norland's riot police", Group, Some("NOR"), &["COP"])), Alike);
        assert_eq!(compare(police(), named("Vell Guard", Organization, Some("NOR"), &["COP"])), Part);
    }

    #[test]
    fn descriptions_are_compared_by_their_noun() {
        let group = |words: &str| described(words, Group, None, &[]);
        assert_eq!(compare(group("three bank workers"), group("the workers of the bank")), Alike);
        assert_eq!(compare(group("three bank workers"), group("several villagers")), Unlike);
        assert_eq!(compare(group("three people"), group("several villagers")), Open);
        assert_eq!(compare(group("protesters"), named("Ada Orr", Person, None, &[])), Open);
    }
}
