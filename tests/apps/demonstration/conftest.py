"""The demonstration, built once for a file of tests and taken away again."""

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai.audit import queries as audit
from gongkai.demonstration.build import build
from gongkai.demonstration.entries import ENTRIES

TODAY = date(2026, 11, 24)


@contextlib.contextmanager
def built(blocker: Any, *, entries: int = ENTRIES) -> Iterator[int]:
    """The district with so many entries of the catalogue; how many acts it took."""
    from django.db import transaction

    with blocker.unblock():
        keep = transaction.atomic()
        keep.__enter__()
        heads = audit.settings.GONGKAI_HOME / "journal.heads"
        heads.unlink(missing_ok=True)
        yield build(TODAY, entries=entries)
        transaction.set_rollback(True)
        keep.__exit__(None, None, None)
