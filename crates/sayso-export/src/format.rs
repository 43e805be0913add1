//! The layouts by name.

use crate::event_table::{EventRows, EventTable};
use crate::table::Plain;
use crate::tables::native::Native;
use crate::tables::{acled, gdelt, gdelt_mentions, icews, petrarch, phoenix, polecat, text_columns, ucdp};
use crate::{EventRow, ExportError, Layout, Mapped, Output, Sink, TableFormat, TableWriter};

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
    Acled "acled" "csv" "Like ACLED: 31 columns, commas, a row of names.";
    Ucdp "ucdp" "csv" "Like UCDP GED: 49 columns, commas, a row of names.";
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
        }
    }

    /// Begins the layout at `output`.
    ///
    /// # Errors
    /// Where the output is of the wrong sort or can't be written.
    pub fn open<'w>(self, output: Output<'w>) -> Result<Box<dyn Layout + 'w>, ExportError> {
        let native = |table: TableFormat, out: Sink<'w>| -> Result<Box<dyn Layout + 'w>, ExportError> {
            Ok(events(self, Native, table.begin(&EventRow::columns(), out)?))
        };
        let plain = |header: bool, out: Sink<'w>| -> Result<Box<dyn TableWriter + 'w>, ExportError> {
            Ok(Box::new(Plain::new(&text_columns(self.mapping()), header, out)?))
        };
        let out = output.into_stream(self)?;
        Ok(match self {
            Format::Csv => native(TableFormat::Csv, out)?,
            Format::Tsv => native(TableFormat::Tsv, out)?,
            Format::Parquet => native(TableFormat::Parquet, out)?,
            Format::Xlsx => native(TableFormat::Xlsx, out)?,
            Format::Polecat => events(self, polecat::Polecat, plain(true, out)?),
            Format::Icews => events(self, icews::Icews, plain(true, out)?),
            Format::Gdelt => events(self, gdelt::Gdelt::default(), plain(false, out)?),
            Format::GdeltMentions => events(self, gdelt_mentions::GdeltMentions::default(), plain(false, out)?),
            Format::Phoenix => events(self, phoenix::Phoenix, plain(false, out)?),
            Format::Petrarch => events(self, petrarch::Petrarch, plain(false, out)?),
            Format::Acled => events(self, acled::Acled, TableFormat::Csv.begin(&acled::columns(), out)?),
            Format::Ucdp => events(self, ucdp::Ucdp, TableFormat::Csv.begin(&ucdp::columns(), out)?),
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
