"""Numbers that an installation sets are read once, and what is none is refused in words, not with a traceback."""

import os
import subprocess
import sys

import pytest

from gongkai.project.environment import number


def test_what_is_not_set_is_as_usual(monkeypatch):
    monkeypatch.setenv("GONGKAI_PAGES_MB", " ")
    assert number("GONGKAI_PAGES_MB", 16, least=1, most=4096) == 16
    monkeypatch.setenv("GONGKAI_PAGES_MB", "24")
    assert number("GONGKAI_PAGES_MB", 16, least=1, most=4096) == 24


@pytest.mark.parametrize("told", ["许多", "16MB", "0", "-1", "nan", "inf", "1e9"])
def test_what_is_no_number_or_out_of_bounds_is_refused_in_words(monkeypatch, told):
    monkeypatch.setenv("GONGKAI_PAGES_MB", told)
    with pytest.raises(SystemExit) as refused:
        number("GONGKAI_PAGES_MB", 16, least=1, most=4096)
    assert "GONGKAI_PAGES_MB" in str(refused.value)
    assert told in str(refused.value)
    assert "1 到 4096" in str(refused.value)


@pytest.mark.parametrize("name", ["GONGKAI_PAGES_MB", "GONGKAI_KIOSK_MINUTES"])
def test_the_site_does_not_start_and_says_why_without_a_traceback(tmp_path, name):
    environment = {**os.environ, "GONGKAI_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path), name: "许多"}
    done = subprocess.run(
        [sys.executable, "-c", "import gongkai.project.wsgi"],
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr
