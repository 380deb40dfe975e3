"""Where the bytes lie: GONGKAI_HOME/files, named by their hash."""

import os
import threading
from pathlib import Path

from django.conf import settings


def path_of(digest: str, sealed: bool) -> Path:
    """Where the bytes with that hash lie."""
    folder: Path = settings.GONGKAI_HOME / "files" / digest[:2]
    return folder / (digest + (".sealed" if sealed else ""))


def write_once(path: Path, content: bytes) -> None:
    """Write the bytes under that name, whole or not at all: a crash leaves no half file."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    with open(draft, "wb", opener=_for_the_owner) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
