"""清理: the yearly look at every document in force, line by line, to a result that can be published."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.documents.models.register import Change, NormativeDocument
from gongkai.publications.models import Publication


class CleanUp(models.Model):
    """One clean-up. agency: whose documents; with_below: those of the agencies below it too. as_of: the day the list was drawn up for.

    document: the decision in the register that carries the result out (决定), where there is one; publication: the published result.
    """

    class State(models.TextChoices):
        OPEN = "open", "清理中"
        DECIDED = "decided", "已定，待公布"
        PUBLISHED = "published", "结果已公布"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cleanups", verbose_name="机关")
    with_below = models.BooleanField("包括所属机关的文件", default=True)
    title = models.CharField("名称", max_length=120)
    as_of = models.DateField("清理截止日")
    due_on = models.DateField("完成期限", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    decided_on = models.DateField("决定之日", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=60, blank=True)
    effective_on = models.DateField("废止、失效自何日起", null=True, blank=True)
    number = models.CharField("决定的发文字号", max_length=80, blank=True)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公布的结果"
    )
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = "清理"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_on__isnull=False, effective_on__isnull=False),
                name="decided_cleanup_has_days",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CleanUpLine(models.Model):
    """One document of a clean-up and what is to become of it. change: the row of the register the decision wrote."""

    class Decision(models.TextChoices):
        KEEP = "keep", "继续有效"
        AMEND = "amend", "修改"
        REPEAL = "repeal", "废止"
        DECLARE_LAPSED = "declare_lapsed", "宣布失效"

    cleanup = models.ForeignKey(CleanUp, models.PROTECT, related_name="lines", verbose_name="清理")
    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="+", verbose_name="文件")
    decision = models.CharField("处理", max_length=14, choices=Decision.choices, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    proposed_by = models.CharField("提出人", max_length=60, blank=True)
    proposed_on = models.DateField("提出之日", null=True, blank=True)
    change = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="效力变动")
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["pk"]
        verbose_name = "清理的一件"
        constraints = [
            models.UniqueConstraint(fields=["cleanup", "document"], name="cleanup_line_once"),
            models.CheckConstraint(
                condition=Q(decision__in=["", "keep"]) | ~Q(reason=""), name="cleanup_decision_has_reason"
            ),
        ]
