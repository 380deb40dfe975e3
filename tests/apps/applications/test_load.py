"""Who has how much on the desk: by officer, by office, by agency."""

from datetime import date

import pytest
from tests.builders import BUILDER, Desk, a_submission, an_application

from gongkai.agencies import actions as agencies
from gongkai.agencies.models import Office
from gongkai.applications import actions, queries

pytestmark = pytest.mark.django_db
TODAY = date(2020, 6, 30)


def test_open_and_late_cases_are_added_up_by_office() -> None:
    desk = Desk()
    other = Office.objects.create(agency=desk.agency, name="法规科")
    officer = agencies.enrol_person(username="faguike", name="许文", actor=BUILDER)
    agencies.appoint(
        officer, agency=desk.agency, duty="desk_officer", since=date(2019, 1, 1), actor=BUILDER, office=other
    )
    an_application(desk, received_on=date(2020, 3, 2))
    moved = an_application(desk, received_on=date(2020, 6, 29))
    actions.assign_officer(moved, officer, actor=desk.officer(TODAY))
    a_submission(desk, on=date(2020, 6, 29))

    by_office = queries.load_by_office(queries.load_by_officer(desk.agency.pk, TODAY))

    assert by_office == [
        {"office": "办公室", "open": 1, "late": 1},
        {"office": "法规科", "open": 1, "late": 0},
        {"office": "", "open": 1, "late": 0},
    ]


def test_an_agency_without_open_cases_is_not_listed() -> None:
    busy, calm = Desk(), Desk()
    an_application(busy, received_on=date(2020, 6, 1))
    assert [row["name"] for row in queries.load_by_agency(busy.agency.path, TODAY)] == [busy.agency.name]
    assert not queries.load_by_agency(calm.agency.path, TODAY)
