"""Agencies, their offices, the people and the posts they hold."""

from datetime import date, time

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class Agency(models.Model):
    """行政机关: the district government, a department, a street office. `path` is `1/5/`: all below start with it."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", "人民政府"
        DEPARTMENT = "department", "部门"
        STREET_OFFICE = "street_office", "街道办事处"
        TOWNSHIP = "township", "乡镇人民政府"
        AUTHORISED_BODY = "authorised_body", "法律法规授权组织"

    class Confirmation(models.TextChoices):
        AT_SUBMISSION = "at_submission", "提交即确认（自动回执视为本机关确认）"
        BY_OFFICER = "by_officer", "由工作人员与申请人确认"

    class Received(models.TextChoices):
        FIRST = "first", "首次收到申请之日"
        SUPPLEMENT = "supplement", "收到补正之日"

    class Closed(models.TextChoices):
        SERVED = "served", "答复送达之日"
        MADE = "made", "答复作出之日"

    class Appeals(models.TextChoices):
        CONCLUDED_OR_PENDING = "concluded_or_pending", "本年审结的，加年末尚未审结的"
        FILED = "filed", "本年提起的"

    class Items(models.TextChoices):
        APPLICATION = "application", "按申请计一件，以主要结果归类"
        ITEM = "item", "按答复的事项分别计件"

    class Reopened(models.TextChoices):
        NOT_COUNTED = "not_counted", "不再计入表三"
        COUNTED = "counted", "作为新的一件计入表三"

    class DocumentsFrom(models.TextChoices):
        ISSUED = "issued", "成文之日"
        EFFECTIVE = "effective", "施行之日"

    class DocumentsTotal(models.TextChoices):
        IN_FORCE = "in_force", "年末仍然有效的"
        ALL = "all", "公开过的全部，包括已经失效的"

    class Reassessment(models.TextChoices):
        SIX_MONTHS = "6", "六个月"
        ONE_YEAR = "12", "一年"
        TWO_YEARS = "24", "两年"

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField("路径", max_length=60, db_index=True, blank=True)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    name = models.CharField("名称", max_length=60, unique=True)
    short_name = models.CharField("简称", max_length=20)
    mark = models.CharField("机关代字", max_length=20)
    code = models.CharField("机关代码", max_length=10, unique=True)
    address = models.CharField("办公地址", max_length=120)
    phone = models.CharField("联系电话", max_length=40)
    hours = models.CharField("办公时间", max_length=80)
    fax = models.CharField("传真号码", max_length=40, blank=True)
    web_contact = models.CharField("互联网联系方式", max_length=120, blank=True)
    functions = models.TextField("机关职能", blank=True)
    review_organ = models.CharField("行政复议机关", max_length=60)
    upper_department = models.CharField("上一级主管部门", max_length=60, blank=True)
    court = models.CharField("有管辖权的人民法院", max_length=60)
    review_address = models.CharField("网上申请行政复议的网址", max_length=120, blank=True)
    takes_applications = models.BooleanField("受理依申请公开", default=True)
    confirmation = models.CharField(
        "网上申请的确认", max_length=20, choices=Confirmation.choices, default=Confirmation.AT_SUBMISSION
    )
    counting_received = models.CharField(
        "本年新收以何日计", max_length=20, choices=Received.choices, default=Received.FIRST
    )
    counting_closed = models.CharField("办结以何日计", max_length=20, choices=Closed.choices, default=Closed.SERVED)
    counting_appeals = models.CharField(
        "复议诉讼的统计范围", max_length=30, choices=Appeals.choices, default=Appeals.CONCLUDED_OR_PENDING
    )

    counting_items = models.CharField(
        "一件申请多项内容的统计", max_length=20, choices=Items.choices, default=Items.APPLICATION
    )
    counting_reopened = models.CharField(
        "复议、判决后重新答复的统计", max_length=20, choices=Reopened.choices, default=Reopened.NOT_COUNTED
    )
    counting_documents_from = models.CharField(
        "规范性文件制发以何日计", max_length=20, choices=DocumentsFrom.choices, default=DocumentsFrom.ISSUED
    )
    counting_documents_total = models.CharField(
        "规范性文件对外公开总数的范围", max_length=20, choices=DocumentsTotal.choices, default=DocumentsTotal.IN_FORCE
    )
    reassessment = models.CharField(
        "不予公开信息多久评估一次（月）",
        max_length=2,
        choices=Reassessment.choices,
        default=Reassessment.ONE_YEAR,
    )
    fee_account = models.CharField("信息处理费的缴纳方式", max_length=200, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    quiet_from = models.TimeField("免打扰开始", default=time(21, 0))
    quiet_until = models.TimeField("免打扰结束", default=time(8, 0))
    keep_years = models.PositiveSmallIntegerField("案卷保管年限（0为永久）", default=30)

    class Meta:
        ordering = ["code"]
        verbose_name = "行政机关"

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """内设机构. One of an agency's offices is its disclosure office (政府信息公开工作机构)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offices", verbose_name="机关")
    name = models.CharField("名称", max_length=40)
    is_disclosure_office = models.BooleanField("政府信息公开工作机构", default=False)

    class Meta:
        verbose_name = "内设机构"
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="office_name_once"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(is_disclosure_office=True), name="one_disclosure_office"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """A person who may sign in. What they may do follows from the posts they hold."""

    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    calendar_key = models.CharField("日程订阅密钥（散列）", max_length=64, blank=True, db_index=True)
    is_active = models.BooleanField("在用", default=True)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name


class Duty(models.TextChoices):
    """职责: what a post is for."""

    DESK_OFFICER = "desk_officer", "经办人"
    CONTACT = "contact", "部门联络员"
    REVIEWER = "reviewer", "审核人"
    LEADER = "leader", "负责人"
    LEGAL_REVIEWER = "legal_reviewer", "合法性审核人"
    EDITOR = "editor", "编辑"
    AUDITOR = "auditor", "监督审计人"
    KEEPER = "keeper", "系统管理员"


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> "PostQuerySet":
        """The posts held that day: `until` is the last day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Post(models.Model):
    """岗位: a person's duty at an agency, from a day on."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="人员")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts", verbose_name="机关")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, verbose_name="内设机构")
    duty = models.CharField("职责", max_length=20, choices=Duty.choices)
    title = models.CharField("职务", max_length=40, blank=True)
    since = models.DateField("任职起")
    until = models.DateField("任职止", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["agency__code", "pk"]
        verbose_name = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="post_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name}·{self.get_duty_display()}"


class Series(models.Model):
    """A running number that leaves no gap: locked and raised in the transaction of the act that uses it."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name", "year"], name="series_once")]
