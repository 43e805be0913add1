//! Where.

use crate::{Span, SpanMapper};
use serde::{Deserialize, Serialize};

/// How narrow the place is: nobody should pin a country on its capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlacePrecision {
    /// A building or address.
    Point,
    /// A town or village.
    Place,
    /// A province or district.
    Admin,
    /// A whole country.
    Country,
    /// A region across borders, a sea, a river.
    Region,
}

/// A place a report names, as far as it could be resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place<S = Span> {
    /// The name in the gazetteer, or the words of the text.
    pub name: String,
    /// Where the text names it; absent where it comes from another sentence.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub span: Option<S>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// First-order division.
    pub admin1: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// GeoNames id.
    pub geonameid: Option<u32>,
    /// How narrow it is.
    pub precision: PlacePrecision,
    /// GeoNames feature code where known.
    pub feature: Option<String>,
    /// How it was resolved.
    #[serde(default)]
    pub how: String,
}

impl<S> Place<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Place<T> {
        Place {
            name: self.name.clone(),
            span: self.span.as_ref().map(to.text),
            lat: self.lat,
            lon: self.lon,
            admin1: self.admin1.clone(),
            country: self.country.clone(),
            geonameid: self.geonameid,
            precision: self.precision,
            feature: self.feature.clone(),
            how: self.how.clone(),
        }
    }
}
