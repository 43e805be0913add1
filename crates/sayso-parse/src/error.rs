//! What can go wrong before or while a text is parsed.

use std::path::PathBuf;

/// Why no parse came about.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// A file of the model could not be read.
    #[error(
        "the model file {path} could not be read ({source}); give a folder with model.json, vocab.txt and weights.safetensors"
    )]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A model file is there but is not what this version reads.
    #[error("{file} of the model is not what this version of sayso reads: {reason}; use the model that came with it")]
    Model {
        /// The file.
        file: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A product of the network failed: the weights do not fit together.
    #[error("the network failed at {at}: {reason}; the model files do not fit together")]
    Network {
        /// Which part.
        at: &'static str,
        /// What the library said.
        reason: String,
    },
    /// The model has no head for what was asked.
    #[error("the model {model} has no head for {head}; use one of the models that are part of the program")]
    NoHead {
        /// The model's name and hash.
        model: String,
        /// What was asked for.
        head: &'static str,
    },
    /// The thread that runs the network could not be started.
    #[error("no thread for the network could be started: {0}")]
    Thread(String),
    /// CoNLL-U that cannot be understood.
    #[error("line {line} of the CoNLL-U input: {reason}")]
    Conllu {
        /// Line number from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

impl ParseError {
    pub(crate) fn model(file: &'static str, reason: impl ToString) -> ParseError {
        ParseError::Model { file, reason: reason.to_string() }
    }

    pub(crate) fn network(at: &'static str, reason: impl ToString) -> ParseError {
        ParseError::Network { at, reason: reason.to_string() }
    }
}
