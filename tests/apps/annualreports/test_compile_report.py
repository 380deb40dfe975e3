"""compile_report: every figure from records, with as many sources as it counts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.annualreports.years import JANUARY, YEAR, a_report, a_return, a_signed_report, last_act, value
from tests.builders import Desk, a_closed, an_application

from gongkai.agencies.actions import set_rules
from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport
from gongkai.applications import actions as applications
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.law.facts import ApplicantKind
from gongkai.law.figures import Origin


def a_year(desk: Desk, year: int = YEAR) -> None:
    """One carried in, two received: one refused and one carried out."""
    a_closed(desk, received_on=date(year - 1, 12, 20), closed_on=date(year, 1, 10))
    a_closed(desk, received_on=date(year, 3, 1), closed_on=date(year, 3, 10), outcome="refused.internal_affairs")
    an_application(desk, received_on=date(year, 12, 26), applicant_kind=ApplicantKind.ENTERPRISE, name="青川建材公司")


def test_what_was_carried_in_received_closed_and_carried_out_is_counted(department: Desk) -> None:
    a_year(department)
    report = a_report(department)
    assert value(report, "t3/carried_in/natural_person") == 1
    assert value(report, "t3/received/natural_person") == 1
    assert value(report, "t3/received/enterprise") == 1
    assert value(report, "t3/granted/natural_person") == 1
    assert value(report, "t3/refused.internal_affairs/total") == 1
    assert value(report, "t3/closed_total/total") == 2
    assert value(report, "t3/carried_out/enterprise") == 1
    assert report.state == AnnualReport.State.COMPILED


def test_a_counted_cell_has_as_many_sources_as_its_value(department: Desk) -> None:
    a_year(department)
    report = a_report(department)
    cells = queries.cells_of(report)
    counted = {cell: found for cell, found in cells.items() if found.origin is Origin.COUNTED}
    assert any(found.value for found in counted.values())
    for cell, found in counted.items():
        sources = queries.sources_of(report, cell)
        assert len(sources) == len(set(sources)) == found.count == found.value, cell


def test_every_cell_of_the_form_is_stored_once(department: Desk) -> None:
    report = a_report(department)
    assert tuple(queries.cells_of(report)) == queries.format_of(report).addresses()


def test_the_act_is_traced_with_its_scope(department: Desk) -> None:
    report = a_report(department)
    entry = last_act()
    assert (entry.verb, entry.subject) == ("report.compiled", f"annualreport:{report.pk}")
    assert entry.details["scope"] == "with_below"
    assert entry.details["dropped"] == []
    assert "第五十条" in entry.ground


def test_compiling_twice_gives_one_report_with_the_newer_figures(department: Desk) -> None:
    first = a_report(department)
    assert value(first, "t3/received/total") == 0
    an_application(department, received_on=date(YEAR, 5, 5))
    second = a_report(department)
    assert second.pk == first.pk
    assert second.version == first.version + 1
    assert value(second, "t3/received/total") == 1


def test_compiling_again_takes_the_signature_away(department: Desk) -> None:
    signed = a_signed_report(department)
    assert signed.state == AnnualReport.State.SIGNED
    again = a_report(department)
    assert again.state == AnnualReport.State.COMPILED
    assert again.signed_by is None
    assert again.signed_on is None


def test_with_those_below_counts_theirs_and_alone_does_not(district: Desk, department: Desk) -> None:
    an_application(district, received_on=date(YEAR, 2, 2))
    an_application(department, received_on=date(YEAR, 2, 3))
    whole, own = a_report(district), a_report(district, scope="alone")
    assert value(whole, "t3/received/total") == 2
    assert value(own, "t3/received/total") == 1
    assert (whole.agencies_counted, own.agencies_counted) == (2, 1)


def test_a_department_does_not_count_the_district(district: Desk, department: Desk) -> None:
    an_application(district, received_on=date(YEAR, 2, 2))
    assert value(a_report(department), "t3/received/total") == 0


@pytest.mark.parametrize(("year", "key", "row"), [(2020, "2019", "otherwise"), (2021, "2021", "otherwise.other")])
def test_the_year_chooses_the_format(department: Desk, year: int, key: str, row: str) -> None:
    application = an_application(department, received_on=date(year, 3, 1))
    applications.withdraw_application(
        application, actor=department.officer(date(year, 3, 2)), on=date(year, 3, 2), reason="不需要了"
    )
    report = a_report(department, year, on=date(year + 1, 1, 20))
    assert report.format_key == key
    assert value(report, f"t3/{row}/total") == 1


def test_the_counting_basis_decides_the_year_and_is_kept_with_the_report(department: Desk) -> None:
    application = an_application(department, received_on=date(YEAR, 12, 20))
    applications.request_supplement(
        application,
        items=["写明文号"],
        reply_by=date(YEAR + 1, 1, 12),
        actor=department.officer(date(YEAR, 12, 22)),
        on=date(YEAR, 12, 22),
    )
    after = date(YEAR + 1, 1, 5)
    applications.receive_supplement(
        application, text="文号是青政〔2020〕1号", actor=department.officer(after), on=after
    )
    assert value(a_report(department), "t3/received/total") == 1
    set_rules(department.agency, actor=department.leader(JANUARY), counting_received="supplement")
    report = a_report(department)
    assert value(report, "t3/received/total") == 0
    assert report.counting_basis["received"] == "supplement"
    assert ("本年新收以何日计", "收到补正之日") in queries.basis_in_words(report)


def test_table_two_adds_up_the_signed_returns_and_keeps_them_as_sources(district: Desk, department: Desk) -> None:
    own = a_return(district, licences__decisions="1,200")
    theirs = a_return(department, licences__decisions="34")
    report = a_report(district)
    cell = queries.cells_of(report)["t2/licences/decisions"]
    assert (cell.value, cell.origin) == (1234, Origin.DECLARED)
    assert set(queries.sources_of(report, "t2/licences/decisions")) == {
        f"declaredreturn:{own.pk}",
        f"declaredreturn:{theirs.pk}",
    }


def test_a_draft_return_is_not_counted(department: Desk) -> None:
    actions.declare_return(
        department.agency,
        YEAR,
        {"t2/licences/decisions": "9"},
        actor=department.actor("contact", JANUARY),
        complete=False,
    )
    assert value(a_report(department), "t2/licences/decisions") == 0


def test_what_was_carried_in_is_held_against_last_years_report(department: Desk) -> None:
    an_application(department, received_on=date(YEAR - 1, 12, 26))
    a_report(department, YEAR - 1, on=date(YEAR, 1, 20))
    report = a_report(department)
    assert value(report, "t3/carried_in/total") == 1
    assert not queries.judgement_of(report).errors
    # A case found in a drawer after last year was compiled: the carried-over numbers no longer meet.
    an_application(department, received_on=date(YEAR - 1, 12, 27))
    findings = queries.judgement_of(a_report(department)).errors
    assert {finding.code for finding in findings} == {"carry_over.last_year"}


def test_a_published_report_cannot_be_compiled_again(department: Desk) -> None:
    report = a_signed_report(department)
    actions.publish_report(report, actor=department.officer(JANUARY), on=JANUARY)
    with pytest.raises(NotLawful) as refused:
        a_report(department)
    assert refused.value.code == "report.frozen"


@pytest.mark.parametrize("duty", ["leader", "contact", "auditor", "keeper"])
def test_only_a_desk_officer_compiles(department: Desk, duty: str) -> None:
    with pytest.raises(NotAllowed):
        actions.compile_report(department.agency, YEAR, actor=department.actor(duty, JANUARY))
    assert not AnnualReport.objects.exists()


def test_another_agencys_officer_does_not_compile(district: Desk, department: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.compile_report(department.agency, YEAR, actor=district.officer(JANUARY))


@pytest.mark.parametrize("year", [2018, 2024])
def test_a_year_without_a_format_or_still_to_come_is_refused(department: Desk, year: int) -> None:
    with pytest.raises(NotAcceptable) as refused:
        a_report(department, year)
    assert refused.value.field == "year"


def test_whoever_read_an_older_version_is_told_what_happened(department: Desk) -> None:
    seen = a_report(department).version
    a_report(department)
    with pytest.raises(Stale) as refused:
        actions.compile_report(department.agency, YEAR, actor=department.officer(JANUARY), seen_version=seen)
    assert "汇编了报告" in refused.value.message


def test_queries_do_not_grow_with_the_cases(department: Desk) -> None:
    def queries_of_compiling() -> int:
        with CaptureQueriesContext(connection) as captured:
            a_report(department)
        return len(captured)

    a_report(department)
    few = queries_of_compiling()
    for day in range(1, 9):
        an_application(department, received_on=date(YEAR, 4, day))
    assert queries_of_compiling() == few
