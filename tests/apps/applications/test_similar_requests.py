"""Earlier requests like one, with their replies; and what three of them propose (art. 44)."""

from datetime import date, timedelta

import pytest
from tests.builders import Desk, a_closed, an_agency, an_application

from gongkai.applications.actions import Identity, finish_task
from gongkai.applications.models import Task
from gongkai.applications.queries import SAME, similar_requests, tasks_at
from gongkai.applications.similarity import likeness, pairs_of

ON = date(2024, 3, 20)
SAID = [
    "人民路拓宽工程的征收批复",
    "申请公开：人民路拓宽工程征收批复文件。",
    "本人依法申请公开人民路拓宽工程项目征收批复",
]


def given(desk: Desk, number: int, *, days: int = 0, **changes):
    """A request for the same thing by another person, granted."""
    told = {
        "name": f"申请人{number}",
        "phone": f"1300000100{number}",
        "identity": paper(number),
        "content": SAID[number % len(SAID)],
        **changes,
    }
    day = ON + timedelta(days=days)
    return a_closed(desk, received_on=day, closed_on=day, **told)


def paper(number: int) -> Identity:
    return Identity("identity_card", f"99010119600101{number:04d}")


def test_the_same_wish_in_other_words_is_like_itself_and_another_document_is_not():
    one, other, third = map(pairs_of, SAID)
    assert min(likeness(one, other), likeness(one, third), likeness(other, third)) >= SAME
    assert likeness(one, pairs_of("人民路拓宽工程的施工合同")) < SAME
    assert likeness(one, pairs_of("青石路小区的物业合同")) < 0.2
    assert likeness(one, one) == 1.0


@pytest.mark.parametrize("text", ["", "的", "请公开", "！！"])
def test_a_text_that_says_nothing_is_like_nothing(text):
    assert likeness(pairs_of(text), pairs_of(text)) == 0.0


def test_width_and_punctuation_make_no_difference():
    assert pairs_of("ＡＢ１２号（2020）") == pairs_of("ab12号 2020")


def test_earlier_requests_come_with_their_replies_the_likest_first(desk):
    same, less = given(desk, 0), given(desk, 1, content="人民路拓宽工程的施工合同")
    given(desk, 2, content="学校食堂的采购清单")
    found = similar_requests(desk.agency.pk, SAID[0], on=ON)
    assert [(one.application, one.percent == 100) for one in found] == [(same, True), (less, False)]
    assert found[0].reply.document.number == same.documents.get(reply__isnull=False).number
    assert found[0].outcome.code == "granted.provided"


def test_a_request_is_not_like_itself_nor_those_of_another_agency_or_long_ago(desk):
    mine = given(desk, 0)
    given(Desk(an_agency()), 1)
    assert similar_requests(desk.agency.pk, SAID[0], on=ON, excluding=mine.pk) == []
    assert similar_requests(desk.agency.pk, SAID[0], on=date(2027, 3, 21)) == []
    assert len(similar_requests(desk.agency.pk, SAID[0], on=date(2027, 3, 20))) == 1


def test_one_that_is_still_open_has_no_reply(desk):
    an_application(desk, received_on=ON)
    (found,) = similar_requests(desk.agency.pk, SAID[0], on=ON)
    assert (found.reply, found.outcome) == (None, None)


def test_it_costs_two_queries(desk, django_assert_num_queries):
    for number in range(4):
        given(desk, number, days=number)
    with django_assert_num_queries(3):
        for found in similar_requests(desk.agency.pk, SAID[0], on=date(2024, 3, 29)):
            assert found.application.applicant.name
            assert found.reply.document.number


def proposals() -> list[Task]:
    return list(Task.objects.filter(kind="turn_proactive"))


def test_the_third_applicant_who_is_given_the_same_proposes_its_publication(desk):
    for number in range(2):
        given(desk, number)
        assert proposals() == []
    third = given(desk, 2)
    (task,) = proposals()
    assert (task.application, task.opened_on, task.done_on) == (third, ON, None)
    assert "第四十四条" in task.text


def test_it_is_proposed_once_even_after_it_was_dealt_with(desk):
    for number in range(3):
        given(desk, number)
    finish_task(proposals()[0], how="已提交主动公开", actor=desk.officer(ON), on=ON)
    given(desk, 3)
    assert len(proposals()) == 1


def test_one_person_who_asks_three_times_proposes_nothing(desk):
    for number in range(3):
        given(desk, number, identity=paper(7))
    assert proposals() == []


@pytest.mark.parametrize("outcome", ["unavailable.must_be_created", "refused.internal_affairs"])
def test_what_was_not_given_proposes_nothing(desk, outcome):
    for number in range(3):
        given(desk, number, outcome=outcome)
    assert proposals() == []


def test_a_refusal_is_looked_at_again_after_the_time_the_agency_set(desk):
    desk.agency.reassessment = "24"
    desk.agency.save()
    refused = given(desk, 0, outcome="refused.internal_affairs")
    (task,) = refused.tasks.all()
    assert (task.kind, task.due_on) == ("reassess", date(2026, 3, 20))
    assert "第十八条" in task.text


@pytest.mark.parametrize("outcome", ["granted.provided", "unavailable.must_be_created"])
def test_what_was_not_withheld_is_not_looked_at_again(desk, outcome):
    assert not given(desk, 0, outcome=outcome).tasks.exists()


def test_it_is_shown_among_what_is_to_be_done_a_month_before(desk):
    refused = given(desk, 0, outcome="refused.internal_affairs")
    due = date(2025, 3, 20)
    assert tasks_at(desk.agency.pk, due - timedelta(days=31)) == []
    assert tasks_at(desk.agency.pk, due - timedelta(days=30)) == list(refused.tasks.all())
    assert tasks_at(desk.agency.pk, due + timedelta(days=400)) == list(refused.tasks.all())
