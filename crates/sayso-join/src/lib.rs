//! Many reports, one picture: which are reprints of one another, which accounts tell of one incident, how many
//! independent origins a claim has, how numbers differ, which accounts can't both be right, what got lost on the way.
//!
//! Everything here is a function of readings: no database, no files, and the same answer in whatever order the reports
//! came. The workspace keeps the answers; a cluster can compute them.
#![warn(missing_docs)]

mod account;
mod claims;
mod drift;
mod dyads;
mod incident;
mod link;
mod meeting;
pub mod names;
mod passages;
mod quotation;
mod reprint;
mod standing;
mod story;
mod text;
mod words;

#[cfg(test)]
mod testing;

pub use account::{Account, HolderOf, PartyOf, Report, accounts};
pub use claims::contradiction::{Contradiction, Version, contradictions};
pub use claims::estimates::{Derived, LowBestHigh};
pub use claims::known::{Known, KnownTables};
pub use claims::numbers::{Ledger, Revision, Row, numbers};
pub use claims::origins::{Node, Origin, Origins, Sides};
pub use claims::reversal::Reversal;
pub use claims::silence::{Silence, silence};
pub use claims::stance::{Stance, stance};
pub use claims::value::{Count, Value};
pub use claims::{Against, Claim, Findings, Testimony, claims, findings};
pub use drift::{Drift, DriftKind, Shown, Telling, drift, drift_of_accounts};
pub use dyads::{DyadCell, dyad_cells};
pub use incident::{Decisions, Incident, IncidentMention, JOIN, Joined, ToldIncident, ValueOf, cluster};
pub use link::{Link, Prepared, Reason, Slot, WEAK, account_keys, link, linked, score};
pub use meeting::{COMPARED, FORMULA, KeyOf, account_key_number, document_keys};
pub use passages::{PASSAGE, passage_keys};
pub use quotation::{Alteration, Quotation, alterations, quotations};
pub use reprint::{
    Cluster, Clusters, Decision, Direction, Nearness, Overlap, Pairing, PersonDecision, PressReleaseShare, Relation,
    SentencePair, SharedPassage, Which, clusters, compare, is_nearest, press_release_share,
};
pub use standing::labels::{LabelHistory, LabelShare, LabelUse, labels};
pub use standing::ties::{Dated, TieEntry, Timeline, ties};
pub use standing::{LabelAccount, TieAccount, label_accounts, tie_accounts};
pub use story::{SHARED_KEYS, Story};
pub use text::Text;
