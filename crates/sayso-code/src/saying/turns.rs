//! Interviews and debates: who speaks is told once, at the head of a paragraph or in the lead.
//!
//! Two layouts are known. *Turns*: paragraphs that begin with a name and a colon ("Ann Lee: We went there."), the
//! speaker of all paragraphs up to the next such head. *Questions and answers*: paragraphs that are a question each,
//! answered in paragraphs without a source of their own; the one who answers is the person whom the lead names first.

use super::speakers::spoken;
use super::{Attribution, Finder, Source};
use crate::scene::Word;
use sayso_core::{Act, Span};
use sayso_parse::{EntityKind, Upos};
use std::collections::BTreeMap;

/// A paragraph: its sentences and its text.
struct Paragraph {
    first: usize,
    end: usize,
    span: Span,
}

/// Adds the turns of an interview.
pub(super) fn find(finder: &mut Finder) {
    let paragraphs = paragraphs(finder);
    let mut found = by_heads(finder, &paragraphs);
    if found.is_empty() {
        found = by_questions(finder, &paragraphs);
    }
    finder.found.extend(found);
}

fn paragraphs(finder: &Finder) -> Vec<Paragraph> {
    let sentences = &finder.scene.parse.sentences;
    let mut found: Vec<Paragraph> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        match found.last_mut().filter(|_| !sentence.starts_paragraph) {
            Some(last) => {
                last.end = index + 1;
                last.span = last.span.join(sentence.span);
            }
            None => found.push(Paragraph { first: index, end: index + 1, span: sentence.span }),
        }
    }
    found
}

/// Paragraphs that a name and a colon open.
fn by_heads(finder: &Finder, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    /// Fewer turns, or turns of one speaker alone, are captions, recipes and lists.
    const FEWEST_TURNS: usize = 4;
    let heads: Vec<Option<(usize, usize)>> = paragraphs.iter().map(|paragraph| head_of(finder, paragraph)).collect();
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    let label = |paragraph: &Paragraph, colon: usize| {
        let end = finder.syntax(paragraph.first).token(colon).span.start;
        Span::new(paragraph.span.start, end).trimmed(finder.scene.text()).of(finder.scene.text())
    };
    for (paragraph, head) in paragraphs.iter().zip(&heads) {
        if let Some((_, colon)) = head {
            *turns.entry(label(paragraph, *colon)).or_default() += 1;
        }
    }
    turns.retain(|_, count| *count >= 2);
    if turns.len() < 2 || turns.values().sum::<usize>() < FEWEST_TURNS {
        return Vec::new();
    }
    let lead = heads.iter().position(Option::is_some).map_or(0, |at| paragraphs[at].first);
    let mut found = Vec::new();
    let mut speaker: Option<(Word, Word)> = None;
    for (paragraph, head) in paragraphs.iter().zip(&heads) {
        let mut from = paragraph.span.start;
        if let Some((name, colon)) = head.filter(|(_, colon)| turns.contains_key(label(paragraph, *colon))) {
            speaker = Some((Word::new(paragraph.first, name), Word::new(paragraph.first, colon)));
            from = finder.syntax(paragraph.first).token(colon).span.end;
        }
        if let Some((name, cue)) = speaker {
            // "Q" is whoever publishes the interview, "A" whom the lead names.
            let source = match &*finder.scene.token(name).form {
                "Q" | "Question" => continue,
                "A" | "Answer" => person_of_lead(finder, lead),
                _ => None,
            };
            let source =
                source.unwrap_or_else(|| Source::new(finder.scene, finder.lexicon, name.sentence, name.word, cue.word));
            let content = Span::new(from, paragraph.span.end.max(from)).trimmed(finder.scene.text());
            found.extend(turn(finder, paragraph, Source { speaks: true, ..source }, cue, content, "turn.head"));
        }
    }
    found
}

/// The name and the colon at the head of a paragraph.
fn head_of(finder: &Finder, paragraph: &Paragraph) -> Option<(usize, usize)> {
    const LONGEST: usize = 6;
    let syntax = finder.syntax(paragraph.first);
    let colon = (1..syntax.len().min(LONGEST)).find(|&word| &*syntax.token(word).form == ":")?;
    let is_name = (0..colon).all(|word| {
        let token = syntax.token(word);
        token.form.starts_with(char::is_uppercase) || token.upos == Upos::Punct
    });
    let more = syntax.len() > colon + 1 || paragraph.end > paragraph.first + 1;
    let head = (0..colon).rev().find(|&word| syntax.token(word).upos != Upos::Punct)?;
    (is_name && more).then_some((head, colon))
}

/// Paragraphs that ask, and paragraphs without a source that answer.
fn by_questions(finder: &Finder, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    const FEWEST_QUESTIONS: usize = 3;
    let text = finder.scene.text();
    let asks: Vec<bool> = paragraphs
        .iter()
        .map(|paragraph| {
            let words = paragraph.span.of(text).trim_end();
            let held = finder.quotation_at(Span::new(paragraph.span.start, paragraph.span.start + 1)).is_some();
            words.ends_with('?') && words.split_whitespace().count() <= 80 && !held
        })
        .collect();
    if asks.iter().filter(|&&asks| asks).count() < FEWEST_QUESTIONS {
        return Vec::new();
    }
    let Some(first) = asks.iter().position(|&asks| asks) else { return Vec::new() };
    let answers: Vec<usize> = (first + 1..paragraphs.len()).filter(|&at| !asks[at]).collect();
    // An essay asks too; one who answers says "I" and "we".
    let own_voice = answers.iter().filter(|&&at| in_first_person(finder, &paragraphs[at])).count();
    if own_voice * 3 < answers.len() || first == 0 {
        return Vec::new();
    }
    let Some(source) = interviewee(finder, paragraphs[first].first) else { return Vec::new() };
    answers
        .into_iter()
        .filter_map(|at| turn(finder, &paragraphs[at], source, source.head, paragraphs[at].span, "turn.answer"))
        .collect()
}

fn in_first_person(finder: &Finder, paragraph: &Paragraph) -> bool {
    (paragraph.first..paragraph.end).any(|sentence| {
        finder.scene.parse.sentences[sentence]
            .tokens
            .iter()
            .any(|token| matches!(&*token.form, "I" | "we" | "We" | "my" | "our" | "My" | "Our"))
    })
}

/// The person who answers: whom the lead has speaking ("X told the paper") or interviewed, else whom it names first.
fn interviewee(finder: &Finder, end: usize) -> Option<Source> {
    let is_person = |source: &Source| {
        let entity = finder.scene.entity_at(source.head);
        source.head.sentence < end
            && entity.is_some_and(|entity| entity.kind == EntityKind::Person && entity.end - entity.first > 1)
    };
    let speaks = finder.found.iter().filter_map(|found| found.source).find(|source| source.speaks && is_person(source));
    let interviewed = || {
        (0..end).find_map(|sentence| {
            let syntax = finder.syntax(sentence);
            let talk = (0..syntax.len()).find(|&word| syntax.lemma(word) == "interview")?;
            let with = syntax.prepositional(talk).into_iter().find(|(preposition, _)| preposition == "with")?;
            Some(Source::new(finder.scene, finder.lexicon, sentence, with.1, talk)).filter(|source| is_person(source))
        })
    };
    speaks.or_else(interviewed).or_else(|| person_of_lead(finder, end))
}

/// The first person whom the sentences before `end` name by more than one word.
fn person_of_lead(finder: &Finder, end: usize) -> Option<Source> {
    (0..end).find_map(|sentence| {
        let syntax = finder.syntax(sentence);
        let word = (0..syntax.len()).find(|&word| {
            finder.scene.entity_at(Word::new(sentence, word)).is_some_and(|entity| {
                entity.kind == EntityKind::Person && entity.end - entity.first > 1 && entity.end == word + 1
            })
        })?;
        let entity = finder.scene.entity_at(Word::new(sentence, word))?;
        let head = (entity.first..entity.end)
            .find(|&at| syntax.head(at).is_none_or(|head| head < entity.first || head >= entity.end))
            .unwrap_or(word);
        let source = Source::new(finder.scene, finder.lexicon, sentence, head, head);
        Some(Source { speaks: true, span: entity.span, ..source })
    })
}

/// One paragraph of a turn. A source within it is cited by the one who speaks.
fn turn(
    finder: &Finder,
    paragraph: &Paragraph,
    source: Source,
    cue: Word,
    content: Span,
    rule: &str,
) -> Option<Attribution> {
    if content.is_empty() {
        return None;
    }
    let cue_sentence = finder.syntax(cue.sentence);
    Some(Attribution {
        content: vec![content],
        heads: (paragraph.first..paragraph.end).flat_map(|sentence| finder.roots(sentence)).collect(),
        carried: true,
        ..spoken(cue, cue_sentence, source, Act::States, rule)
    })
}
