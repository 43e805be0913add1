//! Places that an act has from another sentence, which tells of the same act or of the occasion it was done at (codebook,
//! section 10). Such a place has no span.

use super::same_act::{
    OCCASIONS, Parties, Told, Width, by_type, compare, is_further, is_same_act, near, occasions_of, shares_stem,
    takes_up,
};
use crate::interpretation::Interpretation;
use sayso_core::{Event, EventType, Place, PlacePrecision, Polarity, QuadClass, Realis};

/// Sentences over which a noun takes up an act with its place.
const TAKEN_UP: usize = 8;

/// For each act the place that another sentence gives it; none for acts that have their own.
pub(super) fn from_elsewhere(understood: &Interpretation<'_>, told: &[Told]) -> Vec<Option<Place>> {
    // Only acts that took place at a place of their own give one.
    let placed = by_type(told.iter().filter(|act| is_placed(understood, &act.event)));
    let placed = |event: EventType| placed.get(&event).map_or(&[][..], Vec::as_slice);
    let occasions = OCCASIONS.map(placed);
    told.iter()
        .map(|act| {
            let open = act.event.location.is_none() && act.event.factuality.realis == Realis::Actual;
            if !open || names_place(understood, act) {
                return None;
            }
            let place = of_same_act(understood, placed(act.event.event), act)
                .or_else(|| of_occasion(understood, &occasions, act))?;
            Some(Place { span: None, ..place })
        })
        .collect()
}

/// Whether an act was done at a place told with it by name: "his home" may be anybody's in another sentence.
fn is_placed(understood: &Interpretation<'_>, event: &Event) -> bool {
    let done = event.factuality.realis == Realis::Actual && event.factuality.polarity == Polarity::Positive;
    let span = event.location.as_ref().and_then(|place| place.span);
    done && span.is_some_and(|span| understood.places.toponyms().iter().any(|named| named.place.span == Some(span)))
}

/// Whether the sentence of an act names a town or province: then what is told elsewhere may have been done elsewhere.
fn names_place(understood: &Interpretation<'_>, act: &Told) -> bool {
    let sentence = act.event.evidence.sentence;
    understood.places.toponyms().iter().any(|place| {
        !place.dateline && sentence.contains(place.span) && place.place.precision != PlacePrecision::Country
    })
}

/// The place of the other mentions of an act, where they agree.
fn of_same_act(understood: &Interpretation<'_>, placed: &[&Told], act: &Told) -> Option<Place> {
    if is_further(understood, act.word) {
        return None;
    }
    let takes_up = takes_up(understood, act.word);
    let same = |other: &&Told| {
        let suffered = act.event.event.quad() == QuadClass::MaterialConflict
            && compare(&act.event.recipient, &other.event.recipient) == Parties::Same;
        // What people do often is one act only where the same one suffers it, or where a noun takes it up.
        let one = suffered || takes_up && act.word.sentence.abs_diff(other.word.sentence) <= TAKEN_UP;
        one && at_one_time(&act.event, &other.event) && is_same_act(understood, act, other, width(&other.event))
    };
    agreed(near(placed, act).filter(same))
}

/// The place of the occasion that an act is told of.
fn of_occasion(understood: &Interpretation<'_>, occasions: &[&[&Told]], act: &Told) -> Option<Place> {
    occasions_of(understood, act.word).into_iter().find_map(|noun| {
        let told = occasions.iter().flat_map(|placed| near(placed, act));
        agreed(told.filter(|other| at_one_time(&act.event, &other.event) && shares_stem(understood, noun, other.word)))
    })
}

/// Whether nothing that is told of their days keeps two acts apart. What has a day of its own may be another act than one that
/// has none.
fn at_one_time(a: &Event, b: &Event) -> bool {
    let (Some(a), Some(b)) = (&a.date, &b.date) else { return a.date.is_none() };
    let ends_before = |a: Option<jiff::civil::Date>, b: Option<jiff::civil::Date>| a.zip(b).is_some_and(|(a, b)| a < b);
    !ends_before(a.to, b.from) && !ends_before(b.to, a.from)
}

/// How much room a place leaves for another act like the one done there.
fn width(event: &Event) -> Width {
    match event.location.as_ref().map(|place| place.precision) {
        Some(PlacePrecision::Point | PlacePrecision::Place) => Width::Narrow,
        Some(PlacePrecision::Admin) => Width::Middle,
        _ => Width::Wide,
    }
}

/// The narrowest of the places of acts, where the others are it or may hold it.
fn agreed<'t>(acts: impl Iterator<Item = &'t Told>) -> Option<Place> {
    let places: Vec<&Place> = acts.filter_map(|act| act.event.location.as_ref()).collect();
    let narrowest = places.iter().min_by_key(|place| place.precision)?;
    let holds = |place: &&Place| {
        place.name == narrowest.name
            || place.precision != narrowest.precision && (place.country == narrowest.country || place.country.is_none())
    };
    places.iter().all(holds).then(|| (*narrowest).clone())
}

#[cfg(test)]
mod tests {
    use super::super::same_act::mentions::{shown, taken_up_and_further};
    use crate::Coder;
    use crate::hand_tree;
    use crate::lexicon::LexiconFiles;
    use crate::places::Gazetteer;
    use sayso_parse::{Entity, EntityKind};

    /// "word place" for each act of a document of hand-made trees that names Lyon; a place with `*` is of another sentence.
    fn places(trees: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let coder = Coder::new(&LexiconFiles::embedded(), Gazetteer::embedded()?)?;
        let (document, mut parse) = hand_tree::document(trees);
        let mut named = Vec::new();
        for (index, sentence) in parse.sentences.iter().enumerate() {
            for (first, token) in sentence.tokens.iter().enumerate().filter(|(_, token)| &*token.form == "Lyon") {
                let (span, kind) = (token.span, EntityKind::Location);
                named.push(Entity { span, kind, sentence: index, first, end: first + 1 });
            }
        }
        parse.entities.extend(named);
        let reading = coder.read(&document, &parse, "none", Vec::new());
        Ok(shown(&document, &reading, |event| {
            event.location.as_ref().map(|place| (place.name.clone(), place.span.is_none()))
        }))
    }

    #[test]
    fn a_noun_takes_up_an_act_with_its_place() -> Result<(), Box<dyn std::error::Error>> {
        let first = "Rebels:rebel/NOUN/2/nsubj attacked:attack/VERB/0/root/VerbForm=Fin|Tense=Past a/DET/4/det convoy/NOUN/2/obj in/ADP/6/case Lyon/PROPN/2/obl";
        let [noun, other] = taken_up_and_further();
        let found = places(&format!("{first}\n\n{noun}"))?;
        assert!(found.contains(&"attack Lyon*".to_string()), "{found:?}");
        let found = places(&format!("{first}\n\n{other}"))?;
        assert!(!found.iter().any(|place| place.ends_with('*')), "{found:?}");
        Ok(())
    }
}
