"""Several things asked for in one application, each answered on its own: what the letter says of each, and of remedies."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai.applications.models import Application, ReplyItem
from gongkai.applications.wording.values import case_values, remedy_values, reply_values
from gongkai.law.outcomes import outcome

TITLE_OF_PARTS = "政府信息公开申请答复书"  # the title of one outcome would say too little of several
_TOLD = ("decision", "supplement", "third_party", "search", "reason")
_MIXED = "granted_in_part"  # its remedy tells what was withheld from the rest (reconsideration law art. 23)


def parts_values(
    application: Application, code: str, rows: Sequence[ReplyItem], on: date, search: str
) -> dict[str, Any]:
    """The values of a letter that answers each of them by itself. Empty without any. code: the outcome of the whole."""
    if not rows:
        return {}
    you = case_values(application)["you"]
    return {
        "decision": f"{you}申请的信息共{len(rows)}项，本机关逐项答复如下。",
        "items": [_part(application, row, on, search) for row in rows],
        **remedy_values(application, remedy_outcome(code, [row.outcome for row in rows]), on),
    }


def remedy_outcome(code: str, outcomes: Sequence[str]) -> str:
    """The outcome whose remedy the letter tells: where review goes first for some parts only, that of a release in part."""
    groups = {outcome(one).remedy_group for one in outcomes}
    if "review_first" in groups:
        return _MIXED if len(groups) > 1 else code if outcome(code).remedy_group in groups else outcomes[0]
    if outcome(_MIXED).remedy_group in groups:
        return _MIXED
    return code if outcome(code).remedy_group in groups else outcomes[0]


def _part(application: Application, row: ReplyItem, on: date, search: str) -> str:
    """关于“…”：the decision, what it rests on, the reason, the articles. One paragraph."""
    values = reply_values(application, row.outcome, grounds=row.grounds, reason=row.reason, on=on, search=search)
    if row.outcome != "unavailable.not_found":
        values.pop("search", None)
    elif search:
        values["search"] = f"检索情况：{search}"
    told = [_sentence(str(values.get(name) or "")) for name in _TOLD]
    return f"关于“{row.asked.strip().rstrip('。')}”：{''.join(told)}依据：{row.grounds}。"


def _sentence(text: str) -> str:
    plain = text.replace("\n", "").strip()
    return plain if not plain or plain.endswith("。") else f"{plain}。"
