"""Numbers of the text against the tables. What matches nothing is listed by `explain`; only the kinds that have a cell
of their own can disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from gongkai.law.checks.findings import Finding, Held, Level, Remark, Side, Sides, Term, Unjudged
from gongkai.law.checks.measures import Measure, measures, topic
from gongkai.law.checks.registry import check
from gongkai.law.citations import in_chinese
from gongkai.law.facts import BodyKind, Claim, ClaimKind, ReportFact, Scope
from gongkai.law.figures import address, plain
from gongkai.law.formats import by_key


class Verdict(StrEnum):
    """How a number of the text stands to the tables."""

    AGREES = "agrees"  # equals its cell
    EXPLAINED = "explained"  # equals a sum of cells that its words also fit
    SCOPE = "scope"  # the text speaks of one office, the table of the whole
    MISMATCH = "mismatch"
    OTHER_MEASURE = "other_measure"  # counts what the tables do not
    UNJUDGED = "unjudged"  # the cells hold no number


@dataclass(frozen=True, slots=True)
class Explanation:
    """The best account of a claim: the verdict, the sum of cells it was held against, and it in words."""

    claim: Claim
    verdict: Verdict
    measure: Measure | None
    words: str


def explain(claim: Claim, report: ReportFact) -> Explanation:
    """Why the number stands in the text: “75 = 本年新收74 + 上年结转1”."""
    fits = measures(claim, by_key(report.format_key))
    if not fits:
        return Explanation(claim, Verdict.OTHER_MEASURE, None, "表中不计这一项，不比较")
    first = fits[0]
    for measure in fits:
        if measure.value(report) == claim.value and not _contradicted(claim, report):
            plainly = measure is first
            words = f"{'等于' if plainly else '可以解释为'}{_sum_in_words(measure, report)}"
            return Explanation(claim, Verdict.AGREES if plainly else Verdict.EXPLAINED, measure, words)
    if claim.kind is ClaimKind.DOCUMENTS:
        return Explanation(claim, Verdict.OTHER_MEASURE, None, "没有说明是制发还是现行有效，不比较")
    if all(measure.value(report) is None for measure in fits):
        return Explanation(claim, Verdict.UNJUDGED, first, f"{first.words}没有数，没有判断")
    told = _told(claim, first, report)
    if claim.scope is Scope.OFFICE and report.body_kind is BodyKind.GOVERNMENT:
        return Explanation(claim, Verdict.SCOPE, first, f"正文说的是“{claim.scope_words}”，{told}是全口径")
    return Explanation(claim, Verdict.MISMATCH, first, f"{told}，与正文不同")


def _contradicted(claim: Claim, report: ReportFact) -> bool:
    """全部维持 says more than its number: nothing else came of the others."""
    if not claim.every:
        return False
    whole = Claim(_whole(claim.kind), claim.value, claim.place)
    total = measures(whole, by_key(report.format_key))[0].value(report)
    return total is not None and total != claim.value


def _sum_in_words(measure: Measure, report: ReportFact) -> str:
    """表三本年新收加上年结转总计 75 = 74 + 1."""
    total = measure.value(report)
    if total is None:
        return f"{measure.words}没有数"
    if len(measure.cells) == 1:
        return f"{measure.words}{plain(total)}"
    terms = " + ".join(plain(report.value(cell) or 0) for cell in measure.plus)
    less = "".join(f" - {plain(report.value(cell) or 0)}" for cell in measure.minus)
    return f"{measure.words}{plain(total)} = {terms}{less}"


@check(
    "text.scope",
    level=Level.WARNING,
    title="正文只说一个机构的，写明口径，并给出与表相同口径的数",
    source="格式没有印明；惯例：正文的件数应能由表三、表四说明。常见的是以办公室的数代替全区的数",
)
@check(
    "text.mismatch",
    level=Level.WARNING,
    title="正文中的件数与表三、表四一致",
    source="格式没有印明；惯例：正文的件数应能由表三、表四说明",
)
def numbers_of_the_text_agree_with_the_tables(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Neighbouring claims on one matter that fail in the same way are one finding."""
    explanations = [explain(claim, report) for claim in report.claims]
    for explanation in explanations:
        where = f"正文“{explanation.claim.quote}”"
        if explanation.verdict in (Verdict.AGREES, Verdict.EXPLAINED):
            yield Held("text.mismatch", where)
        elif explanation.verdict is Verdict.UNJUDGED:
            yield Unjudged("text.mismatch", where, explanation.words)
    compared = [e for e in explanations if e.verdict in (Verdict.SCOPE, Verdict.MISMATCH)]
    for (verdict, matter, section), group in groupby(
        compared, key=lambda e: (e.verdict, topic(e.claim.kind), e.claim.place.section)
    ):
        yield _finding(report, verdict, matter, section, list(group))


def _finding(report: ReportFact, verdict: Verdict, matter: str, section: int, group: list[Explanation]) -> Finding:
    code = "text.scope" if verdict is Verdict.SCOPE else "text.mismatch"
    place = f"第{in_chinese(section)}部分正文，{matter}" if section else f"正文，{matter}"
    sides = tuple(_sides(code, place, explanation, report) for explanation in group if explanation.measure)
    passages = tuple(dict.fromkeys(explanation.claim.place for explanation in group))
    terms = (term for pair in sides for side in (pair.left, pair.right) for term in side.terms)
    cells = tuple(dict.fromkeys(term.cell for term in terms if term.cell))
    quotes = "，".join(dict.fromkeys(passage.quote for passage in passages))
    tables = "；".join(dict.fromkeys(_told(e.claim, e.measure, report) for e in group if e.measure))
    message = f"正文写“{quotes}”；{tables}。"
    together = _add_up([explanation.claim for explanation in group])
    if together:
        message += f"正文的数自成一组（{together}）。"
    if verdict is Verdict.SCOPE:
        words = next(e.claim.scope_words for e in group)
        message += f"看来正文说的是“{words}”一处，表格是全口径。"
        remedy = "请在正文写明这是哪一机构的数，并补上与表格同一口径的数。"
    else:
        remedy = "请核对正文和表格，改正写错的一处；如果口径不同，请在正文写明口径。"
    return Finding(code, Level.WARNING, cells, place, message, remedy, sides, passages)


def _sides(code: str, place: str, explanation: Explanation, report: ReportFact) -> Sides:
    claim, measure = explanation.claim, explanation.measure
    if measure is None:
        raise ValueError("a claim without a measure has no other side")
    if claim.every:
        whole = measures(Claim(_whole(claim.kind), claim.value, claim.place), by_key(report.format_key))[0]
        return Sides(code, "正文说的是全部", _side(measure, report), _side(whole, report))
    left = Side((Term("正文", claim.value),), claim.value)
    return Sides(code, place, left, _side(measure, report))


def _side(measure: Measure, report: ReportFact) -> Side:
    form = by_key(report.format_key)
    terms = tuple(
        Term(form.label(cell), (report.value(cell) or 0) * (-1 if cell in measure.minus else 1), cell)
        for cell in measure.cells
    )
    return Side(terms, measure.value(report) or 0)


def _whole(kind: ClaimKind) -> ClaimKind:
    """reconsiderations.upheld → reconsiderations."""
    return ClaimKind(kind.value.split(".")[0])


def _told(claim: Claim, measure: Measure, report: ReportFact) -> str:
    """The table's side; for 全部维持 all the results, so that the contradiction is seen."""
    if not claim.every:
        return _sum_in_words(measure, report)
    form = by_key(report.format_key)
    groups = dict.fromkeys(cell.split("/")[1] for cell in measure.cells)
    told = []
    for group in groups:
        label = next(entry.label for entry in form.groups if entry.key == group)
        parts = [(entry.label, report.value(address("t4", group, entry.key))) for entry in form.results]
        told.append(
            f"表四{label}：" + "、".join(f"{name}{plain(number)}" for name, number in parts if number is not None)
        )
    return "；".join(told)


def _add_up(claims: list[Claim]) -> str:
    """办结27 + 在办5 = 32, where the text's own numbers balance."""
    by_kind = {claim.kind: claim.value for claim in claims if claim.column == "total"}
    received, closed, left = (
        by_kind.get(kind) for kind in (ClaimKind.RECEIVED, ClaimKind.CLOSED, ClaimKind.CARRIED_OUT)
    )
    if received is None or closed is None or left is None or closed + left != received:
        return ""
    return f"办结{plain(closed)} + 在办{plain(left)} = 收到{plain(received)}"
