//! Which place governs a predicate.

use super::words::Governing;
use super::{Places, Toponym, in_span};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::{Place, PlacePrecision};
use sayso_parse::Upos;

impl Places {
    /// The place that governs a predicate: a phrase of place that hangs on it, on its clause or on its object, the
    /// narrowest where several do. Datelines are no places of acts, nor is where the speaker sits.
    pub fn governing(&self, scene: &Scene<'_>, word: Word) -> Option<Place> {
        self.governs(scene, word, &[], false)
    }

    /// The place of an act: what governs its predicate, a site or country without a name among it ("at the ministry",
    /// "in the country"). What is `spoken` happens where it is said: what it is about may lie elsewhere.
    pub fn of_act(&self, scene: &Scene<'_>, word: Word, spoken: bool) -> Option<Place> {
        self.governs(scene, word, &self.sites, spoken)
    }

    fn governs(&self, scene: &Scene<'_>, word: Word, sites: &[Toponym], spoken: bool) -> Option<Place> {
        let syntax = scene.sentences.get(word.sentence)?;
        if word.word >= syntax.len() {
            return None;
        }
        let here = within(&self.toponyms, syntax, word.sentence);
        let sites = within(sites, syntax, word.sentence);
        if here.is_empty() && sites.is_empty() {
            return None;
        }
        let clause = Clause { syntax, here, sites, spoken, words: &self.lexicon.words.governing };
        clause.place_of(word.word, 0)
    }
}

/// The places of a sentence that can be those of its acts.
fn within<'t>(places: &'t [Toponym], syntax: &Syntax<'_>, sentence: usize) -> Vec<&'t Toponym> {
    in_span(places, syntax.sentence.span)
        .iter()
        .filter(|place| !place.dateline && place.head.is_some_and(|head| head.sentence == sentence))
        .collect()
}

/// Prepositions before those who take part: what stands behind them may still tell where ("killing of people in X").
const TAKING_PART: &[&str] =
    &["of", "during", "with", "against", "by", "between", "among", "amid", "following", "after"];

/// The phrase below a predicate in which a place stands.
struct Phrase<'p> {
    /// The word that hangs on the predicate.
    at: usize,
    /// The preposition nearest to the predicate, or the one of place further in.
    preposition: Option<&'p str>,
    /// Whether a preposition of place stands before something in the phrase that is no place ("men in Kabul").
    located: bool,
    /// Whether the phrase is the place itself, or a part of it.
    itself: bool,
}

struct Clause<'a, 's> {
    syntax: &'a Syntax<'s>,
    /// Places by name.
    here: Vec<&'a Toponym>,
    /// Sites and countries without a name: they count where no name hangs on the same word.
    sites: Vec<&'a Toponym>,
    /// Whether the act is done by speaking.
    spoken: bool,
    words: &'a Governing,
}

impl Clause<'_, '_> {
    fn place_of(&self, word: usize, depth: usize) -> Option<Place> {
        if depth > 5 {
            return None;
        }
        let syntax = self.syntax;
        if let Some(place) = self.own_place(word).or_else(|| self.relative_place(word)) {
            return Some(place);
        }
        let later = syntax.children_by(word, &["conj"]).filter(|&other| {
            depth == 0
                && syntax.token(other).upos == syntax.token(word).upos
                && syntax.child(other, &["nsubj"]).is_none()
        });
        // "attacks continue to occur in X": the place hangs on the verb below.
        let below = syntax.children_by(word, &["xcomp"]).filter(|_| depth > 0);
        // "After banning protests in X, they sent out police"; "Speaking in X, he accused them".
        let leading = syntax.children_by(word, &["advcl"]).filter(|&clause| {
            let bare = syntax.is_bare_participle(clause);
            let before = clause < word && syntax.child(clause, &["nsubj"]).is_none() && !syntax.has_to(clause);
            depth == 0
                && (before && (bare || !self.spoken) || bare && listed(&self.words.speaking, syntax.lemma(clause)))
        });
        // "used tear gas to disperse protesters in X"
        let purpose = syntax.children_by(word, &["advcl", "xcomp"]).filter(|&clause| {
            !self.spoken && clause > word && syntax.has_to(clause) && listed(&self.words.means, syntax.lemma(word))
        });
        // "were killed when rebels attacked X"
        let when = syntax.children_by(word, &["advcl"]).filter(|&clause| {
            let together = |mark: usize| matches!(syntax.lemma(mark), "when" | "while" | "as");
            !self.spoken && clause > word && syntax.children_by(clause, &["mark", "advmod"]).any(together)
        });
        let others = later.chain(below).chain(leading).chain(purpose).chain(when);
        if let Some(place) = others.into_iter().find_map(|other| self.own_place(other)) {
            return Some(place);
        }
        let above = syntax.head(word)?;
        self.undergoing(word, above)
            .or_else(|| self.place_above(word, above, depth))
            .or_else(|| self.frame(word))
            .or_else(|| self.unsettled(word, above))
    }

    /// The place that a word takes from the one it hangs on.
    fn place_above(&self, word: usize, above: usize, depth: usize) -> Option<Place> {
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        let noun = matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn);
        if relation.is("conj") {
            return self.joined_place(word, above);
        }
        let shares = if noun && relation.is_any(&["obj", "nsubj", "obl"]) && syntax.token(above).upos == Upos::Verb {
            listed(&self.words.light, syntax.lemma(above))
                || listed(&self.words.means, syntax.lemma(above))
                || relation.is("nsubj") && self.only_goes_on(above)
        } else if relation.is("csubj") {
            // "*Fighting* broke out in X"
            listed(&self.words.light, syntax.lemma(above)) || self.only_goes_on(above)
        } else if relation.is("xcomp") {
            syntax.children_by(word, &["mark"]).next().is_none()
                || matches!(syntax.lemma(above), "begin" | "start" | "continue" | "try" | "manage" | "attempt")
        } else if relation.is("advcl") {
            self.happens_there_too(word, above)
        } else {
            relation.is("acl") && !relation.is("acl:relcl")
                || relation.is("acl:relcl") && depth == 0
                || noun && relation.is("nmod") && syntax.preposition(word).as_deref() == Some("of")
        };
        if shares { self.place_of(above, depth + 1) } else { None }
    }

    /// Whether a verb says of its subject only that it goes on: "the bombings declined in X".
    fn only_goes_on(&self, verb: usize) -> bool {
        self.syntax.child(verb, &["obj", "iobj", "ccomp", "xcomp", "aux:pass"]).is_none()
    }

    /// Whether the act of an adverbial clause takes place where that of its main clause does: a participle, "when" and
    /// "while", "went to X to do it".
    fn happens_there_too(&self, word: usize, above: usize) -> bool {
        let syntax = self.syntax;
        let Some(mark) = syntax.children_by(word, &["mark", "advmod"]).find(|&mark| {
            mark < word && (syntax.token(mark).relation.is("mark") || matches!(syntax.lemma(mark), "when" | "while"))
        }) else {
            return syntax.lemma(above) != "say";
        };
        match syntax.lemma(mark) {
            "when" | "while" | "whilst" => true,
            "to" => {
                listed(&self.words.reaching, syntax.lemma(above))
                    || listed(&self.words.moving_verbs, syntax.lemma(above))
                    || listed(&self.words.gathering, syntax.lemma(above))
            }
            _ => false,
        }
    }

    /// The place of an act joined to another: one before the first belongs to both, one behind an earlier act to those
    /// that its subject goes on to do.
    fn joined_place(&self, word: usize, first: usize) -> Option<Place> {
        let syntax = self.syntax;
        if syntax.token(word).upos == Upos::Noun {
            return self.own_place(first);
        }
        if let Some(place) = self.leading_place(first, word) {
            return Some(place);
        }
        if syntax.child(word, &["nsubj"]).is_some() {
            return None;
        }
        let earlier = syntax.children_by(first, &["conj"]).filter(|&other| other < word);
        let mut earlier: Vec<usize> = std::iter::once(first).chain(earlier).collect();
        earlier.reverse();
        let place = earlier.into_iter().find_map(|other| self.own_place(other));
        // "exploded in X, killing five and wounding ten"
        let beside = || syntax.head(first).filter(|_| syntax.is_bare_participle(first));
        place.or_else(|| self.place_above(first, beside()?, 0))
    }

    /// A phrase of place before the first of joined acts.
    fn leading_place(&self, first: usize, word: usize) -> Option<Place> {
        let leads = |place: &&Toponym| {
            place.head.is_some_and(|head| head.word < first && head.word < word) && self.link(place, first) == Some(0)
        };
        narrowest(self.here.iter().copied().filter(leads))
            .or_else(|| narrowest(self.sites.iter().copied().filter(leads)))
    }

    /// A phrase of place at the head of the sentence holds for the clauses that follow ("In X, they met, after which
    /// ..."), but not for what somebody says there.
    fn frame(&self, word: usize) -> Option<Place> {
        let syntax = self.syntax;
        let mut at = word;
        for _ in 0..6 {
            if !syntax.token(at).relation.is_any(&["conj", "advcl", "xcomp"]) {
                return None;
            }
            at = syntax.head(at)?;
            if syntax.lemma(at) == "say" {
                return None;
            }
            if let Some(place) = self.leading_place(at, word) {
                return Some(place);
            }
        }
        None
    }

    /// "Norland saw protests", "X was rocked by riots", "riots shook X": where the act is undergone.
    fn undergoing(&self, word: usize, verb: usize) -> Option<Place> {
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        let noun = syntax.token(word).upos == Upos::Noun && relation.is_any(&["obj", "obl", "nsubj"]);
        if !noun || !listed(&self.words.undergoing, syntax.lemma(verb)) {
            return None;
        }
        let side = if relation.is("nsubj") { "obj" } else { "nsubj" };
        narrowest(self.here.iter().copied().filter(|place| {
            place.head.map(|head| self.called(head.word)).is_some_and(|head| {
                syntax.head(head) == Some(verb) && syntax.token(head).relation.is(side) && head != word
            })
        }))
    }

    /// The noun of which a name tells the name: "the *city* of X", or the name itself.
    fn called(&self, name: usize) -> usize {
        let syntax = self.syntax;
        let noun = syntax.head(name).filter(|&noun| {
            syntax.token(name).relation.is("nmod")
                && syntax.preposition(name).as_deref() == Some("of")
                && listed(&self.words.parts, syntax.lemma(noun))
        });
        noun.unwrap_or(name)
    }

    /// "X has been in chaos since the coup", "X has seen a surge of attacks": the act lies deeper in what is told of X.
    fn unsettled(&self, word: usize, above: usize) -> Option<Place> {
        let syntax = self.syntax;
        if syntax.token(word).upos != Upos::Noun || !syntax.token(word).relation.is_any(&["nmod", "obl"]) {
            return None;
        }
        let clause = std::iter::once(above).chain(syntax.ancestors(above)).take(3).find(|&at| {
            listed(&self.words.unsettled, syntax.lemma(at)) && syntax.child(at, &["nsubj"]).is_some()
                || listed(&self.words.undergoing, syntax.lemma(at))
        })?;
        let is_subject = |place: &&Toponym| {
            place.head.is_some_and(|head| {
                syntax.head(head.word) == Some(clause) && syntax.token(head.word).relation.is("nsubj")
            })
        };
        narrowest(self.here.iter().copied().filter(is_subject))
    }

    /// "X, where they met": the noun that the clause hangs on is the place.
    fn relative_place(&self, word: usize) -> Option<Place> {
        let syntax = self.syntax;
        let clause = std::iter::once(word)
            .chain(syntax.ancestors(word))
            .take_while(|&at| syntax.token(at).relation.is_any(&["conj", "acl:relcl", "xcomp"]))
            .find(|&at| syntax.token(at).relation.is("acl:relcl"))?;
        let asks = |at: usize| {
            let which = syntax.lemma(at) == "which"
                && syntax.preposition(at).is_some_and(|before| matches!(&*before, "in" | "at" | "on" | "near"));
            syntax.lemma(at) == "where" || which
        };
        if !syntax.children(clause).iter().any(|&child| asks(child)) {
            return None;
        }
        let antecedent = syntax.head(clause)?;
        let is_antecedent = |place: &&Toponym| {
            place.head.is_some_and(|head| {
                std::iter::once(head.word).chain(syntax.ancestors(head.word)).take(4).find(|&at| {
                    at == antecedent || !syntax.token(at).relation.is_any(&["nmod", "appos", "flat", "compound"])
                }) == Some(antecedent)
            })
        };
        narrowest(self.here.iter().copied().filter(is_antecedent))
            .or_else(|| narrowest(self.sites.iter().copied().filter(is_antecedent)))
    }

    fn own_place(&self, word: usize) -> Option<Place> {
        let ranks = if self.spoken { 0..1 } else { 0..4 };
        // What hangs closest; a name before a site where they hang alike.
        ranks.into_iter().find_map(|rank| {
            [&self.here, &self.sites].into_iter().find_map(|places| {
                let linked = places.iter().copied().filter(|place| self.link(place, word) == Some(rank));
                // "fled from X to Y": what comes of it takes place where they got to.
                let (left, reached): (Vec<&Toponym>, Vec<&Toponym>) = linked.partition(|place| self.is_left(place));
                narrowest(reached.into_iter()).or_else(|| narrowest(left.into_iter()))
            })
        })
    }

    /// "from X"
    fn is_left(&self, place: &Toponym) -> bool {
        place.head.is_some_and(|head| self.syntax.preposition(head.word).as_deref() == Some("from"))
    }

    /// How closely a place hangs on a word: 0 on it itself, 1 on its object, 2 as the first part of a compound ("the
    /// Kabul attack"), 3 on its subject.
    fn link(&self, place: &Toponym, word: usize) -> Option<u8> {
        let syntax = self.syntax;
        let head = place.head?.word;
        if self.is_owner_of_site(place, head) {
            return None;
        }
        // The words from the place up to the predicate: its own phrase, what contains it, then a preposition.
        let mut at = head;
        let mut preposition = None;
        // Whether a preposition of place stood already before something that takes part in the act.
        let mut located = false;
        // The phrase that names the place itself: "Kabul", "the outskirts of Kabul".
        let mut itself = head;
        for _ in 0..8 {
            let above = syntax.head(at)?;
            if let Some(own) = syntax.preposition(at) {
                if located && !TAKING_PART.contains(&&*own) && !self.is_of_place(&own, above) {
                    return None;
                }
                if !located {
                    preposition = Some(own);
                }
            }
            if above == word || self.stands_behind(at, word, above) {
                let phrase = Phrase { at, preposition: preposition.as_deref(), located, itself: at == itself };
                return self.link_to_act(place, &phrase, word);
            }
            let relation = syntax.token(at).relation;
            let upward = !relation.is("nmod:poss")
                && relation.is_any(&["nmod", "appos", "flat", "compound", "conj", "obl", "list", "acl", "nummod"]);
            // "three cells operating in Kabul", "survivors gathered in Kabul"
            let participle = syntax.token(above).upos == Upos::Verb
                && syntax.token(above).relation.is("acl")
                && !syntax.token(above).relation.is("acl:relcl")
                && syntax.child(above, &["mark"]).is_none()
                && preposition.as_deref().is_some_and(|own| matches!(own, "in" | "at" | "near" | "outside"))
                && !self.spoken;
            if !upward || syntax.token(above).upos == Upos::Verb && !participle {
                return None;
            }
            located |= preposition.as_deref().is_some_and(|preposition| self.is_of_place(preposition, above));
            if !located && preposition.as_deref() == Some("of") {
                // "the outskirts of Kabul" are a place, "the mayor of Kabul" is none.
                if !listed(&self.words.parts, syntax.lemma(above)) {
                    return None;
                }
                itself = above;
            }
            at = above;
        }
        None
    }

    /// "stirred riots in Lyon": a phrase that the tree hangs on the verb, though it stands right behind its object.
    fn stands_behind(&self, phrase: usize, noun: usize, verb: usize) -> bool {
        let syntax = self.syntax;
        let object = syntax.token(noun).upos == Upos::Noun
            && syntax.head(noun) == Some(verb)
            && syntax.token(noun).relation.is_any(&["obj", "nsubj:pass", "obl"])
            && syntax.token(phrase).relation.is("obl");
        object && {
            let first = syntax.subtree(phrase).into_iter().min();
            let last = syntax.subtree(noun).into_iter().max();
            first == last.map(|last| last + 1)
        }
    }

    /// "At the Norlandic embassy": the state before a site tells whose it is.
    fn is_owner_of_site(&self, place: &Toponym, head: usize) -> bool {
        let before = self.syntax.token(head).relation.is_any(&["amod", "compound", "nmod:poss"]);
        before
            && place.place.precision == PlacePrecision::Country
            && self
                .syntax
                .head(head)
                .is_some_and(|above| self.sites.iter().any(|site| site.head.is_some_and(|site| site.word == above)))
    }

    /// The link of a place to the predicate that its phrase hangs on.
    fn link_to_act(&self, place: &Toponym, phrase: &Phrase<'_>, word: usize) -> Option<u8> {
        let syntax = self.syntax;
        let &Phrase { at, preposition, located, itself } = phrase;
        let relation = syntax.token(at).relation;
        let narrow =
            matches!(place.place.precision, PlacePrecision::Place | PlacePrecision::Admin | PlacePrecision::Point);
        if itself && relation.is_any(&["compound", "amod"]) {
            return narrow.then_some(2);
        }
        // "Norland's coup": what a state does to itself.
        if itself && relation.is("nmod:poss") && listed(&self.words.internal, syntax.lemma(word)) {
            return Some(2);
        }
        let named = self.here.iter().any(|other| other.span == place.span);
        // "called on the ministry", "expelled from the school", "between the church and him" tell of a body.
        let as_body = |preposition: &str| match preposition {
            "on" => self.spoken,
            "from" => !listed(&self.words.moving_verbs, syntax.lemma(word)),
            _ => preposition == "between",
        };
        if !named && preposition.is_some_and(as_body) {
            return None;
        }
        // "called on Moscow", "sanctions on Moscow": its government.
        let weighs = || self.spoken || listed(&self.words.weighing, syntax.lemma(word));
        if itself && preposition == Some("on") && place.place.precision == PlacePrecision::Place && weighs() {
            return None;
        }
        // "sanctions on Norland"
        if itself && preposition == Some("on") && place.place.precision == PlacePrecision::Country {
            return None;
        }
        // "took to the streets of X"
        let outdoors = preposition == Some("to") && listed(&self.words.streets, syntax.lemma(at));
        let there = located || outdoors || preposition.is_some_and(|preposition| self.is_of_place(preposition, word));
        let modifies = relation.is_any(&["obl", "nmod", "advmod", "advcl", "acl", "parataxis", "dep"])
            && !relation.is_any(&["nmod:poss", "obl:agent"]);
        if modifies && there {
            // "accused the men of stealing in X": what somebody did there isn't said there; "in a speech in X" it is.
            let said_there = || listed(&self.words.occasions, syntax.lemma(at)) || self.is_local_body(place, at);
            return (!self.spoken || itself || !located || said_there()).then_some(0);
        }
        // "attacked Kabul", "the bombing of Kabul": what is acted upon is where it happens; a state is so only where
        // somebody goes in or takes it.
        let acted_upon = itself
            && (relation.is_any(&["obj", "nsubj:pass"])
                || relation.is("nmod") && syntax.preposition(at).as_deref() == Some("of"));
        if acted_upon {
            let reached = listed(&self.words.reaching, syntax.lemma(word));
            let point = matches!(place.place.precision, PlacePrecision::Place | PlacePrecision::Point);
            return (reached || point && (named || listed(&self.words.destroying, syntax.lemma(word)))).then_some(1);
        }
        if itself || !there {
            return None;
        }
        if relation.is_any(&["obj", "nsubj:pass", "iobj", "xcomp"]) {
            return Some(1);
        }
        // "police in Alabama arrested a man in Birmingham": of an act the narrower of the two, of words where they are said.
        if self.is_local_body(place, at) {
            return Some(u8::from(!self.spoken));
        }
        let subject = relation.is("nsubj") && syntax.token(at).upos == Upos::Noun && syntax.lemma(word) != "say";
        (subject || relation.is("obl:agent")).then_some(3)
    }

    /// "The High Court in Lyon", "prosecutors in Lyon": who acts where they sit.
    fn is_local_body(&self, place: &Toponym, body: usize) -> bool {
        place.place.precision != PlacePrecision::Country
            && listed(&self.words.local_bodies, &self.syntax.lemma(body).to_lowercase())
    }

    fn is_of_place(&self, preposition: &str, word: usize) -> bool {
        let lemma = self.syntax.lemma(word);
        let moves = listed(&self.words.moving_verbs, lemma);
        if preposition == "to" {
            return listed(&self.words.reaching, lemma);
        }
        listed(&self.words.prepositions, preposition) && (moves || !listed(&self.words.moving, preposition))
    }
}

fn listed(list: &[String], word: &str) -> bool {
    list.iter().any(|listed| listed == word)
}

fn narrowest<'t>(places: impl Iterator<Item = &'t Toponym>) -> Option<Place> {
    places.min_by_key(|toponym| (toponym.place.precision, toponym.span.start)).map(|toponym| toponym.place.clone())
}
