"""`gongkai report` and `gongkai calendar` on a house that is new or of an earlier version: brought up to date, no traceback."""

from pathlib import Path

import pytest
from tests.apps import scratch


@pytest.mark.parametrize(
    "command", [("report", "show", "--year", "2020"), ("calendar", "load", "nowhere.toml")], ids=["report", "calendar"]
)
def test_a_house_without_a_database_gets_words_and_a_next_step(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = scratch.run(tmp_path, "-m", "gongkai.cli", *command, check=False)
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stdout + done.stderr
    assert "。" in done.stderr
    assert (tmp_path / "gongkai.sqlite3").exists()
