//! The key of a place name: the same for "São Paulo", "SAO PAULO" and "Sao-Paulo".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, apostrophes and dots, words parted by one blank. The builder of the gazetteer
/// (`training/gazetteer/build.py`) has the same function.
pub fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.to_lowercase().nfd() {
        match c {
            'ø' => key.push('o'),
            'ł' => key.push('l'),
            'đ' | 'ð' => key.push('d'),
            'þ' => key.push_str("th"),
            'ß' => key.push_str("ss"),
            'æ' => key.push_str("ae"),
            'œ' => key.push_str("oe"),
            'ı' => key.push('i'),
            'ħ' => key.push('h'),
            'ə' => key.push('e'),
            '\'' | '’' | '‘' | '`' | '´' | 'ʻ' | 'ʼ' | 'ʹ' | 'ʾ' | 'ʿ' | '.' => {}
            _ if is_combining_mark(c) => {}
            _ if c.is_alphanumeric() => key.push(c),
            _ if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            _ => {}
        }
    }
    key.truncate(key.trim_end().len());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_key() {
        assert_eq!(fold("São Paulo"), "sao paulo");
        assert_eq!(fold("  Port-au-Prince "), "port au prince");
        assert_eq!(fold("St. John’s"), "st johns");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("Tromsø"), "tromso");
        assert_eq!(fold("…"), "");
    }
}
