"""Who did what to whom, when and where, and on whose say-so.

>>> import sayso
>>> for reading in sayso.read(["Police arrested 14 protesters in Vell, the ministry said."]):
...     print(reading.events[0]["event"])
COERCE

`read` reads texts, dicts, files, DataFrames and Arrow tables; `Workspace` keeps readings and joins them; `sayso.spark` does
both on a cluster. sayso never states that something happened: every record carries the chain of those who say so and the
exact characters that show it.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from typing import Any

from ._sayso import (
    LICENSES,
    Error,
    LexiconError,
    ModelError,
    Problem,
    Reader,
    Reading,
    Readings,
    ReadError,
    ReadWarning,
    Table,
    Tables,
    Workspace,
    WorkspaceError,
    __version__,
    tables,
)

__all__ = [
    "LICENSES",
    "Error",
    "LexiconError",
    "ModelError",
    "Problem",
    "ReadError",
    "ReadWarning",
    "Reader",
    "Reading",
    "Readings",
    "Table",
    "Tables",
    "Workspace",
    "WorkspaceError",
    "__version__",
    "default_reader",
    "read",
    "tables",
    "versions",
]

# A reader holds a model and a lexicon: some hundred megabytes, so few are kept.
_reader = functools.lru_cache(maxsize=2)(Reader)


def default_reader(model: str | os.PathLike[str] = "base", lexicon: str | os.PathLike[str] | None = None) -> Reader:
    """The reader with that model and lexicon, loaded when first asked for and kept.

    A lexicon folder that changes later is not read again: make a `Reader` for that.
    Raises LexiconError (with file and line) and ModelError (with file).
    """
    return _reader(os.fspath(model), None if lexicon is None else os.fspath(lexicon))


def read(
    source: Any,
    *,
    model: str | os.PathLike[str] = "base",
    lexicon: str | os.PathLike[str] | None = None,
    published: Any = None,
    threads: int = 0,
    columns: Mapping[str, str] | None = None,
) -> Readings:
    """Reads documents. Nothing is read before the result is iterated over or asked for a table.

    source: one of, or a list or iterator of
        - a text (str; a str is never taken for a path),
        - a dict with the keys of JSON lines: text or html, and where known id (or doc), title, byline, publisher, url,
          published,
        - a path (pathlib.Path) of a file, folder or pattern in any format that `sayso read` knows;
        or a pandas or polars DataFrame, a pyarrow Table or RecordBatch, a DuckDB relation - anything with the Arrow
        PyCapsule interface - with these as columns.
    model: "base" (better), "small" (faster), or a folder with another.
    lexicon: a folder in place of the lexicon in the package.
    published: date of publication of documents that state none (a date, or "2024-05-14").
    threads: threads that read; 0: one a processor. The result is the same with any number.
    columns: names of keys or columns that are called otherwise: {"text": "body", "published": "date"}.

    Raises TypeError for a source that can't be read, LexiconError, ModelError. A document that can't be read raises
    nothing: it is in `Readings.problems`, and gives a ReadWarning.
    """
    if not hasattr(source, "__arrow_c_stream__") and hasattr(source, "to_dict") and hasattr(source, "columns"):
        # pandas before 2.2, or a pandas without pyarrow.
        source = source.to_dict("records")
    reader = default_reader(model, lexicon)
    return reader.read(source, published=published, threads=threads, columns=dict(columns or {}))


def versions() -> dict[str, str]:
    """The versions that readings of the default reader carry: sayso, model, lexicon, gazetteer, schema."""
    return default_reader().versions()
