//! Agent dictionaries: nouns with the codes of roles, and words put in their place (`!PERSON!`).

use crate::Source;
use crate::code::brackets;
use crate::left_out::{Entry, LeftOut};
use crate::lines;
use crate::sectors::{agent_sectors, roles};
use std::collections::HashMap;
use std::fmt::Write;

/// A noun and its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Agent {
    pub noun: String,
    pub plural: Plural,
    pub sector: Vec<String>,
}

/// The plural of a noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plural {
    Regular,
    None,
    Form(String),
}

impl Plural {
    /// As a list of the lexicon has it.
    pub fn field(&self) -> &str {
        match self {
            Plural::Regular => "",
            Plural::None => "-",
            Plural::Form(form) => form,
        }
    }

    /// From a list of the lexicon.
    pub fn of_field(field: &str) -> Plural {
        match field {
            "" => Plural::Regular,
            "-" => Plural::None,
            form => Plural::Form(form.to_string()),
        }
    }
}

/// Reads a dictionary.
pub(crate) fn read(source: &Source, agents: &mut Vec<Agent>, left_out: &mut Vec<LeftOut>) {
    let mut sets: HashMap<String, Vec<String>> = HashMap::new();
    let mut index: HashMap<String, usize> =
        agents.iter().enumerate().map(|(at, agent)| (agent.noun.clone(), at)).collect();
    for line in lines::of(&source.text) {
        let mut refuse =
            |why: String| left_out.push(LeftOut::new(&source.name, line.number, Entry::Agent, line.whole, why));
        if let Some((name, words)) = line.text.strip_prefix('!').and_then(|text| text.split_once("! =")) {
            sets.insert(name.trim().to_string(), words.split(',').map(lines::words).collect());
            continue;
        }
        let found = match entry(line.text, &sets) {
            Ok(found) => found,
            Err(why) => {
                refuse(why);
                continue;
            }
        };
        for agent in found {
            match index.get(&agent.noun).and_then(|&at| agents.get(at)) {
                Some(before) if before.sector != agent.sector => {
                    refuse(format!("{:?} is coded before as ~{}", agent.noun, roles(&before.sector)));
                }
                Some(_) => {}
                None => {
                    index.insert(agent.noun.clone(), agents.len());
                    agents.push(agent);
                }
            }
        }
    }
}

fn entry(text: &str, sets: &HashMap<String, Vec<String>>) -> Result<Vec<Agent>, String> {
    let (before, codes) = brackets(text)?;
    let [code] = codes.as_slice() else { return Err("it has no code in brackets, or more than one".to_string()) };
    let code = code.strip_prefix('~').or_else(|| code.strip_suffix('~')).unwrap_or(code);
    let sector = agent_sectors(code.trim())?;
    let (noun, plural) = match before.split_once('{') {
        Some((noun, plural)) => (noun, Some(plural.split('}').next().unwrap_or_default())),
        None => (before, None),
    };
    let plural = match plural.map(lines::words) {
        None => Plural::Regular,
        Some(form) if form.is_empty() => Plural::None,
        Some(form) => Plural::Form(checked(form)?),
    };
    let pieces: Vec<&str> = noun.split('!').collect();
    match pieces.as_slice() {
        [_] => Ok(vec![Agent { noun: checked(lines::words(noun))?, plural, sector }]),
        [start, name, end] => {
            let words = sets.get(*name).ok_or_else(|| format!("there is no set !{name}! before it"))?;
            words
                .iter()
                .map(|word| {
                    let noun = checked(lines::words(&format!("{start}{word}{end}")))?;
                    Ok(Agent { noun, plural: Plural::None, sector: sector.clone() })
                })
                .collect()
        }
        _ => Err("more than one set stands in the noun".to_string()),
    }
}

fn checked(words: String) -> Result<String, String> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | '/' | ',');
    if words.chars().all(fits) && words.chars().any(char::is_alphanumeric) {
        Ok(words)
    } else {
        Err(format!("{words:?} is no noun"))
    }
}

/// The dictionary.
pub(crate) fn write(agents: &[Agent]) -> String {
    let mut text = String::new();
    for agent in agents {
        let plural = match &agent.plural {
            Plural::Regular => String::new(),
            Plural::None => "{} ".to_string(),
            Plural::Form(form) => format!("{{{}}} ", lines::joined(form)),
        };
        let _ = writeln!(text, "{} {plural}[~{}]", lines::joined(&agent.noun), roles(&agent.sector));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_plurals_and_sets_are_read() {
        let text = "!PERSON! = MAN, WOMEN\nCONGRESS!PERSON! [~LEG]\nATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOV]\n\
            MEDIA {} [ ~MED]\nRED_CROSS [NGO~]\nRANGER [~ENV}\nMEDIA [~GOV]\nX!Y! [~GOV]\n";
        let (mut agents, mut left_out) = (Vec::new(), Vec::new());
        read(&Source { name: "agents".into(), text: text.into() }, &mut agents, &mut left_out);
        assert_eq!(
            write(&agents),
            "CONGRESSMAN {} [~LEG]\nCONGRESSWOMEN {} [~LEG]\nATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOV]\nMEDIA {} [~MED]\n\
             RED_CROSS [~NGO]\n"
        );
        assert_eq!(agents[3].sector, ["JRN"]);
        assert_eq!(left_out.iter().map(|left| left.line).collect::<Vec<_>>(), [6, 7, 8]);
    }
}
