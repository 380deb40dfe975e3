"""A batch as tables: one row a report, one row a finding, one row a cell; as CSV files or as one workbook."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from gongkai.law.formats import by_key
from gongkai.screens.checking.words import FAULTS, LEVELS, STATES, Report, count, place_of
from gongkai.typesetting.sheets import Sheet, Value, Workbook

Row = Sequence[Value]
_STATE_WORDS = {"read": "读出", **STATES}
_RISKY = ("=", "+", "-", "@", "\t", "\r")

HEADS: dict[str, tuple[tuple[str, int], ...]] = {
    "报告": (
        *(("文件", 40), ("机关", 30), ("年度", 8), ("格式", 8), ("读法", 24), ("结论", 60)),
        *(("错误", 8), ("提醒", 8), ("说明", 8), ("相符", 8), ("没有判断", 10)),
        *(("读出", 8), ("空", 8), ("缺", 8), ("不清", 8), ("有几种读法", 12)),
    ),
    "发现": (
        *(
            ("文件", 40),
            ("机关", 30),
            ("年度", 8),
            ("级别", 8),
            ("归因", 12),
            ("代码", 22),
            ("全部代码", 30),
            ("位置", 36),
        ),
        *(("内容", 80), ("差", 8), ("怎样办", 60), ("依据", 40), ("单元格", 40), ("原文", 40)),
    ),
    "各格": (
        *(("文件", 40), ("机关", 30), ("年度", 8), ("地址", 36), ("名称", 44), ("数", 12)),
        *(("状态", 12), ("原字", 16), ("位置", 24), ("由什么定出", 14)),
    ),
}


def rows_of(report: Report) -> dict[str, list[Row]]:
    """The rows of one report, by sheet."""
    head = (report["file"], report["body"], report["year"])
    levels = (count(report, level) for level in LEVELS)
    counts = (report["counts"][state] for state in _STATE_WORDS)
    summary = (*head, report["format"], report["layout"], report["conclusion"], *levels)
    return {
        "报告": [(*summary, report["held"], len(report["unjudged"]), *counts)],
        "发现": [(*head, *_finding(finding)) for finding in report["findings"]],
        "各格": [(*head, *row) for row in _cells(report)],
    }


def unreadable_row(file: str, message: str) -> Row:
    """A file that is no report has its row too."""
    return (file, None, None, None, None, message)


def _finding(finding: Mapping[str, Any]) -> Row:
    signs = "；".join(f"{cell} {raw.strip()}" for cell, raw in list(finding["raw"].items())[:20])
    quotes = "；".join(passage["quote"] for passage in finding["passages"])
    return (
        LEVELS[finding["level"]],
        FAULTS.get(finding["fault"], ""),
        finding["code"],
        " ".join(finding["codes"]),
        finding["place"],
        finding["message"],
        finding["difference"],
        finding["remedy"],
        finding["source"],
        " ".join(finding["cells"]),
        quotes or signs,
    )


def _cells(report: Report) -> Iterator[Row]:
    form = by_key(report["format"])
    own = {cell: form.label(cell) for cell in form.addresses()}
    for cell, told in report["cells"].items():
        readings = "或".join(str(reading) for reading in told["readings"])
        likely = f"，多半是{told['likely']}" if "likely" in told else ""
        state = _STATE_WORDS[told["state"]] + (f"：{readings}{likely}" if readings else "")
        settled = told["settled_by"]
        yield cell, own.get(cell, ""), told["value"], state, told["raw"], place_of(told["place"]), settled


class Tables:
    """Where the rows go. `csv_folder` gets 报告.csv, 发现.csv and 各格.csv."""

    def __init__(self, workbook: Workbook | None, files: Mapping[str, Any]) -> None:
        self._workbook = workbook
        self._files = files

    def add(self, report: Report) -> None:
        for name, rows in rows_of(report).items():
            self._write(name, rows)

    def add_unreadable(self, file: str, message: str) -> None:
        self._write("报告", [unreadable_row(file, message)])

    def _write(self, name: str, rows: Sequence[Row]) -> None:
        if self._workbook:
            next(sheet for sheet in self._workbook.sheets if sheet.name == name).write(rows)
        if name in self._files:
            self._files[name].writerows([_guarded(value) for value in row] for row in rows)


@contextmanager
def tables(xlsx: Path | None, csv_folder: Path | None) -> Iterator[Tables]:
    """Tables to be filled while the batch runs; complete when the context ends."""
    with ExitStack() as stack:
        files = {}
        if csv_folder:
            csv_folder.mkdir(parents=True, exist_ok=True)
            for name, heads in HEADS.items():
                file = stack.enter_context((csv_folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline=""))
                files[name] = csv.writer(file)
                files[name].writerow([head for head, _ in heads])
        workbook = None
        if xlsx:
            xlsx.parent.mkdir(parents=True, exist_ok=True)
            sheets = [
                Sheet(name, [head for head, _ in heads], [width for _, width in heads]) for name, heads in HEADS.items()
            ]
            workbook = stack.enter_context(Workbook(xlsx, sheets))
        yield Tables(workbook, files)


def cells_csv(report: Report) -> str:
    """The figures of one report with the place of each."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([head for head, _ in HEADS["各格"]])
    writer.writerows([_guarded(value) for value in row] for row in rows_of(report)["各格"])
    return made.getvalue()


def _guarded(value: Value) -> Value:
    """Text a spreadsheet would take for a formula is led by an apostrophe; numbers are left."""
    if isinstance(value, str) and value.startswith(_RISKY) and not value[1:].replace(".", "").isdigit():
        return f"'{value}"
    return value
