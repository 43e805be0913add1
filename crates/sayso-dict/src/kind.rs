//! What a dictionary is: by its name where that says so, else by its lines.

use crate::Source;
use crate::left_out::LEFT_OUT;
use crate::lines;

/// The dictionaries that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Names with dated codes.
    Actors,
    /// Nouns with the codes of roles.
    Agents,
    /// Verbs, patterns and word sets, in both formats.
    Verbs,
    /// What is left out.
    Discards,
    /// Phrases that show an issue.
    Issues,
    /// What an earlier import left out.
    LeftOut,
}

impl Kind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Actors => "actors",
            Kind::Agents => "agents",
            Kind::Verbs => "verbs",
            Kind::Discards => "discards",
            Kind::Issues => "issues",
            Kind::LeftOut => "what was left out before",
        }
    }

    /// What a dictionary is.
    pub(crate) fn of(source: &Source) -> Option<Kind> {
        let name = source.name.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
        if name == LEFT_OUT {
            return Some(Kind::LeftOut);
        }
        let named = [
            ("discard", Kind::Discards),
            ("issue", Kind::Issues),
            ("agent", Kind::Agents),
            ("actor", Kind::Actors),
            ("verb", Kind::Verbs),
        ];
        let by_name = named.into_iter().find(|(part, _)| name.contains(part)).map(|(_, kind)| kind);
        by_name.or_else(|| Kind::of_lines(&source.text))
    }

    fn of_lines(text: &str) -> Option<Kind> {
        for line in lines::of(text) {
            let text = line.text;
            if text.starts_with("<ISSUE") {
                return Some(Kind::Issues);
            }
            if text.starts_with("---") || text.starts_with("- ") && text.contains('*') || text.starts_with('&') {
                return Some(Kind::Verbs);
            }
            if let Some((_, code)) = text.split_once('[') {
                return Some(if code.contains('~') { Kind::Agents } else { Kind::Actors });
            }
        }
        None
    }
}
