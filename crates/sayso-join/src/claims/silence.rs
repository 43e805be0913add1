//! Which outlets carry a claim and not its denial, or the reverse. Counts, and nothing concluded from them.

use crate::claims::value::Value;
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

/// The silence about the act itself, and about each number that somebody denies.
pub fn silence(claims: &[Claim]) -> Vec<Silence> {
    let all: BTreeSet<String> = claims.iter().flat_map(carriers).collect();
    let denied_number = |claim: &&Claim| claim.denied.is_some() && matches!(claim.value, Value::Count(_));
    let told = claims.iter().filter(|claim| claim.value == Value::Happened || denied_number(claim));
    told.map(|claim| of(claim, &all)).collect()
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
    crate::claims::phrasing::outlet_name(testimony.publisher.as_deref(), &testimony.doc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{body, holder, told};
    use crate::{Account, KnownTables, claims};
    use sayso_core::Act;

    #[test]
    fn outlets_are_sorted_by_what_they_carry() {
        let army = || holder(body("Norland army", None, "MIL"), Act::Denies);
        let accounts: Vec<Account> = vec![
            told("a", "Norland Times", "2031-03-01").account(),
            told("b", "Sudland Post", "2031-03-01").account(),
            told("b", "Sudland Post", "2031-03-01").number(2).by(army()).denied().account(),
            told("c", "Westland Radio: world", "2031-03-01").by(army()).denied().account(),
            told("d", "Eastland Courier", "2031-03-01").planned().account(),
        ];
        let accounts: Vec<&Account> = accounts.iter().collect();
        let silence = silence(&claims(&accounts, &KnownTables::default()));
        let [silence] = silence.as_slice() else { panic!("{silence:?}") };
        assert_eq!(silence.claim_only, ["Norland Times"]);
        assert_eq!(silence.both, ["Sudland Post"]);
        assert_eq!(silence.denial_only, ["Westland Radio"]);
        assert_eq!(silence.neither, ["Eastland Courier"]);
        assert!(silence.denied_anywhere);
    }
}
