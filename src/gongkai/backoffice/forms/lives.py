"""The forms of a document's life: what it is, each step, registration, its text, its interpretations."""

import re
from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.publishing import SHORT
from gongkai.backoffice.forms.reports import Seen
from gongkai.backoffice.forms.supervision import DatedForm
from gongkai.documents.actions import BasisTold
from gongkai.documents.queries import interpretations, lives
from gongkai.screens.forms import DayField

_BASIS = re.compile(r"《(?P<title>[^》]+)》\s*(?P<article>.*)")


class DocumentForm(Seen):
    """What a document is. agency: of the post that drafts; the document may be of an agency above it."""

    agency = forms.TypedChoiceField(
        label="制定机关", coerce=int, help_text="部门替区政府起草的，选区政府；谁起草、谁解读。"
    )
    title = forms.CharField(label="标题", max_length=200, help_text="照印发的样子写全称。")
    kind = forms.ChoiceField(label="类别", choices=lives.KINDS, widget=forms.RadioSelect)
    field = forms.TypedChoiceField(label="领域", coerce=int, empty_value=None, required=False)
    effective_on = DayField(label="施行日期", required=False, help_text="登记编号时还可以改。")
    valid_until = DayField(label="有效期至", required=False, help_text="最后一天。没有规定有效期的空着。")
    trial = forms.BooleanField(label="试行、暂行", required=False)
    bases = forms.CharField(
        label="制定依据",
        required=False,
        widget=lines(4),
        help_text="每行一部，例如“《物业管理条例》第六条”。",
    )
    joint = forms.CharField(
        label="区内的联合制定机关",
        required=False,
        widget=lines(3),
        help_text="每行一个机关的简称或者全称。文件只在制定机关登记一次，不会重复统计。",
    )
    joint_outside = forms.CharField(
        label="区外的联合制定机关", required=False, widget=lines(2), help_text="每行一个，写全称。"
    )
    led_by = forms.CharField(
        label="由区外机关牵头的，牵头机关",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=SHORT),
        help_text="本区机关牵头的空着。",
    )

    def __init__(self, *args: Any, agency: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = {name: one for one in lives.agencies_in_district(agency) for name in (one.short_name, one.name)}
        self.above = {one.pk: one for one in lives.can_draft_for(agency)}
        self.known_fields = {one.pk: one for one in lives.fields()}
        offered: dict[str, list[tuple[Any, str]]] = {
            "agency": [(pk, one.name) for pk, one in self.above.items()],
            "field": [("", "没有"), *((pk, one.name) for pk, one in self.known_fields.items())],
        }
        for name, choices in offered.items():
            chosen = self.fields.get(name)
            if isinstance(chosen, forms.ChoiceField):
                chosen.choices = choices

    def clean_agency(self) -> Any:
        return self.above[self.cleaned_data["agency"]]

    def clean_field(self) -> Any:
        return self.known_fields.get(self.cleaned_data["field"])

    def clean_joint(self) -> list[Any]:
        names = _lines(self.cleaned_data["joint"])
        unknown = [name for name in names if name not in self.district]
        if unknown:
            raise forms.ValidationError(
                f"本区没有叫“{'”“'.join(unknown[:5])}”的机关。请核对名称；区外的机关请写在下面一栏。"
            )
        return [self.district[name] for name in dict.fromkeys(names)]

    def clean_joint_outside(self) -> list[str]:
        return _lines(self.cleaned_data["joint_outside"])

    def clean_bases(self) -> list[BasisTold]:
        """`《物业管理条例》第六条` → title and article; the register's own document of that title is linked."""
        found = []
        for line in _lines(self.cleaned_data["bases"]):
            told = _BASIS.fullmatch(line)
            title, article = (told["title"], told["article"]) if told else (line, "")
            found.append(BasisTold(title, article.strip("，。； "), lives.titled(title)))
        return found

    @property
    def told(self) -> dict[str, Any]:
        """What `actions.DocumentTold` takes."""
        left_out = {"agency", "seen_version"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class ReviseForm(DocumentForm):
    """What a document is, put right while it is being made: whose it is stays."""

    agency = None  # type: ignore[assignment]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class Solicitation(DatedForm, Seen):
    since = DayField(label="开始")
    until = DayField(label="截止")
    address = forms.CharField(
        label="征求意见的网址",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="公众能打开的那一页。书面征求、开座谈会的空着，在“情况”里写明。",
    )
    opinions = forms.IntegerField(
        label="收到意见数", min_value=0, widget=forms.NumberInput(attrs=SHORT), help_text="没有收到的填0。"
    )
    taken = forms.IntegerField(label="采纳意见数", min_value=0, required=False, widget=forms.NumberInput(attrs=SHORT))
    note = forms.CharField(
        label="情况", required=False, widget=lines(3), help_text="征求了谁、主要意见、采纳和不采纳的理由。"
    )


class Deliberation(DatedForm, Seen):
    place = forms.CharField(label="哪次会议", max_length=120, help_text="例如“区政府第32次常务会议”。")
    on = DayField(label="审议之日")
    note = forms.CharField(label="情况", required=False, widget=lines(3))


class SkipStep(DatedForm, Seen):
    kind = forms.ChoiceField(label="不经的环节", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由",
        max_length=300,
        required=False,
        widget=lines(3),
        help_text="一直留在这份文件的经过里。本机关规则不要求这一环节的，可以空着。",
    )
    on = DayField(label="决定之日")

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = choices
        if len(choices) == 1:
            self.initial.setdefault("kind", choices[0][0])


class Register(DatedForm, Seen):
    later = ("effective_on", "valid_until")
    number = forms.CharField(
        label="发文字号", max_length=80, widget=forms.TextInput(attrs=SHORT), help_text="例如“云政办发〔2024〕7号”。"
    )
    issued_on = DayField(label="成文日期", help_text="签发之日。")
    effective_on = DayField(label="施行日期", required=False, help_text="空着的，自成文日期起施行。")
    valid_until = DayField(label="有效期至", required=False, help_text="最后一天。没有规定有效期的空着。")
    on = DayField(label="登记之日")


class Evaluation(DatedForm, Seen):
    on = DayField(label="评估之日")
    note = forms.CharField(label="评估的情况", widget=lines(5), help_text="评估了什么、结论是什么、打算怎么办。")


class PrepareText(Seen):
    text = forms.CharField(
        label="正文",
        widget=lines(16),
        help_text="每段一行。建好以后，可以在“公开”里接着排版、加附件；登记编号和解读办好以前不能送审。",
    )


class LinkText(Seen):
    item = forms.CharField(
        label="索引号", max_length=40, widget=forms.TextInput(attrs=SHORT), help_text="已经公开的那一件的索引号。"
    )


class Interpretation(DatedForm, Seen):
    """An interpretation that is drafted here."""

    kind = forms.ChoiceField(label="形式", choices=interpretations.KINDS, widget=forms.RadioSelect)
    title = forms.CharField(label="标题", max_length=200)
    by_whom = forms.CharField(
        label="解读人、媒体",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=SHORT),
        help_text="专家的姓名和职务、媒体、发言人。",
    )
    text = forms.CharField(
        label="解读的内容",
        required=False,
        widget=lines(10),
        help_text="背景、主要内容、办事的人要知道什么。每段一行。图片、视频建好以后在“公开”里作为附件上传。",
    )
    equivalent = forms.CharField(
        label="图片的文字说明", required=False, widget=lines(5), help_text="图片解读要有：把图里的内容用文字写一遍。"
    )
    transcript = forms.CharField(
        label="视频的文字稿", required=False, widget=lines(5), help_text="视频没有字幕的要有：旁白和对话的全文。"
    )
    subtitled = forms.BooleanField(label="视频带有字幕", required=False)


class Elsewhere(Interpretation):
    """An interpretation that was published elsewhere."""

    text = None  # type: ignore[assignment]
    address = forms.CharField(
        label="网址",
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="公众能打开的那一页。",
    )
    published_on = DayField(label="发表之日")
    field_order = ["kind", "title", "by_whom", "address", "published_on"]
