//! The reader: one input in, documents and problems out.

use crate::decode::{self, Decoded};
use crate::draft::{Draft, Drafts};
use crate::format::{self, Format};
use crate::pieces::{Content, Origin, Piece, Pieces, Record};
use crate::problem::{At, ReadError, ReadProblem};
use crate::source::Source;
use crate::tally::{Damage, Passed, Tally};
use crate::warc::{self, WebPage};
use crate::{docx, feed, fetch, language, mail, page, pdf, plain, records, unpack};
use jiff::civil::Date;
use sayso_core::{Document, DocumentId, Published, sha256_hex};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How inputs are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Date of publication of documents that state none.
    pub published: Option<Date>,
    /// Language of all documents (BCP 47); detected where not given.
    pub language: Option<String>,
    /// Longest text in bytes; longer ones are cut and say so.
    pub max_text: usize,
    /// Longest line, row, item or record of a file of many documents, in bytes; longer ones are passed over and say so.
    /// A text or page that is a file of its own is read so far and says so.
    pub max_record: usize,
    /// Most bytes that a PDF or DOCX file is read or unpacked to, and that are passed over for one record.
    pub max_bytes: u64,
    /// Most bytes that any input is read or unpacked to, however many documents it holds; no limit where none is given.
    pub max_input: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            published: None,
            language: None,
            max_text: 10_000_000,
            max_record: 32 << 20,
            max_bytes: 256 << 20,
            max_input: None,
        }
    }
}

impl Options {
    /// Most bytes that a text which is a file of its own is read to.
    pub(crate) fn longest_text(&self) -> u64 {
        self.max_bytes.min(self.max_record as u64)
    }
}

/// What came of one input.
#[derive(Debug, Default)]
pub struct ReadOutcome {
    /// The documents, in the order of the input.
    pub documents: Vec<Document>,
    /// What was not read, or read with a remark.
    pub problems: Vec<ReadProblem>,
}

impl ReadOutcome {
    /// Takes in what opening a piece has found; what is to be said of an input as a whole, when it ends, `tally` counts.
    pub fn take(&mut self, found: Found, tally: &mut Tally) {
        match found {
            Found::Document(document) => {
                tally.document(document.published.is_some());
                self.documents.push(document);
            }
            Found::Problem(problem) => self.problems.push(problem),
            Found::Damage(damage) => tally.damaged(damage),
            Found::Passed(passed) => tally.passed(passed),
            Found::Reached { .. } => {}
            Found::End(name) => self.problems.extend(tally.end(&name)),
        }
    }
}

impl ReadOutcome {
    /// Whether something could not be read.
    pub fn has_failed(&self) -> bool {
        self.problems.iter().any(ReadProblem::is_failure)
    }
}

/// What came of a piece; `D` is a document, or what became of it.
#[derive(Debug)]
pub enum Found<D = Document> {
    /// A document.
    Document(D),
    /// Something was not read, or read with a remark.
    Problem(ReadProblem),
    /// Characters could not be decoded: to be counted over the input by a [`Tally`].
    Damage(Damage),
    /// Parts of a web archive hold nothing to read: to be counted over the input by a [`Tally`].
    Passed(Passed),
    /// All of `file` before byte `place` was opened: reading may go on from there another time.
    Reached {
        /// Name of the file.
        file: String,
        /// A byte at which a record, or the compressed part that holds it, begins.
        place: u64,
    },
    /// The input of this name has ended: the [`Tally`] has what is to be said of it.
    End(String),
}

impl Found {
    /// The same with what `work` makes of the document.
    pub fn map<R>(self, work: impl FnOnce(Document) -> R) -> Found<R> {
        match self {
            Found::Document(document) => Found::Document(work(document)),
            Found::Problem(problem) => Found::Problem(problem),
            Found::Damage(damage) => Found::Damage(damage),
            Found::Passed(passed) => Found::Passed(passed),
            Found::Reached { file, place } => Found::Reached { file, place },
            Found::End(name) => Found::End(name),
        }
    }
}

/// Reads inputs of every known format. It holds no state: the same bytes give the same documents, on any thread.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    options: Options,
}

impl Reader {
    /// A reader with these options.
    pub fn new(options: Options) -> Reader {
        Reader { options }
    }

    /// Reads bytes; `name` is a file name, an address or `-`, and appears in problems and ids.
    pub fn read_bytes(&self, name: &str, bytes: Vec<u8>) -> ReadOutcome {
        self.collect(self.pieces_of_bytes(name, bytes))
    }

    /// Reads a file.
    pub fn read_path(&self, path: &Path) -> ReadOutcome {
        self.collect(self.pieces(Source::File(path.to_path_buf())))
    }

    /// Fetches a web address that the user gave, and reads what comes.
    pub fn fetch(&self, url: &str) -> ReadOutcome {
        self.collect(self.pieces(Source::Web(url.to_string())))
    }

    /// The pieces of an input, which is opened when the first is asked for. [`Reader::open`] makes documents of them.
    pub fn pieces(&self, source: Source) -> Pieces {
        let limit = self.options.max_bytes;
        match source {
            Source::File(path) => self.pieces_from(path, 0),
            Source::Stdin => self.cut("-".to_string(), None, 0, || Ok(Box::new(std::io::stdin()))),
            Source::Web(url) => {
                self.cut(url.clone(), Some(url.clone()), 0, move || Ok(Box::new(Cursor::new(fetch::get(&url, limit)?))))
            }
        }
    }

    /// Reads one record, an object as a line of JSON lines has it. `number` is its place among the records of `name`,
    /// counted from 1. That a date of publication is missing is no problem here: whoever has all records tells it once.
    pub fn read_record(&self, name: &str, number: usize, record: Map<String, Value>) -> ReadOutcome {
        let mut outcome = ReadOutcome::default();
        for found in guarded(name, || self.finished(name, records::read_one(record, number), None)) {
            match found {
                Found::Document(document) => outcome.documents.push(document),
                Found::Problem(problem) => outcome.problems.push(problem),
                _ => {}
            }
        }
        outcome
    }

    /// The pieces of a file from a byte on that [`Found::Reached`] gave.
    pub fn pieces_from(&self, path: PathBuf, place: u64) -> Pieces {
        self.cut(path.display().to_string(), None, place, move || {
            let mut file = File::open(path).map_err(ReadError::Unreadable)?;
            if place > 0 {
                file.seek(SeekFrom::Start(place)).map_err(ReadError::Unreadable)?;
            }
            Ok(Box::new(file))
        })
    }

    /// The pieces of what [`expand`](crate::expand) gives; a problem is the only piece of its input.
    pub fn pieces_of(&self, source: Result<Source, ReadProblem>) -> Pieces {
        match source {
            Ok(source) => self.pieces(source),
            Err(ReadProblem { file, error, .. }) => self.cut(file, None, 0, || Err(error)),
        }
    }

    /// The pieces of bytes; `name` as in [`Reader::read_bytes`].
    pub fn pieces_of_bytes(&self, name: &str, bytes: Vec<u8>) -> Pieces {
        self.cut(name.to_string(), None, 0, || Ok(Box::new(Cursor::new(bytes))))
    }

    fn cut(
        &self,
        name: String,
        address: Option<String>,
        place: u64,
        open: impl FnOnce() -> Result<Box<dyn Read + Send>, ReadError> + Send + 'static,
    ) -> Pieces {
        let limit = self.options.max_input;
        let open = move || unpack::unpacked(open()?, place, limit).map_err(unpack::problem);
        Pieces::new(Origin { name, address }, self.options.clone(), Box::new(open))
    }

    /// What a piece holds. The result depends on the piece alone, not on those before it.
    pub fn open(&self, piece: Piece) -> Vec<Found> {
        let name = piece.origin.name.clone();
        guarded(&name, || self.found(piece))
    }

    fn collect(&self, pieces: Pieces) -> ReadOutcome {
        let mut outcome = ReadOutcome::default();
        let mut tally = Tally::default();
        for found in pieces.flat_map(|piece| self.open(piece)) {
            outcome.take(found, &mut tally);
        }
        outcome
    }

    fn found(&self, Piece { origin, at, content }: Piece) -> Vec<Found> {
        let name = origin.name.as_str();
        let address = origin.address.as_deref();
        let problem = |at, error| Found::Problem(ReadProblem { file: name.to_string(), at, error });
        let (drafts, damage) = match content {
            Content::Whole(bytes) => self.drafts(name, &bytes, address),
            Content::Json(Record { bytes, begins }) => {
                let decoded = decode::decode(&bytes);
                let mut drafts = Drafts::default();
                records::read_json(&decoded.text, at.unwrap_or(At::Byte(begins)), &mut drafts);
                (drafts, damage(&decoded, &bytes, begins))
            }
            Content::Row(row) => {
                let mut drafts = Drafts::default();
                records::read_row(&row, at.unwrap_or(At::Byte(row.begins)), &mut drafts);
                let decoded = decode::with(decode::encoding(row.bytes()), row.bytes());
                (drafts, damage(&decoded, row.bytes(), row.begins))
            }
            Content::WebPage(page) => return self.web_page(name, page, at),
            Content::PassedOver(records) => return vec![Found::Passed(Passed { records, pages: 0 })],
            Content::Problem(error) => return vec![problem(at, error)],
            Content::End => return vec![Found::End(name.to_string())],
        };
        self.finished(name, drafts, damage)
    }

    /// The page of an archive, and the place at which it stands.
    fn web_page(&self, name: &str, page: WebPage, at: Option<At>) -> Vec<Found> {
        let reached = match at {
            Some(At::Byte(place)) => Some(Found::Reached { file: name.to_string(), place }),
            _ => None,
        };
        let mut drafts = warc::read(page, self.options.max_record as u64);
        let before = drafts.problems.len();
        drafts.problems.retain(|(_, error)| !matches!(error, ReadError::NoArticle | ReadError::Empty));
        let passed = Passed { records: 0, pages: before - drafts.problems.len() };
        for place in
            drafts.drafts.iter_mut().map(|draft| &mut draft.at).chain(drafts.problems.iter_mut().map(|p| &mut p.0))
        {
            place.clone_from(&at);
        }
        drafts.single = false;
        let mut found = self.finished(name, drafts, None);
        found.push(Found::Passed(passed));
        found.extend(reached);
        found
    }

    /// What is found where these drafts were made.
    fn finished(&self, name: &str, drafts: Drafts, damage: Option<Damage>) -> Vec<Found> {
        let problem = |at, error| Found::Problem(ReadProblem { file: name.to_string(), at, error });
        let mut found = Vec::with_capacity(drafts.drafts.len() + 1);
        let mut documents = Vec::with_capacity(drafts.drafts.len());
        let single = drafts.single && drafts.drafts.len() == 1;
        for draft in drafts.drafts {
            let at = draft.at.clone();
            let (document, remark) = self.finish(draft, single.then_some(name));
            found.extend(remark.map(|error| problem(at, error)));
            documents.push(Found::Document(document));
        }
        found.extend(drafts.problems.into_iter().map(|(at, error)| problem(at, error)));
        found.extend(damage.map(Found::Damage));
        found.extend(documents);
        found
    }

    fn drafts(&self, name: &str, bytes: &[u8], address: Option<&str>) -> (Drafts, Option<Damage>) {
        if bytes.is_empty() {
            return (Drafts::failed(ReadError::Empty), None);
        }
        match format::of_bytes(bytes) {
            Some(Ok(Format::Pdf)) => return (pdf::read(bytes), None),
            Some(Ok(_)) => return (docx::read(bytes), None),
            Some(Err(what)) => return (Drafts::failed(ReadError::NotText(what)), None),
            None => {}
        }
        let decoded = decode::decode(bytes);
        if decoded.text.trim().is_empty() {
            return (Drafts::failed(ReadError::Empty), None);
        }
        let format = format::of_text(name, &decoded.text);
        let drafts = match format {
            Format::Json => records::read_object(&decoded.text),
            // These declare their encodings part by part.
            Format::Feed => feed::read(bytes, &decoded.text),
            Format::Mail => return (mail::read(bytes), None),
            Format::Html => page::read(&decoded.text, address),
            // A table comes row by row.
            Format::Plain | Format::Csv | Format::Pdf | Format::Docx => Drafts::one(plain::read(&decoded.text)),
        };
        (drafts, damage(&decoded, bytes, 0))
    }

    /// Gives a draft its id, date and language, and cuts what is too long.
    fn finish(&self, mut draft: Draft, file: Option<&str>) -> (Document, Option<ReadError>) {
        let (cut, remark) = self.shorten(&mut draft);
        let url = draft.url.as_deref();
        let id = draft
            .id
            .filter(|id| !id.trim().is_empty())
            .or_else(|| file.and_then(id_of_name))
            .map_or_else(|| Document::derived_id(&draft.text, url, draft.publisher.as_deref()), DocumentId);
        let language =
            self.options.language.clone().or_else(|| language::detect(&draft.text, draft.language.as_deref()));
        let document = Document {
            id,
            title: draft.title,
            byline: draft.byline,
            publisher: draft.publisher,
            url: draft.url,
            published: draft.published.or_else(|| self.options.published.map(Published::from)),
            language,
            text_sha256: sha256_hex(draft.text.as_bytes()),
            text: draft.text,
            captions: draft.captions,
            cut,
        };
        (document, remark)
    }

    fn shorten(&self, draft: &mut Draft) -> (Option<usize>, Option<ReadError>) {
        let limit = self.options.max_text;
        if draft.text.len() <= limit {
            return (None, None);
        }
        let mut end = limit;
        while !draft.text.is_char_boundary(end) {
            end -= 1;
        }
        let left_out = draft.text.get(end..).map_or(0, |rest| rest.chars().count());
        draft.text.truncate(end);
        draft.captions.retain(|caption| caption.end <= end);
        (Some(left_out), Some(ReadError::Cut { limit, left_out }))
    }
}

/// Libraries for damaged formats may panic; one input must not end the batch.
fn guarded(name: &str, work: impl FnOnce() -> Vec<Found>) -> Vec<Found> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work))
        .unwrap_or_else(|cause| vec![Found::Problem(ReadProblem::whole(name, ReadError::of_panic(&*cause)))])
}

/// What was lost in decoding `bytes`, which begin at byte `begins` of the input.
fn damage(decoded: &Decoded, bytes: &[u8], begins: u64) -> Option<Damage> {
    (decoded.replaced > 0).then(|| {
        let at = match std::str::from_utf8(bytes) {
            Err(error) if decoded.encoding == "UTF-8" => Some(At::Byte(begins + error.valid_up_to() as u64)),
            _ => None,
        };
        Damage { count: decoded.replaced, encoding: decoded.encoding, at }
    })
}

/// The name of a file without folders and known endings; nothing for standard input and addresses.
fn id_of_name(name: &str) -> Option<String> {
    if name == "-" || name.contains("://") {
        return None;
    }
    let mut id = name.rsplit(['/', '\\']).next().unwrap_or(name);
    while let Some((rest, ending)) = id.rsplit_once('.') {
        if rest.is_empty() || !format::KNOWN.iter().any(|known| known.eq_ignore_ascii_case(ending)) {
            break;
        }
        id = rest;
    }
    (!id.is_empty()).then(|| id.to_string())
}

/// A document as `sayso inspect document` prints it: one line of JSON.
pub fn inspect_line(document: &Document) -> String {
    serde_json::json!({
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "byline": document.byline,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published,
        "language": document.language,
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_a_line_of_json_lines_is() {
        let record = serde_json::json!({"doc": 7, "text": " Talks \n failed. ", "published": "2031-05-14"});
        let reader = Reader::new(Options { published: None, ..Options::default() });
        let of_line = reader.read_bytes("x.jsonl", record.to_string().into_bytes());
        let Value::Object(map) = record else { panic!("an object") };
        assert_eq!(reader.read_record("records", 3, map).documents, of_line.documents);
        let outcome = reader.read_record("records", 3, Map::new());
        assert_eq!(outcome.problems[0].to_string().split(": ").next(), Some("records, item 3"));
        assert!(outcome.has_failed());
    }

    #[test]
    fn ids_of_names() {
        assert_eq!(id_of_name("news/2024/talks.html.gz").as_deref(), Some("talks"));
        assert_eq!(id_of_name("a.b.txt").as_deref(), Some("a.b"));
        assert_eq!(id_of_name("v1.2").as_deref(), Some("v1.2"));
        assert_eq!(id_of_name(".html").as_deref(), Some(".html"));
        assert_eq!(id_of_name("-"), None);
    }
}
