//! Whose a second verb is: "condemned the raid that killed nine soldiers and *expelled* the ambassador", "called on it to free
//! them and *state* that".
//!
//! A tree joins a verb to the nearest one. A relative clause between commas is over at its second comma, a raid expels nobody,
//! and a bare verb with a clause is no second prisoner.

use super::{Change, comma_before};
use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::Upos;

/// Gives second verbs to the verb whose subject does them.
pub(super) fn mend(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let joined = (0..syntax.len())
        .filter(|&word| syntax.token(word).upos == Upos::Verb && syntax.token(word).relation.is("conj"));
    joined.filter_map(|verb| resumed(syntax, lexicon, verb).or_else(|| asked(syntax, verb))).collect()
}

/// "Sudland, which it said shelled the town, and *expelled*": joined to a verb inside a relative clause, done by the subject of
/// the sentence.
fn resumed(syntax: &Syntax<'_>, lexicon: &SayingLexicon, verb: usize) -> Option<Change> {
    let told = syntax.is_finite_past(verb)
        && syntax.child(verb, &["nsubj", "csubj", "expl", "aux", "aux:pass", "mark"]).is_none();
    let joining = syntax.children_by(verb, &["cc"]).find(|&cc| cc < verb).filter(|_| told)?;
    let relative = syntax.ancestors(verb).find(|&at| syntax.token(at).relation.is("acl:relcl"))?;
    let noun = syntax.head(relative).filter(|&noun| noun < relative)?;
    let main = syntax.ancestors(noun).find(|&at| {
        syntax.token(at).upos == Upos::Verb
            && at < noun
            && syntax.is_finite_past(at)
            && syntax.child(at, &["nsubj"]).is_some_and(|subject| subject < at)
    })?;
    let comma = joining.checked_sub(1).is_some_and(|before| &*syntax.token(before).form == ",");
    let parted = comma && comma_before(syntax, relative);
    // "the strike on the base that killed nine and expelled the envoy": neither strikes nor bases expel anybody.
    let token = syntax.token(noun);
    let is_thing = token.upos == Upos::Noun
        && !lexicon.people.contains(&*token.lemma)
        && !lexicon.bodies.contains(&*token.lemma)
        && !lexicon.actors.contains(&*token.lemma);
    let inner = syntax.child(relative, &["nsubj"]).is_some_and(|subject| {
        syntax.token(subject).feats.has("PronType", "Rel") || matches!(syntax.lemma(subject), "that" | "which")
    });
    let of_somebody = is_thing && inner && lexicon.deliberate.contains(syntax.lemma(verb));
    (parted || of_somebody).then(|| Change::to(verb, main, "conj"))
}

/// "called on the state to free the prisoners and *state* that it beat them": asked for like the freeing.
fn asked(syntax: &Syntax<'_>, verb: usize) -> Option<Change> {
    let token = syntax.token(verb);
    let noun = syntax.head(verb).filter(|&noun| matches!(syntax.token(noun).upos, Upos::Noun | Upos::Propn))?;
    let bare = token.form.eq_ignore_ascii_case(&token.lemma)
        && syntax.child(verb, &["nsubj", "aux", "mark"]).is_none()
        && syntax.child(verb, &["ccomp", "obj", "xcomp"]).is_some_and(|object| object > verb);
    let infinitive = syntax.ancestors(noun).find(|&at| syntax.token(at).upos == Upos::Verb && at < noun)?;
    (bare && syntax.has_to(infinitive)).then(|| Change::to(verb, infinitive, "conj"))
}

/// "It, and *not the army*, attacked": who is told not to have been there is no second one.
pub(super) fn left_out(syntax: &Syntax<'_>) -> Vec<Change> {
    let change = |noun: usize| {
        let head = syntax.head(noun).filter(|_| syntax.token(noun).relation.is("conj"))?;
        let nominal = |word: usize| matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let first = syntax
            .subtree(noun)
            .into_iter()
            .find(|&at| syntax.token(at).upos != Upos::Punct && !syntax.token(at).relation.is("cc"))?;
        let not = syntax.lemma(first) == "not" && syntax.head(first) == Some(noun);
        (not && nominal(noun) && nominal(head)).then(|| Change::to(noun, head, "dep"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use crate::hand_tree;
    use crate::lexicon::{LexiconError, LexiconFiles};
    use crate::saying::SayingLexicon;
    use crate::syntax::Syntax;

    fn changes(trees: &str) -> Result<Vec<String>, LexiconError> {
        let lexicon = SayingLexicon::load(&LexiconFiles::embedded())?;
        let (_, parse) = hand_tree::document(trees);
        let syntax = Syntax::new(&parse.sentences[0]);
        let form = |word: usize| syntax.token(word).form.to_string();
        let found = super::mend(&syntax, &lexicon).into_iter();
        Ok(found.map(|change| format!("{} {}", form(change.word), change.head.map(form).unwrap_or_default())).collect())
    }

    #[test]
    fn a_raid_expels_nobody() -> Result<(), LexiconError> {
        let tree = |noun: &str, second: &str| {
            format!(
                "Sudland/PROPN/2/nsubj denounced:denounce/VERB/0/root/Tense=Past|VerbForm=Fin the/DET/4/det {noun}/NOUN/2/obj \
                that/PRON/6/nsubj/PronType=Rel killed:kill/VERB/4/acl:relcl/Tense=Past|VerbForm=Fin nine/NUM/6/obj \
                and/CCONJ/9/cc {second}/VERB/6/conj/Tense=Past|VerbForm=Fin the/DET/11/det envoy/NOUN/9/obj ./PUNCT/2/punct"
            )
        };
        assert_eq!(changes(&tree("raid", "expelled:expel"))?, ["expelled denounced"]);
        assert!(changes(&tree("raid", "wounded:wound"))?.is_empty());
        assert!(changes(&tree("militia", "expelled:expel"))?.is_empty());
        Ok(())
    }

    #[test]
    fn a_clause_between_commas_is_over() -> Result<(), LexiconError> {
        let tree = "Sudland/PROPN/2/nsubj condemned:condemn/VERB/0/root/Tense=Past|VerbForm=Fin the/DET/4/det raid/NOUN/2/obj \
            ,/PUNCT/7/punct which/PRON/7/nsubj/PronType=Rel killed:kill/VERB/4/acl:relcl/Tense=Past|VerbForm=Fin nine/NUM/7/obj \
            ,/PUNCT/11/punct and/CCONJ/11/cc shelled:shell/VERB/7/conj/Tense=Past|VerbForm=Fin it/PRON/11/obj ./PUNCT/2/punct";
        assert_eq!(changes(tree)?, ["shelled condemned"]);
        Ok(())
    }

    #[test]
    fn a_bare_verb_with_a_clause_is_asked_for() -> Result<(), LexiconError> {
        let tree = "They/PRON/2/nsubj asked:ask/VERB/0/root him/PRON/2/obj to/PART/5/mark free/VERB/2/xcomp prisoners/NOUN/5/obj \
            and/CCONJ/8/cc state/VERB/6/conj that/SCONJ/11/mark he/PRON/11/nsubj beat/VERB/8/ccomp them/PRON/11/obj ./PUNCT/2/punct";
        assert_eq!(changes(tree)?, ["state free"]);
        Ok(())
    }
}
