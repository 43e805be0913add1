//! Web archives, made here from the pages of the demo: what is read, what is passed over, and what damage does.

use sayso_read::{At, Found, Options, ReadError, ReadOutcome, Reader};
use std::io::Write;
use std::path::{Path, PathBuf};

const ADDRESS: &str = "https://www.courier.example/arrests.html";

fn demo(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> ReadOutcome {
    Reader::new(Options::default()).read_bytes(name, bytes.into())
}

fn message(outcome: &ReadOutcome) -> String {
    outcome.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A record whose length is said to be `length`.
fn record_of(kind: &str, address: &str, content_type: &str, body: &[u8], length: &str) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2019-01-01T00:00:00Z\r\nWARC-Target-URI: {address}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn record(kind: &str, address: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    record_of(kind, address, content_type, body, &body.len().to_string())
}

fn answer(status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{fields}\r\n\r\n").as_bytes(), body].concat()
}

fn response(address: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    record("response", address, "application/http", &answer("200 OK", &format!("Content-Type: {media_type}"), body))
}

fn page(address: &str) -> Vec<u8> {
    response(address, "text/html; charset=utf-8", report(address).as_bytes())
}

/// A page that says nothing of itself but its text.
fn report(name: &str) -> String {
    format!(
        "<!DOCTYPE html><html><body><article><p>Norland's ministry said on Monday that police had arrested 14 people near {name}.</p><p>The union denied that any of its members had been at the port that day, and Ann Lee spoke of a mistake.</p></article></body></html>"
    )
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory")
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// Records of all kinds: three with text, the rest without.
fn crawl() -> Vec<Vec<u8>> {
    let html = demo("03-state-department.html");
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: crawler\r\n"),
        record("request", ADDRESS, "application/http", b"GET /arrests.html HTTP/1.1\r\n\r\n"),
        response(ADDRESS, "text/html", html.as_bytes()),
        record("metadata", ADDRESS, "application/warc-fields", b"fetchTimeMs: 12\r\n"),
        record("response", "https://a.example/old", "application/http", &answer("301 Moved", "Location: /new", b"")),
        record(
            "response",
            "https://a.example/no",
            "application/http",
            &answer("404 Not Found", "Content-Type: text/html", report("x").as_bytes()),
        ),
        response("https://a.example/robots.txt", "text/plain", b"User-agent: *\nDisallow: /\n"),
        response("https://a.example/p.jpg", "image/jpeg", b"\xff\xd8\xff\xe0"),
        record(
            "conversion",
            "https://b.example/told",
            "text/plain",
            b"Sudland and Norland met on Monday. Nothing came of it.",
        ),
        page("https://www.wire.example/port"),
    ]
}

#[test]
fn pages_and_texts_are_read_and_the_rest_is_counted() {
    let records = crawl();
    let plain = records.concat();
    let outcome = read("crawl.warc", plain.clone());
    assert_eq!(outcome.documents.len(), 3, "{}", message(&outcome));
    let alone = read("page.html", demo("03-state-department.html"));
    assert_eq!(outcome.documents[0].text, alone.documents[0].text);
    assert_eq!(outcome.documents[0].published, alone.documents[0].published);
    assert_eq!(outcome.documents[1].publisher.as_deref(), outcome.documents[1].url.as_deref().and(Some("b.example")));
    let port = &outcome.documents[2];
    assert_eq!(port.url.as_deref(), Some("https://www.wire.example/port"));
    assert_eq!(port.publisher.as_deref(), Some("wire.example"));
    // The day of the crawl is no day of publication.
    assert_eq!(port.published, None);
    assert!(message(&outcome).contains("crawl.warc: 7 of its records hold no text"), "{}", message(&outcome));
    assert!(!outcome.has_failed());
    // A member or frame a record, or one for all: the same documents.
    let members: Vec<u8> = records.iter().flat_map(|record| gz(record)).collect();
    let frames: Vec<u8> = records.iter().flat_map(|record| zst(record)).collect();
    let blocks: Vec<u8> = plain.chunks(700).flat_map(gz).collect();
    for packed in [members, frames, blocks, gz(&plain), zst(&plain)] {
        let again = read("crawl.warc.gz", packed);
        assert_eq!(again.documents, outcome.documents, "{}", message(&again));
        assert_eq!(again.problems.len(), outcome.problems.len(), "{}", message(&again));
    }
}

#[test]
fn what_the_server_did_to_a_page_is_undone() {
    let text = report("the café of Łódź").replace("Ł", "L").replace("ó", "o").replace("ź", "z");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    let packed = gz(&latin);
    let chunked: Vec<u8> = packed
        .chunks(40)
        .flat_map(|c| [format!("{:x}\r\n", c.len()).as_bytes(), c, b"\r\n"].concat())
        .chain(*b"0\r\n\r\n")
        .collect();
    let fields = "Content-Type: text/html; charset=ISO-8859-1\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked";
    let outcome = read("a.warc", record("response", ADDRESS, "application/http", &answer("200 OK", fields, &chunked)));
    assert!(outcome.documents.first().is_some_and(|document| document.text.contains("café")), "{}", message(&outcome));
}

/// An archive with `bad` between two good pages, packed by `pack`; the offset of `bad`.
fn between(bad: &[u8], pack: fn(&[u8]) -> Vec<u8>) -> (ReadOutcome, u64) {
    let first = pack(&page("https://a.example/first"));
    let last = pack(&page("https://a.example/last"));
    let place = first.len() as u64;
    (read("a.warc", [first, pack(bad), last].concat()), place)
}

fn plain(bytes: &[u8]) -> Vec<u8> {
    bytes.to_vec()
}

#[test]
fn a_bad_record_is_told_by_its_byte_and_the_rest_is_read() {
    let body = answer("200 OK", "Content-Type: text/html", report("the bridge").as_bytes());
    let of_length = |length: &str| record_of("response", "https://a.example/bad", "application/http", &body, length);
    let cut = |bytes: Vec<u8>, left: usize| bytes.get(..left).unwrap_or_default().to_vec();
    let long_head = [&b"WARC/1.0\r\n"[..], "X-Note: abc\r\n".repeat(20_000).as_bytes()].concat();
    for (name, bad, documents, says) in [
        ("too long", of_length("1500"), 3, "says it has 1500 bytes"),
        ("too short", of_length("100"), 3, "says it has 100 bytes"),
        ("negative", of_length("-7"), 2, "does not say how long it is"),
        ("missing", of_length(""), 2, "does not say how long it is"),
        ("ten gigabytes", of_length("10000000000"), 2, "10000000000 bytes long"),
        ("torn", cut(of_length(&body.len().to_string()), 400), 3, "says it has"),
        ("no end of its head", b"WARC/1.0\r\nWARC-Type: response\r\n".to_vec(), 2, "its head has no end"),
        ("endless head", long_head, 2, "its head has no end within"),
        ("garbage", b"garbage\r\nmore of it\r\n\r\n".to_vec(), 2, "21 bytes that are no record"),
    ] {
        for (pack, packed) in [(plain as fn(&[u8]) -> Vec<u8>, false), (gz, true), (zst, true)] {
            let (outcome, place) = between(&bad, pack);
            let message = message(&outcome);
            assert_eq!(outcome.documents.len(), documents, "{name}, packed {packed}: {message}");
            assert!(message.contains(says), "{name}, packed {packed}: {message}");
            assert!(
                outcome.documents.iter().any(|document| document.text.contains("a.example/last")),
                "{name}: {message}"
            );
            let at = outcome.problems.first().and_then(|problem| problem.at.clone());
            // Garbage is told where the next record begins.
            if name != "garbage" {
                assert_eq!(at, Some(At::Byte(place)), "{name}, packed {packed}: {message}");
            }
        }
    }
}

#[test]
fn a_torn_or_damaged_member_takes_nothing_but_itself() {
    let first = gz(&page("https://a.example/first"));
    let bad = gz(&page("https://a.example/bad"));
    let last = gz(&page("https://a.example/last"));
    let torn = bad.get(..bad.len() / 2).unwrap_or_default().to_vec();
    let mut altered = bad.clone();
    altered[bad.len() / 2] ^= 0x55;
    for bad in [torn, altered, b"garbage between members".to_vec(), vec![0; 5000]] {
        let outcome = read("a.warc.gz", [first.as_slice(), &bad, &last].concat());
        let message = message(&outcome);
        assert_eq!(outcome.documents.len(), 2, "{message}");
        assert!(
            message.contains(&format!("a.warc.gz, byte {}: holds a web record that can't be read", first.len())),
            "{message}"
        );
    }
    let whole = [first.as_slice(), &last].concat();
    let torn = read("a.warc.gz", whole.get(..whole.len() - 30).unwrap_or_default());
    assert_eq!(torn.documents.len(), 1);
    assert!(torn.has_failed());
}

#[test]
fn a_bomb_in_a_member_is_passed_over() {
    // 300 MB of zeros in 300 kB, and another that says that it has ten gigabytes.
    let zeros = vec![0u8; 300 << 20];
    let body = [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"[..], &zeros].concat();
    let honest = gz(&record("response", "https://a.example/bomb", "application/http", &body));
    drop(body);
    let lying = gz(&record_of("response", "https://a.example/bomb", "application/http", &zeros, "10000000000"));
    drop(zeros);
    let last = gz(&page("https://a.example/last"));
    for bomb in [honest, lying] {
        let outcome = read("a.warc.gz", [gz(&page("https://a.example/first")), bomb, last.clone()].concat());
        assert_eq!(outcome.documents.len(), 2, "{}", message(&outcome));
        let passed = outcome.problems.iter().any(|problem| matches!(problem.error, ReadError::RecordTooLong { .. }));
        assert!(passed, "{}", message(&outcome));
    }
}

/// What is found in a file from a byte on, and the places that were reached.
fn from(path: PathBuf, place: u64) -> (Vec<String>, Vec<u64>) {
    let reader = Reader::new(Options::default());
    let (mut ids, mut places) = (Vec::new(), Vec::new());
    for found in reader.pieces_from(path, place).flat_map(|piece| reader.open(piece)) {
        match found {
            Found::Document(document) => ids.push(document.id.0),
            Found::Reached { place, .. } => places.push(place),
            _ => {}
        }
    }
    (ids, places)
}

#[test]
fn reading_goes_on_at_every_place_that_was_reached() {
    let folder = tempfile::tempdir().expect("a folder");
    let records: Vec<Vec<u8>> = (0..6).map(|n| page(&format!("https://a.example/{n}"))).collect();
    for (name, pack) in [("a.warc", plain as fn(&[u8]) -> Vec<u8>), ("a.warc.gz", gz), ("a.warc.zst", zst)] {
        let path = folder.path().join(name);
        std::fs::write(&path, records.iter().flat_map(|record| pack(record)).collect::<Vec<u8>>()).expect("a file");
        let (ids, places) = from(path.clone(), 0);
        assert_eq!((ids.len(), places.len()), (6, 6));
        for (at, &place) in places.iter().enumerate() {
            let (rest, again) = from(path.clone(), place);
            assert_eq!(rest, ids[at..], "{name} from {place}");
            assert_eq!(again, places[at..], "{name} from {place}");
        }
    }
}
