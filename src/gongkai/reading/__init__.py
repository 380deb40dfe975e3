"""A published report in any layout → figures with the place each was read. No database, no network.

`read(path)` picks the layout; each layout is a module with `NAME`, `fits(source)` and `read(source)`.
"""

from dataclasses import replace
from pathlib import Path

from gongkai.reading import docx, flattened, headings, html, markdown, parsed, pdf, runs, scan, xlsx
from gongkai.reading.agreement import agreed
from gongkai.reading.doubts import doubted
from gongkai.reading.errors import Unreadable
from gongkai.reading.model import Reading
from gongkai.reading.source import Source, load

__all__ = ["LAYOUTS", "LONGEST_TEXT", "Reading", "Source", "Unreadable", "read", "read_source"]

LONGEST_TEXT = 2_000_000
LAYOUTS = (markdown, html, docx, xlsx, scan, pdf, parsed, flattened, runs)


def read(path: Path) -> list[Reading]:
    """Every report in the file. Unreadable, with a message and a remedy in Chinese, where no layout fits."""
    return read_source(load(path))


def read_source(source: Source) -> list[Reading]:
    """The same for a text that is already there."""
    if source.kind == "text" and len(source.text) > LONGEST_TEXT:
        raise Unreadable("file.large", f"{source.name} 有{len(source.text)}字，不像一份年度报告。", "请只交报告本身。")
    found = _readings(source)
    if found:
        reports = [agreed(several, drawn=markdown.NAME) for several in zip(*found, strict=True)]
        reports = [doubted(report) if report.layout.startswith(runs.NAME) else report for report in reports]
        day = headings.published_on(source.text) if len(reports) == 1 else None
        return [replace(report, published_on=day) for report in reports] if day else reports
    if "信息公开" in source.text and "年度报告" in "".join(source.text.split()):
        raise Unreadable(
            "layout.unsupported",
            f"{source.name} 像一份年度报告，但里面没有找到三张表。",
            "请从网页或Word原件重新复制，让表格的行名和数字都在，再核对。",
        )
    raise Unreadable(
        "report.foreign",
        f"{source.name} 里没有找到政府信息公开工作年度报告的表格。",
        "请核对文件是否拿错；能核对的是2019年及以后按全国统一格式编制的年度报告。",
    )


def _readings(source: Source) -> list[list[Reading]]:
    """The reports as the first layout that fits reads them; of a text, as each layout does that fits and finds as many."""
    found: list[list[Reading]] = []
    refused: list[Unreadable] = []
    for layout in LAYOUTS:
        if not layout.fits(source):
            continue
        try:
            reports = layout.read(source)
        except Unreadable as error:
            refused.append(error)
            continue
        if not found or len(reports) == len(found[0]):
            found.append(reports)
        if source.kind != "text":
            break
    if refused and not found:
        raise refused[0]
    return found
