"""A shelf of its own for each test."""

from pathlib import Path

import pytest


@pytest.fixture
def shelf(settings, tmp_path: Path) -> Path:
    """The folder the stored bytes lie in, empty."""
    settings.GONGKAI_HOME = tmp_path
    return tmp_path / "files"
