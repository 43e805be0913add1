//! What one noun phrase tells by itself: sort, country, sector, number, gender. No other sentence is asked.

use super::Sort;
use super::lexicon::{ActorLexicon, Gender, NounClass, StateWord};
use super::names::words;
use super::surroundings::is_above;
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::Span;
use sayso_parse::{Entity, EntityKind, Upos};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

/// Words between a noun and the "who" of its clause at most.
const RELATIVE: usize = 3;

/// Amounts that stand for people where nothing else is counted: "*Thousands* took to the streets".
const CROWDS: &[&str] = &["tens", "dozens", "scores", "hundreds", "thousands", "millions"];

/// How a phrase is known to be somebody in particular, whatever the document says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A state.
    State(String),
    /// Its government: "Tehran", "the Norlandic government".
    Government(String),
    /// A nation's people: "Iranians".
    People(String),
    /// A body of the lexicon, by its number.
    Known(usize),
    /// Somebody whom a user has coded under all names that mean the same.
    Coded(usize),
}

/// What a phrase tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Description {
    pub sort: Option<Sort>,
    pub country: Option<String>,
    /// The part of the world that an adjective before it tells: "the *North African* nation".
    pub region: Option<String>,
    pub sector: Vec<String>,
    /// The sector where nothing tells one: "Ann Lee, *34*," is a civilian.
    pub otherwise: Option<String>,
    pub plural: bool,
    pub gender: Option<Gender>,
    pub key: Option<Key>,
    /// The place is where something happens; it is no party.
    pub scene: bool,
    /// A user has coded the name.
    pub coded: bool,
    /// The user's code tells the sector, or the country: what the words say of it doesn't count.
    pub own_sector: bool,
    pub own_country: bool,
    /// Words that say whose or of whom it is: possessor, "of" phrase, name before it.
    pub owners: Vec<Word>,
}

impl Description {
    pub(super) fn of(sort: Sort) -> Description {
        Description { sort: Some(sort), ..Description::default() }
    }
}

/// Reads phrases of one document.
pub(super) struct Describer<'a> {
    pub scene: &'a Scene<'a>,
    pub lexicon: &'a ActorLexicon,
    /// How often the report names each country, once somebody asks.
    pub(super) countries: OnceCell<HashMap<String, usize>>,
    /// Whether the report spells initials out as another body than the list's, once somebody asks.
    pub(super) spelled: RefCell<HashMap<String, bool>>,
    /// What owners tell, by how far they are from the phrase that was asked for: a row of nouns asks for each again and again.
    owners: RefCell<HashMap<(Word, usize), Description>>,
}

impl<'a> Describer<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, lexicon: &'a ActorLexicon) -> Describer<'a> {
        Describer {
            scene,
            lexicon,
            countries: OnceCell::new(),
            spelled: RefCell::default(),
            owners: RefCell::default(),
        }
    }

    pub(super) fn syntax(&self, word: Word) -> &'a Syntax<'a> {
        &self.scene.sentences[word.sentence]
    }

    /// The name of a person or body that `word` heads or stands in.
    pub fn name_at(&self, word: Word) -> Option<&'a Entity> {
        self.scene.entity_at(word).filter(|entity| !matches!(entity.kind, EntityKind::Date | EntityKind::Money))
    }

    /// What the phrase with this head tells.
    pub fn describe(&self, word: Word) -> Description {
        self.describe_at(word, 0)
    }

    pub(super) fn describe_at(&self, word: Word, depth: usize) -> Description {
        if depth == 0 {
            return self.described_at(word, depth);
        }
        if let Some(known) = self.owners.borrow().get(&(word, depth)) {
            return known.clone();
        }
        let described = self.described_at(word, depth);
        self.owners.borrow_mut().insert((word, depth), described.clone());
        described
    }

    fn described_at(&self, word: Word, depth: usize) -> Description {
        let token = self.scene.token(word);
        if let Some(entity) = self.name_at(word) {
            return self.describe_name(word, entity, depth);
        }
        match token.upos {
            Upos::Pron | Upos::Det => Description::of(Sort::Thing),
            Upos::Verb | Upos::Aux => Description::of(Sort::Clause),
            Upos::Num if self.syntax(word).child(word.word, &["nmod"]).is_none() => Description::of(Sort::Number),
            Upos::Sym => Description::of(if matches!(&*token.form, "$" | "€" | "£" | "¥" | "₹" | "₦") {
                Sort::Money
            } else {
                Sort::Number
            }),
            Upos::Propn => self.describe_unmarked_name(word, depth),
            _ => self.describe_noun(word, depth),
        }
    }

    /// A capitalised noun that the parse does not mark as a name.
    fn describe_unmarked_name(&self, word: Word, depth: usize) -> Description {
        let syntax = self.syntax(word);
        let span = self.name_span(word);
        let text = self.scene.words_at(span);
        if self.lexicon.state(text).is_none()
            && let Some(mut coded) = self.describe_coded(word, span, None)
        {
            self.add_to_coded(word, span, &mut coded, depth);
            return coded;
        }
        if let Some(described) =
            self.describe_listed(word, text).or_else(|| self.describe_listed(word, &syntax.token(word.word).form))
        {
            return described;
        }
        if self.noun_class(word).is_some() {
            return self.describe_noun(word, depth);
        }
        let sector = self.lexicon.sector_of_name(text).filter(|_| text.contains(' '));
        let mut described = Description::of(match sector {
            Some(_) => Sort::Organization,
            None if self.title_before(word, span).is_some() => Sort::Person,
            None => Sort::Thing,
        });
        described.sector = sector.filter(|sector| *sector != "UNK").map(str::to_string).into_iter().collect();
        self.add_surroundings(word, span, &mut described, depth);
        described
    }

    /// A capitalised noun with the capitalised words before it.
    pub(super) fn name_span(&self, word: Word) -> Span {
        let syntax = self.syntax(word);
        let mut first = word.word;
        while first > 0
            && syntax.token(first - 1).upos == Upos::Propn
            && syntax.is_below(first - 1, word.word)
            && self.scene.entity_at(Word::new(word.sentence, first - 1)).is_none()
        {
            first -= 1;
        }
        let mut last = word.word;
        while last + 1 < syntax.len()
            && syntax.token(last + 1).relation.is("flat")
            && syntax.head(last + 1) == Some(word.word)
        {
            last += 1;
        }
        syntax.token(first).span.join(syntax.token(last).span)
    }

    /// A name with a user's code that holds on the day of the report: the name itself, with the title before it, or
    /// without the title in it.
    fn describe_coded(&self, word: Word, span: Span, kind: Option<EntityKind>) -> Option<Description> {
        let text = self.scene.words_at(span);
        let is_person = kind == Some(EntityKind::Person);
        if is_person && self.lexicon.is_listed_state(text) {
            return None;
        }
        let syntax = self.syntax(word);
        let first = (0..=word.word).rev().find(|&at| syntax.token(at).span.start <= span.start)?;
        let longer = (first.saturating_sub(3)..first)
            .map(|at| self.scene.words_at(syntax.token(at).span.join(span)))
            .chain(self.with_of(word, span).map(|longer| self.scene.words_at(longer)))
            .find_map(|text| self.lexicon.coded(text));
        let shorter = || {
            let mut rest = text;
            std::iter::from_fn(|| {
                rest = rest.split_once(' ')?.1;
                Some(rest)
            })
            .find_map(|text| self.lexicon.coded(text).filter(|_| is_person))
        };
        let whole = longer.or_else(|| self.lexicon.coded(text));
        let (index, named) = whole.or_else(shorter)?;
        let day = self.scene.document.published.as_ref().map(|published| published.date);
        let code = named.on(day)?;
        // Of one word, the parse does not tell a land from a person; a code that is a country's alone in a list for all does.
        let is_person = is_person && (named.own || text.contains(' ') || !code.sector.is_empty());
        let may_be_state =
            !is_person && !(named.own && (kind == Some(EntityKind::Organization) || self.is_person_here(text)));
        let state = code.country.clone().filter(|country| code.sector.is_empty() && !is_above(country) && may_be_state);
        let sort = match kind {
            _ if state.is_some() => Sort::State,
            Some(EntityKind::Person) => Sort::Person,
            _ if named.own && self.is_person_here(text) => Sort::Person,
            Some(EntityKind::Norp) if self.is_plural(word) => Sort::Group,
            _ => Sort::Organization,
        };
        // What the user doesn't say of a listed body the list does.
        let mut names = named.names.iter().map(String::as_str).chain([text]);
        let body =
            names.find_map(|name| self.known(name)).map(|(_, body)| body).filter(|_| named.own && state.is_none());
        Some(Description {
            country: code.country.clone().or_else(|| body.and_then(|body| body.country.clone())),
            sector: match body {
                Some(body) if code.sector.is_empty() => body.sector.clone(),
                _ => code.sector.clone(),
            },
            gender: if is_person { self.gender_of_name(text) } else { None },
            scene: state.is_some() && self.is_scene(word),
            // "Ann Lee" is not she whom a user has coded as "Lee" by that alone.
            key: state.map(Key::State).or_else(|| whole.map(|_| Key::Coded(index))),
            coded: true,
            own_sector: named.own && !code.sector.is_empty(),
            own_country: named.own && code.country.is_some(),
            ..Description::of(sort)
        })
    }

    /// What stands around a name that a user has coded; the user's country and sectors stay.
    fn add_to_coded(&self, word: Word, name: Span, coded: &mut Description, depth: usize) {
        let (country, sector) = (coded.country.clone(), coded.sector.clone());
        self.add_surroundings(word, name, coded, depth);
        if coded.own_country {
            coded.country = country;
        }
        if coded.own_sector {
            coded.sector = sector;
        }
    }

    /// Whether the parse takes the words for a person's name, or for a part of one, anywhere in the report.
    pub(super) fn is_person_here(&self, text: &str) -> bool {
        let name = words(text);
        let holds = |entity: &Entity| {
            entity.kind == EntityKind::Person && words(self.scene.words_at(entity.span)).ends_with(&name)
        };
        !name.is_empty() && self.scene.parse.entities.iter().any(holds)
    }

    /// A name with the "of" phrase right behind it: "[Dawn Front] of Norland".
    fn with_of(&self, word: Word, name: Span) -> impl Iterator<Item = Span> + 'a {
        let syntax = self.syntax(word);
        let end = (word.word..syntax.len()).find(|&at| syntax.token(at).span.start >= name.end).unwrap_or(syntax.len());
        let is_of = end < syntax.len() && syntax.lemma(end) == "of";
        let behind = (end + 2..=end + 3).filter(move |&end| is_of && end <= syntax.len());
        behind.map(move |end| name.join(syntax.token(end - 1).span))
    }

    /// Country and sectors of a body that words name, by a user's code or by the list of bodies.
    pub(super) fn body_code(&self, text: &str) -> Option<(Option<String>, Vec<String>)> {
        let day = self.scene.document.published.as_ref().map(|published| published.date);
        let coded = self.lexicon.coded(text).and_then(|(_, named)| named.on(day));
        let coded = coded.map(|code| (code.country.clone(), code.sector.clone()));
        coded.or_else(|| self.known(text).map(|(_, body)| (body.country.clone(), body.sector.clone())))
    }

    /// States and bodies of the lexicon.
    fn describe_listed(&self, word: Word, text: &str) -> Option<Description> {
        // "The Republic of *Norland*"
        let state =
            if self.lexicon.state(text).is_some() { text } else { self.state_of_long_name(text).unwrap_or(text) };
        if let Some((code, how)) = self.lexicon.state(state) {
            if self.ends_region(word) {
                return None;
            }
            let code = code.to_string();
            let mut described = match how {
                StateWord::Name => Description {
                    key: Some(Key::State(code.clone())),
                    scene: self.is_scene(word),
                    ..Description::of(Sort::State)
                },
                StateWord::Capital | StateWord::Seat => {
                    let acts = self.acts(word, how == StateWord::Seat);
                    Description {
                        key: acts.then(|| Key::Government(code.clone())),
                        scene: !acts,
                        sector: if acts { vec!["GOV".to_string()] } else { Vec::new() },
                        ..Description::of(if acts { Sort::State } else { Sort::Place })
                    }
                }
                StateWord::Adjective | StateWord::People => self.describe_people(word, text, how, &code),
            };
            described.country = Some(code);
            return Some(described);
        }
        let (index, body) = self.known(text)?;
        Some(Description {
            country: body.country.clone(),
            sector: body.sector.clone(),
            plural: body.sort == Sort::Group,
            key: Some(Key::Known(index)),
            ..Description::of(body.sort)
        })
    }

    fn describe_name(&self, word: Word, entity: &Entity, depth: usize) -> Description {
        let text = self.scene.words_at(entity.span);
        if self.is_dateline(entity) {
            return Description { scene: true, ..Description::of(Sort::Place) };
        }
        if (entity.kind == EntityKind::Person || self.lexicon.state(text).is_none())
            && let Some(mut coded) = self.describe_coded(word, entity.span, Some(entity.kind))
        {
            if !matches!(coded.key, Some(Key::State(_))) {
                self.add_to_coded(word, entity.span, &mut coded, depth);
            }
            return coded;
        }
        // A person may be called like a state ("Jordan"), but hardly like its people or its initials.
        let person_like = entity.kind == EntityKind::Person
            && !self
                .lexicon
                .state(text)
                .is_some_and(|(_, how)| how == StateWord::People || text.chars().all(|c| c.is_uppercase() || c == '.'));
        if !person_like && let Some(mut listed) = self.describe_listed(word, text) {
            if !matches!(listed.key, Some(Key::State(_) | Key::Government(_))) && !listed.scene {
                self.add_surroundings(word, entity.span, &mut listed, depth);
            }
            return listed;
        }
        if let Some(mut listed) = self.describe_extended(word, entity) {
            self.add_surroundings(word, entity.span, &mut listed, depth);
            return listed;
        }
        let mut described = match entity.kind {
            EntityKind::Person => Description { gender: self.gender_of_name(text), ..Description::of(Sort::Person) },
            EntityKind::Organization => Description::of(Sort::Organization),
            EntityKind::Norp => self.describe_group_name(word, text),
            EntityKind::Location | EntityKind::Facility => {
                let acts = entity.kind == EntityKind::Location && self.acts_as_body(word);
                let body = self.lexicon.sector_of_name(text).filter(|sector| {
                    entity.kind == EntityKind::Facility
                        && matches!(*sector, "EDU" | "MED" | "REL")
                        && self.acts_as_body(word)
                });
                if acts {
                    Description { sector: vec!["GOV".to_string()], ..Description::of(Sort::Organization) }
                } else if body.is_some() {
                    Description::of(Sort::Organization)
                } else {
                    Description { scene: true, ..Description::of(Sort::Place) }
                }
            }
            EntityKind::Money => return Description::of(Sort::Money),
            EntityKind::Date | EntityKind::Misc | EntityKind::Product => match self.noun_class(word) {
                Some(class) if class.sort.can_act() && entity.kind == EntityKind::Misc => Description::of(class.sort),
                _ => return Description::of(Sort::Thing),
            },
        };
        if described.sort == Some(Sort::Organization) && described.sector.is_empty() {
            let told = self.lexicon.sector_of_name(text).map(|sector| vec![sector.to_string()]);
            described.sector = told.or_else(|| self.noun_class(word).map(|class| class.sector)).unwrap_or_default();
            described.sector.retain(|sector| sector != "UNK");
            if described.sector.is_empty() {
                described.sector = self.sector_of_initials(text);
            }
            described.country = self.country_in(text);
        }
        if !described.scene {
            self.add_surroundings(word, entity.span, &mut described, depth);
        }
        if described.sort == Some(Sort::Person) && entity.kind == EntityKind::Person {
            self.add_what_is_shared(word, entity, &mut described, depth);
        }
        described
    }

    /// "NAIROBI — Police said": where the report was written.
    fn is_dateline(&self, entity: &Entity) -> bool {
        let next = self.scene.sentences.get(entity.sentence).and_then(|syntax| syntax.sentence.tokens.get(entity.end));
        entity.first == 0
            && matches!(entity.kind, EntityKind::Location | EntityKind::Organization)
            && next.is_some_and(|next| matches!(&*next.form, "—" | "–" | ":" | "--"))
    }

    /// A known body of whose name the parse leaves the first or last words out: "Rwandan [Patriotic Front]",
    /// "[Dawn Front] of Norland".
    fn describe_extended(&self, word: Word, entity: &Entity) -> Option<Description> {
        let before = entity.first.checked_sub(1).map(|first| self.syntax(word).token(first).span.join(entity.span));
        let spans = before.into_iter().chain(self.with_of(word, entity.span));
        let known = spans.filter_map(|span| self.known(self.scene.words_at(span))).next();
        let (index, _) = known.filter(|_| entity.kind == EntityKind::Organization)?;
        self.describe_listed(word, &self.lexicon.known_body(index)?.name)
    }

    fn gender_of_name(&self, name: &str) -> Option<Gender> {
        let first = name.split_whitespace().next()?;
        self.lexicon.honorific(first).flatten().or_else(|| self.lexicon.gender_of_given_name(first))
    }

    fn describe_noun(&self, word: Word, depth: usize) -> Description {
        let syntax = self.syntax(word);
        let lemma = syntax.lemma(word.word).to_lowercase();
        if let Some(of) = self.counted(word).filter(|_| depth < 4) {
            let counted = self.describe_at(of, depth + 1);
            let is_stretch = matches!(lemma.as_str(), "part" | "rest" | "half" | "third" | "quarter" | "most");
            if is_stretch && matches!(counted.sort, Some(Sort::State | Sort::Place)) {
                return Description { scene: true, ..Description::of(Sort::Place) };
            }
            if counted.sort.is_some_and(Sort::can_act) && !matches!(counted.key, Some(Key::State(_))) {
                let sort =
                    if counted.sort == Some(Sort::Person) { Sort::Group } else { counted.sort.unwrap_or(Sort::Group) };
                return Description { sort: Some(sort), plural: true, key: None, ..counted };
            }
            if self.lexicon.listed_noun(&lemma).is_none() {
                return counted;
            }
        }
        if self.is_crowd(word) {
            return Description { plural: true, ..Description::of(Sort::Group) };
        }
        let Some(class) = self.noun_class(word) else { return Description::of(Sort::Thing) };
        let plural = self.is_plural(word);
        let sort = match class.sort {
            Sort::Person if plural => Sort::Group,
            sort => sort,
        };
        let mut described = Description {
            plural: plural || sort == Sort::Group,
            gender: class.gender,
            sector: class.sector,
            ..Description::of(sort)
        };
        let is_bodily =
            lemma == "body" && syntax.possessor(word.word).is_some_and(|owner| syntax.token(owner).upos == Upos::Pron);
        if is_bodily || self.is_abstract(word, &lemma) {
            return Description::of(Sort::Thing);
        }
        if sort.can_act() {
            self.add_surroundings(word, syntax.token(word.word).span, &mut described, depth);
            let state = described.sort == Some(Sort::Organization) && lemma == "government";
            if let (true, Some(code)) =
                (state && described.sector.first().is_some_and(|sector| sector == "GOV"), &described.country)
            {
                described.key = sayso_core::codes::is_state(code).then(|| Key::Government(code.clone()));
            }
        }
        described
    }

    fn is_crowd(&self, word: Word) -> bool {
        let syntax = self.syntax(word);
        let token = syntax.token(word.word);
        let counts = self.counted(word).is_some() || syntax.child(word.word, &["nmod"]).is_some();
        CROWDS.contains(&token.form.to_lowercase().as_str())
            && !counts
            && (token.relation.is_any(&["nsubj", "nsubj:pass", "obj", "obl:agent"])
                // "*tens* of thousands took": the head counts them.
                || token.relation.is("nmod") && syntax.head(word.word).is_some_and(|head| {
                    self.lexicon.is_amount(&syntax.token(head).form.to_lowercase())
                }))
    }

    /// What a noun only counts: "a group of *women*".
    fn counted(&self, word: Word) -> Option<Word> {
        let syntax = self.syntax(word);
        // "tens" has the lemma of the number.
        let (lemma, form) = (syntax.lemma(word.word).to_lowercase(), syntax.token(word.word).form.to_lowercase());
        let counts = self.lexicon.is_amount(&lemma) || self.lexicon.is_amount(&form);
        self.phrases(word, &["of"]).into_iter().next().filter(|_| counts)
    }

    /// The class of a noun, or of what it only counts.
    pub(super) fn counted_noun(&self, word: Word) -> Option<NounClass> {
        self.counted(word).and_then(|of| self.noun_class(of)).or_else(|| self.noun_class(word))
    }

    /// "In office", "justice was done", "opposition to the plan": words for bodies and people that mean none.
    fn is_abstract(&self, word: Word, lemma: &str) -> bool {
        let syntax = self.syntax(word);
        let weak = &self.lexicon.weak;
        let followed: Vec<&str> = weak.followed.iter().map(String::as_str).collect();
        if weak.attitudes.contains(lemma) && !self.phrases(word, &followed).is_empty() {
            return true;
        }
        if weak.of_things.contains(lemma)
            && syntax.token(word.word).upos != Upos::Propn
            && !self.phrases(word, &["of"]).is_empty()
        {
            return true;
        }
        if self.is_plural(word) || syntax.token(word.word).upos == Upos::Propn {
            return false;
        }
        let has = |relations: &[&str]| syntax.child(word.word, relations).is_some();
        let alone = !has(&["amod", "compound", "nmod:poss"]) && self.phrases(word, &["of", "for"]).is_empty();
        weak.alone.contains(lemma) && alone && !self.is_definite_subject(word)
            || weak.undetermined.contains(lemma) && !has(&["det", "nmod:poss", "compound"])
    }

    /// "The command said": a body after all, since it does what bodies do.
    fn is_definite_subject(&self, word: Word) -> bool {
        let syntax = self.syntax(word);
        syntax.token(word.word).relation.is("nsubj")
            && syntax.child(word.word, &["det"]).is_some_and(|det| syntax.lemma(det) == "the")
            && syntax
                .head(word.word)
                .is_some_and(|verb| self.lexicon.metonymy.social.contains(&syntax.lemma(verb).to_lowercase()))
    }

    /// The class of a noun with the words before it ("prime minister") or after it ("member of parliament").
    pub fn noun_class(&self, word: Word) -> Option<NounClass> {
        let syntax = self.syntax(word);
        let token = syntax.token(word.word);
        let (form, lemma) = (token.form.to_lowercase(), token.lemma.to_lowercase());
        let text = |at: usize| syntax.token(at).form.to_lowercase();
        if word.word + 2 < syntax.len() && text(word.word + 1) == "of" {
            // "the leader of *the* opposition"
            let article = usize::from(text(word.word + 2) == "the" && word.word + 3 < syntax.len());
            let with = format!("{lemma} of {}", text(word.word + 2 + article));
            if let Some(class) = self.lexicon.listed_noun(&with) {
                return Some(class.clone());
            }
        }
        for before in (1..=2).rev() {
            let Some(first) = word.word.checked_sub(before) else { continue };
            let hyphenated = before == 2 && matches!(&*syntax.token(word.word - 1).form, "-" | "–");
            let names = (first..=word.word).all(|at| syntax.token(at).upos == Upos::Propn);
            // "secretary general Ann Lee": both may hang on the name.
            let beside = (first..word.word).all(|at| syntax.head(at) == syntax.head(word.word))
                && token.relation.is_any(&["compound", "nmod:desc", "flat"]);
            if !hyphenated && !names && !beside && !(first..word.word).all(|at| syntax.is_below(at, word.word)) {
                continue;
            }
            let start = (first..word.word).map(text).collect::<Vec<_>>().join(" ").replace(" - ", "-");
            for end in [&form, &lemma] {
                let whole = if start.ends_with(" -") {
                    format!("{}-{end}", start.trim_end_matches(" -"))
                } else {
                    format!("{start} {end}")
                };
                if let Some(class) = self.lexicon.listed_noun(&whole) {
                    return Some(class.clone());
                }
            }
        }
        let listed = self.lexicon.listed_noun(&form).or_else(|| self.lexicon.listed_noun(&lemma)).cloned();
        if listed.is_some() || token.upos != Upos::Noun {
            return listed;
        }
        self.lexicon.noun(&lemma).or_else(|| self.is_somebody(word).then(NounClass::person))
    }

    /// "Three herders *who* had gone missing": of a noun that no list knows.
    fn is_somebody(&self, word: Word) -> bool {
        let syntax = self.syntax(word);
        let who = |at: &usize| matches!(syntax.lemma(*at), "who" | "whom" | "whose");
        syntax
            .children_by(word.word, &["acl:relcl"])
            .any(|clause| (word.word + 1..clause).take(RELATIVE).any(|at| who(&at)))
    }

    /// Whether a word is plural by its features or form.
    pub fn is_plural(&self, word: Word) -> bool {
        let token = self.scene.token(word);
        match token.feats.get("Number") {
            Some(number) => number == "Plur" || number == "Ptan",
            None => {
                token.upos == Upos::Noun
                    && token.form.to_lowercase() != token.lemma.to_lowercase()
                    && token.form.ends_with('s')
            }
        }
    }
}

/// Removes repetitions, keeping the order.
pub(super) fn dedup(words: &mut Vec<String>) {
    let mut seen = Vec::new();
    words.retain(|word| {
        let new = !seen.contains(word);
        seen.push(word.clone());
        new
    });
}
