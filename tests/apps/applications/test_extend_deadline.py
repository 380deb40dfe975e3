"""延长答复期限 (art. 33 para 2): at most twenty working days, approved by the head, the applicant told before the due day."""

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
from tests.builders import BUILDER, Desk, a_person

from gongkai.agencies.actions import end_post
from gongkai.agencies.models import Post
from gongkai.applications.actions import extend_deadline
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.stages import Stage, Verb

DUE = date(2020, 5, 12)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


@pytest.fixture
def extend(desk):
    def act(application, *, actor, on, **changes):
        told = {"workdays": 20, "reason": "档案需要调取", "approved_by": desk.person("leader"), **changes}
        return extend_deadline(application, actor=actor, on=on, **told)

    return act


def test_the_due_day_moves_by_so_many_working_days(desk, application, extend):
    assert application.due_on == DUE
    assert extend(application, actor=desk.officer(NEXT), on=NEXT).due_on == date(2020, 6, 9)


def test_the_applicant_is_told_the_reason_and_the_new_day(desk, application, extend):
    found = extend(application, actor=desk.officer(NEXT), on=NEXT)
    assert letters_of(found) == [("extension", True)]
    letter = found.documents.get()
    text = "".join(letter.content["paragraphs"])
    assert "因档案需要调取" in text
    assert "延长20个工作日" in text
    assert "2020年6月9日" in text
    assert found.events.last().data["document"] == letter.pk


def test_the_trace_tells_who_approved_and_both_due_days(desk, application, extend):
    trace = trace_of(extend(application, actor=desk.officer(NEXT), on=NEXT))
    assert (trace.verb, trace.on) == ("application.deadline_extended", NEXT)
    assert trace.ground.endswith("第三十三条第二款")
    told = {name: trace.details[name] for name in ("workdays", "approved_by", "due_before", "due_after")}
    assert told == {
        "workdays": 20,
        "approved_by": desk.person("leader").name,
        "due_before": "2020-05-12",
        "due_after": "2020-06-09",
    }


@pytest.mark.parametrize(
    ("workdays", "code"), [(21, "extension.too_long"), (0, "extension.no_days"), (-5, "extension.no_days")]
)
def test_more_than_twenty_or_none_is_refused(desk, application, extend, workdays, code):
    said = refusal(NotLawful, lambda: extend(application, actor=desk.officer(NEXT), on=NEXT, workdays=workdays), code)
    assert str(said.citation).endswith("第三十三条第二款")


def test_two_extensions_together_are_held_to_twenty(desk, application, extend):
    extend(application, actor=desk.officer(NEXT), on=NEXT, workdays=12)
    said = refusal(
        NotLawful, lambda: extend(application, actor=desk.officer(NEXT), on=NEXT, workdays=9), "extension.too_long"
    )
    assert "还可延长8个" in said.message
    assert extend(application, actor=desk.officer(NEXT), on=NEXT, workdays=8).due_on == date(2020, 6, 9)


@pytest.mark.parametrize(("on", "lawful"), [(DUE, True), (date(2020, 5, 13), False)])
def test_the_due_day_is_the_last_on_which_it_can_be_extended(desk, application, extend, on, lawful):
    if lawful:
        assert extend(application, actor=desk.officer(on), on=on).due_on == date(2020, 6, 9)
    else:
        refusal(NotLawful, lambda: extend(application, actor=desk.officer(on), on=on), "extension.after_due")
        assert clock_of(application).due_on == DUE


def test_it_needs_a_reason(desk, application, extend):
    refusal(
        NotAcceptable,
        lambda: extend(application, actor=desk.officer(NEXT), on=NEXT, reason=" "),
        "extension.no_reason",
        "reason",
    )


@pytest.mark.parametrize("duty", ["reviewer", "desk_officer", "keeper"])
def test_it_is_approved_by_a_leader_and_by_no_other_duty(desk, application, extend, duty):
    said = refusal(
        NotAllowed,
        lambda: extend(application, actor=desk.officer(NEXT), on=NEXT, approved_by=desk.person(duty)),
        "extension.approver",
        "approved_by",
    )
    assert desk.person(duty).name in said.message


def test_a_leader_of_another_agency_or_of_the_past_cannot_approve(desk, application, extend):
    former, post = a_person(desk.agency, "leader")
    end_post(post, until=RECEIVED, actor=BUILDER)
    assert Post.objects.get(pk=post.pk).until == RECEIVED
    for person in (Desk().person("leader"), former):
        refusal(
            NotAllowed,
            lambda: extend(application, actor=desk.officer(NEXT), on=NEXT, approved_by=person),  # noqa: B023
            "extension.approver",
        )


def test_it_is_refused_at_every_other_stage(desk, extend):
    is_refused_where_unlawful(desk, Verb.EXTEND, extend)


def test_only_a_desk_officer_of_the_agency_extends(desk, application, extend):
    is_refused_to_others(desk, application, extend, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application, extend):
    assert application.received_on < LATER
    is_refused_on_bad_days(desk, application, extend, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application, extend):
    is_refused_when_stale(desk, application, extend)
