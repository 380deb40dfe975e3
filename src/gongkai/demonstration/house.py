"""Founding the invented district: agencies, people, posts. Everything through the verbs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gongkai.agencies import actions as agencies
from gongkai.agencies import queries as house_queries
from gongkai.audit.actors import Actor, PostHeld, the_public
from gongkai.demonstration.district import BODIES, DISTRICT, GIVEN, PASSWORD, PEOPLE, SURNAMES, Body
from gongkai.supervision.actions import TrainingDetails, record_training

if TYPE_CHECKING:
    from gongkai.agencies.models import Agency, Person
    from gongkai.publications.models import ReadingPlace

ZONE = ZoneInfo("Asia/Shanghai")
FOUNDED = date(2019, 12, 30)
TRAININGS = (
    TrainingDetails(
        date(2020, 5, 21),
        "依申请公开的答复和文书格式",
        "各部门、各街道信息公开经办人",
        46,
        Decimal("3.5"),
        "区政府政务公开科授课，讲义附后发放。",
    ),
    TrainingDetails(date(2020, 11, 12), "年度报告填报和公开目录更新", "各部门、各街道信息公开联络员", 52, Decimal(3)),
)


def moment(day: date, order: int = 0) -> datetime:
    """A moment of an office day: from nine in the morning, a few minutes between acts."""
    minutes = 9 * 60 + (order * 7) % (8 * 60)
    return datetime.combine(day, time(minutes // 60, minutes % 60), ZONE)


@dataclass
class House:
    """The district as founded: agencies by code, and who holds which duty where, with their post and account."""

    agencies: dict[str, "Agency"] = field(default_factory=dict)
    people: dict[tuple[str, str], tuple["Person", PostHeld]] = field(default_factory=dict)
    places: dict[str, "ReadingPlace"] = field(default_factory=dict)  # by kind
    acts: int = 0

    def agency(self, code: str) -> "Agency":
        return self.agencies[code]

    def person(self, code: str, duty: str) -> "Person":
        return self.people[code, duty][0]

    def actor(self, code: str, duty: str, day: date) -> Actor:
        """The person at that post, acting that day."""
        person, held = self.people[code, duty]
        self.acts += 1
        return Actor(f"person:{person.pk}", person.name, held, moment(day, self.acts), "demonstration")

    def citizen(self, day: date) -> Actor:
        self.acts += 1
        return the_public(moment(day, self.acts), "demonstration")


def found_house() -> House:
    """All agencies with a disclosure office each, the sign-ins, and a desk officer, leader and contact wherever they are needed."""
    builder = Actor("timer", "建站", None, moment(FOUNDED), "demonstration")
    house = House()
    root = None
    for body in BODIES:
        agency = agencies.found_agency(
            parent=root,
            actor=builder,
            offices=("政务公开科",) if body.code == "001" else ("办公室",),
            code=body.code,
            name=body.name,
            short_name=body.short_name,
            mark=body.mark,
            kind=body.kind,
            **_guide(body),
        )
        root = root or agency
        house.agencies[body.code] = agency
    for username, name, code, duty, title in PEOPLE:
        _appoint(house, builder, code, duty, username, name, title, PASSWORD)
    for number, body in enumerate(BODIES):
        for duty, title in (("desk_officer", "办公室科员"), ("contact", "办公室联络员"), ("leader", "分管负责人")):
            if (body.code, duty) not in house.people:
                name = (
                    SURNAMES[(number * 3 + len(duty)) % len(SURNAMES)] + GIVEN[(number * 5 + len(title)) % len(GIVEN)]
                )
                _appoint(house, builder, body.code, duty, f"{body.code}-{duty}", name, title, None)
    return house


def train(house: House) -> Iterator[date]:
    """The two trainings of 2020, each recorded on the day after."""
    for details in TRAININGS:
        day = date.fromordinal(details.held_on.toordinal() + 1)
        yield day
        record_training(house.agency("001"), details=details, actor=house.actor("001", "desk_officer", day))


def _appoint(
    house: House, builder: Actor, code: str, duty: str, username: str, name: str, title: str, password: str | None
) -> None:
    agency = house.agency(code)
    person = agencies.enrol_person(username=username, name=name, password=password, actor=builder)
    office = house_queries.disclosure_office(agency)
    post = agencies.appoint(person, agency=agency, duty=duty, since=FOUNDED, actor=builder, office=office, title=title)
    house.people.setdefault((code, duty), (person, house_queries.held(post)))


def _guide(body: Body) -> dict[str, str]:
    top = body.code == "001"
    return {
        "address": f"{DISTRICT}{body.street}",
        "phone": f"0000-6600{int(body.code) + 1000:04d}",
        "hours": "工作日 8:30–12:00，14:00–17:30",
        "review_organ": "澄州市人民政府" if top else "云岭区人民政府",
        "upper_department": "" if top or body.kind == "street_office" else body.name.replace("云岭区", "澄州市"),
        "court": "澄州市中级人民法院" if top else "云岭区人民法院",
        "review_address": "https://fuyi.yunling.example",
    }
