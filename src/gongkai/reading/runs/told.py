"""Cells of table 2 that the text of the report names with a number of its own: an independent reading of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.checks.measures import measures
from gongkai.law.facts import Claim, ClaimKind, Scope
from gongkai.law.figures import Address, Number, address
from gongkai.law.formats import Format
from gongkai.reading.folding import unspaced
from gongkai.reading.narrative.claims import scope_of

# Kinds that name one column; 规范性文件13件 and 办理13件 do not say which.
_PLAIN = {
    ClaimKind.RULES_ISSUED,
    ClaimKind.DOCUMENTS_ISSUED,
    ClaimKind.DOCUMENTS_REPEALED,
    ClaimKind.DOCUMENTS_IN_FORCE,
}
_FILL = r"(?:数量|总数|数|共计?|合计|总计|累计|为|达|了|:)*"
_COUNT = r"(?P<digits>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?![\d.,万亿余多])"
_CASES = r"(?:件|宗|起|项|个|份|条)(?!次)"
_DECISIONS = tuple(
    (address("t2", row, "decisions"), re.compile(rf"(?:{word})(?:处理)?决定{_FILL}{_COUNT}{_CASES}"))
    for row, word in (
        ("licences", "行政许可"),
        ("other_services", "其他对外管理服务事项"),
        ("penalties", "行政处罚"),
        ("compulsion", "行政强制"),
    )
)
_PROJECTS = (
    address("t2", "procurement", "projects"),
    re.compile(rf"政府集中采购(?:的)?项目{_FILL}{_COUNT}{_CASES}"),
)
_PATTERNS = (*_DECISIONS, _PROJECTS)
_LONGEST_SENTENCE = 400
_SENTENCE = re.compile(r"[^。;!?]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A number of the text and the sums of cells it may be, the plainest first: each adds the first cells and takes off the
    second."""

    number: Number
    sums: tuple[tuple[tuple[Address, ...], tuple[Address, ...]], ...]

    @property
    def cell(self) -> Address:
        """The cell the words name."""
        return self.sums[0][0][0]

    def agrees(self, values: Mapping[Address, Number]) -> bool:
        """Whether the cells of a row come to that number. A sum with a cell of another row is no reason to agree."""
        return any(
            values.keys() >= {*plus, *minus}
            and sum(values[cell] for cell in plus) - sum(values[cell] for cell in minus) == self.number
            for plus, minus in self.sums
        )


def told(form: Format, texts: Iterable[str], claims: Sequence[Claim]) -> tuple[Said, ...]:
    """What the text says of cells of table 2, the office alone left out; a cell of which it says two things is left out too."""
    found: dict[Address, set[Said]] = {}
    for said in (*_claimed(form, claims), *(said for text in texts for said in _decided(form, text))):
        found.setdefault(said.cell, set()).add(said)
    return tuple(said.pop() for said in found.values() if len(said) == 1)


def _claimed(form: Format, claims: Sequence[Claim]) -> Iterator[Said]:
    for claim in claims:
        sums = tuple((measure.plus, measure.minus) for measure in measures(claim, form))
        if claim.kind in _PLAIN and claim.scope is not Scope.OFFICE and sums:
            yield Said(claim.value, sums)


def _decided(form: Format, text: str) -> Iterator[Said]:
    """作出行政处罚决定430件: what table 2 of 2019 calls 处理决定数量; 采购项目135个."""
    if form.key != "2019":
        return
    for sentence in _SENTENCE.finditer(unspaced(text).text):
        words = sentence.group()
        for cell, pattern in _PATTERNS if len(words) <= _LONGEST_SENTENCE else ():
            for match in pattern.finditer(words):
                if scope_of(words[: match.start()])[0] is not Scope.OFFICE:
                    yield Said(int(match["digits"].replace(",", "")), (((cell,), ()),))
