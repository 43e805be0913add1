//! Reading CoNLL-U: sentences and words, not the analysis that may stand beside them.

use super::{ConlluDocument, GivenSentence, GivenWord, JoinedWord};
use crate::ParseError;
use sayso_core::{Document, DocumentId, Span, sha256_hex};

/// Reads sentences and words. Documents begin at `# newdoc id`; without one, everything is the document `conllu`.
pub fn read(input: &str) -> Result<Vec<ConlluDocument>, ParseError> {
    let mut reader = Reader::default();
    for (index, line) in input.lines().enumerate() {
        reader.line = index + 1;
        let line = line.strip_prefix('\u{feff}').filter(|_| index == 0).unwrap_or(line);
        if let Some(comment) = line.strip_prefix('#') {
            reader.comment(comment);
        } else if line.trim().is_empty() {
            reader.finish_sentence()?;
        } else {
            reader.row(line)?;
        }
    }
    reader.finish_sentence()?;
    Ok(reader.documents.into_iter().map(Draft::finish).collect())
}

#[derive(Default)]
struct Draft {
    id: String,
    text: String,
    sentences: Vec<GivenSentence>,
}

impl Draft {
    fn finish(self) -> ConlluDocument {
        let mut document = Document::new("", self.text);
        document.id = DocumentId(self.id);
        document.text_sha256 = sha256_hex(document.text.as_bytes());
        ConlluDocument { document, sentences: self.sentences }
    }
}

/// A word with characters of its own.
struct Surface {
    form: String,
    /// Syntactic words inside; empty for a word that is one.
    words: usize,
    blank_after: bool,
}

#[derive(Default)]
struct Reader {
    line: usize,
    documents: Vec<Draft>,
    new_document: Option<String>,
    new_paragraph: bool,
    id: Option<String>,
    text: Option<String>,
    surface: Vec<Surface>,
    forms: Vec<String>,
    /// Words that still belong to the joined word before them.
    open: usize,
}

impl Reader {
    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match key.trim() {
            "newdoc id" => self.new_document = Some(value.trim().to_string()),
            "newdoc" => self.new_document = Some(format!("conllu-{}", self.documents.len() + 1)),
            "newpar" | "newpar id" => self.new_paragraph = true,
            "sent_id" => self.id = Some(value.trim().to_string()),
            "text" => self.text = Some(value.trim().to_string()),
            _ => {}
        }
    }

    fn error(&self, reason: impl Into<String>) -> ParseError {
        ParseError::Conllu { line: self.line, reason: reason.into() }
    }

    fn row(&mut self, line: &str) -> Result<(), ParseError> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [number, form, ..] = columns.as_slice() else {
            return Err(self.error("a row needs at least a number and a form, divided by a tab"));
        };
        if form.trim().is_empty() {
            return Err(self.error("the form is empty"));
        }
        let blank_after = !columns.get(9).is_some_and(|misc| misc.split('|').any(|part| part == "SpaceAfter=No"));
        let form = form.to_string();
        if number.contains('.') {
            return Ok(()); // An empty node: no word of the text.
        }
        if let Some((first, last)) = number.split_once('-') {
            let range = first.parse().ok().zip(last.parse().ok());
            let Some((first, last)) = range.filter(|(first, last): &(usize, usize)| first < last) else {
                return Err(self.error(format!("{number:?} is no range of words")));
            };
            if first != self.forms.len() + 1 || self.open > 0 {
                return Err(
                    self.error(format!("the range {number} does not begin at the next word, {}", self.forms.len() + 1))
                );
            }
            self.open = last - first + 1;
            self.surface.push(Surface { form, words: self.open, blank_after });
            return Ok(());
        }
        if number.parse() != Ok(self.forms.len() + 1) {
            return Err(self.error(format!("expected word number {}, found {number:?}", self.forms.len() + 1)));
        }
        if self.open > 0 {
            self.open -= 1;
        } else {
            self.surface.push(Surface { form: form.clone(), words: 0, blank_after });
        }
        self.forms.push(form);
        Ok(())
    }

    fn finish_sentence(&mut self) -> Result<(), ParseError> {
        if self.forms.is_empty() && self.surface.is_empty() {
            return Ok(());
        }
        if self.open > 0 {
            return Err(self.error("the sentence ends inside a range of words"));
        }
        let mut starts_paragraph = std::mem::take(&mut self.new_paragraph);
        if let Some(id) = self.new_document.take().or_else(|| self.documents.is_empty().then(|| "conllu".to_string())) {
            self.documents.push(Draft { id, ..Draft::default() });
            starts_paragraph = true;
        }
        let surface = std::mem::take(&mut self.surface);
        let forms = std::mem::take(&mut self.forms);
        let (sentence, places) = place(&surface, self.text.take());
        let sentence_id = self.id.take();
        let Some(draft) = self.documents.last_mut() else {
            return Ok(()); // There is one: it was made above.
        };
        if !draft.text.is_empty() {
            draft.text.push(if starts_paragraph { '\n' } else { ' ' });
        }
        let offset = draft.text.len();
        draft.text.push_str(&sentence);
        let mut given = GivenSentence { id: sentence_id, starts_paragraph, ..GivenSentence::default() };
        let mut forms = forms.into_iter();
        for (surface, place) in surface.iter().zip(places) {
            let span = Span::new(offset + place.start, offset + place.end);
            if surface.words == 0 {
                given.words.extend(forms.next().map(|form| GivenWord { span, form }));
                continue;
            }
            let inside: Vec<String> = forms.by_ref().take(surface.words).collect();
            let first = given.words.len();
            given.joined.push(JoinedWord { first, last: first + inside.len() - 1, span });
            let own = inside.concat() == surface.form;
            let mut at = span.start;
            for form in inside {
                let part = if own { Span::new(at, at + form.len()) } else { span };
                at += form.len();
                given.words.push(GivenWord { span: part, form });
            }
        }
        draft.sentences.push(given);
        Ok(())
    }
}

/// The text of a sentence and where its words stand in it: the text as given where the words are found in it in order,
/// else the words put together.
fn place(surface: &[Surface], text: Option<String>) -> (String, Vec<Span>) {
    if let Some(text) = text {
        let mut at = 0;
        let places: Option<Vec<Span>> = surface
            .iter()
            .map(|word| {
                let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
                let end = start + word.form.len();
                at = end;
                (text.get(start..end)? == word.form).then_some(Span::new(start, end))
            })
            .collect();
        if let Some(places) = places.filter(|_| text[at..].trim().is_empty()) {
            return (text, places);
        }
    }
    let (mut text, mut places) = (String::new(), Vec::new());
    for (index, word) in surface.iter().enumerate() {
        places.push(Span::new(text.len(), text.len() + word.form.len()));
        text.push_str(&word.form);
        if word.blank_after && index + 1 < surface.len() {
            text.push(' ');
        }
    }
    (text, places)
}
