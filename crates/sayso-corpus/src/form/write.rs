//! From an annotation back to the compact form.

use super::places::Places;
use crate::{Annotation, Sheet};
use sayso_core::words::name;
use sayso_core::{
    ActorKind, Chain, CharSpan, DatePrecision, DateRange, Event, Factuality, HolderText, Magnitude, Number, Party,
    Place, Standing, codes,
};
use std::fmt::Write;

/// The annotation as an annotator would type it: the reverse of [`super::read`].
///
/// # Errors
/// Names the record whose words don't stand within one sentence of the sheet, on borders of words.
pub fn written(annotation: &Annotation, sheet: &Sheet) -> Result<String, String> {
    let places = Places::new(sheet);
    let reading = &annotation.reading;
    let mut out = format!("document {}\n", reading.document.id);
    for annotator in &annotation.annotators {
        let _ = writeln!(out, "annotator {annotator}");
    }
    out.push('\n');
    for actor in &reading.actors {
        let sectors = if actor.sector.is_empty() { "-".into() } else { actor.sector.join(" ") };
        let country = actor.country.as_deref().unwrap_or("-");
        let kind: &ActorKind = &actor.kind;
        let _ = writeln!(
            out,
            "actor {} = {}; {}; {country}; {sectors}",
            actor.id,
            actor.name.replace(';', ","),
            name(kind)
        );
    }
    let mut blocks: Vec<(CharSpan, String)> = Vec::new();
    for event in &reading.events {
        blocks.push((event.evidence.trigger, Block::new(&places, sheet, event.evidence.trigger)?.event(event)?));
    }
    for label in &reading.labels {
        let mut block = Block::new(&places, sheet, label.span)?;
        block.head(&format!("label {} {} {}", block.at(label.span)?, name(&label.kind), name(&label.polarity)));
        block.party("of", &label.target)?;
        block.chain(&label.chain)?;
        blocks.push((label.span, block.out));
    }
    for tie in &reading.ties {
        let mut block = Block::new(&places, sheet, tie.evidence.trigger)?;
        block.head(&format!("tie {} {} {}", block.at(tie.evidence.trigger)?, name(&tie.kind), name(&tie.change)));
        block.party("from", &tie.from)?;
        block.party("to", &tie.to)?;
        block.date("since", tie.since.as_ref())?;
        block.date("until", tie.until.as_ref())?;
        block.chain(&tie.chain)?;
        blocks.push((tie.evidence.trigger, block.out));
    }
    for not in &annotation.not_events {
        let mut block = Block::new(&places, sheet, not.span)?;
        block.head(&format!("not {} {}", block.at(not.span)?, name(&not.why)));
        blocks.push((not.span, block.out));
    }
    blocks.sort_by_key(|(at, _)| *at);
    blocks.iter().for_each(|(_, block)| {
        out.push('\n');
        out.push_str(block);
    });
    Ok(out)
}

/// The lines of one record.
struct Block<'p> {
    places: &'p Places<'p>,
    sentence: usize,
    out: String,
}

impl<'p> Block<'p> {
    fn new(places: &'p Places<'p>, sheet: &Sheet, trigger: CharSpan) -> Result<Block<'p>, String> {
        let holds = |sentence: &CharSpan| sentence.start <= trigger.start && trigger.end <= sentence.end;
        let at = sheet.sentences.iter().position(holds);
        let sentence =
            at.ok_or_else(|| format!("{}-{} stands in no sentence of the sheet", trigger.start, trigger.end))? + 1;
        Ok(Block { places, sentence, out: String::new() })
    }

    fn at(&self, span: CharSpan) -> Result<String, String> {
        let found = self.places.pointed(span, self.sentence);
        found.ok_or_else(|| {
            format!("{}-{} does not stand on borders of words within one sentence", span.start, span.end)
        })
    }

    fn words(&self, span: Option<CharSpan>) -> Result<String, String> {
        span.map_or(Ok(String::new()), |span| Ok(format!(" {}", self.at(span)?)))
    }

    fn head(&mut self, rest: &str) {
        let _ = writeln!(self.out, "{} {rest}", self.sentence);
    }

    fn field(&mut self, line: &str) {
        let _ = writeln!(self.out, "  {line}");
    }

    fn event(mut self, event: &Event<CharSpan>) -> Result<String, String> {
        let mode = event.mode.as_deref().map_or(String::new(), |mode| format!(" {mode}"));
        self.head(&format!("{} {}{mode}", self.at(event.evidence.trigger)?, event.event));
        for (role, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
            parties.iter().try_for_each(|party| self.party(role, party))?;
        }
        self.date("date", event.date.as_ref())?;
        if let Some(place) = &event.location {
            self.place(place)?;
        }
        for (field, value) in &event.magnitude {
            self.magnitude(field, value)?;
        }
        if event.factuality != Factuality::default() {
            let Factuality { polarity, certainty, realis } = &event.factuality;
            self.field(&format!("fact {} {} {}", name(polarity), name(certainty), name(realis)));
        }
        if !event.contexts.is_empty() {
            self.field(&format!("context {}", event.contexts.join(" ")));
        }
        if let Some(code) = &event.cameo
            && codes::default_cameo(event.event, event.mode.as_deref()) != Some(code.as_str())
        {
            self.field(&format!("cameo {code}"));
        }
        if event.standing == Standing::Background {
            self.field("background");
        }
        self.chain(&event.chain)?;
        Ok(self.out)
    }

    fn party(&mut self, role: &str, party: &Party<CharSpan>) -> Result<(), String> {
        let actor = party.actor.as_ref().map_or("?", |actor| actor.0.as_str());
        let line = format!("{role} {actor} {}", self.at(party.span)?);
        self.field(&line);
        Ok(())
    }

    fn date(&mut self, field: &str, date: Option<&DateRange<CharSpan>>) -> Result<(), String> {
        let Some(date) = date else { return Ok(()) };
        let words = self.words(date.span)?;
        let line = match (date.from, date.to) {
            (Some(from), Some(to)) if from == to && date.precision == DatePrecision::Day => format!("{from}"),
            (from, to) => {
                let shown = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
                format!("{}..{} {}", shown(from), shown(to), name(&date.precision))
            }
        };
        self.field(&format!("{field} {line}{words}"));
        Ok(())
    }

    fn place(&mut self, place: &Place<CharSpan>) -> Result<(), String> {
        let words = self.words(place.span)?;
        let country = place.country.as_deref().unwrap_or("-");
        self.field(&format!("place {}; {country}; {}{words}", place.name, name(&place.precision)));
        Ok(())
    }

    fn magnitude(&mut self, field: &str, value: &Magnitude<CharSpan>) -> Result<(), String> {
        let shown = |number: Option<Number>| number.map_or(String::new(), |number| number.0.to_string());
        let bounds = match (value.at_least, value.at_most) {
            (Some(least), Some(most)) if least == most => shown(Some(least)),
            (least, most) => format!("{}..{}", shown(least), shown(most)),
        };
        let extra = |word: &str, value: &Option<String>| {
            value.as_deref().map_or(String::new(), |value| format!(" {word} {}", value.replace(' ', "_")))
        };
        let words = self.words(value.span)?;
        self.field(&format!("{field} {bounds}{}{}{words}", extra("unit", &value.unit), extra("hedge", &value.hedge)));
        Ok(())
    }

    fn chain(&mut self, chain: &Chain<CharSpan>) -> Result<(), String> {
        for link in chain.links().iter().skip(1) {
            let holder = &link.holder;
            let mut line = format!("by {}", holder.actor.as_ref().map_or("unnamed", |actor| actor.0.as_str()));
            if let Some(span) = holder.span.filter(|span| !(holder.unnamed && Some(*span) == link.cue)) {
                if holder.place == Some(HolderText::Byline) {
                    return Err("a holder in the byline can't be written back".into());
                }
                line.push_str(&format!(" {}", self.at(span)?));
            }
            if let Some(cue) = link.cue {
                line.push_str(&format!(" cue {}", self.at(cue)?));
            }
            for value in [link.act.as_ref().map(name), link.quote.as_ref().map(name)].into_iter().flatten() {
                line.push_str(&format!(" {value}"));
            }
            self.field(&line);
        }
        Ok(())
    }
}
