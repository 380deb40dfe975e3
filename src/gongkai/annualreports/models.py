"""The annual report: what agencies declare, what was compiled, what was signed and published."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person


class DeclaredReturn(models.Model):
    """填报单: what one agency declares for a year, cell by cell, once signed. A new one replaces it and both stay."""

    class State(models.TextChoices):
        DRAFT = "draft", "填报中"
        SIGNED = "signed", "已签报"
        REPLACED = "replaced", "已被更正"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="returns", verbose_name="填报机关")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    figures = models.JSONField("数据", default=dict)
    filled_in_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="填报人")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="签报人")
    signed_on = models.DateField("签报日期", null=True)
    source = models.CharField("数据出处", max_length=200, blank=True)
    reason = models.CharField("更正理由", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "填报单"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], condition=Q(state="signed"), name="one_signed_return"),
            models.UniqueConstraint(fields=["agency", "year"], condition=Q(state="draft"), name="one_draft_return"),
        ]


class AnnualReport(models.Model):
    """年度报告 of an agency, alone or with those below it. Published, it is frozen."""

    class State(models.TextChoices):
        COMPILED = "compiled", "已汇编"
        SIGNED = "signed", "已签发"
        PUBLISHED = "published", "已公布"

    class Scope(models.TextChoices):
        WITH_BELOW = "with_below", "本机关及所属各机关"
        ALONE = "alone", "本机关"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="annual_reports", verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    scope = models.CharField("口径", max_length=12, choices=Scope.choices)
    format_key = models.CharField("格式", max_length=4)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.COMPILED)
    counting_basis = models.JSONField("统计口径")
    agencies_counted = models.PositiveIntegerField("计入的机关数", default=1)
    overview = models.TextField("一、总体情况", blank=True)
    problems = models.TextField("五、存在的主要问题及改进情况", blank=True)
    other_matters = models.TextField("六、其他需要报告的事项", blank=True)
    compiled_at = models.DateTimeField("汇编时间")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    signed_on = models.DateField("签发日期", null=True)
    override_reason = models.CharField("带错签发的理由", max_length=400, blank=True)
    published_on = models.DateField("公布日期", null=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "年度报告"
        constraints = [models.UniqueConstraint(fields=["agency", "year", "scope"], name="one_report_a_year_and_scope")]

    @property
    def title(self) -> str:
        """〈机关名称〉〈年份〉年政府信息公开工作年度报告, as the format has it."""
        return f"{self.agency.name}{self.year}年政府信息公开工作年度报告"


class ReportFigure(models.Model):
    """One cell of a report. `sources` packs the references the figure came from (see `packing`)."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="figures")
    address = models.CharField("地址", max_length=60)
    value = models.DecimalField("数值", max_digits=16, decimal_places=4)
    origin = models.CharField("来源", max_length=10)
    count = models.PositiveIntegerField("依据的记录数", default=0)
    sources = models.BinaryField("依据的记录")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "address"], name="one_figure_a_cell")]


class FigureCorrection(models.Model):
    """手工更正: a leader's word against the count of one cell, with the reason. It falls with the next compilation and stays on file."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="corrections")
    address = models.CharField("地址", max_length=60)
    counted = models.DecimalField("更正前的数", max_digits=16, decimal_places=4)
    value = models.DecimalField("更正后的数", max_digits=16, decimal_places=4)
    reason = models.CharField("理由", max_length=200)
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="更正人")
    signed_on = models.DateField("更正日期")
    dropped_on = models.DateField("失效日期", null=True)

    class Meta:
        verbose_name = "手工更正"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "address"], condition=Q(dropped_on__isnull=True), name="one_living_correction_a_cell"
            )
        ]
