//! What people decided about incidents, kept apart from what was computed.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Pairs of accounts, by event id, that a person joined or kept apart. Where the two contradict, apart holds: a false
/// join hides evidence, a missing one does not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    apart: BTreeSet<(String, String)>,
    together: BTreeSet<(String, String)>,
}

impl Decisions {
    /// No decisions.
    pub fn none() -> Decisions {
        Decisions::default()
    }

    /// Two accounts are of two incidents.
    pub fn keep_apart(&mut self, a: &str, b: &str) {
        self.together.remove(&pair(a, b));
        self.apart.insert(pair(a, b));
    }

    /// The incidents of two accounts are one.
    pub fn join(&mut self, a: &str, b: &str) {
        self.apart.remove(&pair(a, b));
        self.together.insert(pair(a, b));
    }

    /// Takes a decision back.
    pub fn forget(&mut self, a: &str, b: &str) {
        self.apart.remove(&pair(a, b));
        self.together.remove(&pair(a, b));
    }

    /// Pairs kept apart, in order.
    pub fn apart(&self) -> impl Iterator<Item = (&str, &str)> {
        self.apart.iter().map(|(a, b)| (a.as_str(), b.as_str()))
    }

    /// Pairs joined, in order. They connect components as links do.
    pub fn together(&self) -> impl Iterator<Item = (&str, &str)> {
        self.together.iter().map(|(a, b)| (a.as_str(), b.as_str()))
    }

    /// Whether a person joined these two.
    pub fn joined(&self, a: &str, b: &str) -> bool {
        self.together.contains(&pair(a, b))
    }
}

fn pair(a: &str, b: &str) -> (String, String) {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    (first.to_string(), second.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_decision_about_a_pair_holds() {
        let mut decisions = Decisions::none();
        decisions.join("a", "b");
        decisions.keep_apart("b", "a");
        assert_eq!((decisions.apart().count(), decisions.together().count()), (1, 0));
        decisions.join("b", "a");
        assert_eq!(decisions.together().collect::<Vec<_>>(), [("a", "b")]);
        decisions.forget("a", "b");
        assert_eq!(decisions, Decisions::none());
    }
}
