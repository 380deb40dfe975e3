"""检索: one search as it was made."""

from typing import Any

from django import forms

from gongkai.applications.choices import SEARCH_ORIGINS
from gongkai.backoffice.forms.acts import CaseForm, lines
from gongkai.backoffice.forms.consultation import yes_or_no
from gongkai.screens.forms import DayField

SHORT = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})


class RecordSearch(CaseForm):
    """登记检索记录."""

    searched_by = forms.CharField(label="检索人", max_length=40, widget=SHORT)
    office = forms.CharField(
        label="检索的机构", max_length=80, help_text="在哪个机构查的，例如办公室、规划科、区档案馆。"
    )
    sources = forms.CharField(
        label="检索的档案、系统",
        max_length=200,
        help_text="查了哪些，例如文书档案室2018年至2022年卷宗、电子公文系统。",
    )
    keywords = forms.CharField(label="关键词", max_length=200, help_text="用了哪些词，用顿号隔开，与申请的内容相称。")
    found = yes_or_no("检索到没有", "检索到了", "没有检索到")
    result = forms.CharField(
        label="检索结果",
        required=False,
        widget=lines(3),
        help_text="检索到的，写文件名称和文号；没有的可以不写。",
    )
    origin = forms.ChoiceField(
        label="信息从哪里来",
        choices=[*SEARCH_ORIGINS],
        required=False,
        widget=forms.RadioSelect,
        help_text="检索到的必填，由谁公开按来源定。条例第十条。",
    )
    origin_agency = forms.CharField(
        label="制作、最初获取或者牵头的机关",
        max_length=60,
        required=False,
        help_text="从其他机关获取、与其他机关共同制作的必填。",
    )
    on = DayField(label="检索日期")

    def starts(self) -> dict[str, Any]:
        officer = self.case.officer
        return {"searched_by": officer.name if officer else ""}
