"""In which unit amounts of money are printed."""

from collections.abc import Iterator

from gongkai.law.checks.findings import Finding, Level, Remark
from gongkai.law.checks.registry import check
from gongkai.law.facts import ReportFact
from gongkai.law.figures import Number, parts, plain
from gongkai.law.formats import by_key

_RIGHT = "万元"
_LEAP = 1000  # an amount that grows or shrinks so many times within a year was printed in another unit
_LEAST = 1  # 万元 or 元; smaller amounts leap by themselves


@check(
    "numbers.unit",
    level=Level.WARNING,
    title="金额以万元计，两年用同一单位",
    source="年度报告格式，表二“本年收费金额（单位：万元）”；2019年格式“采购总金额”填报惯例以万元计",
)
def amounts_are_in_ten_thousand_yuan(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """By the unit printed in the head or behind the amount; and by last year's amount, where that is a thousand times off."""
    form = by_key(report.format_key)
    for cell, figure in report.figures.items():
        if parts(cell)[2] != "amount" or figure.value is None:
            continue
        label = form.label(cell)
        unit = report.units.get(cell, "")
        before = _before(cell, report, last_year)
        if unit and unit != _RIGHT:
            message = f"{label}印的是{plain(figure.value)}{unit}，格式以万元计。"
            remedy = f"请换算成万元填写，或核对单位是否写错；与其他报告汇总、比较时请先换算{unit}。"
            yield Finding("numbers.unit", Level.WARNING, (cell,), label, message, remedy)
        elif before is not None and _leaps(figure.value, before):
            message = f"{label}上年是{plain(before)}，本年是{plain(figure.value)}，相差一千倍以上，像是元和万元写错了。"
            remedy = "请核对两年的单位，都以万元填写；确实有这样大的变化，请在第六部分说明。"
            yield Finding("numbers.unit", Level.WARNING, (cell,), label, message, remedy)


def _before(cell: str, report: ReportFact, last_year: ReportFact | None) -> Number | None:
    if last_year is None or report.year is None or last_year.year != report.year - 1:
        return None
    return last_year.value(cell) if last_year.format_key == report.format_key else None


def _leaps(one: Number, other: Number) -> bool:
    low, high = sorted((one, other))
    return low >= _LEAST and high >= _LEAP * low
