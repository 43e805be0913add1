//! Who speaks by a verb: its subject, the one who is quoted, the outlet that passes it on, the speaker of a quotation
//! that no clause holds.

use super::lexicon::Slot;
use super::{Attribution, Construction, ContentForm, Finder, SayingLexicon, Source};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{Act, Quote, Span};
use sayso_parse::{EntityKind, Upos};

/// A verb of saying in a sentence that holds nothing of what is said: its quotation stands before or after.
pub(super) fn bare(finder: &Finder, sentence: usize) -> Option<Attribution> {
    let syntax = finder.syntax(sentence);
    let word = (0..syntax.len()).find(|&word| {
        let token = syntax.token(word);
        token.upos == Upos::Verb
            && token.relation.is_any(&["root", "conj", "advcl", "parataxis"])
            && syntax.child(word, &["ccomp", "xcomp"]).is_none()
            && syntax
                .child(word, &["obj"])
                .is_none_or(|object| syntax.lemma(word) == "tell" && syntax.token(object).upos != Upos::Noun)
            && finder.lexicon.find(Slot::Verb, &finder.lexicon.lemma(Slot::Verb, token)).any(|rule| {
                (rule.takes(Construction::Clause) || rule.takes(Construction::Quote))
                    && !rule.presupposes
                    && rule.act != Act::Wants
            })
    })?;
    let rule = finder
        .lexicon
        .find(Slot::Verb, &finder.lexicon.lemma(Slot::Verb, syntax.token(word)))
        .find(|rule| !rule.presupposes)?;
    let source = source_of(finder, syntax, sentence, word, Slot::Verb).filter(|source| source.speaks)?;
    Some(spoken(Word::new(sentence, word), syntax, source, rule.act, &rule.id))
}

/// A verb of saying right before or after a quotation in the same sentence, whatever the tree makes of the two:
/// "\"...,\" X said", "X said, \"...\"".
pub(super) fn beside(finder: &Finder, sentence: usize, quote: Span) -> Option<Attribution> {
    const REACH: usize = 12;
    let syntax = finder.syntax(sentence);
    let text = finder.scene.text();
    let marks = ['"', '”', '’', '\'', '»'];
    let last = text.get(..quote.end)?.trim_end_matches(marks);
    // The comma stands before or behind the mark.
    let comma = last.ends_with(',') || text.get(quote.end..)?.starts_with(',');
    let leads_on = comma || last.ends_with(['?', '!', '.', '…']);
    let is_led_to = text.get(..quote.start)?.trim_end().ends_with([',', ':']);
    let first_after = (0..syntax.len()).find(|&word| syntax.token(word).span.start >= quote.end);
    let last_before = (0..syntax.len()).rev().find(|&word| syntax.token(word).span.end <= quote.start);
    let after = first_after.filter(|_| leads_on).map_or(0..0, |first| first..(first + REACH).min(syntax.len()));
    let before = last_before.filter(|_| is_led_to).map_or(0..0, |last| last.saturating_sub(REACH)..last + 1);
    let candidates = after.chain(before.rev());
    for word in candidates {
        let token = syntax.token(word);
        if token.upos != Upos::Verb || token.relation.is_any(&["acl", "amod", "case"]) {
            continue;
        }
        let rule = finder.lexicon.find(Slot::Verb, &finder.lexicon.lemma(Slot::Verb, token)).find(|rule| {
            (rule.takes(Construction::Clause) || rule.takes(Construction::Quote))
                && !rule.presupposes
                && rule.act != Act::Wants
        });
        let Some(rule) = rule else { continue };
        let source = source_of(finder, syntax, sentence, word, Slot::Verb)
            .filter(|source| source.speaks && !quote.contains(source.span));
        if let Some(source) = source {
            return Some(spoken(Word::new(sentence, word), syntax, source, rule.act, &rule.id));
        }
    }
    // "\"...,\" Ann Lee, a nurse at the hospital.": a name without a verb.
    let name = first_after.filter(|&first| comma && !is_led_to && is_person(finder, sentence, first))?;
    let head = std::iter::successors(Some(name), |&at| {
        syntax.head(at).filter(|&head| head > name && is_person(finder, sentence, head))
    });
    let head = head.last()?;
    Some(spoken(
        Word::new(sentence, head),
        syntax,
        Source::new(finder.scene, finder.lexicon, sentence, head, head),
        Act::States,
        "quote.name",
    ))
}

fn is_person(finder: &Finder, sentence: usize, word: usize) -> bool {
    let entity = finder.scene.entity_at(Word::new(sentence, word));
    entity.is_some_and(|entity| entity.kind == EntityKind::Person)
}

/// Who speaks by a lead before a quotation: "In her words:", "According to Ann Lee from the camp:", "the minister's statement:",
/// or the subject of a sentence that ends in a colon.
pub(super) fn before_colon(finder: &Finder, sentence: usize, quote: Span) -> Option<Attribution> {
    let syntax = finder.syntax(sentence);
    if let Some((cue, source)) = lead(finder, syntax, sentence, quote) {
        return Some(spoken(Word::new(sentence, cue), syntax, source, Act::States, "quote.lead"));
    }
    let before = |word: usize| syntax.token(word).span.start < quote.start;
    let root = (0..syntax.len()).find(|&word| {
        before(word) && syntax.token(word).upos == Upos::Verb && syntax.head(word).is_none_or(|head| !before(head))
    })?;
    let source = source_of(finder, syntax, sentence, root, Slot::Verb)?;
    let is_person = source.speaks
        && (matches!(finder.scene.token(source.head).upos, Upos::Propn)
            || matches!(source.lemma(finder.scene), "he" | "she" | "they")
            || finder.lexicon.people.contains(source.lemma(finder.scene)));
    is_person.then(|| spoken(Word::new(sentence, root), syntax, source, Act::States, "quote.colon"))
}

/// The word that leads to a quotation, and whose words it is, where no verb says so.
fn lead(finder: &Finder, syntax: &Syntax, sentence: usize, quote: Span) -> Option<(usize, Source)> {
    const WORDS: usize = 14;
    let end = (0..syntax.len()).find(|&word| syntax.token(word).span.start >= quote.start).unwrap_or(syntax.len());
    let source = |head: usize, cue: usize| {
        Some(Source::new(finder.scene, finder.lexicon, sentence, head, cue))
            .filter(|source| source.is_somebody(finder.scene, finder.lexicon))
            .map(|source| (cue, source))
    };
    if let Some(name) = name_alone(finder, syntax, sentence, end) {
        return source(name, name);
    }
    (end.saturating_sub(WORDS)..end).rev().find_map(|word| {
        let token = syntax.token(word);
        if &*token.lemma == "accord" || &*token.form.to_lowercase() == "according" {
            let noun = syntax.head(word).filter(|&noun| noun > word && noun < end)?;
            return source(noun, word);
        }
        let is_words = token.upos == Upos::Noun
            && finder
                .lexicon
                .find(Slot::Noun, &token.lemma)
                .any(|rule| rule.takes(Construction::Manner) || rule.id == "statement.noun");
        let owner = syntax.possessor(word).filter(|_| is_words)?;
        source(owner, word)
    })
}

/// "Ann Lee, the minister: \"...\"": nothing but a name, and what it is, before the colon.
fn name_alone(finder: &Finder, syntax: &Syntax, sentence: usize, end: usize) -> Option<usize> {
    const WORDS: usize = 10;
    let words: Vec<usize> = (0..end).filter(|&word| syntax.token(word).upos != Upos::Punct).collect();
    let is_phrase = !words.is_empty()
        && words.len() <= WORDS
        && words.iter().all(|&word| !matches!(syntax.token(word).upos, Upos::Verb | Upos::Aux | Upos::Pron));
    let colon = end.checked_sub(1).is_some_and(|last| &*syntax.token(last).form == ":");
    let head = words.iter().copied().find(|&word| syntax.head(word).is_none_or(|head| !words.contains(&head)))?;
    let entity = finder.scene.entity_at(Word::new(sentence, head)).map(|entity| entity.kind);
    let is_somebody = matches!(entity, Some(EntityKind::Person | EntityKind::Organization))
        || finder.lexicon.people.contains(syntax.lemma(head))
        || finder.lexicon.bodies.contains(syntax.lemma(head));
    (is_phrase && colon && is_somebody).then_some(head)
}

/// A quotation's attribution whose content is still to be filled in.
pub(super) fn spoken(cue_word: Word, syntax: &Syntax, source: Source, act: Act, rule: &str) -> Attribution {
    Attribution {
        cue_word,
        cue: vec![syntax.token(cue_word.word).span],
        source: Some(source),
        content: Vec::new(),
        heads: Vec::new(),
        form: ContentForm::Clause,
        act,
        quote: Quote::Direct,
        negated: false,
        presupposes: false,
        is_medium: false,
        under: None,
        instead_of: None,
        by_noun: false,
        holds_nothing: false,
        carried: false,
        rule: rule.to_string(),
    }
}

/// Who speaks by a verb, where the tree gives a word of what is said for the speaker, or nobody: the noun beside it.
///
/// "\"...\" concluded the minister": the tree of a long quotation may have taken its subject for that of the verb.
pub(super) fn source_beside(
    finder: &Finder,
    syntax: &Syntax,
    sentence: usize,
    word: usize,
    heads: &[usize],
) -> Option<Source> {
    const REACH: usize = 6;
    let content = heads.first()?;
    let quote = finder.quotation_at(syntax.token(*content).span)?;
    let outside = |at: usize| !quote.outer.overlaps(syntax.token(at).span);
    if !outside(word) {
        return None;
    }
    let is_noun = |at: usize| matches!(syntax.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let stops = |at: usize| matches!(syntax.token(at).upos, Upos::Verb | Upos::Punct | Upos::Aux | Upos::Adp);
    // "told reporters": whoever stands behind is spoken to.
    let has_addressee = matches!(syntax.lemma(word), "tell" | "inform" | "remind" | "assure" | "warn" | "ask");
    let after = (word + 1..(word + REACH).min(syntax.len()))
        .take_while(|&at| outside(at) && !stops(at))
        .find(|&at| is_noun(at) && !has_addressee);
    // "its spokesman, Ben Okoro, told": a name set off by commas may stand between.
    let set_off = |at: usize| &*syntax.token(at).form == ",";
    let region: Vec<usize> = (word.saturating_sub(REACH + 2)..word)
        .rev()
        .take_while(|&at| outside(at) && (!stops(at) || set_off(at)))
        .collect();
    let before = region
        .iter()
        .copied()
        .filter(|&at| is_noun(at))
        .find(|&at| syntax.head(at).is_none_or(|head| !region.contains(&head)));
    let mut head = after.or(before)?;
    while let Some(up) = syntax.head(head).filter(|&up| is_noun(up) && outside(up) && up.abs_diff(word) < REACH) {
        head = up;
    }
    Some(Source::new(finder.scene, finder.lexicon, sentence, head, word)).filter(|source| source.speaks)
}

/// Who speaks by a verb.
pub(super) fn source_of(finder: &Finder, syntax: &Syntax, sentence: usize, word: usize, slot: Slot) -> Option<Source> {
    let make = |head: usize| Some(Source::new(finder.scene, finder.lexicon, sentence, head, word));
    // "quoted X as saying": the one who is quoted.
    if syntax.token(word).relation.is_any(&["advcl", "xcomp", "obl"])
        && syntax.children_by(word, &["mark", "case"]).any(|mark| syntax.lemma(mark) == "as")
        && let Some(head) = syntax.head(word).filter(|&head| is_citing(finder.lexicon, syntax, head))
    {
        return syntax.deep_object(head).and_then(make);
    }
    // Of several subjects that the tree gives, the nearest speaks.
    let nearest = || {
        let own: Vec<usize> = syntax.children_by(word, &["nsubj"]).filter(|&at| at < word).collect();
        if own.len() > 1 && !syntax.is_passive(word) { own.last().copied() } else { None }
    };
    let subject = if slot == Slot::Predicate { syntax.child(word, &["nsubj"]) } else { None };
    // "is a supporter and believes that": the subject of the predicate that the verb is conjoined with.
    let shared = || {
        let first = syntax.first_conjunct(word);
        let own = first == word || syntax.is_passive(word);
        syntax.child(first, &["nsubj"]).filter(|_| !own)
    };
    // "admitted it and said the measures ...": what follows the verb belongs to the clause that it says.
    let is_of_the_clause = |subject: usize| {
        subject > word
            && syntax.head(subject) == Some(word)
            && syntax
                .child(word, &["ccomp"])
                .is_some_and(|clause| clause > subject && syntax.child(clause, &["nsubj", "csubj", "expl"]).is_none())
    };
    let conjoined = || {
        let first = syntax.first_conjunct(word);
        (first != word).then(|| syntax.surface_subject(first, 0)).flatten()
    };
    // "a professor, who says": a relative pronoun of a clause that the tree hangs elsewhere means the noun before it.
    let relative = || {
        let own = syntax.child(word, &["nsubj"]).filter(|&own| own > 0 && own < word)?;
        let is_relative =
            syntax.token(own).feats.has("PronType", "Rel") && !syntax.token(word).relation.is("acl:relcl");
        let before = (0..own).rev().find(|&at| syntax.token(at).upos != Upos::Punct).filter(|_| is_relative)?;
        let is_noun = |at: usize| matches!(syntax.token(at).upos, Upos::Noun | Upos::Propn);
        let top =
            std::iter::successors(Some(before), |&at| syntax.head(at).filter(|&head| is_noun(head) && head < own))
                .last();
        top.filter(|&top| is_noun(top))
    };
    let subject = subject.or_else(relative).or_else(nearest).or_else(|| match syntax.deep_subject(word) {
        Some(subject) if is_of_the_clause(subject) => conjoined(),
        subject => subject,
    });
    let head = subject.or_else(shared)?;
    let token = syntax.token(head);
    // "it is feared that": nobody in particular.
    let is_empty = token.relation.is("expl") || head == word || token.upos == Upos::Punct;
    if is_empty
        || slot == Slot::Predicate
            && &*token.lemma == "it"
            && syntax.child(word, &["csubj", "ccomp"]).is_some()
            && syntax.token(word).upos == Upos::Adj
    {
        return None;
    }
    make(head)
}

pub(super) fn is_citing(lexicon: &SayingLexicon, syntax: &Syntax, word: usize) -> bool {
    lexicon.cites(syntax.token(word))
}

/// "X said, citing Y": Y is the source of what X says.
///
/// `from` is the index of the sentence's first attribution.
pub(super) fn attach_citing(finder: &mut Finder, sentence: usize, from: usize) {
    {
        let syntax = finder.syntax(sentence);
        for word in 0..syntax.len() {
            let token = syntax.token(word);
            if token.upos != Upos::Verb
                || !token.relation.is_any(&["advcl", "acl", "parataxis"])
                || !is_citing(finder.lexicon, syntax, word)
                || syntax
                    .children_by(word, &["advcl", "xcomp"])
                    .any(|child| syntax.children_by(child, &["mark"]).any(|mark| syntax.lemma(mark) == "as"))
            {
                continue;
            }
            let Some(object) = syntax.child(word, &["obj"]) else { continue };
            let source = Source::new(finder.scene, finder.lexicon, sentence, object, word);
            let is_source = source.is_somebody(finder.scene, finder.lexicon);
            let Some(rule) = finder
                .lexicon
                .find(Slot::Verb, &finder.lexicon.lemma(Slot::Verb, token))
                .find(|rule| rule.takes(Construction::Citing))
            else {
                continue;
            };
            if !is_source {
                continue;
            }
            let head = syntax.head(word);
            let outer = (from..finder.found.len()).find(|&index| {
                let found = &finder.found[index];
                !found.is_medium
                    && (Some(found.cue_word.word) == head
                        || found.source.is_some_and(|source| Some(source.head.word) == head))
            });
            // "said the town had fallen, citing officials": the clause may have been given the citing.
            let outer = outer.or_else(|| {
                (from..finder.found.len()).find(|&index| {
                    let found = &finder.found[index];
                    !found.is_medium && found.heads.iter().any(|content| Some(content.word) == head)
                })
            });
            let Some(outer_index) = outer else { continue };
            let Some(outer) = finder.found.get(outer_index) else { continue };
            finder.found.push(Attribution {
                cue_word: Word::new(sentence, word),
                cue: vec![token.span],
                source: Some(source),
                content: outer.content.clone(),
                heads: outer.heads.clone(),
                form: outer.form,
                act: rule.act,
                quote: outer.quote,
                negated: false,
                presupposes: false,
                is_medium: true,
                under: Some(outer_index),
                instead_of: None,
                by_noun: false,
                holds_nothing: false,
                carried: false,
                rule: rule.id.clone(),
            });
        }
    }
}
