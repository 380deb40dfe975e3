"""逾期不补正终止处理 (art. 30): given up, when the limit set has passed without good reason."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    at_stage,
    events_of,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)

from gongkai.applications.actions import lapse_application
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb

LIMIT, AFTER = date(2020, 4, 17), date(2020, 4, 18)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.AWAITING_SUPPLEMENT)


def test_the_case_is_closed_as_not_supplemented(desk, application):
    found = lapse_application(application, actor=desk.officer(AFTER), on=AFTER)
    assert (found.stage, found.outcome) == (Stage.CLOSED, "otherwise.not_supplemented")
    assert (found.replied_on, found.closed_on) == (AFTER, AFTER)
    assert events_of(found)[-1] == ("lapsed", AFTER)


def test_the_applicant_is_told_why_and_that_they_may_apply_again(desk, application):
    found = lapse_application(application, actor=desk.officer(AFTER), on=AFTER)
    assert letters_of(found) == [("supplement", True), ("close_not_supplemented", True)]
    text = "".join(found.documents.last().content["paragraphs"])
    assert "2020年4月17日前（含当日）补正" in text
    assert "重新提出申请" in text


def test_until_the_limit_has_passed_the_case_waits(desk, application):
    said = refusal(
        NotLawful, lambda: lapse_application(application, actor=desk.officer(LIMIT), on=LIMIT), "lapse.too_early"
    )
    assert "补正期限到2020年4月17日" in said.message
    assert "第三十条" in str(said.citation)


def test_a_day_that_has_not_come_is_refused(desk, application):
    later = date(2020, 4, 21)
    refusal(
        NotAcceptable, lambda: lapse_application(application, actor=desk.officer(LATER), on=later), "date.future", "on"
    )


def test_the_trace_names_article_30(desk, application):
    trace = trace_of(lapse_application(application, actor=desk.officer(AFTER), on=AFTER))
    assert (trace.verb, trace.on) == ("application.lapsed", AFTER)
    assert trace.ground.endswith("第三十条")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.LAPSE, lapse_application)


def test_only_a_desk_officer_of_the_agency_ends_it(desk, application):
    is_refused_to_others(desk, application, lapse_application, allowed={"desk_officer"})


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, lapse_application)
