//! The number on a noun phrase.

use super::numbers::{NumbersLexicon, Reading};
use super::pieces::{Piece, PieceKind, pieces};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::{Magnitude, Number, Span};
use sayso_parse::{Entity, EntityKind, Upos};

/// What a hedge makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    AtLeast,
    AtMost,
    About,
}

/// The number on the noun phrase that `word` heads, or of `word` itself where it is a number ("killed 12 and wounded
/// 30"). A singular noun with "a" or a singular description of a person counts one; a plural without a number has
/// none. Money carries its unit. "No", "nobody" are left to the caller, for whom they are a negation.
pub fn of_noun(scene: &Scene<'_>, word: Word, lexicon: &NumbersLexicon) -> Option<Magnitude> {
    let syntax = scene.sentences.get(word.sentence)?;
    if word.word >= syntax.len() {
        return None;
    }
    let head = syntax.token(word.word);
    let sentence = pieces(scene.text(), scene.parse.sentences.get(word.sentence)?.span);
    let mut inside = number_words(scene, word, lexicon);
    // "the *November 19* appeal" is one appeal.
    let days = scene.entities_in(word.sentence).iter().filter(|entity| {
        entity.kind == EntityKind::Date
            && !(entity.first..entity.end).contains(&word.word)
            && named_by_month(syntax, entity)
    });
    inside.retain(|span| !days.clone().any(|day| day.span.contains(*span)));
    let counted = |piece: &Piece| inside.iter().any(|span| span.contains(piece.span));
    let mut at = 0;
    while let Some(piece) = sentence.get(at) {
        if counted(piece)
            && !is_age_after_name(scene, word, &sentence, at)
            && !belongs_to_time(&sentence, at, head.feats.has("Number", "Plur"))
            && let Some(reading) = sentence.get(at..).and_then(|rest| lexicon.read(rest))
            && !is_ordinal(&sentence, at + reading.length)
            && !is_age(&sentence, at + reading.length)
        {
            return Some(magnitude(scene, &sentence, at, reading, lexicon, head.span));
        }
        at += 1;
    }
    let singular = syntax.children_by(word.word, &["det"]).find(|&det| matches!(syntax.lemma(det), "a" | "an"));
    if let Some(det) = singular
        && matches!(head.upos, Upos::Noun | Upos::Adj)
        && !head.feats.has("Number", "Plur")
    {
        let span = syntax.token(det).span;
        return Some(exact(1.0, span));
    }
    None
}

/// Whether a name, as that of a month, stands in a date: "*May* 19", not "two days".
fn named_by_month(syntax: &Syntax<'_>, date: &Entity) -> bool {
    (date.first..date.end.min(syntax.len())).any(|word| syntax.token(word).upos == Upos::Propn)
}

fn exact(value: f64, span: Span) -> Magnitude {
    Magnitude { at_least: Some(Number(value)), at_most: Some(Number(value)), unit: None, hedge: None, span: Some(span) }
}

/// The words of a noun phrase in which its number may stand: the numerals on it, itself if it is one, and what
/// partitions it ("dozens of people", where either word may be the head asked for).
fn number_words(scene: &Scene<'_>, word: Word, lexicon: &NumbersLexicon) -> Vec<Span> {
    let Some(syntax) = scene.sentences.get(word.sentence) else { return Vec::new() };
    let head = syntax.token(word.word);
    let vague = |at: usize| {
        let lemma = syntax.lemma(at);
        let form = syntax.token(at).form.to_lowercase();
        lexicon.vague.contains_key(&form)
            || lexicon.scales.contains_key(lemma)
            || form == "couple"
            || form == "handful"
            || form == "score"
            || form == "tens"
    };
    let is_plural = |at: usize| syntax.token(at).feats.has("Number", "Plur");
    // "the *four* freedoms agreement" is one agreement.
    let counts_part = |numeral: usize| {
        !is_plural(word.word)
            && syntax
                .children_by(word.word, &["compound"])
                .any(|part| numeral < part && part < word.word && is_plural(part))
    };
    let mut spans = Vec::new();
    let add_numeral = |at: usize, spans: &mut Vec<Span>| {
        let words: Vec<usize> =
            syntax.subtree_without(at, |word| syntax.token(word).relation.is_any(&["conj", "appos", "acl"]));
        spans.extend(words.iter().map(|&word| syntax.token(word).span));
    };
    for child in syntax.children_by(word.word, &["nummod", "amod", "det", "compound", "advmod", "nmod", "obl:unmarked"])
    {
        let token = syntax.token(child);
        if counts_part(child) {
            continue;
        }
        // "injured *20* more" may have the number as a phrase of its own.
        if token.upos == Upos::Num || token.relation.is("nummod") || child < word.word && vague(child) {
            add_numeral(child, &mut spans);
        }
        if token.upos == Upos::Sym || matches!(&*token.form, "$" | "€" | "£") {
            spans.push(token.span);
        }
    }
    if head.upos == Upos::Num || vague(word.word) {
        let words = syntax.subtree_without(word.word, |word| {
            let token = syntax.token(word);
            token.relation.is_any(&[
                "conj",
                "appos",
                "acl",
                "nmod",
                "obl",
                "nsubj",
                "obj",
                "advcl",
                "case",
                "parataxis",
            ])
        });
        spans.extend(words.iter().map(|&word| syntax.token(word).span));
        // "tens of thousands": the head is the first, the number the second.
        spans.extend(
            syntax
                .children_by(word.word, &["nmod"])
                .filter(|&child| vague(child))
                .map(|child| syntax.token(child).span),
        );
    }
    if head.upos == Upos::Sym || matches!(&*head.form, "$" | "€" | "£") {
        for child in syntax.children_by(word.word, &["nummod"]) {
            add_numeral(child, &mut spans);
        }
    }
    // "dozens of people": the noun asked for hangs on the number.
    if let Some(above) = syntax.head(word.word)
        && head.relation.is("nmod")
        && syntax.preposition(word.word).as_deref() == Some("of")
        && (vague(above) || syntax.token(above).upos == Upos::Num)
    {
        spans.extend(number_words(scene, Word::new(word.sentence, above), lexicon));
    }
    // "a group of 20 men": the partition asked for carries the number of its parts.
    if spans.is_empty() && lexicon.partitives.words.iter().any(|listed| listed == syntax.lemma(word.word)) {
        for child in syntax.children_by(word.word, &["nmod"]) {
            if syntax.preposition(child).as_deref() == Some("of") {
                spans.extend(number_words(scene, Word::new(word.sentence, child), lexicon));
            }
        }
    }
    spans
}

fn is_ordinal(sentence: &[Piece], end: usize) -> bool {
    sentence.get(end).is_some_and(|next| matches!(next.lower.as_str(), "st" | "nd" | "rd" | "th" | "%") && !next.spaced)
}

/// "14-year-old boy", "a 12-hour curfew".
fn is_age(sentence: &[Piece], end: usize) -> bool {
    let word = |at: usize| sentence.get(at).map_or("", |piece| piece.lower.as_str());
    word(end) == "-" && sentence.get(end + 1).is_some_and(|next| next.kind == PieceKind::Word && !next.spaced)
        || matches!(word(end), "year" | "years") && matches!(word(end + 1), "old" | "-")
}

/// "Ann Lee, 29, was charged": the age of somebody named.
fn is_age_after_name(scene: &Scene<'_>, word: Word, sentence: &[Piece], at: usize) -> bool {
    let follows = sentence.get(at).is_some_and(|piece| piece.span.start > scene.token(word).span.end);
    let set_off =
        at.checked_sub(1).and_then(|before| sentence.get(before)).is_some_and(|piece| piece.is(",") || piece.is("("));
    follows && set_off && scene.token(word).upos != Upos::Num
}

/// A year: four digits as of our time, where no plural is counted ("a 2024 berth", "in 1999").
fn belongs_to_time(sentence: &[Piece], at: usize, counts_many: bool) -> bool {
    let word = |at: usize| sentence.get(at).map_or("", |piece| piece.lower.as_str());
    let number = word(at);
    let year = number.len() == 4 && number.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year));
    let before = at.checked_sub(1).map_or("", word);
    year && (!counts_many || matches!(before, "in" | "since" | "of" | "until"))
}

fn magnitude(
    scene: &Scene<'_>,
    sentence: &[Piece],
    at: usize,
    reading: Reading,
    lexicon: &NumbersLexicon,
    head: Span,
) -> Magnitude {
    let word = |at: usize| sentence.get(at).map_or("", |piece| piece.lower.as_str());
    let mut end = at + reading.length;
    let mut upper = (!reading.vague).then_some(reading.value);
    // "10 to 20", "between 10 and 20"
    let between = at.checked_sub(1).is_some_and(|before| word(before) == "between");
    let joint = matches!(word(end), "to" | "-" | "–") || between && word(end) == "and" || word(end) == "or";
    if joint
        && let Some(second) = sentence.get(end + 1..).and_then(|rest| lexicon.read(rest))
        && !second.vague
        && second.value > reading.value
        && !is_age(sentence, end + 1 + second.length)
    {
        upper = Some(second.value);
        end += 1 + second.length;
    }
    let (unit, unit_start, unit_end) = currency(sentence, at, end, lexicon);
    let first = unit_start.unwrap_or(at);
    let (effect, hedge, start) = hedge(sentence, first, unit_end, lexicon);
    let (mut at_least, mut at_most) = (Some(Number(reading.value)), upper.map(Number));
    let mut approximate = None;
    let range = upper.is_some_and(|upper| upper != reading.value);
    match effect {
        Some(Effect::AtLeast) => at_most = None,
        Some(Effect::AtMost) if !reading.vague => at_least = None,
        Some(Effect::AtMost) => {
            at_least = None;
            at_most = Some(Number(reading.value));
        }
        Some(Effect::About) => approximate = hedge.clone(),
        None => {}
    }
    if range {
        at_least = Some(Number(reading.value));
    }
    let begin = sentence.get(start).map_or(head.start, |piece| piece.span.start);
    let finish = sentence.get(unit_end.saturating_sub(1)).map_or(head.end, |piece| piece.span.end);
    let span = Span::new(begin, finish).trimmed(scene.text());
    Magnitude { at_least, at_most, unit, hedge: approximate, span: Some(span) }
}

/// The unit of an amount of money, where its words begin before the number and where they end.
fn currency(
    sentence: &[Piece],
    at: usize,
    end: usize,
    lexicon: &NumbersLexicon,
) -> (Option<String>, Option<usize>, usize) {
    let word = |at: usize| sentence.get(at).map_or("", |piece| piece.lower.as_str());
    if let Some(before) = at.checked_sub(1) {
        let sign = word(before);
        let prefixed = before
            .checked_sub(1)
            .filter(|_| sentence.get(before).is_some_and(|sign| !sign.spaced))
            .map(|first| format!("{}{sign}", word(first)));
        if let Some(code) = prefixed.and_then(|sign| lexicon.currencies.get(&sign)) {
            return (Some(code.clone()), Some(before - 1), end);
        }
        let is_sign = sign.chars().next().is_some_and(|c| !c.is_alphabetic());
        let capital = sentence.get(before).is_some_and(|sign| sign.capital);
        let by_sign = lexicon.currencies.get(sign).filter(|_| is_sign);
        if let Some(code) = by_sign.or_else(|| lexicon.currency_letters.get(sign).filter(|_| capital)) {
            return (Some(code.clone()), Some(before), end);
        }
    }
    let singular = |at: usize| word(at).strip_suffix('s').unwrap_or(word(at)).to_string();
    // "5 million euros", "3 million US dollars", "2,000 Kenyan shillings"
    for (next, own) in [(end, true), (end + 1, false)] {
        let name = singular(next);
        if !own && !sentence.get(end).is_some_and(|piece| piece.capital) {
            continue;
        }
        if let Some(code) = lexicon.currencies.get(&name).filter(|_| name.len() > 2) {
            let foreign = !own && !matches!(word(end), "us" | "u" | "american");
            let unit = if foreign { format!("{} {name}", word(end)) } else { code.clone() };
            return (Some(unit), None, next + 1);
        }
        if lexicon.shared_currencies.words.contains(&name) {
            let unit = if own { name } else { format!("{} {name}", word(end)) };
            return (Some(unit), None, next + 1);
        }
    }
    (None, None, end)
}

/// The hedge before or after a number: its effect, its words, and where they begin.
fn hedge(
    sentence: &[Piece],
    at: usize,
    end: usize,
    lexicon: &NumbersLexicon,
) -> (Option<Effect>, Option<String>, usize) {
    let effects = |hedges: &super::numbers::Hedges| {
        [
            (Effect::AtLeast, hedges.at_least.clone()),
            (Effect::AtMost, hedges.at_most.clone()),
            (Effect::About, hedges.about.clone()),
        ]
    };
    let stands = |phrase: &str, from: usize| {
        phrase
            .split(' ')
            .enumerate()
            .all(|(index, part)| sentence.get(from + index).is_some_and(|piece| piece.is(part)))
    };
    let mut best: Option<(Effect, String, usize)> = None;
    for (effect, phrases) in effects(&lexicon.hedges) {
        for phrase in phrases {
            let length = phrase.split(' ').count();
            let Some(start) = at.checked_sub(length) else { continue };
            if stands(&phrase, start) && best.as_ref().is_none_or(|(_, _, before)| start < *before) {
                best = Some((effect, phrase, start));
            }
        }
    }
    if let Some((effect, phrase, start)) = best {
        return (Some(effect), Some(phrase), start);
    }
    for (effect, phrases) in effects(&lexicon.hedges_after) {
        if let Some(phrase) = phrases.into_iter().find(|phrase| stands(phrase, end)) {
            return (Some(effect), Some(phrase), at);
        }
    }
    (None, None, at)
}
