"""Rows → facts of the law."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.annualreports.models import DeclaredReturn
from gongkai.law.facts import ReturnFact
from gongkai.law.figures import Address, Figure, Number, Origin


def number(text: str) -> Number:
    """A stored figure as a number: whole where it is whole."""
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value


def declared_figures(stored: Mapping[str, Any]) -> dict[Address, Figure]:
    """The cells of a return."""
    return {cell: Figure(number(str(value)), origin=Origin.DECLARED) for cell, value in stored.items()}


def returns_of_year(agencies: Sequence[Agency], year: int) -> Iterator[ReturnFact]:
    """The signed returns of these agencies for that year, one each at most."""
    signed = DeclaredReturn.objects.filter(agency__in=agencies, year=year, state=DeclaredReturn.State.SIGNED)
    for key, figures in signed.order_by("agency__code").values_list("pk", "figures"):
        yield ReturnFact(f"declaredreturn:{key}", declared_figures(figures))
