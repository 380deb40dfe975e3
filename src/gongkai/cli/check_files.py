"""Which files a command is about, and the reports of other years and bodies they are held against."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.screens.checking.crew import Crew, Job
from gongkai.screens.checking.words import written

ENDINGS = frozenset(
    [
        ".txt",
        ".md",
        ".html",
        ".htm",
        ".mht",
        ".mhtml",
        ".xml",
        ".doc",
        ".docx",
        ".wps",
        ".rtf",
        ".xls",
        ".xlsx",
        ".et",
        ".csv",
        ".pdf",
        ".ofd",
        ".json",
        ".png",
        ".jpg",
        ".jpeg",
        ".jfif",
        ".tif",
        ".tiff",
        ".bmp",
        ".gif",
        ".webp",
    ]
)


@dataclass(slots=True)
class Found:
    """The files named, those inside the folders named, and how many were passed over for their ending."""

    files: list[Path] = field(default_factory=list)
    passed_over: int = 0


def found(paths: Iterable[Path]) -> Found:
    """Files as they are named; folders with all that lies in them, in the order of their names, hidden ones left out."""
    told = Found()
    for path in paths:
        if not path.is_dir():
            told.files.append(path)
            continue
        for inside in _inside(path):
            if inside.suffix.lower() in ENDINGS:
                told.files.append(inside)
            else:
                told.passed_over += 1
    return told


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and (Path(place) / name).is_file():
                yield Path(place) / name


def job_of(path: Path, want: tuple[str, ...]) -> Job:
    """The reading of one file; its names as they are written in what is told of it."""
    return Job(written(path.name), want, path=str(path), file=written(str(path)))


def facts_of(paths: Sequence[Path], workers: int) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The reports in these files as data, and the refusals of those that cannot be read."""
    facts: list[dict[str, Any]] = []
    refused: list[dict[str, str]] = []
    if not paths:
        return facts, refused
    with Crew(workers) as crew:
        for answer in crew.run(job_of(path, ("fact",)) for path in paths):
            if "unreadable" in answer:
                refused.append(answer["unreadable"])
            facts += [report["fact"] for report in answer.get("reports", ())]
    return facts, refused


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
