"""Rules and normative documents of table 2: counted from the register at the compilation, whatever returns say."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.annualreports.years import JANUARY, YEAR, a_document, a_report, a_return, a_signed_report, repeal, value
from tests.builders import Desk

from gongkai.agencies.actions import set_rules
from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport, DeclaredReturn
from gongkai.annualreports.wording import suggested_sentences
from gongkai.law.errors import NotAcceptable
from gongkai.law.figures import Origin

ISSUED, REPEALED, IN_FORCE = (f"t2/normative_documents/{column}" for column in ("issued", "repealed", "in_force"))


def test_issued_repealed_and_in_force_come_from_the_register(department: Desk) -> None:
    old = a_document(department, date(2019, 5, 6), 1)
    new, kept = a_document(department, date(YEAR, 3, 1), 2), a_document(department, date(2018, 7, 1), 3)
    a_document(department, date(YEAR, 4, 1), 4, kind="other")
    repeal(department, old, date(YEAR, 6, 1))
    report = a_report(department)
    assert [value(report, cell) for cell in (ISSUED, REPEALED, IN_FORCE)] == [1, 1, 2]
    assert {queries.cells_of(report)[cell].origin for cell in (ISSUED, REPEALED, IN_FORCE)} == {Origin.COUNTED}
    assert queries.sources_of(report, ISSUED) == (f"normativedocument:{new.pk}",)
    assert queries.sources_of(report, REPEALED) == (f"normativedocument:{old.pk}",)
    assert set(queries.sources_of(report, IN_FORCE)) == {f"normativedocument:{found.pk}" for found in (new, kept)}


def test_a_joint_document_is_counted_once_with_the_agency_that_registered_it(district: Desk, department: Desk) -> None:
    a_document(district, date(YEAR, 3, 1), 1, joint=[department.agency])
    assert value(a_report(district), ISSUED) == 1
    assert value(a_report(department), ISSUED) == 0


def test_the_older_format_counts_made_disclosed_and_all(department: Desk) -> None:
    a_document(department, date(2020, 3, 1), 1, disclosed_on=date(2020, 3, 5))
    a_document(department, date(2020, 12, 30), 2, disclosed_on=date(2021, 1, 4))
    ended = a_document(department, date(2017, 3, 1), 3, disclosed_on=date(2020, 6, 1))
    repeal(department, ended, date(2020, 9, 1))
    january = date(2021, 1, 20)
    cells = [f"t2/normative_documents/{column}" for column in ("made", "newly_disclosed", "disclosed_total")]
    report = a_report(department, 2020, on=january)
    assert [value(report, cell) for cell in cells] == [2, 2, 1]
    set_rules(department.agency, actor=department.leader(january), counting_documents_total="all")
    again = a_report(department, 2020, on=january)
    assert [value(again, cell) for cell in cells] == [2, 2, 2]
    assert ("规范性文件对外公开总数的范围", "公开过的全部，包括已经失效的") in queries.basis_in_words(again)


def test_the_day_of_effect_counts_where_the_agency_says_so(department: Desk) -> None:
    a_document(department, date(YEAR, 12, 20), 1, effective_on=date(YEAR + 1, 2, 1))
    assert value(a_report(department), ISSUED) == 1
    set_rules(department.agency, actor=department.leader(JANUARY), counting_documents_from="effective")
    report = a_report(department)
    assert (value(report, ISSUED), value(report, IN_FORCE)) == (0, 0)
    assert report.counting_basis["documents_from"] == "effective"
    assert ("规范性文件制发以何日计", "施行之日") in queries.basis_in_words(report)
    assert "规范性文件对外公开总数的范围" not in dict(
        queries.basis_in_words(report)
    )  # the newer format has no such column


def test_what_an_old_signed_return_said_of_documents_is_passed_over(department: Desk) -> None:
    signed = a_return(department, licences__decisions="3")
    DeclaredReturn.objects.filter(pk=signed.pk).update(figures={**signed.figures, ISSUED: "77", IN_FORCE: "470"})
    report = a_report(department)
    assert (value(report, ISSUED), value(report, IN_FORCE), value(report, "t2/licences/decisions")) == (0, 0, 3)


def test_a_return_cannot_declare_what_is_counted(department: Desk) -> None:
    told = {ISSUED: "5", "t2/licences/decisions": "1"}
    draft = actions.declare_return(
        department.agency, YEAR, told, actor=department.actor("contact", JANUARY), complete=False
    )
    assert draft.figures == {"t2/licences/decisions": "1"}


def test_a_report_of_before_the_register_keeps_its_declared_figures_and_says_nothing_of_a_basis(
    department: Desk,
) -> None:
    report = a_report(department)
    old = {name: told for name, told in report.counting_basis.items() if not name.startswith("documents")}
    AnnualReport.objects.filter(pk=report.pk).update(counting_basis=old)
    report = queries.report(report.pk)
    assert len(queries.basis_in_words(report)) == 5
    assert queries.judgement_of(report) is not None


def test_a_counted_cell_of_table_two_may_be_corrected_by_a_leader(department: Desk) -> None:
    document = a_document(department, date(YEAR, 3, 1), 1)
    report = actions.correct_figure(
        a_report(department), ISSUED, "2", "还有一件没有登记", actor=department.leader(JANUARY)
    )
    assert (value(report, ISSUED), queries.cells_of(report)[ISSUED].origin) == (2, Origin.DECLARED)
    assert queries.sources_of(report, ISSUED)[1:] == (f"normativedocument:{document.pk}",)
    with pytest.raises(NotAcceptable) as refused:
        actions.correct_figure(report, "t2/licences/decisions", "2", "改", actor=department.leader(JANUARY))
    assert refused.value.code == "correction.not_a_leaf"


def test_the_stock_is_held_against_last_years_report_and_needs_no_remark(department: Desk) -> None:
    old = a_document(department, date(2019, 5, 6), 1)
    a_document(department, date(2021, 5, 6), 2)
    a_signed_report(department, 2021, on=date(2022, 1, 20))
    repeal(department, old, date(YEAR, 6, 1))
    judgement = queries.judgement_of(a_report(department))
    assert not [finding for finding in judgement.findings if finding.code == "t2.stock"]
    assert "t2.stock" in {held.code for held in judgement.held}


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2020, "新制作规范性文件1件，新公开1件，对外公开总数1件。"),
        (YEAR, "制发规范性文件1件，废止0件，现行有效1件。"),
    ],
)
def test_the_sentence_offered_for_the_text_says_what_the_table_says(department: Desk, year: int, told: str) -> None:
    a_document(department, date(year, 3, 1), 1, disclosed_on=date(year, 3, 2))
    january = date(year + 1, 1, 20)
    report = a_report(department, year, on=january)
    offered = suggested_sentences(report, queries.cells_of(report))["overview"]
    assert told in offered
    report = actions.write_texts(
        report, overview=told, problems="无", other_matters="无", actor=department.officer(january)
    )
    wrong = [finding for finding in queries.judgement_of(report).findings if finding.code.startswith("text.")]
    assert not [finding for finding in wrong if "规范性文件" in finding.message]


def test_queries_do_not_grow_with_the_documents(department: Desk) -> None:
    def queries_of_compiling() -> int:
        with CaptureQueriesContext(connection) as captured:
            a_report(department)
        return len(captured)

    a_document(department, date(YEAR, 3, 1), 1)
    a_report(department)
    few = queries_of_compiling()
    for number in range(2, 8):
        repeal(department, a_document(department, date(YEAR, 4, number), number), date(YEAR, 9, 1))
    assert queries_of_compiling() == few
