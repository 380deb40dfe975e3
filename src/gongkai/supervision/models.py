"""Complaints about disclosure, what was found, what an agency was told to put right (art. 47, 51); trainings (art. 48)."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person
from gongkai.applications.models import Application


class Complaint(models.Model):
    """投诉、举报 to the supervising office, about an agency and perhaps one application."""

    class Result(models.TextChoices):
        FOUNDED = "founded", "查证属实"
        FOUNDED_IN_PART = "founded_in_part", "部分属实"
        UNFOUNDED = "unfounded", "不属实"
        NOT_OURS = "not_ours", "不属于受理范围"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="complaints", verbose_name="被投诉的机关")
    handled_by = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="主管部门所在机关")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="complaints", verbose_name="所指申请"
    )
    complainant = models.CharField("投诉人", max_length=80)
    contact = models.CharField("联系方式", max_length=120, blank=True)
    text = models.TextField("内容")
    received_on = models.DateField("收到之日")
    taken_over = models.BooleanField("由公开申请转来", default=False)
    result = models.CharField("查证结果", max_length=20, choices=Result.choices, blank=True)
    finding = models.TextField("查证情况", blank=True)
    concluded_on = models.DateField("办结之日", null=True)
    concluded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = "投诉"
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", concluded_on__isnull=True)
                | ~Q(result="") & Q(concluded_on__isnull=False, concluded_on__gte=models.F("received_on")),
                name="complaint_result_has_day",
            )
        ]


class RectificationOrder(models.Model):
    """督促整改: what an agency must put right, until when, and what it answered."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="orders")
    text = models.TextField("整改要求")
    ordered_on = models.DateField("发出之日")
    due_on = models.DateField("整改期限")
    answered_on = models.DateField("回复之日", null=True)
    answer = models.TextField("整改情况", blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "整改通知"


class Training(models.Model):
    """培训 of those who work on disclosure, as it was held (art. 48). A row recorded by mistake stays and is not counted."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="trainings", verbose_name="举办机关")
    held_on = models.DateField("举办之日")
    topic = models.CharField("主题", max_length=120)
    audience = models.CharField("培训对象", max_length=200)
    people = models.PositiveIntegerField("人数")
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1, null=True)
    note = models.TextField("备注", blank=True)
    counted = models.BooleanField("计入", default=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = "培训"
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="training_has_people"),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0), name="training_hours_above_nothing"
            ),
        ]
