//! Infinitives that tell, as headlines have them: "Norland to send troops", "Police to charge mayor, minister says".
//!
//! A tree takes such an infinitive for one that says what the noun is for ("a plan to send troops"). Where the noun names
//! somebody and no finite verb holds it, it is the clause of the line and the noun its subject.

use super::Change;
use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// The infinitive of a headline becomes its clause.
pub(super) fn mend(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let line = (0..syntax.len()).find_map(|verb| Line::read(syntax, lexicon, verb));
    line.map(|line| line.changes(syntax)).unwrap_or_default()
}

/// A line that tells with an infinitive.
struct Line {
    verb: usize,
    /// The noun that the infinitive hangs on.
    subject: usize,
    /// The word that nothing governs: the subject itself, what stands before it, or the verb of a tag ("minister says").
    root: usize,
}

impl Line {
    fn read(syntax: &Syntax<'_>, lexicon: &SayingLexicon, verb: usize) -> Option<Line> {
        let is_infinitive = syntax.has_to(verb) && syntax.token(verb).relation.is("acl");
        let subject = syntax.head(verb).filter(|&subject| is_infinitive && subject < verb)?;
        let mark = syntax.children_by(verb, &["mark"]).next()?;
        let before = mark.checked_sub(1)?;
        let stands_beside = before == subject || syntax.is_below(before, subject) || syntax.head(before) == Some(verb);
        let root = std::iter::once(subject).chain(syntax.ancestors(subject)).last()?;
        let holds = root == subject || is_beside(syntax, subject, root) || is_tagged(syntax, lexicon, subject, root);
        let line = Line { verb, subject, root };
        let is_line =
            stands_beside && holds && is_somebody(syntax, lexicon, subject) && line.tells_nothing_else(syntax);
        is_line.then_some(line)
    }

    /// No finite verb but in what hangs on the infinitive, and the tag's.
    fn tells_nothing_else(&self, syntax: &Syntax<'_>) -> bool {
        (0..syntax.len()).all(|word| {
            let token = syntax.token(word);
            let is_finite = matches!(token.upos, Upos::Verb | Upos::Aux) && token.feats.has("VerbForm", "Fin");
            !is_finite || word == self.root || syntax.is_below(word, self.verb)
        })
    }

    fn changes(&self, syntax: &Syntax<'_>) -> Vec<Change> {
        let passive = syntax.child(self.verb, &["aux:pass"]).is_some();
        let subject = Relation::parse(if passive { "nsubj:pass" } else { "nsubj" });
        let mut changes = vec![
            Change { word: self.verb, head: None, relation: Relation::parse("root") },
            Change { word: self.subject, head: Some(self.verb), relation: subject },
        ];
        if self.root == self.subject {
            // "Norland, *Sudland* to sign": a comma joins in headlines.
            let joined = syntax.children_by(self.subject, &["appos"]).filter(|&other| {
                syntax.token(other).upos == Upos::Propn && syntax.token(self.subject).upos == Upos::Propn
            });
            changes.extend(joined.map(|word| Change {
                word,
                head: Some(self.subject),
                relation: Relation::parse("conj"),
            }));
        } else if syntax.token(self.root).upos == Upos::Verb {
            changes.push(Change { word: self.root, head: Some(self.verb), relation: Relation::parse("parataxis") });
        } else {
            // "*Norland*, Sudland ministers to meet": they are the ministers of both.
            changes.push(Change { word: self.root, head: Some(self.subject), relation: Relation::parse("compound") });
        }
        changes
    }
}

/// "*Norland*, Sudland ministers": the tree takes the second for another name of the first.
fn is_beside(syntax: &Syntax<'_>, subject: usize, root: usize) -> bool {
    syntax.head(subject) == Some(root)
        && syntax.token(subject).relation.is("appos")
        && syntax.token(root).upos == Upos::Propn
}

/// "Police to charge mayor, minister *says*": the tag has a subject of its own.
fn is_tagged(syntax: &Syntax<'_>, lexicon: &SayingLexicon, subject: usize, root: usize) -> bool {
    let own = syntax.children_by(root, &["nsubj"]).filter(|&noun| noun != subject);
    syntax.head(subject) == Some(root)
        && syntax.token(root).upos == Upos::Verb
        && lexicon.tells(syntax.token(root))
        && syntax.token(subject).relation.is("nsubj")
        && own.into_iter().any(|noun| subject < noun && noun < root)
}

/// Names and nouns for people and bodies: not "plan to", "time to".
fn is_somebody(syntax: &Syntax<'_>, lexicon: &SayingLexicon, noun: usize) -> bool {
    let token = syntax.token(noun);
    let has_article = syntax.children_by(noun, &["det", "case"]).next().is_some();
    let names = lexicon.people.contains(&*token.lemma) || lexicon.bodies.contains(&*token.lemma);
    !has_article && (token.upos == Upos::Propn || names)
}

#[cfg(test)]
mod tests {
    use crate::hand_tree::document;
    use crate::saying::SayingLexicon;

    /// What each of the words hangs on after mending.
    fn governors(trees: &str, forms: &[&str]) -> Vec<String> {
        let (_, mut parse) = document(trees);
        let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
        crate::mend::trees(&mut parse, &lexicon, |_, _| false, |_| false, |_| false, |_| false);
        let tokens = &parse.sentences[0].tokens;
        let governor = |form: &&str| {
            let token = tokens.iter().find(|token| &*token.form == *form).expect("the word is there");
            token.head.map_or("-".to_string(), |head| tokens[head].form.to_string())
        };
        forms.iter().map(governor).collect()
    }

    #[test]
    fn a_headline_tells_with_its_infinitive() {
        let trees = "Norland/PROPN/0/root to/PART/3/mark send/VERB/1/acl troops/NOUN/3/obj";
        assert_eq!(governors(trees, &["send", "Norland", "troops"]), ["-", "send", "send"]);
    }

    #[test]
    fn ministers_of_two_states() {
        let trees = "Norland/PROPN/0/root ,/PUNCT/4/punct Sudland/PROPN/4/compound ministers:minister/NOUN/1/appos \
            to/PART/6/mark meet/VERB/4/acl";
        assert_eq!(governors(trees, &["meet", "ministers", "Norland"]), ["-", "meet", "ministers"]);
    }

    #[test]
    fn a_tag_stands_beside_it() {
        let trees = "Police/NOUN/7/nsubj to/PART/3/mark arrest/VERB/1/acl protesters:protester/NOUN/3/obj ,/PUNCT/1/punct \
            minister/NOUN/7/nsubj says:say/VERB/0/root/VerbForm=Fin";
        assert_eq!(governors(trees, &["arrest", "Police", "says"]), ["-", "arrest", "arrest"]);
    }

    #[test]
    fn what_a_plan_is_for_stays_with_it() {
        let plan = "Plan/NOUN/0/root to/PART/3/mark cut/VERB/1/acl aid/NOUN/3/obj";
        assert_eq!(governors(plan, &["cut"]), ["Plan"]);
        let told = "Norland/PROPN/2/nsubj urged:urge/VERB/0/root/VerbForm=Fin Sudland/PROPN/2/obj to/PART/5/mark leave/VERB/3/acl";
        assert_eq!(governors(told, &["leave"]), ["Sudland"]);
    }
}
