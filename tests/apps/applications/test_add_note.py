"""写内部备注: what the applicant never sees."""

import pytest
from tests.apps.applications.watching import LATER, NEXT, at_stage, refusal, trace_of
from tests.builders import Desk, an_agency, at

from gongkai.applications.actions import add_note
from gongkai.applications.models import Application
from gongkai.applications.queries import for_applicant
from gongkai.audit.actors import the_public
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.law.stages import Stage


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_a_note_keeps_its_words_writer_and_moment(desk, application):
    note = add_note(application, " 已电话联系档案室。 ", actor=desk.officer(NEXT))
    assert (note.text, note.by, note.at) == ("已电话联系档案室。", desk.person("desk_officer").name, at(NEXT))


def test_the_trace_tells_that_there_is_a_note_and_not_what_it_says(desk, application):
    add_note(application, "已电话联系档案室。", actor=desk.officer(NEXT))
    trace = trace_of(application)
    assert (trace.verb, trace.details) == ("application.noted", {})


def test_a_note_does_not_get_in_the_way_of_others(desk, application):
    version = application.version
    add_note(application, "一", actor=desk.officer(NEXT))
    assert Application.objects.get(pk=application.pk).version == version


@pytest.mark.parametrize("stage", list(Stage))
def test_a_note_can_be_written_at_every_stage(desk, stage):
    assert add_note(at_stage(desk, stage), "一", actor=desk.officer(LATER)).pk


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_note_is_refused(desk, application, text):
    refusal(NotAcceptable, lambda: add_note(application, text, actor=desk.officer(NEXT)), "note.empty", "text")


def test_the_applicants_page_reads_no_notes(desk, application, django_assert_num_queries):
    add_note(application, "内部", actor=desk.officer(NEXT))
    with django_assert_num_queries(4):
        seen = for_applicant(application.query_number)
    assert "notes" not in seen._prefetched_objects_cache


def test_who_may_see_the_case_may_write_and_others_may_not(desk, application):
    above = Desk(an_agency(kind="government"))
    below = Desk(an_agency(parent=above.agency))
    theirs = at_stage(below, Stage.HANDLING)
    for duty in ("desk_officer", "leader", "reviewer", "auditor", "keeper"):
        assert add_note(theirs, "一", actor=below.actor(duty, LATER)).pk
    assert add_note(theirs, "一", actor=above.actor("auditor", LATER)).pk
    strangers = [below.actor("contact", LATER), above.leader(LATER), desk.officer(LATER), desk.actor("auditor", LATER)]
    for actor in [*strangers, the_public(at(LATER))]:
        refusal(NotAllowed, lambda: add_note(theirs, "一", actor=actor), "application.not_yours")  # noqa: B023
