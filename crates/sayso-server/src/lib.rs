//! The desk: a JSON interface to a workspace, and the web pages that use it.
//!
//! It holds no logic that the library lacks: every answer is a question of [`sayso::Workspace`], every change a decision
//! that the command can take too. Text of documents leaves as JSON strings only, never as markup.
#![warn(missing_docs)]

mod ahead;
mod desk;
mod error;
mod guard;
mod intake;
mod kept;
mod pages;
mod question;
mod routes;
mod watch;

pub use desk::{Desk, Settings};
pub use guard::Guard;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use std::net::SocketAddr;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Most bytes that one request may bring.
pub const MAX_UPLOAD: usize = 128 << 20;

/// Why the desk can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The workspace says no.
    #[error("{0}")]
    Workspace(#[from] sayso::StoreError),
    /// Nobody may listen there.
    #[error("can't listen on {address} ({source}); choose another port with --port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The server ended.
    #[error("the server ended: {0}")]
    Ended(std::io::Error),
    /// Others may only come in with a token.
    #[error("{address} can be reached by others; give --token FILE with a secret of at least 16 characters")]
    NoToken {
        /// The address.
        address: SocketAddr,
    },
}

/// The desk as a service: pages, questions, changes, all behind the guard.
pub fn app(desk: Arc<Desk>, guard: Guard) -> Router {
    guarded(routes::all(desk), guard)
}

fn guarded(api: Router, guard: Guard) -> Router {
    let guard = Arc::new(guard);
    Router::new()
        .nest("/api", api)
        .fallback(pages::page)
        .layer(DefaultBodyLimit::max(MAX_UPLOAD))
        .layer(axum::middleware::from_fn_with_state(guard, guard::check))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(error::after_panic))
}

/// Serves `desk` on `address` until the program is ended. `ready` is told the address, whose port the system chooses
/// where it is 0.
///
/// # Errors
/// [`ServeError::NoToken`] where others can reach the address and there is no token, [`ServeError::Listen`] where it is taken.
pub fn serve(
    desk: Arc<Desk>,
    address: SocketAddr,
    token: Option<String>,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    if !address.ip().is_loopback() && token.as_ref().is_none_or(|token| token.len() < 16) {
        return Err(ServeError::NoToken { address });
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Ended)?;
    runtime.block_on(async {
        let listener =
            tokio::net::TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
        let address = listener.local_addr().map_err(ServeError::Ended)?;
        ready(address);
        let api = routes::all(desk.clone());
        tokio::spawn(ahead::keep(desk, api.clone()));
        axum::serve(listener, guarded(api, Guard::new(address, token))).await.map_err(ServeError::Ended)
    })
}
