"""编办事一本通: which field, which matters, under which title."""

from typing import Any

from django import forms

from gongkai.publications.queries import columns
from gongkai.screens.forms import PaperForm


class MakeHandbook(PaperForm):
    title = forms.CharField(label="书名", max_length=120, help_text="印在小册子封面上，也是这一件的标题。")
    section = forms.TypedChoiceField(
        label="栏目", coerce=int, empty_value=None, required=False, help_text="也可以在编辑稿件时再选。"
    )
    matters = forms.TypedMultipleChoiceField(
        label="事项",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一个事项"},
    )

    def __init__(self, *args: Any, matters: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("section", [("", "以后再选"), *columns.choices()]),
            ("matters", [(one.pk, str(one)) for one in matters]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
