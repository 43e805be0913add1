//! Codes of other schemes. Facts only; what a scheme has no code for stays empty, nothing is guessed.

mod actor_code;
pub mod cameo;
mod sectors;
mod states;

pub use actor_code::ActorCode;
pub use sectors::{Sector, sector};
pub use states::{State, state};
