//! What stated rules make of the numbers given: columns as ACLED's and UCDP's coders would fill them.

use crate::claims::value::Count;
use sayso_core::Number;
use serde::{Deserialize, Serialize};

/// Columns derived from a ledger. Numbers that are denied, expected or copied are not counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Derived {
    /// The smallest number ever given: the lower bound, or the upper where that is all there is.
    pub lowest: Number,
    /// The largest number ever given: the upper bound, or the lower where that is all there is.
    pub highest: Number,
    /// After the practice of ACLED: differing or vague numbers give the most conservative, that is the smallest of what
    /// each holder said last; "tens" is 10, "dozens" 12, "hundreds" 100.
    pub acled: Number,
    /// After the columns of UCDP GED: `low` is the smallest and `high` the largest of what each origin said last; `best`
    /// is the median of the exact ones among them, or of the lower bounds where none is exact; of two in the middle the
    /// smaller.
    pub ucdp: LowBestHigh,
    /// How many origins' last numbers these rest on.
    pub origins: usize,
    /// Whether an origin gave no upper bound ("at least 12"), so that the largest number is not a limit.
    pub open_above: bool,
}

/// Three estimates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names are the columns
pub struct LowBestHigh {
    pub low: Number,
    pub best: Number,
    pub high: Number,
}

/// A number with the sentence it stands in.
pub(crate) struct Statement<'a> {
    pub count: &'a Count,
    pub sentence: &'a str,
}

/// The columns from `all` numbers that are vouched for and the `latest` of each origin.
pub(crate) fn derive(all: &[Statement<'_>], latest: &[Vec<Statement<'_>>]) -> Option<Derived> {
    let low = |statement: &Statement<'_>| statement.count.low();
    let high = |statement: &Statement<'_>| statement.count.high();
    let last = || latest.iter().flatten();
    let exact: Vec<f64> = latest
        .iter()
        .filter(|said| said.iter().all(|statement| statement.count.is_exact()))
        .filter_map(|said| smallest(said.iter().filter_map(low)))
        .collect();
    let bounds: Vec<f64> = latest.iter().filter_map(|said| smallest(said.iter().filter_map(low))).collect();
    Some(Derived {
        lowest: Number(smallest(all.iter().filter_map(low))?),
        highest: Number(largest(all.iter().filter_map(high))?),
        acled: Number(smallest(last().filter_map(conservative))?),
        ucdp: LowBestHigh {
            low: Number(smallest(last().filter_map(low))?),
            best: Number(median(exact).or_else(|| median(bounds))?),
            high: Number(largest(last().filter_map(high))?),
        },
        origins: latest.len(),
        open_above: last().any(|statement| statement.count.at_most.is_none()),
    })
}

fn smallest(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.min_by(f64::total_cmp)
}

fn largest(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.max_by(f64::total_cmp)
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().checked_sub(1)? / 2).copied()
}

/// The smallest reading of a number: number words count as ACLED counts them, not as the codebook does.
fn conservative(statement: &Statement<'_>) -> Option<f64> {
    let low = statement.count.low()?;
    let vague = statement.count.at_most.is_none();
    let says = |word: &str| statement.sentence.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| w == word);
    let words = [("tens", 20.0, 10.0), ("dozens", 24.0, 12.0), ("hundreds", 200.0, 100.0)];
    let worth = words.iter().find(|(word, bound, _)| vague && low == *bound && says(word)).map(|(.., worth)| *worth);
    Some(worth.unwrap_or(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(at_least: Option<f64>, at_most: Option<f64>) -> Count {
        Count { at_least: at_least.map(Number), at_most: at_most.map(Number), unit: None, hedge: None }
    }

    #[test]
    fn best_is_the_median_of_exact_numbers_and_dozens_are_twelve() {
        let (exact, other) = (count(Some(14.0), Some(14.0)), count(Some(40.0), Some(40.0)));
        let dozens = count(Some(24.0), None);
        let said = |count, sentence| Statement { count, sentence };
        let latest =
            vec![vec![said(&exact, "14 died")], vec![said(&other, "40 died")], vec![said(&dozens, "Dozens died")]];
        let few = count(None, Some(9.0));
        let all = [said(&few, "at most 9"), said(&other, "40 died")];
        let derived = derive(&all, &latest);
        let columns = derived
            .map(|d| (d.lowest.0, d.highest.0, d.acled.0, d.ucdp.low.0, d.ucdp.best.0, d.ucdp.high.0, d.open_above));
        assert_eq!(columns, Some((9.0, 40.0, 12.0, 14.0, 14.0, 40.0, true)));
    }

    #[test]
    fn an_exact_twenty_four_is_no_dozens() {
        let exact = count(Some(24.0), Some(24.0));
        let statement = Statement { count: &exact, sentence: "24 of dozens of marchers were hurt" };
        assert_eq!(conservative(&statement), Some(24.0));
        assert_eq!(derive(&[], &[]), None);
    }
}
