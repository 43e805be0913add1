//! Who says so: the attributions of a document, and the chain of holders of each predicate.
//!
//! [`Attributions::find`] looks for every place where the text hands something to a source: words of saying with
//! their clause, quotations, "according to", "reportedly", "the claim that". What a source says is kept as spans, so
//! that nesting needs no tree: an attribution lies inside another where its cue does. [`Attributions::chain`] then
//! reads, for one predicate, all holders from the outside in.

mod authors;
mod carry;
mod chain;
mod colons;
mod cues;
mod denials;
mod example;
mod lexicon;
mod marks;
mod media;
mod nouns;
mod questions;
mod quotations;
mod source;
mod speakers;
mod statements;
mod turns;
mod verbs;

pub use chain::HolderResolver;
pub use example::check_example;
pub(crate) use lexicon::Slot;
pub use lexicon::{Construction, SayingLexicon, SayingRule};
pub use quotations::{Quotation, quotations};
pub use source::Source;
pub use statements::Statement;

use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::{Act, Quote, Span};
use sayso_parse::Upos;

/// What sort of words hold what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContentForm {
    /// A clause or a quotation.
    Clause,
    /// An infinitive or gerund: "threatened to leave".
    Infinitive,
    /// A noun phrase: "confirmed the arrest".
    Noun,
}

/// One place where the text hands something to a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The word that carries it ("said", "according").
    pub cue_word: Word,
    /// The cue with its auxiliaries and particles ("has not said", "according to").
    pub cue: Vec<Span>,
    /// Who says so; none where the text leaves it open ("it was reported").
    pub source: Option<Source>,
    /// What is said.
    pub content: Vec<Span>,
    /// The words that what is said hangs on, one for each clause or noun.
    pub heads: Vec<Word>,
    /// In which form it is said.
    pub form: ContentForm,
    /// What the source does with it.
    pub act: Act,
    /// How it is rendered.
    pub quote: Quote,
    /// The cue is negated: "did not say that".
    pub negated: bool,
    /// The writer takes the content for true ("realised that"): nobody else vouches for it.
    pub presupposes: bool,
    /// An outlet that passes on what another source told it ("told Radio Norland").
    pub is_medium: bool,
    /// Index of the attribution that it belongs inside of, where its cue stands outside ("X said, citing Y").
    pub under: Option<usize>,
    /// Index of the attribution by a noun whose content it takes over ("denied *the claim* that ...").
    pub instead_of: Option<usize>,
    /// Nobody is named and nobody is meant but the writer ("it is clear that").
    pub holds_nothing: bool,
    /// The cue is a noun, adjective or adverb ("the claim that", "reportedly").
    pub by_noun: bool,
    /// Carried over from a sentence before or after.
    pub carried: bool,
    /// The rule that found it.
    pub rule: String,
}

impl Attribution {
    /// Whether a span lies in what is said.
    pub fn covers(&self, span: Span) -> bool {
        self.content.iter().any(|part| part.start <= span.start && span.end <= part.end)
    }

    /// The same claim, which stands at `index`, as what another verb does with it: denies it, rejects it.
    fn taken_over(
        &self,
        index: usize,
        verb: Word,
        cue: Span,
        source: Option<Source>,
        rule: &SayingRule,
    ) -> Attribution {
        Attribution {
            cue_word: verb,
            cue: vec![cue],
            source,
            content: self.content.clone(),
            heads: self.heads.clone(),
            form: self.form,
            act: rule.act,
            quote: self.quote,
            negated: false,
            presupposes: false,
            is_medium: false,
            under: None,
            instead_of: Some(index),
            by_noun: true,
            holds_nothing: false,
            carried: false,
            rule: rule.id.clone(),
        }
    }

    /// Length of what is said, in bytes.
    fn extent(&self) -> usize {
        self.content.iter().map(Span::len).sum()
    }
}

/// All attributions of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributions {
    all: Vec<Attribution>,
    /// For each sentence: the attributions whose content reaches into it.
    by_sentence: Vec<Vec<usize>>,
    /// Agencies that the whole text comes from, by dateline or byline.
    agencies: Vec<authors::Agency>,
    quotations: Vec<Quotation>,
}

impl Attributions {
    /// Finds the attributions of a document.
    pub fn find(scene: &Scene, lexicon: &SayingLexicon) -> Attributions {
        let mut finder = Finder { scene, lexicon, quotations: quotations(scene.text()), found: Vec::new() };
        for sentence in 0..scene.sentences.len() {
            let from = finder.found.len();
            verbs::find(&mut finder, sentence);
            cues::find(&mut finder, sentence, from);
            nouns::find(&mut finder, sentence);
            marks::find(&mut finder, sentence);
            nouns::take_over_claims(&mut finder, sentence, from);
            speakers::attach_citing(&mut finder, sentence, from);
            denials::take_up(&mut finder, sentence);
            let headline = colons::find(&finder, sentence);
            finder.found.extend(headline);
        }
        carry::find(&mut finder);
        media::carry(&mut finder);
        turns::find(&mut finder);
        questions::take_out_statements(&mut finder);
        let agencies = authors::agencies(scene, lexicon);
        let mut by_sentence = vec![Vec::new(); scene.sentences.len()];
        for (index, attribution) in finder.found.iter().enumerate() {
            for part in &attribution.content {
                let mut at = scene.parse.sentences.partition_point(|sentence| sentence.span.end <= part.start);
                while scene.parse.sentences.get(at).is_some_and(|sentence| sentence.span.start < part.end) {
                    if by_sentence[at].last() != Some(&index) {
                        by_sentence[at].push(index);
                    }
                    at += 1;
                }
            }
        }
        Attributions { all: finder.found, by_sentence, agencies, quotations: finder.quotations }
    }

    /// All attributions, in the order they were found.
    pub fn all(&self) -> &[Attribution] {
        &self.all
    }

    /// The quotations of the text.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The attributions to show as cue, source and content: where a clause or a quotation is handed to a source.
    ///
    /// What is wanted, ordered or promised in an infinitive, nouns of saying and media count for the chains alone.
    pub fn list(&self) -> impl Iterator<Item = &Attribution> {
        self.all.iter().filter(|found| {
            let is_told = found.form == ContentForm::Clause
                || found.form == ContentForm::Infinitive && found.act == Act::States && found.source.is_some();
            is_told
                && !found.holds_nothing
                && !found.is_medium
                && !found.carried
                && !found.by_noun
                && found.quote != Quote::Scare
        })
    }

    /// The attributions whose content holds a word, from the outside in.
    pub fn around(&self, scene: &Scene, word: Word) -> Vec<&Attribution> {
        self.indices_around(scene, word).into_iter().filter_map(|index| self.all.get(index)).collect()
    }
}

/// What the parts of the search share.
struct Finder<'s, 'd> {
    scene: &'s Scene<'d>,
    lexicon: &'s SayingLexicon,
    quotations: Vec<Quotation>,
    found: Vec<Attribution>,
}

/// A draft of an attribution within one sentence.
struct Draft<'r> {
    rule: &'r SayingRule,
    cue_word: Word,
    cue: Vec<usize>,
    source: Option<Source>,
    /// Words of the sentence that what is said hangs on.
    heads: Vec<usize>,
    /// Words to leave out of the content, with all that hangs on them.
    without: Vec<usize>,
    form: ContentForm,
    by_noun: bool,
    holds_nothing: bool,
    act: Act,
    negated: bool,
}

impl<'s, 'd> Finder<'s, 'd> {
    /// The quotation that holds a span.
    fn quotation_at(&self, span: Span) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|quote| quote.outer.end <= span.start);
        self.quotations.get(at).filter(|quote| quote.outer.contains(span))
    }

    /// What has been found in a sentence and behind it, with its index; while sentences are gone through in turn.
    fn since(&self, sentence: usize) -> impl DoubleEndedIterator<Item = (usize, &Attribution)> {
        let from = self.found.partition_point(|found| found.cue_word.sentence < sentence);
        self.found.iter().enumerate().skip(from)
    }

    fn syntax(&self, sentence: usize) -> &'s Syntax<'d> {
        &self.scene.sentences[sentence]
    }

    /// The words of a sentence that hang on nothing.
    fn roots(&self, sentence: usize) -> Vec<Word> {
        let syntax = self.syntax(sentence);
        (0..syntax.len()).filter(|&word| syntax.head(word).is_none()).map(|word| Word::new(sentence, word)).collect()
    }

    /// Completes a draft: spans of content, quotations, kind of quote. Gives its index, or none where nothing is said.
    fn add(&mut self, draft: Draft) -> Option<usize> {
        let sentence = draft.cue_word.sentence;
        let syntax = self.syntax(sentence);
        let mut words: Vec<usize> = Vec::new();
        for &head in &draft.heads {
            // A word that what is said hangs on ("said" with its clause) takes nothing of it away.
            let mut left_out = vec![false; syntax.len()];
            for &out in draft.without.iter().chain(&draft.cue).filter(|&&out| !syntax.is_below(head, out)) {
                for below in syntax.subtree(out) {
                    left_out[below] = true;
                }
            }
            let is_clause = draft.form == ContentForm::Clause && !draft.by_noun;
            let presupposed = if is_clause { Vec::new() } else { presupposed(syntax, head) };
            for aside in asides(syntax, head, draft.cue_word.word).chain(presupposed) {
                for below in syntax.subtree(aside).into_iter().filter(|_| !syntax.is_below(draft.cue_word.word, aside))
                {
                    left_out[below] = true;
                }
            }
            let apart = self.is_quoted_apart(sentence, head, draft.cue_word.word);
            words.extend(syntax.subtree(head).into_iter().filter(|&word| {
                // "\"...,\" X said regarding the attack": what stands behind the cue is X's no more.
                let beyond = apart && (word < draft.cue_word.word) != (head < draft.cue_word.word);
                !left_out[word] && (!beyond || self.is_same_quotation(sentence, word, head))
            }));
        }
        words.sort_unstable();
        words.dedup();
        let content = self.spans_of(sentence, &words);
        if content.is_empty() {
            return None;
        }
        let cue: Vec<Span> = draft.cue.iter().map(|&word| syntax.token(word).span).collect();
        let cue = join_neighbours(cue, self.scene.text(), 1);
        let heads = draft.heads.iter().map(|&head| Word::new(sentence, head)).collect();
        let (content, quote) =
            self.with_quotations(content, syntax.token(draft.cue_word.word).span, draft.source.as_ref());
        self.found.push(Attribution {
            cue_word: draft.cue_word,
            cue,
            source: draft.source,
            content,
            heads,
            form: draft.form,
            act: draft.act,
            quote,
            negated: draft.negated,
            presupposes: draft.rule.presupposes,
            is_medium: false,
            under: None,
            instead_of: None,
            by_noun: draft.by_noun,
            holds_nothing: draft.holds_nothing,
            carried: false,
            rule: draft.rule.id.clone(),
        });
        Some(self.found.len() - 1)
    }

    /// Whether two words stand in one quotation.
    fn is_same_quotation(&self, sentence: usize, one: usize, other: usize) -> bool {
        let syntax = self.syntax(sentence);
        let around = |word: usize| self.quotation_at(syntax.token(word).span);
        around(one).is_some_and(|quote| around(other) == Some(quote))
    }

    /// Whether a word stands in quotation marks that the cue stands outside of.
    fn is_quoted_apart(&self, sentence: usize, word: usize, cue: usize) -> bool {
        let syntax = self.syntax(sentence);
        self.quotation_at(syntax.token(word).span).is_some_and(|quote| !quote.outer.contains(syntax.token(cue).span))
    }

    /// The spans of words, without punctuation at their ends.
    fn spans_of(&self, sentence: usize, words: &[usize]) -> Vec<Span> {
        let syntax = self.syntax(sentence);
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for &word in words {
            match runs.last_mut().filter(|run| run.last().is_some_and(|&last| last + 1 == word)) {
                Some(run) => run.push(word),
                None => runs.push(vec![word]),
            }
        }
        let mut spans = Vec::new();
        for run in runs {
            let is_edge = |word: &usize| {
                let token = syntax.token(*word);
                token.upos == Upos::Punct && !matches!(&*token.form, "(" | ")" | "[" | "]" | "?" | "!")
            };
            let Some(first) = run.iter().position(|word| !is_edge(word)) else { continue };
            let last = run.iter().rposition(|word| !is_edge(word)).unwrap_or(first);
            spans.push(syntax.span_of(&run[first..=last]));
        }
        spans
    }

    /// The content widened to the quotations that it stands in, and how it is rendered.
    fn with_quotations(&self, content: Vec<Span>, cue: Span, source: Option<&Source>) -> (Vec<Span>, Quote) {
        let text = self.scene.text();
        let mut spans = content;
        let mut quoted = 0;
        let total: usize = spans.iter().map(Span::len).sum();
        let mut extra: Vec<Span> = Vec::new();
        let mut whole = false;
        let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
        let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let start = self.quotations.partition_point(|quote| quote.outer.end <= first);
        for quote in self.quotations.iter().skip(start).take_while(|quote| quote.outer.start < last) {
            if quote.outer.contains(cue) {
                // The cue stands inside the same quotation: the speaker reports somebody else's words.
                continue;
            }
            let inside: usize = spans
                .iter()
                .map(|span| {
                    quote
                        .parts
                        .iter()
                        .map(|part| span.end.min(part.end).saturating_sub(span.start.max(part.start)))
                        .sum::<usize>()
                })
                .sum();
            if inside == 0 {
                continue;
            }
            quoted += inside;
            // Sentences of the quotation beyond this one belong to the same speaker.
            let holds_source = source.is_some_and(|source| quote.outer.contains(source.span));
            if !holds_source && (quote.words(text) > 3 || spans.iter().all(|span| quote.holds(*span))) {
                extra.extend(&quote.parts);
                whole = true;
            }
        }
        let kind = if quoted == 0 {
            Quote::Indirect
        } else if quoted + 3 >= total {
            Quote::Direct
        } else {
            Quote::Mixed
        };
        if whole {
            spans.extend(extra);
            spans = union(spans);
        }
        (join_neighbours(spans, text, 3), kind)
    }
}

/// Clauses behind the cue that tell what the speaker did meanwhile: "..., he said as he left the court".
fn asides<'s>(syntax: &'s Syntax<'_>, head: usize, cue: usize) -> impl Iterator<Item = usize> + 's {
    syntax.children_by(head, &["advcl"]).filter(move |&clause| {
        let pronoun = syntax
            .child(clause, &["nsubj"])
            .is_some_and(|subject| subject > cue && matches!(syntax.lemma(subject), "he" | "she" | "they" | "it"));
        let meanwhile = syntax
            .children_by(clause, &["mark", "advmod"])
            .any(|mark| mark > cue && matches!(syntax.lemma(mark), "as" | "while" | "when" | "after" | "before"));
        head < cue && pronoun && meanwhile
    })
}

/// Clauses below a word that the writer tells for his own part, where not a whole clause is handed to a source: relative
/// clauses, and what the act is set beside in time ("is said to have fled *since rebels took the town*").
fn presupposed(syntax: &Syntax<'_>, head: usize) -> Vec<usize> {
    let in_time = |clause: usize| {
        syntax.child(clause, &["nsubj"]).is_some()
            && syntax
                .children_by(clause, &["mark", "advmod"])
                .any(|mark| matches!(syntax.lemma(mark), "since" | "after" | "when" | "while" | "before" | "until"))
    };
    let below = syntax.subtree(head).into_iter().filter(|&word| word != head);
    below
        .filter(|&clause| {
            let relation = syntax.token(clause).relation;
            relation.is("acl:relcl") || relation.is("advcl") && in_time(clause)
        })
        .collect()
}

/// Sorted spans, overlapping ones joined.
fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => *last = last.join(span),
            None => out.push(span),
        }
    }
    out
}

/// Sorted spans, joined where nothing but white space and at most `marks` punctuation marks stand between.
fn join_neighbours(spans: Vec<Span>, text: &str, marks: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in union(spans) {
        let near = out.last().is_some_and(|last| {
            let gap = Span::new(last.end, span.start).of(text);
            !gap.contains('\n')
                && gap.chars().all(|ch| ch.is_whitespace() || !ch.is_alphanumeric())
                && gap.chars().filter(|ch| !ch.is_whitespace()).count() < marks
        });
        match out.last_mut().filter(|_| near) {
            Some(last) => *last = last.join(span),
            None => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests;
