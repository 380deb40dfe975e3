"""What is asked for, kept sealed, and its redacted copies (art. 37: what can be told apart is released without the rest)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import Upload, finish, lock, require_day, require_files, require_verb
from gongkai.applications.models import Application, Attachment
from gongkai.applications.permissions import require_handle
from gongkai.audit.actors import Actor
from gongkai.files.actions import make_redacted_copy, store_file
from gongkai.files.kinds import kind_of
from gongkai.files.redacting import prepare_redacted_copy
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Verb
from gongkai.redaction.marks import Mark
from gongkai.redaction.releasing import read_pages, require_kind


@transaction.atomic
def keep_originals(
    application: Application,
    *,
    originals: Sequence[Upload],
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Application:
    """存入原件: the papers asked for as they are, sealed; no applicant sees them. Each must be of a kind that can be redacted."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "存入原件")
    require_verb(application, Verb.DRAFT_REPLY)
    require_day(on, actor, not_before=application.received_on)
    if not originals:
        raise NotAcceptable("original.none", "还没有选原件。", "请选择要遮盖的文件。", field="originals")
    require_files(originals)
    for _, content in originals:
        require_kind(kind_of(content))
        read_pages(content, kind_of(content))
    for name, content in originals:
        Attachment.objects.create(
            application=application,
            file=store_file(name, content, at=actor.at, sealed=True),
            role=Attachment.Role.ORIGINAL,
        )
    return finish(application, actor, "originals_kept", on=on, ground=cite("条例", 37), papers=len(originals))


def release_redacted(
    application: Application,
    *,
    original: Attachment,
    marks: Sequence[Mark],
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Attachment:
    """备好遮盖副本: made anew, proven, and laid by for the reply. NotAcceptable when the proof fails: nothing is kept.

    The copy is made before the transaction, since fifty pages take seconds.
    """
    require_handle(actor, application.agency_id, "备好遮盖副本")
    if original.application_id != application.pk or original.role != Attachment.Role.ORIGINAL:
        raise NotAcceptable("original.elsewhere", "这份文件不是本件的原件。", "请回到案件，从材料里选原件。")
    require_verb(application, Verb.DRAFT_REPLY)
    prepared = prepare_redacted_copy(original.file, marks)
    with transaction.atomic():
        application = lock(application, seen_version)
        require_handle(actor, application.agency_id, "备好遮盖副本")
        require_verb(application, Verb.DRAFT_REPLY)
        require_day(on, actor, not_before=application.received_on)
        made = make_redacted_copy(original.file, marks, made_by=actor.name, at=actor.at, prepared=prepared)
        released = Attachment.objects.create(application=application, file=made.copy, role=Attachment.Role.RELEASED)
        finish(
            application,
            actor,
            "redacted",
            on=on,
            ground=cite("条例", 37),
            bars=len(marks),
            digest=made.copy.digest,
        )
    return released
