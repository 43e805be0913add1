//! Lemmas that a word list knows: the parser's own, else what the endings of the form allow.
//!
//! The parser guesses lemmas from endings and sometimes misses ("denied": denie). A list of words is surer: of the
//! lemmas that a form can have, the one in the list is meant.

use crate::lexicon::{LexiconError, LexiconFiles, Rows, list};
use sayso_parse::{Parse, Token, Upos};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The words that the lists of the lexicon are made of.
#[derive(Debug)]
pub struct Vocabulary {
    words: HashSet<String>,
    /// Irregular forms that a user's list of verbs has, with the verb.
    forms: HashMap<String, String>,
}

impl Vocabulary {
    /// Collects the words of all lists.
    pub fn load(files: &LexiconFiles) -> Result<Vocabulary, LexiconError> {
        let mut vocabulary = Vocabulary { words: files.listed_words()?, forms: HashMap::new() };
        for row in Rows::of(files, "actors/agents.tsv")? {
            let [noun, ..]: [&str; 3] = row?;
            vocabulary.words.extend(noun.split(' ').map(str::to_string));
        }
        for row in Rows::of(files, "forms.tsv")? {
            let [verb, forms] = row?;
            let single = |form: &&str| !verb.contains(' ') && !form.contains(' ') && *form != "-";
            vocabulary.forms.extend(list(forms).filter(single).map(|form| (form.to_string(), verb.to_string())));
        }
        Ok(vocabulary)
    }

    /// The parse with lemmas that the lists know in place of those that no list knows.
    pub fn restore(&self, parse: &Parse) -> Parse {
        let mut restored = parse.clone();
        for token in restored.sentences.iter_mut().flat_map(|sentence| &mut sentence.tokens) {
            let known = |word: &str| self.words.contains(word);
            if let Some(verb) = with_silent_e(token).filter(|verb| known(verb)) {
                token.lemma = Arc::from(verb);
            } else if matches!(token.upos, Upos::Verb | Upos::Noun) && !known(&token.lemma) {
                let listed = self.forms.get(&token.form.to_lowercase()).filter(|_| token.upos == Upos::Verb);
                let lemma = listed.cloned().unwrap_or_else(|| known_lemma(token, known));
                if *lemma != *token.lemma {
                    token.lemma = Arc::from(lemma);
                }
            }
        }
        restored
    }
}

/// The lemma of a word in lower case: the parser's if `known` has it, else the first that fits the form and is known,
/// else the parser's.
pub fn known_lemma(token: &Token, known: impl Fn(&str) -> bool) -> String {
    let lemma = token.lemma.to_lowercase();
    if known(&lemma) || !matches!(token.upos, Upos::Verb | Upos::Noun | Upos::Aux) {
        return lemma;
    }
    let form = token.form.to_lowercase();
    if let Some((_, base)) = IRREGULAR.iter().find(|(irregular, base)| *irregular == form && known(base)) {
        return base.to_string();
    }
    // "retook": a prefix before an irregular form
    let prefixed = PREFIXES.iter().find_map(|prefix| {
        let rest = form.strip_prefix(prefix)?;
        let (_, base) = IRREGULAR.iter().find(|(irregular, _)| *irregular == rest)?;
        Some(format!("{prefix}{base}")).filter(|lemma| known(lemma))
    });
    if let Some(lemma) = prefixed {
        return lemma;
    }
    let mut candidates = candidates(&form);
    // "groping" may be a noun that some list has: of a verb it is the last to be meant.
    if token.upos == Upos::Verb {
        candidates.rotate_left(1);
    }
    candidates.into_iter().find(|candidate| known(candidate)).unwrap_or(lemma)
}

/// The verb with a silent "e" that a form comes from: "raping" is no form of "rap", which would double its last letter.
fn with_silent_e(token: &Token) -> Option<String> {
    if token.upos != Upos::Verb {
        return None;
    }
    let form = token.form.to_lowercase();
    let base = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed"))?;
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut letters = base.chars().rev();
    letters.next().filter(|&last| !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y'))?;
    letters.next().filter(|&before| is_vowel(before))?;
    let vowels = base.chars().filter(|&letter| is_vowel(letter) || letter == 'y').count();
    (vowels == 1 && base.len() > 2 && token.lemma.eq_ignore_ascii_case(base)).then(|| format!("{base}e"))
}

/// Syllables before a verb that leave its forms as they are.
const PREFIXES: &[&str] = &["re", "over", "out", "under", "mis"];

/// Irregular forms of verbs that word lists of ours are likely to have.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("said", "say"), ("told", "tell"), ("spoke", "speak"), ("spoken", "speak"), ("wrote", "write"), ("written", "write"),
    ("thought", "think"), ("felt", "feel"), ("knew", "know"), ("known", "know"), ("held", "hold"), ("found", "find"),
    ("swore", "swear"), ("sworn", "swear"), ("understood", "understand"), ("foresaw", "foresee"), ("saw", "see"),
    ("seen", "see"), ("heard", "hear"), ("read", "read"), ("made", "make"), ("went", "go"), ("began", "begin"),
    ("sought", "seek"), ("forbade", "forbid"), ("forbidden", "forbid"), ("overheard", "overhear"), ("rebutted", "rebut"),
    ("came", "come"), ("gave", "give"), ("given", "give"), ("took", "take"), ("taken", "take"), ("led", "lead"),
    ("broke", "break"), ("forgot", "forget"), ("retold", "retell"), ("learnt", "learn"), ("dreamt", "dream"), ("bet", "bet"),
    ("sent", "send"), ("brought", "bring"), ("meant", "mean"), ("undertook", "undertake"), ("laid", "lay"), ("paid", "pay"),
    ("set", "set"), ("put", "put"), ("let", "let"), ("got", "get"), ("kept", "keep"), ("began", "begin"),
    ("fought", "fight"), ("struck", "strike"), ("stricken", "strike"), ("shot", "shoot"), ("fled", "flee"), ("drove", "drive"), ("driven", "drive"),
    ("threw", "throw"), ("thrown", "throw"), ("stole", "steal"), ("stolen", "steal"), ("withdrew", "withdraw"), ("withdrawn", "withdraw"),
    ("drew", "draw"), ("drawn", "draw"), ("hid", "hide"), ("hidden", "hide"), ("beat", "beat"), ("beaten", "beat"), ("slew", "slay"), ("slain", "slay"),
    ("overthrew", "overthrow"), ("overthrown", "overthrow"), ("shook", "shake"), ("shaken", "shake"), ("rose", "rise"), ("risen", "rise"),
    ("arose", "arise"), ("bought", "buy"), ("caught", "catch"), ("taught", "teach"), ("stood", "stand"), ("withstood", "withstand"), ("sold", "sell"),
    ("lost", "lose"), ("won", "win"), ("met", "meet"), ("left", "leave"), ("built", "build"), ("rebuilt", "rebuild"), ("spent", "spend"), ("lent", "lend"),
    ("burnt", "burn"), ("blew", "blow"), ("blown", "blow"), ("flew", "fly"), ("flown", "fly"), ("froze", "freeze"), ("frozen", "freeze"),
    ("chose", "choose"), ("chosen", "choose"), ("fell", "fall"), ("fallen", "fall"), ("grew", "grow"), ("ran", "run"), ("sang", "sing"), ("sank", "sink"),
    ("spread", "spread"), ("stuck", "stick"), ("swept", "sweep"), ("tore", "tear"), ("torn", "tear"), ("wore", "wear"), ("upheld", "uphold"),
    ("withheld", "withhold"), ("undid", "undo"), ("did", "do"), ("done", "do"), ("ate", "eat"), ("bound", "bind"), ("bore", "bear"), ("borne", "bear"),
    ("dealt", "deal"), ("dug", "dig"), ("fed", "feed"), ("hung", "hang"), ("hurt", "hurt"), ("knelt", "kneel"), ("lit", "light"), ("rode", "ride"),
    ("ridden", "ride"), ("rang", "ring"), ("slid", "slide"), ("strove", "strive"), ("swam", "swim"), ("woke", "wake"), ("wound", "wind"), ("forgave", "forgive"),
    ("forgiven", "forgive"), ("overcame", "overcome"), ("overran", "overrun"), ("overtook", "overtake"), ("mistook", "mistake"), ("misled", "mislead"),
    ("unfroze", "unfreeze"), ("unfrozen", "unfreeze"), ("women", "woman"), ("men", "man"), ("children", "child"), ("people", "people"), ("police", "police"),
];

/// What a form with a regular ending can be a form of.
fn candidates(form: &str) -> Vec<String> {
    let mut found = vec![form.to_string()];
    let mut add = |base: &str, ending: &str| {
        if base.len() > 1 {
            found.push(format!("{base}{ending}"));
        }
    };
    for ending in ["ied", "ies"] {
        if let Some(base) = form.strip_suffix(ending) {
            add(base, "y");
        }
    }
    for ending in ["ed", "ing"] {
        if let Some(base) = form.strip_suffix(ending) {
            add(base, "");
            add(base, "e");
            // "admitted": admit
            let mut ends = base.chars().rev();
            if let (Some(last), Some(before)) = (ends.next(), ends.next())
                && last == before
            {
                add(&base[..base.len() - last.len_utf8()], "");
            }
        }
    }
    for ending in ["es", "s"] {
        if let Some(base) = form.strip_suffix(ending) {
            add(base, "");
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_leaves_the_forms_of_a_verb() {
        let known = |word: &str| matches!(word, "retake" | "take");
        for (form, lemma) in [("retook", "retake"), ("retaken", "retake"), ("took", "take"), ("reforms", "reforms")] {
            let token = crate::hand_tree::document(&format!("{form}/VERB/0/root")).1.sentences[0].tokens[0].clone();
            assert_eq!(known_lemma(&token, known), lemma);
        }
    }

    #[test]
    fn a_verb_is_no_noun_of_a_list_and_keeps_its_silent_e() {
        let files = LexiconFiles::embedded();
        let vocabulary = Vocabulary::load(&files).expect("a sound lexicon");
        let restored = |word: &str| {
            let (_, parse) = crate::hand_tree::document(word);
            vocabulary.restore(&parse).sentences[0].tokens[0].lemma.to_string()
        };
        assert_eq!(restored("raping:rap/VERB/0/root"), "rape");
        assert_eq!(restored("scared:scar/VERB/0/root"), "scare");
        assert_eq!(restored("groping:grop/VERB/0/root"), "grope");
        assert_eq!(restored("stabbing:stab/VERB/0/root"), "stab");
        assert_eq!(restored("visiting:visit/VERB/0/root"), "visit");
        assert_eq!(restored("shelling:shell/VERB/0/root"), "shell");
        assert_eq!(restored("beating:beat/VERB/0/root"), "beat");
    }

    #[test]
    fn endings_are_taken_off() {
        for (form, lemma) in [
            ("denied", "deny"),
            ("admitted", "admit"),
            ("accusing", "accuse"),
            ("tells", "tell"),
            ("pushes", "push"),
            ("é", "é"),
        ] {
            assert!(candidates(form).iter().any(|found| found == lemma), "{form}");
        }
    }
}
