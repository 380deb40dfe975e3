"""Disclosure on application: the application, who made it, what happened, what was answered, what followed."""

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


class Applicant(models.Model):
    """申请人: name and how to reach them. The identity paper lies apart."""

    name = models.CharField("姓名或名称", max_length=80)
    contact_person = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    address = models.CharField("通信地址", max_length=160, blank=True)

    class Meta:
        verbose_name = "申请人"

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
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, verbose_name="证件影像（加密）")

    class Meta:
        verbose_name = "身份证明"


class Application(models.Model):
    """一件申请. Everything about days is replayed from events; `due_on` is only a cache for lists."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="applications", verbose_name="受理机关")
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


class Event(models.Model):
    """What happened to an application, on which day; the clock is replayed from these. Never changed."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("事件", max_length=30)
    on = models.DateField("日期")
    data = models.JSONField("内容", default=dict)
    recorded_at = models.DateTimeField("登记时间")
    by = models.CharField("登记人", max_length=60)

    class Meta:
        ordering = ["application", "position"]
        constraints = [models.UniqueConstraint(fields=["application", "position"], name="event_position_once")]


class Document(models.Model):
    """文书: a numbered letter, frozen as it went out. `content` holds title, addressee, paragraphs."""

    class Kind(models.TextChoices):
        SUPPLEMENT = "supplement", "补正告知书"
        EXTENSION = "extension", "延期答复告知书"
        THIRD_PARTY = "third_party", "第三方意见征询书"
        AGENCY = "agency", "征求意见函"
        CONSULTATION = "consultation", "征求意见情况告知书"
        LAPSE = "lapse", "逾期不补正终止处理告知书"
        WITHDRAWAL = "withdrawal", "撤回申请确认书"
        REPLY = "reply", "答复书"

    agency = models.ForeignKey(Agency, models.PROTECT)
    application = models.ForeignKey(Application, models.PROTECT, related_name="documents")
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField("年")
    serial = models.PositiveIntegerField("序号")
    dated_on = models.DateField("成文日期")
    content = models.JSONField("内容")
    for_applicant = models.BooleanField("致申请人", default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "文书"
        constraints = [models.UniqueConstraint(fields=["agency", "year", "serial"], name="document_number_once")]

    @property
    def number(self) -> str:
        """发文字号: 云政公开〔2020〕12号."""
        return f"{self.agency.mark}〔{self.year}〕{self.serial}号"


class Reply(models.Model):
    """答复: drafted, approved by a second person, served. At most one lives; returned ones stay on file."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "待审批"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "待送达"
        SERVED = "served", "已送达"

    class Service(models.TextChoices):
        HAND = "hand", "直接送达"
        ENTRUSTED = "entrusted", "委托其他行政机关送达"
        MAIL = "mail", "邮政企业邮寄"
        ELECTRONIC = "electronic", "按申请人要求以电子方式送达"
        ON_THE_SPOT = "on_the_spot", "当场答复"

    application = models.ForeignKey(Application, models.PROTECT, related_name="replies")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFTED)
    outcome = models.CharField("处理结果", max_length=40)
    grounds = models.CharField("法律依据", max_length=200)
    reason = models.TextField("事实与理由")
    search_record = models.TextField("检索记录", blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    drafted_on = models.DateField("拟稿日期")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("审批日期", null=True)
    remark = models.CharField("审批意见", max_length=400, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True)
    served_on = models.DateField("送达日期", null=True)
    service = models.CharField("送达方式", max_length=20, choices=Service.choices, blank=True)
    mail_number = models.CharField("邮件号", max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "答复"
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=~Q(state="returned"), name="one_reply_lives"),
            models.CheckConstraint(condition=~Q(grounds="") & ~Q(outcome=""), name="reply_has_ground"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(decided_by=models.F("drafted_by")),
                name="nobody_approves_their_own_draft",
            ),
        ]


class Attachment(models.Model):
    """A file on the case. `for_applicant`: may be downloaded with number and code."""

    class Role(models.TextChoices):
        APPLICATION = "application", "申请材料"
        ENVELOPE = "envelope", "信封扫描件"
        SUPPLEMENT = "supplement", "补正材料"
        OPINION = "opinion", "意见材料"
        RELEASED = "released", "公开的信息"

    application = models.ForeignKey(Application, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    role = models.CharField("用途", max_length=20, choices=Role.choices)
    for_applicant = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]


class Note(models.Model):
    """内部备注: what the applicant does not see."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="notes")
    text = models.TextField("内容")
    by = models.CharField("写的人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]


class AppealResult(models.TextChoices):
    """复议、诉讼的结果, as table 4 names them. Not yet concluded: no result."""

    UPHELD = "upheld", "结果维持"
    OVERTURNED = "overturned", "结果纠正"
    OTHER_RESULT = "other_result", "其他结果"


class Reconsideration(models.Model):
    """行政复议 on a case."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="reconsiderations")
    organ = models.CharField("复议机关", max_length=60)
    filed_on = models.DateField("申请日期")
    result = models.CharField("结果", max_length=20, choices=AppealResult.choices, blank=True)
    concluded_on = models.DateField("审结日期", null=True)

    class Meta:
        verbose_name = "行政复议"
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", concluded_on__isnull=True)
                | ~Q(result="") & Q(concluded_on__isnull=False, concluded_on__gte=models.F("filed_on")),
                name="reconsideration_result_has_day",
            )
        ]


class Lawsuit(models.Model):
    """行政诉讼 on a case. route: direct, or after reconsideration."""

    class Route(models.TextChoices):
        DIRECT = "direct", "未经复议直接起诉"
        AFTER_RECONSIDERATION = "after_reconsideration", "复议后起诉"

    application = models.ForeignKey(Application, models.PROTECT, related_name="lawsuits")
    route = models.CharField("起诉途径", max_length=24, choices=Route.choices)
    court = models.CharField("受理法院", max_length=60)
    filed_on = models.DateField("起诉日期")
    result = models.CharField("结果", max_length=20, choices=AppealResult.choices, blank=True)
    concluded_on = models.DateField("审结日期", null=True)

    class Meta:
        verbose_name = "行政诉讼"
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", concluded_on__isnull=True)
                | ~Q(result="") & Q(concluded_on__isnull=False, concluded_on__gte=models.F("filed_on")),
                name="lawsuit_result_has_day",
            )
        ]


class QueryAttempt(models.Model):
    """A wrong query code, so that guessing is slowed. The address is kept as a hash."""

    number = models.CharField(max_length=30, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)
