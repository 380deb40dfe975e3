"""Complaints: registered, concluded; orders given and answered."""

from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.backoffice.forms.acts import lines
from gongkai.screens import clock
from gongkai.screens.forms import DayField, PaperForm
from gongkai.supervision.queries import RESULTS

SHORT = {"class": "short"}


class DatedForm(PaperForm):
    """A form whose days start as today; `later`: fields that may lie ahead."""

    later: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, DayField) and name not in self.later:
                field.widget.attrs["max"] = clock.today().isoformat()
                self.initial.setdefault(name, clock.today())


class RegisterComplaint(DatedForm):
    agency = forms.TypedChoiceField(label="被投诉的机关", coerce=int, error_messages={"required": "请选择机关"})
    query_number = forms.CharField(
        label="所指申请的查询编号",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=SHORT),
        help_text="针对某一件申请的填写。",
    )
    complainant = forms.CharField(
        label="投诉人", max_length=80, widget=forms.TextInput(attrs=SHORT), help_text="匿名的写“匿名”。"
    )
    contact = forms.CharField(label="联系方式", max_length=120, required=False, widget=forms.TextInput(attrs=SHORT))
    text = forms.CharField(label="投诉的内容", widget=lines(5), help_text="照投诉人的原话写。")
    received_on = DayField(label="收到之日")

    def __init__(self, *args: Any, over: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {agency.pk: agency for agency in agencies.with_all_below(over)}
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *((pk, agency.name) for pk, agency in self.agencies.items())]

    def clean_agency(self) -> Any:
        return self.agencies[self.cleaned_data["agency"]]


class ConcludeComplaint(DatedForm):
    result = forms.ChoiceField(label="查证结果", choices=RESULTS, widget=forms.RadioSelect)
    finding = forms.CharField(label="查证的情况", widget=lines(5))
    on = DayField(label="办结之日")


class OrderRectification(DatedForm):
    later = ("due_on",)
    text = forms.CharField(label="整改要求", widget=lines(5), help_text="逐项写明要改什么。")
    due_on = DayField(label="整改期限")
    on = DayField(label="发出之日")


class AnswerRectification(DatedForm):
    answer = forms.CharField(label="整改情况", widget=lines(5))
    on = DayField(label="回复之日")


class TakeOver(DatedForm):
    text = forms.CharField(label="投诉的内容", widget=lines(5), help_text="摘出属于投诉、举报的部分，或者照原文。")
    on = DayField(label="转出之日")
