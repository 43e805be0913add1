//! What is known of a phrase by itself, as classes whose numbers choose rows of the head's tables.

use super::phrases::{Children, Phrase, is_any};
use crate::{EntityKind, Parse, Token, Upos};

/// Facts of a phrase.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Facts {
    pub form: usize,
    pub number: usize,
    /// Kind of the name that covers the head, from 1; 0 for none.
    pub kind: usize,
    pub role: usize,
    /// Number of the quotation that it stands in, from 1; 0 outside.
    pub quotation: usize,
    pub paragraph: usize,
    /// The words that tell it from others in lower case, the head's among them.
    pub core: Vec<String>,
    /// The head in lower case: of a name as written, else its lemma.
    pub head: String,
    /// The phrase without article and possessive ending, in lower case.
    pub whole: String,
    /// Initials of its capitalised words, where it has two and more.
    pub initials: String,
    length: usize,
    details: usize,
    capital: usize,
    address: usize,
}

/// Classes of form. Pronouns come first.
pub(crate) const FORMS: usize = 22;
/// Forms below this are pronouns.
pub(crate) const PRONOUNS: usize = 11;
const HE: usize = 3;
const NAME: usize = 18;
/// I, we, you.
pub(crate) const SPEECH: usize = 3;

const NUMBERS: usize = 3;
pub(crate) const KINDS: usize = 1 + EntityKind::ALL.len();
pub(crate) const ROLES: usize = 14;
const LENGTHS: usize = 5;
const DETAILS: usize = 4;
const ADDRESSES: usize = 3;
const OPENINGS: usize = 3;

/// Rows of tables about single phrases.
pub(crate) const ROWS: usize = FORMS + NUMBERS + KINDS + ROLES + 2 + LENGTHS + DETAILS + 2 + ADDRESSES + OPENINGS;

/// How many of them hold for a phrase.
pub(crate) const TOLD: usize = 10;

impl Facts {
    /// Facts of all phrases.
    pub(crate) fn of(parse: &Parse, children: &[Children], phrases: &[Phrase]) -> Vec<Facts> {
        let surroundings = Surroundings::of(parse);
        phrases.iter().map(|phrase| facts(parse, &surroundings, &children[phrase.sentence], phrase)).collect()
    }

    pub(crate) fn is_pronoun(&self) -> bool {
        self.form < PRONOUNS
    }

    pub(crate) fn is_he(&self) -> bool {
        self.form == HE
    }

    pub(crate) fn is_she(&self) -> bool {
        self.form == HE + 1
    }

    pub(crate) fn is_name(&self) -> bool {
        (NAME..NAME + 2).contains(&self.form)
    }

    /// Pronoun, description, name.
    pub(crate) fn group(&self) -> usize {
        if self.is_pronoun() { 0 } else { 1 + usize::from(self.is_name()) }
    }

    /// The rows that hold for it.
    pub(crate) fn rows(&self, sentence: usize) -> [usize; TOLD] {
        let classes = [
            (self.form, FORMS),
            (self.number, NUMBERS),
            (self.kind, KINDS),
            (self.role, ROLES),
            (usize::from(self.quotation > 0), 2),
            (self.length, LENGTHS),
            (self.details, DETAILS),
            (self.capital, 2),
            (self.address, ADDRESSES),
            (sentence.min(OPENINGS - 1), OPENINGS),
        ];
        let mut offset = 0;
        classes.map(|(class, size)| {
            offset += size;
            offset - size + class
        })
    }
}

/// What stands around the words of a document: quotations, paragraphs, names.
struct Surroundings {
    quotations: Vec<Vec<usize>>,
    paragraphs: Vec<usize>,
    kinds: Vec<Vec<usize>>,
}

impl Surroundings {
    fn of(parse: &Parse) -> Surroundings {
        let mut quotations = Vec::with_capacity(parse.sentences.len());
        let mut paragraphs = Vec::with_capacity(parse.sentences.len());
        let (mut open, mut count, mut paragraph) = (false, 0, 0);
        for sentence in &parse.sentences {
            if sentence.starts_paragraph {
                // A quotation goes on in the next paragraph where that begins with its mark again.
                open = false;
                paragraph += 1;
            }
            paragraphs.push(paragraph);
            let within = sentence.tokens.iter().map(|token| {
                let opens = match &*token.form {
                    "“" | "``" => true,
                    "”" | "''" => false,
                    "\"" => !open,
                    _ => return if open { count } else { 0 },
                };
                count += usize::from(opens && !open);
                open = opens;
                0
            });
            quotations.push(within.collect());
        }
        let mut kinds: Vec<Vec<usize>> =
            parse.sentences.iter().map(|sentence| vec![0; sentence.tokens.len()]).collect();
        for entity in &parse.entities {
            if let Some(words) =
                kinds.get_mut(entity.sentence).and_then(|words| words.get_mut(entity.first..entity.end))
            {
                words.fill(1 + entity.kind as usize);
            }
        }
        Surroundings { quotations, paragraphs, kinds }
    }
}

fn facts(parse: &Parse, around: &Surroundings, children: &Children, phrase: &Phrase) -> Facts {
    let tokens = &parse.sentences[phrase.sentence].tokens;
    let token = &tokens[phrase.head];
    let kinds = &around.kinds[phrase.sentence];
    let kind = kinds[phrase.head];
    let last = name_end(tokens, children, kinds, phrase);
    let tells = |token: &&Token| {
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X | Upos::Sym | Upos::Verb)
    };
    let core_tokens = || tokens[phrase.first..last].iter().filter(tells);
    let mut core: Vec<String> = core_tokens().map(lower).collect();
    core.dedup();
    let capitals: Vec<char> =
        core_tokens().filter_map(|token| token.form.chars().next().filter(|letter| letter.is_uppercase())).collect();
    let has =
        |relations: &[&str]| children.on(phrase.head).iter().any(|&child| tokens[child].relation.is_any(relations));
    let before = phrase.first.checked_sub(1).and_then(|before| tokens.get(before));
    Facts {
        form: form(tokens, children, phrase.head, kind),
        number: match token.feats.get("Number") {
            Some("Sing") => 1,
            Some("Plur" | "Ptan") => 2,
            _ => 0,
        },
        kind,
        role: role(token),
        quotation: around.quotations[phrase.sentence][phrase.head],
        paragraph: around.paragraphs[phrase.sentence],
        head: lower(token),
        whole: whole(&tokens[phrase.first..phrase.end]),
        initials: if capitals.len() > 1 { capitals.iter().collect::<String>().to_lowercase() } else { String::new() },
        core,
        length: match phrase.end - phrase.first {
            1 => 0,
            2 => 1,
            3 => 2,
            4..=6 => 3,
            _ => 4,
        },
        details: usize::from(has(&["acl"])) + 2 * usize::from(has(&["nmod"])),
        capital: usize::from(token.form.starts_with(char::is_uppercase) && phrase.head > 0),
        address: [before, Some(&tokens[phrase.first]), Some(token)]
            .into_iter()
            .flatten()
            .map(|token| address(&token.form))
            .max()
            .unwrap_or(0),
    }
}

/// One past the last word of the name or of the noun with what stands before it.
fn name_end(tokens: &[Token], children: &Children, kinds: &[usize], phrase: &Phrase) -> usize {
    let flat = children.on(phrase.head).iter().filter(|&&child| tokens[child].relation.is("flat"));
    let mut end = 1 + flat.copied().max().unwrap_or(phrase.head).max(phrase.head);
    while end < phrase.end && kinds[phrase.head] > 0 && kinds[end] == kinds[phrase.head] {
        end += 1;
    }
    end.min(phrase.end)
}

fn lower(token: &Token) -> String {
    let word = if token.upos == Upos::Propn { &token.form } else { &token.lemma };
    word.to_lowercase()
}

fn whole(tokens: &[Token]) -> String {
    let article = tokens.len() > 1 && is_any(&tokens[0].form, &["the", "a", "an"]);
    let ending = tokens.len() > 1 && tokens.last().is_some_and(|last| last.form.starts_with(['\'', '’']));
    let words = &tokens[usize::from(article)..tokens.len() - usize::from(ending)];
    words.iter().map(|token| token.form.to_lowercase()).collect::<Vec<String>>().join(" ")
}

/// How a man or a woman is addressed.
fn address(form: &str) -> usize {
    if is_any(
        form,
        &["mr", "mr.", "sir", "lord", "king", "prince", "father", "son", "brother", "husband", "man", "boy"],
    ) {
        1
    } else if is_any(
        form,
        &[
            "mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "mother", "daughter", "sister", "wife",
            "woman", "girl",
        ],
    ) {
        2
    } else {
        0
    }
}

fn form(tokens: &[Token], children: &Children, head: usize, kind: usize) -> usize {
    let token = &tokens[head];
    if matches!(token.upos, Upos::Pron | Upos::Det | Upos::Adv) {
        return pronoun(&token.form);
    }
    let determiner =
        children.on(head).iter().find(|&&child| tokens[child].relation.is("det")).map(|&child| &tokens[child]);
    let the = determiner.is_some_and(|determiner| is_any(&determiner.form, &["the"]));
    if token.upos == Upos::Propn || kind > 0 && token.form.starts_with(char::is_uppercase) {
        return NAME + usize::from(the);
    }
    if matches!(token.upos, Upos::Num | Upos::Sym) {
        return 20;
    }
    let counted = children.on(head).iter().any(|&child| tokens[child].relation.is("nummod"));
    match determiner {
        Some(_) if the => 11,
        Some(determiner) if is_any(&determiner.form, &["this", "that", "these", "those"]) => 12,
        Some(determiner) if is_any(&determiner.form, &["a", "an"]) => 14,
        Some(_) => 15,
        None if children.on(head).iter().any(|&child| tokens[child].relation.is("nmod:poss")) => 13,
        None if counted => 15,
        None if token.feats.has("Number", "Plur") => 16,
        None if matches!(token.upos, Upos::Adj | Upos::Verb) => 21,
        None => 17,
    }
}

/// Classes of pronouns by their words.
const WORDS: [&[&str]; PRONOUNS] = [
    &["i", "me", "my", "mine", "myself"],
    &["we", "us", "our", "ours", "ourselves"],
    &["you", "your", "yours", "yourself", "yourselves", "y'all"],
    &["he", "him", "his", "himself"],
    &["she", "her", "hers", "herself"],
    &["it", "its", "itself"],
    &["they", "them", "their", "theirs", "themselves"],
    &["this", "that"],
    &["these", "those"],
    &["here", "there"],
    &[],
];

fn pronoun(form: &str) -> usize {
    WORDS.iter().position(|words| is_any(form, words)).unwrap_or(PRONOUNS - 1)
}

fn role(token: &Token) -> usize {
    let relation = token.relation;
    match relation.full() {
        "nsubj:pass" => return 1,
        "nmod:poss" => return 5,
        _ => {}
    }
    match relation.main() {
        "nsubj" => 0,
        "obj" | "iobj" => 2,
        "obl" => 3,
        "nmod" => 4,
        "appos" => 6,
        "conj" => 7,
        "root" => 8,
        "compound" | "amod" => 9,
        "ccomp" | "xcomp" | "advcl" | "acl" => 10,
        "parataxis" => 11,
        "vocative" | "discourse" | "dislocated" => 12,
        _ => 13,
    }
}
