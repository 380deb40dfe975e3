"""What every page knows: the house's name, the reader's wish for large type or contrast, the day."""

from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gongkai.publications.queries.site import Site, site
from gongkai.screens import clock
from gongkai.screens.preferences import Look, look_of
from gongkai.screens.rendered import SEQUENCE

LONGEST_BACK = 500  # signs of a query that are carried in the links of every page
REMEMBERED = 60  # seconds a worker keeps the name of the house before it reads it again


def house(sequence: int | None = None) -> Site:
    """The district government; read at most once a minute by each worker, and anew once anything public has changed.

    sequence: the count of changes before the page (`gongkai.project.front` tells it): a page that is kept must not be
    made of what was remembered from before.
    """
    name = f"screens.house.{sequence}"
    found: Site | None = cache.get(name)
    if found is None:
        found = site()
        cache.set(name, found, REMEMBERED)
    return found


def reader(request: HttpRequest) -> dict[str, object]:
    """house, domain, back (this page's address), look (Look), today. The house is read only by pages that print it."""
    look: Look = look_of(request)
    sequence = request.META.get(SEQUENCE)
    return {
        "house": SimpleLazyObject(lambda: house(sequence)),
        "domain": SimpleLazyObject(lambda: house(sequence).domain or _asked_as(request)),
        "back": request.get_full_path() if len(request.META.get("QUERY_STRING", "")) <= LONGEST_BACK else request.path,
        "look": look,
        "today": clock.today(),
    }


def _asked_as(request: HttpRequest) -> str:
    """The name under which the site was asked for; nothing where it is not one of ours."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
