"""How often one visitor may ask for something costly, and how many may at once: the same for every worker of the site.

Kept in files of GONGKAI_HOME, by a keyed print of the address; nothing older than the span is kept.
"""

import fcntl
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_STEP = 0.1  # seconds between two tries for the place


def wait_for(kind: str, address: str, *, most: int, within: int) -> int:
    """Seconds this address has to wait before it may ask again; 0 where it may now, and then it has been counted.

    most: how often within that many seconds.
    """
    now = time.time()
    name = f"{kind}-{hmac.new(settings.SECRET_KEY.encode(), address.encode(), 'sha256').hexdigest()[:32]}"
    with _locked("lock", wait=5.0) as held:
        if not held:
            return 1
        _sweep(now - within, kind)
        path = _folder() / name
        times = [at for at in _read(path) if at > now - within]
        if len(times) >= most:
            return max(1, round(times[0] + within - now))
        path.write_text(json.dumps([*times, now]))
    return 0


@contextmanager
def place(name: str, *, wait: float = 3.0) -> Iterator[bool]:
    """The only place there is for that work, on all workers together; False where others held it all the while."""
    with _locked(f"place-{name}", wait=wait) as held:
        yield held


@contextmanager
def _locked(name: str, *, wait: float) -> Iterator[bool]:
    until = time.monotonic() + wait
    with (_folder() / name).open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    yield False
                    return
                time.sleep(_STEP)
        yield True  # closing the file lets go


def _read(path: Path) -> list[float]:
    try:
        return [float(at) for at in json.loads(path.read_text())]
    except (OSError, ValueError, TypeError):
        return []


def _sweep(oldest: float, kind: str) -> None:
    for path in _folder().glob(f"{kind}-*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    folder: Path = settings.GONGKAI_HOME / "pace"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder
