"""归档: the dossier of a closed case is laid by with its manifest, kept for its years, and destroyed by two people."""

from datetime import date
from pathlib import Path

from django.db import transaction

from gongkai.agencies.permissions import require_duty
from gongkai.applications.actions.record import finish, lock, require_day
from gongkai.applications.dossier import Folder, dossier_folder, whole_case
from gongkai.applications.models import Application, ArchivePackage
from gongkai.applications.permissions import DECIDING, require_handle
from gongkai.applications.queries.archives import is_current
from gongkai.audit.actors import Actor
from gongkai.files.actions import destroy_content, store_package
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.stages import Stage
from gongkai.law.workdays import in_words


def archive_application(
    application: Application,
    *,
    on: date,
    actor: Actor,
    font_folder: Path | None = None,
    seen_version: int | None = None,
) -> ArchivePackage:
    """归档. Regulations art. 45: the dossier as a package with its manifest, sealed, kept for the agency's years.

    A case to which something was added since is archived anew, and the new package takes the place of the old. The package
    is made between two looks at the case, since a thick one takes seconds; what was added in between makes it Stale.
    """
    seen, _ = _looked_at(application, on, actor, seen_version)
    folder = dossier_folder(whole_case(application.pk), on, font_folder=font_folder)
    with transaction.atomic():
        application, before = _looked_at(application, on, actor, seen.version)
        kept = _laid_by(application, before, folder, on, actor)
        finish(
            application,
            actor,
            "archived",
            on=on,
            ground=cite("条例", 45),
            papers=folder.papers,
            manifest=folder.digest,
            keep_until=kept.keep_until.isoformat() if kept.keep_until else None,
        )
    return kept


@transaction.atomic
def _looked_at(
    application: Application, on: date, actor: Actor, version: int | None
) -> tuple[Application, ArchivePackage | None]:
    """The case as it stands, which may be archived, and the package it has already."""
    application = lock(application, version)
    require_handle(actor, application.agency_id, "归档")
    require_day(on, actor)
    before = ArchivePackage.objects.select_related("package").filter(application=application).first()
    _require_archivable(application, before)
    return application, before


def _laid_by(
    application: Application, before: ArchivePackage | None, folder: Folder, on: date, actor: Actor
) -> ArchivePackage:
    """The package stored, with until when it is kept; the bytes of the one it replaces go."""
    package = store_package(f"案卷{application.query_number}.zip", folder.package, at=actor.at)
    years = application.agency.keep_years
    kept = before or ArchivePackage(application=application)
    old, kept.package = kept.package, package
    kept.manifest_digest, kept.papers = folder.digest, folder.papers
    kept.archived_on, kept.archived_by_id = on, _person_of(actor)
    # Retention counts whole years after the year of archiving.
    kept.keep_until = date(on.year + years, 12, 31) if years else None
    kept.proposed_on = kept.proposed_by = None
    kept.save()
    if old is not None:
        destroy_content(old)
    application.archived_on = on
    return kept


@transaction.atomic
def propose_destruction(
    package: ArchivePackage, *, reason: str, on: date, actor: Actor, seen_version: int | None = None
) -> ArchivePackage:
    """提出销毁 of a package whose retention has run out. Another person decides."""
    application = lock(package.application, seen_version)
    package.refresh_from_db()
    require_handle(actor, application.agency_id, "提出销毁")
    require_day(on, actor)
    _require_run_out(package, on)
    if not reason.strip():
        raise NotAcceptable("destruction.no_reason", "提出销毁要写明依据。", "例如：保管期满，鉴定无继续保存价值。", field="reason")  # fmt: skip
    package.proposed_on, package.proposed_by_id, package.destroyed_why = on, actor.person_id, reason.strip()[:200]
    package.save()
    finish(application, actor, "destruction_proposed", on=on, ground=cite("条例", 45), reason=package.destroyed_why)
    return package


@transaction.atomic
def destroy_archive(
    package: ArchivePackage, *, on: date, actor: Actor, seen_version: int | None = None
) -> ArchivePackage:
    """批准销毁, by a leader or reviewer who did not propose it. The bytes go; the row, the register and the journal stay."""
    application = lock(package.application, seen_version)
    package = ArchivePackage.objects.select_related("package").get(pk=package.pk)
    require_duty(actor, *DECIDING, agency=application.agency_id, verb="批准销毁")
    require_day(on, actor)
    _require_run_out(package, on)
    if package.proposed_by_id is None:
        raise NotAcceptable(
            "destruction.not_proposed", "还没有人提出销毁。", "请先由经办人提出，写明依据，再由您批准。", field="reason"
        )
    if package.proposed_by_id == actor.person_id:
        raise NotAllowed("destruction.own_proposal", "不能批准自己提出的销毁。", "请交另一位负责人或者审核人批准。")
    gone, digest = package.package, package.manifest_digest
    package.package, package.destroyed_on, package.destroyed_by_id = None, on, actor.person_id
    package.save()
    if gone is not None:
        destroy_content(gone)
    finish(
        application,
        actor,
        "archive_destroyed",
        on=on,
        ground=cite("条例", 45),
        manifest=digest,
        reason=package.destroyed_why,
    )
    return package


def _require_archivable(application: Application, before: ArchivePackage | None) -> None:
    if application.stage != Stage.CLOSED:
        raise NotLawful(
            "archive.open",
            cite("条例", 45),
            "这件申请还没有办结，不能归档。",
            "办结以后再归档；要给人看，可以下载案卷。",
        )
    pending = application.reconsiderations.filter(result="").exists() or application.lawsuits.filter(result="").exists()
    if pending:
        raise NotLawful(
            "archive.contested", cite("条例", 45), "这件申请的复议或者诉讼还没有审结。", "审结并登记结果以后再归档。"
        )
    if before is not None and before.destroyed_on is not None:
        raise NotAcceptable("archive.destroyed", "这件案卷保管期满，已经销毁。", "不能再归档。")
    if before is not None and is_current(before):
        raise NotAcceptable("archive.done", "这件申请已经归档，此后没有新的材料。", "补充了材料以后可以重新归档。")


def _require_run_out(package: ArchivePackage, on: date) -> None:
    if package.destroyed_on is not None:
        raise NotAcceptable("destruction.done", "这件案卷已经销毁。", "请看留痕中的记录。")
    if package.keep_until is None:
        raise NotLawful("destruction.permanent", cite("条例", 45), "这件案卷永久保管。", "不能销毁。")
    if on <= package.keep_until:
        raise NotLawful(
            "destruction.too_early",
            cite("条例", 45),
            f"这件案卷要保管到{in_words(package.keep_until)}。",
            "保管期满以后再办理销毁。",
        )


def _person_of(actor: Actor) -> int:
    """The person behind a post: packages are laid by, and destroyed, by people."""
    if actor.person_id is None:
        raise NotAllowed("archive.nobody", "归档要由经办人办理。", "请由经办人登录后归档。")
    return actor.person_id
