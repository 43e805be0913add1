//! What users bring to reading: lexicon files, dictionaries of others, a gazetteer. Each is loaded, or refused with the
//! place of the mistake; what is loaded can be asked.

use crate::{named, text};
use sayso_code::actors::ActorLexicon;
use sayso_code::events::Rules;
use sayso_code::lexicon::{LexiconError, LexiconFiles};
use sayso_code::places::{EntryId, Gazetteer, PlacesLexicon};
use sayso_code::setting::SettingLexicon;
use sayso_code::stem::Vocabulary;
use sayso_code::ties::TieRules;
use sayso_dict::{Source, export, import};
use std::sync::LazyLock;

/// Loads the part of a lexicon that a file belongs to.
type Load = fn(&LexiconFiles) -> Option<LexiconError>;

/// The files that users write; the first line of the input names one.
const FILES: &[(&str, Load)] = &[
    ("events/assault.toml", |files| Rules::load(files).err()),
    ("acts.toml", |files| Rules::load(files).err()),
    ("model.toml", |files| Rules::load(files).err()),
    ("sets/common.toml", |files| Rules::load(files).err().or_else(|| TieRules::load(files).err())),
    ("ties.toml", |files| TieRules::load(files).err()),
    ("labels.toml", |files| sayso_code::labels::LabelLexicon::load(files).err()),
    ("saying.toml", |files| sayso_code::saying::SayingLexicon::load(files).err()),
    ("factuality.toml", |files| sayso_code::factuality::FactualityLexicon::load(files).err()),
    ("times.toml", |files| sayso_code::times::TimesLexicon::load(files).err()),
    ("numbers.toml", |files| sayso_code::quantity::NumbersLexicon::load(files).err()),
    ("places.toml", |files| PlacesLexicon::load(files).err()),
    ("places-aliases.tsv", |files| PlacesLexicon::load(files).err()),
    ("places-regions.tsv", |files| PlacesLexicon::load(files).err()),
    ("light_verbs.toml", |files| sayso_code::patterns::LightVerbs::load(files).err()),
    ("topics.toml", |files| sayso_code::topics::Topics::load(files).err()),
    ("contexts.toml", |files| sayso_code::Contexts::load(files).err()),
    ("setting.toml", |files| SettingLexicon::load(files).err()),
    ("outlets.tsv", |files| SettingLexicon::load(files).err()),
    ("actors/nouns.toml", |files| ActorLexicon::load(files).err()),
    ("actors/patterns.toml", |files| ActorLexicon::load(files).err()),
    ("actors/honorifics.toml", |files| ActorLexicon::load(files).err()),
    ("actors/given_names.toml", |files| ActorLexicon::load(files).err()),
    ("actors/metonymy.toml", |files| ActorLexicon::load(files).err()),
    ("actors/states.tsv", |files| ActorLexicon::load(files).err()),
    ("actors/regions.tsv", |files| ActorLexicon::load(files).err()),
    ("actors/organizations.tsv", |files| ActorLexicon::load(files).err()),
    ("actors/leaders.tsv", |files| ActorLexicon::load(files).err()),
    ("actors/coded.tsv", |files| ActorLexicon::load(files).err()),
    ("actors/agents.tsv", |files| ActorLexicon::load(files).err()),
    ("discards.tsv", |files| sayso_code::Discards::load(files).err()),
    ("issues.tsv", |files| sayso_code::Issues::load(files).err()),
    ("forms.tsv", |files| Vocabulary::load(files).err()),
];

/// The lexicon in the program without its rules, of tables the heads: what stands beside the file of the input.
static BESIDE: LazyLock<LexiconFiles> = LazyLock::new(|| {
    let embedded = LexiconFiles::embedded();
    let files = embedded.all().filter(|(name, _)| !name.starts_with("events/")).map(|(name, text)| {
        let most = if name.ends_with(".tsv") { 12 } else { usize::MAX };
        (name.to_string(), text.lines().take(most).collect::<Vec<_>>().join("\n"))
    });
    LexiconFiles::from_texts(files.collect::<Vec<_>>())
});

/// The files of a lexicon folder that a user wrote.
pub fn lexicon(data: &[u8]) {
    let (name, text) = named(text(data));
    let known = FILES.iter().find(|(file, _)| *file == name);
    let (file, load) = known.unwrap_or(&FILES[name.len() % FILES.len()]);
    if let Some(error) = load(&BESIDE.with(file, text.to_string())) {
        assert!(!error.to_string().is_empty());
    }
    let marked = sayso_code::marked::MarkedSentence::read(text);
    for span in marked.square.iter().chain(&marked.starred).chain(&marked.angled).chain(&marked.braced) {
        assert!(marked.text.get(span.start..span.end).is_some(), "a mark outside its sentence");
    }
}

/// Names of dictionary files; the first line of the input is one, or the lines tell what they are.
const NAMES: [&str; 6] = ["actors.txt", "agents.txt", "verbs.txt", "discards.txt", "issues.txt", "left_out.tsv"];

/// Dictionaries of any kind, right or wrong: imported, and the same after an export and another import.
pub fn dictionaries(data: &[u8]) {
    let (name, text) = named(text(data));
    let file = NAMES.iter().find(|known| **known == name).map_or("some.txt", |known| known);
    let once = import(&[Source { name: file.to_string(), text: text.to_string() }]);
    let exported = export(&once.files).expect("what was imported can be exported");
    let sources = exported.files.iter().map(|(name, text)| Source { name: name.clone(), text: text.clone() });
    let again = import(&sources.collect::<Vec<_>>());
    assert_eq!(once.files, again.files);
}

/// Bytes of a gazetteer before its sections, and where its checksum stands.
const HEADER: usize = 40;
const CHECKSUM: std::ops::Range<usize> = 8..16;

/// A gazetteer file with a checksum that fits whatever it holds: every entry can be asked for.
pub fn gazetteer(data: &[u8]) {
    let mut bytes = data.to_vec();
    if let Some(body) = bytes.get(HEADER..) {
        let sum = checksum(body);
        bytes[CHECKSUM].copy_from_slice(&sum.to_le_bytes());
    }
    let Ok(gazetteer) = Gazetteer::load(bytes) else { return };
    let countries = gazetteer.countries().len();
    let last = gazetteer.places() + countries + 64;
    let all = (0..u32::try_from(last).unwrap_or(u32::MAX).min(1000)).map(EntryId);
    let found = ["Vell", "norland", "vel", "", "zz"].into_iter().flat_map(|name| gazetteer.lookup(name));
    for entry in found.chain(all).filter_map(|id| gazetteer.entry(id)) {
        assert!(entry.country < countries, "a place in no country");
        let _ = entry.province.and_then(|province| gazetteer.province_name(province));
    }
    let _ = gazetteer.country_by_alpha3("NOR");
}

/// As the gazetteer sums its sections.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks_exact(8).fold(0xcbf2_9ce4_8422_2325_u64, |sum, chunk| {
        let word = chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        (sum ^ word).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_is_a_gazetteer() {
        let bytes = include_bytes!("../seeds/gazetteer/three-places.bin");
        let gazetteer = Gazetteer::load(bytes.to_vec()).expect("a sound file");
        assert_eq!(gazetteer.places(), 3);
        let vell = gazetteer.lookup("Vell").into_iter().find_map(|id| gazetteer.entry(id)).expect("a place");
        assert_eq!(vell.name, "Vell");
    }

    #[test]
    fn what_stands_beside_a_file_is_sound() {
        for (file, load) in FILES.iter().filter(|(file, _)| BESIDE.text(file).is_ok()) {
            assert_eq!(load(&BESIDE).map(|error| error.to_string()), None, "{file}");
        }
    }
}
