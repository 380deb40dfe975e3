"""`./run bench` finds its benchmarks and says its figures for people and for programs."""

import subprocess
import sys
from pathlib import Path

from benchmarks import run

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    {"name": "one", "value": 0.5213, "unit": "s", "rival": 1.49, "ratio": 2.86, "goal": 5.0, "meets": True},
    {"name": "two", "value": 1200.0, "unit": "ms", "rival": None, "ratio": None, "goal": 100.0, "meets": False},
]


def test_every_module_of_the_folder_has_figures() -> None:
    assert "compile" in run.names()
    for name in run.names():
        source = (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
        assert "\ndef figures() -> list[dict[str, Any]]:" in source, name


def test_the_table_lines_up_and_says_what_was_missed() -> None:
    lines = run.table(ROWS, 0.25).splitlines()
    assert "2.9 ×" in lines[1]
    assert lines[1].endswith("kept")
    assert "1,200" in lines[2]
    assert lines[2].endswith("MISSED")
    assert lines[-1].endswith("0.25")


def test_an_unknown_name_is_told_with_those_that_exist() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "run.py"), "nothing"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "compile" in done.stderr
