//! PDF that are made to exhaust their reader: refused, soon.

use sayso_read::{Options, ReadError, ReadOutcome, Reader};
use std::io::Write;
use std::time::{Duration, Instant};

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
