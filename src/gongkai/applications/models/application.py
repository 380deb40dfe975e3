"""The application and who made it."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person
from gongkai.files.models import StoredFile
from gongkai.law.facts import ApplicantKind
from gongkai.law.stages import STAGE_LABELS, Stage

KIND_LABELS = {
    ApplicantKind.NATURAL_PERSON: "自然人",
    ApplicantKind.ENTERPRISE: "商业企业",
    ApplicantKind.RESEARCH: "科研机构",
    ApplicantKind.PUBLIC_INTEREST: "社会公益组织",
    ApplicantKind.LEGAL_SERVICES: "法律服务机构",
    ApplicantKind.OTHER_ORGANISATION: "其他法人或组织",
}


class Channel(models.TextChoices):
    """申请渠道: art. 31 fixes the day of receipt by it."""

    IN_PERSON = "in_person", "当面提交"
    ORAL = "oral", "口头（由工作机构代填）"
    SIGNED_MAIL = "signed_mail", "邮寄（挂号、特快，须签收）"
    ORDINARY_MAIL = "ordinary_mail", "邮寄（平常信函）"
    ONLINE = "online", "互联网"
    FAX = "fax", "传真"


class Form(models.TextChoices):
    """获取信息的方式."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子数据"
    ON_SITE = "on_site", "现场查阅、抄录"


class Delivery(models.TextChoices):
    """获取信息的途径."""

    ONLINE = "online", "网上查看"
    MAIL = "mail", "邮寄"
    PICK_UP = "pick_up", "自行领取"
    FAX = "fax", "传真"
    EMAIL = "email", "电子邮件"


class CaseKind(models.TextChoices):
    """What is asked: information (art. 27), or that a record about oneself be put right (art. 41; not in table 3)."""

    APPLICATION = "application", "政府信息公开申请"
    CORRECTION = "correction", "政府信息更正申请"


class Applicant(models.Model):
    """申请人 of one application: name and how to reach them. The identity paper lies apart.

    same_as: the earlier applicant an officer has confirmed to be the same person; never guessed from the name.
    """

    name = models.CharField("姓名或名称", max_length=80)
    contact_person = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    address = models.CharField("通信地址", max_length=160, blank=True)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="also", verbose_name="与此前申请人为同一人"
    )

    class Meta:
        verbose_name = "申请人"
        indexes = [models.Index(fields=["name"], name="applicant_name")]

    def __str__(self) -> str:
        return self.name


class IdentityPaper(models.Model):
    """身份证明: sealed at rest; read only through `look_at_identity_paper`, which logs the look."""

    class Kind(models.TextChoices):
        IDENTITY_CARD = "identity_card", "居民身份证"
        PASSPORT = "passport", "护照或通行证"
        CREDIT_CODE = "credit_code", "统一社会信用代码"

    applicant = models.OneToOneField(Applicant, models.PROTECT, related_name="identity_paper")
    kind = models.CharField("证件种类", max_length=20, choices=Kind.choices)
    number = models.BinaryField("证件号码（密文）")
    fingerprint = models.CharField("证件号码（散列）", max_length=64, blank=True, db_index=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, verbose_name="证件影像（加密）")

    class Meta:
        verbose_name = "身份证明"


class Namesake(models.Model):
    """重名: two applicants an officer has found to be different people, so that nobody is asked again."""

    one = models.ForeignKey(Applicant, models.PROTECT, related_name="+")
    other = models.ForeignKey(Applicant, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="namesake_once")]


class Application(models.Model):
    """一件申请. Everything about days is replayed from events; `due_on` is only a cache for lists."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="applications", verbose_name="受理机关")
    case_kind = models.CharField("事项", max_length=20, choices=CaseKind.choices, default=CaseKind.APPLICATION)
    reopens = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reopened_by", verbose_name="重新办理的原申请"
    )
    year = models.PositiveSmallIntegerField("登记年度")
    serial = models.PositiveIntegerField("登记序号")
    query_number = models.CharField("查询编号", max_length=30, unique=True)
    query_code = models.CharField("查询码（散列）", max_length=64)
    applicant = models.OneToOneField(Applicant, models.PROTECT, related_name="application", verbose_name="申请人")
    applicant_kind = models.CharField(
        "申请人类别", max_length=20, choices=[(k.value, v) for k, v in KIND_LABELS.items()]
    )
    channel = models.CharField("申请渠道", max_length=20, choices=Channel.choices)
    content = models.TextField("所需信息的名称、文号或者特征描述")
    form = models.CharField("获取方式", max_length=20, choices=Form.choices)
    delivery = models.CharField("获取途径", max_length=20, choices=Delivery.choices)
    needs_help = models.BooleanField("阅读、视听有困难，需要帮助", default=False)
    filled_in_by = models.CharField("代填人", max_length=40, blank=True)
    signed_by = models.CharField("邮件签收人", max_length=40, blank=True)
    arrived_on = models.DateField("到达之日")
    registered_on = models.DateField("登记之日")
    received_on = models.DateField("收到申请之日", null=True)
    supplemented_on = models.DateField("收到补正之日", null=True)
    replied_on = models.DateField("答复作出之日", null=True)
    closed_on = models.DateField("办结之日", null=True)
    outcome = models.CharField("处理结果", max_length=40, blank=True)
    stage = models.CharField(
        "阶段", max_length=24, choices=[(s.value, v) for s, v in STAGE_LABELS.items()], default=Stage.SUBMITTED
    )
    due_on = models.DateField("到期日（缓存）", null=True)
    officer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, verbose_name="经办人")
    archived_on = models.DateField("归档之日", null=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "申请"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "serial"], name="application_number_once"),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(stage=Stage.CLOSED) & Q(closed_on__isnull=True),
                name="closed_has_day_and_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "stage", "due_on", "id"], name="worklist"),
            models.Index(fields=["received_on"], name="received"),
            models.Index(fields=["closed_on"], name="closed"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """登记编号: 〔2020〕12号."""
        return f"〔{self.year}〕{self.serial}号"
