//! CAMEO codes taken apart, with Goldstein's scores and both ways of numbering quad classes.

pub use sayso_core::scores::{cameo_base as base, cameo_root as root, goldstein, quad_gdelt, quad_phoenix};

/// The score with one decimal, as the field's tables have it; empty where there is none.
pub fn goldstein_text(code: &str) -> String {
    goldstein(code).map(|score| format!("{score:.1}")).unwrap_or_default()
}
