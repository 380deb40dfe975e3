"""退回修改: the draft stays on file, with the remark; the desk drafts anew."""

import pytest
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
from tests.builders import a_draft

from gongkai.applications.actions import return_reply
from gongkai.applications.models import Reply
from gongkai.applications.queries import living_reply
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


def give_back(application, *, actor, on, **changes):
    return return_reply(application, actor=actor, on=on, **{"remark": "理由写得不够", **changes})


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.REPLY_DRAFTED)


def test_the_draft_stays_on_file_and_the_desk_drafts_anew(desk, application):
    found = give_back(application, actor=desk.leader(LATER), on=LATER)
    returned = Reply.objects.get(application=found)
    assert (found.stage, returned.state, returned.remark) == (Stage.HANDLING, "returned", "理由写得不够")
    assert (returned.decided_by, returned.decided_on) == (desk.person("leader"), LATER)
    assert living_reply(found) is None
    assert letters_of(found) == []
    a_draft(desk, found, on=LATER)
    assert Reply.objects.filter(application=found).count() == 2


def test_its_files_are_no_longer_for_the_applicant(desk):
    application = at_stage(desk, Stage.HANDLING)
    a_draft(desk, application, on=NEXT, released=[("批复.pdf", PDF)])
    found = give_back(application, actor=desk.leader(LATER), on=LATER)
    assert list(found.attachments.values_list("for_applicant", flat=True)) == [False]


def test_the_remark_says_what_to_change(desk, application):
    refusal(
        NotAcceptable,
        lambda: give_back(application, actor=desk.leader(LATER), on=LATER, remark=" "),
        "reply.no_remark",
        "remark",
    )


def test_the_trace_tells_the_day(desk, application):
    trace = trace_of(give_back(application, actor=desk.actor("reviewer", LATER), on=LATER))
    assert (trace.verb, trace.on, trace.actor_name) == (
        "application.reply_returned",
        LATER,
        desk.person("reviewer").name,
    )


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.RETURN_REPLY, give_back, duty="leader")


def test_only_a_leader_or_reviewer_of_the_agency_returns_it(desk, application):
    is_refused_to_others(desk, application, give_back, allowed={"leader", "reviewer"})


def test_the_day_lies_between_the_draft_and_today(desk, application):
    is_refused_on_bad_days(desk, application, give_back, not_before=NEXT, duty="leader")


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, give_back, duty="leader")
