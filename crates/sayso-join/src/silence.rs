//! Which outlets carry a claim and not its denial, or the reverse. Counts, and nothing concluded from them.

use crate::claims::{Claim, Testimony};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who of the outlets that report an incident carries a claim, its denial, or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Silence {
    /// As in [`Claim`].
    pub field: String,
    /// The claim in words.
    pub shown: String,
    /// Outlets with the claim and without the denial.
    pub claim_only: Vec<String>,
    /// Outlets with the denial and without the claim.
    pub denial_only: Vec<String>,
    /// Outlets with both.
    pub both: Vec<String>,
    /// Outlets that report the incident with neither.
    pub neither: Vec<String>,
    /// Whether anybody denies the claim at all: where nobody does, an outlet can't leave the denial out.
    pub denied_anywhere: bool,
}

/// The silence about each of the claims of one incident that is denied by somebody, and about the act itself.
pub fn silence(claims: &[Claim]) -> Vec<Silence> {
    let all: BTreeSet<String> = claims.iter().flat_map(carriers).collect();
    claims
        .iter()
        .filter(|claim| claim.field == "happened" || claim.denied.is_some())
        .map(|claim| of(claim, &all))
        .collect()
}

fn carriers(claim: &Claim) -> impl Iterator<Item = String> {
    let against = [&claim.denied, &claim.doubted].into_iter().flatten().flat_map(|against| &against.accounts);
    claim.accounts.iter().chain(&claim.expected).chain(against).map(outlet)
}

fn of(claim: &Claim, all: &BTreeSet<String>) -> Silence {
    let with: BTreeSet<String> = claim.accounts.iter().map(outlet).collect();
    let denying: BTreeSet<String> = claim.denied.iter().flat_map(|against| &against.accounts).map(outlet).collect();
    let list = |outlets: BTreeSet<String>| outlets.into_iter().collect::<Vec<_>>();
    let either: BTreeSet<String> = &with | &denying;
    Silence {
        field: claim.field.clone(),
        shown: claim.shown.clone(),
        claim_only: list(&with - &denying),
        denial_only: list(&denying - &with),
        both: list(&with & &denying),
        neither: list(all - &either),
        denied_anywhere: !denying.is_empty(),
    }
}

fn outlet(testimony: &Testimony) -> String {
    let publisher = testimony.publisher.as_deref().map(str::trim).filter(|name| !name.is_empty());
    publisher.unwrap_or(&testimony.doc).to_string()
}
