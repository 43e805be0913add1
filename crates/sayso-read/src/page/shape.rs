//! Pages made to exhaust a reader: told by a look at their tags, and read without a tree.

/// Real pages nest some 40 elements.
const DEEPEST: i64 = 300;

/// Formatting elements that stay open are opened again in every paragraph.
const MOST_OPEN_FORMATS: i64 = 300;

/// Real elements have a few dozen attributes at most.
const LONGEST_TAG: usize = 1 << 18;

/// Whether laying the page out would take more than linear time.
pub(crate) fn is_hostile(html: &str) -> bool {
    let (mut depth, mut formats) = (0i64, 0i64);
    let mut hostile = false;
    tags(html, |tag, length| {
        let closing = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12)
            .collect::<String>()
            .to_ascii_lowercase();
        let step = if closing { -1 } else { 1 };
        match name.as_str() {
            // Elements that need no end tag, or have none.
            "" | "p" | "li" | "td" | "tr" | "th" | "dt" | "dd" | "option" | "br" | "img" | "meta" | "link"
            | "input" | "hr" | "source" | "area" | "base" | "col" | "embed" | "track" | "wbr" | "param" | "tbody"
            | "thead" | "tfoot" | "colgroup" | "optgroup" | "path" => {}
            "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt"
            | "u" => {
                formats = (formats + step).max(0);
                depth = (depth + step).max(0);
            }
            _ => depth = (depth + step).max(0),
        }
        hostile |= depth > DEEPEST || formats > MOST_OPEN_FORMATS || length > LONGEST_TAG;
        !hostile
    });
    hostile
}

/// Calls `with` for what stands in every tag, and the tag's length, until it says stop.
fn tags(html: &str, mut with: impl FnMut(&str, usize) -> bool) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        if !with(rest.get(..end).unwrap_or(""), end) {
            return;
        }
    }
}

/// The text between the tags.
pub(crate) fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut text, rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let lower = rest.get(..8).map(str::to_ascii_lowercase).unwrap_or_default();
        let end = if lower.starts_with("<script") || lower.starts_with("<style") { "</s" } else { ">" };
        let Some(to) = rest.get(1..).and_then(|rest| rest.find(end)) else { return text.trim().to_string() };
        rest = rest.get(1 + to + end.len()..).unwrap_or("");
        if end == "</s" {
            rest = rest.split_once('>').map_or("", |(_, rest)| rest);
        }
    }
    push(&mut text, rest);
    text.trim().to_string()
}

fn push(out: &mut String, piece: &str) {
    for word in piece.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_seen() {
        assert!(is_hostile(&"<div>".repeat(100_000)));
        assert!(is_hostile(&(0..1000).map(|n| format!("<b id={n}>")).collect::<String>()));
        assert!(!is_hostile(&"<p>Text<br>".repeat(100_000)));
        assert!(!is_hostile(&"<div><b>Text</b></div>".repeat(10_000)));
        assert_eq!(without_tags("<div><script>x < y</script>Talks <b>failed</b><style>p"), "Talks failed");
    }
}
