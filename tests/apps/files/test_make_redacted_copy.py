"""Storing a redacted copy: proven bytes only, of that very original."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.redaction.papers import a_pdf

from gongkai.files.actions import make_redacted_copy, store_file
from gongkai.files.models import RedactedCopy, StoredFile
from gongkai.files.queries import content_of
from gongkai.files.redacting import prepare_redacted_copy
from gongkai.redaction.marks import Mark

NOW = datetime(2020, 4, 13, 4, 0, tzinfo=UTC)
MARKS = [Mark(1, (30, 30, 200, 60), kind="姓名", ground="personal_privacy", reason="自然人的姓名")]
pytestmark = pytest.mark.django_db


@pytest.fixture
def original(shelf) -> StoredFile:
    return store_file("合同.pdf", a_pdf("Zhao-8841", []).written(), at=NOW, sealed=True)


def test_a_copy_is_stored_open_beside_its_sealed_original(original):
    copy = make_redacted_copy(original, MARKS, made_by="王敏", at=NOW)
    assert (copy.copy.sealed, copy.original.sealed) == (False, True)
    assert copy.proof["released"] == copy.copy.digest
    assert copy.proof["original"] == original.digest
    assert content_of(copy.copy).startswith(b"%PDF")


@pytest.mark.parametrize("what", ["content", "original", "bars"])
def test_a_copy_that_is_not_the_proven_one_is_never_stored(original, what):
    prepared = prepare_redacted_copy(original, MARKS)
    if what == "content":
        prepared = replace(prepared, content=prepared.content + b"x")
    elif what == "original":
        prepared = replace(prepared, original=store_file("别.pdf", a_pdf("x", []).written(), at=NOW))
    else:
        prepared = replace(prepared, proof={**prepared.proof, "bars": 9})
    with pytest.raises(ValueError, match=r"of other bytes|another original"):
        make_redacted_copy(original, MARKS, made_by="王敏", at=NOW, prepared=prepared)
    assert not RedactedCopy.objects.exists()
