"""Reading the house: who works where, whose desk one sits at, which days are working days."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency, Duty, Office, Person, Post
from gongkai.audit.actors import PostHeld
from gongkai.law.facts import CountingBasis
from gongkai.law.workdays import WorkCalendar, load_calendar

_calendars: dict[tuple[tuple[str, int], ...], WorkCalendar] = {}


def calendar() -> WorkCalendar:
    """The working days in force here: those of the package, and those the office loaded into home/calendars."""
    folder = settings.GONGKAI_HOME / "calendars"
    stamp = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.toml")))
    if stamp not in _calendars:
        _calendars.clear()
        _calendars[stamp] = load_calendar(folder)
    return _calendars[stamp]


def root() -> Agency:
    """The district government. Agency.DoesNotExist before the house is founded."""
    return Agency.objects.get(parent__isnull=True)


def with_all_below(agency: Agency) -> QuerySet[Agency]:
    """The agency and every agency below it."""
    return Agency.objects.filter(path__startswith=agency.path)


def taking_applications() -> QuerySet[Agency]:
    """The agencies a citizen may apply to."""
    return Agency.objects.filter(takes_applications=True)


def agency_by_code(code: str) -> Agency | None:
    """The agency with that code, if there is one."""
    return Agency.objects.filter(code=code).first()


def posts_of(person: Person, on: date) -> list[Post]:
    """The posts a person holds that day."""
    return list(person.posts.held_on(on).select_related("agency", "office"))


def officers_of(agency: Agency | int, on: date) -> list[Person]:
    """The desk officers of an agency that day."""
    return people_with((Duty.DESK_OFFICER,), agency, on)


def leaders_of(agency: Agency | int, on: date) -> list[Person]:
    """The leaders of an agency that day: who may approve an extension."""
    return people_with((Duty.LEADER,), agency, on)


def officers_with_mail(on: date) -> list[tuple[Person, Agency]]:
    """The desk officers of that day who can be written to, each with the agency they work for."""
    posts = Post.objects.held_on(on).filter(duty=Duty.DESK_OFFICER, person__is_active=True).exclude(person__email="")
    return [(post.person, post.agency) for post in posts.select_related("person", "agency").order_by("pk")]


def people_with(duties: Sequence[str], agency: Agency | int, on: date) -> list[Person]:
    """The people who hold one of the duties at an agency that day."""
    posts = Post.objects.held_on(on).filter(agency=agency, duty__in=duties)
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("pk"))


def held(post: Post) -> PostHeld:
    """What an actor carries of a post."""
    return PostHeld(
        reference=f"post:{post.pk}",
        agency_id=post.agency_id,
        agency_path=post.agency.path,
        office_id=post.office_id,
        duty=post.duty,
        title=f"{post.agency.short_name}{post.title or _office_and_duty(post)}",
    )


def _office_and_duty(post: Post) -> str:
    return f"{post.office.name if post.office else ''}{post.get_duty_display()}"


def disclosure_office(agency: Agency) -> Office | None:
    """政府信息公开工作机构 of the agency."""
    return agency.offices.filter(is_disclosure_office=True).first()


def counting_basis(agency: Agency) -> CountingBasis:
    """The counting basis set at the agency."""
    return CountingBasis(
        received=agency.counting_received,
        closed=agency.counting_closed,
        appeals=agency.counting_appeals,
        reopened=agency.counting_reopened,
        items=agency.counting_items,
        documents_from=agency.counting_documents_from,
        documents_total=agency.counting_documents_total,
    )


def duty_label(duty: str) -> str:
    """The duty in Chinese: desk_officer → 经办人."""
    return str(Duty(duty).label)


def posts_at(agency: Agency, on: date) -> list[Post]:
    """The posts of an agency that day and those that begin later, in the order of duties; those ended are left out."""
    found = agency.posts.filter(Q(until__isnull=True) | Q(until__gte=on)).select_related("person", "office")
    order = Duty.values
    return sorted(found, key=lambda post: (order.index(post.duty), post.pk))


def posts_ended(agency: Agency, on: date, *, size: int = 30) -> list[Post]:
    """The posts that ended before that day, latest first, at most `size`."""
    return list(agency.posts.filter(until__lt=on).select_related("person", "office").order_by("-until", "-pk")[:size])


def post_by_key(key: int) -> Post | None:
    """The post with that key, if there is one."""
    return Post.objects.select_related("person", "agency", "office").filter(pk=key).first()


def person_by_username(username: str) -> Person | None:
    """The person who signs in by that name, if there is one."""
    return Person.objects.filter(username=username).first()


def offices_of(agency: Agency) -> list[Office]:
    """The offices of an agency, the disclosure office first."""
    return list(agency.offices.order_by("-is_disclosure_office", "pk"))


def calendar_fingerprint(key: str) -> str:
    """What is kept of the secret of a calendar feed."""
    return hashlib.sha256(b"calendar:" + key.encode()).hexdigest()


def person_by_calendar_key(key: str) -> Person | None:
    """Whose feed that secret opens, if they may still sign in."""
    return Person.objects.filter(calendar_key=calendar_fingerprint(key), is_active=True).first() if key else None
