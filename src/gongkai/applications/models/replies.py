"""答复: what was decided, item by item, and the files that go with it."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Person
from gongkai.applications.models.application import Application
from gongkai.applications.models.letters import Document
from gongkai.files.models import StoredFile


class Reply(models.Model):
    """答复: drafted, approved by a second person, served. At most one lives; returned ones stay on file."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "待审批"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "待送达"
        SERVED = "served", "已送达"

    application = models.ForeignKey(Application, models.PROTECT, related_name="replies")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFTED)
    outcome = models.CharField("处理结果", max_length=40)
    grounds = models.CharField("法律依据", max_length=200)
    reason = models.TextField("事实与理由")
    search_record = models.TextField("检索记录", blank=True)
    content = models.JSONField("改过的正文", null=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    drafted_on = models.DateField("拟稿日期")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("审批日期", null=True)
    remark = models.CharField("审批意见", max_length=400, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True)
    served_on = models.DateField("送达日期", null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "答复"
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=~Q(state="returned"), name="one_reply_lives"),
            models.CheckConstraint(condition=~Q(grounds="") & ~Q(outcome=""), name="reply_has_ground"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(decided_by=models.F("drafted_by")),
                name="nobody_approves_their_own_draft",
            ),
        ]


class ReplyItem(models.Model):
    """One of several things asked for in an application, with an outcome of its own. The reply's outcome is the main one."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("次序")
    asked = models.TextField("所申请的信息")
    outcome = models.CharField("处理结果", max_length=40)
    grounds = models.CharField("法律依据", max_length=200)
    reason = models.TextField("事实与理由")

    class Meta:
        ordering = ["reply", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "position"], name="reply_item_once"),
            models.CheckConstraint(condition=~Q(grounds="") & ~Q(outcome=""), name="reply_item_has_ground"),
        ]


class SearchRecord(models.Model):
    """检索: who looked, where, by which words, when, and what was found. What a court asks for when nothing is held.

    origin: whose the information is, and so who releases it (art. 10); empty where nothing was found and it cannot be told.
    """

    class Origin(models.TextChoices):
        OURS = "ours", "本机关制作"
        CITIZENS = "citizens", "从公民、法人或者其他组织获取"
        AGENCY = "agency", "从其他行政机关获取"
        JOINT = "joint", "与其他机关共同制作"

    application = models.ForeignKey(Application, models.PROTECT, related_name="searches")
    searched_on = models.DateField("检索日期")
    searched_by = models.CharField("检索人", max_length=40)
    office = models.CharField("检索的机构", max_length=80)
    sources = models.CharField("检索的档案、系统", max_length=200)
    keywords = models.CharField("关键词", max_length=200)
    found = models.BooleanField("检索到", default=False)
    result = models.TextField("检索结果")
    origin = models.CharField("信息的来源", max_length=10, choices=Origin.choices, blank=True)
    origin_agency = models.CharField("制作、最初获取或者牵头的机关", max_length=60, blank=True)

    class Meta:
        ordering = ["searched_on", "pk"]
        verbose_name = "检索记录"


class Attachment(models.Model):
    """A file on the case. `for_applicant`: may be downloaded with number and code."""

    class Role(models.TextChoices):
        APPLICATION = "application", "申请材料"
        ENVELOPE = "envelope", "信封扫描件"
        SUPPLEMENT = "supplement", "补正材料"
        OPINION = "opinion", "意见材料"
        RELEASED = "released", "公开的信息"
        ORIGINAL = "original", "未遮盖的原件"
        APPEAL = "appeal", "复议、诉讼材料"
        PROOF = "proof", "送达凭证"

    application = models.ForeignKey(Application, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    role = models.CharField("用途", max_length=20, choices=Role.choices)
    for_applicant = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
