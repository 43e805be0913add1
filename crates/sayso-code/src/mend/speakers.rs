//! Who speaks, where the tree gives a speaker to the clause beside him: "The rebels, *the army* said, shelled the town",
//! "*Sources* close to the palace say ...", "*Media*, citing officials, say the party fired rockets".

use super::Change;
use super::claims::is_noun_of_saying;
use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::{Sentence, Upos};

/// Gives verbs of saying the speakers that hang elsewhere.
pub(super) fn mend(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let sayings = (0..syntax.len()).filter(|&word| {
        let token = syntax.token(word);
        token.upos == Upos::Verb && syntax.child(word, &["nsubj", "csubj"]).is_none() && lexicon.tells(token)
    });
    sayings
        .filter_map(|saying| {
            inserted(syntax, lexicon, saying).or_else(|| described(syntax, saying)).or_else(|| parted(syntax, saying))
        })
        .flatten()
        .collect()
}

/// "The rebels, *the army* said in a bulletin, shelled the town": the tree takes the speaker for another name of the rebels.
fn inserted(syntax: &Syntax<'_>, lexicon: &SayingLexicon, saying: usize) -> Option<Vec<Change>> {
    // "The rebels, prosecutors *allege*, shelled the town": called an adverb of what is alleged.
    let beside = syntax.token(saying).relation.is_any(&["advmod", "advcl"]);
    if !beside && !syntax.token(saying).relation.is_any(&["parataxis", "acl", "acl:relcl", "dep"]) {
        return None;
    }
    let comma = (0..saying).rev().find(|&word| syntax.token(word).upos == Upos::Punct)?;
    let region = comma + 1..saying;
    let is_noun = |word: usize| matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let speaker = region.clone().find(|&word| is_noun(word) && syntax.head(word).is_some_and(|head| head < comma))?;
    let strays = syntax.token(speaker).relation.is_any(&["appos", "conj", "dep", "nmod", "parataxis"]);
    // "..., a claim *denied* by the army": no claim denies.
    let is_claim = is_noun_of_saying(syntax, lexicon, speaker) && !lexicon.documents.contains(syntax.lemma(speaker));
    let described = is_claim || syntax.own_agent(saying).is_some();
    let plain = region.clone().all(|word| !matches!(syntax.token(word).upos, Upos::Verb | Upos::Sconj | Upos::Adp));
    let holds = syntax.child(saying, &["ccomp", "xcomp", "obj"]).is_some();
    let ends = |word: usize| word >= syntax.len() || syntax.token(word).upos == Upos::Punct;
    let above = syntax.head(saying).filter(|_| beside);
    (strays && plain && !described && !holds && comma > 0 && (!beside || ends(saying + 1))).then(|| {
        let tag = above.map(|above| Change::to(saying, above, "parataxis"));
        std::iter::once(Change::to(speaker, saying, "nsubj")).chain(tag).collect()
    })
}

/// "Police arrested the wrong man, lawyers *allege*": a word of saying with a subject of its own is a verb.
pub(super) fn verbs(sentence: &mut Sentence, lexicon: &SayingLexicon) {
    let strays = |word: usize| {
        let token = &sentence.tokens[word];
        let subject = || sentence.tokens[..word].iter().any(|own| own.head == Some(word) && own.relation.is("nsubj"));
        matches!(token.upos, Upos::Adv | Upos::Adj | Upos::X)
            && token.relation.is_any(&[
                "parataxis",
                "root",
                "ccomp",
                "acl:relcl",
                "acl",
                "appos",
                "advmod",
                "advcl",
                "dep",
            ])
            && lexicon.tells(token)
            && subject()
    };
    let verbs: Vec<usize> = (0..sentence.tokens.len()).filter(|&word| strays(word)).collect();
    for word in verbs {
        sentence.tokens[word].upos = Upos::Verb;
        // What the model thinks of an adverb says nothing of the verb.
        sentence.tokens[word].cue = None;
    }
}

/// "Interfax quoted *the ministry* as saying": who is quoted is the object.
pub(super) fn quoted(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let change = |quoting: usize| {
        let cites = syntax.token(quoting).upos == Upos::Verb && lexicon.cites(syntax.token(quoting));
        let quoted = syntax.child(quoting, &["iobj"]).filter(|_| cites && syntax.child(quoting, &["obj"]).is_none())?;
        Some(Change::to(quoted, quoting, "obj"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

/// "*Sources close* to the palace say that ...": no clause says that sources are close.
fn described(syntax: &Syntax<'_>, saying: usize) -> Option<Vec<Change>> {
    let adjective = syntax.children_by(saying, &["ccomp", "advcl"]).find(|&clause| {
        clause < saying && syntax.token(clause).upos == Upos::Adj && syntax.child(clause, &["cop", "mark"]).is_none()
    })?;
    let noun = syntax.child(adjective, &["nsubj"]).filter(|&noun| noun + 1 == adjective)?;
    Some(vec![Change::to(noun, saying, "nsubj"), Change::to(adjective, noun, "amod")])
}

/// "*Media*, citing officials, say the party fired rockets": of two subjects of what is said, the one before the verb of saying
/// speaks.
fn parted(syntax: &Syntax<'_>, saying: usize) -> Option<Vec<Change>> {
    let clause = syntax.children_by(saying, &["ccomp"]).find(|&clause| clause > saying)?;
    let (before, behind): (Vec<usize>, Vec<usize>) =
        syntax.children_by(clause, &["nsubj"]).partition(|&subject| subject < saying);
    let speaker = *before.last().filter(|_| !behind.is_empty())?;
    Some(vec![Change::to(speaker, saying, "nsubj")])
}

/// "Two of them, *the police believe*, were killed": what stands between commas without a word that relates it is a tag.
pub(super) fn between(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let tag = |saying: usize| {
        let token = syntax.token(saying);
        let hangs = token.relation.is_any(&["acl:relcl", "acl", "appos", "dep", "parataxis"]);
        let tells = token.upos == Upos::Verb && hangs && lexicon.tells(token);
        let is_noun =
            |word: usize| matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
        let noun = syntax.head(saying).filter(|&noun| tells && noun < saying && is_noun(noun))?;
        let subject = syntax.child(saying, &["nsubj"]).filter(|&subject| noun < subject && subject < saying)?;
        let own = syntax.subtree(saying);
        let is_comma = |word: usize| &*syntax.token(word).form == ",";
        let first = own.iter().copied().find(|&word| !is_comma(word))?;
        let last = own.iter().copied().rev().find(|&word| !is_comma(word))?;
        let set_off = first.checked_sub(1).is_some_and(is_comma) && last + 1 < syntax.len() && is_comma(last + 1);
        let relative = own.iter().any(|&word| syntax.token(word).feats.has("PronType", "Rel"));
        let holds = syntax.child(saying, &["ccomp", "xcomp", "obj"]).is_some();
        let clause = syntax.ancestors(noun).find(|&at| at > last && syntax.child(at, &["nsubj"]).is_some())?;
        (set_off && !relative && !holds && subject < saying).then(|| Change::to(saying, clause, "parataxis"))
    };
    (0..syntax.len()).filter_map(tag).collect()
}

#[cfg(test)]
mod tests {
    use crate::hand_tree;
    use crate::lexicon::{LexiconError, LexiconFiles};
    use crate::saying::SayingLexicon;
    use crate::syntax::Syntax;

    /// "word relation governor" for each word that is to hang elsewhere.
    fn changes(trees: &str) -> Result<Vec<String>, LexiconError> {
        let lexicon = SayingLexicon::load(&LexiconFiles::embedded())?;
        let (_, parse) = hand_tree::document(trees);
        let syntax = Syntax::new(&parse.sentences[0]);
        let found = super::mend(&syntax, &lexicon).into_iter().chain(super::between(&syntax, &lexicon));
        Ok(found
            .map(|change| {
                let head = change.head.map_or("-", |head| &*syntax.token(head).form);
                format!("{} {} {head}", syntax.token(change.word).form, change.relation.full())
            })
            .collect())
    }

    #[test]
    fn an_apposition_before_a_verb_of_saying_speaks() -> Result<(), LexiconError> {
        let inserted = "Rebels/NOUN/8/nsubj ,/PUNCT/4/punct the/DET/4/det army/NOUN/1/appos said:say/VERB/8/parataxis \
            yesterday/NOUN/5/obl ,/PUNCT/5/punct shelled:shell/VERB/0/root it/PRON/8/obj ./PUNCT/8/punct";
        assert_eq!(changes(inserted)?, ["army nsubj said"]);
        // "Roe, the minister, said it" has a speaker.
        let plain = "Roe/PROPN/6/nsubj ,/PUNCT/4/punct the/DET/4/det minister/NOUN/1/appos ,/PUNCT/4/punct said:say/VERB/0/root it/PRON/6/obj";
        assert!(changes(plain)?.is_empty());
        Ok(())
    }

    #[test]
    fn sources_close_to_somebody_speak() -> Result<(), LexiconError> {
        let close = "Sources:source/NOUN/2/nsubj close/ADJ/5/ccomp to/ADP/4/case him/PRON/2/obl say/VERB/0/root \
            troops:troop/NOUN/7/nsubj fled:flee/VERB/5/ccomp ./PUNCT/5/punct";
        assert_eq!(changes(close)?, ["Sources nsubj say", "close amod Sources"]);
        Ok(())
    }

    #[test]
    fn of_two_subjects_the_one_before_the_verb_of_saying_speaks() -> Result<(), LexiconError> {
        let parted = "Media/NOUN/7/nsubj ,/PUNCT/1/punct citing:cite/VERB/1/acl officials:official/NOUN/3/obj ,/PUNCT/1/punct \
            say/VERB/0/root fired:fire/VERB/6/ccomp they/PRON/7/nsubj";
        assert_eq!(changes(parted)?, ["Media nsubj say"]);
        Ok(())
    }

    #[test]
    fn what_stands_between_commas_is_a_tag() -> Result<(), LexiconError> {
        let between = "Two/NUM/7/nsubj:pass ,/PUNCT/4/punct police/NOUN/4/nsubj believe/VERB/1/acl:relcl ,/PUNCT/4/punct \
            were/AUX/7/aux:pass killed:kill/VERB/0/root ./PUNCT/7/punct";
        assert_eq!(changes(between)?, ["believe parataxis killed"]);
        Ok(())
    }
}
