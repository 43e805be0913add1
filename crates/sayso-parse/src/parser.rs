//! The parser: a document goes in, its sentences, words, trees and names come out.

use crate::conllu::ConlluDocument;
#[cfg(feature = "embedded-model")]
use crate::embedded::{EmbeddedModel, unpacked};
use crate::labels::Labels;
use crate::lemmas::lemma;
use crate::names::read_names;
use crate::network::{Buffers, Kept, LONGEST, Network, Scores, Sequence, Wanted, WeightFiles};
use crate::paragraphs::paragraphs;
use crate::pieces::Pieces;
use crate::roles::{ParseWithRoles, Predicates, RolesFile, Stored};
use crate::windows::{Cut, together};
use crate::{
    Effort, Entity, Material, Parse, ParseError, Relation, Sentence, Token, Work, best, coreference, parties, words,
};
use sayso_core::{Document, Span};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

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
    pub(crate) pieces: Pieces,
    network: Network,
    version: String,
    roles: Option<RolesFile>,
}

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
        let model = EmbeddedModel::of(model);
        let (weights, coreference) = (unpacked(model.weights)?, unpacked(model.coreference)?);
        let cues = unpacked(model.cues)?;
        let roles = Some(Stored::Packed(model.roles));
        let acts = model.acts.map(unpacked).transpose()?;
        let files = WeightFiles {
            weights: &weights,
            acts: acts.as_deref(),
            coreference: Some(&coreference),
            cues: Some(&cues),
            roles,
        };
        let vocabulary = String::from_utf8(unpacked(model.vocabulary)?);
        let vocabulary = vocabulary.map_err(|error| ParseError::model("vocab.txt", error))?;
        Parser::from_parts(Labels::read(&unpacked(model.labels)?)?, &vocabulary, files, model.hash)
    }

    /// The parser with the model in a folder: `model.json`, `vocab.txt`, `weights.safetensors`, and `acts.safetensors`,
    /// `coreference.safetensors`, `cues.safetensors` and `roles.safetensors` where `model.json` speaks of such a head.
    pub fn load(folder: impl AsRef<Path>) -> Result<Parser, ParseError> {
        let read = |name: &str| {
            let path = folder.as_ref().join(name);
            std::fs::read(&path).map_err(|source| ParseError::Read { path, source })
        };
        let labels = Labels::read(&read("model.json")?)?;
        let acts = labels.acts.is_some().then(|| read("acts.safetensors")).transpose()?;
        let coreference = labels.coreference.is_some().then(|| read("coreference.safetensors")).transpose()?;
        let cues = labels.cues.is_some().then(|| read("cues.safetensors")).transpose()?;
        let roles = labels.roles.is_some().then(|| read("roles.safetensors")).transpose()?;
        let weights = read("weights.safetensors")?;
        let vocabulary =
            String::from_utf8(read("vocab.txt")?).map_err(|error| ParseError::model("vocab.txt", error))?;
        let files = WeightFiles {
            weights: &weights,
            acts: acts.as_deref(),
            coreference: coreference.as_deref(),
            cues: cues.as_deref(),
            roles: roles.map(Stored::Plain),
        };
        // The files that readings go by.
        let parts = [Some(files.weights), files.acts, files.coreference, files.cues];
        let hash = sayso_core::sha256_hex_of(parts.into_iter().flatten());
        Parser::from_parts(labels, &vocabulary, files, &hash)
    }

    fn from_parts(labels: Labels, vocabulary: &str, files: WeightFiles<'_>, hash: &str) -> Result<Parser, ParseError> {
        let network = Network::read(&files, &labels)?;
        let pieces = Pieces::read(vocabulary)?;
        let version = format!("{}-{}", labels.kind.name(), &hash[..12]);
        let roles = labels.roles.zip(files.roles).map(|(head, bytes)| RolesFile::new(bytes, head, labels.width));
        Ok(Parser { labels, pieces, network, version, roles })
    }

    /// Name and hash of the model.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Divides a document into sentences and words and analyses them.
    pub fn parse(&self, document: &Document) -> Result<Parse, ParseError> {
        Ok(self.parse_measured(document)?.0)
    }

    /// Sentences, words, tags, trees and names alone: the other heads are left out.
    ///
    /// # Errors
    /// [`ParseError`] where the network fails.
    pub fn trees(&self, document: &Document) -> Result<Parse, ParseError> {
        Ok(self.parse_windows(&self.windows(document), Wanted::TREES)?.0)
    }

    /// As [`Parser::parse`], and says what it took.
    pub fn parse_measured(&self, document: &Document) -> Result<(Parse, Effort), ParseError> {
        let start = Instant::now();
        let windows = self.windows(document);
        let division = start.elapsed();
        let (parse, effort) = self.analyse(&windows)?;
        Ok((parse, Effort { division, ..effort }))
    }

    /// Divides a document into sentences and words, analyses them, and finds predicates with their arguments.
    ///
    /// # Errors
    /// [`ParseError::NoHead`] where the model has no head for roles; [`ParseError::Model`] where its file is damaged, since it is
    /// read when somebody first asks for roles.
    pub fn parse_with_roles(
        &self,
        document: &Document,
        predicates: Predicates<'_>,
    ) -> Result<ParseWithRoles, ParseError> {
        self.analyse_with_roles(&self.windows(document), predicates)
    }

    /// What a head for coreference learns from: the phrases of a document and the network's states of their heads.
    pub fn coreference_material(&self, document: &Document) -> Result<Material, ParseError> {
        let (parse, kept, _) = self.parse_windows(&self.windows(document), Wanted::STATES)?;
        Ok(Material::of(&parse, &kept.states))
    }

    /// The windows of a document whose sentences are still to be found.
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

    /// As [`Parser::trees`], for a document whose sentences and words are given.
    ///
    /// # Errors
    /// [`ParseError`] where the network fails.
    pub fn trees_of_tokens(&self, given: &ConlluDocument) -> Result<Parse, ParseError> {
        Ok(self.parse_windows(&self.given_windows(given), Wanted::TREES)?.0)
    }

    /// As [`Parser::trees_of_tokens`], with predicates and their arguments.
    pub fn parse_tokens_with_roles(
        &self,
        given: &ConlluDocument,
        predicates: Predicates<'_>,
    ) -> Result<ParseWithRoles, ParseError> {
        self.analyse_with_roles(&self.given_windows(given), predicates)
    }

    /// The windows of a document whose sentences are given.
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

    fn analyse(&self, windows: &[Window]) -> Result<(Parse, Effort), ParseError> {
        let (mut parse, kept, mut effort) = self.parse_windows(windows, Wanted::READING)?;
        let start = Instant::now();
        parse.coreference = self.network.coreference().map(|head| coreference::find(&parse, &kept.coreference, head));
        effort.coreference = start.elapsed();
        let start = Instant::now();
        effort.add_products(self.add_acts(&mut parse)?);
        effort.acts = start.elapsed();
        Ok((parse, effort))
    }

    /// Asks the tower for acts, where the model has one, what the words of content name. Its products, as an [`Effort`] has them.
    fn add_acts(&self, parse: &mut Parse) -> Result<[Work; 2], ParseError> {
        let Some(head) = &self.labels.acts else { return Ok([Work::default(); 2]) };
        let windows = parties::windows(parse, &head.parties, &self.pieces, LONGEST - 2);
        crate::alone::alone(|| {
            let mut buffers = Buffers::default();
            for range in together(windows.sequences.iter(), self.network.batch()) {
                let acts = self.network.acts(&windows.sequences[range.clone()], &mut buffers)?.unwrap_or_default();
                // Before the rows of each window comes the mark at its beginning.
                let rows = windows.rows[range].iter().flat_map(|rows| std::iter::once(&None).chain(rows));
                for (row, acts) in rows.zip(acts) {
                    if let &Some((sentence, word)) = row {
                        let token = &mut parse.sentences[sentence].tokens[word];
                        token.acts = Some(acts).filter(|_| token.upos.is_content());
                    }
                }
            }
            Ok(buffers.products.work())
        })?
    }

    fn analyse_with_roles(&self, windows: &[Window], asked: Predicates<'_>) -> Result<ParseWithRoles, ParseError> {
        let Some(file) = &self.roles else {
            return Err(ParseError::NoHead { model: self.version.clone(), head: "roles" });
        };
        let head = file.head()?;
        let (parse, kept, _) = self.parse_windows(windows, Wanted::ROLES)?;
        let predicates = crate::alone::alone(|| head.find(&parse, &kept.roles, asked))??;
        Ok(ParseWithRoles { parse, predicates })
    }

    /// Sentences, trees and names, and what the wanted heads read of each word.
    fn parse_windows(&self, windows: &[Window], wanted: Wanted) -> Result<(Parse, Kept, Effort), ParseError> {
        crate::alone::alone(|| {
            let (mut parse, mut effort) = (Parse::default(), Effort::default());
            let mut kept = Kept::default();
            let mut buffers = Buffers::default();
            for range in together(windows.iter().map(|window| &window.sequence), self.network.batch()) {
                let batch = &windows[range];
                let start = Instant::now();
                let scores = self.network.run(batch.iter().map(|window| &window.sequence), &mut buffers, wanted)?;
                effort.network += start.elapsed();
                let start = Instant::now();
                let mut row = 0;
                for window in batch {
                    self.read_window(window, &scores, row, &buffers, &mut parse)?;
                    let rows = row + 1..row + window.sequence.first.len();
                    row = rows.end;
                    kept.extend(&scores.kept, rows);
                }
                effort.trees += start.elapsed();
            }
            effort.add_products(buffers.products.work());
            Ok((parse, kept, effort))
        })?
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
                || window.given == Given::Nothing
                    && self.labels.begins(scores.tags(root + 1 + end)) > BORDER
                    && !opens(window.words.get(start..end).unwrap_or_default());
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
                cue: scores.cues.get(row).copied(),
                acts: None,
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

/// Whether nothing stands in a sentence yet but a mark that opens a quotation.
fn opens(words: &[Word]) -> bool {
    matches!(words, [mark] if matches!(&*mark.form, "\"" | "“" | "„" | "«" | "‘" | "``"))
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
