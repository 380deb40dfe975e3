"""Printed so, or read so? A sum that does not hold is the body's fault only where its figures stand in the original."""

from dataclasses import replace

from gongkai.law.checks.findings import Fault, Finding, Level
from gongkai.law.facts import ReportFact

_WITHIN_A_ROW = {"t3.total", "t4.total"}  # sums of figures that stand in one row, whatever row it is


def attributed(finding: Finding, report: ReportFact) -> Finding:
    """The finding with its fault. An error whose figures are hearsay, or whose rows were told by their order alone, is a
    warning: it may as well have been read so."""
    if finding.code == "numbers.unread":
        return replace(finding, fault=Fault.READ)
    if finding.level is not Level.ERROR:
        return finding
    if report.second_hand:
        return _unsure(finding, "这些数是另一程序读出来的，没有原件，是印错还是读错不能定。")
    ordered = report.doubtful.intersection(finding.cells) and not _WITHIN_A_ROW.issuperset(finding.codes)
    if ordered:
        return _unsure(finding, "原文的行名和数字是分开的，按次序对上，是印错还是读错不能定。")
    return replace(finding, fault=Fault.PRINTED)


def _unsure(finding: Finding, why: str) -> Finding:
    remedy = f"请先对照原件：原件的数相符的，是读错；原件也不符的，{finding.remedy.removeprefix('请')}"
    return replace(finding, level=Level.WARNING, fault=Fault.UNSURE, message=finding.message + why, remedy=remedy)
