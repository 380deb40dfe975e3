"""The columns of the portal and how each is laid out."""

from django.db import models
from django.db.models import Q


class Section(models.Model):
    """栏目. Four are fixed (国办公开办函〔2019〕61号); a special one (专题) is opened from a template and closed when its time is over."""

    class Fixed(models.TextChoices):
        GUIDE = "guide", "政府信息公开指南"
        RULES = "rules", "政府信息公开制度"
        STATUTORY = "statutory", "法定主动公开内容"
        REPORTS = "reports", "政府信息公开年报"

    class Kind(models.TextChoices):
        """ColumnType of the meta tags; the site check asks each kind for its own freshness (国办秘函〔2019〕19号)."""

        OVERVIEW = "overview", "概况信息"
        NEWS = "news", "动态要闻"
        NOTICES = "notices", "通知公告"
        POLICY = "policy", "政策文件"
        DATA = "data", "数据发布"
        GAZETTE = "gazette", "政府公报"
        OTHER = "other", "其他"

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级栏目"
    )
    slug = models.SlugField("网址", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40)
    description = models.CharField("说明", max_length=200)
    keywords = models.CharField("关键词", max_length=120, blank=True)
    kind = models.CharField("类型", max_length=12, choices=Kind.choices, default=Kind.OTHER)
    fixed = models.CharField("固定栏目", max_length=12, choices=Fixed.choices, blank=True)
    is_special = models.BooleanField("专题", default=False)
    template = models.CharField("所用模板", max_length=40, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    opened_on = models.DateField("开设之日")
    closed_on = models.DateField("关闭之日", null=True, blank=True)
    fresh_days = models.PositiveSmallIntegerField("应当多少天内更新一次", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "栏目"
        constraints = [
            models.UniqueConstraint(fields=["fixed"], condition=~Q(fixed=""), name="section_fixed_once"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="section_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SectionPart(models.Model):
    """One block of a column's page: the newest of a column or a field, words, links, or the files of its items."""

    class Kind(models.TextChoices):
        ITEMS = "items", "条目列表"
        TEXT = "text", "文字"
        LINKS = "links", "链接"
        SECTIONS = "sections", "下级栏目"

    section = models.ForeignKey(Section, models.CASCADE, related_name="parts", verbose_name="栏目")
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    title = models.CharField("标题", max_length=40)
    source = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="取自栏目"
    )
    field = models.ForeignKey(
        "publications.PriorityField", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="取自领域"
    )
    keyword = models.CharField("取自关键词", max_length=40, blank=True)
    text = models.TextField("文字（已净化）", blank=True)
    links = models.JSONField("链接（标题、网址）", default=list, blank=True)
    size = models.PositiveSmallIntegerField("条数", default=6)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "栏目板块"


class FormerAddress(models.Model):
    """旧网址: an address of this site that moved, kept for good. Both are paths beginning with a slash."""

    path = models.CharField("旧网址", max_length=300, unique=True)
    target = models.CharField("新网址", max_length=300)
    since = models.DateField("登记之日")

    class Meta:
        verbose_name = "旧网址"
