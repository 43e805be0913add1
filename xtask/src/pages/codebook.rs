//! What the codebook says a type is, out of the table of its section 8.

use sayso_core::EventType;
use std::collections::BTreeMap;

/// The types in the words of the codebook.
pub struct Codebook(BTreeMap<EventType, String>);

impl Codebook {
    /// Reads the table of types out of the text of `docs/codebook.md`.
    pub fn read(text: &str) -> Result<Codebook, String> {
        let rows = text.lines().filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let event = EventType::parse(cells.next()?.split_once(" (")?.0)?;
            Some((event, cells.next()?.to_string()))
        });
        let found: BTreeMap<EventType, String> = rows.collect();
        match EventType::ALL.iter().find(|event| !found.contains_key(event)) {
            Some(missing) => Err(format!(
                "docs/codebook.md: the table of types has no row of {missing}; a row begins \"| {missing} (class, score) | what it is |\""
            )),
            None => Ok(Codebook(found)),
        }
    }

    /// What a type is.
    pub fn what(&self, event: EventType) -> &str {
        self.0.get(&event).map_or("", String::as_str)
    }
}
