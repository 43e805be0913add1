//! The networks: an encoder of either kind, then the heads; on windows of sub-words, without padding.

mod convolutions;
mod coreference;
mod cues;
mod embedding;
mod heads;
mod linear;
mod norm;
mod products;
mod roles;
mod tower;
mod transformer;
mod wanted;
mod weights;

use crate::labels::{Kind, Labels};
use crate::roles::Stored;
use crate::word_vectors::WordVectors;
use crate::{Acts, ParseError};
use convolutions::Convolutions;
pub(crate) use coreference::Coreference;
use cues::Cues;
use heads::Heads;
pub(crate) use heads::Scores;
use linear::{Int8, Scratch};
pub(crate) use products::Products;
pub(crate) use roles::{RoleBuffers, RoleNetwork, RoleWeights};
use std::ops::Range;
use tower::Tower;
use transformer::{Measures, Transformer};
pub(crate) use wanted::{Kept, Wanted};
use weights::{WEIGHTS, Weights};

pub(crate) const VOCABULARY: usize = 30_522;
const SHAPES: usize = 7;

/// The longest window in sub-words, with its two marks.
pub(crate) const LONGEST: usize = transformer::POSITIONS;

/// A window as the network reads it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sequence {
    /// Sub-words, with the mark at the beginning and the one at the end.
    pub(crate) pieces: Vec<u32>,
    /// The shape of the word that each belongs to.
    pub(crate) shapes: Vec<u8>,
    /// The first sub-word of each word; the first entry is the mark at the beginning, which stands for the root.
    pub(crate) first: Vec<usize>,
}

impl Sequence {
    /// The sub-words of each word, the mark at the beginning first; the mark at the end belongs to none.
    fn words(&self) -> impl Iterator<Item = &[u32]> {
        let ends = self.first.iter().skip(1).copied().chain([self.pieces.len().saturating_sub(1)]);
        self.first.iter().copied().zip(ends).map(|(first, end)| &self.pieces[first..end.max(first)])
    }
}

/// The trained network.
pub(crate) struct Network {
    encoder: Encoder,
    heads: Heads,
    tower: Option<Tower>,
    coreference: Option<Coreference>,
    cues: Option<Cues>,
}

/// The files of weights of a model; heads beside the first are there where its labels speak of them.
#[derive(Debug, Clone)]
pub(crate) struct WeightFiles<'a> {
    pub(crate) weights: &'a [u8],
    pub(crate) acts: Option<&'a [u8]>,
    pub(crate) coreference: Option<&'a [u8]>,
    pub(crate) cues: Option<&'a [u8]>,
    /// Kept as it is until somebody asks for roles.
    pub(crate) roles: Option<Stored>,
}

/// What gives each word its state.
enum Encoder {
    Transformer(Transformer),
    Convolutions(Convolutions),
}

/// Buffers of a run, to be used again for the next.
#[derive(Default)]
pub(crate) struct Buffers {
    pub(crate) products: Products,
    scratch: Scratch,
    states: Vec<f32>,
    qkv: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    attention: Vec<f32>,
    values: Vec<f32>,
    rows: convolutions::Rows,
}

impl Network {
    pub(crate) fn read(files: &WeightFiles<'_>, labels: &Labels) -> Result<Network, ParseError> {
        let weights = Weights::read(WEIGHTS, files.weights)?;
        let (int8, width) = (Int8::new(), labels.width);
        let encoder = match &labels.kind {
            Kind::Base { layers, heads, inner } => {
                let measures = Measures { layers: *layers, width, heads: *heads, inner: *inner };
                Encoder::Transformer(Transformer::read(&weights, &int8, measures)?)
            }
            Kind::Small { steps, window } => {
                Encoder::Convolutions(Convolutions::read(&weights, &int8, width, *window, steps)?)
            }
        };
        let tower = match (&labels.kind, &labels.acts, files.acts) {
            (Kind::Base { layers, heads, inner }, Some(head), Some(bytes)) => {
                let measures = Measures { layers: *layers, width, heads: *heads, inner: *inner };
                Some(Tower::read(bytes, &weights, &int8, head, measures)?)
            }
            _ => None,
        };
        let coreference = match (labels.coreference, files.coreference) {
            (Some(head), Some(bytes)) => Some(Coreference::read(bytes, &int8, head, width)?),
            _ => None,
        };
        let cues = match (labels.cues, files.cues) {
            (Some(head), Some(bytes)) => Some(Cues::read(bytes, &int8, head, width)?),
            _ => None,
        };
        Ok(Network { encoder, heads: Heads::read(&weights, &int8, labels)?, tower, coreference, cues })
    }

    /// Runs encoder and heads over a batch; the words of all windows stand one after the other in the scores.
    /// The scores hold besides what the wanted heads read.
    pub(crate) fn run<'a>(
        &self,
        batch: impl Iterator<Item = &'a Sequence>,
        buffers: &mut Buffers,
        wanted: Wanted,
    ) -> Result<Scores, ParseError> {
        let batch: Vec<&Sequence> = batch.collect();
        let vectors = match &self.encoder {
            Encoder::Transformer(encoder) => {
                encoder.run(.., &batch, buffers)?;
                &encoder.words
            }
            Encoder::Convolutions(encoder) => {
                encoder.run(&batch, buffers)?;
                &encoder.words
            }
        };
        let mut scores = self.heads.run(buffers)?;
        if let Some(head) = self.coreference.as_ref().filter(|_| wanted.coreference) {
            scores.kept.coreference = head.vectors(buffers)?;
        }
        if let Some(head) = self.cues.as_ref().filter(|_| wanted.cues) {
            scores.cues = head.run(buffers)?;
        }
        if wanted.roles {
            scores.kept.roles = roles::states_with_vectors(&buffers.states, &batch, vectors);
        }
        if wanted.states {
            scores.kept.states = WordVectors::new(vectors.width, buffers.states.clone());
        }
        Ok(scores)
    }

    /// What each word says of acts: the words of all windows one after the other, each window's first mark before them.
    /// Nothing where the model has no tower for acts.
    pub(crate) fn acts(&self, batch: &[Sequence], buffers: &mut Buffers) -> Result<Option<Vec<Acts>>, ParseError> {
        let (Encoder::Transformer(encoder), Some(tower)) = (&self.encoder, &self.tower) else { return Ok(None) };
        let batch: Vec<&Sequence> = batch.iter().collect();
        encoder.run(..tower.from, &batch, buffers)?;
        tower.run(&batch, buffers).map(Some)
    }

    /// The head for coreference, where the model has one.
    pub(crate) fn coreference(&self) -> Option<&Coreference> {
        self.coreference.as_ref()
    }

    /// Sub-words that best go through the network together. Results don't depend on it.
    pub(crate) fn batch(&self) -> usize {
        match &self.encoder {
            Encoder::Transformer(_) => 128,
            Encoder::Convolutions(_) => 256,
        }
    }

    /// Scores of all arcs in a sentence: for each of its words a row, first the root, then its words as governors.
    ///
    /// `root` is the row of the window's first mark, `words` are the rows of the sentence.
    pub(crate) fn arcs(
        &self,
        scores: &Scores,
        root: usize,
        words: Range<usize>,
        buffers: &Buffers,
    ) -> Result<Vec<f32>, ParseError> {
        self.heads.arcs(scores, root, words, buffers)
    }

    /// Scores of the relations of words to given governors, a row a word. Pairs of rows.
    pub(crate) fn relations(
        &self,
        scores: &Scores,
        pairs: &[(usize, usize)],
        buffers: &Buffers,
    ) -> Result<Vec<f32>, ParseError> {
        self.heads.relations(scores, pairs, buffers)
    }
}
