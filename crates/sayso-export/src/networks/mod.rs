//! Actors as nodes, acts and ties as edges.

pub(crate) mod gexf;
pub(crate) mod graphml;
pub(crate) mod network;
