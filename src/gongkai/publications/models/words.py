"""Word lists for the checks while writing, and what an editor let stand with a reason."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.publications.models.items import Draft


class WordRule(models.Model):
    """A wording not to be used, what to write instead, and why; valid for the agency and all below it."""

    class Kind(models.TextChoices):
        LEADER = "leader", "领导姓名、职务"
        PLACE = "place", "地名、区划"
        AGENCY = "agency", "机关名称"
        SENSITIVE = "sensitive", "表述"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="word_rules", verbose_name="机关")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    wrong = models.CharField("不用的写法", max_length=60)
    right = models.CharField("改成", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=200)
    must = models.BooleanField("必须改", default=False)
    since = models.DateField("自何日起")
    until = models.DateField("至何日止", null=True, blank=True)

    class Meta:
        ordering = ["kind", "wrong"]
        verbose_name = "用语规则"
        constraints = [models.UniqueConstraint(fields=["agency", "wrong", "since"], name="word_rule_once")]


class AcceptedFinding(models.Model):
    """核对时指出、拟稿人说明理由后保留的一处. excerpt: the very words, so that a later change is judged anew."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="accepted", verbose_name="稿件")
    code = models.CharField("规则", max_length=40)
    excerpt = models.CharField("原文", max_length=120)
    reason = models.CharField("理由", max_length=200)
    by_name = models.CharField("姓名", max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "保留的一处"
        constraints = [models.UniqueConstraint(fields=["draft", "code", "excerpt"], name="accepted_once")]
