"""政府信息更正 (Regulations art. 41): a record about oneself that is wrong is put right, or sent on to who may.

It is no application under art. 27: not counted in table 3, without a statutory time limit. Twenty working days are the
agency's own limit [M], and shown as such.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.applications import wording
from gongkai.applications.actions.intake import Details, Submission, register_application
from gongkai.applications.actions.record import (
    Upload,
    add_event,
    finish,
    lock,
    number_document,
    require_day,
    require_verb,
)
from gongkai.applications.choices import CORRECTION_RESULTS
from gongkai.applications.models import Application, CaseKind
from gongkai.applications.permissions import require_handle
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb

ARTICLE = cite("条例", 41)
CLOSED_AS = "otherwise.other"
DECISIONS = {
    "corrected": "经核实，该政府信息记录不准确，本机关予以更正。",
    "forwarded": "该政府信息不属于本机关职能范围，本机关已转送有权更正的行政机关处理。",
    "told": "该政府信息不属于本机关职能范围，请向有权更正的行政机关提出更正申请。",
    "not_wrong": "经核实，该政府信息记录准确，本机关不予更正。",
}
RESULTS = dict(CORRECTION_RESULTS)


@transaction.atomic
def register_correction(
    agency: Agency,
    details: Details,
    *,
    channel: str,
    arrived_on: date,
    evidence: str,
    actor: Actor,
    confirmed_on: date | None = None,
    files: Sequence[Upload] = (),
) -> Submission:
    """登记更正申请. Regulations art. 41: the record is about the applicant, and there is evidence that it is wrong.

    details.content: which record, and what is wrong with it.
    """
    if not evidence.strip() and not files:
        raise NotAcceptable(
            "correction.no_evidence",
            "还没有证据证明记录不准确。",
            "请写明申请人提出了什么证据，或者上传证据材料。",
            field="evidence",
        )
    made = register_application(
        agency,
        details,
        channel=channel,
        arrived_on=arrived_on,
        confirmed_on=confirmed_on,
        filled_in_by=actor.name if channel == "oral" else "",
        files=files,
        actor=actor,
    )
    application = made.application
    application.case_kind = CaseKind.CORRECTION
    add_event(application, "correction_asked", arrived_on, actor, evidence=evidence.strip())
    finish(application, actor, "correction_registered", on=arrived_on, ground=ARTICLE)
    return made


@transaction.atomic
def answer_correction(
    application: Application,
    *,
    result: str,
    text: str,
    checked: str,
    actor: Actor,
    on: date,
    to: str = "",
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """答复更正申请. Regulations art. 41: put right and told; or forwarded, or told whom to ask, where another agency may.

    text: what the record says from now on, or whom it was sent to; checked: how it was verified; to: the other agency.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "答复更正申请")
    require_verb(application, Verb.ANSWER_CORRECTION)
    require_day(on, actor, not_before=application.received_on)
    if result not in RESULTS:
        raise NotAcceptable("correction.result", "还没有选怎样处理。", "请从四种处理中选一种。", field="result")
    if not checked.strip():
        raise NotAcceptable(
            "correction.unchecked", "还没有写核实的情况。", "请写明核对了哪些档案、证据和结论。", field="checked"
        )
    if result == "corrected" and not text.strip():
        raise NotAcceptable("correction.no_text", "还没有写更正为什么。", "请写明更正前后的内容。", field="text")
    if result in {"forwarded", "told"} and not to.strip():
        raise NotAcceptable("correction.no_agency", "还没有写有权更正的机关。", "请填该机关的全称。", field="to")
    content = wording.compose(
        "correct_record", application, _values(application, result, text, checked, to, on), edited=edited
    )
    document = number_document(application, "correct_record", content, on)
    add_event(
        application,
        "correction_answered",
        on,
        actor,
        result=result,
        to=to.strip(),
        checked=checked.strip(),
        document=document.pk,
    )
    application.outcome, application.stage = CLOSED_AS, Stage.CLOSED
    application.replied_on = application.closed_on = on
    return finish(
        application, actor, "correction_answered", on=on, ground=ARTICLE, result=result, document=document.number
    )


def _values(application: Application, result: str, text: str, checked: str, to: str, on: date) -> dict[str, object]:
    values = wording.reply_values(application, CLOSED_AS, grounds=str(ARTICLE), reason=checked, on=on)
    told = {
        "corrected": f"更正为：{text.strip().rstrip('。')}。",
        "forwarded": f"已转送{to.strip()}处理。{text.strip()}",
        "told": f"请向{to.strip()}提出。{text.strip()}",
        "not_wrong": text.strip() or "该记录与档案一致。",
    }
    decision = DECISIONS[result]
    return {**values, "decision": decision, "result": told[result]}
