"""A district with one department, on a fixed day."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.builders import Desk, an_agency

TODAY = date(2024, 3, 4)


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any) -> None:
    settings.GONGKAI_TODAY = TODAY.isoformat()
    cache.clear()  # the name of the house is remembered by each worker


@pytest.fixture
def desk(db: None) -> Desk:
    government = an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")
    return Desk(an_agency(parent=government, name="青川区教育局", short_name="区教育局", code="013"))


@pytest.fixture
def visitor() -> Client:
    return Client()
