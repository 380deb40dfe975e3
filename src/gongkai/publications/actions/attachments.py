"""Files of an item: attached, described, put in order, removed. What was released is never changed: a draft gets a row of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.files.actions import require_storable, store_file
from gongkai.files.contents import SCAN, Contents, can_recognise, contents_of, recognised_text
from gongkai.files.models import StoredFile
from gongkai.files.queries import content_of
from gongkai.files.stripping import strip_metadata
from gongkai.files.viruses import require_clean
from gongkai.law.errors import NotAcceptable
from gongkai.outbox import actions as outbox
from gongkai.publications.actions.attached import destroy, is_released
from gongkai.publications.actions.drafting import require_being_written
from gongkai.publications.actions.record import draft_of, lock, require_fits, trace
from gongkai.publications.actions.showing import show
from gongkai.publications.models import Attachment, Draft, Publication
from gongkai.publications.permissions import require_write
from gongkai.publications.queries.public import READABLE

RECOGNISE = "attachments.recognise"
MOST = 60  # files of one item
PICTURES = ("jpg", "png")


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file as it will be released: scanned for viruses, without its makers' names, read. Made before any transaction."""

    name: str
    kind: str
    content: bytes
    contents: Contents


def prepare_file(name: str, content: bytes) -> PreparedFile:
    """Check and strip one file; it may take seconds. NotAcceptable when it cannot be taken. Writes nothing."""
    name, kind = require_storable(name, content)
    require_clean(name, content)
    stripped = strip_metadata(name, kind, content)
    return PreparedFile(name, kind, stripped, contents_of(kind, stripped))


def attach_file(
    publication: Publication,
    name: str,
    content: bytes,
    *,
    actor: Actor,
    description: str = "",
    in_text: bool = False,
    seen_version: int | None = None,
    prepared: PreparedFile | None = None,
) -> Attachment:
    """添加附件 to the draft, without its makers' names. in_text: a picture to stand in the text, told by its description."""
    require_write(actor, publication.issued_by, "添加附件")
    file = prepared or prepare_file(name, content)
    if in_text and file.kind not in PICTURES:
        raise NotAcceptable(
            "file.not_a_picture",
            f"“{file.name}”不是图片。",
            "正文里只能插入JPG、PNG图片；别的文件请作为附件上传。",
            field="picture",
        )
    with transaction.atomic():
        publication, draft = _open(publication, actor, seen_version, "添加附件")
        if draft.attachments.count() >= MOST:
            raise NotAcceptable(
                "file.too_many", f"一件最多{MOST}个附件。", "请把小文件合成一份，或者另立一件。", field="files"
            )
        kept, preview = stored(file, actor.at)
        row = Attachment(
            publication=publication,
            file=kept,
            preview=preview,
            name=file.name,
            description=description.strip(),
            in_text=in_text,
            text=file.contents.text,
            text_state="none" if in_text else file.contents.state,
            pages=file.contents.pages,
            position=draft.attachments.count(),
        )
        require_fits(row)
        row.save()
        draft.attachments.add(row)
        if row.text_state == SCAN and can_recognise():
            outbox.put(RECOGNISE, {"attachment": row.pk}, at=actor.at)
        _changed(draft, publication, actor, "file_attached", name=row.name, digest=kept.digest)
        return row


@transaction.atomic
def describe_attachment(
    attachment: Attachment, *, actor: Actor, name: str, description: str, seen_version: int | None = None
) -> Attachment:
    """改附件的名称和说明 in the draft. The ending of the name stays what the content is."""
    publication, draft = _open(attachment.publication, actor, seen_version, "改附件的说明")
    _require_of_draft(draft, attachment)
    name, description = name.strip(), description.strip()
    name = "".join(sign for sign in name if sign not in '/\\?#%*:|"<>' and sign.isprintable())
    ending = f".{attachment.file.kind}"
    if not name.removesuffix(ending).strip(". "):
        raise NotAcceptable("file.no_name", "还没有写附件的名称。", "请写看得出内容的名称。", field="name")
    if not name.lower().endswith((ending, ".jpeg" if ending == ".jpg" else ending)):
        name += ending
    if (name, description) == (attachment.name, attachment.description):
        return attachment
    row = _own(draft, attachment)
    row.name, row.description = name, description
    require_fits(row)
    row.save(update_fields=["name", "description"])
    _changed(draft, publication, actor, "file_described", name=row.name, description=row.description)
    return row


@transaction.atomic
def order_attachments(
    publication: Publication, *, order: Sequence[int], actor: Actor, seen_version: int | None = None
) -> list[Attachment]:
    """排列附件: in the order of these keys; those not named follow as they were."""
    publication, draft = _open(publication, actor, seen_version, "排列附件")
    rows = list(draft.attachments.all())
    rank = {key: place for place, key in enumerate(order)}
    rows.sort(key=lambda row: rank.get(row.pk, len(rank)))
    ordered = []
    for place, row in enumerate(rows):
        if row.position != place:
            row = _own(draft, row)
            row.position = place
            row.save(update_fields=["position"])
        ordered.append(row)
    _changed(draft, publication, actor, "files_ordered", files=[row.name for row in ordered])
    return ordered


@transaction.atomic
def remove_attachment(attachment: Attachment, *, actor: Actor, seen_version: int | None = None) -> None:
    """移除附件 from the draft. A file that was never released is destroyed; one that was stays in the versions it stands in."""
    publication, draft = _open(attachment.publication, actor, seen_version, "移除附件")
    _require_of_draft(draft, attachment)
    name = attachment.name
    draft.attachments.remove(attachment)
    if not is_released(attachment):
        destroy(attachment)
    _changed(draft, publication, actor, "file_removed", name=name)


def recognise_attachment(key: int) -> None:
    """Read a scan by the networks and keep the words for search. A job of the outbox; doing it twice changes nothing."""
    row = Attachment.objects.select_related("file").filter(pk=key, text_state=Attachment.Text.SCAN).first()
    if row is None:
        return
    text = recognised_text(row.file.kind, content_of(row.file)).strip()
    if not text:
        return
    with transaction.atomic():
        publication = lock(row.publication)
        told = Attachment.objects.filter(file_id=row.file_id, text_state=Attachment.Text.SCAN)
        told.update(text=text, text_state=Attachment.Text.RECOGNISED)
        current = publication.current
        if publication.standing in READABLE and current and current.attachments.filter(file_id=row.file_id).exists():
            show(publication)


def _open(publication: Publication, actor: Actor, seen_version: int | None, verb: str) -> tuple[Publication, Draft]:
    """The item locked and its draft, that this actor may change now."""
    publication = lock(publication)
    require_write(actor, publication.issued_by, verb)
    draft = draft_of(publication, seen_version=seen_version)
    require_being_written(draft, verb)
    return publication, draft


def _changed(draft: Draft, publication: Publication, actor: Actor, verb: str, **told: Any) -> None:
    """The draft was changed by this actor: the next version of it, and the trace."""
    draft.edited_by_id, draft.saved_at = actor.person_id, actor.at
    draft.version += 1
    draft.save()
    trace(actor, verb, publication, draft=draft.version, **told)


def stored(file: PreparedFile, at: datetime) -> tuple[StoredFile, StoredFile | None]:
    """The file and its preview, kept. A step of the verbs that take files in."""
    kept = store_file(file.name, file.content, at=at)
    if not file.contents.preview:
        return kept, None
    return kept, store_file(f"{file.name.rpartition('.')[0][:100]}（首页）.png", file.contents.preview, at=at)


def _require_of_draft(draft: Draft, attachment: Attachment) -> None:
    if not draft.attachments.filter(pk=attachment.pk).exists():
        raise NotAcceptable(
            "file.gone", f"“{attachment.name}”已经不在这件稿件里。", "请刷新页面，看现在的附件。", field="files"
        )


def _own(draft: Draft, attachment: Attachment) -> Attachment:
    """A row that only the draft has: the row itself, or a copy of one that was released, in its place, in the text too."""
    if not is_released(attachment):
        return attachment
    released = attachment.pk
    copy = Attachment.objects.get(pk=released)
    copy.pk = None
    copy._state.adding = True
    copy.save()
    draft.attachments.remove(attachment)
    draft.attachments.add(copy)
    item = draft.publication_id
    draft.body = draft.body.replace(f"/items/{item}/files/{released}/", f"/items/{item}/files/{copy.pk}/")
    return copy
