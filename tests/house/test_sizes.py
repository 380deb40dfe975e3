"""How long files and functions are, what modules are called, and what is left behind in them."""

import ast
import re

import pytest
from tests.house.source import PACKAGE, functions, name, of_tests, percentile, room, sources, tree

EVERYTHING = (*sources(), *of_tests())
FORBIDDEN = {"utils", "helpers", "common", "base", "misc", "manager", "handler", "processor"}
LEFT_BEHIND = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")


def length(node) -> int:
    return node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_400_lines_and_few_than_300():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYTHING}
    assert {file: lines for file, lines in lengths.items() if lines > 400} == {}
    assert percentile(list(lengths.values()), 0.95) <= 300


def test_no_function_is_longer_than_60_lines_and_few_than_40():
    by_parts = [path for path in EVERYTHING if "journeys" not in path.parts]  # a journey is one story, told whole
    lengths = {f"{name(path)}:{node.lineno} {node.name}": length(node) for path in by_parts for node in functions(path)}
    assert {function: lines for function, lines in lengths.items() if lines > 60} == {}
    assert percentile(list(lengths.values()), 0.95) <= 40


def test_no_module_has_a_name_that_says_nothing():
    assert [name(path) for path in EVERYTHING if {path.stem, path.parent.name} & FORBIDDEN] == []


def test_nothing_is_left_to_be_done_later():
    assert [name(path) for path in EVERYTHING if LEFT_BEHIND.search(path.read_text(encoding="utf-8"))] == []


def test_no_path_of_one_machine_is_written_anywhere():
    somebodys = re.compile(r"/(work|home|Users)/[a-z]+")
    assert [name(path) for path in EVERYTHING if somebodys.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("app", ["agencies", "applications", "supervision", "annualreports"])
def test_every_app_has_the_same_files(app):
    here = [path.relative_to(PACKAGE / app).parts[0].removesuffix(".py") for path in sources() if room(path) == app]
    assert {"models", "actions", "queries", "permissions", "apps"} <= set(here)


def test_every_module_says_what_it_is_for():
    silent = [path for path in EVERYTHING if tree(path).body and not ast.get_docstring(tree(path))]
    assert [name(path) for path in silent if path.name not in {"apps.py", "__init__.py"}] == []
