"""What the district publishes: its rules and columns, the catalogue and who owes it, 5,276 entries and the portal by import."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from gongkai.audit.actors import Actor
from gongkai.demonstration.district import BODIES, STREETS
from gongkai.demonstration.entries import ENTRIES, Owed, entries, words
from gongkai.demonstration.house import FOUNDED, House, moment
from gongkai.demonstration.portal_items import FIRST_OF, portal_items
from gongkai.publications import actions
from gongkai.publications.actions.import_course import Course, run_import
from gongkai.publications.queries import catalogue
from gongkai.publications.queries.importing import Importing
from gongkai.publications.templates import of_group, template_named
from gongkai.reading.listed import ListedItem

if TYPE_CHECKING:
    from gongkai.publications.templates import Template

TAKEN_OVER = date(2021, 1, 3)  # the day the old website's content was imported
SPECIALS = {"reopening": FIRST_OF["reopening"], "six": FIRST_OF["six-stabilities"]}  # template → day
Told = Callable[[int, int], None]  # entries taken over, of how many


def found_publishing(house: House) -> None:
    """Rules with invented codes for every agency, the columns, the catalogue with who owes what. On the founding day."""
    for body in BODIES:
        site = (
            {
                "site_domain": "www.yunling.example",
                "site_id_code": "9900010001",
                "icp_number": "云ICP备00000001号-1",
                "police_number": "云公网安备99000102000001号",
                "report_errors_at": "https://zhaocuo.yunling.example/",
            }
            if body.code == "001"
            else {}
        )
        actions.set_publishing_rules(
            house.agency(body.code),
            actor=house.actor(body.code, "leader", FOUNDED),
            seen_version=None,
            index_code=f"99000{body.code}{'X' if body.code == '001' else int(body.code) % 10}",
            **site,
        )
    actions.found_columns(actor=house.actor("001", "editor", FOUNDED))
    actions.found_categories(actor=house.actor("001", "editor", FOUNDED))
    for template in of_group("plain"):
        _open(house, template, FOUNDED)
    actions.found_catalogue(actor=house.actor("001", "editor", FOUNDED))
    _share_out(house)


def _share_out(house: House) -> None:
    """Every field to the departments that have it in hand, its township part to each street office."""
    for field in catalogue.fields():
        elements = [element for matter in catalogue.matters_of(field) for element in matter.elements.all()]
        owing = [(code, "county") for code in words()[field.slug]["agencies"]]
        owing += [(body.code, "township") for body in STREETS]
        for code, level in owing:
            if any(getattr(element, level) for element in elements):
                actor = house.actor("001", "editor", FOUNDED)
                actions.assign_field(field, agency=house.agency(code), level=level, since=FOUNDED, actor=actor)


def _open(house: House, template: "Template", day: date) -> None:
    told = actions.SectionTold(
        template.name, template.slug, template.description, template.keywords, template.kind, template.fresh_days
    )
    actions.open_section(told=told, actor=house.actor("001", "editor", day), template=template.key)


def open_specials(house: House) -> Iterator[date]:
    """The two special columns of 2020, each opened from its template on its day."""
    for key, day in SPECIALS.items():
        yield day
        template = template_named(key)
        assert template is not None
        _open(house, template, day)


def take_over(house: House, *, count: int = ENTRIES, told: Told = lambda done, whole: None) -> Iterator[date]:
    """The old website's content, by the import every installation has. count: how many entries of the catalogue."""
    yield TAKEN_OVER
    actor = Actor("timer", "导入", None, moment(TAKEN_OVER), "demonstration")
    house.acts += 1
    owed = [
        Owed(
            code=duty.agency.code,
            field=duty.element.matter.field.slug,
            field_name=duty.element.matter.field.name,
            first=duty.element.matter.first,
            second=duty.element.matter.second,
            element=duty.element.name,
            cadence=duty.element.cadence,
            basis=duty.element.matter.basis,
        )
        for duty in catalogue.duties_for_entries()
    ]
    _import(entries(owed, count), actor, count, told)
    _import(portal_items(), actor, count, lambda done, whole: None)


def _import(items: Iterable[ListedItem], actor: Actor, whole: int, told: Told) -> None:
    """Through the whole import. A line it will not take is a mistake of ours, and is not passed over."""

    def step(course: Course) -> None:
        told(course.taken, whole)

    done = run_import(items, Importing(None, at=actor.at), actor=actor, told=step)
    if done.troubles or done.left:
        raise ValueError(f"the demonstration's own list is not sound: {done.troubles[:3]} {done.left[:3]}")
