//! The web pages, which are part of the program: packed with gzip, as every browser takes them.

use crate::error::ApiError;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use std::borrow::Cow;
use std::io::Read;

#[derive(rust_embed::Embed)]
#[folder = "$OUT_DIR/web"]
struct Built;

/// A file of the front end; every other address is a page that the front end draws.
pub async fn page(uri: Uri, asked: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Built::get(path) {
        // Files of /assets carry a hash of their content in the name.
        let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        let kind = mime_guess::from_path(path).first_or_octet_stream().to_string();
        return unpacked_for(&asked, &kind, keep, file.data);
    }
    if path.starts_with("assets/") {
        return ApiError::new(StatusCode::NOT_FOUND, "not_found", format!("there is no file /{path}"), "")
            .into_response();
    }
    match Built::get("index.html") {
        Some(file) => unpacked_for(&asked, "text/html; charset=utf-8", "no-cache", file.data),
        None => ApiError::inside("this sayso was built without its web pages").into_response(),
    }
}

/// A packed file as it is for those who take gzip, unpacked for the others.
fn unpacked_for(asked: &HeaderMap, kind: &str, keep: &str, packed: Cow<'static, [u8]>) -> Response {
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, keep), (VARY, "accept-encoding")];
    let takes = |value: &axum::http::HeaderValue| value.to_str().is_ok_and(|value| value.contains("gzip"));
    if asked.get_all(ACCEPT_ENCODING).iter().any(takes) {
        return (headers, [(CONTENT_ENCODING, "gzip")], packed).into_response();
    }
    let mut content = Vec::new();
    match GzDecoder::new(&*packed).read_to_end(&mut content) {
        Ok(_) => (headers, content).into_response(),
        Err(error) => ApiError::inside(format!("a page in this program can't be unpacked: {error}")).into_response(),
    }
}
