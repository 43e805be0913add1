//! Who says so, and how sure they are: chains of holders, and factuality.

use crate::{ActorId, Span, SpanMapper};
use serde::{Deserialize, Serialize};

/// What a holder does with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// says, according to
    States,
    /// denies
    Denies,
    /// doubts, questions
    Doubts,
    /// believes, thinks, suspects
    Believes,
    /// predicts, expects
    Predicts,
    /// wants, hopes
    Wants,
    /// asks for
    Asks,
    /// promises
    Promises,
    /// threatens
    Threatens,
    /// asks whether
    AsksWhether,
}

impl Act {
    /// All acts.
    pub const ALL: [Act; 10] = [
        Act::States,
        Act::Denies,
        Act::Doubts,
        Act::Believes,
        Act::Predicts,
        Act::Wants,
        Act::Asks,
        Act::Promises,
        Act::Threatens,
        Act::AsksWhether,
    ];

    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Act::States => "states",
            Act::Denies => "denies",
            Act::Doubts => "doubts",
            Act::Believes => "believes",
            Act::Predicts => "predicts",
            Act::Wants => "wants",
            Act::Asks => "asks",
            Act::Promises => "promises",
            Act::Threatens => "threatens",
            Act::AsksWhether => "asks-whether",
        }
    }
}

/// A name that is no act's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no act {0:?}; there are states, denies, doubts, believes, predicts, wants, asks, promises, threatens, asks-whether"
)]
pub struct UnknownAct(pub String);

impl std::str::FromStr for Act {
    type Err = UnknownAct;

    fn from_str(name: &str) -> Result<Act, UnknownAct> {
        Act::ALL.into_iter().find(|act| act.name() == name).ok_or_else(|| UnknownAct(name.to_string()))
    }
}

/// How the content is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quote {
    /// In quotation marks throughout.
    Direct,
    /// In the writer's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
    /// Quotation marks that distance the writer from a word.
    Scare,
}

/// Which text a holder's span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolderText {
    /// The document's text.
    Text,
    /// Its byline.
    Byline,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Holder<S = Span> {
    /// The document's own voice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub publisher: bool,
    /// The actor it resolves to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorId>,
    /// The words that name or describe the holder.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub span: Option<S>,
    /// Described, not named ("officials", "it was reported").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unnamed: bool,
    /// Where `span` points: the text where absent.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<HolderText>,
}

impl Holder<Span> {
    /// The document's own voice.
    pub fn publisher() -> Self {
        Holder { publisher: true, actor: None, span: None, unnamed: false, place: None }
    }
}

/// One holder and how it carries the content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link<S = Span> {
    /// Who.
    pub holder: Holder<S>,
    /// The word that carries the attribution.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub cue: Option<S>,
    /// What the holder does; none for the publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    /// How it is rendered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
}

/// The holders of a statement from the outside in: first always the publisher.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chain<S = Span>(Vec<Link<S>>);

impl Chain<Span> {
    /// The publisher's own voice.
    pub fn publisher() -> Self {
        Chain(vec![Link { holder: Holder::publisher(), cue: None, act: None, quote: None }])
    }

    /// The chain with one more source cited by the last one.
    pub fn with(&self, link: Link<Span>) -> Self {
        let mut links = self.0.clone();
        links.push(link);
        Chain(links)
    }
}

impl<S> Chain<S> {
    /// A chain of these links, from the outside in. That the publisher comes first is for the caller to see to.
    pub fn of_links(links: Vec<Link<S>>) -> Self {
        Chain(links)
    }

    /// All links, the publisher first.
    pub fn links(&self) -> &[Link<S>] {
        &self.0
    }

    /// The last source: the one that vouches.
    pub fn innermost(&self) -> Option<&Link<S>> {
        self.0.last()
    }

    /// Whether nobody but the publisher speaks.
    pub fn is_own_voice(&self) -> bool {
        self.0.len() == 1
    }

    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Chain<T> {
        Chain(
            self.0
                .iter()
                .map(|link| Link {
                    holder: Holder {
                        publisher: link.holder.publisher,
                        actor: link.holder.actor.clone(),
                        span: match link.holder.place {
                            Some(HolderText::Byline) => link.holder.span.as_ref().map(to.byline),
                            _ => link.holder.span.as_ref().map(to.text),
                        },
                        unnamed: link.holder.unnamed,
                        place: link.holder.place,
                    },
                    cue: link.cue.as_ref().map(to.text),
                    act: link.act,
                    quote: link.quote,
                })
                .collect(),
        )
    }
}

/// Whether the content is affirmed or negated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Polarity {
    /// It is so.
    #[serde(rename = "+")]
    Positive,
    /// It is not so.
    #[serde(rename = "-")]
    Negative,
}

/// How sure the innermost holder is (FactBank: CT, PR, PS, U).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// No doubt is shown.
    Certain,
    /// likely, probably
    Probable,
    /// may, possibly
    Possible,
    /// Not determined.
    Unknown,
}

/// Whether the act is told as having happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Realis {
    /// Happened or goes on.
    Actual,
    /// Planned, scheduled, promised.
    Future,
    /// if, would
    Conditional,
    /// Asked for, demanded.
    Requested,
    /// Habitual, general.
    Generic,
}

/// The content as the innermost holder presents it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Factuality {
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// Happened, planned, supposed.
    pub realis: Realis,
}

impl Default for Factuality {
    fn default() -> Self {
        Factuality { polarity: Polarity::Positive, certainty: Certainty::Certain, realis: Realis::Actual }
    }
}
