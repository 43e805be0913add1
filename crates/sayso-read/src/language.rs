//! The language of a text.

/// Letters of the text that are looked at.
const SAMPLE: usize = 4000;

/// Shorter texts tell too little.
const SHORTEST: usize = 60;

/// Shorter texts in Latin letters must be plainly of another language than English to be taken for it.
const SHORTEST_FOREIGN: usize = 150;

/// The BCP 47 code of `text`'s language, where it can be told; `hint` is what the page or feed says of itself.
pub(crate) fn detect(text: &str, hint: Option<&str>) -> Option<String> {
    let hint = hint.and_then(code);
    let sample: String = text.chars().take(SAMPLE).collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let found = whatlang::detect(&sample);
    // Two foreign names are enough to make a sentence look Dutch.
    let doubtful = |info: &whatlang::Info| {
        letters < SHORTEST_FOREIGN && info.lang() != whatlang::Lang::Eng && info.script() == whatlang::Script::Latin
    };
    // "Kyiv said Moscow claimed that ..." has the letters of Welsh and the words of English.
    if found.as_ref().is_some_and(doubtful) && has_english_words(&sample) {
        return Some("en".to_string());
    }
    match found {
        // A page template often says "en" whatever it holds, so the text has the last word.
        Some(info) if letters >= SHORTEST && (info.is_reliable() || info.confidence() > 0.6 && !doubtful(&info)) => {
            Some(short(info.lang()).to_string())
        }
        Some(info) if hint.is_none() && info.script() != whatlang::Script::Latin => {
            Some(short(info.lang()).to_string())
        }
        _ => hint,
    }
}

/// Words that English texts are full of and texts in other languages with Latin letters are not.
const ENGLISH: &[&str] = &[
    "the", "and", "that", "said", "says", "were", "has", "with", "from", "been", "which", "their", "they", "would",
    "near",
];

/// Whether a sixth of the words, and two at least, are such words.
fn has_english_words(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|ch: char| !ch.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let english = words.iter().filter(|word| ENGLISH.contains(&word.as_str())).count();
    english >= 2 && 6 * english >= words.len()
}

/// The language of "en-GB" or "en_us" is "en".
fn code(hint: &str) -> Option<String> {
    let language: String =
        hint.trim().chars().take_while(|c| c.is_ascii_alphabetic()).collect::<String>().to_lowercase();
    (2..=3).contains(&language.len()).then_some(language)
}

fn short(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_the_last_word() {
        let english =
            "The ministry said on Monday that talks with the neighbouring state would resume within two weeks.";
        let german = "Das Ministerium teilte am Montag mit, die Gespräche mit dem Nachbarstaat würden in zwei Wochen fortgesetzt.";
        assert_eq!(detect(english, None).as_deref(), Some("en"));
        let names =
            "Nigerian trade minister Amina Yusufu met her Ecuadorean counterpart Jorge Lindao in Geneva on Wednesday.";
        assert_ne!(detect(names, None).as_deref(), Some("nl"));
        assert_eq!(detect(german, Some("en-US")).as_deref(), Some("de"));
        let letters_of_welsh =
            "Kyiv said Moscow claimed that Ukrainian saboteurs had blown up a rail bridge near Belgorod.";
        assert_eq!(detect(letters_of_welsh, None).as_deref(), Some("en"));
        let dutch = "De minister zei maandag dat de gesprekken met het buurland binnen twee weken worden hervat.";
        assert_eq!(detect(dutch, None).as_deref(), Some("nl"));
        // "was", "had" and "of" are Dutch as well.
        let dutch =
            "Hij was bang of had te lang gewacht, maar niemand was bereid om daarover te spreken of te schrijven.";
        assert_ne!(detect(dutch, None).as_deref(), Some("en"));
        assert_eq!(detect("Talks failed.", Some("en_GB")).as_deref(), Some("en"));
        assert_eq!(detect("Talks failed.", None), None);
        assert_eq!(detect("قالت الوزارة يوم الاثنين إن المحادثات ستستأنف", None).as_deref(), Some("ar"));
    }
}
