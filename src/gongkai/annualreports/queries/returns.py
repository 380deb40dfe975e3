"""Reading declared returns: an agency's, its last year's, who has declared."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import with_all_below
from gongkai.annualreports.models import DeclaredReturn
from gongkai.law.figures import Address

State = DeclaredReturn.State


def return_of(agency_id: int, year: int, *states: str) -> DeclaredReturn | None:
    """The agency's return for that year in one of the states (default: signed)."""
    found = DeclaredReturn.objects.select_related("agency", "filled_in_by", "signed_by")
    return found.filter(agency_id=agency_id, year=year, state__in=states or [State.SIGNED]).order_by("-pk").first()


def returns_of(agency_id: int, year: int) -> list[DeclaredReturn]:
    """Every return of the agency for that year, newest first: the draft, the signed one, those it replaced."""
    found = DeclaredReturn.objects.select_related("filled_in_by", "signed_by")
    return list(found.filter(agency_id=agency_id, year=year).order_by("-pk"))


def return_by_key(key: int) -> DeclaredReturn:
    """DeclaredReturn.DoesNotExist when there is none."""
    return DeclaredReturn.objects.select_related("agency", "filled_in_by", "signed_by").get(pk=key)


def returns_by_references(references: Sequence[str]) -> list[DeclaredReturn]:
    """The returns behind references such as `declaredreturn:3`."""
    keys = [int(ref.partition(":")[2]) for ref in references if ref.startswith("declaredreturn:")]
    return list(
        DeclaredReturn.objects.select_related("agency", "signed_by").filter(pk__in=keys).order_by("agency__code")
    )


def declared_before(agency_id: int, year: int) -> dict[Address, str]:
    """What the agency signed for the year before, cell by cell; empty where it signed nothing."""
    found = return_of(agency_id, year - 1)
    return dict(found.figures) if found else {}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An agency and its return: `current` is the signed one, `draft` what is being filled in."""

    agency: Agency
    current: DeclaredReturn | None
    draft: DeclaredReturn | None

    @property
    def state(self) -> str:
        """signed, correcting (signed, and a correction is being filled in), draft, or "" where there is nothing."""
        if self.current:
            return "correcting" if self.draft else "signed"
        return "draft" if self.draft else ""


def returns_board(agency: Agency, year: int) -> list[BoardRow]:
    """Every agency of the house, in the order of codes, with its return of that year. Two queries."""
    rows = DeclaredReturn.objects.select_related("signed_by", "filled_in_by").exclude(state=State.REPLACED)
    found = {(row.agency_id, row.state): row for row in rows.filter(agency__path__startswith=agency.path, year=year)}
    return [
        BoardRow(below, found.get((below.pk, State.SIGNED)), found.get((below.pk, State.DRAFT)))
        for below in with_all_below(agency)
    ]
