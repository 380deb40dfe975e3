"""Sending an application to who is responsible, and answering a request for correction."""

from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.applications.choices import CORRECTION_RESULTS
from gongkai.backoffice.forms.acts import CaseForm, lines
from gongkai.backoffice.forms.intake import RegisterApplication
from gongkai.screens.forms import DayField


class Transfer(CaseForm):
    to = forms.TypedChoiceField(
        label="转给哪个机关",
        coerce=int,
        error_messages={"required": "请选择机关"},
        help_text="在本平台受理申请的机关。",
    )
    reason = forms.CharField(label="为什么由该机关负责", widget=lines(3), help_text="写进告知书，申请人看得到。")
    on = DayField(label="转出之日")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = agencies.taking_applications().exclude(pk=self.case.agency_id)
        self.agencies = {agency.pk: agency for agency in others}
        self.choose_from("to", [("", "请选择"), *((pk, agency.name) for pk, agency in self.agencies.items())])

    def clean_to(self) -> Any:
        return self.agencies[self.cleaned_data["to"]]


class AnswerCorrection(CaseForm):
    checked = forms.CharField(
        label="核实的情况", widget=lines(3), help_text="核对了哪些档案和证据，得出什么结论。写进答复书。"
    )
    result = forms.ChoiceField(label="怎样处理", choices=CORRECTION_RESULTS, widget=forms.RadioSelect)
    text = forms.CharField(
        label="更正的内容或者补充说明", required=False, widget=lines(3), help_text="予以更正的必填：由什么改为什么。"
    )
    to = forms.CharField(
        label="有权更正的机关", max_length=60, required=False, help_text="转送、告知的必填，写机关全称。"
    )
    on = DayField(label="答复之日")


class RegisterCorrection(RegisterApplication):
    """登记更正申请 (art. 41): as an application, and what shows that the record is wrong."""

    evidence = forms.CharField(
        label="证明记录不准确的证据",
        widget=lines(3),
        required=False,
        help_text="写明申请人提出了什么证据，或者在“申请书和附件”中上传。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content"].label = "要更正的记录，以及哪里不准确"
