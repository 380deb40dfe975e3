"""文书: the letters of a case, the agency's own templates of them, and how each was served."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person
from gongkai.applications.models.application import Application
from gongkai.files.models import StoredFile
from gongkai.law.letters import all_letters


class LetterTemplate(models.Model):
    """文书模板: the agency's own text of one letter. Never changed: a new text is a new version, the highest is in use."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="letter_templates")
    letter = models.CharField("文书", max_length=30)
    version = models.PositiveIntegerField("版本")
    title = models.CharField("标题", max_length=60)
    body = models.TextField("正文", help_text="一行一段；花括号里的字由系统填写。")
    made_by = models.ForeignKey(Person, models.PROTECT, verbose_name="修改人")
    made_at = models.DateTimeField("修改时间")

    class Meta:
        ordering = ["agency", "letter", "-version"]
        verbose_name = "文书模板"
        constraints = [models.UniqueConstraint(fields=["agency", "letter", "version"], name="template_version_once")]


class Document(models.Model):
    """文书: a numbered letter, frozen as it went out. `content` holds title, addressee, paragraphs."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    application = models.ForeignKey(Application, models.PROTECT, related_name="documents")
    kind = models.CharField(
        "文书", max_length=30, choices=[(code, letter.title) for code, letter in all_letters().items()]
    )
    year = models.PositiveSmallIntegerField("年")
    serial = models.PositiveIntegerField("序号")
    dated_on = models.DateField("成文日期")
    content = models.JSONField("内容")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, null=True, related_name="+")
    for_applicant = models.BooleanField("致申请人", default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "文书"
        constraints = [models.UniqueConstraint(fields=["agency", "year", "serial"], name="document_number_once")]

    @property
    def is_reply(self) -> bool:
        """Whether this is the answer that closes the case (one of the 14 answers, or a closing letter that is a reply)."""
        return self.kind.startswith("answer_") or self.kind in {"close_unpaid", "close_other", "correct_record"}

    @property
    def number(self) -> str:
        """发文字号: 云政公开〔2020〕12号."""
        return f"{self.agency.mark}〔{self.year}〕{self.serial}号"


class Service(models.Model):
    """送达 of a letter. `on` is the legal day: signed for, handed to the postal enterprise, or arrived electronically."""

    class Way(models.TextChoices):
        HAND = "hand", "直接送达"
        ENTRUSTED = "entrusted", "委托其他行政机关送达"
        MAIL = "mail", "邮政企业邮寄"
        ELECTRONIC = "electronic", "按申请人要求以电子方式送达"
        ON_THE_SPOT = "on_the_spot", "当场答复"

    document = models.ForeignKey(Document, models.PROTECT, related_name="services")
    way = models.CharField("送达方式", max_length=20, choices=Way.choices)
    on = models.DateField("送达日期")
    place = models.CharField("送达地点", max_length=160, blank=True)
    served_by = models.CharField("送达人", max_length=40, blank=True)
    taken_by = models.CharField("签收人", max_length=40, blank=True)
    entrusted_to = models.CharField("受委托的行政机关", max_length=60, blank=True)
    mail_number = models.CharField("邮件号", max_length=40, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="送达凭证")
    returned_on = models.DateField("退回日期", null=True)
    returned_why = models.CharField("退回原因", max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "送达"
        constraints = [
            models.CheckConstraint(condition=~Q(way="mail") | ~Q(mail_number=""), name="mail_has_number"),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=models.F("on")), name="returned_after_served"
            ),
        ]
