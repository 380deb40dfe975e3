"""设立机关: a tree whose paths tell who is below whom; the first office is the disclosure office (art. 4)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.agencies.watching import refusal
from tests.builders import BUILDER, an_agency, at

from gongkai.agencies.actions import found_agency
from gongkai.agencies.models import Office
from gongkai.agencies.queries import disclosure_office, root, with_all_below
from gongkai.audit.actors import the_public
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAllowed

DAY = date(2020, 4, 13)
FIELDS = {
    "code": "900",
    "name": "青川区某局",
    "short_name": "某局",
    "mark": "青某公开",
    "kind": "department",
    "address": "人民路1号",
    "phone": "0000-1",
    "hours": "工作日",
    "review_organ": "青川区人民政府",
    "court": "青川区人民法院",
}


def test_the_path_tells_who_stands_above(district, department):
    below = an_agency(parent=department.agency)
    assert district.agency.path == f"{district.agency.pk}/"
    assert below.path == f"{district.agency.pk}/{department.agency.pk}/{below.pk}/"


def test_all_below_are_found_and_the_neighbours_are_not(district, department, neighbour):
    below = an_agency(parent=department.agency)
    assert set(with_all_below(department.agency)) == {department.agency, below}
    assert set(with_all_below(district.agency)) == {district.agency, department.agency, neighbour.agency, below}
    assert root() == district.agency


def test_the_first_office_is_the_disclosure_office(district):
    agency = found_agency(parent=district.agency, actor=BUILDER, offices=("公开科", "办公室"), **FIELDS)
    assert disclosure_office(agency).name == "公开科"
    assert agency.offices.count() == 2


def test_the_database_itself_holds_one_disclosure_office_an_agency(department):
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(agency=department.agency, name="另一科", is_disclosure_office=True)


def test_the_trace_names_the_agency(district):
    agency = found_agency(parent=district.agency, actor=BUILDER, **FIELDS)
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject, entry.details) == (
        "agency.founded",
        f"agency:{agency.pk}",
        {"name": "青川区某局"},
    )


def test_a_keeper_founds_below_their_own_agency_and_nowhere_else(district, department, neighbour):
    keeper = department.actor("keeper", DAY)
    assert found_agency(parent=department.agency, actor=keeper, **FIELDS).parent == department.agency
    for parent in (neighbour.agency, district.agency, None):
        refusal(
            NotAllowed,
            lambda: found_agency(parent=parent, actor=keeper, **{**FIELDS, "code": "901", "name": "x"}),  # noqa: B023
            "agency.not_keeper",
        )


@pytest.mark.parametrize("duty", ["desk_officer", "leader", "reviewer", "contact", "auditor"])
def test_no_other_duty_founds_agencies(district, duty):
    actor = district.actor(duty, DAY)
    refusal(NotAllowed, lambda: found_agency(parent=district.agency, actor=actor, **FIELDS), "agency.not_keeper")


def test_a_citizen_founds_nothing(district):
    for parent in (district.agency, None):
        refusal(
            NotAllowed,
            lambda: found_agency(parent=parent, actor=the_public(at(DAY)), **FIELDS),  # noqa: B023
            "agency.not_keeper",
        )
