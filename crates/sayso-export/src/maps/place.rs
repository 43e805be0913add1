//! Where an event goes on a map, and where it must not.
//!
//! A country or a region is no point: a pin on its capital or its middle would say more than the report does. Such
//! events have no geometry and keep the place's name.

use sayso_core::{CharSpan, Place, PlacePrecision};

/// A place narrow enough for a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Located {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Radius of the circle in which the place lies, in kilometres: nominal, by precision.
    pub radius_km: f64,
    /// Whether the place is an area, of which the point is only the middle.
    pub is_area: bool,
}

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_KM: f64 = 6371.0088;
/// Corners of a circle drawn as a polygon.
const CORNERS: usize = 36;

impl Located {
    /// The point of a place, or none where it is a country, a region, unresolved or out of range.
    pub fn of(place: &Place<CharSpan>) -> Option<Located> {
        // The gazetteer has no outlines: these are rules, said in the mapping, no measurements.
        let (radius_km, is_area) = match place.precision {
            PlacePrecision::Point => (1.0, false),
            PlacePrecision::Place => (10.0, false),
            PlacePrecision::Admin => (100.0, true),
            PlacePrecision::Country | PlacePrecision::Region => return None,
        };
        let (lat, lon) = (place.lat?, place.lon?);
        let in_range = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        in_range.then_some(Located { lat, lon, radius_km, is_area })
    }

    /// The circle as longitudes and latitudes, counter-clockwise, the first point again at the end.
    pub fn circle(&self) -> Vec<(f64, f64)> {
        let angle = self.radius_km / EARTH_KM;
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        let corner = |step: usize| {
            let bearing = -std::f64::consts::TAU * (step % CORNERS) as f64 / CORNERS as f64;
            let sin_north = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos()).clamp(-1.0, 1.0);
            let east = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * sin_north);
            let degrees = (lon + east).to_degrees();
            ((degrees + 540.0).rem_euclid(360.0) - 180.0, sin_north.asin().to_degrees())
        };
        (0..=CORNERS).map(corner).collect()
    }
}

/// What is lost where an event with a place has no geometry, and why.
pub(crate) fn unplaced(place: &Place<CharSpan>) -> (&'static str, &'static str) {
    match place.precision {
        PlacePrecision::Country => {
            ("events in a country, without a point", "a pin on its capital or middle would say more than the report")
        }
        PlacePrecision::Region => ("events in a region, without a point", "a region, sea or river has no point"),
        _ => ("events at a place that was not found", "the gazetteer doesn't know it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(precision: PlacePrecision, lat: f64, lon: f64) -> Place<CharSpan> {
        Place {
            name: "Anywhere".into(),
            span: None,
            lat: Some(lat),
            lon: Some(lon),
            admin1: None,
            country: None,
            geonameid: None,
            precision,
            feature: None,
            how: "test".into(),
        }
    }

    fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
        let ((lon_a, lat_a), (lon_b, lat_b)) = (a, b);
        let (dlat, dlon) = ((lat_b - lat_a).to_radians(), (lon_b - lon_a).to_radians());
        let h = (dlat / 2.0).sin().powi(2)
            + lat_a.to_radians().cos() * lat_b.to_radians().cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_KM * h.sqrt().asin()
    }

    proptest! {
        #[test]
        fn every_corner_is_as_far_from_the_middle(lat in -89.0..89.0, lon in -180.0..180.0) {
            let located = Located::of(&place(PlacePrecision::Admin, lat, lon)).unwrap();
            for corner in located.circle() {
                prop_assert!((-180.0..=180.0).contains(&corner.0), "{corner:?}");
                prop_assert!((distance_km((lon, lat), corner) - 100.0).abs() < 0.01, "{corner:?}");
            }
        }
    }

    #[test]
    fn countries_and_regions_have_no_point_though_the_gazetteer_gives_one() {
        for precision in [PlacePrecision::Country, PlacePrecision::Region] {
            assert_eq!(Located::of(&place(precision, 50.0, 10.0)), None);
        }
        assert_eq!(Located::of(&place(PlacePrecision::Place, f64::NAN, 10.0)), None);
        assert_eq!(Located::of(&place(PlacePrecision::Place, 95.0, 10.0)), None);
    }
}
