//! The web pages, which are part of the program.

use crate::error::ApiError;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};

#[derive(rust_embed::Embed)]
#[folder = "$OUT_DIR/web"]
struct Built;

/// A file of the front end; every other address is a page that the front end draws.
pub async fn page(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Built::get(path) {
        // Files of /assets carry a hash of their content in the name.
        let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        let kind = mime_guess::from_path(path).first_or_octet_stream().to_string();
        return ([(CONTENT_TYPE, kind), (CACHE_CONTROL, keep.to_string())], file.data).into_response();
    }
    if path.starts_with("assets/") {
        return ApiError::new(StatusCode::NOT_FOUND, "not_found", format!("there is no file /{path}"), "")
            .into_response();
    }
    match Built::get("index.html") {
        Some(file) => {
            let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
            (headers, file.data).into_response()
        }
        None => ApiError::inside("this sayso was built without its web pages").into_response(),
    }
}
