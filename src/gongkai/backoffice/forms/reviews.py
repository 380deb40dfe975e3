"""The forms of legality review: a text handed in, an opinion, its answer, the letter at the end."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.publishing import SHORT
from gongkai.backoffice.forms.reports import Seen
from gongkai.backoffice.forms.supervision import DatedForm
from gongkai.documents.actions import Handed
from gongkai.documents.queries.reviews import ANSWERS, CONCLUSIONS, KINDS, STATES
from gongkai.screens import clock
from gongkai.screens.forms import DayField, PaperForm

_UPLOAD = forms.ClearableFileInput(attrs={"accept": ".docx,.pdf"})


class DraftFields(PaperForm):
    """A draft: a file with words in it, or the words. `handed` gives what the verb takes."""

    upload = forms.FileField(
        label="文件", required=False, widget=_UPLOAD, help_text="Word文档（docx），或者能选中文字的PDF。扫描件不行。"
    )
    text = forms.CharField(
        label="或者粘贴文字", required=False, widget=lines(10), strip=False, help_text="每段一行。选了文件的空着。"
    )

    @property
    def handed(self) -> Handed:
        file = self.cleaned_data["upload"]
        upload = (file.name, file.read()) if file else None
        if file:
            file.seek(0)
        return Handed(text=self.cleaned_data["text"], upload=upload, note=self.cleaned_data.get("note", ""))


class SubmitReview(DraftFields, DatedForm):
    """送审. kind is left out where a document of the register is handed in."""

    kind = forms.ChoiceField(label="类别", widget=forms.RadioSelect)
    title = forms.CharField(label="材料的名称", max_length=200, help_text="照材料的标题写，不用加书名号。")
    received_on = DayField(label="送到之日", help_text="审核的期限从第二天起算。")
    urgent = forms.CharField(
        label="紧急的理由", required=False, max_length=300, help_text="情况紧急、要缩短审核期限的才写。"
    )
    field_order = ["kind", "title", "upload", "text", "received_on", "urgent"]

    def __init__(self, *args: Any, kinds: list[tuple[str, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kinds is None:
            del self.fields["kind"]
            del self.fields["title"]
        else:
            field = self.fields["kind"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = kinds


class NextDraft(DraftFields, Seen):
    note = forms.CharField(label="改了什么", required=False, max_length=300, help_text="一句话，审核人先看这一句。")
    field_order = ["upload", "text", "note"]


class GiveOpinion(Seen):
    passage = forms.CharField(
        label="所指的文字",
        required=False,
        max_length=300,
        widget=lines(2),
        help_text="从文本里复制。针对全文的空着。",
    )
    text = forms.CharField(label="意见", widget=lines(4), help_text="哪里有问题，怎样改。")
    ground = forms.CharField(label="依据", required=False, max_length=200, help_text="例如“《行政处罚法》第十六条”。")


class AnswerOpinion(Seen):
    answer = forms.ChoiceField(
        label="怎样答复", choices=ANSWERS, widget=forms.RadioSelect, error_messages={"required": "请选怎样答复"}
    )
    reason = forms.CharField(
        label="理由", required=False, max_length=500, widget=lines(3), help_text="部分采纳、不采纳的，必须写明。"
    )


class RecordAnswer(Seen):
    told = forms.CharField(
        label="您的意见", max_length=300, widget=lines(3), help_text="同意起草单位的理由，还是坚持原来的意见。"
    )


class Conclude(DatedForm, Seen):
    conclusion = forms.ChoiceField(label="审核结论", choices=CONCLUSIONS, widget=forms.RadioSelect)
    text = forms.CharField(
        label="意见书正文",
        widget=lines(18),
        strip=False,
        help_text="第一行是主送单位。每段一行。结论那一段请和上面选的一致。",
    )
    on = DayField(label="出具之日")
    signed_by = forms.CharField(
        label="签发人", required=False, max_length=60, widget=forms.TextInput(attrs=SHORT), help_text="空着就是您本人。"
    )


class DraftReport(Seen):
    text = forms.CharField(label="意见书正文", widget=lines(18), strip=False, help_text="第一行是主送单位。每段一行。")


class ReviewFilters(PaperForm):
    """What the list is narrowed to; anything that cannot be is passed over."""

    words = forms.CharField(label="名称、编号", required=False, max_length=60)
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *KINDS])
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("open", "没有办结的"), *STATES])
    year = forms.TypedChoiceField(label="办结的年度", required=False, coerce=int, empty_value=None)
    month = forms.TypedChoiceField(
        label="月份",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "全部"), *((number, f"{number}月") for number in range(1, 13))],
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", "全部"),
            *((year, f"{year}年") for year in sorted({*years, clock.today().year}, reverse=True)),
        ]
        for one in self.fields.values():
            one.label = str(one.label).removesuffix("（选填）")

    @property
    def sought(self) -> dict[str, Any]:
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class OpinionFilters(ReviewFilters):
    """As `ReviewFilters`, and how the opinions were answered."""

    answer = forms.ChoiceField(required=False, choices=[("", "全部"), *ANSWERS])
