//! Web archives: the records of a WARC file, one by one.
//!
//! The frame is read by our own code: archives that crawlers broke off or that were sewn together have wrong lengths
//! and garbage between records, and the rest of the file is to be read all the same, with the place of every fault.

mod head;
pub(crate) mod http;
mod input;

use crate::draft::{Draft, Drafts};
use crate::format::{self, Format};
use crate::pieces::{Content, Cut, Cutter};
use crate::problem::{At, ReadError};
use crate::reader::Options;
use crate::unpack::{self, Bytes};
use crate::{decode, feed, page, plain};
use head::{Head, Kind};
use http::Answer;
use input::{Ended, Input};
use std::collections::VecDeque;
use std::io;

pub(crate) use head::begins;

/// A record with text in it.
#[derive(Debug)]
pub(crate) struct WebPage {
    /// The address that the crawler asked for.
    pub address: Option<String>,
    /// Type and subtype of the body.
    pub media_type: String,
    /// The encoding that the server gave.
    pub charset: Option<String>,
    /// What the server said of the body; nothing where it was stored as it is.
    pub answer: Option<Answer>,
    pub body: Vec<u8>,
}

/// Cuts an archive into its records.
pub(crate) struct Archive {
    input: Input,
    limits: Options,
    /// Records that hold nothing to read.
    passed_over: usize,
    waiting: VecDeque<Cut>,
    ended: bool,
}

impl Archive {
    pub(crate) fn new(bytes: Box<dyn Bytes>, limits: &Options) -> Archive {
        let (input, limits) = (Input::new(bytes), limits.clone());
        Archive { input, limits, passed_over: 0, waiting: VecDeque::new(), ended: false }
    }

    fn tell(&mut self, place: u64, error: ReadError) {
        self.waiting.push_back((Some(At::Byte(place)), Content::Problem(error)));
    }

    /// Reads what stands next: a record, or what is no record up to the next one.
    fn next(&mut self) -> io::Result<()> {
        let Some((place, garbage)) = self.input.find_record()? else {
            self.ended = true;
            return Ok(());
        };
        if garbage > 0 {
            self.tell(place, broken(format!("{garbage} bytes that are no record stand before it")));
        }
        let head = match self.input.head()? {
            Ok(bytes) => head::parse(&bytes),
            Err(what) => {
                self.tell(place, broken(what));
                return Ok(());
            }
        };
        let Some(length) = head.length else {
            self.tell(place, broken("it does not say how long it is".to_string()));
            return self.input.skip_record().map(|_| ());
        };
        if length > self.limits.max_record as u64 {
            return self.skip_long(place, length);
        }
        let (body, ended) = self.input.body(length, self.limits.max_record)?;
        if ended != Ended::AsSaid {
            self.tell(place, ReadError::RecordLength { said: length, found: body.len() });
        }
        let content = page(head, body);
        self.passed_over += usize::from(content.is_none());
        self.waiting.extend(content.map(|page| (Some(At::Byte(place)), Content::WebPage(page))));
        Ok(())
    }

    fn skip_long(&mut self, place: u64, length: u64) -> io::Result<()> {
        let passed = self.input.skip_long(length, self.limits.max_bytes)?;
        let error = if passed < length {
            broken(format!("it says that it is {length} bytes long and ends after {passed}"))
        } else {
            ReadError::RecordTooLong { limit: self.limits.max_record }
        };
        self.tell(place, error);
        Ok(())
    }

    /// Goes on behind a part that can't be unpacked.
    fn after(&mut self, error: io::Error) {
        let place = self.input.place();
        let (error, is_final) = match unpack::problem(error) {
            ReadError::BrokenArchive { format, detail } => {
                (broken(format!("it is damaged as {format}: {detail}")), false)
            }
            error => (error, true),
        };
        self.tell(place, error);
        self.ended = is_final || !self.input.skip_part().unwrap_or(false);
    }
}

impl Cutter for Archive {
    fn cut(&mut self) -> Option<Cut> {
        loop {
            if let Some(cut) = self.waiting.pop_front() {
                return Some(cut);
            }
            if self.ended {
                let passed_over = std::mem::take(&mut self.passed_over);
                return (passed_over > 0).then_some((None, Content::PassedOver(passed_over)));
            }
            if let Err(error) = self.next() {
                self.after(error);
            }
        }
    }
}

fn broken(what: String) -> ReadError {
    ReadError::BrokenRecord(what)
}

/// The page or text of a record, where it holds one.
fn page(head: Head, body: Vec<u8>) -> Option<WebPage> {
    let address = head.address;
    if address.as_deref().is_some_and(is_for_robots) {
        return None;
    }
    let page = match head.kind {
        Kind::Other => return None,
        Kind::Resource => {
            let (media_type, charset) = http::media_type(&head.content_type);
            WebPage { address, media_type, charset, answer: None, body }
        }
        Kind::Response => {
            let mut answer = http::parse(&body).filter(|answer| answer.status == 200)?;
            let (media_type, charset) = (std::mem::take(&mut answer.media_type), answer.charset.take());
            let body = body.get(answer.body..)?.to_vec();
            WebPage { address, media_type, charset, answer: Some(answer), body }
        }
    };
    (is_text(&page.media_type) && !page.body.is_empty()).then_some(page)
}

/// Instructions for crawlers.
fn is_for_robots(address: &str) -> bool {
    address.split(['?', '#']).next().is_some_and(|path| path.ends_with("/robots.txt"))
}

/// Whether pages, texts or feeds are of this type.
fn is_text(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "text/plain" | "application/xhtml+xml") || is_feed(media_type)
}

/// Whether feeds are of this type; what is of it need not be one.
pub(crate) fn is_feed(media_type: &str) -> bool {
    matches!(
        media_type,
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "application/xml"
            | "text/xml"
    )
}

/// Reads the page or text of a record; `limit` bounds what it unpacks to.
pub(crate) fn read(page: WebPage, limit: u64) -> Drafts {
    let WebPage { address, media_type, charset, answer, body } = page;
    let body = match answer {
        Some(answer) => answer.content(body, limit),
        None => body,
    };
    if let Some(Err(what)) = format::of_bytes(&body) {
        return Drafts::failed(ReadError::NotText(what));
    }
    let decoded = decode::decode_sent(&body, charset.as_deref());
    let mut drafts = match (media_type.as_str(), format::of_text("", &decoded.text)) {
        (_, Format::Feed) => feed::read(&body, &decoded.text),
        // Site maps and other tables for machines.
        (media_type, _) if is_feed(media_type) => Drafts::failed(ReadError::NoArticle),
        ("text/plain", format) if format != Format::Html => Drafts::one(Draft {
            publisher: address.as_deref().and_then(sayso_core::host_of),
            url: address.clone(),
            ..plain::read(&decoded.text)
        }),
        _ => page::read(&decoded.text, address.as_deref()),
    };
    drafts.drafts.retain(|draft| !draft.text.trim().is_empty());
    if decoded.replaced > 0 {
        let error = ReadError::DamagedCharacters { count: decoded.replaced, encoding: decoded.encoding };
        drafts.problems.push((None, error));
    }
    drafts
}
