"""A district and a department at their desks, in the January after the year."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.annualreports.years import JANUARY
from tests.builders import Desk, an_agency


@pytest.fixture(autouse=True)
def _in_january(settings: Any) -> None:
    settings.GONGKAI_TODAY = JANUARY.isoformat()
    cache.clear()


@pytest.fixture
def district(db: None) -> Desk:
    """The district government."""
    return Desk(an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001"))


@pytest.fixture
def department(district: Desk) -> Desk:
    """A department below the district."""
    return Desk(an_agency(parent=district.agency, name="青川区教育局", short_name="区教育局", code="013"))


@pytest.fixture
def sitting() -> Callable[[Desk, str], Client]:
    """sitting(desk, duty): a browser signed in as the person of that duty."""

    def sit(desk: Desk, duty: str) -> Client:
        client = Client()
        client.force_login(desk.person(duty), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit
