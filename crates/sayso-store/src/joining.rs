//! Joining what was added or taken out with the rest: actors, reprints, incidents.

use crate::{StoreError, actors};
use rusqlite::Connection;

pub(crate) fn join(connection: &mut Connection, mut progress: impl FnMut(usize)) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    actors::settle(&transaction)?;
    transaction.execute("DELETE FROM pending", [])?;
    transaction.commit()?;
    progress(0);
    Ok(())
}
