"""Text without a grid, as copying, crawling and pdftotext leave it, is read to the figures it was made from, or not at all."""

import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.golden.layouts import figures, sentences, text
from tests.golden.layouts.figures import Report
from tests.golden.layouts.truth import Score, score

from gongkai import reading
from gongkai.law import checks
from gongkai.law.figures import Figure, State
from gongkai.reading.model import Reading
from gongkai.reading.neighbours import settled_by_years
from gongkai.reading.source import recognise

FLAWS = {
    "none": lambda report, rng: None,
    "printed wrong": figures.print_wrong,
    "rows left out": figures.drop_rows,
    "misprints": figures.misprint,
    "one row of otherwise": figures.print_one_row_of_otherwise,
}
PARTED = sorted(set(text.LAYOUTS) - {"together", "partly"})


def read(words: str) -> Reading:
    (found,) = reading.read_source(recognise(words.encode(), "文.txt"))
    return found


def printed(layout: str, seed: int, flaw: str) -> tuple[Report, str]:
    rng = Random(seed)
    report = figures.a_report(rng)
    if seed % 2:
        sentences.as_in_life(report, rng)
        sentences.tell(report, rng)
    FLAWS[flaw](report, rng)
    return report, text.LAYOUTS[layout](report, rng)


def many(layout: str, seeds: range, flaws: tuple[str, ...] = tuple(FLAWS)) -> Score:
    total = Score()
    for seed in seeds:
        report, words = printed(layout, seed, flaws[seed % len(flaws)])
        total += score(read(words), report)
    return total


@pytest.mark.parametrize("layout", PARTED)
@pytest.mark.parametrize("flaw", sorted(set(FLAWS) - {"rows left out"}))
def test_a_report_with_one_flaw_is_read_whole(layout: str, flaw: str) -> None:
    report, words = printed(layout, 3, flaw)
    found = read(words)
    assert score(found, report).details == ()
    assert (found.body, found.year) == (report.body, report.year)


@pytest.mark.parametrize("layout", sorted(text.LAYOUTS))
def test_no_figure_is_wrong_in_any_layout(layout: str) -> None:
    total = many(layout, range(10))
    assert total.wrong == 0, total.details
    assert total.share >= (0.98 if layout in PARTED else 0.85)


@pytest.mark.long
@pytest.mark.parametrize("layout", sorted(text.LAYOUTS))
def test_no_figure_is_wrong_in_many_files_of_any_layout(layout: str) -> None:
    total = many(layout, range(100, 140))
    assert total.wrong == 0, total.details
    assert total.share >= (0.98 if layout in PARTED else 0.85)


def small(seed: int) -> Report:
    """A report as most are: small numbers, most of them 0."""
    rng = Random(seed)
    return next(r for r in (figures.a_report(rng) for _ in range(99)) if max(v for v in r.truth.values() if v) < 100)


@pytest.mark.parametrize("layout", ["together", "partly"])
@pytest.mark.parametrize("seed", range(4))
def test_tables_3_and_4_of_a_small_report_are_read_whole_without_any_separator(layout: str, seed: int) -> None:
    report = small(seed)
    found = read(text.LAYOUTS[layout](report, Random(seed)))
    assert [d for d in score(found, report).details if " t2/" not in d] == []


@pytest.mark.parametrize("layout", ["together", "partly", "spaced"])
def test_a_sum_printed_wrong_is_read_as_printed_and_found(layout: str) -> None:
    report = small(5)
    rng = Random(5)
    cell = figures.print_wrong(report, rng)
    found = read(text.LAYOUTS[layout](report, rng))
    assert found.cells[cell].figure.value == report.truth[cell]
    assert any(cell in finding.cells for finding in checks.judge(found.to_fact()).errors)


def test_a_cell_cut_out_of_a_run_tells_its_own_characters_and_the_rule_that_settled_it() -> None:
    report = small(1)
    words = text.together(report, Random(1))
    found = read(words)
    for cell, one in found.cells.items():
        if one.figure.state is State.READ:
            assert one.place is not None
            assert words[one.place.start : one.place.end] == one.raw == report.shown[cell]
    rules = {one.settled_by for cell, one in found.cells.items() if cell.startswith(("t3", "t4"))}
    assert rules <= {"digits", "t3.total", "t4.total", "t3.results", "t3.balance", "label"}


def test_a_run_the_file_does_not_settle_is_ambiguous_and_tells_its_readings() -> None:
    report = figures.a_report(Random(1), "2021")
    for column, shown in {"issued": "69", "repealed": "3", "in_force": "665"}.items():
        report.shown[f"t2/normative_documents/{column}"] = shown
    one = read(text.together(report, Random(1))).cells["t2/normative_documents/in_force"]
    assert one.figure.state is State.AMBIGUOUS
    assert 665 in one.readings
    assert one.raw == "693665"


def test_the_text_of_the_report_settles_its_run() -> None:
    report = figures.a_report(Random(1), "2021")
    for column, shown in {"issued": "88", "repealed": "55", "in_force": "698"}.items():
        report.shown[f"t2/normative_documents/{column}"] = shown
    report.texts[1] = ("集中公开现行有效行政规范性文件698件，动态更新本年度制发的规范性文件88件。",)
    found = read(text.together(report, Random(1)))
    row = [found.cells[f"t2/normative_documents/{column}"] for column in ("issued", "repealed", "in_force")]
    assert [one.figure.value for one in row] == [88, 55, 698]
    assert {one.settled_by for one in row} == {"text"}


@pytest.mark.parametrize(
    "words",
    [
        "区政府办公室制发规范性文件88件，公开现行有效行政规范性文件698件。",  # the office, not the district
        "制发规范性文件88件，公开现行有效行政规范性文件697件。",  # one agrees, one does not
        "制发规范性文件88件。",  # two digits agree by chance too easily
        "审核规范性文件88件，清理规范性文件698件。",  # other measures
        "制发规范性文件88件，其中印发规范性文件698件。",  # two numbers for one cell
    ],
)
def test_a_text_that_does_not_plainly_say_so_settles_no_run(words: str) -> None:
    report = figures.a_report(Random(1), "2021")
    for column, shown in {"issued": "88", "repealed": "55", "in_force": "698"}.items():
        report.shown[f"t2/normative_documents/{column}"] = shown
    report.texts[1] = (words,)
    cell = read(text.together(report, Random(1))).cells["t2/normative_documents/issued"]
    assert (cell.figure.state, cell.likely) == (State.AMBIGUOUS, None)


def lists(**changes: str) -> Reading:
    """A report of 2019 without separators: its five lists of items, each with 本年增/减 as given, 0 where not."""
    report = figures.a_report(Random(1), "2019")
    stock = {"licences": "396", "other_services": "10", "penalties": "2648", "compulsion": "126", "charges": "35"}
    for row, number in stock.items():
        shown = {"items_last_year": number, "items_change": changes.get(row, "0"), "decisions": "181"}
        report.shown.update({f"t2/{row}/{column}": value for column, value in shown.items()})
    return read(text.together(report, Random(1)))


def test_decisions_that_the_text_counts_are_cut_off_their_row() -> None:
    report = figures.a_report(Random(1), "2019")
    for column, shown in {"items_last_year": "396", "items_change": "0", "decisions": "181"}.items():
        report.shown[f"t2/licences/{column}"] = shown
    report.texts[1] = ("各部门共作出行政许可处理决定181件。",)
    cells = read(text.together(report, Random(1))).cells
    decided, stock = cells["t2/licences/decisions"], cells["t2/licences/items_last_year"]
    assert (decided.figure.value, decided.settled_by) == (181, "text")
    assert stock.readings == (3, 39, 396)


def test_lists_on_which_nothing_can_have_changed_name_the_likeliest_way_but_do_not_settle_it() -> None:
    cells = lists().cells
    likely = [cells[f"t2/penalties/{column}"].likely for column in ("items_last_year", "items_change", "decisions")]
    assert likely == [2648, 0, 181]
    assert cells["t2/penalties/items_last_year"].figure.state is State.AMBIGUOUS
    assert 2648 in cells["t2/penalties/items_last_year"].readings


def test_a_list_of_fees_is_settled_only_where_two_grounds_agree() -> None:
    """35 and 0, or 3 and 50: fees do not grow so, and nothing else changed either."""
    fees = lists().cells["t2/charges/items_last_year"]
    assert (fees.figure.value, fees.settled_by) == (35, "steady")
    changed = lists(licences="7").cells["t2/charges/items_last_year"]
    assert (changed.figure.state, changed.likely) == (State.AMBIGUOUS, 35)


@pytest.mark.parametrize(("shown", "settled"), [("89", True), ("88", False)])
def test_one_number_printed_three_times_settles_a_row_of_documents_unless_all_its_digits_are_one(
    shown: str, settled: bool
) -> None:
    report = figures.a_report(Random(1), "2019")
    for column in ("made", "newly_disclosed", "disclosed_total"):
        report.shown[f"t2/normative_documents/{column}"] = shown
        report.shown[f"t2/rules/{column}"] = "0"
    cell = read(text.together(report, Random(1))).cells["t2/normative_documents/made"]
    assert (cell.figure.value == 89) is settled


def test_a_long_row_that_adds_up_is_not_believed_where_one_slip_explains_it_as_well() -> None:
    """10547 + 7 + 8744 + 0 is 19298; printed 19291, the digits can also be cut so that they add up."""
    report = figures.a_report(Random(1), "2021")
    shown = ["10547", "7", "8744", "0", "19291"]
    for group in ("reconsideration", "lawsuit_direct", "lawsuit_after_reconsideration"):
        values = shown if group == "lawsuit_direct" else ["11", "0", "2", "0", "13"]
        for result, value in zip(report.form.results, values, strict=True):
            report.shown[f"t4/{group}/{result.key}"] = value
    cells = read(text.together(report, Random(1))).cells
    assert cells["t4/lawsuit_direct/upheld"].figure.value is None
    assert 10547 in cells["t4/lawsuit_direct/upheld"].readings


def test_a_stray_figure_finds_its_empty_cell_only_where_two_equations_ask_for_it() -> None:
    report = small(2)
    cell = "t3/carried_out/total"
    number = report.shown[cell]
    words = text.piped(report, Random(9)).splitlines()
    at = next(n for n, line in enumerate(words) if line.startswith("| 四、"))
    words[at] = words[at][: words[at].rstrip(" |").rfind("|")] + "|  |"
    emptied = read("\n".join(words)).cells[cell]
    assert emptied.figure.state is State.BLANK
    found = read("\n".join([*words[: at - 6], number, *words[at - 6 :]])).cells[cell]
    assert found.figure.value == report.truth[cell]
    assert found.settled_by in {"t3.balance", "t3.total"}
    astray = read("\n".join([*words[: at - 6], str(int(number) + 1), *words[at - 6 :]])).cells[cell]
    assert astray.figure.value is None


def test_a_fragment_has_missing_rows_never_zeros() -> None:
    words = (
        "示例区人民政府2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
        "规章 3 0 15\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 3746 63 0 0 19 2 3830\n"
    )
    found = read(words)
    assert found.cells["t3/received/total"].figure.value == 3830
    assert found.cells["t2/rules/in_force"].figure.value == 15
    assert found.count(State.MISSING) == len(found.form.addresses()) - 10


LINES = text.LAYOUTS["spaced"](figures.a_report(Random(11), "2021"), Random(11)).split("\n")
TRUTH = figures.a_report(Random(11), "2021").truth


@given(st.integers(0, len(LINES) - 1), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_lines_torn_out_give_no_wrong_figure(index: int, count: int) -> None:
    try:
        found = read("\n".join(LINES[:index] + LINES[index + count :]))
    except reading.Unreadable:
        return
    for cell, one in found.cells.items():
        assert one.figure.value is None or one.figure.value == TRUTH[cell], cell


def years(*, now: dict[str, str], then: dict[str, str]) -> tuple[Reading, Reading]:
    """The report of 2023 with its figures run together, and that of 2024 with its figures parted."""
    reports = []
    for year, shown in ((2023, now), (2024, then)):
        report = figures.a_report(Random(1), "2021")
        report.year = year
        report.shown.update(dict.fromkeys(report.shown, "0"))
        report.shown.update({f"t2/normative_documents/{column}": number for column, number in shown.items()})
        reports.append(report)
    return read(text.together(reports[0], Random(1))), read(text.LAYOUTS["spaced"](reports[1], Random(1)))


def test_the_report_of_the_next_year_settles_a_run() -> None:
    first, second = years(
        now={"issued": "6", "repealed": "3", "in_force": "605"},
        then={"issued": "88", "repealed": "55", "in_force": "638"},
    )
    cell = "t2/normative_documents/in_force"
    assert first.cells[cell].figure.state is State.AMBIGUOUS
    settled = settled_by_years(first, next_year=second.to_fact())
    assert (settled.cells[cell].figure.value, settled.cells[cell].settled_by) == (605, "t2.stock")


def test_a_report_of_another_year_settles_nothing() -> None:
    first, second = years(
        now={"issued": "6", "repealed": "3", "in_force": "605"},
        then={"issued": "88", "repealed": "55", "in_force": "638"},
    )
    assert settled_by_years(first, last_year=second.to_fact()) == first
    assert settled_by_years(second, next_year=first.to_fact()) == second


def test_the_report_of_the_year_before_settles_a_run_only_as_far_as_its_sum_goes() -> None:
    second, first = years(
        now={"issued": "12", "repealed": "1", "in_force": "31"}, then={"issued": "0", "repealed": "0", "in_force": "0"}
    )
    before = replace(first.to_fact(), year=2022, figures={"t2/normative_documents/in_force": Figure(20)})
    settled = settled_by_years(second, last_year=before)
    row = [settled.cells[f"t2/normative_documents/{column}"] for column in ("issued", "repealed", "in_force")]
    assert [one.figure.value for one in row] == [12, 1, 31]


@pytest.mark.parametrize(("later", "settled"), [(638, 605), (38, None)])
def test_two_years_that_ask_for_different_ways_settle_nothing(later: int, settled: int | None) -> None:
    """63605 is 6, 3, 605 or ends with 5: last year’s 602 asks for 605, a next year of 38 for 5."""
    first, second = years(
        now={"issued": "6", "repealed": "3", "in_force": "605"},
        then={"issued": "88", "repealed": "55", "in_force": str(later)},
    )
    before = replace(first.to_fact(), year=2022, figures={"t2/normative_documents/in_force": Figure(602)})
    both = settled_by_years(first, last_year=before, next_year=second.to_fact())
    assert both.cells["t2/normative_documents/in_force"].figure.value == settled


@pytest.mark.parametrize("between", [" ", "\n"])
def test_columns_named_in_another_order_are_believed_only_where_one_line_names_them(between: str) -> None:
    """Heads that lie come out of a page in any order: 商业企业 printed after 法律服务机构 may be the first of them all the same."""
    report = small(6)
    for column, number in zip(report.form.columns, (0, 1, 2, 3, 4, 5, 15), strict=True):
        closed = int(report.shown[f"t3/closed_total/{column.key}"])
        report.shown[f"t3/carried_in/{column.key}"] = "0"
        report.shown[f"t3/received/{column.key}"] = str(closed + number)
        report.shown[f"t3/carried_out/{column.key}"] = str(number)
    official = ["商业企业", "科研机构", "社会公益组织", "法律服务机构"]
    words = text.LAYOUTS["spaced"](report, Random(6)).replace("\n".join(official), between.join(sorted(official)))
    cells = read(words).cells
    found = [cells[f"t3/carried_out/{key}"] for key in ("enterprise", "research", "public_interest", "legal_services")]
    if between == " ":
        assert [cell.figure.value for cell in found] == [1 + sorted(official).index(word) for word in official]
    else:
        assert {(cell.figure.state, cell.readings) for cell in found} == {(State.AMBIGUOUS, (1, 2, 3, 4, 5))}
    assert cells["t3/carried_out/total"].figure.value == 15


HEAD = "示例区人民政府2024年政府信息公开工作年度报告\n信息内容本年制发件数本年废止件数现行有效件数规章"
FIRST = "一、本年新收政府信息公开申请数量"
HOSTILE = {
    "digits": HEAD + FIRST + "1" * 300_000,
    "titles": HEAD + FIRST + "一、总体" * 60_000,
    "rows of seven digits": HEAD + FIRST + "其他1234567" * 4_000,
    "numbers": HEAD + FIRST + "1 2 3 4 5 6 21 " * 15_000,
    "parts": HEAD + "\n一、总体情况\n" + "公开信息100条，其中A20条，" * 2_000 + "\n" + FIRST + " 1 0 0 0 0 0 1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_soon_and_gives_no_figure_of_a_total_that_is_not_there(name: str) -> None:
    began = time.process_time()
    try:
        found = read(HOSTILE[name])
    except reading.Unreadable:
        found = None
    assert time.process_time() - began < 10
    assert found is None or found.cells["t3/closed_total/total"].figure.value is None


def test_sections_whose_titles_are_lost_are_found_by_what_stands_around_them() -> None:
    words = "\n".join(
        [
            "示例区人民政府2024年政府信息公开工作年度报告",
            "（一）主动公开",
            "围绕公众关切公开政府信息。",
            "二、主动公开政府信息情况",
            "信息内容 本年制发件数 本年废止件数 现行有效件数",
            "规章 0 0 0",
            "三、收到和处理政府信息公开申请情况",
            "一、本年新收政府信息公开申请数量 19 0 0 0 0 0 19",
            "四、政府信息公开行政复议、行政诉讼情况",
            "0 1 0 3 4 0 0 0 0 0 1 0 0 1 2",
            "1、公开形式的便捷性有待加强",
            "运用图表、短视频解读的能力需提升。",
            "（二）改进情况",
            "以下是一些改进措施。",
            "（一）贯彻落实工作要点情况",
            "围绕重点工作公开。",
            "（二）收取信息处理费情况",
            "本年度未收取信息处理费。",
        ]
    )
    found = read(words)
    texts = {section.number: section.text for section in found.sections}
    assert texts[1].startswith("（一）主动公开\n围绕公众关切")
    assert texts[4] == ""
    assert texts[5].startswith("1、公开形式")
    assert texts[6].endswith("本年度未收取信息处理费。")
    assert found.cells["t4/lawsuit_after_reconsideration/total"].figure.value == 2
    (lost,) = [f for f in checks.run(found.to_fact()) if f.code == "structure.section"]
    assert "一、总体情况" in lost.message


def test_a_paragraph_the_page_broke_over_lines_is_one_and_its_numbers_are_claims() -> None:
    report = small(3)
    report.texts[1] = ("本年度按照条例的要求开展各项工作，全区共收到政府信息公\n开申请12件，办结10\n件。",)
    claims = {(claim.kind.value, claim.value) for claim in read(text.LAYOUTS["spaced"](report, Random(1))).claims}
    assert {("received", 12), ("closed", 10)} <= claims
