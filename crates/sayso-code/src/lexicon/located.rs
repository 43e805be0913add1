//! A value of a lexicon file that knows where it stands.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use toml::Spanned;

/// A value and the byte of its file where it begins. It is read from TOML, and from what the build script packs
/// ([`super::packed`]), where the byte stands before the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located<T> {
    /// Where it begins.
    pub at: usize,
    /// The value.
    pub value: T,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Located<T>, D::Error> {
        let (at, value) = if deserializer.is_human_readable() {
            let spanned = Spanned::<T>::deserialize(deserializer)?;
            (spanned.span().start, spanned.into_inner())
        } else {
            <(usize, T)>::deserialize(deserializer)?
        };
        Ok(Located { at, value })
    }
}
