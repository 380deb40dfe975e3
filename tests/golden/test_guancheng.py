"""The published report of a real district for 2020: every cell, and the defects it is known for."""

import json
from pathlib import Path

import pytest

from gongkai import reading
from gongkai.law import checks
from gongkai.law.checks import Finding, Level
from gongkai.law.checks.narrative import Verdict, explain
from gongkai.law.facts import ClaimKind
from gongkai.law.figures import State
from gongkai.reading.model import Reading

REPORTS = Path(__file__).resolve().parents[2].parent / "shared" / "reports"
FILE = REPORTS / "guancheng-2020.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILE.exists(), reason="../shared/reports is not here: the published report is not read"),
]


@pytest.fixture(scope="module")
def report() -> Reading:
    (found,) = reading.read(FILE)
    return found


@pytest.fixture(scope="module")
def judgement(report: Reading) -> checks.Judgement:
    return checks.judge(report.to_fact())


def of_code(judgement: checks.Judgement, code: str) -> list[Finding]:
    return [finding for finding in judgement.findings if finding.code == code]


def test_all_198_cells_are_exact(report: Reading) -> None:
    expected = json.loads((REPORTS / "expected" / "guancheng-2020.json").read_text(encoding="utf-8"))["cells"]
    assert {cell: one.figure.value for cell, one in report.cells.items()} == expected
    assert report.count(State.READ) == 198


def test_body_year_and_format_are_read(report: Reading) -> None:
    assert (report.body, report.year, report.format_key) == ("管城回族区人民政府", 2020, "2019")
    assert report.units == {"t2/procurement/amount": "万元"}


def test_all_sums_hold_and_nothing_is_left_unjudged(judgement: checks.Judgement) -> None:
    assert not judgement.errors
    assert not judgement.unjudged
    assert len(judgement.held) == 44  # the equations, one total of the text with its parts, the day of publication


def test_every_finding_is_a_warning(judgement: checks.Judgement) -> None:
    assert {finding.level for finding in judgement.findings} == {Level.WARNING}


def test_applications_of_the_text_are_those_of_one_office(judgement: checks.Judgement) -> None:
    finding = next(f for f in of_code(judgement, "text.scope") if "申请" in f.place)
    assert [(sides.left.total, sides.right.total) for sides in finding.sides] == [(32, 110), (27, 108), (5, 2)]
    assert "办结27 + 在办5 = 收到32" in finding.message
    assert "法规室" in finding.message


def test_three_reviews_all_upheld_stand_against_five_of_which_one_was_overturned(judgement: checks.Judgement) -> None:
    finding = next(f for f in of_code(judgement, "text.scope") if f.place.endswith("行政复议"))
    assert finding.sides[0].left.total == 3
    assert finding.sides[0].right.total == 5
    assert "结果维持3、结果纠正1、其他结果1" in finding.message


def test_three_suits_pending_stand_against_fourteen_of_which_two_are(judgement: checks.Judgement) -> None:
    finding = next(f for f in of_code(judgement, "text.scope") if f.place.endswith("行政诉讼"))
    assert finding.sides[0].right.total == 14
    assert finding.sides[1].left.total == 2


def test_what_art_50_asks_of_governments_and_section_six_are_missing(judgement: checks.Judgement) -> None:
    assessment, six = of_code(judgement, "contents.missing")
    assert "工作考核、社会评议、责任追究" in assessment.message
    assert "第六部分" in six.place


def test_a_second_numbering_inside_the_first_section_is_told(judgement: checks.Judgement) -> None:
    (finding,) = of_code(judgement, "structure.numbering")
    assert [passage.quote for passage in finding.passages] == ["一、重点工作开展情况"]


def test_separators_spaces_and_brackets_are_told(judgement: checks.Judgement) -> None:
    (form,) = of_code(judgement, "numbers.form")
    assert {
        "t2/licences/decisions",
        "t2/penalties/items_last_year",
        "t2/procurement/amount",
        "t2/charges/items_change",
    } <= set(form.cells)
    (brackets,) = of_code(judgement, "numbers.document_number")
    assert "【 2020 】 7 号" in brackets.message


def test_review_of_documents_is_another_measure_than_their_issue(report: Reading) -> None:
    fact = report.to_fact()
    other = [claim for claim in report.claims if claim.kind is ClaimKind.OTHER_MEASURE]
    assert [claim.value for claim in other] == [9]
    assert explain(other[0], fact).verdict is Verdict.OTHER_MEASURE
    assert not [claim for claim in report.claims if claim.kind is ClaimKind.DOCUMENTS_ISSUED]
