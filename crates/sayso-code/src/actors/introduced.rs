//! Names by which the text introduces somebody whom it describes.

use super::Sort;
use super::coreference::Resolver;
use super::mentions::Candidate;
use super::names::same_person;
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_parse::Upos;

/// "A woman named *Ann Lee*", "an officer, surnamed *Lee*", "the boy was identified as *Lee*": who is called so.
pub(super) fn called_by(syntax: &Syntax<'_>, name: usize) -> Option<usize> {
    let verb = syntax.head(name).filter(|&verb| verb < name && syntax.token(verb).upos == Upos::Verb)?;
    let relation = syntax.token(name).relation;
    let participle = &*syntax.token(verb).form.to_lowercase();
    let by_as = relation.is("obl") && syntax.preposition(name).as_deref() == Some("as");
    let calls = match participle {
        "named" | "surnamed" => relation.is_any(&["obj", "xcomp"]),
        "identified" => by_as,
        _ => false,
    };
    if !calls {
        return None;
    }
    if syntax.token(verb).relation.is("acl") {
        return syntax.head(verb).filter(|&noun| noun < verb);
    }
    let is_noun = |&at: &usize| syntax.token(at).upos == Upos::Noun;
    match participle {
        "identified" => syntax.child(verb, &["nsubj:pass"]),
        "surnamed" => {
            verb.checked_sub(1 + usize::from(verb > 1 && &*syntax.token(verb - 1).form == ",")).filter(is_noun)
        }
        _ => None,
    }
}

impl Resolver<'_> {
    /// "The minister *Ben Okoro*" after "the minister Ann Lee": a description takes up nobody who has another name than the one
    /// right behind it.
    pub fn names_another(&self, candidate: &Candidate, cluster: usize) -> bool {
        let syntax = &self.describer.scene.sentences[candidate.head.sentence];
        let behind = syntax.children_by(candidate.head.word, &["appos"]).filter_map(|at| {
            let name = self.mentions.by_head.get(&Word::new(candidate.head.sentence, at))?;
            Some(&self.candidate(*name).name_words).filter(|name| name.len() > 1)
        });
        let Some(whole) = self.clusters.get(cluster).filter(|whole| whole.sort == Sort::Person) else { return false };
        let full = || whole.names.iter().filter(|name| name.len() > 1);
        full().next().is_some()
            && candidate.sort() == Sort::Person
            && behind.into_iter().any(|name| !full().any(|other| same_person(name, other)))
    }
}
