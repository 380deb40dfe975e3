"""What has changed on the public site, and when: a count that goes up, and where it stood when each group last changed."""

from django.db import models


class Sequence(models.Model):
    """One row. `last` goes up with every change of something public, in the transaction that changes it."""

    last = models.PositiveBigIntegerField("序号", default=0)

    class Meta:
        verbose_name = "公众页面的变更序号"


class Group(models.Model):
    """What pages show and depend on, by name: `item:12`, `section:rules`, `home`, `site` (every page)."""

    name = models.CharField("名称", max_length=80, primary_key=True)
    changed = models.PositiveBigIntegerField("最近变更的序号", db_index=True)

    class Meta:
        verbose_name = "公众页面的组成"
