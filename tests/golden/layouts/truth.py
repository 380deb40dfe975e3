"""A reading held against the truth it was printed from."""

from dataclasses import dataclass

from tests.golden.layouts.figures import MISSING, Report

from gongkai.law.figures import State
from gongkai.reading.model import Reading


@dataclass
class Score:
    exact: int = 0
    wrong: int = 0
    given_up: int = 0
    details: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.exact + other.exact,
            self.wrong + other.wrong,
            self.given_up + other.given_up,
            (*self.details, *other.details),
        )

    @property
    def share(self) -> float:
        return self.exact / max(1, self.exact + self.wrong + self.given_up)


def score(found: Reading, report: Report) -> Score:
    """exact: the right number, or the right reason for none; wrong: a number that does not stand there, or a reason for
    none that is not so (missing for blank); given up: ambiguous or unreadable."""
    total = Score()
    if found.format_key != report.form.key:
        return Score(wrong=len(report.truth), details=("format",))
    for cell, truth in report.truth.items():
        read = found.cells.get(cell)
        state = read.figure.state if read else State.MISSING
        value = read.figure.value if read else None
        if truth == MISSING:
            good = state is State.MISSING
        elif truth is None:
            good = state is State.BLANK
        else:
            good = state is State.READ and value == truth
        if good:
            total.exact += 1
        elif state in {State.AMBIGUOUS, State.UNREADABLE} or (value is None and isinstance(truth, int)):
            total.given_up += 1
            total.details += (f"given up {cell}: {truth} read {state} {read.raw if read else ''}",)
        else:
            total.wrong += 1
            total.details += (f"wrong {cell}: {truth} read {state} {value}",)
    return total
