"""What tests share: fast hashing, the place of the published reports beside the project, and the builders' fixtures."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "reports"


def pytest_configure() -> None:
    from django.conf import settings

    # Argon2 is slow on purpose; what the settings file says of it has a test of its own.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file, not memory: an in-memory database is not shared with the threads of the live server.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = settings.GONGKAI_HOME / "test.sqlite3"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    absent = pytest.mark.skip(reason="../shared/reports is not beside this clone: tests over real reports are skipped")
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(absent)


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """The folder of real published reports, where it is there."""
    return SHARED
