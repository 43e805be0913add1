//! The files of a lexicon folder that a user wrote: loaded, or refused with file and line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_code::lexicon::LexiconFiles;
use std::sync::LazyLock;

/// The first line of the input names the file.
const FILES: [&str; 20] = [
    "events/assault.toml",
    "sets/common.toml",
    "ties.toml",
    "labels.toml",
    "saying.toml",
    "factuality.toml",
    "times.toml",
    "numbers.toml",
    "places.toml",
    "light_verbs.toml",
    "topics.toml",
    "contexts.toml",
    "actors/nouns.toml",
    "actors/states.tsv",
    "actors/patterns.toml",
    "actors/coded.tsv",
    "actors/agents.tsv",
    "discards.tsv",
    "issues.tsv",
    "forms.tsv",
];

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder for a while"));

fuzz_target!(|data: &str| {
    let (name, text) = data.split_once('\n').unwrap_or(("", data));
    let folder = FOLDER.path();
    let named = FILES.iter().find(|file| **file == name);
    let file = named.copied().unwrap_or(FILES[name.len() % FILES.len()]);
    for name in ["events", "sets", "actors"] {
        std::fs::create_dir_all(folder.join(name)).expect("a folder");
    }
    std::fs::write(folder.join(file), text).expect("a file");
    if let Ok(files) = LexiconFiles::from_folder(folder) {
        load(&files);
    }
    std::fs::remove_file(folder.join(file)).expect("the file of before");
});

/// An error is an answer; it must tell itself without a panic.
fn load(files: &LexiconFiles) {
    let errors = [
        sayso_code::events::Rules::load(files).err(),
        sayso_code::ties::TieRules::load(files).err(),
        sayso_code::labels::LabelLexicon::load(files).err(),
        sayso_code::saying::SayingLexicon::load(files).err(),
        sayso_code::actors::ActorLexicon::load(files).err(),
        sayso_code::times::TimesLexicon::load(files).err(),
        sayso_code::places::PlacesLexicon::load(files).err(),
        sayso_code::factuality::FactualityLexicon::load(files).err(),
        sayso_code::quantity::NumbersLexicon::load(files).err(),
        sayso_code::topics::Topics::load(files).err(),
        sayso_code::Contexts::load(files).err(),
        sayso_code::Discards::load(files).err(),
        sayso_code::Issues::load(files).err(),
        sayso_code::patterns::LightVerbs::load(files).err(),
        sayso_code::stem::Vocabulary::load(files).err(),
    ];
    for error in errors.into_iter().flatten() {
        assert!(!error.to_string().is_empty());
    }
}
