"""指定经办人: one of the agency's desk officers that day."""

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    is_refused_to_others,
    is_refused_when_stale,
    refusal,
    trace_of,
)
from tests.builders import BUILDER, Desk, a_person

from gongkai.agencies.actions import end_post
from gongkai.applications.actions import assign_officer
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


@pytest.fixture
def assign(desk):
    second, _ = a_person(desk.agency, "desk_officer", name="赵晴")

    def act(application, *, actor, on=None, officer=second, **changes):
        return assign_officer(application, officer, actor=actor, **changes)

    return act


def test_the_case_changes_hands(desk, application, assign):
    assert application.officer == desk.person("desk_officer")
    assert assign(application, actor=desk.officer(NEXT)).officer.name == "赵晴"


def test_the_trace_names_who_handles_it_now(desk, application, assign):
    trace = trace_of(assign(application, actor=desk.officer(NEXT)))
    assert (trace.verb, trace.on, trace.details["officer"]) == ("application.assigned", NEXT, "赵晴")


def test_nobody_else_can_be_given_a_case(desk, application, assign):
    former, post = a_person(desk.agency, "desk_officer")
    end_post(post, until=RECEIVED, actor=BUILDER)
    for person in (desk.person("leader"), Desk().person("desk_officer"), former):
        said = refusal(
            NotAcceptable,
            lambda: assign(application, actor=desk.officer(NEXT), officer=person),  # noqa: B023
            "officer.not_here",
            "officer",
        )
        assert person.name in said.message


def test_only_a_desk_officer_of_the_agency_assigns(desk, application, assign):
    is_refused_to_others(desk, application, assign, allowed={"desk_officer"})


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application, assign):
    assert application.version < LATER.year
    is_refused_when_stale(desk, application, assign)
