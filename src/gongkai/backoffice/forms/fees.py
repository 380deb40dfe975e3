"""信息处理费: notice with its sums, receipt of it, payment, and the end of a case that was not paid for."""

from datetime import date
from typing import Any

from django import forms

from gongkai.applications import actions, queries
from gongkai.applications.choices import FEE_SCALES
from gongkai.backoffice.forms.acts import CaseForm
from gongkai.law.clock import Clock, require_lapse, require_unpaid
from gongkai.law.errors import NotLawful, Refusal
from gongkai.law.workdays import in_words
from gongkai.screens.forms import DayField


def _number(label: str, *, least: int, help_text: str, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=99999,
        required=required,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"invalid": "请填数字，例如 11", "min_value": f"至少{least}"},
    )


class SendFeeNotice(CaseForm):
    places = {"fee.after_due": "on"}
    scale = forms.ChoiceField(label="收费标准", choices=FEE_SCALES, widget=forms.RadioSelect)
    quantity = _number(
        "件数或者页数", least=1, help_text="按件的，通常填1（本件）；按量的，填本件提供的页数，单面一页。"
    )
    already = _number(
        "当月此前件数",
        least=0,
        required=False,
        help_text="只在按件时填：同一申请人当月在本机关此前已有的件数，已照申请人台账填好，可以改。每月前10件不收费。",
    )
    on = DayField(label="通知之日", help_text="要在答复期限内发出。申请人收到之日起停止计算。")

    def starts(self) -> dict[str, Any]:
        ledger = queries.ledger_of(self.case)
        return {"quantity": 1, "already": ledger.before_in_month(self.case.pk) if ledger.filings else 0}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["already"] = cleaned.get("already") or 0
        if cleaned.get("scale") == "by_volume" and cleaned["already"]:
            self.add_error("already", "按量收费不看件数，请填0")
        return cleaned

    @property
    def sums(self) -> list[str]:
        """The arithmetic of what is typed, one line a tier; empty where nothing can be computed."""
        typed = getattr(self, "cleaned_data", {})
        on: date = typed.get("on") or self.today
        try:
            fee = actions.fee_of(typed.get("scale", ""), typed.get("quantity") or 0, typed.get("already") or 0, on)
        except Refusal:
            return []
        return str(fee).splitlines()


class _AfterLimit(CaseForm):
    """A case given up when a limit has passed: the form does not open before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clock = queries.clock_of(self.case)

    def require(self, clock: Clock) -> None:
        """NotLawful while the limit has not passed today."""
        raise NotImplementedError

    @property
    def idle(self) -> str:
        try:
            self.require(self.clock)
        except NotLawful as refusal:
            return f"{refusal.message}{refusal.hint}"
        return ""


class CloseUnpaid(_AfterLimit):
    on = DayField(label="终止之日", help_text="会生成终止处理告知书，编号随即确定。")

    def require(self, clock: Clock) -> None:
        require_unpaid(clock, self.today)


class Lapse(_AfterLimit):
    on = DayField(label="终止之日", help_text="会生成终止处理告知书，编号随即确定。")

    def require(self, clock: Clock) -> None:
        require_lapse(clock, self.today)


class RecordFeeNotice(CaseForm):
    on = DayField(label="申请人收到之日", help_text="缴费期限从第二天起算二十个工作日。")

    @property
    def idle(self) -> str:
        events = list(self.case.events.all())
        if not any(event.kind == "fee_notice_sent" for event in events):
            return "没有发出收费通知。"
        return "收到之日已经登记过。" if queries.FEE in queries.arrival_days(events) else ""


class RecordPayment(CaseForm):
    places = {"payment.before_notice": "on"}
    receipt_number = forms.CharField(
        label="财政票据号", max_length=40, widget=forms.TextInput(attrs={"class": "short"})
    )
    on = DayField(label="缴费之日", help_text="答复期限从第二天起重新计算。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clock = queries.clock_of(self.case)
        pay_by = self.clock.pay_due_on
        if pay_by and pay_by < self.today:
            self.fields[
                "on"
            ].help_text = f"缴费期限{in_words(pay_by)}已过。迟缴的可以收下并重新计算期限，但会记为不合规定；也可以退回款项，终止办理。"

    @property
    def idle(self) -> str:
        return "" if self.clock.fee_notice_on else "没有等待缴费的收费通知。"
