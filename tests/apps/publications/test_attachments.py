"""Files of an item: attached without their makers' names, described, put in order, removed; what was released never changes."""

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image
from tests.apps.files import makers
from tests.publishing import Newsroom, a_draft, a_newsroom, a_public_item, release, submit

from gongkai.audit.queries import entries_of
from gongkai.files import contents
from gongkai.files.queries import content_of
from gongkai.files.shelf import path_of
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.outbox.models import Job
from gongkai.publications import actions
from gongkai.publications.actions import attachments
from gongkai.publications.facts import writers_of
from gongkai.publications.models import Attachment, Draft, Publication
from gongkai.search.queries import find

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_HOME = tmp_path


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


@pytest.fixture
def item(room: Newsroom) -> Publication:
    return a_draft(room)


def attach(room: Newsroom, item: Publication, name: str = "名单.pdf", content: bytes = b"", **told: Any) -> Attachment:
    return actions.attach_file(item, name, content or makers.pdf(), actor=room.actor("contact"), **told)


def of_draft(item: Publication) -> list[Attachment]:
    return list(Draft.objects.get(publication=item).attachments.all())


def test_attach_file_keeps_it_without_its_makers_names_with_its_text_and_a_preview(room, item) -> None:
    row = attach(room, item, description="第三季度发放名单")
    assert makers.SECRET not in content_of(row.file)
    assert (row.name, row.description, row.text, row.text_state, row.pages) == (
        "名单.pdf",
        "第三季度发放名单",
        "Hello text layer of a page",
        "read",
        1,
    )
    assert Image.open(io.BytesIO(content_of(row.preview))).format == "PNG"
    assert of_draft(item) == [row]


def test_attach_file_is_traced_and_makes_the_one_who_did_it_a_writer(room, item) -> None:
    actions.attach_file(item, "名单.pdf", makers.pdf(), actor=room.actor("editor"))
    entry = entries_of(f"publication:{item.pk}").last()
    assert (entry.verb, entry.details["name"]) == ("publication.file_attached", "名单.pdf")
    actions.attach_file(item, "表.pdf", makers.pdf(), actor=room.actor("contact"))
    assert room.person("editor").pk in writers_of(Draft.objects.get(publication=item))


def test_attach_file_needs_a_writer_of_the_agency(room, item) -> None:
    with pytest.raises(NotAllowed):
        actions.attach_file(item, "名单.pdf", makers.pdf(), actor=room.actor("auditor"))
    assert of_draft(item) == []


def test_attach_file_is_refused_while_others_read_the_draft(room, item) -> None:
    submit(room, item)
    with pytest.raises(NotLawful) as refused:
        attach(room, item)
    assert refused.value.code == "item.in_review"


def test_attach_file_tells_the_second_editor(room, item) -> None:
    seen = Draft.objects.get(publication=item).version
    attach(room, item, seen_version=seen)
    with pytest.raises(Stale):
        attach(room, item, seen_version=seen)
    assert len(of_draft(item)) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("名单.pdf", b"", "file.empty"),
        ("名单.exe", b"MZ\x90\x00", "file.kind"),
        ("名单.pdf", b"MZ\x90\x00", "file.mismatch"),
        ("名单.pdf", b"%PDF-1.7 cut off", "file.broken"),
        ("图.svg", b"<svg onload='x()'/>", "file.kind"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_nothing_is_kept(room, item, name, content, code) -> None:
    with pytest.raises(NotAcceptable) as refused:
        actions.attach_file(item, name, content, actor=room.actor("contact"))
    assert refused.value.code == code
    assert refused.value.hint
    assert of_draft(item) == []


def test_only_a_picture_can_stand_in_the_text(room, item) -> None:
    with pytest.raises(NotAcceptable) as refused:
        attach(room, item, in_text=True)
    assert refused.value.code == "file.not_a_picture"
    row = attach(room, item, "现场.jpg", makers.jpeg(), in_text=True, description="核对名册")
    assert (row.in_text, row.text_state) == (True, "none")


def test_a_virus_stops_a_file_before_anything_is_written(room, item, monkeypatch, settings) -> None:
    settings.GONGKAI_CLAMD = "/nowhere/clamd.ctl"
    with pytest.raises(NotAcceptable) as refused:
        attach(room, item)
    assert refused.value.code == "file.not_scanned"
    assert not Attachment.objects.exists()


def test_an_item_has_a_bounded_number_of_files(room, item, monkeypatch) -> None:
    monkeypatch.setattr(attachments, "MOST", 1)
    attach(room, item)
    with pytest.raises(NotAcceptable) as refused:
        attach(room, item)
    assert refused.value.code == "file.too_many"


def test_describe_attachment_changes_name_and_words_and_keeps_the_ending(room, item) -> None:
    row = attach(room, item, "1.pdf")
    told = actions.describe_attachment(row, actor=room.actor("contact"), name="发放/名单", description="第三季度")
    assert (told.pk, told.name, told.description) == (row.pk, "发放名单.pdf", "第三季度")
    assert entries_of(f"publication:{item.pk}").last().verb == "publication.file_described"
    for name in (" .pdf", "???"):
        with pytest.raises(NotAcceptable):
            actions.describe_attachment(row, actor=room.actor("contact"), name=name, description="")
    with pytest.raises(NotAllowed):
        actions.describe_attachment(row, actor=room.actor("auditor"), name="名单", description="")


def test_order_attachments_puts_them_as_named(room, item) -> None:
    first, second, third = (attach(room, item, f"{name}.pdf") for name in "甲乙丙")
    actions.order_attachments(item, order=[third.pk, first.pk], actor=room.actor("contact"))
    assert [row.name for row in of_draft(item)] == ["丙.pdf", "甲.pdf", "乙.pdf"]
    assert second in of_draft(item)


def test_remove_attachment_destroys_what_was_never_released(room, item, django_capture_on_commit_callbacks) -> None:
    row = attach(room, item)
    path = path_of(row.file.digest, False)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_attachment(row, actor=room.actor("contact"))
    assert of_draft(item) == []
    assert not path.exists()
    assert entries_of(f"publication:{item.pk}").last().verb == "publication.file_removed"


def test_remove_attachment_says_when_it_is_not_in_the_draft_any_more(room, item) -> None:
    row = attach(room, item)
    Draft.objects.get(publication=item).attachments.clear()
    with pytest.raises(NotAcceptable) as refused:
        actions.remove_attachment(row, actor=room.actor("contact"))
    assert refused.value.code == "file.gone"


def _released_with_a_picture(room: Newsroom) -> tuple[Publication, Attachment]:
    item = a_public_item(room)
    actions.revise_item(item, actor=room.actor("contact"))
    row = attach(room, item, "现场.jpg", makers.jpeg(), in_text=True)
    draft = Draft.objects.get(publication=item)
    draft.body = f'<p>见图</p><img src="/items/{item.pk}/files/{row.pk}/a.jpg" alt="旧说明">'
    draft.change_note = "加了图"
    draft.save()
    return item, row


def test_a_released_file_is_never_changed_the_draft_gets_its_own_row(room) -> None:
    item, row = _released_with_a_picture(room)
    release(room, item)
    actions.revise_item(item, actor=room.actor("contact"))
    told = actions.describe_attachment(row, actor=room.actor("contact"), name="现场核对", description="新说明")
    row.refresh_from_db()
    item.refresh_from_db()
    assert (row.name, told.name) == ("现场.jpg", "现场核对.jpg")
    assert list(item.current.attachments.all()) == [row]
    assert of_draft(item) == [told]
    assert f"/files/{told.pk}/" in Draft.objects.get(publication=item).body
    actions.remove_attachment(told, actor=room.actor("contact"))
    assert content_of(row.file)


def test_a_scan_is_put_down_to_be_recognised_and_found_by_its_words_afterwards(room, monkeypatch) -> None:
    item = a_draft(room)
    monkeypatch.setattr(attachments, "can_recognise", lambda: True)
    row = attach(room, item, "名单.pdf", makers.scan())
    assert row.text_state == "scan"
    job = Job.objects.get(name=attachments.RECOGNISE)
    assert job.payload == {"attachment": row.pk}
    monkeypatch.setattr(attachments, "recognised_text", lambda kind, content: "发放名单\n青石社区")
    actions.recognise_attachment(row.pk)
    row.refresh_from_db()
    assert (row.text, row.text_state) == ("发放名单\n青石社区", "recognised")
    actions.recognise_attachment(row.pk)
    actions.recognise_attachment(10**9)


@pytest.mark.parametrize("archived", [False, True])
def test_the_words_of_a_public_scan_are_found_as_soon_as_they_are_recognised(room, monkeypatch, archived) -> None:
    monkeypatch.setattr(attachments, "can_recognise", lambda: False)
    item = a_draft(room)
    row = attach(room, item, "名单.pdf", makers.scan())
    release(room, item, on=date(2024, 3, 21))
    if archived:
        actions.archive_item(item, reason="发放已经结束。", actor=room.actor("editor"))
    assert not find("青石社区").hits
    monkeypatch.setattr(attachments, "recognised_text", lambda kind, content: "青石社区发放名单")
    actions.recognise_attachment(row.pk)
    assert [hit.reference for hit in find("青石社区").hits] == [f"publication:{item.pk}"]


@pytest.mark.skipif(not contents.can_recognise(), reason="the extra ocr is not installed")
def test_a_scan_of_nothing_stays_a_scan(room) -> None:
    row = attach(room, a_draft(room), "名单.pdf", makers.scan())
    actions.recognise_attachment(row.pk)
    row.refresh_from_db()
    assert row.text_state == "scan"


def test_dropping_what_was_never_released_destroys_its_files_but_for_those_that_others_have(
    room: Newsroom, item: Publication, django_capture_on_commit_callbacks: Any
) -> None:
    own, shared = attach(room, item), attach(room, item, "清单.txt", "甲、乙".encode())
    elsewhere = attach(room, a_draft(room, title="另一件"), "清单.txt", "甲、乙".encode())
    assert shared.file.digest == elsewhere.file.digest
    paths = [path_of(row.file.digest, False) for row in (own, shared)] + [path_of(own.preview.digest, False)]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop_draft(item, reason="与另一件重复。", actor=room.actor("contact"))
    assert [path.exists() for path in paths] == [False, True, False]
    assert not Attachment.objects.filter(publication=item).exists()
    assert content_of(elsewhere.file)


def test_dropping_a_revision_leaves_the_files_of_what_is_public(
    room: Newsroom, item: Publication, django_capture_on_commit_callbacks: Any
) -> None:
    row = attach(room, item)
    release(room, item)
    item.refresh_from_db()
    actions.revise_item(item, actor=room.actor("contact"))
    added = attach(room, item, "更正.pdf", makers.pdf("corrected"))
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop_draft(item, reason="不用改了。", actor=room.actor("contact"))
    assert content_of(row.file)
    assert not path_of(added.file.digest, False).exists()
    assert list(Attachment.objects.filter(publication=item)) == [row]
