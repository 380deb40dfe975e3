"""What every page knows: the house's name, the reader's wish for large type or contrast, the day."""

from dataclasses import dataclass

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gongkai.agencies import queries as agencies
from gongkai.screens import clock
from gongkai.screens.preferences import Look, look_of
from gongkai.screens.rendered import SEQUENCE

REMEMBERED = 60  # seconds a worker keeps the name of the house before it reads it again


@dataclass(frozen=True, slots=True)
class House:
    """Whose site this is: the district government, as masthead and footing print it. Empty before it is founded."""

    name: str = ""
    office: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


def house(sequence: int | None = None) -> House:
    """The district government; read at most once a minute by each worker, and anew once anything public has changed.

    sequence: the count of changes before the page (`gongkai.project.front` tells it): a page that is kept must not be
    made of what was remembered from before.
    """
    name = f"screens.house.{sequence}"
    found: House | None = cache.get(name)
    if found is None:
        found = _read_house()
        cache.set(name, found, REMEMBERED)
    return found


def _read_house() -> House:
    try:
        agency = agencies.root()
    except ObjectDoesNotExist:
        return House()
    office = agencies.disclosure_office(agency)
    return House(agency.name, office.name if office else "", agency.address, agency.phone, agency.hours)


def reader(request: HttpRequest) -> dict[str, object]:
    """house, look (Look), today. The house is read only by pages that print it."""
    look: Look = look_of(request)
    sequence = request.META.get(SEQUENCE)
    return {"house": SimpleLazyObject(lambda: house(sequence)), "look": look, "today": clock.today()}
