"""Files of a form that came back with errors: kept sealed for two hours, so that nobody has to choose them again.

The form carries a signed claim for each. Without the claim the bytes cannot be named, without the key not be read.
"""

import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing

from gongkai.files.sealing import SealBroken, seal, unseal

KEPT_FOR = 2 * 3600  # seconds
ROOM = 500 * 1024 * 1024  # bytes in all; beyond it files have to be chosen again, and the form says so
SALT = "screens.stash"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that waits: claim is what the form carries; role: files or scan."""

    claim: str
    key: str
    role: str
    name: str
    size: int

    def content(self) -> bytes:
        """The bytes as they were handed in."""
        return unseal((_folder() / self.key).read_bytes(), self.key)


def keep(role: str, name: str, content: bytes) -> Kept | None:
    """Put a file aside. None when there is no room."""
    folder = _folder()
    if _sweep(folder) + len(content) > ROOM:
        return None
    key = secrets.token_hex(16)
    draft = folder / f"{key}.part"
    draft.touch(mode=0o600)
    draft.write_bytes(seal(content, key))
    os.replace(draft, folder / key)
    claim = signing.dumps([key, role, name, len(content)], salt=SALT)
    return Kept(claim, key, role, name, len(content))


def claimed(claim: str) -> Kept | None:
    """The file a form claims; None when the claim is not ours, too old, or its file is gone."""
    try:
        key, role, name, size = signing.loads(claim, salt=SALT, max_age=KEPT_FOR)
        found = Kept(claim, key, role, name, size)
        found.content()
    except (signing.BadSignature, ValueError, OSError, SealBroken):
        return None
    return found


def drop(kept: Kept) -> None:
    """Remove a file that is no longer needed."""
    (_folder() / kept.key).unlink(missing_ok=True)


def _folder() -> Path:
    folder: Path = settings.GONGKAI_HOME / "stash"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def _sweep(folder: Path) -> int:
    """Remove what is too old; the bytes that remain."""
    oldest = time.time() - KEPT_FOR
    total = 0
    for entry in os.scandir(folder):
        found = entry.stat()
        if found.st_mtime < oldest:
            Path(entry.path).unlink(missing_ok=True)
        else:
            total += found.st_size
    return total
