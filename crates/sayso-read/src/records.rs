//! JSON records and rows of tables: one document a record, the text kept character for character.

use crate::draft::{Draft, Drafts, filled};
use crate::pieces::Row;
use crate::problem::{At, ReadError};
use crate::{dates, page};
use serde_json::{Map, Value};

/// How JSON records are laid out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One a line.
    Lines,
    /// Items of an array.
    Array,
    /// A single object over several lines.
    Object,
}

/// How the records of a JSON file that begins with `head` are laid out.
pub(crate) fn shape(head: &str) -> Shape {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with('[') {
        return Shape::Array;
    }
    let Some((first, rest)) = head.split_once('\n') else { return Shape::Lines };
    let is_lines = serde_json::from_str::<Value>(first).is_ok_and(|value| value.is_object())
        || rest.lines().any(|line| line.starts_with('{'));
    if is_lines { Shape::Lines } else { Shape::Object }
}

/// Reads an object over several lines; if it is none, the lines say where the fault is.
pub(crate) fn read_object(text: &str) -> Drafts {
    let text = text.trim_start_matches('\u{feff}');
    let mut drafts = Drafts::default();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        record(value, At::Line(1), &mut drafts);
        return drafts;
    }
    for (number, line) in (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()) {
        read_json(line, At::Line(number), &mut drafts);
    }
    drafts
}

/// Reads one JSON value that should be a document.
pub(crate) fn read_json(text: &str, at: At, drafts: &mut Drafts) {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => record(value, at, drafts),
        Err(error) => {
            let error = ReadError::BadRecord(format!("column {}: {}", error.column(), reason(&error)));
            drafts.problems.push((Some(at), error));
        }
    }
}

/// The message of the JSON reader without its own count of lines.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_string()
}

/// Reads one object, the `number`th of several.
pub(crate) fn read_one(record: Map<String, Value>, number: usize) -> Drafts {
    let mut drafts = Drafts::default();
    push(&|name| field(&record, name), At::Item(number), &mut drafts);
    drafts
}

fn record(value: Value, at: At, drafts: &mut Drafts) {
    let Value::Object(map) = value else {
        drafts.problems.push((Some(at), ReadError::BadRecord("it is not a JSON object".to_string())));
        return;
    };
    let get = |name: &str| field(&map, name);
    push(&get, at, drafts);
}

/// A field as text; a number is a fine id, and several authors are one byline.
fn field(map: &Map<String, Value>, name: &str) -> Option<String> {
    match map.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let names: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// Reads a row of a table.
pub(crate) fn read_row(row: &Row, at: At, drafts: &mut Drafts) {
    push(&|name| row.get(name), at, drafts);
}

fn push(get: &dyn Fn(&str) -> Option<String>, at: At, drafts: &mut Drafts) {
    let short = |name: &str| get(name).and_then(|value| filled(&value));
    let mut draft = match (get("text"), get("html")) {
        (Some(text), _) if !text.trim().is_empty() => Draft { text, ..Draft::default() },
        (_, Some(html)) => {
            let page = page::read(&html, short("url").as_deref());
            drafts.problems.extend(page.problems.into_iter().map(|(_, error)| (Some(at.clone()), error)));
            let Some(draft) = page.drafts.into_iter().next() else { return };
            draft
        }
        _ => {
            drafts.problems.push((Some(at), ReadError::BadRecord("it has no text".to_string())));
            return;
        }
    };
    if let Some(published) = short("published") {
        match dates::parse(&published) {
            Some(date) => draft.published = Some(date),
            None => drafts.problems.push((Some(at.clone()), ReadError::BadDate(published))),
        }
    }
    draft.id = short("id").or_else(|| short("doc"));
    for (name, place) in [
        ("title", &mut draft.title),
        ("byline", &mut draft.byline),
        ("publisher", &mut draft.publisher),
        ("url", &mut draft.url),
        ("language", &mut draft.language),
    ] {
        if let Some(value) = short(name) {
            *place = Some(value);
        }
    }
    draft.at = Some(at);
    drafts.drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, ReadOutcome, Reader};
    use proptest::prelude::*;

    fn read(name: &str, text: &str) -> ReadOutcome {
        Reader::new(Options::default()).read_bytes(name, text.as_bytes().to_vec())
    }

    fn places(outcome: &ReadOutcome) -> Vec<At> {
        outcome.problems.iter().filter_map(|problem| problem.at.clone()).collect()
    }

    #[test]
    fn a_bad_line_does_not_stop_the_rest() {
        let outcome = read(
            "a.jsonl",
            "{\"id\":1,\"text\":\" Talks \\n failed. \"}\n{\"text\":\n[]\n{\"id\":\"b\"}\n{\"doc\":\"c\",\"text\":\"x\",\"published\":\"soon\"}\n",
        );
        let ids: Vec<_> = outcome.documents.iter().map(|document| document.id.0.as_str()).collect();
        assert_eq!(ids, ["1", "c"]);
        assert_eq!(outcome.documents[0].text, " Talks \n failed. ");
        assert_eq!(places(&outcome), [2, 3, 4, 5].map(At::Line));
    }

    #[test]
    fn arrays_and_single_objects() {
        assert_eq!(read("a.json", "[\n{\"text\":\"a\"},\n{\"text\":\"b]\\\"\"}\n]\n").documents.len(), 2);
        assert_eq!(read("a.json", "{\n\"text\":\"a\"\n}").documents.len(), 1);
        assert!(places(&read("a.json", "[{\"text\":\"a\"},{\"text\":\"b\"}]")).is_empty());
        assert!(read("a.json", "[]").documents.is_empty());
    }

    #[test]
    fn a_bad_item_does_not_stop_the_rest() {
        let outcome = read("a.json", "[{\"text\":\"a\"},{\"text\"},[1,2],{\"text\":\"b\"}] {}");
        assert_eq!(outcome.documents.len(), 2);
        assert_eq!(places(&outcome), [At::Item(2), At::Item(3), At::Byte(43)]);
        let torn = read("a.json", "[{\"text\":\"a\"},{\"text\":\"b");
        assert_eq!((torn.documents.len(), places(&torn)), (1, vec![At::Item(2)]));
    }

    #[test]
    fn tables_with_quotes_and_short_rows() {
        let outcome = read("a.csv", "id;text;published\n1;\"Talks;\nfailed\";2024-05-14\n2\n3;x;14 May 2024\n");
        assert_eq!(outcome.documents.len(), 2);
        assert_eq!(outcome.documents[0].text, "Talks;\nfailed");
        assert_eq!(outcome.documents[0].published.as_ref().map(|p| p.text.as_str()), Some("2024-05-14"));
        assert_eq!(places(&outcome), [At::Line(4)]);
        let wrong = read("a.csv", "a,b\n1,2\n");
        assert!(matches!(wrong.problems.first().map(|problem| &problem.error), Some(ReadError::BadTable(_))));
        assert_eq!(places(&wrong), [At::Line(1)]);
    }

    #[test]
    fn old_encodings_are_told_record_by_record() {
        let line = "{\"text\":\"The minister, Müller, said in the café that nothing was in sight.\"}\n";
        let latin: Vec<u8> = line.repeat(3).chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        let outcome = Reader::new(Options::default()).read_bytes("a.jsonl", latin);
        assert!(outcome.documents.iter().all(|document| document.text.contains("Müller")), "{:?}", outcome.documents);
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(line.repeat(3).encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(Reader::new(Options::default()).read_bytes("a.jsonl", utf16).documents, outcome.documents);
    }

    proptest! {
        #[test]
        fn text_is_kept_character_for_character(text in "\\PC*[a-z][ \\t\\r\\n\\PC]*") {
            let line = serde_json::json!({"id": "a", "text": text}).to_string();
            prop_assert_eq!(&read("a.jsonl", &line).documents[0].text, &text);
            let mut table = csv::Writer::from_writer(Vec::new());
            table.write_record(["id", "text"]).and_then(|()| table.write_record(["a", &text])).expect("memory");
            let table = String::from_utf8(table.into_inner().expect("memory")).expect("text");
            prop_assert_eq!(&read("a.csv", &table).documents[0].text, &text);
        }
    }
}
