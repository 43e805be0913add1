//! What an input is, told by its content; the ending of its name decides only where the content leaves it open.

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text without mark-up.
    Plain,
    /// A web page.
    Html,
    /// One JSON object a line, or a JSON array of objects.
    Json,
    /// A table with a header row.
    Csv,
    /// RSS, Atom or JSON feed.
    Feed,
    /// An e-mail.
    Mail,
    /// A word-processor document.
    Docx,
    /// A PDF.
    Pdf,
}

/// Bytes that are looked at.
const HEAD: usize = 4096;

/// What binary formats begin with, and what they are called.
const BINARY: [(&[u8], &str); 14] = [
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
];

/// The format of bytes that are not text, or the reason why they can't be read; `None` where they look like text.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Result<Format, &'static str>> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // Some programs write a few bytes before the mark.
    if head.get(..1024).unwrap_or(head).windows(5).any(|five| five == b"%PDF-") && !head.starts_with(b"<") {
        return Some(Ok(Format::Pdf));
    }
    if head.starts_with(b"PK\x03\x04") {
        return Some(Ok(Format::Docx));
    }
    if let Some((_, name)) = BINARY.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Some(Err(name));
    }
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || looks_utf16(head);
    (!utf16 && is_binary(head)).then_some(Err("binary data"))
}

/// UTF-16 without a mark: every other byte of western text is zero.
pub(crate) fn looks_utf16(head: &[u8]) -> bool {
    let pairs = head.len() / 2;
    if pairs < 4 {
        return false;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    (odd * 10 > pairs * 7 && even * 20 < pairs) || (even * 10 > pairs * 7 && odd * 20 < pairs)
}

fn is_binary(head: &[u8]) -> bool {
    if head.is_empty() {
        return false;
    }
    let odd = head.iter().filter(|&&byte| byte < 9 || (14..32).contains(&byte) && byte != 27 || byte == 127).count();
    head.contains(&0) || odd * 20 > head.len()
}

/// The format of a text called `name`.
pub(crate) fn of_text(name: &str, text: &str) -> Format {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut end = start.len().min(HEAD);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start.get(..end).unwrap_or(start);
    let lower = head.to_ascii_lowercase();
    let ending = ending(name);
    if start.starts_with('{') || start.starts_with('[') {
        if lower.contains("jsonfeed.org/version") {
            return Format::Feed;
        }
        let pattern = start.trim_start_matches(['{', '[']).trim_start();
        if pattern.starts_with('"')
            || pattern.starts_with(['}', '{', ']'])
            || matches!(ending, "jsonl" | "ndjson" | "json")
        {
            return Format::Json;
        }
    }
    if lower.starts_with("<?xml")
        || lower.starts_with("<rss")
        || lower.starts_with("<feed")
        || lower.starts_with("<rdf:rdf")
    {
        if ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| lower.contains(root)) {
            return Format::Feed;
        }
        if lower.contains("<html") {
            return Format::Html;
        }
    }
    if is_html(&lower, ending) {
        return Format::Html;
    }
    if is_mail(head, ending) {
        return Format::Mail;
    }
    if is_table(head, ending) {
        return Format::Csv;
    }
    if matches!(ending, "jsonl" | "ndjson") {
        return Format::Json;
    }
    Format::Plain
}

/// The ending of a name in lower case, without `.gz` and `.zst`.
pub(crate) fn ending(name: &str) -> &str {
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((_, ending)) if ending.len() <= 6 => {
            KNOWN.iter().find(|known| known.eq_ignore_ascii_case(ending)).copied().unwrap_or("")
        }
        _ => "",
    }
}

/// Endings that a file name loses when it becomes an id.
pub(crate) const KNOWN: [&str; 21] = [
    "txt", "text", "md", "html", "htm", "xhtml", "mhtml", "jsonl", "ndjson", "json", "csv", "tsv", "xml", "rss",
    "atom", "eml", "docx", "pdf", "gz", "zst", "aspx",
];

fn is_html(lower: &str, ending: &str) -> bool {
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return true;
    }
    let tags = [
        "<html", "<head", "<body", "<p>", "<p ", "<div", "<article", "<h1", "<br", "<title", "<meta", "<span",
        "<section", "<table", "<main",
    ];
    let found = tags.iter().filter(|tag| lower.contains(*tag)).count();
    (lower.starts_with('<') && found >= 1)
        || found >= 3
        || (matches!(ending, "html" | "htm" | "xhtml" | "aspx") && found >= 1)
}

fn is_mail(head: &str, ending: &str) -> bool {
    const FIELDS: [&str; 14] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "content-type",
        "delivered-to",
        "reply-to",
        "x-mailer",
        "list-id",
        "dkim-signature",
    ];
    let mut seen = 0;
    for (at, line) in head.lines().enumerate() {
        if line.is_empty() || at > 60 {
            break;
        }
        if line.starts_with([' ', '\t']) && at > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            if at == 0 && line.starts_with("From ") {
                continue;
            }
            return false;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        seen += usize::from(FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name)));
    }
    seen >= if ending == "eml" { 1 } else { 3 }
}

/// The columns that a table may have.
pub(crate) const COLUMNS: [&str; 9] = ["id", "doc", "text", "html", "title", "byline", "publisher", "url", "published"];

fn is_table(head: &str, ending: &str) -> bool {
    if matches!(ending, "csv" | "tsv") {
        return true;
    }
    let Some(first) = head.lines().next() else { return false };
    let names: Vec<String> =
        first.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
    let known = names.iter().filter(|name| COLUMNS.contains(&name.as_str())).count();
    names.len() >= 2
        && known * 2 >= names.len()
        && known >= 2
        && names.iter().any(|name| name == "text" || name == "html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(of_text("a.txt", "<!DOCTYPE html><p>x"), Format::Html);
        assert_eq!(of_text("a.txt", "{\"text\":\"x\"}\n"), Format::Json);
        assert_eq!(of_text("a.txt", "id,text\n1,x\n"), Format::Csv);
        assert_eq!(of_text("a", "<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>"), Format::Feed);
        assert_eq!(of_text("a", "From: a@b.example\nTo: c@d.example\nSubject: x\n\nText"), Format::Mail);
        assert_eq!(of_text("a.html", "Talks failed. Nobody said why."), Format::Plain);
        assert_eq!(of_text("-", "Talks: the minister said no, and left; nothing follows."), Format::Plain);
        assert_eq!(of_text("-", "[Update] Talks failed."), Format::Plain);
    }

    #[test]
    fn binary_is_told() {
        assert_eq!(of_bytes(b"%PDF-1.7 ..."), Some(Ok(Format::Pdf)));
        assert_eq!(of_bytes(b"\x89PNG\r\n"), Some(Err("a PNG picture")));
        assert_eq!(of_bytes(b"ab\0c\x01d"), Some(Err("binary data")));
        assert_eq!(of_bytes("Talks in Łódź".as_bytes()), None);
        assert_eq!(of_bytes(b"T\0a\0l\0k\0s\0 \0f\0a\0i\0l\0"), None);
    }
}
