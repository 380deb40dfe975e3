"""An item made public: what it is, the copy being worked on, the versions that were released, its files."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person
from gongkai.files.models import StoredFile
from gongkai.publications.models.catalogue import ElementDuty
from gongkai.publications.models.sections import Section


class Category(models.Model):
    """主题分类."""

    code = models.SlugField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=40)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "主题分类"

    def __str__(self) -> str:
        return self.name


class Publication(models.Model):
    """政府信息（一件）. Its address and its index number live as long as the site; what it says is in `current`, a Version.

    index_number: given at the first release, never again; section: where it stands on the portal. held_because: what a room above
    still has to do before the gate may take the item (a normative document that is not yet registered).
    """

    class Standing(models.TextChoices):
        UNRELEASED = "unreleased", "未公开"
        PUBLIC = "public", "已公开"
        WITHDRAWN = "withdrawn", "已撤下"
        ARCHIVED = "archived", "已归档"
        REFUSED = "refused", "不予公开"

    class AfterExpiry(models.TextChoices):
        KEEP = "keep", "留存网址，写明公示期已满"
        TAKE_DOWN = "take_down", "撤下"

    issued_by = models.ForeignKey(Agency, models.PROTECT, related_name="publications", verbose_name="发布机构")
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name="栏目"
    )
    duty = models.ForeignKey(
        ElementDuty, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name="目录要素"
    )
    index_number = models.CharField("索引号", max_length=40, unique=True, null=True)
    standing = models.CharField("状态", max_length=12, choices=Standing.choices, default=Standing.UNRELEASED)
    current = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+", verbose_name="现行版本")
    published_at = models.DateTimeField("首次公开的时间", null=True)
    revised_at = models.DateTimeField("最近一次修订的时间", null=True)
    expires_at = models.DateTimeField("期满的时间", null=True, blank=True)
    after_expiry = models.CharField("期满后", max_length=10, choices=AfterExpiry.choices, default=AfterExpiry.KEEP)
    expired = models.BooleanField("已期满", default=False)
    confirm_by = models.DateField("紧急发布应当补审的最后一天", null=True, blank=True)
    held_because = models.CharField("暂不能报审的原因", max_length=300, blank=True)
    reassess_on = models.DateField("不予公开的评估之日（第十八条）", null=True, blank=True)
    version = models.PositiveIntegerField("记录版本", default=1)

    class Meta:
        verbose_name = "政府信息"
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing__in=["public", "withdrawn", "archived"])
                | Q(index_number__isnull=False, current__isnull=False, published_at__isnull=False),
                name="released_item_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["standing", "-published_at", "-id"], name="items_newest"),
            models.Index(fields=["section", "standing", "-published_at", "-id"], name="items_of_section"),
            models.Index(fields=["issued_by", "standing", "-published_at", "-id"], name="items_of_agency"),
            models.Index(fields=["duty", "standing", "-published_at", "-id"], name="items_of_duty"),
        ]


class Attachment(models.Model):
    """附件 or picture in the text, as it is released: metadata stripped. text: what search finds in it.

    description: for a picture, what whoever cannot see it must know. preview: a picture of the first page.
    """

    class Text(models.TextChoices):
        NONE = "none", "没有文字"
        READ = "read", "有文字"
        RECOGNISED = "recognised", "由图片识别"
        SCAN = "scan", "是扫描件，没有文字"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="attachments", verbose_name="政府信息")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    preview = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="预览")
    name = models.CharField("名称", max_length=120)
    description = models.CharField("说明", max_length=300, blank=True)
    in_text = models.BooleanField("正文中的图片", default=False)
    text = models.TextField("文字", blank=True)
    text_state = models.CharField("文字状态", max_length=12, choices=Text.choices, default=Text.NONE)
    pages = models.PositiveIntegerField("页数", null=True)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "附件"


class Content(models.Model):
    """What an item says and what is said of it: the metadata of the unified platform. body: sanitised HTML."""

    class Openness(models.TextChoices):
        PROACTIVE = "proactive", "主动公开"
        ON_APPLICATION = "on_application", "依申请公开"
        NOT_DISCLOSED = "not_disclosed", "不予公开"

    class Validity(models.TextChoices):
        IN_FORCE = "in_force", "有效"
        AMENDED = "amended", "已修改"
        REPEALED = "repealed", "废止"
        LAPSED = "lapsed", "失效"
        DECLARED_LAPSED = "declared_lapsed", "宣布失效"
        NOT_YET = "not_yet", "尚未施行"

    class Origin(models.TextChoices):
        MADE = "made", "本机关制作"
        OBTAINED = "obtained", "从公民、法人和其他组织获取并保存"
        FROM_AGENCY = "from_agency", "从其他行政机关获取并保存"

    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True)
    summary = models.CharField("内容概述", max_length=500, blank=True)
    document_number = models.CharField("发文字号", max_length=80, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    effective_on = models.DateField("实施日期", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    validity = models.CharField("有效性", max_length=16, choices=Validity.choices, default=Validity.IN_FORCE)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主题分类"
    )
    genre = models.CharField("体裁分类", max_length=20, blank=True)
    source = models.CharField("信息来源", max_length=80, blank=True)
    audience = models.CharField("公开对象", max_length=80, blank=True, default="全社会")
    openness = models.CharField("公开方式", max_length=16, choices=Openness.choices, default=Openness.PROACTIVE)
    article_item = models.CharField("主动公开的依据", max_length=10, blank=True)
    origin = models.CharField("信息产生", max_length=12, choices=Origin.choices, default=Origin.MADE)
    kept_by = models.CharField("保存单位", max_length=80, blank=True)
    attachments = models.ManyToManyField(Attachment, related_name="+", verbose_name="附件", blank=True)

    class Meta:
        abstract = True


class Draft(Content):
    """The working copy of an item, from the first word to its release; deleted when it is released or dropped.

    round: raised each time the text goes back to be written: reviews of an earlier round do not count.
    """

    class Stage(models.TextChoices):
        WRITING = "writing", "拟稿"
        FIRST_REVIEW = "first_review", "初审"
        SECOND_REVIEW = "second_review", "复审"
        FINAL_APPROVAL = "final_approval", "终审"
        SCHEDULED = "scheduled", "待发布"

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="draft", verbose_name="政府信息")
    stage = models.CharField("环节", max_length=16, choices=Stage.choices, default=Stage.WRITING)
    round = models.PositiveSmallIntegerField("第几轮", default=1)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="栏目")
    release_at = models.DateTimeField("定时公开", null=True, blank=True)
    expires_at = models.DateTimeField("期满的时间", null=True, blank=True)
    after_expiry = models.CharField(
        "期满后", max_length=10, choices=Publication.AfterExpiry.choices, default=Publication.AfterExpiry.KEEP
    )
    change_note = models.CharField("修订说明", max_length=300, blank=True)
    urgent = models.CharField("紧急发布的理由", max_length=300, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="最近修改的人")
    begun_at = models.DateTimeField("起草时间")
    saved_at = models.DateTimeField("保存时间")
    version = models.PositiveIntegerField("保存次数", default=1)

    class Meta:
        verbose_name = "稿件"


class Version(Content):
    """One release of an item, never changed afterwards. text: the words of the body, for search and comparison."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions", verbose_name="政府信息")
    number = models.PositiveSmallIntegerField("第几版")
    released_at = models.DateTimeField("公开时间")
    released_by = models.CharField("批准人", max_length=60)
    change_note = models.CharField("修订说明", max_length=300, blank=True)
    text = models.TextField("正文的文字", blank=True)
    digest = models.CharField("散列", max_length=64)

    class Meta:
        ordering = ["number"]
        verbose_name = "版本"
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="version_once")]
