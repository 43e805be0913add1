//! Who calls whom what.

use crate::{Chain, Party, Span, SpanMapper};
use serde::{Deserialize, Serialize};

/// How the label is applied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelKind {
    /// A formal listing.
    Designation,
    /// A noun or adjective in passing.
    #[default]
    Epithet,
    /// Likened to somebody or something.
    Comparison,
    /// A favourable name.
    Praise,
}

impl LabelKind {
    /// All kinds.
    pub const ALL: [LabelKind; 4] =
        [LabelKind::Designation, LabelKind::Epithet, LabelKind::Comparison, LabelKind::Praise];
}

/// Whether the label is favourable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelPolarity {
    /// Unfavourable.
    #[default]
    Negative,
    /// Favourable.
    Positive,
    /// Both, or it depends.
    Mixed,
}

impl LabelPolarity {
    /// All three.
    pub const ALL: [LabelPolarity; 3] = [LabelPolarity::Negative, LabelPolarity::Positive, LabelPolarity::Mixed];
}

/// A label that the last holder of the chain applies to somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Label<S = Span> {
    /// Stable name.
    pub id: String,
    /// To whom it is applied.
    pub target: Party<S>,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// Where they stand.
    pub span: S,
    /// How it is applied.
    #[serde(default)]
    pub kind: LabelKind,
    /// Favourable or not.
    #[serde(default)]
    pub polarity: LabelPolarity,
    /// Who says so.
    pub chain: Chain<S>,
    /// The lexicon entry that gave it.
    #[serde(default)]
    pub rule: String,
    /// Between 0 and 1.
    #[serde(default)]
    pub confidence: f64,
}

impl<S> Label<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Label<T> {
        Label {
            id: self.id.clone(),
            target: self.target.map(to),
            text: self.text.clone(),
            span: (to.text)(&self.span),
            kind: self.kind,
            polarity: self.polarity,
            chain: self.chain.map(to),
            rule: self.rule.clone(),
            confidence: self.confidence,
        }
    }
}
