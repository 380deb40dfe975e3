"""Storing files. The bytes are on the disk, whole and synced, before the row that names them is written."""

import hashlib
import unicodedata
from datetime import datetime
from pathlib import Path

from django.db import transaction

from gongkai.files.kinds import require_acceptable
from gongkai.files.models import StoredFile
from gongkai.files.sealing import seal
from gongkai.files.shelf import path_of, write_once


@transaction.atomic
def store_file(name: str, content: bytes, *, at: datetime, sealed: bool = False) -> StoredFile:
    """Check, write, and record one file. sealed: for identity papers. NotAcceptable when it cannot be taken.

    A transaction that is rolled back afterwards leaves bytes that no row names; they harm nothing.
    """
    name, kind = require_storable(name, content)
    digest = hashlib.sha256(content).hexdigest()
    write_once(path_of(digest, sealed), seal(content, digest) if sealed else content)
    return StoredFile.objects.create(
        name=name, kind=kind, size=len(content), digest=digest, sealed=sealed, stored_at=at
    )


def require_storable(name: str, content: bytes) -> tuple[str, str]:
    """The name it would be kept under, and its kind. NotAcceptable when it cannot be taken. Writes nothing."""
    name = _shown(name)
    return name, require_acceptable(name, content)


def _shown(name: str) -> str:
    """The name without folders and without signs that do not show, or turn the writing round (U+202E): the ending judged
    is the ending seen. The last 120 characters."""
    seen = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    return Path(seen.replace("\\", "/")).name.strip()[-120:] or "未命名"
