//! Attribution that reaches over sentence borders: quotations without a cue of their own, and sentences between two
//! of the same source.

use super::{Attribution, Finder, Quotation, Source};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{Act, Quote, Span};
use sayso_parse::{EntityKind, Upos};
use std::collections::BTreeMap;

/// Adds what is carried over.
pub(super) fn find(finder: &mut Finder) {
    let paragraphs = paragraphs(finder);
    let main = main_attributions(finder);
    let mut carried = quotations(finder, Told { paragraphs: &paragraphs, main: &main, spoken: BTreeMap::new() });
    carried.extend(between(finder, &paragraphs, &main));
    carried.extend(first_person(finder, &paragraphs, &main));
    finder.found.extend(carried);
}

/// The paragraph of each sentence.
fn paragraphs(finder: &Finder) -> Vec<usize> {
    let mut paragraph = 0;
    finder
        .scene
        .parse
        .sentences
        .iter()
        .enumerate()
        .map(|(index, sentence)| {
            if index > 0 && sentence.starts_paragraph {
                paragraph += 1;
            }
            paragraph
        })
        .collect()
}

/// For each sentence: the attribution that governs it as a whole, if any, and whether it has one at all.
fn main_attributions(finder: &Finder) -> Vec<Option<usize>> {
    let mut main: Vec<Option<usize>> = vec![None; finder.scene.sentences.len()];
    for (index, found) in finder.found.iter().enumerate() {
        let sentence = found.cue_word.sentence;
        let usable = found.source.is_some_and(|source| source.speaks)
            && !found.is_medium
            && !found.presupposes
            && found.quote != Quote::Scare
            && !matches!(found.act, Act::Wants | Act::Threatens | Act::Promises)
            // "X demanded that ..." says nothing of who tells the next sentence.
            && (found.act != Act::Asks || found.quote != Quote::Indirect);
        if !usable {
            continue;
        }
        let cue = finder.scene.token(found.cue_word).span;
        let is_better = match main[sentence].and_then(|other| finder.found.get(other)) {
            None => true,
            // Whoever is quoted, not whose claims he answers; the outermost one, then the later one.
            Some(other) if found.by_noun != other.by_noun && found.quote != other.quote => other.by_noun,
            Some(other) => {
                found.covers(finder.scene.token(other.cue_word).span)
                    || !other.covers(cue) && finder.scene.token(other.cue_word).span.start < cue.start
            }
        };
        if is_better {
            main[sentence] = Some(index);
        }
    }
    main
}

/// Who speaks in which sentence, as far as it is known.
struct Told<'t> {
    /// The paragraph of each sentence.
    paragraphs: &'t [usize],
    /// The attribution that governs it as a whole.
    main: &'t [Option<usize>],
    /// Attributions of quotations that were found on the way, by sentence.
    spoken: BTreeMap<usize, Attribution>,
}

impl Told<'_> {
    /// The attribution that tells who speaks in a sentence.
    fn at<'f>(&'f self, finder: &'f Finder, sentence: usize) -> Option<&'f Attribution> {
        let main = self.main.get(sentence).copied().flatten().and_then(|index| finder.found.get(index));
        main.or_else(|| self.spoken.get(&sentence))
    }
}

/// Quotations that no attribution holds yet: the speaker of the quotation before, in this paragraph or the one before.
fn quotations(finder: &Finder, mut told: Told<'_>) -> Vec<Attribution> {
    const FEWEST_WORDS: usize = 3;
    let text = finder.scene.text();
    // Held from outside: what a speaker reports within a quotation does not say who speaks it.
    let mut held: Vec<Span> = Vec::new();
    for found in finder.found.iter().filter(|found| found.quote != Quote::Scare) {
        let cue = finder.scene.token(found.cue_word).span;
        let at = finder.quotations.partition_point(|quote| quote.outer.end <= cue.start);
        let around = finder.quotations.get(at).filter(|quote| quote.outer.contains(cue));
        held.extend(found.content.iter().filter(|part| !around.is_some_and(|quote| quote.outer.overlaps(**part))));
    }
    held = super::union(held);
    let is_held = |span: Span| {
        let at = held.partition_point(|other| other.end <= span.start);
        held.get(at).is_some_and(|other| other.contains(span))
    };
    let mut carried: Vec<Attribution> = Vec::new();
    for quote in &finder.quotations {
        let Some(&first) = quote.parts.first() else { continue };
        let Some(sentence) = finder.scene.parse.sentence_at(first.start) else { continue };
        let own = outside_holder(finder, quote.outer, sentence);
        if own || quote.words(text) < FEWEST_WORDS || is_held(first) {
            continue;
        }
        // A few words in marks within the writer's sentence are the writer's choice; not so beside a quotation.
        let here = finder.scene.parse.sentences[sentence].span;
        let text_before = text.get(..quote.outer.start).unwrap_or("").trim_end();
        let opens_sentence = !text.get(here.start..first.start).unwrap_or("").contains(char::is_alphanumeric);
        let after_colon = text_before.ends_with(':');
        let beside_another = told
            .at(finder, sentence)
            .is_some_and(|found| found.quote != Quote::Indirect && quote.words(text) > FEWEST_WORDS);
        // A heading in marks is nobody's speech.
        let is_heading = opens_sentence
            && here.end <= quote.outer.end
            && !unmarked(first.of(text)).ends_with(['.', '?', '!', ',', '…']);
        if is_heading {
            continue;
        }
        let last = finder.scene.parse.sentence_at(quote.outer.end.saturating_sub(1)).unwrap_or(sentence);
        let beside = super::speakers::beside(finder, sentence, quote.outer)
            .or_else(|| (last != sentence).then(|| super::speakers::beside(finder, last, quote.outer)).flatten());
        if beside.is_none() && !opens_sentence && !after_colon && !beside_another {
            continue;
        }
        let speaker = beside
            .map(|found| (found, true))
            .or_else(|| speaker_of(finder, quote.outer, sentence, &told, after_colon))
            .or_else(|| subject_before(finder, quote, sentence, &told).map(|found| (found, false)));
        let Some((before, is_own)) = speaker else { continue };
        let mut copy = before;
        copy.content = quote.parts.clone();
        copy.heads = roots(finder, first);
        copy.quote = Quote::Direct;
        copy.under = None;
        copy.instead_of = None;
        copy.negated = false;
        if !is_own {
            copy.carried = true;
            copy.act = if copy.act == Act::Denies { Act::States } else { copy.act };
            copy.rule = "carried.quotation".to_string();
        }
        // Also where the tag is a sentence of its own.
        let tag = copy.cue_word.sentence;
        for at in [sentence, last].into_iter().chain((tag == last + 1).then_some(tag)) {
            told.spoken.insert(at, copy.clone());
        }
        carried.push(copy);
    }
    carried
}

/// Words without the quotation marks at their end.
fn unmarked(words: &str) -> &str {
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']'])
}

/// "Olmedo Vega spent years in the hills. \"I grew up there.\"": a quotation in the first person, in sentences of its own,
/// that nobody is said to have said: the person whom the sentence before is about.
fn subject_before(finder: &Finder, quote: &Quotation, sentence: usize, told: &Told) -> Option<Attribution> {
    let text = finder.scene.text();
    let before = sentence.checked_sub(1)?;
    let first = quote.parts.first()?;
    let is_whole = unmarked(first.of(text)).ends_with(['.', '!', '?']) && quote.words(text) > 5;
    let opens = text.get(finder.scene.parse.sentences[sentence].span.start..first.start)?.trim().len() <= 3;
    let in_first_person = first
        .of(text)
        .split(|ch: char| !ch.is_alphanumeric())
        .any(|word| matches!(word, "I" | "me" | "my" | "My" | "we" | "We" | "our" | "Our" | "us"));
    if !is_whole || !opens || !in_first_person || told.paragraphs[before] + 1 < told.paragraphs[sentence] {
        return None;
    }
    let syntax = finder.syntax(before);
    let root = (0..syntax.len()).find(|&word| syntax.head(word).is_none())?;
    let subject = syntax.child(root, &["nsubj"])?;
    let source = Source::new(finder.scene, finder.lexicon, before, subject, root);
    let kind = finder.scene.entity_at(source.head).map(|entity| entity.kind);
    let token = finder.scene.token(source.head);
    let is_person = kind == Some(EntityKind::Person)
        || token.upos == Upos::Pron && matches!(&*token.lemma, "he" | "she")
        || finder.lexicon.people.contains(&*token.lemma);
    is_person.then(|| super::speakers::spoken(Word::new(before, root), syntax, source, Act::States, "carried.subject"))
}

/// Who speaks a quotation that no clause holds, and whether the cue is its own: the sentence that leads to it, the
/// one that follows it, or the speaker before.
fn speaker_of(
    finder: &Finder,
    outer: Span,
    sentence: usize,
    told: &Told,
    after_colon: bool,
) -> Option<(Attribution, bool)> {
    let (text, paragraphs) = (finder.scene.text(), told.paragraphs);
    let is_lead = |other: usize| {
        let end = finder.scene.parse.sentences[other].span.end;
        let gap = text.get(end..outer.start).unwrap_or("");
        let last = text.get(..end).unwrap_or("").chars().next_back().unwrap_or(' ');
        matches!(last, ',' | ':') || gap.trim_start().starts_with([',', ':'])
    };
    // "The minister commented," and "said the minister." as sentences of their own.
    if let Some(lead) = sentence.checked_sub(1).filter(|&lead| is_lead(lead))
        && let Some(found) =
            super::speakers::bare(finder, lead).or_else(|| super::speakers::before_colon(finder, lead, outer))
    {
        return Some((found, true));
    }
    if after_colon && let Some(found) = super::speakers::before_colon(finder, sentence, outer) {
        return Some((found, true));
    }
    let last = finder.scene.parse.sentence_at(outer.end.saturating_sub(1)).unwrap_or(sentence);
    let follows = last + 1;
    if paragraphs.get(follows) == paragraphs.get(last) {
        let tag = finder.syntax(follows);
        let is_cut_off =
            text.get(..outer.end).unwrap_or("").trim_end_matches(['"', '”', '’', '\'']).ends_with([',', '?', '!']);
        let starts_small =
            tag.sentence.tokens.first().is_some_and(|token| token.form.chars().next().is_some_and(char::is_lowercase));
        if tag.len() < 25
            && (starts_small || is_cut_off || is_tag(tag))
            && let Some(found) = super::speakers::bare(finder, follows)
        {
            return Some((found, true));
        }
    }
    // "The minister called on others to follow. \"Let me congratulate ...\""
    if let Some(asker) = sentence
        .checked_sub(1)
        .filter(|&before| paragraphs[before] == paragraphs[sentence] && told.main[before].is_none())
    {
        let found = finder.found.iter().rev().find(|found| {
            found.cue_word.sentence == asker
                && found.act == Act::Asks
                && !found.negated
                && found.source.is_some_and(|source| source.speaks && !source.unnamed)
        });
        if let Some(found) = found {
            return Some((Attribution { act: Act::States, ..found.clone() }, false));
        }
    }
    /// A speaker farther back has been forgotten by the reader.
    const FARTHEST: usize = 8;
    let paragraph = paragraphs[sentence];
    for other in (sentence.saturating_sub(FARTHEST)..=sentence).rev() {
        if paragraphs[other] + 1 < paragraph {
            return None;
        }
        let found = told.at(finder, other).filter(|found| {
            let cue = finder.scene.token(found.cue_word).span;
            !outer.contains(cue) && (other < sentence || found.quote != Quote::Indirect)
        });
        let Some(found) = found else {
            // From the paragraph before only what ends it carries on.
            if paragraphs[other] != paragraph {
                return None;
            }
            continue;
        };
        // A paragraph that is a quotation from end to end goes on with the one who was reported before it.
        let carries = paragraphs[other] == paragraph
            || found.quote != Quote::Indirect
            || other + 1 == sentence && fills_paragraph(text, outer);
        return carries.then(|| (found.clone(), false));
    }
    None
}

/// Whether a sentence is no more than a tag: "Hammer added."
fn is_tag(syntax: &Syntax) -> bool {
    let words = (0..syntax.len()).filter(|&word| syntax.token(word).upos != Upos::Punct).count();
    let root = (0..syntax.len()).find(|&word| syntax.head(word).is_none());
    words <= 6 && root.is_some_and(|root| syntax.child(root, &["obj", "ccomp", "xcomp", "advcl"]).is_none())
}

/// Whether nothing stands beside a quotation in its paragraph.
fn fills_paragraph(text: &str, quotation: Span) -> bool {
    let before = text.get(..quotation.start).unwrap_or("").trim_end_matches([' ', '\t']);
    let after = text.get(quotation.end..).unwrap_or("").trim_start_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with(['\n', '\r']))
}

/// Whether some attribution whose cue stands outside the quotation, in its first sentence, already holds it.
fn outside_holder(finder: &Finder, outer: Span, sentence: usize) -> bool {
    let end = finder.scene.parse.sentence_at(outer.end.saturating_sub(1)).unwrap_or(sentence);
    let from = finder.found.partition_point(|found| found.cue_word.sentence < sentence);
    finder.found[from..].iter().take_while(|found| found.cue_word.sentence <= end).any(|found| {
        !outer.contains(finder.scene.token(found.cue_word).span)
            && found.quote != Quote::Scare
            && found.content.iter().any(|part| part.overlaps(outer))
    })
}

fn roots(finder: &Finder, span: Span) -> Vec<Word> {
    finder.scene.parse.sentence_at(span.start).map_or(Vec::new(), |sentence| finder.roots(sentence))
}

/// Sentences between two that the same source governs, within a paragraph.
fn between(finder: &Finder, paragraphs: &[usize], main: &[Option<usize>]) -> Vec<Attribution> {
    const MOST_BETWEEN: usize = 2;
    let mut carried = Vec::new();
    let has_any: Vec<bool> = (0..main.len())
        .map(|sentence| {
            main[sentence].is_some() || {
                let from = finder.found.partition_point(|found| found.cue_word.sentence < sentence);
                finder.found.get(from).is_some_and(|found| {
                    found.cue_word.sentence == sentence && found.source.is_some() && !found.presupposes
                })
            }
        })
        .collect();
    let mut last: Option<usize> = None;
    for sentence in 0..main.len() {
        if main[sentence].is_none() {
            if has_any[sentence] {
                last = None;
            }
            continue;
        }
        if let Some(before) = last.filter(|&before| {
            paragraphs[before] == paragraphs[sentence] && (2..=MOST_BETWEEN + 1).contains(&(sentence - before))
        }) {
            let pair =
                main[before].and_then(|b| finder.found.get(b)).zip(main[sentence].and_then(|s| finder.found.get(s)));
            if let Some((first, _)) = pair.filter(|(first, second)| is_same_source(finder, first, second)) {
                for middle in before + 1..sentence {
                    let mut copy = first.clone();
                    let span = finder.scene.parse.sentences[middle].span;
                    copy.content = vec![span];
                    copy.heads = roots(finder, span);
                    copy.quote = Quote::Indirect;
                    copy.carried = true;
                    copy.under = None;
                    copy.instead_of = None;
                    copy.act = if first.act == Act::Denies { Act::States } else { first.act };
                    copy.rule = "carried.between".to_string();
                    if !first.negated {
                        carried.push(copy);
                    }
                }
            }
        }
        last = Some(sentence);
    }
    carried
}

/// "I have met many leaders. New parties come up, he said.": a sentence in the first person, outside of quotation marks,
/// is spoken by whoever speaks in the sentence after it, or before it.
fn first_person(finder: &Finder, paragraphs: &[usize], main: &[Option<usize>]) -> Vec<Attribution> {
    let speaks = |sentence: usize| {
        finder.syntax(sentence).sentence.tokens.iter().any(|token| {
            matches!(&*token.form, "I" | "my" | "My" | "we" | "We" | "our" | "Our")
                && finder.quotation_at(token.span).is_none()
        })
    };
    let speaker = |sentence: usize, paragraph: usize| {
        let index = main.get(sentence).copied().flatten().filter(|_| paragraphs[sentence] == paragraph)?;
        let found = finder.found.get(index)?;
        (found.quote == Quote::Indirect && !found.negated).then_some(found)
    };
    let mut carried = Vec::new();
    for sentence in 0..main.len() {
        // "I want to tell them that ..." is no source beside the one who says "I".
        let another = main[sentence].and_then(|index| finder.found.get(index)).is_some_and(|found| {
            !found.source.is_some_and(|source| matches!(&*finder.scene.token(source.head).lemma, "I" | "i" | "we"))
        });
        if another || !speaks(sentence) {
            continue;
        }
        let near = [sentence + 1, sentence + 2].into_iter().chain(sentence.checked_sub(1));
        let Some(found) = near.into_iter().find_map(|other| speaker(other, paragraphs[sentence])) else { continue };
        let span = finder.scene.parse.sentences[sentence].span;
        carried.push(Attribution {
            content: vec![span],
            heads: roots(finder, span),
            carried: true,
            under: None,
            instead_of: None,
            act: if found.act == Act::Denies { Act::States } else { found.act },
            rule: "carried.first-person".to_string(),
            ..found.clone()
        });
    }
    carried
}

/// Whether a pronoun can mean a source: "he" no document or body, "it" no person.
fn can_mean(finder: &Finder, pronoun: &str, source: &Source) -> bool {
    let scene = finder.scene;
    let kind = scene.entity_at(source.head).map(|entity| entity.kind);
    let lemma = &*scene.token(source.head).lemma;
    let is_body = kind.is_some_and(|kind| kind != EntityKind::Person) || finder.lexicon.documents.contains(lemma);
    match pronoun {
        "he" | "she" => !is_body,
        "it" => kind != Some(EntityKind::Person) && !finder.lexicon.people.contains(lemma),
        "they" => !finder.lexicon.documents.contains(lemma),
        _ => false,
    }
}

/// Whether the second attribution goes on with the source of the first: the same name, or a pronoun.
pub(super) fn is_same_source(finder: &Finder, first: &Attribution, second: &Attribution) -> bool {
    let (Some(one), Some(two)) = (first.source, second.source) else { return false };
    let scene = finder.scene;
    let token = scene.token(two.head);
    if token.upos == Upos::Pron {
        return can_mean(finder, &token.lemma, &one);
    }
    // "An officer said ... The official added ...": somebody who is described and not named.
    let is_definite = two.span.of(scene.text()).to_lowercase().starts_with("the ");
    if one.unnamed && is_definite && finder.lexicon.people.contains(&*token.lemma) {
        return true;
    }
    let one_name = scene.entity_at(one.head).map_or(one.span, |entity| entity.span).of(scene.text());
    let two_name = scene.entity_at(two.head).map_or(two.span, |entity| entity.span).of(scene.text());
    let same_end = one_name.split_whitespace().last() == two_name.split_whitespace().last();
    let is_name = scene.entity_at(one.head).is_some() || scene.token(one.head).upos == Upos::Propn;
    one_name.eq_ignore_ascii_case(two_name) || is_name && same_end
}
