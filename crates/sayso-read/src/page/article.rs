//! From the blocks of the main part of a page to the article: what pages repeat, advertise and link to is left out.

use super::blocks::{Block, Kind};
use crate::debris::debris;
use std::collections::HashSet;

/// What is known of the page while its blocks are judged.
#[derive(Debug, Default)]
pub(crate) struct Known<'a> {
    pub titles: &'a [String],
    pub byline: Option<&'a str>,
    pub publisher: Option<&'a str>,
}

/// Leaves out of `blocks` what is no part of the article.
pub(crate) fn article(blocks: Vec<Block>, known: &Known<'_>) -> Vec<Block> {
    let mut blocks = blocks;
    cut_after_ending(&mut blocks);
    for block in &mut blocks {
        if block.kind == Kind::Paragraph && debris().is_caption(&block.text) {
            block.kind = Kind::Caption;
        }
    }
    let mut blocks = without_lines(blocks, known);
    drop_before_first_sentence(&mut blocks);
    drop_link_lists(&mut blocks);
    drop_author_note(&mut blocks, known);
    let repeated = drop_repeated(&mut blocks);
    drop_labels(&mut blocks, &repeated);
    drop_headings_over_nothing(&mut blocks);
    blocks
}

fn without_lines(blocks: Vec<Block>, known: &Known<'_>) -> Vec<Block> {
    let titles: Vec<String> = known.titles.iter().map(|title| letters(title)).filter(|title| title.len() > 6).collect();
    let author = known.byline.map(letters).filter(|author| !author.is_empty());
    let publisher = known.publisher.map(letters).filter(|publisher| !publisher.is_empty());
    blocks
        .into_iter()
        .filter(|block| {
            if debris().is_line(&block.text) && block.kind != Kind::Caption {
                return false;
            }
            let same = letters(&block.text);
            ![&author, &publisher].iter().any(|known| known.as_ref() == Some(&same)) && !titles.contains(&same)
        })
        .collect()
}

/// Section names, places and times stand over the first sentence; they are not part of the report.
fn drop_before_first_sentence(blocks: &mut Vec<Block>) {
    let Some(first) = blocks.iter().position(|block| block.kind != Kind::Caption && is_prose(&block.text)) else {
        return;
    };
    let mut at = 0;
    blocks.retain(|block| {
        let before = at < first;
        at += 1;
        !before || block.kind == Kind::Caption || words(&block.text) > 12
    });
}

/// A heading that pages put over what follows an article ("Related stories") ends it, unless much text still follows.
fn cut_after_ending(blocks: &mut Vec<Block>) {
    let total: usize = blocks.iter().map(|block| block.text.len()).sum();
    let prose_of = |block: &Block| if block.linked < 0.5 && is_prose(&block.text) { block.text.len() } else { 0 };
    let mut prose_after: usize = blocks.iter().map(prose_of).sum();
    let mut seen = 0;
    let mut end = None;
    for (at, block) in blocks.iter().enumerate() {
        if seen * 2 > total && prose_after * 5 < total && debris().is_ending(&block.text) {
            end = Some(at);
            break;
        }
        seen += block.text.len();
        prose_after -= prose_of(block);
    }
    if let Some(end) = end {
        blocks.truncate(end);
    }
}

/// Blocks that are nothing but a link lead to other articles.
fn drop_link_lists(blocks: &mut Vec<Block>) {
    blocks.retain(|block| match block.kind {
        Kind::Quote => true,
        Kind::Caption => block.linked < 0.8,
        Kind::Heading => block.linked < 0.8 || words(&block.text) < 4,
        Kind::Item => block.linked < 0.85,
        Kind::Paragraph => block.linked < 0.8 || (ends_sentence(&block.text) && words(&block.text) > 12),
    });
}

/// The note about the author under an article.
fn drop_author_note(blocks: &mut Vec<Block>, known: &Known<'_>) {
    let author = known.byline.map(letters).filter(|author| author.len() > 4);
    while let Some(last) = blocks.last() {
        let text = letters(&last.text);
        let names_author = author.as_ref().is_some_and(|author| text.starts_with(author.as_str()));
        let contributed = last.text.len() < 200
            && ["contributed to this", "contributed reporting", "contributed to the report"]
                .iter()
                .any(|words| last.text.contains(words));
        let follow = last.text.len() < 400
            && ["Follow him on", "Follow her on", "Follow them on", "follow us on", "Follow us on"]
                .iter()
                .any(|words| last.text.contains(words));
        if blocks.len() > 2 && last.text.len() < 600 && (names_author || contributed || follow) {
            blocks.pop();
        } else {
            break;
        }
    }
}

/// Captions and pull quotes repeat; the first stands. Gives what stood more than once.
fn drop_repeated(blocks: &mut Vec<Block>) -> HashSet<String> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut repeated = HashSet::new();
    blocks.retain(|block| {
        let same = letters(&block.text);
        let first = seen.insert(same.clone());
        let stays = first || (block.kind != Kind::Caption && words(&block.text) < 6);
        if !first {
            repeated.insert(same);
        }
        stays
    });
    repeated
}

/// A caption that only names what a picture shows, or who took it, is no report; one that says something is.
fn drop_labels(blocks: &mut Vec<Block>, repeated: &HashSet<String>) {
    blocks.retain(|block| {
        block.kind != Kind::Caption
            || is_statement(&block.text)
            || (words(&block.text) >= 4 && !debris().is_line(&block.text) && repeated.contains(&letters(&block.text)))
    });
}

fn drop_headings_over_nothing(blocks: &mut Vec<Block>) {
    while blocks.last().is_some_and(|block| block.kind == Kind::Heading) {
        blocks.pop();
    }
}

/// Letters and digits alone, in lower case: what is left of two lines that say the same.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']).ends_with(['.', '!', '?', '…', '。', '؟', '।'])
}

/// Whether a block reads as running text.
pub(crate) fn is_prose(text: &str) -> bool {
    words(text) >= 8 && ends_sentence(text)
        || words(text) >= 25
        || (text.chars().count() > 40 && words(text) < 8 && ends_sentence(text))
}

/// Whether a caption says something in a sentence of its own.
pub(crate) fn is_statement(text: &str) -> bool {
    words(text) >= 10 && ends_sentence(text.split(" (").next().unwrap_or(text))
}
