"""收到补正 (art. 30): the time limit is counted anew from this day."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    events_of,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    refusal,
    trace_of,
)
from tests.apps.files.samples import EXE, PDF

from gongkai.applications.actions import receive_supplement
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


def supply(application, *, actor, on, **changes):
    return receive_supplement(application, actor=actor, on=on, **{"text": "2018年的批复", **changes})


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.AWAITING_SUPPLEMENT)


def test_the_clock_starts_anew_and_the_day_of_receipt_stays(desk, application):
    found = supply(application, actor=desk.officer(LATER), on=LATER)
    assert (found.received_on, found.supplemented_on, found.stage) == (RECEIVED, LATER, Stage.HANDLING)
    assert found.due_on == date(2020, 5, 19)
    assert events_of(found)[-1] == ("supplement_received", LATER)
    assert found.events.last().data == {"text": "2018年的批复"}


def test_a_supplement_after_the_limit_is_taken_while_the_case_is_open(desk, application):
    late = date(2020, 6, 1)
    assert supply(application, actor=desk.officer(late), on=late).stage == Stage.HANDLING


def test_files_lie_with_the_case_as_supplements(desk, application):
    found = supply(application, actor=desk.officer(LATER), on=LATER, text="", files=[("补正.pdf", PDF)])
    assert list(found.attachments.values_list("role", "file__name")) == [("supplement", "补正.pdf")]


def test_nothing_at_all_is_no_supplement(desk, application):
    refusal(
        NotAcceptable,
        lambda: supply(application, actor=desk.officer(LATER), on=LATER, text=" "),
        "supplement.empty",
        "text",
    )


def test_one_file_that_cannot_be_taken_leaves_none(desk, application):
    files = [("补正.pdf", PDF), ("程序.exe", EXE)]
    refusal(
        NotAcceptable,
        lambda: supply(application, actor=desk.officer(LATER), on=LATER, files=files),
        "file.kind",
        "files",
    )


def test_the_trace_names_article_30(desk, application):
    trace = trace_of(supply(application, actor=desk.officer(LATER), on=LATER))
    assert (trace.verb, trace.on) == ("application.supplement_received", LATER)
    assert trace.ground.endswith("第三十条")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.RECEIVE_SUPPLEMENT, supply)


def test_only_a_desk_officer_of_the_agency_records_it(desk, application):
    is_refused_to_others(desk, application, supply, allowed={"desk_officer"})


def test_the_day_lies_between_the_notice_and_today(desk, application):
    is_refused_on_bad_days(desk, application, supply, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, supply)
