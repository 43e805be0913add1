//! How far two readers agree beyond chance.

use serde::Serialize;
use std::collections::BTreeMap;

/// Agreement of two readers on a value out of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Cases in which both gave a value.
    pub cases: usize,
    /// Share of them in which they gave the same; none where there are no cases.
    pub agree: Option<f64>,
    /// Cohen's kappa (Cohen 1960); none where chance alone would agree always.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha for nominal values (Krippendorff 2004, chapter 11); none where all values are one.
    pub alpha: Option<f64>,
}

/// Agreement out of a table: how often one gave this and the other that.
pub fn reliability<V: Ord>(table: &BTreeMap<(V, V), usize>) -> Reliability {
    let cases: usize = table.values().sum();
    let mut rows: BTreeMap<&V, usize> = BTreeMap::new();
    let mut columns: BTreeMap<&V, usize> = BTreeMap::new();
    let mut same = 0;
    for ((one, other), count) in table {
        *rows.entry(one).or_default() += count;
        *columns.entry(other).or_default() += count;
        same += if one == other { *count } else { 0 };
    }
    if cases == 0 {
        return Reliability { cases, agree: None, kappa: None, alpha: None };
    }
    let n = cases as f64;
    let observed = same as f64 / n;
    let chance: f64 =
        rows.iter().map(|(value, count)| *count as f64 / n * columns.get(value).copied().unwrap_or(0) as f64 / n).sum();
    // Alpha counts the values of both readers together, and draws pairs without putting back.
    let mut values: BTreeMap<&V, f64> = BTreeMap::new();
    rows.iter().chain(&columns).for_each(|(value, count)| *values.entry(value).or_default() += *count as f64);
    let total = 2.0 * n;
    let expected_difference =
        1.0 - values.values().map(|count| count * (count - 1.0)).sum::<f64>() / (total * (total - 1.0));
    Reliability {
        cases,
        agree: Some(observed),
        kappa: (chance < 1.0).then(|| (observed - chance) / (1.0 - chance)),
        alpha: (expected_difference > 0.0).then(|| 1.0 - (1.0 - observed) / expected_difference),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[(&'static str, &'static str, usize)]) -> BTreeMap<(&'static str, &'static str), usize> {
        cells.iter().map(|(a, b, count)| ((*a, *b), *count)).collect()
    }

    #[test]
    fn kappa_of_cohens_kind() {
        // 50 cases: both yes 20, both no 15, yes/no 5, no/yes 10: observed 0.7, chance 0.5, kappa 0.4.
        let found = reliability(&table(&[("y", "y", 20), ("n", "n", 15), ("y", "n", 5), ("n", "y", 10)]));
        assert!((found.kappa.unwrap_or(0.0) - 0.4).abs() < 1e-9, "{found:?}");
        // Values: 25 + 30 yes, 25 + 20 no. Expected difference 1 - (55*54 + 45*44) / (100*99) = 0.5; alpha 1 - 0.3/0.5.
        assert!((found.alpha.unwrap_or(0.0) - 0.4).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn one_value_alone_says_nothing() {
        let found = reliability(&table(&[("y", "y", 9)]));
        assert_eq!((found.agree, found.kappa, found.alpha), (Some(1.0), None, None));
        assert_eq!(reliability::<u8>(&BTreeMap::new()).agree, None);
    }
}
