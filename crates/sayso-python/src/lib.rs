//! The extension `sayso._sayso` behind the Python package `sayso`: readings, tables and workspaces as Python objects.
//!
//! It holds no logic of its own: what it gives is what the library and the command line give.

mod convert;
mod error;
mod filter;
mod nested;
mod reader;
mod reading;
mod readings;
mod source;
mod stream;
mod table;
mod together;
mod workspace;

use pyo3::prelude::*;

#[pymodule]
fn _sayso(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("LICENSES", include_str!("../../../LICENSES/NOTICE.md"))?;
    error::add(module)?;
    module.add_class::<reader::Reader>()?;
    module.add_class::<reading::Reading>()?;
    module.add_class::<readings::Readings>()?;
    module.add_class::<readings::ReadingIterator>()?;
    module.add_class::<readings::Problem>()?;
    module.add_class::<table::Table>()?;
    module.add_class::<readings::Tables>()?;
    module.add_class::<workspace::Workspace>()?;
    module.add_function(wrap_pyfunction!(readings::tables, module)?)?;
    together::add(module)
}
