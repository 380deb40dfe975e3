"""Two versions of a text clause by clause: what went, what came. Whole clauses, with the punctuation that ends them."""

import re
from difflib import SequenceMatcher

_CLAUSE = re.compile(r"[^，。；：、\n]*[，。；：、\n]?")
Piece = tuple[str, str]  # same, gone or new; the text


def differences(before: str, after: str) -> list[Piece]:
    """The text as (kind, words), in reading order. Only "same" where nothing changed."""
    old, new = _clauses(before), _clauses(after)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(("gone", "".join(old[i:j])))
        if k < m:
            pieces.append(("new", "".join(new[k:m])))
    return pieces


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.findall(text.replace("\r\n", "\n")) if clause]
