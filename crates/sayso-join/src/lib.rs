//! Many reports, one picture: which are reprints of one another, which accounts tell of one incident, how many
//! independent origins a claim has, how numbers differ, which accounts can't both be right, what got lost on the way.
//!
//! Everything here is a function of readings: no database, no files, and the same answer in whatever order the reports
//! came. The workspace keeps the answers; a cluster can compute them.
#![warn(missing_docs)]

mod account;
mod drift;
pub mod names;
mod passages;
mod quotation;
mod reprint;
mod text;

pub use account::{Account, HolderOf, PartyOf, Report, accounts};
pub use drift::{Drift, DriftKind, Shown, Telling, drift, drift_of_accounts};
pub use passages::{PASSAGE, passage_keys};
pub use quotation::{Alteration, Quotation, alterations, quotations};
pub use reprint::{
    Cluster, Clusters, Decision, Direction, Overlap, PersonDecision, PressReleaseShare, Relation, SentencePair,
    SharedPassage, Which, clusters, compare, features, press_release_share,
};
pub use text::Text;
