//! Annotation without the words of others: a hash in place of the text.

use crate::Annotation;
use crate::annotation::finished;
use sayso_core::sha256_hex;
use serde_json::{Map, Value};

/// Why a file of the corpus can't be used.
#[derive(Debug, thiserror::Error)]
pub enum StandoffError {
    /// It is no annotation.
    #[error("this is no annotation: {0}")]
    Shape(#[from] serde_json::Error),
    /// The text isn't the annotated one.
    #[error("this is not the text that was annotated (SHA-256 {found}, expected {expected})")]
    OtherText {
        /// Hash that the file names.
        expected: String,
        /// Hash of the text.
        found: String,
    },
}

/// Fields of a record that say the same in every annotation, or follow from the text.
const LEFT_OUT: &[&str] =
    &["rule", "confidence", "keys", "stake", "how", "text", "aliases", "title", "byline", "captions", "form"];

/// The annotation as a file of the corpus: no text, no words of labels, no headline; one record a line.
///
/// # Errors
/// [`StandoffError::Shape`] where it can't be written as JSON.
pub fn detached(annotation: &Annotation) -> Result<String, StandoffError> {
    let mut value = serde_json::to_value(annotation)?;
    lean(&mut value);
    let Value::Object(fields) = value else { return Ok(String::new()) };
    let mut out = String::from("{\n");
    let order = ["document", "annotators", "actors", "events", "labels", "ties", "not_events"];
    for (at, name) in order.iter().enumerate() {
        let value = fields.get(*name).cloned().unwrap_or_else(|| Value::Array(Vec::new()));
        let last = at + 1 == order.len();
        out.push_str(&format!("\"{name}\": {}{}\n", lines(&value)?, if last { "" } else { "," }));
    }
    out.push_str("}\n");
    Ok(out)
}

/// The annotation of a file of the corpus with its text.
///
/// # Errors
/// It is no annotation, or the text is another one.
pub fn attached(file: &str, text: &str) -> Result<Annotation, StandoffError> {
    let annotation = unattached(file)?;
    let (expected, found) = (annotation.reading.document.text_sha256.clone(), sha256_hex(text.as_bytes()));
    if expected != found {
        return Err(StandoffError::OtherText { expected, found });
    }
    let mut reading = annotation.reading;
    reading.document.text = text.to_string();
    Ok(Annotation { reading: finished(reading), ..annotation })
}

/// The annotation of a file of the corpus without its text: spans, codes and names, but no words.
///
/// # Errors
/// It is no annotation.
pub fn unattached(file: &str) -> Result<Annotation, StandoffError> {
    let mut value: Value = serde_json::from_str(file)?;
    if let Some(document) = value.get_mut("document").and_then(Value::as_object_mut) {
        document.insert("text".into(), "".into());
    }
    for place in value.get_mut("events").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(place) = place.get_mut("location").and_then(Value::as_object_mut) {
            place.insert("how".into(), crate::RULE.into());
        }
    }
    let mut annotation: Annotation = serde_json::from_value(value)?;
    let reading = &mut annotation.reading;
    let rules = reading.events.iter_mut().map(|event| (&mut event.rule, &mut event.confidence));
    let rules = rules.chain(reading.labels.iter_mut().map(|label| (&mut label.rule, &mut label.confidence)));
    let rules = rules.chain(reading.ties.iter_mut().map(|tie| (&mut tie.rule, &mut tie.confidence)));
    for (rule, confidence) in rules {
        *rule = crate::RULE.into();
        *confidence = 1.0;
    }
    Ok(annotation)
}

/// Takes out what is empty or says the same everywhere.
fn lean(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, value| !LEFT_OUT.contains(&name.as_str()) && !is_empty(name, value));
            fields.values_mut().for_each(lean);
        }
        Value::Array(values) => values.iter_mut().for_each(lean),
        _ => {}
    }
}

/// Whether leaving the field out says the same. An open side of an interval (`from`, `to`) is null, and stays.
fn is_empty(name: &str, value: &Value) -> bool {
    const NEEDED: &[&str] = &["from", "to", "actor", "recipient"];
    if NEEDED.contains(&name) {
        return false;
    }
    match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty() && name != "mentions",
        Value::Object(fields) => fields.is_empty(),
        Value::String(text) => name == "standing" && text == "reported",
        _ => false,
    }
}

fn lines(value: &Value) -> Result<String, serde_json::Error> {
    match value {
        Value::Array(values) if values.iter().any(|value| matches!(value, Value::Object(_))) => {
            let lines: Result<Vec<String>, _> = values.iter().map(serde_json::to_string).collect();
            Ok(format!("[\n  {}\n]", lines?.join(",\n  ")))
        }
        Value::Object(fields) => serde_json::to_string(&Map::from_iter(fields.clone())),
        value => serde_json::to_string(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::ProducedBy;

    #[test]
    fn a_file_with_its_text_is_the_annotation_again() {
        let sheet = crate::form::example::sheet();
        let mut annotation = crate::form::example::annotation();
        let file = detached(&annotation).expect("it can be written");
        assert!(!file.contains("terrorist gang") && !file.contains("arrested 14"), "{file}");
        assert_eq!(file.lines().filter(|line| line.contains("\"trigger\"")).count(), 2, "one record a line:\n{file}");
        let again = attached(&file, &sheet.document.text).expect("it is the same text");
        annotation.reading.produced_by = ProducedBy::default();
        assert_eq!(again, annotation);
        assert_eq!(crate::problems(&again), Vec::<String>::new());
        assert!(matches!(attached(&file, "Another text."), Err(StandoffError::OtherText { .. })));
        assert!(matches!(attached("{}", ""), Err(StandoffError::Shape(_))));
    }

    #[test]
    fn what_can_be_checked_without_the_text_is_checked() {
        let file = detached(&crate::form::example::annotation()).expect("it can be written");
        let sound = unattached(&file).expect("it is an annotation");
        assert_eq!(crate::problems(&sound), Vec::<String>::new());
        let broken = file.replace("{\"id\":\"police\"", "{\"id\":\"cops\"");
        let broken = unattached(&broken).expect("the shape is right");
        assert!(crate::problems(&broken).iter().any(|problem| problem.contains("police is not declared")));
    }
}
