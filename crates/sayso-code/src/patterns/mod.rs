//! Patterns over trees: which words trigger a rule, what must stand around them, and who fills which role.

mod light;
mod matching;
mod pattern;
mod slots;

pub use light::LightVerbs;
pub use matching::{Attempt, Matcher, Refusal};
pub use pattern::{
    Alternative, Condition, Pattern, PatternParts, Patterns, SortTest, Trigger, TriggerKind, WordSets, load_sets,
    parse_slot,
};
pub use slots::{Frame, Slot};
