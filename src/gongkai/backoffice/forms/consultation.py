"""征求意见: whom to ask, when it reached them, what they said, and a release over an objection."""

from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.applications import queries
from gongkai.backoffice.forms.acts import CaseForm, lines
from gongkai.law.workdays import in_words
from gongkai.screens.forms import DayField


def yes_or_no(label: str, yes: str, no: str, *, required: bool = True, help_text: str = "") -> forms.TypedChoiceField:
    """A question answered by one of two sentences; None while it is not answered."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


class _Consult(CaseForm):
    subject = forms.CharField(label="征求意见的信息", widget=lines(3), help_text="写清楚是哪些文件、哪些内容。")
    on = DayField(label="发出之日", help_text="从第二天起停止计算，意见到了或者对方收到满十五个工作日，接着计算。")
    received_by_them_on = DayField(label="对方收到之日", required=False, help_text="还不知道就先空着，收到回执再登记。")

    def starts(self) -> dict[str, Any]:
        return {"subject": self.case.content}


class ConsultThirdParties(_Consult):
    places = {"consultation.nobody": "names"}
    names = forms.CharField(
        label="第三方", widget=lines(3), help_text="一行一个姓名或者名称，各发一封。征询书不写申请人是谁。"
    )
    field_order = ["seen_version", "names", "subject", "on", "received_by_them_on"]

    def clean_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]


class ConsultAgency(_Consult):
    name = forms.CharField(label="机关", max_length=80)
    joint = yes_or_no(
        "与本机关的关系",
        "与本机关共同制作这份信息",
        "信息涉及该机关，不是共同制作",
        help_text="共同制作的机关满十五个工作日没有意见，视为同意公开；其他机关没有这个规定。",
    )
    field_order = ["seen_version", "name", "joint", "subject", "on", "received_by_them_on"]


class _OnConsultation(CaseForm):
    """A form about one of the letters sent: which is chosen from those it can concern."""

    nothing = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events = list(self.case.events.all())
        self.sent = [event for event in events if event.kind == "consultation_sent"]
        self.arrived = queries.arrival_days(events)
        self.told: dict[str, list[Any]] = {}
        for event in events:
            if event.kind in {"opinion_received", "objection_overridden", "consultation_ended"}:
                self.told.setdefault(event.data["ref"], []).append(event)
        self.open_ones = [(event.data["ref"], self.name_of(event)) for event in self.sent if self.concerns(event)]
        self.choose_from("ref", self.open_ones)
        if len(self.open_ones) == 1:
            self.initial.setdefault("ref", self.open_ones[0][0])

    def told_of(self, event: Any, kind: str) -> list[Any]:
        """What was recorded of that letter, of one kind."""
        return [entry for entry in self.told.get(event.data["ref"], []) if entry.kind == kind]

    def concerns(self, event: Any) -> bool:
        """Whether the form can be about that letter."""
        raise NotImplementedError

    def name_of(self, event: Any) -> str:
        return f"{event.data['name']}，{in_words(event.on)}发出"

    @property
    def idle(self) -> str:
        return "" if self.open_ones else self.nothing


class RecordDelivery(_OnConsultation):
    nothing = "没有等着登记的征求意见书。"
    ref = forms.ChoiceField(label="哪一封", widget=forms.RadioSelect)
    on = DayField(label="对方收到之日", help_text="对方答复的十五个工作日从这一天之后起算。")

    def concerns(self, event: Any) -> bool:
        return event.data["ref"] not in self.arrived


class EndConsultation(_OnConsultation):
    nothing = "没有还没送到对方的征求意见书。"
    ref = forms.ChoiceField(label="联系不上谁", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="怎样联系过", widget=lines(3), help_text="用过哪些办法、在哪些日子、结果怎样。写进案卷。"
    )
    on = DayField(label="停止等候之日", help_text="从第二天起接着计算答复期限。")

    def concerns(self, event: Any) -> bool:
        return event.data["ref"] not in self.arrived and not self.told.get(event.data["ref"])


class RecordOpinion(_OnConsultation):
    nothing = "没有发出征求意见书。"
    ref = forms.ChoiceField(label="谁的意见", widget=forms.RadioSelect)
    consents = yes_or_no("是否同意公开", "同意公开", "不同意公开")
    good_reason = yes_or_no(
        "第三方不同意的，理由是否合理（同意的不用选填）",
        "理由合理，不得公开；公共利益需要的除外",
        "理由不合理，由本机关决定",
        required=False,
        help_text="由本机关判断。第三方不同意公开时必须选。",
    )
    text = forms.CharField(label="意见内容", required=False, widget=lines(4), help_text="照对方的原话写。")
    on = DayField(label="收到意见之日", help_text="从第二天起接着计算答复期限。")

    def concerns(self, event: Any) -> bool:
        return True

    def name_of(self, event: Any) -> str:
        said = self.told_of(event, "opinion_received")
        again = f"；{in_words(said[-1].on)}已经答复过，登记为后来的说法" if said else ""
        return f"{super().name_of(event)}{again}"


class Override(_OnConsultation):
    nothing = "没有第三方不同意公开的意见，或者已经告知过第三方。"
    ref = forms.ChoiceField(label="谁的不同意见", widget=forms.RadioSelect)
    subject = forms.CharField(label="决定公开的内容", widget=lines(3), help_text="写进给第三方的告知书。")
    reason = forms.CharField(
        label="公开的理由", widget=lines(3), help_text="不公开会对公共利益造成什么重大影响。写进告知书。"
    )
    approved_by = forms.TypedChoiceField(
        label="谁决定的",
        coerce=int,
        help_text="政府信息公开工作机构的负责人。",
        error_messages={"required": "请选择作出决定的负责人"},
    )
    on = DayField(label="告知书日期", help_text="送达第三方之后才能向申请人公开。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = {person.pk: person for person in agencies.leaders_of(self.case.agency_id, self.today)}
        self.choose_from("approved_by", [("", "请选择"), *((pk, leader.name) for pk, leader in self.leaders.items())])
        if len(self.leaders) == 1:
            self.initial.setdefault("approved_by", next(iter(self.leaders)))

    def starts(self) -> dict[str, Any]:
        return {"subject": self.case.content}

    def concerns(self, event: Any) -> bool:
        said = self.told_of(event, "opinion_received")
        objects = bool(said) and not said[-1].data["consents"] and event.data["to"] == "third_party"
        return objects and not self.told_of(event, "objection_overridden")

    def clean_approved_by(self) -> Any:
        return self.leaders[self.cleaned_data["approved_by"]]
