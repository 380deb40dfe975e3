"""Drafting a reply, and deciding on it."""

from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import CaseForm, lines
from gongkai.law.outcomes import Outcome, outcomes_of_replies
from gongkai.screens.forms import DayField, ManyFilesField

GROUPS = {
    "granted": "予以公开",
    "granted_in_part": "部分公开",
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_taken_up": "不予处理",
    "otherwise": "其他处理",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Outcomes that count together: their name and the outcomes one may choose."""

    name: str
    outcomes: tuple[Outcome, ...]


def groups() -> tuple[Group, ...]:
    """The outcomes a reply may have, in the order of table 3. Lapse and withdrawal are verbs of their own."""
    chosen = outcomes_of_replies()
    return tuple(
        Group(name, tuple(entry for entry in chosen if entry.group == group)) for group, name in GROUPS.items()
    )


class DraftReply(CaseForm):
    """拟写答复."""

    outcome_code = forms.ChoiceField(
        label="处理结果",
        choices=[(entry.code, entry.label) for entry in outcomes_of_replies()],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择处理结果", "invalid_choice": "请从列出的处理结果中选择"},
    )
    grounds = forms.CharField(
        label="法律依据",
        max_length=200,
        required=False,
        widget=lines(2),
        help_text="空着就用所选结果的条文；没有固定条文的必填。部分公开的，不公开的部分还要引第十四条、第十五条或者第十六条。",
    )
    reason = forms.CharField(
        label="事实和理由",
        widget=lines(7),
        help_text="与所申请的信息对应着写，一段一行。写给申请人看。",
    )
    search_record = forms.CharField(
        label="检索记录",
        required=False,
        widget=lines(3),
        help_text="答复信息不存在的，写进答复书；空着就用案件上登记的检索记录。案件上没有检索记录的，要先登记。",
    )
    again = forms.MultipleChoiceField(
        label="备好的文件",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="遮盖好的副本，和上一稿随附的文件。勾着的随这一稿附，不用再选。",
    )
    released = ManyFilesField(
        label="随答复提供的文件", required=False, help_text="遮盖好的文件。可以一次选几份，送达之后申请人能下载。"
    )
    on = DayField(label="拟稿之日")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = [(str(entry.pk), entry.file.name) for entry in dropped_files(self.case)]
        if earlier:
            self.choose_from("again", earlier)
            self.initial.setdefault("again", [key for key, _ in earlier])
        else:
            del self.fields["again"]

    def starts(self) -> dict[str, Any]:
        """What the last returned draft said: nobody types it again."""
        returned = [reply for reply in self.case.replies.all() if reply.state == "returned"]
        if not returned:
            return {}
        last = returned[-1]
        return {
            "outcome_code": last.outcome,
            "grounds": last.grounds,
            "reason": last.reason,
            "search_record": last.search_record,
        }


def dropped_files(case: Any) -> list[Any]:
    """Redacted copies laid by, and the files of returned drafts: what goes with no reply now, each once."""
    released = [entry for entry in case.attachments.all() if entry.role == "released"]
    kept = {entry.file.digest for entry in released if entry.for_applicant}
    found = {entry.file.digest: entry for entry in released if entry.file.digest not in kept}
    return list(found.values())


class Decide(CaseForm):
    """审批: one decision, one screen. Nothing is preselected."""

    decision = forms.ChoiceField(
        label="您的决定",
        choices=[("approve", "批准"), ("return", "退回，写明改什么")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选批准或者退回"},
    )
    remark = forms.CharField(
        label="意见", required=False, max_length=400, widget=lines(3), help_text="批准可以不写；退回要写明改什么。"
    )
