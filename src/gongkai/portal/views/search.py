"""Finding what is public (art. 24): by words, narrowed by field, agency, year and validity; what to do where nothing is found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.documents.queries import library as documents
from gongkai.portal import columns
from gongkai.portal.item_record import TONES
from gongkai.publications.queries import public, site
from gongkai.screens import clock
from gongkai.screens.rendered import rendered
from gongkai.search import queries as searching

SIZE = 20
FEWER = 4  # shorter queries tried where nothing is found
NEAR = 3  # near misses told
LONGEST = 200  # signs of a query that go into the page; more than that is sought by nobody
ITEMS = "publication"  # the kind of what may be the text of a document
TOLD = 40  # signs of the query repeated in headings
DESCRIBED = 200  # signs of a description that are compared with what is public
SEARCH_PARAMS = ("q", "field", "agency", "year", "validity", "section", "sort", "after")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. agency: a code; sort: "ranked", or "newest"; after: where the page before ended."""

    words: str = ""
    field: str = ""
    agency: str = ""
    year: int | None = None
    validity: str = ""
    section: str = ""
    sort: str = ""
    after: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.field or self.agency or self.year or self.validity or self.section)

    @property
    def told(self) -> str:
        """The words as headings repeat them."""
        return f"{self.words[:TOLD]}…" if len(self.words) > TOLD else self.words

    @property
    def query(self) -> str:
        """The address's query for this search, from its first page."""
        return self.with_other()

    def with_other(self, **changes: Any) -> str:
        told = {
            "q": self.words,
            "field": self.field,
            "agency": self.agency,
            "year": self.year,
            "validity": self.validity,
            "section": self.section,
            "sort": self.sort,
            **changes,
        }
        return urlencode({name: value for name, value in told.items() if value})


class Choice(NamedTuple):
    """One way to narrow: the value in the address, its words, how many of what was found, whether it is chosen."""

    value: str
    label: str
    found: int
    is_chosen: bool


def asked_of(request: HttpRequest) -> Asked:
    """What is asked for; what cannot be understood is passed over."""
    told = request.GET
    year = told.get("year", "")
    return Asked(
        words=" ".join(told.get("q", "").replace("\x00", " ").split())[:LONGEST],
        field=told.get("field", "")[:40],
        agency=told.get("agency", "")[:20],
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        validity=told.get("validity", "")[:20],
        section=told.get("section", "")[:40],
        sort="newest" if told.get("sort") == "newest" else "",
        after=told.get("after", "")[:60],
    )


@require_safe
@rendered("home", "agencies", "fields", "documents", params=SEARCH_PARAMS)
def search(request: HttpRequest) -> HttpResponse:
    """The field and what it finds. Nothing found is an answer too: what is near, and how to apply."""
    asked = asked_of(request)
    context: dict[str, Any] = {"asked": asked, "column": columns.SEARCH}
    if not asked.words and not asked.is_narrowed:
        return render(request, "portal/search.html", context)
    agencies = site.agencies_by_key()
    fields = site.names_of_fields()
    found = _find(asked, agencies, size=SIZE)
    context |= {
        "found": found,
        "hits": _told(found.hits, agencies, fields),
        "choices": _choices(asked, found, agencies, fields),
        "next": asked.with_other(after=found.next) if found.next else "",
        "first": asked.query if asked.after else "",
        "ranked": asked.with_other(sort=""),
        "newest": asked.with_other(sort="newest"),
        "feed": f"{reverse('portal:feed_of_search')}?{asked.with_other(sort='')}",
        "wanted": urlencode({"content": asked.words[:DESCRIBED]}),
    }
    if not found.hits:
        context |= {"fewer": _fewer(asked.words), "near": _near(asked.words, agencies, fields)}
    return render(request, "portal/search.html", context)


@require_safe
@rendered("home", params=("q",))
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for what is typed so far, as JSON: {"titles": […]}."""
    words = request.GET.get("q", "")[:TOLD]
    return JsonResponse({"titles": searching.suggest(words)}, json_dumps_params={"ensure_ascii": False})


@require_safe
@rendered("home", "documents", params=("q",))
def known(request: HttpRequest) -> HttpResponse:
    """What is public already and like what an applicant describes: a piece of a page, empty where there is none."""
    return render(request, "portal/known.html", {"known": known_of(request.GET.get("q", ""))})


def known_of(described: str) -> list[dict[str, Any]]:
    """Public things like what is described, the likest first."""
    words = " ".join(described.split())[:DESCRIBED]
    if len(words) < 4:
        return []
    return _near(words, site.agencies_by_key(), site.names_of_fields())


def hits_of(asked: Asked, *, size: int) -> list[searching.Hit]:
    """The newest that is found."""
    return searching.find(asked.words, _filters(asked, site.agencies_by_key()), order="newest", size=size).hits


def _find(asked: Asked, agencies: dict[int, site.AgencyName], *, size: int) -> searching.Found:
    order: searching.Order = "newest" if asked.sort == "newest" or not asked.words else "ranked"
    return searching.find(asked.words, _filters(asked, agencies), order=order, after=asked.after or None, size=size)


def _filters(asked: Asked, agencies: dict[int, site.AgencyName]) -> searching.Filters:
    chosen = next((key for key, name in agencies.items() if name.code == asked.agency), 0)
    return searching.Filters(
        agency_id=chosen if asked.agency else None,
        field=asked.field,
        section=asked.section,
        validity=asked.validity,
        year=asked.year,
    )


def _told(
    hits: Sequence[searching.Hit], agencies: dict[int, site.AgencyName], fields: dict[str, str]
) -> list[dict[str, Any]]:
    """The hits as the page prints them, documents with how they stand today: the index learns of it only by the night's work."""
    return [_shown(hit, agencies, fields) for hit in as_they_stand(hits)]


def as_they_stand(hits: Sequence[searching.Hit]) -> list[searching.Hit]:
    """The hits, each text of a document with its validity of today."""
    keys = {hit.reference: int(hit.reference.partition(":")[2]) for hit in hits if hit.kind == ITEMS and hit.validity}
    standing = documents.validities(list(keys.values()), clock.today())
    return [replace(hit, validity=str(standing.get(keys.get(hit.reference, 0), hit.validity))) for hit in hits]


def _shown(hit: searching.Hit, agencies: dict[int, site.AgencyName], fields: dict[str, str]) -> dict[str, Any]:
    """A hit as the page prints it."""
    agency = agencies.get(hit.agency_id or 0)
    has_state = hit.validity and (hit.number or hit.validity != "in_force")
    return {
        "hit": hit,
        "agency": agency.short_name if agency else "",
        "field": fields.get(hit.field, ""),
        "state": ("现行有效" if hit.validity == "in_force" else public.validity_label(hit.validity))
        if has_state
        else "",
        "tone": TONES.get(hit.validity, ""),
    }


def _choices(
    asked: Asked, found: searching.Found, agencies: dict[int, site.AgencyName], fields: dict[str, str]
) -> dict[str, list[Choice]]:
    units = {agencies[key].code: count for key, count in found.by_agency.items() if key in agencies}
    names = {name.code: name.short_name for name in agencies.values()}
    return {
        "field": _of(
            ((value, fields.get(value, value), count) for value, count in found.by_field.items() if value),
            asked.field,
            fields,
        ),
        "agency": _of(((value, names[value], count) for value, count in units.items()), asked.agency, names),
        "year": _of(
            ((str(year), f"{year}年", count) for year, count in found.by_year.items() if year),
            str(asked.year or ""),
            {str(asked.year): f"{asked.year}年"},
        ),
        "validity": _of(
            ((value, public.validity_label(value), count) for value, count in found.by_validity.items() if value),
            asked.validity,
            {asked.validity: public.validity_label(asked.validity)},
        ),
    }


def _of(told: Iterable[tuple[str, str, int]], chosen: str, names: dict[str, str]) -> list[Choice]:
    """The choices of one field; what is chosen stays among them though nothing was found with it."""
    choices = [Choice(value, label, count, value == chosen) for value, label, count in told]
    if chosen and not any(one.is_chosen for one in choices):
        choices.append(Choice(chosen, names.get(chosen, chosen), 0, True))
    return choices


def _fewer(words: str) -> list[tuple[str, int, bool]]:
    """Shorter queries that do find something: (words, how many, whether there are more than that)."""
    pieces = words.split()
    if len(pieces) == 1 and len(words) >= 4:
        half = len(words) // 2
        pieces = [words[:half], words[half:], words[:2], words[-2:]]
    found = []
    for piece in list(dict.fromkeys(pieces))[:FEWER]:
        if piece != words:
            result = searching.find(piece, size=1)
            if result.total:
                found.append((piece, result.total, result.is_at_least))
    return found


def _near(words: str, agencies: dict[int, site.AgencyName], fields: dict[str, str]) -> list[dict[str, Any]]:
    return _told(searching.similar(words, size=NEAR), agencies, fields)
