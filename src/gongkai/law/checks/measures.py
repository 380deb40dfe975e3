"""Which cells a number of the text may be: for each kind of claim the sums of cells it is held against, best first."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law.facts import Claim, ClaimKind, ReportFact
from gongkai.law.figures import Address, Number, address
from gongkai.law.formats import Format

_SUITS = ("lawsuit_direct", "lawsuit_after_reconsideration")
_PARTS = ("upheld", "overturned", "other_result", "pending")


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum of cells and its name in the words of the form. `minus` is taken off."""

    words: str
    plus: tuple[Address, ...]
    minus: tuple[Address, ...] = ()

    @property
    def cells(self) -> tuple[Address, ...]:
        return self.plus + self.minus

    def value(self, report: ReportFact) -> Number | None:
        """The sum, None where one of its cells holds no number."""
        total: Number = 0
        for cell in self.cells:
            number = report.value(cell)
            if number is None:
                return None
            total += -number if cell in self.minus else number
        return total


def measures(claim: Claim, form: Format) -> tuple[Measure, ...]:
    """What the claim may equal, the plainest first. Empty for what the tables do not count."""
    kind = claim.kind
    if kind in _ROWS:
        return tuple(_of_table3(form, claim.column, kind))
    if kind is ClaimKind.RULES_ISSUED:
        column, words = ("issued", "本年制发件数") if form.key != "2019" else ("made", "本年新制作数量")
        return (Measure(f"表二规章{words}", (address("t2", "rules", column),)),)
    if kind.value.startswith("documents"):
        return tuple(_of_documents(form, kind))
    if kind is ClaimKind.OTHER_MEASURE:
        return ()
    return tuple(_of_table4(kind))


# Rows of table 3 by kind: each tuple is one measure, named by its words.
_ROWS: dict[ClaimKind, tuple[tuple[str, tuple[str, ...]], ...]] = {
    ClaimKind.RECEIVED: (("本年新收", ("received",)), ("本年新收加上年结转", ("received", "carried_in"))),
    ClaimKind.HANDLED: (
        ("（七）总计", ("closed_total",)),
        ("本年新收", ("received",)),
        ("本年新收加上年结转", ("received", "carried_in")),
    ),
    ClaimKind.CARRIED_IN: (("上年结转", ("carried_in",)),),
    ClaimKind.CLOSED: (("（七）总计", ("closed_total",)),),
    ClaimKind.CARRIED_OUT: (("结转下年度", ("carried_out",)),),
    ClaimKind.GRANTED: (("予以公开", ("granted",)), ("予以公开加部分公开", ("granted", "granted_in_part"))),
    ClaimKind.GRANTED_IN_PART: (("部分公开", ("granted_in_part",)),),
    ClaimKind.GRANTED_OR_IN_PART: (("予以公开加部分公开", ("granted", "granted_in_part")),),
    ClaimKind.REFUSED: (("不予公开各项之和", ("refused",)),),
    ClaimKind.UNAVAILABLE: (("无法提供各项之和", ("unavailable",)),),
    ClaimKind.NOT_TAKEN_UP: (("不予处理各项之和", ("not_taken_up",)),),
    ClaimKind.OTHERWISE: (("其他处理各项之和", ("otherwise",)),),
}


def _of_table3(form: Format, column: str, kind: ClaimKind) -> Iterator[Measure]:
    for words, rows in _ROWS[kind]:
        keys: list[str] = []
        for row in rows:
            leaves = [leaf.key for leaf in form.leaves() if leaf.parent == row]
            keys += leaves or [row]
        label = next(entry.label for entry in form.columns if entry.key == column)
        name = f"表三{words}" if column == "total" else f"表三{words}（{label}）"
        yield Measure(name, tuple(address("t3", key, column) for key in keys))


def _of_table4(kind: ClaimKind) -> Iterator[Measure]:
    noun, _, result = kind.value.partition(".")
    words = {
        "": "总计",
        "upheld": "结果维持",
        "overturned": "结果纠正",
        "other_result": "其他结果",
        "pending": "尚未审结",
    }[result]
    column = result or "total"
    if noun == "appeals":
        groups: tuple[str, ...] = ("reconsideration", *_SUITS)
        yield Measure("表四行政复议和行政诉讼总计", tuple(address("t4", group, column) for group in groups))
        return
    groups, name = (("reconsideration",), "行政复议") if noun == "reconsiderations" else (_SUITS, "行政诉讼两组")
    yield Measure(f"表四{name}{words}", tuple(address("t4", group, column) for group in groups))
    if not result:
        cells = tuple(address("t4", group, part) for group in groups for part in _PARTS)
        yield Measure(f"表四{name}四种结果之和", cells)
    if noun == "lawsuits":
        yield Measure(f"表四未经复议直接起诉{words}", (address("t4", _SUITS[0], column),))
        yield Measure(f"表四复议后起诉{words}", (address("t4", _SUITS[1], column),))


def _of_documents(form: Format, kind: ClaimKind) -> Iterator[Measure]:
    def cell(column: str) -> tuple[Address, ...]:
        return (address("t2", "normative_documents", column),)

    new = form.key != "2019"
    if kind in (ClaimKind.DOCUMENTS_ISSUED, ClaimKind.DOCUMENTS):
        yield Measure(
            "表二规范性文件本年制发件数" if new else "表二规范性文件本年新制作数量", cell("issued" if new else "made")
        )
    if kind is ClaimKind.DOCUMENTS_REPEALED and new:
        yield Measure("表二规范性文件本年废止件数", cell("repealed"))
    if kind in (ClaimKind.DOCUMENTS_IN_FORCE, ClaimKind.DOCUMENTS) and new:
        yield Measure("表二规范性文件现行有效件数", cell("in_force"))
    if kind is ClaimKind.DOCUMENTS_IN_FORCE and new:
        yield Measure("表二规范性文件现行有效件数减本年制发件数", cell("in_force"), cell("issued"))
    elif kind in (ClaimKind.DOCUMENTS_IN_FORCE, ClaimKind.DOCUMENTS) and not new:
        yield Measure("表二规范性文件对外公开总数量", cell("disclosed_total"))


def topic(kind: ClaimKind) -> str:
    """What a claim is about, for grouping: 依申请公开, 行政复议, 行政诉讼 …"""
    noun = kind.value.split(".")[0]
    names = {
        "reconsiderations": "行政复议",
        "lawsuits": "行政诉讼",
        "appeals": "行政复议、行政诉讼",
        "documents": "规范性文件",
        "rules": "规章",
    }
    return names.get(noun, "政府信息公开申请")
