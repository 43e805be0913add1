//! TimeML 1.2.1: a folder with a document a report, in the arrangement of TempEval-3 (DOCID, DCT, TITLE, TEXT).
//!
//! Marks stand in the text and can't overlap: where two do, the earlier in the order trigger, time, word of saying stays.

use crate::file_name::FileNames;
use crate::marks::timeml_marks::{Marks, Sort, Taken};
use crate::view::View;
use crate::xml::{Xml, has_forbidden};
use crate::{ExportError, Format, Joined, Layout, Loss, Mapped, Output};
use sayso_core::{CharSpan, Reading};
use std::fs;
use std::path::{Path, PathBuf};

/// Where each element comes from.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new("NAME.tml", "document", "one a document; documents.tsv says which is which"),
    Mapped::new(
        "DOCID, TITLE, TEXT",
        "document.id, title, text",
        "text character for character (carriage returns as references), forbidden characters replaced by U+FFFD",
    ),
    Mapped::new("DCT/TIMEX3 t0", "document.published", "CREATION_TIME, or value XXXX-XX-XX where not known"),
    Mapped::new("EVENT", "evidence.trigger", "one a trigger; class OCCURRENCE for deeds, I_ACTION for acts by words"),
    Mapped::new(
        "MAKEINSTANCE",
        "events",
        "one a record, so that a trigger told by several chains has several; polarity and modality (certainty and realis where not certain and actual) from factuality; tense and aspect NONE and pos OTHER: a reading has no grammar; records.tsv says which instance is which record",
    ),
    Mapped::new("EVENT class REPORTING", "chain.cue", "with an instance of its own"),
    Mapped::new(
        "SLINK",
        "chain",
        "from the word of saying to the next link's, from the last to the record: EVIDENTIAL, NEG_EVIDENTIAL for denials, MODAL for doubts, beliefs, wishes, questions, plans",
    ),
    Mapped::new(
        "TIMEX3",
        "date of events, since and until of ties",
        "type DATE; value by precision (day, week, month, quarter, year, decade)",
    ),
    Mapped::new("TLINK", "date", "record to time: IS_INCLUDED, or BEFORE, AFTER where the date is open at an end"),
    Mapped::empty("SIGNAL, ALINK", "a reading doesn't have them"),
];

/// Writes documents into a folder.
pub(crate) struct TimeMl {
    folder: PathBuf,
    names: FileNames,
    index: String,
    records: String,
    loss: Loss,
}

impl TimeMl {
    pub fn open(output: Output<'_>) -> Result<Self, ExportError> {
        let folder = output.into_folder(Format::TimeMl)?;
        fs::create_dir_all(&folder)?;
        let index = "file\tdocument\turl\ttext_sha256\n".to_string();
        let records = "file\tinstance\trecord\ttype\n".to_string();
        Ok(TimeMl { records, folder, names: FileNames::default(), index, loss: Loss::new(Format::TimeMl.name()) })
    }
}

impl Layout for TimeMl {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        let view = View::new(reading, joined);
        self.loss.document(view.reading);
        let document = &reading.document;
        let name = self.names.of(&document.id.0);
        if has_forbidden(&document.text) {
            self.loss.reduced("characters that XML forbids", "replaced by U+FFFD", &document.id.0);
        }
        let marks = Marks::of(&view, &mut self.loss);
        write_document(&self.folder.join(format!("{name}.tml")), &view, &marks)?;
        for record in &marks.records {
            self.records += &format!("{name}\t{}\t{}\t{}\n", record.instance, record.record, record.kind);
        }
        let [id, url] =
            [document.id.0.as_str(), document.url.as_deref().unwrap_or("")].map(sayso_core::words::one_line);
        self.index += &format!("{name}\t{id}\t{url}\t{}\n", document.text_sha256);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Loss, ExportError> {
        fs::write(self.folder.join("documents.tsv"), &self.index)?;
        fs::write(self.folder.join("records.tsv"), &self.records)?;
        Ok(self.loss)
    }
}

fn write_document(path: &Path, view: &View<'_>, marks: &Marks) -> std::io::Result<()> {
    let document = view.document();
    let mut xml = Xml::plain(Vec::new());
    xml.declaration()?;
    xml.line()?;
    let schema = "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd";
    let xsi = "http://www.w3.org/2001/XMLSchema-instance";
    xml.open("TimeML", &[("xmlns:xsi", xsi), ("xsi:noNamespaceSchemaLocation", schema)])?;
    xml.line()?;
    xml.leaf("DOCID", &[], &document.id.0)?;
    xml.line()?;
    created(&mut xml, view)?;
    if let Some(title) = &document.title {
        xml.leaf("TITLE", &[], title)?;
        xml.line()?;
    }
    xml.open("TEXT", &[])?;
    text(&mut xml, view, &marks.taken)?;
    xml.close("TEXT")?;
    xml.line()?;
    for element in &marks.elements {
        let attributes: Vec<(&str, &str)> =
            element.attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        xml.empty(element.name, &attributes)?;
        xml.line()?;
    }
    xml.close("TimeML")?;
    xml.line()?;
    fs::write(path, xml.into_inner())
}

fn created(xml: &mut Xml<Vec<u8>>, view: &View<'_>) -> std::io::Result<()> {
    let published = view.document().published.as_ref();
    let day = published.map_or("XXXX-XX-XX".to_string(), |published| published.date.to_string());
    let attributes = [
        ("tid", "t0"),
        ("type", "DATE"),
        ("value", day.as_str()),
        ("temporalFunction", "false"),
        ("functionInDocument", "CREATION_TIME"),
    ];
    xml.open("DCT", &[])?;
    xml.leaf("TIMEX3", &attributes, published.map_or("", |published| &published.text))?;
    xml.close("DCT")?;
    xml.line()
}

fn text(xml: &mut Xml<Vec<u8>>, view: &View<'_>, taken: &[Taken]) -> std::io::Result<()> {
    let mut at = 0;
    for mark in taken {
        xml.text(view.exact(CharSpan { start: at, end: mark.span.start }))?;
        let words = view.exact(mark.span);
        match &mark.sort {
            Sort::Event { class } => xml.leaf("EVENT", &[("eid", &mark.id), ("class", class)], words)?,
            Sort::Time { value } => {
                xml.leaf("TIMEX3", &[("tid", &mark.id), ("type", "DATE"), ("value", value)], words)?
            }
        }
        at = mark.span.end;
    }
    xml.text(view.exact(CharSpan { start: at, end: usize::MAX }))
}
