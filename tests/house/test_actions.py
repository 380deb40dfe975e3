"""Every verb is documented in the field's words, traced, in one transaction, and tested."""

import ast
import re
from pathlib import Path

import pytest
from tests.house.source import PACKAGE, calls, functions, name, of_tests, sources, tree

from gongkai.applications.queries import CHANGES

APPS = ("agencies", "publications", "applications", "documents", "supervision", "annualreports")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(app: str) -> list[Path]:
    return [
        path for path in sources() if path == PACKAGE / app / "actions.py" or path.parent == PACKAGE / app / "actions"
    ]


def is_action(node: Function) -> bool:
    """A public function that somebody does: it takes an actor and is called by doors (and so not a step of others)."""
    return not node.name.startswith("_") and "actor" in {argument.arg for argument in node.args.kwonlyargs}


def actions(app: str) -> dict[str, Function]:
    """The verbs of an app, by name."""
    found = {node.name: node for path in modules(app) for node in tree(path).body if isinstance(node, Function)}
    package = PACKAGE / app / "actions" / "__init__.py"
    names = {node.name for node in found.values() if is_action(node)}
    if package.exists():
        exported = {
            alias.name for node in tree(package).body if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        names &= exported
    return {action: found[action] for action in sorted(names)}


EVERY = [(app, action) for app in APPS for action in actions(app)]
each = pytest.mark.parametrize(("app", "action"), EVERY)


def reaches(app: str, node: Function, goals: set[str]) -> bool:
    """Whether it calls one of the goals, itself or through functions of the same app's actions."""
    known = {other.name: other for path in modules(app) for other in functions(path)}
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        called = set(calls(waiting.pop()))
        if called & goals:
            return True
        fresh = {call.split(".")[-1] for call in called} & set(known) - seen
        seen |= fresh
        waiting += [known[call] for call in fresh]
    return False


def test_there_are_verbs_in_every_app():
    assert {app for app, _ in EVERY} == set(APPS)
    assert {"serve_reply", "submit_application", "withdraw_application"} <= set(actions("applications"))


@each
def test_a_verb_begins_its_docstring_with_the_chinese_term(app, action):
    said = ast.get_docstring(actions(app)[action]) or ""
    assert re.match(r"[\u4e00-\u9fff]", said), f"{app}.{action}: {said[:60]!r}"


@each
def test_a_verb_leaves_a_trace(app, action):
    assert reaches(app, actions(app)[action], {"audit.record"})


@each
def test_a_verb_is_one_transaction(app, action):
    node = actions(app)[action]
    decorated = any("transaction.atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
    only_traces = set(calls(node)) <= {"audit.record"}  # which is one by itself
    assert decorated or only_traces or "transaction.atomic" in set(calls(node))


@each
def test_a_verb_says_what_it_takes_and_gives(app, action):
    node = actions(app)[action]
    assert node.returns is not None
    assert all(argument.annotation for argument in (*node.args.args, *node.args.kwonlyargs))


@each
def test_a_verb_is_named_in_a_test(app, action):
    word = re.compile(rf"\b{action}\b")
    assert any(word.search(path.read_text(encoding="utf-8")) for path in of_tests() if path.name.startswith("test_"))


@pytest.mark.parametrize("action", actions("applications"))
def test_a_verb_of_an_application_has_a_test_file_of_its_own(action):
    folder = PACKAGE.parents[1] / "tests" / "apps" / "applications"
    shared = {"record": "record_appeals", "conclude": "record_appeals"}
    noun = shared.get(action.split("_")[0], action) if "lawsuit" in action or "reconsideration" in action else action
    assert (folder / f"test_{noun}.py").exists()


def literal_verbs() -> set[str]:
    """Every verb the journal is told as a plain text."""
    found: set[str] = set()
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"audit.record"} and len(node.args) > 1:
                verb = node.args[1]
                if isinstance(verb, ast.Constant):
                    found.add(verb.value)
    return found


def application_verbs() -> set[str]:
    return {
        f"application.{text.value}"
        for path in modules("applications")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"finish", "_conclude"}
        for text in node.args
        if isinstance(text, ast.Constant)
    }


def test_the_journal_names_acts_as_noun_and_past_participle():
    said = literal_verbs() | application_verbs()
    assert len(said) > 25
    assert [verb for verb in said if not re.fullmatch(r"[a-z]+\.([a-z]+_)*[a-z]+", verb)] == []


def test_there_are_words_for_every_act_on_an_application():
    acts = application_verbs() | {verb for verb in literal_verbs() if verb.startswith("application.")}
    assert acts - set(CHANGES) == set()


def test_no_row_is_locked_with_its_key():
    """On PostgreSQL a plain lock stops whoever refers to the row at commit: see the journal's lock."""
    careless = [
        f"{name(path)}:{node.lineno}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "select_for_update"
        and "no_key" not in {keyword.arg for keyword in node.keywords}
    ]
    assert careless == []
