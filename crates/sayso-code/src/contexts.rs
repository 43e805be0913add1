//! What the words of a report tell of the context of its acts (`lexicon/contexts.toml`).
//!
//! Rules know what an act is; what it is about stands mostly in the words around it and in the rest of the report.

use crate::lexicon::{LexiconError, LexiconFiles};
use crate::phrases::{Found, Phrases, Words};
use crate::scene::Scene;
use sayso_core::{EventType, codes};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Points of a faint word in the act's sentence.
const FAINT: f64 = 1.0;
/// Points of a telling word in the act's sentence.
const TELLING: f64 = 1.5;
/// Points of two or more of them.
const SEVERAL: f64 = 2.5;
/// Points where every sentence of the report holds a word of the context.
const ALL_SENTENCES: f64 = 2.0;
/// Points of the context that most sentences of the report tell.
const FOREMOST: f64 = 2.0;
/// Where fewer than this share of the sentences tell that one, it is not foremost by itself: a word or two are no subject.
const SUBJECT: f64 = 0.2;
/// Points of each different telling entry in the report.
const ENTRY: f64 = 0.24;
/// As many entries count.
const ENTRIES: usize = 5;
/// Points for an act of a kind that the context is apt for.
const APT: f64 = 0.8;
/// With as many points an act has the context.
const ENOUGH: f64 = 4.4;
/// With as many where the words of the context are plain.
const ENOUGH_PLAIN: f64 = 3.2;
/// What may be lacking where an act would have no context.
const SHORT_OF: f64 = 1.2;
/// With fewer points than these, a rule's context gives way to what words tell.
const BORNE_OUT: f64 = 1.5;

/// A PLOVER context by its name.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Name(String);

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(name: String) -> Result<Name, String> {
        if codes::CONTEXTS.contains(&name.as_str()) {
            Ok(Name(name))
        } else {
            Err(format!("{name:?} is no PLOVER context"))
        }
    }
}

/// A kind of act: a type ("ASSAULT"), or one mode of it ("COERCE arrest").
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Kind {
    event: EventType,
    mode: Option<String>,
}

impl TryFrom<String> for Kind {
    type Error = String;

    fn try_from(written: String) -> Result<Kind, String> {
        let (code, mode) = match written.split_once(' ') {
            Some((code, mode)) => (code, Some(mode)),
            None => (written.as_str(), None),
        };
        let event = EventType::parse(code).ok_or_else(|| format!("{code:?} is no type of the codebook"))?;
        match mode {
            Some(mode) if !codes::modes(event).contains(&mode) => {
                Err(format!("{event} has no mode {mode:?}; it has {:?}", codes::modes(event)))
            }
            _ => Ok(Kind { event, mode: mode.map(str::to_string) }),
        }
    }
}

impl Kind {
    fn is_of(&self, event: EventType, mode: Option<&str>) -> bool {
        self.event == event && self.mode.as_deref().is_none_or(|wanted| mode == Some(wanted))
    }
}

/// Words of a context as the file has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Lists {
    nouns: Vec<String>,
    verbs: Vec<String>,
    words: Vec<String>,
}

impl Lists {
    /// As [`Phrases`] take them: the last word of a noun and the first of a verb in any form, "women's" as two words.
    fn phrases(&self) -> impl Iterator<Item = String> {
        let nouns = self.nouns.iter().map(|noun| match noun.rsplit_once([' ', '-']) {
            Some((before, last)) => format!("{before} n:{last}"),
            None => format!("n:{noun}"),
        });
        let verbs = self.verbs.iter().map(|verb| format!("v:{verb}"));
        nouns.chain(verbs).chain(self.words.iter().cloned()).map(|phrase| phrase.replace("'s", " 's"))
    }
}

/// A context as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    name: Name,
    /// Its words have hardly another sense.
    #[serde(default)]
    plain: bool,
    /// Acts that are mostly of this context.
    #[serde(default)]
    apt: Vec<Kind>,
    /// Acts that words don't give it to.
    #[serde(default)]
    never: Vec<Kind>,
    #[serde(default)]
    telling: Lists,
    #[serde(default)]
    faint: Lists,
}

impl Context {
    fn enough(&self) -> f64 {
        if self.plain { ENOUGH_PLAIN } else { ENOUGH }
    }

    /// Points that the kind of an act adds; none where the words give it nothing.
    fn suits(&self, event: EventType, mode: Option<&str>) -> Option<f64> {
        let among = |kinds: &[Kind]| kinds.iter().any(|kind| kind.is_of(event, mode));
        (!among(&self.never)).then(|| if among(&self.apt) { APT } else { 0.0 })
    }
}

/// The contexts with their words.
#[derive(Debug, Default)]
pub struct Contexts {
    contexts: Vec<Context>,
    phrases: Phrases,
    /// For each phrase its context, and whether it is a faint one.
    tells: Vec<(usize, bool)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    context: Vec<Context>,
}

/// What the words of one sentence show of one context.
#[derive(Debug, Clone, Default)]
struct Shown {
    /// Where telling words begin.
    places: BTreeSet<usize>,
    /// The entries that they are.
    entries: BTreeSet<usize>,
    faint: bool,
}

impl Shown {
    fn points(&self) -> f64 {
        match self.places.len() {
            0 if self.faint => FAINT,
            0 => 0.0,
            1 => TELLING,
            _ => SEVERAL,
        }
    }
}

impl Contexts {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<Contexts, LexiconError> {
        let file: File = files.read("contexts.toml")?;
        let mut contexts = Contexts { contexts: file.context, ..Contexts::default() };
        for (index, context) in contexts.contexts.iter().enumerate() {
            for (lists, faint) in [(&context.telling, false), (&context.faint, true)] {
                for phrase in lists.phrases() {
                    contexts.phrases.add(&phrase);
                    contexts.tells.push((index, faint));
                }
            }
        }
        Ok(contexts)
    }

    /// What the words of a report tell.
    pub fn of(&self, scene: &Scene<'_>) -> Told<'_> {
        let sentences: Vec<Vec<Shown>> =
            (0..scene.sentences.len()).map(|sentence| self.shown(&Words::of(scene, sentence))).collect();
        let with = |index: usize, shows: fn(&Shown) -> bool| {
            sentences.iter().filter(|shown| shown.get(index).is_some_and(shows)).count() as f64
        };
        let telling = |index: usize| with(index, |shown| !shown.places.is_empty());
        let all = sentences.len().max(1) as f64;
        let most = (0..self.contexts.len()).map(telling).fold(SUBJECT * all, f64::max);
        let of_report = |index: usize| {
            let any = with(index, |shown| shown.faint || !shown.places.is_empty());
            let entries: BTreeSet<usize> = sentences
                .iter()
                .filter_map(|shown| shown.get(index))
                .flat_map(|shown| &shown.entries)
                .copied()
                .collect();
            let various = ENTRY * entries.len().min(ENTRIES) as f64;
            (any > 0.0).then(|| ALL_SENTENCES * any / all + FOREMOST * telling(index) / most + various)
        };
        Told {
            contexts: &self.contexts,
            report: (0..self.contexts.len()).map(of_report).collect(),
            sentences: sentences.iter().map(|shown| shown.iter().map(Shown::points).collect()).collect(),
        }
    }

    /// What a sentence shows of each context.
    fn shown(&self, words: &Words<'_>) -> Vec<Shown> {
        let found = self.phrases.find(words);
        let mut shown = vec![Shown::default(); self.contexts.len()];
        for entry in &found {
            let Some(&(context, faint)) = self.tells.get(entry.phrase) else { continue };
            let Some(shown) = shown.get_mut(context) else { continue };
            let inside = found
                .iter()
                .any(|other| self.tells.get(other.phrase) == Some(&(context, faint)) && is_inside(entry, other));
            if faint {
                shown.faint = true;
            } else if !inside {
                shown.places.insert(entry.first);
                shown.entries.insert(entry.phrase);
            }
        }
        shown
    }
}

/// Whether a phrase stands inside a longer one: "election" in "election campaign".
fn is_inside(inner: &Found, outer: &Found) -> bool {
    outer.first <= inner.first && inner.end <= outer.end && outer.end - outer.first > inner.end - inner.first
}

/// What the words of one report tell.
pub struct Told<'c> {
    contexts: &'c [Context],
    /// Points of each context by the whole report; none where nothing in it tells the context.
    report: Vec<Option<f64>>,
    /// Points of each context by each sentence.
    sentences: Vec<Vec<f64>>,
}

impl Told<'_> {
    /// Adds to the contexts that its rule gives an act those that words tell of it: what has enough points, the clearest
    /// first; where it would have none, what comes nearest. Where words tell something, a context of the rule that next
    /// to nothing in the report bears out gives way: the rule saw one word, the report is about something else.
    pub fn add(&self, sentence: usize, event: EventType, mode: Option<&str>, contexts: &mut Vec<String>) {
        let mut told: Vec<(&Context, f64)> =
            (0..self.contexts.len()).filter_map(|index| self.surplus(index, sentence, event, mode)).collect();
        told.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        if told.first().is_some_and(|(_, surplus)| *surplus >= 0.0) {
            contexts.retain(|context| self.bears_out(sentence, context));
        }
        let enough = told.iter().take_while(|(_, surplus)| *surplus >= 0.0);
        for (context, _) in enough {
            if !contexts.contains(&context.name.0) {
                contexts.push(context.name.0.clone());
            }
        }
        if let Some((context, _)) = told.first().filter(|(_, surplus)| contexts.is_empty() && *surplus >= -SHORT_OF) {
            contexts.push(context.name.0.clone());
        }
    }

    /// Whether the words of the sentence and the report bear out a context that a rule gives.
    fn bears_out(&self, sentence: usize, name: &str) -> bool {
        let Some(index) = self.contexts.iter().position(|context| context.name.0 == name) else { return true };
        let here = self.sentences.get(sentence).and_then(|points| points.get(index)).copied().unwrap_or_default();
        let report = self.report.get(index).copied().flatten().unwrap_or_default();
        here + report >= BORNE_OUT
    }

    /// The points that a context has for an act above those that it needs.
    fn surplus(&self, index: usize, sentence: usize, event: EventType, mode: Option<&str>) -> Option<(&Context, f64)> {
        let context = self.contexts.get(index)?;
        let report = self.report.get(index).copied().flatten()?;
        let here = self.sentences.get(sentence)?.get(index)?;
        Some((context, here + report + context.suits(event, mode)? - context.enough()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_tree::document;

    const LISTS: &str = r#"
        [[context]]
        name = "election"
        never = ["MOBILIZE"]
        [context.telling]
        nouns = ["election", "election campaign", "polling station"]
        verbs = ["elect"]
        [context.faint]
        nouns = ["vote"]

        [[context]]
        name = "gender"
        plain = true
        apt = ["ASSAULT sexual"]
        [context.telling]
        nouns = ["women's group"]
    "#;

    const TREES: &str = "The/DET/2/det election/NOUN/3/nsubj failed:fail/VERB/0/root ./PUNCT/3/punct
        Its/PRON/2/nmod:poss election/NOUN/3/compound campaign/NOUN/4/nsubj ended:end/VERB/0/root ./PUNCT/4/punct
        Polling/NOUN/2/compound stations:station/NOUN/3/nsubj closed:close/VERB/0/root ./PUNCT/3/punct
        Women/NOUN/3/nmod:poss 's/PART/1/case groups:group/NOUN/4/nsubj protested:protest/VERB/0/root ./PUNCT/4/punct
        Police/NOUN/2/nsubj came:come/VERB/0/root ./PUNCT/2/punct";

    fn lists() -> Contexts {
        let files = LexiconFiles::embedded().with("contexts.toml", LISTS.to_string());
        Contexts::load(&files).unwrap_or_else(|error| panic!("{error}"))
    }

    fn given(sentence: usize, event: EventType, mode: Option<&str>, own: &[&str]) -> Vec<String> {
        let (document, parse) = document(TREES);
        let (scene, lists) = (Scene::new(&document, &parse), lists());
        let mut contexts = own.iter().map(ToString::to_string).collect();
        lists.of(&scene).add(sentence, event, mode, &mut contexts);
        contexts
    }

    #[test]
    fn a_word_of_the_sentence_tells_what_the_report_bears_out() {
        assert_eq!(given(0, EventType::Reject, None, &[]), ["election"]);
        assert_eq!(given(2, EventType::Reject, None, &["legal"]), ["legal", "election"]);
    }

    #[test]
    fn what_the_report_does_not_bear_out_gives_way_to_what_it_tells() {
        assert_eq!(given(0, EventType::Reject, None, &["gender"]), ["election"]);
        assert_eq!(given(3, EventType::Reject, None, &["gender"]), ["gender"]);
        assert_eq!(given(4, EventType::Reject, None, &["gender"]), ["gender"]);
    }

    #[test]
    fn the_report_alone_gives_what_comes_nearest_and_only_where_there_is_none() {
        assert_eq!(given(4, EventType::Coerce, Some("arrest"), &[]), ["election"]);
        assert_eq!(given(4, EventType::Coerce, Some("arrest"), &["legal"]), ["legal"]);
    }

    #[test]
    fn some_acts_never_take_it() {
        assert!(given(0, EventType::Mobilize, None, &[]).is_empty());
    }

    #[test]
    fn apt_acts_need_less() {
        assert_eq!(given(3, EventType::Assault, Some("sexual"), &["crime"]), ["crime", "gender"]);
        assert_eq!(given(3, EventType::Assault, Some("beat"), &["crime"]), ["crime"]);
    }

    #[test]
    fn a_phrase_inside_a_longer_one_counts_once() {
        let (document, parse) = document(TREES);
        let scene = Scene::new(&document, &parse);
        let shown = lists().shown(&Words::of(&scene, 1));
        assert_eq!(shown[0].entries.len(), 1);
        assert_eq!(shown[0].places.len(), 1);
    }

    #[test]
    fn a_kind_that_is_none_is_refused() {
        let wrong = LISTS.replace("ASSAULT sexual", "ASSAULT gently");
        let files = LexiconFiles::embedded().with("contexts.toml", wrong);
        let message = Contexts::load(&files).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains("contexts.toml:") && message.contains("gently"), "{message}");
    }
}
