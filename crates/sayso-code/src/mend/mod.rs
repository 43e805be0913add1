//! What the lexicon knows better than the parser: trees are mended before anything is read off them.
//!
//! A parser chooses between two governors by nearness and habit. Words of saying tell more: only a speaker urges, accuses
//! or adds, so in "said that prices had risen and *urged* the council to act" and "police said, *blaming* the driver" the
//! speaker goes on. And where a rule knows a verb with a particle, "shot *down* the plane" is no way that somebody went.
//! Subject, chain and dates then follow by themselves. Words and spans stay as they are.

mod arguments;
mod between;
mod claims;
mod conjuncts;
mod days;
mod due;
mod gaps;
mod headlines;
mod kinds;
mod names;
mod offices;
mod pairs;
mod phrases;
mod possessors;
mod speakers;
mod subjects;
mod titles;
mod whole;

pub use kinds::{Lists, mend as kinds};
pub use whole::mend as whole_names;

use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::{Parse, Relation, Sentence, Token, Upos};

/// Mends the trees of a document; `is_particle_verb` tells whether rules know a verb with a particle, `is_state` whether a
/// word names a state or its people, `is_title` whether it is one of address ("Mr"), `is_post` whether a noun names a person by
/// what he is.
pub fn trees(
    parse: &mut Parse,
    lexicon: &SayingLexicon,
    is_particle_verb: impl Fn(&str, &str) -> bool,
    is_state: impl Fn(&str) -> bool,
    is_title: impl Fn(&str) -> bool,
    is_post: impl Fn(&str) -> bool,
) {
    names::behind_titles(parse, is_title);
    let days = days::of(&parse.entities);
    let people = offices::people(&parse.entities);
    for (number, sentence) in parse.sentences.iter_mut().enumerate() {
        speakers::verbs(sentence, lexicon);
        claims::mend(sentence, lexicon);
        let named = people.get(&number).map_or(&[][..], Vec::as_slice);
        let menders: [&Mender<'_>; 34] = [
            &|syntax| days::mend(syntax, number, &days, lexicon),
            &|syntax| pairs::mend(syntax, lexicon, &is_state),
            &possessors::mend,
            &due::mend,
            &names::addressed,
            &titles::mend,
            &|syntax| names::of_two_posts(syntax, &is_post),
            &|syntax| offices::mend(syntax, named, &is_post),
            &between::mend,
            &phrases::mend,
            &subjects::beside_with,
            &subjects::described,
            &|syntax| speakers::mend(syntax, lexicon),
            &|syntax| speakers::between(syntax, lexicon),
            &|syntax| speakers::quoted(syntax, lexicon),
            &|syntax| claims::held(syntax, lexicon),
            &|syntax| claims::doers(syntax, lexicon),
            &|syntax| claims::appended(syntax, lexicon),
            &|syntax| claims::blamed(syntax, lexicon),
            &|syntax| claims::behind(syntax, lexicon),
            &conjuncts::left_out,
            &said_of_apposition,
            &|syntax| relatives(syntax, &is_post),
            &|syntax| conjuncts::mend(syntax, lexicon),
            &|syntax| subjects::mend(syntax, lexicon),
            &|syntax| gaps::mend(syntax, lexicon, &is_state),
            &|syntax| headlines::mend(syntax, lexicon),
            &|syntax| arguments::mend(syntax, &is_particle_verb),
            &existing,
            &|syntax| contents(syntax, lexicon),
            &negations,
            &claims::disputed,
            &|syntax| rumours(syntax, lexicon),
            &|syntax| clauses(syntax, lexicon),
        ];
        in_turn(sentence, &menders);
    }
}

/// Looks for words of a tree that are to hang elsewhere.
type Mender<'m> = dyn Fn(&Syntax<'_>) -> Vec<Change> + 'm;

/// Applies what each mender finds before the next one looks. The tree is read anew only where something was changed.
fn in_turn(sentence: &mut Sentence, menders: &[&Mender<'_>]) {
    let mut rest = menders.iter();
    while !rest.as_slice().is_empty() {
        let syntax = Syntax::new(sentence);
        let changes = rest.by_ref().map(|mend| mend(&syntax)).find(|changes| !changes.is_empty());
        for change in changes.into_iter().flatten() {
            change.apply(sentence);
        }
    }
}

/// A word that is to hang elsewhere.
struct Change {
    word: usize,
    /// None: nothing governs it.
    head: Option<usize>,
    relation: Relation,
}

impl Change {
    fn to(word: usize, head: usize, relation: &str) -> Change {
        Change { word, head: Some(head), relation: Relation::parse(relation) }
    }

    fn apply(self, sentence: &mut Sentence) {
        if let Some(token) = sentence.tokens.get_mut(self.word) {
            token.head = self.head;
            token.relation = self.relation;
        }
    }
}

/// A verb of saying with the verb (or predicate) of what is said.
#[derive(Clone, Copy)]
struct Told {
    saying: usize,
    content: usize,
    /// The verb of saying stands behind what is said, as a tag: "..., police said".
    is_tag: bool,
}

/// What a verb of saying holds and the tree hangs elsewhere, and what it does not hold.
fn contents(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let sayings = (0..syntax.len()).filter(|&word| {
        let token = syntax.token(word);
        token.upos == Upos::Verb && lexicon.tells(token)
    });
    sayings
        .filter_map(|saying| {
            let quoted = quoted_as(syntax, lexicon, saying).or_else(|| strayed(syntax, lexicon, saying));
            let quoted = quoted.or_else(|| called_true(syntax, saying));
            quoted.or_else(|| in_time(syntax, saying)).or_else(|| tag(syntax, saying))
        })
        .collect()
}

/// "It is not true *that the navy fired*, an aide said": the clause belongs to what is said of it.
fn called_true(syntax: &Syntax<'_>, saying: usize) -> Option<Change> {
    let clauses: Vec<usize> = syntax.children_by(saying, &["ccomp"]).filter(|&clause| clause < saying).collect();
    let [predicate, clause] = clauses[..] else { return None };
    let says_of = syntax.child(predicate, &["cop"]).is_some() && syntax.child(predicate, &["expl", "nsubj"]).is_some();
    let that = syntax.children_by(clause, &["mark"]).find(|&mark| syntax.lemma(mark) == "that")?;
    (says_of && that == predicate + 1).then(|| Change {
        word: clause,
        head: Some(predicate),
        relation: Relation::parse("csubj"),
    })
}

/// "was quoted as *saying*", wherever the tree hangs it.
fn quoted_as(syntax: &Syntax<'_>, lexicon: &SayingLexicon, saying: usize) -> Option<Change> {
    let quoting = saying.checked_sub(2)?;
    let is_as = &*syntax.token(quoting + 1).form.to_lowercase() == "as" && syntax.head(quoting + 1) == Some(saying);
    let strays = syntax.head(saying) != Some(quoting) && syntax.token(quoting).upos == Upos::Verb;
    let cites = is_as && strays && lexicon.cites(syntax.token(quoting));
    cites.then(|| Change { word: saying, head: Some(quoting), relation: Relation::parse("advcl") })
}

/// "said in the last minutes of the summit *that he would leave*": a clause with "that" and a subject is no relative one.
fn strayed(syntax: &Syntax<'_>, lexicon: &SayingLexicon, saying: usize) -> Option<Change> {
    if syntax.child(saying, &["ccomp", "obj", "xcomp"]).is_some() || syntax.token(saying).relation.is("parataxis") {
        return None;
    }
    let phrases = syntax.children_by(saying, &["obl"]).filter(|&phrase| phrase > saying);
    let clause = phrases.flat_map(|phrase| syntax.subtree(phrase)).find(|&clause| {
        syntax.token(clause).relation.is_any(&["acl", "acl:relcl"])
            && syntax.child(clause, &["nsubj"]).is_some()
            // "responded to *claims* that ...": the claims say so.
            && !syntax.head(clause).is_some_and(|noun| takes_up_claim(syntax, lexicon, noun))
            && syntax
                .children_by(clause, &["mark"])
                .any(|mark| syntax.lemma(mark) == "that" && syntax.token(mark).upos == Upos::Sconj)
    })?;
    Some(Change { word: clause, head: Some(saying), relation: Relation::parse("ccomp") })
}

/// "responded *to claims* that"; not "said *in a statement* that", "established *beyond doubt* that".
fn takes_up_claim(syntax: &Syntax<'_>, lexicon: &SayingLexicon, noun: usize) -> bool {
    let to =
        matches!(syntax.preposition(noun).as_deref(), Some("to" | "about" | "over" | "at" | "against" | "on" | "of"));
    to && claims::is_noun_of_saying(syntax, lexicon, noun)
}

/// "said on Tuesday *after* members were suspended": when, not what.
fn in_time(syntax: &Syntax<'_>, saying: usize) -> Option<Change> {
    let clause = syntax.children_by(saying, &["ccomp"]).find(|&clause| {
        let mark = syntax.children_by(clause, &["mark"]).next().map(|mark| syntax.lemma(mark));
        clause > saying && matches!(mark, Some("after" | "before" | "while" | "since" | "until" | "because"))
    })?;
    Some(Change { word: clause, head: Some(saying), relation: Relation::parse("advcl") })
}

/// "He was among 75 people held in a case of fraud, the paper *reported* in April": a tag at the end of the sentence that the
/// tree takes for a relative clause.
fn tag(syntax: &Syntax<'_>, saying: usize) -> Option<Change> {
    let head = syntax.head(saying).filter(|_| syntax.token(saying).relation.is("acl:relcl"))?;
    let subject = syntax.child(saying, &["nsubj"]).filter(|&subject| subject > head)?;
    let own = syntax.subtree(saying);
    let last = own.last().copied()?;
    let is_last = (last + 1..syntax.len()).all(|word| syntax.token(word).upos == Upos::Punct);
    let is_relative = own.iter().any(|&word| syntax.token(word).feats.has("PronType", "Rel"));
    let holds = syntax.child(saying, &["ccomp", "obj", "xcomp"]).is_some();
    let clause = std::iter::once(head)
        .chain(syntax.ancestors(head))
        .find(|&at| syntax.head(at).is_none() || syntax.child(at, &["nsubj"]).is_some())?;
    let is_tag = comma_before(syntax, saying) && is_last && !is_relative && !holds && subject < saying;
    is_tag.then(|| Change { word: saying, head: Some(clause), relation: Relation::parse("parataxis") })
}

/// "pledged *not* to attack", "promised *never* again to attack": what stands before "to" negates what is to be done.
fn negations(syntax: &Syntax<'_>) -> Vec<Change> {
    let strays = |word: usize| {
        let negates = matches!(&*syntax.token(word).form.to_lowercase(), "not" | "never");
        let again = syntax.len() > word + 1 && syntax.lemma(word + 1) == "again";
        let to = word + 1 + usize::from(again);
        if !negates || to >= syntax.len() || syntax.lemma(to) != "to" || !syntax.token(to).relation.is("mark") {
            return None;
        }
        let verb = syntax.head(to).filter(|&verb| verb > to && syntax.head(word) != Some(verb))?;
        // "was not to know": the negation of another verb that stands before it.
        let own = word.checked_sub(1).is_some_and(|before| syntax.token(before).upos == Upos::Aux);
        (!own).then(|| Change { word, head: Some(verb), relation: Relation::parse("advmod") })
    };
    (0..syntax.len()).filter_map(strays).collect()
}

/// "The brigade, a terrorist gang *according to Norland*, attacked", "They joined the brigade, a gang *according to
/// Norland*.": the source is of what it is called, not of what it did. A comma before the source ("the brigade, a gang,
/// according to Norland") makes it one of the whole clause.
fn said_of_apposition(syntax: &Syntax<'_>) -> Vec<Change> {
    let change = |source: usize| {
        let according = syntax.children_by(source, &["case"]).find(|&case| &*syntax.token(case).form == "according")?;
        let is_comma = |word: usize| word < syntax.len() && &*syntax.token(word).form == ",";
        let last = syntax.subtree(source).into_iter().filter(|&word| !is_comma(word)).max()?;
        let near = according.checked_sub(1).filter(|&near| syntax.token(near).upos != Upos::Punct)?;
        let apposition = std::iter::once(near)
            .chain(syntax.ancestors(near))
            .find(|&at| syntax.token(at).relation.is("appos") && syntax.head(at).is_some_and(|named| named < at))?;
        let first = syntax.subtree(apposition).into_iter().find(|&word| !is_comma(word))?;
        let ends = last + 1 >= syntax.len() || syntax.token(last + 1).upos == Upos::Punct;
        let set_off = first.checked_sub(1).is_some_and(is_comma) && ends;
        let strays = syntax.token(source).relation.is("obl")
            && syntax.head(source).is_some_and(|verb| verb != apposition && !syntax.is_below(verb, apposition));
        (set_off && strays).then(|| Change::to(source, apposition, "nmod"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

/// "its envoy from Sudland, *which* said": no envoy is a "which".
fn relatives(syntax: &Syntax<'_>, is_post: &dyn Fn(&str) -> bool) -> Vec<Change> {
    let change = |clause: usize| {
        let noun = syntax.head(clause).filter(|_| syntax.token(clause).relation.is("acl:relcl"))?;
        let which = syntax.children_by(clause, &["nsubj", "obj"]).find(|&word| syntax.lemma(word) == "which")?;
        let before = which.checked_sub(2).filter(|_| &*syntax.token(which - 1).form == ",")?;
        let named = syntax
            .children_by(noun, &["nmod"])
            .find(|&named| named > noun && syntax.token(named).upos == Upos::Propn && syntax.is_below(before, named))?;
        (is_post(syntax.lemma(noun)) && which < clause).then(|| Change::to(clause, named, "acl:relcl"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

/// "There is no *truth* in it, he said": what there is belongs to "is", not to whoever says so.
fn existing(syntax: &Syntax<'_>) -> Vec<Change> {
    let change = |there: usize| {
        let is = syntax.head(there).filter(|_| syntax.token(there).relation.is("expl"))?;
        let noun = (is + 1..syntax.len())
            .take_while(|&word| !matches!(syntax.token(word).upos, Upos::Verb | Upos::Punct | Upos::Adp))
            .find(|&word| matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn))?;
        let strays = syntax.lemma(is) == "be"
            && syntax.token(noun).relation.is("nsubj")
            && syntax.head(noun).is_some_and(|head| head > noun && head != is);
        strays.then(|| Change::to(noun, is, "nsubj"))
    };
    (0..syntax.len()).filter_map(change).collect()
}

/// "*Rumours* spread that the king had fled", "responded to *reports* that he had fled": what the rumours say, not what
/// spreading or responding says.
fn rumours(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let told = |clause: usize| {
        let head = syntax.head(clause).filter(|_| syntax.token(clause).relation.is("ccomp"));
        let verb = head.filter(|&verb| verb < clause && syntax.token(verb).upos == Upos::Verb)?;
        let claim = syntax.child(verb, &["nsubj"]).filter(|&claim| claim < verb)?;
        let is_claim = claims::is_noun_of_saying(syntax, lexicon, claim);
        let mark = syntax.children_by(clause, &["mark"]).find(|&mark| syntax.lemma(mark) == "that");
        let before = mark
            .and_then(|mark| mark.checked_sub(1))
            .filter(|&noun| takes_up_claim(syntax, lexicon, noun) && syntax.head(noun) == Some(verb));
        if let Some(noun) = before {
            return Some(Change::to(clause, noun, "acl"));
        }
        let that = mark.is_some();
        let speaks = lexicon.tells(syntax.token(verb)) || syntax.child(verb, &["obj"]).is_some();
        (is_claim && that && !speaks).then(|| Change {
            word: clause,
            head: Some(claim),
            relation: Relation::parse("acl"),
        })
    };
    (0..syntax.len()).filter_map(told).collect()
}

/// Clauses that go on with whoever speaks.
fn clauses(syntax: &Syntax<'_>, lexicon: &SayingLexicon) -> Vec<Change> {
    let mut found = Vec::new();
    for told in (0..syntax.len()).filter_map(|word| told(syntax, lexicon, word)) {
        let inside = syntax.conjuncts(told.content);
        for word in 0..syntax.len() {
            let relation = syntax.token(word).relation;
            let Some(head) = syntax.head(word).filter(|_| word != told.saying) else { continue };
            if inside.contains(&head)
                && (goes_on(syntax, lexicon, told, word)
                    || agrees_with_speaker(syntax, told, word)
                    || stands_against(syntax, lexicon, told, word))
            {
                found.push(Change { word, head: Some(told.saying), relation });
            } else if inside.contains(&head) && leads_in(syntax, told, word) {
                found.push(Change { word, head: Some(told.saying), relation: Relation::parse("advcl") });
            } else if head == told.saying && !told.is_tag && belongs_to_content(syntax, told, word) {
                found.push(Change { word, head: Some(told.content), relation });
            } else if head == told.saying && is_subject_taken_for_object(syntax, told, word) {
                found.push(Change { word, head: Some(told.content), relation: Relation::parse("nsubj") });
            }
        }
    }
    found
}

fn told(syntax: &Syntax<'_>, lexicon: &SayingLexicon, saying: usize) -> Option<Told> {
    let token = syntax.token(saying);
    if token.upos != Upos::Verb || !lexicon.tells(token) {
        return None;
    }
    if let Some(content) = syntax.content_clause(saying) {
        return Some(Told { saying, content, is_tag: content < saying });
    }
    let content = syntax.head(saying).filter(|&content| content < saying && token.relation.is("parataxis"))?;
    Some(Told { saying, content, is_tag: true })
}

/// "*Asking* him to leave, Ann Lee said that ...": what stands before the speaker is what the speaker does.
fn leads_in(syntax: &Syntax<'_>, told: Told, word: usize) -> bool {
    let token = syntax.token(word);
    !told.is_tag
        && word < told.saying
        && is_participle(token)
        && token.relation.is_any(&["csubj", "advcl"])
        && syntax.child(word, &["nsubj", "mark"]).is_none()
        && syntax.child(told.content, &["nsubj"]).is_some()
}

/// Whether a verb of saying has whom it is said to as its object.
fn addresses(verb: &str) -> bool {
    matches!(verb, "tell" | "inform" | "warn" | "assure" | "remind" | "notify" | "ask" | "promise")
}

/// "adding *it* arrested four": the pronoun before a clause without a subject is its subject.
fn is_subject_taken_for_object(syntax: &Syntax<'_>, told: Told, word: usize) -> bool {
    let token = syntax.token(word);
    !told.is_tag
        && !addresses(syntax.lemma(told.saying))
        && token.relation.is_any(&["obj", "iobj"])
        && matches!(&*token.form.to_lowercase(), "it" | "he" | "she" | "they" | "we" | "i")
        && told.saying < word
        && syntax.subtree(told.content).first().is_some_and(|&first| first == word + 1)
        && syntax.child(told.content, &["nsubj", "csubj", "expl", "mark"]).is_none()
}

/// Whether a clause that hangs on what is said tells what the speaker goes on to do.
fn goes_on(syntax: &Syntax<'_>, lexicon: &SayingLexicon, told: Told, word: usize) -> bool {
    let token = syntax.token(word);
    let has_subject = syntax.child(word, &["nsubj", "csubj", "expl"]).is_some();
    if told.is_tag {
        return word > told.saying && is_circumstance_of_tag(syntax, lexicon, told, word);
    }
    // "said it had bombed the port, but later *withdrew* the report"
    let takes_back = lexicon.retracting.contains(&*token.lemma)
        && syntax.child(word, &["obj"]).is_some_and(|claim| claims::is_noun_of_saying(syntax, lexicon, claim));
    if takes_back && token.relation.is("conj") && !has_subject && syntax.child(word, &["mark"]).is_none() {
        return true;
    }
    if token.upos != Upos::Verb || has_subject || !lexicon.speech.contains(&*token.lemma) {
        return false;
    }
    let is_plain = syntax.child(word, &["aux", "mark"]).is_none();
    let is_past = token.feats.has("Tense", "Past");
    if token.relation.is("conj") && is_plain && is_past {
        return can_differ(syntax, lexicon, told.content);
    }
    is_participle(token)
        && is_plain
        && token.relation.is("advcl")
        && comma_before(syntax, word)
        && (is_adding(token) || !is_somebody_active(syntax, lexicon, told.content))
}

/// "Firms agree that Norland has gained and *support* a ban": a plural verb is no singular subject's.
fn agrees_with_speaker(syntax: &Syntax<'_>, told: Told, word: usize) -> bool {
    let token = syntax.token(word);
    let number = |at: usize| syntax.token(at).feats.get("Number");
    let of_subject = |verb: usize| syntax.child(verb, &["nsubj"]).and_then(number);
    let own = number(word).filter(|_| token.upos == Upos::Verb && token.feats.has("VerbForm", "Fin"));
    token.relation.is("conj")
        && !told.is_tag
        && syntax.child(word, &["nsubj", "aux", "mark", "expl"]).is_none()
        && token.feats.has("Tense", "Pres")
        && own.is_some()
        && of_subject(told.saying) == own
        && of_subject(told.content).is_some_and(|content| Some(content) != own)
        && syntax.conjuncts(syntax.child(told.content, &["nsubj"]).unwrap_or(word)).len() == 1
}

/// "Norland said it had left, *while* the police denied it": what another says is told beside somebody's words, not in them.
fn stands_against(syntax: &Syntax<'_>, lexicon: &SayingLexicon, told: Told, word: usize) -> bool {
    let contrasts = syntax.children_by(word, &["mark"]).any(|mark| matches!(syntax.lemma(mark), "while" | "whereas"));
    contrasts
        && (lexicon.tells(syntax.token(word)) || lexicon.speech.contains(syntax.lemma(word)))
        && !told.is_tag
        && word > told.content
        && syntax.token(word).relation.is("advcl")
        && comma_before(syntax, word)
        && syntax.child(word, &["nsubj"]).is_some()
        && !in_quotation(syntax, told.content, word)
}

/// "..., police said on Monday, *blaming* the driver", "..., the minister said *after* members were suspended": what stands
/// behind a tag goes with it. What a comma keeps apart ("were shot, police said, after they fled") goes on with what is
/// said, unless it is a participle of speaking: "police said, *killing* nine" goes on with what is told.
fn is_circumstance_of_tag(syntax: &Syntax<'_>, lexicon: &SayingLexicon, told: Told, word: usize) -> bool {
    let token = syntax.token(word);
    if !token.relation.is_any(&["advcl", "obl"]) || in_quotation(syntax, told.saying, word) {
        return false;
    }
    let first = syntax.subtree(word).into_iter().find(|&at| syntax.token(at).upos != Upos::Punct).unwrap_or(word);
    let between = told.saying + 1..first;
    if first < told.saying || between.len() > 10 {
        return false;
    }
    let comma = between.clone().any(|at| &*syntax.token(at).form == ",");
    if token.relation.is("obl") {
        return !comma;
    }
    let mark = syntax.children_by(word, &["mark", "advmod"]).find(|&mark| mark < word).map(|mark| syntax.lemma(mark));
    if is_participle(token) && matches!(mark, None | Some("while" | "thus" | "thereby")) {
        let speaks = lexicon.tells(token) || lexicon.speech.contains(&*token.lemma);
        return speaks && comma && !between.clone().any(|at| syntax.token(at).upos == Upos::Verb);
    }
    let in_time = matches!(mark, Some("as" | "while" | "when" | "after" | "before" | "during" | "since"));
    in_time && !comma
}

/// A quotation mark between the two words: the quotation goes on behind its tag.
fn in_quotation(syntax: &Syntax<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| matches!(&*syntax.token(at).form, "\"" | "“" | "”" | "‘" | "``" | "''"))
}

/// Whether the subject of a conjoined verb may be another than that of what is said: where what is said has another
/// tense or mood, a pronoun, or a subject that can't speak.
fn can_differ(syntax: &Syntax<'_>, lexicon: &SayingLexicon, content: usize) -> bool {
    let is_simple_past =
        syntax.child(content, &["aux", "cop"]).is_none() && syntax.token(content).feats.has("Tense", "Past");
    !is_simple_past || !is_somebody_active(syntax, lexicon, content)
}

/// Whether the verb has a subject that names people or bodies and is no pronoun.
fn is_somebody_active(syntax: &Syntax<'_>, lexicon: &SayingLexicon, verb: usize) -> bool {
    if syntax.is_passive(verb) {
        return false;
    }
    syntax.child(verb, &["nsubj"]).is_some_and(|subject| {
        let token = syntax.token(subject);
        token.upos == Upos::Propn || lexicon.people.contains(&*token.lemma) || lexicon.bodies.contains(&*token.lemma)
    })
}

/// "told the court the conditions ban her from the city and *require* her to report": what stands in the present like
/// what is said, beside a verb of saying in the past, is said as well.
fn belongs_to_content(syntax: &Syntax<'_>, told: Told, word: usize) -> bool {
    let is = |word: usize, tense: &str| {
        let feats = &syntax.token(word).feats;
        feats.has("Tense", tense) && feats.has("VerbForm", "Fin")
    };
    syntax.token(word).relation.is("conj")
        && word > told.content
        && syntax.child(word, &["nsubj", "aux", "mark", "expl"]).is_none()
        && is(told.saying, "Past")
        && is(told.content, "Pres")
        && is(word, "Pres")
}

fn is_participle(token: &Token) -> bool {
    token.form.ends_with("ing") && !token.feats.has("VerbForm", "Fin")
}

/// Verbs that only go on with speaking.
fn is_adding(token: &Token) -> bool {
    matches!(&*token.lemma, "add" | "note" | "stress" | "emphasize" | "emphasise" | "reiterate" | "insist")
}

fn comma_before(syntax: &Syntax<'_>, word: usize) -> bool {
    let first = syntax.subtree(word).into_iter().find(|&at| syntax.token(at).upos != Upos::Punct).unwrap_or(word);
    first.checked_sub(1).is_some_and(|before| &*syntax.token(before).form == ",")
}

#[cfg(test)]
mod tests;
