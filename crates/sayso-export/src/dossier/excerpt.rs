//! Words of a report with marks on them.

use maud::{Markup, html};
use sayso_core::CharSpan;

/// What marked words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// The word that names the act.
    Act,
    /// Who acts.
    Actor,
    /// Who is acted upon.
    Recipient,
    /// Who says so.
    Holder,
    /// The word of saying.
    Cue,
    /// Where.
    Place,
    /// When.
    Date,
    /// How many.
    Number,
    /// A label.
    Label,
}

impl MarkKind {
    /// All kinds, in the order of the legend.
    pub const ALL: [MarkKind; 9] = [
        MarkKind::Act,
        MarkKind::Actor,
        MarkKind::Recipient,
        MarkKind::Holder,
        MarkKind::Cue,
        MarkKind::Place,
        MarkKind::Date,
        MarkKind::Number,
        MarkKind::Label,
    ];

    /// The name in the legend.
    pub fn name(self) -> &'static str {
        match self {
            MarkKind::Act => "act",
            MarkKind::Actor => "who acts",
            MarkKind::Recipient => "acted upon",
            MarkKind::Holder => "who says so",
            MarkKind::Cue => "word of saying",
            MarkKind::Place => "place",
            MarkKind::Date => "time",
            MarkKind::Number => "number",
            MarkKind::Label => "label",
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            MarkKind::Act => "act",
            MarkKind::Actor => "actor",
            MarkKind::Recipient => "recipient",
            MarkKind::Holder => "holder",
            MarkKind::Cue => "cue",
            MarkKind::Place => "place",
            MarkKind::Date => "date",
            MarkKind::Number => "number",
            MarkKind::Label => "label",
        }
    }
}

/// A mark on words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Where, in code points of the excerpt.
    pub span: CharSpan,
    /// What.
    pub kind: MarkKind,
}

/// A sentence or paragraph of a report. Marks may overlap; those that don't fit the text are left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excerpt {
    /// The words, character for character.
    pub text: String,
    /// What stands on them.
    pub marks: Vec<Mark>,
}

impl Excerpt {
    /// The stretches between borders of marks, each with what lies on it.
    fn stretches(&self) -> Vec<(String, Vec<MarkKind>)> {
        let characters: Vec<char> = self.text.chars().collect();
        let length = characters.len();
        let marks: Vec<&Mark> =
            self.marks.iter().filter(|mark| mark.span.start < mark.span.end && mark.span.end <= length).collect();
        let mut borders: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
        borders.extend([0, length]);
        borders.sort_unstable();
        borders.dedup();
        let stretch = |pair: &[usize]| {
            let [start, end] = *pair else { return None };
            let words: String = characters.get(start..end)?.iter().collect();
            let mut kinds: Vec<MarkKind> = marks
                .iter()
                .filter(|mark| mark.span.start <= start && end <= mark.span.end)
                .map(|mark| mark.kind)
                .collect();
            kinds.sort_unstable();
            kinds.dedup();
            Some((words, kinds))
        };
        borders.windows(2).filter_map(stretch).collect()
    }

    pub(super) fn draw(&self) -> Markup {
        html! {
            blockquote dir="auto" {
                @for (words, kinds) in self.stretches() {
                    @let words = crate::xml::legal(&words).into_owned();
                    @if kinds.is_empty() {
                        (words)
                    } @else {
                        @let classes = kinds.iter().map(|kind| kind.class()).collect::<Vec<_>>().join(" ");
                        @let names = kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
                        mark class=(classes) title=(names) { (words) }
                    }
                }
            }
        }
    }
}
