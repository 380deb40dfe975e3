"""What can be found: one row for each public thing. What is not public has no row here at all."""

from django.db import models


class Entry(models.Model):
    """A public thing as it is found: its text as it stood when it was put here, and what it is filtered by.

    reference: `publication:12`; place: where it stands among all, the newest day last (see `Port.place`); the index proper
    (SQLite: search_fts) has the same key. Texts are plain, without markup or NUL, and tidy (`bigrams.tidy`).
    """

    reference = models.CharField("所指", max_length=60, unique=True)
    place = models.BigIntegerField("次序", unique=True, null=True)  # null only until its key is known
    kind = models.CharField("种类", max_length=40)
    title = models.TextField("标题")
    number = models.CharField("文号", max_length=200, blank=True)
    url = models.CharField("地址", max_length=500)
    agency_id = models.BigIntegerField("机关", null=True)
    field = models.CharField("领域", max_length=80, blank=True)
    section = models.CharField("栏目", max_length=80, blank=True)
    validity = models.CharField("有效性", max_length=20, blank=True)
    published_on = models.DateField("发布日期", null=True)
    body = models.TextField("正文", blank=True)
    attachments = models.TextField("附件", blank=True)

    class Meta:
        verbose_name = "可检索的内容"
        indexes = [
            # What hits are counted by: read from here, a thousand hits are counted without their texts.
            models.Index(fields=["place", "agency_id", "field", "kind", "validity"], name="found_narrowly"),
        ]
