//! Persons who are told by no office of their own: what they share with others, and what tells that they are ordinary people.

use super::Sort;
use super::describe::{Describer, Description};
use super::surroundings::{DEEPEST, is_initials};
use crate::scene::Word;
use sayso_core::words::number_word;
use sayso_parse::{Entity, Upos};

/// The greatest age of somebody in the news.
const OLDEST: u32 = 110;

/// Words before a name in which its age may stand: "the *47-year-old* domestic helper Ann Lee".
const AGE_BEFORE: usize = 7;

/// Ordinary people.
const CIVILIAN: &str = "CVL";

impl Describer<'_> {
    /// What a person without an office has from those whom he is named with ("the judges *Ann Lee* and *Ben Okoro*"), or else
    /// that he is an ordinary person by what stands beside the name.
    pub(super) fn add_what_is_shared(&self, word: Word, name: &Entity, described: &mut Description, depth: usize) {
        if depth >= DEEPEST || !described.sector.is_empty() {
            return;
        }
        if self.title_before(word, name.span).is_none()
            && let Some(shared) = self.shared_post(word)
        {
            let of = self.describe_at(shared, depth + 1);
            described.country = described.country.take().or(of.country);
            described.sector = of.sector;
            described.otherwise = self.noun_class(shared).and_then(|class| class.otherwise);
        }
        if described.otherwise.is_none() && self.is_ordinary(word, name) {
            described.otherwise = Some(CIVILIAN.to_string());
        }
    }

    /// The noun for several of whom the one named is one: "the *judges* Ann Lee and Ben Okoro", "three *judges* - Ann Lee and Ben
    /// Okoro -", "the *convicts* are Ann Lee and Ben Okoro", "Ann Lee, one of the *convicts*".
    fn shared_post(&self, word: Word) -> Option<Word> {
        let syntax = self.syntax(word);
        let first = syntax.first_conjunct(word.word);
        let at = |index: usize| Word::new(word.sentence, index);
        let one_of = syntax
            .children_by(word.word, &["appos"])
            .filter(|&one| syntax.lemma(one) == "one")
            .find_map(|one| self.phrases(at(one), &["of"]).into_iter().next());
        let before =
            syntax.children_by(first, &["nmod:desc", "compound"]).filter(|&noun| noun < first && first != word.word);
        let above = syntax.head(first).filter(|_| syntax.token(first).relation.is("appos"));
        let is_root = syntax.child(first, &["cop"]).is_some();
        let subject = syntax.child(first, &["nsubj"]).filter(|_| is_root);
        // "Three *suspects*, Ann Lee, Ben Okoro and Mara Venn": of so many named the first hangs on the noun as an apposition, and the
        // others beside the noun.
        let counted = Some(first).filter(|&noun| noun != word.word && self.counts_the_named(at(noun)));
        let nouns = before.chain(above).chain(subject).chain(counted).map(at);
        one_of.into_iter().chain(nouns).find(|&noun| self.is_several_people(noun))
    }

    /// Whether a noun is counted by as many as are named behind it.
    fn counts_the_named(&self, noun: Word) -> bool {
        let syntax = self.syntax(noun);
        let number = syntax.child(noun.word, &["nummod"]).and_then(|number| {
            let form = syntax.token(number).form.to_lowercase();
            form.parse().ok().or_else(|| usize::try_from(number_word(&form)?).ok())
        });
        let is_named = |at: &usize| *at > noun.word && self.name_at(Word::new(noun.sentence, *at)).is_some();
        let mut named: Vec<usize> = syntax.children_by(noun.word, &["appos", "conj"]).filter(is_named).collect();
        let behind: Vec<usize> =
            named.iter().flat_map(|&at| syntax.children_by(at, &["conj"])).filter(is_named).collect();
        named.extend(behind);
        named.sort_unstable();
        named.dedup();
        number == Some(named.len())
    }

    fn is_several_people(&self, noun: Word) -> bool {
        matches!(self.scene.token(noun).upos, Upos::Noun | Upos::Propn)
            && self.name_at(noun).is_none()
            && self.is_plural(noun)
            && self.noun_class(noun).is_some_and(|class| class.sort == Sort::Person)
    }

    /// Whether an age stands beside a name, or a plain crime that he is held for: nobody says so of who acts for a state without
    /// his office.
    fn is_ordinary(&self, word: Word, name: &Entity) -> bool {
        self.has_age(word.sentence, name) || self.is_called_accused(word, name) || self.is_held_for_crime(word)
    }

    /// "Ann Lee, *34*,", "Ann Lee (*34*)", "Ann Lee, a *34-year-old* from Vell", "*34-year-old* Ann Lee"
    fn has_age(&self, sentence: usize, name: &Entity) -> bool {
        let syntax = &self.scene.sentences[sentence];
        let form = |at: usize| syntax.token_at(at).map_or("", |token| &*token.form);
        let is_age = |at: usize| form(at).parse::<u32>().is_ok_and(|age| (1..=OLDEST).contains(&age));
        let is_years = |at: usize| {
            form(at).to_lowercase().ends_with("year-old")
                || form(at).eq_ignore_ascii_case("old") && form(at + 1) != "age"
        };
        let end = name.end;
        let bracketed = form(end) == "(" && is_age(end + 1) && form(end + 2) == ")";
        let aged = usize::from(form(end + 1).eq_ignore_ascii_case("aged"));
        let set_off = form(end) == ","
            && is_age(end + 1 + aged)
            && matches!(form(end + 2 + aged), "," | "." | ";" | "")
            // "Vell, May 3, 2024" and "won 3, 4 and 5" are no ages.
            && !is_age(end + 3 + aged);
        let described = form(end) == "," && {
            let article = usize::from(matches!(form(end + 1), "a" | "an" | "the"));
            let first = end + 1 + article;
            is_years(first) || is_age(first) && (first + 1..first + 5).any(is_years)
        };
        let before = (name.first.saturating_sub(AGE_BEFORE)..name.first).rev();
        let mut before = before.take_while(|&at| {
            let token = syntax.token(at);
            let hyphen = &*token.form == "-";
            hyphen || matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        });
        bracketed || set_off || described || before.any(is_years)
    }

    /// "the *accused* Ann Lee"
    fn is_called_accused(&self, word: Word, name: &Entity) -> bool {
        let syntax = self.syntax(word);
        let before = name.first.checked_sub(1).map(|at| syntax.token(at).form.to_lowercase());
        before.is_some_and(|before| matches!(&*before, "accused" | "co-accused"))
    }

    /// "Police arrested *Ann Lee* for robbery", "*Ann Lee* faces charges of murder"
    fn is_held_for_crime(&self, word: Word) -> bool {
        let ordinary = &self.lexicon.ordinary;
        let syntax = self.syntax(word);
        let first = syntax.first_conjunct(word.word);
        let relation = syntax.token(first).relation;
        let Some(verb) = syntax.head(first) else { return false };
        let lemma = syntax.lemma(verb).to_lowercase();
        let is_held = relation.is_any(&["nsubj:pass", "obj"]) && ordinary.held.contains(&lemma)
            || relation.is("nsubj") && ordinary.facing.contains(&lemma);
        let of_crime = |at: &usize| {
            let named = self.scene.entity_at(Word::new(word.sentence, *at)).is_some();
            !named && ordinary.crimes.contains(&syntax.lemma(*at).to_lowercase())
        };
        is_held && syntax.subtree(verb).iter().any(of_crime)
    }

    /// The sector of a body whose initials stand in a longer name: "the *DFP* Youth Committee".
    pub(super) fn sector_of_initials(&self, name: &str) -> Vec<String> {
        let mut parts = name.split_whitespace().filter(|part| is_initials(part) && part.len() < name.len());
        parts.find_map(|part| self.known(part)).map(|(_, body)| body.sector.clone()).unwrap_or_default()
    }

    /// A word for people of a kind that is no state's: "Sikhs", "the Inuit". It means several where no word beside it tells
    /// that it is one.
    pub(super) fn describe_group_name(&self, word: Word, text: &str) -> Description {
        let syntax = self.syntax(word);
        let class = self.noun_class(word);
        let first = syntax.first_conjunct(word.word);
        let before_noun = syntax.token(first).relation.is_any(&["amod", "compound"]);
        let plural = self.is_plural(word);
        let several = plural || before_noun || class.is_none() && !self.is_told_as_one(word);
        // "Europeans" and "Arabs" are of many states, whose governments may be meant; "-ists" have views.
        let lower = text.to_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        let is_people = !before_noun
            && self.lexicon.region(singular).is_none()
            && !["ist", "ite", "ism"].iter().any(|ending| singular.ends_with(ending));
        // "The Lees" are of Ann Lee's family.
        let is_people = is_people && !self.is_person_here(singular);
        let unlisted = || if is_people { vec![CIVILIAN.to_string()] } else { Vec::new() };
        // A faith is nobody.
        if class.as_ref().is_some_and(|class| !class.sort.can_act()) {
            return Description::of(Sort::Thing);
        }
        Description {
            plural: several && !before_noun || plural,
            country: self.country_in(text),
            sector: class.map_or_else(unlisted, |class| class.sector),
            ..Description::of(if several { Sort::Group } else { Sort::Person })
        }
    }

    /// "*a* Dalit", "the Dalit *says*"
    fn is_told_as_one(&self, word: Word) -> bool {
        let syntax = self.syntax(word);
        let det = syntax.child(word.word, &["det", "nummod"]).map(|det| syntax.token(det).form.to_lowercase());
        let counted =
            matches!(det.as_deref(), Some("a" | "an" | "one" | "this" | "that" | "another" | "each" | "every"));
        let verb = syntax.head(word.word).filter(|_| syntax.token(word.word).relation.is("nsubj"));
        let parts = verb
            .into_iter()
            .flat_map(|verb| std::iter::once(verb).chain(syntax.children_by(verb, &["aux", "cop", "aux:pass"])));
        counted
            || parts
                .into_iter()
                .any(|at| syntax.token(at).feats.has("Number", "Sing") && syntax.token(at).upos != Upos::Noun)
    }
}
