//! Which events become rows of schemes that know neither denial nor doubt, and what such a row loses.

use crate::Loss;
use crate::told::Told;
use sayso_core::{Act, Certainty, DayFrom, EventType, Polarity, Realis, Standing};

/// What every scheme without a field for factuality leaves out: a row there says that the act took place.
///
/// Future acts of agreement are kept: the type itself says that the act is to come.
pub(crate) fn is_told_as_fact(told: &Told<'_>, loss: &mut Loss) -> bool {
    const WHY: &str = "a row says that the act took place";
    let event = told.event;
    let denied = event.chain.links().iter().any(|link| link.act == Some(Act::Denies));
    let what = match event.factuality.realis {
        _ if event.factuality.polarity == Polarity::Negative => "events told as not so",
        _ if denied => "events told as not so",
        Realis::Future if event.event != EventType::Agree => "events told as planned",
        Realis::Conditional => "events told as supposed",
        Realis::Requested => "events told as asked for",
        Realis::Generic => "events told in general",
        Realis::Actual | Realis::Future => return true,
    };
    loss.left_out(what, WHY, &event.id);
    false
}

/// Counts what a row of an older scheme loses of an event: who says so, how sure, when exactly, all counts.
pub(crate) fn count_common_losses(told: &Told<'_>, loss: &mut Loss) {
    let event = told.event;
    let id = &event.id;
    if !event.chain.is_own_voice() {
        loss.reduced("source chain", "no column says on whose word the event stands", id);
    }
    if event.factuality.certainty != Certainty::Certain {
        loss.reduced("certainty", "no column says how sure the holder is", id);
    }
    if event.standing == Standing::Background {
        loss.reduced("standing", "no column tells older acts from the news", id);
    }
    if event.stake.is_some() && !event.chain.is_own_voice() {
        loss.reduced("side of the holder", "no column says whose side the holder is on", id);
    }
    count_day_losses(told, loss);
}

/// Counts rows whose day isn't told as such.
pub(crate) fn count_day_losses(told: &Told<'_>, loss: &mut Loss) {
    let id = &told.event.id;
    match told.day.map(|day| day.from) {
        Some(DayFrom::Stretch) => {
            loss.reduced("stretch of time", "one day a row: the first, or the bound that is told", id)
        }
        Some(DayFrom::Publication) => {
            loss.reduced("no time told", "the row wants a day: that of publication stands there", id);
        }
        Some(DayFrom::Told) | None => {}
    }
}

/// Counts an event with magnitudes where the layout has no columns for them.
pub(crate) fn count_magnitudes(told: &Told<'_>, loss: &mut Loss) {
    if !told.event.magnitude.is_empty() {
        loss.reduced("magnitudes", "no columns for counts of people or money", &told.event.id);
    }
}

/// Whether the row has a day; counts it where not.
pub(crate) fn has_day(told: &Told<'_>, loss: &mut Loss) -> bool {
    if told.day.is_none() {
        loss.left_out(
            "events without a day",
            "the row wants a day, and that of publication would be false",
            &told.event.id,
        );
    }
    told.day.is_some()
}

/// Whether the event has a CAMEO code; counts it where not.
pub(crate) fn has_cameo(told: &Told<'_>, loss: &mut Loss) -> bool {
    if told.cameo().is_empty() {
        loss.left_out("events without a CAMEO code", "the row wants one", &told.event.id);
    }
    !told.cameo().is_empty()
}
