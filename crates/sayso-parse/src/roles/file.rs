//! The head's file, which is read when somebody first asks for roles: most runs don't, and should start without it.

use super::read::Head;
use crate::ParseError;
use crate::labels::RolesHead;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A file of a model: packed in the program, or as it lies in a folder.
#[derive(Debug, Clone)]
pub(crate) enum Stored {
    #[cfg(feature = "embedded-model")]
    Packed(&'static [u8]),
    Plain(Vec<u8>),
}

impl Stored {
    fn bytes(&self) -> Result<Cow<'_, [u8]>, ParseError> {
        match self {
            #[cfg(feature = "embedded-model")]
            Stored::Packed(packed) => Ok(Cow::Owned(crate::embedded::unpacked(packed)?)),
            Stored::Plain(bytes) => Ok(Cow::Borrowed(bytes)),
        }
    }
}

/// The head for roles as it lies in the model.
pub(crate) struct RolesFile {
    stored: Stored,
    measures: RolesHead,
    /// Width of the network's states.
    width: usize,
    head: OnceLock<Head>,
}

impl RolesFile {
    pub(crate) fn new(stored: Stored, measures: RolesHead, width: usize) -> RolesFile {
        RolesFile { stored, measures, width, head: OnceLock::new() }
    }

    /// The head; read if it has not been yet.
    pub(crate) fn head(&self) -> Result<&Head, ParseError> {
        if let Some(head) = self.head.get() {
            return Ok(head);
        }
        let head = Head::read(&self.stored.bytes()?, &self.measures, self.width)?;
        Ok(self.head.get_or_init(|| head))
    }
}
