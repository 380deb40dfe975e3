"""docs/law.md names, for every article that asks something of software, functions and tests that are there."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from docs.lawpage import rows

from gongkai.law.statute import articles

ROOT = Path(__file__).resolve().parents[2]
BUILT = [row for row in rows() if "awaits" not in row]


def named(path: str) -> Any:
    """The function or class of that dotted name."""
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def told(row: dict[str, Any]) -> str:
    return f"第{row['article']}条 {row['asks']}"


def test_no_article_that_asks_something_is_missing() -> None:
    asking = {number for number, article in articles().items() if article.asks}
    assert asking - {row["article"] for row in rows()} == set(), "add a row to docs/law.toml"


@pytest.mark.parametrize("row", BUILT, ids=told)
def test_the_functions_named_are_there_and_know_their_article(row: dict[str, Any]) -> None:
    for path in row["functions"]:
        source = inspect.getsourcefile(inspect.unwrap(named(path)))
        text = Path(source or "").read_text(encoding="utf-8")
        assert re.search(rf'art\. (\d+, )*{row["article"]}\b|"条例", {row["article"]}\b', text), path


@pytest.mark.parametrize("row", BUILT, ids=told)
def test_the_tests_named_are_there(row: dict[str, Any]) -> None:
    assert row["tests"]
    for path in row["tests"]:
        assert "def test_" in (ROOT / path).read_text(encoding="utf-8"), path


def test_what_is_not_built_says_what_it_waits_for() -> None:
    for row in rows():
        assert ("awaits" in row) != ("functions" in row), told(row)
        assert row.get("awaits", "…").strip()
