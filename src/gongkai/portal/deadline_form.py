"""The deadline calculator's form: what happened, day by day, and nothing that names anybody."""

from typing import Any

from django import forms

from gongkai.law.clock import Consulted
from gongkai.screens.forms import DayField, PaperForm

CHANNELS = [
    ("in_person", "当面提交"),
    ("oral", "口头（工作机构代填）"),
    ("signed_mail", "邮寄，须签收（挂号、特快）"),
    ("ordinary_mail", "邮寄，平常信函"),
    ("online", "互联网、电子邮件"),
    ("fax", "传真"),
]
CONSULTED = [
    (Consulted.THIRD_PARTY.value, "第三方（条例第三十二条）"),
    (Consulted.JOINT_MAKER.value, "共同制作的机关（第三十四条）"),
    (Consulted.OTHER_AGENCY.value, "其他机关（第十一条）"),
]
GROUPS = (
    ("补正", "第三十条", ("supplement_requested_on", "reply_by", "supplement_received_on")),
    ("征求意见", "第三十二条至第三十四条", ("consulted", "consultation_sent_on", "received_by_them_on", "opinion_on")),
    (
        "再征求一次意见",
        "第三十二条至第三十四条",
        ("consulted_2", "consultation_sent_on_2", "received_by_them_on_2", "opinion_on_2"),
    ),
    ("延长答复期限", "第三十三条第二款", ("extended_workdays", "extended_on")),
    ("收取信息处理费", "第四十二条", ("fee_notice_on", "fee_paid_on")),
    ("延迟答复", "第三十五条", ("deferred_to", "deferred_on")),
    ("答复送达", "第三十三条第二款", ("replied_on",)),
)


def _which() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="征求谁的意见", choices=CONSULTED, required=False, widget=forms.Select(attrs={"class": "short"})
    )


class DeadlineForm(PaperForm):
    channel = forms.ChoiceField(
        label="申请怎样提交", choices=CHANNELS, initial="in_person", widget=forms.Select(attrs={"class": "short"})
    )
    arrived_on = DayField(
        label="到达之日",
        help_text="当面递交、签收或者网上提交的那一天。",
        error_messages={"required": "请填写到达之日"},
    )
    confirmed_on = DayField(
        label="与申请人确认之日",
        required=False,
        help_text="平常信函、互联网和传真，以双方确认之日为收到之日（第三十一条）；空着就是还没有确认。",
    )
    supplement_requested_on = DayField(label="补正通知发出之日", required=False)
    reply_by = DayField(label="通知里定的补正期限", required=False)
    supplement_received_on = DayField(label="收到补正之日", required=False)
    consulted = _which()
    consultation_sent_on = DayField(label="征求意见书发出之日", required=False)
    received_by_them_on = DayField(label="对方收到之日", required=False)
    opinion_on = DayField(label="意见到达之日", required=False)
    consulted_2 = _which()
    consultation_sent_on_2 = DayField(label="征求意见书发出之日", required=False)
    received_by_them_on_2 = DayField(label="对方收到之日", required=False)
    opinion_on_2 = DayField(label="意见到达之日", required=False)
    extended_workdays = forms.IntegerField(
        label="延长几个工作日",
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    extended_on = DayField(label="告知申请人之日", required=False)
    fee_notice_on = DayField(label="收费通知送达之日", required=False)
    fee_paid_on = DayField(label="缴费之日", required=False)
    deferred_to = DayField(label="确定的答复日期", required=False)
    deferred_on = DayField(label="告知申请人之日", required=False)
    replied_on = DayField(label="答复送达之日", required=False)
    today = DayField(label="按哪一天看", required=False, help_text="空着就是今天。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pairs = (
            ("extended_workdays", "extended_on", "请填写告知申请人延长的日期"),
            ("extended_on", "extended_workdays", "请填写延长几个工作日"),
            ("deferred_to", "deferred_on", "请填写告知申请人延迟答复的日期"),
            ("deferred_on", "deferred_to", "请填写确定的答复日期"),
            ("opinion_on", "consultation_sent_on", "请填写征求意见书发出的日期；没有日期，所用时间不能扣除"),
            ("opinion_on_2", "consultation_sent_on_2", "请填写征求意见书发出的日期；没有日期，所用时间不能扣除"),
        )
        for given, missing, text in pairs:
            if cleaned.get(given) and not cleaned.get(missing) and missing not in self.errors:
                self.add_error(missing, text)
        return cleaned

    def groups(self) -> list[dict[str, Any]]:
        """The parts below the first, each folded until something in it is filled in or wrong."""
        found = []
        for title, article, names in GROUPS:
            fields = [self[name] for name in names]
            filled = (
                any(self.data.get(name) for name in names if not name.startswith("consulted"))
                if self.is_bound
                else False
            )
            found.append(
                {"title": title, "article": article, "fields": fields, "open": filled or any(f.errors for f in fields)}
            )
        return found

    def case(self) -> dict[str, Any]:
        """The case as the command `gongkai clock` takes it."""
        told = self.cleaned_data
        events: list[dict[str, Any]] = [
            {
                "kind": "submitted",
                "channel": told["channel"],
                "arrived_on": told["arrived_on"],
                "confirmed_on": told["confirmed_on"],
            }
        ]
        single = {
            "supplement_requested": ("supplement_requested_on", {"reply_by": told["reply_by"]}),
            "supplement_received": ("supplement_received_on", {}),
            "extended": ("extended_on", {"workdays": told["extended_workdays"]}),
            "fee_notice_received": ("fee_notice_on", {}),
            "fee_paid": ("fee_paid_on", {}),
            "deferred": ("deferred_on", {"due_on": told["deferred_to"]}),
            "replied": ("replied_on", {}),
        }
        for kind, (name, more) in single.items():
            if told[name]:
                events.append({"kind": kind, "on": told[name], **more})
        for ref, tail in (("甲", ""), ("乙", "_2")):
            if told[f"consultation_sent_on{tail}"]:
                events += self._consultation(ref, tail)
        return {"id": None, "events": events}

    def _consultation(self, ref: str, tail: str) -> list[dict[str, Any]]:
        told = self.cleaned_data
        sent = {
            "kind": "consultation_sent",
            "ref": ref,
            "to": told[f"consulted{tail}"] or Consulted.THIRD_PARTY.value,
            "on": told[f"consultation_sent_on{tail}"],
            "received_by_them_on": told[f"received_by_them_on{tail}"],
        }
        opinion = told[f"opinion_on{tail}"]
        return [sent, {"kind": "opinion_received", "ref": ref, "on": opinion}] if opinion else [sent]
