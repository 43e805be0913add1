//! What stands around a noun or name and tells more of it: nationality, titles, modifiers, possessor, "of" phrase.

use super::Sort;
use super::describe::{Describer, Description, dedup};
use super::lexicon::StateWord;
use crate::scene::Word;
use sayso_core::Span;
use sayso_parse::{EntityKind, Upos};

/// Words of the longest name of a part of the world: "South-East Asian" with its hyphen.
const LONGEST_REGION: usize = 4;

/// "UN", "IRGC"
pub(super) fn is_initials(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Owners of owners that are described at most; a tree may hang in a ring of them.
pub(super) const DEEPEST: usize = 4;

/// Words before a noun that may tell of it at most: what is longer is no phrase of a language.
const MOST_BEFORE: usize = 40;

/// Whether a code is that of a body above states.
pub(super) fn is_above(country: &str) -> bool {
    sayso_core::codes::ABOVE_STATES.contains(&country)
}

impl<'a> Describer<'a> {
    /// Adds what stands around a noun or name: nationality, modifiers, possessor, "of" phrase.
    pub(super) fn add_surroundings(&self, word: Word, name: Span, described: &mut Description, depth: usize) {
        let mut before = self.words_before(word, name);
        described.owners.extend(self.owners(word, name));
        if let Some(region) = self.region_before(&before)
            && let (Some(&first), Some(&last)) = (region.first(), region.last())
        {
            described.region = Some(self.joined(first, last).to_string());
            before.retain(|word| !region.contains(word));
        }
        // "Central Asian leaders" are of states, too.
        let mut of_state = described.region.is_some();
        if let Some(code) = self.country_before(word, &before) {
            described.country = Some(code);
            of_state = true;
        }
        let titles = self.titles_before(word, name);
        for (at, &title) in titles.iter().enumerate() {
            let lemma = self.scene.token(title).lemma.to_lowercase();
            let has_post_behind =
                at + 1 < titles.len() || self.name_at(word).is_none() && self.noun_class(word).is_some();
            let next = titles.get(at + 1).map(|&next| self.scene.token(next).form.to_lowercase());
            // "secretary general" is one post.
            let is_first_half = next.is_some_and(|next| self.lexicon.listed_noun(&format!("{lemma} {next}")).is_some());
            if is_first_half || self.lexicon.is_rank(&lemma) && has_post_behind {
                continue;
            }
            if let Some(class) = self.noun_class(title) {
                described.gender = class.gender.or(described.gender);
                let sector = self.lexicon.sector_of_title(&lemma, &class);
                described.sector.extend(self.lent(title, self.scene.token(title).span, depth).unwrap_or(sector));
            }
            if described.sort == Some(Sort::Person) {
                described.owners.extend(self.owners(title, self.scene.token(title).span));
            }
        }
        if let Some(body) = self.known_before(word, &before) {
            let (country, sector) = body;
            described.country = described.country.take().or(country);
            if described.sector.is_empty() || described.sector.iter().any(|sector| sector == "UAF") {
                described.sector = sector;
            }
        }
        for &at in &before {
            let form = self.scene.token(at).form.to_lowercase();
            self.apply_modifier(&form, &mut described.sector);
            if let Some(Some(gender)) = self.lexicon.honorific(&form) {
                described.gender = Some(gender);
            }
            if let Some(office) = self.lexicon.office(&form)
                && let Some(class) = self.lexicon.listed_noun(office)
            {
                described.sector.extend(class.sector.clone());
            }
        }
        if depth >= DEEPEST {
            return;
        }
        if described.sector == ["GOV"]
            && let Some(sector) = self.lent(word, name, depth)
        {
            described.sector = sector;
        }
        // "The prosecutor's *office*" is no more of the government than he is.
        if described.sector == ["GOV"]
            && self.scene.token(word).lemma.eq_ignore_ascii_case("office")
            && let Some(owner) = self.syntax(word).possessor(word.word)
            && let Some(class) = self.noun_class(Word::new(word.sentence, owner))
            && !class.sector.is_empty()
        {
            described.sector = class.sector;
        }
        let weak = described.sector.is_empty();
        for owner in described.owners.clone() {
            let of = self.describe_at(owner, depth + 1);
            if described.country.is_none() && (!of.scene || of.sort != Some(Sort::Place) || self.is_post(word)) {
                described.country = of.country.clone();
            }
            of_state |= of.sort == Some(Sort::State);
            if weak && described.sector.is_empty() && described.sort != Some(Sort::State) {
                described.sector = match of.sort {
                    Some(Sort::Person) if self.is_kin(word) && of.sector.iter().any(|sector| sector == "GOV") => {
                        vec!["ELI".to_string()]
                    }
                    Some(Sort::Person) => Vec::new(),
                    _ if self.is_kin(word) => Vec::new(),
                    // "the chief of the Norvik Police Precinct": a place that is named like a body.
                    Some(Sort::Place) if of.sector.is_empty() => self.sector_of_place(owner),
                    _ => of.sector,
                };
            }
        }
        if described.sector.is_empty()
            && let Some(sector) = self.sector_of_work(word, depth)
        {
            described.sector = sector;
        }
        let post = self.title_before(word, name).unwrap_or(word);
        if described.sector.is_empty()
            && of_state
            && self.lexicon.of_state.nouns.contains(&self.scene.token(post).lemma.to_lowercase())
        {
            described.sector.push(self.lexicon.of_state.sector.clone());
        }
        if described.country.is_none() && described.sort != Some(Sort::State) {
            // Soldiers, companies, reporters and refugees "in Norland" may be of any state; those "from Norland" are its own.
            let travels =
                described.sector.iter().any(|sector| matches!(sector.as_str(), "MIL" | "BUS" | "JRN" | "REF"));
            described.country = if travels { self.state_behind(word, &["from"]) } else { self.home(word) };
        }
        dedup(&mut described.sector);
    }

    /// The sector of the body where somebody works: "a director *at the Dawn Institute*", "Ann Lee *from Dawn Watch*". The body's
    /// country need not be theirs, and who is told by no post ("a woman at the hospital") works nowhere.
    fn sector_of_work(&self, word: Word, depth: usize) -> Option<Vec<String>> {
        let is_person = self.name_at(word).is_some_and(|entity| entity.kind == EntityKind::Person);
        let is_post =
            || self.noun_class(word).is_some_and(|class| class.sort == Sort::Person && class.otherwise.is_none());
        let prepositions: &[&str] = match () {
            () if is_person => &["from", "with"],
            () if is_post() => &["at", "from", "with"],
            () => return None,
        };
        let is_body = |body: &Word| self.name_at(*body).is_some_and(|entity| entity.kind == EntityKind::Organization);
        self.phrases(word, prepositions).into_iter().filter(is_body).find_map(|body| {
            let of = self.describe_at(body, depth + 1);
            (of.sort == Some(Sort::Organization) && !of.sector.is_empty()).then_some(of.sector)
        })
    }

    /// The sector of a post that bodies beside the state have, too, by the body whose it is: "the president of the union"
    /// has no office of the state. None where the post is the state's, or nobody's that is told.
    fn lent(&self, post: Word, name: Span, depth: usize) -> Option<Vec<String>> {
        let syntax = self.syntax(post);
        let lemma = syntax.lemma(post.word).to_lowercase();
        // "secretary general": whose it is may hang on its first word.
        let first = post.word.checked_sub(1).map(|before| Word::new(post.sentence, before)).filter(|&before| {
            self.lexicon.is_lent_post(&format!("{} {lemma}", self.scene.token(before).form.to_lowercase()))
        });
        let can_lend = first.is_some() || self.lexicon.is_lent_post(&lemma);
        if depth >= DEEPEST || !can_lend || self.name_at(post).is_some() {
            return None;
        }
        let of_first = first.into_iter().flat_map(|first| self.owners(first, self.scene.token(first).span));
        self.owners(post, name).into_iter().chain(of_first).find_map(|owner| {
            let body = self.describe_at(owner, depth + 1);
            let is_named = self.name_at(owner).is_some_and(|entity| entity.kind == EntityKind::Organization);
            let is_state = body.sort == Some(Sort::State) || self.is_called_state(owner);
            let own = body.sector.first().is_some_and(|sector| sector != "GOV");
            let unknown = body.sector.is_empty() && is_named && !body.country.as_deref().is_some_and(is_above);
            (body.sort == Some(Sort::Organization) && !is_state && (own || unknown)).then_some(body.sector)
        })
    }

    /// "The Republic of Norland", "the Kingdom of Sudland".
    fn is_called_state(&self, word: Word) -> bool {
        let name = self.name_at(word).map_or("", |entity| self.scene.words_at(entity.span));
        let first = name.trim_start_matches("the ").split_once(" of ").map(|(first, _)| first.to_lowercase());
        first.is_some_and(|first| self.lexicon.is_state_body(first.rsplit(' ').next().unwrap_or_default()))
    }

    /// The sector that the name of a place tells, where it is one of a body.
    fn sector_of_place(&self, word: Word) -> Vec<String> {
        let name = self.name_at(word).map(|entity| self.scene.words_at(entity.span));
        name.and_then(|name| self.lexicon.sector_of_name(name)).map(str::to_string).into_iter().collect()
    }

    /// "Wife", "son", "family": somebody's relatives.
    pub(super) fn is_kin(&self, word: Word) -> bool {
        let lemma = self.scene.token(word).lemma.to_lowercase();
        matches!(lemma.as_str(), "family" | "relative" | "child" | "cousin")
            || self.noun_class(word).is_some_and(|class| class.gender.is_some() && class.sector.is_empty())
    }

    /// Whether a noun is a post that a place gives its country ("mayor of Tehran").
    pub(super) fn is_post(&self, word: Word) -> bool {
        self.noun_class(word).is_some_and(|class| class.sort == Sort::Person || class.sort == Sort::Organization)
    }

    /// The state in a phrase "in X", "from X" after a noun.
    pub(super) fn home(&self, word: Word) -> Option<String> {
        let syntax = self.syntax(word);
        let mut based = syntax
            .children_by(word.word, &["acl"])
            .filter(|&verb| {
                matches!(syntax.lemma(verb), "base" | "operate" | "locate" | "headquarter" | "live" | "bear")
            })
            .flat_map(|verb| self.phrases(Word::new(word.sentence, verb), &["in"]));
        self.state_behind(word, &["in", "from"]).or_else(|| based.find_map(|place| self.state_at(place)))
    }

    /// The state in a phrase with one of these prepositions after a noun.
    fn state_behind(&self, word: Word, prepositions: &[&str]) -> Option<String> {
        self.phrases(word, prepositions).into_iter().find_map(|place| self.state_at(place))
    }

    /// The state that a word names.
    fn state_at(&self, place: Word) -> Option<String> {
        let text = match self.name_at(place) {
            Some(entity) => self.scene.words_at(entity.span),
            None => self.scene.words_at(self.name_span(place)),
        };
        let (code, how) = self.lexicon.state(text)?;
        (how != StateWord::People).then(|| code.to_string())
    }

    pub(super) fn apply_modifier(&self, form: &str, sector: &mut Vec<String>) {
        let Some(modifier) = self.lexicon.modifier(form) else { return };
        let own = sector.first().map_or("", String::as_str);
        let allowed = modifier.only.is_empty() || modifier.only.iter().any(|only| only == own);
        if allowed && (modifier.replaces || own.is_empty()) {
            *sector = vec![modifier.sector.clone()];
        }
    }

    /// Words of the phrase that stand before the noun or name, in the order of the text; a possessor's are left out.
    pub(super) fn words_before(&self, word: Word, name: Span) -> Vec<Word> {
        let syntax = self.syntax(word);
        let apart = ["nmod:poss", "acl", "conj", "appos", "case", "nsubj", "cop", "advcl", "obl", "parataxis"];
        let mut words = syntax.subtree_without(word.word, |word| {
            let token = syntax.token(word);
            token.span.start >= name.start && token.span.end > name.end || token.relation.is_any(&apart)
        });
        words.retain(|&at| at != word.word && syntax.token(at).span.end <= name.start);
        // What stands right before it and is a modifier belongs to it, even where the tree hangs it elsewhere.
        let mut first =
            (0..=word.word).rev().find(|&at| syntax.token(at).span.start <= name.start).unwrap_or(word.word);
        while let Some(before) = first.checked_sub(1) {
            let relation = syntax.token(before).relation;
            if !words.contains(&before) {
                if !relation.is_any(&["amod", "compound", "nmod:desc"]) {
                    break;
                }
                words.push(before);
            }
            first = before;
        }
        words.sort_unstable();
        let far = words.len().saturating_sub(MOST_BEFORE);
        words.into_iter().skip(far).map(|at| Word::new(word.sentence, at)).collect()
    }

    /// The words of a part of the world among words before a noun: "the *South-East Asian* country".
    fn region_before(&self, before: &[Word]) -> Option<Vec<Word>> {
        (1..=LONGEST_REGION).rev().flat_map(|length| before.windows(length)).find_map(|window| {
            let (first, last) = (window.first()?, window.last()?);
            let is_run = last.word + 1 == first.word + window.len();
            let is_last = self.scene.token(*last).upos != Upos::Noun;
            let next = last.word + 1;
            let syntax = self.syntax(*last);
            // "African-led" is no part of the world.
            let joined = next < syntax.len() && matches!(&*syntax.token(next).form, "-" | "–");
            let text = self.joined(*first, *last);
            (is_run && is_last && !joined && self.lexicon.region(text).is_some()).then(|| window.to_vec())
        })
    }

    /// Whether a word is the last of several that name a part of the world: "South *American*" is no American.
    pub(super) fn ends_region(&self, word: Word) -> bool {
        (1..LONGEST_REGION).any(|before| {
            let Some(first) = word.word.checked_sub(before) else { return false };
            self.lexicon.region(self.joined(Word::new(word.sentence, first), word)).is_some()
        })
    }

    fn joined(&self, first: Word, last: Word) -> &'a str {
        self.scene.words_at(self.scene.token(first).span.join(self.scene.token(last).span))
    }

    /// The first nationality or state among words before a noun; "US-backed" does not count.
    pub(super) fn country_before(&self, word: Word, before: &[Word]) -> Option<String> {
        let syntax = self.syntax(word);
        let joined = |at: usize| at + 1 < syntax.len() && matches!(&*syntax.token(at + 1).form, "-" | "–");
        let mut at = 0;
        while at < before.len() {
            for length in (1..=3).rev() {
                let Some(window) = before.get(at..at + length) else { continue };
                let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
                if last.word - first.word + 1 != length || joined(last.word) {
                    continue;
                }
                let text = self.scene.words_at(syntax.token(first.word).span.join(syntax.token(last.word).span));
                if let Some((code, how)) = self.lexicon.state(text)
                    && (how != StateWord::Capital || length > 1 || syntax.token(first.word).upos == Upos::Propn)
                    && syntax.token(last.word).upos != Upos::Noun
                {
                    return Some(code.to_string());
                }
            }
            at += 1;
        }
        None
    }

    /// Country and sectors of a body of the lexicon among words before a noun: "*United Nations* peacekeepers".
    fn known_before(&self, word: Word, before: &[Word]) -> Option<(Option<String>, Vec<String>)> {
        let syntax = self.syntax(word);
        (1..=4).rev().flat_map(|length| before.windows(length)).find_map(|window| {
            let (first, last) = (window.first()?, window.last()?);
            let is_run = last.word + 1 == first.word + window.len();
            let is_name = is_run && syntax.token(last.word).upos == Upos::Propn;
            let text = self.scene.words_at(syntax.token(first.word).span.join(syntax.token(last.word).span));
            // "Dawn Front commander": a part of a name is no body, unless it stands there as initials ("UN Mission").
            let is_part = self.name_at(*last).is_some_and(|entity| {
                let span = syntax.token(first.word).span.join(syntax.token(last.word).span);
                span.start > entity.span.start || span.end < entity.span.end
            });
            let code = self.body_code(text).filter(|_| is_name)?;
            (!is_part || is_initials(text)).then_some(code)
        })
    }

    /// The noun before a name that tells an office: "foreign *minister* Ann Lee".
    pub(super) fn title_before(&self, word: Word, name: Span) -> Option<Word> {
        self.titles_before(word, name).pop()
    }

    /// All of them: "spiritual *leader* *Bishop* Ann Lee".
    pub(super) fn titles_before(&self, word: Word, name: Span) -> Vec<Word> {
        let mut before = self.words_before(word, name);
        before.retain(|&at| {
            self.name_at(at).is_none_or(|entity| entity.span.end > name.start)
                && matches!(self.scene.token(at).upos, Upos::Noun | Upos::Propn)
                && self.noun_class(at).is_some_and(|class| class.sort == Sort::Person)
        });
        before
    }

    /// Phrases with one of these prepositions after a word.
    pub(super) fn phrases(&self, word: Word, prepositions: &[&str]) -> Vec<Word> {
        let syntax = self.syntax(word);
        syntax
            .children_by(word.word, &["nmod", "obl"])
            .filter(|&child| child > word.word)
            .filter(|&child| syntax.preposition(child).is_some_and(|found| prepositions.contains(&found.as_str())))
            .map(|child| Word::new(word.sentence, child))
            .collect()
    }

    /// Whose, or of whom: possessor, "of" and "for" phrase, a name or body before the noun.
    pub(super) fn owners(&self, word: Word, name: Span) -> Vec<Word> {
        let syntax = self.syntax(word);
        let mut owners: Vec<Word> =
            syntax.possessor(word.word).map(|owner| Word::new(word.sentence, owner)).into_iter().collect();
        // "The *Lee* administration" is Lee's.
        let is_led = self.lexicon.is_led(&syntax.lemma(word.word).to_lowercase());
        let is_spokesman = syntax.lemma(word.word).to_lowercase().starts_with("spokes");
        owners.extend(self.phrases(word, if is_spokesman { &["of", "for"] } else { &["of"] }));
        owners.extend(
            syntax
                .children_by(word.word, &["compound", "nmod:desc", "amod"])
                .map(|child| Word::new(word.sentence, child))
                .filter(|&child| {
                    let token = self.scene.token(child);
                    token.span.end <= name.start
                        && match self.name_at(child) {
                            Some(entity) => {
                                let gives = match entity.kind {
                                    EntityKind::Organization
                                    | EntityKind::Norp
                                    | EntityKind::Misc
                                    | EntityKind::Location => true,
                                    EntityKind::Person => is_led,
                                    _ => false,
                                };
                                gives && !entity.span.overlaps(name)
                            }
                            None => {
                                token.upos == Upos::Noun
                                    && self
                                        .lexicon
                                        .listed_noun(&token.lemma.to_lowercase())
                                        .is_some_and(|class| matches!(class.sort, Sort::Organization | Sort::Group))
                            }
                        }
                }),
        );
        owners
    }
}
