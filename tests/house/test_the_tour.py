"""docs/tour.md names only what is there: every file, function and class in it."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.house.source import PACKAGE, ROOT, sources, tree

HOMES = (ROOT, PACKAGE, PACKAGE / "applications")
FENCED = re.compile(r"```.*?```", re.DOTALL)


def named() -> Iterator[tuple[str, Path]]:
    """What stands in backticks, each with the folder named last before it: a bare file lies there."""
    folder = PACKAGE
    for words in re.findall(r"`([^`\n]+)`", FENCED.sub("", (ROOT / "docs" / "tour.md").read_text(encoding="utf-8"))):
        yield words, folder
        place = path_of(words, folder)
        if place is not None and place != PACKAGE:
            folder = place if place.is_dir() else place.parent


def path_of(words: str, folder: Path) -> Path | None:
    """The file or folder of that name, if there is one."""
    if not re.fullmatch(r"[\w./-]+", words) or words.startswith("."):
        return None
    places = (home / words for home in (*HOMES, folder))
    return next((place for place in places if place.exists()), None)


def said_in_code() -> set[str]:
    """Functions and classes of the package, and short words it puts in quotes: kinds of events, names of extras."""
    found: set[str] = set()
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                found.add(node.value)
    return found


def is_there(words: str, folder: Path, said: set[str]) -> bool:
    """Whether a path exists, a dotted name can be imported, a command is known to `run`, or the code has the name."""
    name = words.split("(", 1)[0]
    if words.startswith("./run "):
        return words.split()[1] in (ROOT / "run").read_text(encoding="utf-8")
    if path_of(words, folder) is not None:
        return True
    if re.fullmatch(r"[a-z_]+(\.\w+)+", name) and not name.endswith((".py", ".toml", ".md")):
        return imports(f"gongkai.{name}")
    return name in said


def imports(dotted: str) -> bool:
    """Whether that is a module, or a name of one."""
    module, _, last = dotted.rpartition(".")
    try:
        return hasattr(import_module(module), last) or bool(import_module(dotted))
    except ModuleNotFoundError:
        return False


def test_every_name_in_the_tour_is_there() -> None:
    said = said_in_code()
    missing = [words for words, folder in named() if not is_there(words, folder, said)]
    assert missing == []


@pytest.mark.parametrize(
    "words", ["law/cloak.py", "law.clock.read_clocks", "submit_aplication", "cloak.py", "./run fly"]
)
def test_a_name_that_is_not_there_is_noticed(words: str) -> None:
    assert not is_there(words, PACKAGE / "law", said_in_code())


def test_every_room_stands_in_the_tour() -> None:
    page = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert rooms - set(re.findall(r"\w+", page)) == set()
