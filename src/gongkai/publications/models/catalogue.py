"""The standard catalogue of a priority field (基层政务公开标准目录): fields, matters, elements, and who owes each element."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person


class PriorityField(models.Model):
    """重点领域: one of the 26, or a later one. certain: the name was seen in an official catalogue; else it is a note on the page."""

    slug = models.SlugField("网址", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40, unique=True)
    aliases = models.JSONField("别名", default=list, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    certain = models.BooleanField("名称已核实", default=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "重点领域"

    def __str__(self) -> str:
        return self.name


class Matter(models.Model):
    """公开事项, first and second level. number: 序号 as the catalogue prints it."""

    field = models.ForeignKey(PriorityField, models.PROTECT, related_name="matters", verbose_name="重点领域")
    number = models.CharField("序号", max_length=20, blank=True)
    first = models.CharField("一级事项", max_length=80)
    second = models.CharField("二级事项", max_length=80, blank=True)
    basis = models.TextField("公开依据", blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        ordering = ["field__position", "position", "pk"]
        verbose_name = "公开事项"
        constraints = [models.UniqueConstraint(fields=["field", "first", "second"], name="matter_once")]

    def __str__(self) -> str:
        return f"{self.first}·{self.second}" if self.second else self.first


class Element(models.Model):
    """公开内容（要素）. The time limit is kept in parts; limit_text is what the catalogue prints. carriers: names of 公开渠道和载体."""

    class Limit(models.TextChoices):
        WORKDAYS = "workdays", "工作日内"
        IMMEDIATE = "immediate", "实时或者及时"
        NOTICE = "notice", "公告期限"
        OTHER = "other", "其他"

    class Cadence(models.TextChoices):
        ON_CHANGE = "on_change", "形成或者变更时"
        MONTHLY = "monthly", "每月"
        QUARTERLY = "quarterly", "每季度"
        YEARLY = "yearly", "每年"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="elements", verbose_name="公开事项")
    name = models.CharField("要素", max_length=200)
    limit_kind = models.CharField("时限类型", max_length=12, choices=Limit.choices, default=Limit.WORKDAYS)
    limit_workdays = models.PositiveSmallIntegerField("时限（工作日）", null=True, blank=True)
    limit_text = models.CharField("公开时限", max_length=200, blank=True)
    cadence = models.CharField("更新周期", max_length=12, choices=Cadence.choices, default=Cadence.ON_CHANGE)
    to_everyone = models.BooleanField("公开对象：全社会", default=True)
    audience = models.CharField("公开对象：特定群众", max_length=120, blank=True)
    proactive = models.BooleanField("主动公开", default=True)
    on_application = models.BooleanField("依申请公开", default=False)
    county = models.BooleanField("县级", default=True)
    township = models.BooleanField("乡级", default=False)
    carriers = models.JSONField("公开渠道和载体", default=list, blank=True)
    extra = models.JSONField("目录中的其他栏", default=dict, blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "公开要素"
        constraints = [
            models.UniqueConstraint(fields=["matter", "name"], name="element_once"),
            models.CheckConstraint(
                condition=~Q(limit_kind="workdays") | Q(limit_workdays__isnull=False), name="element_limit_has_days"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ElementDuty(models.Model):
    """Which agency owes an element, and how it stands. due_on, filled_on and entries are caches that the verbs keep.

    formed_on: the day the information to publish next was formed or changed; due_on: until when it must be public.
    """

    element = models.ForeignKey(Element, models.PROTECT, related_name="duties", verbose_name="要素")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="element_duties", verbose_name="公开主体")
    contact = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联络员")
    since = models.DateField("自何日起负责")
    until = models.DateField("至何日止", null=True, blank=True)
    formed_on = models.DateField("信息形成或者变更之日", null=True, blank=True)
    due_on = models.DateField("应当公开的最后一天", null=True, blank=True)
    filled_on = models.DateField("最近一次公开之日", null=True, blank=True)
    submitted_on = models.DateField("报送审核之日", null=True, blank=True)
    entries = models.PositiveIntegerField("已公开条数", default=0)
    not_applicable = models.CharField("不适用的理由", max_length=300, blank=True)
    not_applicable_on = models.DateField("报不适用之日", null=True, blank=True)
    not_applicable_by = models.CharField("报不适用的人", max_length=60, blank=True)
    not_applicable_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报不适用的人的账号"
    )
    confirmed_by = models.CharField("核对人", max_length=60, blank=True)
    confirmed_on = models.DateField("核对之日", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "要素责任"
        constraints = [
            models.UniqueConstraint(
                fields=["element", "agency"], condition=Q(until__isnull=True), name="element_duty_once"
            ),
            models.CheckConstraint(
                condition=Q(not_applicable="") | Q(not_applicable_on__isnull=False),
                name="element_duty_not_applicable_has_day",
            ),
        ]
        indexes = [models.Index(fields=["agency", "due_on"], name="element_duty_by_agency")]
