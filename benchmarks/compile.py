"""Compiling the annual report: the demonstration's year, and 1,000, 10,000 and 100,000 applications.

The rival counts table 3 the plain way, a loop over model instances with a Counter: no sums, no sources, nothing stored.
"""

import os
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

SIZES = (1_000, 10_000, 100_000)
YEAR = 2022
TODAY = date(2026, 11, 24)


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    rows = [_demonstration()]
    counts: dict[int, float] = {}
    for size in SIZES:
        agency, actor = _filled(size)
        counts[size], rival = (
            _best(lambda a=agency, b=actor: _compile(a, b)),
            _best(lambda a=agency: _plainly(a), times=1),
        )
        _require_same(agency)
        goal = 5.0 if size == SIZES[-1] else None
        rows.append(_row(f"compile_report, {size:,} applications", counts[size], "s", rival=rival, goal=goal))
    growth = counts[SIZES[2]] / counts[SIZES[1]]
    rows.append(_row("time for 100,000 over time for 10,000 (linear: 10, quadratic: 100)", growth, "×", goal=20.0))
    for size in SIZES:
        agency, actor = _agency_of(size), _actor_of(size)
        rows.append(
            _row(f"memory, {size:,} applications", _peak(agency, actor), "MB", goal=64.0 if size == SIZES[-1] else None)
        )
    return rows


def _row(
    name: str, value: float, unit: str, *, rival: float | None = None, goal: float | None = None
) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "rival": round(rival, 4) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }


def _best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of a few runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def _demonstration() -> dict[str, Any]:
    from gongkai.agencies.queries import root
    from gongkai.annualreports.queries import figures_now
    from gongkai.demonstration.build import build

    build(TODAY)
    agency = root()
    seconds = _best(lambda: figures_now(agency, 2020), times=5)
    whole = _best(lambda: _compile_again(agency), times=5)
    return _row("compile_report, the demonstration's year", max(seconds, whole) * 1000, "ms", goal=100.0)


def _compile_again(agency: Any) -> None:
    """The demonstration's own report is published and frozen; the same agencies are compiled for the year after it."""
    from gongkai.agencies.queries import held, posts_of
    from gongkai.annualreports.actions import compile_report
    from gongkai.audit.actors import Actor

    post = next(post for post in agency.posts.all() if post.duty == "desk_officer")
    mine = next(found for found in posts_of(post.person, TODAY) if found.pk == post.pk)
    actor = Actor(f"person:{post.person_id}", post.person.name, held(mine), datetime(2026, 11, 24, tzinfo=UTC), "bench")
    compile_report(agency, 2021, actor=actor)


_HOUSES: dict[int, tuple[Any, Any]] = {}


def _agency_of(size: int) -> Any:
    return _HOUSES[size][0]


def _actor_of(size: int) -> Any:
    return _HOUSES[size][1]


def _filled(size: int) -> tuple[Any, Any]:
    """An agency with that many applications around the year: a tenth carried in, a tenth carried out, all outcomes."""
    from gongkai.agencies import actions, queries
    from gongkai.audit.actors import Actor

    builder = Actor("timer", "测速", None, datetime(2019, 1, 2, tzinfo=UTC), "bench")
    agency = actions.found_agency(
        parent=queries.root(),
        actor=builder,
        code=f"B{size}",
        name=f"测速{size}局",
        short_name=f"测速{size}",
        mark=f"测{size}",
        kind="department",
    )
    person = actions.enrol_person(username=f"bench{size}", name="测速员", actor=builder)
    post = actions.appoint(person, agency=agency, duty="desk_officer", since=date(2019, 1, 2), actor=builder)
    actor = Actor(f"person:{person.pk}", "测速员", queries.held(post), datetime(2026, 11, 24, tzinfo=UTC), "bench")
    _fill(agency, size)
    _HOUSES[size] = (agency, actor)
    return agency, actor


def _fill(agency: Any, size: int) -> None:
    from gongkai.applications.models import Applicant, Application
    from gongkai.law.facts import ApplicantKind
    from gongkai.law.outcomes import all_outcomes

    kinds, outcomes = list(ApplicantKind), [found.code for found in all_outcomes()]
    start = date(YEAR, 1, 1) - timedelta(days=40)
    for first in range(0, size, 10_000):
        numbers = range(first, min(first + 10_000, size))
        people = Applicant.objects.bulk_create((Applicant(name="测速", phone="0") for _ in numbers), batch_size=500)
        rows = []
        for number, applicant in zip(numbers, people, strict=True):
            received = start + timedelta(days=number * 400 // size)
            closed = received + timedelta(days=5 + number % 40)
            rows.append(
                Application(
                    agency=agency,
                    year=received.year,
                    serial=number + 1,
                    query_number=f"{agency.code}-{number}",
                    applicant=applicant,
                    applicant_kind=kinds[number % 6],
                    channel="online",
                    content="测速",
                    arrived_on=received,
                    registered_on=received,
                    received_on=received,
                    replied_on=closed,
                    closed_on=closed,
                    outcome=outcomes[number % len(outcomes)],
                    stage="closed",
                )
            )
        Application.objects.bulk_create(rows, batch_size=500)


def _compile(agency: Any, actor: Any) -> Any:
    from gongkai.annualreports.actions import compile_report

    return compile_report(agency, YEAR, actor=actor, scope="alone")


def _plainly(agency: Any) -> Counter[tuple[str, str]]:
    """Tables 3 of the year as one would first write it: every application of the agency, one instance at a time."""
    from gongkai.applications.models import Application
    from gongkai.law.outcomes import outcome

    first, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    found: Counter[tuple[str, str]] = Counter()
    for application in Application.objects.filter(agency=agency, received_on__lte=last):
        if application.closed_on and application.closed_on < first:
            continue
        kind = application.applicant_kind
        found["received" if application.received_on >= first else "carried_in", kind] += 1
        if application.closed_on and application.closed_on <= last:
            found[outcome(application.outcome).row("2021"), kind] += 1
        else:
            found["carried_out", kind] += 1
    return found


def _require_same(agency: Any) -> None:
    """The two ways must agree, or their times mean nothing."""
    from gongkai.annualreports.queries import cells_of, report_of

    cells = cells_of(report_of(agency, YEAR, "alone"))
    for (row, kind), number in _plainly(agency).items():
        if cells[f"t3/{row}/{kind}"].value != number:
            raise AssertionError(f"t3/{row}/{kind}: {cells[f't3/{row}/{kind}'].value}, not {number}")


def _peak(agency: Any, actor: Any) -> float:
    """The most memory Python held while compiling, above what it held before, in MB."""
    tracemalloc.start()
    _compile(agency, actor)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6
