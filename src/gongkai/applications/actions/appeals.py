"""Reconsiderations and lawsuits that follow a case: enough to count table 4."""

from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import finish, lock, require_day, require_fits
from gongkai.applications.models import AppealResult, Application, Lawsuit, Reconsideration
from gongkai.applications.permissions import require_handle
from gongkai.audit.actors import Actor
from gongkai.law import stages
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


@transaction.atomic
def record_reconsideration(
    application: Application, *, organ: str, filed_on: date, actor: Actor, seen_version: int | None = None
) -> Reconsideration:
    """登记行政复议 against the reply. Regulations art. 51."""
    application = _open(application, Verb.RECORD_RECONSIDERATION, filed_on, actor, seen_version)
    made = Reconsideration(application=application, organ=_named(organ, "organ", "复议机关"), filed_on=filed_on)
    require_fits(made)
    made.save()
    finish(application, actor, "reconsideration_recorded", on=filed_on, ground=cite("条例", 51), appeal=made.pk)
    return made


@transaction.atomic
def record_lawsuit(
    application: Application, *, route: str, court: str, filed_on: date, actor: Actor, seen_version: int | None = None
) -> Lawsuit:
    """登记行政诉讼, direct or after reconsideration. Regulations art. 51."""
    application = _open(application, Verb.RECORD_LAWSUIT, filed_on, actor, seen_version)
    if route not in Lawsuit.Route.values:
        raise NotAcceptable(
            "lawsuit.route", "还没有选起诉途径。", "请选择未经复议直接起诉，或者复议后起诉。", field="route"
        )
    made = Lawsuit(application=application, route=route, court=_named(court, "court", "受理法院"), filed_on=filed_on)
    require_fits(made)
    made.save()
    finish(application, actor, "lawsuit_recorded", on=filed_on, ground=cite("条例", 51), appeal=made.pk)
    return made


@transaction.atomic
def conclude_reconsideration(
    appeal: Reconsideration, *, result: str, concluded_on: date, actor: Actor
) -> Reconsideration:
    """登记复议结果."""
    _conclude(appeal, result, concluded_on, actor, "reconsideration_concluded")
    return appeal


@transaction.atomic
def conclude_lawsuit(appeal: Lawsuit, *, result: str, concluded_on: date, actor: Actor) -> Lawsuit:
    """登记诉讼结果."""
    _conclude(appeal, result, concluded_on, actor, "lawsuit_concluded")
    return appeal


def _open(application: Application, verb: Verb, filed_on: date, actor: Actor, seen_version: int | None) -> Application:
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, stages.VERB_LABELS[verb])
    stages.require(Stage(application.stage), verb)
    require_day(filed_on, actor, field="filed_on", not_before=application.received_on)
    return application


def _named(name: str, field: str, label: str) -> str:
    if not name.strip():
        raise NotAcceptable("appeal.unnamed", f"还没有写{label}。", f"请填写{label}的全称。", field=field)
    return name.strip()


def _conclude(appeal: Reconsideration | Lawsuit, result: str, on: date, actor: Actor, verb: str) -> None:
    application = lock(appeal.application, None)
    require_handle(actor, application.agency_id, "登记结果")
    appeal.refresh_from_db()
    if appeal.result:
        raise NotAcceptable(
            "appeal.concluded", "这一件的结果已经登记过。", "如有错误，请写内部备注说明。", field="result"
        )
    if result not in AppealResult.values:
        raise NotAcceptable("appeal.result", "还没有选结果。", "请选择维持、纠正或者其他结果。", field="result")
    require_day(on, actor, field="concluded_on", not_before=appeal.filed_on, before_what="提起之日")
    appeal.result, appeal.concluded_on = result, on
    appeal.save()
    finish(application, actor, verb, on=on, ground=cite("条例", 51), result=result, appeal=appeal.pk)
