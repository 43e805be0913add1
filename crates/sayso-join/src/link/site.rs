//! Two accounts in space.

use crate::words::{TermId, words};
use sayso_core::{Place, PlacePrecision};

/// Kilometres within which two towns or buildings may be one site: a suburb, a village named by the next town.
const SAME_SITE: f64 = 30.0;

/// Where an account says that the act was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Site {
    /// As it is shown.
    pub(super) name: String,
    pub(super) geonameid: Option<u32>,
    country: Option<String>,
    admin1: Option<TermId>,
    point: Option<(f64, f64)>,
    precision: PlacePrecision,
    name_id: TermId,
}

/// How two accounts agree in space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sites {
    /// One gives no place, or nothing is known of it.
    Open,
    /// The same town, building or province, or two within thirty kilometres.
    Same,
    /// One lies in the other, or both name the same country.
    Within,
    /// They can't both be right about one act.
    Contradict,
}

impl Site {
    pub(super) fn of<S>(place: &Place<S>) -> Site {
        Site {
            name: place.name.clone(),
            geonameid: place.geonameid,
            country: place.country.clone(),
            admin1: place.admin1.as_deref().map(joined),
            point: place.lat.zip(place.lon),
            precision: place.precision,
            name_id: joined(&place.name),
        }
    }

    /// A town or building that the gazetteer knows.
    pub(super) fn town(&self) -> Option<u32> {
        matches!(self.precision, PlacePrecision::Point | PlacePrecision::Place).then_some(self.geonameid).flatten()
    }

    pub(super) fn compare(&self, other: &Site) -> Sites {
        use PlacePrecision::{Admin, Country, Place, Point, Region};
        if self.name_id == other.name_id || (self.geonameid.is_some() && self.geonameid == other.geonameid) {
            return if self.precision == Country { Sites::Within } else { Sites::Same };
        }
        let (Some(mine), Some(theirs)) = (&self.country, &other.country) else { return Sites::Open };
        if mine != theirs {
            return Sites::Contradict;
        }
        match (self.precision, other.precision) {
            (Region, _) | (_, Region) => Sites::Open,
            (Country, _) | (_, Country) => Sites::Within,
            (Admin, Admin) => Sites::Contradict,
            (Admin, Point | Place) => other.in_province(self),
            (Point | Place, Admin) => self.in_province(other),
            (Point | Place, Point | Place) => self.near(other),
        }
    }

    fn in_province(&self, province: &Site) -> Sites {
        match (self.admin1, province.admin1) {
            (Some(mine), theirs) if theirs == Some(mine) || province.name_id == mine => Sites::Within,
            (Some(_), Some(_)) => Sites::Contradict,
            _ => Sites::Open,
        }
    }

    fn near(&self, other: &Site) -> Sites {
        let (Some(a), Some(b)) = (self.point, other.point) else { return Sites::Open };
        if kilometres(a, b) <= SAME_SITE { Sites::Same } else { Sites::Contradict }
    }
}

/// Distance on a sphere, good enough for neighbours.
fn kilometres((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let mean = ((lat_a + lat_b) / 2.0).to_radians();
    let (north, east) = ((lat_a - lat_b).to_radians(), (lon_a - lon_b).to_radians() * mean.cos());
    6371.0 * north.hypot(east)
}

fn joined(name: &str) -> TermId {
    crate::words::id(&words(name).map(|word| word.stem).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::invented::place;

    fn compare(a: Place<()>, b: Place<()>) -> Sites {
        let (a, b) = (Site::of(&a), Site::of(&b));
        assert_eq!(a.compare(&b), b.compare(&a));
        a.compare(&b)
    }

    #[test]
    fn a_town_lies_in_its_province_and_country() {
        use PlacePrecision::{Admin, Country, Place};
        let vell = || place("Vell", Some(1), "NOR", Some("Highmark"), (60.0, 10.0), Place);
        let mill = place("Mill by Vell", Some(5), "NOR", Some("Highmark"), (60.1, 10.1), Place);
        let orsk = || place("Orsk", Some(2), "NOR", Some("Lowmark"), (65.0, 14.0), Place);
        let highmark = || place("Highmark", Some(3), "NOR", Some("Highmark"), (60.5, 10.5), Admin);
        let country = || place("Norland", Some(4), "NOR", None, (62.0, 11.0), Country);
        assert_eq!(compare(vell(), vell()), Sites::Same);
        assert_eq!(compare(vell(), mill), Sites::Same);
        assert_eq!(compare(vell(), orsk()), Sites::Contradict);
        assert_eq!(compare(vell(), highmark()), Sites::Within);
        assert_eq!(compare(orsk(), highmark()), Sites::Contradict);
        assert_eq!(compare(vell(), country()), Sites::Within);
        let abroad = place("Sudland", Some(6), "SUD", None, (40.0, 11.0), Country);
        assert_eq!(compare(vell(), abroad), Sites::Contradict);
    }
}
