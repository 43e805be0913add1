//! How a holder stands to what an account tells.

use crate::Account;
use sayso_core::{Act, Polarity, Realis};
use serde::{Deserialize, Serialize};

/// How a holder stands to the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Says that it happened, or goes on.
    Reports,
    /// Says that it did not.
    Denies,
    /// Doubts it, or asks whether it is so.
    Doubts,
    /// Speaks of it as planned, wanted, asked for, supposed or habitual: no claim that it happened.
    Expects,
}

/// One holder of an account who takes a stance of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Voice {
    /// Which account.
    pub account: usize,
    /// Which link of its chain.
    pub link: usize,
    /// How it stands to the act.
    pub stance: Stance,
}

/// How the innermost holder of an account stands to the act.
pub fn stance(account: &Account) -> Stance {
    let act = account.holders.last().and_then(|holder| holder.act);
    match (account.event.factuality.polarity, account.event.factuality.realis) {
        _ if matches!(act, Some(Act::Doubts | Act::AsksWhether)) => Stance::Doubts,
        (_, Realis::Future | Realis::Conditional | Realis::Requested | Realis::Generic) => Stance::Expects,
        _ if matches!(act, Some(Act::Predicts | Act::Wants | Act::Asks | Act::Promises | Act::Threatens)) => {
            Stance::Expects
        }
        (Polarity::Negative, Realis::Actual) => Stance::Denies,
        (Polarity::Positive, Realis::Actual) => Stance::Reports,
    }
}

/// All who take a stance in an account: the innermost holder, and those on the way who deny or doubt what it says.
pub(crate) fn voices(at: usize, account: &Account) -> Vec<Voice> {
    let inner = account.holders.len().saturating_sub(1);
    let outer = account.holders.iter().enumerate().take(inner).filter_map(|(link, holder)| {
        let stance = match holder.act? {
            Act::Denies => Stance::Denies,
            Act::Doubts | Act::AsksWhether => Stance::Doubts,
            _ => return None,
        };
        Some(Voice { account: at, link, stance })
    });
    outer.chain([Voice { account: at, link: inner, stance: stance(account) }]).collect()
}
