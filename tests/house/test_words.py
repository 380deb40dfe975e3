"""What a refusal says: a stable code, what is so, and what to do next, in plain and gentle Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import dotted, name, sources, tree

KINDS = {
    "NotLawful": 2,
    "NotAllowed": 1,
    "NotAcceptable": 1,
    "Stale": 1,
}  # the place of the message among the arguments
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;!?][\u4e00-\u9fff]")


def refusals() -> Iterator[tuple[Path, ast.Call, int]]:
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and dotted(node.func) in KINDS and len(node.args) > 2:
                yield path, node, KINDS[dotted(node.func)]


def pieces(node: ast.expr) -> list[str]:
    """The fixed parts of a text, in order; of a choice, those of each."""
    if isinstance(node, ast.JoinedStr):
        return [part.value for part in node.values if isinstance(part, ast.Constant)]
    if isinstance(node, ast.IfExp):
        return [*pieces(node.body), *pieces(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def said() -> Iterator[tuple[str, list[str]]]:
    """Where, and the fixed parts of each message and hint."""
    for path, node, place in refusals():
        for text in node.args[place : place + 2]:
            if pieces(text):
                yield f"{name(path)}:{node.lineno}", pieces(text)


def test_there_are_refusals_to_look_at():
    assert len(list(refusals())) > 60


def test_every_refusal_has_a_code_with_a_dot():
    codes = [
        (name(path), pieces(node.args[0])) for path, node, _ in refusals() if isinstance(node.args[0], ast.Constant)
    ]
    assert [code for code in codes if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", code[1][0])] == []


def test_messages_and_hints_are_whole_sentences():
    open_ended = [
        f"{name(path)}:{node.lineno}"
        for path, node, place in refusals()
        for text in node.args[place : place + 2]
        if pieces(text)
        and not (isinstance(text, ast.JoinedStr) and isinstance(text.values[-1], ast.FormattedValue))  # ends as told
        and not pieces(text)[-1].endswith("。")
    ]
    assert open_ended == []


def test_messages_and_hints_are_in_chinese_and_gentle():
    assert [(where, parts) for where, parts in said() if not re.search(r"[\u4e00-\u9fff]", "".join(parts))] == []
    rough = re.compile(r"抱歉|对不起|非法|错误操作|！|!")
    assert [(where, parts) for where, parts in said() if rough.search("".join(parts))] == []


def test_punctuation_between_chinese_signs_is_full_width():
    assert [(where, part) for where, parts in said() for part in parts if HALF_WIDTH.search(part)] == []


def test_every_refusal_says_what_to_do_next():
    silent = [
        f"{name(path)}:{node.lineno}"
        for path, node, place in refusals()
        if len(node.args) < place + 2 and "hint" not in {keyword.arg for keyword in node.keywords}
    ]
    assert silent == []
