"""Scans and pictures: figures are read as they stand or given up, never guessed; what cannot be read is refused in words."""

import importlib.util
import io
import struct
import sys
import zlib
from random import Random

import pytest
from tests.golden.layouts import scans, truth
from tests.golden.layouts.scans import Scan

from gongkai import reading
from gongkai.law.figures import Figure, State
from gongkai.law.formats import by_key
from gongkai.reading import scan
from gongkai.reading.model import Place, ReadCell, Reading
from gongkai.reading.scan import settle as scan_settle
from gongkai.reading.source import Source, recognise

with_recognition = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="the extra ocr is not installed: ./run extra ocr"
)
EXACT = 0.98
SHOWN = {  # a few of each kind for every change; all else in --long
    "a tilted, stamped PDF": (8, ("tilted", "stamped", "jpeg"), "pdf"),
    "a picture without rulings": (101, ("no rules",), "jpg"),
    "a noisy page with blanks, strokes and a wrong figure": (25, ("noisy", "blurred", "blanks", "dashes", "wrong"), "png"),
}  # fmt: skip
ALONE = 48  # of the long form: each flaw alone, then several together


def as_read(made: Scan) -> Reading:
    (found,) = reading.read_source(recognise(made.data, made.name))
    return found


def figures_of(made: Scan) -> truth.Score:
    return truth.score(as_read(made), made.report)


@with_recognition
@pytest.mark.parametrize("name", SHOWN)
def test_a_scan_is_read_as_it_stands(name: str) -> None:
    seed, flaws, kind = SHOWN[name]
    score = figures_of(scans.a_scan(seed, flaws, kind))
    assert score.wrong == 0, score.details
    assert score.share >= EXACT, score.details


@with_recognition
@pytest.mark.long
def test_many_scans_hold_no_wrong_figure_and_nearly_all_right_ones() -> None:
    made = [scans.a_scan(1000 + at, (flaw,)) for at, flaw in enumerate(scans.FLAWS) if flaw != "blots"]
    made += [scans.a_scan(2000 + at) for at in range(ALONE - len(made))]
    scores = [figures_of(one) for one in made]
    total = sum(scores, truth.Score())
    assert total.wrong == 0, [detail for detail in total.details if "wrong" in detail]
    assert total.share >= EXACT, total.details


@with_recognition
@pytest.mark.long
def test_blots_over_figures_make_them_unread_not_wrong() -> None:
    total = sum((figures_of(scans.a_scan(3000 + at, ("blots",))) for at in range(8)), truth.Score())
    assert total.wrong == 0, [detail for detail in total.details if "wrong" in detail]
    assert total.share >= 0.85


@with_recognition
def test_a_figure_of_a_scan_tells_its_page_and_place() -> None:
    found = as_read(scans.a_scan(7, ("tilted",), "png"))
    row = [found.cells[f"t3/granted/{column.key}"].place for column in found.form.columns]
    assert all(place and place.page == 1 and place.box for place in row)
    lefts = [place.box[0] for place in row if place and place.box]
    assert lefts == sorted(lefts)
    received, total = (found.cells[f"t3/{key}/total"].place for key in ("received", "closed_total"))
    assert received
    assert received.box
    assert total
    assert total.box
    assert received.box[3] <= total.box[1] + 1
    assert any("扫描" in remark for remark in found.remarks)


def test_without_the_extra_a_scan_is_refused_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(reading.Unreadable) as refused:
        reading.read_source(recognise(png(1654, 2339), "年报.png"))
    assert refused.value.code == "ocr.absent"
    assert "./run extra ocr" in refused.value.remedy
    assert "\n" not in str(refused.value)


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A picture that says it is that large; without data, one that ends after its head."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


@with_recognition
@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (png(20_000, 20_000), "file.large", "太大"),
        (png(1654, 2339, b"\x00"), "file.broken", "打不开"),
        (png(120, 90, b"\x00" * 91 * 121), "image.small", "看不清"),
        (png(1000, 800, (b"\x00" + b"\xff" * 1000) * 800), "report.foreign", "没有找到"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, "file.broken", "打不开"),
    ],
)
def test_a_picture_that_cannot_be_read_is_refused_in_words(data: bytes, code: str, word: str) -> None:
    with pytest.raises(reading.Unreadable, match=word) as refused:
        reading.read_source(recognise(data, "图.png"))
    assert refused.value.code == code
    assert refused.value.remedy.startswith("请")


@with_recognition
def test_a_picture_of_noise_is_no_report() -> None:
    noise = Random(3)
    rows = b"".join(b"\x00" + noise.randbytes(900) for _ in range(900))
    with pytest.raises(reading.Unreadable, match="没有找到"):
        reading.read_source(recognise(png(900, 900, rows), "图.png"))


@with_recognition
def test_a_scan_of_very_many_pages_is_refused_before_it_is_read() -> None:
    from PIL import Image

    made = io.BytesIO()
    sheets = [Image.new("1", (100, 140), 1) for _ in range(41)]
    sheets[0].save(made, "PDF", save_all=True, append_images=sheets[1:])
    source = recognise(made.getvalue(), "厚.pdf")
    assert scan.fits(source)
    with pytest.raises(reading.Unreadable, match="41页"):
        reading.read_source(source)


def test_a_pdf_with_text_is_no_scan() -> None:
    from gongkai.typesetting.report import PrintedReport, report_pdf

    printed = PrintedReport("示例区2024年政府信息公开工作年度报告", "示例区", 2024, "2021", {})
    assert not scan.fits(Source("年报.pdf", data=report_pdf(printed), kind="pdf"))


CELL = "t3/granted/natural_person"
HERE = Place(page=1, box=(1.0, 1.0, 2.0, 2.0))


def a_reading(**others: int) -> Reading:
    """Zero everywhere, 13 granted to a natural person in every sum, but the cell itself cannot be read."""
    form = by_key("2021")
    values = dict.fromkeys(form.addresses(), 0)
    for row in ("received", "granted", "closed_total"):
        values |= {f"t3/{row}/natural_person": 13, f"t3/{row}/total": 13}
    values |= {cell.replace("__", "/"): value for cell, value in others.items()}
    cells = {cell: ReadCell(Figure(value), str(value)) for cell, value in values.items()}
    cells[CELL] = ReadCell(Figure(None, State.UNREADABLE), "1?", HERE)
    return Reading("", None, "2021", by_key_kind(), "扫描件", cells)


def by_key_kind() -> object:
    from gongkai.reading import headings

    return headings.body_kind("")


def test_sums_settle_an_unsure_digit_among_what_was_read() -> None:
    told = scan_settle.settled(a_reading(), {HERE: ("18", "13")}).cells[CELL]
    assert (told.figure.value, told.settled_by) == (13, scan_settle.BY_SUM)


def test_sums_never_give_a_figure_that_nobody_read() -> None:
    told = scan_settle.settled(a_reading(), {HERE: ("18", "15")}).cells[CELL]
    assert told.figure.state is State.UNREADABLE


def test_an_unsure_digit_whose_sums_contradict_each_other_stays_unread() -> None:
    torn = a_reading(t3__granted__total=18)
    assert scan_settle.settled(torn, {HERE: ("18", "13")}).cells[CELL].figure.state is State.UNREADABLE
