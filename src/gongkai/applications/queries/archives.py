"""Reading the archive: what is to be archived, what is kept, what may be destroyed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.applications.models import Application, ArchivePackage
from gongkai.audit.models import Entry
from gongkai.law.stages import Stage

_OF_THE_ARCHIVE = ("application.archived", "application.destruction_proposed", "application.archive_destroyed")


def to_archive(agency_id: int, *, size: int = 200) -> list[Application]:
    """Closed cases that are not archived and have no appeal pending, the longest closed first."""
    pending = Q(reconsiderations__result="") | Q(lawsuits__result="")
    contested = Application.objects.filter(pending, agency_id=agency_id).values("pk")
    found = Application.objects.filter(agency_id=agency_id, stage=Stage.CLOSED, archived_on__isnull=True)
    rows = found.exclude(pk__in=contested).select_related("applicant", "officer").order_by("closed_on", "pk")
    return list(rows[:size])


def archived(agency_id: int, *, size: int = 200) -> list[ArchivePackage]:
    """Packages that are kept, the newest first."""
    return list(_packages(agency_id).filter(destroyed_on__isnull=True).order_by("-archived_on", "-pk")[:size])


def destroyed(agency_id: int, *, size: int = 200) -> list[ArchivePackage]:
    """Packages that were destroyed, the newest first."""
    return list(_packages(agency_id).filter(destroyed_on__isnull=False).order_by("-destroyed_on", "-pk")[:size])


def destruction_list(agency: Agency, on: date) -> Sequence[ArchivePackage]:
    """销毁清单: packages whose retention has run out on that day and that are not destroyed, the oldest first."""
    return list(_packages(agency.pk).filter(keep_until__lt=on, destroyed_on__isnull=True).order_by("keep_until", "pk"))


def package_of(key: int) -> ArchivePackage | None:
    """A package with its case."""
    return ArchivePackage.objects.select_related("application__agency", "package").filter(pk=key).first()


def is_current(package: ArchivePackage) -> bool:
    """Whether nothing was done with the case since it was archived."""
    acts = Entry.objects.filter(subject=f"application:{package.application_id}").order_by("-sequence")
    last = acts.exclude(verb__in=_OF_THE_ARCHIVE[1:]).values_list("verb", flat=True).first()
    return last == _OF_THE_ARCHIVE[0]


def _packages(agency_id: int) -> QuerySet[ArchivePackage]:
    return ArchivePackage.objects.filter(application__agency_id=agency_id).select_related(
        "application__applicant", "package", "archived_by", "proposed_by", "destroyed_by"
    )
