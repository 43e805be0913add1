"""The stubs: what users write passes a strict check, and they name what there is."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import sayso
from sayso import _sayso

HERE = Path(__file__).parent
STUBS = Path(inspect.getfile(sayso)).with_name("_sayso.pyi")


def mypy(*arguments):
    done = subprocess.run([sys.executable, "-m", "mypy", *arguments], capture_output=True, text=True, cwd=HERE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_user_s_script_is_strict(tmp_path):
    mypy("--strict", "--cache-dir", str(tmp_path), str(HERE / "user_script.py"))


def test_a_mistake_is_seen(tmp_path):
    script = tmp_path / "wrong.py"
    script.write_text("import sayso\nsayso.Reader('small').read('x', threads='two')\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(script)],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )
    assert done.returncode == 1 and "threads" in done.stdout


def test_stubs_name_what_there_is():
    for node in ast.parse(STUBS.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            assert callable(getattr(_sayso, node.name)), node.name
        elif isinstance(node, ast.ClassDef):
            there = getattr(_sayso, node.name)
            for member in node.body:
                if isinstance(member, ast.FunctionDef):
                    assert hasattr(there, member.name), f"{node.name}.{member.name}"


def test_everything_public_is_described():
    for name in sayso.__all__:
        thing = getattr(sayso, name)
        if callable(thing):
            assert inspect.getdoc(thing), name
            for method, member in vars(thing).items() if inspect.isclass(thing) else ():
                if not method.startswith("_") and member is not None:
                    assert inspect.getdoc(member), f"{name}.{method}"
