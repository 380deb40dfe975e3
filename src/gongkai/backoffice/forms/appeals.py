"""Forms about reconsiderations and lawsuits: recorded, answered, heard, decided, carried out."""

from typing import Any

from django import forms

from gongkai.applications import choices
from gongkai.applications.queries import appeals as queries
from gongkai.backoffice.forms.acts import CaseForm
from gongkai.law import appeals as law
from gongkai.law.workdays import in_words
from gongkai.screens.forms import DayField, ManyFilesField

PAPERS = "通知书、申请书副本等，扫描件或者电子文件，可以一次选几份。"


class _WithPapers(CaseForm):
    files = ManyFilesField(label="材料", required=False, help_text=PAPERS)  # type: ignore[assignment]


class RecordReconsideration(_WithPapers):
    organ = forms.CharField(label="复议机关", max_length=60)
    filed_on = DayField(label="申请复议之日")
    procedure = forms.ChoiceField(
        label="程序",
        choices=choices.REVIEW_PROCEDURES,
        widget=forms.RadioSelect,
        help_text="政府信息公开案件可以适用简易程序，以复议机关的通知为准。简易程序五个工作日内答复，普通程序十个。",
    )
    case_number = forms.CharField(label="案号", max_length=60, required=False)
    admitted_on = DayField(label="受理之日", required=False, help_text="复议机关的审理期限从此起算。")
    notified_on = DayField(
        label="收到副本之日", required=False, help_text="书面答复的期限从第二天起算。还没有收到就先空着。"
    )
    field_order = ("organ", "filed_on", "case_number", "procedure", "admitted_on", "notified_on", "files")

    def starts(self) -> dict[str, Any]:
        return {"organ": self.case.agency.review_organ, "procedure": "ordinary"}


class RecordLawsuit(_WithPapers):
    route = forms.ChoiceField(label="起诉途径", choices=choices.ROUTES, widget=forms.RadioSelect)
    court = forms.CharField(label="受理法院", max_length=60)
    filed_on = DayField(label="起诉之日")
    procedure = forms.ChoiceField(label="程序", choices=choices.COURT_PROCEDURES, widget=forms.RadioSelect)
    case_number = forms.CharField(label="案号", max_length=60, required=False)
    admitted_on = DayField(label="立案之日", required=False, help_text="人民法院的审理期限从此起算。")
    notified_on = DayField(
        label="收到起诉状副本之日",
        required=False,
        help_text="答辩状和证据十五日内提交，从第二天起算。没有收到就先空着。",
    )
    field_order = ("route", "court", "filed_on", "case_number", "procedure", "admitted_on", "notified_on", "files")

    def starts(self) -> dict[str, Any]:
        return {"court": self.case.agency.court, "procedure": "ordinary"}


class AppealForm(CaseForm):
    """appeal: the reconsideration or lawsuit it acts on."""

    def __init__(self, *args: Any, appeal: Any, **kwargs: Any) -> None:
        self.appeal = appeal
        super().__init__(*args, **kwargs)

    @property
    def about(self) -> str:
        """Which one: a case may have several."""
        number = f"，案号{self.appeal.case_number}" if self.appeal.case_number else ""
        return f"{queries.name_of(self.appeal)}，{queries.where(self.appeal)}，{in_words(self.appeal.filed_on)}提起{number}。"

    @property
    def in_court(self) -> bool:
        return queries.reference_of(self.appeal).startswith("lawsuit")


class ReceiveCopy(AppealForm):
    notified_on = DayField(label="收到副本之日", help_text="答复期限从第二天起算。以本机关签收的日期为准。")
    procedure = forms.ChoiceField(label="程序", widget=forms.RadioSelect, help_text="照通知书写的程序选。")
    case_number = forms.CharField(label="案号", max_length=60, required=False)
    admitted_on = DayField(label="受理、立案之日", required=False, help_text="审理期限从此起算。")
    files = ManyFilesField(label="材料", required=False, help_text=PAPERS)  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("procedure", choices.COURT_PROCEDURES if self.in_court else choices.REVIEW_PROCEDURES)

    def starts(self) -> dict[str, Any]:
        appeal = self.appeal
        return {"procedure": appeal.procedure, "case_number": appeal.case_number, "admitted_on": appeal.admitted_on}


class FileAnswer(AppealForm):
    on = DayField(label="提交之日")
    files = ManyFilesField(  # type: ignore[assignment]
        label="答复书、答辩状和证据", required=False, help_text="提交的是什么就存什么，案卷里按此装订。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = queries.answer_due_of(self.appeal)
        if due is not None:
            self.fields["on"].help_text = f"最迟{in_words(due.on)}。{due.limit.told}（{due.limit.citation}）。"

    @property
    def idle(self) -> str:
        return "" if self.appeal.notified_on else "还没有登记收到副本之日，请先登记。"


class SetHearing(AppealForm):
    on = DayField(label="哪一天")
    at = forms.TimeField(
        label="几点",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
        error_messages={"invalid": "这不是时间。请写成 09:30"},
    )
    place = forms.CharField(label="在哪里", max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs.pop("max", None)
        self.initial.pop("on", None)


class CancelHearing(AppealForm):
    hearing = forms.TypedChoiceField(label="哪一次", coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(label="原因", max_length=200, help_text="例如：法院通知改期。改到哪一天，另行登记。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hearings = {hearing.pk: hearing for hearing in self.appeal.hearings.all()}
        told = [(pk, f"{in_words(one.on)}{f'{one.at:%H:%M}' if one.at else ''} {one.place}") for pk, one in self.hearings.items()]  # fmt: skip
        self.choose_from("hearing", told)
        if len(told) == 1:
            self.initial.setdefault("hearing", told[0][0])

    def clean_hearing(self) -> Any:
        return self.hearings[self.cleaned_data["hearing"]]

    @property
    def idle(self) -> str:
        return "" if self.hearings else "没有登记过听证、开庭。"


class Conclude(AppealForm):
    decided_as = forms.ChoiceField(label="结果", widget=forms.RadioSelect)
    concluded_on = DayField(label="审结之日", help_text="决定书、裁判文书的日期。")
    decision_received_on = DayField(
        label="收到决定书、裁判文书之日", required=False, help_text="还没有收到就先空着，收到再登记。"
    )
    order = forms.ChoiceField(
        label="责令的事项",
        choices=choices.APPEAL_ORDERS,
        required=False,
        widget=forms.RadioSelect,
        help_text="照主文选。责令重新答复的，收到以后在本件上重新办理，另立一件。",
    )
    reply_by = DayField(
        label="责令答复的期限", required=False, help_text="主文写明期限的，填届满的那一天。没有写就空着。"
    )
    files = ManyFilesField(label="决定书、裁判文书", required=False)  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = self.appeal.instance if self.in_court else law.RECONSIDERATION
        self.choose_from("decided_as", [(one.code, one.label) for one in law.results_of(stage)])
        told = law.notes()
        self.fields["decided_as"].help_text = told["results"] + (told["instances"] if self.in_court else "")
        self.fields["reply_by"].widget.attrs.pop("max", None)


class ReceiveDecision(AppealForm):
    on = DayField(label="收到之日")
    files = ManyFilesField(label="决定书、裁判文书", required=False)  # type: ignore[assignment]


class RecordAppeal(AppealForm):
    court = forms.CharField(label="受理法院", max_length=60)
    filed_on = DayField(label="上诉之日")
    case_number = forms.CharField(label="案号", max_length=60, required=False)
    admitted_on = DayField(label="法院收到上诉状之日", required=False)
    notified_on = DayField(
        label="收到上诉状副本之日", required=False, help_text="对方上诉的，十五日内提出答辩状。本机关上诉的，空着。"
    )
    files = ManyFilesField(label="材料", required=False, help_text=PAPERS)  # type: ignore[assignment]

    @property
    def idle(self) -> str:
        return "" if self.appeal.result else "这一审还没有登记结果，请先登记判决或者裁定。"


class Reopen(AppealForm):
    effective_on = DayField(
        label="从哪一天起算",
        required=False,
        help_text="空着就从收到决定书、裁判文书之日起算。一审判决过了上诉期才生效的，填生效之日。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = queries.reply_due_of(self.appeal)
        if limit is not None:
            whose = "决定书、裁判文书确定" if self.appeal.reply_by else "按收到之日算"
            self.fields["effective_on"].help_text += f"答复的期限{whose}到{in_words(limit)}。"
