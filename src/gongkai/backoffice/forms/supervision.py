"""Complaints: registered, concluded; orders given and answered. Trainings."""

from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.reports import Seen
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


class AgencyForm(DatedForm):
    """A form that asks for one agency among `over` and those below it; the field `agency` gives the agency itself."""

    agency = forms.TypedChoiceField(label="机关", coerce=int, error_messages={"required": "请选择机关"})

    def __init__(self, *args: Any, over: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {agency.pk: agency for agency in agencies.with_all_below(over)}
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *((pk, agency.name) for pk, agency in self.agencies.items())]

    def clean_agency(self) -> Any:
        return self.agencies[self.cleaned_data["agency"]]


class RegisterComplaint(AgencyForm):
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


class TrainingForm(DatedForm):
    """What a training was. Gives what `actions.TrainingDetails` takes."""

    held_on = DayField(label="举办之日", help_text="办了几天的，填第一天。")
    topic = forms.CharField(label="主题", max_length=120)
    audience = forms.CharField(label="培训对象", max_length=200, help_text="例如“各部门、各街道信息公开联络员”。")
    people = forms.IntegerField(
        label="人数", min_value=1, widget=forms.NumberInput(attrs=SHORT), help_text="照签到的人数。"
    )
    hours = forms.DecimalField(
        label="学时",
        required=False,
        max_digits=4,
        decimal_places=1,
        widget=forms.NumberInput(attrs={**SHORT, "step": "0.5"}),
        help_text="每人的学时。",
    )
    note = forms.CharField(label="备注", required=False, widget=lines(3), help_text="授课人、地点、材料所在等。")


class RecordTraining(TrainingForm, AgencyForm):
    agency = forms.TypedChoiceField(label="举办机关", coerce=int, error_messages={"required": "请选择机关"})
    field_order = ["agency", "held_on"]


class CorrectTraining(TrainingForm, Seen):
    counted = forms.BooleanField(
        label="计入全年的次数和人次",
        required=False,
        help_text="重复登记的、没有举办的，取消勾选；登记仍然保留，不再计入。",
    )
    reason = forms.CharField(label="更正的理由", max_length=200, help_text="写明错在哪里、依据什么更正。")
