"""Messages out: e-mail, SMS, printed letters; queued in the act's transaction, sent after it, their fate recorded."""

from django.db import models


class Message(models.Model):
    """One message to one person. `address` and `body` may hold personal data: they are emptied when no longer needed.

    uncertain: a crash fell between handing it over and hearing back. A person decides whether to send it again.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "电子邮件"
        SMS = "sms", "短信"
        PRINT = "print", "打印寄送"

    class State(models.TextChoices):
        QUEUED = "queued", "待发"
        SENDING = "sending", "正在发"
        SENT = "sent", "已发出"
        FAILED = "failed", "发不出"
        BOUNCED = "bounced", "被退回"
        UNCERTAIN = "uncertain", "是否发出不明"

    channel = models.CharField("方式", max_length=10, choices=Channel.choices)
    address = models.CharField("地址", max_length=254)  # the longest an e-mail address may be
    subject = models.CharField("标题", max_length=120)
    body = models.TextField("正文")
    about = models.CharField("所指", max_length=40)
    agency = models.CharField("机关", max_length=40)
    key = models.CharField("去重", max_length=80, unique=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField("登记时间")
    not_before = models.DateTimeField("不早于")
    tries = models.PositiveIntegerField("尝试次数", default=0)
    sent_at = models.DateTimeField("发出时间", null=True)
    message_id = models.CharField("邮件标识", max_length=120, blank=True, db_index=True)
    error = models.CharField("最近一次的错误", max_length=300, blank=True)

    class Meta:
        verbose_name = "通知"
        indexes = [models.Index(fields=["about", "state"], name="messages_about")]
