//! sayso reads news reports and says who did what to whom, when and where, and on whose say-so.
//!
//! It never states that something happened: every record carries the chain of those who say so and the exact
//! characters that show it.
//!
//! ```no_run
//! let reader = sayso::Reader::new()?;
//! let document = sayso::Document::new("note", "Police arrested 14 protesters in Vell, the ministry said.");
//! let reading = reader.read(&document)?;
//! for event in &reading.events {
//!     println!("{} {}", event.event, event.evidence.trigger.of(&reading.document.text));
//! }
//! # Ok::<(), sayso::Error>(())
//! ```
#![warn(missing_docs)]

pub mod annotate;
pub mod answers;
mod distinct;
pub mod dossier;
pub mod examples;
mod gather;
pub mod intake;
mod model_folder;
pub mod notebook;
pub mod own_actors;
pub mod present;
mod reader;
pub mod review;
mod stream;
pub mod trial;
pub mod uncoded;
pub mod why;

pub use gather::{accounts, joined, readings_joined, shown};
pub use model_folder::ModelError;
pub use reader::{Error, ModelSource, Reader};
pub use sayso_core::{
    CharSpan, CodedActor, CodedActorError, Document, Event, EventType, Label, Pipeline, Reading, Span, Tie, in_order,
};
pub use sayso_parse::Model;
pub use sayso_store::{
    Added, Change, Changed, Comparison, Contents, Decision, Documents, Filter, Found, FoundActor, FoundDocument,
    FoundEvent, FoundLabel, FoundOutlet, FoundSource, FoundTie, Incident, Incidents, InputFile, NewJudgement,
    OrderOfReview, Outline, Overview, PeopleRows, Queue, Repair, Reviewed, SearchHit, StateOfReview, StoreError,
    ToReview, Workspace, repair,
};
pub use stream::{Arrived, stream};
