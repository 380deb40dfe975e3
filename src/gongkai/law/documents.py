"""The life of a normative document: its steps, which an agency requires, and when passing one over needs a reason.

国办发〔2018〕37号 [M] names them: drafting, hearing the public, legality review, collective deliberation, registration with one
number, publication; interpretation goes with it (国办发〔2016〕80号 [M]); evaluation follows while it is in force.
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.errors import NotLawful

_FILE = Path(__file__).parent / "data" / "documents.toml"


class StepKind(StrEnum):
    """In the order they are taken; interpretation goes beside publication, evaluation comes later and may come again."""

    SOLICITATION = "solicitation"
    REVIEW = "review"
    DELIBERATION = "deliberation"
    REGISTRATION = "registration"
    PUBLICATION = "publication"
    INTERPRETATION = "interpretation"
    EVALUATION = "evaluation"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    StepKind.SOLICITATION: "征求意见",
    StepKind.REVIEW: "合法性审核",
    StepKind.DELIBERATION: "集体审议",
    StepKind.REGISTRATION: "登记编号",
    StepKind.PUBLICATION: "公布",
    StepKind.INTERPRETATION: "解读",
    StepKind.EVALUATION: "评估",
}
BEFORE_PUBLICATION = (StepKind.SOLICITATION, StepKind.REVIEW, StepKind.DELIBERATION, StepKind.REGISTRATION)
REQUIRED = (*BEFORE_PUBLICATION, StepKind.INTERPRETATION)  # what an agency requires that has set nothing else
NEVER_SKIPPED = frozenset(
    {StepKind.REVIEW, StepKind.REGISTRATION, StepKind.PUBLICATION}
)  # 未经合法性审核不得提交审议 [M]


def next_step(taken: Collection[StepKind]) -> StepKind | None:
    """The first step before publication that is neither done nor passed over; None when all are."""
    return next((step for step in BEFORE_PUBLICATION if step not in taken), None)


def counting(steps: Sequence[StepKind], let_go_on: Sequence[bool]) -> frozenset[StepKind]:
    """Of the steps taken, in the order they were recorded, those that still count. let_go_on: of each concluded review, in order,
    whether it let the document go on.

    What a later review stopped is reviewed anew, and deliberated anew on what came of it: 未经合法性审核或者经审核不合法的,
    不得提交集体审议 (国办发〔2018〕37号 [M]).
    """
    if all(let_go_on):
        return frozenset(steps)
    lawful_since = list(reversed(let_go_on)).index(False)
    reviews = [place for place, step in enumerate(steps) if step is StepKind.REVIEW]
    begin = reviews[-lawful_since] if 0 < lawful_since <= len(reviews) else len(steps)
    again = (StepKind.REVIEW, StepKind.DELIBERATION)
    return frozenset(step for place, step in enumerate(steps) if place >= begin or step not in again)


def steps_before(step: StepKind) -> tuple[StepKind, ...]:
    """Those that must come first. Interpretation goes beside publication, and evaluation is for any document in use."""
    order = (*BEFORE_PUBLICATION, StepKind.PUBLICATION)
    return order[: order.index(step)] if step in order else ()


def require_turn(step: StepKind, taken: Collection[StepKind]) -> None:
    """NotLawful while a step before it is neither done nor passed over, naming the one that comes first.

    A step may be taken again (a second solicitation) until the document is registered; then its text is settled.
    """
    if step in BEFORE_PUBLICATION and StepKind.REGISTRATION in taken:
        raise NotLawful(
            "step.registered",
            None,
            f"这份文件已经登记编号，不能再登记“{step.label}”。",
            "内容要改的，请按修改文件的程序另行办理。",
        )
    first = next((one for one in steps_before(step) if one not in taken), None)
    if first is not None:
        skipping = "这一环节不能省略。" if first in NEVER_SKIPPED else "不经这一环节的，请写明理由。"
        raise NotLawful(
            "step.not_its_turn",
            None,
            f"“{step.label}”之前，还要先完成“{first.label}”。",
            f"请先办理“{first.label}”；{skipping}",
        )


def require_reason_to_skip(step: StepKind, *, required: Collection[str], urgent: bool, reason: str) -> None:
    """NotLawful for a step that may never be passed over; and for one without a reason, where the agency requires it."""
    if step in NEVER_SKIPPED:
        raise NotLawful(
            "step.never_skipped",
            None,
            f"“{step.label}”不能省略。",
            "时间紧的，请按紧急程序缩短期限办理，但环节要有。" if not urgent else "请尽快办理这一环节。",
        )
    if step in required and not reason.strip():
        raise NotLawful(
            "step.no_reason",
            None,
            f"本机关规定须经“{step.label}”，不经这一环节要写明理由。",
            "请写明理由，理由会一直留在这份文件的经过里。",
            field="reason",
        )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def defaults() -> Mapping[str, Mapping[str, Any]]:
    """The limits an agency has that has set none: review, interpretation, term. `certain`: whether the source was read."""
    return {name: _data()[name] for name in ("review", "interpretation", "term")}
