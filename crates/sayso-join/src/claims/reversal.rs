//! Holders that say of one act first one thing and later the other.

use crate::claims::directory::Who;
use crate::claims::moment::{Moment, moment};
use crate::claims::origins::behind;
use crate::claims::stance::{Stance, Voice};
use crate::claims::{Context, Testimony};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A holder that reported what it had denied, or denied what it had reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reversal {
    /// Whose.
    pub holder: String,
    /// Its name or description.
    pub name: String,
    /// What it said first: reports or denies.
    pub from: Stance,
    /// What it said later.
    pub to: Stance,
    /// The last account of the first.
    pub before: Testimony,
    /// The first account of the later.
    pub after: Testimony,
}

/// The reversals of an incident, in the order of the holders and of time.
pub(crate) fn reversals(context: &Context<'_>) -> Vec<Reversal> {
    let voices = &context.voices;
    let mut said: BTreeMap<Who, Vec<(Moment, Voice)>> = BTreeMap::new();
    for (voice, who) in voices.iter().zip(behind(voices, context.accounts, &context.directory, &context.copies)) {
        let account = context.accounts[voice.account];
        let firm = matches!(voice.stance, Stance::Reports | Stance::Denies) && !context.copies.is_copy(account);
        // Unnamed holders can't be told apart, so nobody can be said to have changed.
        if let Some(who) = who.filter(|who| firm && context.directory.get(*who).certain) {
            said.entry(who).or_default().push((moment(account), *voice));
        }
    }
    let mut reversals = Vec::new();
    for (who, mut said) in said {
        said.sort_by_key(|(moment, voice)| (*moment, voice.account, voice.link));
        for pair in said.windows(2) {
            if let [(earlier, before), (later, after)] = pair
                && before.stance != after.stance
                && later.is_after(*earlier)
            {
                reversals.push(Reversal {
                    holder: context.directory.get(who).id.clone(),
                    name: context.directory.get(who).name.clone(),
                    from: before.stance,
                    to: after.stance,
                    before: context.testimony(before),
                    after: context.testimony(after),
                });
            }
        }
    }
    reversals
}
