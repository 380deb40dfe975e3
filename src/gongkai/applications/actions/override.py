"""第三方不同意，因公共利益决定公开 (Regulations art. 32): the third party is told in writing what will be released and why,
before it is released."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.applications import wording
from gongkai.applications.actions.consultation import consultation_of
from gongkai.applications.actions.record import add_event, finish, lock, number_document, require_day, require_verb
from gongkai.applications.models import Application, Document, Event
from gongkai.applications.permissions import require_handle, require_head
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Verb
from gongkai.law.workdays import in_words

ARTICLE = cite("条例", 32)
RELEASING = frozenset(
    {"granted.provided", "granted.already_public"}
)  # a release in part may leave out what is objected to


@transaction.atomic
def override_objection(
    application: Application,
    *,
    ref: str,
    subject: str,
    reason: str,
    approved_by: Person,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """因公共利益决定公开 over the objection `ref`. Regulations art. 32: approved by the head, the third party told what and why.

    subject: what will be released; reason: the public interest that outweighs.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "决定公开")
    require_verb(application, Verb.OVERRIDE)
    sent = consultation_of(application, ref)
    said = last_opinion(application, ref)
    if sent.data["to"] != "third_party" or said is None or said.data["consents"]:
        raise NotLawful(
            "override.no_objection",
            ARTICLE,
            f"{sent.data['name']}没有不同意公开的意见。",
            "请先登记第三方的意见。",
            field="ref",
        )
    require_day(on, actor, not_before=said.on, before_what="收到意见之日")
    if overridden(application, ref) is not None:
        raise NotAcceptable(
            "override.repeated", "已经告知过这一方决定公开。", "请送达告知书后答复申请人。", field="ref"
        )
    _require_told(subject, reason)
    require_head(application, approved_by, on, code="override.approver", verb="决定公开")
    told = _values(application, said, subject, reason, on)
    content = wording.compose("third_party_decision", application, told, addressee=sent.data["name"], edited=edited)
    document = number_document(application, "third_party_decision", content, on, for_applicant=False)
    add_event(
        application,
        "objection_overridden",
        on,
        actor,
        ref=ref,
        reason=reason.strip(),
        approved_by=approved_by.name,
        document=document.pk,
    )
    return finish(
        application,
        actor,
        "objection_overridden",
        on=on,
        ground=ARTICLE,
        ref=ref,
        document=document.number,
        approved_by=approved_by.name,
    )


def _require_told(subject: str, reason: str) -> None:
    """Art. 32: what is released, and why."""
    for text, field, what in ((subject, "subject", "决定公开的内容"), (reason, "reason", "公开的理由")):
        if not text.strip():
            raise NotAcceptable("override.incomplete", f"还没有写{what}。", f"请写明{what}，写进告知书。", field=field)


def _values(application: Application, said: Event, subject: str, reason: str, on: date) -> dict[str, str]:
    return {
        "subject": subject.strip().rstrip("。"),
        "reason": reason.strip().rstrip("。"),
        "opinion": f"你（单位）于{in_words(said.on)}提出不同意公开的意见。",
        **wording.remedy_values(application, "granted.provided", on, served_online=False),
    }


def last_opinion(application: Application, ref: str) -> Event | None:
    """What that party said last."""
    return application.events.filter(kind="opinion_received", data__ref=ref).last()


def overridden(application: Application, ref: str) -> Event | None:
    """The decision to release over that party's objection, if there is one."""
    return application.events.filter(kind="objection_overridden", data__ref=ref).first()


def require_third_parties_told(application: Application, outcome_code: str, *, before: date) -> None:
    """A release over an objection with good reason needs the letter of the decision (art. 32) served by that day. Whether
    there is a decision at all, `law.grounds` has judged when the reply was drafted and approved."""
    if outcome_code not in RELEASING:
        return
    names = {event.data["ref"]: event.data["name"] for event in application.events.filter(kind="consultation_sent")}
    for decision in application.events.filter(kind="objection_overridden"):
        said = last_opinion(application, decision.data["ref"])
        if said is not None and not said.data["consents"] and not _served_by(decision, before):
            raise NotLawful(
                "reply.third_party_untold",
                ARTICLE,
                f"给{names[decision.data['ref']]}的决定公开告知书还没有送达，不能先公开。",
                "请先送达告知书并登记，再送达答复。",
            )


def _served_by(decision: Event, day: date) -> bool:
    document = Document.objects.get(pk=decision.data["document"])
    return document.services.filter(returned_on__isnull=True, on__lte=day).exists()
