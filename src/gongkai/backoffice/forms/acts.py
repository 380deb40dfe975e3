"""One form for each verb on a case. Each carries the version its reader saw, so that a later act is not overwritten."""

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.applications import choices, queries
from gongkai.backoffice.forms.keeping import KeepingForm
from gongkai.law.clock import PERIODS, require_extension
from gongkai.law.errors import NotLawful
from gongkai.law.workdays import in_words
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


class Lapse(CaseForm):
    on = DayField(label="终止之日", help_text="补正期限过后才能终止。会生成终止处理告知书，编号随即确定。")


class ConsultThirdParty(CaseForm):
    name = forms.CharField(label="第三方", max_length=80, help_text="姓名或者名称。征询书不写申请人是谁。")
    subject = forms.CharField(label="征求意见的信息", widget=lines(3), help_text="写清楚是哪些文件、哪些内容。")
    on = DayField(label="发出之日", help_text="从第二天起停止计算，意见到了或者对方收到满十五个工作日，接着计算。")
    received_by_them_on = DayField(label="对方收到之日", required=False, help_text="还不知道就先空着，收到回执再登记。")

    def starts(self) -> dict[str, Any]:
        return {"subject": self.case.content}


class ConsultAgency(ConsultThirdParty):
    name = forms.CharField(label="机关", max_length=80)
    joint = forms.TypedChoiceField(
        label="与本机关的关系",
        choices=[("yes", "与本机关共同制作这份信息"), ("no", "信息涉及该机关，不是共同制作")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="共同制作的机关满十五个工作日没有意见，视为同意公开；其他机关没有这个规定。",
    )
    field_order = ["seen_version", "name", "joint", "subject", "on", "received_by_them_on"]


class _OnConsultation(CaseForm):
    """A form about one of the letters sent: which is chosen from those it can concern."""

    without = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = {event.data["ref"] for event in self.case.events.all() if event.kind == self.without}
        sent = [event for event in self.case.events.all() if event.kind == "consultation_sent"]
        open_ones = [event for event in sent if event.data["ref"] not in done and not self._is_told(event)]
        self.open_ones = [(event.data["ref"], f"{event.data['name']}，{in_words(event.on)}发出") for event in open_ones]
        self.choose_from("ref", self.open_ones)
        if len(open_ones) == 1:
            self.initial.setdefault("ref", open_ones[0].data["ref"])

    @property
    def idle(self) -> str:
        return "" if self.open_ones else "没有等着登记的征求意见书。"

    def _is_told(self, event: Any) -> bool:
        return self.without == "delivered" and "received_by_them_on" in event.data


class RecordDelivery(_OnConsultation):
    without = "delivered"
    ref = forms.ChoiceField(label="哪一封", widget=forms.RadioSelect)
    on = DayField(label="对方收到之日", help_text="对方答复的十五个工作日从这一天之后起算。")


class RecordOpinion(_OnConsultation):
    without = "opinion_received"
    ref = forms.ChoiceField(label="谁的意见", widget=forms.RadioSelect)
    consents = forms.TypedChoiceField(
        label="是否同意公开",
        choices=[("yes", "同意公开"), ("no", "不同意公开")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="意见内容", required=False, widget=lines(4), help_text="不同意的，写明理由；理由是否成立由本机关判断。"
    )
    on = DayField(label="收到意见之日", help_text="从第二天起接着计算答复期限。")


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
        label="邮件号", max_length=40, required=False, help_text="邮寄的必填，用邮政企业的邮件号。"
    )
    on = DayField(
        label="送达之日",
        help_text="签收之日，交邮之日，或者到达申请人指定的电子地址之日。送达即办结。",
    )

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
