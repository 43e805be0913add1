//! Who may ask: the right host, the right origin, and elsewhere than on this machine a token.

use crate::error::ApiError;
use axum::extract::{Request, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Nothing from outside, nothing inline but styles, no frames.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'";

/// Where the desk stands and what opens it.
pub struct Guard {
    address: SocketAddr,
    token: Option<String>,
}

impl Guard {
    /// A guard of the desk at `address`, with a token where others can reach it.
    pub fn new(address: SocketAddr, token: Option<String>) -> Guard {
        Guard { address, token }
    }

    /// Another name in `Host` is somebody else's page that points here (DNS rebinding).
    fn knows_host(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let ip = self.address.ip();
        let local = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
        // Behind a token any name will do: the token is what a foreign page lacks.
        port == Some(self.address.port()) && (local && ip.is_loopback() || name == ip.to_string())
            || self.token.is_some() && !ip.is_loopback()
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let cookies = headers.get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let cookie = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("sayso="));
        bearer.into_iter().chain(cookie).any(|given| bool::from(given.as_bytes().ct_eq(token.as_bytes())))
    }
}

/// Lets a request through, or says why not; every answer gets the headers that keep foreign content out.
pub async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let mut response = match refuse(&guard, &request) {
        Some(response) => response,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    set(REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(CACHE_CONTROL, "no-store");
    response
}

fn refuse(guard: &Guard, request: &Request) -> Option<Response> {
    let headers = request.headers();
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(HOST).or(request.uri().authority().map(|authority| authority.as_str())).unwrap_or_default();
    if !guard.knows_host(host) {
        let message = format!("this desk does not answer to the name {host:?}");
        return Some(
            ApiError::new(StatusCode::FORBIDDEN, "wrong_host", message, "use the address that it printed")
                .into_response(),
        );
    }
    if let Some(origin) = text(ORIGIN)
        && origin.split_once("://").map(|(_, host)| host) != Some(host)
    {
        let message = format!("a page of {origin} may not use this desk");
        return Some(ApiError::new(StatusCode::FORBIDDEN, "wrong_origin", message, "").into_response());
    }
    if !guard.has_token(headers) {
        return Some(sign_in(guard, request));
    }
    None
}

/// `/?token=…` once, then a cookie that scripts can't read.
fn sign_in(guard: &Guard, request: &Request) -> Response {
    let given = request.uri().query().and_then(|query| query.strip_prefix("token="));
    let right = given.zip(guard.token.as_ref()).is_some_and(|(a, b)| bool::from(a.as_bytes().ct_eq(b.as_bytes())));
    if right
        && let Ok(cookie) =
            HeaderValue::from_str(&format!("sayso={}; HttpOnly; SameSite=Strict; Path=/", given.unwrap_or_default()))
    {
        return (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, HeaderValue::from_static("/"))])
            .into_response();
    }
    let hint = "open /?token=… once, or send the header Authorization: Bearer …";
    ApiError::new(StatusCode::UNAUTHORIZED, "no_token", "this desk wants its token", hint).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(address: &str, token: Option<&str>) -> Guard {
        Guard::new(address.parse().expect("an address"), token.map(String::from))
    }

    #[test]
    fn only_names_of_this_machine_are_known() {
        let local = guard("127.0.0.1:7600", None);
        for host in ["127.0.0.1:7600", "localhost:7600", "[::1]:7600"] {
            assert!(local.knows_host(host), "{host}");
        }
        for host in
            ["", "evil.example", "evil.example:7600", "127.0.0.1:80", "localhost", "127.0.0.1.evil.example:7600"]
        {
            assert!(!local.knows_host(host), "{host}");
        }
    }

    #[test]
    fn the_token_opens_and_nothing_else() {
        let guard = guard("127.0.0.1:7600", Some("a-secret-of-some-length"));
        let with = |name: HeaderName, value: &str| {
            HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a value"))])
        };
        assert!(guard.has_token(&with(AUTHORIZATION, "Bearer a-secret-of-some-length")));
        assert!(guard.has_token(&with(COOKIE, "theme=dark; sayso=a-secret-of-some-length")));
        assert!(!guard.has_token(&with(AUTHORIZATION, "Bearer a-secret")));
        assert!(!guard.has_token(&with(COOKIE, "sayso=")));
        assert!(!guard.has_token(&HeaderMap::new()));
    }
}
