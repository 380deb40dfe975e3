"""The journal's heads kept outside the database: a line for each act, so that a cut-off tail or a rewritten chain is seen."""

import os
import re
from pathlib import Path

NAME = "journal.heads"
_LINE = re.compile(r"^([0-9]+) ([0-9a-f]{64})(?![0-9a-f])", re.MULTILINE)


def note_head(folder: Path, sequence: int, digest: str) -> None:
    """Append `sequence digest`. One write of under 100 bytes to a file opened for appending is not torn by others'.

    Each line begins with its line break: a line torn by a crash cannot run into the one that follows.
    """
    handle = os.open(folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"\n{sequence} {digest}".encode())
    finally:
        os.close(handle)


def noted_heads(folder: Path) -> dict[int, str]:
    """Every head noted so far: sequence → digest. Empty where the file is absent. A torn line is passed over."""
    path = folder / NAME
    if not path.exists():
        return {}
    text = path.read_text(encoding="ascii", errors="replace")
    return {int(number): digest for number, digest in _LINE.findall(text)}
