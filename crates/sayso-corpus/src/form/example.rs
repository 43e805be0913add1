//! An invented annotation for tests: the example of `docs/annotation.md`.

use super::read;
use crate::{Annotation, Sheet};
use sayso_core::{CharSpan, Document};

const TEXT: &str = "VELL (Agency) -- Norland\u{2019}s interior ministry said police arrested 14 members of the Dawn Front, which it called a terrorist gang. \
    The Front, long funded by Westland, lost its patron last year. The captain\u{2019}s shot hit the post.";

pub(crate) const FORM: &str = "document norland-14
annotator A
author agency @1\"Agency\"

actor agency = Agency; organization; -; JRN
actor ministry = Interior Ministry of Norland; organization; NOR; GOV
actor police = Police of Norland; organization; NOR; COP
actor front = Dawn Front; organization; NOR; REB
actor west = Westland; state; WES; GOV

1 \"arrested\" COERCE arrest
  actor police \"police\"
  recipient front \"members of the Dawn Front\"
  date ..2024-05-13
  place Vell; NOR; place
  arrested 14 \"14\"
  fact possible
  context legal
  background
  by ministry \"Norland's interior ministry\" cue \"said\" states indirect

1 label \"terrorist gang\" epithet negative
  of front \"the Dawn Front\"
  same

2 tie \"funded\" funds ends   # the patron is gone
  from west \"Westland\"
  to front \"The Front\"
  until 2023 \"last year\"

3 not \"shot\" sport
";

pub(crate) fn sheet() -> Sheet {
    let borders: Vec<usize> = TEXT.match_indices(". ").map(|(at, _)| TEXT[..at + 1].chars().count()).collect();
    let end = TEXT.chars().count();
    let sentences = vec![
        CharSpan { start: 0, end: borders[0] },
        CharSpan { start: borders[0] + 1, end: borders[1] },
        CharSpan { start: borders[1] + 1, end },
    ];
    Sheet::new(Document::new("norland-14", TEXT).to_output(), sentences)
}

pub(crate) fn annotation() -> Annotation {
    read(FORM, &sheet()).expect("the example is sound")
}
