"""行政复议、行政诉讼 that follow a case: recorded when they are known of, the copy received, an appeal of a judgment."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import Upload, attach, finish, lock, require_day, require_files, require_fits
from gongkai.applications.models import Application, Attachment, Lawsuit, Reconsideration
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries.appeals import Appeal, answer_due_of, reference_of
from gongkai.audit.actors import Actor
from gongkai.law import stages
from gongkai.law.citations import Citation, cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb


@transaction.atomic
def record_reconsideration(
    application: Application,
    *,
    organ: str,
    filed_on: date,
    actor: Actor,
    procedure: str = Reconsideration.Procedure.ORDINARY,
    case_number: str = "",
    admitted_on: date | None = None,
    notified_on: date | None = None,
    files: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Reconsideration:
    """登记行政复议 against the reply, or because there is none. Regulations art. 51.

    notified_on: the day the copy was received, from which the answer is due; empty while it has not come.
    """
    application = _open(application, Verb.RECORD_RECONSIDERATION, filed_on, actor, seen_version)
    require_files(files)
    made = Reconsideration(
        application=application, organ=_named(organ, "organ", "复议机关"), filed_on=filed_on, procedure=procedure
    )
    _fill(made, case_number, admitted_on, notified_on, actor)
    attach(application, files, Attachment.Role.APPEAL, actor)
    finish(application, actor, "reconsideration_recorded", on=filed_on, ground=cite("条例", 51), appeal=made.pk)
    return made


@transaction.atomic
def record_lawsuit(
    application: Application,
    *,
    route: str,
    court: str,
    filed_on: date,
    actor: Actor,
    procedure: str = Lawsuit.Procedure.ORDINARY,
    case_number: str = "",
    admitted_on: date | None = None,
    notified_on: date | None = None,
    files: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Lawsuit:
    """登记行政诉讼, direct or after reconsideration: its first instance. Regulations art. 51."""
    application = _open(application, Verb.RECORD_LAWSUIT, filed_on, actor, seen_version)
    require_files(files)
    if route not in Lawsuit.Route.values:
        raise NotAcceptable(
            "lawsuit.route", "还没有选起诉途径。", "请选择未经复议直接起诉，或者复议后起诉。", field="route"
        )
    made = Lawsuit(
        application=application,
        route=route,
        court=_named(court, "court", "受理法院"),
        filed_on=filed_on,
        procedure=procedure,
    )
    _fill(made, case_number, admitted_on, notified_on, actor)
    attach(application, files, Attachment.Role.APPEAL, actor)
    finish(application, actor, "lawsuit_recorded", on=filed_on, ground=cite("条例", 51), appeal=made.pk)
    return made


@transaction.atomic
def record_appeal(
    lawsuit: Lawsuit,
    *,
    court: str,
    filed_on: date,
    actor: Actor,
    case_number: str = "",
    admitted_on: date | None = None,
    notified_on: date | None = None,
    files: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Lawsuit:
    """登记上诉 against the first instance, or the retrial that the second sent the case back to. 诉讼法 art. 85, 89.

    A row of its own, linked to the instance before. NotLawful where that has no judgment, or is the last.
    """
    application = lock(lawsuit.application, seen_version)
    lawsuit.refresh_from_db()
    require_handle(actor, application.agency_id, "登记上诉")
    require_files(files)
    before = _require_judged(lawsuit)
    again = lawsuit.instance == Lawsuit.Instance.SECOND
    require_day(filed_on, actor, field="filed_on", not_before=before, before_what="审结之日")
    made = Lawsuit(
        application=application,
        route=lawsuit.route,
        court=_named(court, "court", "受理法院"),
        filed_on=filed_on,
        instance=Lawsuit.Instance.FIRST if again else Lawsuit.Instance.SECOND,
        appealed_from=lawsuit,
    )
    _fill(made, case_number, admitted_on, notified_on, actor)
    attach(application, files, Attachment.Role.APPEAL, actor)
    finish(application, actor, "appeal_recorded", on=filed_on, ground=cite("诉讼法", 85), appeal=made.pk)
    return made


@transaction.atomic
def receive_copy(
    appeal: Appeal,
    *,
    notified_on: date,
    actor: Actor,
    case_number: str = "",
    procedure: str = "",
    admitted_on: date | None = None,
    files: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Appeal:
    """登记收到副本: the answer and the evidence are due from this day. 复议法 art. 48, 54; 诉讼法 art. 67."""
    application = lock(appeal.application, seen_version)
    appeal.refresh_from_db()
    require_handle(actor, application.agency_id, "登记收到副本")
    require_files(files)
    require_pending(appeal, "copy")
    if appeal.notified_on is not None:
        raise NotAcceptable(
            "copy.received", "收到副本之日已经登记过。", "如有错误，请写内部备注说明。", field="notified_on"
        )
    appeal.procedure = procedure or appeal.procedure
    _fill(appeal, case_number or appeal.case_number, admitted_on or appeal.admitted_on, notified_on, actor)
    attach(application, files, Attachment.Role.APPEAL, actor)
    finish(application, actor, "copy_received", on=notified_on, ground=duty_of(appeal), appeal=reference_of(appeal))
    return appeal


def require_pending(appeal: Appeal, code: str) -> None:
    """Refuse what only an appeal that is not concluded can take."""
    if appeal.result:
        raise NotLawful(
            f"{code}.concluded", cite("条例", 51), "这一件已经审结，不能再登记。", "漏记的事请写进内部备注。"
        )


def duty_of(appeal: Appeal) -> Citation | None:
    """The article that asks the agency to answer, of the law in force when the copy came; None while it has not come."""
    due = answer_due_of(appeal)
    return due.limit.citation if due is not None else None


def _require_judged(lawsuit: Lawsuit) -> date:
    """The day of the judgment that can be appealed."""
    if lawsuit.concluded_on is None:
        raise NotLawful(
            "appeal.no_judgment",
            cite("诉讼法", 85),
            f"{lawsuit.get_instance_display()}还没有登记结果，不能登记上诉。",
            "请先登记判决或者裁定，再登记上诉。",
        )
    if lawsuit.instance == Lawsuit.Instance.SECOND and lawsuit.decided_as != "remanded":
        raise NotLawful(
            "appeal.final",
            cite("诉讼法", 7),
            "二审判决、裁定是终审的，不能再上诉。",
            "如果是发回重审，请核对登记的结果；再审请写内部备注说明。",
        )
    if Lawsuit.objects.filter(appealed_from=lawsuit).exists():
        raise NotAcceptable(
            "appeal.repeated", "这一审的上诉已经登记过。", "请在已经登记的那一件上继续办理。", field="filed_on"
        )
    return lawsuit.concluded_on


def _open(application: Application, verb: Verb, filed_on: date, actor: Actor, seen_version: int | None) -> Application:
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, stages.VERB_LABELS[verb])
    stages.require(Stage(application.stage), verb)
    require_day(filed_on, actor, field="filed_on", not_before=application.received_on)
    return application


def _fill(appeal: Appeal, case_number: str, admitted_on: date | None, notified_on: date | None, actor: Actor) -> None:
    """Set what is known of the procedure, each day in its place, and save."""
    if appeal.procedure not in type(appeal).Procedure.values:
        raise NotAcceptable("appeal.procedure", "还没有选程序。", "请选择普通程序或者简易程序。", field="procedure")
    for field, on in (("admitted_on", admitted_on), ("notified_on", notified_on)):
        if on is not None:
            require_day(on, actor, field=field, not_before=appeal.filed_on, before_what="提起之日")
    appeal.case_number, appeal.admitted_on, appeal.notified_on = case_number.strip(), admitted_on, notified_on
    require_fits(appeal)
    appeal.save()


def _named(name: str, field: str, label: str) -> str:
    if not name.strip():
        raise NotAcceptable("appeal.unnamed", f"还没有写{label}。", f"请填写{label}的全称。", field=field)
    return name.strip()
