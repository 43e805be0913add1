"""Readings as tables."""

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest
import sayso
from conftest import ARREST, DEMO, VISIT


@pytest.fixture(scope="module")
def demo():
    return sayso.read(DEMO, model="small")


def test_events_are_the_rows_of_the_command_line(demo, run, tmp_path):
    out = tmp_path / "demo.parquet"
    run("read", DEMO, "--format", "parquet", "--output", out, "--model", "small")
    expected = pyarrow.parquet.read_table(out)
    table = demo.events().to_arrow()
    assert table.num_rows > 50
    assert table.cast(expected.schema).equals(expected)


def test_pandas_polars_and_duckdb_take_tables(demo):
    events = demo.events()
    assert events.shape == (len(events), len(events.columns))
    assert isinstance(events.to_pandas(), pandas.DataFrame) and len(events.to_pandas()) == len(events)
    assert isinstance(events.to_polars(), polars.DataFrame) and events.to_polars().height == len(events)
    assert polars.DataFrame(events).equals(events.to_polars())
    assert duckdb.sql("select count(*) from events").fetchall() == [(len(events),)]
    assert pyarrow.table(events).column("confidence").type == pyarrow.float64()
    assert events.to_dicts() == pyarrow.table(events).to_pylist()


def test_no_cell_is_copied_on_the_way_to_arrow(demo):
    events = demo.events()
    one, other = pyarrow.table(events), pyarrow.table(events)
    addresses = [table.column("trigger").chunk(0).buffers()[2].address for table in (one, other)]
    assert addresses[0] == addresses[1]


def test_every_record_has_its_row(demo):
    readings = list(demo)
    tables = sayso.tables(readings)
    for name in ["actors", "events", "labels", "ties"]:
        table = getattr(tables, name)
        assert len(table) == sum(len(reading[name]) for reading in readings), name
        assert table.to_arrow().equals(getattr(demo, name)().to_arrow()), name
    documents = tables.documents.to_arrow().to_pylist()
    assert [row["id"] for row in documents] == [reading.id for reading in readings]
    assert documents[0]["characters"] == len(readings[0].text)
    assert sum(row["events"] for row in documents) == len(tables.events)


def test_nothing_read_is_an_empty_table(small):
    table = small.read([]).events()
    assert len(table) == 0 and "chain" in table.columns
    assert table.to_pandas().empty and table.to_polars().is_empty()


def test_a_label_and_a_tie_have_their_words(small):
    text = "The president called the rebels “butchers”. Norland backs the Dawn Front, the ministry said."
    tables = small.read([text, ARREST, VISIT]).tables()
    for row in tables.labels.to_dicts():
        assert row["label"] and row["target"] and row["chain"].endswith(row["holder"])
    for row in tables.ties.to_dicts():
        assert row["from"] and row["to"] and row["tie"]
    assert len(tables.labels) + len(tables.ties) > 0
