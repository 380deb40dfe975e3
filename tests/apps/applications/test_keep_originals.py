"""存入原件: sealed, for nobody outside, of kinds that can be redacted."""

import pytest
from tests.apps.applications.watching import (
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
from tests.redaction.papers import a_pdf

from gongkai.applications.actions import keep_originals
from gongkai.applications.queries import for_applicant
from gongkai.files.queries import content_of
from gongkai.files.shelf import path_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb

PDF = a_pdf("Zhao-8841", []).written()


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def keep(application, *, actor, on=NEXT, originals=(("施工合同.pdf", PDF),), **changes):
    return keep_originals(application, originals=originals, actor=actor, on=on, **changes)


def test_an_original_is_kept_sealed_and_hidden_from_the_applicant(desk, application):
    keep(application, actor=desk.officer(NEXT))
    kept = application.attachments.get(role="original")
    assert (kept.file.sealed, kept.for_applicant, kept.file.name) == (True, False, "施工合同.pdf")
    assert PDF[:20] not in path_of(kept.file.digest, True).read_bytes()
    assert content_of(kept.file) == PDF
    assert list(for_applicant(application.query_number).attachments.all()) == []


def test_the_trace_names_the_file_and_article_37(desk, application):
    keep(application, actor=desk.officer(NEXT))
    trace = trace_of(application)
    assert (trace.verb, trace.details["papers"]) == ("application.originals_kept", 1)
    assert "第三十七条" in trace.ground


@pytest.mark.parametrize(
    ("originals", "code"),
    [
        ((), "original.none"),
        ((("台账.txt", "文字".encode()),), "redaction.kind"),
        ((("坏.pdf", b"%PDF-1.7\nbroken"),), "redaction.unreadable"),
        ((("合同.pdf", PDF), ("空.pdf", b"")), "file.empty"),
    ],
)
def test_what_cannot_be_redacted_is_refused_before_anything_is_kept(desk, application, originals, code):
    refusal(NotAcceptable, lambda: keep(application, actor=desk.officer(NEXT), originals=originals), code)


def test_only_the_desk_keeps_originals(desk, application):
    is_refused_to_others(desk, application, keep, allowed={"desk_officer"})


def test_originals_are_kept_while_a_reply_can_be_drafted(desk):
    is_refused_where_unlawful(desk, Verb.DRAFT_REPLY, keep)


def test_days_are_checked_and_a_stale_page_is_told(desk, application):
    is_refused_on_bad_days(desk, application, keep, not_before=RECEIVED)
    is_refused_when_stale(desk, application, keep)
