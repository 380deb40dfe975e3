"""A scanned PDF or a photograph of one: pages are straightened, rulings found, cells recognised, figures read more than once.

Needs the extra `ocr`; without it whoever asks is told how to add it.
"""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gongkai.law.figures import Figure, State
from gongkai.reading.errors import Unreadable
from gongkai.reading.grid import report as grid_report
from gongkai.reading.model import Place, ReadCell, Reading
from gongkai.reading.scan import figures as scan_figures
from gongkai.reading.scan import network as scan_network
from gongkai.reading.scan import settle as scan_settle
from gongkai.reading.scan.flow import Flow, Spot, upright
from gongkai.reading.scan.pages import is_scanned, pages
from gongkai.reading.source import Source

NAME = "扫描件"
LONGEST_PAGE = 60.0  # seconds of computing
LONGEST = 400.0
_FIGURES = re.compile(r"(?=(?:\D*\d){3})[^\u3400-\u9fff]+")  # at least three digits and no word
_REMARK = "这是扫描件，由文字识别读出；认不准的数字没有采用，请对照原件。"


def fits(source: Source) -> bool:
    return source.kind == "image" or (source.kind == "pdf" and is_scanned(source))


def read(source: Source) -> list[Reading]:
    """Every report in the scan. Unreadable without the extra, where the pages hold no statutory tables, or take too long."""
    absent = scan_network.missing()
    if absent:
        raise absent
    flows = list(_flows(source))
    scan_figures.settle([reading for flow in flows for reading in flow.readings()])
    blocks = [block for flow in flows for block in flow.blocks()]
    if not grid_report.fits(blocks):
        raise Unreadable(
            "report.foreign",
            f"{source.name} 是扫描件，识别后没有找到政府信息公开工作年度报告的表格。",
            "请核对文件是否拿错、页面是否清楚；最好按200dpi重新扫描。",
        )
    among = _among(flows)
    found = [scan_settle.settled(reading, among) for reading in grid_report.read(blocks, source.name, NAME)]
    if _unclaimed(flows, found):
        found = [_nothing_missing(reading) for reading in found]
    return [replace(reading, remarks=(*reading.remarks, _REMARK)) for reading in found]


def _unclaimed(flows: Sequence[Flow], found: Sequence[Reading]) -> bool:
    """Whether a row of a table holds figures that no cell of the form was read from, or a line outside is all figures."""
    if any(isinstance(part, Spot) and _FIGURES.fullmatch(part.text) for flow in flows for part in flow.parts):
        return True
    used = {read.place for reading in found for read in reading.cells.values()}
    return any(
        not used.intersection(spot.place for spot in row) and any(map(_holds_figures, row))
        for flow in flows
        for row in flow.rows()
    )


def _holds_figures(spot: Spot) -> bool:
    if _FIGURES.fullmatch(spot.text):
        return True
    return any(isinstance(word, scan_figures.Reading) and bool(word.digits) for word in spot.words)


def _nothing_missing(reading: Reading) -> Reading:
    """The same where a row may be there that was not recognised: of a cell not found nobody can say that it is missing."""
    unread = ReadCell(Figure(None, State.UNREADABLE))
    form = set(reading.form.addresses())
    cells = {
        cell: unread if cell in form and read.figure.state is State.MISSING else read
        for cell, read in reading.cells.items()
    }
    return replace(reading, cells=cells)


def _among(flows: Sequence[Flow]) -> Mapping[Place, Sequence[str]]:
    """For each unsure cell of one figure, the texts it may be."""
    found: dict[Place, Sequence[str]] = {}
    for flow in flows:
        for spot in flow.spots():
            words = [word for word in spot.words if isinstance(word, scan_figures.Reading)]
            if len(spot.words) == len(words) == 1 and not words[0].sure:
                found[spot.place] = words[0].among
    return found


def _flows(source: Source) -> Iterator[Flow]:
    import cv2

    cv2.setNumThreads(scan_network.THREADS)
    begun, turn = time.process_time(), 0
    for page in pages(source):
        started = time.process_time()
        flow, turn = upright(page, turn)
        ended = time.process_time()
        if ended - started > LONGEST_PAGE or ended - begun > LONGEST:
            raise Unreadable(
                "file.large", f"{source.name} 第{page.number}页识别得太久。", "请按200dpi重新扫描，只交报告本身。"
            )
        yield flow
