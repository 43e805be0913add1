//! Fetches a page from an address that the user gave. Nothing else in this crate uses the network.

use crate::problem::ReadError;

/// Whether `text` is a web address.
pub(crate) fn is_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

/// The bytes at `url`.
#[cfg(feature = "fetch")]
pub(crate) fn get(url: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
    if !is_address(url) {
        return Err(ReadError::Fetch("it is not a web address (http:// or https://)".to_string()));
    }
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(std::time::Duration::from_secs(60)))
        .user_agent(concat!("sayso/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let fail = |error: ureq::Error| ReadError::Fetch(error.to_string());
    let mut response = agent.get(url).call().map_err(fail)?;
    response.body_mut().with_config().limit(limit).read_to_vec().map_err(fail)
}

/// Says that this build does not fetch.
#[cfg(not(feature = "fetch"))]
pub(crate) fn get(_url: &str, _limit: u64) -> Result<Vec<u8>, ReadError> {
    Err(ReadError::Fetch("this build of sayso does not use the network".to_string()))
}
