//! Texts through the whole program, as one test program: each takes in the models and the gazetteer.

mod factuality;
mod lexicon_examples;
mod many_reports;
mod neutrality;
mod parties;
mod reached;
mod readings;
mod say_so;
mod setting;
