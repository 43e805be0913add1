//! Reprints: which texts are versions of one another, what one took from the other, and who took from whom.
//!
//! Two texts are compared word by word ([`runs`]: shared passages) and sentence by sentence ([`sentences`]: the same
//! told in other words). [`relation`] says what that amounts to, [`direction`] who took from whom, [`clusters`] which
//! documents are versions of one report.

mod clusters;
mod direction;
mod judgement;
mod measures;
mod nearest;
mod runs;
mod sentences;
mod share;

pub use clusters::{Cluster, Clusters, Decision, PersonDecision, clusters};
pub use direction::Direction;
pub use nearest::{Pairing, is_nearest};
pub use share::{PressReleaseShare, press_release_share};

use crate::text::Text;
use sayso_core::CharSpan;
use serde::{Deserialize, Serialize};

/// How two texts hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Versions of one text: the same, cut, reordered, retitled or reworded.
    Reprint,
    /// One text, or a part of it, stands inside another: agency copy, a press release.
    Part,
    /// Nothing in common but what both quote: two writers heard the same speaker.
    SharedQuotation,
    /// The same form filled with other names, numbers or dates: two events.
    Template,
}

/// One of the two texts of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// The first.
    A,
    /// The second.
    B,
}

/// A stretch that stands in both texts word by word, but for short differences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPassage {
    /// Where in the first text.
    pub a: CharSpan,
    /// Where in the second text.
    pub b: CharSpan,
    /// Words that both have.
    pub words: usize,
    /// Whether it lies inside quotation marks in both.
    pub quoted: bool,
    /// The short differences inside: what the first text has and what the second has there; either may be empty.
    pub changes: Vec<(CharSpan, CharSpan)>,
}

/// Two sentences that tell the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentencePair {
    /// Where in the first text.
    pub a: CharSpan,
    /// Where in the second text.
    pub b: CharSpan,
    /// Share of telling words (all but articles, prepositions and the like) that both have, in [0, 1].
    pub likeness: f64,
}

/// How near two texts are by their words: the greater the nearer. Shares count reworded sentences as shared and can't tell
/// a first copy from the copy of a copy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nearness {
    /// Words that both have in the same order.
    words: usize,
    /// Characters of either that differ between these words.
    changed: std::cmp::Reverse<usize>,
}

/// What two texts have in common and what it amounts to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overlap {
    /// Id of the first document.
    pub a: String,
    /// Id of the second document.
    pub b: String,
    /// How they hang together.
    pub relation: Relation,
    /// How sure that is, in [0, 1].
    pub confidence: f64,
    /// Why, for people.
    pub reasons: Vec<String>,
    /// Who took from whom.
    pub direction: Direction,
    /// Why, for people.
    pub direction_reason: String,
    /// The shared passages, in the order of the first text.
    pub passages: Vec<SharedPassage>,
    /// Sentences that tell the same, word by word or reworded. Empty unless the texts are reprints or one has a part of
    /// the other.
    pub sentences: Vec<SentencePair>,
    /// Share of the first text's words that the second has, too: word by word, and for reprints in reworded sentences.
    pub share_a: f64,
    /// The same for the second text.
    pub share_b: f64,
    /// Stretches of the first text that the second has not.
    pub only_a: Vec<CharSpan>,
    /// Stretches of the second text that the first has not.
    pub only_b: Vec<CharSpan>,
}

/// Compares two texts; none where they have nothing in common that any two texts on the matter would not have.
///
/// The answer does not depend on which comes first, but for the names of the sides.
pub fn compare(a: &Text, b: &Text) -> Option<Overlap> {
    // Ties between equal runs are broken by place: the order of comparing must not come from the caller.
    if (&b.doc, &b.text) < (&a.doc, &a.text) {
        compare_ordered(b, a).map(Overlap::turned)
    } else {
        compare_ordered(a, b)
    }
}

fn compare_ordered(a: &Text, b: &Text) -> Option<Overlap> {
    let passages = runs::passages(a, b);
    let aligned = sentences::align(a, b);
    let measures = measures::measure(a, b, &passages, &aligned);
    let judgement = judgement::judge(a, b, &measures)?;
    let copied = matches!(judgement.relation, Relation::Reprint | Relation::Part);
    let aligned: &[sentences::Aligned] = if copied { &aligned } else { &[] };
    let reworded: &[sentences::Aligned] = if judgement.relation == Relation::Reprint { aligned } else { &[] };
    let (direction, direction_reason) = direction::direction(a, b, judgement.relation, &measures);
    let covered = measures::covered(a, b, &passages, reworded);
    let share = |covered: &[bool]| match covered.len() {
        0 => 0.0,
        all => covered.iter().filter(|&&word| word).count() as f64 / all as f64,
    };
    Some(Overlap {
        a: a.doc.clone(),
        b: b.doc.clone(),
        relation: judgement.relation,
        confidence: judgement.confidence,
        reasons: judgement.reasons,
        direction,
        direction_reason,
        passages: passages.iter().map(|passage| shared_passage(a, b, passage)).collect(),
        sentences: aligned.iter().map(|pair| sentence_pair(a, b, pair)).collect(),
        share_a: share(&covered.0),
        share_b: share(&covered.1),
        only_a: share::uncovered(a, &covered.0),
        only_b: share::uncovered(b, &covered.1),
    })
}

fn shared_passage(a: &Text, b: &Text, passage: &runs::Passage) -> SharedPassage {
    let ((a_from, a_to), (b_from, b_to)) = (passage.in_a(), passage.in_b());
    let quoted = |text: &Text, from, to| text.words[from..to].iter().all(|word| word.quoted);
    SharedPassage {
        a: a.span(a_from, a_to),
        b: b.span(b_from, b_to),
        words: passage.shared(),
        quoted: quoted(a, a_from, a_to) && quoted(b, b_from, b_to),
        changes: passage
            .gaps()
            .map(|((a1, a2), (b1, b2))| (a.span_or_place(a1, a2), b.span_or_place(b1, b2)))
            .collect(),
    }
}

fn sentence_pair(a: &Text, b: &Text, pair: &sentences::Aligned) -> SentencePair {
    SentencePair { a: a.sentence_span(pair.a), b: b.sentence_span(pair.b), likeness: pair.likeness }
}

/// Share of a sentence's words inside shared passages from which it counts as copied.
const COPIED: f64 = 0.7;

impl Overlap {
    /// The same with the sides changed.
    pub fn turned(self) -> Overlap {
        Overlap {
            a: self.b,
            b: self.a,
            relation: self.relation,
            confidence: self.confidence,
            reasons: self.reasons,
            direction: self.direction.turned(),
            direction_reason: self.direction_reason,
            passages: {
                let turned = |passage: SharedPassage| SharedPassage {
                    a: passage.b,
                    b: passage.a,
                    changes: passage.changes.into_iter().map(|(a, b)| (b, a)).collect(),
                    ..passage
                };
                let mut passages: Vec<SharedPassage> = self.passages.into_iter().map(turned).collect();
                passages.sort_by_key(|passage| (passage.a, passage.b));
                passages
            },
            sentences: {
                let turned = |pair: SentencePair| SentencePair { a: pair.b, b: pair.a, ..pair };
                let mut pairs: Vec<SentencePair> = self.sentences.into_iter().map(turned).collect();
                pairs.sort_by_key(|pair| (pair.a, pair.b));
                pairs
            },
            share_a: self.share_b,
            share_b: self.share_a,
            only_a: self.only_b,
            only_b: self.only_a,
        }
    }

    /// How near the texts are by their words alone.
    pub fn nearness(&self) -> Nearness {
        let length = |span: CharSpan| span.end.saturating_sub(span.start);
        let changes = self.passages.iter().flat_map(|passage| &passage.changes);
        Nearness {
            words: self.passages.iter().map(|passage| passage.words).sum(),
            changed: std::cmp::Reverse(changes.map(|&(a, b)| length(a) + length(b)).sum()),
        }
    }

    /// Whether what `doc` tells in `sentence` is a copy of (or was copied to) the other document: the sentence lies in
    /// a shared passage, or in reprints is a reworded sentence of the other. Shared quotations and filled forms are
    /// no copies.
    pub fn copied(&self, doc: &str, sentence: CharSpan) -> bool {
        self.counterpart(doc, sentence).is_some()
    }

    /// Where the other document has what `doc` tells in `sentence`; see [`Overlap::copied`].
    pub fn counterpart(&self, doc: &str, sentence: CharSpan) -> Option<CharSpan> {
        let first = match doc {
            doc if doc == self.a => true,
            doc if doc == self.b => false,
            _ => return None,
        };
        if !matches!(self.relation, Relation::Reprint | Relation::Part) {
            return None;
        }
        let sides = |a: CharSpan, b: CharSpan| if first { (a, b) } else { (b, a) };
        let length = sentence.end.saturating_sub(sentence.start);
        let shared = self.passages.iter().map(|passage| Stretch {
            here: sides(passage.a, passage.b).0,
            there: sides(passage.a, passage.b).1,
            changes: passage.changes.iter().map(|&(a, b)| sides(a, b)).collect(),
        });
        let shared: Vec<(usize, Stretch)> =
            shared.map(|stretch| (common(stretch.here, sentence), stretch)).filter(|&(common, _)| common > 0).collect();
        if length > 0 && shared.iter().map(|(common, _)| common).sum::<usize>() as f64 >= COPIED * length as f64 {
            return shared
                .into_iter()
                .max_by_key(|(common, stretch)| (*common, std::cmp::Reverse(stretch.there)))
                .map(|(_, stretch)| stretch.counterpart(sentence));
        }
        if self.relation != Relation::Reprint {
            return None;
        }
        let pairs = self.sentences.iter().map(|pair| (sides(pair.a, pair.b), pair.likeness));
        let alike = pairs.filter(|((here, _), _)| 2 * common(*here, sentence) > length);
        alike.max_by(|one, two| one.1.total_cmp(&two.1)).map(|((_, there), _)| there)
    }
}

/// A passage seen from one of its texts.
struct Stretch {
    here: CharSpan,
    there: CharSpan,
    /// What this text has and what the other has in its place.
    changes: Vec<(CharSpan, CharSpan)>,
}

impl Stretch {
    /// The part of the other text's passage that stands for `sentence`.
    fn counterpart(&self, sentence: CharSpan) -> CharSpan {
        let start = self.place(sentence.start.max(self.here.start));
        CharSpan { start, end: self.place(sentence.end.min(self.here.end)).max(start) }
    }

    /// Where the other text has what stands at `at`: between two changes the texts run side by side.
    fn place(&self, at: usize) -> usize {
        let ends = self.changes.iter().flat_map(|(here, there)| [(here.start, there.start), (here.end, there.end)]);
        let (mut from, mut to) = ((self.here.start, self.there.start), (self.here.end, self.there.end));
        for end in ends {
            if end.0 <= at {
                from = end;
            } else {
                to = end;
                break;
            }
        }
        (from.1 + (at - from.0)).min(to.1)
    }
}

/// Whether two stretches of one text are about the same: one has at least half of the other. Places that are carried
/// over from another text may be off by a sign or two.
pub(crate) fn meets(one: CharSpan, other: CharSpan) -> bool {
    let length = |span: CharSpan| span.end.saturating_sub(span.start);
    let shared = common(one, other);
    shared > 0 && 2 * shared >= length(one).min(length(other))
}

/// Code points that two spans have in common.
fn common(a: CharSpan, b: CharSpan) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
