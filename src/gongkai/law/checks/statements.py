"""Numbers of the text against each other: totals and their parts, shares, growth. Recomputed, never guessed: where the
text does not say what a share is of, nothing is said about it."""

from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.checks.findings import Finding, Held, Level, Remark, Side, Sides, Term, Unjudged, apart
from gongkai.law.checks.measures import measures
from gongkai.law.checks.registry import check
from gongkai.law.citations import in_chinese
from gongkai.law.facts import Growth, Passage, ReportFact, Share, TextSum
from gongkai.law.figures import Number, plain
from gongkai.law.formats import by_key

_SURE = 3  # so many parts that exceed their total are no slip of the reader


@check(
    "text.sum",
    level=Level.WARNING,
    title="正文中的合计等于所列各分项之和",
    source="格式没有印明；惯例：正文的数前后一致",
)
def totals_of_the_text_are_the_sum_of_their_parts(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Parts that are all there (其他… comes last) add up to the total; parts of a total never exceed it."""
    for said in report.statements:
        if not isinstance(said, TextSum):
            continue
        where = f"正文“{said.place.quote}”"
        added = _sum(said.parts)
        if _adds_up(said):
            yield Held("text.sum", where)
        elif (added < said.total and said.whole) or (added > said.total and len(said.parts) >= _SURE):
            yield _sum_finding(said, added)
        else:
            yield Unjudged("text.sum", where, "没有说明所列的是不是全部分项")


def _adds_up(said: TextSum) -> bool:
    """The parts, or the first of them, are the total: what follows may speak of something else."""
    added: Number = 0
    for index, part in enumerate(said.parts):
        added += part
        if added == said.total and index:
            return True
    return False


def _sum(numbers: tuple[Number, ...]) -> Number:
    total: Number = 0
    for number in numbers:
        total += number
    return total


def _sum_finding(said: TextSum, added: Number) -> Finding:
    place = _place(said.place)
    terms = tuple(Term(f"第{index}项", part) for index, part in enumerate(said.parts, 1))
    sides = Sides("text.sum", place, Side((Term("正文所写合计", said.total),), said.total), Side(terms, added))
    message = f"{place}写合计{plain(said.total)}，所列{len(said.parts)}个分项相加是{plain(added)}，差{plain(sides.difference)}。"
    remedy = "请核对合计和各分项，改正写错的数；如果没有列全，请写明“其中”只举主要几项。"
    return Finding("text.sum", Level.WARNING, (), place, message, remedy, (sides,), (said.place,))


@check(
    "text.share",
    level=Level.WARNING,
    title="正文中的百分比，可以由所说的件数算出",
    source="格式没有印明；惯例：正文的数前后一致",
)
def shares_of_the_text_can_be_recomputed(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """number ÷ base, to the digits that are printed; cut off or rounded. Judged only where the whole is named."""
    for said in report.statements:
        if not isinstance(said, Share):
            continue
        where = f"正文“{said.place.quote}”"
        if any(_is_percent(said.number, base, said.percent) for base in said.bases):
            yield Held("text.share", where)
        elif said.told and said.bases[0]:
            right = _percent(said.number, said.bases[0], said.percent)
            message = (
                f"{_place(said.place)}写“{said.place.quote}”；{plain(said.number)} ÷ {plain(said.bases[0])} "
                f"是{plain(right)}%，不是{plain(said.percent)}%。"
            )
            remedy = "请核对件数、合计和百分比，改正写错的数。"
            yield Finding("text.share", Level.WARNING, (), _place(said.place), message, remedy, passages=(said.place,))
        else:
            yield Unjudged("text.share", where, "没有说明是占哪一个数")


def _percent(number: Number, base: Number, like: Decimal) -> Decimal:
    return (Decimal(number) * 100 / Decimal(base)).quantize(_unit(like))


def _unit(percent: Decimal) -> Decimal:
    """The last digit printed: 51.85 → 0.01."""
    exponent = percent.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _is_percent(number: Number, base: Number, percent: Decimal) -> bool:
    return bool(base) and abs(Decimal(number) * 100 / Decimal(base) - percent) < _unit(percent)


@check(
    "text.growth",
    level=Level.WARNING,
    title="正文中的增减，可以由两年的数算出",
    source="格式没有印明；惯例：与上一年度报告可以对照",
)
def growth_in_the_text_can_be_recomputed(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """By last year's number where the text gives it, else by last year's report, where it is handed along."""
    for said in report.statements:
        if not isinstance(said, Growth):
            continue
        where = f"正文“{said.place.quote}”"
        before = said.before if said.before is not None else _before(said, report, last_year)
        if before is None:
            yield Unjudged("text.growth", where, "没有上一年的数可以对照")
        elif _grew(said, before):
            yield Held("text.growth", where)
        else:
            yield _growth_finding(said, before)


def _before(said: Growth, report: ReportFact, last_year: ReportFact | None) -> Number | None:
    """What last year's report has in the cell that the number is this year's of."""
    if last_year is None or said.claim is None or report.year is None or last_year.year != report.year - 1:
        return None
    here = measures(said.claim, by_key(report.format_key))
    there = measures(said.claim, by_key(last_year.format_key))
    for now, then in zip(here, there, strict=False):
        if now.value(report) == said.number:
            return then.value(last_year)
    return None


def _grew(said: Growth, before: Number) -> bool:
    if said.difference is not None:
        return said.number - before == said.difference
    if said.percent is None or not before:
        return said.percent is None
    return abs(Decimal(said.number - before) * 100 / Decimal(before) - said.percent) < _unit(said.percent)


def _growth_finding(said: Growth, before: Number) -> Finding:
    change: Number = said.number - before
    told = f"{'增加' if change >= 0 else '减少'}{plain(apart(said.number, before))}"
    if said.percent is not None and before:
        told += (
            f"，{'增长' if change >= 0 else '下降'}{plain(_percent(apart(said.number, before), before, said.percent))}%"
        )
    message = (
        f"{_place(said.place)}写“{said.place.quote}”；上一年是{plain(before)}，本年是{plain(said.number)}，{told}。"
    )
    remedy = "请核对两年的数和增减幅度，改正写错的数；如果口径不同，请写明口径。"
    return Finding("text.growth", Level.WARNING, (), _place(said.place), message, remedy, passages=(said.place,))


def _place(place: Passage) -> str:
    return f"第{in_chinese(place.section)}部分正文" if place.section else "正文"
