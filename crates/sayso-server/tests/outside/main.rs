//! The server from outside, as one test program: each takes in the models and the gazetteer.

mod annotate;
mod desk;
mod review;
mod table;
