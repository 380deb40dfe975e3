"""What a reply decides, and for each of several things asked for: judged before a draft is kept and again when it is approved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.applications import wording
from gongkai.applications.actions.record import require_fits
from gongkai.applications.models import Application, ReplyItem
from gongkai.applications.queries import on_file, searches_of
from gongkai.law.errors import NotAcceptable, Refusal
from gongkai.law.fees import require_fee_possible
from gongkai.law.grounds import require_on_file
from gongkai.law.outcomes import Outcome, outcome, outcomes_of_replies


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things asked for, with an outcome of its own. grounds: left empty, those of the outcome."""

    asked: str
    outcome_code: str
    reason: str
    grounds: str = ""


def require_outcome(code: str, on: date) -> Outcome:
    """The outcome with that code, if it was possible that day; lapse and withdrawal have verbs of their own."""
    known = {entry.code for entry in outcomes_of_replies()}
    if code not in known:
        raise NotAcceptable(
            "reply.no_outcome", "还没有选处理结果。", "请从24种处理结果中选一种。", field="outcome_code"
        )
    if code == "otherwise.fee_unpaid":
        require_fee_possible(on)
    return outcome(code)


def grounds_of(chosen: Outcome, typed: str) -> str:
    """The articles typed, else those of the outcome. A reply without a ground is not saved."""
    grounds = typed.strip() or chosen.grounds
    if not grounds:
        raise NotAcceptable(
            "reply.no_grounds",
            f"“{chosen.label}”没有明文的条款，答复还没有写法律依据。",
            "请写明所依据的法律、法规或者规定的名称和条款。",
            field="grounds",
        )
    return grounds


def search_of(application: Application, outcomes: Sequence[str], typed: str) -> str:
    """What the letter tells of the search: as typed, else from the record where an outcome rests on it."""
    if typed.strip() or "unavailable.not_found" not in outcomes:
        return typed.strip()
    return wording.search_in_words(searches_of(application))


def rows_of(parts: Sequence[Part], on: date) -> list[ReplyItem]:
    """The rows of a reply that tells several things apart, not saved yet. Refuses one alone, and what is not complete."""
    if len(parts) == 1:
        raise NotAcceptable(
            "reply.one_part", "分项答复至少两项，现在只有一项。", "请再加一项，或者把这一项清空。", field="parts"
        )
    rows = []
    for position, part in enumerate(parts, 1):
        if not part.asked.strip():
            raise _of_part(
                position,
                NotAcceptable("reply.no_asked", "还没有写所申请的信息。", "请写明这一项要的是什么。"),
            )
        try:
            chosen = require_outcome(part.outcome_code, on)
            row = ReplyItem(
                position=position,
                asked=part.asked.strip(),
                outcome=chosen.code,
                grounds=grounds_of(chosen, part.grounds),
                reason=part.reason.strip(),
            )
            require_fits(row)
        except Refusal as refusal:
            raise _of_part(position, refusal) from None
        rows.append(row)
    return rows


def require_decided(
    application: Application, code: str, *, reason: str, grounds: str, rows: Sequence[ReplyItem], on: date
) -> None:
    """Refuse what the case or the reply lacks for its outcome, and for that of each part (Regulations art. 36–39)."""
    whole = on_file(
        application,
        on=on,
        reason="\n".join([reason, *(row.reason for row in rows)]) if reason.strip() else "",
        grounds="\n".join([grounds, *(row.grounds for row in rows)]),
    )
    _require_main(code, [row.outcome for row in rows])
    require_on_file(code, whole)
    for row in rows:
        try:
            require_on_file(row.outcome, replace(whole, reason=row.reason, grounds=row.grounds))
        except Refusal as refusal:
            raise _of_part(row.position, refusal) from None


def _require_main(code: str, outcomes: Sequence[str]) -> None:
    """The outcome of the whole is that of one of its parts: a release in part, too, only where something was made out."""
    if not outcomes or code in outcomes:
        return
    raise NotAcceptable(
        "reply.main_outcome",
        f"主要结果“{outcome(code).label}”不是各项结果之一。",
        "请在处理结果中选各项里主要的一种。",
        field="outcome_code",
    )


def _of_part(position: int, refusal: Refusal) -> Refusal:
    """The refusal, telling which part it is about."""
    refusal.message, refusal.field = f"第{position}项：{refusal.message}", "parts"
    return refusal
