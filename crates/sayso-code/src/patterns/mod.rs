//! Patterns over trees: which words trigger a rule, what must stand around them, and who fills which role.

mod light;
mod matching;
mod pattern;
mod relational;
mod sequence;
mod slots;

pub use light::LightVerbs;
pub use matching::{Attempt, Ground, Matcher, Refusal, trigger_kind};
pub use pattern::{
    Alternative, Condition, Pattern, PatternParts, Patterns, SortTest, Trigger, TriggerKind, WordSets, load_sets,
    parse_slot,
};
pub use sequence::{Element, Sequence, Side};
pub use slots::{Frame, Slot};
