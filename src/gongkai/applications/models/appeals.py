"""行政复议、行政诉讼 on a case, as procedures with days of their own."""

from django.db import models
from django.db.models import Q

from gongkai.applications.models.application import Application


class AppealResult(models.TextChoices):
    """复议、诉讼的结果, as table 4 names them. Not yet concluded: no result."""

    UPHELD = "upheld", "结果维持"
    OVERTURNED = "overturned", "结果纠正"
    OTHER_RESULT = "other_result", "其他结果"


class AppealOrder(models.TextChoices):
    """What an overturning decision tells the agency to do."""

    NOTHING = "", "不需要重新办理"
    REPLY_ANEW = "reply_anew", "责令重新答复"
    REPLY = "reply", "责令在期限内答复"


class Reconsideration(models.Model):
    """行政复议 on a case. `notified_on`: the agency received the copy, from which its answer is due."""

    class Procedure(models.TextChoices):
        SIMPLE = "simple", "简易程序"
        ORDINARY = "ordinary", "普通程序"

    application = models.ForeignKey(Application, models.PROTECT, related_name="reconsiderations")
    organ = models.CharField("复议机关", max_length=60)
    filed_on = models.DateField("申请日期")
    case_number = models.CharField("案号", max_length=60, blank=True)
    notified_on = models.DateField("收到复议申请书副本之日", null=True)
    admitted_on = models.DateField("受理之日", null=True)
    answered_on = models.DateField("提出书面答复之日", null=True)
    decided_as = models.CharField("结果详情", max_length=30, blank=True)
    order = models.CharField("责令事项", max_length=20, choices=AppealOrder.choices, blank=True)
    reply_by = models.DateField("重新答复的期限", null=True)
    decision_received_on = models.DateField("收到复议决定之日", null=True)
    procedure = models.CharField("程序", max_length=10, choices=Procedure.choices, default=Procedure.ORDINARY)
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
    """行政诉讼 on a case, one instance of it. route: direct, or after reconsideration; appealed_from: the instance before."""

    class Route(models.TextChoices):
        DIRECT = "direct", "未经复议直接起诉"
        AFTER_RECONSIDERATION = "after_reconsideration", "复议后起诉"

    class Instance(models.TextChoices):
        FIRST = "first", "一审"
        SECOND = "second", "二审"

    class Procedure(models.TextChoices):
        ORDINARY = "ordinary", "普通程序"
        SIMPLE = "simple", "简易程序"

    application = models.ForeignKey(Application, models.PROTECT, related_name="lawsuits")
    route = models.CharField("起诉途径", max_length=24, choices=Route.choices)
    court = models.CharField("受理法院", max_length=60)
    filed_on = models.DateField("起诉日期")
    case_number = models.CharField("案号", max_length=60, blank=True)
    notified_on = models.DateField("收到起诉状副本之日", null=True)
    admitted_on = models.DateField("立案之日", null=True)
    procedure = models.CharField("程序", max_length=10, choices=Procedure.choices, default=Procedure.ORDINARY)
    answered_on = models.DateField("提交答辩状之日", null=True)
    decided_as = models.CharField("结果详情", max_length=30, blank=True)
    order = models.CharField("责令事项", max_length=20, choices=AppealOrder.choices, blank=True)
    reply_by = models.DateField("重新答复的期限", null=True)
    decision_received_on = models.DateField("收到裁判文书之日", null=True)
    instance = models.CharField("审级", max_length=10, choices=Instance.choices, default=Instance.FIRST)
    appealed_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="appeal", verbose_name="被上诉的一审"
    )
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


class Hearing(models.Model):
    """听证、开庭: a day on which the agency must be there."""

    reconsideration = models.ForeignKey(Reconsideration, models.PROTECT, null=True, related_name="hearings")
    lawsuit = models.ForeignKey(Lawsuit, models.PROTECT, null=True, related_name="hearings")
    on = models.DateField("日期")
    at = models.TimeField("时间", null=True)
    place = models.CharField("地点", max_length=120, blank=True)

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reconsideration__isnull=True, lawsuit__isnull=False)
                | Q(reconsideration__isnull=False, lawsuit__isnull=True),
                name="hearing_of_one_appeal",
            )
        ]
