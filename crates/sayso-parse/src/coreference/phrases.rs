//! Which phrases of a document may speak of somebody or something: noun phrases, names, pronouns.

use crate::{Parse, Sentence, Token, Upos};
use sayso_core::Span;

/// A phrase that may speak of somebody or something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// From the first to the last word, a possessive ending included.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// The word that the others hang on.
    pub head: usize,
    /// First word in the sentence.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
}

/// The words that hang on each word of a sentence.
pub(crate) struct Children(Vec<Vec<usize>>);

impl Children {
    pub(crate) fn of(sentence: &Sentence) -> Children {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(below) = token.head.and_then(|head| children.get_mut(head)) {
                below.push(index);
            }
        }
        Children(children)
    }

    /// In the order of the text.
    pub(crate) fn on(&self, word: usize) -> &[usize] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }
}

/// All phrases, in the order in which they begin; of two that begin with one word the longer one first.
pub(crate) fn phrases(parse: &Parse, children: &[Children]) -> Vec<Phrase> {
    let mut found = Vec::new();
    for (index, (sentence, children)) in parse.sentences.iter().zip(children).enumerate() {
        let tokens = &sentence.tokens;
        for head in (0..tokens.len()).filter(|&word| can_head(tokens, children, word)) {
            let (first, end) = extent(tokens, children, head);
            let span = Span::new(tokens[first].span.start, tokens[end - 1].span.end);
            found.push(Phrase { span, sentence: index, head, first, end });
        }
    }
    found.sort_by_key(|phrase| (phrase.sentence, phrase.first, std::cmp::Reverse(phrase.end), phrase.head));
    found
}

/// Whether a word heads a phrase of its own.
fn can_head(tokens: &[Token], children: &Children, word: usize) -> bool {
    let token = &tokens[word];
    let relation = token.relation;
    if relation.is_any(&["flat", "fixed", "goeswith", "expl"]) || token.feats.has("PronType", "Rel") {
        return false;
    }
    match token.upos {
        Upos::Noun | Upos::Propn | Upos::Sym => true,
        Upos::Pron => !is_question(&token.form),
        Upos::Det => relation.is("nmod:poss") || !relation.is_any(&["det", "amod", "advmod", "cc"]),
        Upos::Num => !relation.is_any(&["nummod", "compound", "advmod", "det"]),
        // "The injured", "the dying".
        Upos::Adj | Upos::Verb => {
            relation.is_any(&["nsubj", "obj", "iobj", "obl", "nmod"])
                && children.on(word).iter().any(|&child| tokens[child].relation.full() == "det")
        }
        Upos::Adv => is_any(&token.form, &["here", "there"]),
        _ => false,
    }
}

fn is_question(form: &str) -> bool {
    is_any(form, &["who", "which", "what", "whom", "whose"])
}

pub(super) fn is_any(form: &str, words: &[&str]) -> bool {
    words.iter().any(|word| form.eq_ignore_ascii_case(word))
}

/// First word and the one past the last of a phrase: all that hangs on its head but what stands beside it (other
/// members of a row, appositions, what is said of it where it is a predicate).
fn extent(tokens: &[Token], children: &Children, head: usize) -> (usize, usize) {
    let (mut first, mut last) = (head, head);
    let mut open: Vec<usize> =
        children.on(head).iter().copied().filter(|&child| belongs(tokens, head, child)).collect();
    while let Some(word) = open.pop() {
        first = first.min(word);
        last = last.max(word);
        open.extend_from_slice(children.on(word));
    }
    while first < head && matches!(tokens[first].upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj) {
        first += 1;
    }
    while last > head && tokens[last].upos == Upos::Punct {
        last -= 1;
    }
    (first, last + 1)
}

/// Whether what hangs on the head of a phrase is part of it.
fn belongs(tokens: &[Token], head: usize, child: usize) -> bool {
    let token = &tokens[child];
    let relation = token.relation;
    if relation.is("case") {
        return child > head && token.form.starts_with(['\'', '’']);
    }
    // "We as a union": the pronoun stands for itself.
    let personal = tokens[head].upos == Upos::Pron && tokens[head].feats.has("PronType", "Prs");
    if personal && relation.is_any(&["obl", "nmod", "acl", "advcl", "advmod"]) {
        return false;
    }
    !relation.is_any(&[
        "cc",
        "conj",
        "appos",
        "parataxis",
        "punct",
        "discourse",
        "vocative",
        "dislocated",
        "list",
        "orphan",
        "reparandum",
        "mark",
        "aux",
        "cop",
        "nsubj",
        "csubj",
    ])
}
