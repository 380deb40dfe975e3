"""Taking an application in: submitted by a citizen, or registered by an officer from paper, counter, voice or fax."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.agencies.actions import next_number
from gongkai.agencies.models import Agency
from gongkai.applications import codes
from gongkai.applications.actions.record import (
    Upload,
    add_event,
    attach,
    finish,
    lock,
    require_day,
    require_files,
    require_fits,
)
from gongkai.applications.models import (
    KIND_LABELS,
    Applicant,
    Application,
    Attachment,
    Channel,
    Delivery,
    Form,
    IdentityPaper,
)
from gongkai.applications.permissions import require_handle
from gongkai.audit.actors import Actor
from gongkai.files.actions import store_file
from gongkai.files.sealing import seal
from gongkai.law import stages
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.facts import ApplicantKind
from gongkai.law.stages import Stage, Verb

CONFIRMED_BY_BOTH = frozenset({Channel.ORDINARY_MAIL, Channel.ONLINE, Channel.FAX})


@dataclass(frozen=True, slots=True)
class Identity:
    """身份证明: kind, number in plain, and a scan where one was handed in."""

    kind: str
    number: str
    scan: Upload | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What an application says: exactly the three groups of art. 29, and help needed (art. 43)."""

    applicant_kind: ApplicantKind
    name: str
    phone: str
    content: str
    form: str
    delivery: str
    identity: Identity
    contact_person: str = ""
    email: str = ""
    address: str = ""
    needs_help: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """A case just opened, and the query code in plain: the one time it is known."""

    application: Application
    code: str


@transaction.atomic
def submit_application(agency: Agency, details: Details, *, actor: Actor, files: Sequence[Upload] = ()) -> Submission:
    """提交申请 at the portal. Regulations art. 29, 31(3): receipt is the day both sides confirm.

    An agency whose setting is `at_submission` confirms by the automatic receipt, at once; else an officer confirms.
    """
    if not agency.takes_applications:
        raise NotAcceptable("agency.takes_none", f"{agency.name}不在本网受理申请。", "请选择其他机关。", field="agency")
    require_files(files)
    on = actor.at.date()
    settled = agency.confirmation == Agency.Confirmation.AT_SUBMISSION
    application, code = _open(agency, details, Channel.ONLINE, arrived_on=on, registered_on=on, actor=actor)
    attach(application, files, Attachment.Role.APPLICATION, actor)
    _receive(application, on, on if settled else None, actor)
    finish(application, actor, "submitted", on=on, ground=cite("条例", 29))
    return Submission(application, code)


@transaction.atomic
def register_application(
    agency: Agency,
    details: Details,
    *,
    channel: str,
    arrived_on: date,
    actor: Actor,
    confirmed_on: date | None = None,
    filled_in_by: str = "",
    signed_by: str = "",
    envelope: Sequence[Upload] = (),
    files: Sequence[Upload] = (),
) -> Submission:
    """登记申请 that came on paper, at the counter, by voice or fax. Regulations art. 29, 31, 45.

    arrived_on and the day of registration are both kept: a late entry stays visible.
    """
    require_handle(actor, agency.pk, "登记申请")
    require_day(arrived_on, actor, field="arrived_on")
    if confirmed_on is not None:
        require_day(confirmed_on, actor, field="confirmed_on", not_before=arrived_on, before_what="到达之日")
    if channel not in Channel.values:
        raise NotAcceptable("application.channel", "还没有选申请渠道。", "请选择申请是怎样来的。", field="channel")
    if channel == Channel.ORAL and not filled_in_by.strip():
        raise NotAcceptable("oral.filled_in_by", "口头申请要写明由谁代填。", "请填代填人的姓名。", field="filled_in_by")
    require_files([*envelope, *files])
    application, code = _open(
        agency, details, channel, arrived_on=arrived_on, registered_on=actor.at.date(), actor=actor
    )
    application.filled_in_by, application.signed_by = filled_in_by.strip(), signed_by.strip()
    require_fits(application)
    attach(application, envelope, Attachment.Role.ENVELOPE, actor)
    attach(application, files, Attachment.Role.APPLICATION, actor)
    _receive(application, arrived_on, confirmed_on, actor)
    finish(application, actor, "registered", on=arrived_on, ground=cite("条例", 45), channel=channel)
    return Submission(application, code)


@transaction.atomic
def confirm_receipt(
    application: Application, *, on: date, actor: Actor, seen_version: int | None = None
) -> Application:
    """确认收到. Regulations art. 31: for ordinary mail, the internet and fax the day both sides confirm is the day of receipt."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "确认收到")
    stages.require(Stage(application.stage), Verb.CONFIRM_RECEIPT)
    require_day(on, actor, not_before=application.arrived_on, before_what="到达之日")
    add_event(application, "confirmed", on, actor)
    application.stage = Stage.HANDLING
    return finish(application, actor, "receipt_confirmed", on=on, ground=cite("条例", 31))


def _open(
    agency: Agency, details: Details, channel: str, *, arrived_on: date, registered_on: date, actor: Actor
) -> tuple[Application, str]:
    _require_complete(details)
    if details.identity.scan:
        require_files([details.identity.scan])
    applicant = Applicant(
        name=details.name.strip(),
        contact_person=details.contact_person.strip(),
        phone=details.phone.strip(),
        email=details.email.strip(),
        address=details.address.strip(),
    )
    require_fits(applicant)
    applicant.save()
    identity = details.identity
    IdentityPaper.objects.create(
        applicant=applicant,
        kind=identity.kind,
        number=seal(identity.number.strip().encode(), f"applicant:{applicant.pk}"),
        fingerprint=codes.fingerprint_of_paper(identity.number),
        scan=store_file(*identity.scan, at=actor.at, sealed=True) if identity.scan else None,
    )
    serial = next_number(agency, "applications", registered_on.year)
    code = codes.new_code()
    application = Application(
        agency=agency,
        year=registered_on.year,
        serial=serial,
        query_number=f"{agency.code}-{registered_on.year}-{serial:04d}",
        query_code=codes.fingerprint(code),
        applicant=applicant,
        applicant_kind=details.applicant_kind,
        channel=channel,
        content=details.content.strip(),
        form=details.form,
        delivery=details.delivery,
        needs_help=details.needs_help,
        arrived_on=arrived_on,
        registered_on=registered_on,
        version=0,
    )
    application.save()
    return application, code


def _require_complete(details: Details) -> None:
    """Art. 29: name, identity proof and contact; description; form. Nothing else may be demanded."""
    needed = {
        "name": (details.name, "姓名或者名称"),
        "phone": (details.phone, "联系方式"),
        "identity_number": (details.identity.number, "身份证明的号码"),
        "content": (details.content, "所需信息的名称、文号或者特征描述"),
        "form": (details.form, "获取信息的方式"),
        "delivery": (details.delivery, "获取信息的途径"),
    }
    for field, (value, label) in needed.items():
        if not value.strip():
            raise NotAcceptable("application.incomplete", f"还没有填{label}。", f"请填写{label}。", field=field)
    chosen = {
        "applicant_kind": (details.applicant_kind, KIND_LABELS, "申请人类别"),
        "identity_kind": (details.identity.kind, IdentityPaper.Kind.values, "证件种类"),
        "form": (details.form, Form.values, "获取信息的方式"),
        "delivery": (details.delivery, Delivery.values, "获取信息的途径"),
    }
    for field, (choice, known, label) in chosen.items():
        if choice not in known:
            raise NotAcceptable(
                "application.choice", f"{label}不在可选范围内。", f"请从列出的选项中选择{label}。", field=field
            )


def _receive(application: Application, arrived_on: date, confirmed_on: date | None, actor: Actor) -> None:
    told = {"channel": application.channel, "arrived_on": arrived_on.isoformat()}
    if application.channel in CONFIRMED_BY_BOTH and confirmed_on is not None:
        told["confirmed_on"] = confirmed_on.isoformat()
    add_event(application, "submitted", arrived_on, actor, **told)
    application.stage = Stage.SUBMITTED if application.received_on is None else Stage.HANDLING
