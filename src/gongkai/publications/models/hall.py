"""What lies on paper where people can read it (art. 25): reading places, shelves, what was handed to archive and library."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.publications.models.items import Publication


class ReadingPlace(models.Model):
    """政府信息查阅场所: the archive, the public library, the service hall, other places the agency set up."""

    class Kind(models.TextChoices):
        ARCHIVE = "archive", "国家档案馆"
        LIBRARY = "library", "公共图书馆"
        SERVICE_HALL = "service_hall", "政务服务场所"
        OTHER = "other", "其他公共查阅点"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reading_places", verbose_name="设置机关")
    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    name = models.CharField("名称", max_length=60, unique=True)
    address = models.CharField("地址", max_length=120)
    hours = models.CharField("开放时间", max_length=80)
    phone = models.CharField("电话", max_length=40, blank=True)
    closed_on = models.DateField("撤销之日", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = "查阅场所"

    def __str__(self) -> str:
        return self.name


class ShelfRecord(models.Model):
    """架上: what lies at which reading place, since when. publication: the item it is a print of, where it is one."""

    place = models.ForeignKey(ReadingPlace, models.PROTECT, related_name="shelved", verbose_name="查阅场所")
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="shelved", verbose_name="政府信息"
    )
    title = models.CharField("名称", max_length=200)
    shelf = models.CharField("架位", max_length=40)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    since = models.DateField("上架之日")
    until = models.DateField("下架之日", null=True, blank=True)
    taken_off_because = models.CharField("下架的原因", max_length=200, blank=True)

    class Meta:
        ordering = ["place", "shelf", "pk"]
        verbose_name = "架上资料"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="off_the_shelf_after_on"
            ),
        ]


class Deposit(models.Model):
    """向国家档案馆、公共图书馆提供 (art. 25): which items of a period were handed over, when. items: index numbers and titles."""

    place = models.ForeignKey(ReadingPlace, models.PROTECT, related_name="deposits", verbose_name="接收单位")
    since = models.DateField("公开时间从")
    until = models.DateField("公开时间到")
    handed_on = models.DateField("移交之日")
    items = models.JSONField("清单")
    received_by = models.CharField("接收人", max_length=60, blank=True)

    class Meta:
        ordering = ["-handed_on", "-pk"]
        verbose_name = "移交"
