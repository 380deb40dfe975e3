"""A district with a department that is complained about, and its officers at their browsers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.builders import Desk, an_agency

TODAY = date(2024, 3, 21)


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = TODAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def district(db: None) -> Desk:
    """The district government, whose office supervises."""
    return Desk(an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001"))


@pytest.fixture
def desk(district: Desk) -> Desk:
    """The department complained about."""
    return Desk(an_agency(parent=district.agency, name="青川区教育局", short_name="区教育局", code="013"))


@pytest.fixture
def sits() -> Callable[[Desk, str], Client]:
    def sit(desk: Desk, duty: str) -> Client:
        client = Client()
        client.force_login(desk.person(duty), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit
