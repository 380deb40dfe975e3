"""A district with one department, each at work."""

from pathlib import Path

import pytest
from tests.builders import Desk, an_agency


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.GONGKAI_HOME = tmp_path


@pytest.fixture
def district(db) -> Desk:
    """The district government, at the head of the house."""
    return Desk(an_agency(kind="government"))


@pytest.fixture
def department(district) -> Desk:
    """A department of the district."""
    return Desk(an_agency(parent=district.agency))


@pytest.fixture
def neighbour(district) -> Desk:
    """Another department of the district."""
    return Desk(an_agency(parent=district.agency))
