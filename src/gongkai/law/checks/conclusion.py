"""What all the rules together say of a report: one sentence, and a sum in which every rule is counted once."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.checks.findings import Fault, Finding, Judgement, Level
from gongkai.law.facts import ReportFact
from gongkai.law.figures import State
from gongkai.law.formats import by_key

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rules were applied and what came of them. broken: equations of errors; the sum of all is `total`."""

    broken: int
    warnings: int
    notes: int
    unjudged: int
    held: int

    @property
    def total(self) -> int:
        return self.broken + self.warnings + self.notes + self.unjudged + self.held

    def terms(self) -> tuple[tuple[int, str], ...]:
        """The terms of the sum, without those that are zero."""
        every = (
            (self.broken, "项不符"),
            (self.warnings, "项提醒"),
            (self.notes, "项说明"),
            (self.unjudged, "项没有判断"),
            (self.held, "项相符"),
        )
        return tuple((number, words) for number, words in every if number)


def tally_of(judgement: Judgement) -> Tally:
    """The sum the page shows: no term is counted twice."""
    by_level = {level: [f for f in judgement.findings if f.level is level] for level in Level}
    return Tally(
        broken=sum(max(1, len(finding.sides)) for finding in by_level[Level.ERROR]),
        warnings=len(by_level[Level.WARNING]),
        notes=len(by_level[Level.NOTE]),
        unjudged=len(judgement.unjudged),
        held=len(judgement.held),
    )


def unread_of(report: ReportFact) -> int:
    """How many cells of the format hold no number."""
    return sum(report.value(cell) is None for cell in by_key(report.format_key).addresses())


def conclusion_of(report: ReportFact, judgement: Judgement) -> str:
    """表三「自然人」（七）总计是102 … 另有2处要核实，4格没有读准。"""
    errors = judgement.errors
    warnings = [finding for finding in judgement.findings if finding.level is Level.WARNING]
    unread = unread_of(report)
    if unread == len(by_key(report.format_key).addresses()):
        return _nothing_stands(report)
    rest = [f"{len(warnings)}处要核实"] if warnings else []
    if unread:
        rest.append(f"{unread}格没有数")
    unsure = [finding for finding in warnings if finding.fault is Fault.UNSURE]
    if unsure and not errors:
        return f"{len(unsure)}处相加不符，是原文印错还是读错，要对照原件。" + _others(
            len(warnings) - len(unsure), unread
        )
    if errors:
        return _errors(errors) + (f"另有{'，'.join(rest)}。" if rest else "")
    sums = "能相加的都相符" if unread else "三张表各项相加都相符"
    if not judgement.held:
        sums = "没有一项可以核对"
    return f"{sums}；{'，'.join(rest)}。" if rest else f"{sums}，没有要改的。"


def _others(warnings: int, unread: int) -> str:
    rest = [*([f"{warnings}处要核实"] if warnings else []), *([f"{unread}格没有数"] if unread else [])]
    return f"另有{'，'.join(rest)}。" if rest else ""


def _nothing_stands(report: ReportFact) -> str:
    states = {figure.state for figure in report.figures.values()}
    if states <= {State.BLANK}:
        return "三张表的格子全都空着，没有可以核对的数。"
    return "三张表里没有读出一个数，没有可以核对的。"


def _errors(errors: Sequence[Finding]) -> str:
    if len(errors) == 1 and len(errors[0].message) <= _LONGEST:
        return errors[0].message
    places = "、".join(dict.fromkeys(finding.place for finding in errors[:3]))
    return f"{len(errors)}处错误：{places}{'等' if len(errors) > 3 else ''}。"
