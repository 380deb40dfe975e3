"""备好遮盖副本: proven before it is kept, laid by for the reply, told in the letter without what it hides."""

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
    nothing_changes,
    refusal,
    trace_of,
)
from tests.redaction.hunting import places_of
from tests.redaction.papers import a_pdf

from gongkai.applications.actions import approve_reply as approve
from gongkai.applications.actions import draft_reply, keep_originals, release_redacted, reply_content, serve_reply
from gongkai.applications.models import Attachment
from gongkai.applications.queries import (
    copies_of,
    for_applicant,
    living_reply,
    names_of_the_case,
    withheld_in_words,
    withheld_parts,
)
from gongkai.files.models import RedactedCopy
from gongkai.files.queries import content_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb
from gongkai.redaction.marks import Mark
from gongkai.redaction.releasing import read_pages
from gongkai.redaction.searching import search

SECRET = "Zhao-Qingyu-8841"
PDF = a_pdf(SECRET, []).written()
LIKE = Mark(1, kind="自然人姓名", ground="personal_privacy", reason="与履行职务无关的自然人姓名")
MARKS = search(read_pages(PDF, "pdf").pages, SECRET, LIKE)


@pytest.fixture
def application(desk):
    return with_original(desk, at_stage(desk, Stage.HANDLING))


def with_original(desk, application):
    if application.stage in {Stage.HANDLING}:
        keep_originals(application, originals=[("施工合同.pdf", PDF)], actor=desk.officer(NEXT), on=NEXT)
        application.refresh_from_db()
    return application


def original_of(application) -> Attachment:
    return application.attachments.filter(role="original").first() or Attachment(
        application=application, role=Attachment.Role.ORIGINAL
    )


def release(application, *, actor, on=NEXT, marks=MARKS, **changes):
    return release_redacted(application, original=original_of(application), marks=marks, actor=actor, on=on, **changes)


def test_a_copy_is_laid_by_with_its_marks_and_proof(desk, application):
    laid_by = release(application, actor=desk.officer(NEXT))
    assert (laid_by.role, laid_by.for_applicant) == ("released", False)
    copy = RedactedCopy.objects.get(copy=laid_by.file)
    assert copy.copy.name == "施工合同（遮盖后）.pdf"
    assert copy.original.sealed
    assert (copy.marks[0]["ground"], copy.marks[0]["reason"]) == ("personal_privacy", LIKE.reason)
    assert (copy.made_by, copy.made_at) == (desk.person("desk_officer").name, desk.officer(NEXT).at)
    assert copy.proof["bars"] == 1
    assert SECRET not in str(copy.marks) + str(copy.proof)
    assert places_of(SECRET, content_of(laid_by.file)) == []
    assert [entry.pk for entry in copies_of(original_of(application))] == [copy.pk]


def test_the_trace_names_copy_and_bars_and_not_what_they_hide(desk, application):
    release(application, actor=desk.officer(NEXT))
    trace = trace_of(application)
    assert (trace.verb, trace.details["bars"]) == ("application.redacted", 1)
    assert SECRET not in str(trace.details)


def test_the_letter_tells_what_is_withheld_on_which_ground(desk, application):
    laid_by = release(application, actor=desk.officer(NEXT))
    parts = withheld_parts(application, [laid_by.file.name])
    assert [(part.kinds, part.pages, part.count) for part in parts] == [(("自然人姓名",), (1,), 1)]
    told = withheld_in_words(application, [laid_by.file.name])
    assert told.startswith(
        "“施工合同（遮盖后）”第1页的自然人姓名，共1处，依据《中华人民共和国政府信息公开条例》第十五条"
    )
    draft_reply(
        application,
        outcome_code="granted_in_part",
        reason="合同可以公开，其中涉及个人隐私的部分遮盖。",
        grounds="《中华人民共和国政府信息公开条例》第三十七条、第十五条",
        released=[(laid_by.file.name, content_of(laid_by.file))],
        actor=desk.officer(LATER),
        on=LATER,
    )
    application.refresh_from_db()
    letter = "\n".join(reply_content(application, living_reply(application), LATER)["paragraphs"])
    assert told in letter
    assert SECRET not in letter
    approve(application, actor=desk.leader(LATER), on=LATER)
    application.refresh_from_db()
    serve_reply(application, service="hand", actor=desk.officer(LATER), on=LATER)
    handed = for_applicant(application.query_number).attachments.all()
    assert [entry.file.name for entry in handed] == ["施工合同（遮盖后）.pdf"]


def test_before_a_reply_is_served_the_applicant_sees_no_copy(desk, application):
    release(application, actor=desk.officer(NEXT))
    assert list(for_applicant(application.query_number).attachments.all()) == []


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (Mark(1, (40, 40, 90, 60), kind="姓名", reason="隐私"), "redaction.no_ground"),
        (Mark(1, (40, 40, 90, 60), ground="personal_privacy", reason="隐私"), "redaction.no_reason"),
        (Mark(1, (40, 40, 90, 60), ground="personal_privacy", kind="姓名"), "redaction.no_reason"),
        (
            Mark(1, (40, 40, 90, 60), ground="personal_privacy", kind="姓" * 50, reason="隐私"),
            "redaction.too_much_text",
        ),
        (Mark(9, (40, 40, 90, 60), ground="personal_privacy", kind="姓名", reason="隐私"), "redaction.mark_outside"),
    ],
)
def test_a_bar_without_ground_reason_or_place_is_refused_by_its_number(desk, application, mark, code):
    said = refusal(
        NotAcceptable, lambda: release(application, actor=desk.officer(NEXT), marks=[*MARKS, mark]), code, "marks"
    )
    assert "第2处" in said.message


def test_the_original_of_another_case_is_refused(desk, application):
    other = with_original(desk, at_stage(desk, Stage.HANDLING))
    with nothing_changes(), pytest.raises(NotAcceptable):
        release_redacted(application, original=original_of(other), marks=MARKS, actor=desk.officer(NEXT), on=NEXT)


def test_names_of_the_case_are_those_of_applicant_and_third_parties(desk, application):
    assert names_of_the_case(application) == ["李小满"]


def test_only_the_desk_releases(desk, application):
    is_refused_to_others(desk, application, release, allowed={"desk_officer"})


def test_a_copy_is_laid_by_while_a_reply_can_be_drafted(desk):
    is_refused_where_unlawful(desk, Verb.DRAFT_REPLY, release)


def test_days_are_checked_and_a_stale_page_is_told(desk, application):
    is_refused_on_bad_days(desk, application, release, not_before=RECEIVED)
    is_refused_when_stale(desk, application, release)
