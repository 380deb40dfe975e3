"""告知补正 (art. 30): once, every item, a reasonable limit, within seven working days of receipt."""

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
    letters_of,
    refusal,
    trace_of,
)

from gongkai.applications.actions import receive_supplement, request_supplement
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb

LIMIT = date(2020, 4, 30)


def ask(application, *, actor, on, **changes):
    told = {"items": ["写明年份", "写明文号"], "reply_by": LIMIT, **changes}
    return request_supplement(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_the_case_waits_for_the_applicant(desk, application):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT)
    assert found.stage == Stage.AWAITING_SUPPLEMENT
    assert events_of(found)[-1] == ("supplement_requested", NEXT)
    assert found.events.last().data["reply_by"] == "2020-04-30"
    assert found.events.last().data["items"] == ["写明年份", "写明文号"]
    assert clock_of(found).supplement_reply_by == LIMIT


def test_the_notice_lists_every_item_the_limit_and_the_consequence(desk, application):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT, guidance="可以写年份，例如2018年。")
    assert letters_of(found) == [("supplement", True)]
    letter = found.documents.get()
    text = "".join(letter.content["paragraphs"])
    assert "1．写明年份" in text
    assert "2．写明文号" in text
    assert "例如2018年" in text
    assert "2020年4月30日前" in text
    assert "视为放弃申请" in text
    assert letter.content["addressee"] == application.applicant.name
    assert letter.number == f"{desk.agency.mark}〔2020〕1号"


def test_the_trace_names_the_notice_and_article_30(desk, application):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT)
    trace = trace_of(found)
    assert (trace.verb, trace.on) == ("application.supplement_requested", NEXT)
    assert trace.ground.endswith("第三十条")
    assert trace.details["document"] == found.documents.get().number


def test_empty_items_are_left_out_and_none_is_not_enough(desk, application):
    for items in ([], ["", "  "]):
        refusal(
            NotAcceptable,
            lambda: ask(application, actor=desk.officer(NEXT), on=NEXT, items=items),  # noqa: B023
            "supplement.no_items",
            "items",
        )
    found = ask(application, actor=desk.officer(NEXT), on=NEXT, items=["", " 写明年份 "])
    assert found.events.last().data["items"] == ["写明年份"]


@pytest.mark.parametrize("limit", [NEXT, RECEIVED])
def test_the_applicant_is_given_time(desk, application, limit):
    refusal(
        NotAcceptable,
        lambda: ask(application, actor=desk.officer(NEXT), on=NEXT, reply_by=limit),
        "supplement.no_time",
        "reply_by",
    )


def test_a_notice_after_the_seventh_working_day_counts_and_is_shown_as_late(desk, application):
    on_the_seventh, late = date(2020, 4, 22), date(2020, 4, 23)
    assert clock_of(application).supplement_notice_due_on == on_the_seventh
    found = ask(application, actor=desk.officer(late), on=late)
    assert found.stage == Stage.AWAITING_SUPPLEMENT
    assert clock_of(found).defect_codes == ("supplement_notice_late",)


def test_a_supplement_is_asked_once(desk, application):
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    receive_supplement(application, text="2018年", actor=desk.officer(NEXT), on=NEXT)
    said = refusal(NotLawful, lambda: ask(application, actor=desk.officer(LATER), on=LATER), "supplement.repeated")
    assert "第三十条" in str(said.citation)


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.REQUEST_SUPPLEMENT, ask)


def test_only_a_desk_officer_of_the_agency_asks(desk, application):
    is_refused_to_others(desk, application, ask, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    is_refused_on_bad_days(desk, application, ask, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, ask)
