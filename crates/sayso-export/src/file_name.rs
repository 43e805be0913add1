//! Names of files for documents: safe on every system, and no two alike.

use std::collections::HashSet;

/// Longest name, so that an ending still fits everywhere.
const LONGEST: usize = 100;

/// The names given so far.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    given: HashSet<String>,
}

impl FileNames {
    /// A name for the document with that id: its letters, digits, dots, dashes; a number behind it where it is taken.
    pub fn of(&mut self, id: &str) -> String {
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
        let name: String = id.chars().take(LONGEST).map(safe).collect();
        let name = name.trim_matches('.');
        let name = if name.is_empty() { "document" } else { name };
        let numbered = (1..).map(|nth| if nth == 1 { name.to_string() } else { format!("{name}-{nth}") });
        // Some systems hold names apart by case and some don't.
        let free = numbered.into_iter().find(|name| !self.given.contains(&name.to_lowercase()));
        let free = free.unwrap_or_else(|| name.to_string());
        self.given.insert(free.to_lowercase());
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_never_alike() {
        let mut names = FileNames::default();
        assert_eq!(names.of("a/b"), "a_b");
        assert_eq!(names.of("A:b"), "A_b-2");
        assert_eq!(names.of("../../etc"), "_.._etc");
        assert_eq!(names.of(""), "document");
        assert_eq!(names.of("日本"), "__");
        assert!(names.of(&"x".repeat(500)).len() <= LONGEST);
    }
}
