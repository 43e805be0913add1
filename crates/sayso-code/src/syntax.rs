//! Questions to a tree that every part of the coding asks: what is the phrase of a word, who is the subject of a
//! verb, which words hang on it.
//!
//! A word is named by its index in the sentence. Relations are those of Universal Dependencies for English.

mod doers;

use sayso_core::Span;
use sayso_parse::{Sentence, Token, Upos};

/// Verbs that take a sum or a term beside whom they are done to: "was convicted and *fined* 10,000 dollars".
const AWARDING: &[&str] = &["fine", "award", "grant", "give", "hand", "deny", "pay"];

/// A sentence with its tree turned around, so that the dependents of a word are at hand.
pub struct Syntax<'s> {
    /// The sentence.
    pub sentence: &'s Sentence,
    /// The governor of each word, none outside the sentence and none that closes a circle: a tree that a user hands over
    /// may hold one, and what walks or recurses along heads has to come to an end.
    heads: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
}

/// The governor of each word of a sentence; the word whose governor would close a circle has none.
fn heads_without_circles(sentence: &Sentence) -> Vec<Option<usize>> {
    let count = sentence.tokens.len();
    let mut heads: Vec<Option<usize>> =
        sentence.tokens.iter().map(|token| token.head.filter(|&head| head < count)).collect();
    // For each word: the walk (by the word it began at) that came by first.
    let mut passed: Vec<Option<usize>> = vec![None; count];
    for start in 0..count {
        let mut at = start;
        while passed[at].is_none() {
            passed[at] = Some(start);
            match heads[at] {
                Some(head) if passed[head] == Some(start) => heads[at] = None,
                Some(head) => at = head,
                None => break,
            }
        }
    }
    heads
}

impl<'s> Syntax<'s> {
    /// Prepares a sentence.
    pub fn new(sentence: &'s Sentence) -> Syntax<'s> {
        let heads = heads_without_circles(sentence);
        let mut children = vec![Vec::new(); heads.len()];
        for (index, head) in heads.iter().enumerate() {
            if let Some(head) = *head {
                children[head].push(index);
            }
        }
        Syntax { sentence, heads, children }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.sentence.tokens.is_empty()
    }

    /// A word.
    pub fn token(&self, word: usize) -> &'s Token {
        &self.sentence.tokens[word]
    }

    /// A word, if the sentence is so long.
    pub fn token_at(&self, word: usize) -> Option<&'s Token> {
        self.sentence.tokens.get(word)
    }

    /// Its lemma.
    pub fn lemma(&self, word: usize) -> &'s str {
        &self.sentence.tokens[word].lemma
    }

    /// Its governor.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.heads[word]
    }

    /// Its dependents, in the order of the text.
    pub fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// Its dependents with one of these relations ([`sayso_parse::Relation::is`]).
    pub fn children_by<'a>(&'a self, word: usize, relations: &'a [&'a str]) -> impl Iterator<Item = usize> + 'a {
        self.children[word].iter().copied().filter(move |&child| self.token(child).relation.is_any(relations))
    }

    /// The first dependent with one of these relations.
    pub fn child(&self, word: usize, relations: &[&str]) -> Option<usize> {
        self.children[word].iter().copied().find(|&child| self.token(child).relation.is_any(relations))
    }

    /// Governors from the nearest to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(word), |&at| self.head(at))
    }

    /// Whether `word` is `top` or hangs below it.
    pub fn is_below(&self, word: usize, top: usize) -> bool {
        word == top || self.ancestors(word).any(|ancestor| ancestor == top)
    }

    /// The word and everything below it, in the order of the text, leaving out dependents (and what hangs on them)
    /// for which `skip` is true.
    pub fn subtree_without(&self, word: usize, skip: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while next < found.len() && found.len() <= self.len() {
            let at = found[next];
            found.extend(self.children[at].iter().copied().filter(|&child| !skip(child)));
            next += 1;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The word and everything below it.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        self.subtree_without(word, |_| false)
    }

    /// The span of a noun phrase by its head: with determiner, adjectives, compounds, names and "of" phrases; without
    /// conjuncts, appositions, relative clauses, the preposition before it and punctuation at its ends.
    pub fn phrase(&self, head: usize) -> Span {
        let words = self.subtree_without(head, |word| {
            let token = self.token(word);
            // "the killing of students by police": who did it is no part of who suffered it.
            let by_phrase = token.relation.is("nmod") && self.preposition(word).as_deref() == Some("by");
            // "forty members, including the whip": some of them, behind a comma.
            let some = word > head
                && token.relation.is("nmod")
                && self.preposition(word).as_deref() == Some("including")
                && self.subtree(word).first().is_some_and(|&first| first > 0 && &*self.token(first - 1).form == ",");
            // "Norlandic *and Sudlandic* soldiers"
            let before = self.head(word).is_some_and(|joined| {
                joined < head && word < head && self.token(joined).relation.is_any(&["amod", "compound", "conj"])
            });
            // "teachers in Kenya *and Uganda*": two names joined within the phrase. Behind "of" each has its own: "the
            // governments of Egypt and Sudan".
            let within = |joined: usize| {
                self.head(joined).is_some_and(|first| {
                    let lists =
                        |word: usize| self.children_by(word, &["conj", "punct"]).filter(|&at| at > word).count();
                    first > head
                        && [first, joined].iter().all(|&name| self.token(name).upos == Upos::Propn)
                        && self.token(first).relation.is("nmod")
                        && self.preposition(first).is_some_and(|preposition| preposition != "of")
                        && self.child(joined, &["cc"]).is_some()
                        && self.child(joined, &["det", "nmod:poss"]).is_none()
                        && (lists(first), lists(joined)) == (1, 0)
                })
            };
            let joins_names = match token.relation.main() {
                "conj" => within(word),
                "cc" => self.head(word).is_some_and(|next| self.token(next).relation.is("conj") && within(next)),
                _ => false,
            };
            if joins_names || before && token.relation.is_any(&["conj", "cc"]) {
                return false;
            }
            by_phrase
                || some
                || token.relation.is_any(&[
                    "conj",
                    "cc",
                    "appos",
                    "acl",
                    "case",
                    "punct",
                    "parataxis",
                    "advcl",
                    "cop",
                    "nsubj",
                    "aux",
                    "mark",
                    "dep",
                    "orphan",
                    "discourse",
                    "ccomp",
                    "list",
                ]) && !(token.relation.is("punct") && &*token.form == "-" && !self.is_dash(word))
                || token.relation.is("advmod")
                    && token.upos == Upos::Adv
                    && token.span.start < self.token(head).span.start
        });
        let words = self.contiguous(&words, head);
        let span = self.span_of(words);
        words.first().and_then(|&first| self.hedged(first)).map_or(span, |hedge| self.token(hedge).span.join(span))
    }

    /// The "at" and "as" of "*at* least 100 men" and "*as* many as 100", which belong to the number.
    fn hedged(&self, first: usize) -> Option<usize> {
        let form = |at: usize| self.token(at).form.to_lowercase();
        let before = first.checked_sub(1)?;
        match (form(before).as_str(), form(first).as_str()) {
            ("at", "least" | "most") | ("as", "many" | "much" | "few") => Some(before),
            _ => None,
        }
    }

    /// A dash that stands by itself, over which no phrase runs: "MOSCOW - Soviet forces".
    fn is_dash(&self, word: usize) -> bool {
        let token = self.token(word);
        let before = word.checked_sub(1).map(|before| self.token(before).span.end);
        matches!(&*token.form, "-" | "--" | "–" | "—") && before.is_none_or(|end| token.span.start > end)
    }

    /// The part of `words` that stands around `head` without a gap but punctuation and prepositions.
    fn contiguous<'w>(&self, words: &'w [usize], head: usize) -> &'w [usize] {
        let Ok(at) = words.binary_search(&head) else { return words };
        let joined = |left: usize, right: usize| {
            (left + 1..right).all(|gap| {
                let token = self.token(gap);
                !self.is_dash(gap) && (token.upos == Upos::Punct || token.relation.is_any(&["case", "punct", "advmod"]))
            })
        };
        let mut first = at;
        while first > 0 && joined(words[first - 1], words[first]) {
            first -= 1;
        }
        let mut last = at;
        while last + 1 < words.len() && joined(words[last], words[last + 1]) {
            last += 1;
        }
        &words[first..=last]
    }

    /// The span from the first to the last of `words`.
    pub fn span_of(&self, words: &[usize]) -> Span {
        words
            .iter()
            .map(|&word| self.token(word).span)
            .reduce(|all, span| all.join(span))
            .unwrap_or(Span::new(self.sentence.span.start, self.sentence.span.start))
    }

    /// The preposition of a phrase in lower case ("out of" is `out-of`), or none.
    pub fn preposition(&self, word: usize) -> Option<String> {
        let cases: Vec<usize> =
            self.children_by(word, &["case"]).filter(|&case| case < word || self.len() == 1).collect();
        let first = *cases.first()?;
        if self.lemma(first) == "'s" || &*self.token(first).form == "’s" {
            return None;
        }
        let mut parts = vec![self.token(first).form.to_lowercase()];
        parts.extend(self.children_by(first, &["fixed"]).map(|fixed| self.token(fixed).form.to_lowercase()));
        parts.extend(cases[1..].iter().map(|&case| self.token(case).form.to_lowercase()));
        Some(parts.join("-"))
    }

    /// Whether a verb stands in the passive.
    pub fn is_passive(&self, verb: usize) -> bool {
        self.is_passive_at(verb, 0)
    }

    fn is_passive_at(&self, verb: usize, depth: usize) -> bool {
        let own = |relations: &[&str]| self.child(verb, relations).is_some();
        // A finite verb without an auxiliary is active, whatever the tree calls its subject: "Norland denied having".
        if self.token(verb).feats.has("VerbForm", "Fin") && !own(&["aux"]) && own(&["nsubj"]) {
            return false;
        }
        if own(&["aux:pass", "nsubj:pass", "csubj:pass"]) {
            return true;
        }
        // The features may call passive what has an active subject in the tree.
        let has_active_subject = self
            .children(verb)
            .iter()
            .any(|&child| self.token(child).relation.is("nsubj") && !self.token(child).relation.is("nsubj:pass"));
        if has_active_subject {
            return false;
        }
        // "has arrested and sentenced them": a joined participle shares the voice of the first.
        let first = self.first_conjunct(verb);
        if first != verb && depth == 0 && !own(&["aux"]) && self.token(first).upos == Upos::Verb {
            let object = self.child(verb, &["obj"]);
            let is_awarded = |object: usize| {
                AWARDING.contains(&self.lemma(verb)) && self.children_by(object, &["nummod"]).next().is_some()
            };
            let shares = object.is_none_or(is_awarded)
                || own(&["obl:agent"])
                // "was arrested and *given* five years"
                || self.token(verb).feats.has("Voice", "Pass");
            return self.is_passive_at(first, 1) && shares;
        }
        // "the officers *killed* in the raid", which the features may call finite: without a subject it is none.
        let participle =
            self.is_past_participle(verb) || self.token(verb).feats.has("Tense", "Past") && !own(&["nsubj", "obj"]);
        self.token(verb).feats.has("Voice", "Pass") || self.is_reduced(verb) && participle
    }

    /// Whether a verb stands as a participle beside the noun it describes ("the man arrested", "Norland-backed rebels").
    fn is_reduced(&self, verb: usize) -> bool {
        let relation = self.token(verb).relation;
        // "claims that *the man* was arrested" describe no claims.
        let clause = self.child(verb, &["nsubj"]).is_some();
        relation.is("acl") && !relation.is("acl:relcl") && !clause || relation.is("amod")
    }

    /// Whether a verb is a past participle by its form.
    pub fn is_past_participle(&self, verb: usize) -> bool {
        let token = self.token(verb);
        token.feats.has("VerbForm", "Part") && token.feats.has("Tense", "Past")
    }

    /// Whether a verb stands in the past by itself: "left", "were".
    pub fn is_finite_past(&self, verb: usize) -> bool {
        let token = self.token(verb);
        token.feats.has("VerbForm", "Fin") && token.feats.has("Tense", "Past")
    }

    /// A word and the words conjoined with it ("police and soldiers"), the word first.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut all = vec![word];
        all.extend(self.children_by(word, &["conj"]));
        all
    }

    /// The first conjunct of the coordination that `word` stands in.
    pub fn first_conjunct(&self, word: usize) -> usize {
        let mut at = word;
        while let Some(head) = self.head(at).filter(|_| self.token(at).relation.is("conj")) {
            at = head;
        }
        at
    }

    /// Whether a clause is marked with "to".
    pub fn has_to(&self, verb: usize) -> bool {
        self.children_by(verb, &["mark"]).any(|mark| self.lemma(mark) == "to")
    }

    /// Whether a verb is a participle of what goes on ("*speaking* in X, he accused them"), with nothing that opens its clause
    /// and no subject of its own.
    pub fn is_bare_participle(&self, verb: usize) -> bool {
        let token = self.token(verb);
        token.upos == Upos::Verb
            && token.relation.is("advcl")
            && token.form.ends_with("ing")
            && self.child(verb, &["mark", "aux", "aux:pass", "nsubj"]).is_none()
    }

    fn has_marker(&self, verb: usize) -> bool {
        self.child(verb, &["mark"]).is_some()
    }

    /// Phrases with a preposition that hang on a word, with the preposition ([`Syntax::preposition`]).
    pub fn prepositional(&self, word: usize) -> Vec<(String, usize)> {
        // A gerund behind a preposition may be called a complement: "accused them of *shelling*".
        let is_gerund = |child: usize| self.token(child).form.ends_with("ing");
        self.children_by(word, &["obl", "nmod", "advcl", "acl", "xcomp"])
            .filter(|&child| !self.token(child).relation.is_any(&["nmod:poss", "acl:relcl"]))
            .filter(move |&child| !self.token(child).relation.is("xcomp") || is_gerund(child))
            .filter_map(|child| Some((self.preposition(child).or_else(|| self.marker(child))?, child)))
            .collect()
    }

    /// The preposition of a gerund clause: "accused of shelling".
    fn marker(&self, verb: usize) -> Option<String> {
        self.children_by(verb, &["mark"]).next().map(|mark| self.token(mark).form.to_lowercase())
    }

    /// The head verb (or predicate) of a complement clause: "said it *withdrew*", "agreed to *meet*".
    pub fn complement(&self, word: usize) -> Option<usize> {
        self.child(word, &["ccomp", "xcomp"])
    }

    /// The clause that a verb of saying governs, behind it or before it: of several ("CAIRO - *X met Y*, the minister said"
    /// may have the dateline as one) the one with a verb or a subject.
    pub fn content_clause(&self, saying: usize) -> Option<usize> {
        let is_full =
            |clause: usize| self.token(clause).upos == Upos::Verb || self.child(clause, &["nsubj", "cop"]).is_some();
        let clauses = || self.children_by(saying, &["ccomp"]);
        clauses().find(|&clause| is_full(clause)).or_else(|| clauses().next())
    }

    /// Whether a clause is a question that another verb embeds: "asked *how* he did it", "asked *if* they would come".
    pub fn is_embedded_question(&self, clause: usize) -> bool {
        self.children(clause).iter().any(|&child| {
            let relation = self.token(child).relation;
            let lemma = self.lemma(child);
            child < clause
                && (relation.is("mark") && matches!(lemma, "if" | "whether")
                    || relation.is_any(&["advmod", "obj", "obl", "nsubj", "mark"])
                        && matches!(lemma, "how" | "why" | "when" | "where" | "what" | "who" | "whom"))
        })
    }

    /// The possessor of a noun: "*X*'s attack", "*its* decision"; of a second noun without an article that of the first
    /// ("*X*'s threats and attacks").
    pub fn possessor(&self, noun: usize) -> Option<usize> {
        self.child(noun, &["nmod:poss"]).or_else(|| {
            let joined = self.token(noun).relation.is("conj") && self.child(noun, &["det", "case", "nummod"]).is_none();
            let first =
                self.head(noun).filter(|&first| joined && first < noun && self.token(first).upos == Upos::Noun)?;
            self.child(first, &["nmod:poss"])
        })
    }

    /// Whether an auxiliary keeps its verb from being told as having happened: "will", "may", "could".
    pub fn is_modal(&self, auxiliary: usize) -> bool {
        matches!(
            self.lemma(auxiliary),
            "will"
                | "would"
                | "should"
                | "shall"
                | "must"
                | "may"
                | "might"
                | "can"
                | "could"
                | "'ll"
                | "’ll"
                | "wo"
                | "ca"
        )
    }

    /// Whether a word is negated by "not", "never", "no" or a negative determiner.
    pub fn is_negated(&self, word: usize) -> bool {
        self.children(word).iter().any(|&child| {
            matches!(
                &*self.token(child).form.to_lowercase(),
                "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor" | "nobody" | "none"
            ) && self.token(child).relation.is_any(&["advmod", "det", "nsubj", "cc:preconj", "cc", "obj"])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Syntax;
    use crate::hand_tree::document;
    use sayso_parse::Parse;

    proptest::proptest! {
        /// Wherever the heads point, even out of the sentence, every walk ends at a root, and a tree stays as it is.
        #[test]
        fn every_walk_ends(heads in proptest::collection::vec(0usize..12, 1..10)) {
            let words = heads.iter().map(|head| format!("x/NOUN/{head}/dep")).collect::<Vec<_>>().join(" ");
            let (_, Parse { sentences, .. }) = document(&words);
            let (sentence, count) = (&sentences[0], heads.len());
            let syntax = Syntax::new(sentence);
            for word in 0..count {
                assert!(syntax.ancestors(word).take(count).count() < count);
                assert!(syntax.head(word).is_none_or(|head| syntax.children(head).contains(&word)));
            }
            // One cut for each circle, no more.
            let outside = heads.iter().filter(|head| !(1..=count).contains(head)).count();
            let roots = (0..count).filter(|&word| syntax.head(word).is_none()).count();
            assert_eq!(roots, outside + circles(&heads));
        }
    }

    /// How many circles the heads (from 1) form, found by walking on until a word comes back.
    fn circles(heads: &[usize]) -> usize {
        let next =
            |word: usize| heads.get(word).and_then(|head| head.checked_sub(1)).filter(|&head| head < heads.len());
        let lowest = |word: usize| {
            let walk: Vec<usize> = std::iter::successors(next(word), |&at| next(at)).take(heads.len()).collect();
            walk.contains(&word) && walk.iter().min() == Some(&word)
        };
        (0..heads.len()).filter(|&word| lowest(word)).count()
    }
}
