//! Keys by which documents and events find those that may tell of the same.

use crate::StoreError;
use sayso_core::{CharSpan, Reading};

pub(crate) fn story(_reading: &Reading<CharSpan>) -> Result<Vec<u8>, StoreError> {
    Ok(Vec::new())
}
