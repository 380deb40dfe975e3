"""PDFs, however they are set, are read to the figures they were made from, each with its page and box; what is broken is refused."""

import io
import time
import zlib
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.golden.layouts.office import PRINTED
from tests.golden.layouts.papers import SETTINGS, SHAPES, UNRULED, Paper, a_pdf, set_in_type, sideways, two_side_by_side
from tests.golden.layouts.printers import PRINTERS
from tests.golden.layouts.truth import Score, score

from gongkai import reading
from gongkai.law.figures import State
from gongkai.law.formats import by_key
from gongkai.reading.model import Reading
from gongkai.reading.source import recognise
from gongkai.typesetting.report import PrintedReport, report_pdf

REPORTS = Path(__file__).parents[3] / "shared/reports"


def read(paper: Paper) -> Reading:
    (found,) = reading.read_source(recognise(paper.data, paper.name))
    return found


@pytest.mark.parametrize("flaw", [*PRINTED, *SHAPES, *SETTINGS, *UNRULED, *PRINTERS])
def test_a_pdf_with_one_flaw_is_read_whole(flaw: str) -> None:
    paper = a_pdf(1, (flaw,))
    found = read(paper)
    assert score(found, paper.report).details == ()
    assert (found.body, found.year) == (paper.report.body, paper.report.year)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("begin", "end"), [(0, 30), pytest.param(30, 300, marks=pytest.mark.long)])
def test_pdfs_with_several_flaws_give_no_wrong_figure(begin: int, end: int) -> None:
    ruled, unruled = Score(), Score()
    for seed in range(begin, end):
        paper = a_pdf(seed)
        got = score(read(paper), paper.report)
        if set(paper.flaws) & set(UNRULED):
            unruled += got
        else:
            ruled += got
    assert ruled.wrong == unruled.wrong == 0, (*ruled.details, *unruled.details)
    assert ruled.share >= 0.998, ruled.details
    assert unruled.share >= 0.97, unruled.details
    assert (ruled + unruled).share >= 0.995


@pytest.mark.parametrize("seed", [12, 480, 902, 961, 1875])
def test_figures_that_touch_or_go_on_below_are_never_read_as_others(seed: int) -> None:
    """Seeds in which a number once took a digit of its neighbour, lost one to the page's number, or ran into its label."""
    paper = a_pdf(seed)
    assert score(read(paper), paper.report).wrong == 0


@given(st.sampled_from(["2019", "2021"]), st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_what_we_publish_as_pdf_is_read_back(key: str, rng: Random) -> None:
    form = by_key(key)
    figures = {cell: str(rng.randrange(10 ** rng.randrange(1, 8))) for cell in form.addresses()}
    blank = rng.choice(form.addresses())
    del figures[blank]
    printed = PrintedReport(
        "示例区人民政府2024年政府信息公开工作年度报告",
        "示例区人民政府",
        2024,
        key,
        figures,
        "（一）主动公开。公开信息3条。",
        "不够深入。",
        "本年度未收取信息处理费。",
    )
    (found,) = reading.read_source(recognise(report_pdf(printed), "年报.pdf"))
    assert {cell: str(one.figure.value) for cell, one in found.cells.items() if one.figure.value is not None} == figures
    assert found.cells[blank].figure.state is State.BLANK
    assert (found.body, found.year, found.format_key) == ("示例区人民政府", 2024, key)
    assert [section.number for section in found.sections if section.number] == [1, 2, 3, 4, 5, 6]


def test_two_reports_side_by_side_are_two_readings() -> None:
    data, one, two = two_side_by_side(5)
    found = reading.read_source(recognise(data, "两份.pdf"))
    assert [report.body for report in found] == [one.body, two.body]
    assert [score(got, report).details for got, report in zip(found, (one, two), strict=True)] == [(), ()]


@pytest.mark.parametrize("quarters", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read(quarters: int) -> None:
    paper = a_pdf(7, ())
    document = pypdfium2.PdfDocument(paper.data)
    for page in document:
        page.set_rotation(quarters)
    buffer = io.BytesIO()
    document.save(buffer)
    (found,) = reading.read_source(recognise(buffer.getvalue(), "转.pdf"))
    assert score(found, paper.report).details == ()


@pytest.mark.parametrize("degrees", [90, -90, 180])
def test_tables_printed_sideways_are_read_and_boxes_are_those_of_the_page_as_shown(degrees: int) -> None:
    data, report = sideways(7, degrees)
    (found,) = reading.read_source(recognise(data, "横.pdf"))
    assert score(found, report).details == ()
    place = found.cells["t3/received/total"].place
    assert place is not None
    assert place.box is not None
    assert digits_inside(data, place.page or 0, place.box) == sorted(found.cells["t3/received/total"].raw)


def test_every_figure_tells_its_page_and_box() -> None:
    paper = a_pdf(3, ("short pages",))
    found = read(paper)
    for one in found.cells.values():
        assert one.place is not None
        assert one.place.box is not None
        assert digits_inside(paper.data, one.place.page or 0, one.place.box) == sorted(one.raw)


def digits_inside(data: bytes, number: int, box: tuple[float, float, float, float]) -> list[str]:
    """The digits of a page whose middle lies in a box, by pdfium alone."""
    page = pypdfium2.PdfDocument(data)[number - 1]
    text = page.get_textpage()
    height = page.get_height()
    found: list[str] = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        x, y = (left + right) / 2, height - (bottom + top) / 2
        if box[0] <= x <= box[2] and box[1] <= y <= box[3] and text.get_text_range(index, 1).isdigit():
            found.append(text.get_text_range(index, 1))
    return sorted(found)


def _objects(*bodies: str) -> bytes:
    text = "%PDF-1.4\n" + "".join(f"{at} 0 obj\n{body}\nendobj\n" for at, body in enumerate(bodies, 1))
    return text.encode("latin-1")


LOCKED = (
    _objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
        f"<< /Filter /Standard /V 1 /R 2 /P -44 /O <{'5a' * 32}> /U <{'a5' * 32}> >>",
    )
    + b"trailer\n<< /Root 1 0 R /Encrypt 3 0 R /ID [<00><00>] >>\n%%EOF\n"
)
BAD = {
    "only a head": b"%PDF-1.7\n",
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 200,
    "half a file": a_pdf(1, ()).data[:20_000],
    "locked": LOCKED,
    "another document": set_in_type("#set page(width: 400pt)\n" + "Annual report on requests for information. " * 40),
    "a few words": set_in_type("3"),
    "pages without end": set_in_type("#for i in range(300) [ #i #pagebreak() ]"),
    "a form inside itself": _objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/F Do\nendstream",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Length 11 /Resources << /XObject << /F 5 0 R >> >> >>\n"
        "stream\n/F Do /F Do\nendstream",
    )
    + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n",
}


def _swelling(times: int) -> bytes:
    """A page whose contents unpack to so many million bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0" * 1_000_000) for _ in range(times)) + packer.flush()
    head = _objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
    )
    stream = f"4 0 obj\n<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed
    return head + stream + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def test_contents_that_unpack_to_far_too_much_are_not_unpacked() -> None:
    with pytest.raises(reading.Unreadable, match="太大"):
        reading.read_source(recognise(_swelling(200), "弹.pdf"))


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_pdf_is_refused_in_one_line_and_soon(kind: str) -> None:
    began = time.monotonic()
    with pytest.raises(reading.Unreadable) as refused:
        reading.read_source(recognise(BAD[kind], "坏.pdf"))
    assert "\n" not in str(refused.value)
    assert time.monotonic() - began < 10


@pytest.mark.long
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_pdf_gives_no_figure_that_does_not_stand_there(data: st.DataObject) -> None:
    paper = a_pdf(2, ())
    damaged = bytearray(paper.data)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = reading.read_source(recognise(bytes(damaged), "损.pdf"))
    except reading.Unreadable:
        return
    for report in found:
        assert all(isinstance(one.figure.state, State) for one in report.cells.values())


@pytest.mark.shared
@pytest.mark.parametrize(("name", "errors"), [("hongze-2023", 2), ("huaian-2024", 0)])
def test_real_pdfs_are_read_whole(name: str, errors: int) -> None:
    path = REPORTS / f"{name}.pdf"
    if not path.exists():
        pytest.skip("the shared reports are not here")
    from gongkai.law import checks

    (found,) = reading.read(path)
    assert sum(one.figure.state is State.READ for one in found.cells.values()) == (186 if errors else 200)
    findings = checks.judge(found.to_fact(), last_year=None).errors
    assert len(findings) == errors
    assert all(found.cells[finding.cells[0]].place for finding in findings)
    assert [section.number for section in found.sections if section.number] == [1, 2, 3, 4, 5, 6]
