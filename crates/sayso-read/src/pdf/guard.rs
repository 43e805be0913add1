//! What the library for PDF would follow without end: it knows no limit to what a stream unpacks to, and a document that
//! holds itself makes it call itself until the program ends, which nothing can catch. Such documents are refused before.

use flate2::read::ZlibDecoder;
use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, Stream};
use std::io::{BufRead, BufReader, Read};

/// Bytes that one stream unpacks to at most.
const LARGEST_STREAM: u64 = 256 << 20;

/// Filters round a stream that are opened to count its bytes.
const LAYERS: usize = 3;

/// Steps from a page to the root of the tree of pages.
const LONGEST_PATH: usize = 64;

/// Drawings in drawings.
const DEEPEST: usize = 24;

/// What all drawings of a document cost together at most: their bytes, and so many for each.
const ALL_DRAWINGS: usize = 1 << 30;
const ONE_DRAWING: usize = 1 << 16;

/// Loads a document that is safe to hand to the library.
///
/// # Errors
/// Why it is refused.
pub(super) fn load(bytes: &[u8]) -> Result<Document, String> {
    if streams(bytes).any(grows) {
        return Err(too_large());
    }
    let mut document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
    if document.is_encrypted() {
        document.decrypt("").map_err(|error| error.to_string())?;
        let content = |object: &Object| object.as_stream().is_ok_and(|stream| grows(&stream.content));
        if document.objects.values().any(content) {
            return Err(too_large());
        }
    }
    let mut left = ALL_DRAWINGS;
    for page in document.get_pages().into_values() {
        has_a_root(&document, page)?;
        let resources = inherited(&document, page, b"Resources");
        let content = document.get_page_content(page).unwrap_or_default();
        draw(&document, &content, resources, DEEPEST, &mut left)?;
    }
    Ok(document)
}

fn too_large() -> String {
    format!("a part of it unpacks to more than {} MB", LARGEST_STREAM >> 20)
}

/// What follows each word "stream" in the file.
fn streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const WORD: &[u8] = b"stream";
    let ends = bytes.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD);
    ends.filter_map(|(at, _)| {
        let rest = bytes.get(at + WORD.len()..)?;
        rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).or_else(|| rest.strip_prefix(b"\r"))
    })
}

/// Whether a stream unpacks to more than is allowed, whatever its dictionary says of its filters.
fn grows(content: &[u8]) -> bool {
    let mut reader: Box<dyn BufRead + '_> = Box::new(content);
    for _ in 0..LAYERS {
        // The two bytes at the beginning of zlib's format: its method, and a multiple of 31.
        let packed = reader.fill_buf().is_ok_and(|start| match start {
            [first, second, ..] => first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0,
            _ => false,
        });
        if !packed {
            break;
        }
        reader = Box::new(BufReader::new(ZlibDecoder::new(reader)));
    }
    // A damaged end says nothing of what came before it.
    let (mut count, mut buffer) = (0, [0; 1 << 14]);
    while count <= LARGEST_STREAM {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => return false,
            Ok(read) => count += read as u64,
        }
    }
    true
}

/// Whether the parents of a page end somewhere.
fn has_a_root(document: &Document, page: (u32, u16)) -> Result<(), String> {
    let mut at = page;
    for _ in 0..LONGEST_PATH {
        match parent(document, at) {
            Some(parent) => at = parent,
            None => return Ok(()),
        }
    }
    Err("its tree of pages has no root".to_string())
}

fn parent(document: &Document, node: (u32, u16)) -> Option<(u32, u16)> {
    document.get_dictionary(node).ok()?.get(b"Parent").and_then(Object::as_reference).ok()
}

/// What a page or the nearest of its parents has of this name.
fn inherited<'a>(document: &'a Document, page: (u32, u16), name: &[u8]) -> Option<&'a Dictionary> {
    let own = |node| dictionary(document, document.get_dictionary(node).ok()?, name);
    let nodes = std::iter::successors(Some(page), |node| parent(document, *node)).take(LONGEST_PATH);
    nodes.into_iter().find_map(own)
}

fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, name: &[u8]) -> Option<&'a Dictionary> {
    document.dereference(of.get(name).ok()?).ok()?.1.as_dict().ok()
}

/// Follows the drawings that a content asks for as the library does, without drawing.
fn draw(
    document: &Document,
    content: &[u8],
    resources: Option<&Dictionary>,
    deeper: usize,
    left: &mut usize,
) -> Result<(), String> {
    *left = left.checked_sub(content.len() + ONE_DRAWING).ok_or("its drawings hold too many others")?;
    if !content.windows(2).any(|word| word == b"Do") {
        return Ok(());
    }
    let deeper = deeper.checked_sub(1).ok_or("its drawings hold themselves")?;
    let Ok(content) = Content::decode(content) else { return Ok(()) };
    for operation in content.operations.iter().filter(|operation| operation.operator == "Do") {
        let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let Some(drawing) = drawing(document, resources, name) else { continue };
        let content = drawing.decompressed_content().unwrap_or_else(|_| drawing.content.clone());
        let own = dictionary(document, &drawing.dict, b"Resources");
        draw(document, &content, own.or(resources), deeper, left)?;
    }
    Ok(())
}

fn drawing<'a>(document: &'a Document, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<&'a Stream> {
    let drawings = dictionary(document, resources?, b"XObject")?;
    document.dereference(drawings.get(name).ok()?).ok()?.1.as_stream().ok()
}
