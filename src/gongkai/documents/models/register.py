"""The register: the documents, the steps each went through, the acts that changed its validity, what it rests on."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.publications.models import PriorityField, Publication


class DocumentRules(models.Model):
    """规范性文件规则 of an agency; without a row an agency has those of the nearest agency above it.

    required: keys of `law.documents.StepKind` that may not be passed over without a reason. The limits are in working days.
    """

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="document_rules", verbose_name="机关")
    required = models.JSONField("须经的环节", default=list)
    review_workdays = models.PositiveSmallIntegerField("合法性审核期限（工作日）", default=15)
    review_least_workdays = models.PositiveSmallIntegerField("合法性审核一般不少于（工作日）", default=5)
    urgent_review_workdays = models.PositiveSmallIntegerField("紧急情况的审核期限（工作日）", default=2)
    reviews_contracts = models.BooleanField("审核行政合同", default=False)
    interpretation_workdays = models.PositiveSmallIntegerField("解读期限（工作日）", default=3)
    may_make_rules = models.BooleanField("可以制定规章", default=False)
    term_years = models.PositiveSmallIntegerField("有效期一般为（年）", default=5)
    trial_years = models.PositiveSmallIntegerField("试行、暂行的有效期一般为（年）", default=2)
    remind_days = models.PositiveSmallIntegerField("有效期满前多少天提醒", default=90)
    register_mark = models.CharField("登记编号的代字", max_length=20, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "规范性文件规则"
        constraints = [
            models.CheckConstraint(
                condition=Q(review_least_workdays__lte=models.F("review_workdays")), name="review_limits_in_order"
            ),
            models.CheckConstraint(condition=Q(review_workdays__gte=1), name="review_has_days"),
            models.CheckConstraint(condition=Q(interpretation_workdays__gte=1), name="interpretation_has_days"),
        ]


class NormativeDocument(models.Model):
    """行政规范性文件, from its first draft on; 规章 only where the agency may make them; 其他文件 stand in the library, not in table 2.

    agency: whose document it is (the first of joint ones); drafted_by: who drafts it and interprets it. issued_on: 成文 (签发)日期;
    valid_until: the last day of its term, where it has one. publication: its text at the gate; disclosed_on: the first day it was
    public, where that was before the gate (an imported library); else the gate's day counts. validity: how it stood on
    validity_on, kept for filters: what it is on a day is `law.validity`'s to say.
    """

    class Kind(models.TextChoices):
        NORMATIVE = "normative", "行政规范性文件"
        RULES = "rules", "规章"
        OTHER = "other", "其他文件"

    class Stage(models.TextChoices):
        DRAFTING = "drafting", "起草"
        SOLICITATION = "solicitation", "征求意见"
        REVIEW = "review", "合法性审核"
        DELIBERATION = "deliberation", "集体审议"
        REGISTRATION = "registration", "登记编号"
        PUBLICATION = "publication", "公布"
        IN_USE = "in_use", "施行"
        DROPPED = "dropped", "终止"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="documents", verbose_name="制定机关")
    drafted_by = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="起草单位")
    joint = models.ManyToManyField(Agency, related_name="joint_documents", verbose_name="联合制定机关", blank=True)
    joint_outside = models.JSONField("区外的联合制定机关", default=list, blank=True)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.NORMATIVE)
    stage = models.CharField("环节", max_length=14, choices=Stage.choices, default=Stage.DRAFTING)
    title = models.CharField("标题", max_length=200)
    number = models.CharField("发文字号", max_length=80, blank=True)
    number_key = models.CharField("发文字号（比对用）", max_length=80, blank=True)
    registration_number = models.CharField("登记编号", max_length=60, blank=True)
    field = models.ForeignKey(
        PriorityField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="领域"
    )
    trial = models.BooleanField("试行、暂行", default=False)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    registered_on = models.DateField("登记之日", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    disclosed_on = models.DateField("首次公开之日", null=True, blank=True)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, related_name="normative_document", verbose_name="公开的文本"
    )
    urgent = models.CharField("紧急的理由", max_length=300, blank=True)
    dropped_because = models.CharField("终止的理由", max_length=300, blank=True)
    no_interpretation = models.CharField("不解读的理由", max_length=300, blank=True)
    imported_from = models.CharField("导入来源", max_length=120, blank=True)
    validity = models.CharField("有效性", max_length=16, blank=True)
    validity_on = models.DateField("有效性所属的一天", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = "规范性文件"
        constraints = [
            models.UniqueConstraint(
                fields=["number_key"],
                condition=~Q(number_key="") & ~Q(stage="dropped"),
                name="normative_number_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "registration_number"],
                condition=~Q(registration_number=""),
                name="registration_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["publication", "in_use"]) | Q(issued_on__isnull=False),
                name="issued_document_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "stage", "-issued_on", "-id"], name="documents_of_agency"),
            models.Index(fields=["validity", "-issued_on", "-id"], name="documents_by_validity"),
            models.Index(fields=["stage", "valid_until"], name="documents_by_term"),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One step of a document's life, done or passed over with a reason. A step may be taken again (a second solicitation): rows stay.

    kind: `law.documents.StepKind`. since, until, address, opinions: of a solicitation. place: the meeting that deliberated.
    reason: why a step was passed over; it stays visible.
    """

    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="steps", verbose_name="文件")
    kind = models.CharField("环节", max_length=14)
    done_on = models.DateField("日期")
    skipped = models.BooleanField("未经这一环节", default=False)
    reason = models.CharField("理由", max_length=300, blank=True)
    note = models.TextField("情况", blank=True)
    since = models.DateField("征求意见开始", null=True, blank=True)
    until = models.DateField("征求意见截止", null=True, blank=True)
    address = models.CharField("征求意见的网址", max_length=300, blank=True)
    opinions = models.PositiveIntegerField("收到意见数", null=True, blank=True)
    taken = models.PositiveIntegerField("采纳意见数", null=True, blank=True)
    place = models.CharField("会议", max_length=120, blank=True)
    recorded_by = models.CharField("记录人", max_length=60)
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        ordering = ["done_on", "pk"]
        verbose_name = "环节"
        constraints = [
            models.CheckConstraint(condition=Q(skipped=False) | ~Q(reason=""), name="skipped_step_has_reason"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=models.F("since")),
                name="solicitation_ends_after_it_begins",
            ),
        ]


class Change(models.Model):
    """效力变动: an act that changed a document's validity, from a day on. Recorded by mistake it is cancelled and stays.

    effective_on: the first day it holds (a repealed document is not in force that day). acting: the document that did it, where
    it stands in the register; acting_title, acting_number: as printed, also for acts of others. replaced: the acting document takes
    its place (one issued and one repealed). until: the new last day of the term, of an extension.
    """

    class Kind(models.TextChoices):
        AMENDED = "amended", "修改"
        REPEALED = "repealed", "废止"
        DECLARED_LAPSED = "declared_lapsed", "宣布失效"
        EXTENDED = "extended", "延长有效期"

    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="changes", verbose_name="文件")
    kind = models.CharField("变动", max_length=16, choices=Kind.choices)
    effective_on = models.DateField("自何日起")
    acting = models.ForeignKey(
        NormativeDocument, models.PROTECT, null=True, blank=True, related_name="acts", verbose_name="依据的文件"
    )
    acting_title = models.CharField("依据的文件标题", max_length=200, blank=True)
    acting_number = models.CharField("依据的文件字号", max_length=80, blank=True)
    replaced = models.BooleanField("由依据的文件代替", default=False)
    until = models.DateField("有效期延至", null=True, blank=True)
    reason = models.CharField("说明", max_length=300, blank=True)
    recorded_by = models.CharField("记录人", max_length=60)
    recorded_at = models.DateTimeField("记录时间")
    cancelled_at = models.DateTimeField("更正时间", null=True, blank=True)
    cancelled_because = models.CharField("更正的理由", max_length=300, blank=True)

    class Meta:
        ordering = ["effective_on", "pk"]
        verbose_name = "效力变动"
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(kind__in=["repealed", "declared_lapsed"], cancelled_at__isnull=True),
                name="document_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="extended") | Q(until__isnull=False), name="extension_has_last_day"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""), name="cancelled_change_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(acting__isnull=True) | ~Q(acting=models.F("document")), name="no_document_acts_on_itself"
            ),
        ]


class Basis(models.Model):
    """制定依据: a law or document it rests on, as printed; cited: where that stands in the register itself."""

    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="bases", verbose_name="文件")
    title = models.CharField("名称", max_length=200)
    article = models.CharField("条款", max_length=60, blank=True)
    cited = models.ForeignKey(
        NormativeDocument, models.PROTECT, null=True, blank=True, related_name="cited_by", verbose_name="登记簿中的文件"
    )
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "制定依据"
        constraints = [
            models.CheckConstraint(
                condition=Q(cited__isnull=True) | ~Q(cited=models.F("document")), name="no_document_rests_on_itself"
            ),
        ]
