"""write_texts: the parts of the report that are words, held against its figures."""

from datetime import date

import pytest
from tests.apps.annualreports.years import JANUARY, YEAR, a_report, a_signed_report, last_act
from tests.builders import Desk, a_closed

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport
from gongkai.annualreports.wording import suggested_sentences
from gongkai.law.errors import NotAllowed, NotLawful, Stale


def write(desk: Desk, report: AnnualReport, overview: str = "总体情况。", **more: object) -> AnnualReport:
    texts = {"overview": overview, "problems": "问题。", "other_matters": "无。"}
    return actions.write_texts(report, actor=desk.officer(JANUARY), **texts, **more)  # type: ignore[arg-type]


def test_the_texts_are_kept_and_the_act_is_traced(department: Desk) -> None:
    report = write(department, a_report(department), "  第一段。\n第二段。 ")
    assert queries.report(report.pk).overview == "第一段。\n第二段。"
    assert last_act().verb == "report.written"
    assert last_act().details["version"] == report.version


def test_a_number_that_does_not_match_is_a_finding(department: Desk) -> None:
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = write(department, a_report(department), "本年共收到政府信息公开申请7件。")
    codes = [finding.code for finding in queries.judgement_of(report).findings]
    assert "text.mismatch" in codes


def test_the_sentences_suggested_match_the_tables(department: Desk) -> None:
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = a_report(department)
    sentences = suggested_sentences(report, queries.cells_of(report))
    assert "共收到政府信息公开申请1件，办结1件，结转下年度继续办理0件" in sentences["overview"][0]
    report = actions.write_texts(
        report, actor=department.officer(JANUARY), **{name: "\n".join(told) for name, told in sentences.items()}
    )
    judgement = queries.judgement_of(report)
    assert not [finding for finding in judgement.findings if finding.code.startswith("text.")]
    assert any(held.code == "text.mismatch" for held in judgement.held)


def test_writing_takes_the_signature_away(department: Desk) -> None:
    report = write(department, a_signed_report(department))
    assert (report.state, report.signed_by, report.signed_on) == (AnnualReport.State.COMPILED, None, None)


def test_a_published_report_keeps_its_words(department: Desk) -> None:
    report = actions.publish_report(a_signed_report(department), actor=department.officer(JANUARY), on=JANUARY)
    with pytest.raises(NotLawful):
        write(department, report)


def test_only_a_desk_officer_writes(department: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.write_texts(
            a_report(department), overview="", problems="", other_matters="", actor=department.leader(JANUARY)
        )


def test_the_later_of_two_writers_is_told_and_overwrites_nothing(department: Desk) -> None:
    report = a_report(department)
    write(department, report, "先写的。", seen_version=report.version)
    with pytest.raises(Stale) as refused:
        write(department, report, "后写的。", seen_version=report.version)
    assert "改写了正文" in refused.value.message
    assert queries.report(report.pk).overview == "先写的。"
