"""The generated pages of docs/ say what the code says."""

from pathlib import Path

from docs import generate

from gongkai.law import checks

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_generated_pages_are_current() -> None:
    assert generate.stale() == [], "make them again with ./run docs"


def test_a_page_that_was_changed_by_hand_is_noticed() -> None:
    page = generate.checks_page()
    assert page == (DOCS / "checks.md").read_text(encoding="utf-8")
    assert page.replace("提醒", "错误", 1) != page


def test_every_check_has_its_part_of_the_page() -> None:
    page = (DOCS / "checks.md").read_text(encoding="utf-8")
    for code, entry in checks.CHECKS.items():
        assert f"\n## {code}\n" in page
        assert entry.source in page
