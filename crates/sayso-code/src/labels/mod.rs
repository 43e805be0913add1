//! Who calls whom what: label words, and the constructions that apply them.

mod lexicon;

pub use lexicon::{Construction, LabelLexicon, LabelWord};

use crate::interpretation::Interpretation;
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{Act, Chain, Holder, Label, LabelKind, LabelPolarity, Link, Party, Polarity, Quote, Span, record_id};
use sayso_parse::Upos;

/// All labels of a document in the order of the text.
pub fn find(understood: &Interpretation<'_>, lexicon: &LabelLexicon) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (sentence, syntax) in understood.scene.sentences.iter().enumerate() {
        let finder = Finder { understood, lexicon, syntax, sentence };
        for word in 0..syntax.len() {
            labels.extend(finder.naming(word));
        }
        for word in 0..syntax.len() {
            if let Some(label) = finder.word(word)
                && !labels.iter().any(|other| other.span.overlaps(label.span))
            {
                labels.push(label);
            }
        }
    }
    labels.sort_by(|a, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
    labels.dedup_by(|a, b| a.id == b.id);
    labels
}

struct Finder<'f> {
    understood: &'f Interpretation<'f>,
    lexicon: &'f LabelLexicon,
    syntax: &'f Syntax<'f>,
    sentence: usize,
}

impl Finder<'_> {
    fn at(&self, word: usize) -> Word {
        Word::new(self.sentence, word)
    }

    fn can_be_target(&self, word: usize) -> bool {
        self.understood.actors.sort(self.understood.scene, self.at(word)).can_act()
    }

    /// "called X a thug", "branded as extremist", "likened X to Y", "designated X as a terrorist organisation".
    fn naming(&self, verb: usize) -> Option<Label> {
        let construction = self.lexicon.naming(self.syntax.lemma(verb))?;
        if self.syntax.token(verb).upos != Upos::Verb {
            return None;
        }
        let target = self.syntax.deep_object(verb).filter(|&object| self.can_be_target(object))?;
        let name = self.complement(verb, target, construction)?;
        if !matches!(self.syntax.token(name).upos, Upos::Noun | Upos::Adj | Upos::Propn) {
            return None;
        }
        let known = self.lexicon.word(self.syntax, name);
        let polarity = construction.polarity.or(known.map(|word| word.polarity))?;
        let chain = self.held_by_subject(verb);
        let kind =
            known.filter(|_| construction.kind == LabelKind::Epithet).map_or(construction.kind, |word| word.kind);
        Some(self.label(target, name, kind, polarity, chain, &construction.id))
    }

    /// The words that a naming verb applies: a second object, a complement, or a phrase with "as" (or "to").
    fn complement(&self, verb: usize, target: usize, construction: &Construction) -> Option<usize> {
        let by_preposition = |preposition: &str| {
            [verb, target]
                .into_iter()
                .flat_map(|word| self.syntax.prepositional(word))
                .find(|(found, _)| found == preposition)
                .map(|(_, head)| head)
        };
        if construction.preposition.is_empty() {
            return self.syntax.children_by(verb, &["xcomp", "obj", "obl", "ccomp"]).find(|&word| {
                word > verb
                    && word != target
                    && matches!(self.syntax.token(word).upos, Upos::Noun | Upos::Adj | Upos::Propn)
                    && self.syntax.preposition(word).is_none()
            });
        }
        construction.preposition.iter().find_map(|preposition| {
            by_preposition(preposition).or_else(|| {
                self.syntax.children_by(verb, &["xcomp", "advcl", "obl"]).find(|&word| {
                    self.syntax.children_by(word, &["case", "mark"]).any(|case| self.syntax.lemma(case) == preposition)
                })
            })
        })
    }

    /// A label word by itself: apposition, predicate, in front of a name, or standing for somebody.
    fn word(&self, word: usize) -> Option<Label> {
        let token = self.syntax.token(word);
        if !matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn) {
            return None;
        }
        let known = self.lexicon.word(self.syntax, word)?;
        if let Some(entity) = self.understood.scene.entity_at(self.at(word))
            && entity.end - entity.first > 1
        {
            return None;
        }
        let (target, construction) = self.target(word, known)?;
        let (chain, factuality) = self.understood.accounts(self.at(word)).into_iter().next()?;
        if factuality.polarity == Polarity::Negative && construction == "predicate" {
            return None;
        }
        // Where the tree misses whom a naming verb names, the words are still its subject's and not the publisher's.
        let naming = self.syntax.ancestors(word).take(3).find(|&verb| {
            verb < word
                && self.syntax.token(verb).upos == Upos::Verb
                && self.lexicon.naming(self.syntax.lemma(verb)).is_some()
        });
        let chain = naming.map_or(chain, |verb| self.held_by_subject(verb));
        let id = format!("{}:{construction}", known.id);
        Some(self.label(target, word, known.kind, known.polarity, chain, &id))
    }

    fn target(&self, word: usize, known: &LabelWord) -> Option<(usize, &'static str)> {
        let token = self.syntax.token(word);
        let relation = token.relation;
        if let Some(subject) =
            self.syntax.child(word, &["nsubj"]).filter(|_| self.syntax.child(word, &["cop"]).is_some())
        {
            return self.can_be_target(subject).then_some((subject, "predicate"));
        }
        if relation.is("appos") {
            return self.syntax.head(word).filter(|&head| self.can_be_target(head)).map(|head| (head, "apposition"));
        }
        if relation.is_any(&["amod", "compound", "nmod:desc"]) {
            let head = self.syntax.head(word)?;
            if known.only_as_noun && token.upos == Upos::Adj {
                return None;
            }
            // "terrorist attack", "hero's welcome": what is described must be somebody.
            return self.can_be_target(head).then_some((head, "attribute"));
        }
        if token.upos == Upos::Adj {
            return None;
        }
        // "the Dawn regime", "the terrorist Ann Lee": a name hangs on the word.
        let name = self
            .syntax
            .children_by(word, &["appos", "flat", "compound", "nmod:desc"])
            .find(|&child| self.syntax.token(child).upos == Upos::Propn && self.can_be_target(child));
        if let Some(name) = name {
            return Some((name, "with-name"));
        }
        let refers = relation.is_any(&["nsubj", "obj", "iobj", "obl", "nmod", "conj"]) && known.refers;
        refers.then_some((word, "reference"))
    }

    /// The chain of a naming verb with its subject as a further holder.
    fn held_by_subject(&self, verb: usize) -> Chain {
        let scene = self.understood.scene;
        let chain = self.understood.attributions.chain(scene, self.at(verb), self.understood.actors);
        let Some(subject) = self.syntax.deep_subject(verb) else { return chain };
        let party = self.understood.actors.party(scene, self.at(subject));
        let actor = party.as_ref().and_then(|party| party.actor.clone());
        let span = party.map_or_else(|| self.syntax.phrase(subject), |party| party.span);
        let already = chain.innermost().is_some_and(|link| {
            !link.holder.publisher && (link.holder.span == Some(span) || actor.is_some() && link.holder.actor == actor)
        });
        if already {
            return chain;
        }
        let quote = if self.is_quoted(verb) { Quote::Mixed } else { Quote::Indirect };
        chain.with(Link {
            holder: Holder { publisher: false, unnamed: actor.is_none(), actor, span: Some(span), place: None },
            cue: Some(self.syntax.token(verb).span),
            act: Some(Act::States),
            quote: Some(quote),
        })
    }

    fn is_quoted(&self, verb: usize) -> bool {
        self.syntax
            .subtree(verb)
            .into_iter()
            .any(|word| word > verb && matches!(&*self.syntax.token(word).form, "\"" | "“" | "”" | "``" | "''"))
    }

    fn label(
        &self,
        target: usize,
        name: usize,
        kind: LabelKind,
        polarity: LabelPolarity,
        chain: Chain,
        rule: &str,
    ) -> Label {
        let scene = self.understood.scene;
        let span = self.words_of(name, target);
        let party = self.understood.actors.party(scene, self.at(target));
        let target = party.unwrap_or_else(|| Party { actor: None, span: self.syntax.phrase(target) });
        let confidence = if target.actor.is_some() { 0.75 } else { 0.55 };
        Label {
            id: record_id(&scene.document.id.0, "label", span, &chain),
            text: scene.words_at(span).to_string(),
            target,
            span,
            kind,
            polarity,
            chain,
            rule: rule.to_string(),
            confidence,
        }
    }

    /// The words of the label without article, and without the one it is applied to.
    fn words_of(&self, name: usize, target: usize) -> Span {
        let phrase = self.syntax.phrase(name);
        let first = self.syntax.children_by(name, &["det"]).filter(|&det| det < name).last();
        let start = first.map_or(phrase.start, |det| self.syntax.token(det + 1).span.start);
        let span = Span::new(start.max(phrase.start), phrase.end);
        let target = self.syntax.token(target).span;
        if span.overlaps(target) { self.syntax.token(name).span } else { span }
    }
}
