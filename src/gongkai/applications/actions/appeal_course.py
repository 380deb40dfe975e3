"""What the agency does while an appeal is pending: the answer with its evidence, the hearings."""

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction

from gongkai.applications.actions.appeals import duty_of, require_pending
from gongkai.applications.actions.record import Upload, attach, finish, lock, require_day, require_files, require_fits
from gongkai.applications.models import Attachment, Hearing, Lawsuit
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries.appeals import Appeal, answer_due_of, reference_of
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable


@transaction.atomic
def file_answer(
    appeal: Appeal, *, on: date, actor: Actor, files: Sequence[Upload] = (), seen_version: int | None = None
) -> Appeal:
    """提交书面答复（答辩状） with evidence and basis. 复议法 art. 48, 54; 诉讼法 art. 67.

    A late one is recorded as it was: the case shows it, with what it brings (复议法 art. 70).
    """
    application = lock(appeal.application, seen_version)
    appeal.refresh_from_db()
    require_handle(actor, application.agency_id, "登记书面答复")
    require_files(files)
    require_pending(appeal, "answer")
    if appeal.answered_on is not None:
        raise NotAcceptable("answer.filed", "书面答复已经登记过。", "补充的材料请写内部备注说明。", field="on")
    if appeal.notified_on is None:
        raise NotAcceptable(
            "answer.no_copy", "还没有登记收到副本之日，期限算不出来。", "请先登记收到副本之日。", field="on"
        )
    require_day(on, actor, not_before=appeal.notified_on, before_what="收到副本之日")
    appeal.answered_on = on
    appeal.save()
    attach(application, files, Attachment.Role.APPEAL, actor)
    due = answer_due_of(appeal)
    late = due.on.isoformat() if due is not None and on > due.on else None
    finish(
        application, actor, "answer_filed", on=on, ground=duty_of(appeal), appeal=reference_of(appeal), late_after=late
    )
    return appeal


@transaction.atomic
def set_hearing(
    appeal: Appeal,
    *,
    on: date,
    actor: Actor,
    at: time | None = None,
    place: str = "",
    seen_version: int | None = None,
) -> Hearing:
    """登记听证、开庭: the agency must be there. The day may lie ahead, and usually does."""
    application = lock(appeal.application, seen_version)
    appeal.refresh_from_db()
    require_handle(actor, application.agency_id, "登记听证、开庭")
    require_pending(appeal, "hearing")
    if on < appeal.filed_on:
        raise NotAcceptable("hearing.too_early", "听证、开庭的日期早于提起之日。", "请核对通知书上的日期。", field="on")
    kept = {"lawsuit": appeal} if isinstance(appeal, Lawsuit) else {"reconsideration": appeal}
    hearing = Hearing(**kept, on=on, at=at, place=place.strip())
    require_fits(hearing)
    hearing.save()
    finish(application, actor, "hearing_set", on=on, appeal=reference_of(appeal), place=place.strip())
    return hearing


@transaction.atomic
def cancel_hearing(hearing: Hearing, *, reason: str, actor: Actor, seen_version: int | None = None) -> Appeal:
    """取消听证、开庭: put off or called off; the journal keeps the day and why. A new day is set anew."""
    appeal = hearing.lawsuit or hearing.reconsideration
    if appeal is None:
        raise LookupError(f"hearing {hearing.pk} belongs to no appeal")
    application = lock(appeal.application, seen_version)
    require_handle(actor, application.agency_id, "取消听证、开庭")
    if not reason.strip():
        raise NotAcceptable("hearing.no_reason", "取消要写明原因。", "例如：法院通知改期。", field="reason")
    on = hearing.on
    hearing.delete()
    finish(application, actor, "hearing_cancelled", on=on, appeal=reference_of(appeal), reason=reason.strip()[:200])
    return appeal
