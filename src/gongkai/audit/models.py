"""The journal: one row an act, each chained to the one before by a keyed hash."""

from typing import Any

from django.db import models

CONTENT = ("at", "actor", "actor_name", "post", "via", "verb", "subject", "on", "ground", "details")


class Entry(models.Model):
    """One act. Written by `actions.record` alone; never changed, never removed."""

    sequence = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    actor = models.CharField("行为人", max_length=60)
    actor_name = models.CharField("姓名", max_length=60)
    post = models.CharField("岗位", max_length=120, blank=True)
    via = models.CharField("途径", max_length=20)
    verb = models.CharField("行为", max_length=60, db_index=True)
    subject = models.CharField("对象", max_length=60, db_index=True)
    on = models.DateField("所及日期", null=True)
    ground = models.CharField("依据", max_length=120, blank=True)
    details = models.JSONField("内容", default=dict)
    previous = models.CharField("前一条的散列", max_length=64)
    digest = models.CharField("散列", max_length=64)

    class Meta:
        ordering = ["sequence"]
        verbose_name = "留痕"

    def content(self) -> dict[str, Any]:
        """What the digest covers: everything but the entry's place in the chain."""
        return {name: getattr(self, name) for name in CONTENT}


class Head(models.Model):
    """The last entry's sequence and digest: one row, locked while an entry is added, so that the chain never forks."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
