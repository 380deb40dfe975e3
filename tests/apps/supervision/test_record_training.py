"""record_training (art. 48): row, trace, what is missing, who may; and the figures of a year."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.apps.supervision.conftest import TODAY
from tests.apps.supervision.trainings import a_training, details, refused
from tests.builders import Desk, an_agency

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.supervision import queries
from gongkai.supervision.actions import record_training
from gongkai.supervision.models import Training


def test_a_training_is_recorded_and_traced(district: Desk) -> None:
    made = Training.objects.get(pk=a_training(district, topic=" 答复文书的格式 ").pk)
    assert (made.agency, made.held_on, made.topic, made.audience) == (
        district.agency,
        date(2024, 3, 14),
        "答复文书的格式",
        "各部门经办人",
    )
    assert (made.people, made.hours, made.note, made.counted) == (46, Decimal("3.5"), "讲义已发", True)
    assert made.recorded_by == district.person("desk_officer")
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject, entry.on) == ("training.recorded", f"training:{made.pk}", made.held_on)
    assert entry.ground.endswith("第四十八条")
    assert (entry.details["agency"], entry.details["people"]) == ("区政府", 46)


def test_hours_may_stay_uncounted(district: Desk) -> None:
    assert a_training(district, hours=None, note="").hours is None


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"topic": " "}, "training.no_topic", "topic"),
        ({"audience": " "}, "training.no_audience", "audience"),
        ({"people": 0}, "training.people", "people"),
        ({"people": 100_001}, "training.people", "people"),
        ({"hours": Decimal(0)}, "training.hours", "hours"),
        ({"hours": Decimal(1000)}, "training.hours", "hours"),
        ({"hours": Decimal("3.25")}, "training.hours", "hours"),
        ({"held_on": TODAY + timedelta(days=1)}, "date.future", "held_on"),
        ({"topic": "长" * 121}, "text.too_long", "topic"),
    ],
)
def test_what_is_missing_or_cannot_be_is_named(district: Desk, changes: Any, code: str, field: str) -> None:
    refused(NotAcceptable, lambda: a_training(district, **changes), code, field)


def test_desk_officers_and_leaders_of_the_supervising_office_record_and_nobody_else(district: Desk, desk: Desk) -> None:
    for actor in (district.officer(TODAY), district.leader(TODAY)):
        record_training(desk.agency, details=details(), actor=actor)
    elsewhere = Desk(an_agency())
    for actor in (
        desk.officer(TODAY),
        desk.leader(TODAY),
        district.actor("auditor", TODAY),
        district.actor("contact", TODAY),
        elsewhere.leader(TODAY),
    ):
        refused(
            NotAllowed,
            lambda: record_training(desk.agency, details=details(), actor=actor),  # noqa: B023
            "training.not_supervising",
        )


def test_the_figures_of_a_year_are_those_of_the_agency_and_all_below(district: Desk, desk: Desk) -> None:
    first = a_training(district, people=40)
    below = a_training(district, desk.agency, people=12, held_on=date(2024, 3, 20))
    old = a_training(district, people=99, held_on=date(2023, 12, 31))
    assert queries.trainings_of(district.agency, 2024) == [below, first]
    assert queries.trainings_of(district.agency, 2024, with_below=False) == [first]
    assert queries.trainings_of(desk.agency, 2024) == [below]
    assert queries.sums_of([below, first]) == queries.TrainingSums(sessions=2, people=52)
    assert queries.trainings_of(district.agency, 2023) == [old]
    assert queries.training_years(district.agency) == [2024, 2023]
    assert queries.training_years(desk.agency) == [2024]
