//! The text of a tree as a list of blocks: paragraphs, headings, list items, captions.

use super::clean::CAPTION;
use dom_query::NodeRef;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Running text.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A picture caption.
    Caption,
    /// A quotation set apart, such as an embedded post.
    Quote,
}

/// A stretch of text that stands by itself on the page.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub kind: Kind,
    pub text: String,
    /// Share of its characters that are links.
    pub linked: f32,
}

/// Deeper trees are read as if they were this deep; real pages have about 40 levels.
const DEEPEST: usize = 400;

struct Writer {
    blocks: Vec<Block>,
    text: String,
    kind: Kind,
    linked: usize,
}

/// The blocks under `root`, in the order of the page.
pub(crate) fn blocks(root: NodeRef<'_>) -> Vec<Block> {
    let mut writer = Writer { blocks: Vec::new(), text: String::new(), kind: Kind::Paragraph, linked: 0 };
    writer.node(root, Kind::Paragraph, false, 0);
    writer.close(Kind::Paragraph);
    writer.blocks
}

impl Writer {
    fn node(&mut self, node: NodeRef<'_>, kind: Kind, linked: bool, depth: usize) {
        if node.is_text() {
            let before = self.text.len();
            push_text(&mut self.text, &node.text());
            if linked {
                self.linked += self.text.len() - before;
            }
            return;
        }
        if depth > DEEPEST {
            return;
        }
        let name = node.node_name().unwrap_or_default();
        let linked = linked || &*name == "a";
        let inner = match &*name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
            "li" | "dt" | "dd" => Kind::Item,
            "blockquote" => Kind::Quote,
            "p" if node.has_class(CAPTION) => Kind::Caption,
            _ => kind,
        };
        match &*name {
            "br" | "hr" => self.close(kind),
            "td" | "th" => {
                push_text(&mut self.text, " ");
                self.children(node, inner, linked, depth);
                push_text(&mut self.text, " ");
            }
            name if is_block(name) => {
                self.close(inner);
                self.children(node, inner, linked, depth);
                self.close(kind);
            }
            _ => self.children(node, inner, linked, depth),
        }
    }

    fn children(&mut self, node: NodeRef<'_>, kind: Kind, linked: bool, depth: usize) {
        for child in node.children_it(false) {
            self.node(child, kind, linked, depth + 1);
        }
    }

    /// Ends the block in work; what follows is of `next` kind.
    fn close(&mut self, next: Kind) {
        let text = self.text.trim();
        if !text.is_empty() {
            let linked = self.linked as f32 / self.text.len().max(1) as f32;
            self.blocks.push(Block { kind: self.kind, text: text.to_string(), linked });
        }
        self.text.clear();
        self.linked = 0;
        self.kind = next;
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "figure"
            | "figcaption"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "thead"
            | "tr"
            | "caption"
            | "blockquote"
            | "pre"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "center"
            | "address"
            | "details"
            | "summary"
            | "fieldset"
            | "form"
            | "body"
            | "picture"
    )
}

/// Adds text as a browser shows it: white space collapsed, invisible characters left out.
fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
