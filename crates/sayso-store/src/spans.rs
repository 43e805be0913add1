//! Spans in JSON as steps: the gap behind the span before, and the length. Most of a reading is spans, and steps are smaller and
//! more alike than places in a text.

/// JSON with every array of two whole numbers, `[from, to]`, as `[from - end of the one before, to - from]`. Other bytes stay as they are.
pub(crate) fn to_steps(json: &[u8]) -> Vec<u8> {
    let mut end = 0i64;
    replaced(json, |from, to| {
        let step = (from.wrapping_sub(end), to.wrapping_sub(from));
        end = to;
        step
    })
}

/// What [`to_steps`] was given.
pub(crate) fn from_steps(json: &[u8]) -> Vec<u8> {
    let mut end = 0i64;
    replaced(json, |gap, length| {
        let from = end.wrapping_add(gap);
        end = from.wrapping_add(length);
        (from, end)
    })
}

fn replaced(json: &[u8], mut other: impl FnMut(i64, i64) -> (i64, i64)) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let (mut at, mut kept, mut is_text) = (0, 0, false);
    while let Some(byte) = json.get(at) {
        match byte {
            // The sign behind a backslash ends no text.
            b'\\' if is_text => at += 1,
            b'"' => is_text = !is_text,
            b'[' if !is_text => {
                if let Some((first, second, length)) = pair(&json[at..]) {
                    let (first, second) = other(first, second);
                    out.extend_from_slice(&json[kept..at]);
                    out.extend_from_slice(format!("[{first},{second}]").as_bytes());
                    at += length;
                    kept = at;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    out.extend_from_slice(&json[kept..]);
    out
}

/// The two whole numbers of an array at the start of `json`, and its length in bytes. Only what is written as
/// [`replaced`] writes it counts: what is told one way must be told back the other.
fn pair(json: &[u8]) -> Option<(i64, i64, usize)> {
    let (first, length) = number(json.get(1..)?)?;
    let comma = 1 + length;
    let (second, length) = (json.get(comma) == Some(&b',')).then(|| number(&json[comma + 1..]))??;
    let close = comma + 1 + length;
    (json.get(close) == Some(&b']')).then_some((first, second, close + 1))
}

fn number(json: &[u8]) -> Option<(i64, usize)> {
    let length = json.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let text = std::str::from_utf8(json.get(..length)?).ok()?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits == "0" && text == "0" || !digits.starts_with('0');
    text.parse().ok().filter(|_| is_plain).map(|number| (number, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_give_the_same_json_back() {
        for json in [
            r#"{"span":[10,14],"next":[20,29],"back":[3,4],"text":"[5,6] \\\"[7,8]","list":[1,2,3],"one":[1],"float":[1.5,2]}"#,
            "[-5,3]",
            "[[1,2],[3,4]]",
            "[007,1][-0,2][9223372036854775807,-9223372036854775808][9223372036854775808,1]",
            "[1,",
            "[1",
            "[",
            "\"[1,2",
            "",
        ] {
            let steps = to_steps(json.as_bytes());
            assert_eq!(from_steps(&steps), json.as_bytes(), "{json}");
        }
        assert_eq!(to_steps(b"[[10,14],[20,29]]"), b"[[10,4],[6,9]]");
    }
}
