"""What a handbook (办事一本通) is made of: matters with their elements, who publishes each, where it can be read."""

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.agencies.models import Agency
from gongkai.publications.models import Matter, PriorityField, Publication
from gongkai.publications.queries.catalogue import entries_of, matters_of

EACH = 3  # items named of each element


@dataclass(frozen=True)
class Line:
    """One element. owed_by: short names of the agencies; items: its newest public items."""

    name: str
    limit: str
    owed_by: str
    audience: str
    items: tuple[Publication, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """One matter with its basis and its elements."""

    key: int
    name: str
    basis: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Contents:
    """What the handbook says: chapters in the order of the catalogue, and where to ask."""

    field: PriorityField
    chapters: tuple[Chapter, ...]
    agencies: tuple[Agency, ...]


def contents_of(field: PriorityField, keys: Collection[int] | None = None) -> Contents:
    """The matters of a field, or those with these keys; five queries. A matter without elements is left out."""
    matters = [one for one in matters_of(field) if keys is None or one.pk in keys]
    entries = entries_of([element for one in matters for element in one.elements.all()], each=EACH)
    owing: dict[int, Agency] = {}
    chapters = []
    for matter in matters:
        lines = tuple(_line(element, entries.get(element.pk, []), owing) for element in matter.elements.all())
        if lines:
            chapters.append(Chapter(matter.pk, str(matter), matter.basis, lines))
    agencies = sorted(owing.values(), key=lambda agency: agency.code)
    return Contents(field, tuple(chapters), tuple(agencies))


def _line(element: object, items: list[Publication], owing: dict[int, Agency]) -> Line:
    duties = element.owed  # type: ignore[attr-defined]
    for duty in duties:
        owing[duty.agency_id] = duty.agency
    audience = "全社会" if element.to_everyone else element.audience  # type: ignore[attr-defined]
    limit = element.limit_text or _limit(element)  # type: ignore[attr-defined]
    names = "、".join(duty.agency.short_name for duty in duties)
    return Line(element.name, limit, names, audience, tuple(items))  # type: ignore[attr-defined]


def _limit(element: object) -> str:
    days = element.limit_workdays  # type: ignore[attr-defined]
    return f"{days}个工作日内" if days else element.get_limit_kind_display()  # type: ignore[attr-defined]


def fields_with_matters() -> list[PriorityField]:
    """The fields a handbook can be made from, each with its matters."""
    return [one for one in PriorityField.objects.prefetch_related("matters") if one.matters.all()]


def matters_named(field: PriorityField) -> list[Matter]:
    return list(field.matters.all())
