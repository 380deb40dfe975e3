"""The receipt of an application, and the request to search."""

from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.backoffice.forms.acts import CaseForm, lines
from gongkai.screens.forms import DayField


class IssueReceipt(CaseForm):
    """出具登记回执."""

    materials = forms.CharField(
        label="收到的材料",
        max_length=300,
        required=False,
        widget=lines(2),
        help_text="空着就写申请表、身份证明和申请时附的文件。",
    )
    on = DayField(label="出具之日")


class AskForSearch(CaseForm):
    """发出协办函."""

    to = forms.CharField(label="请谁检索", max_length=60, help_text="内设机构或者其他机关的名称，例如区档案馆。")
    subject = forms.CharField(label="检索什么", widget=lines(3), help_text="写清楚名称、年份、地点。申请人是谁不必写。")
    reply_by = DayField(label="反馈期限", help_text="答复期限照常计算，请留出自己答复的时间。")
    on = DayField(label="发出之日")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply_by"].widget.attrs.pop("max", None)

    def starts(self) -> dict[str, Any]:
        return {"subject": self.case.content, "reply_by": agencies.calendar().nth_workday_after(self.today, 5)}
