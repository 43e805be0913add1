//! The reader: one input in, documents and problems out.

use crate::draft::{Draft, Drafts};
use crate::format::{self, Format};
use crate::problem::{At, ReadError, ReadProblem};
use crate::{decode, docx, feed, fetch, language, mail, page, pdf, plain, records, unpack};
use jiff::civil::Date;
use sayso_core::{Document, DocumentId, Published, sha256_hex};
use serde_json::{Map, Value};
use std::io::Read;
use std::path::Path;

/// How inputs are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Date of publication of documents that state none.
    pub published: Option<Date>,
    /// Language of all documents (BCP 47); detected where not given.
    pub language: Option<String>,
    /// Longest text in bytes; longer ones are cut and say so.
    pub max_text: usize,
    /// Most bytes that a file is read or unpacked to.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { published: None, language: None, max_text: 10_000_000, max_bytes: 2 << 30 }
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
    /// Whether something could not be read.
    pub fn has_failed(&self) -> bool {
        self.problems.iter().any(ReadProblem::is_failure)
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
        self.read(name, bytes, None)
    }

    /// Reads a file.
    pub fn read_path(&self, path: &Path) -> ReadOutcome {
        let name = path.display().to_string();
        let limit = self.options.max_bytes;
        let mut bytes = Vec::new();
        let result = std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
        match result {
            Ok(_) => self.read(&name, bytes, None),
            Err(error) => failed(name, ReadError::Unreadable(error)),
        }
    }

    /// Fetches a web address that the user gave, and reads what comes.
    pub fn fetch(&self, url: &str) -> ReadOutcome {
        match fetch::get(url, self.options.max_bytes.min(256 << 20)) {
            Ok(bytes) => self.read(url, bytes, Some(url)),
            Err(error) => failed(url.to_string(), error),
        }
    }

    /// Reads one record, an object as a line of JSON lines has it. `number` is its place among the records of `name`,
    /// counted from 1. That a date of publication is missing is no problem here: whoever has all records tells it once.
    pub fn read_record(&self, name: &str, number: usize, record: Map<String, Value>) -> ReadOutcome {
        guarded(name, || self.finished(name, records::read_one(record, number)))
    }

    fn read(&self, name: &str, bytes: Vec<u8>, address: Option<&str>) -> ReadOutcome {
        guarded(name, || self.documents(name, bytes, address))
    }

    fn documents(&self, name: &str, bytes: Vec<u8>, address: Option<&str>) -> ReadOutcome {
        let (bytes, unpacking) = unpack::unpack(bytes, self.options.max_bytes);
        let mut drafts = if bytes.is_empty() && unpacking.is_some() {
            Drafts::default()
        } else {
            self.drafts(name, &bytes, address)
        };
        drop(bytes);
        drafts.problems.extend(unpacking.map(|error| (None, error)));

        let mut outcome = self.finished(name, drafts);
        let all = outcome.documents.len();
        let missing = outcome.documents.iter().filter(|document| document.published.is_none()).count();
        if missing > 0 {
            outcome.problems.push(ReadProblem::whole(name, ReadError::NoDate { missing, all }));
        }
        outcome
    }

    /// The documents of drafts, and what is to be said of each and of all.
    fn finished(&self, name: &str, drafts: Drafts) -> ReadOutcome {
        let mut outcome = ReadOutcome::default();
        let single = drafts.single && drafts.drafts.len() == 1;
        for draft in drafts.drafts {
            let at = draft.at.clone();
            let (document, remark) = self.finish(draft, single.then_some(name));
            outcome.problems.extend(remark.map(|error| ReadProblem { file: name.to_string(), at, error }));
            outcome.documents.push(document);
        }
        let problems = drafts.problems.into_iter();
        outcome.problems.extend(problems.map(|(at, error)| ReadProblem { file: name.to_string(), at, error }));
        outcome
    }

    fn drafts(&self, name: &str, bytes: &[u8], address: Option<&str>) -> Drafts {
        if bytes.is_empty() {
            return Drafts::failed(ReadError::Empty);
        }
        match format::of_bytes(bytes) {
            Some(Ok(Format::Pdf)) => return pdf::read(bytes),
            Some(Ok(_)) => return docx::read(bytes),
            Some(Err(what)) => return Drafts::failed(ReadError::NotText(what)),
            None => {}
        }
        let decoded = decode::decode(bytes);
        if decoded.text.trim().is_empty() {
            return Drafts::failed(ReadError::Empty);
        }
        let format = format::of_text(name, &decoded.text);
        let mut drafts = match format {
            Format::Json => records::read_json(&decoded.text),
            Format::Csv => records::read_table(&decoded.text),
            // These declare their encodings part by part.
            Format::Feed => feed::read(bytes, &decoded.text),
            Format::Mail => mail::read(bytes),
            Format::Html => page::read(&decoded.text, address),
            Format::Plain | Format::Pdf | Format::Docx => Drafts::one(plain::read(&decoded.text)),
        };
        if decoded.replaced > 0 && format != Format::Mail {
            let error = ReadError::DamagedCharacters { count: decoded.replaced, encoding: decoded.encoding };
            drafts.problems.push((first_damage(bytes, decoded.encoding), error));
        }
        drafts
    }

    /// Gives a draft its id, date and language, and cuts what is too long.
    fn finish(&self, mut draft: Draft, file: Option<&str>) -> (Document, Option<ReadError>) {
        let (cut, remark) = self.cut(&mut draft);
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

    fn cut(&self, draft: &mut Draft) -> (Option<usize>, Option<ReadError>) {
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

/// Where the first byte that is no UTF-8 stands.
fn first_damage(bytes: &[u8], encoding: &str) -> Option<At> {
    if encoding != "UTF-8" {
        return None;
    }
    let at = std::str::from_utf8(bytes).err()?.valid_up_to();
    Some(At::Byte(at as u64))
}

/// Libraries for damaged formats may panic; one input must not end the batch.
fn guarded(name: &str, work: impl FnOnce() -> ReadOutcome) -> ReadOutcome {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let cause =
            cause.downcast_ref::<String>().cloned().or_else(|| cause.downcast_ref::<&str>().map(|s| s.to_string()));
        failed(name.to_string(), ReadError::Internal(cause.unwrap_or_else(|| "no message".to_string())))
    })
}

fn failed(file: String, error: ReadError) -> ReadOutcome {
    ReadOutcome { documents: Vec::new(), problems: vec![ReadProblem::whole(file, error)] }
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
