"""One form for each verb on a case. Each carries the version its reader saw, so that a later act is not overwritten."""

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.applications import choices, queries
from gongkai.backoffice.forms.keeping import KeepingForm
from gongkai.law.clock import PERIODS, require_extension
from gongkai.law.errors import NotLawful
from gongkai.screens import clock
from gongkai.screens.forms import DayField, ManyFilesField


def lines(rows: int) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class CaseForm(KeepingForm):
    """case: the application it acts on. Dates start as today. Refusals of the law are led to fields by `places`."""

    seen_version = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": "这张表不完整。请回到案件页重新打开。"}
    )
    places: dict[str, str] = {}
    changed = ""  # the title above the errors, where it is not a field that must be mended

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        self.case, self.today = case, clock.today()
        starts = {"seen_version": case.version, **self.starts(), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=starts, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, DayField):
                field.widget.attrs["max"] = self.today.isoformat()
                if field.required:
                    self.initial.setdefault(name, self.today)

    def starts(self) -> dict[str, Any]:
        """What the fields hold before anybody typed."""
        return {}

    def choose_from(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        """Set what a field of choices offers."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def idle(self) -> str:
        """Why there is nothing to do with this form now; empty when there is."""
        return ""


class ConfirmReceipt(CaseForm):
    on = DayField(label="确认之日", help_text="与申请人双方确认的那一天就是收到申请之日，期限从第二天起算。")


class RequestSupplement(CaseForm):
    items = forms.CharField(
        label="需要补正的事项",
        widget=lines(5),
        help_text="一行一项，一次性说全。补正只能要求一次。",
    )
    guidance = forms.CharField(
        label="指导和释明", required=False, widget=lines(3), help_text="怎样写才便于查找，可以举例。写进告知书。"
    )
    reply_by = DayField(label="补正期限", help_text="给申请人一个合理的期限，逾期不补正的可以终止办理。")
    on = DayField(label="告知之日")

    def starts(self) -> dict[str, Any]:
        return {"reply_by": agencies.calendar().nth_workday_after(self.today, 10)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply_by"].widget.attrs.pop("max", None)

    def clean_items(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]


class ReceiveSupplement(CaseForm):
    text = forms.CharField(label="补正的内容", required=False, widget=lines(5), help_text="照申请人的原话写。")
    files = ManyFilesField(  # type: ignore[assignment]
        label="补正材料", required=False, help_text="扫描件或者电子文件，可以一次选几份。"
    )
    on = DayField(label="收到补正之日", help_text="答复期限从第二天起重新计算。")


class Extend(CaseForm):
    places = {"extension.too_long": "workdays", "extension.no_days": "workdays", "extension.after_due": "on"}
    workdays = forms.IntegerField(
        label="延长多少个工作日",
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"invalid": "请填数字，例如 10", "min_value": "至少延长1个工作日"},
    )
    reason = forms.CharField(label="理由", widget=lines(3), help_text="写进延期答复告知书，申请人看得到。")
    approved_by = forms.TypedChoiceField(
        label="谁同意的",
        coerce=int,
        help_text="政府信息公开工作机构的负责人。",
        error_messages={"required": "请选择同意延长的负责人"},
    )
    on = DayField(label="告知之日", help_text="要在到期日之前告知申请人。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = {person.pk: person for person in agencies.leaders_of(self.case.agency_id, self.today)}
        self.choose_from(
            "approved_by",
            [
                ("", "请选择"),
                *((pk, person.name) for pk, person in self.leaders.items()),
            ],
        )
        if len(self.leaders) == 1:
            self.initial.setdefault("approved_by", next(iter(self.leaders)))
        self.clock = queries.clock_of(self.case)
        left = self.clock.extension_workdays_left
        self.fields["workdays"].help_text = f"合计不超过{PERIODS.extension}个，还可延长{left}个。{self._preview(left)}"

    def _preview(self, left: int) -> str:
        days = [count for count in (5, 10, 15, 20) if count <= left]
        told = [(count, queries.due_if_extended(self.case, count, self.today)) for count in days]
        later = [(count, due) for count, due in told if due and due != self.clock.due_on]
        return "；".join(f"延长{count}个到{due.month}月{due.day}日" for count, due in later) + ("。" if later else "")

    @property
    def idle(self) -> str:
        try:
            require_extension(self.clock, 1, self.today)
        except NotLawful as refusal:
            return f"{refusal.message}{refusal.hint}"
        return ""

    def clean_approved_by(self) -> Any:
        return self.leaders[self.cleaned_data["approved_by"]]


class Serve(CaseForm):
    service = forms.ChoiceField(label="怎样送达", choices=choices.SERVICES, widget=forms.RadioSelect)
    mail_number = forms.CharField(
        label="邮件号",
        max_length=40,
        required=False,
        help_text="邮寄的必填，用邮政企业的邮件号；私营快递不能用来送达公文。",
    )
    on = DayField(
        label="送达之日",
        help_text="签收之日，交邮之日，或者到达申请人指定的电子地址之日。送达即办结。",
    )
    place = forms.CharField(label="送达地点", max_length=160, required=False)
    served_by = forms.CharField(label="送达人", max_length=40, required=False)
    taken_by = forms.CharField(label="签收人", max_length=40, required=False)
    entrusted_to = forms.CharField(
        label="受委托的行政机关", max_length=60, required=False, help_text="委托送达的必填。"
    )
    proof = ManyFilesField(label="送达凭证", required=False, help_text="送达回证、邮寄收据、系统送达记录。")

    def starts(self) -> dict[str, Any]:
        usual = {"online": "electronic", "email": "electronic", "mail": "mail", "pick_up": "hand"}
        return {"service": usual.get(self.case.delivery)}


class Withdraw(CaseForm):
    reason = forms.CharField(
        label="申请人怎样说的", required=False, widget=lines(3), help_text="例如：来电表示已从别处得到。"
    )
    on = DayField(label="撤回之日")


class Assign(CaseForm):
    officer = forms.TypedChoiceField(label="经办人", coerce=int, error_messages={"required": "请选择经办人"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {person.pk: person for person in agencies.officers_of(self.case.agency_id, self.today)}
        self.choose_from("officer", [("", "请选择"), *((pk, person.name) for pk, person in self.officers.items())])

    def starts(self) -> dict[str, Any]:
        return {"officer": self.case.officer_id}

    def clean_officer(self) -> Any:
        return self.officers[self.cleaned_data["officer"]]


class Note(CaseForm):
    text = forms.CharField(label="记一笔", widget=lines(3), error_messages={"required": "请先写内容"})


class LookAtIdentity(CaseForm):
    reason = forms.CharField(
        label="为什么要看",
        max_length=100,
        help_text="例如：核对申请人身份。理由和您的姓名都记入留痕。",
        error_messages={"required": "请写明理由"},
    )
