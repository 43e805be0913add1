//! What a name may stand for.

use super::fold::fold;
use super::gazetteer::{Entry, EntryKind, Gazetteer};
use super::words::{PlacesLexicon, Region};

/// A reading of a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Candidate {
    /// Something of the gazetteer.
    Entry(Entry),
    /// Something of our own list.
    Region(Region),
}

/// A name with everything it may stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Readings {
    /// What may be meant, and how likely before anything else is known (higher is likelier).
    pub candidates: Vec<(Candidate, f64)>,
    /// Whether the name is one of a building or site in the place rather than of the place.
    pub facility: bool,
    /// Which of them news mostly mean, by the lexicon.
    pub preferred: Option<usize>,
    /// Whether they go by the name without a word before it that may belong to it ("*South* Kandahar").
    pub shortened: bool,
}

/// How likely something of our own list is meant by its name.
const REGION: f64 = 10.5;

/// At most so many readings of one name are weighed.
const MOST: usize = 40;

/// All readings of a name as it stands in the text.
pub(super) fn readings(name: &str, gazetteer: &Gazetteer, lexicon: &PlacesLexicon) -> Readings {
    let trimmed = name.trim().trim_end_matches(['.', ',']);
    let bare = trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("’s")).unwrap_or(trimmed);
    // "US" is a state, "us" is not; folding would make them one.
    let key = fold(bare);
    let mut found = exact(&key, gazetteer, lexicon);
    // "Ill.", "N.C.": a province by its abbreviation.
    if name.contains('.')
        && let Some((country, province)) = lexicon.words.abbreviations.get(&key)
    {
        let entries = gazetteer.lookup(province).into_iter().filter_map(|id| gazetteer.entry(id));
        let fits = |entry: &Entry| {
            entry.kind == EntryKind::Province
                && gazetteer.countries().get(entry.country).is_some_and(|c| c.alpha2 == *country)
        };
        if let Some(entry) = entries.into_iter().find(fits) {
            found.candidates = vec![(Candidate::Entry(entry), 12.0)];
        }
    }
    if !found.candidates.is_empty() {
        return found;
    }
    // "Zaatari refugee camp"
    let camp = [" refugee camp", " camp"].into_iter().find_map(|camp| lexicon.regions.get(key.strip_suffix(camp)?));
    if let Some(camp) = camp.filter(|region| region.is_camp()) {
        found.candidates.push((Candidate::Region(camp.clone()), REGION));
        return found;
    }
    let around = &lexicon.words.around;
    // "Kandahar province", "the city of Herat"
    for (list, admin) in [(&around.admin, true), (&around.town, false)] {
        if let Some(stem) = list.iter().find_map(|word| key.strip_suffix(word.as_str())?.strip_suffix(' ')) {
            found = exact(without_prefix(stem, lexicon), gazetteer, lexicon);
            for (candidate, prior) in &mut found.candidates {
                let fits = match candidate {
                    Candidate::Entry(entry) => matches!(entry.kind, EntryKind::Province | EntryKind::District) == admin,
                    Candidate::Region(_) => admin,
                };
                *prior += if fits { 4.0 } else { 0.0 };
            }
            if !found.candidates.is_empty() {
                return found;
            }
        }
    }
    let stem = without_prefix(&key, lexicon);
    if stem != key {
        found = exact(stem, gazetteer, lexicon);
        found.shortened = true;
        if !found.candidates.is_empty() {
            return found;
        }
    }
    site(&key, gazetteer, lexicon).unwrap_or_default()
}

fn without_prefix<'k>(key: &'k str, lexicon: &PlacesLexicon) -> &'k str {
    let mut stem = key;
    for _ in 0..3 {
        let shorter = lexicon
            .words
            .around
            .before
            .iter()
            .find_map(|word| stem.strip_prefix(word.replace('-', " ").as_str())?.strip_prefix(' '));
        match shorter {
            Some(shorter) => stem = shorter,
            None => break,
        }
    }
    stem
}

/// "Kabul University", "Entebbe airport": a site, in the place whose name begins or ends its own.
fn site(key: &str, gazetteer: &Gazetteer, lexicon: &PlacesLexicon) -> Option<Readings> {
    let words: Vec<&str> = key.split(' ').collect();
    if !words.iter().any(|word| lexicon.facility.contains(*word)) {
        return None;
    }
    let count = words.len();
    let parts = (1..count).rev().flat_map(|length| [words.get(..length), words.get(count - length..)]);
    parts.flatten().find_map(|part| {
        if part.len() == 1
            && part.iter().any(|word| lexicon.not_a_place.contains(*word) || lexicon.facility.contains(*word))
        {
            return None;
        }
        let mut found = exact(&part.join(" "), gazetteer, lexicon);
        found.facility = true;
        let large = |(candidate, _): &(Candidate, f64)| match candidate {
            Candidate::Entry(entry) => entry.population >= 20_000,
            Candidate::Region(_) => false,
        };
        found.candidates.iter().any(large).then_some(found)
    })
}

pub(super) fn exact(key: &str, gazetteer: &Gazetteer, lexicon: &PlacesLexicon) -> Readings {
    let key = key.strip_prefix("the ").unwrap_or(key);
    let mut candidates = Vec::new();
    if let Some(code) = lexicon.aliases.get(key)
        && let Some(entry) = gazetteer.country_by_alpha3(code).and_then(|id| gazetteer.entry(id))
    {
        candidates.push((Candidate::Entry(entry), 14.0));
    }
    if let Some(region) = lexicon.regions.get(key) {
        candidates.push((Candidate::Region(region.clone()), REGION));
    }
    let preferred = lexicon.words.preferred.get(key);
    let entries = gazetteer.lookup_key(key);
    for entry in entries.into_iter().take(MOST).filter_map(|id| gazetteer.entry(id)) {
        if candidates.iter().any(|(known, _)| matches!(known, Candidate::Entry(known) if known.id == entry.id)) {
            continue;
        }
        let mut prior = prior(&entry);
        if fold(&entry.name) != key {
            prior -= 1.5;
        }
        candidates.push((Candidate::Entry(entry), prior));
    }
    // A capital that also goes by the name of its state is not meant by it.
    if candidates
        .iter()
        .any(|(candidate, _)| matches!(candidate, Candidate::Entry(entry) if entry.kind == EntryKind::Country))
    {
        candidates.retain(|(candidate, _)| match candidate {
            Candidate::Entry(entry) => entry.kind != EntryKind::Place || fold(&entry.name) == key,
            Candidate::Region(_) => true,
        });
    }
    capitals_before_provinces(key, &mut candidates);
    let preferred = preferred.and_then(|id| {
        candidates
            .iter()
            .position(|(candidate, _)| matches!(candidate, Candidate::Entry(entry) if entry.geonameid == Some(*id)))
    });
    Readings { candidates, preferred, ..Readings::default() }
}

/// A large town that gives its province its name is what the bare name means; "Oklahoma City" has a name of its own.
fn capitals_before_provinces(key: &str, candidates: &mut [(Candidate, f64)]) {
    let longer = |entry: &Entry| fold(&entry.name).strip_prefix(key).is_some_and(|rest| rest.starts_with(' '));
    let towns: Vec<(Option<usize>, f64)> = candidates
        .iter()
        .filter_map(|(candidate, prior)| match candidate {
            Candidate::Entry(entry)
                if entry.kind == EntryKind::Place && entry.population >= 100_000 && !longer(entry) =>
            {
                Some((entry.province, *prior))
            }
            _ => None,
        })
        .collect();
    for (candidate, prior) in candidates {
        if let Candidate::Entry(entry) = candidate
            && entry.kind == EntryKind::Province
            && let Some((_, town)) = towns.iter().find(|(province, _)| *province == entry.province)
        {
            *prior = prior.min(town - 1.5);
        }
    }
}

/// How likely a thing is meant by its name before the text is looked at.
fn prior(entry: &Entry) -> f64 {
    let size = ((entry.population + 100) as f64).log10();
    match entry.kind {
        EntryKind::Country => 12.0,
        EntryKind::Province => 5.0 + 0.8 * size,
        EntryKind::District => 0.5 + 0.7 * size,
        EntryKind::Place => 1.5 * size + if entry.capital { 1.5 } else { 0.0 },
    }
}
