//! What SQLite says, in words that tell a person what to do.

use crate::StoreError;
use rusqlite::{Error, ErrorCode};
use std::time::Duration;

/// How long a program waits for another one that writes to the same file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// What went wrong and what to do about it.
pub(crate) fn told(error: &Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            "the disk with the workspace is full; what was stored before is safe: free some space and run the command again".into()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => format!(
            "another program has been writing to the workspace for more than {} seconds; wait until it is done, or end it, and run the \
             command again",
            PATIENCE.as_secs()
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            "the workspace can't be written to; make the file and its folder writable, or work with a copy".into()
        }
        Some(ErrorCode::CannotOpen) => {
            "the file, or one beside it, can't be opened; see whether its folder is there and whether you may read and write in it".into()
        }
        Some(ErrorCode::SystemIoFailure) => format!(
            "the system can't read or write the workspace ({error}): see whether the disk is full, read-only or failing; what was stored \
             before is safe, run the command again afterwards"
        ),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => damaged(error),
        _ if is_garbled(error) => damaged(error),
        _ => format!("the workspace can't do this: {error}"),
    }
}

fn damaged(error: &Error) -> String {
    format!(
        "the workspace file is damaged ({error}); `sayso doctor` shows where, `sayso doctor --repair` saves what can be read in a new file"
    )
}

/// Whether values are not what they were when they were stored.
fn is_garbled(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
            | Error::InvalidColumnType(..)
    )
}

/// Whether it is damage to the file that an operation failed for: then others may still succeed.
pub(crate) fn is_damage(error: &StoreError) -> bool {
    match error {
        StoreError::Database(error) | StoreError::Open { source: error, .. } => {
            let code = error.sqlite_error_code();
            matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::SystemIoFailure))
                || is_garbled(error)
                || matches!(error, Error::QueryReturnedNoRows)
        }
        StoreError::Record { .. } | StoreError::Packed { .. } | StoreError::Garbled { .. } => true,
        StoreError::NotAWorkspace { .. } => true,
        _ => false,
    }
}
