//! Inputs that unfold to more than they look like: each ends soon, with a message or a document, in bounded memory.

use sayso_read::{At, Options, ReadOutcome, Reader};
use std::io::Write;
use std::time::{Duration, Instant};

const SENTENCE: &str = "Norland's ministry said on Monday that the talks with the union had failed again.";

/// Longest time for one of these inputs, in a build without optimisation on a busy machine.
const SOON: Duration = Duration::from_secs(60);

fn read(name: &str, bytes: Vec<u8>) -> ReadOutcome {
    let started = Instant::now();
    let outcome = Reader::new(Options::default()).read_bytes(name, bytes);
    assert!(started.elapsed() < SOON, "{name}: {:?}", started.elapsed());
    assert!(!message(&outcome).contains("error in the program"), "{name}: {}", message(&outcome));
    outcome
}

fn message(outcome: &ReadOutcome) -> String {
    outcome.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn docx(body: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("memory");
    body(&mut zip);
    zip.finish().expect("memory").into_inner()
}

fn gz(size: usize, byte: u8) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![byte; 1 << 20];
    for _ in 0..size >> 20 {
        encoder.write_all(&block).expect("memory");
    }
    encoder.finish().expect("memory")
}

/// Entities that stand for ten of the one before, nine times over.
fn laughs() -> String {
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY laugh{n} \"{}\">", format!("&laugh{};", n - 1).repeat(10))).collect();
    format!("<!DOCTYPE root [<!ENTITY laugh0 \"ha\">{entities}]>")
}

fn entities() {
    let feed = format!(
        "<?xml version=\"1.0\"?>{}<rss version=\"2.0\"><channel><title>Wire</title><item><guid>1</guid><description>{SENTENCE} &laugh9;</description></item></channel></rss>",
        laughs()
    );
    let outcome = read("feed.xml", feed.into_bytes());
    assert!(outcome.documents.iter().all(|document| document.text.len() < 1000));
    assert!(outcome.documents.len() == 1 || outcome.has_failed());
    let outcome = read(
        "a.docx",
        docx(|out| {
            write!(out, "<?xml version=\"1.0\"?>{}<w:document><w:p><w:r><w:t>{SENTENCE} &laugh9;</w:t></w:r></w:p></w:document>", laughs())
                .expect("memory");
        }),
    );
    assert!(outcome.documents.iter().all(|document| document.text.len() < 1000));
    assert!(outcome.documents.len() == 1 || outcome.has_failed());
}

fn bombs() {
    let bomb = docx(|out| {
        write!(out, "<w:document><w:p><w:t>{SENTENCE}</w:t></w:p><w:p><w:t>").expect("memory");
        let block = vec![b'a'; 1 << 20];
        (0..300).for_each(|_| out.write_all(&block).expect("memory"));
    });
    assert!(bomb.len() < 2 << 20);
    assert!(message(&read("a.docx", bomb)).contains("a.docx: holds more than 67108864 bytes"));
    let outcome = read("a.txt.gz", gz(1 << 30, b'a'));
    assert!(message(&outcome).contains("holds more than 33554432 bytes"), "{}", message(&outcome));
    assert!(outcome.documents.first().is_some_and(|document| document.cut.is_some()));
    assert!(message(&read("a.bin.gz", gz(1 << 30, 0))).contains("binary data"));
    // A line without an end is not looked for for ever.
    let outcome = read("a.jsonl.gz", [gz(0, 0), gz(1 << 20, b' '), gz(1 << 30, b'{')].concat());
    assert!(outcome.documents.is_empty() && outcome.has_failed(), "{}", message(&outcome));
}

fn nesting() {
    let page = format!("<html>{}<p>{SENTENCE}</p>", "<div>".repeat(1_000_000)).into_bytes();
    assert!(read("a.html", page).documents.first().is_some_and(|document| document.text.contains(SENTENCE)));
    let page = format!("<html>{}<p>{SENTENCE}</p>", "<b><i><span>".repeat(333_334)).into_bytes();
    assert!(read("b.html", page).documents.first().is_some_and(|document| document.text.contains(SENTENCE)));
    let good = format!("{{\"text\":\"{SENTENCE}\"}}");
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(1_000_000), close.repeat(1_000_000));
        let outcome = read("a.jsonl", format!("{good}\n{{\"text\":{deep}}}\n{good}\n").into_bytes());
        assert_eq!(outcome.documents.len(), 2, "{}", message(&outcome));
        assert!(message(&outcome).contains("a.jsonl, line 2: is not a document: column"), "{}", message(&outcome));
        let outcome = read("a.json", format!("[{good},{deep},{good}]").into_bytes());
        assert_eq!(outcome.documents.len(), 2, "{}", message(&outcome));
        assert_eq!(outcome.problems.first().and_then(|problem| problem.at.clone()), Some(At::Item(2)));
        assert!(read("b.json", deep.into_bytes()).has_failed());
    }
}

fn long_lines() {
    let good = format!("{{\"text\":\"{SENTENCE}\"}}");
    let long = SENTENCE.repeat((50 << 20) / SENTENCE.len());
    let says = "is longer than 33554432 bytes and was passed over";
    let outcome = read("a.jsonl", format!("{good}\n{{\"text\":\"{long}\"}}\n{good}\n").into_bytes());
    assert_eq!(outcome.documents.len(), 2);
    assert!(message(&outcome).contains(&format!("a.jsonl, line 2: {says}")), "{}", message(&outcome));
    let outcome = read("a.json", format!("[{good},{{\"text\":\"{long}\"}},{good}]").into_bytes());
    assert_eq!(outcome.documents.len(), 2);
    assert!(message(&outcome).contains(&format!("a.json, item 2: {says}")), "{}", message(&outcome));
    let outcome = read("a.csv", format!("id,text\n1,{SENTENCE}\n2,\"{long}\"\n3,{SENTENCE}\n").into_bytes());
    assert_eq!(outcome.documents.len(), 2);
    assert!(message(&outcome).contains(&format!("a.csv, line 3: {says}")), "{}", message(&outcome));
    let outcome = read("a.txt", long.into_bytes());
    assert!(outcome.documents.first().is_some_and(|document| document.text.len() <= 10_000_000));
    assert!(message(&outcome).contains("holds more than 33554432 bytes"), "{}", message(&outcome));
}

/// The most memory that the program has held so far, in megabytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? >> 10)
}

/// One after the other, so that the memory is that of one input, with the input itself.
#[test]
fn inputs_that_unfold_end_soon_and_in_bounded_memory() {
    for (name, case, most) in [
        ("entities", entities as fn(), 200),
        ("long lines", long_lines, 700),
        ("nesting", nesting, 700),
        ("bombs", bombs, 700),
    ] {
        case();
        if let Some(peak) = peak() {
            println!("{name}: {peak} MB");
            assert!(peak < most, "{name}: {peak} MB");
        }
    }
}
