"""What a check says about a report: a finding, that an equation holds, or that it could not be judged."""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.facts import Passage
from gongkai.law.figures import Address, Number, plain


class Level(StrEnum):
    """error: sums of tables 3 and 4 and carry-over only. All else warns or notes."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "提醒", "note": "说明"}[self.value]


class Fault(StrEnum):
    """Whose fault it is that a rule does not hold."""

    PRINTED = "printed"  # so it stands in the original
    READ = "read"  # the readings of the original do not agree
    UNSURE = "unsure"  # one or the other: only the original tells

    @property
    def label(self) -> str:
        return {"printed": "原文如此", "read": "没有读准", "unsure": "印错还是读错，要看原件"}[self.value]


def apart(one: Number, other: Number) -> Number:
    """By how much two numbers differ."""
    return one - other if one > other else other - one


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a sum and the name it goes by. `year` is set where it stands in another year's report."""

    label: str
    value: Number
    cell: Address | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation: its terms and their sum."""

    terms: tuple[Term, ...]
    total: Number

    def __str__(self) -> str:
        """第一项 103 + 第二项 0 = 103; zeros of long sums are left out and counted."""
        shown = self.terms if len(self.terms) <= 2 else tuple(term for term in self.terms if term.value)
        text = "".join(
            f" {'+' if term.value >= 0 else '-'} {term.label} {plain(apart(term.value, 0))}" for term in shown
        )
        text = text[3:] if text.startswith(" + ") else text.strip()
        left_out = len(self.terms) - len(shown)
        if left_out:
            text += f"（其余{left_out}项为0）" if text else f"{left_out}项都是0"
        return f"{text} = {plain(self.total)}" if len(self.terms) > 1 else text


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of one equation that does not hold."""

    code: str
    place: str
    left: Side
    right: Side

    @property
    def difference(self) -> Number:
        return apart(self.left.total, self.right.total)


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause, however many equations it breaks.

    cells: every cell concerned; place: where, in Chinese; sides: each broken equation, both sides term by term, none
    where nothing is added up; passages: the words of the report it speaks of; remedy: what to do next; fault: whether it
    was printed so or read so, where that is a question.
    """

    code: str
    level: Level
    cells: tuple[Address, ...]
    place: str
    message: str
    remedy: str
    sides: tuple[Sides, ...] = ()
    passages: tuple[Passage, ...] = ()
    fault: Fault | None = None

    @property
    def difference(self) -> Number | None:
        """By how much the (first) equation is off."""
        return self.sides[0].difference if self.sides else None

    @property
    def codes(self) -> tuple[str, ...]:
        """Its own code, then those of the other equations the same cause breaks."""
        return tuple(dict.fromkeys((self.code, *(sides.code for sides in self.sides))))


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule that could not be applied, and why: cells that hold no number, or a report that is lacking."""

    code: str
    place: str
    reason: str
    cells: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A rule that was applied and holds."""

    code: str
    place: str


Remark = Finding | Unjudged | Held


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the checks said about one report. Errors come first, then in the order of the checks."""

    findings: tuple[Finding, ...]
    unjudged: tuple[Unjudged, ...]
    held: tuple[Held, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)
