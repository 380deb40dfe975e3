"""What happened to an application, and what was noted or asked about it."""

from django.db import models

from gongkai.applications.models.application import Application


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


class Note(models.Model):
    """内部备注: what the applicant does not see."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="notes")
    text = models.TextField("内容")
    by = models.CharField("写的人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]


class QueryAttempt(models.Model):
    """A wrong query code, so that guessing is slowed. The address is kept as a hash."""

    number = models.CharField(max_length=30, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)
