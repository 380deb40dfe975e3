"""A stored file: what it is, and which was re-made from which. Its bytes lie under GONGKAI_HOME/files, named by their hash."""

from django.db import models


class StoredFile(models.Model):
    """name: as handed in; kind: by content (`pdf`, `png` …); digest: SHA-256 of the plain bytes; sealed: encrypted at rest."""

    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveBigIntegerField("大小")
    digest = models.CharField("散列", max_length=64, db_index=True)
    sealed = models.BooleanField("加密", default=False)
    stored_at = models.DateTimeField("存入时间")

    class Meta:
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name


class RedactedCopy(models.Model):
    """遮盖后的副本: re-made from an original so that nothing lies under the bars, and proven so before it was kept.

    marks: page, box, what it hides in kind, ground and reason of each bar, never the hidden words; proof: what the
    verification measured.
    """

    original = models.ForeignKey(StoredFile, models.PROTECT, related_name="redacted_copies")
    copy = models.OneToOneField(StoredFile, models.PROTECT, related_name="redaction")
    marks = models.JSONField("遮盖清单")
    proof = models.JSONField("核验结果")
    made_by = models.CharField("制作人", max_length=60)
    made_at = models.DateTimeField("制作时间")

    class Meta:
        verbose_name = "遮盖副本"
