"""Workspaces."""

import json

import pyarrow
import pytest
import sayso
from conftest import ARREST, DEMO


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("workspace") / "demo.db"
    workspace = sayso.Workspace(path, reader=sayso.default_reader("small"))
    counts = workspace.add(DEMO)
    assert counts["new"] == len(workspace) > 14 and counts["failed"] == 0
    return path, workspace


def lines(out: bytes):
    return [json.loads(line) for line in out.decode().splitlines()]


def as_json(records):
    return json.loads(json.dumps(records))


QUESTIONS = [
    ("events", {}),
    ("events", {"type": "COERCE", "since": "1960-05-01"}),
    ("incidents", {}),
    ("incidents", {"party": "USA"}),
    ("contradictions", {}),
    ("numbers", {}),
    ("sources", {}),
    ("labels", {}),
    ("ties", {}),
    ("dyads", {}),
    ("reprints", {}),
    ("drift", {}),
    ("actors", {}),
]


@pytest.mark.parametrize(("question", "filters"), QUESTIONS)
def test_answers_are_those_of_the_command_line(filled, run, question, filters):
    path, workspace = filled
    switches = [part for name, value in filters.items() for part in (f"--{name.replace('_', '-')}", value)]
    expected = lines(run("--workspace", path, question, "--format", "jsonl", *switches))
    assert as_json(getattr(workspace, question)(**filters)) == expected
    if not filters:
        assert expected, "the demo has some of everything"


@pytest.mark.parametrize("question", sorted({question for question, _ in QUESTIONS}))
def test_answers_as_tables(filled, run, question, tmp_path):
    path, workspace = filled
    table = getattr(workspace, question)(as_table=True)
    assert isinstance(table, sayso.Table) and len(table) > 0
    if question not in ("events", "labels", "ties"):
        import csv

        out = tmp_path / "answer.csv"
        run("--workspace", path, question, "--format", "csv", "--output", out)
        with out.open(newline="") as file:
            expected = list(csv.reader(file))
        cells = [[cell or "" for cell in row.values()] for row in pyarrow.table(table).to_pylist()]
        assert [table.columns, *cells] == expected


def test_search_reading_and_why(filled):
    _, workspace = filled
    found = workspace.search("pilot", limit=3)
    assert 0 < len(found) <= 3 and "[" in found[0]["snippet"]
    event = workspace.events(limit=1)[0]
    assert workspace.reading(event["id"]).id == event["doc"]
    assert "trigger" in workspace.why(event["id"])
    with pytest.raises(KeyError):
        workspace.reading("nothing of that name")


def test_export_and_backup(filled, run, tmp_path):
    path, workspace = filled
    out, expected = tmp_path / "python.tsv", tmp_path / "expected.tsv"
    loss = workspace.export("polecat", out)
    run("--workspace", path, "export", "--format", "polecat", "--output", expected)
    assert out.read_bytes() == expected.read_bytes() and isinstance(loss, dict)
    copy = tmp_path / "copy.db"
    workspace.backup(copy)
    assert as_json(sayso.Workspace(copy).events()) == as_json(workspace.events())
    with pytest.raises(sayso.WorkspaceError, match="exists already") as caught:
        workspace.backup(copy)
    assert caught.value.file == str(path)


def test_adding_again_changes_nothing_and_removing_takes_all(tmp_path, small):
    workspace = sayso.Workspace(tmp_path / "w.db", reader=small)
    rows = [{"id": str(number), "text": ARREST.replace("14", str(number)), "published": "2031-05-14"} for number in range(3, 6)]
    assert workspace.add(rows)["new"] == 3
    before = as_json(workspace.incidents())
    counts = workspace.add(rows)
    assert (counts["new"], counts["unchanged"]) == (0, 3) and as_json(workspace.incidents()) == before
    with pytest.warns(sayso.ReadWarning):
        counts = workspace.add([{"id": "bad"}, {"id": "9", "text": ARREST}, {"id": "9", "text": "Another text."}])
    assert (counts["new"], counts["failed"], counts["clashes"]) == (1, 1, 1)
    assert workspace.remove(["9", "not there"]) == 1 and workspace.remove("9") == 0
    assert as_json(workspace.incidents()) == before


def test_wrong_questions_say_what_there_is(filled, tmp_path):
    _, workspace = filled
    with pytest.raises(TypeError, match="own_voice"):
        workspace.events(colour="red")
    with pytest.raises(sayso.WorkspaceError, match="COERCE"):
        workspace.events(type="ARREST")
    with pytest.raises(ValueError, match="2024-05-14"):
        workspace.events(since="last week")
    with pytest.raises(ValueError, match="view"):
        workspace.export("view", tmp_path / "x")
    file = tmp_path / "no.db"
    file.write_text("This is no workspace, but a text that is long enough for a header. " * 20)
    with pytest.raises(sayso.WorkspaceError, match="not a sayso workspace") as caught:
        sayso.Workspace(file)
    assert caught.value.file == str(file)
