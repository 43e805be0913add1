"""Spark on this machine against a workspace: the same documents give the same rows.

With SAYSO_LONG=1 on 10,000 varied reports, else on some hundred.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sayso
from conftest import ARREST, DEMO, VISIT

pytest.importorskip("pyspark", reason="no PySpark: sayso.spark is not tested")
import sayso.spark
from pyspark.sql import SparkSession, functions
from sayso.spark import _join

MANY = 10_000 if os.environ.get("SAYSO_LONG") else 150
REPORTS = [
    ARREST,
    VISIT,
    "A bomb killed 12 people at the central market of Orsk on Monday, police said. The Dawn Front denied that it had planted it.",
    "At least 15 people were killed when a bomb exploded at the market of Orsk, a hospital said. Norland blamed the Dawn Front.",
    "Sudland's government rejected the accusation. “We have nothing to do with it,” foreign minister Boris Vell told reporters.",
]


@pytest.fixture(scope="session")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.memory", "4g")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def rows(tmp_path_factory, small):
    """Reports of ours, and many that are made of them: other names, numbers, days; some are copies of others."""
    folder = tmp_path_factory.mktemp("reports")
    demo = [reading.document for reading in small.read(DEMO)]
    given = [{"title": None, "text": text} for text in REPORTS]
    given += [{"title": document["title"], "text": document["text"]} for document in demo]
    source = folder / "reports.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in given))
    script = DEMO.parents[1] / "benches" / "vary_reports.py"
    varied = subprocess.run([sys.executable, script, source, str(MANY)], capture_output=True, check=True).stdout
    rows = [json.loads(line) for line in varied.decode().splitlines()]
    names = ["id", "title", "text", "publisher", "published"]
    rows += [{name: document.get(name) for name in names} for document in demo]
    for number, text in enumerate(REPORTS):
        rows.append({"id": f"own{number}", "title": None, "text": text, "publisher": "Norland Times", "published": "2031-05-14"})
        rows.append({"id": f"same{number}", "title": None, "text": text, "publisher": "Sudland Post", "published": "2031-05-15"})
    # More versions of one text than a text is compared with.
    for number in range(30):
        text = f"{REPORTS[2]} {REPORTS[number % 5]} This is report number {number % 9} of the day from Orsk."
        rows.append({"id": f"version{number}", "title": None, "text": text, "publisher": f"Paper {number}", "published": "2031-05-16"})
    return sorted(rows, key=lambda row: row["id"])


@pytest.fixture(scope="session")
def workspace(tmp_path_factory, rows, small):
    workspace = sayso.Workspace(tmp_path_factory.mktemp("workspace") / "w.db", reader=small)
    shuffled = list(rows)
    random.Random(2).shuffle(shuffled)
    assert workspace.add(shuffled)["new"] == len(rows)
    return workspace


@pytest.fixture(scope="session")
def readings(spark, rows, tmp_path_factory):
    shuffled = list(rows)
    random.Random(1).shuffle(shuffled)
    df = spark.createDataFrame(shuffled, "id string, title string, text string, publisher string, published string")
    path = str(tmp_path_factory.mktemp("spark") / "readings")
    sayso.spark.read(df, model="small", partitions=4).write.parquet(path)
    return spark.read.parquet(path)


@pytest.fixture(scope="session")
def joined(readings):
    return sayso.spark.join(readings)


def stripped(value):
    """JSON without what columns can't tell from nothing."""
    if isinstance(value, dict):
        return {name: stripped(part) for name, part in value.items() if part is not None}
    return [stripped(part) for part in value] if isinstance(value, (list, tuple)) else value


def as_json(record):
    return json.loads(json.dumps(record))


def test_nested_columns_hold_all_of_a_reading(readings, rows, small):
    lines = [json.loads(row[0]) for row in readings.select(functions.to_json(functions.struct("*"))).collect()]
    found = {line["document"]["id"]: line for line in lines}
    expected = {reading.id: stripped(json.loads(reading.to_json())) for reading in small.read(rows)}
    assert found.keys() == expected.keys()
    for id, reading in expected.items():
        assert stripped(found[id]) == reading


def test_flat_tables_are_those_of_one_machine(readings, rows, small):
    tables = small.read(rows).tables()
    for name, frame, key in [
        ("events", sayso.spark.events(readings), "id"),
        ("labels", sayso.spark.labels(readings), "id"),
        ("ties", sayso.spark.ties(readings), "id"),
        ("documents", sayso.spark.documents(readings), "id"),
        ("actors", sayso.spark.actors_of_documents(readings), ("doc", "id")),
    ]:
        place = lambda row: [row[part] for part in ([key] if isinstance(key, str) else key)]  # noqa: B023, E731
        found = sorted((row.asDict() for row in frame.collect()), key=place)
        assert found == sorted(getattr(tables, name).to_dicts(), key=place), name
        assert found


def test_reprints_are_those_of_the_workspace(joined, workspace):
    found = {(row["a"], row["b"]): json.loads(row["record"]) for row in joined.reprints.collect()}
    expected = {(overlap["a"], overlap["b"]): overlap for overlap in as_json(workspace.reprints())}
    assert found == expected and len(expected) > 20


def test_actors_are_those_of_the_workspace(joined, workspace):
    found = {row["id"]: row.asDict(recursive=True) for row in joined.actors.collect()}
    expected = {}
    for actor in workspace.actors():
        told = {name: actor[name] for name in ["id", "name", "kind", "country", "aliases"]}
        told["sector"] = " ".join(actor["sector"])
        told["mentions"], told["documents"] = len(actor["mentions"]), len(actor["documents"])
        expected[actor["id"]] = told
    assert found.keys() == expected.keys() and len(found) > 50
    for id, actor in expected.items():
        assert found[id] == actor


def test_incidents_and_origins_are_those_of_the_workspace(joined, workspace):
    rows = joined.incidents.collect()
    found = {row["id"]: json.loads(row["record"]) for row in rows}
    expected = {incident["id"]: incident for incident in as_json(workspace.incidents())}
    assert found.keys() == expected.keys()
    assert [id for id in expected if found[id] != expected[id]] == []
    assert sum(len(incident["mentions"]) > 1 for incident in expected.values()) > 10
    origins = {}
    for row in joined.origins.collect():
        origins.setdefault(row["incident"], set()).add((row["holder"], tuple(row["documents"])))
    told = {id: incident["origins"]["list"] for id, incident in expected.items() if incident["origins"]}
    assert origins == {
        id: {(origin["holder"], tuple(origin["documents"])) for origin in found} for id, found in told.items() if found
    }


def test_numbers_and_contradictions_are_those_of_the_workspace(joined, workspace):
    def lines(records):
        return sorted(json.dumps(record, sort_keys=True) for record in records)

    rows = joined.incidents.collect()
    found = [record for row in rows for record in json.loads(row["contradictions"])]
    assert lines(found) == lines(as_json(workspace.contradictions()))
    found = [record for row in rows for record in json.loads(row["numbers"])]
    expected = [{name: part for name, part in record.items() if name != "incident"} for record in as_json(workspace.numbers())]
    assert lines(found) == lines(expected) and found


def test_a_skewed_key_is_dealt_out_and_gives_the_same(joined, monkeypatch):
    pairs = {tuple(row) for row in _join._near(joined.keys).collect()}
    alike = {tuple(row) for row in _join._alike(joined.keys).collect()}
    monkeypatch.setattr(_join, "_SPREAD", 3)
    assert {tuple(row) for row in _join._near(joined.keys).collect()} == pairs
    assert {tuple(row) for row in _join._alike(joined.keys).collect()} == alike


def test_components_of_any_graph(spark):
    chance = random.Random(4)
    edges = [(f"n{chance.randrange(120):03}", f"n{chance.randrange(120):03}") for _ in range(80)]
    edges += [(f"p{number:03}", f"p{number + 1:03}") for number in range(40)]
    least = {}

    def root(node):
        while least.setdefault(node, node) != node:
            node = least[node]
        return node

    for a, b in edges:
        one, other = sorted((root(a), root(b)))
        least[other] = one
    expected = sorted({(node, root(node)) for a, b in edges if a != b for node in (a, b)})
    found = sayso.spark.components(spark.createDataFrame(edges, "a string, b string")).collect()
    assert sorted((row["node"], row["component"]) for row in found) == expected


def test_a_batch_written_again_replaces_itself(spark, readings, tmp_path):
    path = str(tmp_path / "events")
    events = sayso.spark.events(readings)
    for batch in ["2031-05-14", "2031-05-15", "2031-05-14"]:
        sayso.spark.write_batch(events, path, batch)
    assert spark.read.parquet(path).count() == 2 * events.count()


def test_a_lexicon_folder_is_sent_to_the_workers(spark, tmp_path):
    lexicon = tmp_path / "lexicon"
    shutil.copytree(DEMO.parents[1] / "lexicon", lexicon)
    file = sorted((lexicon / "events").glob("*.toml"))[0]
    file.write_text(file.read_text() + "\n# Ours.\n")
    df = spark.createDataFrame([("a", ARREST)], "key string, body string")
    columns = {"id": "key", "text": "body"}
    (row,) = sayso.spark.read(df, model="small", lexicon=lexicon, columns=columns).collect()
    versions = sayso.Reader("small", lexicon=lexicon).versions()
    assert row["produced_by"]["lexicon"] == versions["lexicon"] != sayso.versions()["lexicon"]
    assert row["document"]["id"] == "a" and row["events"][0]["event"] == "COERCE"


def test_what_can_t_be_read_is_a_row(spark):
    df = spark.createDataFrame([("a", ARREST), ("b", None), ("c", VISIT)], "id string, text string")
    rows = {row["document"]["id"]: row for row in sayso.spark.read(df, model="small").collect()}
    assert rows.keys() == {"a", "b", "c"}
    assert "no text" in rows["b"]["problem"] and rows["b"]["events"] is None
    assert rows["a"]["problem"] is None and rows["a"]["events"]


def test_files_are_read_one_a_task(spark, small):
    files = sorted(str(path) for path in DEMO.iterdir())
    found = {row["document"]["id"] for row in sayso.spark.read_files(spark, files, model="small").collect()}
    assert found == {reading.id for reading in small.read(DEMO)}


def test_the_worked_job_reads_each_file_once(spark, small, tmp_path):
    from sayso.spark.examples import archive_to_parquet as job

    files = sorted(str(path) for path in DEMO.iterdir())
    out = str(tmp_path / "out")
    assert job.read_new(spark, out, files[:1], model="small") == 1
    assert job.read_new(spark, out, files[:3], model="small") == 2
    assert job.read_new(spark, out, files[:3], model="small") == 0
    job.flat_tables(spark, out)
    job.joined_tables(spark, out)
    expected = {reading.id for name in files[:3] for reading in small.read(Path(name))}
    documents = [row["id"] for row in spark.read.parquet(f"{out}/documents").collect()]
    assert sorted(documents) == sorted(expected)
    events = spark.read.parquet(f"{out}/events").count()
    told = spark.read.parquet(f"{out}/incidents").agg({"mentions": "sum"}).collect()[0][0]
    assert events == told > 0


def test_the_worked_job_takes_files_of_one_name_and_ignores_what_a_killed_run_left(spark, tmp_path):
    from sayso.spark.examples import archive_to_parquet as job

    def archive(folder: str, name: str, id: str, text: str) -> str:
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / name
        path.write_text(json.dumps({"id": id, "text": text}) + "\n", encoding="utf-8")
        return str(path)

    # Two folders with files of one name, one of them with a mark of SQL in it.
    files = [archive("o'brien", "part-0.jsonl", "d1", ARREST), archive("other", "part-0.jsonl", "d2", VISIT)]
    third = archive("other", "part-1.jsonl", "d3", REPORTS[2])
    out = str(tmp_path / "out")
    # A run that was killed before it could say that its batch is done.
    sayso.spark.write_batch(sayso.spark.read_files(spark, [third], model="small"), f"{out}/readings", "killed")
    assert job.read_new(spark, out, files, model="small", at_once=1) == 2
    assert job.read_new(spark, out, files, model="small") == 0
    assert {row["doc"] for row in job.readings(spark, out).select("doc").collect()} == {"d1", "d2"}
    # Read a second time in another archive, a document is there once.
    again = archive("copy", "part-0.jsonl", "d1", ARREST)
    assert job.read_new(spark, out, [*files, again], model="small") == 1
    job.flat_tables(spark, out)
    documents = [row["id"] for row in spark.read.parquet(f"{out}/documents").collect()]
    assert sorted(documents) == ["d1", "d2"]
