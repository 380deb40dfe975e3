"""The journal's heads kept outside the database: a line for each act, so that a cut-off tail or a rewritten chain is seen."""

import os
from pathlib import Path

NAME = "journal.heads"


def note_head(folder: Path, sequence: int, digest: str) -> None:
    """Append `sequence digest`. One write of under 100 bytes to a file opened for appending is not torn by others'."""
    handle = os.open(folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{sequence} {digest}\n".encode())
    finally:
        os.close(handle)


def noted_heads(folder: Path) -> dict[int, str]:
    """Every head noted so far: sequence → digest. Empty where the file is absent. A torn last line is passed over."""
    path = folder / NAME
    heads: dict[int, str] = {}
    if path.exists():
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            number, _, digest = line.partition(" ")
            if number.isdigit() and len(digest) == 64:
                heads[int(number)] = digest
    return heads
