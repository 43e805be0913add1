//! CAMEO codes taken apart, with Goldstein's scores and both ways of numbering quad classes.

use sayso_core::codes;

/// The root of a code, its first two digits: "02" for "0251".
pub fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

/// The second level: "025" for "0251".
pub fn base(code: &str) -> &str {
    code.get(..3).unwrap_or(code)
}

/// Goldstein's score of a code, or of its root's general code where it has none of its own (as Phoenix does).
pub fn goldstein(code: &str) -> Option<f64> {
    let of = |code: &str| codes::cameo(code).and_then(|found| found.goldstein.or_else(|| appeal(code)));
    of(code).or_else(|| of(base(code))).or_else(|| of(&format!("{}0", root(code))))
}

/// CAMEO's scale for appeals (version 0.9 onwards); the project's table of codes leaves them open.
fn appeal(code: &str) -> Option<f64> {
    Some(match base(code) {
        "020" => 3.0,
        "021" | "022" | "023" => 3.4,
        "024" | "025" => -0.3,
        "026" | "027" | "028" => 4.0,
        _ => return None,
    })
}

/// The score with one decimal, as the field's tables have it; empty where there is none.
pub fn goldstein_text(code: &str) -> String {
    goldstein(code).map(|score| format!("{score:.1}")).unwrap_or_default()
}

/// GDELT's quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
pub fn quad_gdelt(code: &str) -> Option<u8> {
    Some(match root(code) {
        "01" | "02" | "03" | "04" | "05" => 1,
        "06" | "07" | "08" => 2,
        "09" | "10" | "11" | "12" | "13" => 3,
        "14" | "15" | "16" | "17" | "18" | "19" | "20" => 4,
        _ => return None,
    })
}

/// Phoenix's quad class: 0 neutral, then as GDELT's, but for statements and appeals (0) and reduced relations (3).
pub fn quad_phoenix(code: &str) -> Option<u8> {
    match root(code) {
        "01" | "02" => Some(0),
        "16" => Some(3),
        _ => quad_gdelt(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_project_has_a_score_and_both_quads() {
        for line in include_str!("../../../sayso-core/src/plover-cameo.tsv").lines().skip(1) {
            let code = line.split('\t').nth(2).unwrap_or("");
            assert!(goldstein(code).is_some(), "{code}");
            assert!(quad_gdelt(code).is_some_and(|quad| (1..=4).contains(&quad)), "{code}");
            assert!(quad_phoenix(code).is_some_and(|quad| quad <= 4), "{code}");
        }
    }

    #[test]
    fn an_unknown_code_falls_back_to_its_root() {
        assert_eq!(goldstein("1999"), goldstein("190"));
        assert_eq!(goldstein("99"), None);
        assert_eq!(goldstein(""), None);
    }

    #[test]
    fn the_two_numberings_differ_where_they_are_known_to() {
        assert_eq!((quad_gdelt("020"), quad_phoenix("020")), (Some(1), Some(0)));
        assert_eq!((quad_gdelt("163"), quad_phoenix("163")), (Some(4), Some(3)));
        assert_eq!((quad_gdelt("190"), quad_phoenix("190")), (Some(4), Some(4)));
    }

    #[test]
    fn zeros_stay() {
        assert_eq!((root("0251"), base("0251")), ("02", "025"));
    }
}
