//! Standing relations between actors, and how they change.

use crate::{Chain, DateRange, Evidence, Party, Span, SpanMapper};
use serde::{Deserialize, Serialize};

/// What relates the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are the codebook's, section 7
pub enum TieKind {
    Backs,
    Opposes,
    Funds,
    Arms,
    Hosts,
    MemberOf,
    Leads,
    Owns,
    AlliedWith,
    AtWarWith,
    Designates,
    PartOf,
    RelatesTo,
}

impl TieKind {
    /// All kinds, in the order of the codebook.
    pub const ALL: [TieKind; 13] = [
        TieKind::Backs,
        TieKind::Opposes,
        TieKind::Funds,
        TieKind::Arms,
        TieKind::Hosts,
        TieKind::MemberOf,
        TieKind::Leads,
        TieKind::Owns,
        TieKind::AlliedWith,
        TieKind::AtWarWith,
        TieKind::Designates,
        TieKind::PartOf,
        TieKind::RelatesTo,
    ];
}

/// How it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are the codebook's, section 7
pub enum TieChange {
    Holds,
    Begins,
    Strengthens,
    Weakens,
    Ends,
}

impl TieChange {
    /// All changes.
    pub const ALL: [TieChange; 5] =
        [TieChange::Holds, TieChange::Begins, TieChange::Strengthens, TieChange::Weakens, TieChange::Ends];
}

/// A standing relation that the last holder of the chain reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie<S = Span> {
    /// Stable name.
    pub id: String,
    /// Who backs, leads, funds.
    pub from: Party<S>,
    /// Who is backed, led, funded.
    pub to: Party<S>,
    /// What relates them.
    pub kind: TieKind,
    /// How it changes.
    pub change: TieChange,
    /// Since when.
    #[serde(default = "Option::default")]
    pub since: Option<DateRange<S>>,
    /// Until when.
    #[serde(default = "Option::default")]
    pub until: Option<DateRange<S>>,
    /// Who says so.
    pub chain: Chain<S>,
    /// Where it stands.
    pub evidence: Evidence<S>,
    /// The lexicon entry that gave it.
    #[serde(default)]
    pub rule: String,
    /// Between 0 and 1.
    #[serde(default)]
    pub confidence: f64,
}

impl<S> Tie<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Tie<T> {
        Tie {
            id: self.id.clone(),
            from: self.from.map(to),
            to: self.to.map(to),
            kind: self.kind,
            change: self.change,
            since: self.since.as_ref().map(|date| date.map(to)),
            until: self.until.as_ref().map(|date| date.map(to)),
            chain: self.chain.map(to),
            evidence: self.evidence.map(to),
            rule: self.rule.clone(),
            confidence: self.confidence,
        }
    }
}
