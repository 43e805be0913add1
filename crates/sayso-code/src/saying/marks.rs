//! Attribution without a verb: "according to X", "reportedly", "the alleged attack", scare quotes, agency datelines.

use super::lexicon::Slot;
use super::nouns::clause_above;
use super::{Attribution, ContentForm, Draft, Finder, SayingLexicon, Source};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::{HolderText, Quote, Span};
use sayso_parse::Upos;

/// Finds the prepositions, adverbs and adjectives of a sentence that attribute, and its scare quotes.
pub(super) fn find(finder: &mut Finder, sentence: usize) {
    let syntax = finder.syntax(sentence);
    for word in 0..syntax.len() {
        preposition(finder, syntax, sentence, word);
        match syntax.token(word).upos {
            Upos::Adv => adverb(finder, syntax, sentence, word),
            Upos::Adj | Upos::Verb => attributive(finder, syntax, sentence, word),
            _ => {}
        }
    }
    scare_quotes(finder, syntax, sentence);
}

/// "according to X": X is the source of the clause it stands in.
fn preposition(finder: &mut Finder, syntax: &Syntax, sentence: usize, word: usize) {
    let lexicon = finder.lexicon;
    let lemma = syntax.token(word).form.to_lowercase();
    let two = match word + 1 < syntax.len() {
        true => format!("{lemma} {}", syntax.token(word + 1).form.to_lowercase()),
        false => lemma.clone(),
    };
    let (rule, length) = match lexicon.find(Slot::Preposition, &two).next() {
        Some(rule) => (rule, 2),
        None => match lexicon.find(Slot::Preposition, &lemma).next() {
            Some(rule) if matches!(syntax.token(word).upos, Upos::Adp | Upos::Sconj) => (rule, 1),
            _ => return,
        },
    };
    // The preposition hangs on its noun, or (as a participle) the noun on it.
    let last = word + length - 1;
    let noun = match syntax.token(word).relation.is_any(&["case", "mark", "fixed"]) {
        true => syntax.head(word),
        false => syntax
            .child(word, &["obl", "nmod", "obj"])
            .or_else(|| syntax.head(last).filter(|&head| head != word && head > last)),
    };
    let Some(noun) = noun.filter(|&noun| noun > last) else { return };
    let source = Source::new(finder.scene, lexicon, sentence, noun, word);
    if !source.speaks {
        return;
    }
    let top = if syntax.is_below(noun, word) { word } else { noun };
    let Some(mut clause) = clause_above(syntax, top) else { return };
    // At the end of a sentence, after a comma, it speaks of all of the sentence.
    let own = syntax.subtree(top);
    let first = own.first().copied().unwrap_or(top);
    let ends_sentence =
        own.last().is_some_and(|&end| (end + 1..syntax.len()).all(|after| syntax.token(after).upos == Upos::Punct));
    if ends_sentence && first > 0 && &*syntax.token(first - 1).form == ","
        || own.first().is_some_and(|&at| &*syntax.token(at).form == ",") && ends_sentence
    {
        while syntax.token(clause).relation.is_any(&["advcl", "acl", "xcomp", "ccomp", "conj"]) {
            let cue = syntax.token(word).span;
            let inside_quote =
                finder.quotations.iter().any(|quote| quote.holds(syntax.token(clause).span) && quote.holds(cue));
            match syntax.head(clause).and_then(|head| {
                if syntax.token(head).upos == Upos::Verb { Some(head) } else { clause_above(syntax, clause) }
            }) {
                Some(head) if !inside_quote => clause = head,
                _ => break,
            }
        }
    }
    let cue: Vec<usize> = (word..=last).collect();
    finder.add(Draft {
        rule,
        cue_word: Word::new(sentence, word),
        cue,
        source: Some(source),
        heads: vec![clause],
        without: vec![top, noun],
        form: ContentForm::Clause,
        by_noun: false,
        holds_nothing: false,
        act: rule.act,
        negated: false,
    });
}

/// "reportedly", "allegedly": somebody who is not named says what the clause says.
fn adverb(finder: &mut Finder, syntax: &Syntax, sentence: usize, word: usize) {
    let lexicon = finder.lexicon;
    let Some(rule) = lexicon.find(Slot::Adverb, &syntax.token(word).form.to_lowercase()).next() else { return };
    let Some(head) = syntax.head(word) else { return };
    // Of a modifier only ("the allegedly corrupt minister"), or of the clause.
    let head = if syntax.token(head).upos == Upos::Adv { syntax.head(head).unwrap_or(head) } else { head };
    finder.add(Draft {
        rule,
        cue_word: Word::new(sentence, word),
        cue: vec![word],
        source: None,
        heads: vec![head],
        // "reportedly flew out as the nation waited": others than the sentence's own clause have their own say.
        without: syntax
            .children_by(head, &["conj", "parataxis", "cc", "advcl"])
            .filter(|&other| syntax.child(other, &["nsubj"]).is_some())
            .collect(),
        form: ContentForm::Clause,
        by_noun: true,
        holds_nothing: false,
        act: rule.act,
        negated: false,
    });
}

/// "the alleged attack": somebody who is not named calls it so.
fn attributive(finder: &mut Finder, syntax: &Syntax, sentence: usize, word: usize) {
    let lexicon = finder.lexicon;
    let token = syntax.token(word);
    if !token.relation.is("amod") {
        return;
    }
    let form = token.form.to_lowercase();
    let Some(rule) = lexicon.find(Slot::Attributive, &form).next() else { return };
    let Some(noun) = syntax.head(word) else { return };
    finder.add(Draft {
        rule,
        cue_word: Word::new(sentence, word),
        cue: vec![word],
        source: None,
        heads: vec![noun],
        without: syntax
            .children_by(
                noun,
                &["acl:relcl", "appos", "conj", "case", "det", "cop", "nsubj", "aux", "advcl", "parataxis", "punct"],
            )
            .collect(),
        form: ContentForm::Noun,
        by_noun: true,
        holds_nothing: false,
        act: rule.act,
        negated: false,
    });
}

/// Marks around a few words that nobody is said to have said.
fn scare_quotes(finder: &mut Finder, syntax: &Syntax, sentence: usize) {
    const MOST_WORDS: usize = 4;
    let text = finder.scene.text();
    let here = syntax.sentence.span;
    let start = finder.quotations.partition_point(|quote| quote.outer.end <= here.start);
    let mut drafts = Vec::new();
    for quote in finder.quotations.iter().skip(start).take_while(|quote| quote.outer.start < here.end) {
        let [inner] = quote.parts[..] else { continue };
        let is_short = quote.words(text) <= MOST_WORDS && here.contains(inner);
        let is_attributed = finder
            .found
            .iter()
            .rev()
            .take_while(|found| found.cue_word.sentence == sentence)
            .any(|found| found.content.iter().any(|part| part.overlaps(inner)));
        if !is_short || is_attributed {
            continue;
        }
        let words: Vec<usize> = (0..syntax.len()).filter(|&word| inner.contains(syntax.token(word).span)).collect();
        let Some(&head) = words.iter().find(|&&word| syntax.head(word).is_none_or(|head| !words.contains(&head)))
        else {
            continue;
        };
        // Titles and names stand in marks as well.
        let is_name = words.iter().all(|&word| {
            let token = syntax.token(word);
            token.form.chars().next().is_some_and(|ch| !ch.is_lowercase())
                || matches!(token.upos, Upos::Adp | Upos::Det)
        });
        let is_sentence = syntax.head(head).is_none() && first_word(syntax, &words);
        if !is_name && !is_sentence && syntax.token(head).upos != Upos::Punct {
            drafts.push((head, inner));
        }
    }
    for (head, inner) in drafts {
        let head = Word::new(sentence, head);
        finder.found.push(Attribution {
            cue_word: head,
            cue: Vec::new(),
            source: None,
            content: vec![inner],
            heads: vec![head],
            form: ContentForm::Noun,
            act: sayso_core::Act::States,
            quote: Quote::Scare,
            negated: false,
            presupposes: false,
            is_medium: false,
            under: None,
            instead_of: None,
            by_noun: true,
            holds_nothing: false,
            carried: false,
            rule: "mark.scare".to_string(),
        });
    }
}

/// Whether the words open the sentence.
fn first_word(syntax: &Syntax, words: &[usize]) -> bool {
    let first = (0..syntax.len()).find(|&word| syntax.token(word).upos != Upos::Punct);
    first.is_some_and(|first| words.contains(&first))
}

/// An agency that the whole text comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Agency {
    pub(super) span: Span,
    pub(super) place: Option<HolderText>,
}

/// The agencies of the byline or the dateline: "KABUL (Agency) -", "By Ann Lee, Agency". None where the agency is the publisher.
pub(super) fn agencies(scene: &Scene, lexicon: &SayingLexicon) -> Vec<Agency> {
    const DATELINE: usize = 160;
    let document = scene.document;
    let publisher = document.publisher.as_deref().unwrap_or("").to_lowercase();
    let mut found = Vec::new();
    if let Some(byline) = document.byline.as_deref()
        && let Some((span, _)) = first_agency(byline, lexicon, &publisher)
    {
        found.push(Agency { span, place: Some(HolderText::Byline) });
        return found;
    }
    let text = scene.text();
    if let Some(agency) = sign_off(text, lexicon, &publisher) {
        found.push(agency);
        return found;
    }
    let line = text.trim_start();
    let from = text.len() - line.len();
    let end = line.find('\n').unwrap_or(line.len());
    let reach = (0..=end.min(DATELINE)).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let head = &line[..reach];
    // The dateline ends at a dash or colon; the agency stands in it, mostly in brackets.
    let Some(dash) =
        [" - ", " – ", " — ", "--", ") –", ") —", ")-", ") -", "—"].iter().filter_map(|dash| head.find(dash)).min()
    else {
        return found;
    };
    let dateline = &head[..dash];
    if let Some((span, name)) = first_agency(dateline, lexicon, &publisher) {
        let bracketed = dateline[..span.start].trim_end().ends_with(['(', '/', '[']);
        if bracketed || dateline.len() <= name.len() + 40 {
            found.push(Agency { span: Span::new(from + span.start, from + span.end), place: None });
        }
    }
    found
}

/// An agency that signs at the end: "... he said. - SPA".
fn sign_off(text: &str, lexicon: &SayingLexicon, publisher: &str) -> Option<Agency> {
    const TAIL: usize = 40;
    let end = text.trim_end().len();
    let from = (0..=end.saturating_sub(TAIL)).rev().find(|&at| text.is_char_boundary(at))?;
    let tail = &text[from..end];
    let dash = tail.rfind(['-', '–', '—'])?;
    let name = &tail[dash..];
    if name.chars().count() > 24 {
        return None;
    }
    let (span, _) = first_agency(name, lexicon, publisher)?;
    let start = from + dash;
    Some(Agency { span: Span::new(start + span.start, start + span.end), place: None })
}

fn first_agency<'l>(line: &str, lexicon: &'l SayingLexicon, publisher: &str) -> Option<(Span, &'l str)> {
    lexicon
        .agencies
        .iter()
        .filter(|agency| !publisher.contains(&agency.to_lowercase()))
        .filter_map(|agency| {
            line.match_indices(agency.as_str()).find_map(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + agency.len()..].chars().next();
                let is_word = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
                (!is_word(before) && !is_word(after)).then_some((Span::new(at, at + agency.len()), agency.as_str()))
            })
        })
        .min_by_key(|(span, name)| (span.start, std::cmp::Reverse(name.len())))
}
