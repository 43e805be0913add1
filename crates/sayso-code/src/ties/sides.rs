//! The parties of a tie: who fills its two sides, and which of them go together.

use super::rules::TieRules;
use crate::actors::Sort;
use crate::interpretation::Interpretation;
use crate::patterns::{Attempt, Matcher, SortTest};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::Party;
use sayso_parse::Upos;

/// Whose somebody is, by a pronoun.
const PRONOUNS: &[&str] = &["his", "her", "its", "their", "whose"];

/// The two sides of a match.
pub(super) struct Sides<'s> {
    pub understood: &'s Interpretation<'s>,
    pub rules: &'s TieRules,
    pub matcher: &'s Matcher<'s>,
    pub attempt: &'s Attempt,
}

/// Whether a word stands for somebody who can have a tie: by what it is, by its name, because the rules count such nouns
/// among the parties, or because the rule asks for it.
pub(super) fn able(rules: &TieRules, matcher: &Matcher<'_>, rule: usize, word: Word) -> bool {
    let token = matcher.scene.token(word);
    // "You" may be anybody; "there is" is nobody.
    if token.upos == Upos::Pron {
        return !token.form.to_lowercase().starts_with("you") && !token.relation.is("expl");
    }
    // "State-owned", "state-controlled": which state's nobody says.
    if &*token.form == "state" && token.relation.is("compound") {
        return false;
    }
    // "linked to *one* of the oligarchs"
    let syntax = &matcher.scene.sentences[word.sentence];
    let out_of = matches!(&*token.lemma.to_lowercase(), "one" | "some" | "several" | "many" | "two" | "three")
        .then(|| syntax.prepositional(word.word).into_iter().find(|(name, _)| name == "of"))
        .flatten();
    if let Some((_, many)) = out_of {
        return able(rules, matcher, rule, Word::new(word.sentence, many));
    }
    matcher.is_sort(SortTest::Actor, word)
        || matcher.is_named(word)
        || rules.parties.contains(&token.lemma.to_lowercase())
        || matcher.is_asked_for(rule, word)
}

/// The name of whom a description describes: the one right behind it ("state media *Norland News*", "the rebel leader *Ann Lee*"),
/// or behind a comma where the description is somebody's ("its founder, the late priest *Ben Okoro*"); else the word itself.
pub(super) fn named(understood: &Interpretation<'_>, matcher: &Matcher<'_>, word: Word) -> Word {
    let syntax = &understood.scene.sentences[word.sentence];
    let token = syntax.token(word.word);
    if token.upos != Upos::Noun {
        return word;
    }
    let at = |word_in: usize| Word::new(word.sentence, word_in);
    let title = syntax.head(word.word).filter(|&head| token.relation.is("nmod:desc") && head > word.word);
    if let Some(name) = title.filter(|&head| syntax.token(head).upos == Upos::Propn) {
        return at(name);
    }
    let owned = syntax.possessor(word.word).is_some();
    let behind = syntax.children_by(word.word, &["appos", "flat"]).filter(|&name| name > word.word).map(at);
    let mut names = behind.filter(|&name| {
        let first = syntax.subtree(name.word).first().copied();
        (owned || first == Some(word.word + 1)) && matcher.is_named(name)
    });
    names.next().unwrap_or(word)
}

/// Which state "state-owned" means, where the words before it tell: "*Chinese* state-owned banks", "*Norland's* state-run radio".
fn which_state(syntax: &Syntax<'_>, state: usize) -> Option<usize> {
    let participle = syntax.head(state).filter(|_| &*syntax.token(state).form == "state")?;
    let owned = syntax.head(participle).filter(|_| syntax.token(participle).relation.is_any(&["amod", "acl"]))?;
    let is_nation = |&word: &usize| word < state && syntax.token(word).form.starts_with(char::is_uppercase);
    let nation = [owned, participle]
        .into_iter()
        .find_map(|noun| syntax.children_by(noun, &["amod", "compound"]).find(is_nation));
    nation.or_else(|| syntax.possessor(owned))
}

impl Sides<'_> {
    /// Every pair that the words tie together, the one the tie comes from first.
    pub fn pairs(&self, mutual: bool) -> Vec<(Party, Party)> {
        let from = self.parties(&self.attempt.actor);
        let shared = if self.attempt.recipient.is_empty() { self.shared() } else { Vec::new() };
        let to = if shared.is_empty() { self.parties(&self.attempt.recipient) } else { self.parties(&shared) };
        if mutual && to.is_empty() {
            return if self.has_examples() { Vec::new() } else { self.among(&from) };
        }
        let across = from.iter().flat_map(|from| to.iter().map(move |to| (from.clone(), to.clone())));
        let different = across.filter(|(from, to)| !is_same(from, to) && !self.is_empty(from, to));
        // Both directions of a mutual tie are one, from the first named: "X's rival Y" is of X with Y.
        let itself = self.attempt.actor.contains(&self.attempt.word);
        let turned =
            different.map(
                |(from, to)| {
                    if mutual && !itself && to.span.start < from.span.start { (to, from) } else { (from, to) }
                },
            );
        turned.collect()
    }

    /// "The director and founder *of the bank*": what the tree hangs on one of two nouns with one article is of both.
    fn shared(&self) -> Vec<Word> {
        let word = self.attempt.word;
        let syntax = &self.understood.scene.sentences[word.sentence];
        let first = syntax.first_conjunct(word.word);
        let own = syntax.child(word.word, &["det", "nmod:poss", "case"]).is_some();
        if first == word.word || own || self.rules.codings[self.attempt.rule].mutual {
            return Vec::new();
        }
        let row = syntax.conjuncts(first).into_iter().filter(|&noun| noun != word.word);
        let of = row.flat_map(|noun| syntax.prepositional(noun)).find(|(name, _)| name == "of").map(|(_, whole)| whole);
        of.or_else(|| syntax.possessor(first)).map(|whole| Word::new(word.sentence, whole)).into_iter().collect()
    }

    /// "*His* supporters" where nobody knows who he is tells of no tie.
    fn is_empty(&self, from: &Party, to: &Party) -> bool {
        let inside = |one: &Party, other: &Party| {
            other.actor.is_none() && one.span.contains(other.span) && one.span != other.span
        };
        let unknown = |one: &Party, other: &Party| {
            let words = self.understood.scene.words_at(other.span);
            inside(one, other)
                && !words.contains(char::is_whitespace)
                && PRONOUNS.contains(&words.to_lowercase().as_str())
        };
        unknown(from, to) || unknown(to, from)
    }

    /// "Partners such as X and Y" are somebody's, not one another's.
    fn has_examples(&self) -> bool {
        let syntax = &self.understood.scene.sentences[self.attempt.word.sentence];
        let named = syntax.prepositional(self.attempt.word.word);
        named.iter().any(|(preposition, _)| matches!(preposition.as_str(), "such-as" | "including" | "like"))
    }

    /// "Ties between X, Y and Z" are ties of the first named; "the two countries' ties" are theirs with one another.
    fn among(&self, parties: &[Party]) -> Vec<(Party, Party)> {
        match parties {
            [] => Vec::new(),
            [several] if self.attempt.actor.iter().any(|&word| self.is_several(word)) => {
                vec![(several.clone(), several.clone())]
            }
            [_] => Vec::new(),
            [first, others @ ..] => {
                let pairs = others.iter().map(|other| (first.clone(), other.clone()));
                pairs.filter(|(from, to)| !is_same(from, to)).collect()
            }
        }
    }

    /// A plural that the relation is said of, so that it holds among its members: "relations between *the countries*".
    /// Who only has relations has them with others, unless they are counted ("*both countries* have had relations").
    fn is_several(&self, word: Word) -> bool {
        let syntax = &self.understood.scene.sentences[word.sentence];
        let token = syntax.token(word.word);
        let trigger = self.attempt.word.word;
        let plural = token.upos == Upos::Noun && token.feats.has("Number", "Plur");
        let both = syntax.children_by(word.word, &["det", "nummod", "amod", "det:predet"]).any(|child| {
            matches!(syntax.lemma(child), "both" | "two" | "three" | "four" | "rival" | "neighbouring" | "neighboring")
        });
        let definite =
            syntax.children_by(word.word, &["det"]).any(|det| matches!(syntax.lemma(det), "the" | "these" | "those"));
        // What hangs on the word of relation, or what it describes.
        let inside = definite && (syntax.is_below(word.word, trigger) || syntax.token(trigger).relation.is("amod"));
        word != self.attempt.word && plural && (both || inside)
    }

    fn parties(&self, words: &[Word]) -> Vec<Party> {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        let mut parties: Vec<Party> = Vec::new();
        for word in words.iter().flat_map(|&word| self.row(word)) {
            if let Some(party) = actors.party(scene, word).map(|party| self.by_name(word, party))
                && !parties.iter().any(|other| is_same(other, &party))
            {
                parties.push(party);
            }
        }
        parties.sort_by_key(|party| party.span.start);
        parties
    }

    /// A word and those in a row with it, as far as they can have a tie; a description gives way to whom it describes.
    fn row(&self, word: Word) -> Vec<Word> {
        if word == self.attempt.word {
            return vec![word];
        }
        if let Some(described) = self.described(word) {
            return vec![described];
        }
        let state = which_state(&self.understood.scene.sentences[word.sentence], word.word);
        if let Some(state) = state.map(|state| Word::new(word.sentence, state)) {
            return if able(self.rules, self.matcher, self.attempt.rule, state) { vec![state] } else { Vec::new() };
        }
        let row = self.understood.actors.party_words(self.understood.scene, word).into_iter();
        let able = row.filter(|&word| able(self.rules, self.matcher, self.attempt.rule, word));
        able.map(|word| named(self.understood, self.matcher, word)).collect()
    }

    /// "Norland, a state allied with X": the description stands for the one it describes.
    fn described(&self, word: Word) -> Option<Word> {
        let syntax = &self.understood.scene.sentences[word.sentence];
        let token = syntax.token(word.word);
        // "Who" stands for the noun before its clause.
        let noun = if token.upos == Upos::Pron {
            syntax.ancestors(word.word).find(|&above| syntax.token(above).relation.is("appos"))?
        } else {
            word.word
        };
        let token = syntax.token(noun);
        let is_relative = syntax.token(word.word).feats.has("PronType", "Rel");
        if noun != word.word && !is_relative {
            return None;
        }
        let head = syntax.head(noun).filter(|_| token.relation.is("appos") && token.upos == Upos::Noun)?;
        // "its rivals, the farmers": the word of relation itself is described by whom it is said of; in "a unit of the bank, a
        // lender" what stands behind describes the bank.
        if head == self.attempt.word.word && syntax.prepositional(head).is_empty() {
            return None;
        }
        let head = Word::new(word.sentence, head);
        let is_name = self.matcher.is_named(head) || token.span.start > self.understood.scene.token(head).span.start;
        (is_name && able(self.rules, self.matcher, self.attempt.rule, head)).then_some(head)
    }

    /// A pronoun gives way to a name of the same actor that stands before it in the sentence, or where nobody knows whom it
    /// means, to whom the clause is about.
    fn by_name(&self, word: Word, party: Party) -> Party {
        let scene = self.understood.scene;
        if scene.token(word).upos != Upos::Pron {
            return party;
        }
        let syntax = &scene.sentences[word.sentence];
        let names = (0..word.word).rev().filter(|&at| syntax.token(at).upos == Upos::Propn);
        let mut others = names.filter_map(|at| self.understood.actors.party(scene, Word::new(word.sentence, at)));
        let name = others.find(|other| party.actor.is_some() && other.actor == party.actor);
        let about = || party.actor.is_none().then(|| self.owner_in_clause(word)).flatten();
        name.or_else(about).unwrap_or(party)
    }

    /// "*Ann Lee* and her allies", "*Sudland* beat its rival": whose a noun is, by the row that it stands in or by the subject.
    fn owner_in_clause(&self, pronoun: Word) -> Option<Party> {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        let syntax = &scene.sentences[pronoun.sentence];
        let owned = syntax.head(pronoun.word).filter(|_| syntax.token(pronoun.word).relation.is("nmod:poss"))?;
        let first = syntax.first_conjunct(owned);
        let beside = (first != owned).then_some(first);
        let subject = || {
            let verb = syntax.head(first).filter(|&verb| syntax.token(verb).upos == Upos::Verb)?;
            syntax.surface_subject(verb, 0).filter(|&subject| subject != first)
        };
        let owner = beside.or_else(subject).filter(|&owner| owner < pronoun.word)?;
        let owner = Word::new(pronoun.sentence, owner);
        let sort = actors.sort(scene, owner);
        let fits = match &*scene.token(pronoun).form.to_lowercase() {
            "his" | "her" => sort == Sort::Person,
            "its" => matches!(sort, Sort::Organization | Sort::State),
            "their" => matches!(sort, Sort::Organization | Sort::Group),
            _ => false,
        };
        actors.party(scene, owner).filter(|_| fits && scene.token(owner).upos != Upos::Pron)
    }

    /// "Its allies", "the rivalry between X and Y" take the relation for granted; "wants to be an ally" does not.
    pub fn is_presupposed(&self) -> bool {
        let word = self.attempt.word;
        let syntax = &self.understood.scene.sentences[word.sentence];
        let predicated = syntax.child(word.word, &["cop"]).is_some() || syntax.token(word.word).relation.is("xcomp");
        let article = syntax.child(word.word, &["det"]).map(|det| syntax.lemma(det));
        let definite = matches!(article, Some("the" | "this" | "these" | "those" | "both"))
            || syntax.possessor(word.word).is_some()
            || syntax.token(word.word).relation.is("appos")
            || self.attempt.actor.contains(&word);
        !predicated && definite && !syntax.is_negated(word.word)
    }

    /// A participle or relative clause beside its noun ("the party led by X") takes the tie for granted, unless it has a
    /// "not", a modal or a "to" of its own.
    pub fn describes(&self) -> bool {
        let word = self.attempt.word.word;
        let syntax = &self.understood.scene.sentences[self.attempt.word.sentence];
        let beside = syntax.token(word).relation.is_any(&["acl", "amod"]);
        // "claims *that* the army backs them" takes nothing for granted.
        let claimed = syntax.children_by(word, &["mark"]).any(|mark| syntax.lemma(mark) == "that");
        let open =
            claimed || syntax.children_by(word, &["aux"]).any(|aux| !matches!(syntax.lemma(aux), "have" | "be" | "do"));
        beside && !open && !syntax.has_to(word) && !syntax.is_negated(word)
    }

    /// Whether the noun is the object of what somebody means to do: "to boost ties", "the need for expanding relations".
    pub fn is_wished(&self) -> bool {
        let syntax = &self.understood.scene.sentences[self.attempt.word.sentence];
        let first = syntax.first_conjunct(self.attempt.word.word);
        let governor = syntax.head(first).filter(|_| syntax.token(first).relation.is_any(&["obj", "nmod"]));
        let Some(verb) = governor.filter(|&verb| syntax.token(verb).upos == Upos::Verb) else { return false };
        let first = syntax.first_conjunct(verb);
        let gerund = syntax
            .children_by(first, &["mark", "case"])
            .any(|mark| matches!(syntax.lemma(mark), "for" | "of" | "at" | "on" | "in"));
        syntax.has_to(first) || gerund
    }
}

/// Whether two parties are one.
fn is_same(one: &Party, other: &Party) -> bool {
    one.span == other.span || one.actor.is_some() && one.actor == other.actor
}
