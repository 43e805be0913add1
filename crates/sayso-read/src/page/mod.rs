//! Web pages: the article without what stands around it, and what the page says of itself.

mod article;
mod blocks;
mod clean;
mod meta;
mod shape;

pub(crate) use article::letters;

use crate::draft::{Draft, Drafts};
use crate::problem::ReadError;
use article::{Known, article, is_prose};
use blocks::{Block, Kind, blocks};
use dom_query::Document as Tree;
use meta::Meta;
use sayso_core::Span;

/// A text with its captions.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub text: String,
    pub captions: Vec<Span>,
}

/// Longer pages are read to here; no article is so long.
const LONGEST_PAGE: usize = 24 << 20;

/// Reads a page; `address` is where it was found, if known.
pub(crate) fn read(html: &str, address: Option<&str>) -> Drafts {
    let html = head(html, LONGEST_PAGE);
    if shape::is_hostile(html) {
        let text = shape::without_tags(html);
        let draft = Draft { text, url: address.map(str::to_string), ..Draft::default() };
        return Drafts { drafts: vec![draft], problems: vec![(None, ReadError::TooDeep)], single: true };
    }
    let tree = Tree::from(html);
    let meta = meta::meta(&tree, address);
    clean::clean(&tree);
    let everything = tree.body().map(blocks).unwrap_or_default();
    let mut list = main_part(html, tree, &everything, &meta);
    if prose(&list) == 0 {
        // Nothing found, or nothing left of it: the page is short, or holds its text where no reader looks.
        list = article(everything, &known(&meta));
    }
    let mut text = join(&list);
    if let Some(body) = meta.article_body.as_deref().filter(|body| body.len() > 3 * text.text.len() + 200) {
        text = Text { text: body.to_string(), captions: Vec::new() };
    }
    if text.text.is_empty() {
        return Drafts::failed(ReadError::NoArticle);
    }
    Drafts::one(Draft {
        title: meta.title,
        byline: meta.byline,
        publisher: meta.publisher,
        url: meta.url,
        published: meta.published,
        language: meta.language,
        text: text.text,
        captions: text.captions,
        ..Draft::default()
    })
}

/// The text of HTML that is an article already, such as the body of a feed's item or of a mail; plain text stays.
pub(crate) fn fragment_text(html: &str) -> Text {
    let html = head(html, LONGEST_PAGE);
    if shape::is_hostile(html) {
        return Text { text: shape::without_tags(html), captions: Vec::new() };
    }
    let tree = Tree::from(html);
    clean::clean(&tree);
    let all = tree.body().map(blocks).unwrap_or_default();
    let list = article(all.clone(), &Known::default());
    join(if list.is_empty() { &all } else { &list })
}

/// The blocks of the article, as the readability scores of the page's elements find it.
///
/// The scores are taken without the library's own cutting, since `clean` and `article` cut with more knowledge. Where that
/// leaves most of the page's prose out, the article may be split among several elements, and the library's more careful
/// ways are tried.
fn main_part(html: &str, tree: Tree, everything: &[Block], meta: &Meta) -> Vec<Block> {
    let mut best = candidate(tree, dom_smoothie::ParsePolicy::Raw, meta);
    let all = prose(everything);
    if prose(&best) * 100 < all * NARROW {
        let again = Tree::from(html);
        clean::clean(&again);
        let other = candidate(again, dom_smoothie::ParsePolicy::Strict, meta);
        if prose(&other) > prose(&best) {
            best = other;
        }
        // Paragraphs in boxes of their own: the scores found one box.
        if paragraphs(&best) < FEW {
            let whole = article(everything.to_vec(), &known(meta));
            if prose(&whole) * NARROW > prose(&best) * 100 {
                best = whole;
            }
        }
    }
    best
}

/// Share of a page's prose, in percent, below which a candidate is doubted.
const NARROW: usize = 60;

/// An article of fewer paragraphs may be a part of one.
const FEW: usize = 3;

fn candidate(tree: Tree, policy: dom_smoothie::ParsePolicy, meta: &Meta) -> Vec<Block> {
    let config = dom_smoothie::Config { keep_classes: true, disable_json_ld: true, ..Default::default() };
    let found = dom_smoothie::Readability::with_document(tree, None, Some(config))
        .and_then(|mut reader| reader.parse_with_policy(policy));
    let Ok(found) = found else { return Vec::new() };
    article(blocks(Tree::fragment(found.content).root()), &known(meta))
}

fn known(meta: &Meta) -> Known<'_> {
    Known { titles: &meta.titles, byline: meta.byline.as_deref(), publisher: meta.publisher.as_deref() }
}

fn paragraphs(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| is_prose(&block.text)).count()
}

/// Characters of running text.
fn prose(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| block.linked < 0.5 && is_prose(&block.text)).map(|block| block.text.len()).sum()
}

/// One text of all blocks, a blank line between them.
fn join(blocks: &[Block]) -> Text {
    let mut page = Text::default();
    for block in blocks {
        if !page.text.is_empty() {
            page.text.push_str("\n\n");
        }
        let start = page.text.len();
        page.text.push_str(&block.text);
        if block.kind == Kind::Caption {
            page.captions.push(Span::new(start, page.text.len()));
        }
    }
    page
}

fn head(text: &str, longest: usize) -> &str {
    let mut end = text.len().min(longest);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}
