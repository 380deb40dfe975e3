"""What every page knows: the house's name, the reader's wish for large type or contrast, the day."""

from dataclasses import dataclass

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gongkai.agencies import queries as agencies
from gongkai.screens import clock
from gongkai.screens.preferences import Look, look_of

REMEMBERED = 60  # seconds a worker keeps the name of the house before it reads it again


@dataclass(frozen=True, slots=True)
class House:
    """Whose site this is: the district government, as masthead and footing print it. Empty before it is founded."""

    name: str = ""
    office: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


def house() -> House:
    """The district government; read at most once a minute by each worker."""
    found: House | None = cache.get("screens.house")
    if found is None:
        found = _read_house()
        cache.set("screens.house", found, REMEMBERED)
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
    return {"house": SimpleLazyObject(house), "look": look, "today": clock.today()}
