//! The head's file, which is read when somebody first asks for roles: most runs don't, and should start without it.

use super::read::Head;
use crate::ParseError;
use crate::labels::RolesHead;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The head for roles as it lies in the model.
pub(crate) struct RolesFile {
    bytes: Cow<'static, [u8]>,
    measures: RolesHead,
    /// Width of the network's states.
    width: usize,
    head: OnceLock<Head>,
}

impl RolesFile {
    pub(crate) fn new(bytes: Cow<'static, [u8]>, measures: RolesHead, width: usize) -> RolesFile {
        RolesFile { bytes, measures, width, head: OnceLock::new() }
    }

    /// The head; read if it has not been yet.
    pub(crate) fn head(&self) -> Result<&Head, ParseError> {
        if let Some(head) = self.head.get() {
            return Ok(head);
        }
        let head = Head::read(&self.bytes, &self.measures, self.width)?;
        Ok(self.head.get_or_init(|| head))
    }
}
