"""What passes the gate and by whom: rules, reviews, withdrawals."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person
from gongkai.publications.models.items import Publication, Version


class PublishingRules(models.Model):
    """发布规则 of an agency; without a row an agency has those of the agency above it. The marks of the site count at the head only.

    index_code: 9 signs (组织机构代码) or 18 (统一社会信用代码).
    """

    class IndexBy(models.TextChoices):
        YEAR = "year", "〈机构代码〉/〈年份〉-〈五位顺序号〉"
        MONTH = "month", "〈机构代码〉/〈年月〉-〈五位顺序号〉"

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="publishing_rules", verbose_name="机关")
    reviews = models.PositiveSmallIntegerField("几审", default=3)
    index_code = models.CharField("机构代码", max_length=18, blank=True)
    index_by = models.CharField("索引号", max_length=8, choices=IndexBy.choices, default=IndexBy.YEAR)
    confirm_workdays = models.PositiveSmallIntegerField("紧急发布后几个工作日内补审", default=3)
    site_domain = models.CharField("网站域名", max_length=80, blank=True)
    site_id_code = models.CharField("网站标识码", max_length=10, blank=True)
    icp_number = models.CharField("ICP备案号", max_length=40, blank=True)
    police_number = models.CharField("公安备案号", max_length=40, blank=True)
    report_errors_at = models.CharField("“我为政府网站找错”的网址", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "发布规则"
        constraints = [
            models.CheckConstraint(condition=Q(reviews__gte=1, reviews__lte=3), name="reviews_one_to_three"),
            models.UniqueConstraint(fields=["index_code"], condition=~Q(index_code=""), name="index_code_once"),
        ]


class Review(models.Model):
    """One step of the gate, taken by one person: a review of the text, the disclosure review or the secrecy review (art. 17).

    digest: of the content that was reviewed. Never changed: a step back is a row with conclusion `returned`.
    """

    class Kind(models.TextChoices):
        FIRST = "first_review", "初审"
        SECOND = "second_review", "复审"
        FINAL = "final_approval", "终审"
        DISCLOSURE = "disclosure", "公开审查"
        SECRECY = "secrecy", "保密审查"
        CONFIRMATION = "confirmation", "紧急发布的补审"

    class Conclusion(models.TextChoices):
        PASSED = "passed", "通过"
        RETURNED = "returned", "退回修改"
        REFUSED = "refused", "不予公开"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="reviews", verbose_name="政府信息")
    released_as = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="reviews", verbose_name="公开的版本"
    )
    round = models.PositiveSmallIntegerField("第几轮")
    kind = models.CharField("审查", max_length=16, choices=Kind.choices)
    conclusion = models.CharField("结论", max_length=10, choices=Conclusion.choices)
    opinion = models.CharField("意见", max_length=500, blank=True)
    ground = models.CharField("不予公开的依据", max_length=40, blank=True)
    digest = models.CharField("所审内容的散列", max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="审查人")
    person_name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=80)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "审查"


class Withdrawal(models.Model):
    """撤下: what was there, why it went, who decided. The address and the index number live on."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="withdrawals", verbose_name="政府信息")
    released_as = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="撤下的版本")
    reason = models.CharField("原因", max_length=300)
    ground = models.CharField("依据", max_length=120, blank=True)
    decided_by = models.CharField("决定人", max_length=80)
    at = models.DateTimeField("时间")
    replaced_by = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代替它的"
    )
    ended_at = models.DateTimeField("重新公开的时间", null=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "撤下"
