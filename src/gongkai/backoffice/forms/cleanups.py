"""Clean-ups: begun, lines proposed one or many at a time, decided, dropped."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.reports import Seen
from gongkai.backoffice.forms.supervision import DatedForm
from gongkai.documents.queries.cleanups import DECISIONS
from gongkai.screens.forms import DayField, PaperForm

SHORT = {"class": "short"}
TAKE_BACK = "none"
CHOSEN, PAGE, ALL = "chosen", "page", "all"
REASON_HELP = "继续有效的可以不写；其余写明，例如“依据的法律已经修改”“已由新文件代替”，会写进公布的结果。"


class OpenCleanup(DatedForm):
    later = ("due_on",)
    title = forms.CharField(label="名称", max_length=120, help_text="例如“2026年规范性文件清理”。")
    as_of = DayField(label="清理截止日", help_text="到这一天有效的、尚未施行的文件都列进来；规章、规范性文件都在内。")
    due_on = DayField(label="完成期限", required=False)
    with_below = forms.BooleanField(label="包括所属机关的文件", required=False, initial=True)


class ProposeLine(PaperForm):
    """How one document, or several, is to be dealt with."""

    decision = forms.ChoiceField(
        label="处理",
        choices=[("", "请选择"), *DECISIONS, (TAKE_BACK, "取消处理")],
        widget=forms.Select(attrs=SHORT),
        error_messages={"required": "请选择怎样处理"},
    )
    reason = forms.CharField(label="理由", required=False, max_length=300, help_text=REASON_HELP)

    @property
    def told(self) -> dict[str, Any]:
        """As `actions.propose_lines` takes it."""
        decision = self.cleaned_data["decision"]
        return {"decision": "" if decision == TAKE_BACK else decision, "reason": self.cleaned_data["reason"]}


class ProposeLines(ProposeLine):
    """scope: the lines that are ticked, those of the page, or all that the filter leaves. chosen: `line:version` of the ticked ones."""

    scope = forms.ChoiceField(label="对哪些文件", widget=forms.RadioSelect, initial=CHOSEN, required=False)
    field_order = ["decision", "reason", "scope"]

    def __init__(self, *args: Any, on_page: int, fitting: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
        assert isinstance(field, forms.ChoiceField)
        field.label = "对哪些文件"
        field.choices = [(CHOSEN, "勾选的"), (PAGE, f"这一页的{on_page}件"), (ALL, f"列表里的全部{fitting}件")]


class ProposeOne(Seen, ProposeLine):
    field_order = ["decision", "reason"]


class DecideCleanup(Seen, DatedForm):
    later = ("effective_on",)
    number = forms.CharField(
        label="决定的发文字号",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        help_text="登记簿里有这份决定的，效力变动会连到它。",
    )
    on = DayField(label="决定之日")
    effective_on = DayField(label="废止、失效自何日起", help_text="从这一天起，登记簿和网站上就是废止、宣布失效。")
    field_order = ["number", "on", "effective_on"]


class DropCleanup(Seen):
    reason = forms.CharField(label="撤销的理由", max_length=200, widget=lines(2), help_text="例如“截止日填错”。")
