//! Marks on the words of reports.

pub(crate) mod brat;
pub(crate) mod brat_lines;
pub(crate) mod timeml;
pub(crate) mod timeml_marks;
pub(crate) mod web_annotation;
