//! Lemmas: the network chooses how a form is changed; what it can't know about spelling is mended here.

use crate::labels::{Labels, Script};
use crate::pieces::Pieces;
use crate::{Feats, Upos, best};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// How far behind the best script others are looked at, in log odds, where the best leaves an inflected form as it is
/// or makes no word of it.
const LIKELY: f32 = 5.0;

static IRREGULAR: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("irregular.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// Forms of a verb that no suffix explains ("struck" for "strike").
pub fn irregular_forms(lemma: &str) -> Vec<&'static str> {
    let mut forms: Vec<&str> = IRREGULAR.iter().filter(|(_, base)| **base == lemma).map(|(form, _)| *form).collect();
    forms.sort_unstable();
    forms
}

/// The lemma of a form; `scores` of the scripts.
pub(crate) fn lemma(
    form: &str,
    upos: Upos,
    feats: &Feats,
    scores: &[f32],
    labels: &Labels,
    pieces: &Pieces,
) -> Arc<str> {
    let top = best(scores);
    let lemma = labels.scripts[top].apply(form);
    // "Jan.": what is written out goes on from the letters.
    let lemma = match form.strip_suffix('.') {
        Some(letters) if lemma.len() > form.len() && lemma.starts_with(form) => {
            format!("{letters}{}", &lemma[form.len()..]).into()
        }
        _ => lemma,
    };
    if !matches!(upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Adv) {
        return lemma;
    }
    let low = form.to_lowercase();
    let past = upos == Upos::Verb && (feats.has("Tense", "Past") || feats.has("VerbForm", "Part"));
    if upos == Upos::Verb && low == "has" {
        return "have".into();
    }
    if let Some(known) = IRREGULAR.get(low.as_str()).filter(|_| past) {
        return (*known).into();
    }
    let stems = stems(&low, upos, feats);
    let unchanged = lemma.eq_ignore_ascii_case(form);
    if pieces.is_word(&lemma) && !unchanged && (stems.is_empty() || stems.iter().any(|stem| **stem == *lemma)) {
        return lemma;
    }
    if upos == Upos::Verb && !stems.is_empty() {
        return verb(&low, &stems, pieces).unwrap_or(lemma);
    }
    if stems.is_empty() && unchanged {
        return lemma;
    }
    let base =
        matches!(upos, Upos::Verb | Upos::Noun) && form.len() > 4 && form.bytes().all(|byte| byte.is_ascii_lowercase());
    if stems.is_empty() && base {
        return low.into(); // Nothing shows an ending: the network has cut what belongs to the word.
    }
    let mut others: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > scores[top] - LIKELY).collect();
    others.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let edits = others.into_iter().filter(|at| matches!(labels.scripts[*at], Script::Edit { .. }));
    let mut words = edits.map(|at| labels.scripts[at].apply(form)).filter(|other| !other.eq_ignore_ascii_case(form));
    let fits =
        |other: &Arc<str>| pieces.is_word(other) && (stems.is_empty() || stems.iter().any(|stem| **stem == **other));
    let found = words.find(fits);
    let first = || stems.first().filter(|_| !unchanged).map(|stem| stem.as_str().into());
    found.or_else(first).unwrap_or(lemma)
}

/// The stem of a regular verb form: the one that is a word, where several are the likely one by spelling.
fn verb(form: &str, stems: &[String], pieces: &Pieces) -> Option<Arc<str>> {
    let by_spelling = regular(form);
    let is_spelled = |stem: &&String| by_spelling.as_deref() == Some(stem.as_str());
    let mut words = stems.iter().filter(|stem| pieces.is_word(stem));
    let first = words.next();
    let chosen = first.into_iter().chain(words).find(is_spelled).or(first);
    chosen.map(|stem| stem.as_str().into()).or(by_spelling).or_else(|| stems.first().map(|stem| stem.as_str().into()))
}

/// What a regularly inflected form can come from, likelier ones first; none for forms that show no ending.
fn stems(form: &str, upos: Upos, feats: &Feats) -> Vec<String> {
    let verb = upos == Upos::Verb;
    let past = verb && (feats.has("Tense", "Past") || feats.has("VerbForm", "Part"));
    let third = verb && feats.has("Person", "3") && feats.has("Number", "Sing") && feats.has("Tense", "Pres");
    let plural = upos == Upos::Noun && feats.has("Number", "Plur");
    let with = |start: &str, end: &str| format!("{start}{end}");
    let long = |stem: &&str| stem.len() > 1 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let undoubled = |stem: &str| {
        let bytes = stem.as_bytes();
        (bytes.len() > 2 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2])
            .then(|| stem[..stem.len() - 1].to_string())
    };
    if let Some(stem) = form.strip_suffix("ied").filter(|_| past) {
        return vec![with(stem, "y"), with(stem, "ie")];
    }
    if let Some(stem) = form.strip_suffix("ed").filter(|_| past).filter(long) {
        return [Some(with(stem, "e")), Some(stem.to_string()), undoubled(stem)].into_iter().flatten().collect();
    }
    if let Some(stem) = form.strip_suffix("ing").filter(|_| verb).filter(long) {
        let ie = stem.strip_suffix('y').filter(|start| start.len() < 3).map(|start| with(start, "ie"));
        return [ie, Some(with(stem, "e")), Some(stem.to_string()), undoubled(stem)].into_iter().flatten().collect();
    }
    if let Some(stem) = form.strip_suffix("men").filter(|stem| plural && stem.len() > 2) {
        return vec![with(stem, "man")];
    }
    let Some(stem) = form.strip_suffix('s').filter(|stem| (third || plural) && !stem.ends_with('s')).filter(long)
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    if let Some(start) = stem.strip_suffix("ie") {
        out.push(with(start, "y"));
    }
    let hissing = ["ss", "sh", "ch", "x", "zz", "o", if plural { "us" } else { "ss" }];
    if let Some(start) = stem.strip_suffix('e').filter(|start| hissing.iter().any(|end| start.ends_with(end))) {
        out.push(start.to_string());
    }
    out.push(stem.to_string());
    if let Some(start) = stem.strip_suffix("ve") {
        out.extend([with(start, "f"), with(start, "fe")]);
    }
    out
}

/// The stem of a regular past form or participle by spelling alone, for words that no list knows.
fn regular(form: &str) -> Option<Arc<str>> {
    let stem = form.strip_suffix("ed").or_else(|| form.strip_suffix("ing")).filter(|stem| stem.len() > 2)?;
    if let Some(start) = form.strip_suffix("ied") {
        return Some(format!("{start}y").into());
    }
    let bytes = stem.as_bytes();
    let [.., third, before, last] = *bytes else { return None };
    let vowel = |letter: u8| b"aeiouy".contains(&letter);
    let silent =
        (matches!(last, b'v' | b'c' | b'u' | b'z' | b'g') && before != last && !(last == b'g' && before == b'n')
            || last == b'k' && before == b'o')
            || last == b's' && before != b's'
            || last == b'l' && !vowel(before) && before != b'l' && before != b'r'
            || last == b't' && matches!(before, b'a' | b'u') && bytes.len() > 4
            || !vowel(third)
                && matches!(
                    (before, last),
                    (b'u' | b'i' | b'a', b'd')
                        | (b'u' | b'i', b'r')
                        | (b'i', b'b' | b'n' | b'k')
                        | (b'u', b'm')
                        | (b'a', b'k' | b'p')
                );
    if silent {
        return Some(format!("{stem}e").into());
    }
    let doubled = last == before && matches!(last, b'b' | b'd' | b'g' | b'm' | b'n' | b'p' | b'r' | b't');
    Some(if doubled { stem[..stem.len() - 1].into() } else { stem.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_by_spelling() {
        let stem = |form: &str| regular(form).map(|stem| stem.to_string()).unwrap_or_default();
        for (form, lemma) in [
            ("deescalated", "deescalate"),
            ("abolishing", "abolish"),
            ("proclaimed", "proclaim"),
            ("waived", "waive"),
            ("grabbed", "grab"),
            ("decried", "decry"),
            ("endorsed", "endorse"),
            ("settled", "settle"),
            ("shelled", "shell"),
            ("invaded", "invade"),
            ("subscribing", "subscribe"),
            ("maintained", "maintain"),
        ] {
            assert_eq!(stem(form), lemma);
        }
    }

    #[test]
    fn irregular_forms_are_sorted_and_single() {
        assert!(IRREGULAR.len() > 200);
        assert_eq!(IRREGULAR.get("fought"), Some(&"fight"));
    }
}
