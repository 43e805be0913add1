//! Depth, size, expansion and time have limits: what is made to exhaust a reader is read in part, or refused, soon.

use sayso_read::{Options, ReadError, ReadOutcome, Reader};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

const TEXT: &str = "The ministry said on Monday that the talks had failed again.";

/// So long at most, unoptimised and beside other tests.
const LONGEST: Duration = Duration::from_secs(60);

/// Reads and asserts that it was soon over and that the program itself did not fail.
fn read_soon(name: &str, bytes: impl Into<Vec<u8>>) -> ReadOutcome {
    let started = Instant::now();
    let outcome = Reader::new(Options { max_bytes: 64 << 20, ..Options::default() }).read_bytes(name, bytes.into());
    assert!(started.elapsed() < LONGEST, "{name}: {:?}", started.elapsed());
    let failed = outcome.problems.iter().find(|problem| matches!(problem.error, ReadError::Internal(_)));
    assert!(failed.is_none(), "{name}: {failed:?}");
    outcome
}

fn longest_text(outcome: &ReadOutcome) -> usize {
    outcome.documents.iter().map(|document| document.text.len()).max().unwrap_or(0)
}

/// Entities that stand for ten of the next: ten thousand million words from a few hundred bytes.
fn laughs() -> String {
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    format!("<!DOCTYPE x [<!ENTITY l0 \"laugh \">{entities}]>")
}

fn docx(body: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).expect("memory");
    archive.write_all(body.as_bytes()).expect("memory");
    archive.finish().expect("memory").into_inner()
}

#[test]
fn entities_are_not_expanded_without_end() {
    let rss = format!(
        "<?xml version=\"1.0\"?>{}<rss version=\"2.0\"><channel><title>t</title><item><title>a</title>\
         <description>{TEXT} &l9;</description></item></channel></rss>",
        laughs()
    );
    let atom = format!(
        "<?xml version=\"1.0\"?>{}<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>a</title>\
         <content>{TEXT} &l9;</content></entry></feed>",
        laughs()
    );
    let page = format!("{}<html><body><article><p>{TEXT}</p><p>&l9;</p></article>", laughs());
    for (name, bytes) in [("a.xml", rss), ("b.xml", atom), ("a.html", page)] {
        assert!(longest_text(&read_soon(name, bytes)) < 10_000, "{name}");
    }
    let body = format!("<?xml version=\"1.0\"?>{}<w:p><w:t>{TEXT} &l9;</w:t></w:p>", laughs());
    let outcome = read_soon("a.docx", docx(&body));
    assert_eq!(longest_text(&outcome), TEXT.len());
}

#[test]
fn archives_that_grow_are_stopped() {
    let mut packed = vec![b'a'; 256 << 20];
    for _ in 0..2 {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&packed).expect("memory");
        packed = encoder.finish().expect("memory");
    }
    assert!(packed.len() < 100_000, "a bomb is small: {}", packed.len());
    let outcome = read_soon("a.gz", packed);
    assert!(outcome.problems.iter().any(|problem| matches!(problem.error, ReadError::TooLarge { .. })));
    let body = format!("<w:p><w:t>{TEXT}</w:t></w:p>{}", " ".repeat(300 << 20));
    assert_eq!(longest_text(&read_soon("a.docx", docx(&body))), TEXT.len());
}

#[test]
fn a_million_open_tags() {
    let many = 1_000_000;
    read_soon("a.html", format!("<html><body>{}<p>{TEXT}", "<div>".repeat(many)));
    read_soon("b.html", format!("<html><body>{}{TEXT}", "<b>".repeat(many)));
    read_soon("a.xml", format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{}", "<a>".repeat(many)));
    read_soon("b.xml", format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{}", "<a>".repeat(many)));
    read_soon("a.jsonl", "[".repeat(many));
    read_soon("b.jsonl", "{\"a\":".repeat(many));
    let outcome = read_soon("a.docx", docx(&format!("{}<w:t>{TEXT}</w:t></w:p>", "<w:p>".repeat(many))));
    assert_eq!(longest_text(&outcome), TEXT.len());
    let parts = "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(many / 20);
    read_soon(
        "a.eml",
        format!("From: a@example.org\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{parts}"),
    );
}

#[test]
fn one_line_of_fifty_megabytes() {
    let line = "a ".repeat(25 << 20);
    for (name, bytes) in [
        ("a.txt", line.clone()),
        ("a.csv", format!("id,text\n1,{line}\n2,{TEXT}\n")),
        ("a.jsonl", format!("{{\"id\":\"1\",\"text\":\"{line}\"}}\n{{\"id\":\"2\",\"text\":\"{TEXT}\"}}\n")),
        ("a.html", format!("<html><body><article><p>{line}</p></article>")),
        ("a.eml", format!("From: a@example.org\r\nTo: b@example.org\r\nSubject: {line}\r\n\r\n{TEXT}")),
    ] {
        let outcome = read_soon(name, bytes);
        assert!(longest_text(&outcome) <= Options::default().max_text, "{name}");
        if name.ends_with("csv") || name.ends_with("jsonl") {
            assert_eq!(outcome.documents.last().map(|document| document.text.as_str()), Some(TEXT), "{name}");
        }
    }
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    bytes.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).and_then(|()| encoder.finish()).expect("memory")
}

const CATALOGUE: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";
const FONT: &[u8] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A document of one page with this content; what the page says of itself besides, and further objects from 6.
fn one_page(page: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R /Contents 5 0 R {page} >>");
    let pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>".to_vec();
    let objects = [CATALOGUE.to_vec(), pages, page.into_bytes(), FONT.to_vec(), content];
    pdf(&[&objects, more].concat())
}

#[test]
fn a_sound_pdf_is_read() {
    let content = format!("BT /F1 12 Tf 72 700 Td ({TEXT}) Tj ET");
    let resources = "/Resources << /Font << /F1 4 0 R >> >>";
    for content in [stream("", content.as_bytes()), stream("/Filter /FlateDecode", &packed(content.as_bytes()))] {
        let outcome = read_soon("a.pdf", one_page(resources, content, &[]));
        assert_eq!(longest_text(&outcome), TEXT.len(), "{:?}", outcome.problems);
    }
}

#[test]
fn a_pdf_that_grows_is_refused() {
    let bomb = stream("/Filter /FlateDecode", &packed(&vec![b' '; 600 << 20]));
    let outcome = read_soon("a.pdf", one_page("", bomb, &[]));
    assert!(outcome.documents.is_empty() && outcome.has_failed(), "{:?}", outcome.problems);
    let twice = packed(&packed(&vec![b' '; 600 << 20]));
    let outcome = read_soon("a.pdf", one_page("", stream("/Filter [/FlateDecode /FlateDecode]", &twice), &[]));
    assert!(outcome.documents.is_empty() && outcome.has_failed(), "{:?}", outcome.problems);
}

#[test]
fn a_pdf_that_holds_itself_is_refused() {
    // A page tree in a circle, asked for what pages inherit.
    let circle = pdf(&[
        CATALOGUE.to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream("", b"BT (a) Tj ET"),
    ]);
    let outcome = read_soon("a.pdf", circle);
    assert!(outcome.has_failed(), "{:?}", outcome.documents);
    // A form that draws itself.
    let form =
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>", b"/X Do");
    let page = "/Resources << /XObject << /X 6 0 R >> >>";
    let outcome = read_soon("a.pdf", one_page(page, stream("", b"/X Do"), &[form]));
    assert!(outcome.has_failed(), "{:?}", outcome.documents);
}
