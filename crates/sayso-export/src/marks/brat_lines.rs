//! The lines of a brat annotation file, and the configuration that names their types.

use sayso_core::{CharSpan, EventType, codes};
use std::collections::HashMap;
use std::fmt::Write;

/// Lines with their running numbers.
pub(crate) struct Lines {
    text: Vec<char>,
    out: String,
    known: HashMap<(String, CharSpan), String>,
    bound: usize,
    events: usize,
    attributes: usize,
    notes: usize,
}

impl Lines {
    /// Lines on a text.
    pub fn new(text: &str) -> Lines {
        let text = text.chars().collect();
        Lines { text, out: String::new(), known: HashMap::new(), bound: 0, events: 0, attributes: 0, notes: 0 }
    }

    /// The id of a span with a type, written once; none where the span holds no visible character.
    pub fn text_bound(&mut self, sort: &str, span: CharSpan) -> Option<String> {
        if let Some(id) = self.known.get(&(sort.to_string(), span)) {
            return Some(id.clone());
        }
        let parts = self.parts(span);
        if parts.is_empty() {
            return None;
        }
        self.bound += 1;
        let id = format!("T{}", self.bound);
        let offsets: Vec<String> = parts.iter().map(|part| format!("{} {}", part.start, part.end)).collect();
        let words: Vec<String> = parts.iter().map(|part| self.words(*part)).collect();
        let _ = writeln!(self.out, "{id}\t{sort} {}\t{}", offsets.join(";"), words.join(" "));
        self.known.insert((sort.to_string(), span), id.clone());
        Some(id)
    }

    /// Mentions of one actor.
    pub fn equivalent(&mut self, ids: &[String]) {
        let mut distinct = ids.to_vec();
        distinct.dedup();
        if distinct.len() > 1 {
            let _ = writeln!(self.out, "*\tCoreference {}", distinct.join(" "));
        }
    }

    /// An event on a trigger.
    pub fn event(&mut self, sort: &str, trigger: &str, roles: &[(String, String)]) -> String {
        self.events += 1;
        let id = format!("E{}", self.events);
        let _ = write!(self.out, "{id}\t{sort}:{trigger}");
        for (role, filler) in roles {
            let _ = write!(self.out, " {role}:{filler}");
        }
        self.out.push('\n');
        id
    }

    /// An attribute of an event.
    pub fn attribute(&mut self, name: &str, of: &str, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.out, "A{}\t{name} {of} {value}", self.attributes);
    }

    /// A note on an event, on one line.
    pub fn note(&mut self, of: &str, text: &str) {
        self.notes += 1;
        let line: String = text.chars().map(|c| if breaks(c) { ' ' } else { c }).collect();
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes {of}\t{line}", self.notes);
    }

    /// The file.
    pub fn into_text(self) -> String {
        self.out
    }

    /// The stretches of a span between characters that end a line for some reader, without white space at their ends.
    fn parts(&self, span: CharSpan) -> Vec<CharSpan> {
        let end = span.end.min(self.text.len());
        let mut parts = Vec::new();
        let mut start = span.start;
        for at in span.start..=end {
            if at == end || self.text.get(at).is_some_and(|c| breaks(*c)) {
                parts.extend(self.trimmed(CharSpan { start, end: at }));
                start = at + 1;
            }
        }
        parts
    }

    fn trimmed(&self, span: CharSpan) -> Option<CharSpan> {
        let inside = self.text.get(span.start..span.end)?;
        let first = inside.iter().position(|c| !c.is_whitespace())?;
        let last = inside.iter().rposition(|c| !c.is_whitespace())?;
        Some(CharSpan { start: span.start + first, end: span.start + last + 1 })
    }

    fn words(&self, span: CharSpan) -> String {
        self.text.get(span.start..span.end).unwrap_or_default().iter().collect()
    }
}

/// What ends a line or a field: brat reads with Python, which breaks lines at more characters than LF.
fn breaks(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `annotation.conf` of the collection.
pub(crate) fn configuration() -> String {
    let entities =
        ["Person", "Organization", "State", "Group", "PlaceAsState", "Actor", "Place", "Date", "Magnitude", "Cue"];
    let actor = "Person|Organization|State|Group|PlaceAsState|Actor";
    let magnitudes: Vec<String> =
        codes::MAGNITUDES.iter().map(|field| format!("{}*:Magnitude", crate::marks::brat::capital(field))).collect();
    let said = format!("Holder*:{actor}, Cue*:Cue");
    let mut out = format!("[entities]\n{}\n\n[relations]\n", entities.join("\n"));
    let _ = writeln!(out, "Coreference\tArg1:{actor}, Arg2:{actor}, <REL-TYPE>:symmetric-transitive\n\n[events]");
    for event in EventType::ALL {
        let _ = writeln!(
            out,
            "{event}\tActor*:{actor}, Recipient*:{actor}, Place*:Place, Date*:Date, {}, {said}",
            magnitudes.join(", ")
        );
    }
    let _ = writeln!(out, "LABEL\tTarget:{actor}, {said}");
    let _ = writeln!(out, "TIE\tFrom:{actor}, To:{actor}, Since?:Date, Until?:Date, {said}\n\n[attributes]");
    let mut modes: Vec<&str> = EventType::ALL.into_iter().flat_map(codes::modes).copied().collect();
    modes.sort_unstable();
    modes.dedup();
    for (name, values) in [
        ("Mode", modes.join("|")),
        ("Polarity", "Negative".into()),
        ("Certainty", "Certain|Probable|Possible|Unknown".into()),
        ("Realis", "Actual|Future|Conditional|Requested|Generic".into()),
        ("Standing", "Reported|Background".into()),
        ("LabelKind", "Designation|Epithet|Comparison|Praise".into()),
        ("LabelPolarity", "Negative|Positive|Mixed".into()),
        (
            "TieKind",
            "backs|opposes|funds|arms|hosts|member-of|leads|owns|allied-with|at-war-with|designates|part-of|relates-to"
                .into(),
        ),
        ("TieChange", "Holds|Begins|Strengthens|Weakens|Ends".into()),
    ] {
        let _ = writeln!(out, "{name}\tArg:<EVENT>, Value:{values}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_cover_every_visible_character_and_no_line_end(text in "[ \\t\\r\\nab\u{1F305}\u{2028}]{0,30}", from in 0usize..32, length in 0usize..32) {
            let span = CharSpan { start: from, end: from + length };
            let lines = Lines::new(&text);
            let characters: Vec<char> = text.chars().collect();
            let inside: String = characters.iter().skip(from).take(length).filter(|c| !c.is_whitespace()).collect();
            let parts = lines.parts(span);
            let told: String = parts.iter().map(|part| lines.words(*part)).collect::<String>();
            prop_assert!(!told.chars().any(breaks));
            prop_assert_eq!(told.replace(' ', ""), inside);
            for pair in parts.windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
        }
    }

    #[test]
    fn a_span_over_a_line_end_has_two_parts_and_is_written_once() {
        let mut lines = Lines::new("the border\r\npost 🌅 fell");
        let span = CharSpan { start: 0, end: 18 };
        assert_eq!(lines.text_bound("Actor", span).as_deref(), Some("T1"));
        assert_eq!(lines.text_bound("Actor", span).as_deref(), Some("T1"));
        assert_eq!(lines.text_bound("Actor", CharSpan { start: 10, end: 12 }), None);
        assert_eq!(lines.into_text(), "T1\tActor 0 10;12 18\tthe border post 🌅\n");
    }
}
