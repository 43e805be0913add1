//! Many reports, one picture: which are reprints of one another, which accounts tell of one incident, how many
//! independent origins a claim has, how numbers differ, which accounts can't both be right, what got lost on the way.
//!
//! Everything here is a function of readings: no database, no files, and the same answer in whatever order the reports
//! came. The workspace keeps the answers; a cluster can compute them.
#![warn(missing_docs)]

mod account;
mod claims;
mod conflict;
mod contradiction;
mod copies;
mod directory;
mod drift;
mod dyads;
mod estimates;
mod holder_name;
mod incident;
mod known;
mod labels;
mod link;
mod moment;
pub mod names;
mod numbers;
mod origins;
mod party_conflict;
mod passages;
mod phrasing;
mod quotation;
mod reprint;
mod reversal;
mod silence;
mod stance;
mod standing;
mod story;
mod text;
mod ties;
mod value;
mod words;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod testing;

pub use account::{Account, HolderOf, PartyOf, Report, accounts};
pub use claims::{Against, Claim, Testimony, claims};
pub use contradiction::{Contradiction, Version, contradictions};
pub use drift::{Drift, DriftKind, Shown, Telling, drift, drift_of_accounts};
pub use dyads::{DyadCell, dyad_cells};
pub use estimates::{Derived, LowBestHigh};
pub use incident::{Decisions, Incident, IncidentMention, JOIN, Joined, cluster};
pub use known::{Known, KnownTables};
pub use labels::{LabelHistory, LabelShare, LabelUse, labels};
pub use link::{Link, Prepared, Reason, Slot, WEAK, account_keys, link, linked, score};
pub use numbers::{Ledger, Revision, Row, numbers};
pub use origins::{Node, Origin, Origins, Sides};
pub use passages::{PASSAGE, passage_keys};
pub use quotation::{Alteration, Quotation, alterations, quotations};
pub use reprint::{
    Cluster, Clusters, Decision, Direction, Overlap, PersonDecision, PressReleaseShare, Relation, SentencePair,
    SharedPassage, Which, clusters, compare, press_release_share,
};
pub use reversal::Reversal;
pub use silence::{Silence, silence};
pub use stance::{Stance, stance};
pub use standing::{LabelAccount, TieAccount, label_accounts, tie_accounts};
pub use story::{SHARED_KEYS, Story};
pub use text::Text;
pub use ties::{Dated, TieEntry, Timeline, ties};
pub use value::{Count, Value};
