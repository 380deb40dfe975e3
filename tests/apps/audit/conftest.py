"""A home of its own for each test of the journal: heads noted by other tests must not be taken for its own."""

from pathlib import Path

import pytest


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    """The folder where the heads are noted, empty."""
    settings.GONGKAI_HOME = tmp_path
    return tmp_path
