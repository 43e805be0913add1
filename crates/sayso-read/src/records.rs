//! JSON lines and tables: one document a record, the text kept character for character.

use crate::draft::{Draft, Drafts, filled};
use crate::problem::{At, ReadError};
use crate::{dates, page};
use serde_json::{Map, Value};

/// Reads JSON lines, a JSON array of objects, or one object over several lines.
pub(crate) fn read_json(text: &str) -> Drafts {
    let text = text.trim_start_matches('\u{feff}');
    let mut drafts = Drafts::default();
    let first = text.trim_start().lines().next().unwrap_or_default();
    let is_lines = serde_json::from_str::<Value>(first).is_ok_and(|value| value.is_object());
    if !is_lines {
        // An array, or an object over several lines; if it is neither, the lines say where the fault is.
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Array(items)) => {
                for (at, item) in items.into_iter().enumerate() {
                    record(item, At::Item(at + 1), &mut drafts);
                }
                return drafts;
            }
            Ok(value @ Value::Object(_)) => {
                record(value, At::Line(1), &mut drafts);
                return drafts;
            }
            _ => {}
        }
    }
    for (number, line) in (1..).zip(text.split('\n')) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => record(value, At::Line(number), &mut drafts),
            Err(error) => {
                let error = ReadError::BadRecord(format!("column {}: {}", error.column(), reason(&error)));
                drafts.problems.push((Some(At::Line(number)), error));
            }
        }
    }
    drafts
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

/// Reads a table whose first row names the columns; commas, semicolons or tabs between them.
pub(crate) fn read_table(text: &str) -> Drafts {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|&mark| (header.bytes().filter(|&byte| byte == mark).count(), mark == b','))
        .unwrap_or(b',');
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let mut drafts = Drafts::default();
    let names: Vec<String> = match table.headers() {
        Ok(names) => names.iter().map(|name| name.trim().to_lowercase()).collect(),
        Err(error) => return Drafts::failed(ReadError::BadTable(error.to_string())),
    };
    if !names.iter().any(|name| name == "text" || name == "html") {
        let error = ReadError::BadTable(format!("it has the columns {}", names.join(", ")));
        return Drafts { problems: vec![(Some(At::Line(1)), error)], ..Drafts::default() };
    }
    let mut row = csv::StringRecord::new();
    loop {
        let line = table.position().line();
        match table.read_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {
                let get = |name: &str| {
                    let at = names.iter().position(|column| column == name)?;
                    row.get(at).filter(|value| !value.is_empty()).map(str::to_string)
                };
                push(&get, At::Line(line), &mut drafts);
            }
            Err(error) => {
                drafts.problems.push((Some(At::Line(line)), ReadError::BadTable(error.to_string())));
                if error.is_io_error() {
                    break;
                }
            }
        }
    }
    drafts
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
    use proptest::prelude::*;

    #[test]
    fn a_bad_line_does_not_stop_the_rest() {
        let drafts = read_json(
            "{\"id\":1,\"text\":\" Talks \\n failed. \"}\n{\"text\":\n[]\n{\"id\":\"b\"}\n{\"doc\":\"c\",\"text\":\"x\",\"published\":\"soon\"}\n",
        );
        let ids: Vec<_> = drafts.drafts.iter().map(|draft| draft.id.as_deref()).collect();
        assert_eq!(ids, [Some("1"), Some("c")]);
        assert_eq!(drafts.drafts[0].text, " Talks \n failed. ");
        let at: Vec<_> = drafts.problems.iter().map(|(at, _)| at.clone()).collect();
        assert_eq!(at, [2, 3, 4, 5].map(|line| Some(At::Line(line))));
    }

    #[test]
    fn arrays_and_single_objects() {
        assert_eq!(read_json("[\n{\"text\":\"a\"},\n{\"text\":\"b\"}\n]").drafts.len(), 2);
        assert_eq!(read_json("{\n\"text\":\"a\"\n}").drafts.len(), 1);
    }

    #[test]
    fn tables_with_quotes_and_short_rows() {
        let drafts = read_table("id;text;published\n1;\"Talks;\nfailed\";2024-05-14\n2\n3;x;14 May 2024\n");
        assert_eq!(drafts.drafts.len(), 2);
        assert_eq!(drafts.drafts[0].text, "Talks;\nfailed");
        assert_eq!(drafts.drafts[1].published.as_ref().map(|p| p.text.as_str()), Some("2024-05-14"));
        assert_eq!(drafts.problems.len(), 1);
        assert!(matches!(read_table("a,b\n1,2\n").problems.as_slice(), [(Some(At::Line(1)), ReadError::BadTable(_))]));
    }

    proptest! {
        #[test]
        fn text_is_kept_character_for_character(text in "\\PC*[a-z][ \\t\\r\\n\\PC]*") {
            let line = serde_json::json!({"id": "a", "text": text}).to_string();
            let drafts = read_json(&line);
            prop_assert_eq!(&drafts.drafts[0].text, &text);
            let mut table = csv::Writer::from_writer(Vec::new());
            table.write_record(["id", "text"]).and_then(|()| table.write_record(["a", &text])).expect("memory");
            let table = String::from_utf8(table.into_inner().expect("memory")).expect("text");
            prop_assert_eq!(&read_table(&table).drafts[0].text, &text);
        }
    }
}
