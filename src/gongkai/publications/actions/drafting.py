"""Writing an item: begun, saved, handed in for review, taken back, dropped; a public one revised."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.audit.actors import Actor
from gongkai.law import gate
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.publishing import catalogue_elements, ground_of_catalogue
from gongkai.publications.actions.attached import destroy_unreleased
from gongkai.publications.actions.holding import require_not_held
from gongkai.publications.actions.mending import require_mended
from gongkai.publications.actions.record import draft_of, lock, require_reason, trace
from gongkai.publications.actions.telling import tell
from gongkai.publications.actions.written import Written, begin_revision, set_files, write_on
from gongkai.publications.facts import rules_of, writers_of
from gongkai.publications.models import Attachment, Content, Draft, ElementDuty, Publication
from gongkai.publications.permissions import may_take, require_write
from gongkai.publications.queries import checking

Standing, Stage = Publication.Standing, Draft.Stage


@transaction.atomic
def draft_item(
    agency: Agency,
    *,
    written: Written,
    actor: Actor,
    duty: ElementDuty | None = None,
    attachments: Sequence[Attachment] = (),
) -> Publication:
    """拟稿: begin an item of that agency. duty: the element of the catalogue it fills; only a title is needed to begin."""
    require_write(actor, agency, "拟稿")
    if duty is not None and duty.agency_id != agency.pk:
        raise NotAcceptable(
            "item.other_duty", "这项目录要素由别的机关负责。", "请从本机关负责的要素里选。", field="duty"
        )
    publication = Publication.objects.create(issued_by=agency, duty=duty)
    draft = Draft(
        publication=publication,
        written_by_id=actor.person_id,
        edited_by_id=actor.person_id,
        begun_at=actor.at,
        saved_at=actor.at,
    )
    write_on(draft, written)
    draft.save()
    set_files(draft, attachments)
    trace(actor, "drafted", publication, title=draft.title)
    return publication


@transaction.atomic
def save_draft(
    publication: Publication,
    *,
    written: Written,
    actor: Actor,
    seen_version: int | None,
    attachments: Iterable[Attachment] | None = None,
) -> Draft:
    """保存稿件. Stale for the second of two editors. attachments: all files it is to have; None leaves them as they are."""
    publication = lock(publication)
    require_write(actor, publication.issued_by, "修改稿件")
    draft = draft_of(publication, seen_version=seen_version)
    require_being_written(draft, "修改")
    write_on(draft, written)
    if attachments is not None:
        set_files(draft, attachments)
    draft.edited_by_id, draft.saved_at = actor.person_id, actor.at
    draft.version += 1
    draft.save()
    trace(actor, "saved", publication, title=draft.title, draft=draft.version)
    return draft


@transaction.atomic
def revise_item(publication: Publication, *, actor: Actor) -> Draft:
    """修订: a working copy of what is public, was taken down or is archived. The public page stays until it is released."""
    publication = lock(publication)
    require_write(actor, publication.issued_by, "修订")
    if publication.current is None:
        raise NotLawful(
            "item.never_public",
            None,
            "这一件还没有公开过，没有可以修订的版本。",
            "请直接修改稿件；不予公开的请先评估。",
        )
    standing = Draft.objects.filter(publication=publication).select_related("written_by").first()
    if standing is not None:
        who = standing.written_by.name if standing.written_by else "有同事"
        raise NotAcceptable(
            "item.being_revised", f"{who}已经在修订这一件。", "请打开那份稿件接着改；不用的，可以先撤销它。"
        )
    draft = begin_revision(publication, at=actor.at, writer=actor.person_id)
    trace(actor, "revision_begun", publication, title=draft.title, version=publication.current.number)
    return draft


@transaction.atomic
def drop_draft(publication: Publication, *, reason: str, actor: Actor) -> Publication:
    """撤销稿件: the working copy goes with its files that were never released, with the reason; what is public stays.

    The steps taken stay on record.
    """
    publication = lock(publication)
    require_write(actor, publication.issued_by, "撤销稿件")
    draft = draft_of(publication)
    if publication.standing == Standing.REFUSED:
        raise NotLawful("item.refused", gate.ARTICLE, "不予公开的稿件要留着，到时评估。", "可以公开的，请先评估。")
    reason = require_reason(reason, example="与另一件重复")
    title = draft.title
    draft.delete()
    destroy_unreleased(publication)
    trace(actor, "draft_dropped", publication, reason=reason, title=title)
    return publication


@transaction.atomic
def submit_draft(publication: Publication, *, actor: Actor, seen_version: int | None) -> Draft:
    """送审: to the first reading the agency has. NotAcceptable while something the catalogue needs is missing, naming each."""
    publication = lock(publication)
    require_write(actor, publication.issued_by, "送审")
    draft = draft_of(publication, seen_version=seen_version)
    require_being_written(draft, "送审")
    require_not_held(publication, "送审")
    require_complete(draft, actor.at)
    require_mended(draft, today=actor.at.date())
    draft.stage = gate.first_reading(rules_of(publication.issued_by).reviews)
    draft.version += 1
    draft.save()
    if publication.duty_id is not None:
        ElementDuty.objects.filter(pk=publication.duty_id).update(submitted_on=actor.at.date())
    trace(actor, "submitted", publication, ground=gate.ARTICLE, title=draft.title, stage=draft.stage)
    tell(publication, draft, actor)
    return draft


@transaction.atomic
def recall_draft(publication: Publication, *, reason: str, actor: Actor) -> Draft:
    """收回稿件: back to be written, out of review or before the time it was to be released. Steps taken do not count any more."""
    publication = lock(publication)
    draft = draft_of(publication)
    at_home = actor.post is not None and actor.post.agency_id == publication.issued_by_id
    wrote = at_home and actor.person_id in writers_of(draft)  # who has gone to another agency has no more say in it
    if not (wrote or may_take(actor, gate.Step.FINAL, publication.issued_by)):
        require_write(actor, publication.issued_by, "收回稿件")
    if draft.stage == Stage.WRITING:
        raise NotLawful("item.not_out", None, "这件稿件还在拟稿，没有送审。", "可以直接修改。")
    reason = require_reason(reason, example="数字有误，改后再送")
    back_to_writing(draft)
    trace(actor, "recalled", publication, reason=reason, title=draft.title)
    return draft


def back_to_writing(draft: Draft) -> None:
    """A new round: what was passed in the one before counts no more."""
    draft.stage, draft.urgent = Stage.WRITING, ""
    draft.round += 1
    draft.version += 1
    draft.save()


def require_complete(draft: Draft, at: datetime) -> None:
    """NotAcceptable unless everything is there that a public item must say of itself, naming all that is missing."""
    missing = missing_of(draft)
    if missing:
        raise NotAcceptable(
            "item.incomplete",
            f"还缺{'、'.join(missing.values())}。",
            f"请补齐后再送审（{ground_of_catalogue()}）。",
            field=next(iter(missing)),
        )
    section = draft.section
    if section is not None and section.closed_on is not None and section.closed_on < at.date():
        raise NotAcceptable(
            "item.section_closed", f"栏目“{section.name}”已经关闭。", "请另选一个栏目，再送审。", field="section"
        )
    if draft.expires_at is not None and draft.expires_at <= max(draft.release_at or at, at):
        raise NotAcceptable(
            "item.expires_first", "期满的时间早于公开的时间。", "请核对两个时间，改正填错的一个。", field="expires_at"
        )
    if draft.openness == Content.Openness.NOT_DISCLOSED:
        raise NotAcceptable(
            "item.not_disclosed",
            "公开方式填的是“不予公开”，这样的内容不能公开。",
            "可以公开的，请改公开方式；确实不能公开的，请在审查时作出不予公开的结论。",
            field="openness",
        )


def missing_of(draft: Draft) -> dict[str, str]:
    """What a public item must say of itself and this one does not, field → label."""
    return checking.missing_of(
        {name: getattr(draft, name) for name in (*catalogue_elements(), "body", "origin", "kept_by", "change_note")}
        | {"category": draft.category_id, "section": draft.section_id},
        has_files=draft.attachments.filter(in_text=False).exists(),
        has_duty=draft.publication.duty_id is not None,
        is_revision=draft.publication.current_id is not None,
    )


def require_being_written(draft: Draft, verb: str) -> None:
    if draft.stage != Stage.WRITING:
        raise NotLawful(
            "item.in_review",
            gate.ARTICLE,
            f"这件稿件正在“{draft.get_stage_display()}”，不能{verb}。",
            "要改的，请先收回稿件，或者请审查人退回；改后重新送审。",
        )
    if draft.publication.standing == Standing.REFUSED:
        raise NotLawful(
            "item.refused",
            gate.ARTICLE,
            "这一件的结论是不予公开。",
            "到了评估的日子，或者情况变了，请先评估；可以公开的，再接着改。",
        )
