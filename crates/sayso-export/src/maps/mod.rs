//! Events on maps.

pub(crate) mod geojson;
pub(crate) mod kml;
pub(crate) mod place;
