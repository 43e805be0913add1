//! From a document to its reading: the parser and the coder in one.

use crate::model_folder::{self, ModelError};
use sayso_code::Coder;
use sayso_code::actors::OwnActors;
use sayso_code::lexicon::{LexiconError, LexiconFiles};
use sayso_code::places::{Gazetteer, GazetteerError};
use sayso_code::saying::Statement;
use sayso_core::{CodedActor, Document, ProducedBy, Reading};
use sayso_parse::{Model, Parse, ParseError, Parser};
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why there is no reader, or no reading.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The lexicon is broken.
    #[error("the lexicon can't be used: {0}")]
    Lexicon(#[from] LexiconError),
    /// The model or the text can't be handled by the parser.
    #[error("{0}")]
    Parse(#[from] ParseError),
    /// A folder with a model can't be used.
    #[error("the model in {folder} can't be used: {source}")]
    Model {
        /// The folder.
        folder: PathBuf,
        /// What is wrong.
        source: Box<ModelError>,
    },
    /// The gazetteer is broken.
    #[error("the gazetteer can't be used: {0}")]
    Gazetteer(#[from] GazetteerError),
    /// A user's own actors can't be looked for.
    #[error("the workspace's own actors can't be used: {0}")]
    Actors(String),
    /// A fault of the program itself.
    #[error("the program failed at {document} ({cause}); the other documents are not affected; please report it")]
    Fault {
        /// Id of the document.
        document: String,
        /// What the program said.
        cause: String,
    },
}

/// Which model reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelSource {
    /// One that is part of the program.
    Embedded(Model),
    /// One in a folder.
    Folder(PathBuf),
}

impl Default for ModelSource {
    fn default() -> ModelSource {
        ModelSource::Embedded(Model::default())
    }
}

impl From<OsString> for ModelSource {
    /// The name of a model in the program, else the path of a folder.
    fn from(name: OsString) -> ModelSource {
        match name.to_str().and_then(Model::parse) {
            Some(model) => ModelSource::Embedded(model),
            None => ModelSource::Folder(name.into()),
        }
    }
}

/// Reads documents. Made once; may be used by many threads.
pub struct Reader {
    parser: Arc<Parser>,
    coder: Coder,
    files: LexiconFiles,
}

impl Reader {
    /// With the better model, the lexicon and the gazetteer in the program.
    pub fn new() -> Result<Reader, Error> {
        Reader::with(None, &ModelSource::default())
    }

    /// With another lexicon folder or another model.
    pub fn with(lexicon: Option<&Path>, model: &ModelSource) -> Result<Reader, Error> {
        let files = match lexicon {
            Some(folder) => LexiconFiles::from_folder(folder)?,
            None => LexiconFiles::embedded(),
        };
        let parser = || match model {
            ModelSource::Embedded(model) => Ok(Parser::load_model(*model)?),
            ModelSource::Folder(path) => model_folder::load(path),
        };
        let coder = || Ok::<_, Error>(Coder::new(&files, Gazetteer::embedded()?)?);
        let (parser, coder) = sayso_core::at_once(parser, coder);
        Ok(Reader { parser: Arc::new(parser?), coder: coder?, files })
    }

    /// A reader that is the same but for its lexicon.
    pub(crate) fn with_files(&self, files: LexiconFiles) -> Result<Reader, Error> {
        let coder = Coder::with_actors(&files, self.coder.own_actors().clone(), Gazetteer::embedded()?)?;
        Ok(Reader { parser: self.parser.clone(), coder, files })
    }

    /// A reader that is the same but for the actors of a user's own, which stand before those of the lexicon.
    ///
    /// # Errors
    /// Where they are too many to be looked for at once.
    pub fn with_actors(&self, actors: &[CodedActor]) -> Result<Reader, Error> {
        let own = OwnActors::new(actors).map_err(|error| Error::Actors(error.to_string()))?;
        let coder = Coder::with_actors(&self.files, own, Gazetteer::embedded()?)?;
        Ok(Reader { parser: self.parser.clone(), coder, files: self.files.clone() })
    }

    /// The files of its lexicon.
    pub fn lexicon(&self) -> &LexiconFiles {
        &self.files
    }

    /// The reading of a document. A text in a language that is not read has no records.
    pub fn read(&self, document: &Document) -> Result<Reading, Error> {
        self.guarded(document, || {
            let parse = self.parse(document)?;
            let fingerprint = sayso_read::fingerprint(&document.text);
            Ok(self.coder.read(document, &parse, self.parser.version(), fingerprint))
        })
    }

    /// What the sources of a document say, for the view: it is read once more for that.
    pub fn statements(&self, document: &Document) -> Result<Vec<Statement>, Error> {
        self.guarded(document, || Ok(self.coder.statements(document, &self.parse(document)?)))
    }

    /// The trees and names of a document; none for a language that is not read.
    pub fn parse(&self, document: &Document) -> Result<Parse, Error> {
        if !document.is_read() {
            return Ok(Parse::default());
        }
        Ok(self.parser.parse(document)?)
    }

    /// As [`Reader::parse`] without the heads that trees and names don't need.
    ///
    /// # Errors
    /// Where the network fails.
    pub fn trees(&self, document: &Document) -> Result<Parse, Error> {
        if !document.is_read() {
            return Ok(Parse::default());
        }
        Ok(self.parser.trees(document)?)
    }

    /// The parser.
    pub fn parser(&self) -> &Parser {
        &self.parser
    }

    /// The coder.
    pub fn coder(&self) -> &Coder {
        &self.coder
    }

    /// The versions that the reading of a document carries.
    pub fn produced_by(&self, document: &Document) -> ProducedBy {
        self.coder.produced_by(self.parser.version(), &document.text)
    }

    /// The versions of everything that it reads with, all of a user's own actors included.
    pub fn versions(&self) -> ProducedBy {
        self.coder.versions(self.parser.version())
    }

    /// A document that the program fails at must not take the others with it.
    fn guarded<T>(&self, document: &Document, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
            let cause = cause
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| cause.downcast_ref::<&str>().map(|words| words.to_string()))
                .unwrap_or_else(|| "no message".to_string());
            Err(Error::Fault { document: document.id.to_string(), cause })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_named_or_lies_in_a_folder() {
        let source = |name: &str| ModelSource::from(OsString::from(name));
        assert_eq!(source("small"), ModelSource::Embedded(Model::Small));
        assert_eq!(source("base"), ModelSource::default());
        assert_eq!(source("./small"), ModelSource::Folder("./small".into()));
    }
}
