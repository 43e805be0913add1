//! An incident with what its accounts claim.

use super::{Decisions, Incident};
use crate::account::Account;
use crate::claims::known::{Known, KnownTables};
use crate::claims::origins::Origins;
use crate::claims::value::Value;
use crate::claims::{Claim, Testimony};
use crate::link::Prepared;
use sayso_core::ActorId;
use serde::{Deserialize, Serialize};

/// An incident with its origins (none where nobody says that it happened) and what the accounts give for each field.
pub type ToldIncident = Incident<Option<Origins>, Vec<ValueOf>>;

/// A value that one account gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueOf {
    /// What it is about: actor, place, date, or a magnitude.
    pub field: String,
    /// The value.
    pub value: Value,
    /// Who says so, from the publisher inwards.
    pub chain: Vec<String>,
    /// The report.
    pub doc: String,
    /// The record.
    pub event: String,
}

impl ValueOf {
    /// The value of a claim as one account gives it.
    fn new(claim: &Claim, testimony: &Testimony) -> ValueOf {
        ValueOf {
            field: claim.field.clone(),
            value: claim.value.clone(),
            chain: testimony.chain.clone(),
            doc: testimony.doc.clone(),
            event: testimony.event.clone(),
        }
    }
}

impl ToldIncident {
    /// The incident of these accounts, without origins and values. None where there is no account.
    pub fn of_known(
        members: &[(&Account, &Prepared)],
        decisions: &Decisions,
        known: &KnownTables,
    ) -> Option<ToldIncident> {
        let party = |doc: &str, actor: &ActorId| {
            known.actor(doc, actor).map_or_else(|| format!("{doc}:{actor}"), str::to_string)
        };
        Incident::of(members, decisions, party)
    }

    /// Fills in on whose word it happened, and what the accounts give for each field.
    pub fn tell(&mut self, claims: &[Claim]) {
        self.origins = claims.iter().find(|claim| claim.field == "happened").map(|claim| claim.origins.clone());
        self.values = claims
            .iter()
            .filter(|claim| claim.field != "happened")
            .flat_map(|claim| claim.accounts.iter().map(move |testimony| ValueOf::new(claim, testimony)))
            .collect();
    }
}
