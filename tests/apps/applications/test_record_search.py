"""登记检索记录 (art. 10, 36 item 4): who, where, by which words, when, what was found and whose it is."""

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
    refusal,
    trace_of,
)

from gongkai.applications.actions import record_search
from gongkai.applications.queries import on_file, searches_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb

LOOKED = {"searched_by": "王敏", "office": "办公室", "sources": "文书档案室", "keywords": "人民路"}
FOUND = {"found": True, "result": "青测〔2019〕3号批复", "origin": "ours"}


def search(application, *, actor, on, **changes):
    return record_search(application, actor=actor, on=on, **{**LOOKED, "found": False, **changes})


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_a_search_that_found_nothing_is_on_file(desk, application):
    search(application, actor=desk.officer(NEXT), on=NEXT, keywords=" 人民路、征收 ")
    (record,) = searches_of(application)
    assert (record.searched_on, record.searched_by, record.office, record.sources, record.keywords) == (
        NEXT,
        "王敏",
        "办公室",
        "文书档案室",
        "人民路、征收",
    )
    assert (record.found, record.result, record.origin) == (False, "没有检索到", "")
    assert on_file(application, on=NEXT).searched


def test_what_was_found_says_whose_it_is(desk, application):
    joint = {**FOUND, "origin": "joint", "origin_agency": "青川区交通运输局"}
    search(application, actor=desk.officer(NEXT), on=NEXT, **joint)
    (record,) = searches_of(application)
    assert (record.origin, record.origin_agency, record.result) == ("joint", "青川区交通运输局", "青测〔2019〕3号批复")
    assert not on_file(application, on=NEXT).searched


def test_the_searches_stand_in_the_order_of_their_days(desk, application):
    for day, words in ((LATER, "第二次"), (NEXT, "第一次")):
        search(application, actor=desk.officer(LATER), on=day, keywords=words)
    assert [record.keywords for record in searches_of(application)] == ["第一次", "第二次"]


@pytest.mark.parametrize("field", LOOKED)
def test_who_where_and_by_which_words_are_all_needed(desk, application, field):
    refusal(
        NotAcceptable,
        lambda: search(application, actor=desk.officer(NEXT), on=NEXT, **{field: " "}),
        "search.incomplete",
        field,
    )


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({**FOUND, "result": ""}, "search.no_result", "result"),
        ({**FOUND, "origin": ""}, "search.no_origin", "origin"),
        ({**FOUND, "origin": "somebody"}, "search.origin", "origin"),
        ({**FOUND, "origin": "agency"}, "search.no_agency", "origin_agency"),
        ({**FOUND, "origin": "joint"}, "search.no_agency", "origin_agency"),
    ],
)
def test_what_was_found_is_told_with_its_origin(desk, application, changes, code, field):
    refusal(NotAcceptable, lambda: search(application, actor=desk.officer(NEXT), on=NEXT, **changes), code, field)


def test_the_trace_tells_whether_something_was_found(desk, application):
    trace = trace_of(search(application, actor=desk.officer(NEXT), on=NEXT))
    assert (trace.verb, trace.on, trace.details["found"]) == ("application.search_recorded", NEXT, False)
    assert trace.ground.endswith("第三十六条第（四）项")
    trace = trace_of(search(application, actor=desk.officer(NEXT), on=NEXT, **FOUND))
    assert trace.ground.endswith("第十条")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.RECORD_SEARCH, search)


def test_only_a_desk_officer_of_the_agency_records(desk, application):
    is_refused_to_others(desk, application, search, allowed={"desk_officer"})


def test_the_day_lies_between_arrival_and_today(desk, application):
    is_refused_on_bad_days(desk, application, search, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, search)
