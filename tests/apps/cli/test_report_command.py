"""`gongkai report` and `gongkai calendar` on a house that is new: brought up to date, told in words, no traceback."""

from pathlib import Path

from tests.apps import scratch


def test_a_house_without_a_database_is_brought_up_to_date_before_its_report_is_asked_for(tmp_path: Path) -> None:
    done = scratch.run(tmp_path, "-m", "gongkai.cli", "report", "show", "--year", "2020", check=False)
    assert done.returncode == 2
    assert "这里还没有机关" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "gongkai.sqlite3").exists()


def test_a_calendar_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    done = scratch.run(tmp_path, "-m", "gongkai.cli", "calendar", "load", "nowhere.toml", check=False)
    assert done.returncode == 2
    assert done.stderr == "没有装入：nowhere.toml：没有这个文件。请核对文件名和权限。\n"
