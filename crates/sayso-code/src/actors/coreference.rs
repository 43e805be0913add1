//! Which mentions of one document are the same actor. Rules from the sure to the less sure; what is not sure stays apart.

use super::Sort;
use super::describe::{Describer, Key};
use super::introduced::called_by;
use super::lexicon::Gender;
use super::mentions::{Candidate, Mentions, Pronoun};
use super::names::{is_acronym_of, same_body, same_person};
use super::referents::Referents;
use super::surroundings::is_above;
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::MentionForm;
use sayso_parse::Upos;
use std::collections::HashMap;

/// Mentions taken for one actor.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// Candidates, in the order of the text once all are found.
    pub members: Vec<usize>,
    pub sort: Sort,
    pub plural: bool,
    pub gender: Option<Gender>,
    pub country: Option<String>,
    pub key: Option<Key>,
    /// The names in words.
    pub names: Vec<Vec<String>>,
    /// Nouns that described it, titles included.
    pub lemmas: Vec<String>,
}

impl Cluster {
    pub fn is_named(&self) -> bool {
        !self.names.is_empty() || self.key.is_some()
    }
}

/// The state of the resolution.
pub(super) struct Resolver<'a> {
    pub describer: &'a Describer<'a>,
    pub mentions: &'a Mentions,
    pub clusters: Vec<Cluster>,
    pub cluster_of: Vec<Option<usize>>,
    pub by_key: HashMap<Key, usize>,
    pub(super) referents: Option<Referents<'a>>,
}

impl<'a> Resolver<'a> {
    /// Resolves all candidates.
    pub fn run(describer: &'a Describer<'a>, mentions: &'a Mentions) -> Resolver<'a> {
        let mut resolver = Resolver {
            describer,
            mentions,
            clusters: Vec::new(),
            cluster_of: vec![None; mentions.candidates.len()],
            by_key: HashMap::new(),
            referents: Referents::of(describer.scene, mentions),
        };
        for (index, candidate) in mentions.candidates.iter().enumerate() {
            let target = if candidate.pronoun.is_some() {
                resolver.by_pronoun(index, candidate)
            } else if candidate.name.is_some() || candidate.what.key.is_some() {
                Some(resolver.by_name(index, candidate).unwrap_or(usize::MAX))
            } else {
                let found = resolver.by_description(index, candidate);
                let found = found.filter(|&cluster| !resolver.names_another(candidate, cluster));
                Some(found.or_else(|| resolver.by_model(index, candidate)).unwrap_or(usize::MAX))
            };
            match target {
                Some(usize::MAX) => resolver.open(index),
                Some(cluster) => resolver.join(index, cluster),
                None => {}
            }
            resolver.join_apposition(index);
        }
        for cluster in &mut resolver.clusters {
            cluster.members.sort_unstable();
        }
        resolver
    }

    /// Clusters that are looked through for a match: all in any article, the latest ones in a book.
    fn open_clusters(&self) -> impl Iterator<Item = usize> {
        (self.clusters.len().saturating_sub(WINDOW)..self.clusters.len()).filter(|&cluster| !self.is_nobody(cluster))
    }

    /// Whether a cluster is "no government": what comes later speaks of others.
    pub fn is_nobody(&self, cluster: usize) -> bool {
        let first = self.clusters.get(cluster).and_then(|cluster| cluster.members.first());
        first.is_some_and(|&first| self.candidate(first).nobody)
    }

    pub fn candidate(&self, index: usize) -> &'a Candidate {
        &self.mentions.candidates[index]
    }

    /// The cluster of a word, if it heads a resolved mention.
    pub fn cluster_at(&self, word: Word) -> Option<usize> {
        let word = self.mentions.alias.get(&word).copied().unwrap_or(word);
        let index = *self.mentions.by_head.get(&word)?;
        self.cluster_of.get(index).copied().flatten()
    }

    fn open(&mut self, index: usize) {
        let candidate = self.candidate(index);
        self.clusters.push(Cluster {
            members: Vec::new(),
            sort: candidate.sort(),
            plural: candidate.what.plural,
            gender: None,
            country: None,
            key: candidate.what.key.clone(),
            names: Vec::new(),
            lemmas: Vec::new(),
        });
        self.join(index, self.clusters.len() - 1);
    }

    fn join(&mut self, index: usize, cluster: usize) {
        let candidate = self.candidate(index);
        let Some(at) = self.clusters.get_mut(cluster) else { return };
        at.members.push(index);
        at.gender = at.gender.or(candidate.what.gender).or(match candidate.pronoun {
            Some(Pronoun::He) => Some(Gender::Masculine),
            Some(Pronoun::She) => Some(Gender::Feminine),
            _ => None,
        });
        if candidate.pronoun.is_none() {
            at.country = at.country.take().or_else(|| candidate.what.country.clone());
            at.key = at.key.take().or_else(|| candidate.what.key.clone());
            if let Some(key) = &candidate.what.key {
                self.by_key.insert(key.clone(), cluster);
            }
            if !candidate.name_words.is_empty() && !at.names.contains(&candidate.name_words) {
                at.names.push(candidate.name_words.clone());
            }
            at.lemmas.extend(candidate.titles.iter().map(|title| title.lemma.clone()));
            if candidate.name.is_none() {
                at.lemmas.push(candidate.lemma.clone());
            }
            let is_coded = matches!(candidate.what.key, Some(Key::Coded(_)));
            if at.sort == Sort::Place && candidate.sort().can_act() || is_coded && candidate.sort() == Sort::Person {
                at.sort = candidate.sort();
            }
        }
        if let Some(slot) = self.cluster_of.get_mut(index) {
            *slot = Some(cluster);
        }
    }

    /// Makes one cluster of two: the later one's members go to the earlier one.
    fn merge(&mut self, a: usize, b: usize) {
        let (into, from) = if a < b { (a, b) } else { (b, a) };
        if into == from || from >= self.clusters.len() {
            return;
        }
        let sort_named = self.clusters.get(from).filter(|cluster| cluster.is_named()).map(|cluster| cluster.sort);
        let mut moved = Vec::new();
        if let Some(cluster) = self.clusters.get_mut(from) {
            moved = std::mem::take(&mut cluster.members);
            cluster.names.clear();
            cluster.key = None;
        }
        for index in moved {
            self.join(index, into);
        }
        if let (Some(sort), Some(cluster)) = (sort_named, self.clusters.get_mut(into)) {
            cluster.sort = sort;
        }
    }

    fn last_sentence(&self, cluster: usize) -> Option<usize> {
        self.clusters.get(cluster)?.members.iter().map(|&member| self.candidate(member).head.sentence).max()
    }

    /// The cluster of an earlier mention of the same name.
    fn by_name(&self, index: usize, candidate: &Candidate) -> Option<usize> {
        if let Some(key) = &candidate.what.key {
            let found = self.by_key.get(key).copied();
            // Of somebody coded the text may have told more names than the user has.
            if found.is_some() || !matches!(key, Key::Coded(_)) {
                return found;
            }
        }
        let name = candidate.name.as_deref()?;
        if let Some(before) = self.before_bracket(index, candidate) {
            return Some(before);
        }
        let latest = |fits: &dyn Fn(&Cluster) -> bool| {
            self.open_clusters()
                .filter(|&cluster| !self.clusters[cluster].members.is_empty() && fits(&self.clusters[cluster]))
                .max_by_key(|&cluster| self.clusters[cluster].members.last().copied())
        };
        let words = &candidate.name_words;
        let same =
            latest(&|cluster| cluster.names.contains(words) && (cluster.sort == candidate.sort() || words.len() > 1));
        if same.is_some() {
            return same;
        }
        if candidate.sort() == Sort::Person {
            let fits = |cluster: &Cluster| {
                // In one sentence nobody is spelt in two ways.
                let in_sentence = |&member: &usize| self.candidate(member).head.sentence == candidate.head.sentence;
                let is_respelt =
                    !cluster.names.iter().any(|other| other.last() == words.last() || other.first() == words.last())
                        && cluster.members.iter().any(in_sentence);
                // "Acevedo" said of one Acevedo makes no other Acevedo of him.
                let another = |other: &Vec<String>| words.len() > 1 && other.len() > 1 && !same_person(words, other);
                cluster.sort == Sort::Person
                    && !is_respelt
                    && cluster.names.iter().any(|other| same_person(words, other))
                    && !cluster.names.iter().any(another)
                    && gender_fits(cluster.gender, candidate.what.gender)
            };
            // "Ann" for "Ann Lee", where no other Ann is named.
            let by_first = |cluster: &Cluster| {
                words.len() == 1
                    && cluster.sort == Sort::Person
                    && cluster.names.iter().any(|other| other.len() > 1 && other.first() == words.first())
            };
            // "Lo" for "Ann Lo Kit-yee", whose family name stands between others.
            let by_second = |cluster: &Cluster| {
                words.len() == 1
                    && cluster.sort == Sort::Person
                    && cluster.names.iter().any(|other| other.len() > 3 && other.get(1) == words.first())
            };
            let by_first = |cluster: &Cluster| by_first(cluster) || by_second(cluster);
            let firsts =
                self.open_clusters().filter(|&cluster| self.clusters.get(cluster).is_some_and(by_first)).count();
            return latest(&fits).or_else(|| if firsts == 1 { latest(&by_first) } else { None });
        }
        if matches!(candidate.sort(), Sort::Organization | Sort::Group | Sort::State) {
            let by_initials = |cluster: &Cluster| {
                matches!(cluster.sort, Sort::Organization | Sort::Group)
                    && cluster.members.iter().any(|&member| {
                        self.candidate(member)
                            .name
                            .as_deref()
                            .is_some_and(|other| is_acronym_of(name, other) || is_acronym_of(other, name))
                    })
            };
            let fits = |cluster: &Cluster| {
                cluster.sort == candidate.sort()
                    && cluster.names.iter().any(|other| same_body(words, other))
                    && country_fits(cluster.country.as_deref(), candidate.what.country.as_deref())
            };
            return latest(&by_initials).or_else(|| latest(&fits));
        }
        None
    }

    /// "Movement of the Dawn (MOD)": capitals in brackets right after a name.
    fn before_bracket(&self, index: usize, candidate: &Candidate) -> Option<usize> {
        if candidate.form != MentionForm::Acronym {
            return None;
        }
        let text = self.describer.scene.text();
        let before = text.get(..candidate.span.start)?.strip_suffix('(')?.trim_end();
        if !text.get(candidate.span.end..)?.starts_with(')') {
            return None;
        }
        let named = (index.saturating_sub(6)..index).find(|&other| {
            let other = self.candidate(other);
            other.span.end == before.len() && other.sort() == candidate.sort()
        })?;
        self.cluster_of.get(named).copied().flatten()
    }

    /// The cluster that a description takes up.
    fn by_description(&self, index: usize, candidate: &Candidate) -> Option<usize> {
        if let Some(body) = self.spoken_for(candidate) {
            return Some(body);
        }
        if let Some(whole) = self.of_region(candidate) {
            return Some(whole);
        }
        let sentence = candidate.head.sentence;
        let sort = candidate.sort();
        let fits_kind = |cluster: &Cluster| {
            !cluster.members.is_empty()
                && cluster.sort == sort
                && cluster.plural == candidate.what.plural
                && country_fits(cluster.country.as_deref(), candidate.what.country.as_deref())
        };
        let same_words = |cluster: &Cluster| {
            cluster.members.iter().any(|&member| {
                let other = self.candidate(member);
                other.pronoun.is_none()
                    && other.name.is_none()
                    && other.lemma == candidate.lemma
                    && (sort != Sort::State || other.definite)
                    // "Police investigate eight officials, officials said": those who say so are others.
                    && (candidate.definite || !other.counted && self.is_one_body(other))
                    && self.same_owner(other, candidate)
                    && (other.modifiers == candidate.modifiers || candidate.modifiers.is_empty() && candidate.definite)
            })
        };
        // "Police ... police" are one body; "people ... people" are others, and so are "a man" and "a man".
        if !candidate.counted && (candidate.definite || self.is_one_body(candidate)) {
            let found = self.latest(|cluster| fits_kind(cluster) && same_words(cluster));
            if found.is_some() {
                return found;
            }
        }
        if !candidate.definite || candidate.counted {
            return None;
        }
        let head = &candidate.lemma;
        match sort {
            Sort::Person => {
                let fits = |cluster: &Cluster| {
                    fits_kind(cluster)
                        && cluster.lemmas.contains(head)
                        && gender_fits(cluster.gender, candidate.what.gender)
                        // "the Lebanese minister" is not the minister whose country nobody has told.
                        && (candidate.what.country.is_none() || cluster.country.is_some())
                        && !self.is_told_apart_by_field(candidate, &cluster.members)
                };
                self.only(fits, sentence, 30)
            }
            Sort::Organization | Sort::State | Sort::Group => {
                // "the Front" and "the ministry" by the last or first word of a name.
                let in_name = |cluster: &Cluster| {
                    fits_kind(cluster)
                        && cluster.names.iter().any(|name| name.contains(head))
                        && candidate.modifiers.is_empty()
                };
                if let Some(found) = self.only(in_name, sentence, 30) {
                    return Some(found);
                }
                // "The *exiled* group", "the *Norlandic* group": words that say no more than which is meant.
                let lexicon = self.describer.lexicon;
                let in_passing = |word: &String| lexicon.is_passing(word) || lexicon.state(word).is_some();
                let is_general = GENERAL.contains(&head.as_str())
                    && candidate.modifiers.iter().all(in_passing)
                    && candidate.what.owners.is_empty();
                if !is_general {
                    return None;
                }
                let named = |cluster: &Cluster| {
                    !cluster.members.is_empty()
                        && cluster.sort == sort
                        && cluster.is_named()
                        && (candidate.what.country.is_none() || candidate.what.country == cluster.country)
                        && self.can_be_called(cluster, head)
                };
                let told_more = !candidate.modifiers.is_empty();
                self.only(named, sentence, 2)
                    .filter(|&cluster| self.candidate(index).what.plural == self.clusters[cluster].plural)
                    .filter(|&cluster| !told_more || self.sectors_fit(candidate, &self.clusters[cluster].members))
            }
            _ => None,
        }
    }

    /// "The West African leader": the only leader of a state there who was named.
    fn of_region(&self, candidate: &Candidate) -> Option<usize> {
        let lexicon = self.describer.lexicon;
        let states = lexicon.region(candidate.what.region.as_deref()?)?;
        if candidate.sort() != Sort::Person || !candidate.definite || candidate.counted {
            return None;
        }
        let governs = |cluster: &Cluster| {
            let member = |member: &usize| self.candidate(*member);
            candidate.lemma == "leader"
                && (cluster.lemmas.iter().any(|lemma| lexicon.is_peer(lemma))
                    || cluster
                        .members
                        .iter()
                        .map(member)
                        .any(|member| member.what.sector.iter().any(|code| code == "GOV")))
        };
        let fits = |cluster: &Cluster| {
            cluster.sort == Sort::Person
                && !cluster.plural
                && cluster.is_named()
                && cluster.country.as_ref().is_some_and(|country| states.contains(country))
                && gender_fits(cluster.gender, candidate.what.gender)
                && (cluster.lemmas.contains(&candidate.lemma) || governs(cluster))
        };
        let sentence = candidate.head.sentence;
        self.only(fits, sentence, usize::MAX).or_else(|| self.only(fits, sentence, 2))
    }

    /// Whether a noun without an article names the same body each time.
    fn is_one_body(&self, candidate: &Candidate) -> bool {
        let syntax = &self.describer.scene.sentences[candidate.head.sentence];
        let sector = candidate.what.sector.first().map_or("", String::as_str);
        let official = ["COP", "MIL", "GOV", "REB", "PRM", "LEG", "SPY", "OPP", "JUD"].contains(&sector);
        let narrowed = syntax.child(candidate.head.word, &["acl", "nummod"]).is_some();
        let protesting = ["protester", "protestor", "demonstrator", "rioter", "striker", "militant", "gunman"]
            .contains(&candidate.lemma.as_str());
        !narrowed
            && (candidate.sort() == Sort::Organization || candidate.sort() == Sort::Group && (official || protesting))
    }

    /// "A ministry spokesman" stands for the ministry.
    fn spoken_for(&self, candidate: &Candidate) -> Option<usize> {
        if !candidate.lemma.starts_with("spokes") {
            return None;
        }
        candidate.what.owners.iter().find_map(|&owner| self.cluster_at(owner))
    }

    fn same_owner(&self, a: &Candidate, b: &Candidate) -> bool {
        match (a.what.owners.first(), b.what.owners.first()) {
            (Some(&x), Some(&y)) => {
                let (x_cluster, y_cluster) = (self.cluster_at(x), self.cluster_at(y));
                x_cluster.is_some() && x_cluster == y_cluster
                    || self.describer.scene.token(x).lemma == self.describer.scene.token(y).lemma
            }
            (None, None) => true,
            (Some(_), None) => b.definite,
            (None, Some(_)) => false,
        }
    }

    /// Whether a general noun can name a body: "the company" is no army, and a union of states no ministry.
    pub fn can_be_called(&self, cluster: &Cluster, noun: &str) -> bool {
        let sectors: Vec<&String> =
            cluster.members.iter().flat_map(|&member| &self.candidate(member).what.sector).collect();
        let Some(wanted) = sectors_of_kind(noun) else {
            let official = ["GOV", "COP", "LEG", "JUD", "JRN"];
            let can_differ = matches!(noun, "group" | "movement" | "outfit");
            return !can_differ || !sectors.iter().any(|sector| official.contains(&sector.as_str()));
        };
        if sectors.is_empty() {
            // A name tells what its body is; of one that doesn't, a bank may be one, but what belongs to a state is told.
            let in_name = cluster.names.iter().any(|name| name.iter().any(|word| word == noun));
            let of_state = wanted.iter().any(|sector| ["GOV", "MIL", "JUD", "COP"].contains(sector));
            let fits_above = match cluster.country.as_deref().filter(|country| is_above(country)) {
                None => !of_state,
                Some("MNC") => wanted.contains(&"BUS"),
                Some(_) => matches!(noun, "union" | "bank"),
            };
            return in_name || fits_above;
        }
        sectors.iter().any(|sector| wanted.contains(&sector.as_str()))
    }

    fn latest(&self, fits: impl Fn(&Cluster) -> bool) -> Option<usize> {
        self.open_clusters()
            .filter(|&cluster| self.clusters.get(cluster).is_some_and(&fits))
            .max_by_key(|&cluster| self.clusters.get(cluster).and_then(|cluster| cluster.members.iter().max().copied()))
    }

    /// The one cluster that fits within so many sentences; none where there are two.
    fn only(&self, fits: impl Fn(&Cluster) -> bool, sentence: usize, window: usize) -> Option<usize> {
        let mut found = self.open_clusters().filter(|&cluster| {
            self.clusters.get(cluster).is_some_and(&fits)
                && self.last_sentence(cluster).is_some_and(|last| sentence.saturating_sub(last) <= window)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Appositions and "X is the Y" make one actor of two mentions.
    fn join_apposition(&mut self, index: usize) {
        let candidate = self.candidate(index);
        let syntax = &self.describer.scene.sentences[candidate.head.sentence];
        let head = candidate.head.word;
        let token = syntax.token(head);
        let word = |at: usize| Word::new(candidate.head.sentence, at);
        let other = if token.relation.is("appos") {
            syntax.head(head).map(word)
        } else if let Some(called) = called_by(syntax, head).filter(|_| candidate.name.is_some()) {
            Some(word(called))
        } else if syntax.child(head, &["cop"]).is_some() && !syntax.is_negated(head) {
            syntax.child(head, &["nsubj"]).and_then(|subject| {
                if syntax.token(subject).feats.has("PronType", "Rel") {
                    syntax.head(head).map(word)
                } else {
                    Some(word(subject))
                }
            })
        } else {
            None
        };
        let Some(other) = other.map(|other| self.mentions.alias.get(&other).copied().unwrap_or(other)) else { return };
        let Some(&other_index) = self.mentions.by_head.get(&other) else { return };
        let (Some(mine), Some(theirs)) = (self.cluster_of[index], self.cluster_of[other_index]) else { return };
        let other = self.candidate(other_index);
        let fits = match (other.sort(), candidate.sort()) {
            (a, b) if a == b => other.what.plural == candidate.what.plural || a == Sort::Organization,
            (Sort::Organization, Sort::Group) | (Sort::Group, Sort::Organization) => true,
            _ => false,
        };
        // "Parties, the Front, the Union and others": several, and the Front is one of them.
        let several = |one: &Candidate| {
            one.name.is_none() && GENERAL.contains(&one.lemma.as_str()) && self.describer.is_plural(one.head)
        };
        let fits = fits && several(other) == several(candidate);
        // "The government, tribes and villages": a people is no ministry.
        let is_people = |one: &Candidate| one.what.sector == ["CVL"];
        let fits = fits
            && (other.sort() == candidate.sort()
                || !is_people(other) && !is_people(candidate)
                || self.sectors_fit(candidate, &[other_index]));
        // "The opposition, mainly the Front": one of several.
        let part = |at: usize| {
            matches!(
                syntax.lemma(at),
                "mainly" | "notably" | "especially" | "particularly" | "chiefly" | "primarily" | "mostly"
            )
        };
        let is_list =
            syntax.children_by(head, &["cc"]).next().is_some() || syntax.children_by(head, &["advmod"]).any(part);
        let two_keys = candidate.what.key.is_some() && other.what.key.is_some() && candidate.what.key != other.what.key;
        let two_names = candidate.sort() == Sort::Person
            && !candidate.name_words.is_empty()
            && !other.name_words.is_empty()
            && token.relation.is("appos")
            && !same_person(&candidate.name_words, &other.name_words);
        let named = [candidate, other].iter().all(|one| !one.name_words.is_empty());
        let in_row = named && token.relation.is("appos") && stands_in_row(syntax, head);
        if fits
            && !is_list
            && !in_row
            && !two_keys
            && !two_names
            && token.upos != Upos::Adj
            && !self.are_two_persons(mine, theirs)
        {
            self.merge(mine, theirs);
        }
    }
}

impl Resolver<'_> {
    /// Two clusters that both have full names, of which none fits the other's.
    fn are_two_persons(&self, a: usize, b: usize) -> bool {
        let full = |cluster: usize| -> Vec<&Vec<String>> {
            self.clusters
                .get(cluster)
                .map_or(Vec::new(), |cluster| cluster.names.iter().filter(|name| name.len() > 1).collect())
        };
        let person = |cluster: usize| self.clusters.get(cluster).is_some_and(|cluster| cluster.sort == Sort::Person);
        let (mine, theirs) = (full(a), full(b));
        person(a)
            && person(b)
            && !mine.is_empty()
            && !theirs.is_empty()
            && !mine.iter().any(|name| theirs.iter().any(|other| same_person(name, other)))
    }
}

/// "Paid for by the Dawn Fund, *the Norland Bank*, the Sudland Bank and others": of several names behind one, the last with an
/// "and", each is another's.
fn stands_in_row(syntax: &Syntax<'_>, word: usize) -> bool {
    let mut top = word;
    while let Some(head) = syntax.head(top).filter(|_| syntax.token(top).relation.is("appos")) {
        top = head;
    }
    let mut behind = Vec::new();
    let mut open = vec![top];
    while let Some(at) = open.pop() {
        let next = behind.len();
        behind.extend(syntax.children_by(at, &["appos"]).filter(|&at| syntax.token(at).upos == Upos::Propn));
        open.extend_from_slice(&behind[next..]);
    }
    behind.len() > 1 && behind.iter().any(|&at| syntax.child(at, &["conj"]).is_some())
}

/// The sectors of the bodies that a noun names by what they are; none where it says nothing of the kind ("body").
fn sectors_of_kind(noun: &str) -> Option<&'static [&'static str]> {
    Some(match noun {
        "company" | "firm" | "bank" | "corporation" | "airline" => &["BUS"],
        "party" => &["PTY", "OPP"],
        "union" => &["LAB"],
        "newspaper" | "magazine" | "broadcaster" | "daily" => &["JRN"],
        "university" | "school" | "college" => &["EDU"],
        "court" | "tribunal" => &["JUD"],
        "army" | "military" => &["MIL"],
        "ministry" | "department" => &["GOV"],
        "police" => &["COP"],
        _ => return None,
    })
}

/// How many clusters are looked through.
const WINDOW: usize = 600;

/// Nouns that can take up any named body or state.
const GENERAL: &[&str] = &[
    "group",
    "organization",
    "organisation",
    "movement",
    "body",
    "company",
    "firm",
    "party",
    "union",
    "agency",
    "bank",
    "corporation",
    "institution",
    "association",
    "alliance",
    "bloc",
    "country",
    "nation",
    "state",
    "newspaper",
    "magazine",
    "broadcaster",
    "airline",
    "university",
    "school",
    "court",
    "tribunal",
    "council",
    "committee",
    "commission",
    "charity",
    "club",
    "league",
    "federation",
    "outfit",
    "army",
    "military",
    "ministry",
    "department",
    "college",
    "daily",
    "foundation",
    "faction",
    "front",
    "coalition",
    "republic",
    "kingdom",
    "watchdog",
    "network",
];

pub(super) fn gender_fits(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

pub(super) fn country_fits(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_none() || b.is_none() || a == b
}
