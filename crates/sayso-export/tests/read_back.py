#!/usr/bin/env python3
"""Reads tables that sayso wrote with pandas, polars and DuckDB and compares what they see.

    python read_back.py FOLDER

FOLDER holds the tables and expected.json: format, file, columns and number of rows of each.
"""
import json
import pathlib
import sys

import duckdb
import pandas
import polars

WITHOUT_NAMES = {"gdelt", "gdelt-mentions", "phoenix", "petrarch2"}
COMMAS = {"csv", "acled", "ucdp"}
QUOTED = {"csv", "tsv", "acled", "ucdp"}
# What must come back as text with its zeros.
CODES = {"icews": "CAMEO Code", "gdelt": "EventCode", "phoenix": "code", "petrarch2": "code", "csv": "cameo",
         "tsv": "cameo", "parquet": "cameo", "xlsx": "cameo"}
NUMBERS = {"latitude", "longitude", "confidence", "plover_2021", "goldstein_cameo", "killed_min"}


def cells(frame):
    """Every cell as text, nothing for no value."""
    return [["" if value is None or value != value else str(value) for value in row] for row in frame]


def with_pandas(path, table):
    kind = table["format"]
    if kind == "parquet":
        return pandas.read_parquet(path)
    if kind == "xlsx":
        return pandas.read_excel(path, dtype={"cameo": str, "id": str, "quad_plover": str, "quad_gdelt": str, "quad_phoenix": str, "geonameid": str})
    names = None if kind not in WITHOUT_NAMES else table["columns"]
    return pandas.read_csv(path, sep="," if kind in COMMAS else "\t", dtype=str, keep_default_na=False,
                           header=None if names else 0, names=names, quoting=0 if kind in QUOTED else 3)


def with_polars(path, table):
    kind = table["format"]
    if kind == "parquet":
        return polars.read_parquet(path)
    names = kind in WITHOUT_NAMES
    frame = polars.read_csv(path, separator="," if kind in COMMAS else "\t", infer_schema=False, has_header=not names,
                            quote_char='"' if kind in QUOTED else None, truncate_ragged_lines=False)
    if names:
        frame.columns = table["columns"]
    return frame


def with_duckdb(path, table):
    kind = table["format"]
    if kind == "parquet":
        found = duckdb.sql(f"select * from read_parquet('{path}')")
    else:
        options = {"delim": "," if kind in COMMAS else "\t", "header": kind not in WITHOUT_NAMES, "all_varchar": True,
                   "quote": '"' if kind in QUOTED else "", "escape": '"' if kind in QUOTED else ""}
        if kind in WITHOUT_NAMES:
            options["names"] = table["columns"]
        told = ", ".join(f"{name} = {json.dumps(value) if not isinstance(value, str) else repr(value)}"
                         for name, value in options.items())
        found = duckdb.sql(f"select * from read_csv('{path}', {told})")
    return found.columns, found.fetchall()


def check(folder, table):
    path = folder / table["file"]
    kind, columns = table["format"], table["columns"]
    frame = with_pandas(path, table)
    assert list(frame.columns) == columns, (kind, "pandas", list(frame.columns))
    assert len(frame) == table["rows"], (kind, "pandas", len(frame))
    seen = cells(frame.astype(object).itertuples(index=False))
    if kind in CODES:
        codes = list(frame[CODES[kind]])
        assert "040" in codes, (kind, codes)
    if kind == "parquet":
        for name in NUMBERS:
            assert frame[name].dtype.kind == "f", (name, frame[name].dtype)
    if kind == "xlsx":
        return
    polar = with_polars(path, table)
    assert polar.columns == columns, (kind, "polars", polar.columns)
    assert cells(polar.rows()) == seen, (kind, "polars and pandas differ")
    names, rows = with_duckdb(path, table)
    assert names == columns, (kind, "duckdb", names)
    assert cells(rows) == seen, (kind, "duckdb and pandas differ")
    if kind == "csv":
        assert any("Økøl" in cell for row in seen for cell in row), "accents are lost"
        assert any('"Dozens" of students' in cell for row in seen for cell in row), "quotation marks are lost"


def main():
    folder = pathlib.Path(sys.argv[1])
    tables = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for table in tables:
        check(folder, table)
        print(f"{table['format']}: {table['rows']} rows of {len(table['columns'])} columns")


main()
