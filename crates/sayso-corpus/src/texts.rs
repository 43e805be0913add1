//! Texts that others hold, by id of document: JSON lines and CoNLL-U.

use std::collections::BTreeMap;

/// Texts by id.
pub type Texts = BTreeMap<String, String>;

/// Why a file gives no texts.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct TextsError {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The texts of a file of JSON lines with `id` (or `doc`) and `text`.
///
/// # Errors
/// A line that is no JSON object with both.
pub fn of_json_lines(content: &str) -> Result<Texts, TextsError> {
    let mut texts = Texts::new();
    for (at, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |message: &str| TextsError { line: at + 1, message: message.into() };
        let row: serde_json::Value = serde_json::from_str(line).map_err(|error| wrong(&error.to_string()))?;
        let field = |name: &str| row.get(name).and_then(|value| value.as_str()).map(str::to_string);
        let id = field("id").or_else(|| field("doc")).ok_or_else(|| wrong("no \"id\""))?;
        texts.insert(id, field("text").ok_or_else(|| wrong("no \"text\""))?);
    }
    Ok(texts)
}

/// The texts of a CoNLL-U file: the sentences (`# text`) of a document (`# newdoc id`), joined by a blank, or by a line
/// break where a paragraph begins (`# newpar`).
pub fn of_conllu(content: &str) -> Texts {
    let mut texts = Texts::new();
    let mut id = String::new();
    let mut paragraph = false;
    for line in content.lines() {
        if let Some(rest) = line.strip_prefix("# newdoc id") {
            id = rest.trim_start().trim_start_matches('=').trim().to_string();
            paragraph = false;
        } else if line.starts_with("# newpar") {
            paragraph = true;
        } else if let Some(sentence) = line.strip_prefix("# text =") {
            let text: &mut String = texts.entry(id.clone()).or_default();
            if !text.is_empty() {
                text.push(if paragraph { '\n' } else { ' ' });
            }
            text.push_str(sentence.trim());
            paragraph = false;
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_joined_as_paragraphs() {
        let file = "# newdoc id = a\n# newpar\n# text = One.\n1\tOne\n\n# text = Two.\n# newpar\n# text = Three.\n# newdoc id = b\n# text = Four.\n";
        let texts = of_conllu(file);
        assert_eq!(texts["a"], "One. Two.\nThree.");
        assert_eq!(texts["b"], "Four.");
    }

    #[test]
    fn json_lines_need_both_fields() {
        assert_eq!(
            of_json_lines("{\"doc\":\"a\",\"text\":\"t\"}\n\n").map(|texts| texts["a"].clone()).ok(),
            Some("t".into())
        );
        assert!(of_json_lines("{\"id\":\"a\"}").is_err_and(|error| error.line == 1));
        assert!(of_json_lines("[").is_err());
    }
}
