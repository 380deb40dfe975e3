"""信息处理费: a notice, its sums, and whether it was paid."""

from django.db import models
from django.db.models import Q

from gongkai.applications.models.application import Application
from gongkai.applications.models.letters import Document


class FeeNotice(models.Model):
    """收费通知 on one application: by case or by volume, never both (国办函〔2020〕109号). `lines`: the sums as shown."""

    class Scale(models.TextChoices):
        BY_CASE = "by_case", "按件计收"
        BY_VOLUME = "by_volume", "按量计收"

    application = models.OneToOneField(Application, models.PROTECT, related_name="fee_notice")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    scale = models.CharField("标准", max_length=10, choices=Scale.choices)
    quantity = models.PositiveIntegerField("件数或者页数")
    already = models.PositiveIntegerField("当月此前件数", default=0)
    yuan = models.PositiveIntegerField("数额（元）")
    lines = models.JSONField("计算过程", default=list)
    sent_on = models.DateField("发出之日")
    received_on = models.DateField("申请人收到之日", null=True)
    pay_by = models.DateField("缴费期限", null=True)
    paid_on = models.DateField("缴费之日", null=True)
    receipt_number = models.CharField("财政票据号", max_length=40, blank=True)

    class Meta:
        verbose_name = "收费通知"
        constraints = [
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(received_on__isnull=False, paid_on__gte=models.F("received_on")),
                name="paid_after_notice",
            )
        ]
