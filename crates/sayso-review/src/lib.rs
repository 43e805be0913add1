//! What careful readers make of records: judgements, the readings they give, agreement, gold files, rule examples.
//!
//! A judgement never changes what the program read. It is laid over it, so it survives a re-read by a newer version, can
//! be taken back, and can be compared with what another reader decided without having seen it.
#![warn(missing_docs)]

mod agreement;
mod check;
mod complete;
mod corrected;
mod examples;
mod gold;
mod judgement;
mod record;
mod reliability;

pub use agreement::{Agreement, Field, Pair, agreement};
pub use check::{ReviewError, check};
pub use complete::completed;
pub use corrected::{Corrected, Outcome, corrected};
pub use examples::{rule_examples, sentence_of};
pub use gold::gold;
pub use judgement::{JudgedDocument, Judgement, Verdict};
pub use record::{Record, RecordKind};
pub use reliability::{Reliability, reliability};

/// What stands in place of a rule where a person gave a record or changed it.
pub const RULE: &str = "review";

#[cfg(test)]
mod tests;
