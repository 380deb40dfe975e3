"""Writing the text of letters: an agency's template, and one letter's own paragraphs."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import CaseForm
from gongkai.screens.forms import PaperForm


def long_text(rows: int) -> forms.Textarea:
    """A box for a letter's paragraphs, put aside while somebody types in it."""
    kept = {"hx-post": "/desk/keep/", "hx-trigger": "input changed delay:2s", "hx-swap": "none"}
    return forms.Textarea(attrs={"rows": rows, "class": "long", **kept})


class TemplateForm(PaperForm):
    """文书模板."""

    title = forms.CharField(label="标题", max_length=60)
    body = forms.CharField(
        label="正文",
        widget=long_text(18),
        help_text="一行一段。花括号里的名称由系统换成这一件的内容；竖线后面是没有内容时用的话。",
        strip=False,
    )
    case = forms.ChoiceField(label="用哪一件预览", required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = cases


class LetterTextForm(CaseForm):
    """正文, one paragraph a line."""

    body = forms.CharField(
        label="正文",
        widget=long_text(20),
        strip=False,
        help_text="一行一段。抬头、标题、落款由版式印出，不在这里写。",
        error_messages={"required": "正文是空的，请写正文"},
    )

    @property
    def paragraphs(self) -> list[str]:
        """The lines typed, without empty ones."""
        return [line.strip() for line in str(self["body"].value() or "").splitlines() if line.strip()]
