"""What an item says, as a writer hands it in, and how it comes onto the working copy."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db.models import Max

from gongkai.law.errors import NotAcceptable
from gongkai.publications.actions.record import require_fits
from gongkai.publications.cleaning import clean
from gongkai.publications.facts import PLAIN
from gongkai.publications.models import Attachment, Category, Content, Draft, Publication, Section

CHOICES = {
    "validity": Content.Validity,
    "openness": Content.Openness,
    "origin": Content.Origin,
    "after_expiry": Publication.AfterExpiry,
}


@dataclass(frozen=True, kw_only=True)
class Written:
    """The fields of `Content` under its own names, and how it is released. body: HTML, cleaned on its way in.

    section: the column it stands in; release_at: when it becomes public, empty for at once; expires_at with after_expiry: how
    long it stands; change_note: what a revision changed, told to the public.
    """

    title: str
    body: str = ""
    summary: str = ""
    document_number: str = ""
    dated_on: date | None = None
    effective_on: date | None = None
    repealed_on: date | None = None
    validity: str = Content.Validity.IN_FORCE
    keywords: str = ""
    category: Category | None = None
    genre: str = ""
    source: str = ""
    audience: str = "全社会"
    openness: str = Content.Openness.PROACTIVE
    article_item: str = ""
    origin: str = Content.Origin.MADE
    kept_by: str = ""
    section: Section | None = None
    release_at: datetime | None = None
    expires_at: datetime | None = None
    after_expiry: str = Publication.AfterExpiry.KEEP
    change_note: str = ""


def write_on(draft: Draft, written: Written) -> None:
    """Put the words on the row, unsaved. NotAcceptable where one is too long or not among the choices."""
    for field in fields(written):
        value = getattr(written, field.name)
        setattr(draft, field.name, value.strip() if isinstance(value, str) else value)
    draft.body = clean(draft.body, item=draft.publication_id)
    for name, choices in CHOICES.items():
        if getattr(draft, name) not in choices.values:
            raise NotAcceptable("item.choice", "选的一项不在可选范围内。", "请从列出的选项中选择。", field=name)
    if not draft.title:
        raise NotAcceptable("item.no_title", "还没有写标题。", "请先写标题，再保存。", field="title")
    require_fits(draft)


def copy_content(source: Content, target: Content) -> None:
    """The same words on another row, unsaved; its files are set once it is saved."""
    for name in PLAIN:
        setattr(target, name, getattr(source, name))


def set_files(draft: Draft, attachments: Iterable[Attachment]) -> None:
    """These files and no others belong to the working copy; all must be files of this item."""
    rows = list(attachments)
    if any(row.publication_id != draft.publication_id for row in rows):
        raise NotAcceptable(
            "item.other_file", "有一个附件属于另一件信息。", "请在这一件里重新上传。", field="attachments"
        )
    draft.attachments.set(rows)


def begin_revision(publication: Publication, *, at: datetime, writer: int | None) -> Draft:
    """A working copy of the current version. writer: key of the person who will write, where one has begun it."""
    current = publication.current
    if current is None:
        raise ValueError("only what was released can be revised")
    last = publication.reviews.aggregate(last=Max("round"))["last"] or 0
    draft = Draft(
        publication=publication,
        round=last + 1,  # what was passed of an earlier text never counts for this one
        section=publication.section,
        expires_at=None if publication.expired else publication.expires_at,
        after_expiry=publication.after_expiry,
        written_by_id=writer,
        edited_by_id=writer,
        begun_at=at,
        saved_at=at,
    )
    copy_content(current, draft)
    draft.save()
    draft.attachments.set(current.attachments.all())
    return draft
