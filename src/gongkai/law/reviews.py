"""合法性审核: until when a text is reviewed, what must be answered before it goes on, which conclusions fit, when it was too quick.

国办发〔2018〕115号 [M]: at least five working days as a rule, at most fifteen; urgent ones are excepted. Every opinion is answered
by whoever drafts: taken, taken in part, or not taken, because of what.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.workdays import WorkCalendar

OPEN = ("received", "answering", "answered")
ANSWERS = ("taken", "partly", "not_taken")
_LETS_GO_ON = frozenset({"lawful", "lawful_if_amended"})


@dataclass(frozen=True, slots=True)
class ReviewLimits:
    """Working days: the most a review takes, the least one takes as a rule, the most of an urgent one."""

    workdays: int = 15
    least_workdays: int = 5
    urgent_workdays: int = 2


def due_day(received_on: date, calendar: WorkCalendar, limits: ReviewLimits, *, urgent: bool) -> date:
    """The last day of the review: so many working days after the day it was received, which does not count.

    Example: received on Friday 2020-03-06, 15 working days → Friday 2020-03-27.
    """
    return calendar.nth_workday_after(received_on, limits.urgent_workdays if urgent else limits.workdays)


def too_quick(
    received_on: date, concluded_on: date, calendar: WorkCalendar, limits: ReviewLimits, *, urgent: bool
) -> str:
    """A remark where the review took less than it does as a rule; empty where it did not, and for an urgent one."""
    took = calendar.workdays_between(received_on, concluded_on)
    if urgent or took >= limits.least_workdays:
        return ""
    return f"这次审核用了{max(took, 0)}个工作日，一般不少于{limits.least_workdays}个工作日。"


def is_late(due_on: date, day: date) -> bool:
    """Whether the last day has passed."""
    return day > due_on


def lets_go_on(conclusion: str) -> bool:
    """Whether a document so judged may go on to deliberation."""
    return conclusion in _LETS_GO_ON


def require_all_answered(unanswered: Collection[int]) -> None:
    """NotLawful while an opinion is without an answer, naming the numbers."""
    if unanswered:
        numbers = "、".join(f"第{number}条" for number in sorted(unanswered))
        raise NotLawful(
            "review.unanswered",
            None,
            f"还有{len(unanswered)}条意见没有答复：{numbers}。",
            "请起草单位逐条答复采纳、部分采纳或者不采纳；意见提错了的，由审核人撤回那一条。",
        )


def require_conclusion(conclusion: str, *, opinions: int) -> None:
    """NotAcceptable for lawful-if-amended without an opinion that says what to amend, and for unlawful that says nothing."""
    if conclusion in {"lawful_if_amended", "unlawful"} and not opinions:
        told = "修改后合法" if conclusion == "lawful_if_amended" else "不合法"
        raise NotAcceptable(
            "review.no_opinion",
            f"结论是“{told}”，但是没有提出过意见。",
            "请先写明哪里要改、依据什么，交起草单位答复；没有意见的，结论请选“合法”。",
            field="conclusion",
        )


def require_answer(answer: str, reason: str) -> None:
    """NotAcceptable for no answer, and for one that does not take the opinion whole and gives no reason."""
    if answer not in ANSWERS:
        raise NotAcceptable("opinion.no_answer", "还没有选怎样答复。", "请选采纳、部分采纳或者不采纳。", field="answer")
    if answer != "taken" and not reason.strip():
        told = "部分采纳" if answer == "partly" else "不采纳"
        raise NotAcceptable(
            "opinion.no_reason",
            f"“{told}”要写明理由。",
            "请写明哪一部分没有采纳、依据什么，理由会写进审核意见书。",
            field="reason",
        )
