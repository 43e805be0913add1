//! What went wrong with an input, where, and what to do about it.

use std::fmt;

/// Where in an input something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// Line, counted from 1.
    Line(u64),
    /// Byte, counted from 0.
    Byte(u64),
    /// Item of a feed, counted from 1.
    Item(usize),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Line(line) => write!(f, "line {line}"),
            At::Byte(byte) => write!(f, "byte {byte}"),
            At::Item(item) => write!(f, "item {item}"),
        }
    }
}

/// Why an input, or a part of it, was not read as it stands. Each message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file can't be opened or read.
    #[error("can't be read: {0}; check that it exists and that you may read it")]
    Unreadable(#[source] std::io::Error),
    /// A pattern such as `news/*.html` is malformed or matches nothing.
    #[error("no file matches; check the path, and quote patterns so that the shell leaves them alone")]
    NothingMatches,
    /// A pattern can't be understood.
    #[error("is not a valid pattern: {0}; write it as in news/**/*.html")]
    BadPattern(String),
    /// Nothing in it.
    #[error("is empty; there is nothing to read")]
    Empty,
    /// Not text, and no known format.
    #[error(
        "is not text and not a format that is read ({0}); convert it to text, HTML, PDF, DOCX, e-mail, JSON lines or CSV"
    )]
    NotText(&'static str),
    /// A compressed file is damaged.
    #[error(
        "is damaged as a {format} file: {detail}; what came before the damage was read, get a whole copy for the rest"
    )]
    BrokenArchive {
        /// "gzip" or "zstd".
        format: &'static str,
        /// What the decoder says.
        detail: String,
    },
    /// An input holds more than is read of it.
    #[error("holds more than {limit} bytes, unpacked; the rest was left out, split it to read everything")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// A document is longer than what is read of one.
    #[error("holds more than {limit} bytes; only its beginning was read, split it to read everything")]
    OnlyBeginning {
        /// The limit.
        limit: u64,
    },
    /// A line, a row or an item is longer than what is held at once.
    #[error("is longer than {limit} bytes and was passed over; give a document of that size as a file of its own")]
    RecordTooLong {
        /// The limit.
        limit: usize,
    },
    /// A record of a web archive can't be read.
    #[error("holds a web record that can't be read: {0}; the rest of the file was read")]
    BrokenRecord(String),
    /// A record of a web archive is not as long as it says itself.
    #[error("holds a web record that says it has {said} bytes and has {found}; it was read as it is, check it")]
    RecordLength {
        /// Bytes that it should have.
        said: u64,
        /// Bytes up to the next record.
        found: usize,
    },
    /// Parts of a web archive hold nothing to read.
    #[error(
        "{records} of its records hold no text (redirects, errors, pictures, requests) and {pages} of its pages no article; they were passed over"
    )]
    PassedOver {
        /// Records of other kinds.
        records: usize,
        /// Pages without an article.
        pages: usize,
    },
    /// A line of JSON lines is no document.
    #[error(
        "is not a document: {0}; give an object with \"text\" (or \"html\") and, where known, \"id\", \"title\", \"byline\", \"publisher\", \"url\", \"published\""
    )]
    BadRecord(String),
    /// A table is broken or lacks the needed column.
    #[error("can't be read as a table: {0}; the first row must name the columns, one of them \"text\" or \"html\"")]
    BadTable(String),
    /// A feed is malformed.
    #[error("can't be read as a feed: {0}; save it again from its address")]
    BadFeed(String),
    /// An e-mail is malformed or holds no text.
    #[error("can't be read as an e-mail: {0}; export it again as .eml")]
    BadMail(String),
    /// A DOCX is damaged.
    #[error("can't be read as a DOCX file: {0}; open it in a word processor and save it again")]
    BadDocx(String),
    /// A PDF is damaged or locked.
    #[error("can't be read as a PDF: {0}; print it to a new PDF or convert it to text")]
    BadPdf(String),
    /// A PDF of pictures.
    #[error("has no text layer (its pages are scanned pictures); run it through OCR first")]
    NoTextLayer,
    /// Some pages of a PDF are pictures.
    #[error("{0} of its pages have no text layer and were left out; run it through OCR to read them")]
    SomePagesWithoutText(usize),
    /// No article in a page.
    #[error(
        "holds no article text (only menus, links or scripts); save the page after it has loaded, or give its text"
    )]
    NoArticle,
    /// Not the encoding it claims, or damaged characters.
    #[error(
        "holds {count} characters that are not valid {encoding}; they were replaced, save it as UTF-8 to keep them"
    )]
    DamagedCharacters {
        /// How many were replaced.
        count: usize,
        /// The encoding it was read in.
        encoding: &'static str,
    },
    /// The text is longer than the limit.
    #[error(
        "its text is longer than {limit} bytes; {left_out} characters at the end were left out, split it to read everything"
    )]
    Cut {
        /// The limit.
        limit: usize,
        /// Code points left out.
        left_out: usize,
    },
    /// A page is too long or nested too deep to be laid out; its text was taken without layout.
    #[error("is nested too deep for a page; its text was taken without cutting debris, check it")]
    TooDeep,
    /// The date given is none.
    #[error("{0:?} is not a date of publication; write it as 2024-05-14")]
    BadDate(String),
    /// No date of publication was found.
    #[error(
        "{missing} of {all} documents have no date of publication, so \"yesterday\" or \"on Monday\" stay unresolved; give --published DATE"
    )]
    NoDate {
        /// Documents without a date.
        missing: usize,
        /// Documents in the input.
        all: usize,
    },
    /// The address can't be fetched.
    #[error("can't be fetched: {0}; check the address and the connection, or save the page and give the file")]
    Fetch(String),
    /// A program error while reading; the rest of the batch goes on.
    #[error("could not be read because of an error in the program ({0}); please report it with the file")]
    Internal(String),
}

impl ReadError {
    /// A fault of the program, told by what a panic left.
    pub(crate) fn of_panic(cause: &(dyn std::any::Any + Send)) -> ReadError {
        let cause =
            cause.downcast_ref::<String>().cloned().or_else(|| cause.downcast_ref::<&str>().map(|s| s.to_string()));
        ReadError::Internal(cause.unwrap_or_else(|| "no message".to_string()))
    }

    /// Whether something was not read, rather than read with a remark.
    pub fn is_failure(&self) -> bool {
        !matches!(
            self,
            ReadError::Cut { .. }
                | ReadError::OnlyBeginning { .. }
                | ReadError::NoDate { .. }
                | ReadError::BadDate(_)
                | ReadError::RecordLength { .. }
                | ReadError::PassedOver { .. }
                | ReadError::DamagedCharacters { .. }
                | ReadError::TooDeep
                | ReadError::SomePagesWithoutText(_)
        )
    }
}

/// A problem with one input.
#[derive(Debug)]
pub struct ReadProblem {
    /// Name of the file, address, or `-`.
    pub file: String,
    /// Where in it, if in one place.
    pub at: Option<At>,
    /// What is wrong.
    pub error: ReadError,
}

impl ReadProblem {
    /// A problem with the whole of `file`.
    pub fn whole(file: impl Into<String>, error: ReadError) -> ReadProblem {
        ReadProblem { file: file.into(), at: None, error }
    }

    /// Whether something was not read, rather than read with a remark.
    pub fn is_failure(&self) -> bool {
        self.error.is_failure()
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(at) = &self.at {
            write!(f, ", {at}")?;
        }
        write!(f, ": {}", self.error)
    }
}

impl std::error::Error for ReadProblem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
