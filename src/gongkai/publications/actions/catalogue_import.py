"""Taking over the catalogue a government issued: whole or not at all (Regulations art. 12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from gongkai.agencies.models import Agency
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable
from gongkai.pages.actions import touch
from gongkai.publications.actions.catalogue import ARTICLE
from gongkai.publications.actions.owing import count_again
from gongkai.publications.catalogue_permissions import require_keep_catalogue
from gongkai.publications.models import Element, ElementDuty, Matter, PriorityField
from gongkai.publications.queries.catalogue_import import ImportPlan, ReadyElement, samples_in


@dataclass(frozen=True, slots=True)
class Imported:
    """How many elements are new, how many changed, how many duties began, how many of the sample were replaced."""

    new: int
    changed: int
    assigned: int
    samples: int


@transaction.atomic
def import_catalogue(plan: ImportPlan, *, actor: Actor, keep_sample: bool = False) -> Imported:
    """导入目录: every line of the plan, or none: NotAcceptable while one problem stands in the way.

    Elements that are here already are changed to what the file says; others stay. Of the sample, what nobody published for goes.
    """
    touch("fields")  # the journal's lock before that of the duties: see lock_duty
    require_keep_catalogue(actor, "导入目录")
    if plan.blocked:
        count = sum(problem.blocks for problem in plan.problems)
        raise NotAcceptable(
            "catalogue.problems",
            f"有{count}处要改，没有导入任何一行。",
            "请照列出的行号改好，再导入一次。",
            field="file",
        )
    if not plan.ready:
        raise NotAcceptable("catalogue.empty", "没有可以导入的内容。", "请核对选的是不是目录文件。", field="file")
    fields = {one.field_id for one in plan.ready}
    samples = 0 if keep_sample else _drop_samples(fields, [one.present for one in plan.ready if one.present])
    elements = _write(plan.ready)
    assigned = _assign(plan.ready, elements, actor)
    count_again(
        ElementDuty.objects.filter(element__matter__field__in=fields, until__isnull=True).select_related("element")
    )
    found = Imported(plan.new, plan.changed, assigned, samples)
    named = PriorityField.objects.filter(pk__in=fields)
    audit.record(
        actor,
        "catalogue.imported",
        "catalogue",
        on=actor.at.date(),
        ground=ARTICLE,
        fields=[one.name for one in named],
        elements=found.new,
        changed=found.changed,
        replaced=samples,
    )
    touch("fields", *(f"field:{one.slug}" for one in named))
    return found


def _drop_samples(fields: set[int], kept: Sequence[int]) -> int:
    doomed = list(samples_in(fields).exclude(pk__in=kept).values_list("pk", flat=True))
    ElementDuty.objects.filter(element__in=doomed).delete()
    Element.objects.filter(pk__in=doomed).delete()
    Matter.objects.filter(field__in=fields, elements__isnull=True).delete()
    return len(doomed)


def _write(ready: Sequence[ReadyElement]) -> list[Element]:
    """The elements of the plan in its order, made or changed, each with its matter."""
    matters = {
        (one.field_id, one.first, one.second): one
        for one in Matter.objects.filter(field__in={r.field_id for r in ready})
    }
    last = dict(Matter.objects.values_list("field").annotate(last=Max("position")).order_by())
    present = {one.pk: one for one in Element.objects.filter(pk__in=[one.present for one in ready if one.present])}
    made: list[Element] = []
    changed: list[Element] = []
    every: list[Element] = []
    for place, one in enumerate(ready, 1):
        matter = _matter(one, matters, last)
        element = present.get(one.present or 0) or Element(matter=matter, name=one.listed.name)
        element.position = place
        for name, value in one.columns.items():
            setattr(element, name, value)
        (changed if element.pk else made).append(element)
        every.append(element)
    Element.objects.bulk_create(made, batch_size=500)
    Element.objects.bulk_update(changed, ["position", *ready[0].columns], batch_size=100)
    return every


def _matter(one: ReadyElement, matters: dict[tuple[int, str, str], Matter], last: dict[int, int]) -> Matter:
    listed = one.listed
    key = one.field_id, listed.first, listed.second
    matter = matters.get(key)
    if matter is None:
        last[one.field_id] = last.get(one.field_id, 0) + 1
        matter = Matter.objects.create(
            field_id=one.field_id,
            number=listed.number,
            first=listed.first,
            second=listed.second,
            basis=listed.basis,
            position=last[one.field_id],
        )
        matters[key] = matter
    elif listed.basis and matter.basis != listed.basis:
        matter.basis = listed.basis
        matter.save(update_fields=["basis"])
    return matter


def _assign(ready: Sequence[ReadyElement], elements: Sequence[Element], actor: Actor) -> int:
    """The duties the file names and nobody owes yet, from today on."""
    owed = set(ElementDuty.objects.filter(until__isnull=True).values_list("element", "agency"))
    contacts = _contacts({agency for one in ready for agency in one.agencies}, actor)
    duties = [
        ElementDuty(element=element, agency_id=agency, contact_id=contacts.get(agency), since=actor.at.date())
        for one, element in zip(ready, elements, strict=True)
        for agency in one.agencies
        if (element.pk, agency) not in owed
    ]
    ElementDuty.objects.bulk_create(duties, batch_size=500)
    return len(duties)


def _contacts(agencies: set[int], actor: Actor) -> dict[int, int]:
    """Agency → its contact, where it has exactly one."""
    found: dict[int, int] = {}
    for agency in Agency.objects.filter(pk__in=agencies):
        held = [post.person_id for post in agency.posts.held_on(actor.at.date()).filter(duty="contact")]
        if len(held) == 1:
            found[agency.pk] = held[0]
    return found
