//! What the model's head for coreference says of the mentions of actors, and where it is believed: a pronoun has an
//! antecedent where head and rules agree or one of them is silent, a description where the rules find none.

use super::Sort;
use super::coreference::{Resolver, country_fits, gender_fits};
use super::lexicon::Gender;
use super::mentions::{Candidate, Mentions, Pronoun};
use super::pronouns;
use crate::scene::{Scene, Word};
use sayso_parse::Coreference;

/// The mentions of the head beside the candidates of the rules.
pub(super) struct Referents<'a> {
    coreference: &'a Coreference,
    /// For each candidate the mention with its head.
    mention_of: Vec<Option<usize>>,
    /// For each mention the candidate with its head.
    candidate_of: Vec<Option<usize>>,
}

/// Whom a candidate takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TakesUp {
    /// An earlier candidate.
    Candidate(usize),
    /// Something that is no candidate.
    Thing,
    /// Nothing before.
    Nothing,
}

impl<'a> Referents<'a> {
    /// None where the model has no head for coreference.
    pub fn of(scene: &Scene<'a>, mentions: &Mentions) -> Option<Referents<'a>> {
        let coreference = scene.parse.coreference.as_ref()?;
        let mut mention_of = vec![None; mentions.candidates.len()];
        let candidate_of: Vec<Option<usize>> = coreference
            .mentions
            .iter()
            .map(|mention| {
                let word = Word::new(mention.sentence, mention.head);
                let word = mentions.alias.get(&word).copied().unwrap_or(word);
                mentions.by_head.get(&word).copied()
            })
            .collect();
        for (mention, candidate) in candidate_of.iter().enumerate() {
            if let Some(slot) = candidate.and_then(|candidate| mention_of.get_mut(candidate)) {
                *slot = slot.or(Some(mention));
            }
        }
        Some(Referents { coreference, mention_of, candidate_of })
    }

    /// Whom a candidate takes up: the first of those before it that is a candidate too.
    fn taken_up(&self, candidate: usize) -> TakesUp {
        let mention = |index: usize| self.coreference.mentions.get(index);
        let Some(first) = self.mention_of.get(candidate).copied().flatten().and_then(mention) else {
            return TakesUp::Nothing;
        };
        let Some(mut at) = first.antecedent else { return TakesUp::Nothing };
        loop {
            if let Some(earlier) = self.candidate_of.get(at).copied().flatten().filter(|&earlier| earlier < candidate) {
                return TakesUp::Candidate(earlier);
            }
            let Some(before) = mention(at).and_then(|mention| mention.antecedent) else { return TakesUp::Thing };
            at = before;
        }
    }
}

impl Resolver<'_> {
    /// The cluster that a pronoun takes up. Nobody where the head says that it takes up a thing, or another than the rules.
    pub fn by_pronoun(&self, index: usize, candidate: &Candidate) -> Option<usize> {
        let by_rules = || pronouns::antecedent(self, index);
        let Some(referents) = &self.referents else { return by_rules() };
        // "I" and "we" are the writer or who is quoted, which is found with the sayings.
        if matches!(candidate.pronoun, Some(Pronoun::I | Pronoun::Other)) {
            return by_rules();
        }
        let by_head = match referents.taken_up(index) {
            TakesUp::Thing => return None,
            TakesUp::Nothing => None,
            TakesUp::Candidate(earlier) => self.cluster_of_candidate(earlier).filter(|cluster| {
                self.pronoun_fits(candidate, *cluster) && !pronouns::barred(self, candidate, index).contains(cluster)
            }),
        };
        match (by_head, by_rules()) {
            // Who goes on speaking the rules know better.
            (Some(head), Some(rules)) if head != rules => Some(rules).filter(|_| pronouns::speaks(self, candidate)),
            (head, rules) => head.or(rules),
        }
    }

    /// The cluster that a description takes up by the head alone, where nothing that is known of the two speaks against it.
    pub fn by_model(&self, index: usize, candidate: &Candidate) -> Option<usize> {
        let TakesUp::Candidate(earlier) = self.referents.as_ref()?.taken_up(index) else { return None };
        let cluster = self.cluster_of_candidate(earlier)?;
        let whole = self.clusters.get(cluster)?;
        let syntax = &self.describer.scene.sentences[candidate.head.sentence];
        // "The council called the union liars" makes no liars of either, and "his mother" and "her mother" may be two.
        let fits = candidate.definite
            && !self.is_nobody(cluster)
            && !candidate.counted
            && self.candidate(earlier).head.sentence < candidate.head.sentence
            && syntax.possessor(candidate.head.word).is_none()
            && whole.sort == candidate.sort()
            && whole.plural == candidate.what.plural
            && country_fits(whole.country.as_deref(), candidate.what.country.as_deref())
            && gender_fits(whole.gender, candidate.what.gender)
            && self.sectors_fit(candidate, &whole.members)
            && (!whole.is_named() || self.can_be_called(whole, &candidate.lemma))
            && !self.holds_another_office(candidate, &whole.members)
            && !self.is_told_apart_by_field(candidate, &whole.members);
        fits.then_some(cluster)
    }

    /// A ministry is no union: what two nouns tell of what they are may not differ.
    pub fn sectors_fit(&self, candidate: &Candidate, members: &[usize]) -> bool {
        let own = &candidate.what.sector;
        let mut told =
            members.iter().map(|&member| &self.candidate(member).what.sector).filter(|sector| !sector.is_empty());
        let any = told.clone().next().is_some();
        own.is_empty() || !any || told.any(|sector| sector.iter().any(|code| own.contains(code)))
    }

    /// "The president" is not "Lee, the president of the reserve bank".
    fn holds_another_office(&self, candidate: &Candidate, members: &[usize]) -> bool {
        let mut offices = members
            .iter()
            .map(|&member| self.candidate(member))
            .filter(|other| other.pronoun.is_none() && other.name.is_none() && other.lemma == candidate.lemma)
            .peekable();
        offices.peek().is_some()
            && offices.all(|other| other.what.owners.is_empty() != candidate.what.owners.is_empty())
    }

    /// "The *trade* minister" is not she who is known as the *foreign* minister.
    pub fn is_told_apart_by_field(&self, candidate: &Candidate, members: &[usize]) -> bool {
        /// Letters by which two words for a field are one: "commodity minister", "commodities minister".
        const STEM: usize = 5;
        let stem = |word: &str| word.chars().take(STEM).collect::<String>();
        let tells = |word: &&str| self.describer.lexicon.is_field(word);
        let own: Vec<String> = candidate.modifiers.iter().map(String::as_str).filter(tells).map(stem).collect();
        let fields = |text: &str| text.split_whitespace().filter(tells).map(stem).collect::<Vec<String>>();
        let mut told = members
            .iter()
            .map(|&member| self.candidate(member))
            .flat_map(|member| {
                let described =
                    (member.name.is_none() && member.lemma == candidate.lemma).then(|| member.modifiers.join(" "));
                let titles = member.titles.iter().filter(|title| title.lemma == candidate.lemma);
                described.into_iter().chain(titles.map(|title| title.text.clone())).collect::<Vec<String>>()
            })
            .map(|text| fields(&text))
            .filter(|fields| !fields.is_empty())
            .peekable();
        !own.is_empty() && told.peek().is_some() && told.all(|fields| !fields.iter().any(|field| own.contains(field)))
    }

    fn cluster_of_candidate(&self, candidate: usize) -> Option<usize> {
        self.cluster_of.get(candidate).copied().flatten()
    }

    /// Whether a pronoun can stand for a cluster at all.
    fn pronoun_fits(&self, candidate: &Candidate, cluster: usize) -> bool {
        let Some(whole) = self.clusters.get(cluster).filter(|_| !self.is_nobody(cluster)) else { return false };
        let person = |gender| whole.sort == Sort::Person && gender_fits(whole.gender, gender);
        match candidate.pronoun {
            Some(Pronoun::He) => person(Some(Gender::Masculine)),
            Some(Pronoun::She) => person(Some(Gender::Feminine)),
            Some(Pronoun::It) => !whole.plural && !matches!(whole.sort, Sort::Person | Sort::Thing),
            Some(Pronoun::They) => whole.sort != Sort::Thing,
            Some(Pronoun::I | Pronoun::Other) | None => false,
        }
    }
}
