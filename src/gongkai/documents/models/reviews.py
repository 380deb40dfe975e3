"""合法性审核: what was handed in, its drafts, the reviewer's numbered opinions and how each was answered, the report."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person
from gongkai.documents.models.register import NormativeDocument
from gongkai.files.models import StoredFile


class LegalityReview(models.Model):
    """One legality review. agency: whose legal office reviews; submitted_by: who handed the text in. document: where it is a
    normative document of the register. The report (审核意见书) is composed, edited until it is issued, then frozen with its number.
    """

    class Kind(models.TextChoices):
        NORMATIVE = "normative", "规范性文件"
        MEETING_TOPIC = "meeting_topic", "政府常务会议题"
        MINUTES = "minutes", "会议纪要"
        OTHER = "other", "其他文件"
        CONTRACT = "contract", "行政合同"

    class State(models.TextChoices):
        RECEIVED = "received", "待审核"
        ANSWERING = "answering", "待起草单位答复"
        ANSWERED = "answered", "已答复，待出具意见书"
        CONCLUDED = "concluded", "已办结"
        TAKEN_BACK = "taken_back", "送审单位撤回"

    class Conclusion(models.TextChoices):
        LAWFUL = "lawful", "合法"
        LAWFUL_IF_AMENDED = "lawful_if_amended", "修改后合法"
        UNLAWFUL = "unlawful", "不合法，不宜出台"
        OUT_OF_SCOPE = "out_of_scope", "不属于审核范围"

    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    document = models.ForeignKey(
        NormativeDocument, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="规范性文件"
    )
    title = models.CharField("名称", max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="legality_reviews", verbose_name="审核机关")
    submitted_by = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="送审单位")
    submitter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="送审人")
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人")
    received_on = models.DateField("收到之日")
    due_on = models.DateField("审核期限")
    urgent = models.CharField("紧急的理由", max_length=300, blank=True)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.RECEIVED)
    conclusion = models.CharField("审核结论", max_length=18, choices=Conclusion.choices, blank=True)
    concluded_on = models.DateField("办结之日", null=True, blank=True)
    taken_back_because = models.CharField("撤回的理由", max_length=300, blank=True)
    report_number = models.CharField("意见书编号", max_length=60, blank=True)
    report_text = models.TextField("意见书正文", blank=True)
    report_digest = models.CharField("意见书的散列", max_length=64, blank=True)
    signed_by = models.CharField("签发人", max_length=60, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = "合法性审核"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="concluded") | ~Q(conclusion="") & Q(concluded_on__isnull=False),
                name="concluded_review_is_whole",
            ),
            models.UniqueConstraint(
                fields=["agency", "report_number"], condition=~Q(report_number=""), name="review_report_number_once"
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=["received", "answering", "answered"]),
                name="one_open_review_a_document",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "due_on"], name="reviews_by_due")]

    def __str__(self) -> str:
        return self.title


class ReviewDraft(models.Model):
    """送审稿: one version of the text under review. text: its words, paragraph by line; file: as handed in, where it was a file."""

    review = models.ForeignKey(LegalityReview, models.PROTECT, related_name="drafts", verbose_name="审核")
    number = models.PositiveSmallIntegerField("第几稿")
    text = models.TextField("文字")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件")
    note = models.CharField("说明", max_length=300, blank=True)
    handed_in_on = models.DateField("送来之日")
    handed_in_by = models.CharField("送来的人", max_length=60)

    class Meta:
        ordering = ["number"]
        verbose_name = "送审稿"
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_draft_once")]


class Opinion(models.Model):
    """审核意见: one numbered point of a review, and how whoever drafts answered it: taken, in part, or not, because of what.

    passage: the words of the draft it is about. recorded: the reviewer took note of an opinion not taken, or insists.
    """

    class Answer(models.TextChoices):
        TAKEN = "taken", "采纳"
        PARTLY = "partly", "部分采纳"
        NOT_TAKEN = "not_taken", "不采纳"

    review = models.ForeignKey(LegalityReview, models.PROTECT, related_name="opinions", verbose_name="审核")
    draft = models.ForeignKey(ReviewDraft, models.PROTECT, related_name="opinions", verbose_name="所指的稿")
    number = models.PositiveSmallIntegerField("第几条")
    passage = models.CharField("所指的文字", max_length=300, blank=True)
    text = models.TextField("意见")
    ground = models.CharField("依据", max_length=200, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提出人")
    given_on = models.DateField("提出之日")
    answer = models.CharField("答复", max_length=10, choices=Answer.choices, blank=True)
    answer_reason = models.CharField("理由", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    answered_on = models.DateField("答复之日", null=True, blank=True)
    recorded = models.CharField("审核人对答复的记录", max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = "审核意见"
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="opinion_once"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "taken"]) | ~Q(answer_reason=""), name="opinion_not_taken_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("given_by")),
                name="nobody_answers_their_own_opinion",
            ),
        ]
