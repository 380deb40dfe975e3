"""An agency's desk on a fixed day, and its officers at their browsers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.builders import PASSWORD, Desk, an_agency

TODAY = date(2024, 3, 21)


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any) -> None:
    settings.GONGKAI_TODAY = TODAY.isoformat()
    cache.clear()  # the name of the house is remembered by each worker


@pytest.fixture
def government(db: None) -> Any:
    return an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")


@pytest.fixture
def desk(government: Any) -> Desk:
    return Desk(an_agency(parent=government, name="青川区教育局", short_name="区教育局", code="013"), password=PASSWORD)


@pytest.fixture
def sits() -> Callable[[Desk, str], Client]:
    """Somebody of that duty, signed in at their own browser."""

    def sit(desk: Desk, duty: str = "desk_officer") -> Client:
        client = Client()
        client.force_login(desk.person(duty), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit


@pytest.fixture
def officer(desk: Desk, sits: Callable[[Desk, str], Client]) -> Client:
    return sits(desk, "desk_officer")


@pytest.fixture
def leader(desk: Desk, sits: Callable[[Desk, str], Client]) -> Client:
    return sits(desk, "leader")
