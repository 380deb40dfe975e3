"""A figure of a report: its value, how it came to be, and the cell it stands in.

A cell has one address everywhere: `t3/granted/natural_person` is table / row / column.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Address = str
Number = int | Decimal


class State(StrEnum):
    """How a cell was read. Blank, zero and missing are never mixed."""

    READ = "read"  # a number stands there
    BLANK = "blank"  # the cell is there, without a sign in it
    MISSING = "missing"  # the report lacks the row or column
    UNREADABLE = "unreadable"  # a sign nobody could read
    AMBIGUOUS = "ambiguous"  # several readings fit


class Origin(StrEnum):
    """Where a figure comes from."""

    COUNTED = "counted"  # from records
    DECLARED = "declared"  # a signed return
    DERIVED = "derived"  # a sum of other figures
    PRINTED = "printed"  # read from a published report


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell. `value` is None unless `state` is READ; `sources` are references such as `application:12`."""

    value: Number | None
    state: State = State.READ
    origin: Origin = Origin.PRINTED
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state is State.READ):
            raise ValueError(f"a figure that is {self.state} cannot have the value {self.value!r}")


def address(table: str, row: str, column: str) -> Address:
    """`address("t3", "granted", "total")` → `t3/granted/total`."""
    return f"{table}/{row}/{column}"


def parts(cell: Address) -> tuple[str, str, str]:
    """The table, row and column of an address."""
    table, row, column = cell.split("/")
    return table, row, column


def plain(number: Number) -> str:
    """The number without a trailing fraction of zeros: Decimal("3.0") → 3, Decimal("1.50") → 1.5."""
    if isinstance(number, Decimal):
        return format(number.normalize(), "f")
    return str(number)
