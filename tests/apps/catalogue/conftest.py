"""A district with a department that owes elements of the catalogue, and the day as the doors' clock shows it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.catalogue.owing import TODAY
from tests.publishing import Newsroom, a_newsroom


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = TODAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def room(db: None) -> Newsroom:
    """区住建局 below the district government; one review suffices."""
    return a_newsroom(reviews=1, name="云岭区住房和城乡建设局", short_name="区住建局", code="011")


@pytest.fixture
def sits() -> Callable[[Newsroom, str], Client]:
    """Signed in at the agency (`contact`) or at the head (`head:editor`)."""

    def sit(room: Newsroom, duty: str) -> Client:
        client = Client()
        people = room.at_head if duty.startswith("head:") else room.people
        person = people[duty.removeprefix("head:")][0]
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit
