"""What can be done with a reconsideration or lawsuit, each act with its form and its words; and what its part of the
case page says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.applications import actions
from gongkai.applications.queries import appeals as queries
from gongkai.backoffice.acts import Act
from gongkai.backoffice.forms import appeals as forms
from gongkai.law import appeals as law

KINDS = {"reconsiderations": "reconsideration", "lawsuits": "lawsuit"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One appeal as the case page shows it. steps: what is next, with its day; offers: (slug, label) of the acts that make
    sense now; late: the defect of its answer; anew: the case in which it was handled anew; note: what practice leaves open."""

    appeal: Any
    kind: str
    name: str
    where: str
    decided: str
    steps: list[queries.AppealDay]
    offers: list[tuple[str, str]]
    late: queries.Late | None
    anew: Any
    note: str


def panels_of(case: Any, today: date) -> list[Panel]:
    """The appeals of the case, in the order they were filed. At most three queries, none where there is no appeal."""
    found = queries.appeals_of(case)
    if any(appeal.order for appeal in found):
        queries.with_reopenings(case)
    hearings = queries.hearings_of(case) if any(not appeal.result for appeal in found) else {}
    return [_panel(appeal, today, hearings.get(queries.reference_of(appeal), [])) for appeal in found]


def _panel(appeal: Any, today: date, hearings: list[Any]) -> Panel:
    kind = f"{queries.reference_of(appeal).partition(':')[0]}s"
    note = law.notes()["remanded"] if appeal.decided_as == "remanded" and not queries.superseded(appeal) else ""
    return Panel(
        appeal,
        kind,
        queries.name_of(appeal),
        queries.where(appeal),
        queries.decided_in_words(appeal),
        queries.steps_of(appeal, today, hearings),
        [(slug, LABELS[slug]) for slug in _offered(appeal, hearings)],
        queries.late_answer_of(appeal, today),
        queries.reopening_of(appeal) if appeal.order else None,
        note,
    )


def _offered(appeal: Any, hearings: list[Any]) -> list[str]:
    """The acts that make sense now, the next one first."""
    if not appeal.result:
        first = [] if appeal.answered_on else ["receive-copy"] if appeal.notified_on is None else ["file-answer"]
        return [*first, "set-hearing", *(["cancel-hearing"] if hearings else []), "conclude"]
    offers = [] if appeal.decision_received_on else ["receive-decision"]
    if queries.may_reopen(appeal):
        offers.append("reopen")
    may_appeal = queries.reference_of(appeal).startswith("lawsuit") and not queries.superseded(appeal)
    if may_appeal and (appeal.instance == "first" or appeal.decided_as == "remanded"):
        offers.append("record-appeal")
    return offers


LABELS = {
    "receive-copy": "登记收到副本",
    "file-answer": "登记书面答复",
    "set-hearing": "登记听证、开庭",
    "cancel-hearing": "取消听证、开庭",
    "conclude": "登记结果",
    "receive-decision": "登记收到决定",
    "record-appeal": "登记上诉或者重审",
    "reopen": "重新办理",
}
_FORMS: dict[str, type[forms.AppealForm]] = {
    "receive-copy": forms.ReceiveCopy,
    "file-answer": forms.FileAnswer,
    "set-hearing": forms.SetHearing,
    "cancel-hearing": forms.CancelHearing,
    "conclude": forms.Conclude,
    "receive-decision": forms.ReceiveDecision,
    "record-appeal": forms.RecordAppeal,
    "reopen": forms.Reopen,
}
_TOLD = {
    "receive-copy": "收到申请书、起诉状副本的那一天定了，书面答复的最后一天随即算出，排进待办。",
    "file-answer": "提交了书面答复或者答辩状、证据和依据，登记提交之日；晚了也照实登记，后果写在案件页上。",
    "set-hearing": "通知书写的听证、开庭日期，登记后排进待办。",
    "cancel-hearing": "改期或者取消的，写明原因，留痕保留原来的日期。",
    "conclude": "审结后登记结果，计入年报表四；责令重新答复的，另立一件重新办理。",
    "receive-decision": "上诉、重新答复的期限从收到之日的第二天起算。",
    "record-appeal": "一审判决、裁定上诉的，或者发回重审的，登记下一审；表四按最终状态计一次。",
    "reopen": "按决定书、裁判文书重新办理：另立一件，编号和期限都是自己的；原件和已经公布的报告不变。",
}
_DONE = {
    "receive-copy": "收到副本之日已经登记，答复的最后一天见下。",
    "file-answer": "书面答复已经登记。",
    "set-hearing": "听证、开庭已经登记，排进待办。",
    "cancel-hearing": "已经取消。",
    "conclude": "结果已经登记。",
    "receive-decision": "收到之日已经登记。",
    "record-appeal": "下一审已经登记。",
    "reopen": "已经另立一件重新办理。",
}
_CITES = {"conclude": "条例第五十一条", "record-appeal": "行政诉讼法第八十五条", "reopen": "条例第五十一条"}


def act_on(appeal: Any, slug: str, keep: Callable[[Any], None]) -> Act | None:
    """The act with that slug on that appeal, None where there is none. keep: gets what the verb returned."""
    if slug not in _FORMS:
        return None
    verb = _verb(appeal, slug)

    def run(case: Any, typed: dict[str, Any], actor: Any, version: int) -> object:
        subject = typed.pop("hearing") if slug == "cancel-hearing" else appeal
        made = verb(subject, **typed, actor=actor, seen_version=version)
        keep(made)
        return made

    return Act(slug, LABELS[slug], _FORMS[slug], run, _TOLD[slug], _DONE[slug], cite=_CITES.get(slug, ""))


def _verb(appeal: Any, slug: str) -> Callable[..., object]:
    in_court = queries.reference_of(appeal).startswith("lawsuit")
    verbs: dict[str, Callable[..., object]] = {
        "receive-copy": actions.receive_copy,
        "file-answer": actions.file_answer,
        "set-hearing": actions.set_hearing,
        "cancel-hearing": actions.cancel_hearing,
        "conclude": actions.conclude_lawsuit if in_court else actions.conclude_reconsideration,
        "receive-decision": actions.receive_decision,
        "record-appeal": actions.record_appeal,
        "reopen": actions.reopen_application,
    }
    return verbs[slug]
