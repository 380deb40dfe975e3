"""Builders of publishing: an agency that can publish, its drafts and public items, made through the verbs."""

from datetime import date, datetime
from itertools import count
from typing import Any

from gongkai.agencies.models import Agency, Person, Post
from gongkai.agencies.queries import held
from gongkai.audit.actors import Actor
from gongkai.publications import actions
from gongkai.publications.facts import rules_of
from gongkai.publications.models import Category, Publication, Section, Version
from tests.builders import a_person, an_agency, at

DAY = date(2024, 3, 21)
_number = count(1)


class Newsroom:
    """An agency that publishes: a contact who writes, reviewers, a leader; with rules, an index code and a column.

    agency: below a district government whose reviewer and leader help (`head`); each acts on a given day.
    """

    DUTIES = ("contact", "desk_officer", "editor", "reviewer", "legal_reviewer", "leader", "keeper", "auditor")

    def __init__(self, agency: Agency, head: Agency, *, reviews: int = 3, password: str | None = None) -> None:
        self.agency, self.head = agency, head
        self.people: dict[str, tuple[Person, Post]] = {
            duty: a_person(agency, duty, password=password) for duty in self.DUTIES
        }
        self.at_head: dict[str, tuple[Person, Post]] = {
            duty: a_person(head, duty, password=password) for duty in ("reviewer", "editor", "leader")
        }
        self.number = next(_number)
        self.section = a_section(name=f"通知公告{self.number}")
        actions.set_publishing_rules(
            agency,
            actor=self.actor("leader"),
            seen_version=None,
            reviews=reviews,
            index_code=f"{10000000 + self.number}X",
        )

    def person(self, duty: str) -> Person:
        return self.people[duty][0]

    def actor(self, duty: str, on: date | datetime = DAY) -> Actor:
        return _actor(self.people[duty], on)

    def of_head(self, duty: str, on: date | datetime = DAY) -> Actor:
        return _actor(self.at_head[duty], on)


def _actor(who: tuple[Person, Post], on: date | datetime) -> Actor:
    person, post = who
    moment = on if isinstance(on, datetime) else at(on)
    return Actor(f"person:{person.pk}", person.name, held(post), moment, "test")


def a_newsroom(*, reviews: int = 3, password: str | None = None, head: Agency | None = None, **fields: Any) -> Newsroom:
    """A department that can publish below a district government. fields: of the department."""
    head = head or an_agency(kind="government", **({"code": "001"} if not Agency.objects.filter(code="001") else {}))
    return Newsroom(an_agency(parent=head, **fields), head, reviews=reviews, password=password)


def a_section(**fields: Any) -> Section:
    """A column of the portal, open since 2019."""
    number = next(_number)
    told = {
        "slug": f"section-{number}",
        "name": f"栏目{number}",
        "description": "本机关的通知和公告。",
        "opened_on": date(2019, 6, 1),
        **fields,
    }
    return Section.objects.create(**told)


def a_category() -> Category:
    return Category.objects.get_or_create(code="general", defaults={"name": "综合政务"})[0]


def written(room: Newsroom, **changes: Any) -> actions.Written:
    """What a complete item says."""
    told: dict[str, Any] = {
        "title": "关于人民路拓宽工程施工期间交通组织的公告",
        "body": "<p>人民路拓宽工程自4月1日起施工，请绕行青年路。</p>",
        "summary": "人民路施工期间的绕行安排。",
        "dated_on": date(2024, 3, 20),
        "category": a_category(),
        "section": room.section,
        **changes,
    }
    return actions.Written(**told)


def a_draft(room: Newsroom, *, on: date | datetime = DAY, duty: Any = None, **changes: Any) -> Publication:
    """An item the contact has begun to write."""
    return actions.draft_item(room.agency, written=written(room, **changes), actor=room.actor("contact", on), duty=duty)


def submit(room: Newsroom, item: Publication, *, on: date | datetime = DAY) -> Publication:
    """Hand it in for review."""
    actions.submit_draft(item, actor=room.actor("contact", on), seen_version=None)
    item.refresh_from_db()
    return item


def review(
    room: Newsroom,
    item: Publication,
    kind: str,
    by: str,
    *,
    on: date | datetime = DAY,
    conclusion: str = "passed",
    **told: Any,
) -> Any:
    """One step by the person of that duty at the agency; `head:reviewer` at the head."""
    actor = room.of_head(by.removeprefix("head:"), on) if by.startswith("head:") else room.actor(by, on)
    return actions.record_review(item, kind=kind, conclusion=conclusion, actor=actor, seen_version=None, **told)


def pass_to_final(room: Newsroom, item: Publication, *, on: date | datetime = DAY) -> None:
    """Every step but the final approval, by whom the rules of the agency let."""
    reviews = rules_of(room.agency).reviews
    if reviews > 1:
        review(room, item, "first_review", "desk_officer", on=on)
    if reviews > 2:
        review(room, item, "second_review", "head:reviewer", on=on)
    review(room, item, "disclosure", "reviewer", on=on)
    review(room, item, "secrecy", "legal_reviewer", on=on)


def release(room: Newsroom, item: Publication, *, on: date | datetime = DAY) -> Publication:
    """From a complete draft to the public, through the whole gate."""
    submit(room, item, on=on)
    pass_to_final(room, item, on=on)
    review(room, item, "final_approval", "leader", on=on)
    item.refresh_from_db()
    return item


def a_public_item(room: Newsroom, *, on: date | datetime = DAY, duty: Any = None, **changes: Any) -> Publication:
    """An item that passed the gate that day."""
    return release(room, a_draft(room, on=on, duty=duty, **changes), on=on)


def revised(room: Newsroom, item: Publication, *, on: date | datetime = DAY, **changes: Any) -> Version:
    """A second version of a public item, through the whole gate."""
    draft = actions.revise_item(item, actor=room.actor("contact", on))
    actions.save_draft(
        item,
        written=written(room, **{"change_note": "更正了绕行的时间。", **changes}),
        actor=room.actor("contact", on),
        seen_version=draft.version,
    )
    release(room, item, on=on)
    assert item.current is not None
    return item.current
