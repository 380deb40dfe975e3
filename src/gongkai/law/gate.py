"""The one gate out (Regulations art. 17): which steps an item takes, who may take which, what must be there before it is public.

The text is read one to three times, as the agency sets it (三审 is the custom). Beside that stand the two examinations of
art. 17: whether it may be disclosed at all, and whether it holds a secret. Nobody judges what they wrote; each reading is by
somebody else; the two examinations are by two people, and who approves in the end has made neither of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.citations import cite
from gongkai.law.errors import NotAllowed, NotLawful

ARTICLE = cite("条例", 17)


class Step(StrEnum):
    """A step of the gate."""

    FIRST = "first_review"
    SECOND = "second_review"
    FINAL = "final_approval"
    DISCLOSURE = "disclosure"
    SECRECY = "secrecy"
    CONFIRMATION = "confirmation"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Step.FIRST: "初审",
    Step.SECOND: "复审",
    Step.FINAL: "终审",
    Step.DISCLOSURE: "公开审查",
    Step.SECRECY: "保密审查",
    Step.CONFIRMATION: "补审",
}
EXAMINATIONS = (Step.DISCLOSURE, Step.SECRECY)
READINGS = {
    1: (Step.FINAL,),
    2: (Step.FIRST, Step.FINAL),
    3: (Step.FIRST, Step.SECOND, Step.FINAL),
}
_APART = {  # who has taken one of these steps may not take the step named
    Step.FIRST: (Step.FIRST, Step.SECOND, Step.FINAL),
    Step.SECOND: (Step.FIRST, Step.SECOND, Step.FINAL),
    Step.FINAL: (Step.FIRST, Step.SECOND, Step.FINAL, Step.DISCLOSURE, Step.SECRECY),
    Step.DISCLOSURE: (Step.DISCLOSURE, Step.SECRECY, Step.FINAL),
    Step.SECRECY: (Step.DISCLOSURE, Step.SECRECY, Step.FINAL),
    Step.CONFIRMATION: (Step.CONFIRMATION,),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was passed in this round. person: key; digest: of what was read."""

    step: Step
    person: int
    digest: str


def readings(reviews: int) -> tuple[Step, ...]:
    """The readings of an agency with that many: 2 → (FIRST, FINAL)."""
    return READINGS[reviews]


def first_reading(reviews: int) -> Step:
    """Where a text goes that was handed in."""
    return READINGS[reviews][0]


def after(step: Step, reviews: int) -> Step | None:
    """The reading that follows; None after the last. A step the agency has since given up leads to the final approval."""
    order = READINGS[reviews]
    if step is Step.FINAL:
        return None
    return order[order.index(step) + 1] if step in order else Step.FINAL


def bars(step: Step, person: int, *, writers: Collection[int], taken: Iterable[Taken]) -> str:
    """Why that person may not take the step, in Chinese; empty when they may."""
    if person in writers:
        return "这一件是您拟写或者修改过的，不能由您自己审查"
    own = [one.step for one in taken if one.person == person and one.step in _APART[step]]
    if own:
        return f"本轮的{'、'.join(LABELS[one] for one in own)}是您做的，{LABELS[step]}须由另一个人做"
    return ""


def require_other(step: Step, person: int, *, writers: Collection[int], taken: Iterable[Taken]) -> None:
    """NotAllowed unless that person may take the step beside those already taken in this round."""
    why = bars(step, person, writers=writers, taken=taken)
    if why:
        raise NotAllowed(
            "gate.same_person",
            f"这一步不能由您办理：{why}。",
            "请转交另一位有此职责的同事；人手不够的，可以请区政府信息公开工作机构代审，或者由负责人在“发布规则”里减少审次。",
        )


def missing(taken: Iterable[Taken], *, digest: str, reviews: int) -> tuple[Step, ...]:
    """The steps still wanting before the final approval. A step passed on another text than this one does not count."""
    passed = {one.step for one in taken if one.digest == digest}
    return tuple(step for step in (*READINGS[reviews][:-1], *EXAMINATIONS) if step not in passed)


def require_ready(taken: Iterable[Taken], *, digest: str, reviews: int) -> None:
    """NotLawful while a reading or an examination of art. 17 is wanting, naming each."""
    wanting = missing(taken, digest=digest, reviews=reviews)
    if wanting:
        names = "、".join(LABELS[step] for step in wanting)
        raise NotLawful(
            "gate.not_ready",
            ARTICLE,
            f"还缺{names}，不能终审。",
            "请先请有此职责的同事完成；公开审查和保密审查都要有结论，信息才能公开（条例第十七条）。",
        )


def may_refuse(step: Step) -> bool:
    """Whether that step may end in 不予公开: the examinations and the final approval decide it, a reading only sends back."""
    return step in {Step.DISCLOSURE, Step.SECRECY, Step.FINAL, Step.CONFIRMATION}
