//! Paragraphs to windows that the network reads at once.

use crate::network::{LONGEST, Sequence};
use crate::pieces::{Pieces, shape};
use std::ops::Range;

/// Sub-words of a window where sentence borders are still to be found; longer paragraphs are cut.
const USUAL: usize = 160;

/// Which windows go through the network together: as many in order as hold `most` sub-words, and at least one.
pub(crate) fn together<'a>(windows: impl Iterator<Item = &'a Sequence>, most: usize) -> Vec<Range<usize>> {
    let (mut out, mut size) = (Vec::<Range<usize>>::new(), 0);
    for (at, window) in windows.enumerate() {
        size += window.pieces.len();
        match out.last_mut() {
            Some(last) if size <= most => last.end = at + 1,
            _ => {
                size = window.pieces.len();
                out.push(at..at + 1);
            }
        }
    }
    out
}

/// Words with the sub-words of each.
pub(crate) struct Cut {
    pieces: Vec<u32>,
    shapes: Vec<u8>,
    ends: Vec<usize>,
}

impl Cut {
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>, pieces: &Pieces) -> Cut {
        let mut cut = Cut { pieces: Vec::new(), shapes: Vec::new(), ends: Vec::new() };
        for word in words {
            pieces.word(word, &mut cut.pieces);
            cut.shapes.resize(cut.pieces.len(), shape(word));
            cut.ends.push(cut.pieces.len());
        }
        cut
    }

    fn start(&self, word: usize) -> usize {
        word.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// Splits words into windows of the usual length, behind the end of a sentence where there is one.
    pub(crate) fn usual(&self, words: &[&str]) -> Vec<Range<usize>> {
        self.split(USUAL, |range| {
            let stop = |word: &usize| matches!(words[*word], "." | "!" | "?" | "..." | "…");
            let close = |word: usize| matches!(words.get(word), Some(&("\"" | "”" | "’" | "'" | ")" | "''")));
            let last = range.clone().rev().find(stop)?;
            let end = if close(last + 1) { last + 2 } else { last + 1 };
            (end > range.start + range.len() / 4 && end <= range.end).then_some(end)
        })
    }

    /// Splits words into as few windows as the network allows.
    pub(crate) fn longest(&self) -> Vec<Range<usize>> {
        self.split(LONGEST - 2, |_| None)
    }

    fn split(&self, most: usize, better: impl Fn(Range<usize>) -> Option<usize>) -> Vec<Range<usize>> {
        let (mut out, mut from) = (Vec::new(), 0);
        while from < self.ends.len() {
            let limit = self.start(from) + most;
            let mut end = from + self.ends[from..].partition_point(|end| *end <= limit).max(1);
            if end < self.ends.len() {
                end = better(from..end).unwrap_or(end);
            }
            out.push(from..end);
            from = end;
        }
        out
    }

    /// The window of some of the words.
    pub(crate) fn sequence(&self, words: Range<usize>, pieces: &Pieces) -> Sequence {
        let (from, to) = (self.start(words.start), self.start(words.end));
        let mut sequence = Sequence::default();
        sequence.pieces.push(pieces.begin);
        sequence.pieces.extend_from_slice(&self.pieces[from..to]);
        sequence.pieces.push(pieces.end);
        sequence.shapes.push(0);
        sequence.shapes.extend_from_slice(&self.shapes[from..to]);
        sequence.shapes.push(0);
        sequence.first.push(0);
        sequence.first.extend(words.map(|word| self.start(word) - from + 1));
        sequence
    }
}
