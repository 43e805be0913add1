//! What a report tells and its sources say in sentences without a record: the view sets it between the records, so that
//! a reader can follow.

use super::words::{self, Introduced};
use sayso_code::saying::Statement;
use sayso_core::{Chain, Event, Quote, Reading, Span};
use std::collections::HashSet;

/// Something told or said.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Where it stands; the spans in the order of the text.
    content: Vec<Span>,
    sentence: Span,
    chain: Chain,
    quote: Quote,
    /// Of a long report not everything is shown.
    pub(super) is_shown: bool,
}

/// Most entries that sources hold, and that the writer holds.
const MOST_SAID: usize = 16;
const MOST_NARRATED: usize = 14;

/// Most words of an entry.
const MOST_WORDS: usize = 60;

/// The entries, in the order of the text.
pub(super) fn beside(reading: &Reading, statements: &[Statement]) -> Vec<Told> {
    let recorded: Vec<Span> = reading.events.iter().map(|event: &Event| event.evidence.sentence).collect();
    let mut all: Vec<Told> = Vec::new();
    for statement in statements {
        let mut content = without(&statement.content, &recorded);
        content.retain(|part| !all.iter().any(|other| other.content.iter().any(|taken| taken.overlaps(*part))));
        let length = |part: &Span| part.of(&reading.document.text).split_whitespace().count();
        let words: usize = content.iter().map(length).sum();
        // "..., he said on Monday": what little stands behind the saying tells when it was said.
        while content.len() > 1 && content.last().is_some_and(|last| length(last) < FEWEST_WORDS) {
            content.pop();
        }
        if words < FEWEST_WORDS {
            continue;
        }
        let content = from_the_start(content, statement);
        let told = Told {
            content,
            sentence: statement.sentence,
            chain: statement.chain.clone(),
            quote: statement.quote,
            is_shown: true,
        };
        // A caption, a line set apart: the same words again.
        if all.iter().any(|other| told.is_narrated() && other.words(reading) == told.words(reading)) {
            continue;
        }
        match all.last_mut().filter(|last| last.goes_on_with(&told)) {
            Some(last) => last.content.extend(told.content),
            None => all.push(told),
        }
    }
    let kept = kept(reading, &all);
    for (index, told) in all.iter_mut().enumerate() {
        told.is_shown = kept.contains(&index);
    }
    all
}

/// What stands before the content of a sentence whose saying comes behind it belongs to what is said, though the parse
/// left it out.
fn from_the_start(mut content: Vec<Span>, statement: &Statement) -> Vec<Span> {
    let link = statement.chain.innermost();
    let saying = link.and_then(|link| Some((link.holder.span?.start, link.cue?.start)));
    if let (Some(first), Some((holder, cue))) = (content.first_mut(), saying)
        && statement.sentence.contains(*first)
        && first.end <= holder.min(cue)
    {
        first.start = statement.sentence.start;
    }
    content
}

/// Less than this is no statement that anybody could follow.
const FEWEST_WORDS: usize = 3;

/// Of a long report: how it begins, then how its paragraphs begin, then the rest.
fn kept(reading: &Reading, all: &[Told]) -> HashSet<usize> {
    let mut kept = HashSet::new();
    for (most, narrated) in [(MOST_SAID, false), (MOST_NARRATED, true)] {
        let mut these: Vec<usize> =
            (0..all.len()).filter(|&index| all.get(index).is_some_and(|told| told.is_narrated() == narrated)).collect();
        these.sort_by_key(|&index| {
            (index > 3, !all.get(index).is_some_and(|told| told.opens_paragraph(reading)), index)
        });
        kept.extend(these.into_iter().take(most));
    }
    kept
}

/// What is left of spans without others.
fn without(spans: &[Span], taken: &[Span]) -> Vec<Span> {
    let mut left: Vec<Span> = spans.to_vec();
    for gone in taken {
        left = left
            .into_iter()
            .flat_map(|span| {
                if !span.overlaps(*gone) {
                    return vec![span];
                }
                let mut rest = Vec::new();
                if span.start < gone.start {
                    rest.push(Span::new(span.start, gone.start));
                }
                if gone.end < span.end {
                    rest.push(Span::new(gone.end, span.end));
                }
                rest
            })
            .collect();
    }
    left
}

impl Told {
    /// Where it stands in the text.
    pub(super) fn at(&self) -> usize {
        self.content.first().map_or(self.sentence.start, |part| part.start)
    }

    fn words(&self, reading: &Reading) -> Vec<String> {
        self.content.iter().map(|part| words::one_line(part.of(&reading.document.text))).collect()
    }

    /// Whether nobody but the writer (or the agency that the whole text comes from) vouches for it.
    fn is_narrated(&self) -> bool {
        self.chain.innermost().is_none_or(|link| link.holder.publisher || link.cue.is_none() && link.act.is_none())
    }

    fn opens_paragraph(&self, reading: &Reading) -> bool {
        let before = reading.document.text.get(..self.sentence.start).unwrap_or("");
        before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with('\n')
    }

    /// Two clauses of one sentence by one source are one entry.
    fn goes_on_with(&self, next: &Told) -> bool {
        let holder = |told: &Told| told.chain.innermost().map(|link| (link.holder.actor.clone(), link.act));
        let same_source = holder(self) == holder(next) && holder(self).is_some_and(|(actor, _)| actor.is_some());
        self.sentence == next.sentence && same_source && !self.is_narrated()
    }

    /// In one line: "Ann Lee (minister) says: ..."; the writer's own sentences as they stand.
    pub(super) fn line(&self, reading: &Reading, introduced: &mut Introduced) -> String {
        let text = &reading.document.text;
        let mut parts = String::new();
        let mut end = None;
        for part in &self.content {
            if let Some(end) = end {
                let between = words::one_line(Span::new(end, part.start.max(end)).of(text));
                // What stands between is the saying itself; a longer stretch belongs to what is said.
                let is_saying = between.split_whitespace().count() <= LONGEST_CUE;
                parts.push_str(&if is_saying { " … ".to_string() } else { format!(" {between} ") });
            }
            parts.push_str(&words::one_line(part.of(text)));
            end = Some(part.end);
        }
        let mut said: Vec<&str> = parts.split_whitespace().take(MOST_WORDS).collect();
        if parts.split_whitespace().count() > MOST_WORDS {
            said.push("…");
        }
        let said = said.join(" ");
        if self.is_narrated() {
            // A piece of a quotation is not the writer's, whoever speaks it.
            return if is_whole(&said) { said } else { format!("(quoted) {said}") };
        }
        let said = said.strip_prefix("that ").unwrap_or(&said).trim_end_matches(',');
        let said = if self.quote == Quote::Direct {
            format!("“{}”", said.trim_matches(|mark| matches!(mark, '"' | '“' | '”')).trim_end_matches(','))
        } else {
            closed(said)
        };
        format!("{}: {said}", words::saying(reading, &self.chain, introduced))
    }
}

/// Whether every quotation in it begins and ends.
fn is_whole(said: &str) -> bool {
    said.matches('“').count() == said.matches('”').count() && said.matches('"').count().is_multiple_of(2)
}

/// With the mark that a quotation cut off in it has lost.
fn closed(said: &str) -> String {
    if said.matches('“').count() > said.matches('”').count() {
        return format!("{said}”");
    }
    if said.matches('"').count() % 2 == 1 { format!("{said}\"") } else { said.to_string() }
}

/// Words between two stretches of one statement that are no more than the saying ("he told reporters on Monday").
const LONGEST_CUE: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_closed() {
        assert_eq!(closed("the bridge is “old and narrow"), "the bridge is “old and narrow”");
        assert_eq!(closed("the bridge is \"old"), "the bridge is \"old\"");
        assert_eq!(closed("the “old” bridge"), "the “old” bridge");
        assert!(!is_whole("The bridge is old.”"));
    }

    #[test]
    fn what_is_recorded_is_left_out() {
        let left = without(&[Span::new(0, 30)], &[Span::new(10, 20)]);
        assert_eq!(left, [Span::new(0, 10), Span::new(20, 30)]);
        assert_eq!(without(&[Span::new(12, 18)], &[Span::new(10, 20)]), []);
    }
}
