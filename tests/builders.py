"""Builders: the smallest house and cases a test needs, made through the verbs."""

from datetime import date, datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.agencies import actions as agencies
from gongkai.agencies.models import Agency, Person, Post
from gongkai.agencies.queries import disclosure_office, held
from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.audit.actors import Actor, the_public
from gongkai.law.facts import ApplicantKind

ZONE = ZoneInfo("Asia/Shanghai")
PASSWORD = "a-long-enough-word-7"
BUILDER = Actor("timer", "测试", None, datetime(2019, 12, 30, 9, 0, tzinfo=ZONE), "test")
_number = count(1)


def at(day: date, hour: int = 10) -> datetime:
    """A moment of that day."""
    return datetime.combine(day, time(hour), ZONE)


def an_agency(*, parent: Agency | None = None, kind: str = "department", **fields: Any) -> Agency:
    """An agency with a disclosure office."""
    number = next(_number)
    told = {
        "code": f"T{number:03d}",
        "name": f"青川区测试{number}局",
        "short_name": f"测试{number}局",
        "mark": f"青测{number}公开",
        "address": "青川区人民路1号",
        "phone": "0000-1234567",
        "hours": "工作日 9:00–17:00",
        "review_organ": "青川区人民政府",
        "upper_department": "青州市测试局",
        "court": "青川区人民法院",
        "review_address": "https://fuyi.example",
        **fields,
    }
    return agencies.found_agency(parent=parent, actor=BUILDER, offices=("办公室",), kind=kind, **told)


def a_person(agency: Agency, duty: str, *, name: str = "", password: str | None = None) -> tuple[Person, Post]:
    """A person appointed to that duty since 2019."""
    number = next(_number)
    person = agencies.enrol_person(
        username=f"person{number}", name=name or f"测试员{number}", password=password, actor=BUILDER
    )
    post = agencies.appoint(
        person, agency=agency, duty=duty, since=date(2019, 1, 1), actor=BUILDER, office=disclosure_office(agency)
    )
    return person, post


class Desk:
    """An agency at work: an officer, a second officer, a leader, a reviewer; each acts on a given day."""

    def __init__(self, agency: Agency | None = None, *, password: str | None = None) -> None:
        self.agency = agency or an_agency()
        self.people: dict[str, tuple[Person, Post]] = {
            duty: a_person(self.agency, duty, password=password)
            for duty in ("desk_officer", "leader", "reviewer", "contact", "auditor", "keeper")
        }

    def person(self, duty: str) -> Person:
        return self.people[duty][0]

    def actor(self, duty: str, on: date) -> Actor:
        person, post = self.people[duty]
        return Actor(f"person:{person.pk}", person.name, held(post), at(on), "test")

    def officer(self, on: date) -> Actor:
        return self.actor("desk_officer", on)

    def leader(self, on: date) -> Actor:
        return self.actor("leader", on)


def details(**changes: Any) -> actions.Details:
    """What an application says: complete, of a natural person."""
    told: dict[str, Any] = {
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "name": "李小满",
        "phone": "13000000001",
        "content": "人民路拓宽工程的征收批复",
        "form": "paper",
        "delivery": "mail",
        "identity": actions.Identity("identity_card", "990101196001011237"),
        **changes,
    }
    return actions.Details(**told)


def an_application(desk: Desk, *, received_on: date, channel: str = "in_person", **changes: Any) -> Application:
    """An application received that day, being handled."""
    return actions.register_application(
        desk.agency,
        details(**changes),
        channel=channel,
        arrived_on=received_on,
        confirmed_on=received_on if channel in {"ordinary_mail", "fax", "online"} else None,
        filled_in_by="测试员" if channel == "oral" else "",
        actor=desk.officer(received_on),
    ).application


def a_submission(desk: Desk, *, on: date, **changes: Any) -> actions.Submission:
    """An application submitted at the portal that day."""
    return actions.submit_application(desk.agency, details(**changes), actor=the_public(at(on)))


def a_search(desk: Desk, application: Application, *, on: date, **changes: Any) -> Application:
    """A search that found nothing, on record."""
    told: dict[str, Any] = {
        "searched_by": "王敏",
        "office": "办公室",
        "sources": "文书档案室、电子公文系统",
        "keywords": "人民路、征收批复",
        "found": False,
        **changes,
    }
    return actions.record_search(application, actor=desk.officer(on), on=on, **told)


def a_draft(
    desk: Desk, application: Application, *, on: date, outcome: str = "granted.provided", **changes: Any
) -> Application:
    """The application with a reply drafted that day."""
    if outcome == "unavailable.not_found":
        a_search(desk, application, on=on)
    return actions.draft_reply(
        application,
        outcome_code=outcome,
        reason="该信息由本机关制作，可以公开。",
        actor=desk.officer(on),
        on=on,
        **changes,
    )


def a_closed(
    desk: Desk, *, received_on: date, closed_on: date, outcome: str = "granted.provided", **changes: Any
) -> Application:
    """An application received, replied to and served."""
    application = an_application(desk, received_on=received_on, **changes)
    a_draft(desk, application, on=closed_on, outcome=outcome)
    actions.approve_reply(application, actor=desk.leader(closed_on), on=closed_on)
    return actions.serve_reply(
        application, service="mail", mail_number="XA00000000001", actor=desk.officer(closed_on), on=closed_on
    )
