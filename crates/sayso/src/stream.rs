//! Inputs to results, in order, on all threads.

use sayso_core::{Document, Pipeline};
use sayso_read::{Found, Piece, ReadProblem, Tally};

/// What arrives at the end of a stream.
#[derive(Debug)]
pub enum Arrived<R> {
    /// What was made of a document.
    Document(R),
    /// Something was not read, or read with a remark.
    Problem(ReadProblem),
    /// All of `file` before byte `place` has arrived: reading may go on from there another time.
    Reached {
        /// Name of the file.
        file: String,
        /// A byte at which a record, or the compressed part that holds it, begins.
        place: u64,
    },
    /// The input of this name has ended.
    End(String),
}

impl<R> Arrived<R> {
    /// What was made of a document, where it is that.
    pub fn document(self) -> Option<R> {
        match self {
            Arrived::Document(result) => Some(result),
            _ => None,
        }
    }
}

/// Opens `pieces`, does `work` on every document in them, on `threads` threads (0: one per processor), and hands what
/// comes of it to `take`, on the calling thread, in the order of the pieces. The first error of `take` ends it.
///
/// Only so much is in work or waits for its turn that memory stays bounded, however long the stream is. What comes is
/// the same for any number of threads.
pub fn stream<R: Send, E>(
    files: &sayso_read::Reader,
    threads: usize,
    pieces: impl Iterator<Item = Piece> + Send,
    work: impl Fn(Document) -> R + Sync,
    mut take: impl FnMut(Arrived<R>) -> Result<(), E>,
) -> Result<(), E> {
    let mut tally = Tally::default();
    let pipeline = Pipeline {
        threads,
        weigh: Piece::weight,
        open: |piece| files.open(piece),
        work: |found: Found| found.map(|document| (document.published.is_some(), work(document))),
    };
    pipeline.run(pieces, |found| match found {
        Found::Document((is_dated, result)) => {
            tally.document(is_dated);
            take(Arrived::Document(result))
        }
        Found::Problem(problem) => take(Arrived::Problem(problem)),
        Found::Damage(damage) => {
            tally.damaged(damage);
            Ok(())
        }
        Found::Passed(passed) => {
            tally.passed(passed);
            Ok(())
        }
        Found::Reached { file, place } => take(Arrived::Reached { file, place }),
        Found::End(name) => {
            for problem in tally.end(&name) {
                take(Arrived::Problem(problem))?;
            }
            take(Arrived::End(name))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_read::Options;
    use std::convert::Infallible;

    /// Everything that arrives of some inputs, as text.
    fn arrived(threads: usize) -> Vec<String> {
        let lines: String = (0..300)
            .map(|n| match n % 10 {
                7 => "{\"text\":\n".to_string(),
                8 => "\n".to_string(),
                _ => format!("{{\"id\":\"{n}\",\"text\":\"Talks in Norland failed for day {n}.\"}}\n"),
            })
            .collect();
        let files = sayso_read::Reader::new(Options::default());
        let pieces =
            ["a.jsonl", "b.jsonl"].into_iter().flat_map(|name| files.pieces_of_bytes(name, lines.clone().into()));
        let mut all = Vec::new();
        let done: Result<(), Infallible> = stream(
            &files,
            threads,
            pieces,
            |document| document.id,
            |arrived| {
                all.push(match arrived {
                    Arrived::Document(id) => id.to_string(),
                    Arrived::Problem(problem) => problem.to_string(),
                    Arrived::Reached { file, place } => format!("{file} {place}"),
                    Arrived::End(name) => name,
                });
                Ok(())
            },
        );
        assert!(done.is_ok());
        all
    }

    #[test]
    fn the_same_arrives_on_any_number_of_threads() {
        let one = arrived(1);
        assert_eq!(one.len(), 2 * (240 + 30 + 2));
        assert!(one.iter().any(|line| line.starts_with("a.jsonl, line 278: is not a document")), "{one:?}");
        assert!(one.iter().any(|line| line.starts_with("b.jsonl: 240 of 240 documents have no date")));
        for threads in [2, 7] {
            assert_eq!(arrived(threads), one);
        }
    }
}
