"""What the page of a check is made from: the facts, what the rules said, and where each figure stood in the original."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from gongkai.law.checks.findings import Judgement
from gongkai.law.citations import in_chinese
from gongkai.law.facts import ReportFact
from gongkai.law.figures import Address, Number, State
from gongkai.law.formats import Format, by_key

Box = tuple[float, float, float, float]  # left, top, right, bottom in points, from the upper left of the page
_STANDING = frozenset({"label", "position", "empty lines"})  # read as they stand


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one cell stands and what stands there. line, start, end: of a text, the line from 1, the end exclusive; page
    and box: of a paginated file; table, row, column: from 1. settled_by: `label`, `position`, or the rule that settled
    the figure; readings: the numbers an ambiguous cell may hold; likely: the one of them that something speaks for;
    in_pixels: the box is of an image, in its own pixels."""

    raw: str = ""
    settled_by: str = "label"
    line: int | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    readings: tuple[Number, ...] = ()
    likely: Number | None = None
    in_pixels: bool = False

    @property
    def is_placed(self) -> bool:
        return self.page is not None or self.line is not None or self.row is not None

    @property
    def is_plain(self) -> bool:
        """Whether the signs were taken as they stand, and no rule had to settle them."""
        return self.settled_by in _STANDING


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the report's text; `start` is where it begins, in the same characters as the passages of findings."""

    text: str
    start: int
    section: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A report that was read and checked.

    file: its name; kind: text, html, pdf, docx …; data: its bytes; text: its text where it has one; layout: how it was
    read; spots: address → where it stands; compared: reports it was held against; at: when, in words, empty where the
    same bytes are to come out again.
    """

    file: str
    kind: str
    data: bytes
    fact: ReportFact
    judgement: Judgement
    spots: Mapping[Address, Spot]
    text: str = ""
    layout: str = ""
    remarks: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    compared: tuple[str, ...] = ()
    at: str = ""
    form: Format = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", by_key(self.fact.format_key))

    @property
    def title(self) -> str:
        """示例区2024年政府信息公开工作年度报告."""
        year = f"{self.fact.year}年" if self.fact.year else ""
        return f"{self.fact.body or ('' if year else '这份')}{year}政府信息公开工作年度报告"

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    def state(self, cell: Address) -> State:
        figure = self.fact.figures.get(cell)
        return figure.state if figure else State.MISSING

    def unread(self) -> tuple[Address, ...]:
        """The cells of the format that hold no number."""
        return tuple(cell for cell in self.form.addresses() if self.state(cell) is not State.READ)

    def label(self, cell: Address) -> str:
        """The cell in the words of the form; of a row that only the other format has, the name of its group."""
        if cell in self.form.addresses():
            return self.form.label(cell)
        key = cell.split("/")[1]
        return f"表三「{next((row.label for row in self.form.rows if row.key == key), key)}」"

    def section_name(self, number: int) -> str:
        """第一部分, 正文 where the text stands before the first section."""
        return f"第{in_chinese(number)}部分" if number else "正文"
