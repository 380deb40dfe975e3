"""`./run bench [NAME…] [--json]`: what must be fast, measured beside a rival on the same machine.

A benchmark is a module of this folder with `figures()`, which gives rows: name, value, unit, rival, ratio, goal, meets.
rival: the same work done the plain way, in the same unit, or None; ratio: rival / value, how many times as fast;
goal: what the value may be at most (at least, with at_least), or None; meets: whether it is kept. Each module runs in a
process of its own, in a GONGKAI_HOME that is thrown away.
"""

import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ALIASES = {"import": "importing"}  # no module can be called import
NOT_BENCHMARKS = {"run", "__init__"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which of: {', '.join(names())} (all, where none is named)"
    )
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.names = [ALIASES.get(name, name) for name in options.names]
    unknown = [name for name in options.names if name not in names()]
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(names())}")
    if options.inside:
        json.dump(figures_of(options.names[0]), sys.stdout)
        return 0
    load = os.getloadavg()[0]
    figures = [row for name in options.names or names() for row in apart(name)]
    if options.json:
        print(json.dumps({"load": load, "figures": figures}, ensure_ascii=False, indent=1))
    else:
        print(table(figures, load))
    return 0 if all(row["meets"] is not False for row in figures) else 1


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def apart(name: str) -> list[dict[str, Any]]:
    """The rows of one benchmark, from a process and a home of its own."""
    folder = tempfile.mkdtemp(prefix=f"gongkai-bench-{name}-")
    environment = {**os.environ, "GONGKAI_HOME": folder, "PYTHONUTF8": "1"}
    environment.pop("GONGKAI_TODAY", None)
    try:
        print(f"bench: {name} …", file=sys.stderr, flush=True)
        done = subprocess.run(
            [sys.executable, str(HERE / "run.py"), "--inside", name],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def figures_of(name: str) -> list[dict[str, Any]]:
    sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]
    rows: list[dict[str, Any]] = importlib.import_module(f"benchmarks.{name}").figures()
    return rows


def table(figures: list[dict[str, Any]], load: float) -> str:
    """The figures for people to read."""
    head = ("", "value", "unit", "rival", "ratio", "goal", "")
    rows = [
        (
            row["name"],
            _number(row["value"]),
            row["unit"],
            _number(row["rival"]),
            f"{row['ratio']:.1f} ×" if row["ratio"] is not None else "",
            f"{'≥' if row.get('at_least') else '≤'} {_number(row['goal'])}" if row["goal"] is not None else "",
            {True: "kept", False: "MISSED", None: ""}[row["meets"]],
        )
        for row in figures
    ]
    widths = [max(len(line[column]) for line in (head, *rows)) for column in range(len(head))]
    lines = [
        "  ".join(
            text.ljust(width) if column in (0, 2, 6) else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (head, *rows)
    ]
    return "\n".join([*lines, "", f"load of the machine at the start: {load:.2f}"])


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
