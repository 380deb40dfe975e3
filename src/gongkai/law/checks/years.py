"""Two years side by side: what was carried over, and stocks that roll forward."""

from collections.abc import Iterator

from gongkai.law.checks.findings import Finding, Held, Level, Remark, Side, Sides, Term, Unjudged, apart
from gongkai.law.checks.registry import check
from gongkai.law.facts import ReportFact
from gongkai.law.figures import Address, Number, address, plain
from gongkai.law.formats import by_key


@check(
    "carry_over.last_year",
    level=Level.ERROR,
    title="上年结转等于上一年度报告的结转下年度，逐列核对",
    source="年度报告格式，表三“二、上年结转政府信息公开申请数量”",
)
def carried_in_equals_last_years_carried_out(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """上年结转 = 上一年度报告的结转下年度. All columns that differ are one finding: the row was not carried over."""
    if last_year is None:
        return
    place = "表三「二、上年结转政府信息公开申请数量」"
    if not _consecutive(report, last_year):
        yield Unjudged("carry_over.last_year", place, _not_consecutive(report, last_year))
        return
    broken: list[Sides] = []
    for column in by_key(report.format_key).columns:
        here, there = address("t3", "carried_in", column.key), address("t3", "carried_out", column.key)
        now, before = report.value(here), last_year.value(there)
        where = f"表三「上年结转」{column.label}"
        if now is None or before is None:
            if here in report.figures and there in last_year.figures:
                year = report.year if now is None else last_year.year
                yield Unjudged("carry_over.last_year", where, f"{year}年度报告的这一格没有数", (here,))
        elif now == before:
            yield Held("carry_over.last_year", where)
        else:
            left = Side((Term(f"{last_year.year}年结转下年度", before, there, last_year.year),), before)
            right = Side((Term(f"{report.year}年上年结转", now, here),), now)
            broken.append(Sides("carry_over.last_year", where, left, right))
    if broken:
        first = broken[0]
        message = (
            f"{place}与上一年度报告不衔接：{first.place}，上一年度结转下年度是{plain(first.left.total)}，"
            f"本年度写的是{plain(first.right.total)}，差{plain(first.difference)}"
        )
        message += f"；共{len(broken)}列不符。" if len(broken) > 1 else "。"
        cells = tuple(term.cell for sides in broken for term in sides.right.terms if term.cell)
        remedy = "请核对两年的报告，更正写错的一份；机构合并、划转造成的差额，请在第六部分写明。"
        yield Finding("carry_over.last_year", Level.ERROR, cells, place, message, remedy, tuple(broken))


def _consecutive(report: ReportFact, last_year: ReportFact) -> bool:
    return report.year is not None and last_year.year is not None and last_year.year == report.year - 1


def _not_consecutive(report: ReportFact, last_year: ReportFact) -> str:
    return f"交来核对的是{last_year.year or '年份不明'}年度的报告，不是{report.year or '本年'}年度的上一年"


@check(
    "t2.stock",
    level=Level.WARNING,
    title="文件存量逐年衔接：上年存量加本年新增减本年废止，等于本年存量",
    source="年度报告格式，表二第二十条第（一）项；实践中常因清理、改口径而不平，只作提醒",
)
def stock_of_documents_rolls_forward(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """2021 format: in force = last year's + issued - repealed. 2019 format, which prints no repeals: the total is at least
    what was newly disclosed, and at most last year's total with it."""
    pair = last_year if last_year and _consecutive(report, last_year) else None
    for row in by_key(report.format_key).blocks[0].rows:
        if report.format_key == "2019":
            yield from _disclosed(report, pair, row.key, row.label)
        elif pair is not None and pair.format_key == report.format_key:
            yield from _in_force(report, pair, row.key, row.label)


def _disclosed(report: ReportFact, pair: ReportFact | None, row: str, label: str) -> Iterator[Remark]:
    stock, new = address("t2", row, "disclosed_total"), address("t2", row, "newly_disclosed")
    now, added = report.value(stock), report.value(new)
    if now is None or added is None:
        return
    place = f"表二「{label}」对外公开总数量"
    before = pair.value(stock) if pair and pair.format_key == "2019" else None
    total = Side((Term("对外公开总数量", now, stock),), now)
    if now < added:
        other = Side((Term("本年新公开数量", added, new),), added)
        yield _stock_finding(place, (stock, new), total, other, "少于本年新公开数量")
    elif pair and before is not None and now > before + added:
        terms = (Term(f"{pair.year}年对外公开总数量", before, stock, pair.year), Term("本年新公开数量", added, new))
        other = Side(terms, before + added)
        yield _stock_finding(place, (stock, new), total, other, "多于上年总数加本年新公开")
    else:
        yield Held("t2.stock", place)


def _in_force(report: ReportFact, pair: ReportFact, row: str, label: str) -> Iterator[Remark]:
    cells = tuple(address("t2", row, column) for column in ("in_force", "issued", "repealed"))
    now, issued, repealed = (report.value(cell) for cell in cells)
    before = pair.value(cells[0])
    place = f"表二「{label}」现行有效件数"
    if now is None or issued is None or repealed is None or before is None:
        if all(cell in report.figures for cell in cells):
            yield Unjudged("t2.stock", place, "两年报告中有一格没有数", cells)
        return
    terms = (
        Term(f"{pair.year}年现行有效", before, cells[0], pair.year),
        Term("本年制发", issued, cells[1]),
        Term("本年废止", -repealed, cells[2]),
    )
    rolled: Number = before + issued - repealed
    if rolled == now:
        yield Held("t2.stock", place)
    else:
        left, right = Side((Term("现行有效件数", now, cells[0]),), now), Side(terms, rolled)
        yield _stock_finding(place, cells, left, right, "与上年存量加制发减废止不衔接")


def _stock_finding(place: str, cells: tuple[Address, ...], left: Side, right: Side, what: str) -> Finding:
    message = f"{place}{what}：一边是{plain(left.total)}，另一边是{plain(right.total)}，差{plain(apart(left.total, right.total))}。"
    remedy = "请核对文件库；因清理、失效或改变统计口径而不衔接的，请在第六部分写明。"
    return Finding("t2.stock", Level.WARNING, cells, place, message, remedy, (Sides("t2.stock", place, left, right),))


@check(
    "t2.items",
    level=Level.WARNING,
    title="2019格式表二：上一年项目数量等于上年报告的上一年项目数量加本年增减",
    source="年度报告格式（试行），表二第二十条第（五）、（六）、（八）项",
)
def items_of_last_year_roll_forward(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """上一年项目数量 = 上年报告的（上一年项目数量 + 本年增/减). Only between two reports of the 2019 format."""
    pair = last_year if last_year and _consecutive(report, last_year) else None
    if pair is None or not report.format_key == pair.format_key == "2019":
        return
    rows = (row for block in by_key("2019").blocks for row in block.rows)
    for row in rows:
        stock, change = address("t2", row.key, "items_last_year"), address("t2", row.key, "items_change")
        now, before, moved = report.value(stock), pair.value(stock), pair.value(change)
        if now is None or before is None or moved is None:
            continue
        place = f"表二「{row.label}」上一年项目数量"
        if now == before + moved:
            yield Held("t2.items", place)
            continue
        left = Side((Term("上一年项目数量", now, stock),), now)
        terms = (
            Term(f"{pair.year}年报告的上一年项目数量", before, stock, pair.year),
            Term("增减", moved, change, pair.year),
        )
        sides = Sides("t2.items", place, left, Side(terms, before + moved))
        message = (
            f"{place}是{plain(now)}，按{pair.year}年报告推算是{plain(before + moved)}，差{plain(sides.difference)}。"
        )
        remedy = "请核对两年的权责清单；目录调整造成的差额，请在第六部分写明。"
        yield Finding("t2.items", Level.WARNING, (stock,), place, message, remedy, (sides,))
