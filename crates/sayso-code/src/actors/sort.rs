//! What sort of thing a word stands for.

use sayso_core::ActorKind;

/// What a noun, name or pronoun stands for, as far as rules need to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// One human being.
    Person,
    /// A body: ministry, party, company, court, army.
    Organization,
    /// A state, or a place that acts for one.
    State,
    /// People without a body: protesters, police, villagers, a nation.
    Group,
    /// A place where something is or happens.
    Place,
    /// An amount of money.
    Money,
    /// A bare number.
    Number,
    /// None of the others.
    Thing,
    /// A clause.
    Clause,
}

impl Sort {
    /// Whether it can act or be party to something.
    pub fn can_act(self) -> bool {
        matches!(self, Sort::Person | Sort::Organization | Sort::State | Sort::Group)
    }

    /// The kind of actor it makes.
    pub fn kind(self) -> ActorKind {
        match self {
            Sort::Person => ActorKind::Person,
            Sort::Organization => ActorKind::Organization,
            Sort::State => ActorKind::State,
            Sort::Group => ActorKind::Group,
            Sort::Place => ActorKind::PlaceAsState,
            Sort::Money | Sort::Number | Sort::Thing | Sort::Clause => ActorKind::Unknown,
        }
    }
}
