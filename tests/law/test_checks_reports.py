"""Reports held against other reports, and against the days of the law."""

from datetime import date

import pytest

from gongkai.law import checks
from gongkai.law.checks import Finding, Unjudged
from gongkai.law.facts import BodyKind, ReportFact, SectionFact
from gongkai.law.figures import Figure, State
from gongkai.law.formats import by_key

KEY = "2021"


def a_report(**cells: int | None) -> ReportFact:
    figures = dict.fromkeys(by_key(KEY).addresses(), Figure(0))
    for name, value in cells.items():
        cell = name.replace("__", "/")
        figures[cell] = Figure(value) if value is not None else Figure(None, State.BLANK)
    return ReportFact(2024, KEY, figures, body="示例区人民政府")


def of_code(judgement: checks.Judgement, code: str) -> list[Finding]:
    return [finding for finding in judgement.findings if finding.code == code]


def unjudged(judgement: checks.Judgement, code: str) -> list[Unjudged]:
    return [one for one in judgement.unjudged if one.code == code]


def child(body: str, year: int = 2024, **cells: int | None) -> ReportFact:
    report = a_report(**cells)
    return ReportFact(year, KEY, report.figures, body=body)


def test_children_that_add_up_are_silent() -> None:
    whole = a_report(t2__licences__decisions=5)
    children = [child("甲局", t2__licences__decisions=2), child("乙局", t2__licences__decisions=3)]
    judgement = checks.judge(whole, children=children)
    assert not of_code(judgement, "aggregate.children")
    held = [one for one in judgement.held if one.code == "aggregate.children"]
    assert len(held) == len(by_key(KEY).addresses())


def test_children_that_are_too_few_are_asked_after_not_blamed() -> None:
    judgement = checks.judge(a_report(t2__licences__decisions=5), children=[child("甲局", t2__licences__decisions=2)])
    (finding,) = of_code(judgement, "aggregate.children")
    assert "可能有单位的报告没有交来" in finding.message
    assert finding.cells == ("t2/licences/decisions",)


def test_children_that_are_more_than_the_whole_are_no_matter_of_coverage() -> None:
    judgement = checks.judge(a_report(t2__licences__decisions=1), children=[child("甲局", t2__licences__decisions=2)])
    (finding,) = of_code(judgement, "aggregate.children")
    assert "没有交来" not in finding.message


@pytest.mark.parametrize(
    ("children", "reason"),
    [
        ([child("甲局"), child("甲局")], "不止一份"),
        ([child("甲局", 2023)], "年度"),
        ([ReportFact(2024, "2019", {}, body="甲局")], "格式"),
    ],
)
def test_children_that_cannot_be_added_up_leave_the_rule_unjudged(children: list[ReportFact], reason: str) -> None:
    (one,) = unjudged(checks.judge(a_report(), children=children), "aggregate.children")
    assert reason in one.reason


def test_a_cell_one_child_lacks_is_not_judged_and_the_others_are() -> None:
    judgement = checks.judge(a_report(), children=[child("甲局", t2__licences__decisions=None)])
    (one,) = unjudged(judgement, "aggregate.children")
    assert one.cells == ("t2/licences/decisions",)


@pytest.mark.parametrize(
    ("kind", "day", "late"),
    [
        (BodyKind.DEPARTMENT, date(2025, 1, 31), False),
        (BodyKind.DEPARTMENT, date(2025, 2, 1), True),
        (BodyKind.GOVERNMENT, date(2025, 3, 31), False),
        (BodyKind.GOVERNMENT, date(2025, 4, 1), True),
        (BodyKind.GOVERNMENT, date(2024, 12, 30), False),
    ],
)
def test_departments_publish_by_31_january_governments_by_31_march(kind: BodyKind, day: date, late: bool) -> None:
    report = ReportFact(2024, KEY, {}, body_kind=kind, published_on=day)
    assert bool(of_code(checks.judge(report), "deadline.published")) is late


def texts(*sentences: str, body: str = "", year: int = 2024) -> ReportFact:
    return ReportFact(year, KEY, {}, body=body, sections=(SectionFact(1, "一、总体情况", "".join(sentences)),))


SAME = [
    f"第{sign}方面持续推进基层政务公开标准化规范化建设并不断完善信息发布审核和保密审查制度机制；"
    for sign in "甲乙丙丁戊己"
]
OTHER = [
    f"{sign}街道办事处全年组织居民代表座谈会听取意见建议并把办理情况逐条反馈给提出人和社区工作者；"
    for sign in "子丑寅卯辰巳"
]


def test_text_taken_over_from_last_year_or_a_sister_is_shown_side_by_side() -> None:
    for at_hand in ({"last_year": texts(*SAME, year=2023)}, {"sisters": [texts(*SAME, body="乙局")]}):
        (finding,) = of_code(checks.judge(texts(*SAME[:5], OTHER[0]), **at_hand), "text.copied")
        assert len(finding.passages) == 6
        assert finding.passages[0].quote == finding.passages[1].quote


def test_text_of_its_own_is_not_called_copied() -> None:
    judgement = checks.judge(texts(*OTHER[:4], *SAME[:2]), last_year=texts(*SAME, year=2023))
    assert not of_code(judgement, "text.copied")


def test_a_period_of_another_year_is_told_and_a_date_that_is_no_period_is_not() -> None:
    wrong = texts("本报告数据的统计期限自2023年1月1日起至12月31日止。")
    assert of_code(checks.judge(wrong), "contents.period")
    right = texts("统计期限为2024年1月1日至2024年12月31日。", "2023年5月1日至2023年6月30日开展了培训。")
    assert not of_code(checks.judge(right), "contents.period")


def test_an_amount_a_thousand_times_last_years_was_printed_in_another_unit() -> None:
    now, before = a_report(t2__charges__amount=52_000_000), a_report(t2__charges__amount=5100)
    before = ReportFact(2023, KEY, before.figures)
    (finding,) = of_code(checks.judge(now, last_year=before), "numbers.unit")
    assert finding.cells == ("t2/charges/amount",)
