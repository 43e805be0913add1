//! One small input of every format, written for these tests.

use sayso_core::Document;
use sayso_read::{At, Options, ReadError, ReadOutcome, Reader};
use std::io::Write;

const FIRST: &str = "Norland's interior ministry said on Monday that police had arrested 14 members of the Dawn Front near the northern port.";
const SECOND: &str = "“We had nothing to do with it,” a spokesman for the Front said, and he called the arrests a provocation by the government.";
const THIRD: &str = "Sudland denied that its troops had crossed the border, and it asked both sides to come back to the talks in the capital.";

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> ReadOutcome {
    Reader::new(Options::default()).read_bytes(name, bytes.into())
}

fn only(outcome: &ReadOutcome) -> &Document {
    assert_eq!(outcome.documents.len(), 1, "{:?}", outcome.problems);
    &outcome.documents[0]
}

fn body() -> String {
    format!("{FIRST}\n\n{SECOND}\n\n{THIRD}")
}

fn page() -> String {
    let caption = "Police stand at the port of Northtown on Monday after the arrests were made.";
    format!(
        r##"<!DOCTYPE html><html lang="en-GB"><head><title>Police arrest 14 in Norland | The Courier</title>
<link rel="canonical" href="https://courier.example/2024/05/14/arrests">
<meta property="og:site_name" content="The Courier">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Police arrest 14 in Norland",
"author":[{{"@type":"Person","name":"Ada Quill"}},{{"@type":"Person","name":"Brom Hale"}}],"datePublished":"2024-05-14T10:00:00+02:00"}}</script>
<style>.x{{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="cookie-banner">We use cookies to improve your visit. <button>Accept all</button></div>
<article><div class="breadcrumbs"><a href="/world">World</a></div><h1>Police arrest 14 in Norland</h1>
<p class="byline">By Ada Quill and Brom Hale</p><time datetime="2024-05-14">14 May 2024</time>
<div class="share-tools"><a href="#">facebook</a> <a href="#">twitter</a> <span>whatsapp</span></div>
<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>
<p>{FIRST}</p>
<div class="ad-slot">Advertisement</div>
<p>{SECOND}</p>
<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>
<p><a href="/other">Read more: Ministers meet in the capital</a></p>
<div class="newsletter-signup"><h3>Our newsletter</h3><p>Sign up and get the morning news in your inbox every day of the week.</p></div>
<p>{THIRD}</p>
<h2>Related stories</h2><ul><li><a href="/1">Talks fail again as ministers leave</a></li><li><a href="/2">Port reopens after a week of strikes</a></li></ul>
</article>
<footer>© 2024 The Courier. All rights reserved.</footer></body></html>"##
    )
}

#[test]
fn a_page_with_debris() {
    let outcome = read("arrests.html", page());
    let document = only(&outcome);
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    let caption = "Police stand at the port of Northtown on Monday after the arrests were made.";
    assert_eq!(document.text, format!("{caption}\n\n{}", body()));
    assert_eq!(document.captions.iter().map(|span| span.of(&document.text)).collect::<Vec<_>>(), [caption]);
    assert_eq!(document.id.0, "arrests");
    assert_eq!(document.title.as_deref(), Some("Police arrest 14 in Norland"));
    assert_eq!(document.byline.as_deref(), Some("Ada Quill, Brom Hale"));
    assert_eq!(document.publisher.as_deref(), Some("The Courier"));
    assert_eq!(document.url.as_deref(), Some("https://courier.example/2024/05/14/arrests"));
    assert_eq!(document.published.as_ref().map(|published| published.text.as_str()), Some("2024-05-14T10:00:00+02:00"));
    assert_eq!(document.language.as_deref(), Some("en"));
}

#[test]
fn pages_in_other_encodings_and_torn_pages() {
    let whole = only(&read("a.html", page())).text.clone();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(page().encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(only(&read("a.html", utf16)).text, whole);
    let latin: Vec<u8> = page()
        .replace("<style>", "<meta charset=\"windows-1252\"><style>")
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '©' => 0xa9,
            c => u8::try_from(c).unwrap_or(b'?'),
        })
        .collect();
    assert_eq!(only(&read("a.html", latin)).text, whole);
    let torn = page();
    let torn = torn.get(..torn.find("Sudland denied").map_or(0, |at| at + 40)).unwrap_or_default();
    assert!(only(&read("a.html", torn)).text.contains(SECOND));
}

#[test]
fn pages_in_json_lines_and_compressed_files() {
    let line = serde_json::json!({"id": "x1", "html": page(), "publisher": "Wire"}).to_string();
    let outcome = read("pages.jsonl", line.clone());
    assert_eq!((only(&outcome).id.0.as_str(), only(&outcome).publisher.as_deref()), ("x1", Some("Wire")));
    assert!(only(&outcome).text.ends_with(THIRD));
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(line.as_bytes()).expect("memory");
    assert_eq!(only(&read("pages.jsonl.gz", gz.finish().expect("memory"))).id.0, "x1");
    let zst = ruzstd::encoding::compress_to_vec(line.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    assert_eq!(only(&read("pages.jsonl.zst", zst)).id.0, "x1");
}

#[test]
fn feeds() {
    let rss = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Courier</title><link>https://courier.example</link><language>en</language>
<item><title>Police arrest 14 &amp; more</title><link>https://courier.example/1</link><guid>c-1</guid><pubDate>Tue, 14 May 2024 10:00:00 GMT</pubDate>
<description><![CDATA[<p>{FIRST}</p><p>{SECOND}</p><p><a href="https://courier.example/1">Read more</a></p>]]></description></item>
<item><title>Empty</title><guid>c-2</guid></item></channel></rss>"#
    );
    let outcome = read("feed.xml", rss);
    let document = only(&outcome);
    assert_eq!(document.text, format!("{FIRST}\n\n{SECOND}"));
    assert_eq!((document.id.0.as_str(), document.publisher.as_deref()), ("c-1", Some("The Courier")));
    assert_eq!(document.title.as_deref(), Some("Police arrest 14 & more"));
    assert_eq!(document.published.as_ref().map(|published| published.date.to_string()).as_deref(), Some("2024-05-14"));
    assert_eq!(outcome.problems.iter().filter_map(|problem| problem.at.clone()).collect::<Vec<_>>(), [At::Item(2)]);

    let json = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [
        {"id": "7", "url": "https://wire.example/7", "content_text": FIRST, "date_published": "2024-05-14T10:00:00Z"}]});
    assert_eq!(only(&read("feed.json", json.to_string())).text, FIRST);
}

#[test]
fn mails() {
    let mail = format!(
        "From: =?utf-8?q?Ada_Qu=C3=AFll?= <ada@wire.example>\r\nTo: desk@courier.example\r\nSubject: Arrests in Norland\r\nDate: Tue, 14 May 2024 10:00:00 +0200\r\nMessage-ID: <1@wire.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n\r\nhttps://wire.example\r\n-- \r\nAda\r\n"
    );
    let outcome = read("m.eml", mail);
    let document = only(&outcome);
    assert!(document.text.starts_with(&format!("{FIRST}\n\n{SECOND}")), "{}", document.text);
    assert!(!document.text.contains("-- "));
    assert_eq!(document.title.as_deref(), Some("Arrests in Norland"));
    assert_eq!(document.byline.as_deref(), Some("Ada Quïll"));
    assert_eq!(document.published.as_ref().map(|published| published.date.to_string()).as_deref(), Some("2024-05-14"));
}

#[test]
fn word_processor_documents() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("word/document.xml", options).expect("memory");
    let paragraphs: String = ["Arrests in Norland &amp; after", FIRST, SECOND]
        .iter()
        .map(|text| format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"))
        .collect();
    write!(zip, "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{paragraphs}</w:body></w:document>")
        .expect("memory");
    let bytes = zip.finish().expect("memory").into_inner();
    let outcome = read("arrests.docx", bytes.clone());
    assert_eq!(only(&outcome).text, format!("{FIRST}\n\n{SECOND}"));
    assert_eq!(only(&outcome).title.as_deref(), Some("Arrests in Norland & after"));
    let torn = read("torn.docx", bytes.get(..bytes.len() / 2).unwrap_or_default());
    assert!(torn.has_failed() && torn.documents.is_empty());
}

/// A PDF of one page with these lines.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let text: String = lines.iter().map(|line| format!("({line}) Tj T* ")).collect();
    let content = if lines.is_empty() {
        "0 0 100 100 re f".to_string()
    } else {
        format!("BT /F1 12 Tf 14 TL 72 720 Td {text}ET")
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_string(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

#[test]
fn pdfs_with_and_without_text() {
    let outcome = read(
        "a.pdf",
        pdf(&[
            "The ministry said on Monday that police had arrested",
            "14 members of the Dawn Front near the northern port.",
            "The Front denied it.",
        ]),
    );
    let text = only(&outcome).text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("police had arrested 14 members of the Dawn Front"), "{text}");
    let scanned = read("scan.pdf", pdf(&[]));
    assert!(
        matches!(scanned.problems.first().map(|problem| &problem.error), Some(ReadError::NoTextLayer)),
        "{:?}",
        scanned.problems
    );
    assert!(read("torn.pdf", pdf(&["x"]).get(..200).unwrap_or_default()).has_failed());
}
