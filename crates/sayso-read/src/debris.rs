//! What is no part of an article: names of page parts and lines that pages repeat under every article.
//!
//! The lists are data (`lexicon/page/debris.toml`); this module only compiles and asks them.

use regex::bytes::{RegexSet as ByteSet, RegexSetBuilder};
use regex::{Regex, RegexSet};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

const LISTS: &str = include_str!("../../../lexicon/page/debris.toml");

/// Longer lines are prose: the patterns are for boilerplate, which is short.
const LONGEST_LINE: usize = 400;

#[derive(Deserialize)]
struct File {
    elements: Elements,
    classes: Classes,
    lines: Lines,
}

#[derive(Deserialize)]
struct Elements {
    remove: HashSet<String>,
    roles: HashSet<String>,
}

#[derive(Deserialize)]
struct Classes {
    strong: HashSet<String>,
    weak: HashSet<String>,
    caption: HashSet<String>,
    keep: HashSet<String>,
}

#[derive(Deserialize)]
struct Lines {
    whole: Vec<String>,
    cased: Vec<String>,
    icons: HashSet<String>,
    endings: Vec<String>,
    captions: Vec<String>,
}

/// How an element's name speaks of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Naming {
    /// Nothing known.
    Plain,
    /// Debris where it is short or made of links.
    Weak,
    /// A picture caption.
    Caption,
    /// Debris unless it holds much of the page.
    Strong,
}

/// The lists. Their patterns are compiled when they are first asked for: together they take as long as a page.
pub(crate) struct Debris {
    file: File,
    whole: OnceLock<ByteSet>,
    cased: OnceLock<RegexSet>,
    endings: OnceLock<ByteSet>,
    captions: OnceLock<ByteSet>,
    word: Regex,
}

static DEBRIS: LazyLock<Debris> = LazyLock::new(Debris::embedded);

/// The lists that come with the program.
pub(crate) fn debris() -> &'static Debris {
    &DEBRIS
}

/// Patterns of the file, which is part of the program. The tests compile them all, so a mistake never reaches a user.
/// Byte by byte: of signs, the dozens of "up to sixty of any" would be twenty times as large and as slow to compile.
fn any_case(patterns: &[String], end: &str) -> ByteSet {
    RegexSetBuilder::new(patterns.iter().map(|line| format!("^(?:{line}){end}$")))
        .unicode(false)
        .case_insensitive(true)
        .build()
        .unwrap_or_else(|error| panic!("lexicon/page/debris.toml: {error}"))
}

impl Debris {
    fn embedded() -> Debris {
        // As for the patterns: a test reads the file.
        let file: File = toml::from_str(LISTS).unwrap_or_else(|error| panic!("lexicon/page/debris.toml: {error}"));
        let word = Regex::new("[A-Z]?[a-z]+|[A-Z]+").unwrap_or_else(|error| panic!("{error}"));
        let [whole, endings, captions] = Default::default();
        Debris { file, whole, cased: OnceLock::new(), endings, captions, word }
    }

    fn whole(&self) -> &ByteSet {
        self.whole.get_or_init(|| any_case(&self.file.lines.whole, ""))
    }

    fn cased(&self) -> &RegexSet {
        self.cased.get_or_init(|| {
            RegexSet::new(self.file.lines.cased.iter().map(|line| format!("^(?:{line})$")))
                .unwrap_or_else(|error| panic!("lexicon/page/debris.toml: {error}"))
        })
    }

    fn endings(&self) -> &ByteSet {
        self.endings.get_or_init(|| any_case(&self.file.lines.endings, "\\W*"))
    }

    fn captions(&self) -> &ByteSet {
        self.captions.get_or_init(|| any_case(&self.file.lines.captions, ""))
    }

    /// Whether an element of that name never holds article text.
    pub fn is_element(&self, name: &str) -> bool {
        self.file.elements.remove.contains(name)
    }

    /// Whether an element of that ARIA role never holds article text.
    pub fn is_role(&self, role: &str) -> bool {
        self.file.elements.roles.contains(role.trim())
    }

    /// What `class` or `id` say of an element.
    pub fn naming(&self, names: &str) -> Naming {
        names.split_ascii_whitespace().map(|name| self.name(name)).max().unwrap_or(Naming::Plain)
    }

    fn name(&self, name: &str) -> Naming {
        // "has-sidebar" and "article-with-related" say what stands beside an element, "ad-body" what it is.
        let classes = &self.file.classes;
        let whole: String = name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let mut best = self.rank(&whole);
        let mut kept = false;
        for word in self.word.find_iter(name) {
            let word = word.as_str().to_lowercase();
            if matches!(word.as_str(), "has" | "with" | "no" | "without" | "js" | "hide") {
                return Naming::Plain;
            }
            kept |= classes.keep.contains(&word);
            best = best.max(self.rank(&word));
        }
        match best {
            Naming::Weak if kept && name.len() > 24 => Naming::Plain,
            best => best,
        }
    }

    fn rank(&self, word: &str) -> Naming {
        let classes = &self.file.classes;
        if classes.strong.contains(word) {
            Naming::Strong
        } else if classes.caption.contains(word) {
            Naming::Caption
        } else if classes.weak.contains(word) {
            Naming::Weak
        } else {
            Naming::Plain
        }
    }

    /// Whether a line is no part of an article, whatever the article says.
    pub fn is_line(&self, line: &str) -> bool {
        let line = line.trim();
        if line.is_empty() || line.len() > LONGEST_LINE {
            return false;
        }
        self.whole().is_match(line.as_bytes())
            || self.cased().is_match(line)
            || self.is_icons(line)
            || !line.chars().any(char::is_alphanumeric)
    }

    /// Whether a line holds only names of icons and buttons.
    fn is_icons(&self, line: &str) -> bool {
        let mut words = line.split_whitespace().peekable();
        words.peek().is_some()
            && line.len() < 160
            && words.all(|word| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                word.is_empty() || self.file.lines.icons.contains(&word)
            })
    }

    /// Whether a paragraph is a caption by its wording.
    pub fn is_caption(&self, line: &str) -> bool {
        line.len() <= LONGEST_LINE && self.captions().is_match(line.trim().as_bytes())
    }

    /// Whether a line opens what stands under an article.
    pub fn is_ending(&self, line: &str) -> bool {
        line.len() < 80 && self.endings().is_match(line.trim().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boilerplate_goes() {
        for line in [
            "Advertisement",
            "Read more",
            "facebook twitter whatsapp",
            "Share this article",
            "Sign up for our newsletter and never miss a story",
            "© 2024 The Norland Courier. All rights reserved.",
            "By Ada Quill and Brom Hale",
            "Published: 14 May 2024, 10:00",
            "14 May 2024",
            "3 comments",
            "Related: Ministers meet again",
            "We use cookies to improve your visit.",
            "5 min read",
            "***",
        ] {
            assert!(debris().is_line(line), "{line}");
        }
    }

    #[test]
    fn captions_and_endings() {
        assert!(debris().is_caption("In this file photo the bridge at Vell stands empty."));
        assert!(debris().is_ending("About the author"));
        for line in ["The bridge at Vell stands empty.", "The author spoke about Vell."] {
            assert!(!debris().is_caption(line) && !debris().is_ending(line), "{line}");
        }
    }

    #[test]
    fn prose_stays() {
        for line in [
            "By Tuesday the rebels had left the town.",
            "Published figures show that 14 people died in 2019.",
            "Share prices fell on Monday.",
            "Police said the march was over.",
            "Follow-up talks are planned in June.",
            "The minister said: \"Read more books.\"",
            "Sources in the ministry denied the report.",
            "Print workers went on strike.",
            "Live ammunition was used, witnesses said.",
            "No comment was given by the army.",
        ] {
            assert!(!debris().is_line(line), "{line}");
        }
    }

    #[test]
    fn names_of_parts() {
        assert_eq!(debris().naming("c-related-links"), Naming::Strong);
        assert_eq!(debris().naming("ArticleShareBar"), Naming::Strong);
        assert_eq!(debris().naming("has-sidebar"), Naming::Plain);
        assert_eq!(debris().naming("shadow download"), Naming::Plain);
        assert_eq!(debris().naming("wp-caption-text"), Naming::Caption);
    }
}
