//! An entity of FollowTheMoney: an id, a schema, and lists of text by property.

use sayso_core::sha256_hex;
use serde::Serialize;
use std::collections::BTreeMap;

/// One entity.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entity {
    pub id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    /// An entity without properties; `key` says what it is, uniquely.
    pub fn new(schema: &'static str, key: &str) -> Entity {
        Entity { id: entity_id(key), schema, properties: BTreeMap::new() }
    }

    /// Adds a value, unless it is empty or there already.
    pub fn add(&mut self, property: &'static str, value: &str) {
        let value = value.trim();
        let values = self.properties.entry(property).or_default();
        if !value.is_empty() && !values.iter().any(|known| known == value) {
            values.push(value.to_string());
        }
        if values.is_empty() {
            self.properties.remove(property);
        }
    }

    /// Adds a web address.
    pub fn add_url(&mut self, property: &'static str, url: Option<&str>) {
        let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        self.add(property, url.unwrap_or(""));
    }
}

/// The id of the entity that `key` names: the same on every run, in 40 hexadecimal digits as the tools expect.
pub(crate) fn entity_id(key: &str) -> String {
    sha256_hex(format!("sayso {key}").as_bytes()).chars().take(40).collect()
}
