"""Reading the standard catalogue: fields, matters, elements, who owes them, what is public for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import people_with
from gongkai.publications import standard
from gongkai.publications.models import Draft, Element, ElementDuty, Matter, PriorityField, Publication

CHANGES = {
    "catalogue.founded": "建立了公开目录",
    "catalogue.imported": "导入了公开目录",
    "catalogue.recomputed": "重算了目录的期限",
    "field.added": "增加了重点领域",
    "field.assigned": "给整个领域指定了公开主体",
    "element.added": "增加了目录要素",
    "element.revised": "修改了目录要素",
    "duty.assigned": "指定了公开主体",
    "duty.ended": "结束了公开责任",
    "duty.formed": "登记了信息形成之日",
    "duty.submitted": "填报了目录要素",
    "duty.reported": "报了不适用",
    "duty.confirmed": "核对了不适用",
    "duty.refused": "退回了不适用",
    "agency.duties_handed_over": "交接了目录要素",
}
Standing = Publication.Standing
LEVELS = (("county", "县级"), ("township", "乡级"))
LIMITS = Element.Limit.choices


@dataclass(frozen=True, slots=True)
class ElementTold:
    """An element as readers see it: who publishes it, how much there is, the newest entries."""

    element: Element
    owed: Sequence[ElementDuty]
    entries: int
    newest: Sequence[Publication]

    @property
    def rest(self) -> int:
        """How many more there are than shown."""
        return max(0, self.entries - len(self.newest))


@dataclass(frozen=True, slots=True)
class FieldCount:
    """A field with how many entries are public, and the day the last became so."""

    field: PriorityField
    elements: int
    entries: int
    last: date | None


def fields() -> list[PriorityField]:
    """The fields in their order."""
    return list(PriorityField.objects.all())


def field(slug: str) -> PriorityField:
    """PriorityField.DoesNotExist when there is none."""
    return PriorityField.objects.get(slug=slug)


def element(key: int) -> Element:
    """Element.DoesNotExist when there is none."""
    return Element.objects.select_related("matter__field").get(pk=key)


def duty(key: int) -> ElementDuty:
    """ElementDuty.DoesNotExist when there is none."""
    return ElementDuty.objects.select_related("element__matter__field", "agency", "contact").get(pk=key)


def fields_counted() -> list[FieldCount]:
    """Every field, with its elements and what is public in it. Three queries."""
    elements = dict(
        Element.objects.values_list("matter__field")
        .annotate(count=Count("pk"))
        .order_by()  # the model's order would group
    )
    public = {
        row["duty__element__matter__field"]: row
        for row in _public()
        .values("duty__element__matter__field")
        .annotate(count=Count("pk"), last=Max("published_at"))
        .order_by()
    }
    return [
        FieldCount(
            one,
            elements.get(one.pk, 0),
            public[one.pk]["count"] if one.pk in public else 0,
            timezone.localtime(public[one.pk]["last"]).date() if one.pk in public else None,
        )
        for one in fields()
    ]


def is_sample() -> bool:
    """Whether some of the catalogue is still the sample that ships with the platform."""
    return Element.objects.filter(**{f"extra__{standard.SAMPLE}": "是"}).exists()


def matters_of(shown: PriorityField) -> list[Matter]:
    """The matters of a field with their elements and who owes them now. Three queries."""
    owed = ElementDuty.objects.filter(until__isnull=True).select_related("agency", "contact").order_by("agency__code")
    elements = Element.objects.prefetch_related(Prefetch("duties", owed, to_attr="owed"))
    return list(shown.matters.prefetch_related(Prefetch("elements", elements)))


def entries_of(elements: Iterable[Element], *, each: int, agency: Agency | None = None) -> dict[int, list[Publication]]:
    """Element → its newest public items, at most `each`. One query, whose rows are titles and days, no texts."""
    keys = [one.pk for one in elements]
    found = _public().filter(duty__element__in=keys)
    if agency is not None:
        found = found.filter(duty__agency=agency)
    rows = (
        found.select_related("current", "issued_by", "duty")
        .only("pk", "published_at", "duty__element_id", "current__title", "issued_by__short_name", "issued_by__code")
        .order_by("-published_at", "-pk")
    )
    sorted_out: dict[int, list[Publication]] = {}
    for row in rows.iterator(chunk_size=500):
        several = sorted_out.setdefault(row.duty.element_id, [])  # type: ignore[union-attr]
        if len(several) < each:
            several.append(row)
    return sorted_out


def told(
    matters: Sequence[Matter], entries: Mapping[int, Sequence[Publication]]
) -> list[tuple[Matter, list[ElementTold]]]:
    """The matters of `matters_of` with their elements as readers see them."""
    return [(matter, [_told(one, entries.get(one.pk, ())) for one in matter.elements.all()]) for matter in matters]


def _told(one: Element, newest: Sequence[Publication]) -> ElementTold:
    owed: list[ElementDuty] = one.owed  # type: ignore[attr-defined]
    return ElementTold(one, owed, sum(duty.entries for duty in owed), newest)


def owed_of(one: Element) -> list[ElementDuty]:
    """Who owes an element now."""
    return list(one.duties.filter(until__isnull=True).select_related("agency", "contact").order_by("agency__code"))


def elements_of(agency: Agency) -> list[tuple[PriorityField, list[ElementDuty]]]:
    """What an agency owes now, by field, in the order of the catalogue. One query."""
    found: dict[int, tuple[PriorityField, list[ElementDuty]]] = {}
    rows = (
        ElementDuty.objects.filter(agency=agency, until__isnull=True)
        .select_related("element__matter__field")
        .order_by("element__matter__field__position", "element__matter__position", "element__position")
    )
    for duty in rows:
        field = duty.element.matter.field
        found.setdefault(field.pk, (field, []))[1].append(duty)
    return list(found.values())


def entries_page(one: Element, *, before: int | None, size: int, agency: Agency | None = None) -> list[Publication]:
    """The public items of an element, newest first; before: the key the last page ended with."""
    found = _public().filter(duty__element=one).select_related("current", "issued_by")
    if agency is not None:
        found = found.filter(duty__agency=agency)
    if before is not None:
        last = Publication.objects.filter(pk=before).values_list("published_at", flat=True).first()
        if last is not None:
            found = found.filter(Q(published_at__lt=last) | Q(published_at=last, pk__lt=before))
    return list(found.order_by("-published_at", "-pk")[:size])


def owing_agencies() -> list[tuple[Agency, int, int]]:
    """Every agency that owes elements: how many, and how many entries are public."""
    rows = (
        Agency.objects.filter(element_duties__until__isnull=True, element_duties__isnull=False)
        .annotate(count=Count("element_duties"), entries=Sum("element_duties__entries"))
        .order_by("code")
    )
    return [(row, row.count, row.entries or 0) for row in rows]


def unowed(shown: PriorityField) -> list[Element]:
    """The elements of a field that no agency owes now."""
    owed = ElementDuty.objects.filter(until__isnull=True).values("element")
    found = Element.objects.filter(matter__field=shown).exclude(pk__in=owed).select_related("matter")
    return list(found.order_by("matter__position", "position"))


def drafts_of(duty: ElementDuty) -> list[Draft]:
    """What is being written or reviewed for a duty, the newest first."""
    found = Draft.objects.filter(publication__duty=duty).select_related("publication", "written_by")
    return list(found.order_by("-saved_at", "-pk")[:20])


def duties_for_entries() -> list[ElementDuty]:
    """Every duty that is owed now, in the order of the catalogue: what an import or a demonstration may fill."""
    return list(
        ElementDuty.objects.filter(until__isnull=True)
        .select_related("element__matter__field", "agency")
        .order_by("element__matter__field__position", "element__matter__position", "element__position", "agency__code")
    )


def contacts_of(agency: Agency, on: date) -> list[Person]:
    """Who may be the contact for an element of the agency that day."""
    return people_with(("contact", "desk_officer", "editor"), agency, on)


def table() -> Sequence[Sequence[str]]:
    """The whole catalogue as one table, the head first: the columns of 国办发〔2019〕54号, then 领域 before and counts after."""
    head = ["重点领域", *(label.replace("/", "：") for label in standard.columns().values()), "已公开条数", "最近公开"]
    rows: list[Sequence[str]] = [head]
    for shown in fields():
        for matter in matters_of(shown):
            rows += [_line(shown, matter, one) for one in matter.elements.all()]
    return rows


def _line(shown: PriorityField, matter: Matter, one: Element) -> list[str]:
    owed: list[ElementDuty] = one.owed  # type: ignore[attr-defined]
    last = max((duty.filled_on for duty in owed if duty.filled_on), default=None)
    told = {
        "number": matter.number,
        "first": matter.first,
        "second": matter.second,
        "name": one.name,
        "basis": matter.basis,
        "limit": one.limit_text,
        "body": "、".join(duty.agency.name for duty in owed) or one.extra.get(standard.BODY, ""),
        "carriers": "、".join(one.carriers),
        "everyone": _tick(one.to_everyone),
        "audience": one.audience,
        "proactive": _tick(one.proactive),
        "on_application": _tick(one.on_application),
        "county": _tick(one.county),
        "township": _tick(one.township),
    }
    counted = [str(sum(duty.entries for duty in owed)), last.isoformat() if last else ""]
    return [shown.name, *(told[key] for key in standard.columns()), *counted]


def _tick(said: bool) -> str:
    return "√" if said else ""


def _public() -> QuerySet[Publication]:
    return Publication.objects.filter(standing=Standing.PUBLIC, duty__isnull=False)
