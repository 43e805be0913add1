//! Where outlets are at home: `outlets.tsv`, and the country domains of web addresses.

use crate::lexicon::{LexiconError, LexiconFiles, Rows};
use crate::places::{Gazetteer, fold};
use sayso_core::Document;
use std::collections::HashMap;

/// Country domains that are sold all over the world.
const GENERIC: &[&str] =
    &["ai", "am", "cc", "co", "fm", "gg", "io", "is", "la", "me", "sh", "so", "to", "tv", "vc", "ws"];

/// News outlets by host and by name, with the country that they report from.
#[derive(Debug)]
pub struct Outlets {
    by_host: HashMap<String, Option<String>>,
    by_name: HashMap<String, Option<String>>,
}

impl Outlets {
    /// Loads `outlets.tsv`. Of two outlets of one name in different countries the name tells nothing.
    pub fn load(files: &LexiconFiles) -> Result<Outlets, LexiconError> {
        let (mut by_host, mut by_name) = (HashMap::new(), HashMap::new());
        for row in Rows::of(files, "outlets.tsv")? {
            let [host, name, country] = row?;
            let country = (!country.is_empty()).then(|| country.to_string());
            by_host.insert(host.to_lowercase(), country.clone());
            let named = by_name.entry(fold(name)).or_insert_with(|| country.clone());
            if *named != country {
                *named = None;
            }
        }
        Ok(Outlets { by_host, by_name })
    }

    /// The country of the outlet that published a document, if it has one.
    pub fn home(&self, document: &Document, gazetteer: &Gazetteer) -> Option<String> {
        let host = document.host();
        if let Some(home) = host.as_deref().and_then(|host| self.of_host(host)) {
            return home;
        }
        // A publisher is told by its name or by its host.
        let publisher = document.publisher.as_deref();
        let named = publisher.and_then(|name| self.by_name.get(&fold(name)).cloned().or_else(|| self.of_host(name)));
        if let Some(home) = named {
            return home;
        }
        host.as_deref().and_then(|host| country_domain(host, gazetteer))
    }

    /// The home of a host or of the domain that it belongs to; within, none where the outlet has no single home.
    fn of_host(&self, host: &str) -> Option<Option<String>> {
        let mut rest = host;
        loop {
            if let Some(home) = self.by_host.get(rest) {
                return Some(home.clone());
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// "paper.co.za" is South African.
fn country_domain(host: &str, gazetteer: &Gazetteer) -> Option<String> {
    let domain = host.rsplit('.').next().filter(|domain| !GENERIC.contains(domain))?;
    let alpha2 = if domain == "uk" { "GB".to_string() } else { domain.to_uppercase() };
    gazetteer.countries().iter().find(|country| country.alpha2 == alpha2).map(|country| country.alpha3.clone())
}
