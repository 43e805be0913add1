//! The gazetteer: populated places, divisions and countries by name, from one file.
//!
//! Layout of the file (little endian): `SAYSOGZ1`, a checksum (8 bytes), the lengths of six sections (4 bytes each),
//! then the sections: countries and divisions as tab-separated lines; places as records of [`RECORD`] bytes, largest
//! first; their display names, each after its length; the offsets of blocks of names; the blocks, in which sorted
//! keys are front-coded, each followed by the numbers of what it names (places, then divisions, then countries).
//! Nothing is decoded before it is asked for, so that starting costs nothing; every access is checked.

use super::fold::fold;
use std::borrow::Cow;
use std::collections::HashMap;

#[cfg(feature = "embedded-gazetteer")]
static EMBEDDED: &[u8] = include_bytes!("../../../../gazetteer/places.bin");

const MAGIC: &[u8] = b"SAYSOGZ1";
const HEADER: usize = 8 + 8 + 6 * 4;
/// Bytes of a place: id 3, latitude 3, longitude 3, country 1, population 2, division 2, name 3.
const RECORD: usize = 17;
const NAMES_IN_BLOCK: usize = 16;

/// A gazetteer file that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// Another kind of file, or another version.
    #[error(
        "not a sayso gazetteer of version 1 (it begins with {found:?}); build one with training/gazetteer/build.py"
    )]
    NotAGazetteer {
        /// The first bytes.
        found: String,
    },
    /// The file ends too early or late.
    #[error("the gazetteer is damaged: {expected} bytes expected, {found} found; build or download it again")]
    Length {
        /// What the header says.
        expected: usize,
        /// What there is.
        found: usize,
    },
    /// Its content isn't what was written.
    #[error("the gazetteer is damaged: its checksum doesn't fit; build or download it again")]
    Checksum,
    /// A line of a section can't be read.
    #[error("the gazetteer is damaged: line {line} of its {section} can't be read: {text:?}")]
    Line {
        /// Which section.
        section: &'static str,
        /// Line, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// Built without the gazetteer.
    #[error("this build of sayso carries no gazetteer (feature embedded-gazetteer is off); load one from a file")]
    NotEmbedded,
}

/// What kind of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A town or village.
    Place,
    /// A first-order division.
    Province,
    /// A second-order division.
    District,
    /// A country.
    Country,
}

/// A number that names an entry of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// One thing of the gazetteer.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which one.
    pub id: EntryId,
    /// Its kind.
    pub kind: EntryKind,
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants; of small places rounded down to three digits.
    pub population: u64,
    /// Index of the country.
    pub country: usize,
    /// Index of the first-order division.
    pub province: Option<usize>,
    /// GeoNames id where known.
    pub geonameid: Option<u32>,
    /// Whether it is the capital of its country.
    pub capital: bool,
}

/// A country.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub alpha2: String,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// English name.
    pub name: String,
    lat: f64,
    lon: f64,
    population: u64,
    geonameid: Option<u32>,
    capital: String,
    /// Neighbours by alpha-2 code.
    pub neighbours: Vec<String>,
}

struct Division {
    order: u8,
    country: usize,
    province: usize,
    name: String,
    lat: f64,
    lon: f64,
    population: u64,
    geonameid: Option<u32>,
}

/// Places, divisions and countries by name.
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    version: String,
    records: (usize, usize),
    display: (usize, usize),
    offsets: (usize, usize),
    blocks: (usize, usize),
    countries: Vec<Country>,
    divisions: Vec<Division>,
}

impl Gazetteer {
    /// The gazetteer in the program.
    pub fn embedded() -> Result<Gazetteer, GazetteerError> {
        #[cfg(feature = "embedded-gazetteer")]
        return Gazetteer::from_bytes(Cow::Borrowed(EMBEDDED), false);
        #[cfg(not(feature = "embedded-gazetteer"))]
        Err(GazetteerError::NotEmbedded)
    }

    /// A gazetteer from the bytes of a file.
    pub fn load(bytes: Vec<u8>) -> Result<Gazetteer, GazetteerError> {
        Gazetteer::from_bytes(Cow::Owned(bytes), true)
    }

    fn from_bytes(bytes: Cow<'static, [u8]>, check: bool) -> Result<Gazetteer, GazetteerError> {
        if !bytes.starts_with(MAGIC) {
            let found = String::from_utf8_lossy(bytes.get(..8).unwrap_or(&bytes)).into_owned();
            return Err(GazetteerError::NotAGazetteer { found });
        }
        let mut sections = [(0, 0); 6];
        let mut at = HEADER;
        for (index, section) in sections.iter_mut().enumerate() {
            let length = u32_at(&bytes, 16 + 4 * index).unwrap_or(0) as usize;
            *section = (at, at.saturating_add(length));
            at = section.1;
        }
        if at != bytes.len() {
            return Err(GazetteerError::Length { expected: at, found: bytes.len() });
        }
        let stored = bytes.get(8..16).and_then(|field| field.try_into().ok()).map(u64::from_le_bytes).unwrap_or(0);
        if check && stored != checksum(bytes.get(HEADER..).unwrap_or(&[])) {
            return Err(GazetteerError::Checksum);
        }
        let [country_lines, division_lines, records, display, offsets, blocks] = sections;
        let countries = lines(&bytes, country_lines, "countries", country)?;
        let index: HashMap<String, usize> =
            countries.iter().enumerate().map(|(index, country)| (country.alpha2.clone(), index)).collect();
        let divisions = lines(&bytes, division_lines, "divisions", |fields| division(fields, &index))?;
        let version = format!("{stored:016x}")[..12].to_string();
        Ok(Gazetteer { version, records, display, offsets, blocks, countries, divisions, bytes })
    }

    /// A hash of the content.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The countries, in the order of their alpha-2 codes.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The country of an alpha-3 code.
    pub fn country_by_alpha3(&self, code: &str) -> Option<EntryId> {
        let index = self.countries.iter().position(|country| country.alpha3 == code)?;
        Some(EntryId((self.places() + self.divisions.len() + index) as u32))
    }

    /// The capital of the country of an alpha-3 code.
    pub fn capital_of(&self, code: &str) -> Option<EntryId> {
        let index = self.countries.iter().position(|country| country.alpha3 == code)?;
        let named = self.lookup_key(&self.countries.get(index)?.capital);
        named.into_iter().find(|&id| self.entry(id).is_some_and(|entry| entry.capital && entry.country == index))
    }

    /// Number of populated places.
    pub fn places(&self) -> usize {
        (self.records.1 - self.records.0) / RECORD
    }

    /// Everything of that name, in any case and with or without accents: countries, then divisions, then places,
    /// the largest first.
    pub fn lookup(&self, name: &str) -> Vec<EntryId> {
        self.lookup_key(&fold(name))
    }

    /// As [`Gazetteer::lookup`], for a key that is folded already.
    pub fn lookup_key(&self, key: &str) -> Vec<EntryId> {
        self.find(key.as_bytes()).unwrap_or_default()
    }

    fn find(&self, key: &[u8]) -> Option<Vec<EntryId>> {
        let blocks = self.bytes.get(self.blocks.0..self.blocks.1)?;
        let count = (self.offsets.1 - self.offsets.0) / 4;
        // The last block whose first key is not after `key`.
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            let start = u32_at(&self.bytes, self.offsets.0 + 4 * middle)? as usize;
            let length = *blocks.get(start + 1)? as usize;
            if blocks.get(start + 2..start + 2 + length)? <= key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut at = u32_at(&self.bytes, self.offsets.0 + 4 * low.checked_sub(1)?)? as usize;
        let mut current: Vec<u8> = Vec::new();
        for _ in 0..NAMES_IN_BLOCK {
            let shared = *blocks.get(at)? as usize;
            let length = *blocks.get(at + 1)? as usize;
            current.truncate(shared);
            current.extend_from_slice(blocks.get(at + 2..at + 2 + length)?);
            let numbers = *blocks.get(at + 2 + length)? as usize;
            let list = blocks.get(at + 3 + length..at + 3 + length + 3 * numbers)?;
            if current == key {
                return Some(list.chunks_exact(3).map(|id| EntryId(little(id))).collect());
            }
            at += 3 + length + 3 * numbers;
        }
        None
    }

    /// An entry by its number.
    pub fn entry(&self, id: EntryId) -> Option<Entry> {
        let number = id.0 as usize;
        let places = self.places();
        if number < places {
            return self.place(id);
        }
        if let Some(division) = self.divisions.get(number - places) {
            let kind = if division.order == 1 { EntryKind::Province } else { EntryKind::District };
            return Some(Entry {
                id,
                kind,
                name: division.name.clone(),
                lat: division.lat,
                lon: division.lon,
                population: division.population,
                country: division.country,
                province: Some(division.province),
                geonameid: division.geonameid,
                capital: false,
            });
        }
        let index = number - places - self.divisions.len();
        let country = self.countries.get(index)?;
        Some(Entry {
            id,
            kind: EntryKind::Country,
            name: country.name.clone(),
            lat: country.lat,
            lon: country.lon,
            population: country.population,
            country: index,
            province: None,
            geonameid: country.geonameid,
            capital: false,
        })
    }

    fn place(&self, id: EntryId) -> Option<Entry> {
        let start = self.records.0 + RECORD * id.0 as usize;
        let record = self.bytes.get(start..start + RECORD)?;
        let packed = little(&record[10..12]);
        let province = little(&record[12..14]) as usize;
        let display = self.bytes.get(self.display.0..self.display.1)?;
        let at = little(&record[14..17]) as usize;
        let length = *display.get(at)? as usize;
        let name = String::from_utf8_lossy(display.get(at + 1..at + 1 + length)?).into_owned();
        let country = record[9] as usize;
        let capital = self.countries.get(country)?.capital == fold(&name);
        Some(Entry {
            id,
            kind: EntryKind::Place,
            lat: degrees(&record[3..6], 90.0),
            lon: degrees(&record[6..9], 180.0),
            population: u64::from(packed & 0x7ff) << (packed >> 11),
            country,
            province: (province != 0xffff).then_some(province),
            geonameid: Some(little(&record[0..3])),
            capital,
            name,
        })
    }

    /// The name of a first-order division by its index.
    pub fn province_name(&self, province: usize) -> Option<&str> {
        self.divisions.get(province).map(|division| division.name.as_str())
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

fn degrees(bytes: &[u8], half_turn: f64) -> f64 {
    let signed = ((little(bytes) << 8) as i32) >> 8;
    (f64::from(signed) / 8_388_607.0 * half_turn * 1e5).round() / 1e5
}

fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks_exact(8).fold(0xcbf2_9ce4_8422_2325_u64, |sum, chunk| {
        let word = chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        (sum ^ word).wrapping_mul(0x0100_0000_01b3)
    })
}

fn lines<T>(
    bytes: &[u8],
    section: (usize, usize),
    name: &'static str,
    read: impl Fn(&[&str]) -> Option<T>,
) -> Result<Vec<T>, GazetteerError> {
    let text = String::from_utf8_lossy(bytes.get(section.0..section.1).unwrap_or(&[]));
    text.lines()
        .enumerate()
        .map(|(index, line)| {
            let fields: Vec<&str> = line.split('\t').collect();
            read(&fields).ok_or_else(|| GazetteerError::Line { section: name, line: index + 1, text: line.to_string() })
        })
        .collect()
}

fn country(fields: &[&str]) -> Option<Country> {
    let [alpha2, alpha3, name, lat, lon, population, geonameid, capital, neighbours] = fields else { return None };
    Some(Country {
        alpha2: alpha2.to_string(),
        alpha3: alpha3.to_string(),
        name: name.to_string(),
        lat: lat.parse().ok()?,
        lon: lon.parse().ok()?,
        population: population.parse().ok()?,
        geonameid: geonameid.parse().ok().filter(|&id| id != 0),
        capital: capital.to_string(),
        neighbours: neighbours.split(',').filter(|code| !code.is_empty()).map(str::to_string).collect(),
    })
}

fn division(fields: &[&str], countries: &HashMap<String, usize>) -> Option<Division> {
    let [order, country, province, name, lat, lon, population, geonameid] = fields else { return None };
    Some(Division {
        order: order.parse().ok()?,
        country: *countries.get(*country)?,
        province: province.parse().ok()?,
        name: name.to_string(),
        lat: lat.parse().ok()?,
        lon: lon.parse().ok()?,
        population: population.parse().ok()?,
        geonameid: geonameid.parse().ok().filter(|&id| id != 0),
    })
}

#[cfg(all(test, feature = "embedded-gazetteer"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gazetteer() -> Gazetteer {
        Gazetteer::embedded().expect("the built gazetteer is sound")
    }

    #[test]
    fn names_are_found_in_any_spelling() {
        let gazetteer = gazetteer();
        for name in ["Zürich", "zurich", "ZURICH"] {
            let first = gazetteer.lookup(name).into_iter().filter_map(|id| gazetteer.entry(id)).collect::<Vec<_>>();
            assert!(first.iter().any(|e| e.name == "Zürich" && (e.lat - 47.37).abs() < 0.1), "{name}: {first:?}");
        }
        let kabul = gazetteer.lookup("Kabul");
        let city = kabul.iter().filter_map(|&id| gazetteer.entry(id)).find(|e| e.kind == EntryKind::Place).unwrap();
        assert_eq!(city.geonameid, Some(1_138_958));
        assert!(city.capital && city.population > 4_000_000);
        assert_eq!(gazetteer.countries()[city.country].alpha3, "AFG");
        assert!(gazetteer.lookup("No Such Name At All").is_empty());
    }

    #[test]
    fn a_country_comes_before_its_namesakes() {
        let gazetteer = gazetteer();
        let first = gazetteer.entry(gazetteer.lookup("Jordan")[0]).unwrap();
        assert_eq!((first.kind, gazetteer.countries()[first.country].alpha3.as_str()), (EntryKind::Country, "JOR"));
        assert_eq!(gazetteer.country_by_alpha3("JOR"), Some(first.id));
    }

    #[test]
    fn a_place_in_no_country_is_no_entry() {
        let mut gazetteer = gazetteer();
        let (start, _) = gazetteer.records;
        gazetteer.bytes.to_mut()[start + 9] = 255;
        assert_eq!(gazetteer.entry(EntryId(0)), None);
        assert!(gazetteer.entry(EntryId(1)).is_some());
    }

    #[test]
    fn a_sound_file_loads_and_a_changed_one_does_not() {
        let bytes = EMBEDDED.to_vec();
        assert!(Gazetteer::load(bytes.clone()).is_ok());
        let mut changed = bytes.clone();
        let last = changed.len() - 100;
        changed[last] ^= 1;
        assert!(matches!(Gazetteer::load(changed), Err(GazetteerError::Checksum)));
        assert!(matches!(Gazetteer::load(bytes[..1000].to_vec()), Err(GazetteerError::Length { .. })));
        assert!(matches!(Gazetteer::load(Vec::new()), Err(GazetteerError::NotAGazetteer { .. })));
    }

    proptest! {
        #[test]
        fn broken_bytes_never_panic(tail in proptest::collection::vec(any::<u8>(), 0..400), name in "[a-z]{1,8}") {
            let mut bytes = MAGIC.to_vec();
            bytes.extend(tail);
            if let Ok(gazetteer) = Gazetteer::from_bytes(Cow::Owned(bytes), false) {
                for id in gazetteer.lookup(&name) {
                    gazetteer.entry(id);
                }
                gazetteer.entry(EntryId(0));
            }
        }

        #[test]
        fn damaged_sections_never_panic(at in 40_usize..11_000_000, flip in 1_u8.., name in "[A-Z][a-z]{2,6}") {
            let mut bytes = EMBEDDED.to_vec();
            if at < bytes.len() { bytes[at] ^= flip; }
            if let Ok(gazetteer) = Gazetteer::from_bytes(Cow::Owned(bytes), false) {
                for id in gazetteer.lookup(&name) {
                    gazetteer.entry(id);
                }
            }
        }
    }
}
