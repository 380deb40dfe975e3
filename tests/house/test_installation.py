"""What an installation rests on: settings, locked requirements, decisions."""

import re

import pytest
from tests.house.source import ROOT

from gongkai.project import settings

LOCKS = sorted(ROOT.glob("requirements*.lock"))


def listed(path) -> set[str]:
    """The packages a requirements file names itself."""
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in lines if line and not line.startswith("-")}


def locked(path) -> set[str]:
    return {
        line.split("==")[0].split("[")[0].lower()
        for line in path.read_text(encoding="utf-8").splitlines()
        if "==" in line
    }


def test_passwords_are_hashed_with_argon2():
    assert settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_an_installation_is_strict_unless_it_is_told_otherwise():
    assert settings.DEBUG is False
    assert "*" not in settings.ALLOWED_HOSTS
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert not any("unsafe" in str(source) for sources in directives.values() for source in sources)
    assert settings.X_FRAME_OPTIONS == "DENY"
    assert settings.SECURE_CONTENT_TYPE_NOSNIFF is True


def test_sign_ins_are_slowed():
    assert "axes.middleware.AxesMiddleware" in settings.MIDDLEWARE
    assert settings.AUTHENTICATION_BACKENDS[0] == "axes.backends.AxesStandaloneBackend"
    assert settings.AXES_FAILURE_LIMIT <= 5


def test_the_keys_are_apart_and_only_the_owner_reads_them():
    keys = {settings.SECRET_KEY, settings.JOURNAL_KEY.hex(), settings.PAPERS_KEY.hex()}
    assert len(keys) == 3
    assert all(len(key) == 64 for key in keys)
    for name in ("sessions", "journal", "papers"):
        path = settings.GONGKAI_HOME / "keys" / name
        assert path.stat().st_mode & 0o077 == 0


def test_sqlite_waits_for_its_turn_and_writes_ahead():
    database = settings._database()
    if database["ENGINE"].endswith("sqlite3"):
        assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert database["OPTIONS"]["timeout"] == 20
        assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert not re.search(r"\b\d+\.\d+\.\d+\.\d+:\d+", text)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 1 or "uv" in lock.name
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-ocr", "requirements-dev", "requirements-uv"])
def test_everything_asked_for_is_locked(name):
    assert listed(ROOT / f"{name}.in") <= locked(ROOT / f"{name}.lock")


def test_what_runs_the_tests_contains_what_runs_the_product():
    small, ocr, dev = (locked(ROOT / f"requirements{name}.lock") for name in ("", "-ocr", "-dev"))
    assert small <= ocr <= dev


def test_recognition_needs_no_screen():
    for name in ("requirements-ocr.lock", "requirements-dev.lock"):
        assert "opencv-python-headless" in locked(ROOT / name)
        assert "opencv-python" not in locked(ROOT / name)


def test_every_dependency_has_its_reason_in_the_decisions():
    said = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md")).lower()
    asked = listed(ROOT / "requirements.in") | listed(ROOT / "requirements-ocr.in")
    assert asked
    assert {package for package in asked if not re.search(rf"(?<![\w-]){re.escape(package)}(?![\w-])", said)} == set()
