//! Who the report speaks of.

use crate::{Span, SpanMapper};
use serde::{Deserialize, Serialize};

/// Names an actor within a reading or a workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(pub String);

impl std::fmt::Display for ActorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What sort of thing an actor is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A single human being.
    Person,
    /// A body with a name or an office: ministry, party, company, court, army.
    Organization,
    /// A state or its government as a whole.
    State,
    /// People without a body: protesters, villagers, a nation's people.
    Group,
    /// A place that acts like a state ("Tehran" for a government that is not known to sit there).
    PlaceAsState,
    /// Not determined.
    #[default]
    Unknown,
}

/// The form in which a text mentions an actor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionForm {
    /// A proper name.
    Name,
    /// Initials.
    Acronym,
    /// A noun phrase: "the former vice president".
    #[default]
    Description,
    /// A nationality or group: "Iranian", "protesters".
    Group,
    /// he, they, its.
    Pronoun,
}

/// A place in the text that names or describes an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention<S = Span> {
    /// Where.
    pub span: S,
    /// In which form.
    #[serde(default)]
    pub form: MentionForm,
}

/// A spelling of an actor's name and how often it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The spelling.
    pub name: String,
    /// Mentions with that spelling.
    pub count: usize,
}

/// An office or function that an actor holds or held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role<S = Span> {
    /// "president", "former vice president".
    pub title: String,
    /// The body or state it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// First day, ISO 8601, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day, ISO 8601, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Where the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<S>,
}

/// What the mentions of a document resolve to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor<S = Span> {
    /// Unique in the reading.
    pub id: ActorId,
    /// The canonical name.
    pub name: String,
    /// Spellings seen.
    #[serde(default = "Vec::new")]
    pub aliases: Vec<Alias>,
    /// What sort of thing it is.
    #[serde(default)]
    pub kind: ActorKind,
    /// ISO 3166 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; none where not known.
    pub country: Option<String>,
    /// How the country was found where no words of the actor's own tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_how: Option<String>,
    /// PLOVER sector codes, the first is primary.
    #[serde(default = "Vec::new")]
    pub sector: Vec<String>,
    /// Offices and functions.
    #[serde(default = "Vec::new")]
    pub roles: Vec<Role<S>>,
    /// Wikidata item, where known.
    pub wikidata: Option<String>,
    /// Where the text mentions it, in order.
    pub mentions: Vec<Mention<S>>,
}

impl<S> Actor<S> {
    /// Whether it has a country or a sector; UNK says that it has none.
    pub fn is_coded(&self) -> bool {
        self.country.is_some() || self.sector.iter().any(|sector| sector != "UNK")
    }

    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Actor<T> {
        Actor {
            id: self.id.clone(),
            name: self.name.clone(),
            aliases: self.aliases.clone(),
            kind: self.kind,
            country: self.country.clone(),
            country_how: self.country_how.clone(),
            sector: self.sector.clone(),
            roles: self
                .roles
                .iter()
                .map(|role| Role {
                    title: role.title.clone(),
                    organization: role.organization.clone(),
                    from: role.from.clone(),
                    to: role.to.clone(),
                    span: role.span.as_ref().map(to.text),
                })
                .collect(),
            wikidata: self.wikidata.clone(),
            mentions: self.mentions.iter().map(|m| Mention { span: (to.text)(&m.span), form: m.form }).collect(),
        }
    }
}

/// A participant in an event, label or tie: where it stands, and the actor it resolves to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Party<S = Span> {
    /// The actor, or none where unresolved: nothing is guessed.
    pub actor: Option<ActorId>,
    /// The words.
    pub span: S,
}

impl<S: PartialEq> Party<S> {
    /// Whether two are one participant: the same actor, or the same words where an actor is not known. One phrase may
    /// speak of two ("both sides").
    pub fn is_same(&self, other: &Party<S>) -> bool {
        match (&self.actor, &other.actor) {
            (Some(one), Some(two)) => one == two,
            _ => self.span == other.span,
        }
    }
}

impl<S> Party<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Party<T> {
        Party { actor: self.actor.clone(), span: (to.text)(&self.span) }
    }
}
