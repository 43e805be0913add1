//! Many reports, one picture: which are reprints of one another, which accounts tell of one incident, how many
//! independent origins a claim has, how numbers differ, which accounts can't both be right, what got lost on the way.
//!
//! Everything here is a function of readings: no database, no files, and the same answer in whatever order the reports
//! came. The workspace keeps the answers; a cluster can compute them.
#![warn(missing_docs)]

mod account;
pub mod names;

pub use account::{Account, HolderOf, PartyOf, Report, accounts};
