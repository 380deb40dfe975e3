"""A house of its own in another process: its folder, its database file, its keys. For what needs a process: the command
line, and being killed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path) -> dict[str, str]:
    """The environment of a process that works in that house, on SQLite."""
    told = {
        name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_", "PYTEST_"))
    }
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**told, "GONGKAI_HOME": str(home), "PYTHONUTF8": "1", "PYTHONPATH": path}


def run(home: Path, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run `python …` in that house to its end. With check, a failure shows what the process said."""
    done = subprocess.run(
        [sys.executable, *command], env=environment(home), cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def start(home: Path, *command: str) -> subprocess.Popen[str]:
    """Start `python …` in that house; its output can be read while it works."""
    return subprocess.Popen(
        [sys.executable, *command], env=environment(home), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
