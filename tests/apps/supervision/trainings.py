"""What tests of trainings share: one that was held, and refusals that write nothing."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.apps.supervision.conftest import TODAY
from tests.builders import Desk

from gongkai.agencies.models import Agency
from gongkai.audit.models import Entry
from gongkai.law.errors import Refusal
from gongkai.supervision.actions import TrainingDetails, record_training
from gongkai.supervision.models import Training


def details(**changes: Any) -> TrainingDetails:
    """A training of an afternoon in March."""
    told = {
        "held_on": date(2024, 3, 14),
        "topic": "答复文书的格式",
        "audience": "各部门经办人",
        "people": 46,
        "hours": Decimal("3.5"),
        "note": "讲义已发",
        **changes,
    }
    return TrainingDetails(**told)


def a_training(district: Desk, agency: Agency | None = None, **changes: Any) -> Training:
    """Recorded by the desk officer of the supervising office."""
    return record_training(agency or district.agency, details=details(**changes), actor=district.officer(TODAY))


def refused(kind: type[Refusal], act: Callable[[], Any], code: str, field: str = "") -> None:
    """Refused by name, in words that help; no row and no entry is written."""
    before = list(Training.objects.order_by("pk").values()), Entry.objects.count()
    with pytest.raises(kind) as found:
        act()
    assert (found.value.code, found.value.field) == (code, field)
    assert found.value.message.endswith("。")
    assert found.value.hint.endswith("。")
    assert (list(Training.objects.order_by("pk").values()), Entry.objects.count()) == before
