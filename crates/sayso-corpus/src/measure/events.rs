//! Events of two readings of one document, compared field by field.

use super::matching::{
    Side, by_sentence, inside, match_events, one_to_one, overlap, participants, same_chain, same_innermost, shared,
};
use super::tally::Tally;
use jiff::civil::Date;
use sayso_core::words::name;
use sayso_core::{
    Certainty, Chain, CharSpan, DateRange, Event, Factuality, Magnitude, Number, Place, Polarity, Realis,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compare(gold: &Side, predicted: &Side, tally: &mut Tally) {
    let (of_gold, of_predicted) = (&gold.reading.events, &predicted.reading.events);
    let pairs = match_events(of_gold, of_predicted);
    let on_trigger = pairs.iter().filter(|pair| pair.on_trigger).count();
    tally.f("trigger", on_trigger, of_predicted.len(), of_gold.len());
    types(of_gold, of_predicted, tally);
    let mut compared = Compared::default();
    for pair in &pairs {
        let (g, p) = (&of_gold[pair.gold], &of_predicted[pair.predicted]);
        let cell = (Some(g.event), Some(p.event));
        *tally.confusion.entry(cell).or_default() += 1;
        compared.add(event(gold, predicted, g, p, tally));
    }
    for (at, event) in of_gold.iter().enumerate() {
        if pairs.iter().all(|pair| pair.gold != at) {
            *tally.confusion.entry((Some(event.event), None)).or_default() += 1;
        }
    }
    for (at, event) in of_predicted.iter().enumerate() {
        if pairs.iter().all(|pair| pair.predicted != at) {
            *tally.confusion.entry((None, Some(event.event))).or_default() += 1;
        }
    }
    tally.f("full_record", compared.whole, of_predicted.len(), of_gold.len());
    tally.f("full_with_chain", compared.with_chain, of_predicted.len(), of_gold.len());
    let attributed = |events: &[Event<CharSpan>]| events.iter().filter(|event| event.chain.links().len() > 1).count();
    tally.f("attributed", compared.attributed, attributed(of_predicted), attributed(of_gold));
}

/// Same sentence and same type, as multisets.
fn types(gold: &[Event<CharSpan>], predicted: &[Event<CharSpan>], tally: &mut Tally) {
    let sentences: BTreeSet<CharSpan> = gold.iter().map(|event| event.evidence.sentence).collect();
    let sentences: Vec<CharSpan> = sentences.into_iter().collect();
    let (of_gold, of_predicted) = (by_sentence(gold, &sentences), by_sentence(predicted, &sentences));
    let mut right = 0;
    for ((home, kind), count) in &of_gold {
        tally.types.entry(*kind).or_default().gold += count;
        if home.is_some() {
            let both = (*count).min(of_predicted.get(&(*home, *kind)).copied().unwrap_or(0));
            tally.types.entry(*kind).or_default().right += both;
            right += both;
        }
    }
    for ((_, kind), count) in &of_predicted {
        tally.types.entry(*kind).or_default().predicted += count;
    }
    tally.f("type", right, predicted.len(), gold.len());
}

/// What holds of whole records.
#[derive(Default)]
struct Compared {
    whole: usize,
    with_chain: usize,
    attributed: usize,
}

impl Compared {
    fn add(&mut self, (whole, chain, attributed): (bool, bool, bool)) {
        self.whole += usize::from(whole);
        self.with_chain += usize::from(whole && chain);
        self.attributed += usize::from(attributed);
    }
}

/// Two events that correspond: is the record whole, is the chain the same, is it attributed to the same holder?
fn event(
    gold: &Side,
    predicted: &Side,
    g: &Event<CharSpan>,
    p: &Event<CharSpan>,
    tally: &mut Tally,
) -> (bool, bool, bool) {
    tally.value("type", g.event.to_string(), p.event.to_string());
    if g.event == p.event {
        tally.s("mode", g.mode == p.mode);
        if g.mode.is_some() {
            tally.s("mode_given", g.mode == p.mode);
        }
        let shown = |mode: &Option<String>| mode.clone().unwrap_or_default();
        tally.value("mode", shown(&g.mode), shown(&p.mode));
    }
    let contexts = |event: &Event<CharSpan>| event.contexts.iter().cloned().collect::<BTreeSet<String>>();
    let (a, b) = (contexts(g), contexts(p));
    tally.f("contexts", a.intersection(&b).count(), b.len(), a.len());
    let actors = parties(gold, predicted, ("actor", "actor_mention"), (&g.actor, &p.actor), tally);
    let recipients = parties(gold, predicted, ("recipient", "recipient_mention"), (&g.recipient, &p.recipient), tally);
    factuality(&g.factuality, &p.factuality, tally);
    date(g.date.as_ref(), p.date.as_ref(), tally);
    place(g.location.as_ref(), p.location.as_ref(), tally);
    magnitudes(&g.magnitude, &p.magnitude, tally);
    let (inner, chain) = chains(gold, predicted, &g.chain, &p.chain, tally);
    let attributed = g.chain.links().len() > 1 && p.chain.links().len() > 1 && inner;
    (g.event == p.event && actors && recipients, chain, attributed)
}

/// Participants of one role; says whether all correspond.
fn parties(
    gold: &Side,
    predicted: &Side,
    (by_words, by_mention): (&'static str, &'static str),
    (g, p): (&[sayso_core::Party<CharSpan>], &[sayso_core::Party<CharSpan>]),
    tally: &mut Tally,
) -> bool {
    let words = one_to_one(g, p, |a, b| overlap(a.span, b.span) > 0);
    tally.f(by_words, words.len(), p.len(), g.len());
    let mentions = participants(gold, predicted, g, p);
    tally.f(by_mention, mentions.len(), p.len(), g.len());
    for (at, other) in &mentions {
        let (a, b) = (gold.actor(g[*at].actor.as_ref()), predicted.actor(p[*other].actor.as_ref()));
        let Some(a) = a else { continue };
        if a.country.is_some() {
            tally.s("actor_country", b.is_some_and(|b| b.country == a.country));
        }
        if let Some(sector) = a.sector.first() {
            tally.s("actor_sector", b.and_then(|b| b.sector.first()) == Some(sector));
        }
    }
    mentions.len() == g.len() && mentions.len() == p.len()
}

fn factuality(g: &Factuality, p: &Factuality, tally: &mut Tally) {
    tally.s("polarity", g.polarity == p.polarity);
    tally.s("certainty", g.certainty == p.certainty);
    tally.s("realis", g.realis == p.realis);
    tally.s("factuality", g == p);
    tally.value("polarity", name(&g.polarity), name(&p.polarity));
    tally.value("certainty", name(&g.certainty), name(&p.certainty));
    tally.value("realis", name(&g.realis), name(&p.realis));
    let (a, b) = (g.polarity != Polarity::Positive, p.polarity != Polarity::Positive);
    tally.f("negative", usize::from(a && b && g.polarity == p.polarity), usize::from(b), usize::from(a));
    let (a, b) = (g.certainty != Certainty::Certain, p.certainty != Certainty::Certain);
    tally.f("uncertain", usize::from(a && b && g.certainty == p.certainty), usize::from(b), usize::from(a));
    let (a, b) = (g.realis != Realis::Actual, p.realis != Realis::Actual);
    tally.f("unrealised", usize::from(a && b && g.realis == p.realis), usize::from(b), usize::from(a));
}

/// First and last day; an open side reaches to the end of time.
fn days(date: &DateRange<CharSpan>) -> (Date, Date) {
    let first = date.from.unwrap_or(jiff::civil::date(1, 1, 1));
    (first, date.to.unwrap_or(jiff::civil::date(9999, 12, 31)))
}

fn date(g: Option<&DateRange<CharSpan>>, p: Option<&DateRange<CharSpan>>, tally: &mut Tally) {
    let Some(g) = g.map(days) else {
        tally.s("date_none", p.is_none());
        return;
    };
    let p = p.map(days);
    let length = |(first, last): (Date, Date)| i64::from((last - first).get_days()) + 1;
    let meets = p.is_some_and(|p| g.0 <= p.1 && p.0 <= g.1 && length(p) <= (4 * length(g)).max(7));
    tally.s("date_overlap", meets);
    tally.s("date_exact", p == Some(g));
}

fn place(g: Option<&Place<CharSpan>>, p: Option<&Place<CharSpan>>, tally: &mut Tally) {
    let Some(g) = g else {
        tally.s("location_none", p.is_none());
        return;
    };
    let known = g.geonameid.filter(|id| *id != 0);
    let same = p.is_some_and(|p| match (known, p.geonameid.filter(|id| *id != 0)) {
        (Some(a), Some(b)) => a == b,
        _ => {
            let plain = |place: &Place<CharSpan>| place.name.trim().to_lowercase();
            plain(g) == plain(p) || shared(g.span, p.span) > 0
        }
    });
    tally.s("location", same);
    if g.country.is_some() {
        tally.s("location_country", p.is_some_and(|p| p.country == g.country));
    }
}

type Magnitudes = BTreeMap<String, Magnitude<CharSpan>>;

fn magnitudes(g: &Magnitudes, p: &Magnitudes, tally: &mut Tally) {
    for (key, value) in g {
        let bounds =
            |value: &Magnitude<CharSpan>| -> (Option<Number>, Option<Number>) { (value.at_least, value.at_most) };
        tally.s("magnitude", p.get(key).is_some_and(|other| bounds(other) == bounds(value)));
    }
}

fn chains(gold: &Side, predicted: &Side, g: &Chain<CharSpan>, p: &Chain<CharSpan>, tally: &mut Tally) -> (bool, bool) {
    let inner = same_innermost(gold, predicted, g, p);
    let chain = same_chain(gold, predicted, g, p);
    tally.s("chain_length", g.links().len() == p.links().len());
    tally.s("holder", inner);
    if g.links().len() > 1 {
        tally.s("holder_attributed", inner);
    }
    tally.s("chain_full", chain);
    let (last, other) = (g.innermost(), p.innermost());
    tally.s("act", last.and_then(|link| link.act) == other.and_then(|link| link.act));
    if let Some(cue) = last.and_then(|link| link.cue) {
        tally.s("cue", shared(Some(cue), other.and_then(|link| link.cue)) > 0);
    }
    if let Some(quote) = last.and_then(|link| link.quote) {
        tally.s("quote", other.and_then(|link| link.quote) == Some(quote));
    }
    (inner, chain)
}

/// Whether an event of `events` begins in `sentence`.
pub(super) fn of_sentence(events: &[Event<CharSpan>], sentence: CharSpan) -> impl Iterator<Item = &Event<CharSpan>> {
    events.iter().filter(move |event| inside(event.evidence.trigger, sentence))
}
