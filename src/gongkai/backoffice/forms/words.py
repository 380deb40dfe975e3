"""The word lists: a wording added, ended, a list handed in."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.publications.queries.words import KINDS
from gongkai.screens.forms import PaperForm


class AddWord(PaperForm):
    kind = forms.ChoiceField(label="类别", choices=KINDS, widget=forms.RadioSelect)
    wrong = forms.CharField(label="不用的写法", max_length=60)
    right = forms.CharField(label="改成", max_length=60, required=False, help_text="没有固定写法的空着。")
    reason = forms.CharField(
        label="理由", max_length=200, help_text="写依据，例如“区编办2025年6月名录”。写稿的人看得到。"
    )
    must = forms.BooleanField(label="必须改", required=False, help_text="不改、也没有写明理由的，不能送审。")


class EndWord(PaperForm):
    reason = forms.CharField(label="停用的理由", max_length=200, widget=lines(2))


class ImportWords(PaperForm):
    file = forms.FileField(
        label="名单文件", help_text="Excel（xlsx）或者CSV，第一行写栏名：类别、不用的写法、改成、理由、必须改。"
    )


class FindWord(PaperForm):
    asked = forms.CharField(label="找一个词", max_length=60, required=False)
    kind = forms.ChoiceField(label="类别", choices=[("", "全部"), *KINDS], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label).removesuffix("（选填）")
