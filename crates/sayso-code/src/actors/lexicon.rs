//! The lists that tell who is who: states, bodies, nouns for people, words in names (`lexicon/actors/`).

use super::Sort;
use super::body_names::{BodyNames, NamePattern};
use super::coded::{CodedName, CodedNames};
use super::leaders::Leaders;
use super::names::fold;
use crate::lexicon::{LexiconError, LexiconFiles, Rows, list};
use sayso_core::codes::ABOVE_STATES;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Whether "he" or "she" can take a word up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// she
    Feminine,
    /// he
    Masculine,
}

/// What the lexicon knows of a common noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounClass {
    /// What it stands for.
    pub sort: Sort,
    /// Its sectors, where the word tells, the first is the primary one.
    pub sector: Vec<String>,
    /// The sector of those of whom no word tells one.
    pub otherwise: Option<String>,
    /// Its gender, where the word tells.
    pub gender: Option<Gender>,
}

impl NounClass {
    /// Somebody of whom nothing else is known.
    pub fn person() -> NounClass {
        NounClass { sort: Sort::Person, sector: Vec::new(), otherwise: None, gender: None }
    }
}

/// How a word names a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateWord {
    /// Norland
    Name,
    /// Its seat of government, a place as well.
    Capital,
    /// A building or office that stands for its government.
    Seat,
    /// Norlandic
    Adjective,
    /// A Norlander, Norlanders
    People,
}

/// A body that is known by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBody {
    /// The name that is shown.
    pub name: String,
    /// Organization or group.
    pub sort: Sort,
    /// Country code, or the code of a body above states.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sector: Vec<String>,
}

/// A word that gives another its sector.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modifier {
    /// The sector given.
    pub sector: String,
    /// Whether it replaces the noun's own sector.
    #[serde(rename = "override")]
    pub replaces: bool,
    /// Only nouns of these sectors are changed ("" is one without); empty: all.
    #[serde(default)]
    pub only: Vec<String>,
    words: Vec<String>,
}

/// Path of the nouns below the lexicon folder.
const NOUNS: &str = "actors/nouns.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounFile {
    class: Vec<NounEntry>,
    title: Vec<TitleEntry>,
    modifier: Vec<Modifier>,
    endings: Endings,
    transparent: Transparent,
    weak: Weak,
    of_state: OfState,
    ordinary: Ordinary,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounEntry {
    sort: Sort,
    sector: Option<String>,
    otherwise: Option<String>,
    gender: Option<Gender>,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleEntry {
    sector: String,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endings {
    person: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Transparent {
    members: HashSet<String>,
    posts: HashSet<String>,
    ranks: HashSet<String>,
    fields: HashSet<String>,
    amounts: HashSet<String>,
    peers: HashSet<String>,
    sides: HashSet<String>,
    passing: HashSet<String>,
    state_bodies: HashSet<String>,
    led: HashSet<String>,
    territories: HashSet<String>,
}

/// Posts that are official where a state is named beside them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfState {
    pub sector: String,
    pub nouns: HashSet<String>,
}

/// What is held against ordinary people and hardly against anybody else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ordinary {
    pub held: HashSet<String>,
    pub facing: HashSet<String>,
    pub crimes: HashSet<String>,
}

/// Nouns that name somebody only in company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weak {
    pub alone: HashSet<String>,
    pub undetermined: HashSet<String>,
    pub attitudes: HashSet<String>,
    pub of_things: HashSet<String>,
    pub followed: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternFile {
    pattern: Vec<NamePattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Honorifics {
    masculine: HashSet<String>,
    feminine: HashSet<String>,
    neutral: HashSet<String>,
    offices: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenNames {
    masculine: HashSet<String>,
    feminine: HashSet<String>,
}

/// When the name of a place acts (`metonymy.toml`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Metonymy {
    pub scene: HashSet<String>,
    pub journey: HashSet<String>,
    pub stative: HashSet<String>,
    pub reaching: HashSet<String>,
    pub social: HashSet<String>,
    pub addressed: HashSet<String>,
    pub speaking: HashSet<String>,
}

/// Everything under `lexicon/actors/`.
pub struct ActorLexicon {
    nouns: HashMap<String, NounClass>,
    /// Sectors that nouns tell only right before a name.
    sector_of_title: HashMap<String, String>,
    person_endings: Vec<String>,
    transparent: Transparent,
    pub(super) weak: Weak,
    pub(super) of_state: OfState,
    pub(super) ordinary: Ordinary,
    modifiers: Vec<Modifier>,
    modifier_of: HashMap<String, usize>,
    states: HashMap<String, (String, StateWord)>,
    state_names: HashMap<String, String>,
    /// Their items in Wikidata.
    state_items: HashMap<String, String>,
    /// Parts of the world by their adjectives, with their states (`regions.tsv`).
    regions: HashMap<String, Vec<String>>,
    known: Vec<KnownBody>,
    /// Bodies of a name or of initials: several, where those of more than one country are called so.
    known_by_name: HashMap<String, Vec<usize>>,
    body_names: BodyNames,
    honorifics: Honorifics,
    given_names: GivenNames,
    pub(super) metonymy: Metonymy,
    pub(super) leaders: Leaders,
    coded: CodedNames,
    /// Names that are states by the list of coded names alone.
    coded_states: HashSet<String>,
}

/// Nouns for people, groups and bodies: those who can speak.
pub(crate) fn speaking_nouns(files: &LexiconFiles) -> Result<HashSet<String>, LexiconError> {
    let nouns: NounFile = files.read(NOUNS)?;
    let speaks = |entry: &NounEntry| matches!(entry.sort, Sort::Person | Sort::Group | Sort::Organization);
    Ok(nouns.class.into_iter().filter(speaks).flat_map(|entry| entry.nouns).collect())
}

impl ActorLexicon {
    /// Reads the files.
    pub fn load(files: &LexiconFiles) -> Result<ActorLexicon, LexiconError> {
        let nouns: NounFile = files.read(NOUNS)?;
        let patterns: PatternFile = files.read("actors/patterns.toml")?;
        let mut lexicon = ActorLexicon {
            nouns: HashMap::new(),
            sector_of_title: HashMap::new(),
            person_endings: nouns.endings.person,
            transparent: nouns.transparent,
            weak: nouns.weak,
            of_state: nouns.of_state,
            ordinary: nouns.ordinary,
            modifier_of: HashMap::new(),
            modifiers: nouns.modifier,
            states: HashMap::new(),
            state_names: HashMap::new(),
            state_items: HashMap::new(),
            regions: HashMap::new(),
            known: Vec::new(),
            known_by_name: HashMap::new(),
            body_names: BodyNames::new(patterns.pattern),
            honorifics: files.read("actors/honorifics.toml")?,
            given_names: files.read("actors/given_names.toml")?,
            metonymy: files.read("actors/metonymy.toml")?,
            leaders: Leaders::load(files)?,
            coded: CodedNames::load(files)?,
            coded_states: HashSet::new(),
        };
        for entry in nouns.class {
            for noun in entry.nouns {
                let class = NounClass {
                    sort: entry.sort,
                    sector: entry.sector.iter().cloned().collect(),
                    otherwise: entry.otherwise.clone(),
                    gender: entry.gender,
                };
                lexicon.nouns.entry(noun.to_lowercase()).or_insert(class);
            }
        }
        for entry in nouns.title {
            let sector = entry.sector;
            lexicon.sector_of_title.extend(entry.nouns.into_iter().map(|noun| (noun, sector.clone())));
        }
        for (index, modifier) in lexicon.modifiers.iter().enumerate() {
            for word in &modifier.words {
                lexicon.modifier_of.entry(word.clone()).or_insert(index);
            }
        }
        lexicon.read_agents(files)?;
        lexicon.read_states(files)?;
        lexicon.code_states();
        lexicon.read_regions(files)?;
        lexicon.read_bodies(files)?;
        Ok(lexicon)
    }

    /// Nouns with a code of the user's: what they are is known from the other list, or told by their last word.
    fn read_agents(&mut self, files: &LexiconFiles) -> Result<(), LexiconError> {
        for row in Rows::of(files, "actors/agents.tsv")? {
            let [noun, plural, sector] = row?;
            let listed = self.nouns.get(noun).filter(|class| class.sort.can_act());
            let last = noun.rsplit([' ', '-']).next().and_then(|last| self.noun(last));
            let like = listed.cloned().or(last.filter(|class| class.sort.can_act()));
            let class = NounClass {
                sort: like.as_ref().map_or(Sort::Organization, |class| class.sort),
                otherwise: None,
                gender: like.and_then(|class| class.gender),
                sector: sector.split(',').filter(|code| !code.is_empty()).map(str::to_string).collect(),
            };
            for form in [noun, plural].into_iter().filter(|form| !matches!(*form, "" | "-")) {
                self.nouns.insert(form.to_string(), class.clone());
            }
        }
        Ok(())
    }

    /// Coded names that stand for a country and nothing else are words for a state, beside those of the list of states. What
    /// a workspace codes so may be anybody of that country: the text tells.
    fn code_states(&mut self) {
        for coded in self.coded.all().iter().filter(|coded| !coded.own) {
            let Some(country) = coded.country().filter(|code| !ABOVE_STATES.contains(code)) else { continue };
            let first = coded.names.first().map_or("", String::as_str);
            self.state_names.entry(country.to_string()).or_insert_with(|| capitalised(first));
            for name in &coded.names {
                let mut forms = vec![fold(name)];
                forms.extend((!name.contains(' ')).then(|| fold(&name.to_uppercase())));
                for form in forms {
                    let how = if is_adjective_of(name, first) { StateWord::Adjective } else { StateWord::Name };
                    match self.states.get_mut(&form) {
                        Some((code, _)) => *code = country.to_string(),
                        None => {
                            self.states.insert(form.clone(), (country.to_string(), how));
                            self.coded_states.insert(form);
                        }
                    }
                }
            }
        }
    }

    /// The coded name that words are, with its number.
    pub(super) fn coded(&self, words: &str) -> Option<(usize, &CodedName)> {
        self.coded.find(words)
    }

    /// The names of a coded actor, by its number.
    pub(super) fn coded_names(&self, index: usize) -> &[String] {
        self.coded.all().get(index).map_or(&[], |coded| &coded.names)
    }

    /// Whether words are a state by the list of states and not by a user's code.
    pub(crate) fn is_listed_state(&self, words: &str) -> bool {
        let words = fold(words);
        self.states.contains_key(&words) && !self.coded_states.contains(&words)
    }

    /// Whether words are a state by a user's code alone.
    pub(super) fn is_coded_state(&self, words: &str) -> bool {
        self.coded_states.contains(&fold(words))
    }

    fn read_states(&mut self, files: &LexiconFiles) -> Result<(), LexiconError> {
        for row in Rows::of(files, "actors/states.tsv")? {
            let [code, names, capitals, seats, adjectives, people, wikidata] = row?;
            self.state_names.insert(code.to_string(), list(names).next().unwrap_or(code).to_string());
            if !wikidata.is_empty() {
                self.state_items.insert(code.to_string(), wikidata.to_string());
            }
            for (field, how) in [
                (names, StateWord::Name),
                (seats, StateWord::Seat),
                (capitals, StateWord::Capital),
                (adjectives, StateWord::Adjective),
                (people, StateWord::People),
            ] {
                for word in list(field) {
                    self.states.entry(fold(word)).or_insert((code.to_string(), how));
                    if how == StateWord::People {
                        self.states.entry(plural(&fold(word))).or_insert((code.to_string(), how));
                    }
                }
            }
            if people.is_empty() {
                for word in list(adjectives) {
                    self.states.entry(plural(&fold(word))).or_insert((code.to_string(), StateWord::People));
                }
            }
        }
        Ok(())
    }

    fn read_regions(&mut self, files: &LexiconFiles) -> Result<(), LexiconError> {
        for row in Rows::of(files, "actors/regions.tsv")? {
            let [words, states] = row?;
            for word in list(words) {
                self.regions.insert(fold(word), list(states).map(str::to_string).collect());
            }
        }
        Ok(())
    }

    fn read_bodies(&mut self, files: &LexiconFiles) -> Result<(), LexiconError> {
        for row in Rows::of(files, "actors/organizations.tsv")? {
            let [names, kind, country, sector] = row?;
            let Some(name) = list(names).next() else { continue };
            let index = self.known.len();
            self.known.push(KnownBody {
                name: name.to_string(),
                sort: if kind == "group" { Sort::Group } else { Sort::Organization },
                country: (!country.is_empty()).then(|| country.to_string()),
                sector: sector.split(',').filter(|code| !code.is_empty()).map(str::to_string).collect(),
            });
            for name in list(names) {
                let called_so = self.known_by_name.entry(fold(name)).or_default();
                if !called_so.contains(&index) {
                    called_so.push(index);
                }
            }
        }
        Ok(())
    }

    /// The class of a noun by its lemma or form, several words joined by a blank; by its ending where it is not listed.
    pub fn noun(&self, noun: &str) -> Option<NounClass> {
        self.listed_noun(noun).cloned().or_else(|| {
            let ends = !noun.contains(' ')
                && self
                    .person_endings
                    .iter()
                    .any(|ending| noun.len() > ending.len() + 2 && noun.ends_with(ending.as_str()));
            ends.then(NounClass::person)
        })
    }

    /// Whether some well-known office holder has that family name.
    pub(crate) fn is_leaders_surname(&self, name: &str) -> bool {
        self.leaders.of_surname(name).next().is_some()
    }

    /// Whether a preposition before the name of a place makes it the scene ("near").
    pub(crate) fn is_scene_preposition(&self, preposition: &str) -> bool {
        self.metonymy.scene.contains(preposition)
    }

    /// Whether a verb's object is a place when it is a town, and never one who is spoken to: "shelled X".
    pub(crate) fn reaches(&self, verb: &str) -> bool {
        self.metonymy.reaching.contains(verb) && !self.metonymy.social.contains(verb)
    }

    /// The class of a noun that is listed.
    pub fn listed_noun(&self, noun: &str) -> Option<&NounClass> {
        self.nouns.get(noun)
    }

    /// Whether the noun stands for those whom its "of" phrase names a body of ("member of").
    pub fn is_member_noun(&self, lemma: &str) -> bool {
        self.transparent.members.contains(lemma)
    }

    /// Whether a listed noun names a person by what he is: "minister", "leader".
    pub fn is_post(&self, noun: &str) -> bool {
        self.listed_noun(noun).is_some_and(|class| class.sort == Sort::Person)
    }

    /// The sector that a noun before a name tells of the person.
    pub fn sector_of_title(&self, noun: &str, class: &NounClass) -> Vec<String> {
        match self.sector_of_title.get(noun) {
            Some(sector) => vec![sector.clone()],
            None => class.sector.clone(),
        }
    }

    /// Whether a word before a post tells its rank and no office of its own ("deputy minister").
    pub fn is_rank(&self, lemma: &str) -> bool {
        self.transparent.ranks.contains(lemma)
    }

    /// Whether a word before a post tells its field ("trade minister").
    pub fn is_field(&self, word: &str) -> bool {
        self.transparent.fields.contains(word)
    }

    /// Whether a post has the sector of the body whose it is ("president of the union").
    pub fn is_lent_post(&self, lemma: &str) -> bool {
        self.transparent.posts.contains(lemma)
    }

    /// Whether the noun only counts what its "of" phrase names ("dozens of").
    pub fn is_amount(&self, lemma: &str) -> bool {
        self.transparent.amounts.contains(lemma)
    }

    /// Whether the noun tells that somebody has the same kind of post as the possessor ("his counterpart").
    pub fn is_peer(&self, lemma: &str) -> bool {
        self.transparent.peers.contains(lemma)
    }

    /// Whether a word before "group" tells something of whom was named before, and no other from it ("exiled").
    pub(super) fn is_passing(&self, word: &str) -> bool {
        self.transparent.passing.contains(word)
    }

    /// Whether "the two" of that noun are whoever deals with each other.
    pub fn is_side(&self, lemma: &str) -> bool {
        self.transparent.sides.contains(lemma)
    }

    /// Whether "the two" of that noun are two states.
    pub fn is_state_body(&self, lemma: &str) -> bool {
        self.transparent.state_bodies.contains(lemma)
    }

    /// Whether the noun names a body by who leads it: "the Lee *administration*".
    pub fn is_led(&self, lemma: &str) -> bool {
        self.transparent.led.contains(lemma)
    }

    /// Whether the noun names what a state has of land and sea.
    pub fn is_territory(&self, lemma: &str) -> bool {
        self.transparent.territories.contains(lemma)
    }

    /// Whether a title tells of an office given up ("former president").
    pub fn is_past(&self, title: &str) -> bool {
        title.split(' ').any(|word| self.modifier(word).is_some_and(|modifier| modifier.sector == "ELI"))
    }

    /// The modifier that a word is.
    pub fn modifier(&self, word: &str) -> Option<&Modifier> {
        self.modifier_of.get(word).and_then(|&index| self.modifiers.get(index))
    }

    /// The state that words name, and how.
    pub fn state(&self, words: &str) -> Option<(&str, StateWord)> {
        self.states.get(&fold(words)).map(|(code, how)| (code.as_str(), *how))
    }

    /// The states of a part of the world, by its adjective: "North African". None where the words are a state's own.
    pub fn region(&self, words: &str) -> Option<&[String]> {
        self.regions.get(&fold(words)).filter(|_| self.state(words).is_none()).map(Vec::as_slice)
    }

    /// The name of a state that is shown.
    pub fn state_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.state_names.get(code).map_or(code, String::as_str)
    }

    /// The item of a state in Wikidata.
    pub(super) fn state_item(&self, code: &str) -> Option<&str> {
        self.state_items.get(code).map(String::as_str)
    }

    /// The bodies that are called so, with their numbers: one, or one for each of several countries.
    pub fn bodies(&self, name: &str) -> impl Iterator<Item = (usize, &KnownBody)> {
        let called_so = self.known_by_name.get(&fold(name)).into_iter().flatten();
        called_so.filter_map(|&index| Some((index, self.known.get(index)?)))
    }

    /// A body by its number.
    pub fn known_body(&self, index: usize) -> Option<&KnownBody> {
        self.known.get(index)
    }

    /// The sector that words inside an organisation's name tell; "UNK" where they only tell that it is one.
    pub fn sector_of_name(&self, name: &str) -> Option<&str> {
        self.body_names.sector(name)
    }

    /// Whether a word is a form of address ("Mr", "Dr."), and the gender it tells.
    pub fn honorific(&self, word: &str) -> Option<Option<Gender>> {
        let word = word.to_lowercase();
        if self.honorifics.masculine.contains(&word) {
            Some(Some(Gender::Masculine))
        } else if self.honorifics.feminine.contains(&word) {
            Some(Some(Gender::Feminine))
        } else if self.honorifics.neutral.contains(&word) || self.honorifics.offices.contains_key(&word) {
            Some(None)
        } else {
            None
        }
    }

    /// The office that a short form stands for ("Gen.").
    pub fn office(&self, word: &str) -> Option<&str> {
        self.honorifics.offices.get(&word.to_lowercase()).map(String::as_str)
    }

    /// The gender that a given name tells.
    pub fn gender_of_given_name(&self, name: &str) -> Option<Gender> {
        let name = name.to_lowercase();
        if self.given_names.masculine.contains(&name) {
            Some(Gender::Masculine)
        } else if self.given_names.feminine.contains(&name) {
            Some(Gender::Feminine)
        } else {
            None
        }
    }
}

/// "arnorland" to "Arnorland".
fn capitalised(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

/// Whether a name is the adjective to another: it begins alike and has the ending of one ("norlandic" of "norland").
fn is_adjective_of(name: &str, country: &str) -> bool {
    let begins = country.chars().take(3).collect::<String>();
    name != country
        && name.starts_with(&begins)
        && ["an", "ese", "ish", "i", "ic", "ch"].iter().any(|ending| name.ends_with(ending))
}

/// "iranian" to "iranians"; words on a hiss stay ("chinese").
fn plural(word: &str) -> String {
    match word {
        _ if word.ends_with("ese") || word.ends_with("sh") || word.ends_with('s') || word.ends_with("men") => {
            word.to_string()
        }
        _ if word.ends_with("ch") => word.to_string(),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> ActorLexicon {
        ActorLexicon::load(&LexiconFiles::embedded()).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn states_are_found_by_all_their_names() {
        let lexicon = lexicon();
        assert_eq!(lexicon.state("Iran"), Some(("IRN", StateWord::Name)));
        assert_eq!(lexicon.state("Iranians"), Some(("IRN", StateWord::People)));
        assert_eq!(lexicon.state("the Kremlin"), Some(("RUS", StateWord::Seat)));
        assert_eq!(lexicon.state("Ouagadougou"), Some(("BFA", StateWord::Capital)));
        assert_eq!(lexicon.state("us"), None);
        assert_eq!(lexicon.state("US").map(|(code, _)| code), Some("USA"));
    }

    #[test]
    fn names_tell_their_sector() {
        let lexicon = lexicon();
        assert_eq!(lexicon.sector_of_name("Ministry of Health"), Some("MED"));
        assert_eq!(lexicon.sector_of_name("Norland Liberation Army"), Some("REB"));
        assert_eq!(lexicon.sector_of_name("Norlandic Army"), Some("MIL"));
        assert_eq!(lexicon.sector_of_name("Vell Times"), Some("JRN"));
        assert_eq!(lexicon.sector_of_name("Dawn Front"), Some("UNK"));
        assert_eq!(lexicon.sector_of_name("Ann Lee"), None);
    }

    #[test]
    fn every_sector_and_country_is_a_code() {
        let lexicon = lexicon();
        let known = |code: &str| sayso_core::codes::SECTORS.contains(&code);
        for (noun, class) in &lexicon.nouns {
            assert!(class.sector.iter().all(|sector| known(sector)), "{noun}");
        }
        for body in &lexicon.known {
            assert!(body.sector.iter().all(|sector| known(sector)), "{}", body.name);
            let country = body.country.as_deref();
            let fits =
                |code: &str| lexicon.state_names.contains_key(code) || sayso_core::codes::ABOVE_STATES.contains(&code);
            assert!(country.is_none_or(fits), "{}", body.name);
        }
        assert!(lexicon.body_names.sectors().iter().all(|sector| known(sector)));
        assert!(lexicon.modifiers.iter().all(|modifier| known(&modifier.sector)));
        assert_eq!(lexicon.state_names.len(), 250);
        let is_item = |item: &str| item.strip_prefix('Q').is_some_and(|number| number.parse::<u32>().is_ok());
        assert!(lexicon.state_items.values().all(|item| is_item(item)));
        let items: HashSet<&String> = lexicon.state_items.values().collect();
        assert_eq!(items.len(), lexicon.state_items.len(), "no two states have one item");
    }
}
