//! Keeps the matrix products on the calling thread's own core.

use crate::ParseError;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::OnceCell;

thread_local! {
    static POOL: OnceCell<ThreadPool> = const { OnceCell::new() };
}

/// Runs `work` in a pool of one thread that belongs to the calling thread.
///
/// Documents are what runs in parallel. The products split over all threads of the pool they find themselves in, which
/// costs more than it gains at the size of a sentence, so they get a pool where there is nothing to split over.
pub(crate) fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, ParseError> {
    POOL.with(|cell| {
        let pool = match cell.get() {
            Some(pool) => pool,
            None => {
                let pool = ThreadPoolBuilder::new().num_threads(1).thread_name(|_| "sayso-parse".to_string()).build();
                let pool = pool.map_err(|error| ParseError::Thread(error.to_string()))?;
                cell.get_or_init(|| pool)
            }
        };
        Ok(pool.install(work))
    })
}
