"""A desk for each test, and a shelf that is thrown away."""

from pathlib import Path

import pytest
from tests.builders import Desk


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.GONGKAI_HOME = tmp_path


@pytest.fixture
def desk(db) -> Desk:
    """An agency with its people."""
    return Desk()
