"""A report that takes in those of subordinate bodies: each cell is the sum of theirs, if they are all there."""

from collections.abc import Iterator, Sequence

from gongkai.law.checks.findings import Finding, Held, Level, Remark, Side, Sides, Term, Unjudged
from gongkai.law.checks.registry import check
from gongkai.law.facts import ReportFact
from gongkai.law.figures import Address, Number, plain
from gongkai.law.formats import Format, by_key

_PLACE = "与下级单位的合计"
_SHOWN = 12  # cells told one by one


@check(
    "aggregate.children",
    level=Level.WARNING,
    title="汇总的报告，每一格等于所属各单位之和（单位齐全时）",
    source="汇总报告的填报惯例：县级报告的数是所属各单位之和；只在各单位同一年度、同一格式、逐格有数时核对",
)
def the_whole_is_the_sum_of_its_children(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Tables 3 and 4, and table 2 where all print it. Coverage is what was handed along: where the parts are less than the
    whole in every cell that differs, a body may simply be absent, and the message says so."""
    if not report.children:
        return
    unfit = _unfit(report)
    if unfit:
        yield Unjudged("aggregate.children", _PLACE, unfit)
        return
    form = by_key(report.format_key)
    broken: list[Sides] = []
    lacking: list[Address] = []
    for cell in form.addresses():
        whole = report.value(cell)
        theirs = [child.value(cell) for child in report.children]
        if whole is None or any(value is None for value in theirs):
            lacking.append(cell)
            continue
        sides = _sides(form, cell, whole, report.children)
        if sides.difference:
            broken.append(sides)
        else:
            yield Held("aggregate.children", form.label(cell))
    if lacking:
        reason = f"{form.label(lacking[0])}{f'等{len(lacking)}格' if len(lacking) > 1 else ''}不是每份报告都有数"
        yield Unjudged("aggregate.children", _PLACE, reason, tuple(lacking))
    if broken:
        yield _finding(broken, len(report.children))


def _unfit(report: ReportFact) -> str:
    """Why these children cannot be added up; "" where they can."""
    named = [child.body for child in report.children if child.body]
    if len(set(named)) < len(named):
        twice = next(name for name in named if named.count(name) > 1)
        return f"下级报告里“{twice}”有不止一份"
    if any(child.year != report.year for child in report.children):
        return f"下级报告不都是{report.year or '同一'}年度的"
    if any(child.format_key != report.format_key for child in report.children):
        return "下级报告的格式与本报告不同"
    return ""


def _sides(form: Format, cell: Address, whole: Number, children: Sequence[ReportFact]) -> Sides:
    terms = tuple(
        Term(child.body or f"第{index}份", child.value(cell) or 0, None, child.year)
        for index, child in enumerate(children, 1)
    )
    total: Number = 0
    for term in terms:
        total += term.value
    place = form.label(cell)
    return Sides("aggregate.children", place, Side((Term("本报告", whole, cell),), whole), Side(terms, total))


def _finding(broken: Sequence[Sides], count: int) -> Finding:
    first = broken[0]
    less = all(sides.right.total < sides.left.total for sides in broken)
    message = (
        f"{first.place}本报告是{plain(first.left.total)}，{count}个下级单位相加是{plain(first.right.total)}，"
        f"差{plain(first.difference)}{f'；共{len(broken)}格不符' if len(broken) > 1 else ''}。"
    )
    message += "不符的各格都是下级合计较少，可能有单位的报告没有交来。" if less else ""
    remedy = "请核对下级单位是否齐全（包括本级办公室），再逐格核对；机构调整造成的差额，请在第六部分写明。"
    cells = tuple(term.cell for sides in broken for term in sides.left.terms if term.cell)
    place = first.place if len(broken) == 1 else _PLACE
    return Finding("aggregate.children", Level.WARNING, cells, place, message, remedy, tuple(broken[:_SHOWN]))
