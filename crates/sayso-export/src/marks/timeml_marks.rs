//! The marks of a TimeML document: which words get one, what instances and links stand on them.

use crate::Loss;
use crate::view::{View, code, kind};
use sayso_core::{Act, Certainty, Chain, CharSpan, DatePrecision, DateRange, Event, Factuality, Polarity, Realis};
use std::collections::{BTreeMap, BTreeSet};

/// What stands on marked words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sort {
    /// EVENT, with its class.
    Event { class: &'static str },
    /// TIMEX3, with its value.
    Time { value: String },
}

/// Marked words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    pub span: CharSpan,
    pub id: String,
    pub sort: Sort,
}

/// An element without content, behind the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub name: &'static str,
    pub attributes: Vec<(&'static str, String)>,
}

/// All marks of a document.
pub(crate) struct Marks {
    /// In the order of the text, none overlapping.
    pub taken: Vec<Taken>,
    /// Instances, then links.
    pub elements: Vec<Element>,
    /// Which instance is which record.
    pub records: Vec<Record>,
}

/// The record behind an instance.
pub(crate) struct Record {
    pub instance: String,
    pub record: String,
    pub kind: String,
}

impl Marks {
    /// The marks that a reading gives, and what of it they can't hold.
    pub fn of(view: &View<'_>, loss: &mut Loss) -> Marks {
        let mut builder = Builder::default();
        let events = &view.reading.events;
        for event in events {
            builder.trigger(event, loss);
        }
        let times = events.iter().filter_map(|event| Some((event.date.as_ref()?, &event.id)));
        let ties = view.reading.ties.iter().flat_map(|tie| [&tie.since, &tie.until].map(|date| (date, &tie.id)));
        for (date, id) in times.chain(ties.filter_map(|(date, id)| Some((date.as_ref()?, id)))) {
            builder.time(date, id, loss);
        }
        for event in events {
            for cue in event.chain.links().iter().filter_map(|link| link.cue) {
                builder.cue(cue, &event.id, loss);
            }
        }
        let instances: Vec<_> =
            events.iter().filter_map(|event| Some((event, builder.instance(event, loss)?))).collect();
        for (event, instance) in instances {
            builder.link_time(event, &instance);
            builder.link_chain(&event.chain, &event.id, &instance, loss);
        }
        builder.count_the_rest(view, loss);
        builder.finish()
    }
}

#[derive(Default)]
struct Builder {
    taken: BTreeMap<CharSpan, Taken>,
    events: usize,
    times: usize,
    /// The instance of a word of saying: a record's, else made when the first link needs it.
    saying: BTreeMap<CharSpan, String>,
    instances: Vec<Element>,
    records: Vec<Record>,
    links: Vec<Element>,
    linked: BTreeSet<(String, String)>,
}

impl Builder {
    fn is_free(&self, span: CharSpan) -> bool {
        span.start < span.end && !self.taken.keys().any(|other| other.start < span.end && span.start < other.end)
    }

    fn trigger(&mut self, event: &Event<CharSpan>, loss: &mut Loss) {
        let span = event.evidence.trigger;
        if self.taken.contains_key(&span) {
            return;
        }
        if !self.is_free(span) {
            return loss.left_out("events whose words overlap another's", "marks can't overlap", &event.id);
        }
        let class = if event.event.quad().is_verbal() { "I_ACTION" } else { "OCCURRENCE" };
        self.take_event(span, class);
    }

    fn take_event(&mut self, span: CharSpan, class: &'static str) {
        self.events += 1;
        self.taken.insert(span, Taken { span, id: format!("e{}", self.events), sort: Sort::Event { class } });
    }

    fn time(&mut self, date: &DateRange<CharSpan>, id: &str, loss: &mut Loss) {
        let Some(span) = date.span else {
            return loss.reduced("dates from another sentence", "a time needs words", id);
        };
        let value = value(date);
        match self.taken.get(&span).map(|taken| &taken.sort) {
            Some(Sort::Time { value: other }) if *other == value => return,
            Some(Sort::Time { .. }) => {
                return loss.reduced("dates that differ on the same words", "one value a time", id);
            }
            _ => {}
        }
        if !self.is_free(span) {
            return loss.reduced("dates whose words overlap a mark", "marks can't overlap", id);
        }
        self.times += 1;
        self.taken.insert(span, Taken { span, id: format!("t{}", self.times), sort: Sort::Time { value } });
    }

    fn cue(&mut self, span: CharSpan, id: &str, loss: &mut Loss) {
        if self.event_at(span).is_some() {
            return;
        }
        if !self.is_free(span) {
            return loss.reduced("words of saying that overlap a mark", "marks can't overlap", id);
        }
        self.take_event(span, "REPORTING");
    }

    fn event_at(&self, span: CharSpan) -> Option<String> {
        self.taken.get(&span).filter(|taken| matches!(taken.sort, Sort::Event { .. })).map(|taken| taken.id.clone())
    }

    fn instance(&mut self, event: &Event<CharSpan>, loss: &mut Loss) -> Option<String> {
        let eid = self.event_at(event.evidence.trigger)?;
        let id = self.make(&eid, event.factuality);
        // "Accused" names an act and carries what is alleged: one instance does both.
        self.saying.entry(event.evidence.trigger).or_insert_with(|| id.clone());
        self.records.push(Record { instance: id.clone(), record: event.id.clone(), kind: kind(event) });
        loss.row();
        Some(id)
    }

    /// MAKEINSTANCE on an EVENT.
    fn make(&mut self, eid: &str, factuality: Factuality) -> String {
        let id = format!("ei{}", self.instances.len() + 1);
        let polarity = if factuality.polarity == Polarity::Negative { "NEG" } else { "POS" };
        let mut attributes: Vec<(&'static str, String)> = vec![
            ("eiid", id.clone()),
            ("eventID", eid.to_string()),
            ("tense", "NONE".into()),
            ("aspect", "NONE".into()),
            ("pos", "OTHER".into()),
            ("polarity", polarity.into()),
        ];
        attributes.extend(modality(factuality).map(|modality| ("modality", modality)));
        self.instances.push(Element { name: "MAKEINSTANCE", attributes });
        id
    }

    fn link_time(&mut self, event: &Event<CharSpan>, instance: &str) {
        let Some(date) = &event.date else { return };
        let Some(time) = date.span.and_then(|span| self.taken.get(&span)) else { return };
        let relation = match (date.from, date.to) {
            (None, _) => "BEFORE",
            (_, None) => "AFTER",
            _ => "IS_INCLUDED",
        };
        let attributes = vec![
            ("lid", format!("l{}", self.links.len() + 1)),
            ("eventInstanceID", instance.to_string()),
            ("relatedToTime", time.id.clone()),
            ("relType", relation.to_string()),
        ];
        self.links.push(Element { name: "TLINK", attributes });
    }

    /// From the outermost word of saying inwards, to the record.
    fn link_chain(&mut self, chain: &Chain<CharSpan>, record: &str, instance: &str, loss: &mut Loss) {
        let said = chain.links().iter().filter(|link| !link.holder.publisher);
        let mut outer: Option<(String, Option<Act>)> = None;
        for link in said {
            let Some(eid) = link.cue.and_then(|cue| Some((cue, self.event_at(cue)?))) else {
                loss.reduced("holders without a marked word of saying", "a link joins two instances", record);
                continue;
            };
            let inner = self.saying(eid.0, &eid.1);
            if let Some((outer, act)) = outer.take() {
                self.subordinate(&outer, &inner, act);
            }
            outer = Some((inner, link.act));
        }
        if let Some((outer, act)) = outer {
            self.subordinate(&outer, instance, act);
        }
    }

    fn saying(&mut self, cue: CharSpan, eid: &str) -> String {
        if let Some(id) = self.saying.get(&cue) {
            return id.clone();
        }
        let id = self.make(eid, Factuality::default());
        self.saying.insert(cue, id.clone());
        id
    }

    fn subordinate(&mut self, outer: &str, inner: &str, act: Option<Act>) {
        if outer == inner || !self.linked.insert((outer.to_string(), inner.to_string())) {
            return;
        }
        let relation = match act {
            Some(Act::Denies) => "NEG_EVIDENTIAL",
            None | Some(Act::States) => "EVIDENTIAL",
            Some(_) => "MODAL",
        };
        let attributes = vec![
            ("lid", format!("l{}", self.links.len() + 1)),
            ("eventInstanceID", outer.to_string()),
            ("subordinatedEventInstance", inner.to_string()),
            ("relType", relation.to_string()),
        ];
        self.links.push(Element { name: "SLINK", attributes });
    }

    fn count_the_rest(&self, view: &View<'_>, loss: &mut Loss) {
        for event in view.reading.events.iter().filter(|event| self.event_at(event.evidence.trigger).is_some()) {
            if !event.actor.is_empty() || !event.recipient.is_empty() {
                loss.reduced("parties", "TimeML marks events and times, not who takes part", &event.id);
            }
            if event.chain.links().len() > 1 {
                loss.reduced("who the holders are", "TimeML marks the word of saying, not who says", &event.id);
            }
            if event.location.is_some() || !event.magnitude.is_empty() {
                loss.reduced("places and numbers", "TimeML has none", &event.id);
            }
        }
        for label in &view.reading.labels {
            loss.left_out("labels", "TimeML marks events and times", &label.id);
        }
        for tie in &view.reading.ties {
            loss.left_out("ties", "TimeML marks events and times; since and until are marked as times", &tie.id);
        }
    }

    fn finish(self) -> Marks {
        let mut elements = self.instances;
        elements.extend(self.links);
        Marks { taken: self.taken.into_values().collect(), elements, records: self.records }
    }
}

/// What isn't certain and actual, as a word.
fn modality(factuality: Factuality) -> Option<String> {
    let mut words = Vec::new();
    if factuality.realis != Realis::Actual {
        words.push(code(&factuality.realis));
    }
    if factuality.certainty != Certainty::Certain {
        words.push(code(&factuality.certainty));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The value of a TIMEX3 by precision.
fn value(date: &DateRange<CharSpan>) -> String {
    let Some(day) = date.from.or(date.to) else { return "XXXX-XX-XX".to_string() };
    let (year, month) = (day.year(), day.month());
    match date.precision {
        DatePrecision::Day => day.to_string(),
        DatePrecision::Week => {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        DatePrecision::Month => format!("{year:04}-{month:02}"),
        DatePrecision::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
        DatePrecision::Year => format!("{year:04}"),
        DatePrecision::Decade => format!("{:03}", year / 10),
        DatePrecision::Unknown => match (date.from, date.to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) if (from.year(), from.month()) == (to.year(), to.month()) => {
                format!("{year:04}-{month:02}")
            }
            (Some(from), Some(to)) if from.year() == to.year() => format!("{year:04}"),
            (Some(_), Some(_)) => "XXXX".to_string(),
            _ => day.to_string(),
        },
    }
}
