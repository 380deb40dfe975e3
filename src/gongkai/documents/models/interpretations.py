"""政策解读: what explains a document, in which form, with links both ways."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.documents.models.register import NormativeDocument
from gongkai.publications.models import Publication


class Interpretation(models.Model):
    """解读 of one document. publication: its item at the gate; address: where it stands elsewhere (a newspaper, a broadcaster) instead.

    equivalent: the words of a picture interpretation (文字说明); transcript: of a video, unless it carries subtitles. by_whom: the
    expert, the paper, the spokesperson.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "文字解读"
        PICTURE = "picture", "图片解读"
        VIDEO = "video", "视频解读"
        EXPERT = "expert", "专家解读"
        MEDIA = "media", "媒体解读"
        PRESS = "press", "新闻发布会"
        QA = "qa", "问答"

    document = models.ForeignKey(
        NormativeDocument, models.PROTECT, related_name="interpretations", verbose_name="所解读的文件"
    )
    kind = models.CharField("形式", max_length=8, choices=Kind.choices)
    title = models.CharField("标题", max_length=200)
    drafted_by = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="解读单位")
    by_whom = models.CharField("解读人、媒体", max_length=80, blank=True)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, related_name="interpretation", verbose_name="解读的条目"
    )
    address = models.CharField("在别处的网址", max_length=300, blank=True)
    published_on = models.DateField("在别处发布之日", null=True, blank=True)
    equivalent = models.TextField("图片的文字说明", blank=True)
    transcript = models.TextField("视频的文字稿", blank=True)
    subtitled = models.BooleanField("视频带有字幕", default=False)
    dropped_on = models.DateField("取消之日", null=True, blank=True)
    dropped_because = models.CharField("取消的理由", max_length=300, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        ordering = ["pk"]
        verbose_name = "政策解读"
        constraints = [
            models.CheckConstraint(
                condition=Q(publication__isnull=False) | ~Q(address=""), name="interpretation_stands_somewhere"
            ),
            models.CheckConstraint(
                condition=~Q(kind="picture") | ~Q(equivalent=""), name="picture_interpretation_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(kind="video") | ~Q(transcript="") | Q(subtitled=True),
                name="video_interpretation_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title
