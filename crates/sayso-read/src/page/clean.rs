//! Takes out of a page's tree what cannot be article text, before the article is looked for.

use crate::debris::{Naming, debris};
use dom_query::{Document, NodeId, NodeRef};

/// Class given to picture captions, so that they are known again in the article.
pub(crate) const CAPTION: &str = "sayso-caption";

/// Elements that hold no text for readers, whatever their size.
const NEVER_TEXT: [&str; 9] =
    ["script", "style", "noscript", "template", "svg", "iframe", "button", "select", "textarea"];

/// An element with a larger share of the page's prose than this is not debris, whatever its name.
const LARGE_SHARE: f64 = 0.25;

/// Longest text of a part that goes for a name that only hints at debris.
const SHORT_PART: usize = 220;

struct Part {
    id: NodeId,
    parent: Option<usize>,
    /// Characters outside links.
    prose: usize,
    /// Characters inside links.
    linked: usize,
    /// Characters in paragraphs of some length.
    paragraphs: usize,
}

/// Removes debris and marks captions.
pub(crate) fn clean(document: &Document) {
    remove_silent(document);
    let Some(body) = document.body() else { return };
    let parts = measure(body);
    let whole = parts.first().map_or(0, |part| part.prose).max(1);
    let mut gone = vec![false; parts.len()];
    for (at, part) in parts.iter().enumerate().skip(1) {
        if part.parent.is_some_and(|parent| gone[parent]) {
            gone[at] = true;
            continue;
        }
        let Some(node) = document.tree.get(&part.id) else { continue };
        let Some(name) = node.node_name() else { continue };
        match judge(&node, &name, part, whole) {
            Verdict::Remove => {
                gone[at] = true;
                node.remove_from_parent();
            }
            Verdict::Caption => {
                node.rename("p");
                node.set_attr("class", CAPTION);
            }
            Verdict::Keep => {}
        }
    }
}

/// A page with less text than this beside its comments has no other report.
const SHORTEST_REPORT: usize = 250;

fn is_comments(names: &[String]) -> bool {
    names.iter().any(|names| {
        names
            .to_lowercase()
            .split_ascii_whitespace()
            .any(|name| name.starts_with("comment") || name.ends_with("comments") || name.contains("disqus"))
    })
}

enum Verdict {
    Keep,
    Remove,
    Caption,
}

fn judge(node: &NodeRef<'_>, name: &str, part: &Part, whole: usize) -> Verdict {
    let large = part.prose as f64 / whole as f64 > LARGE_SHARE;
    if matches!(name, "html" | "body" | "main" | "h1") {
        return Verdict::Keep;
    }
    if is_embedded_post(node) || is_inside_text(node, name) {
        return Verdict::Keep;
    }
    if name == "figcaption" {
        return Verdict::Caption;
    }
    if is_hidden(node) && !large {
        return Verdict::Remove;
    }
    if debris().is_element(name) || node.attr("role").is_some_and(|role| debris().is_role(&role)) {
        return if large { Verdict::Keep } else { Verdict::Remove };
    }
    let names: Vec<String> = ["class", "id", "itemprop", "data-component"]
        .iter()
        .filter_map(|key| node.attr(key))
        .map(|value| value.to_string())
        .collect();
    let naming = names.iter().map(|names| debris().naming(names)).max().unwrap_or(Naming::Plain);
    let text = part.prose + part.linked;
    match naming {
        // What readers write is not the report, even where they write more than it holds.
        Naming::Strong if !large || (is_comments(&names) && whole - part.prose >= SHORTEST_REPORT) => Verdict::Remove,
        Naming::Caption if text < 700 => Verdict::Caption,
        Naming::Weak
            if part.paragraphs == 0
                && !(name == "p" && part.prose > 80)
                && (text < SHORT_PART || part.linked > part.prose)
                && name != "article" =>
        {
            Verdict::Remove
        }
        _ => Verdict::Keep,
    }
}

/// Posts of others that an article quotes are part of it.
fn is_embedded_post(node: &NodeRef<'_>) -> bool {
    let named = || node.attr("class").is_some_and(|class| class.contains("embed") || class.contains("tweet"));
    node.has_name("blockquote") || (named() && node.descendants_it().any(|inner| inner.has_name("blockquote")))
}

/// A link or emphasis in running text is text, whatever its class says.
fn is_inside_text(node: &NodeRef<'_>, name: &str) -> bool {
    matches!(name, "a" | "abbr" | "b" | "cite" | "em" | "i" | "mark" | "q" | "span" | "strong" | "sub" | "sup" | "u")
        && !is_hidden(node)
        && node
            .ancestors_it(Some(3))
            .any(|above| above.has_name("p") && visible_length(&above.text()) > 2 * visible_length(&node.text()) + 20)
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || node.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

fn remove_silent(document: &Document) {
    let silent: Vec<NodeRef<'_>> = document
        .root()
        .descendants_it()
        .filter(|node| node.is_comment() || node.node_name().is_some_and(|name| NEVER_TEXT.contains(&&*name)))
        .collect();
    for node in silent {
        node.remove_from_parent();
    }
}

/// All elements under `body` in the order of the page, with how much text each holds.
fn measure(body: NodeRef<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // (node, index of the parent part, whether inside a link)
    let mut open = vec![(body, None::<usize>, false)];
    while let Some((node, parent, linked)) = open.pop() {
        if node.is_text() {
            let Some(parent) = parent else { continue };
            let length = visible_length(&node.text());
            if linked {
                parts[parent].linked += length;
            } else {
                parts[parent].prose += length;
            }
            continue;
        }
        if !node.is_element() {
            continue;
        }
        let linked = linked || node.has_name("a");
        let at = parts.len();
        parts.push(Part { id: node.id, parent, prose: 0, linked: 0, paragraphs: 0 });
        open.extend(node.children_it(true).map(|child| (child, Some(at), linked)));
    }
    // Parents stand before their children, so one pass from the end sums up.
    for at in (1..parts.len()).rev() {
        let (prose, linked, own_paragraphs) = (parts[at].prose, parts[at].linked, parts[at].paragraphs);
        let node = body.tree.get(&parts[at].id);
        let is_paragraph = node.is_some_and(|node| node.has_name("p")) && prose > 80;
        if let Some(parent) = parts[at].parent {
            parts[parent].prose += prose;
            parts[parent].linked += linked;
            parts[parent].paragraphs += own_paragraphs + usize::from(is_paragraph) * prose;
        }
    }
    parts
}

fn visible_length(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum()
}
