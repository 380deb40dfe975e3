"""A stored file: what it is. Its bytes lie under GONGKAI_HOME/files, named by their hash."""

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
