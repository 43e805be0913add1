//! Which words belong to an argument.

use super::features::Tree;
use super::{Part, Role, RoleKind};
use std::collections::HashMap;

/// What hangs on the head of an argument and yet lies outside its span.
///
/// Learned by counting (`training/train_roles.py`): a key says how the head stands to the predicate, by which relation and on which side the
/// dependent hangs on the head. One that begins with a role holds for that role before one without, and one that ends in a detail of the
/// dependent before both.
pub(super) struct Cuts(HashMap<Box<str>, bool>);

impl Cuts {
    /// One key a line, after "-" for what is cut and "+" for what is kept; none where a line is neither.
    pub(super) fn read(lines: &str) -> Option<Cuts> {
        let one = |line: &str| match line.split_at_checked(1)? {
            ("-", key) => Some((key.into(), true)),
            ("+", key) => Some((key.into(), false)),
            _ => None,
        };
        lines.lines().map(one).collect::<Option<_>>().map(Cuts)
    }

    fn cuts(&self, tree: &Tree<'_>, predicate: usize, head: usize, dependent: usize, role: Role) -> bool {
        let relation = tree.tokens[dependent].relation.full();
        let side = if dependent < head { '-' } else { '+' };
        let wide = format!("{} {relation} {side}", place(tree, predicate, head));
        let narrow = format!("{} {wide}", kind(role));
        let narrowest = format!("{narrow} {}", detail(tree, dependent));
        [narrowest, narrow, wide].iter().find_map(|key| self.0.get(key.as_str())).copied().unwrap_or(false)
    }

    /// First and last word of an argument: its head and what hangs on it, without what leads to the predicate and what is cut.
    pub(super) fn words(&self, tree: &Tree<'_>, predicate: usize, head: usize, role: Role) -> (usize, usize) {
        let above: Vec<usize> = tree.up(predicate).collect();
        let (mut first, mut last, mut stack) = (head, head, vec![head]);
        while let Some(word) = stack.pop() {
            (first, last) = (first.min(word), last.max(word));
            stack.extend(tree.children(word).iter().copied().filter(|child| {
                let outside = || above.contains(child) || self.cuts(tree, predicate, head, *child, role);
                !tree.is_punctuation(*child) && (word != head || !outside())
            }));
        }
        (first, last)
    }
}

/// How the head of an argument stands to the predicate.
fn place(tree: &Tree<'_>, predicate: usize, head: usize) -> &'static str {
    if tree.tokens[head].head == Some(predicate) {
        return "below";
    }
    if head == predicate {
        return "self";
    }
    let under = tree.up(predicate).find(|word| tree.tokens[*word].head == Some(head));
    under.map_or("beside", |word| tree.tokens[word].relation.main())
}

/// The name under which keys know a role.
fn kind(role: Role) -> String {
    let own =
        role.kind <= RoleKind::Causer || matches!(role.kind, RoleKind::LightVerb | RoleKind::Carried | RoleKind::Verb);
    if own || role.part != Part::Whole { role.to_string() } else { "ARGM".to_string() }
}

/// What else tells whether a dependent belongs to a span: an adverb's lemma, a subject of its own, the word that leads it.
fn detail(tree: &Tree<'_>, dependent: usize) -> String {
    if tree.tokens[dependent].relation.full() == "advmod" {
        return tree.lemma(dependent);
    }
    let children = tree.children(dependent);
    let is_any = |child: &usize, names: &[&str]| tree.tokens[*child].relation.is_any(names);
    if children.iter().any(|child| is_any(child, &["nsubj", "csubj"])) {
        return "own".to_string();
    }
    let leads = children.iter().find(|child| is_any(child, &["case", "mark"]));
    leads.map_or("_".to_string(), |child| tree.lemma(*child))
}
