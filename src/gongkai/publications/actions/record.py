"""What every verb of the gate does with an item: lock it, number its state, trace the act."""

from datetime import date
from typing import Any

from django.db import models

from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import Citation
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.publications.models import Draft, Publication


def lock(publication: Publication) -> Publication:
    """The row as it stands now, locked."""
    return (
        Publication.objects.select_for_update(of=("self",), no_key=True)
        .select_related("issued_by", "section", "current", "duty")
        .get(pk=publication.pk)
    )


def draft_of(publication: Publication, *, seen_version: int | None = None) -> Draft:
    """The working copy of a locked item. NotLawful when there is none, Stale when somebody changed it since it was read."""
    draft = (
        Draft.objects.select_related("publication__issued_by", "section", "category", "written_by", "edited_by")
        .filter(publication=publication)
        .first()
    )
    if draft is None:
        raise NotLawful(
            "item.no_draft",
            None,
            "这一件现在没有正在办理的稿件，可能已经公开，或者稿件被撤销了。",
            "请打开这一件的页面，看最新的情况；要修改已经公开的内容，请点“修订”。",
        )
    draft.publication = publication
    if seen_version is not None and draft.version != seen_version:
        who = draft.edited_by.name if draft.edited_by else "有同事"
        raise Stale(
            "item.changed",
            f"您打开这一页之后，{who}改动了这件稿件，现在是“{draft.get_stage_display()}”。",
            "您填的内容都还在。请对照最新的稿件，再决定是否提交。",
        )
    return draft


def require_fits(row: models.Model) -> None:
    """No text is longer than its column: SQLite would keep it whole, PostgreSQL would fail."""
    for field in row._meta.fields:
        text, longest = getattr(row, field.attname), getattr(field, "max_length", None)
        if isinstance(text, str) and longest and len(text) > longest:
            raise NotAcceptable(
                "text.too_long",
                f"“{field.verbose_name}”最多{longest}个字，现在有{len(text)}个。",
                "请缩短后再提交。",
                field=field.name,
            )


def require_reason(reason: str, *, field: str = "reason", example: str) -> str:
    """The reason without blanks around it. NotAcceptable when there is none."""
    if not reason.strip():
        raise NotAcceptable("item.no_reason", "还没有写理由。", f"请写明理由，例如“{example}”。", field=field)
    return reason.strip()


def require_person(actor: Actor) -> int:
    """The key of the person who reviews: a step is never taken by the house itself."""
    if actor.person_id is None:
        raise NotAllowed("review.no_person", "审查须由有岗位的人员办理。", "请登录后再审查。")
    return actor.person_id


def trace(
    actor: Actor,
    verb: str,
    publication: Publication,
    *,
    on: date | None = None,
    ground: Citation | str = "",
    **details: Any,
) -> None:
    """Save the item under its next version and tell the journal. The last step of every verb."""
    publication.version += 1
    publication.save()
    audit.record(actor, f"publication.{verb}", publication, on=on or actor.at.date(), ground=ground, **details)
