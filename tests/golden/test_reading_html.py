"""Web pages, however they are made, are read to the figures they were made from; what is no report is refused."""

import time
from collections.abc import Callable
from random import Random

import pytest
from tests.golden.layouts import boxes, figures, pages
from tests.golden.layouts.pages import FLAWS, Page, a_page
from tests.golden.layouts.truth import Score, score

from gongkai import reading
from gongkai.law.figures import State
from gongkai.law.formats import by_key
from gongkai.reading.model import Reading
from gongkai.reading.source import recognise

EVERY = (*FLAWS, *boxes.DISTORTIONS)


def read(page: Page) -> Reading:
    (found,) = reading.read_source(recognise(page.data, page.name))
    return found


def read_text(text: str) -> list[Reading]:
    return reading.read_source(recognise(text.encode(), "页.html"))


def plain_page(key: str = "2021", **shown: str) -> str:
    report = figures.a_report(Random(7), key)
    report.shown.update({cell.replace("__", "/"): text for cell, text in shown.items()})
    tables = [boxes.in_one(boxes.tables2(report)), boxes.table3(report), boxes.table4(report)]
    return f"<html><body><p>{report.title}</p>" + "".join(pages._table(table, Random(1), ()) for table in tables)


@pytest.mark.parametrize("flaw", EVERY)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_page_with_one_flaw_is_read_whole(flaw: str, seed: int) -> None:
    page = a_page(1000 + seed, (flaw,))
    found = read(page)
    assert score(found, page.report).details == ()
    assert (found.body, found.year) == (page.report.body, page.report.year)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]


def read_many(seeds: range) -> Score:
    total = Score()
    for seed in seeds:
        page = a_page(seed)
        total += score(read(page), page.report)
    return total


def test_pages_with_several_flaws_give_no_wrong_figure() -> None:
    total = read_many(range(25))
    assert total.wrong == 0, total.details
    assert total.share >= 0.995, total.details


@pytest.mark.long
def test_many_pages_give_no_wrong_figure() -> None:
    total = read_many(range(100, 500))
    assert total.wrong == 0, total.details
    assert total.share >= 0.995, total.details


def test_a_traditional_copy_is_read_and_flagged() -> None:
    text = plain_page()
    simple, traditional = (
        "务处发内数开请总业组织结维审转继续无没举报诉认获经复机",
        "務處發內數開請總業組織結維審轉繼續無沒舉報訴認獲經復機",
    )
    (found,) = reading.read_source(
        recognise(text.translate(str.maketrans(simple, traditional)).encode("utf-8"), "繁.html")
    )
    (plain,) = read_text(text)
    assert {cell: one.figure for cell, one in found.cells.items()} == {c: one.figure for c, one in plain.cells.items()}
    assert found.remarks == ("原文用繁体字，已按简体字的栏目对照读出。",)
    assert plain.remarks == ()


def test_a_traditional_copy_in_big5_is_read() -> None:
    page = a_page(3, ())
    simple, traditional = (
        "务处发内数开请总业组织结维审转继续无没举报诉认获经复机规范废现单级对个类关险稳护权属过执询补区该费额万项条标题样县镇员会强罚许决监责",
        (
            "務處發內數開請總業組織結維審轉繼續無沒舉報訴認獲經復機規範廢現單級對個類關險穩護權屬過執詢補區該費額萬項條標題樣縣鎮員會強罰許決監責"
        ),
    )
    text = page.data.decode("utf-8" if b"\x00" not in page.data else "utf-16", errors="ignore")
    data = text.translate(str.maketrans(simple, traditional)).encode("big5hkscs", errors="xmlcharrefreplace")
    (found,) = reading.read_source(recognise(data, "繁.html"))
    assert score(found, page.report).wrong == 0
    assert found.count(State.READ) == len(found.form.addresses())


def test_a_blank_form_is_blank_in_every_cell() -> None:
    report = figures.a_report(Random(1), "2021")
    report.shown = dict.fromkeys(report.shown, "")
    tables = [boxes.in_one(boxes.tables2(report)), boxes.table3(report), boxes.table4(report)]
    (found,) = read_text("<html>" + "".join(pages._table(table, Random(1), ()) for table in tables))
    assert {one.figure.state for one in found.cells.values()} == {State.BLANK}


def test_every_figure_tells_its_table_row_and_column() -> None:
    (found,) = read_text(plain_page())
    place = found.cells["t3/received/natural_person"].place
    assert place is not None
    assert (place.table, place.row, place.column) == (2, 4, 2)


def test_two_reports_on_one_page_are_two_readings() -> None:
    one, two = figures.a_report(Random(1), "2019"), figures.a_report(Random(2), "2021")
    two.body, two.year = one.body, one.year + 1
    text = "".join(
        f"<p>{report.title}</p>"
        + "".join(
            pages._table(table, Random(1), ())
            for table in (boxes.in_one(boxes.tables2(report)), boxes.table3(report), boxes.table4(report))
        )
        for report in (one, two)
    )
    found = read_text(f"<html><body>{text}</body></html>")
    assert [reading.format_key for reading in found] == ["2019", "2021"]
    assert [score(got, report).wrong for got, report in zip(found, (one, two), strict=True)] == [0, 0]


def test_a_figure_whose_digits_stand_apart_is_settled_by_the_sums_or_not_at_all() -> None:
    report = figures.a_report(Random(11), "2021")
    report.shown["t3/received/natural_person"] = " ".join(report.shown["t3/received/natural_person"].zfill(3))
    report.shown["t2/licences/decisions"] = "1 2"
    tables = [boxes.in_one(boxes.tables2(report)), boxes.table3(report)]
    (found,) = read_text("<html>" + "".join(pages._table(table, Random(1), ()) for table in tables))
    settled = found.cells["t3/received/natural_person"]
    assert (settled.figure.value, settled.settled_by) == (report.truth["t3/received/natural_person"], "sums")
    assert found.cells["t2/licences/decisions"].figure.state is State.AMBIGUOUS


def test_a_row_of_figures_in_one_cell_is_parted() -> None:
    text = plain_page()
    report = figures.a_report(Random(7), "2021")
    row = [report.shown[f"t3/received/{column.key}"] for column in report.form.columns]
    cells = "".join(f"<td>{value}</td>" for value in row)
    assert cells in text
    (found,) = read_text(text.replace(cells, f"<td colspan=7>{' '.join(row)}</td>"))
    assert [found.cells[f"t3/received/{c.key}"].figure.value for c in report.form.columns] == [int(v) for v in row]


def test_a_row_with_too_few_cells_is_not_guessed() -> None:
    text = plain_page(t3__granted__research="77777")
    (found,) = read_text(text.replace("<td>77777</td>", ""))
    row = [found.cells[f"t3/granted/{column.key}"].figure for column in by_key("2021").columns]
    assert all(figure.value is None for figure in row)


def test_a_sign_nobody_can_read_is_unreadable_and_a_stroke_is_blank() -> None:
    (found,) = read_text(plain_page(t3__granted__research="O", t3__granted__enterprise="——", t3__granted__total="???"))
    states = [found.cells[f"t3/granted/{key}"].figure.state for key in ("research", "enterprise", "total")]
    assert states == [State.UNREADABLE, State.BLANK, State.UNREADABLE]


REFUSED = {
    "another table": "<html><table>" + "<tr><td>姓名</td><td>3</td><td>4</td></tr>" * 30 + "</table></html>",
    "a picture of a table": "<html><p>测试市2024年政府信息公开工作年度报告</p><img src='http://example.invalid/t.png'></html>",
    "another country's report": "<html><h1>FOIA Annual Report</h1><table><tr><td>Requests</td><td>12</td></tr></table></html>",
    "nothing": "<html><body></body></html>",
    "nested tags": "<html>" + "<div>" * 100_000 + "</html>",
    "nested tables": "<html>" + "<table><tr><td>" * 20_000 + "</html>",
    "a huge table": "<html><table>" + "<tr><td rowspan=1000000000 colspan=1000000000>1" * 5_000 + "</table>",
    "entities": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html>&b;</html>',
    "an external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><table><tr><td>&e;</td></tr></table></html>',
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_page_that_is_no_report_is_refused_in_one_line_and_soon(kind: str) -> None:
    began = time.monotonic()
    with pytest.raises(reading.Unreadable) as refused:
        read_text(REFUSED[kind])
    assert "\n" not in str(refused.value)
    assert "root:" not in str(refused.value)
    assert time.monotonic() - began < 10


def test_spans_beyond_all_measure_cost_nothing_and_change_nothing() -> None:
    text = plain_page()
    wild = text.replace("rowspan=22", "rowspan=999999999").replace('colspan="4"', 'colspan="99999"')
    assert wild != text
    (found,) = read_text(wild)
    (plain,) = read_text(text)
    assert {c: one.figure for c, one in found.cells.items()} == {c: one.figure for c, one in plain.cells.items()}


def test_a_report_that_only_a_script_would_show_is_read_all_the_same() -> None:
    text = plain_page().replace("<body>", "<body><div style='display:none'>")
    (found,) = read_text(text)
    (plain,) = read_text(plain_page())
    assert {c: one.figure for c, one in found.cells.items()} == {c: one.figure for c, one in plain.cells.items()}


def _results(report: figures.Report, group: str) -> list[boxes.Box]:
    return [boxes.Box(report.shown[f"t4/{group}/{result.key}"], figure=True) for result in report.form.results]


def _as_rows(report: figures.Report) -> list[boxes.Table]:
    """Groups downwards, results along."""
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    heads = [boxes.Box(""), *(boxes.Box(result.label) for result in report.form.results)]
    rows = [
        [boxes.Box(name), *_results(report, group.key)] for name, group in zip(names, report.form.groups, strict=True)
    ]
    return [[heads, *rows]]


def _as_three(report: figures.Report) -> list[boxes.Table]:
    """Each group in a table of its own."""
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    heads = [boxes.Box(result.label) for result in report.form.results]
    return [
        [[boxes.Box(name, columns=5)], heads, _results(report, group.key)]
        for name, group in zip(names, report.form.groups, strict=True)
    ]


def _as_two(report: figures.Report) -> list[boxes.Table]:
    """The reviews in one table, the suits in another."""
    one, *others = report.form.groups
    heads = [boxes.Box(result.label) for result in report.form.results]
    suits = [boxes.Box("未经复议直接起诉", columns=5), boxes.Box("复议后起诉", columns=5)]
    figures_of_suits = [box for group in others for box in _results(report, group.key)]
    return [
        [[boxes.Box("行政复议", columns=5)], heads, _results(report, one.key)],
        [[boxes.Box("行政诉讼", columns=10)], suits, heads * 2, figures_of_suits],
    ]


@pytest.mark.parametrize("arrange", [_as_rows, _as_three, _as_two])
def test_table_four_is_read_however_its_groups_are_arranged(
    arrange: Callable[[figures.Report], list[boxes.Table]],
) -> None:
    report = figures.a_report(Random(7), "2021")
    tables = [boxes.in_one(boxes.tables2(report)), boxes.table3(report), *arrange(report)]
    (found,) = read_text("<html>" + "".join(pages._table(table, Random(1), ()) for table in tables))
    assert score(found, report).details == ()


def test_a_row_whose_label_says_nothing_is_ambiguous_not_missing() -> None:
    text = plain_page()
    two = text.replace("1.信访举报投诉类申请", "甲").replace("2.重复申请", "乙")
    (found,) = read_text(two)
    for key in ("not_taken_up.petition", "not_taken_up.repeat"):
        assert {found.cells[f"t3/{key}/{column.key}"].figure.state for column in found.form.columns} == {
            State.AMBIGUOUS
        }
    (plain,) = read_text(text)
    rest = [cell for cell in plain.cells if "not_taken_up.petition" not in cell and "not_taken_up.repeat" not in cell]
    assert {cell: found.cells[cell].figure for cell in rest} == {cell: plain.cells[cell].figure for cell in rest}
