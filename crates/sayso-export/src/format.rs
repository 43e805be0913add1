//! The layouts by name.

use crate::entities::claim_review::{self, ClaimReview};
use crate::entities::ftm::{self, Ftm};
use crate::event_table::{EventRows, EventTable};
use crate::maps::geojson::{self, GeoJson};
use crate::maps::kml::{self, Kml};
use crate::marks::brat::{self, Brat};
use crate::marks::timeml::{self, TimeMl};
use crate::marks::web_annotation::{self, WebAnnotation};
use crate::networks::gexf::Gexf;
use crate::networks::graphml::GraphMl;
use crate::networks::network;
use crate::table::Plain;
use crate::tables::native::Native;
use crate::tables::{acled, gdelt, gdelt_mentions, icews, petrarch, phoenix, polecat, text_columns, ucdp};
use crate::{EventRow, ExportError, Layout, Mapped, Output, TableFormat, TableWriter};

macro_rules! formats {
    ($($name:ident $code:literal $extension:literal $what:literal;)*) => {
        /// A layout, by the name that the command line has for it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format { $(#[doc = $what] $name),* }

        impl Format {
            /// All layouts.
            pub const ALL: &[Format] = &[$(Format::$name),*];

            /// The name on the command line.
            pub fn name(self) -> &'static str {
                match self { $(Format::$name => $code),* }
            }

            /// What it is, in a line.
            pub fn what(self) -> &'static str {
                match self { $(Format::$name => $what),* }
            }

            /// How names of its files end, without the dot; empty for a folder.
            pub fn extension(self) -> &'static str {
                match self { $(Format::$name => $extension),* }
            }
        }
    };
}

// Tables first, then the layouts of annotation, networks and maps: one line a layout.
formats! {
    Csv "csv" "csv" "The native columns: one event a row, commas, a row of names.";
    Tsv "tsv" "tsv" "The native columns with tabs.";
    Parquet "parquet" "parquet" "The native columns in Parquet, typed.";
    Xlsx "xlsx" "xlsx" "The native columns in an Excel workbook.";
    Polecat "polecat" "tsv" "POLECAT: 40 columns, tabs, a row of names.";
    Icews "icews" "tsv" "ICEWS: 20 columns, tabs, a row of names.";
    Gdelt "gdelt" "CSV" "GDELT 2.0 Events: 61 columns, tabs, no row of names.";
    GdeltMentions "gdelt-mentions" "CSV" "GDELT 2.0 Mentions: 16 columns, tabs, no row of names.";
    Phoenix "phoenix" "tsv" "Phoenix: 26 columns, tabs, no row of names.";
    Petrarch "petrarch2" "tsv" "PETRARCH2: 8 columns, tabs, no row of names.";
    Acled "acled" "csv" "Like ACLED, a row an incident: 31 columns, commas, a row of names.";
    Ucdp "ucdp" "csv" "Like UCDP GED, a row an incident: 49 columns, commas, a row of names.";
    GeoJson "geojson" "geojson" "GeoJSON: events with a place, its precision and who says so.";
    Kml "kml" "kml" "KML: the same for Google Earth.";
    GraphMl "graphml" "graphml" "GraphML: actors as nodes, acts and ties as edges.";
    Gexf "gexf" "gexf" "GEXF: the same for Gephi, with days on the edges.";
    Ftm "ftm" "ftm.json" "FollowTheMoney entities, one a line.";
    ClaimReview "claim-review" "jsonld" "ClaimReview of schema.org: a skeleton a claim, without a verdict.";
    WebAnnotation "web-annotation" "jsonld" "W3C Web Annotation: an annotation a record, with position and quotation.";
    Brat "brat" "" "brat stand-off: a folder with text and annotations.";
    TimeMl "timeml" "" "TimeML 1.2.1: a folder with marked documents.";
}

impl Format {
    /// The layout with that name, in any case.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// Whether it is several files in a folder, and no stream.
    pub fn wants_folder(self) -> bool {
        self.extension().is_empty()
    }

    /// Where each column (element, property) comes from.
    pub fn mapping(self) -> &'static [Mapped] {
        match self {
            Format::Csv | Format::Tsv | Format::Parquet | Format::Xlsx => EventRow::MAPPING,
            Format::Polecat => polecat::MAPPING,
            Format::Icews => icews::MAPPING,
            Format::Gdelt => gdelt::MAPPING,
            Format::GdeltMentions => gdelt_mentions::MAPPING,
            Format::Phoenix => phoenix::MAPPING,
            Format::Petrarch => petrarch::MAPPING,
            Format::Acled => acled::MAPPING,
            Format::Ucdp => ucdp::MAPPING,
            Format::GeoJson => geojson::MAPPING,
            Format::Kml => kml::MAPPING,
            Format::GraphMl | Format::Gexf => network::MAPPING,
            Format::WebAnnotation => web_annotation::MAPPING,
            Format::Ftm => ftm::MAPPING,
            Format::ClaimReview => claim_review::MAPPING,
            Format::Brat => brat::MAPPING,
            Format::TimeMl => timeml::MAPPING,
        }
    }

    /// Begins the layout at `output`.
    ///
    /// # Errors
    /// Where the output is of the wrong sort or can't be written.
    pub fn open<'w>(self, output: Output<'w>) -> Result<Box<dyn Layout + 'w>, ExportError> {
        let stream = |output: Output<'w>| output.into_stream(self);
        let native = |table: TableFormat, output: Output<'w>| -> Result<Box<dyn Layout + 'w>, ExportError> {
            Ok(events(self, Native, table.begin(&EventRow::columns(), stream(output)?)?))
        };
        let plain = |header: bool, output: Output<'w>| -> Result<Box<dyn TableWriter + 'w>, ExportError> {
            Ok(Box::new(Plain::new(&text_columns(self.mapping()), header, stream(output)?)?))
        };
        Ok(match self {
            Format::Csv => native(TableFormat::Csv, output)?,
            Format::Tsv => native(TableFormat::Tsv, output)?,
            Format::Parquet => native(TableFormat::Parquet, output)?,
            Format::Xlsx => native(TableFormat::Xlsx, output)?,
            Format::Polecat => events(self, polecat::Polecat, plain(true, output)?),
            Format::Icews => events(self, icews::Icews, plain(true, output)?),
            Format::Gdelt => events(self, gdelt::Gdelt::default(), plain(false, output)?),
            Format::GdeltMentions => events(self, gdelt_mentions::GdeltMentions::default(), plain(false, output)?),
            Format::Phoenix => events(self, phoenix::Phoenix, plain(false, output)?),
            Format::Petrarch => events(self, petrarch::Petrarch, plain(false, output)?),
            Format::Acled => {
                events(self, acled::Acled::default(), TableFormat::Csv.begin(&acled::columns(), stream(output)?)?)
            }
            Format::Ucdp => {
                events(self, ucdp::Ucdp::default(), TableFormat::Csv.begin(&ucdp::columns(), stream(output)?)?)
            }
            Format::GeoJson => Box::new(GeoJson::open(output)?),
            Format::Kml => Box::new(Kml::open(output)?),
            Format::GraphMl => Box::new(GraphMl::open(output)?),
            Format::Gexf => Box::new(Gexf::open(output)?),
            Format::Ftm => Box::new(Ftm::open(output)?),
            Format::ClaimReview => Box::new(ClaimReview::open(output)?),
            Format::WebAnnotation => Box::new(WebAnnotation::open(output)?),
            Format::Brat => Box::new(Brat::open(output)?),
            Format::TimeMl => Box::new(TimeMl::open(output)?),
        })
    }

    /// The mapping as a Markdown table.
    pub fn mapping_markdown(self) -> String {
        let mut out =
            format!("# Columns of the layout {}\n\n{}\n\n| column | from | note |\n|---|---|---|\n", self, self.what());
        for Mapped { column, from, note } in self.mapping() {
            out.push_str(&format!("| {column} | {} | {} |\n", from.replace('|', "\\|"), note.replace('|', "\\|")));
        }
        out
    }
}

/// A layout of event rows.
fn events<'w, R: EventRows + 'w>(format: Format, rows: R, table: Box<dyn TableWriter + 'w>) -> Box<dyn Layout + 'w> {
    Box::new(EventTable::new(format.name(), rows, table))
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        for format in Format::ALL {
            assert_eq!(Format::parse(&format.name().to_uppercase()), Some(*format));
            assert!(!format.mapping().is_empty(), "{format}");
        }
    }
}
