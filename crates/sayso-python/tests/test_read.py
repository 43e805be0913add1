"""Reading: what goes in, what comes out, in which order."""

import datetime
import json
import pickle
import signal
import threading
import time

import pandas
import polars
import pyarrow
import pytest
import sayso
from conftest import ARREST, DEMO, VISIT


def test_the_same_bytes_as_the_command_line(run, tmp_path):
    expected = run("read", DEMO, "--format", "jsonl", "--model", "small")
    readings = sayso.read(DEMO, model="small")
    out = tmp_path / "demo.jsonl"
    assert readings.jsonl(out) == expected.count(b"\n") > 14
    assert out.read_bytes() == expected
    assert "".join(reading.to_json() + "\n" for reading in readings).encode() == expected


def test_the_same_with_any_number_of_threads(small):
    texts = [ARREST.replace("14", str(number)) for number in range(2, 30)]
    one = [reading.to_json() for reading in small.read(texts, threads=1)]
    assert one == [reading.to_json() for reading in small.read(texts, threads=3)]
    assert len(set(one)) == 28


def test_spans_fit_the_text_in_code_points(small):
    text = "🙂 " + VISIT
    (reading,) = small.read(text, published="2031-05-14")
    assert reading.text == text
    event = reading.events[0]
    start, end = event["evidence"]["trigger"]
    assert reading.text[start:end] == "met"
    words = [reading.text[slice(*party["span"])] for party in event["actor"] + event["recipient"]]
    assert any("Ann Lee" in word for word in words)
    assert isinstance(event["evidence"]["sentence"], tuple)
    assert reading["events"] == reading.events
    assert json.loads(reading.to_json()) == json.loads(json.dumps(reading.to_dict()))
    assert dict(reading)["document"]["id"] == reading.id


def rows():
    return [
        {"id": "a", "text": ARREST, "publisher": "Norland Times", "published": "2031-05-14"},
        {"id": "b", "text": VISIT, "publisher": "Sudland Post", "published": "2031-05-15"},
    ]


def test_every_kind_of_source_gives_the_same(small, tmp_path):
    lines = tmp_path / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows()))
    frame = pandas.DataFrame(rows())
    sources = {
        "dicts": rows(),
        "iterator": iter(rows()),
        "pandas": frame,
        "pandas with dates": frame.assign(published=[datetime.date(2031, 5, 14), datetime.date(2031, 5, 15)]),
        "polars": polars.DataFrame(rows()),
        "polars with dates": polars.DataFrame(rows()).with_columns(polars.col("published").str.to_date()),
        "table": pyarrow.Table.from_pylist(rows()),
        "batch": pyarrow.RecordBatch.from_pylist(rows()),
        "batches": pyarrow.Table.from_pylist(rows()).to_reader(max_chunksize=1),
        "file": lines,
        "files": [lines],
    }
    read = {name: [reading.to_json() for reading in small.read(source)] for name, source in sources.items()}
    assert len(read["dicts"]) == 2
    for name, lines in read.items():
        assert lines == read["dicts"], name


def test_columns_of_other_names_and_empty_cells(small):
    frame = pandas.DataFrame({"key": [7, 8], "body": [ARREST, VISIT], "day": [pandas.Timestamp("2031-05-14"), pandas.NaT]})
    readings = list(small.read(frame, columns={"id": "key", "text": "body", "published": "day"}))
    assert [reading.id for reading in readings] == ["7", "8"]
    assert readings[0].document["published"].startswith("2031-05-14")
    assert readings[1].document["published"] is None
    records = frame.to_dict("records")
    again = small.read(records, columns={"id": "key", "text": "body", "published": "day"})
    assert [reading.events for reading in again] == [reading.events for reading in readings]
    with pytest.raises(ValueError, match="no field"):
        small.read(frame, columns={"body": "text"})


def test_a_page_is_read_as_a_page(small):
    page = f"<html><head><title>Arrests</title></head><body><article><h1>Arrests</h1><p>{ARREST}</p><p>{VISIT}</p></article></body></html>"
    (reading,) = small.read({"html": page, "url": "https://times.example/arrests"})
    assert ARREST in reading.text and "<p>" not in reading.text


def test_iterating_streams(small):
    asked = 0

    def endless():
        nonlocal asked
        while True:
            asked += 1
            yield ARREST

    readings = iter(small.read(endless(), threads=2))
    for _ in range(5):
        next(readings)
    assert asked <= 5 + 8 + 1, "no more is read ahead than the threads need"
    del readings


def test_other_threads_run_meanwhile(small):
    ticks = []
    end = threading.Event()

    def tick():
        while not end.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    list(small.read([ARREST + " " + VISIT] * 20))
    end.set()
    ticker.join()
    longest = max(later - earlier for earlier, later in zip(ticks, ticks[1:]))
    assert len(ticks) > 5 and longest < 1.0


def test_bad_documents_stop_nothing(small, tmp_path):
    lines = tmp_path / "bad.jsonl"
    lines.write_text(json.dumps(rows()[0]) + '\n{"text":\n{"id": "c"}\n' + json.dumps(rows()[1]) + "\n")
    readings = small.read(lines)
    with pytest.warns(sayso.ReadWarning):
        read = [reading.id for reading in readings]
    assert read == ["a", "b"]
    failed = [problem for problem in readings.problems if problem.failed]
    assert [problem.line for problem in failed] == [2, 3]
    assert failed[0].file == str(lines) and "line 2" in str(failed[0])
    with pytest.warns(sayso.ReadWarning, match="no text"):
        assert [reading.id for reading in small.read([{"id": "x"}, rows()[0]])] == ["a"]


def test_what_can_t_be_read_says_so(small, tmp_path):
    with pytest.raises(TypeError, match="int"):
        list(small.read(7))
    with pytest.raises(TypeError, match="int"):
        list(small.read([7]))
    with pytest.raises(sayso.ReadError, match="columns="):
        list(small.read(pandas.DataFrame({"body": ["x"]})))
    with pytest.raises(ValueError, match="no date"):
        small.read("x", published="soon")
    readings = small.read(tmp_path / "nowhere.txt")
    with pytest.warns(sayso.ReadWarning, match="nowhere"):
        assert list(readings) == []


def test_errors_have_places(tmp_path):
    with pytest.raises(sayso.LexiconError) as caught:
        sayso.Reader("small", lexicon=tmp_path)
    assert isinstance(caught.value, sayso.Error) and caught.value.file
    with pytest.raises(sayso.ModelError) as caught:
        sayso.Reader(tmp_path / "no-model")
    assert "no-model" in caught.value.file and caught.value.line is None


def test_a_broken_lexicon_names_file_and_line(tmp_path):
    import shutil

    lexicon = tmp_path / "lexicon"
    shutil.copytree(DEMO.parents[1] / "lexicon", lexicon)
    file = next(iter(sorted((lexicon / "events").glob("*.toml"))))
    file.write_text(file.read_text() + "\n[[broken\n")
    with pytest.raises(sayso.LexiconError) as caught:
        sayso.Reader("small", lexicon=lexicon)
    assert file.name in caught.value.file and caught.value.line > 1


def test_why():
    (reading,) = sayso.read(ARREST)
    id = reading.events[0]["id"]
    told = reading.why(id[:8])
    assert "arrested" in told and "rule" in told and "interior ministry" in told
    with pytest.raises(KeyError):
        reading.why("zzzz")


def test_a_reading_goes_through_pickle_and_json(small):
    (reading,) = small.read(ARREST)
    again = pickle.loads(pickle.dumps(reading))
    assert again == reading and again.to_json() == reading.to_json()
    with pytest.raises(RuntimeError, match="sayso.read"):
        again.why(reading.events[0]["id"])


def test_a_notebook_shows_marks_and_chains_and_runs_nothing(small):
    (reading,) = small.read("<script>alert(1)</script> " + ARREST)
    page = reading._repr_html_()
    assert "<script" not in page and "&lt;script&gt;" in page
    assert '<mark class="act" title="act">arrested</mark>' in page
    assert "who says so: " in page and "interior ministry" in page


def test_versions_and_licences():
    assert sayso.versions()["sayso"] == sayso.__version__
    assert "CC BY-SA 4.0" in sayso.LICENSES
    from importlib.metadata import files

    names = {str(file) for file in files("sayso")}
    for part in ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE.md", "py.typed", "_sayso.pyi"]:
        assert any(part in name for name in names), part


def test_ctrl_c_ends_a_long_run(small):
    import _thread

    # A program that a shell runs in the background begins with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.5, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        for _ in small.read(ARREST for _ in iter(int, 1)):
            pass
