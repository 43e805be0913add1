//! Names of roles.

use std::fmt;

macro_rules! kinds {
    ($($kind:ident $name:literal $what:literal),* $(,)?) => {
        /// What an argument is to its predicate, as PropBank names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RoleKind { $(#[doc = $what] $kind),* }

        impl RoleKind {
            /// All kinds.
            pub const ALL: &[RoleKind] = &[$(RoleKind::$kind),*];

            /// PropBank's name.
            pub fn name(self) -> &'static str {
                match self { $(RoleKind::$kind => $name),* }
            }
        }
    };
}

kinds! {
    Arg0 "ARG0" "Who acts or causes.",
    Arg1 "ARG1" "Who or what is acted on, changed, told.",
    Arg2 "ARG2" "What the predicate's own frame says: often to whom, with what, or what something is.",
    Arg3 "ARG3" "As the frame says: often where something begins.",
    Arg4 "ARG4" "As the frame says: often where something ends.",
    Arg5 "ARG5" "As the frame says.",
    Causer "ARGA" "Who makes somebody act.",
    Adjectival "ARGM-ADJ" "What describes a noun.",
    Adverbial "ARGM-ADV" "A remark or clause beside the act.",
    Cause "ARGM-CAU" "Why.",
    Comitative "ARGM-COM" "With whom.",
    Construction "ARGM-CXN" "Part of a comparison or another construction.",
    Direction "ARGM-DIR" "Along what way.",
    Discourse "ARGM-DIS" "What joins the sentence to others.",
    Extent "ARGM-EXT" "How much.",
    Goal "ARGM-GOL" "To or for whom or what.",
    Location "ARGM-LOC" "Where.",
    LightVerb "ARGM-LVB" "The verb that only carries the noun: make (a decision).",
    Manner "ARGM-MNR" "How.",
    Modal "ARGM-MOD" "Can, must, will and their like.",
    Negation "ARGM-NEG" "Not, never and their like.",
    Predication "ARGM-PRD" "What somebody or something is meanwhile.",
    Purpose "ARGM-PRP" "What for.",
    Carried "ARGM-PRR" "The noun that a light verb carries.",
    Reciprocal "ARGM-REC" "Each other, -self.",
    Time "ARGM-TMP" "When.",
    Verb "V" "The predicate itself: only ever continued (\"give ... up\").",
}

/// Which part of an argument a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The argument.
    Whole,
    /// A word that takes the argument up again: "who", "that" (`R-`).
    Reference,
    /// The rest of an argument that stands apart (`C-`).
    Continuation,
}

/// A role as PropBank writes it: "ARG0", "R-ARG0", "ARGM-TMP".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role {
    /// What the argument is to the predicate.
    pub kind: RoleKind,
    /// Which part of it.
    pub part: Part,
}

impl Role {
    /// The role of that name; none for one that PropBank does not have.
    pub fn parse(name: &str) -> Option<Role> {
        let (part, name) = match name.split_at_checked(2) {
            Some(("R-", rest)) => (Part::Reference, rest),
            Some(("C-", rest)) => (Part::Continuation, rest),
            _ => (Part::Whole, name),
        };
        let kind = RoleKind::ALL.iter().copied().find(|kind| kind.name() == name)?;
        Some(Role { kind, part })
    }

    /// Whether a predicate has this role once at most: ARG0 to ARG5, neither taken up nor continued.
    pub fn is_core(self) -> bool {
        self.part == Part::Whole && self.kind <= RoleKind::Arg5
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.part {
            Part::Whole => "",
            Part::Reference => "R-",
            Part::Continuation => "C-",
        })?;
        out.write_str(self.kind.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for kind in RoleKind::ALL.iter().copied() {
            for part in [Part::Whole, Part::Reference, Part::Continuation] {
                let role = Role { kind, part };
                assert_eq!(Role::parse(&role.to_string()), Some(role));
            }
        }
        assert_eq!(Role::parse("R-ARGM-TMP").map(|role| role.to_string()).as_deref(), Some("R-ARGM-TMP"));
        for wrong in ["", "ARG6", "R-", "X-ARG0", "arg0", "é"] {
            assert_eq!(Role::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_whole_numbered_arguments_are_core() {
        let core = |name: &str| Role::parse(name).is_some_and(Role::is_core);
        assert!(core("ARG0") && core("ARG5"));
        assert!(!core("R-ARG0") && !core("C-ARG1") && !core("ARGA") && !core("ARGM-LOC"));
    }
}
