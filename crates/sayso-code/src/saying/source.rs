//! Who a source is: its words, whether it can speak, whether it has a name.

use super::SayingLexicon;
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::Span;
use sayso_parse::{EntityKind, Upos};

/// Who is said to say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The word that the others hang on.
    pub head: Word,
    /// The word to ask for the actor: the head, or the body that issued a document.
    pub holder: Word,
    /// The phrase that names or describes it; conjoined sources together.
    pub span: Span,
    /// The phrase with appositions and relative clauses.
    pub full: Span,
    /// Whether it can speak: a person, a body, or a document of one.
    pub speaks: bool,
    /// Described, not named ("officials", "a former member").
    pub unnamed: bool,
}

impl Source {
    /// The source whose head is `word` of `sentence`; `cue` is the word that it speaks by.
    pub(super) fn new(scene: &Scene, lexicon: &SayingLexicon, sentence: usize, word: usize, cue: usize) -> Source {
        let syntax = &scene.sentences[sentence];
        let head = Word::new(sentence, word);
        let mut span = syntax.phrase(word);
        for other in syntax.children_by(word, &["conj"]) {
            if matches!(syntax.token(other).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num) {
                span = span.join(syntax.phrase(other));
            }
        }
        // A title that the tree holds for a subject of its own: "Magistrate Daniel Covington".
        if let Some(before) = syntax.head(word).and_then(|verb| {
            syntax.children_by(verb, &["nsubj"]).find(|&other| other < word && syntax.token(other).upos == Upos::Noun)
        }) {
            let title = syntax.phrase(before);
            if span.start.saturating_sub(title.end) <= 1 && title.end <= span.start {
                span = span.join(title);
            }
        }
        // A title and the name beside it: "Magistrate Daniel Covington".
        for name in syntax.children_by(word, &["appos", "flat", "nmod:desc"]) {
            let is_beside = syntax.phrase(name).start.saturating_sub(span.end) <= 1;
            if is_beside && syntax.token(name).upos == Upos::Propn {
                span = span.join(syntax.phrase(name));
            }
        }
        let span = named_beside(scene, syntax, head).unwrap_or_else(|| with_name_behind(scene, syntax, head, span));
        let span = span.trimmed(scene.text());
        let is_own_clause = syntax.is_below(cue, word) && !syntax.token(cue).relation.is_any(&["case", "fixed"]);
        let full = if is_own_clause { span } else { full_phrase(scene, syntax, word).join(span) };
        let is_document = lexicon.documents.contains(syntax.lemma(word));
        let is_silent = lexicon.silent.contains(syntax.lemma(word));
        // "data by the ministry", "figures from the bank" speak for who published them.
        let issuer = if is_document || is_silent { issuer(scene, lexicon, syntax, sentence, word) } else { None };
        let is_published = is_silent
            && issuer.is_some_and(|issuer| {
                is_name(scene, Word::new(sentence, issuer)) || lexicon.bodies.contains(syntax.lemma(issuer))
            });
        let issuer = issuer.filter(|_| is_document || is_published);
        let holder = Word::new(sentence, issuer.unwrap_or(word));
        // "What right do you have to talk?"
        let is_asked_for = syntax.children_by(word, &["det"]).any(|det| syntax.lemma(det) == "what");
        let speaks = !is_asked_for && speaks(scene, lexicon, head, is_document || is_published);
        let unnamed = if is_document && issuer.is_none() { true } else { unnamed(scene, lexicon, syntax, holder) };
        // A document stands for the body that issued it.
        let span = issuer.map_or(span, |issuer| syntax.phrase(issuer).trimmed(scene.text()));
        Source { head, holder, span, full, speaks, unnamed }
    }

    /// Whether it is known to be a person or a body: a name, a pronoun for people, a noun of people, bodies, documents.
    pub(super) fn is_somebody(&self, scene: &Scene, lexicon: &SayingLexicon) -> bool {
        let token = scene.token(self.head);
        let lemma = &*token.lemma;
        self.speaks
            && (self.holder != self.head
                || is_name(scene, self.head)
                || token.upos == Upos::Pron
                || lexicon.people.contains(lemma)
                || lexicon.bodies.contains(lemma)
                || lexicon.actors.contains(lemma)
                || lexicon.documents.contains(lemma)
                || lexicon.media.contains(lemma))
    }

    /// The word of a name that covers the head, or the head.
    pub(super) fn lemma<'s>(&self, scene: &'s Scene) -> &'s str {
        &scene.token(self.head).lemma
    }
}

/// The name behind a description: "the party's founder, *Ann Lee*, said".
fn named_beside(scene: &Scene, syntax: &Syntax, head: Word) -> Option<Span> {
    let own = scene.entity_at(head).map(|entity| entity.kind);
    if matches!(own, Some(EntityKind::Person | EntityKind::Organization | EntityKind::Norp)) {
        return None;
    }
    let in_brackets = |child: usize| {
        syntax
            .subtree(child)
            .first()
            .and_then(|first| first.checked_sub(1))
            .is_some_and(|before| &*syntax.token(before).form == "(")
            || syntax.subtree(child).first().is_some_and(|&first| &*syntax.token(first).form == "(")
    };
    let name = syntax.children_by(head.word, &["appos"]).find(|&child| {
        child > head.word
            && !in_brackets(child)
            && scene
                .entity_at(Word::new(head.sentence, child))
                .is_some_and(|entity| matches!(entity.kind, EntityKind::Person | EntityKind::Organization))
    })?;
    Some(syntax.phrase(name))
}

/// "founder and president Ann Lee", "police spokesperson Captain Ben Okoro": the name right behind a description, wherever
/// the tree has it.
fn with_name_behind(scene: &Scene, syntax: &Syntax, head: Word, span: Span) -> Span {
    if scene.entity_at(head).is_some() {
        return span;
    }
    let behind: Vec<usize> = (0..syntax.len())
        .skip_while(|&at| syntax.token(at).span.start < span.end)
        .take_while(|&at| syntax.token(at).upos == Upos::Propn)
        .collect();
    let is_beside = behind
        .first()
        .is_some_and(|&first| scene.words_at(Span::new(span.end, syntax.token(first).span.start)).trim().is_empty());
    let is_person = behind.iter().any(|&at| {
        scene.entity_at(Word::new(head.sentence, at)).is_some_and(|entity| entity.kind == EntityKind::Person)
    });
    let ends = behind.last().map(|&last| syntax.token(last).span.end);
    ends.filter(|_| is_beside && is_person).map_or(span, |end| Span::new(span.start, end))
}

/// The whole noun phrase, without the preposition before it and clauses that are no part of it.
fn full_phrase(scene: &Scene, syntax: &Syntax, word: usize) -> Span {
    let words = syntax.subtree_without(word, |word| {
        let token = syntax.token(word);
        token.relation.is_any(&[
            "case",
            "parataxis",
            "cop",
            "nsubj",
            "aux",
            "mark",
            "advcl",
            "ccomp",
            "discourse",
            "punct",
        ])
    });
    let words: Vec<usize> = words.into_iter().filter(|&at| !is_outer_case(syntax, at, word)).collect();
    let mut words = words;
    // Punctuation was left out; what is left must not begin with a conjunction or an adverb before the noun.
    while words.first().is_some_and(|&first| {
        first < word && matches!(syntax.token(first).upos, Upos::Cconj | Upos::Sconj)
            || first < word && syntax.token(first).upos == Upos::Adv && syntax.head(first) == Some(word)
    }) {
        words.remove(0);
    }
    closed(scene, syntax.span_of(&words))
}

/// The span with the bracket that closes one opened in it: "Spang (1983)".
fn closed(scene: &Scene, span: Span) -> Span {
    let words = scene.words_at(span);
    let is_open = words.matches('(').count() > words.matches(')').count();
    let closes = scene.text().get(span.end..).is_some_and(|rest| rest.starts_with(')'));
    if is_open && closes { Span::new(span.start, span.end + 1) } else { span }
}

/// The preposition before the whole phrase.
fn is_outer_case(syntax: &Syntax, at: usize, head: usize) -> bool {
    let case = if syntax.token(at).relation.is("fixed") { syntax.head(at).unwrap_or(at) } else { at };
    case < head && syntax.token(case).relation.is("case") && syntax.head(case) == Some(head)
}

/// The body that a document comes from: "a report by X", "X's statement", "the X report".
fn issuer(scene: &Scene, lexicon: &SayingLexicon, syntax: &Syntax, sentence: usize, word: usize) -> Option<usize> {
    if let Some(owner) = syntax.possessor(word) {
        return Some(owner);
    }
    let from = syntax.prepositional(word).into_iter().find(|(preposition, child)| {
        matches!(preposition.as_str(), "by" | "from") && matches!(syntax.token(*child).upos, Upos::Noun | Upos::Propn)
            || preposition == "of" && is_name(scene, Word::new(sentence, *child))
    });
    if let Some((_, child)) = from {
        return Some(child);
    }
    // "a report released by X", "a statement issued by X"
    let issued = syntax.children_by(word, &["acl"]).find_map(|verb| syntax.agent(verb));
    // "X issued a statement declaring"
    let issued = issued.or_else(|| {
        let verb = syntax.head(word).filter(|_| syntax.token(word).relation.is("obj"))?;
        syntax.deep_subject(verb).filter(|&subject| lexicon.light_verbs.contains(syntax.lemma(verb)) && subject != word)
    });
    issued.or_else(|| {
        syntax.children_by(word, &["compound", "amod", "nmod"]).find(|&child| {
            child < word
                && scene.entity_at(Word::new(sentence, child)).is_some_and(|entity| {
                    matches!(entity.kind, EntityKind::Organization | EntityKind::Norp | EntityKind::Location)
                })
        })
    })
}

fn is_name(scene: &Scene, word: Word) -> bool {
    scene.token(word).upos == Upos::Propn
        || scene.entity_at(word).is_some_and(|entity| !matches!(entity.kind, EntityKind::Date | EntityKind::Money))
}

/// Whether a word names somebody who can speak.
fn speaks(scene: &Scene, lexicon: &SayingLexicon, word: Word, is_document: bool) -> bool {
    let token = scene.token(word);
    if is_document {
        return true;
    }
    // "those with knowledge of the plan"
    let described = || {
        token.form.eq_ignore_ascii_case("those")
            && scene.sentences[word.sentence].child(word.word, &["nmod", "acl", "acl:relcl", "amod"]).is_some()
    };
    match token.upos {
        Upos::Pron | Upos::Det if described() => true,
        Upos::Pron | Upos::Det | Upos::Num => !matches!(
            &*token.lemma,
            "this" | "that" | "these" | "what" | "which" | "there" | "something" | "nothing" | "everything"
        ),
        Upos::Propn => !scene
            .entity_at(word)
            .is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Money | EntityKind::Product)),
        Upos::Verb | Upos::Aux | Upos::Adp | Upos::Punct => false,
        _ => !lexicon.silent.contains(&*token.lemma),
    }
}

/// Whether a source is described without a name: "officials", "a member of the Front who asked not to be named".
fn unnamed(scene: &Scene, lexicon: &SayingLexicon, syntax: &Syntax, word: Word) -> bool {
    let token = scene.token(word);
    match token.upos {
        Upos::Propn => false,
        Upos::Pron => matches!(
            &*token.lemma,
            "one" | "some" | "many" | "others" | "those" | "several" | "someone" | "somebody" | "anyone"
        ),
        Upos::Det | Upos::Num => true,
        _ if is_name(scene, word) => false,
        _ => {
            let named = syntax.children_by(word.word, &["appos", "flat", "compound", "nmod:desc"]).any(|child| {
                let here = Word::new(word.sentence, child);
                let is_compound = syntax.token(child).relation.is("compound");
                scene.token(here).upos == Upos::Propn && !(is_compound && lexicon.people.contains(&*token.lemma))
                    || scene.entity_at(here).is_some_and(|entity| entity.kind == EntityKind::Person)
            });
            // "its commander", "the minister" is somebody in particular; "an official", "residents" is not.
            !named && lexicon.people.contains(&*token.lemma)
        }
    }
}
