"""The forms of the annual report: compile, write, correct, sign."""

from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.screens.forms import PaperForm

SCOPES = (("with_below", "本机关及所属各机关，合并汇总"), ("alone", "只计本机关"))
_LONG = forms.Textarea(attrs={"rows": 10})


class Seen(PaperForm):
    """A form over a record that others edit: it carries the version that was read."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].label = "版本"

    @property
    def seen(self) -> int | None:
        """The version the page was read at; None where the page did not say."""
        found: int | None = self.cleaned_data.get("seen_version")
        return found

    def now_seen(self, version: int) -> None:
        """The reader is told what changed: what they send next is meant for that version. What they typed stays."""
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        data["seen_version"] = str(version)
        self.data = data


class CompileForm(Seen):
    """汇编: year and scope."""

    year = forms.TypedChoiceField(label="年度", coerce=int, widget=forms.Select(attrs={"class": "short"}))
    scope = forms.ChoiceField(label="口径", choices=SCOPES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year: Any = self.fields["year"]
        year.choices = [(year, f"{year}年") for year in range(this_year, 2018, -1)]


class TextsForm(Seen):
    """The parts that are words. Blank lines and line ends divide paragraphs."""

    overview = forms.CharField(label="一、总体情况", widget=_LONG, required=False, strip=False)
    problems = forms.CharField(label="五、存在的主要问题及改进情况", widget=_LONG, required=False, strip=False)
    other_matters = forms.CharField(
        label="六、其他需要报告的事项", widget=forms.Textarea(attrs={"rows": 4}), required=False, strip=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label).removesuffix("（选填）")
        self.fields[
            "overview"
        ].help_text = "分五个方面写：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。政府的报告要写工作考核、社会评议、责任追究的结果。"
        self.fields["problems"].help_text = "写主要问题和改进办法，也写上年提出的问题改了没有。"
        self.fields["other_matters"].help_text = "收取信息处理费的情况写在这里；没有的写“本年度未收取信息处理费”。"

    def clean(self) -> dict[str, Any]:
        """Line ends as one kind, so that a stored text does not change by being looked at."""
        for name in ("overview", "problems", "other_matters"):
            self.cleaned_data[name] = (self.cleaned_data.get(name) or "").replace("\r\n", "\n").replace("\r", "\n")
        return self.cleaned_data


class SignForm(Seen):
    """签发. The reason is asked for only where an error stands."""

    override_reason = forms.CharField(
        label="为什么带着错误签发",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="理由连同当时的错误记入留痕，并写在报告页上。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["override_reason"].label = "为什么带着错误签发"


class CorrectForm(Seen):
    """手工更正一格."""

    value = forms.CharField(
        label="更正为",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "figure-field", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写清与记录不同在哪里、凭什么。理由随这一格一起显示，公布以后公众也看得到。",
    )
