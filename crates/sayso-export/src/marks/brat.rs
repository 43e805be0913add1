//! brat stand-off: a folder with a text and an annotation file a document, and the collection's configuration.
//!
//! The grammar is that of brat's own reader (`server/src/annotation.py`): offsets in code points; a span that runs over
//! a line end is written in parts joined by `;`; what stands behind the offsets is the parts joined by a space; a
//! trigger has the type of its event; only events refer to triggers.

use crate::file_name::FileNames;
use crate::marks::brat_lines::Lines;
use crate::view::{View, code, kind};
use crate::{ExportError, Format, Joined, Layout, Loss, Mapped, Output};
use sayso_core::{ActorKind, Chain, CharSpan, Event, HolderText, Label, Party, Reading, Tie};
use std::fs;
use std::path::PathBuf;

/// Where each annotation comes from.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "NAME.txt",
        "document.text",
        "character for character; carriage returns are replaced by spaces, since brat's reader folds line ends and would move every offset",
    ),
    Mapped::new("documents.tsv", "document", "which file is which document, with address and hash of the text"),
    Mapped::new("annotation.conf", "-", "types, roles and attributes for brat"),
    Mapped::new(
        "T Person, Organization, State, Group, PlaceAsState, Actor",
        "actors.mentions, parties, holders",
        "by kind; Actor where the kind is unknown or the party unresolved",
    ),
    Mapped::new("* Coreference", "actors.mentions", "mentions of one actor"),
    Mapped::new(
        "T and E ASSAULT and so on",
        "events",
        "trigger and event; several events on one trigger where several chains tell of it",
    ),
    Mapped::new(
        "E roles Actor, Recipient, Place, Date, Holder, Cue",
        "actor, recipient, location, date, chain",
        "numbered where there are several; Holder, Holder2 from the outside in, without the publisher",
    ),
    Mapped::new("E roles Killed, Injured and so on", "magnitude", "the words; bounds stand in the note"),
    Mapped::new(
        "A Mode, Polarity, Certainty, Realis, Standing",
        "mode, factuality, standing",
        "Polarity Negative only where negative",
    ),
    Mapped::new("E LABEL with role Target", "labels", "A LabelKind, LabelPolarity"),
    Mapped::new("E TIE with roles From, To, Since, Until", "ties", "A TieKind, TieChange"),
    Mapped::new(
        "# AnnotatorNotes",
        "id, chain, rule, confidence, magnitude, location, date",
        "in a line, on the event",
    ),
];

/// Writes a collection.
pub(crate) struct Brat {
    folder: PathBuf,
    names: FileNames,
    index: String,
    loss: Loss,
}

impl Brat {
    pub fn open(output: Output<'_>) -> Result<Self, ExportError> {
        let folder = output.into_folder(Format::Brat)?;
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("annotation.conf"), crate::marks::brat_lines::configuration())?;
        let index = "file\tdocument\turl\ttext_sha256\n".to_string();
        Ok(Brat { folder, names: FileNames::default(), index, loss: Loss::new(Format::Brat.name()) })
    }
}

impl Layout for Brat {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        let view = View::new(reading, joined);
        self.loss.document(view.reading);
        let document = &reading.document;
        let name = self.names.of(&document.id.0);
        if document.text.contains('\r') {
            self.loss.reduced("carriage returns", "brat folds line ends: spaces stand in their place", &document.id.0);
        }
        fs::write(self.folder.join(format!("{name}.txt")), document.text.replace('\r', " "))?;
        let annotations = Annotations { view: &view, lines: Lines::new(&document.text), loss: &mut self.loss }.all();
        fs::write(self.folder.join(format!("{name}.ann")), annotations)?;
        let cell = |text: &str| sayso_core::words::one_line(text);
        self.index += &format!(
            "{name}\t{}\t{}\t{}\n",
            cell(&document.id.0),
            cell(document.url.as_deref().unwrap_or("")),
            document.text_sha256
        );
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Loss, ExportError> {
        fs::write(self.folder.join("documents.tsv"), &self.index)?;
        Ok(self.loss)
    }
}

struct Annotations<'a, 'r> {
    view: &'a View<'r>,
    lines: Lines,
    loss: &'a mut Loss,
}

impl Annotations<'_, '_> {
    fn all(mut self) -> String {
        for actor in &self.view.reading.actors {
            let mentions: Vec<String> = actor
                .mentions
                .iter()
                .filter_map(|mention| self.lines.text_bound(entity(actor.kind), mention.span))
                .collect();
            self.lines.equivalent(&mentions);
        }
        for event in &self.view.reading.events {
            self.event(event);
        }
        for label in &self.view.reading.labels {
            self.label(label);
        }
        for tie in &self.view.reading.ties {
            self.tie(tie);
        }
        self.lines.into_text()
    }

    fn event(&mut self, event: &Event<CharSpan>) {
        let Some(trigger) = self.lines.text_bound(event.event.code(), event.evidence.trigger) else {
            return self.loss.left_out("records without words", "a trigger needs a character", &event.id);
        };
        let mut roles = Vec::new();
        self.parties("Actor", &event.actor, &mut roles);
        self.parties("Recipient", &event.recipient, &mut roles);
        if let Some(place) = &event.location {
            self.mark("Place", "Place", place.span, &event.id, &mut roles);
        }
        if let Some(date) = &event.date {
            self.mark("Date", "Date", date.span, &event.id, &mut roles);
        }
        for (field, magnitude) in &event.magnitude {
            self.mark("Magnitude", &capital(field), magnitude.span, &event.id, &mut roles);
        }
        self.holders(&event.chain, &event.id, &mut roles);
        let id = self.lines.event(event.event.code(), &trigger, &roles);
        if let Some(mode) = &event.mode {
            self.lines.attribute("Mode", &id, mode);
        }
        if code(&event.factuality.polarity) == "-" {
            self.lines.attribute("Polarity", &id, "Negative");
        }
        self.lines.attribute("Certainty", &id, &capital(&code(&event.factuality.certainty)));
        self.lines.attribute("Realis", &id, &capital(&code(&event.factuality.realis)));
        self.lines.attribute("Standing", &id, &capital(&code(&event.standing)));
        self.lines.note(&id, &event_note(self.view, event));
        self.loss.row();
    }

    fn label(&mut self, label: &Label<CharSpan>) {
        let Some(trigger) = self.lines.text_bound("LABEL", label.span) else {
            return self.loss.left_out("records without words", "a trigger needs a character", &label.id);
        };
        let mut roles = Vec::new();
        self.parties("Target", std::slice::from_ref(&label.target), &mut roles);
        self.holders(&label.chain, &label.id, &mut roles);
        let id = self.lines.event("LABEL", &trigger, &roles);
        self.lines.attribute("LabelKind", &id, &capital(&code(&label.kind)));
        self.lines.attribute("LabelPolarity", &id, &capital(&code(&label.polarity)));
        let chain = self.view.chain(&label.chain);
        self.lines.note(&id, &format!("{} | {chain} | {} {}", label.id, label.rule, label.confidence));
        self.loss.row();
    }

    fn tie(&mut self, tie: &Tie<CharSpan>) {
        let Some(trigger) = self.lines.text_bound("TIE", tie.evidence.trigger) else {
            return self.loss.left_out("records without words", "a trigger needs a character", &tie.id);
        };
        let mut roles = Vec::new();
        self.parties("From", std::slice::from_ref(&tie.from), &mut roles);
        self.parties("To", std::slice::from_ref(&tie.to), &mut roles);
        for (role, date) in [("Since", &tie.since), ("Until", &tie.until)] {
            if let Some(date) = date {
                self.mark("Date", role, date.span, &tie.id, &mut roles);
            }
        }
        self.holders(&tie.chain, &tie.id, &mut roles);
        let id = self.lines.event("TIE", &trigger, &roles);
        self.lines.attribute("TieKind", &id, &code(&tie.kind));
        self.lines.attribute("TieChange", &id, &capital(&code(&tie.change)));
        self.lines.note(&id, &format!("{} | {} | {} {}", tie.id, self.view.told_tie(tie), tie.rule, tie.confidence));
        self.loss.row();
    }

    fn parties(&mut self, role: &str, parties: &[Party<CharSpan>], roles: &mut Vec<(String, String)>) {
        for party in parties {
            let kind = self.view.actor(party).map_or(ActorKind::Unknown, |actor| actor.kind);
            if let Some(id) = self.lines.text_bound(entity(kind), party.span) {
                add(roles, role, id);
            }
        }
    }

    /// The words of a place, date or number; where they stand in another sentence there are none to mark.
    fn mark(&mut self, sort: &str, role: &str, span: Option<CharSpan>, id: &str, roles: &mut Vec<(String, String)>) {
        match span.and_then(|span| self.lines.text_bound(sort, span)) {
            Some(marked) => add(roles, role, marked),
            None => self.loss.reduced("places, dates and numbers without words here", "in the note only", id),
        }
    }

    fn holders(&mut self, chain: &Chain<CharSpan>, id: &str, roles: &mut Vec<(String, String)>) {
        for link in chain.links().iter().filter(|link| !link.holder.publisher) {
            let span = link.holder.span.filter(|_| link.holder.place != Some(HolderText::Byline));
            let kind = self.view.holder_actor(link).map_or(ActorKind::Unknown, |actor| actor.kind);
            match span.and_then(|span| self.lines.text_bound(entity(kind), span)) {
                Some(marked) => add(roles, "Holder", marked),
                None => self.loss.reduced("holders without words in the text", "in the note only", id),
            }
            if let Some(cue) = link.cue.and_then(|cue| self.lines.text_bound("Cue", cue)) {
                add(roles, "Cue", cue);
            }
        }
    }
}

/// A role with the next free number: Actor, Actor2, Actor3.
fn add(roles: &mut Vec<(String, String)>, role: &str, id: String) {
    let before = roles.iter().filter(|(name, _)| name.trim_end_matches(|c: char| c.is_ascii_digit()) == role).count();
    let name = if before == 0 { role.to_string() } else { format!("{role}{}", before + 1) };
    roles.push((name, id));
}

fn entity(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::Organization => "Organization",
        ActorKind::State => "State",
        ActorKind::Group => "Group",
        ActorKind::PlaceAsState => "PlaceAsState",
        ActorKind::Unknown => "Actor",
    }
}

fn event_note(view: &View<'_>, event: &Event<CharSpan>) -> String {
    let mut parts = vec![event.id.clone(), kind(event), view.chain(&event.chain)];
    parts.extend(event.cameo.as_ref().map(|code| format!("CAMEO {code}")));
    if let Some(place) = &event.location {
        let id = place.geonameid.map(|id| format!(", GeoNames {id}")).unwrap_or_default();
        parts.push(format!("{} ({}{id})", place.name, code(&place.precision)));
    }
    if event.date.is_some() {
        let (from, to) = crate::view::days(event.date.as_ref());
        parts.push(format!("{from}/{to}"));
    }
    for (field, value) in &event.magnitude {
        let bound = |bound: Option<sayso_core::Number>| bound.map(|bound| code(&bound)).unwrap_or_default();
        let unit = value.unit.as_deref().unwrap_or("");
        parts
            .push(format!("{field} {}..{} {unit}", bound(value.at_least), bound(value.at_most)).trim_end().to_string());
    }
    parts.push(format!("{} {}", event.rule, event.confidence));
    parts.join(" | ")
}

pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
