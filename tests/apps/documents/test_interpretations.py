"""解读: by who drafted the document, in seven kinds, with words for who cannot see or hear; elsewhere; exempt; given up."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.documents.refusals import refused
from tests.builders import an_agency, at
from tests.lives import (
    a_life,
    a_text,
    an_interpretation,
    complete,
    explained,
    index_code,
    published,
    registered,
    release,
    walked,
)
from tests.normative import District, a_document

from gongkai.documents import actions
from gongkai.documents.models import Interpretation
from gongkai.documents.queries.interpretations import board
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.publications import actions as publications

DAY = date(2024, 5, 6)
NEWS = "https://news.example/a/1"


def elsewhere(district: District, document: object, **changes: object) -> Interpretation:
    given = {"address": NEWS, "published_on": DAY, "actor": district.actor("contact", DAY), **changes}
    told = explained(**{"kind": "media", "by_whom": "青川日报", "text": "", **given.pop("told", {})})
    return actions.note_interpretation_elsewhere(document, told=told, **given)


def test_it_is_drafted_with_the_document_held_with_it_and_let_go_with_it(district: District) -> None:
    document = a_life(district)
    row = an_interpretation(district, document, DAY)
    item = row.publication
    assert item is not None
    assert (item.issued_by, item.draft.section.slug) == (district.agency, "interpretations")
    assert "登记编号" in item.held_because
    done = walked(district, title="另一份")
    an_interpretation(district, done, DAY)
    assert [one.publication.held_because for one in done.interpretations.all() if one.publication] == [""]


def test_registration_lets_the_interpretation_go_to_the_gate(district: District) -> None:
    document = walked(district, until=StepKind.DELIBERATION)
    row = an_interpretation(district, document, DAY)
    registered(district, document, DAY)
    row.refresh_from_db()
    assert row.publication is not None
    assert row.publication.held_because == ""


def test_who_drafts_interprets_and_nobody_else(district: District) -> None:
    document = a_life(district, for_head=True)
    for actor in (district.of_head("contact", DAY), district.actor("leader", DAY)):
        told = refused(
            NotAllowed,
            lambda actor=actor: actions.draft_interpretation(document, told=explained(), actor=actor),
            "interpretation.not_drafter",
        )
        assert district.agency.short_name in told.message


@pytest.mark.parametrize("kind", Interpretation.Kind.values)
def test_each_of_the_seven_kinds_can_be_drafted(district: District, kind: str) -> None:
    words = {"picture": {"equivalent": "一图读懂的文字"}, "video": {"transcript": "旁白全文"}}.get(kind, {})
    row = an_interpretation(district, a_life(district), DAY, kind=kind, **words)
    assert row.publication is not None
    for text in words.values():
        assert text in row.publication.draft.body


def test_a_picture_needs_words_and_a_video_subtitles_or_a_transcript(district: District) -> None:
    document = a_life(district)
    cases = {
        ("interpretation.picture_words", "equivalent"): {"kind": "picture"},
        ("interpretation.video_words", "transcript"): {"kind": "video"},
        ("interpretation.kind", "kind"): {"kind": "song"},
        ("interpretation.no_title", "title"): {"title": " "},
        ("interpretation.no_text", "text"): {"text": " "},
    }
    for (code, field), changes in cases.items():
        refused(
            NotAcceptable,
            lambda changes=changes: an_interpretation(district, document, DAY, **changes),
            code,
            field,
        )
    assert an_interpretation(district, document, DAY, kind="video", subtitled=True).subtitled


def test_a_document_whose_text_was_withdrawn_is_interpreted_no_more(district: District) -> None:
    index_code(district)
    document = walked(district)
    item = published(district, document, DAY)
    publications.withdraw_item(item, reason="文本有误", actor=district.actor("leader", DAY))
    told = refused(NotLawful, lambda: an_interpretation(district, document, DAY), "interpretation.withdrawn")
    assert "撤下" in told.message
    refused(NotLawful, lambda: elsewhere(district, document), "interpretation.withdrawn")


def test_what_stands_elsewhere_is_noted_with_its_address_and_counts_at_once(district: District) -> None:
    document = walked(district)
    row = elsewhere(district, document)
    assert (row.address, row.published_on, row.by_whom) == (NEWS, DAY, "青川日报")
    step = document.steps.get(kind=StepKind.INTERPRETATION)
    assert "媒体解读" in step.note


def test_what_cannot_be_of_an_interpretation_elsewhere_is_told_at_its_field(district: District) -> None:
    document = walked(district)
    cases = {
        ("interpretation.address", "address"): {"address": "news.example"},
        ("date.future", "published_on"): {"published_on": date(2024, 5, 7)},
        ("date.too_early", "published_on"): {"published_on": date(2024, 1, 1)},
        ("interpretation.by_whom", "by_whom"): {"told": {"by_whom": ""}},
    }
    for (code, field), changes in cases.items():
        refused(NotAcceptable, lambda changes=changes: elsewhere(district, document, **changes), code, field)
    begun = a_life(district)
    refused(NotLawful, lambda: elsewhere(district, begun), "interpretation.too_early")


def test_an_exemption_needs_a_reason_and_no_interpretation(district: District) -> None:
    document = walked(district)
    contact = district.actor("contact", DAY)
    refused(
        NotAcceptable,
        lambda: actions.exempt_interpretation(document, reason=" ", actor=contact),
        "item.no_reason",
        "reason",
    )
    exempt = actions.exempt_interpretation(document, reason="只涉及机关内部", actor=contact)
    step = exempt.steps.get(kind=StepKind.INTERPRETATION)
    assert (step.skipped, step.reason) == (True, "只涉及机关内部")
    an_interpretation(district, document, DAY)
    document.refresh_from_db()
    assert document.no_interpretation == ""
    refused(
        NotLawful,
        lambda: actions.exempt_interpretation(document, reason="不用", actor=contact),
        "interpretation.there_is",
    )


def test_giving_one_up_holds_the_text_again_and_a_public_one_is_withdrawn_first(district: District) -> None:
    index_code(district)
    document = walked(district)
    text = a_text(district, document, DAY)
    row = an_interpretation(district, document, DAY)
    contact = district.actor("contact", DAY)
    refused(
        NotAcceptable,
        lambda: actions.drop_interpretation(row, reason="", actor=contact),
        "item.no_reason",
        "reason",
    )
    dropped = actions.drop_interpretation(row, reason="改用问答", actor=contact)
    text.refresh_from_db()
    assert dropped.dropped_on == DAY
    assert "解读" in text.held_because
    refused(
        NotAcceptable,
        lambda: actions.drop_interpretation(row, reason="改用问答", actor=contact),
        "interpretation.dropped",
    )
    again = an_interpretation(district, document, DAY, kind="qa")
    assert again.publication is not None
    complete(district, again.publication, DAY)
    release(district, again.publication, DAY)
    actions.note_releases(at(DAY, 12))
    assert document.steps.filter(kind=StepKind.INTERPRETATION, skipped=False).count() == 1
    refused(
        NotLawful,
        lambda: actions.drop_interpretation(again, reason="不要了", actor=contact),
        "interpretation.public",
    )


def test_a_document_first_exempt_and_then_interpreted_is_noted_as_interpreted(district: District) -> None:
    index_code(district)
    document = walked(district)
    actions.exempt_interpretation(document, reason="只涉及机关内部", actor=district.actor("contact", DAY))
    row = an_interpretation(district, document, DAY)
    assert row.publication is not None
    complete(district, row.publication, DAY)
    release(district, row.publication, DAY)
    assert actions.note_releases(at(DAY, 12)) == 1
    steps = document.steps.filter(kind=StepKind.INTERPRETATION).order_by("pk")
    assert [(step.skipped, bool(step.reason)) for step in steps] == [(True, True), (False, False)]


def test_papers_that_are_no_normative_documents_wait_for_no_interpretation(district: District) -> None:
    index_code(district)
    document = walked(district, kind="other")
    item = a_text(district, document, DAY)
    item.refresh_from_db()
    assert item.held_because == ""


def test_an_exemption_while_it_is_drafted_does_not_end_the_drafting(district: District) -> None:
    document = a_life(district)
    actions.exempt_interpretation(document, reason="只涉及机关内部", actor=district.actor("contact", DAY))
    document.refresh_from_db()
    assert document.stage == "drafting"
    actions.finish_drafting(document, actor=district.actor("contact", DAY))
    document.refresh_from_db()
    assert document.stage == "solicitation"


def test_an_interpretation_laid_by_in_the_archive_is_still_read_and_not_given_up(district: District) -> None:
    index_code(district)
    document = walked(district)
    published(district, document, DAY)
    row = document.interpretations.get()
    assert row.publication is not None
    complete(district, row.publication, DAY)
    release(district, row.publication, DAY)
    publications.archive_item(row.publication, reason="留存备查", actor=district.actor("leader", DAY))
    contact = district.actor("contact", DAY)
    refused(
        NotLawful,
        lambda: actions.drop_interpretation(row, reason="不要了", actor=contact),
        "interpretation.public",
    )


def test_the_board_costs_no_more_for_more_agencies(district: District) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert board(district.head, DAY.year, DAY).lines
        return len(asked)

    a_document(district, issued_on=DAY, disclosed_on=DAY)
    before = cost()
    for number in range(3):
        below = an_agency(
            parent=district.head, code=f"9{number}", name=f"青川区第{number}局", short_name=f"第{number}局"
        )
        a_document(district, agency=below, issued_on=DAY, disclosed_on=DAY)
    assert cost() == before
