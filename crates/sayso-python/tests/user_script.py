"""What a user writes, under `mypy --strict`."""

from pathlib import Path

import sayso


def triggers(texts: list[str]) -> list[str]:
    found: list[str] = []
    readings: sayso.Readings = sayso.read(texts, model="small", published="2031-05-14", columns={"text": "body"})
    for reading in readings:
        for event in reading.events:
            start, end = event["evidence"]["trigger"]
            found.append(reading.text[start:end])
    for problem in readings.problems:
        print(problem.file, problem.line, problem.message)
    return found


def incidents(path: Path) -> list[str]:
    workspace = sayso.Workspace(path, reader=sayso.Reader("small"))
    counts: dict[str, int] = workspace.add(Path("news"))
    print(counts["new"])
    table: sayso.Table = workspace.events(as_table=True, type="COERCE")
    print(table.shape, table.columns)
    return [incident["id"] for incident in workspace.incidents(since="2031-01-01", limit=10)]


def where(error: sayso.Error) -> str:
    return f"{error.file}:{error.line}"
