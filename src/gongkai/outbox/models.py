"""Work to be done after an act: a row in the same transaction, done at least once."""

from django.db import models


class Job(models.Model):
    """One piece of work. Claimed by a lease: a worker that dies leaves it to be claimed again. `payload`: references only."""

    name = models.CharField("工作", max_length=60)
    payload = models.JSONField("内容", default=dict)
    created_at = models.DateTimeField("登记时间")
    due_at = models.DateTimeField("可以开始的时间")
    leased_until = models.DateTimeField("租约到", null=True)
    tries = models.PositiveIntegerField("尝试次数", default=0)
    done_at = models.DateTimeField("完成时间", null=True)
    given_up_at = models.DateTimeField("放弃时间", null=True)
    error = models.CharField("最近一次的错误", max_length=300, blank=True)

    class Meta:
        verbose_name = "待办工作"
        indexes = [models.Index(fields=["done_at", "given_up_at", "due_at"], name="jobs_to_do")]
