//! Actor dictionaries: names, synonyms, dated codes.

use crate::Source;
use crate::code::{DatedCode, brackets};
use crate::left_out::{Entry, LeftOut};
use crate::lines::{self, Line};
use std::collections::HashMap;
use std::fmt::Write;

/// Somebody under all names, with the codes in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodedActor {
    pub names: Vec<String>,
    pub codes: Vec<DatedCode>,
    pub at: At,
}

/// Where an entry stood; two entries are the same wherever they stood.
#[derive(Debug, Clone, Default)]
pub(crate) struct At {
    pub file: String,
    pub line: usize,
    pub text: String,
}

impl PartialEq for At {
    fn eq(&self, _: &At) -> bool {
        true
    }
}

impl Eq for At {}

/// Reads a dictionary.
pub(crate) fn read(source: &Source, actors: &mut Vec<CodedActor>, left_out: &mut Vec<LeftOut>) {
    let mut current: Option<CodedActor> = None;
    for line in lines::of(&source.text) {
        let mut refuse =
            |entry, why: String| left_out.push(LeftOut::new(&source.name, line.number, entry, line.whole, why));
        let (name, codes) = match brackets(line.text) {
            Ok(found) => found,
            Err(why) => {
                refuse(Entry::Actor, why);
                continue;
            }
        };
        let mut names = Vec::new();
        if !name.is_empty() {
            match names_of(name.trim_start_matches('+')) {
                Ok(found) => names = found,
                Err(why) => refuse(Entry::Actor, why),
            }
        }
        let continues = name.is_empty() || name.starts_with('+');
        if !continues {
            finish(current.take(), actors, left_out);
            current = Some(CodedActor { names: Vec::new(), codes: Vec::new(), at: at(source, line) });
        }
        let Some(actor) = current.as_mut() else {
            left_out.push(LeftOut::new(
                &source.name,
                line.number,
                Entry::Actor,
                line.whole,
                "no name stands before it",
            ));
            continue;
        };
        for name in names {
            if !actor.names.contains(&name) {
                actor.names.push(name);
            }
        }
        for code in codes {
            match DatedCode::parse(code) {
                Ok(code) => actor.codes.push(code),
                Err(why) => left_out.push(LeftOut::new(&source.name, line.number, Entry::Code, line.whole, why)),
            }
        }
    }
    finish(current, actors, left_out);
}

fn at(source: &Source, line: Line<'_>) -> At {
    At { file: source.name.clone(), line: line.number, text: line.whole.to_string() }
}

fn finish(actor: Option<CodedActor>, actors: &mut Vec<CodedActor>, left_out: &mut Vec<LeftOut>) {
    let Some(mut actor) = actor else { return };
    let At { file, line, text } = &actor.at;
    if actor.codes.is_empty() {
        left_out.push(LeftOut::new(file, *line, Entry::Actor, text, "it has no code that can be read"));
    } else if !actor.names.is_empty() {
        let mut codes: Vec<DatedCode> = Vec::new();
        for code in actor.codes {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        actor.codes = codes;
        actors.push(actor);
    }
}

/// The names that a name stands for: with an acronym in parentheses behind it there are two.
fn names_of(name: &str) -> Result<Vec<String>, String> {
    let words = lines::words(name);
    if let Some(wrong) = words.chars().find(|c| matches!(c, '+' | ';' | '{' | '}' | ']' | '&' | '*')) {
        return Err(format!("{wrong:?} stands inside a name"));
    }
    if !words.chars().any(char::is_alphanumeric) {
        return Err("the name has no letter".to_string());
    }
    let acronym = words.strip_suffix(')').and_then(|words| words.rsplit_once(" ("));
    let acronym = acronym.filter(|(long, short)| [long, short].iter().all(|name| name.contains(char::is_alphanumeric)));
    Ok(match acronym {
        Some((long, short)) if !long.contains(['(', ')']) && !short.contains(['(', ')', ' ']) => {
            vec![long.to_string(), short.to_string()]
        }
        _ => vec![words],
    })
}

/// Gives each name to the entry that had it first.
pub(crate) fn settle(actors: &mut Vec<CodedActor>, left_out: &mut Vec<LeftOut>) {
    let mut taken: HashMap<String, At> = HashMap::new();
    for actor in actors.iter_mut() {
        let own = actor.at.clone();
        actor.names.retain(|name| match taken.get(name) {
            Some(before) => {
                let why = format!("the name {name:?} is coded before, in {} line {}", before.file, before.line);
                left_out.push(LeftOut::new(&own.file, own.line, Entry::Actor, &own.text, why));
                false
            }
            None => {
                taken.insert(name.clone(), own.clone());
                true
            }
        });
    }
    actors.retain(|actor| !actor.names.is_empty());
}

/// The dictionary.
pub(crate) fn write(actors: &[CodedActor]) -> String {
    let mut text = String::new();
    for actor in actors {
        for (index, name) in actor.names.iter().enumerate() {
            let _ = writeln!(text, "{}{}", if index == 0 { "" } else { "+" }, lines::joined(name));
        }
        for code in &actor.codes {
            let _ = writeln!(text, "\t{}", code.written());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<CodedActor>, Vec<LeftOut>) {
        let (mut actors, mut left_out) = (Vec::new(), Vec::new());
        read(&Source { name: "x.actors.txt".into(), text: text.into() }, &mut actors, &mut left_out);
        settle(&mut actors, &mut left_out);
        (actors, left_out)
    }

    #[test]
    fn names_synonyms_and_codes_belong_together() {
        let text = "ANN_LEE_ # head\r\n+A._LEE\r\n\t[NOROPP <20100630]\r\n\t[NORGOV 100701-140630] [NORELI]\r\n\
            DAWN_FRONT_(DF)_ [NORREB]\n+DAWN+FRONT [x]\nVELL_CITY [NOR]\nBOB_LEE\nANN_LEE [SUD]\n";
        let (actors, left_out) = read_text(text);
        let shown: Vec<_> = actors
            .iter()
            .map(|actor| (actor.names.join(";"), actor.codes.iter().map(DatedCode::written).collect::<String>()))
            .collect();
        assert_eq!(
            shown,
            [
                ("ann lee;a. lee".to_string(), "[NOROPP <20100630][NORGOV 20100701-20140630][NORELI]".to_string()),
                ("dawn front;df".to_string(), "[NORREB]".to_string()),
                ("vell city".to_string(), "[NOR]".to_string()),
            ]
        );
        let lines: Vec<_> = left_out.iter().map(|left| (left.line, left.entry)).collect();
        assert_eq!(lines, [(6, Entry::Actor), (6, Entry::Code), (8, Entry::Actor), (9, Entry::Actor)]);
    }
}
