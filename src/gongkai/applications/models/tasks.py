"""待办: what somebody must look at by a day, because something happened that no verb of the case covers."""

from django.db import models

from gongkai.applications.models.application import Application


class Task(models.Model):
    """A mail that came back, a message whose fate is not known, a refusal to look at again (art. 18)."""

    class Kind(models.TextChoices):
        MAIL_RETURNED = "mail_returned", "邮件被退回"
        MESSAGE_UNCERTAIN = "message_uncertain", "通知是否送达不明"
        REASSESS = "reassess", "不予公开信息定期评估（第十八条）"
        TURN_PROACTIVE = "turn_proactive", "建议转为主动公开（第四十四条）"

    application = models.ForeignKey(Application, models.PROTECT, related_name="tasks")
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    about = models.CharField("所指", max_length=40, blank=True)
    text = models.CharField("内容", max_length=300)
    opened_on = models.DateField("开始")
    due_on = models.DateField("到期", null=True)
    done_on = models.DateField("完成", null=True)
    done_by = models.CharField("完成人", max_length=60, blank=True)
    done_how = models.CharField("如何处理", max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "待办"
        indexes = [models.Index(fields=["done_on", "due_on"], name="open_tasks")]
