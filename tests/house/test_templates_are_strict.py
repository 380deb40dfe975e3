"""Every template obeys the content security policy: no style, script or handler written into the page."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "gongkai"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
SHEETS = sorted(PACKAGE.glob("*/static/**/*.css"))
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx code in an attribute": re.compile(r"\shx-(on|vals\s*=\s*[\"']js)", re.IGNORECASE),
    "something from elsewhere": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+off"),
}


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_there_are_templates_and_sheets_to_look_at() -> None:
    assert len(TEMPLATES) > 20
    assert SHEETS


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_holds_nothing_the_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {what for what, pattern in FORBIDDEN.items() if pattern.search(text)} == set()


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_a_sheet_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_form_that_posts_carries_its_mark(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", text, re.DOTALL | re.IGNORECASE):
        assert "{% csrf_token %}" in form


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('<p style="color:red">', "a style attribute"),
        ("<script>alert(1)</script>", "an inline script"),
        ("<a onclick='x()'>", "an event handler"),
        ('<script src="https://cdn.example/x.js">', "something from elsewhere"),
        ("{{ text|safe }}", "unescaped text"),
    ],
)
def test_the_rules_catch_what_they_name(source: str, what: str) -> None:
    assert FORBIDDEN[what].search(source)
