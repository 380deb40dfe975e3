"""Reading published reports: seconds and memory of a whole process, and the share of cells exact, by layout.

The rivals are pandas.read_html and pdfplumber.extract_tables on the same files, rows found by their exact label.
The share counts tables 3 and 4, which the rivals attempt; a wrong number is told in a row of its own.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import psutil
from tests.golden.layouts import figures as made
from tests.golden.layouts import office, pages, papers, scans, text

FILES = 12
ROOT = Path(__file__).resolve().parent.parent
GOALS = {"text, no separators": 0.5, "html": 0.5, "docx": 0.5, "xlsx": 0.5, "pdf": 1.5, "scan, one page": 6.0}
MEMORY = {"scan, one page": 1200}  # megabytes; 300 elsewhere
NOT_EXACT = {"scan, one page": 2.0}  # per cent; 0.5 elsewhere


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for layout, build in _layouts().items():
            rows += _measured(layout, [build(seed, Path(folder)) for seed in range(FILES)])
        rows.append(_batch(Path(folder)))
    return rows


def _layouts() -> dict[str, Callable[[int, Path], tuple[Path, made.Report]]]:
    def keep(name: str, data: bytes, report: made.Report, folder: Path) -> tuple[Path, made.Report]:
        path = folder / name
        path.write_bytes(data)
        return path, report

    def plain(seed: int, folder: Path) -> tuple[Path, made.Report]:
        report = made.a_report(Random(seed))
        return keep(f"文{seed}.txt", text.together(report, Random(seed)).encode(), report, folder)

    def page(seed: int, folder: Path) -> tuple[Path, made.Report]:
        one = pages.a_page(seed)
        return keep(one.name, one.data, one.report, folder)

    def paper(kind: str) -> Callable[[int, Path], tuple[Path, made.Report]]:
        def build(seed: int, folder: Path) -> tuple[Path, made.Report]:
            one = papers.a_pdf(seed) if kind == "pdf" else office.a_paper(kind, seed)
            return keep(one.name, one.data, one.report, folder)

        return build

    def scan(seed: int, folder: Path) -> tuple[Path, made.Report]:
        one = scans.a_scan(5000 + seed, ("tilted", "noisy", "jpeg") if seed % 2 else ("stamped", "blurred"), "jpg")
        return keep(one.name, one.data, one.report, folder)

    kinds = {kind: paper(kind) for kind in ("docx", "xlsx", "pdf")}
    return {"text, no separators": plain, "html": page, **kinds, "scan, one page": scan}


def _measured(layout: str, files: list[tuple[Path, made.Report]]) -> list[dict[str, Any]]:
    ours = [_timed(_command(path)) for path, _ in files]
    seconds = sorted(taken for taken, _ in ours)[len(ours) // 2]
    cells = [_cells_of(printed) for _, printed in ours]
    exact, wrong = _share(cells, files)
    rival_seconds, rival_exact, rival_wrong = None, None, None
    if layout in {"html", "pdf"}:
        theirs = [_timed([sys.executable, "-m", "benchmarks.rivals.tables", str(path)]) for path, _ in files]
        rival_seconds = sorted(taken for taken, _ in theirs)[len(theirs) // 2]
        rival_exact, rival_wrong = _share([json.loads(printed or "{}") for _, printed in theirs], files)
    return [
        _row(f"{layout}: whole process, median of {len(files)}", seconds, "s", rival_seconds, GOALS[layout]),
        _row(f"{layout}: memory, at most", _memory(_command(files[0][0])), "MB", None, MEMORY.get(layout, 300)),
        _row(f"{layout}: cells not exact", 100 * (1 - exact), "%", _percent(rival_exact), NOT_EXACT.get(layout, 0.5)),
        _row(f"{layout}: wrong numbers", wrong, "cells", rival_wrong, 0),
    ]


def _percent(exact: float | None) -> float | None:
    return None if exact is None else 100 * (1 - exact)


def _command(path: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "gongkai.cli", "check-report", "--json", *options, str(path)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}


def _timed(command: list[str]) -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=_environment(), cwd=ROOT)
    return time.perf_counter() - began, done.stdout


def _memory(command: list[str]) -> float:
    """Megabytes that a command and the processes it starts hold at once, at most; looked at every hundredth of a second."""
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(), cwd=ROOT)
    most = 0
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):  # one of them has just ended
            most = max(most, sum(one.memory_info().rss for one in (process, *process.children(recursive=True))))
        time.sleep(0.01)
    return most / 1e6


def _cells_of(printed: str) -> dict[str, Any]:
    reports = json.loads(printed)["reports"] if printed else []
    return {cell: told["value"] for cell, told in reports[0]["cells"].items()} if reports else {}


def _share(found: list[dict[str, Any]], files: list[tuple[Path, made.Report]]) -> tuple[float, int]:
    """The share of the printed numbers of tables 3 and 4 that came out exact, and how many came out as another number."""
    exact = wrong = total = 0
    for cells, (_, report) in zip(found, files, strict=True):
        for cell, truth in report.truth.items():
            if cell.startswith("t2/") or not isinstance(truth, int):
                continue
            total += 1
            exact += cells.get(cell) == truth
            wrong += cells.get(cell) is not None and cells[cell] != truth
    return exact / total, wrong


def _batch(folder: Path) -> dict[str, Any]:
    """200 web pages in one command, told for 1,000."""
    many = folder / "many"
    many.mkdir()
    for seed in range(200):
        (many / f"{seed:04}.html").write_bytes(pages.a_page(seed % 40, ()).data)
    taken, _ = _timed(_command(many, "--workers", "2"))
    return _row("html: 1,000 reports in a batch, from 200", taken * 5, "s", None, 60)


def _row(name: str, value: float, unit: str, rival: float | None, goal: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "rival": round(rival, 4) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None and value else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }
