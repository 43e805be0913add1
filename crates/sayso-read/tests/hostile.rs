//! Inputs that are damaged or made to do harm: a message, no panic, no long wait, and the rest is read.

use proptest::prelude::*;
use sayso_read::{Options, ReadError, ReadOutcome, Reader, Source, expand};
use std::time::{Duration, Instant};

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> ReadOutcome {
    Reader::new(Options::default()).read_bytes(name, bytes.into())
}

fn error(outcome: &ReadOutcome) -> String {
    outcome.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_fault_has_a_message_with_the_file_and_what_to_do() {
    for (bytes, says) in [
        (&b""[..], "a.html: is empty"),
        (b" \n ", "a.html: is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.html: is not text and not a format that is read (a PNG picture)"),
        (b"ab\0\0\x01\x02c", "binary data"),
        (b"<!DOCTYPE html><nav><a href=x>Home</a></nav>", "a.html: holds no article text"),
        (b"\x1f\x8b\x08\0", "is damaged as a gzip file"),
        (b"%PDF-1.7\nnothing", "can't be read as a PDF"),
        (b"PK\x03\x04nothing", "can't be read as a DOCX"),
    ] {
        let outcome = read("a.html", bytes);
        assert!(outcome.has_failed() && outcome.documents.is_empty(), "{says}: {:?}", outcome.problems);
        assert!(error(&outcome).contains(says), "{says}: {}", error(&outcome));
    }
}

#[test]
fn wrong_bytes_are_replaced_and_told() {
    let mut bytes = "Müller said in Łódź that the talks had failed. ".repeat(5).into_bytes();
    let at = bytes.len();
    bytes.extend(b"\xff and more");
    let outcome = read("a.txt", bytes);
    assert_eq!(outcome.documents.len(), 1);
    assert!(
        error(&outcome).contains(&format!("a.txt, byte {at}: holds 1 characters that are not valid UTF-8")),
        "{}",
        error(&outcome)
    );
    assert!(!outcome.has_failed());
}

#[test]
fn long_texts_are_cut_and_say_so() {
    let reader = Reader::new(Options { max_text: 1000, ..Options::default() });
    let outcome = reader.read_bytes("a.txt", "é".repeat(2000).into_bytes());
    assert_eq!((outcome.documents[0].text.len(), outcome.documents[0].cut), (1000, Some(1500)));
    assert!(outcome.problems.iter().any(|problem| matches!(problem.error, ReadError::Cut { left_out: 1500, .. })));
}

#[test]
fn pages_made_to_exhaust_a_reader() {
    let text = "<p>The ministry said on Monday that the talks had failed again.</p>";
    let deep = format!("{}{text}", "<div>".repeat(200_000));
    let formats = format!("{}{text}", (0..20_000).map(|n| format!("<b id={n}><p>")).collect::<String>());
    let links = format!("<html>{}", "<a href=x>".repeat(50_000));
    let lists = format!("<html>{}{text}", "<ul><li>".repeat(50_000));
    let tables = format!("<html>{}{text}", "<table><tr><td>".repeat(280));
    let quotes = format!("<html><p a=\"{}", "x".repeat(2_000_000));
    let many = format!("<html>{}", text.repeat(30_000));
    for page in [deep, formats, links, lists, tables, quotes, many] {
        let started = Instant::now();
        let start = page.get(..40).unwrap_or_default().to_string();
        let outcome = read("a.html", page);
        assert!(started.elapsed() < Duration::from_secs(60), "{start}: {:?}", started.elapsed());
        assert!(
            !outcome.problems.iter().any(|problem| matches!(problem.error, ReadError::Internal(_))),
            "{start}: {}",
            error(&outcome)
        );
    }
}

#[test]
fn one_bad_file_in_a_folder_of_good_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    std::fs::create_dir(file("b")).expect("a folder");
    std::fs::write(file("a.txt"), "Talks failed on Monday.").expect("a file");
    std::fs::write(file("b/c.txt"), "Talks went on in June.").expect("a file");
    std::fs::write(file("b/bad.bin"), [0u8; 64]).expect("a file");
    std::fs::write(file(".hidden"), "x").expect("a file");
    let reader = Reader::new(Options::default());
    let path = folder.path().display().to_string();
    let mut names = Vec::new();
    let mut failures = 0;
    for source in
        expand([path.clone(), format!("{path}/**/c.*"), format!("{path}/none*"), format!("{path}/missing.txt")])
    {
        match source {
            Ok(Source::File(path)) => {
                let outcome = reader.read_path(&path);
                failures += usize::from(outcome.has_failed());
                names.extend(outcome.documents.into_iter().map(|document| document.id.0));
            }
            Ok(other) => panic!("{other:?}"),
            Err(problem) => {
                assert!(problem.to_string().contains("no file matches"), "{problem}");
                failures += 1;
            }
        }
    }
    assert_eq!((names, failures), (vec!["a".to_string(), "c".to_string(), "c".to_string()], 3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in 0usize..9) {
        let starts = ["", "<html><p>", "{\"text\":\"", "id,text\n", "<?xml version=\"1.0\"?><rss>", "From: a\nTo: b\nSubject: c\n", "%PDF-1.4\n", "\u{1f}", "<feed>"];
        let bytes = [starts[start].as_bytes(), &bytes].concat();
        let outcome = read("-", bytes);
        prop_assert!(outcome.problems.iter().all(|problem| !matches!(problem.error, ReadError::Internal(_))), "{:?}", outcome.problems);
        for document in &outcome.documents {
            prop_assert!(document.captions.iter().all(|caption| document.text.get(caption.start..caption.end).is_some()));
        }
    }

    #[test]
    fn reading_twice_gives_the_same(text in "\\PC{0,300}") {
        let (a, b) = (read("-", text.clone()), read("-", text));
        prop_assert_eq!(a.documents, b.documents);
    }
}
