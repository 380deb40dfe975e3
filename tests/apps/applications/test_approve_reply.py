"""审批答复 by a second person. The reply document gets its number and is frozen."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)
from tests.apps.files.samples import PDF
from tests.builders import BUILDER, a_draft, at

from gongkai.agencies.actions import appoint
from gongkai.agencies.queries import held
from gongkai.applications.actions import (
    approve_reply,
    consult_agency,
    consult_third_party,
    record_delivery,
    record_opinion,
    serve_reply,
)
from gongkai.applications.models import Reply
from gongkai.applications.queries import living_reply
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed, NotLawful
from gongkai.law.stages import Stage, Verb


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.REPLY_DRAFTED)


def as_leader_too(desk, on: date) -> Actor:
    """The desk officer at a second post, as a leader."""
    person = desk.person("desk_officer")
    post = appoint(person, agency=desk.agency, duty="leader", since=date(2019, 1, 1), actor=BUILDER)
    return Actor(f"person:{person.pk}", person.name, held(post), at(on), "test")


def test_the_reply_waits_to_be_served(desk, application):
    found = approve_reply(application, actor=desk.leader(LATER), on=LATER, remark="同意")
    reply = living_reply(found)
    assert (found.stage, found.replied_on, found.closed_on) == (Stage.REPLY_APPROVED, LATER, None)
    assert (reply.state, reply.decided_by, reply.decided_on) == ("approved", desk.person("leader"), LATER)
    assert reply.remark == "同意"


def test_the_letter_gets_the_next_number_of_the_agency_and_year(desk, application):
    found = approve_reply(application, actor=desk.leader(LATER), on=LATER)
    assert letters_of(found) == [("answer_grant", True)]
    letter = living_reply(found).document
    assert letter.number == f"{desk.agency.mark}〔2020〕1号"
    assert letter.dated_on == LATER
    another = approve_reply(at_stage(desk, Stage.REPLY_DRAFTED), actor=desk.leader(LATER), on=LATER)
    assert living_reply(another).document.serial == 2


def test_the_letter_is_frozen_as_it_stood(desk):
    application = at_stage(desk, Stage.HANDLING)
    a_draft(desk, application, on=NEXT, released=[("批复.pdf", PDF)])
    letter = living_reply(approve_reply(application, actor=desk.leader(LATER), on=LATER)).document
    text = "".join(letter.content["paragraphs"])
    assert letter.content["attachments"] == ["批复.pdf"]
    assert application.content in text
    assert "行政复议" in text
    desk.agency.court = "另一法院"
    desk.agency.save()
    letter.refresh_from_db()
    assert "另一法院" not in "".join(letter.content["paragraphs"])


def test_nobody_approves_their_own_draft_whatever_post_they_sit_at(desk, application):
    actor = as_leader_too(desk, LATER)
    said = refusal(NotAllowed, lambda: approve_reply(application, actor=actor, on=LATER), "reply.own_draft")
    assert "另一位负责人" in said.hint


def test_the_database_itself_refuses_a_draft_approved_by_its_writer(desk, application):
    reply = living_reply(application)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(decided_by=reply.drafted_by)


@pytest.mark.parametrize("asked", ["third_party", "joint_maker"])
def test_while_somebody_may_still_be_heard_it_waits(desk, asked):
    application = at_stage(desk, Stage.HANDLING)
    if asked == "third_party":
        consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)
    else:
        consult_agency(application, name="住建局", subject="批复", joint=True, actor=desk.officer(NEXT), on=NEXT)
    a_draft(desk, application, on=NEXT)
    said = refusal(
        NotLawful, lambda: approve_reply(application, actor=desk.leader(LATER), on=LATER), "reply.consultation_open"
    )
    assert str(said.citation).endswith("第三十二条")
    record_opinion(application, ref="1", consents=True, text="", actor=desk.officer(LATER), on=LATER)
    assert approve_reply(application, actor=desk.leader(LATER), on=LATER).stage == Stage.REPLY_APPROVED


def test_silence_for_fifteen_working_days_after_they_received_it_ends_the_wait(desk):
    application = at_stage(desk, Stage.HANDLING)
    consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)
    record_delivery(application, ref="1", actor=desk.officer(NEXT), on=NEXT)
    last, after = date(2020, 5, 7), date(2020, 5, 8)
    a_draft(desk, application, on=NEXT)
    refusal(NotLawful, lambda: approve_reply(application, actor=desk.leader(last), on=last), "reply.consultation_open")
    assert approve_reply(application, actor=desk.leader(after), on=after).stage == Stage.REPLY_APPROVED


def test_another_agency_is_not_waited_for(desk):
    application = at_stage(desk, Stage.HANDLING)
    consult_agency(application, name="住建局", subject="批复", joint=False, actor=desk.officer(NEXT), on=NEXT)
    a_draft(desk, application, on=NEXT)
    assert approve_reply(application, actor=desk.leader(LATER), on=LATER).stage == Stage.REPLY_APPROVED


def test_the_trace_names_the_letter(desk, application):
    found = approve_reply(application, actor=desk.leader(LATER), on=LATER)
    trace = trace_of(found)
    assert (trace.verb, trace.on) == ("application.reply_approved", LATER)
    assert trace.ground.endswith("第四十五条")
    assert trace.details["document"] == living_reply(found).document.number


def test_an_approved_reply_is_not_approved_again(desk, application):
    approve_reply(application, actor=desk.leader(LATER), on=LATER)
    serve_reply(application, service="hand", actor=desk.officer(LATER), on=LATER)
    refusal(NotLawful, lambda: approve_reply(application, actor=desk.leader(LATER), on=LATER), "stage.approve_reply")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.APPROVE_REPLY, approve_reply, duty="leader")


def test_only_a_leader_or_reviewer_of_the_agency_approves(desk, application):
    is_refused_to_others(desk, application, approve_reply, allowed={"leader", "reviewer"})


def test_the_day_lies_between_the_draft_and_today(desk, application):
    is_refused_on_bad_days(desk, application, approve_reply, not_before=NEXT, duty="leader")


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, approve_reply, duty="leader")
