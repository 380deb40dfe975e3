"""How an appeal ended: the result in words, its column in table 4, what it orders, when the decision came."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import Upload, attach, finish, lock, require_day, require_files
from gongkai.applications.models import AppealOrder, Attachment, Lawsuit, Reconsideration
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries.appeals import Appeal, reference_of
from gongkai.audit.actors import Actor
from gongkai.law import appeals
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.workdays import in_words


@transaction.atomic
def conclude_reconsideration(
    appeal: Reconsideration,
    *,
    decided_as: str,
    concluded_on: date,
    actor: Actor,
    order: str = "",
    reply_by: date | None = None,
    decision_received_on: date | None = None,
    files: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Reconsideration:
    """登记复议结果: how it was decided gives its column in table 4 [M]; order, reply_by: what it orders, and until when."""
    _conclude(appeal, decided_as, concluded_on, order, reply_by, decision_received_on, files, actor, seen_version)
    return appeal


@transaction.atomic
def conclude_lawsuit(
    appeal: Lawsuit,
    *,
    decided_as: str,
    concluded_on: date,
    actor: Actor,
    order: str = "",
    reply_by: date | None = None,
    decision_received_on: date | None = None,
    files: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Lawsuit:
    """登记诉讼结果 of one instance. A dismissed appeal leaves the case as the first instance decided it [M]."""
    _conclude(appeal, decided_as, concluded_on, order, reply_by, decision_received_on, files, actor, seen_version)
    return appeal


@transaction.atomic
def receive_decision(
    appeal: Appeal, *, on: date, actor: Actor, files: Sequence[Upload] = (), seen_version: int | None = None
) -> Appeal:
    """登记收到决定或者裁判文书之日: the limits after it run from here. 诉讼法 art. 45, 85."""
    application = lock(appeal.application, seen_version)
    appeal.refresh_from_db()
    require_handle(actor, application.agency_id, "登记收到决定")
    require_files(files)
    if appeal.concluded_on is None:
        raise NotAcceptable("decision.pending", "这一件还没有登记结果。", "请先登记结果，再登记收到之日。", field="on")
    if appeal.decision_received_on is not None:
        raise NotAcceptable("decision.received", "收到之日已经登记过。", "如有错误，请写内部备注说明。", field="on")
    require_day(on, actor, not_before=appeal.concluded_on, before_what="审结之日")
    appeal.decision_received_on = on
    appeal.save()
    attach(application, files, Attachment.Role.APPEAL, actor)
    finish(application, actor, "decision_received", on=on, ground=cite("条例", 51), appeal=reference_of(appeal))
    return appeal


def _conclude(
    appeal: Appeal,
    decided_as: str,
    on: date,
    order: str,
    reply_by: date | None,
    received_on: date | None,
    files: Sequence[Upload],
    actor: Actor,
    seen_version: int | None,
) -> None:
    application = lock(appeal.application, seen_version)
    require_handle(actor, application.agency_id, "登记结果")
    appeal.refresh_from_db()
    require_files(files)
    if appeal.result:
        raise NotAcceptable(
            "appeal.concluded", "这一件的结果已经登记过。", "如有错误，请写内部备注说明。", field="decided_as"
        )
    chosen = _require_result(appeal, decided_as)
    require_day(on, actor, field="concluded_on", not_before=appeal.filed_on, before_what="提起之日")
    if received_on is not None:
        require_day(received_on, actor, field="decision_received_on", not_before=on, before_what="审结之日")
    _require_order(chosen, order, reply_by, received_on or on)
    appeal.decided_as, appeal.concluded_on, appeal.decision_received_on = chosen.code, on, received_on
    appeal.result = appeals.counts_as(chosen.code, before=_before(appeal))
    appeal.order, appeal.reply_by = order, reply_by
    appeal.save()
    attach(application, files, Attachment.Role.APPEAL, actor)
    verb = "lawsuit_concluded" if isinstance(appeal, Lawsuit) else "reconsideration_concluded"
    finish(
        application,
        actor,
        verb,
        on=on,
        ground=cite("条例", 51),
        decided_as=chosen.code,
        result=appeal.result,
        order=order,
        reply_by=reply_by.isoformat() if reply_by else None,
        appeal=appeal.pk,
    )


def _require_result(appeal: Appeal, code: str) -> appeals.Result:
    stage = appeal.instance if isinstance(appeal, Lawsuit) else appeals.RECONSIDERATION
    chosen = next((result for result in appeals.results_of(stage) if result.code == code), None)
    if chosen is None:
        raise NotAcceptable("appeal.result", "还没有选结果。", "请照决定书、裁判文书的主文选择。", field="decided_as")
    return chosen


def _require_order(chosen: appeals.Result, order: str, reply_by: date | None, known_on: date) -> None:
    if order not in AppealOrder.values:
        raise NotAcceptable("appeal.order", "责令的事项不在可选范围内。", "请从列出的选项中选择。", field="order")
    if order and not chosen.orders:
        raise NotAcceptable(
            "appeal.order",
            f"“{chosen.label}”的结果不会责令答复。",
            "请核对结果和责令的事项，改正填错的一处。",
            field="order",
        )
    if reply_by is not None and not order:
        raise NotAcceptable(
            "appeal.reply_by", "填了答复的期限，但没有选责令的事项。", "请选择责令的事项，或者删去期限。", field="order"
        )
    if reply_by is not None and reply_by < known_on:
        raise NotAcceptable(
            "appeal.reply_by",
            f"责令答复的期限早于{in_words(known_on)}。",
            "请照决定书、裁判文书核对期限。",
            field="reply_by",
        )


def _before(appeal: Appeal) -> str:
    """The result of the instance before, where there is one."""
    return appeal.appealed_from.result if isinstance(appeal, Lawsuit) and appeal.appealed_from else ""
