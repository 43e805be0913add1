//! Who says so, drawn as trees: for each sentence the holders from the outside in, and below each what stands on its word.

use super::view::wrapped;
use sayso_core::{Act, Chain, Event, Holder, Label, Link, Party, Quote, Reading, Span, Tie};
use sayso_export::{name, words};
use std::collections::BTreeMap;
use std::fmt::Write;

/// All trees of a reading, each below its sentence.
pub(super) fn page(reading: &Reading, width: usize) -> String {
    let mut out = String::new();
    for (sentence, tree) in trees(reading) {
        if !out.is_empty() {
            out.push('\n');
        }
        wrapped(&mut out, &words::one_line(sentence.of(&reading.document.text)), width, "", "");
        out.extend(tree.lines().map(|line| format!("  {line}\n")));
    }
    out
}

/// For each sentence with a record, in the order of the text: who says so, drawn as a tree.
pub fn trees(reading: &Reading) -> Vec<(Span, String)> {
    let mut by_sentence: BTreeMap<Span, Node> = BTreeMap::new();
    let mut put = |sentence: Span, chain: &Chain, leaf: String| {
        by_sentence.entry(sentence).or_default().put(reading, chain.links(), leaf);
    };
    for event in &reading.events {
        put(event.evidence.sentence, &event.chain, event_leaf(reading, event));
    }
    for label in &reading.labels {
        put(sentence_around(reading, label.span), &label.chain, label_leaf(reading, label));
    }
    for tie in &reading.ties {
        put(tie.evidence.sentence, &tie.chain, tie_leaf(reading, tie));
    }
    let drawn = by_sentence.into_iter().map(|(sentence, node)| {
        let mut tree = String::new();
        node.draw(&mut tree, "");
        (sentence, tree)
    });
    drawn.collect()
}

/// A holder, whom it cites, and what stands on its own word.
#[derive(Default)]
struct Node {
    /// What identifies the holder among its neighbours, and its line.
    branches: Vec<(Branch, String, Node)>,
    leaves: Vec<String>,
}

/// A link of a chain as one of a tree: who, by which word, doing what.
#[derive(PartialEq)]
struct Branch {
    holder: Holder,
    cue: Option<Span>,
    act: Option<Act>,
}

impl Node {
    fn put(&mut self, reading: &Reading, links: &[Link], leaf: String) {
        let Some((link, inner)) = links.split_first() else {
            self.leaves.push(leaf);
            return;
        };
        let branch = Branch { holder: link.holder.clone(), cue: link.cue, act: link.act };
        let at = self.branches.iter().position(|(other, ..)| *other == branch).unwrap_or_else(|| {
            self.branches.push((branch, link_line(reading, link), Node::default()));
            self.branches.len() - 1
        });
        self.branches[at].2.put(reading, inner, leaf);
    }

    fn draw(&self, out: &mut String, indent: &str) {
        let count = self.leaves.len() + self.branches.len();
        for (number, leaf) in self.leaves.iter().enumerate() {
            twig(out, indent, leaf, number + 1 == count);
        }
        for (number, (branch, line, node)) in self.branches.iter().enumerate() {
            let below = if branch.holder.publisher {
                // The publisher is the root.
                let _ = writeln!(out, "{indent}{line}");
                indent.to_string()
            } else {
                twig(out, indent, line, self.leaves.len() + number + 1 == count)
            };
            node.draw(out, &below);
        }
    }
}

/// Draws a twig; gives the indent of what hangs on it.
fn twig(out: &mut String, indent: &str, line: &str, is_last: bool) -> String {
    let _ = writeln!(out, "{indent}{} {line}", if is_last { "└─" } else { "├─" });
    format!("{indent}{}  ", if is_last { " " } else { "│" })
}

fn link_line(reading: &Reading, link: &Link) -> String {
    let holder = words::holder(reading, link);
    if link.holder.publisher {
        return holder;
    }
    let cue = link.cue.map(|cue| words::one_line(cue.of(&reading.document.text)));
    if link.quote == Some(Quote::Scare) && link.holder.span.is_none() {
        return format!("{holder}, by the writer's quotation marks");
    }
    let does = words::does(reading, link);
    let by = cue.map_or(String::new(), |cue| format!(" (“{cue}”)"));
    let own_words = if link.quote == Some(Quote::Direct) { ", in quotation marks" } else { "" };
    format!("{holder} {does}{by}{own_words}")
}

fn event_leaf(reading: &Reading, event: &Event) -> String {
    let text = &reading.document.text;
    let trigger = words::one_line(event.evidence.trigger.of(text));
    let factuality = words::factuality(&event.factuality);
    let told = if factuality.is_empty() { String::new() } else { format!("  {factuality}") };
    let parties = match (event.actor.is_empty(), event.recipient.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("  {}", all(reading, &event.actor)),
        _ => format!("  {} -> {}", all(reading, &event.actor), all(reading, &event.recipient)),
    };
    format!("{} “{trigger}”{parties}{told}", words::kind(event))
}

fn label_leaf(reading: &Reading, label: &Label) -> String {
    format!("calls {} “{}”", words::party(reading, &label.target), words::one_line(&label.text))
}

fn tie_leaf(reading: &Reading, tie: &Tie) -> String {
    let (from, to) = (words::party(reading, &tie.from), words::party(reading, &tie.to));
    format!("{from} {} {to} ({})", name(&tie.kind), name(&tie.change))
}

fn all(reading: &Reading, parties: &[Party]) -> String {
    let shown: Vec<String> = parties.iter().map(|party| words::party(reading, party)).collect();
    if shown.is_empty() { "?".to_string() } else { shown.join(", ") }
}

/// The sentence that a label stands in, by the records beside it, or its line of the text.
fn sentence_around(reading: &Reading, span: Span) -> Span {
    let known = reading.events.iter().map(|event| event.evidence.sentence);
    let known =
        known.chain(reading.ties.iter().map(|tie| tie.evidence.sentence)).find(|sentence| sentence.contains(span));
    known.unwrap_or_else(|| {
        let text = &reading.document.text;
        let start = text[..span.start].rfind(['\n', '.', '!', '?']).map_or(0, |at| at + 1);
        let end = text[span.end..].find(['\n', '.', '!', '?']).map_or(text.len(), |at| span.end + at + 1);
        Span::new(start, end).trimmed(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::ActorId;

    fn link(holder: Holder, cue: Option<Span>, act: Act) -> Link {
        Link { holder, cue, act: Some(act), quote: Some(Quote::Indirect) }
    }

    #[test]
    fn chains_with_a_common_beginning_share_it() {
        let document = sayso_core::Document::new("t", "Kyiv said it. Moscow denied it.");
        let reading = Reading {
            document,
            actors: Vec::new(),
            events: Vec::new(),
            labels: Vec::new(),
            ties: Vec::new(),
            produced_by: sayso_core::ProducedBy::default(),
            fingerprint: Vec::new(),
        };
        let publisher = Chain::publisher().links()[0].clone();
        let named = |start: usize, end: usize| Holder {
            publisher: false,
            actor: None::<ActorId>,
            span: Some(Span::new(start, end)),
            unnamed: false,
            place: None,
        };
        let kyiv = link(named(0, 4), Some(Span::new(5, 9)), Act::States);
        let moscow = link(named(14, 20), Some(Span::new(21, 27)), Act::Denies);
        let mut root = Node::default();
        root.put(&reading, &[publisher.clone(), kyiv.clone()], "A".into());
        root.put(&reading, &[publisher.clone(), kyiv, moscow], "B".into());
        root.put(&reading, &[publisher], "C".into());
        let mut out = String::new();
        root.draw(&mut out, "");
        let expected =
            "the publisher\n├─ C\n└─ Kyiv says (“said”)\n   ├─ A\n   └─ Moscow denies (“denied”)\n      └─ B\n";
        assert_eq!(out, expected);
    }
}
