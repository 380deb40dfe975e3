"""A district with a legal office and a department, on a fixed day, and its officers at their browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.normative import TODAY, District, a_district

from gongkai.agencies.models import Agency


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = TODAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def district(db: None) -> District:
    return a_district()


@pytest.fixture
def sits(district: District) -> Callable[..., Client]:
    """sits("legal_reviewer", of=district.head): a browser in which that person is signed in."""

    def sit(duty: str, *, of: Agency | None = None) -> Client:
        client = Client()
        client.force_login(district.person(duty, of=of), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit
