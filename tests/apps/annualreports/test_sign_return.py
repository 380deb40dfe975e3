"""sign_return: the draft becomes the agency's declared figures; what it replaces stays."""

from datetime import date

import pytest
from tests.apps.annualreports.years import JANUARY, YEAR, a_return, filled, last_act
from tests.builders import Desk

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import DeclaredReturn
from gongkai.law.errors import NotAcceptable, NotAllowed, Stale

State = DeclaredReturn.State


def test_the_leader_signs_what_the_contact_filled_in(department: Desk) -> None:
    signed = a_return(department, licences__decisions="12")
    assert (signed.state, signed.signed_on) == (State.SIGNED, JANUARY)
    assert signed.signed_by == department.person("leader")
    entry = last_act()
    assert (entry.verb, entry.on, entry.details["replaced"]) == ("return.signed", JANUARY, None)


def test_a_correction_replaces_and_both_stay(department: Desk) -> None:
    first = a_return(department, licences__decisions="12")
    second = a_return(department, licences__decisions="13", reason="漏了一件")
    first.refresh_from_db()
    assert first.state == State.REPLACED
    assert first.figures["t2/licences/decisions"] == "12"
    assert queries.return_of(department.agency.pk, YEAR) == second
    assert last_act().details["replaced"] == first.pk
    assert last_act().details["reason"] == "漏了一件"
    assert [found.pk for found in queries.returns_of(department.agency.pk, YEAR)] == [second.pk, first.pk]


def test_nobody_signs_what_they_filled_in_themselves(department: Desk) -> None:
    actor = department.actor("contact", JANUARY)
    actions.declare_return(department.agency, YEAR, filled(), actor=actor)
    DeclaredReturn.objects.update(filled_in_by=department.person("leader"))
    with pytest.raises(NotAllowed) as refused:
        actions.sign_return(department.agency, YEAR, actor=department.leader(JANUARY), on=JANUARY)
    assert refused.value.code == "return.own"


@pytest.mark.parametrize("duty", ["contact", "desk_officer", "auditor"])
def test_only_a_leader_or_reviewer_signs(department: Desk, duty: str) -> None:
    actions.declare_return(department.agency, YEAR, filled(), actor=department.actor("contact", JANUARY))
    with pytest.raises(NotAllowed):
        actions.sign_return(department.agency, YEAR, actor=department.actor(duty, JANUARY), on=JANUARY)


def test_nothing_is_signed_where_nothing_was_filled_in(department: Desk) -> None:
    with pytest.raises(NotAcceptable) as refused:
        actions.sign_return(department.agency, YEAR, actor=department.leader(JANUARY), on=JANUARY)
    assert refused.value.code == "return.none"


def test_an_unfinished_draft_is_not_signed(department: Desk) -> None:
    contact = department.actor("contact", JANUARY)
    actions.declare_return(department.agency, YEAR, {"t2/licences/decisions": "7"}, actor=contact, complete=False)
    with pytest.raises(NotAcceptable) as refused:
        actions.sign_return(department.agency, YEAR, actor=department.leader(JANUARY), on=JANUARY)
    assert (refused.value.code, refused.value.field) == ("return.unfinished", "t2/penalties/decisions")


@pytest.mark.parametrize("on", [date(YEAR, 12, 31), date(2023, 1, 21)])
def test_a_year_is_signed_after_it_and_not_in_the_future(department: Desk, on: date) -> None:
    actions.declare_return(department.agency, YEAR, filled(), actor=department.actor("contact", JANUARY))
    with pytest.raises(NotAcceptable):
        actions.sign_return(department.agency, YEAR, actor=department.leader(JANUARY), on=on)


def test_the_leader_signs_only_what_they_looked_at(department: Desk) -> None:
    contact = department.actor("contact", JANUARY)
    seen = actions.declare_return(department.agency, YEAR, filled(), actor=contact).version
    actions.declare_return(department.agency, YEAR, filled(licences__decisions="9"), actor=contact)
    with pytest.raises(Stale):
        actions.sign_return(department.agency, YEAR, actor=department.leader(JANUARY), on=JANUARY, seen_version=seen)


def test_the_board_says_who_has_declared(district: Desk, department: Desk) -> None:
    a_return(department)
    actions.declare_return(department.agency, YEAR, filled(), actor=department.actor("contact", JANUARY), reason="更正")
    states = {line.agency.code: line.state for line in queries.returns_board(district.agency, YEAR)}
    assert states == {"001": "", "013": "correcting"}
