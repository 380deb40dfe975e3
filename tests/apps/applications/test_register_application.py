"""登记申请 that came on paper, at the counter, by voice or fax (art. 29, 31, 45)."""

from datetime import date

import pytest
from tests.apps.applications.watching import LATER, NEXT, RECEIVED, events_of, refusal, trace_of
from tests.apps.files.samples import EXE, JPG, PDF
from tests.builders import Desk, details

from gongkai.applications.actions import register_application
from gongkai.applications.models import Channel
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.law.stages import Stage


def register(desk, *, on: date = RECEIVED, actor=None, **changes):
    told = {"channel": "in_person", "arrived_on": RECEIVED, **changes}
    return register_application(desk.agency, details(), actor=actor or desk.officer(on), **told).application


@pytest.mark.parametrize(
    ("channel", "told", "received_on"),
    [
        ("in_person", {}, RECEIVED),
        ("oral", {"filled_in_by": "王敏"}, RECEIVED),
        ("signed_mail", {"signed_by": "门卫"}, RECEIVED),
        ("ordinary_mail", {}, None),
        ("fax", {}, None),
        ("online", {}, None),
        ("ordinary_mail", {"confirmed_on": NEXT}, NEXT),
        ("fax", {"confirmed_on": NEXT}, NEXT),
        ("online", {"confirmed_on": NEXT}, NEXT),
        ("in_person", {"confirmed_on": NEXT}, RECEIVED),
        ("signed_mail", {"confirmed_on": NEXT}, RECEIVED),
    ],
)
def test_the_channel_decides_which_day_counts_as_received(desk, channel, told, received_on):
    application = register(desk, on=NEXT, channel=channel, **told)
    assert application.received_on == received_on
    assert application.stage == (Stage.HANDLING if received_on else Stage.SUBMITTED)
    assert (application.due_on is None) == (received_on is None)


def test_every_channel_of_the_form_can_be_registered(desk):
    for channel in Channel.values:
        assert register(desk, channel=channel, filled_in_by="王敏").channel == channel


def test_a_late_entry_stays_visible(desk):
    application = register(desk, on=LATER)
    assert (application.arrived_on, application.registered_on) == (RECEIVED, LATER)
    assert application.received_on == RECEIVED
    trace = trace_of(application)
    assert (trace.on, trace.at.date()) == (RECEIVED, LATER)


def test_it_is_numbered_in_the_year_it_was_registered(desk):
    application = register(desk, on=date(2021, 1, 4), arrived_on=date(2020, 12, 31))
    assert (application.number, application.received_on) == ("〔2021〕1号", date(2020, 12, 31))


def test_the_officer_who_registers_handles_it(desk):
    assert register(desk).officer == desk.person("desk_officer")


def test_an_oral_application_says_who_filled_it_in(desk):
    refusal(
        NotAcceptable, lambda: register(desk, channel="oral", filled_in_by=" "), "oral.filled_in_by", "filled_in_by"
    )
    assert register(desk, channel="oral", filled_in_by=" 王敏 ").filled_in_by == "王敏"


@pytest.mark.parametrize("channel", ["", "pigeon"])
def test_a_channel_is_chosen_from_those_there_are(desk, channel):
    refusal(NotAcceptable, lambda: register(desk, channel=channel), "application.channel", "channel")


def test_the_scan_of_the_envelope_lies_apart_from_the_application(desk):
    application = register(desk, channel="signed_mail", envelope=[("信封.jpg", JPG)], files=[("申请书.pdf", PDF)])
    assert list(application.attachments.values_list("role", "file__name")) == [
        ("envelope", "信封.jpg"),
        ("application", "申请书.pdf"),
    ]


def test_an_envelope_that_cannot_be_taken_leaves_nothing(desk):
    refusal(
        NotAcceptable,
        lambda: register(desk, envelope=[("信封.jpg", EXE)], files=[("申请书.pdf", PDF)]),
        "file.mismatch",
        "files",
    )


def test_an_application_cannot_have_come_tomorrow(desk):
    refusal(NotAcceptable, lambda: register(desk, arrived_on=NEXT), "date.future", "arrived_on")


@pytest.mark.parametrize(("confirmed", "code"), [(date(2020, 4, 12), "date.too_early"), (NEXT, "date.future")])
def test_it_is_confirmed_between_arrival_and_today(desk, confirmed, code):
    refusal(NotAcceptable, lambda: register(desk, channel="fax", confirmed_on=confirmed), code, "confirmed_on")


def test_only_a_desk_officer_of_the_agency_registers(desk):
    other = Desk()
    actors = [desk.actor(duty, RECEIVED) for duty in desk.people if duty != "desk_officer"]
    actors += [other.actor(duty, RECEIVED) for duty in other.people]
    for actor in actors:
        refusal(NotAllowed, lambda: register(desk, actor=actor), "post.not_allowed")  # noqa: B023


def test_the_trace_tells_the_channel_and_article_45(desk):
    application = register(desk, channel="signed_mail")
    trace = trace_of(application)
    assert (trace.verb, trace.details["channel"]) == ("application.registered", "signed_mail")
    assert trace.ground.endswith("第四十五条")
    assert events_of(application) == [("submitted", RECEIVED)]
