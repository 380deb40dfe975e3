"""Only doors look at a clock, and they look at one: the day is passed in."""

import ast

from tests.house.source import DOORS, dotted, name, room, sources, tree

LOOKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "date.today",
    "datetime.date.today",
    "timezone.now",
    "timezone.localtime",
    "timezone.localdate",
    "time.time",
    "time.localtime",
    "time.gmtime",
    "localdate",
}
THE_CLOCK = "src/gongkai/screens/clock.py"


def looks(tree_: ast.AST) -> list[str]:
    """Where the wall clock is read: calls without an argument (with one they only convert), or given as a default."""
    found = set()
    for node in ast.walk(tree_):
        if isinstance(node, ast.Call):
            if dotted(node.func) in LOOKS and not node.args:
                found.add(dotted(node.func))
            found |= {dotted(k.value) for k in node.keywords if k.arg == "default"} & LOOKS
            found |= {f"{dotted(k.value)} auto" for k in node.keywords if k.arg in {"auto_now", "auto_now_add"}}
    return sorted(found)


def test_below_the_doors_nobody_looks_at_the_wall():
    below = [path for path in sources() if room(path) not in (*DOORS, "screens", "project", "")]
    assert len(below) > 50
    assert {name(path): looks(tree(path)) for path in below if looks(tree(path))} == {}


def test_the_screens_take_the_day_from_their_clock_alone():
    """Seconds that pass, for pacing and for what is put aside, are not a day."""
    screens = [path for path in sources() if room(path) in ("screens", "portal", "backoffice")]
    found = {name(path): set(looks(tree(path))) - {"time.time"} for path in screens}
    assert {path: looked for path, looked in found.items() if looked} == {THE_CLOCK: {"timezone.localtime"}}


def test_a_look_at_the_wall_would_be_seen():
    for line in ("date.today()", "x = timezone.now()", "F(default=timezone.now)", "def f(on=date.today()): ..."):
        assert looks(ast.parse(line)), line
    assert looks(ast.parse("timezone.localtime(moment)")) == []
