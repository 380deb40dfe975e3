"""correct_training (art. 48): the row is put right with a reason, and the journal keeps what stood before."""

from datetime import date, timedelta
from decimal import Decimal

from tests.apps.supervision.conftest import TODAY
from tests.apps.supervision.trainings import a_training, details, refused
from tests.builders import Desk

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, Stale
from gongkai.supervision import queries
from gongkai.supervision.actions import correct_training
from gongkai.supervision.models import Training

WHY = "签到表复核"


def test_a_correction_keeps_what_stood_before_and_the_reason(district: Desk) -> None:
    training = a_training(district)
    right = details(people=64, held_on=date(2024, 3, 15))
    correct_training(training, details=right, reason=f" {WHY} ", actor=district.leader(TODAY), seen_version=1)
    training = Training.objects.get(pk=training.pk)
    assert (training.people, training.held_on, training.hours, training.version) == (
        64,
        date(2024, 3, 15),
        Decimal("3.5"),
        2,
    )
    assert training.recorded_by == district.person("desk_officer")
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject, entry.on) == ("training.corrected", f"training:{training.pk}", TODAY)
    assert entry.ground.endswith("第四十八条")
    assert entry.details == {
        "reason": WHY,
        "before": {"举办之日": "2024年3月14日", "人数": "46"},
        "after": {"举办之日": "2024年3月15日", "人数": "64"},
    }


def test_a_row_recorded_twice_stays_and_is_not_counted(district: Desk) -> None:
    kept, twice = a_training(district), a_training(district)
    correct_training(twice, details=details(), counted=False, reason="重复登记", actor=district.officer(TODAY))
    rows = queries.trainings_of(district.agency, 2024)
    assert rows == [twice, kept]
    assert queries.sums_of(rows) == queries.TrainingSums(sessions=1, people=46)
    assert Entry.objects.latest("sequence").details["after"] == {"计入": "否"}
    correct_training(twice, details=details(), counted=True, reason="确有两次", actor=district.officer(TODAY))
    assert queries.sums_of(queries.trainings_of(district.agency, 2024)).sessions == 2


def test_a_correction_needs_a_reason_a_change_and_details_that_can_be(district: Desk) -> None:
    training, leader = a_training(district), district.leader(TODAY)

    def corrected(reason: str = WHY, **changes: object) -> None:
        correct_training(training, details=details(**changes), reason=reason, actor=leader)

    refused(NotAcceptable, lambda: corrected(" ", people=64), "training.no_reason", "reason")
    refused(NotAcceptable, lambda: corrected(hours=Decimal("3.50")), "training.unchanged")
    refused(NotAcceptable, lambda: corrected(people=0), "training.people", "people")
    refused(NotAcceptable, lambda: corrected(held_on=TODAY + timedelta(days=1)), "date.future", "held_on")


def test_only_the_supervising_office_corrects(district: Desk, desk: Desk) -> None:
    training = a_training(district, desk.agency)
    for actor in (desk.leader(TODAY), desk.officer(TODAY), district.actor("auditor", TODAY)):
        refused(
            NotAllowed,
            lambda: correct_training(training, details=details(people=1), reason=WHY, actor=actor),  # noqa: B023
            "training.not_supervising",
        )


def test_the_later_of_two_overwrites_nothing(district: Desk) -> None:
    training = a_training(district)
    correct_training(
        training, details=details(people=64), reason=WHY, actor=district.officer(TODAY), seen_version=training.version
    )
    late = details(people=60)
    refused(
        Stale,
        lambda: correct_training(training, details=late, reason=WHY, actor=district.leader(TODAY), seen_version=1),
        "training.changed",
    )
