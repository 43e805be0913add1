//! Which time governs a predicate.

use super::resolve::Direction;
use super::tense::{direction_of_verb, is_pluperfect, is_simple_past, reaches_the_present};
use super::{Times, Timex, TimexKind};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use jiff::ToSpan;
use sayso_core::{DatePrecision, DateRange};
use sayso_parse::Upos;

impl Times {
    /// The time that governs a predicate: a modifier of it or of its clause. A past act that is told under a dated
    /// verb of saying was over by then: it gets that day as `to`. None where the text doesn't say when.
    pub fn governing(&self, scene: &Scene<'_>, word: Word) -> Option<DateRange> {
        let syntax = scene.sentences.get(word.sentence)?;
        if word.word >= syntax.len() {
            return None;
        }
        let clause = Clause { times: self, scene, syntax, sentence: word.sentence };
        clause.time_of(word.word, 0).or_else(|| clause.bound_by_saying(word.word))
    }

    /// Whether a predicate tells what happened in turn: in the simple past, not "had arrested" or "has arrested".
    pub fn tells_in_turn(&self, scene: &Scene<'_>, word: Word) -> bool {
        scene
            .sentences
            .get(word.sentence)
            .is_some_and(|syntax| word.word < syntax.len() && is_simple_past(syntax, word.word))
    }

    /// Whether a predicate reaches the present: "has arrested", "arrests".
    pub fn reaches_the_present(&self, scene: &Scene<'_>, word: Word) -> bool {
        scene
            .sentences
            .get(word.sentence)
            .is_some_and(|syntax| word.word < syntax.len() && reaches_the_present(syntax, word.word))
    }

    /// Whether a preposition tells at what occasion somebody acted ("during the meeting").
    pub fn opens_occasion(&self, preposition: &str) -> bool {
        self.lexicon.words.occasion.words.iter().any(|listed| listed == preposition)
    }

    /// Whether a verb tells that something is said: its day is not that of what others do.
    pub fn is_saying(&self, verb: &str) -> bool {
        self.lexicon.words.saying.words.iter().any(|listed| listed == verb)
    }

    /// Whether an act is an older one told beside the news: dated more than thirty days before publication (the number
    /// is in `times.toml`), marked as past beside the past ("had arrested" in a main clause), or "former".
    pub fn is_background(&self, scene: &Scene<'_>, word: Word) -> bool {
        let Some(syntax) = scene.sentences.get(word.sentence) else { return false };
        if word.word >= syntax.len() {
            return false;
        }
        let background = &self.lexicon.words.background;
        let clause = Clause { times: self, scene, syntax, sentence: word.sentence };
        let date = clause.time_of(word.word, 0);
        if let (Some(published), Some(date)) = (self.published, &date)
            && let Some(last) = date.to
        {
            let limit = published.checked_sub(background.days.days()).unwrap_or(published);
            return last < limit;
        }
        let marked = |at: usize| background.words.iter().any(|marker| marker == syntax.lemma(at));
        if syntax.children_by(word.word, &["amod", "compound"]).any(marked) {
            return true;
        }
        let in_anniversary = syntax
            .ancestors(word.word)
            .take(2)
            .any(|above| marked(above) && syntax.token(word.word).relation.is_any(&["nmod", "obj", "obl"]));
        in_anniversary || is_pluperfect(syntax, word.word) && clause.saying_above(word.word).is_none()
    }
}

/// The share from which on the model's word that a noun names an act is taken.
const SURE_ACT: f32 = 0.5;

struct Clause<'a, 's> {
    times: &'a Times,
    scene: &'a Scene<'s>,
    syntax: &'a Syntax<'s>,
    sentence: usize,
}

impl Clause<'_, '_> {
    /// The words a predicate may share its time with, from the nearest on.
    fn time_of(&self, word: usize, depth: usize) -> Option<DateRange> {
        if depth > 5 {
            return None;
        }
        if let Some(range) = self.own_time(word) {
            return Some(range);
        }
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        let noun = matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn);
        let below = if noun { self.time_of_participle(word) } else { self.time_of_clause_below(word) };
        if below.is_some() {
            return below;
        }
        // "killed 12 and wounded 30 on Monday"
        if depth == 0 {
            let later = syntax.children_by(word, &["conj"]).filter(|&other| {
                syntax.token(other).upos == syntax.token(word).upos && syntax.child(other, &["nsubj"]).is_none()
            });
            if let Some(range) = later.filter_map(|other| self.final_time(other)).next() {
                return Some(range);
            }
        }
        let above = syntax.head(word)?;
        if let Some(range) = self.time_described(above, word) {
            return Some(range);
        }
        if relation.is("conj") {
            return self.time_shared_with_conjunct(above, word);
        }
        let is_saying = self.listed(above, &self.times.lexicon.words.saying.words);
        // "*Fighting* broke out on Monday"
        let named = noun && relation.is_any(&["obj", "nsubj", "obl"]) || relation.is("csubj");
        if named && syntax.token(above).upos == Upos::Verb {
            let light = self.listed(above, &self.times.lexicon.words.light.words);
            return if light { self.time_of(above, depth + 1) } else { None };
        }
        if noun && relation.is("nsubj") && syntax.child(above, &["cop"]).is_some() {
            return self.time_of(above, depth + 1);
        }
        if noun && relation.is("nmod") && syntax.preposition(word).as_deref() == Some("of") {
            return self.time_of(above, depth + 1);
        }
        if relation.is("xcomp") {
            let to = syntax.children_by(word, &["mark"]).next().is_some();
            let words = &self.times.lexicon.words;
            let passes = self.listed(above, &words.aspectual.words) || self.listed(above, &words.deciding.words);
            return if !to || passes { self.time_of(above, depth + 1) } else { None };
        }
        if relation.is("advcl") && !is_saying {
            return self.time_of_clause(above, word, depth);
        }
        if relation.is("acl:relcl") && !is_saying {
            return self.own_time(above);
        }
        if relation.is("acl") && !is_saying {
            return self.own_time(above).or_else(|| self.time_of(above, depth + 2));
        }
        None
    }

    /// "in 2016, when protesters attacked": a clause that describes a time.
    fn time_described(&self, above: usize, word: usize) -> Option<DateRange> {
        let clause = self.syntax.token(word).relation.is_any(&["acl", "advcl"]);
        let inside = |timex: &&Timex| timex.head.is_some_and(|head| head.word == above);
        let timex = self.times.in_sentence(self.sentence).iter().find(inside).filter(|_| clause)?;
        let preposition = self.syntax.preposition(above).unwrap_or_default();
        self.range_of(timex, &preposition, word)
    }

    /// The time of the clause above for one that goes with it: a participle, "when" and "while" share it.
    fn time_of_clause(&self, above: usize, word: usize, depth: usize) -> Option<DateRange> {
        let mark = self.syntax.child(word, &["mark"]).or_else(|| {
            self.syntax.child(word, &["advmod"]).filter(|&at| matches!(self.syntax.lemma(at), "when" | "where"))
        });
        let Some(mark) = mark else { return self.time_of(above, depth + 1) };
        // "flew to Vell on Tuesday to discuss it"
        let goes = self.syntax.lemma(mark) == "to" && self.listed(above, &self.times.lexicon.words.going.words);
        if goes {
            return self.own_time(above).filter(|date| date.precision == DatePrecision::Day);
        }
        if self.listed(mark, &self.times.lexicon.words.together.words) { self.time_of(above, depth + 1) } else { None }
    }

    /// The time of a clause of time below a predicate: "when they met on Monday, he promised".
    fn time_of_clause_below(&self, word: usize) -> Option<DateRange> {
        let words = &self.times.lexicon.words.together.words;
        let together =
            |&clause: &usize| self.syntax.children_by(clause, &["mark", "advmod"]).any(|mark| self.listed(mark, words));
        let clauses = || self.syntax.children_by(word, &["advcl"]);
        let beside = |&clause: &usize| {
            self.syntax.is_bare_participle(clause)
                && (clause < word || self.listed(clause, &self.times.lexicon.words.speaking.words))
        };
        let when = clauses().filter(together).find_map(|clause| self.own_time(clause));
        // "Speaking on Monday, he accused them".
        when.or_else(|| clauses().filter(beside).find_map(|clause| self.own_time(clause)))
    }

    /// "the talks held on Monday", "the lawsuit filed last year", "the meeting that began on Thursday".
    fn time_of_participle(&self, noun: usize) -> Option<DateRange> {
        let light = |&verb: &usize| self.listed(verb, &self.times.lexicon.words.light.words);
        let clauses = self.syntax.children_by(noun, &["acl"]);
        clauses.filter(|&verb| verb > noun).filter(light).find_map(|verb| self.own_time(verb))
    }

    /// A conjunct takes a time that stands before the first verb and so before both.
    fn time_shared_with_conjunct(&self, first: usize, word: usize) -> Option<DateRange> {
        // "was captured and killed on Monday", with the time on the first verb or before both.
        let governing = self.candidates(first).into_iter().find(|(timex, _)| {
            timex.head.is_some_and(|head| head.word < first && head.word < word || head.word > word)
        });
        match governing {
            Some((timex, preposition)) => self.range_of(timex, &preposition, first),
            None if self.syntax.token(first).relation.is("conj") => {
                self.time_shared_with_conjunct(self.syntax.head(first)?, word)
            }
            // Nouns in a row share what follows the last or stands on the first.
            None if self.syntax.token(word).upos == Upos::Noun => self.own_time(first),
            None => self.day_gone_on_with(first, word).or_else(|| self.day_beside(first)),
        }
    }

    /// "exploded on Friday, killing five and wounding ten": a participle has the time of its clause, and so have those joined to
    /// it.
    fn day_beside(&self, first: usize) -> Option<DateRange> {
        let above = self.syntax.head(first).filter(|_| self.syntax.is_bare_participle(first))?;
        let is_saying = self.listed(above, &self.times.lexicon.words.saying.words);
        if is_saying { None } else { self.own_time(above) }
    }

    /// "arrived on Monday and met the minister": what its subject goes on to do, told in turn, is done on that day.
    fn day_gone_on_with(&self, first: usize, word: usize) -> Option<DateRange> {
        let syntax = self.syntax;
        let own_subject = syntax.child(word, &["nsubj", "aux"]).is_some();
        // "was arrested on Monday and charged"
        let shares_passive = syntax.is_passive(first) && syntax.child(word, &["aux:pass", "obj"]).is_none();
        let in_turn = is_simple_past(syntax, first) && (is_simple_past(syntax, word) || shares_passive);
        if own_subject || !in_turn {
            return None;
        }
        let earlier = syntax.children_by(first, &["conj"]).filter(|&other| other < word);
        let mut earlier: Vec<usize> = std::iter::once(first).chain(earlier).collect();
        earlier.reverse();
        let date = earlier.into_iter().find_map(|verb| self.own_time(verb))?;
        (date.precision == DatePrecision::Day && date.from.is_some() && date.from == date.to).then_some(date)
    }

    /// The time of a later conjunct that ends the sentence, and so belongs to both.
    fn final_time(&self, word: usize) -> Option<DateRange> {
        let (timex, preposition) = self.candidates(word).pop()?;
        let head = timex.head?;
        let rest = (head.word + 1..self.syntax.len())
            .all(|at| self.syntax.token(at).upos == Upos::Punct || timex.span.overlaps(self.syntax.token(at).span));
        if rest { self.range_of(timex, &preposition, word) } else { None }
    }

    fn listed(&self, word: usize, list: &[String]) -> bool {
        list.iter().any(|listed| listed == self.syntax.lemma(word))
    }

    /// The times that hang on a word, or on its object or place ("arrested 14 people on Monday"), with the
    /// preposition.
    fn candidates(&self, word: usize) -> Vec<(&Timex, String)> {
        let here = self.times.in_sentence(self.sentence);
        here.iter()
            .filter_map(|timex| {
                let head = timex.head?.word;
                let governor = self.governor(here, head)?;
                let preposition = self.syntax.preposition(head).unwrap_or_default();
                let joined = governor == word
                    || self.hangs_loosely(head, governor, word, &preposition)
                    || self.stands_before(timex, governor, word)
                    || self.names_occasion(head, governor, word);
                joined.then_some((timex, preposition))
            })
            .collect()
    }

    /// What a time hangs on, beyond other words of time and adverbs ("earlier on Tuesday").
    fn governor(&self, here: &[Timex], head: usize) -> Option<usize> {
        let mut at = self.syntax.head(head)?;
        for _ in 0..4 {
            let token = self.syntax.token(at);
            let in_time = here.iter().any(|timex| timex.span.overlaps(token.span));
            let adverb = token.upos == Upos::Adv && token.relation.is("advmod");
            if !in_time && !adverb {
                break;
            }
            at = self.syntax.head(at)?;
        }
        Some(at)
    }

    /// A time that the tree hangs on a noun phrase after the predicate, though it is the predicate's: "was shot by men of
    /// the Front on Monday", "the murder of the mayor at the market in May". A noun of action on the way ("condemned the
    /// attack on Monday") is dated itself; only persons, things and places pass a time on.
    fn hangs_loosely(&self, head: usize, governor: usize, word: usize, preposition: &str) -> bool {
        const NOMINAL: &[&str] = &["obj", "obl", "nsubj:pass", "xcomp", "iobj", "nmod", "appos", "conj"];
        let perfect = self.syntax.token(word).upos == Upos::Verb && reaches_the_present(self.syntax, word);
        // No day of the past goes with "has sentenced": it is that of something else.
        if self.is_own_of_noun(head, governor, preposition) || head < word || perfect {
            return false;
        }
        // "visited the town to attend a summit, in May": set apart, it is the whole clause's.
        let apart = self.is_set_apart(head);
        let mut at = governor;
        for _ in 0..4 {
            let token = self.syntax.token(at);
            let nominal = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron);
            // "was executed by firing squad on Monday": a participle without a subject goes with its verb.
            let participle = token.relation.is("advcl")
                && (!self.syntax.has_to(at) || apart)
                && self.syntax.child(at, &["nsubj"]).is_none();
            if !(nominal && token.relation.is_any(NOMINAL) || participle) || self.is_action(at) && !apart {
                return false;
            }
            match self.syntax.head(at) {
                Some(above) if above == word => return true,
                Some(above) => at = above,
                None => return false,
            }
        }
        false
    }

    /// Whether a comma stands before the phrase of a time.
    fn is_set_apart(&self, head: usize) -> bool {
        let first = self.syntax.subtree(head).into_iter().min().unwrap_or(head);
        [Some(first), first.checked_sub(1)].into_iter().flatten().any(|at| &*self.syntax.token(at).form == ",")
    }

    /// "the 1990 law", "the law of 1990", "the Land Act, 1990", "Friday's vote": the noun's own.
    fn is_own_of_noun(&self, head: usize, governor: usize, preposition: &str) -> bool {
        let number = self.syntax.token(head).upos == Upos::Num;
        head < governor
            || preposition == "of"
            || preposition.is_empty()
                && number
                && (governor + 1..head).all(|at| self.syntax.token(at).upos == Upos::Punct)
            || self.syntax.token(head).relation.is_any(&["nmod:poss", "compound", "amod", "nummod"])
    }

    /// Whether a noun names an act, by the model or as a participant of light verbs.
    fn is_action(&self, word: usize) -> bool {
        let token = self.syntax.token(word);
        token.upos == Upos::Noun
            && !self.is_person_or_place(word)
            && token.acts.is_some_and(|acts| acts.any() >= SURE_ACT)
    }

    /// "The ministry on Tuesday demanded": a time that the tree hangs on the subject, though it stands right before the
    /// verb and after the noun.
    fn stands_before(&self, timex: &Timex, governor: usize, verb: usize) -> bool {
        let syntax = self.syntax;
        let Some(head) = timex.head.map(|head| head.word) else { return false };
        if head >= verb || head < governor || syntax.token(verb).upos != Upos::Verb {
            return false;
        }
        let preposition = syntax.preposition(head).unwrap_or_default();
        let subject = std::iter::once(governor)
            .chain(syntax.ancestors(governor))
            .take(4)
            .take_while(|&at| at != verb)
            .find(|&at| syntax.token(at).relation.is("nsubj") && syntax.head(at) == Some(verb));
        let between = (head + 1..verb).all(|at| {
            timex.span.overlaps(syntax.token(at).span) || syntax.token(at).relation.is_any(&["aux", "advmod"])
        });
        subject.is_some() && between && !self.is_own_of_noun(head, governor, &preposition)
    }

    /// "was toppled in a 2003 coup", "met during Friday's summit", "said in a statement on Monday": the time of the occasion.
    fn names_occasion(&self, head: usize, governor: usize, verb: usize) -> bool {
        let syntax = self.syntax;
        let words = &self.times.lexicon.words;
        let token = syntax.token(governor);
        let before =
            head < governor && syntax.token(head).relation.is_any(&["nmod:poss", "compound", "amod", "nummod"]);
        let occasion = syntax.preposition(governor).is_some_and(|preposition| self.times.opens_occasion(&preposition));
        let hangs = token.relation.is("obl") && syntax.head(governor) == Some(verb);
        let behind = head > governor
            && syntax.preposition(head).as_deref() != Some("of")
            && (self.listed(governor, &words.venue.words) || self.listed(verb, &words.light.words));
        let follows = token.relation.is("nmod")
            && syntax.head(governor).is_some_and(|above| {
                above > verb && syntax.token(above).relation.is_any(&["obj", "obl"]) && syntax.head(above) == Some(verb)
            });
        let hosts = hangs && (before || behind) || follows && before;
        occasion && hosts && (hangs || syntax.token(verb).upos == Upos::Verb)
    }

    fn is_person_or_place(&self, word: usize) -> bool {
        self.scene.entity_at(Word::new(self.sentence, word)).is_some()
            || self.syntax.token(word).feats.has("Number", "Plur") && self.syntax.child(word, &["nummod"]).is_some()
    }

    fn own_time(&self, word: usize) -> Option<DateRange> {
        let candidates = self.candidates(word);
        // "from March to June", "between 2 and 5 May"
        let pair = candidates.iter().find(|(_, preposition)| preposition == "from").zip(
            candidates
                .iter()
                .find(|(_, preposition)| matches!(preposition.as_str(), "to" | "until" | "till" | "through")),
        );
        if let Some(((first, _), (last, _))) = pair
            && let Some(range) = from_to(first, last)
        {
            return Some(range);
        }
        // "between July 2003 and December 2004"
        if let Some((first, _)) = candidates.iter().find(|(_, preposition)| preposition == "between")
            && let Some(last) = self.second_of(first)
            && let Some(range) = from_to(first, last)
        {
            return Some(range);
        }
        candidates
            .iter()
            .filter_map(|(timex, preposition)| self.range_of(timex, preposition, word))
            .min_by_key(|range| (range.precision, range.span.map(|span| span.start)))
    }

    /// The time conjoined with another.
    fn second_of(&self, first: &Timex) -> Option<&Timex> {
        let head = first.head?.word;
        let text = self.scene.text();
        self.times.in_sentence(self.sentence).iter().find(|timex| {
            timex.span.start > first.span.start
                && (timex.head.is_some_and(|own| {
                    self.syntax.token(own.word).relation.is("conj") && self.syntax.head(own.word) == Some(head)
                }) || text.get(first.span.end..timex.span.start).is_some_and(|between| between.trim() == "and"))
        })
    }

    /// The days that a time gives an act, by its preposition.
    fn range_of(&self, timex: &Timex, preposition: &str, word: usize) -> Option<DateRange> {
        let bounds = &self.times.lexicon.words.bounds;
        let lists = |list: &[String]| list.iter().any(|listed| listed == preposition);
        if timex.kind == TimexKind::Duration {
            return self.since_duration(timex, preposition, word);
        }
        let range = self.with_last_year(timex, timex.range.clone()?);
        if self.lies_ahead(&range) && is_simple_past(self.syntax, word) {
            return None;
        }
        // "from 3 to 7 March" is both ends in one expression.
        let both = preposition == "from" && range.precision == DatePrecision::Day && range.from != range.to;
        if both && timex.span.of(self.scene.text()).contains(|c: char| c.is_ascii_digit()) {
            return Some(range);
        }
        // "before noon on Wednesday" and "after midnight" are hours of that day.
        if timex.kind == TimexKind::Time && matches!(preposition, "before" | "after" | "by") {
            return Some(range);
        }
        if lists(&bounds.from) {
            return Some(DateRange { to: None, precision: DatePrecision::Unknown, ..range });
        }
        if lists(&bounds.to) {
            let before = matches!(preposition, "before" | "prior-to");
            let to = if before { range.from.and_then(|from| from.yesterday().ok()) } else { range.to };
            return Some(DateRange { from: None, to, precision: DatePrecision::Unknown, ..range });
        }
        Some(range)
    }

    /// "the 1979-1990 conflict": years up to the one that a dash joins on.
    fn with_last_year(&self, timex: &Timex, range: DateRange) -> DateRange {
        let years = |range: &DateRange| range.precision == DatePrecision::Year;
        let last = self.times.in_sentence(self.sentence).iter().find_map(|other| {
            let between = self.scene.text().get(timex.span.end..other.span.start)?;
            let last = other.range.as_ref().filter(|last| years(last) && last.from > range.from)?;
            matches!(between, "-" | "–" | "—").then(|| (last.to, other.span))
        });
        match last {
            Some((to, span)) if years(&range) => {
                let span = range.span.map(|first| first.join(span));
                DateRange { to, span, ..range }
            }
            _ => range,
        }
    }

    /// Whether days are yet to come when the report is published: nothing that is told in the past was done in them.
    fn lies_ahead(&self, range: &DateRange) -> bool {
        self.times.published.zip(range.from).is_some_and(|(published, from)| {
            // A report may bear the day before it came out.
            published.tomorrow().is_ok_and(|next| from > next)
        })
    }

    /// "has ruled for two decades": since then. "In the past two years": within them.
    fn since_duration(&self, timex: &Timex, preposition: &str, word: usize) -> Option<DateRange> {
        if let Some(range) = &timex.range {
            let since = preposition == "for" || preposition == "since";
            let to = if since { None } else { range.to };
            return Some(DateRange { to, ..range.clone() });
        }
        if preposition != "for" || !reaches_the_present(self.syntax, word) {
            return None;
        }
        let published = self.times.published?;
        let back: jiff::Span = timex.value.parse().ok()?;
        let from = published.checked_sub(back).ok()?;
        Some(DateRange { from: Some(from), to: None, precision: DatePrecision::Unknown, span: Some(timex.span) })
    }

    /// The verb of saying above a predicate, if the predicate stands in what is said.
    fn saying_above(&self, word: usize) -> Option<usize> {
        let mut at = word;
        for _ in 0..self.syntax.len() {
            let above = self.syntax.head(at)?;
            let relation = self.syntax.token(at).relation;
            if relation.is_any(&["ccomp", "parataxis"]) && self.listed(above, &self.times.lexicon.words.saying.words) {
                return Some(above);
            }
            // "14 people had been arrested, the ministry said on Monday": said hangs below.
            let below = self
                .syntax
                .children_by(at, &["parataxis"])
                .find(|&below| self.listed(below, &self.times.lexicon.words.saying.words));
            if below.is_some() {
                return below;
            }
            at = above;
        }
        None
    }

    /// Whether an act only describes somebody or something in what is said, or comes of the saying ("killed men accused of
    /// *bombings*, it said on Monday, sparking *protests*").
    fn is_aside(&self, word: usize, saying: usize) -> bool {
        std::iter::once(word).chain(self.syntax.ancestors(word)).take_while(|&at| at != saying).any(|at| {
            let relation = self.syntax.token(at).relation;
            relation.is_any(&["acl", "nmod"]) || at > saying && self.syntax.is_bare_participle(at)
        })
    }

    /// What was done before somebody told it.
    fn bound_by_saying(&self, word: usize) -> Option<DateRange> {
        let below = self
            .syntax
            .children_by(word, &["parataxis"])
            .find(|&below| self.listed(below, &self.times.lexicon.words.saying.words));
        let saying = below.or_else(|| self.saying_above(word))?;
        let words = &self.times.lexicon.words;
        let verb = std::iter::once(word)
            .chain(self.syntax.ancestors(word))
            .take_while(|&at| at != saying)
            .find(|&at| self.syntax.token(at).upos == Upos::Verb || self.syntax.child(at, &["cop"]).is_some())?;
        if direction_of_verb(self.syntax, verb, words, 0) != Direction::Past || self.is_aside(word, saying) {
            return None;
        }
        let said = self.time_of(saying, 1)?;
        let to = said.to?;
        Some(DateRange { from: None, to: Some(to), precision: DatePrecision::Unknown, span: said.span })
    }
}

/// From the first day of one time to the last of another. "From Monday to Thursday" of the week before publication may be
/// read as two days of which the second comes first: then the first is of the week before, a month of the year before.
fn from_to(first: &Timex, last: &Timex) -> Option<DateRange> {
    let (first_days, last_days) = (first.range.as_ref()?, last.range.as_ref()?);
    let (from, to) = (first_days.from?, last_days.to?);
    let from = if from <= to {
        from
    } else {
        let earlier = match first_days.precision {
            DatePrecision::Day => from.checked_sub(7.days()),
            DatePrecision::Month => from.checked_sub(1.year()),
            _ => return None,
        };
        earlier.ok().filter(|earlier| *earlier <= to)?
    };
    let precision = first_days.precision.max(last_days.precision);
    Some(DateRange { from: Some(from), to: Some(to), precision, span: Some(first.span.join(last.span)) })
}
