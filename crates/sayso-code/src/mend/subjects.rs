//! The subject of what a tag tells: "*The president* dismissed the minister on Sunday, state radio reported".
//!
//! Where much stands between, a tree hangs the subject on the tag, or on the tag's own subject. What is told before a tag
//! and has no subject takes the noun that stands right before its verb.

use super::Change;
use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// "*with* some inmates *hacked* to death": those of whom a participle tells after "with" are acted upon.
pub(super) fn beside_with(syntax: &Syntax<'_>) -> Vec<Change> {
    let participles = (0..syntax.len()).filter(|&verb| {
        let with = |mark: usize| mark < verb && syntax.lemma(mark) == "with";
        syntax.is_past_participle(verb)
            && syntax.child(verb, &["aux", "obj"]).is_none()
            && syntax.children_by(verb, &["mark"]).any(with)
    });
    let subjects =
        participles.flat_map(|verb| syntax.children_by(verb, &["nsubj"]).filter(move |&subject| subject < verb));
    let passive = |word: usize| Change { word, head: syntax.head(word), relation: Relation::parse("nsubj:pass") };
    subjects.map(passive).collect()
}

/// "The thirteen who signed the petition *called* on him to resign": what the tree takes for a second description of its
/// subject is the verb of the sentence.
pub(super) fn described(syntax: &Syntax<'_>) -> Vec<Change> {
    let ends = syntax.len().checked_sub(1).is_some_and(|last| &*syntax.token(last).form == ".");
    let change = |noun: usize| {
        if syntax.head(noun).is_some() || syntax.token(noun).upos != Upos::Noun || !ends {
            return None;
        }
        let relative = syntax.child(noun, &["acl:relcl"])?;
        let verb = syntax.children_by(noun, &["acl"]).find(|&verb| {
            verb > relative
                && !syntax.token(verb).relation.is("acl:relcl")
                && syntax.token(verb).upos == Upos::Verb
                && syntax.token(verb).form.ends_with("ed")
                && syntax.child(verb, &["mark", "nsubj"]).is_none()
                && &*syntax.token(verb - 1).form != ","
        })?;
        let later = |&child: &usize| child > verb && !syntax.token(child).relation.is("acl");
        let moved = syntax.children(noun).iter().copied().filter(later).collect::<Vec<_>>();
        let mut changes = vec![
            Change { word: verb, head: None, relation: Relation::parse("root") },
            Change { word: noun, head: Some(verb), relation: Relation::parse("nsubj") },
        ];
        changes.extend(moved.into_iter().map(|word| Change {
            word,
            head: Some(verb),
            relation: syntax.token(word).relation,
        }));
        Some(changes)
    };
    (0..syntax.len()).find_map(change).unwrap_or_default()
}

/// The noun before the verb of what is told becomes its subject, the noun before the tag the tag's.
pub(super) fn mend(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let tags = (0..syntax.len()).filter_map(|saying| {
        let token = syntax.token(saying);
        let tells = token.upos == Upos::Verb && lexicon.tells(token);
        let content = syntax.children_by(saying, &["ccomp"]).find(|&content| content < saying);
        let around = || syntax.head(saying).filter(|&content| content < saying && token.relation.is("parataxis"));
        content.or_else(around).filter(|_| tells).map(|content| (saying, content))
    });
    tags.flat_map(|(saying, content)| tag(syntax, saying, content)).collect()
}

/// What hangs wrong around one tag.
fn tag(syntax: &Syntax<'_>, saying: usize, content: usize) -> Vec<Change> {
    // The tag has a subject of its own, between what is told and itself.
    let own = syntax.children_by(saying, &["nsubj"]).any(|subject| subject > content);
    let speaker = if own { None } else { speaker(syntax, saying, content) };
    if !own && speaker.is_none() || syntax.token(content).upos != Upos::Verb || syntax.has_to(content) {
        return Vec::new();
    }
    let open = syntax.child(content, &["nsubj", "csubj", "expl"]).is_none();
    let told = if open { subject(syntax, saying, content) } else { rest_of_subject(syntax, saying, content) };
    // Without anything that strays the tree is right as it is.
    if told.is_none() {
        return Vec::new();
    }
    told.into_iter().chain(speaker).collect()
}

/// "..., *a second person* briefed on the call said": the noun behind the last comma before a tag, whose subject hangs elsewhere.
fn speaker(syntax: &Syntax<'_>, saying: usize, content: usize) -> Option<Change> {
    let comma = (content..saying).rev().find(|&at| &*syntax.token(at).form == ",")?;
    let noun = (comma + 1..saying).find(|&word| {
        matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && syntax.head(word).is_some_and(|head| head <= comma)
    })?;
    Some(Change { word: noun, head: Some(saying), relation: Relation::parse("nsubj") })
}

/// "the Representative *Ann Lee* admits that ..., a person said": the name of a subject that hangs on the tag.
fn rest_of_subject(syntax: &Syntax<'_>, saying: usize, content: usize) -> Option<Change> {
    let name = syntax.children_by(saying, &["nsubj"]).find(|&name| name < content)?;
    let before = syntax.subtree(name).into_iter().min()?.checked_sub(1)?;
    let beside = syntax.token(before).upos != Upos::Punct && syntax.is_below(before, content);
    beside.then_some(Change { word: name, head: Some(before), relation: Relation::parse("flat") })
}

/// The noun that stands before `content`, with nothing between but words of its own, and hangs behind it.
fn subject(syntax: &Syntax<'_>, saying: usize, content: usize) -> Option<Change> {
    let strays = |word: usize| {
        let nominal = matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let behind =
            syntax.head(word).is_some_and(|head| head > content && (head == saying || syntax.is_below(head, saying)));
        nominal && behind
    };
    let noun = (0..content).rev().find(|&word| strays(word))?;
    let end = syntax.subtree(noun).into_iter().filter(|&word| word < content).max()?;
    let beside = (end + 1..content).all(|word| syntax.is_below(word, content) && syntax.token(word).upos != Upos::Verb);
    let passive = syntax.child(content, &["aux:pass"]).is_some();
    let relation = Relation::parse(if passive { "nsubj:pass" } else { "nsubj" });
    beside.then_some(Change { word: noun, head: Some(content), relation })
}
