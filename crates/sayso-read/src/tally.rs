//! What can only be said of an input once it has ended.

use crate::problem::{At, ReadError, ReadProblem};

/// Characters that could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    pub(crate) count: usize,
    pub(crate) encoding: &'static str,
    pub(crate) at: Option<At>,
}

/// Counts over the pieces of one input, in their order.
#[derive(Debug, Default)]
pub struct Tally {
    missing: usize,
    all: usize,
    damage: Option<Damage>,
    passed_over: Passed,
}

/// Parts of a web archive that hold nothing to read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    pub(crate) records: usize,
    pub(crate) pages: usize,
}

impl Tally {
    /// A document came of it; `is_dated` where its date of publication is known.
    pub fn document(&mut self, is_dated: bool) {
        self.all += 1;
        self.missing += usize::from(!is_dated);
    }

    /// Characters could not be decoded.
    pub fn damaged(&mut self, damage: Damage) {
        match &mut self.damage {
            Some(first) => first.count += damage.count,
            none => *none = Some(damage),
        }
    }

    /// Parts were passed over.
    pub fn passed(&mut self, passed: Passed) {
        self.passed_over.records += passed.records;
        self.passed_over.pages += passed.pages;
    }

    /// What is to be said of the input `file`, which has ended; the next one begins anew.
    pub fn end(&mut self, file: &str) -> Vec<ReadProblem> {
        let Tally { missing, all, damage, passed_over: Passed { records, pages } } = std::mem::take(self);
        let damage =
            damage.map(|Damage { count, encoding, at }| (at, ReadError::DamagedCharacters { count, encoding }));
        let no_date = (missing > 0).then_some((None, ReadError::NoDate { missing, all }));
        let passed_over = (records + pages > 0).then_some((None, ReadError::PassedOver { records, pages }));
        let problems = damage.into_iter().chain(passed_over).chain(no_date);
        problems.map(|(at, error)| ReadProblem { file: file.to_string(), at, error }).collect()
    }
}
