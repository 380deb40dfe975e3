"""数量、频次明显超过合理范围 (art. 35): reasons asked for, given, and a later day set."""

from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.applications import queries
from gongkai.backoffice.forms.acts import CaseForm, lines
from gongkai.backoffice.forms.consultation import yes_or_no
from gongkai.backoffice.ledger import counts_of
from gongkai.law.workdays import in_words
from gongkai.screens.forms import DayField


class RequestReasons(CaseForm):
    counts = forms.CharField(
        label="数量和频次",
        max_length=200,
        help_text="写明期间和件数，写进告知书。已照申请人台账填好，可以改。",
    )
    reply_by = DayField(label="说明理由的期限", help_text="给申请人一个合理的期限。答复期限照常计算。")
    on = DayField(label="告知之日")

    def starts(self) -> dict[str, Any]:
        counts = counts_of(queries.ledger_of(self.case), self.today)
        told = counts.told if counts else ""
        return {"reply_by": agencies.calendar().nth_workday_after(self.today, 7), "counts": told}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply_by"].widget.attrs.pop("max", None)


class RecordReasons(CaseForm):
    text = forms.CharField(label="申请人说明的理由", widget=lines(4), help_text="照申请人的原话写。")
    reasonable = yes_or_no(
        "理由是否合理",
        "合理：应当答复，难以按期的可以延迟",
        "不合理：可以不予处理",
        help_text="由本机关认定。认定不合理的，答复中要写明为什么。",
    )
    on = DayField(label="说明理由之日")


class Defer(CaseForm):
    places = {"deferral.not_later": "due_on", "deferral.after_due": "on"}
    due_on = DayField(label="延迟到哪一天答复", help_text="合理的日期，条例没有规定最长多久。")
    reason = forms.CharField(
        label="为什么不能按期答复", widget=lines(3), help_text="写进延迟答复告知书，申请人看得到。"
    )
    on = DayField(label="告知之日", help_text="要在到期日之前送达申请人，迟了不起作用。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["due_on"]
        field.widget.attrs.pop("max", None)
        due = queries.clock_of(self.case).due_on
        self.initial.pop("due_on", None)
        if due:
            field.help_text = f"晚于现在的到期日{in_words(due)}，合理即可；条例没有规定最长多久。"
