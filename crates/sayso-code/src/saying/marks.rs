//! Attribution without a verb: "according to X", "reportedly", "the alleged attack", scare quotes.

use super::lexicon::Slot;
use super::nouns::clause_above;
use super::{Attribution, ContentForm, Draft, Finder, Source};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::Quote;
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
    // "The brigade, a gang according to X, attacked": of what it is called alone.
    let called = syntax
        .head(top)
        .filter(|&called| syntax.token(top).relation.is("nmod") && syntax.token(called).relation.is("appos"));
    let Some(mut clause) = called.or_else(|| clause_above(syntax, top)) else { return };
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
        form: if called.is_some() { ContentForm::Noun } else { ContentForm::Clause },
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
            .chain(said_of(syntax, head))
            .collect(),
        form: ContentForm::Clause,
        by_noun: true,
        holds_nothing: false,
        act: rule.act,
        negated: false,
    });
}

/// Participles and relative clauses on the subject: of "a plan backed by X was reportedly rejected" only the rejection is
/// reported.
fn said_of<'s>(syntax: &'s Syntax<'_>, verb: usize) -> impl Iterator<Item = usize> + 's {
    let subject = syntax.child(verb, &["nsubj"]);
    subject.into_iter().flat_map(|subject| syntax.children_by(subject, &["acl", "acl:relcl"]))
}

/// "the alleged attack": somebody who is not named calls it so.
fn attributive(finder: &mut Finder, syntax: &Syntax, sentence: usize, word: usize) {
    let lexicon = finder.lexicon;
    let token = syntax.token(word);
    if !token.relation.is("amod") {
        return;
    }
    let form = hyphenated(syntax, word);
    let Some(rule) = lexicon.find(Slot::Attributive, &form).next() else { return };
    let first = if form.contains('-') { word.saturating_sub(2) } else { word };
    let Some(noun) = syntax.head(word) else { return };
    finder.add(Draft {
        rule,
        cue_word: Word::new(sentence, word),
        cue: (first..=word).collect(),
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

/// A word with what stands before it behind a hyphen, which the parser cuts: "so-called".
fn hyphenated(syntax: &Syntax, word: usize) -> String {
    let form = syntax.token(word).form.to_lowercase();
    let before = word.checked_sub(2).filter(|&before| {
        let (first, hyphen, last) = (syntax.token(before), syntax.token(before + 1), syntax.token(word));
        &*hyphen.form == "-" && first.span.end == hyphen.span.start && hyphen.span.end == last.span.start
    });
    before.map_or(form.clone(), |before| format!("{}-{form}", syntax.token(before).form.to_lowercase()))
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
