"""Storing files. The bytes are on the disk, whole and synced, before the row that names them is written."""

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from gongkai.files.kinds import require_acceptable
from gongkai.files.models import RedactedCopy, StoredFile
from gongkai.files.redacting import Prepared, prepare_redacted_copy
from gongkai.files.sealing import seal
from gongkai.files.shelf import path_of, write_once
from gongkai.redaction.marks import Mark


@transaction.atomic
def store_file(name: str, content: bytes, *, at: datetime, sealed: bool = False) -> StoredFile:
    """Check, write, and record one file. NotAcceptable when it cannot be taken.

    sealed: for identity papers and originals to be redacted. A transaction that is rolled back afterwards leaves bytes that
    no row names; they harm nothing.
    """
    name, kind = require_storable(name, content)
    digest = hashlib.sha256(content).hexdigest()
    write_once(path_of(digest, sealed), seal(content, digest) if sealed else content)
    return StoredFile.objects.create(
        name=name, kind=kind, size=len(content), digest=digest, sealed=sealed, stored_at=at
    )


@transaction.atomic
def store_package(name: str, content: bytes, *, at: datetime) -> StoredFile:
    """Write and record an archive package that the house made itself, sealed. Of any size; never handed in from outside."""
    digest = hashlib.sha256(content).hexdigest()
    write_once(path_of(digest, True), seal(content, digest))
    return StoredFile.objects.create(
        name=_shown(name), kind="zip", size=len(content), digest=digest, sealed=True, stored_at=at
    )


def destroy_content(file: StoredFile) -> None:
    """Remove the bytes of a file whose row nothing refers to any more, unless another row names the same bytes.

    Call inside the transaction that drops the reference: the bytes go when it has committed.
    """
    path, digest, sealed = path_of(file.digest, file.sealed), file.digest, file.sealed
    file.delete()
    if not StoredFile.objects.filter(digest=digest, sealed=sealed).exists():
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


@transaction.atomic
def make_redacted_copy(
    original: StoredFile, marks: Sequence[Mark], *, made_by: str, at: datetime, prepared: Prepared | None = None
) -> RedactedCopy:
    """Store the proven copy, with who made it and the ground and reason of each bar; the original stays as it is.

    prepared: made before, so that the transaction does not wait for it; it must be of this original and these bytes.
    NotAcceptable when the copy cannot be proven: then nothing is stored.
    """
    made = prepared or prepare_redacted_copy(original, marks)
    if (made.original.pk, made.proof["original"]) != (original.pk, original.digest):
        raise ValueError("the prepared copy is of another original")
    if made.proof["released"] != hashlib.sha256(made.content).hexdigest() or made.proof["bars"] != len(marks):
        raise ValueError("the proof is of other bytes")
    copy = store_file(made.name, made.content, at=at)
    return RedactedCopy.objects.create(
        original=original, copy=copy, marks=made.marks, proof=made.proof, made_by=made_by, made_at=at
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
