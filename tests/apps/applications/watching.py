"""What the tests of the verbs share: an application at each stage, what a refusal must be, what a trace must say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from django.apps import apps
from tests.builders import Desk, a_draft, an_agency, an_application, details

from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.audit.actors import Actor, the_public
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Refusal, Stale
from gongkai.law.stages import Stage, Verb, is_lawful

RECEIVED = date(2020, 4, 13)  # a Monday; the twentieth working day after it is 2020-05-12
NEXT = date(2020, 4, 14)
LATER = date(2020, 4, 20)
ROOMS = ("audit", "files", "agencies", "applications")
Refused = TypeVar("Refused", bound=Refusal)
Act = Callable[..., Any]  # act(application, actor=…, on=…, seen_version=…)


def whole_house() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the rooms that a verb writes to."""
    return {
        model._meta.label: sorted(model.objects.values_list(), key=str)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    }


@contextmanager
def nothing_changes() -> Iterator[None]:
    """No row of any table is another afterwards."""
    before = whole_house()
    yield
    assert whole_house() == before


def refusal(kind: type[Refused], act: Callable[[], Any], code: str = "", field: str = "") -> Refused:
    """The refusal that the act meets: in words that help, and with nothing changed."""
    with nothing_changes(), pytest.raises(kind) as refused:
        act()
    said = refused.value
    for text in (said.message, said.hint):
        assert text.endswith("。"), text
        assert not set(text) & set("!！,;"), text
        assert "抱歉" not in text
    if code:
        assert said.code == code
    if field:
        assert said.field == field
    return said


def trace_of(application: Application) -> Entry:
    """The latest entry of the journal on that application."""
    return Entry.objects.filter(subject=f"application:{application.pk}").latest("sequence")


def at_stage(desk: Desk, stage: Stage) -> Application:
    """An application of that desk at that stage, received on RECEIVED, last acted on no later than NEXT."""
    if stage is Stage.SUBMITTED:
        told = {"channel": "fax", "arrived_on": RECEIVED}
        return actions.register_application(desk.agency, details(), actor=desk.officer(RECEIVED), **told).application
    application = an_application(desk, received_on=RECEIVED)
    if stage is Stage.AWAITING_SUPPLEMENT:
        return actions.request_supplement(
            application, items=["写明年份"], reply_by=date(2020, 4, 17), actor=desk.officer(NEXT), on=NEXT
        )
    if stage is Stage.HANDLING:
        return application
    a_draft(desk, application, on=NEXT)
    if stage in {Stage.REPLY_APPROVED, Stage.CLOSED}:
        actions.approve_reply(application, actor=desk.leader(NEXT), on=NEXT)
    if stage is Stage.CLOSED:
        actions.serve_reply(application, service="hand", actor=desk.officer(NEXT), on=NEXT)
    application.refresh_from_db()
    return application


def is_refused_where_unlawful(desk: Desk, verb: Verb, act: Act, *, duty: str = "desk_officer") -> None:
    """At every stage where the table forbids it the verb is refused by name, and changes nothing."""
    forbidden = [stage for stage in Stage if not is_lawful(stage, verb)]
    assert forbidden
    for stage in forbidden:
        application = at_stage(desk, stage)
        said = refusal(NotLawful, lambda: act(application, actor=desk.actor(duty, LATER), on=LATER))  # noqa: B023
        assert said.code == f"stage.{verb}", stage


def is_refused_to_others(desk: Desk, application: Application, act: Act, *, allowed: set[str]) -> None:
    """Nobody without the duty at that very agency may do it: not other duties, not another agency's, not a citizen."""
    others = Desk(an_agency())
    actors: list[Actor] = [desk.actor(duty, LATER) for duty in desk.people if duty not in allowed]
    actors += [others.actor(duty, LATER) for duty in others.people]
    actors.append(the_public(desk.officer(LATER).at))
    for actor in actors:
        refusal(NotAllowed, lambda: act(application, actor=actor, on=LATER))  # noqa: B023


def is_refused_on_bad_days(
    desk: Desk, application: Application, act: Act, *, not_before: date, field: str = "on", duty: str = "desk_officer"
) -> None:
    """A day that has not come, and a day before what it follows, are refused with the field named."""
    actor = desk.actor(duty, LATER)
    tomorrow, too_early = LATER + timedelta(days=1), not_before - timedelta(days=1)
    future = refusal(NotAcceptable, lambda: act(application, actor=actor, on=tomorrow), "date.future", field)
    assert f"{tomorrow.month}月{tomorrow.day}日还没有到" in future.message
    early = refusal(NotAcceptable, lambda: act(application, actor=actor, on=too_early), "date.too_early", field)
    assert f"（{not_before.year}年{not_before.month}月{not_before.day}日）" in early.message


def is_refused_when_stale(desk: Desk, application: Application, act: Act, *, duty: str = "desk_officer") -> None:
    """Whoever acts on what they read before somebody else acted is told who did what, and nothing is lost."""
    seen = Application.objects.values_list("version", flat=True).get(pk=application.pk)
    officer = desk.person("desk_officer")
    actions.assign_officer(application, officer, actor=desk.officer(NEXT))
    said = refusal(
        Stale,
        lambda: act(application, actor=desk.actor(duty, LATER), on=LATER, seen_version=seen),
        "application.changed",
    )
    assert f"{officer.name}更换了经办人" in said.message
    assert "您填的内容都还在" in said.hint
    fresh = Application.objects.get(pk=application.pk)
    act(fresh, actor=desk.actor(duty, LATER), on=LATER, seen_version=fresh.version)


def letters_of(application: Application) -> list[tuple[str, bool]]:
    """The letters of the case: kind, and whether they are for the applicant."""
    return list(application.documents.values_list("kind", "for_applicant"))


def events_of(application: Application) -> list[tuple[str, date]]:
    """What happened, in order."""
    return list(application.events.values_list("kind", "on"))
