"""The standard catalogue: founded with its 26 fields, extended by fields, matters and elements (Regulations art. 12, 19, 20)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.pages.actions import touch
from gongkai.publications import standard
from gongkai.publications.actions.owing import count_again
from gongkai.publications.actions.record import require_fits
from gongkai.publications.catalogue_facts import limit_columns
from gongkai.publications.catalogue_permissions import require_keep_catalogue
from gongkai.publications.models import Element, ElementDuty, Matter, PriorityField, Publication
from gongkai.publications.queries.public import READABLE

ARTICLE = cite("条例", 12, 2)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Founded:
    """How many were added; what was there already stays as it is."""

    fields: int
    matters: int
    elements: int


@dataclass(frozen=True, kw_only=True)
class ElementDetails:
    """A line of the catalogue as it is typed. limit: as printed; audience: 特定群众, empty for none; carriers: names."""

    first: str
    second: str = ""
    basis: str = ""
    name: str
    limit: str
    to_everyone: bool = True
    audience: str = ""
    proactive: bool = True
    on_application: bool = False
    county: bool = True
    township: bool = False
    carriers: Sequence[str] = ()


@transaction.atomic
def found_catalogue(*, actor: Actor, sample: bool = True) -> Founded:
    """建立目录: the 26 priority fields and, with `sample`, a catalogue of our own to begin with. Adds only what is not there."""
    require_keep_catalogue(actor, "建立目录")
    present = set(PriorityField.objects.values_list("slug", flat=True))
    names = set(PriorityField.objects.values_list("name", flat=True))
    fresh = [
        PriorityField(
            slug=field.slug, name=field.name, aliases=list(field.aliases), position=place, certain=field.certain
        )
        for place, field in enumerate(standard.fields(), 1)
        if field.slug not in present and field.name not in names
    ]
    PriorityField.objects.bulk_create(fresh)
    matters, elements = _sample_of(list(PriorityField.objects.all())) if sample else (0, 0)
    if fresh or elements:
        audit.record(
            actor,
            "catalogue.founded",
            "catalogue",
            ground=ARTICLE,
            fields=len(fresh),
            elements=elements,
            document=standard.document(),
        )
        touch("fields", "home")
    return Founded(len(fresh), matters, elements)


def _sample_of(fields: Iterable[PriorityField]) -> tuple[int, int]:
    """Fill the fields that have no matter yet with the sample's. How many matters and elements were added."""
    filled = set(Matter.objects.values_list("field_id", flat=True))
    matters: list[Matter] = []
    elements: list[Element] = []
    for field in fields:
        if field.pk in filled:
            continue
        for place, told in enumerate(standard.sample(field.slug), 1):
            matter = Matter(
                field=field, number=str(place), first=told.first, second=told.second, basis=told.basis, position=place
            )
            matters.append(matter)
            elements += [
                Element(
                    matter=matter,
                    name=one.name,
                    **limit_columns(one.limit),
                    to_everyone=not one.audience,
                    audience=one.audience,
                    county=one.county,
                    township=one.township,
                    carriers=["政府网站", "公开查阅点"],
                    extra={standard.BODY: told.body, standard.SAMPLE: "是"},
                    position=order,
                )
                for order, one in enumerate(told.elements, 1)
            ]
    Matter.objects.bulk_create(matters)
    Element.objects.bulk_create(elements)
    return len(matters), len(elements)


@transaction.atomic
def add_field(
    *, name: str, slug: str, actor: Actor, aliases: Sequence[str] = (), certain: bool = True
) -> PriorityField:
    """增加领域: one that came after the 26. slug: its address, for good. certain: its name stands in an official catalogue."""
    require_keep_catalogue(actor, "增加领域")
    name, slug = name.strip(), slug.strip()
    if not name:
        raise NotAcceptable("catalogue.no_field_name", "还没有写领域的名称。", "请照文件写全称。", field="name")
    if not SLUG.fullmatch(slug):
        raise NotAcceptable(
            "catalogue.slug",
            f"网址“{slug}”不能用。",
            "请用小写英文字母和数字，中间可以用短横，例如 broadcasting。",
            field="slug",
        )
    for taken in PriorityField.objects.all():
        if name in {taken.name, *taken.aliases}:
            raise NotAcceptable(
                "catalogue.field_taken", f"已经有“{taken.name}”这个领域。", "请在那个领域里加事项。", field="name"
            )
        if slug == taken.slug:
            raise NotAcceptable(
                "catalogue.slug_taken", f"网址“{slug}”已经给了“{taken.name}”。", "请换一个网址。", field="slug"
            )
    last = PriorityField.objects.aggregate(last=Max("position"))["last"] or 0
    field = PriorityField(
        name=name,
        slug=slug,
        aliases=[one.strip() for one in aliases if one.strip()],
        position=last + 1,
        certain=certain,
    )
    require_fits(field)
    field.save()
    audit.record(actor, "field.added", field, ground=ARTICLE, name=name)
    touch("fields", "home")
    return field


@transaction.atomic
def add_element(field: PriorityField, *, details: ElementDetails, actor: Actor) -> Element:
    """增加要素: with the matter it belongs to, which is made where there is none of that name."""
    require_keep_catalogue(actor, "增加要素")
    element = Element(matter=_matter_of(field, details))
    _tell(element, details)
    element.position = (element.matter.elements.aggregate(last=Max("position"))["last"] or 0) + 1
    element.save()
    audit.record(actor, "element.added", element, ground=ARTICLE, field=field.name, name=element.name)
    touch("fields", f"field:{field.slug}")
    return element


@transaction.atomic
def revise_element(element: Element, *, details: ElementDetails, reason: str, actor: Actor) -> Element:
    """修改要素: its words, limit, level or matter, with the reason; the journal keeps what stood before.

    What is owed is counted anew by the new limit.
    """
    touch("fields")  # the journal's lock before that of the duties: see lock_duty
    element = (
        Element.objects.select_for_update(of=("self",), no_key=True).select_related("matter__field").get(pk=element.pk)
    )
    require_keep_catalogue(actor, "修改要素")
    if not reason.strip():
        raise NotAcceptable(
            "catalogue.no_reason", "还没有写修改的理由。", "请写明依据哪份目录、为什么改。", field="reason"
        )
    field, before = element.matter.field, told_of(element)
    element.matter = _matter_of(field, details)
    _tell(element, details)
    after = told_of(element)
    changed = [label for label in after if after[label] != before[label]]
    if not changed:
        raise NotAcceptable("catalogue.unchanged", "内容没有改动。", "请改正要改的一项；没有要改的，不用提交。")
    element.save()
    Matter.objects.filter(field=field, elements__isnull=True).delete()
    count_again(ElementDuty.objects.filter(element=element).select_related("element"))
    audit.record(
        actor,
        "element.revised",
        element,
        ground=ARTICLE,
        reason=reason.strip()[:200],
        before={label: before[label] for label in changed},
        after={label: after[label] for label in changed},
    )
    shown = Publication.objects.filter(duty__element=element, standing__in=READABLE).values_list("pk", flat=True)
    touch("fields", f"field:{field.slug}", *(f"item:{key}" for key in shown))  # each item names its matter and element
    return element


def told_of(element: Element) -> dict[str, str]:
    """The element as the journal tells it: label → text."""
    return {
        "公开事项": str(element.matter),
        "要素": element.name,
        "公开时限": element.limit_text,
        "公开对象": "、".join(filter(None, ("全社会" if element.to_everyone else "", element.audience))),
        "公开方式": "、".join(
            filter(None, ("主动" if element.proactive else "", "依申请公开" if element.on_application else ""))
        ),
        "公开层级": "、".join(filter(None, ("县级" if element.county else "", "乡级" if element.township else ""))),
        "公开渠道和载体": "、".join(element.carriers),
    }


def _matter_of(field: PriorityField, details: ElementDetails) -> Matter:
    first, second = details.first.strip(), details.second.strip()
    if not first:
        raise NotAcceptable("catalogue.no_matter", "还没有写公开事项。", "请写一级事项。", field="first")
    found = Matter.objects.filter(field=field, first=first, second=second).first()
    if found is not None:
        return found
    last = field.matters.aggregate(last=Max("position"))["last"] or 0
    matter = Matter(
        field=field, number=str(last + 1), first=first, second=second, basis=details.basis.strip(), position=last + 1
    )
    require_fits(matter)
    matter.save()
    return matter


def _tell(element: Element, details: ElementDetails) -> None:
    """Write the details on the row, unsaved. NotAcceptable names what is missing or cannot be."""
    if not details.name.strip():
        raise NotAcceptable("catalogue.no_element", "还没有写公开内容（要素）。", "请写明公开什么。", field="name")
    if not details.limit.strip():
        raise NotAcceptable(
            "catalogue.no_limit",
            "还没有写公开时限。",
            "请照目录写，例如“信息形成或者变更之日起20个工作日内”。",
            field="limit",
        )
    if not details.county and not details.township:
        raise NotAcceptable("catalogue.no_level", "还没有选公开层级。", "请在县级、乡级里至少选一项。", field="county")
    if not details.proactive and not details.on_application:
        raise NotAcceptable(
            "catalogue.no_way", "还没有选公开方式。", "请在主动、依申请公开里至少选一项。", field="proactive"
        )
    twin = Element.objects.filter(matter=element.matter, name=details.name.strip()).exclude(pk=element.pk).first()
    if twin is not None:
        raise NotAcceptable(
            "catalogue.element_taken",
            f"“{element.matter}”里已经有“{twin.name}”。",
            "请改那一条，或者换一个名称。",
            field="name",
        )
    for name, value in limit_columns(details.limit).items():
        setattr(element, name, value)
    element.name, element.audience = details.name.strip(), details.audience.strip()
    element.to_everyone = details.to_everyone or not element.audience
    element.proactive, element.on_application = details.proactive, details.on_application
    element.county, element.township = details.county, details.township
    element.carriers = [one.strip() for one in details.carriers if one.strip()]
    element.extra = {key: text for key, text in element.extra.items() if key != standard.SAMPLE}
    require_fits(element)
