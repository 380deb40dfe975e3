"""归档: the dossier of a closed case, how long it is kept, and when it was destroyed (art. 45)."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Person
from gongkai.applications.models.application import Application
from gongkai.files.models import StoredFile


class ArchivePackage(models.Model):
    """案卷 as archived: the package with its manifest, and until when it is kept. `keep_until` null: for ever."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="archive")
    package = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="案卷包")
    manifest_digest = models.CharField("清单散列", max_length=64)
    papers = models.PositiveIntegerField("文件数")
    archived_on = models.DateField("归档日期")
    archived_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    keep_until = models.DateField("保管到", null=True)
    proposed_on = models.DateField("提出销毁之日", null=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="提出人")
    destroyed_on = models.DateField("销毁日期", null=True)
    destroyed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    destroyed_why = models.CharField("销毁依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "案卷"
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True)
                | Q(keep_until__isnull=False, destroyed_on__gt=models.F("keep_until")),
                name="destroyed_after_retention",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True)
                | Q(proposed_by__isnull=False, destroyed_by__isnull=False) & ~Q(destroyed_by=models.F("proposed_by")),
                name="destroyed_by_a_second_person",
            ),
        ]
