//! The parser: a document goes in, its sentences, words, trees and names come out.

use crate::conllu::ConlluDocument;
use crate::labels::Labels;
use crate::lemmas::lemma;
use crate::names::read_names;
use crate::network::{Buffers, Network, RoleBuffers, Scores, Sequence};
use crate::paragraphs::paragraphs;
use crate::pieces::Pieces;
use crate::roles::{Head, ParseWithRoles, Predicates};
use crate::windows::Cut;
use crate::{Entity, Parse, ParseError, Relation, Sentence, Token, best, words};
use sayso_core::{Document, Span};
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The models that are part of the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Model {
    /// The better one.
    #[default]
    Base,
    /// The faster one.
    Small,
}

impl Model {
    /// All models.
    pub const ALL: [Model; 2] = [Model::Base, Model::Small];

    /// The name on the command line and in versions.
    pub fn name(self) -> &'static str {
        match self {
            Model::Base => "base",
            Model::Small => "small",
        }
    }

    /// The model of that name.
    pub fn parse(name: &str) -> Option<Model> {
        Model::ALL.into_iter().find(|model| model.name() == name)
    }
}

/// The trained parser. It has no state: one serves any number of threads.
pub struct Parser {
    labels: Labels,
    pieces: Pieces,
    network: Network,
    version: String,
    roles: Option<RolesFile>,
}

/// The head for roles, which is read when it is first asked for.
struct RolesFile {
    bytes: Cow<'static, [u8]>,
    head: OnceLock<Head>,
}

/// States and vectors of words, a list a sentence, where a head that runs after the trees needs them.
type States = Vec<Vec<f32>>;

/// Log odds from which a word begins a sentence; chosen on the development parts of EWT and GUM.
const BORDER: f32 = -1.0;

/// Words that the network reads at once.
struct Window {
    words: Vec<Word>,
    sequence: Sequence,
    starts_paragraph: bool,
    /// Whether the window is (a part of) one given sentence, whose borders are known.
    given: Given,
}

#[derive(Clone, Copy, PartialEq)]
enum Given {
    /// Borders are to be found.
    Nothing,
    /// The window is a sentence.
    Sentence,
    /// The window goes on with the sentence of the window before.
    Rest,
}

/// Where a sentence is: its words in a window, and the row of scores of the window's root.
struct Place<'a> {
    window: &'a Window,
    words: Range<usize>,
    root: usize,
}

struct Word {
    span: Span,
    form: Arc<str>,
}

impl Parser {
    /// The parser with the better of the models that are part of the program.
    #[cfg(feature = "embedded-model")]
    pub fn load_embedded() -> Result<Parser, ParseError> {
        Parser::load_model(Model::Base)
    }

    /// The parser with a model that is part of the program.
    #[cfg(feature = "embedded-model")]
    pub fn load_model(model: Model) -> Result<Parser, ParseError> {
        let (labels, weights, roles): (&[u8], &[u8], &'static [u8]) = match model {
            Model::Base => (
                include_bytes!("../../../models/base/model.json"),
                include_bytes!("../../../models/base/weights.safetensors"),
                include_bytes!("../../../models/base/roles.safetensors"),
            ),
            Model::Small => (
                include_bytes!("../../../models/small/model.json"),
                include_bytes!("../../../models/small/weights.safetensors"),
                include_bytes!("../../../models/small/roles.safetensors"),
            ),
        };
        // Both read the same sub-words; their files hold the same list.
        let vocabulary = include_str!("../../../models/base/vocab.txt");
        Ok(Parser::from_parts(Labels::read(labels)?, vocabulary, weights, None)?.with_roles(Some(roles.into())))
    }

    /// The parser with the model in a folder: `model.json`, `vocab.txt`, `weights.safetensors`, and `acts.safetensors` and
    /// `roles.safetensors` where `model.json` speaks of a head for acts or for roles.
    pub fn load(folder: impl AsRef<Path>) -> Result<Parser, ParseError> {
        let read = |name: &str| {
            let path = folder.as_ref().join(name);
            std::fs::read(&path).map_err(|source| ParseError::Read { path, source })
        };
        let labels = Labels::read(&read("model.json")?)?;
        let acts = labels.acts.is_some().then(|| read("acts.safetensors")).transpose()?;
        let weights = read("weights.safetensors")?;
        let vocabulary =
            String::from_utf8(read("vocab.txt")?).map_err(|error| ParseError::model("vocab.txt", error))?;
        let roles = labels.roles.is_some().then(|| read("roles.safetensors")).transpose()?;
        Ok(Parser::from_parts(labels, &vocabulary, &weights, acts.as_deref())?.with_roles(roles.map(Cow::from)))
    }

    fn with_roles(mut self, bytes: Option<Cow<'static, [u8]>>) -> Parser {
        self.roles = bytes.map(|bytes| RolesFile { bytes, head: OnceLock::new() });
        self
    }

    fn from_parts(labels: Labels, vocabulary: &str, weights: &[u8], acts: Option<&[u8]>) -> Result<Parser, ParseError> {
        let network = Network::read(weights, acts, &labels)?;
        let pieces = Pieces::read(vocabulary)?;
        let hash = match acts {
            Some(acts) => sayso_core::sha256_hex(&[weights, acts].concat()),
            None => sayso_core::sha256_hex(weights),
        };
        let version = format!("{}-{}", labels.kind.name(), &hash[..12]);
        Ok(Parser { labels, pieces, network, version, roles: None })
    }

    /// Name and hash of the model.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Divides a document into sentences and words and analyses them.
    pub fn parse(&self, document: &Document) -> Result<Parse, ParseError> {
        self.parse_windows(&self.windows(document), None)
    }

    /// As [`Parser::parse`], with predicates and their arguments.
    pub fn parse_with_roles(
        &self,
        document: &Document,
        predicates: Predicates<'_>,
    ) -> Result<ParseWithRoles, ParseError> {
        self.roles_of(&self.windows(document), predicates)
    }

    fn windows(&self, document: &Document) -> Vec<Window> {
        let text = &document.text;
        let mut windows = Vec::new();
        for paragraph in paragraphs(text) {
            let spans = words::divide(text, paragraph);
            let forms: Vec<&str> = spans.iter().map(|span| &text[span.start..span.end]).collect();
            let cut = Cut::new(forms.iter().copied(), &self.pieces);
            for range in cut.usual(&forms) {
                let words = range.clone().map(|word| Word { span: spans[word], form: forms[word].into() });
                windows.push(Window {
                    words: words.collect(),
                    starts_paragraph: range.start == 0,
                    sequence: cut.sequence(range, &self.pieces),
                    given: Given::Nothing,
                });
            }
        }
        windows
    }

    /// Analyses a document whose sentences and words are given.
    pub fn parse_tokens(&self, given: &ConlluDocument) -> Result<Parse, ParseError> {
        self.parse_windows(&self.given_windows(given), None)
    }

    /// As [`Parser::parse_tokens`], with predicates and their arguments.
    pub fn parse_tokens_with_roles(
        &self,
        given: &ConlluDocument,
        predicates: Predicates<'_>,
    ) -> Result<ParseWithRoles, ParseError> {
        self.roles_of(&self.given_windows(given), predicates)
    }

    fn given_windows(&self, given: &ConlluDocument) -> Vec<Window> {
        let mut windows = Vec::new();
        for sentence in &given.sentences {
            let cut = Cut::new(sentence.words.iter().map(|word| word.form.as_str()), &self.pieces);
            for range in cut.longest() {
                let words = sentence.words[range.clone()].iter();
                windows.push(Window {
                    words: words.map(|word| Word { span: word.span, form: word.form.as_str().into() }).collect(),
                    starts_paragraph: sentence.starts_paragraph && range.start == 0,
                    given: if range.start == 0 { Given::Sentence } else { Given::Rest },
                    sequence: cut.sequence(range, &self.pieces),
                });
            }
        }
        windows
    }

    fn roles_of(&self, windows: &[Window], asked: Predicates<'_>) -> Result<ParseWithRoles, ParseError> {
        let head = self.roles_head()?;
        let mut states = States::new();
        let parse = self.parse_windows(windows, Some(&mut states))?;
        crate::alone::alone(|| {
            let (mut predicates, mut buffers) = (Vec::new(), RoleBuffers::default());
            for (sentence, states) in parse.sentences.iter().enumerate().zip(&states) {
                predicates.extend(head.predicates(sentence, states, asked, &mut buffers)?);
            }
            Ok(predicates)
        })?
        .map(|predicates| ParseWithRoles { parse, predicates })
    }

    fn roles_head(&self) -> Result<&Head, ParseError> {
        let (Some(file), Some(measures)) = (&self.roles, &self.labels.roles) else {
            return Err(ParseError::NoHead { model: self.version.clone(), head: "roles" });
        };
        if let Some(head) = file.head.get() {
            return Ok(head);
        }
        let head = Head::read(&file.bytes, measures, self.state_width())?;
        Ok(file.head.get_or_init(|| head))
    }

    /// Numbers that are kept of a word: its state and its vector.
    fn state_width(&self) -> usize {
        2 * self.labels.width
    }

    /// Where `states` is given, it comes to hold the states of the words of every sentence.
    fn parse_windows(&self, windows: &[Window], mut states: Option<&mut States>) -> Result<Parse, ParseError> {
        crate::alone::alone(|| {
            let mut parse = Parse::default();
            let mut buffers = Buffers::default();
            let most = self.network.batch();
            let mut from = 0;
            while from < windows.len() {
                let (mut to, mut size) = (from, 0);
                while to < windows.len() && (to == from || size + windows[to].sequence.pieces.len() <= most) {
                    size += windows[to].sequence.pieces.len();
                    to += 1;
                }
                let batch = &windows[from..to];
                let scores =
                    self.network.run(batch.iter().map(|window| &window.sequence), states.is_some(), &mut buffers)?;
                let mut row = 0;
                for window in batch {
                    let from = parse.sentences.last().map_or(0, |sentence| sentence.tokens.len());
                    let before = parse.sentences.len();
                    self.read_window(window, &scores, row, &buffers, &mut parse)?;
                    if let Some(states) = states.as_deref_mut() {
                        self.keep_states(
                            &parse,
                            (before, from),
                            scores.states(row + 1..row + 1 + window.words.len(), self.state_width()),
                            states,
                        );
                    }
                    row += window.sequence.first.len();
                }
                from = to;
            }
            Ok(parse)
        })?
    }

    /// Puts the states of a window's words to their sentences. Before the window the parse had `before` sentences, the last of them of `from` words.
    fn keep_states(&self, parse: &Parse, (before, from): (usize, usize), mut window: &[f32], states: &mut States) {
        states.resize(parse.sentences.len(), Vec::new());
        for (index, (sentence, states)) in parse.sentences.iter().zip(states).enumerate().skip(before.saturating_sub(1))
        {
            let known = if index < before { from } else { 0 };
            let own = (sentence.tokens.len() - known) * self.state_width();
            let (own, rest) = window.split_at(own.min(window.len()));
            states.extend_from_slice(own);
            window = rest;
        }
    }

    /// Reads sentences off the scores of a window, whose root is in row `root` and whose words follow.
    fn read_window(
        &self,
        window: &Window,
        scores: &Scores,
        root: usize,
        buffers: &Buffers,
        parse: &mut Parse,
    ) -> Result<(), ParseError> {
        let count = window.words.len();
        let mut start = 0;
        for end in 1..=count {
            let border = end == count
                || window.given == Given::Nothing && self.labels.begins(scores.tags(root + 1 + end)) > BORDER;
            if !border || start == end {
                continue;
            }
            let sentence = Place { window, words: start..end, root };
            self.read_sentence(sentence, scores, buffers, parse)?;
            start = end;
        }
        Ok(())
    }

    fn read_sentence(
        &self,
        Place { window, words, root }: Place<'_>,
        scores: &Scores,
        buffers: &Buffers,
        parse: &mut Parse,
    ) -> Result<(), ParseError> {
        let count = words.len();
        let first = root + 1 + words.start;
        let rows = first..first + count;
        let arcs = self.network.arcs(scores, root, rows.clone(), buffers)?;
        let governors = crate::arborescence::best_tree(&arcs, count);
        let pairs: Vec<(usize, usize)> = rows
            .clone()
            .zip(&governors)
            .map(|(row, governor)| (row, if *governor == 0 { root } else { first + governor - 1 }))
            .collect();
        let relations = self.network.relations(scores, &pairs, buffers)?;
        let relations = relations.chunks_exact(self.labels.relations.len());
        let mut tokens = Vec::with_capacity(count);
        for (((word, row), governor), relation) in
            window.words[words.clone()].iter().zip(rows.clone()).zip(&governors).zip(relations)
        {
            let tags = scores.tags(row);
            let upos = self.labels.upos[best(self.labels.upos_scores(tags))];
            let feats = self.labels.feats[best(self.labels.feats_scores(tags))].clone();
            let scripts = self.labels.script_scores(tags);
            tokens.push(Token {
                span: word.span,
                form: word.form.clone(),
                lemma: lemma(&word.form, upos, &feats, scripts, &self.labels, &self.pieces),
                upos,
                feats,
                head: governor.checked_sub(1),
                relation: self.relation(relation, *governor == 0),
                acts: scores.acts(row).filter(|_| upos.is_content()),
            });
        }
        let names = read_names(&self.labels.names, rows.map(|row| self.labels.name_scores(scores.tags(row))));
        self.add_sentence(window, words.start, tokens, names, parse);
        Ok(())
    }

    /// The best relation; `root` is for the top of the sentence and for nothing else.
    fn relation(&self, scores: &[f32], top: bool) -> Relation {
        let is_root = |relation: Relation| relation.full() == "root";
        let all = self.labels.relations.iter().zip(scores).filter(|(relation, _)| is_root(**relation) == top);
        let found = all.fold(None, |found: Option<(Relation, f32)>, (relation, score)| match found {
            Some((_, before)) if before >= *score => found,
            _ => Some((*relation, *score)),
        });
        found.map_or(Relation::parse(if top { "root" } else { "dep" }), |(relation, _)| relation)
    }

    fn add_sentence(
        &self,
        window: &Window,
        start: usize,
        mut tokens: Vec<Token>,
        names: Vec<crate::names::Name>,
        parse: &mut Parse,
    ) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        let span = Span::new(first.span.start, last.span.end);
        let mut offset = 0;
        if let (Given::Rest, Some(before)) = (window.given, parse.sentences.last_mut()) {
            // A sentence too long for one window: what follows hangs on its top.
            offset = before.tokens.len();
            let top = before.tokens.iter().position(|token| token.head.is_none());
            for token in &mut tokens {
                token.relation = if token.head.is_none() { Relation::parse("parataxis") } else { token.relation };
                token.head = token.head.map(|head| head + offset).or(top);
            }
            before.span.end = span.end;
            before.tokens.append(&mut tokens);
        } else {
            parse.sentences.push(Sentence { span, tokens, starts_paragraph: window.starts_paragraph && start == 0 });
        }
        let sentence = parse.sentences.len() - 1;
        let tokens = &parse.sentences[sentence].tokens;
        parse.entities.extend(names.into_iter().map(|(first, end, kind)| {
            let (first, end) = (first + offset, end + offset);
            let span = Span::new(tokens[first].span.start, tokens[end - 1].span.end);
            Entity { span, kind, sentence, first, end }
        }));
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
