"""同一申请人: an officer confirms or denies what the ledger proposes. Nobody is merged by name (Regulations art. 35, 42)."""

from django.db import transaction

from gongkai.applications.actions.record import finish, lock
from gongkai.applications.models import Applicant, Application, IdentityPaper, Namesake
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries import ledger_of
from gongkai.audit.actors import Actor
from gongkai.files.sealing import seal, unseal
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable


@transaction.atomic
def confirm_same_applicant(
    application: Application, *, other: Application, actor: Actor, seen_version: int | None = None
) -> Application:
    """确认同一申请人: the applicants of the two cases are one; the later row points at the earlier. Both cases stay as they are."""
    application, one, two = _both(application, other, actor, seen_version)
    if two.pk in {filing.applicant_id for filing in ledger_of(application).filings}:
        raise NotAcceptable("applicant.known", "这两件的申请人已经认作同一人。", "不用再确认。", field="other")
    earlier, later = sorted((_root(one), _root(two)), key=lambda applicant: applicant.pk)
    later.same_as = earlier
    later.save(update_fields=["same_as"])
    Namesake.objects.filter(one__in=(one, two), other__in=(one, two)).delete()
    on = actor.at.date()
    return finish(application, actor, "applicant_confirmed", on=on, ground=cite("条例", 42), other=other.number)


@transaction.atomic
def deny_same_applicant(
    application: Application, *, other: Application, actor: Actor, seen_version: int | None = None
) -> Application:
    """认定重名: the applicants of the two cases are different people; nobody is asked again. What was confirmed before is undone."""
    application, one, two = _both(application, other, actor, seen_version)
    if _paper(one) and _paper(one) == _paper(two):
        raise NotAcceptable(
            "applicant.same_paper",
            "这两件的身份证明是同一份。",
            "请核对登记的证件号码；登记有误的，请写内部备注说明。",
            field="other",
        )
    first, second = sorted((one, two), key=lambda applicant: applicant.pk)
    Applicant.objects.filter(pk=second.pk, same_as=first).update(same_as=None)
    if two.pk in {filing.applicant_id for filing in ledger_of(application).filings}:
        raise NotAcceptable(
            "applicant.linked",
            "这两件的申请人是经另一件申请认作同一人的。",
            "请到那一件申请上，把认错的那一对改为重名。",
            field="other",
        )
    Namesake.objects.get_or_create(one=first, other=second)
    on = actor.at.date()
    return finish(application, actor, "applicant_denied", on=on, ground=cite("条例", 42), other=other.number)


def copy_of_applicant(known: Applicant) -> Applicant:
    """The applicant once more, for each case has one of its own: the same person, whose paper is sealed anew. A step of the
    verbs that open a case from another."""
    same = Applicant.objects.create(
        name=known.name,
        contact_person=known.contact_person,
        phone=known.phone,
        email=known.email,
        address=known.address,
        same_as=_root(known),
    )
    paper = IdentityPaper.objects.filter(applicant=known).first()
    if paper is not None:
        number = unseal(bytes(paper.number), f"applicant:{known.pk}")
        IdentityPaper.objects.create(
            applicant=same,
            kind=paper.kind,
            number=seal(number, f"applicant:{same.pk}"),
            fingerprint=paper.fingerprint,
            scan=paper.scan,
        )
    return same


def _both(
    application: Application, other: Application, actor: Actor, seen_version: int | None
) -> tuple[Application, Applicant, Applicant]:
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "核对申请人")
    if other.agency_id != application.agency_id or other.applicant_id == application.applicant_id:
        raise NotAcceptable(
            "applicant.elsewhere", "只能核对本机关另一件申请的申请人。", "请从列出的申请中选择。", field="other"
        )
    rows = Applicant.objects.select_for_update(no_key=True).in_bulk([application.applicant_id, other.applicant_id])
    return application, rows[application.applicant_id], rows[other.applicant_id]


def _root(applicant: Applicant) -> Applicant:
    while applicant.same_as is not None:
        applicant = applicant.same_as
    return applicant


def _paper(applicant: Applicant) -> str:
    return applicant.identity_paper.fingerprint if hasattr(applicant, "identity_paper") else ""
