"""The text of a document at the gate: prepared, held, let go, released, noted; an item that is public already."""

from datetime import date
from typing import Any

from tests.apps.documents.refusals import refused
from tests.builders import at
from tests.lives import (
    a_text,
    an_interpretation,
    columns,
    complete,
    index_code,
    published,
    registered,
    release,
    walked,
)
from tests.normative import District, a_document

from gongkai.agencies.models import Agency
from gongkai.audit.queries import entries_of
from gongkai.documents import actions
from gongkai.documents.facts import disclosed_on
from gongkai.documents.models import NormativeDocument
from gongkai.jobs import timed
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.publications import actions as publications
from gongkai.publications.models import Publication, Section

Stage = NormativeDocument.Stage
DAY = date(2024, 5, 6)


def test_the_text_is_held_until_registered_and_interpreted_then_carries_its_number(district: District) -> None:
    index_code(district)
    document = walked(district, until=StepKind.DELIBERATION)
    item = a_text(district, document, DAY)
    assert item.draft.section.slug == "policies"
    contact = district.actor("contact", DAY)

    def hand_in() -> object:
        return publications.submit_draft(item, actor=contact, seen_version=None)

    assert "登记编号" in refused(NotLawful, hand_in, "item.held").message
    leader = district.actor("leader", DAY)
    refused(NotLawful, lambda: publications.publish_urgently(item, reason="急", actor=leader), "item.held")
    registered(district, document, DAY, number="青测发〔2024〕7号")
    assert "解读" in refused(NotLawful, hand_in, "item.held").message
    an_interpretation(district, document, DAY)
    item.refresh_from_db()
    draft = item.draft
    draft.refresh_from_db()
    assert (item.held_because, draft.document_number, draft.dated_on) == ("", "青测发〔2024〕7号", DAY)
    hand_in()


def test_an_exemption_lets_it_go_too(district: District) -> None:
    index_code(district)
    document = walked(district)
    item = a_text(district, document, DAY)
    actions.exempt_interpretation(document, reason="只涉及机关内部", actor=district.actor("contact", DAY))
    item.refresh_from_db()
    assert item.held_because == ""


def test_what_the_gate_released_is_noted_with_the_gates_day(district: District) -> None:
    index_code(district)
    document = walked(district)
    item = published(district, document, DAY)
    assert (document.stage, disclosed_on(document)) == (Stage.IN_USE, DAY)
    step = document.steps.get(kind=StepKind.PUBLICATION)
    assert step.done_on == DAY
    item.refresh_from_db()
    assert item.standing == "public"
    assert actions.note_releases(at(DAY, 13)) == 0
    verbs = [entry.verb for entry in entries_of(f"normativedocument:{document.pk}")]
    assert verbs.count("document.published") == 1


def test_the_clock_of_the_house_notes_the_release_within_the_minute(district: District) -> None:
    index_code(district)
    document = walked(district)
    an_interpretation(district, document, DAY)
    release(district, a_text(district, document, DAY), DAY)
    timed.run_due()
    document.refresh_from_db()
    assert document.stage == Stage.IN_USE


def test_nothing_is_noted_before_the_release(district: District) -> None:
    index_code(district)
    document = walked(district)
    a_text(district, document, DAY)
    assert actions.note_releases(at(DAY, 12)) == 0
    document.refresh_from_db()
    assert document.stage == Stage.PUBLICATION


def test_a_second_text_is_refused_until_the_first_was_dropped(district: District) -> None:
    document = walked(district, until=StepKind.REVIEW)
    first = a_text(district, document, DAY)
    contact = district.actor("contact", DAY)
    refused(NotLawful, lambda: actions.prepare_text(document, actor=contact), "document.has_text")
    publications.drop_draft(first, reason="重写", actor=contact)
    second = actions.prepare_text(document, actor=contact, text="第一条\n<b>第二条</b>")
    document.refresh_from_db()
    assert document.publication == second
    assert second.draft.body == "<p>第一条</p><p>&lt;b&gt;第二条&lt;/b&gt;</p>"


def test_only_a_writer_of_the_issuing_agency_prepares_the_text(district: District) -> None:
    document = walked(district, until=StepKind.REVIEW)
    refused(
        NotAllowed,
        lambda: actions.prepare_text(document, actor=district.of_head("contact", DAY)),
        "item.not_writing",
    )


def a_public_item(district: District, *, of: Agency | None = None) -> Publication:
    columns()
    agency = of or district.agency
    item = publications.draft_item(
        agency,
        written=publications.Written(
            title="办法",
            body="<p>第一条 为了规范停车，制定本办法。</p>",
            section=Section.objects.get(slug="policies"),
        ),
        actor=district.actor("contact", DAY, of=agency),
    )
    complete(district, item, DAY)
    release(district, item, DAY)
    item.refresh_from_db()
    return item


def test_a_public_item_becomes_the_text_of_a_document_in_the_register(district: District) -> None:
    index_code(district)
    document = a_document(district)
    keeper = district.of_head("legal_reviewer", DAY)
    item = a_public_item(district)
    linked = actions.link_text(document, publication=item, actor=keeper)
    assert (linked.publication, linked.stage) == (item, Stage.IN_USE)
    other = a_document(district)
    refused(
        NotAcceptable,
        lambda: actions.link_text(other, publication=item, actor=keeper),
        "document.item_taken",
        "item",
    )
    second = a_public_item(district)
    refused(
        NotLawful,
        lambda: actions.link_text(document, publication=second, actor=keeper),
        "document.has_text",
    )


def test_a_registered_document_whose_text_is_public_already_is_in_use_from_then(district: District) -> None:
    index_code(district)
    document = walked(district)
    item = a_public_item(district)
    linked = actions.link_text(document, publication=item, actor=district.actor("legal_reviewer", DAY))
    assert linked.stage == Stage.IN_USE
    assert linked.steps.filter(kind=StepKind.PUBLICATION).exists()


def test_what_readers_cannot_read_or_others_issued_is_no_text_of_it(district: District) -> None:
    index_code(district)
    keeper = district.of_head("legal_reviewer", DAY)
    document = a_document(district)
    theirs = a_public_item(district, of=district.head)
    refused(
        NotAcceptable,
        lambda: actions.link_text(document, publication=theirs, actor=keeper),
        "document.item_of_others",
        "item",
    )
    hidden = a_text(district, walked(district), DAY)
    refused(
        NotAcceptable,
        lambda: actions.link_text(document, publication=hidden, actor=keeper),
        "document.item_not_public",
        "item",
    )
    unregistered, public = walked(district, until=StepKind.REVIEW), a_public_item(district)
    refused(
        NotLawful,
        lambda: actions.link_text(unregistered, publication=public, actor=keeper),
        "document.not_registered",
    )


def test_a_held_item_is_told_by_its_hold_and_the_hold_is_on_record(district: District) -> None:
    index_code(district)
    item = a_public_item(district)
    leader = district.actor("leader", DAY)
    publications.hold_item(item, because="等上级批复", actor=leader)
    publications.hold_item(item, because="等上级批复", actor=leader)
    verbs = [entry.verb for entry in entries_of(f"publication:{item.pk}")]
    assert verbs.count("publication.held") == 1
    publications.lift_hold(item, actor=leader)
    assert entries_of(f"publication:{item.pk}").last().verb == "publication.hold_lifted"


def test_a_text_released_and_withdrawn_within_the_minute_is_noted_and_breaks_no_page(
    district: District, sits: Any
) -> None:
    index_code(district)
    document = walked(district)
    an_interpretation(district, document, DAY)
    item = a_text(district, document, DAY)
    release(district, item, DAY)
    publications.withdraw_item(item, reason="文本有误", actor=district.actor("leader", DAY))
    contact = sits("contact")
    assert contact.get("/desk/making/").status_code == 200
    assert contact.get(f"/desk/making/{document.pk}/").status_code == 200
    assert actions.note_releases(at(DAY, 12)) == 1
    document.refresh_from_db()
    assert (document.stage, disclosed_on(document)) == (Stage.IN_USE, DAY)
    assert contact.get(f"/desk/documents/{document.pk}/").status_code == 200


def test_an_item_public_before_the_document_was_signed_is_no_text_of_it(district: District) -> None:
    index_code(district)
    item = a_public_item(district)
    document = a_document(district, issued_on=date(2024, 5, 20))
    told = refused(
        NotAcceptable,
        lambda: actions.link_text(
            document, publication=item, actor=district.of_head("legal_reviewer", date(2024, 6, 3))
        ),
        "document.item_earlier",
        "item",
    )
    assert "2024年5月20日" in told.message


def test_an_item_that_changed_since_it_was_looked_up_is_linked_as_it_stands_now(district: District) -> None:
    index_code(district)
    document, item = a_document(district), a_public_item(district)
    publications.withdraw_item(
        Publication.objects.get(pk=item.pk), reason="文本有误", actor=district.actor("leader", DAY)
    )
    assert item.standing == "public"  # as it was read
    refused(
        NotAcceptable,
        lambda: actions.link_text(document, publication=item, actor=district.of_head("legal_reviewer", DAY)),
        "document.item_not_public",
        "item",
    )
