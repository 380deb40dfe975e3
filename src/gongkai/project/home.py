"""Where data lives: GONGKAI_HOME (default ./var). Database, files, keys, calendars and fonts of this installation."""

import contextlib
import os
import secrets
from pathlib import Path


def home() -> Path:
    """The folder of this installation, made if absent, readable by its owner alone."""
    folder = Path(os.environ.get("GONGKAI_HOME") or "var").resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def key(name: str) -> bytes:
    """32 secret bytes kept in home/keys/NAME, made at first use. Losing `papers` makes identity papers unreadable."""
    folder = home() / "keys"
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_bytes(secrets.token_bytes(32))
        with contextlib.suppress(FileExistsError):  # the first process wins; nobody overwrites a key
            os.link(draft, path)
        draft.unlink()
    return path.read_bytes()
