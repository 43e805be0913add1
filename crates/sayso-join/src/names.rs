//! Names of actors across documents: spellings folded, and which forms of a name are one actor.
//!
//! An actor of a document becomes a [`NameForm`]: its class, its folded name and its country. Forms of one block (a
//! family name for persons, the whole name elsewhere) are grouped by [`group`]; what is in other blocks plays no part,
//! and the result depends on the forms alone, not on the order in which documents came.

mod tally;

pub use tally::{ActorTally, actor_id, actor_key};

use sayso_core::{Actor, ActorKind, MentionForm};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What sort of name a form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameClass {
    /// A human being.
    Person,
    /// A body.
    Organization,
    /// A state, by its country code.
    State,
    /// People, or anything else with a name.
    Other,
    /// Nothing but a description ("the protesters"): no two of them are known to be one actor.
    Described,
}

impl NameClass {
    const ALL: [NameClass; 5] =
        [NameClass::Person, NameClass::Organization, NameClass::State, NameClass::Other, NameClass::Described];

    /// The class of a number, as `class as u8` gives it.
    pub fn of_number(number: u8) -> Option<NameClass> {
        NameClass::ALL.into_iter().find(|class| *class as u8 == number)
    }
}

/// A name as documents use it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NameForm {
    /// What sort of name.
    pub class: NameClass,
    /// The name folded by [`fold`]; for a state its country code.
    pub name: String,
    /// The country, where known.
    pub country: Option<String>,
}

impl NameForm {
    /// The form of a document's actor.
    pub fn of<S>(actor: &Actor<S>) -> NameForm {
        let form = |class, name: String| NameForm { class, name, country: actor.country.clone() };
        if actor.kind == ActorKind::State
            && let Some(country) = &actor.country
        {
            return form(NameClass::State, country.clone());
        }
        let named =
            actor.mentions.iter().any(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Acronym));
        let name = fold(&actor.name);
        if !named || name.is_empty() {
            return form(NameClass::Described, name);
        }
        match actor.kind {
            ActorKind::Person => form(NameClass::Person, name),
            ActorKind::Organization | ActorKind::State | ActorKind::PlaceAsState => form(NameClass::Organization, name),
            ActorKind::Group | ActorKind::Unknown => form(NameClass::Other, name),
        }
    }

    /// The words of a participant that is no actor ("protesters").
    pub fn of_words(words: &str) -> NameForm {
        NameForm { class: NameClass::Described, name: fold(words), country: None }
    }

    /// Forms that may be one actor share their block.
    pub fn block(&self) -> String {
        let key = match self.class {
            NameClass::Person => spelling(self.name.rsplit(' ').next().unwrap_or(&self.name)),
            _ => self.name.clone(),
        };
        format!("{}|{key}", self.class as u8)
    }

    /// The form as one line of text, unique.
    pub fn key(&self) -> String {
        format!("{}|{}|{}", self.class as u8, self.name, self.country.as_deref().unwrap_or(""))
    }

    /// Reads what [`NameForm::key`] wrote.
    pub fn parse(key: &str) -> Option<NameForm> {
        let mut parts = key.split('|');
        let class = NameClass::of_number(parts.next()?.parse().ok()?)?;
        let name = parts.next()?.to_string();
        let country = parts.next().filter(|country| !country.is_empty()).map(str::to_string);
        Some(NameForm { class, name, country })
    }
}

/// Lower case, without accents, punctuation and articles, words separated by one blank.
pub fn fold(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '.' | '`' | 'ʿ' | 'ʾ'))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let words = match words.split_first() {
        Some((&"the", rest)) if !rest.is_empty() => rest,
        _ => &words[..],
    };
    words.join(" ")
}

/// A word without the differences that transliteration makes (q and k, double letters, o and u, a and e inside the
/// word), so that Khalq and Khalk, Mohammed and Muhammad are spelt alike. The last letter stays as it is: Maria is not
/// Mario.
pub fn spelling(word: &str) -> String {
    let last = word.chars().count().saturating_sub(1);
    let mut letters = String::with_capacity(word.len());
    for (index, letter) in word.chars().enumerate() {
        let letter = match letter {
            'q' => 'k',
            'e' if index < last => 'a',
            'u' if index < last => 'o',
            'y' if index > 0 => 'i',
            other => other,
        };
        if !letters.ends_with(letter) {
            letters.push(letter);
        }
    }
    letters
}

/// Which forms of one block are one actor: groups of indexes, each sorted, in the order of their smallest.
///
/// Persons: the same name up to transliteration, middle names and initials; a family name by itself belongs to the only
/// person of that family name, and to nobody where there are several. Others: the same name. Two different known
/// countries keep forms apart; a form without one joins where there is only one country to choose.
pub fn group(forms: &[NameForm]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by(|&a, &b| forms[a].cmp(&forms[b]));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // First those that say most: full names, then initials, then family names alone; with a country before without.
    order.sort_by_key(|&index| (brevity(&forms[index]), forms[index].country.is_none()));
    for index in order {
        let form = &forms[index];
        let fitting: Vec<usize> = groups
            .iter()
            .enumerate()
            .filter(|(_, members)| {
                members.iter().all(|&other| same_name(&forms[other], form) && compatible(&forms[other], form))
            })
            .map(|(group, _)| group)
            .collect();
        match fitting[..] {
            [only] => groups[only].push(index),
            _ => groups.push(vec![index]),
        }
    }
    for members in &mut groups {
        members.sort_unstable();
    }
    groups.sort();
    groups
}

/// How little a person's name says: 0 a full name, 1 an initial, 2 a family name alone.
fn brevity(form: &NameForm) -> u8 {
    match form.name.split_once(' ') {
        _ if form.class != NameClass::Person => 0,
        None => 2,
        Some((first, _)) if first.chars().count() == 1 => 1,
        Some(_) => 0,
    }
}

fn compatible(a: &NameForm, b: &NameForm) -> bool {
    a.class != NameClass::Described && (a.country == b.country || a.country.is_none() || b.country.is_none())
}

fn same_name(a: &NameForm, b: &NameForm) -> bool {
    if a.class != b.class || a.class == NameClass::Described {
        return false;
    }
    if a.name == b.name {
        return true;
    }
    a.class == NameClass::Person && same_person_name(&a.name, &b.name)
}

/// Whether two folded names can be those of one person: equal family names, and first names that are equal up to
/// transliteration or an initial of one another. One of them may lack the first name, or have a middle name more.
fn same_person_name(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (Some(family_a), Some(family_b)) = (a.last(), b.last()) else { return false };
    if spelling(family_a) != spelling(family_b) {
        return false;
    }
    if a.len() == 1 || b.len() == 1 {
        return family_a == family_b;
    }
    let first = |name: &[&str]| name[0].to_string();
    let (first_a, first_b) = (first(&a), first(&b));
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let firsts = spelling(&first_a) == spelling(&first_b) || initial(&first_a, &first_b) || initial(&first_b, &first_a);
    // "John Quincy Adams" and "John Adams" may be one; "John Quincy Adams" and "John Walter Adams" are not.
    firsts && (a.len() == 2 || b.len() == 2 || middle(&a) == middle(&b))
}

fn middle(name: &[&str]) -> String {
    name[1..name.len() - 1].iter().map(|word| spelling(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(name: &str, country: Option<&str>) -> NameForm {
        NameForm { class: NameClass::Person, name: fold(name), country: country.map(str::to_string) }
    }

    fn grouped(forms: &[NameForm]) -> Vec<Vec<String>> {
        group(forms)
            .into_iter()
            .map(|members| members.into_iter().map(|index| forms[index].name.clone()).collect())
            .collect()
    }

    #[test]
    fn spellings_of_one_name_are_one_person() {
        assert_eq!(grouped(&[person("Mohammed Haddad", None), person("Muhammad Haddad", Some("NOR"))]).len(), 1);
        assert_eq!(grouped(&[person("A. Vell", None), person("Anna Vell", None)]).len(), 1);
        assert_eq!(grouped(&[person("Maria Orsk", None), person("Mario Orsk", None)]).len(), 2);
        assert_eq!(grouped(&[person("Anna Vell", Some("NOR")), person("Anna Vell", Some("SUD"))]).len(), 2);
    }

    #[test]
    fn a_family_name_belongs_to_the_only_one_who_has_it() {
        assert_eq!(grouped(&[person("Vell", None), person("Anna Vell", None)]).len(), 1);
        assert_eq!(grouped(&[person("Vell", None), person("Anna Vell", None), person("Boris Vell", None)]).len(), 3);
    }

    #[test]
    fn an_initial_that_fits_two_persons_belongs_to_neither() {
        assert_eq!(grouped(&[person("A. Vell", None), person("Anna Vell", None), person("Alex Vell", None)]).len(), 3);
    }

    #[test]
    fn folding_leaves_letters_and_digits() {
        assert_eq!(fold("The  Dáwn-Front"), "dawn front");
        assert_eq!(fold("U.S. Army"), "us army");
        assert_eq!(fold("The"), "the");
    }

    proptest! {
        #[test]
        fn the_order_of_forms_does_not_matter(seed in proptest::collection::vec((0usize..4, 0usize..3, 0usize..3), 1..12), turn in 0usize..12) {
            let first = ["", "anna ", "a ", "boris "];
            let family = ["vell", "orsk", "haddad"];
            let country = [None, Some("NOR"), Some("SUD")];
            let forms: Vec<NameForm> =
                seed.iter().map(|&(f, n, c)| person(&format!("{}{}", first[f], family[n]), country[c])).collect();
            let mut turned = forms.clone();
            turned.rotate_left(turn % forms.len());
            let sets = |forms: &[NameForm]| {
                let mut sets: Vec<Vec<String>> = group(forms)
                    .into_iter()
                    .map(|members| {
                        let mut keys: Vec<String> = members.into_iter().map(|index| forms[index].key()).collect();
                        keys.sort();
                        keys.dedup();
                        keys
                    })
                    .collect();
                sets.sort();
                sets.dedup();
                sets
            };
            prop_assert_eq!(sets(&forms), sets(&turned));
        }
    }
}
