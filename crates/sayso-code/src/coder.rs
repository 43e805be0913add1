//! The whole coding: a document and its parse go in, a reading comes out.

use crate::actors::{ActorLexicon, Actors, OwnActors};
use crate::contexts::Contexts;
use crate::discards::Discards;
use crate::events::{self, Rules};
use crate::factuality::FactualityLexicon;
use crate::interpretation::Interpretation;
use crate::issues::Issues;
use crate::labels::{self, LabelLexicon};
use crate::lexicon::{LexiconError, LexiconFiles};
use crate::mend;
use crate::patterns::{Attempt, LightVerbs};
use crate::places::{Gazetteer, Places, PlacesLexicon, Toponym};
use crate::quantity::NumbersLexicon;
use crate::saying::{Attributions, SayingLexicon, Statement};
use crate::scene::Scene;
use crate::setting::{Setting, SettingLexicon};
use crate::stem::Vocabulary;
use crate::ties::{self, TieRules};
use crate::times::{Times, TimesLexicon};
use crate::topics::Topics;
use crate::uncoded::{self, UncodedVerb};
use sayso_core::{Document, ProducedBy, Reading, SCHEMA_VERSION, Span};
use sayso_parse::Parse;

/// Everything the coding knows, loaded once.
pub struct Coder {
    /// Event rules.
    pub rules: Rules,
    lists: Lists,
    gazetteer: Gazetteer,
    own: OwnActors,
    version: String,
}

/// What the lexicon has beside the rules for events.
struct Lists {
    ties: TieRules,
    labels: LabelLexicon,
    saying: SayingLexicon,
    actors: ActorLexicon,
    times: TimesLexicon,
    places: PlacesLexicon,
    setting: SettingLexicon,
    factuality: FactualityLexicon,
    numbers: NumbersLexicon,
    topics: Topics,
    discards: Discards,
    issues: Issues,
    contexts: Contexts,
    light: LightVerbs,
    vocabulary: Vocabulary,
}

impl Lists {
    fn load(files: &LexiconFiles) -> Result<Lists, LexiconError> {
        Ok(Lists {
            ties: TieRules::load(files)?,
            labels: LabelLexicon::load(files)?,
            saying: SayingLexicon::load(files)?,
            actors: ActorLexicon::load(files)?,
            times: TimesLexicon::load(files)?,
            places: PlacesLexicon::load(files)?,
            setting: SettingLexicon::load(files)?,
            factuality: FactualityLexicon::load(files)?,
            numbers: NumbersLexicon::load(files)?,
            topics: Topics::load(files)?,
            discards: Discards::load(files)?,
            issues: Issues::load(files)?,
            contexts: Contexts::load(files)?,
            light: LightVerbs::load(files)?,
            vocabulary: Vocabulary::load(files)?,
        })
    }
}

impl Coder {
    /// Loads all parts of a lexicon.
    pub fn new(files: &LexiconFiles, gazetteer: Gazetteer) -> Result<Coder, LexiconError> {
        Coder::with_actors(files, OwnActors::default(), gazetteer)
    }

    /// Loads all parts of a lexicon, and lays a user's own actors over it.
    pub fn with_actors(files: &LexiconFiles, own: OwnActors, gazetteer: Gazetteer) -> Result<Coder, LexiconError> {
        let version = files.version();
        let files = own.over(files);
        let files = files.as_ref();
        // The rules for events are half of the work.
        let (lists, rules) = sayso_core::at_once(|| Lists::load(files), || Rules::load(files));
        Ok(Coder { rules: rules?, lists: lists?, gazetteer, own, version })
    }

    /// The rules for ties.
    pub fn ties(&self) -> &TieRules {
        &self.lists.ties
    }

    /// The words of labels.
    pub fn labels(&self) -> &LabelLexicon {
        &self.lists.labels
    }

    /// A hash of the lexicon's files.
    pub fn lexicon_version(&self) -> &str {
        &self.version
    }

    /// The actors of a user's own.
    pub fn own_actors(&self) -> &OwnActors {
        &self.own
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Understands a document and hands it to `question`.
    pub fn understand<T>(
        &self,
        document: &Document,
        parse: &Parse,
        question: impl FnOnce(&Interpretation<'_>) -> T,
    ) -> T {
        let mut parse = self.lists.vocabulary.restore(parse);
        let lists = mend::Lists { actors: &self.lists.actors, gazetteer: &self.gazetteer };
        mend::whole_names(&mut parse, &document.text, &lists);
        mend::kinds(&mut parse, &document.text, &lists);
        mend::trees(
            &mut parse,
            &self.lists.saying,
            |verb, particle| self.rules.patterns.has_particle(verb, particle),
            |word| self.lists.actors.state(&word.to_lowercase()).is_some(),
            |word| matches!(self.lists.actors.honorific(word), Some(Some(_))),
            |noun| self.lists.actors.is_post(noun),
        );
        let parse = &parse;
        let scene = Scene::new(document, parse);
        let mut actors = Actors::resolve(&scene, &self.lists.actors);
        let times = Times::find(&scene, &self.lists.times);
        let home = self.lists.setting.home(document, &self.gazetteer);
        let lists = &self.lists;
        let mut places = Places::resolve(&scene, &self.gazetteer, &lists.places, &lists.actors, home.as_deref());
        let setting = Setting::of(&actors, &places, home);
        actors.settle(&scene, &setting, &self.lists.setting, &self.lists.actors);
        places.settle(&scene, &setting, &actors.forces(&scene), &self.gazetteer);
        let attributions = Attributions::find(&scene, &self.lists.saying);
        let topics = self.lists.topics.of(&scene);
        let (discards, issues) = (self.lists.discards.of(&scene), self.lists.issues.of(&scene));
        let contexts = self.lists.contexts.of(&scene);
        question(&Interpretation {
            scene: &scene,
            actors: &actors,
            times: &times,
            places: &places,
            attributions: &attributions,
            factuality: &self.lists.factuality,
            topics: &topics,
            discards: &discards,
            issues: &issues,
            contexts: &contexts,
            numbers: &self.lists.numbers,
            light: &self.lists.light,
        })
    }

    /// Resolves given names of places in place of finding them.
    pub fn resolve_places(&self, scene: &Scene<'_>, spans: &[Span]) -> Places {
        let home = self.lists.setting.home(scene.document, &self.gazetteer);
        Places::resolve_spans(scene, &self.gazetteer, &self.lists.places, &self.lists.actors, home.as_deref(), spans)
    }

    /// Names of places that stand for something else: in the name of a body, as a word for a state's people.
    pub fn associated_places(&self, understood: &Interpretation<'_>) -> Vec<Toponym> {
        understood.places.associated(understood.scene, &self.gazetteer, &self.lists.actors)
    }

    /// What a document says. `model` names the parser's model.
    pub fn read(&self, document: &Document, parse: &Parse, model: &str, fingerprint: Vec<String>) -> Reading {
        self.understand(document, parse, |understood| {
            let labels = labels::find(understood, &self.lists.labels);
            Reading {
                document: document.clone(),
                actors: understood.actors.list().to_vec(),
                events: events::find(understood, &self.rules),
                ties: ties::find(understood, &self.lists.ties, &labels),
                labels,
                produced_by: self.produced_by(model, &document.text),
                fingerprint,
            }
        })
    }

    /// What the sources of a document say and what it tells in its own voice, whether or not it holds an act; in the
    /// order of the text.
    pub fn statements(&self, document: &Document, parse: &Parse) -> Vec<Statement> {
        self.understand(document, parse, |understood| {
            let (scene, actors, attributions) = (understood.scene, understood.actors, understood.attributions);
            let mut statements = attributions.statements(scene, actors);
            let narration = attributions.narration(scene, &statements, actors);
            statements.extend(narration);
            statements.sort_by_key(|statement| statement.content.first().map(|part| part.start));
            statements
        })
    }

    /// Verbs that tell what a known party does and of which no rule makes a record, in the order of the text.
    pub fn uncoded_verbs(&self, document: &Document, parse: &Parse) -> Vec<UncodedVerb> {
        self.understand(document, parse, |understood| uncoded::verbs(understood, &self.rules))
    }

    /// The versions that a reading of this text by this coder carries.
    pub fn produced_by(&self, model: &str, text: &str) -> ProducedBy {
        ProducedBy { actors: self.own.version_in(text), ..self.versions(model) }
    }

    /// The versions of everything that this coder works with.
    pub fn versions(&self, model: &str) -> ProducedBy {
        ProducedBy {
            sayso: env!("CARGO_PKG_VERSION").to_string(),
            model: model.to_string(),
            lexicon: self.version.clone(),
            gazetteer: self.gazetteer.version().to_string(),
            actors: self.own.version(),
            schema: SCHEMA_VERSION.to_string(),
        }
    }

    /// Everything that could have been an event in a sentence: what became one, and what stopped the rest.
    pub fn attempts(&self, document: &Document, parse: &Parse, sentence: usize) -> Vec<Attempt> {
        self.understand(document, parse, |understood| {
            if sentence < understood.scene.sentences.len() {
                events::attempts(understood, &self.rules, sentence)
            } else {
                Vec::new()
            }
        })
    }
}
