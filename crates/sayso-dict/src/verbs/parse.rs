//! From the text of a pattern to its kept form.

use super::coding::{Coding, Direction};
use super::pattern::{Atom, Element, Held, Pattern, Shape};
use crate::lines::words;
use std::collections::BTreeMap;

/// Something in a pattern, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    /// Words that stand together: `A_B`, `{A B}`, one word.
    Phrase(Vec<Atom>),
    /// `( ... )`
    Group(Vec<Item>),
    /// `$`
    Source,
    /// `+`
    Target,
    /// `%`: several who are source and target of one another.
    Pair,
    /// `^`: anything.
    Skip,
    /// `*`
    Verb,
}

/// Word sets by name.
type Sets = BTreeMap<String, Vec<String>>;

/// Words that begin a phrase.
#[rustfmt::skip]
const PREPOSITIONS: &[&str] = &[
    "about", "across", "after", "against", "along", "among", "around", "as", "at", "before", "behind", "between", "by", "for",
    "from", "in", "into", "of", "on", "onto", "over", "through", "to", "toward", "towards", "under", "until", "upon", "with",
    "within", "without",
];

/// Other words that no slot of a verb holds by themselves.
const PARTICLES: &[&str] = &[
    "apart", "aside", "away", "back", "down", "forth", "forward", "not", "off", "out", "than", "that", "together",
    "up", "while",
];

fn begins_small(atoms: &[Atom]) -> bool {
    let is_small = |word: &str| PREPOSITIONS.contains(&word) || PARTICLES.contains(&word);
    matches!(atoms.first(), Some(Atom::Word(word)) if is_small(word))
}

/// The names of slots, which are no prepositions.
const SLOTS: &[&str] = &[
    "subject",
    "object",
    "indirect",
    "complement",
    "anybody",
    "possessor",
    "compound",
    "modifier",
    "clause",
    "infinitive",
    "main",
];

/// The kept form of a pattern, given without the leading hyphen and the code.
pub(super) fn pattern(text: &str, code: Coding, sets: &Sets) -> Result<Pattern, String> {
    let items = items(text, sets)?;
    let verbs = items.iter().filter(|item| **item == Item::Verb).count();
    let Some(at) = items.iter().position(|item| *item == Item::Verb).filter(|_| verbs == 1) else {
        return Err("a pattern has one * in the place of its verb".to_string());
    };
    let mutual = items.contains(&Item::Pair);
    let part = |items: &[Item]| -> Vec<Item> {
        items.iter().filter(|item| !matches!(item, Item::Skip | Item::Pair)).cloned().collect()
    };
    let (mut before, after) = (part(&items[..at]), part(&items[at + 1..]));
    let mut code = code;
    if let (true, Coding::Code { direction, .. }) = (mutual, &mut code) {
        *direction = Direction::Mutual;
    }
    if before == [Item::Source] {
        before.clear();
    }
    let turned = before == [Item::Target] && !after.iter().any(names_party);
    if let (true, Coding::Code { direction, .. }) = (turned, &mut code) {
        before.clear();
        *direction = match direction {
            Direction::Forward => Direction::Backward,
            Direction::Backward => Direction::Forward,
            Direction::Mutual => Direction::Mutual,
        };
    }
    let shape = slots(&before, &after).unwrap_or_else(|| sequence(&before, &after));
    Ok(Pattern::new(shape, code))
}

fn names_party(item: &Item) -> bool {
    match item {
        Item::Source | Item::Target => true,
        Item::Group(items) => items.iter().any(names_party),
        _ => false,
    }
}

/// The pattern by slots, where each part of it is the complement of the verb or a phrase with a preposition.
fn slots(before: &[Item], after: &[Item]) -> Option<Shape> {
    if !before.is_empty() {
        return None;
    }
    let (complement, rest) = match after.split_first() {
        Some((Item::Phrase(atoms), rest)) => (Some(atoms.clone()), rest),
        _ => (None, after),
    };
    if complement.as_deref().is_some_and(begins_small) {
        return None;
    }
    let mut phrases: BTreeMap<String, Held> = BTreeMap::new();
    let mut rest = rest.iter().peekable();
    while let Some(item) = rest.next() {
        let Item::Group(inside) = item else { return None };
        let (Item::Phrase(first), held) = inside.split_first()? else { return None };
        let [Atom::Word(name)] = first.as_slice() else { return None };
        if PARTICLES.contains(&name.as_str())
            || SLOTS.contains(&name.as_str())
            || !name.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            return None;
        }
        let held = match held {
            [Item::Phrase(atoms)] => Held::Phrase(atoms.clone()),
            [Item::Source] => Held::Source,
            [Item::Target] => Held::Target,
            [] => match rest.next_if(|item| matches!(item, Item::Source | Item::Target)) {
                Some(Item::Source) => Held::Source,
                Some(_) => Held::Target,
                None => Held::Anything,
            },
            _ => return None,
        };
        let party = |held: &Held| matches!(held, Held::Source | Held::Target);
        if phrases.values().any(|other| party(other) && *other == held) || phrases.insert(name.clone(), held).is_some()
        {
            return None;
        }
    }
    // Beside another phrase, that of "of" hangs on its noun.
    (phrases.len() < 2 || !phrases.contains_key("of"))
        .then(|| Shape::Slots { complement, phrases: phrases.into_iter().collect() })
}

/// The pattern as words in order; one phrase behind the verb alone completes it.
fn sequence(before: &[Item], after: &[Item]) -> Shape {
    let (before, mut after) = (flat(before), flat(after));
    match after.as_mut_slice() {
        [Element::Words(atoms)] if before.is_empty() && !begins_small(atoms) => {
            Shape::Slots { complement: Some(std::mem::take(atoms)), phrases: Vec::new() }
        }
        _ => Shape::Sequence { before, after },
    }
}

/// The parts as words in order. Of several places for the source, or the target, the first counts.
fn flat(items: &[Item]) -> Vec<Element> {
    let mut elements = Vec::new();
    for item in items {
        match item {
            Item::Phrase(atoms) => elements.push(Element::Words(atoms.clone())),
            Item::Group(inside) => elements.extend(flat(inside)),
            Item::Source => elements.push(Element::Source),
            Item::Target => elements.push(Element::Target),
            Item::Pair | Item::Skip | Item::Verb => {}
        }
    }
    elements
}

/// The parts of a pattern in order.
fn items(text: &str, sets: &Sets) -> Result<Vec<Item>, String> {
    let mut stack: Vec<(char, Vec<Item>)> = vec![(' ', Vec::new())];
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        match c {
            '(' | '{' | ')' | '}' => {
                push_word(&mut word, &mut stack, sets)?;
                if matches!(c, '(' | '{') {
                    stack.push((c, Vec::new()));
                    continue;
                }
                let opened = if c == ')' { '(' } else { '{' };
                let inside = match stack.pop() {
                    Some((open, inside)) if open == opened && !stack.is_empty() => inside,
                    _ => return Err(format!("{c:?} closes nothing")),
                };
                let item = if c == ')' { group(inside) } else { braced(inside)? };
                if let Some((_, items)) = stack.last_mut() {
                    items.extend(item);
                }
            }
            c if c.is_whitespace() => push_word(&mut word, &mut stack, sets)?,
            c => word.push(c),
        }
    }
    match stack.pop() {
        Some((' ', items)) => Ok(items),
        _ => Err("a brace or parenthesis is not closed".to_string()),
    }
}

fn group(inside: Vec<Item>) -> Vec<Item> {
    if inside.is_empty() { Vec::new() } else { vec![Item::Group(inside)] }
}

/// Words in braces are one phrase; with anything else among them they are words in order.
fn braced(inside: Vec<Item>) -> Result<Vec<Item>, String> {
    if inside.contains(&Item::Verb) {
        return Err("the verb stands inside braces".to_string());
    }
    let only_words = inside.iter().all(|item| matches!(item, Item::Phrase(_)));
    if !only_words {
        return Ok(inside);
    }
    let atoms: Vec<Atom> = inside
        .into_iter()
        .flat_map(|item| match item {
            Item::Phrase(atoms) => atoms,
            _ => Vec::new(),
        })
        .collect();
    // "{FOR ACTION}" is a phrase with a preposition in the braces of a noun phrase.
    if let Some((Atom::Word(first), rest)) = atoms.split_first()
        && PREPOSITIONS.contains(&first.as_str())
        && !rest.is_empty()
    {
        let small = Item::Phrase(vec![Atom::Word(first.clone())]);
        return Ok(vec![Item::Group(vec![small, Item::Phrase(rest.to_vec())])]);
    }
    Ok(if atoms.is_empty() { Vec::new() } else { vec![Item::Phrase(atoms)] })
}

/// Adds what a word without blanks holds: words joined by `_`, sets, and signs among them.
fn push_word(word: &mut String, stack: &mut [(char, Vec<Item>)], sets: &Sets) -> Result<(), String> {
    let text = std::mem::take(word);
    let Some((_, items)) = stack.last_mut() else { return Ok(()) };
    let mut atoms = Vec::new();
    let parts: Vec<&str> = text.split('_').filter(|part| !part.is_empty()).collect();
    let mut at = 0;
    while let Some(&part) = parts.get(at) {
        at += 1;
        let sign = match part {
            "*" => Item::Verb,
            "+" => Item::Target,
            "$" => Item::Source,
            "%" => Item::Pair,
            "^" => Item::Skip,
            _ => {
                let (atom, more) = atom(part, &parts[at..], sets)?;
                atoms.push(atom);
                at += more;
                continue;
            }
        };
        if !atoms.is_empty() {
            items.push(Item::Phrase(std::mem::take(&mut atoms)));
        }
        items.push(sign);
    }
    if !atoms.is_empty() {
        items.push(Item::Phrase(atoms));
    }
    Ok(())
}

/// A word, or a set whose name may go on in the parts behind; with how many of them it takes.
fn atom(part: &str, behind: &[&str], sets: &Sets) -> Result<(Atom, usize), String> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '/' | ',');
    if let Some(name) = part.strip_prefix('&') {
        let longest = (0..=behind.len()).rev().find_map(|more| {
            let name = std::iter::once(name).chain(behind[..more].iter().copied()).collect::<Vec<_>>().join("_");
            sets.contains_key(&name.to_uppercase()).then(|| (Atom::Set(name.to_uppercase()), more))
        });
        return longest.ok_or_else(|| format!("there is no word set &{name}"));
    }
    // Of some letters the small form is a letter and a mark, which would be no word when it is read again.
    if !part.to_lowercase().chars().all(fits) || !part.chars().any(char::is_alphanumeric) {
        return Err(format!("{part:?} is no word"));
    }
    Ok((Atom::Word(words(part)), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, code: &str) -> String {
        let sets = ["FOOD", "MILITARY"].map(|name| (name.to_string(), vec![name.to_lowercase()])).into();
        let code = Coding::parse(code).map(|(code, _)| code).unwrap_or_default();
        pattern(text, code, &sets).map_or_else(|why| why, |pattern| pattern.written())
    }

    #[test]
    fn clear_parts_become_slots() {
        assert_eq!(written("* &FOOD (TO +)", "073"), "- * &FOOD (TO +) [073]");
        assert_eq!(written("* CLAIM (AGAINST) +", "115"), "- * CLAIM (AGAINST +) [115]");
        assert_eq!(written("* {ARMS SHIPMENT}", "072"), "- * {ARMS SHIPMENT} [072]");
        assert_eq!(written("$ * DIPLOMATIC_TIES", "050"), "- * {DIPLOMATIC TIES} [050]");
        assert_eq!(written("% * (WITH)", "040"), "- * (WITH) [040:040]");
        assert_eq!(written("* (FROM +)", ":054"), "- * (FROM $) [054]");
        assert_eq!(written("+ * THREAT", "138"), "- * THREAT [:138]");
        assert_eq!(written("* SERVICE {AS POSTMAN}", "039"), "- * SERVICE (AS POSTMAN) [039]");
    }

    #[test]
    fn other_parts_become_words_in_order() {
        assert_eq!(written("SAID + MUST * POLICY", "100"), "- SAID + MUST * POLICY [100]");
        assert_eq!(written("* FOOD TO +", "073"), "- * FOOD TO + [073]");
        assert_eq!(written("CALLED_ON_*", "050"), "- CALLED_ON * [050]");
        assert_eq!(written("* (TO LIST) (OF {BANNED PARTIES})", "172"), "- * TO LIST OF BANNED_PARTIES [172]");
        assert_eq!(written("* FOR_FOOD", "020"), "- * FOR_FOOD [020]");
        assert_eq!(written("* (ASIDE RIFT)", "050"), "- * ASIDE RIFT [050]");
        assert_eq!(written("* {OUT AGAINST}", "110"), "- * OUT_AGAINST [110]");
        assert_eq!(written("*_OUT VIEWS", "010"), "- * OUT VIEWS [010]");
        assert_eq!(written("* ^ DEAL WITH +", "051"), "- * DEAL WITH + [051]");
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        assert_eq!(written("* &NONE", "050"), "there is no word set &NONE");
        assert!(written("A B", "050").contains("one *"));
        assert!(written("* (TO", "050").contains("not closed"));
        assert!(written("* TO)", "050").contains("closes nothing"));
        assert!(written("* @X", "050").contains("no word"));
    }

    #[test]
    fn the_kept_form_stays() {
        for text in
            ["- * &FOOD (TO +)", "* (TO LIST) (OF {BANNED PARTIES})", "SAID + MUST * POLICY", "*_OUT", "$ * A_B C"]
        {
            let once = written(text.trim_start_matches("- "), "050");
            let again = written(once.trim_start_matches("- ").trim_end_matches(" [050]"), "050");
            assert_eq!(once, again);
        }
    }
}
