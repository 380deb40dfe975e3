"""docs/officers tells officers of everything the desk lets them do, by the words on the buttons."""

import re
from pathlib import Path

import pytest

from gongkai.backoffice import appeal_acts
from gongkai.law.stages import VERB_LABELS
from gongkai.screens.templatetags.writing import DESK_WORDS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((DOCS / "officers").glob("*.md"))}
TOLD = re.sub(r"\s", "", "".join(PAGES.values()))  # a line may end within a word


@pytest.mark.parametrize("label", [*VERB_LABELS.values(), *appeal_acts.LABELS.values()])
def test_every_act_is_told(label: str) -> None:
    assert label in TOLD, "say in docs/officers when and how this is done"


@pytest.mark.parametrize("word", [word for word, *_ in DESK_WORDS])
def test_every_word_of_the_menu_is_told(word: str) -> None:
    assert f"“{word}”" in TOLD


@pytest.mark.parametrize("name", PAGES)
def test_pictures_and_pages_that_are_led_to_are_there(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", PAGES[name]):
        assert (DOCS / "officers" / target).is_file(), target


def test_every_page_is_led_to_from_the_first() -> None:
    assert {name for name in PAGES if name != "README.md"} <= set(re.findall(r"\]\(([^)#]+)", PAGES["README.md"]))
