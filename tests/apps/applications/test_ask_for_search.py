"""请求协助检索 (art. 45): a letter with the sheet on which the search is written down; the clock goes on."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)

from gongkai.applications.actions import ask_for_search
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb

BY = date(2020, 4, 27)


def ask(application, *, actor, on, **changes):
    told = {"to": "区档案馆", "subject": "人民路拓宽工程的批复", "reply_by": BY, **changes}
    return ask_for_search(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_the_letter_goes_out_with_the_sheet_for_the_result(desk, application):
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    content = application.documents.get().content
    assert content["addressee"] == "区档案馆"
    assert content["attachments"] == ["检索结果记录表"]
    assert {"关键词", "检索时间", "检索结果"} <= {row["label"] for row in content["sheet"]["rows"]}
    assert letters_of(application) == [("assist", False)]


def test_the_applicant_is_not_named(desk, application):
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    assert application.applicant.name not in str(application.documents.get().content)


def test_the_clock_goes_on(desk, application):
    before = clock_of(application).due_on
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    assert clock_of(application).due_on == before


def test_several_may_be_asked(desk, application):
    for name in ("区档案馆", "规划科"):
        ask(application, actor=desk.officer(NEXT), on=NEXT, to=name)
    assert application.documents.count() == 2


def test_the_act_is_traced(desk, application):
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    entry = trace_of(application)
    assert (entry.verb, entry.details["to"]) == ("application.search_asked", "区档案馆")


@pytest.mark.parametrize(
    ("changes", "field"), [({"to": " "}, "to"), ({"subject": " "}, "subject"), ({"reply_by": NEXT}, "reply_by")]
)
def test_what_is_missing_is_named(desk, application, changes, field):
    refusal(NotAcceptable, lambda: ask(application, actor=desk.officer(NEXT), on=NEXT, **changes), field=field)


def test_it_is_refused_where_it_should_be(desk, application):
    is_refused_where_unlawful(desk, Verb.ASK_FOR_SEARCH, ask)
    is_refused_to_others(desk, application, ask, allowed={"desk_officer"})
    is_refused_on_bad_days(desk, application, ask, not_before=RECEIVED)
    is_refused_when_stale(desk, application, ask)
    assert LATER < BY
