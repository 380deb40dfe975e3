"""The tests themselves: names that are sentences, no mocks of our own code, nothing that needs what lies beside the clone."""

import ast

from tests.house.source import calls, functions, name, of_tests, tree

MARKS = {"long", "browser", "shared", "django_db", "parametrize", "skip", "skipif", "usefixtures", "xdist_group"}


def cases():
    for path in of_tests():
        if path.name.startswith("test_"):
            for node in functions(path):
                if node.name.startswith("test_"):
                    yield path, node


def test_the_name_of_a_test_is_a_sentence():
    short = [f"{name(path)}:{node.lineno} {node.name}" for path, node in cases() if node.name.count("_") < 3]
    assert short == []


def test_no_test_is_defined_twice_in_its_scope():
    doubles = []
    for path in of_tests():
        for scope in ast.walk(tree(path)):
            if isinstance(scope, ast.Module | ast.ClassDef):
                names = [node.name for node in scope.body if isinstance(node, ast.FunctionDef)]
                doubles += [f"{name(path)} {one}" for one in names if names.count(one) > 1 and one.startswith("test_")]
    assert doubles == []


def checking() -> set[str]:
    """The functions of the tests that check something, themselves or through others, by name."""
    called: dict[str, set[str]] = {}
    found = {"raises", "warns", "call_command"}
    for path in of_tests():
        for node in functions(path):
            called.setdefault(node.name, set()).update(call.split(".")[-1] for call in calls(node))
            guards = any(call.split(".")[-1].startswith("require") for call in calls(node))  # raises where it objects
            if guards or any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
                found.add(node.name)
    while grown := {one for one, within in called.items() if within & found} - found:
        found |= grown
    return found


def test_every_test_checks_something():
    known = checking()
    idle = [f"{name(path)}:{node.lineno} {node.name}" for path, node in cases() if node.name not in known]
    assert idle == []


def test_nothing_of_ours_is_mocked():
    mocking = [
        name(path)
        for path in of_tests()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Import) and any("mock" in alias.name for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and "mock" in (node.module or ""))
    ]
    assert mocking == []


def test_marks_are_those_that_are_declared():
    used = {
        node.attr
        for path in of_tests()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "pytest.mark"
    }
    assert used <= MARKS
