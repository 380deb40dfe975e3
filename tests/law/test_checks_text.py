"""Numbers of the text against the tables: the best explanation is told, other measures are left alone."""

import pytest

from gongkai.law import checks
from gongkai.law.checks.narrative import Verdict, explain
from gongkai.law.facts import BodyKind, Claim, ClaimKind, Passage, ReportFact, Scope, SectionFact
from gongkai.law.figures import Figure
from gongkai.law.formats import by_key
from gongkai.reading.model import Paragraph
from gongkai.reading.narrative.claims import claims_of

FIGURES = {
    "t3/received/total": 74,
    "t3/carried_in/total": 1,
    "t3/received/natural_person": 71,
    "t3/carried_in/natural_person": 1,
    "t3/closed_total/total": 75,
    "t3/carried_out/total": 0,
    "t3/granted/total": 40,
    "t3/granted_in_part/total": 2,
    "t2/normative_documents/issued": 77,
    "t2/normative_documents/in_force": 470,
    "t4/reconsideration/upheld": 3,
    "t4/reconsideration/overturned": 1,
    "t4/reconsideration/other_result": 1,
    "t4/reconsideration/pending": 0,
    "t4/reconsideration/total": 5,
    "t4/lawsuit_direct/total": 12,
    "t4/lawsuit_after_reconsideration/total": 2,
    "t4/lawsuit_direct/overturned": 0,
    "t4/lawsuit_after_reconsideration/overturned": 0,
}


def a_report(text: str, body_kind: BodyKind = BodyKind.GOVERNMENT) -> ReportFact:
    figures = {cell: Figure(value) for cell, value in FIGURES.items()}
    claims = tuple(claims_of([Paragraph(text, 0, 1)]))
    return ReportFact(2023, "2021", figures, body_kind=body_kind, claims=claims)


def told(text: str) -> list[tuple[ClaimKind, int, Verdict]]:
    report = a_report(text)
    return [(claim.kind, int(claim.value), explain(claim, report).verdict) for claim in report.claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全区收到政府信息公开申请74件。", [(ClaimKind.RECEIVED, 74, Verdict.AGREES)]),
        ("全区收到政府信息公开申请75件。", [(ClaimKind.RECEIVED, 75, Verdict.EXPLAINED)]),
        ("全区收到政府信息公开申请80件。", [(ClaimKind.RECEIVED, 80, Verdict.MISMATCH)]),
        ("区政府办公室收到政府信息公开申请 32 件。", [(ClaimKind.RECEIVED, 32, Verdict.SCOPE)]),
        ("清理并发布现行有效行政规范性文件393件。", [(ClaimKind.DOCUMENTS_IN_FORCE, 393, Verdict.EXPLAINED)]),
        ("本年度制发行政规范性文件77件。", [(ClaimKind.DOCUMENTS_ISSUED, 77, Verdict.AGREES)]),
        ("今年审核规范性文件 9 件。", [(ClaimKind.OTHER_MEASURE, 9, Verdict.OTHER_MEASURE)]),
        ("政府信息公开行政复议、行政诉讼共19件。", [(ClaimKind.APPEALS, 19, Verdict.AGREES)]),
        (
            "因政府信息公开引发行政诉讼14件，零败诉。",
            [
                (ClaimKind.LAWSUITS, 14, Verdict.AGREES),
                (ClaimKind.LAWSUITS_OVERTURNED, 0, Verdict.AGREES),
            ],
        ),
        (
            "收到依申请公开74件，其中予以公开、部分公开42件。",
            [
                (ClaimKind.RECEIVED, 74, Verdict.AGREES),
                (ClaimKind.GRANTED_OR_IN_PART, 42, Verdict.AGREES),
            ],
        ),
    ],
)
def test_each_number_gets_its_best_explanation(text: str, expected: list[tuple[ClaimKind, int, Verdict]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "办理人大代表建议20件、政协提案15件，政务公开有序推进。",
        "政务公开活动共接收群众咨询160件。",
        "区长信箱受理来信467件，信息公开平台运行平稳。",
        "通过政务公开平台发布信息2000余条。",
        "政府信息公开申请办结率100%。",
        "全市法院审结刑事案件300件。",
    ],
)
def test_what_the_tables_do_not_count_is_no_claim_about_them(text: str) -> None:
    compared = [kind for kind, _, _ in told(text) if kind is not ClaimKind.OTHER_MEASURE]
    assert compared == []


def test_new_plus_carried_is_told_as_a_sum() -> None:
    report = a_report("全区收到政府信息公开申请75件，其中自然人72件。")
    words = [explain(claim, report).words for claim in report.claims]
    assert words == [
        "可以解释为表三本年新收加上年结转75 = 74 + 1",
        "可以解释为表三本年新收加上年结转（自然人）72 = 71 + 1",
    ]


def test_all_upheld_is_contradicted_by_one_that_was_not() -> None:
    report = a_report("因政府信息公开引发的行政复议5件，全部维持。")
    (finding,) = checks.run(report)
    assert finding.code == "text.mismatch"
    assert "结果纠正1" in finding.message


def test_some_upheld_are_not_all_upheld() -> None:
    assert told("因政府信息公开引发的行政复议5件，其中维持3件，纠正1件。") == [
        (ClaimKind.RECONSIDERATIONS, 5, Verdict.AGREES),
        (ClaimKind.RECONSIDERATIONS_UPHELD, 3, Verdict.AGREES),
        (ClaimKind.RECONSIDERATIONS_OVERTURNED, 1, Verdict.AGREES),
    ]


def test_neighbouring_numbers_of_one_office_are_one_finding_that_adds_them_up() -> None:
    (finding,) = checks.run(a_report("区政府办公室收到政府信息公开申请32件，办结27件，5件正在办理中。"))
    assert finding.code == "text.scope"
    assert [sides.left.total for sides in finding.sides] == [32, 27, 5]
    assert "办结27 + 在办5 = 收到32" in finding.message


def test_a_later_sentence_of_the_paragraph_speaks_of_the_same_office() -> None:
    report = a_report("法规室接到政府信息公开申请32件。由此引发的行政复议3件。")
    assert [claim.scope for claim in report.claims] == [Scope.OFFICE, Scope.OFFICE]


def test_an_office_that_is_only_mentioned_is_not_the_one_that_counts() -> None:
    report = a_report("按照省政府办公厅要求，全年收到政府信息公开申请74件。")
    assert [claim.scope for claim in report.claims] == [Scope.UNSAID]


def test_a_department_is_its_own_office() -> None:
    report = a_report("本机关收到政府信息公开申请32件。", BodyKind.DEPARTMENT)
    assert [finding.code for finding in checks.run(report)] == ["text.mismatch"]


def test_a_claim_whose_cells_hold_no_number_is_not_judged() -> None:
    claim = Claim(ClaimKind.CARRIED_IN, 3, Passage("上年结转3件", 1))
    judgement = checks.judge(ReportFact(2023, "2021", {}, claims=(claim,)))
    assert not judgement.findings
    assert [unjudged.code for unjudged in judgement.unjudged] == ["text.mismatch"]


def test_the_quote_of_a_claim_stands_at_its_place_in_the_paragraph() -> None:
    text = "今年法规室共接到政府信息公开申请 32 件，办结 27 件。"
    for claim in claims_of([Paragraph(text, 100, 1)]):
        assert text[claim.place.start - 100 : claim.place.end - 100] == claim.quote


def test_a_government_without_assessment_is_told_what_is_missing_and_a_department_is_not() -> None:
    sections = tuple(
        SectionFact(number, title, "本年度未收取信息处理费。")
        for number, title in enumerate(by_key("2021").section_titles, 1)
    )
    government = ReportFact(2024, "2021", {}, sections=sections)
    department = ReportFact(2024, "2021", {}, sections=sections, body_kind=BodyKind.DEPARTMENT)
    assert [finding.code for finding in checks.run(government)] == ["contents.missing"]
    assert not checks.run(department)


def test_fees_are_asked_for_since_2021_only() -> None:
    def report(key: str, year: int) -> ReportFact:
        titles = enumerate(by_key(key).section_titles, 1)
        sections = tuple(SectionFact(number, title, "无") for number, title in titles)
        return ReportFact(year, key, {}, sections=sections, body_kind=BodyKind.DEPARTMENT)

    assert not checks.run(report("2019", 2020))
    (finding,) = checks.run(report("2021", 2021))
    assert "信息处理费" in finding.message


def test_without_text_nothing_is_said_about_contents() -> None:
    assert not checks.run(ReportFact(2024, "2021", {}))
