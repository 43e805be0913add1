"""What the tests share: texts of ours, and the program to compare with."""

import os
import subprocess
from pathlib import Path

import pytest
import sayso

DEMO = Path(__file__).resolve().parents[3] / "corpus" / "demo"

ARREST = "Police arrested 14 protesters in Vell on Monday, the interior ministry of Norland said."
VISIT = "Norland's president Ann Lee met the foreign minister of Sudland in Orsk on Tuesday. “It was a success,” she said."


@pytest.fixture(scope="session")
def small() -> sayso.Reader:
    return sayso.Reader("small")


@pytest.fixture(scope="session")
def binary() -> str:
    """The command `sayso` of the same build."""
    path = os.environ.get("SAYSO_BINARY")
    if path is None or not Path(path).exists():
        pytest.skip("no SAYSO_BINARY to compare with; `cargo xtask python` names it")
    return path


@pytest.fixture(scope="session")
def run(binary: str):
    def run(*arguments: object) -> bytes:
        done = subprocess.run([binary, "--quiet", *map(str, arguments)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run
