//! The nouns of sayso: documents, spans, actors, events, chains, labels, ties, places, dates, readings.
//!
//! This crate does no input or output and knows no file format beyond the JSON shape of a [`Reading`].
#![warn(missing_docs)]

mod actor;
mod coded_actor;
pub mod codes;
mod date;
mod day;
mod document;
mod event;
mod identity;
mod label;
mod parallel;
mod place;
mod reading;
mod sayso;
pub mod scores;
mod sieve;
mod span;
mod tie;
pub mod words;

pub use actor::{Actor, ActorId, ActorKind, Alias, Mention, MentionForm, Party, Role};
pub use coded_actor::{CodedActor, CodedActorError};
pub use date::{DatePrecision, DateRange};
pub use day::{Day, DayFrom};
pub use document::{Document, DocumentId, Published, host_of, sha256_hex, sha256_hex_of};
pub use event::{Event, EventType, Evidence, Magnitude, Number, QuadClass, Side, Stake, Standing};
pub use identity::{joining_keys, record_id};
pub use label::{Label, LabelKind, LabelPolarity};
pub use parallel::{Pipeline, at_once, in_order, number_of_threads};
pub use place::{Place, PlacePrecision};
pub(crate) use reading::SpanMapper;
pub use reading::{ProducedBy, Reading, SCHEMA_VERSION};
pub use sayso::{Act, Certainty, Chain, Factuality, Holder, HolderText, Link, Polarity, Quote, Realis, UnknownAct};
pub use scores::{ScoredEvent, ScoredReading, Scores};
pub use sieve::{Dropped, Sieve, Switch, Switches, UnknownActors};
pub use span::{CharSpan, CodePoints, Span};
pub use tie::{Tie, TieChange, TieKind};
