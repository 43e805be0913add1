//! The dossier: one page of HTML on an incident or an actor that needs nothing but itself.
//!
//! It loads nothing, runs no script, and shows the words of reports as text, never as HTML. It reads in the light and in
//! the dark and prints on paper. Everything in it is what somebody reports: accounts stand side by side, each with who
//! says so; none is called right.

mod excerpt;
mod note;
mod page;
mod parts;

pub use excerpt::{Excerpt, Mark, MarkKind};
pub use note::{Note, NotedEvent, note};

/// What a page shows. Parts that are empty are left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dossier {
    /// The heading: an actor's name, or what an incident is about.
    pub title: String,
    /// A line under the heading: how many reports, from when to when.
    pub about: String,
    /// Acts, each with all its accounts.
    pub incidents: Vec<Incident>,
    /// Numbers by holder and day.
    pub ledger: Vec<LedgerRow>,
    /// What stated rules make of the numbers.
    pub derived: Vec<DerivedRow>,
    /// Accounts that can't both be true.
    pub contradictions: Vec<Contradiction>,
    /// What got lost on the way from one report to the next.
    pub drift: Vec<Drift>,
    /// Who calls whom what.
    pub labels: Vec<LabelUse>,
    /// Standing relations.
    pub ties: Vec<TieLine>,
    /// What is told to have happened when, by day.
    pub timeline: Vec<Moment>,
    /// Who is cited.
    pub sources: Vec<Source>,
    /// Names and values: versions and hashes behind the page.
    pub versions: Vec<(String, String)>,
}

/// An act and its accounts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incident {
    /// Its id in the workspace.
    pub id: String,
    /// What it is about: "COERCE arrest: police → Dawn Front".
    pub heading: String,
    /// The day or days, as text.
    pub date: Option<String>,
    /// The place, with its precision where it is no town.
    pub place: Option<String>,
    /// How many independent origins: "2 independent origins", "origins can't be told".
    pub origins: String,
    /// Who tells it, in the order of publication.
    pub accounts: Vec<Account>,
}

/// One report's account.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// The event's id.
    pub event: String,
    /// The document's id.
    pub doc: String,
    /// Who published it.
    pub outlet: String,
    /// When.
    pub published: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Whether the holder says that it did not happen.
    pub denied: bool,
    /// What isn't certain and actual: "possible", "planned".
    pub hedge: Option<String>,
    /// Who says so, from the publisher inwards.
    pub chain: Vec<Step>,
    /// What the chain ends in: "COERCE arrest".
    pub act: String,
    /// The words.
    pub excerpt: Excerpt,
}

/// A link of a chain.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// The holder's name or description.
    pub name: String,
    /// What the holder does: "states", "denies"; none for the publisher.
    pub act: Option<String>,
    /// Described, not named.
    pub unnamed: bool,
}

/// A number that somebody gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LedgerRow {
    /// "killed", "arrested".
    pub quantity: String,
    /// "14", "at least 3", "10 to 20".
    pub value: String,
    /// Whose count.
    pub holder: String,
    /// In which outlet.
    pub outlet: String,
    /// When published.
    pub published: Option<String>,
    /// Whether it revises an earlier number of the same holder.
    pub revises: Option<String>,
}

/// What stated rules make of all numbers of one quantity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DerivedRow {
    /// "killed", "arrested".
    pub quantity: String,
    /// The id of the incident.
    pub incident: String,
    /// The smallest ever given.
    pub lowest: String,
    /// The largest ever given.
    pub highest: String,
    /// After ACLED's practice.
    pub acled: String,
    /// After UCDP's: low, best, high.
    pub ucdp: [String; 3],
}

/// Accounts that can't both be true.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contradiction {
    /// What they differ in: "killed", "responsible party".
    pub field: String,
    /// Why both can't be.
    pub explanation: String,
    /// The accounts.
    pub sides: Vec<Side>,
}

/// One account of a contradiction, or one end of a drift.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Side {
    /// The value, where there is one.
    pub value: String,
    /// Who vouches for it.
    pub holder: String,
    /// The outlet.
    pub outlet: String,
    /// When published.
    pub published: Option<String>,
    /// The words.
    pub excerpt: Excerpt,
}

/// What got lost between two reports.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drift {
    /// "hedge lost", "denial dropped".
    pub kind: String,
    /// In a sentence.
    pub explanation: String,
    /// As it was.
    pub before: Side,
    /// As it became.
    pub after: Side,
}

/// A label in use.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LabelUse {
    /// The words.
    pub words: String,
    /// For whom.
    pub target: String,
    /// Who applies it, the chain in a line.
    pub says: String,
    /// When published.
    pub published: Option<String>,
}

/// A standing relation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TieLine {
    /// The one.
    pub from: String,
    /// "backs", with its change: "backs, weakens".
    pub relation: String,
    /// The other.
    pub to: String,
    /// Since and until, as text.
    pub time: String,
    /// Who says so.
    pub says: String,
}

/// What is told of a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moment {
    /// The day, ISO 8601, or days.
    pub date: String,
    /// What is told.
    pub line: String,
    /// Who says so.
    pub says: String,
    /// Whether that is denied by somebody.
    pub disputed: bool,
}

/// Somebody who is cited.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// Name or description.
    pub holder: String,
    /// Whether reports name it.
    pub named: bool,
    /// The outlets that cite it.
    pub cited_by: Vec<String>,
    /// Accounts that rest on it.
    pub accounts: usize,
    /// Of these, denials.
    pub denials: usize,
}

impl Dossier {
    /// The page.
    pub fn to_html(&self) -> String {
        page::page(self).into_string()
    }
}

#[cfg(test)]
mod tests;
