"""What the page of a report shows: its tables with their balance, its findings by part, what may be done next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.checks import Finding, Judgement, Level
from gongkai.law.checks.findings import apart
from gongkai.law.figures import Address, Figure, Number, plain
from gongkai.law.formats import Format
from gongkai.screens.statutory import Table, tables_of

BALANCE = "t3.balance"
_SHORT = ("一、总体情况", "二、主动公开", "三、申请办理", "四、复议诉讼", "五、问题及改进", "六、其他事项")


@dataclass(frozen=True, slots=True)
class Balance:
    """One column of table 3: 第一项加第二项, 第三项加第四项, and by how much they differ."""

    left: Number
    right: Number

    @property
    def apart(self) -> Number:
        return apart(self.left, self.right)

    @property
    def told(self) -> str:
        return f"差 {plain(self.apart)}" if self.apart else "平"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six parts: its number and title, and what the checks say of it."""

    number: int
    title: str
    findings: tuple[Finding, ...] = ()
    in_tables: bool = False

    @property
    def name(self) -> str:
        """The title as short as a row of links wants it."""
        return _SHORT[self.number - 1]

    @property
    def errors(self) -> int:
        return sum(finding.level is Level.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The tables of a report as the page draws them, with the balance under table 3 and the findings.

    shown: each finding with the cells it concerns, in words and with where they open."""

    two: Table
    three: Table
    four: Table
    balances: tuple[Balance, ...]
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    shown: tuple[tuple[Finding, tuple[tuple[str, str], ...]], ...] = ()
    held: int = 0
    broken: frozenset[Address] = field(default_factory=frozenset)


def sheet_of(
    form: Format,
    figures: Mapping[Address, Figure],
    judgement: Judgement,
    *,
    link: Callable[[Address], str] | None = None,
    opened: Address = "",
) -> Sheet:
    """Everything but the heading of the page. link: address → where the cell leads."""
    broken = frozenset(cell for finding in judgement.errors for cell in finding.cells)
    two, three, four = tables_of(form, figures, link=link, broken=broken, opened=opened)
    parts = tuple(
        Part(
            number,
            title,
            tuple(finding for finding in judgement.findings if part_of(finding) == number),
            in_tables=number in (2, 3, 4),
        )
        for number, title in enumerate(form.section_titles, 1)
    )
    return Sheet(
        two,
        three,
        four,
        _balances(form, figures),
        parts,
        judgement.findings,
        tuple((finding, _places(form, figures, finding, link)) for finding in judgement.findings),
        len(judgement.held),
        broken,
    )


def _places(
    form: Format, figures: Mapping[Address, Figure], finding: Finding, link: Callable[[Address], str] | None
) -> tuple[tuple[str, str], ...]:
    """The first cells of a finding about tables, in words, each with where it opens."""
    if link is None or finding.passages:
        return ()
    return tuple((form.label(cell), link(cell)) for cell in finding.cells if cell in figures)[:6]


def part_of(finding: Finding) -> int:
    """The part of the report (1 to 6) a finding speaks of: where its words stand, else the table of its cells; 0: the whole."""
    if finding.passages:
        return finding.passages[0].section
    if finding.cells:
        return int(finding.cells[0][1])
    for number, numeral in enumerate("一二三四五六", 1):
        if f"第{numeral}部分" in finding.place:
            return number
    return 0


def _balances(form: Format, figures: Mapping[Address, Figure]) -> tuple[Balance, ...]:
    def total(cells: tuple[Address, ...]) -> Number:
        return sum(figures[cell].value or 0 for cell in cells if cell in figures)

    return tuple(
        Balance(total(instance.left), total(instance.right))
        for instance in form.instances()
        if instance.equation.code == BALANCE
    )


def publish_by(kind: str, year: int) -> date | None:
    """The last day to publish the report of that year. Regulations art. 49: departments by 31 January, governments of a
    county or district by 31 March; nothing is set for street offices and townships."""
    days = {"government": (3, 31), "department": (1, 31), "authorised_body": (1, 31)}
    return date(year + 1, *days[kind]) if kind in days else None
