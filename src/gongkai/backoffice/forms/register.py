"""The forms of the register: an entry, its correction, an act on validity, what an agency requires."""

from datetime import date
from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.backoffice.forms.lives import DocumentForm
from gongkai.backoffice.forms.reports import Seen
from gongkai.documents.queries import histories, register
from gongkai.law.documents import NEVER_SKIPPED, REQUIRED
from gongkai.screens import clock
from gongkai.screens.forms import DayField, PaperForm

SHORT = {"class": "short"}
EARLIEST, LATEST = 1949, 2100


def _possible(day: date) -> None:
    if not EARLIEST <= day.year <= LATEST:
        raise forms.ValidationError(f"{day.year}年不在{EARLIEST}年至{LATEST}年之间，请核对年份")


class RegisterDay(DayField):
    """A day in the life of a document: the register holds what was issued long before this platform."""

    default_validators = [_possible]


class EntryForm(DocumentForm):
    """An existing document, as printed. over: whose registers the post keeps (an agency and, at the head, all below it)."""

    agency = forms.TypedChoiceField(
        label="制定机关",
        coerce=int,
        error_messages={"required": "请选择机关"},
        help_text="几家联合制定的选牵头的一家，只登记一次、统计一次。",
    )
    number = forms.CharField(
        label="发文字号",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=SHORT),
        help_text="照印发的写全，例如“云政规〔2020〕7号”。括号写成哪一种都认得。",
    )
    issued_on = RegisterDay(label="成文日期", help_text="签发的那一天。")
    effective_on = RegisterDay(label="施行日期", required=False, help_text="与成文日期相同的空着。")
    valid_until = RegisterDay(label="有效期至", required=False, help_text="最后一天。没有规定有效期的空着。")
    disclosed_on = RegisterDay(
        label="首次公开之日", required=False, help_text="在本平台之前就公开过的填写；由本平台公开的空着，按公布之日计。"
    )
    registration_number = forms.CharField(
        label="登记编号", required=False, max_length=60, widget=forms.TextInput(attrs=SHORT)
    )
    registered_on = RegisterDay(label="登记之日", required=False)
    field_order = [
        "agency", "title", "number", "kind", "issued_on", "effective_on", "valid_until", "trial", "disclosed_on",
        "registration_number", "registered_on", "field", "bases", "joint", "joint_outside", "led_by",
    ]  # fmt: skip

    def __init__(self, *args: Any, agency: Any, over: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        for name in ("issued_on", "disclosed_on", "registered_on"):
            self.fields[name].widget.attrs["max"] = clock.today().isoformat()
        chosen = self.fields.get("agency")
        if isinstance(chosen, forms.ChoiceField):
            self.above = {one.pk: one for one in over}
            chosen.choices = [("", "请选择"), *((pk, one.name) for pk, one in self.above.items())]


class CorrectEntryForm(EntryForm):
    """What stands in the register, put right; whose it is stays."""

    agency = None  # type: ignore[assignment]
    reason = forms.CharField(label="更正的理由", max_length=300, help_text="写明错在哪里、依据什么更正。")

    @property
    def told(self) -> dict[str, Any]:
        return {name: value for name, value in super().told.items() if name != "reason"}


class ChangeForm(Seen):
    """效力变动: the acting document by its number, where the register has it; else by its title."""

    kind = forms.ChoiceField(label="变动", choices=register.CHANGE_KINDS, widget=forms.RadioSelect)
    effective_on = RegisterDay(
        label="自何日起", help_text="变动开始生效的第一天；这一天起就不再有效，或者按修改后的执行。"
    )
    acting_number = forms.CharField(
        label="依据的文件的发文字号",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=SHORT),
        help_text="登记簿里有这份文件的，填字号就能连上，标题自动填写。",
    )
    acting_title = forms.CharField(
        label="依据的文件的标题", required=False, max_length=200, help_text="登记簿里没有的，写标题全称。"
    )
    replaced = forms.BooleanField(
        label="由依据的文件代替", required=False, help_text="新文件施行、旧文件同时废止的勾选：计制发一件、废止一件。"
    )
    until = RegisterDay(label="有效期延至", required=False, help_text="只有延长有效期的填写：延长以后的最后一天。")
    reason = forms.CharField(label="说明", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """The acting document of the register, by its number; a number the register does not have needs a title."""
        told: dict[str, Any] = super().clean() or {}
        number = told.get("acting_number", "").strip()
        acting = histories.by_number(number) if number else None
        if number and acting is None and not told.get("acting_title", "").strip():
            self.add_error(
                "acting_number", f"登记簿里没有字号“{number}”。请核对字号；不在登记簿里的文件，请在下面写明它的标题。"
            )
        return {**told, "acting": acting}

    @property
    def told(self) -> dict[str, Any]:
        """What `actions.record_change` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}


class CancelChangeForm(Seen):
    reason = forms.CharField(
        label="取消的理由", max_length=300, help_text="写明错在哪里。这一条仍然留在经过里，注明已经取消。"
    )


class DocumentRulesForm(Seen):
    """规范性文件规则 of an agency: fields of `DocumentRules`."""

    required = forms.MultipleChoiceField(
        label="须经的环节",
        error_messages={"required": "请勾选须经的环节，至少有合法性审核和登记编号"},
        choices=[(str(step), step.label) for step in REQUIRED],
        widget=forms.CheckboxSelectMultiple,
        help_text=f"{'、'.join(step.label for step in REQUIRED if step in NEVER_SKIPPED)}不能省略，不勾也要经过。"
        "其余勾选的，不经时要写明理由。",
    )
    review_workdays = forms.IntegerField(label="合法性审核期限（工作日）", widget=forms.NumberInput(attrs=SHORT))
    review_least_workdays = forms.IntegerField(
        label="审核一般不少于（工作日）",
        widget=forms.NumberInput(attrs=SHORT),
        help_text="国办发〔2018〕115号：一般不少于5个、最长不超过15个工作日，紧急情况除外。请核对本地的规定。",
    )
    urgent_review_workdays = forms.IntegerField(
        label="紧急情况的审核期限（工作日）", widget=forms.NumberInput(attrs=SHORT)
    )
    reviews_contracts = forms.BooleanField(label="也审核行政合同", required=False)
    interpretation_workdays = forms.IntegerField(
        label="解读期限（工作日）",
        widget=forms.NumberInput(attrs=SHORT),
        help_text="文件公布以后几个工作日内公开解读。",
    )
    term_years = forms.IntegerField(label="有效期一般为（年）", widget=forms.NumberInput(attrs=SHORT))
    trial_years = forms.IntegerField(label="试行、暂行的有效期一般为（年）", widget=forms.NumberInput(attrs=SHORT))
    remind_days = forms.IntegerField(label="有效期满前多少天提醒", widget=forms.NumberInput(attrs=SHORT))
    register_mark = forms.CharField(
        label="登记编号的代字",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=SHORT),
        help_text="例如“云规登”，编出的号是“云规登〔2024〕7号”。空着的，用上级机关的代字，和它编在一个序列里；都没有设的，用机关简称。",
    )


class HeadDocumentRulesForm(DocumentRulesForm):
    """At a government, which may have been given the power to make rules."""

    may_make_rules = forms.BooleanField(
        label="可以制定规章", required=False, help_text="有规章制定权的人民政府勾选；没有的，登记簿里不能登记规章。"
    )


class AsOf(PaperForm):
    """Which day the register is read for."""

    day = RegisterDay(label="截至", required=False)

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("这一天还没有到，请填今天或者以前的日期")
        return day


def keeps_for(agency: Any, *, all_below: bool) -> list[Any]:
    """The agencies whose documents a post may enter."""
    return list(agencies.with_all_below(agency)) if all_below else [agency]
