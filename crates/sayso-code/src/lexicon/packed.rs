//! What the build script packed (`build/archive.rs`): a line for each file (name, length of its text and of its content in
//! bytes, tabs between), an empty line, the texts, the contents of the TOML files as MessagePack.

/// Ends the list of the files.
const END_OF_LIST: &str = "\n\n";

/// The files of an archive: name, text, content. None where it isn't one.
pub fn files(archive: &[u8]) -> Option<Vec<(&str, &str, &[u8])>> {
    let at = archive.windows(END_OF_LIST.len()).position(|bytes| bytes == END_OF_LIST.as_bytes())?;
    let list = std::str::from_utf8(archive.get(..at)?).ok()?;
    let mut entries = Vec::new();
    for line in list.lines() {
        let mut fields = line.split('\t');
        let (name, mut lengths) = (fields.next()?, fields.map(str::parse::<usize>));
        entries.push((name, lengths.next()?.ok()?, lengths.next()?.ok()?));
    }
    let mut text = at + END_OF_LIST.len();
    let mut content = text + entries.iter().map(|(_, text, _)| text).sum::<usize>();
    let mut files = Vec::new();
    for (name, of_text, of_content) in entries {
        let own_text = std::str::from_utf8(archive.get(text..text + of_text)?).ok()?;
        files.push((name, own_text, archive.get(content..content + of_content)?));
        (text, content) = (text + of_text, content + of_content);
    }
    Some(files)
}
