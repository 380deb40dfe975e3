"""Storing files: bytes first and whole, then the row; nothing is left of what was refused."""

import hashlib
import threading
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from tests.apps.files.samples import DOCX, PDF, TXT

from gongkai.files import shelf as shelving
from gongkai.files.actions import store_file
from gongkai.files.models import StoredFile
from gongkai.files.queries import content_of, media_type
from gongkai.files.sealing import SealBroken, seal, unseal
from gongkai.law.errors import NotAcceptable

NOW = datetime(2020, 4, 13, 4, 0, tzinfo=UTC)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
class TestStoring:
    """What is recorded of a file, and where it lies."""

    def test_a_stored_file_is_read_back_as_it_was(self, shelf):
        file = store_file("批复.pdf", PDF, at=NOW)
        assert (file.name, file.kind, file.size, file.sealed, file.stored_at) == (
            "批复.pdf",
            "pdf",
            len(PDF),
            False,
            NOW,
        )
        assert file.digest == hashlib.sha256(PDF).hexdigest()
        assert content_of(file) == PDF
        assert media_type(file) == "application/pdf"

    def test_the_same_content_twice_is_one_file_on_the_disk(self, shelf):
        first, second = store_file("一.pdf", PDF, at=NOW), store_file("二.pdf", PDF, at=NOW)
        assert StoredFile.objects.count() == 2
        assert len(on_disk(shelf)) == 1
        assert content_of(first) == content_of(second) == PDF

    def test_the_shelf_is_closed_to_others(self, shelf):
        store_file("批复.pdf", PDF, at=NOW)
        (path,) = on_disk(shelf)
        assert path.parent.stat().st_mode & 0o077 == 0
        assert path.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize(("name", "content"), [("a.exe", PDF), ("a.pdf", TXT), ("a.pdf", b"")])
    def test_a_refused_file_leaves_neither_row_nor_bytes(self, shelf, name, content):
        with pytest.raises(NotAcceptable):
            store_file(name, content, at=NOW)
        assert StoredFile.objects.count() == 0
        assert on_disk(shelf) == []

    def test_a_crash_between_writing_and_commit_leaves_no_row(self, shelf):
        with transaction.atomic():
            store_file("批复.pdf", PDF, at=NOW)
            transaction.set_rollback(True)
        assert StoredFile.objects.count() == 0
        assert content_of(store_file("批复.pdf", PDF, at=NOW)) == PDF

    def test_a_crash_while_writing_leaves_no_half_file_under_the_name(self, shelf, monkeypatch):
        def crash(_: int) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(shelving.os, "fsync", crash)
        with pytest.raises(OSError, match="disk full"):
            store_file("批复.pdf", PDF, at=NOW)
        assert StoredFile.objects.count() == 0
        assert not shelving.path_of(hashlib.sha256(PDF).hexdigest(), sealed=False).exists()

    def test_bytes_the_disk_lost_are_missed_loudly(self, shelf):
        file = store_file("批复.pdf", PDF, at=NOW)
        (path,) = on_disk(shelf)
        path.unlink()
        with pytest.raises(FileNotFoundError):
            content_of(file)


@pytest.mark.django_db
class TestNames:
    """A name says what a person called the file; it never says where it lies, and shows as it is."""

    @pytest.mark.parametrize(
        ("handed_in", "kept"),
        [
            ("批复.pdf", "批复.pdf"),
            ("../../etc/批复.pdf", "批复.pdf"),
            ("..\\..\\批复.pdf", "批复.pdf"),
            ("C:\\文件\\批复.pdf", "批复.pdf"),
            ("/etc/passwd/批复.pdf", "批复.pdf"),
            ("批\x00复\r\nSet-Cookie: a=b.pdf", "批复Set-Cookie: a=b.pdf"),
            ("fdp.\u202e批复.pdf", "fdp.批复.pdf"),
            ("批\u200b复\u2066.pdf", "批复.pdf"),
            ("  批复.pdf  ", "批复.pdf"),
            ('批"复";x=1.pdf', '批"复";x=1.pdf'),
        ],
    )
    def test_paths_and_hidden_signs_are_dropped_from_a_name(self, shelf, handed_in, kept):
        file = store_file(handed_in, PDF, at=NOW)
        assert file.name == kept
        assert not any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in file.name)
        assert shelving.path_of(file.digest, sealed=False).is_relative_to(shelf)

    def test_a_name_hidden_signs_disguise_is_judged_as_it_shows(self, shelf):
        with pytest.raises(NotAcceptable) as refused:
            store_file("批复.pdf\u202e.exe", PDF, at=NOW)
        assert refused.value.code == "file.kind"

    def test_a_name_of_three_hundred_signs_is_cut_and_keeps_its_ending(self, shelf):
        file = store_file("批" * 300 + ".pdf", PDF, at=NOW)
        assert len(file.name) == 120
        assert file.name.endswith("批.pdf")

    @pytest.mark.parametrize("name", ["", "/", "..", "\u202e", "\x00"])
    def test_a_file_without_a_name_is_refused_in_words(self, shelf, name):
        with pytest.raises(NotAcceptable) as refused:
            store_file(name, PDF, at=NOW)
        assert refused.value.code == "file.kind"
        assert refused.value.message


@pytest.mark.django_db
class TestSealing:
    """Identity papers lie encrypted, bound to what they belong to."""

    def test_sealed_bytes_cannot_be_read_from_the_disk(self, shelf):
        content = TXT + b"990101196001011234"
        file = store_file("身份证.txt", content, at=NOW, sealed=True)
        (path,) = on_disk(shelf)
        raw = path.read_bytes()
        assert b"990101196001011234" not in raw
        assert TXT[:20] not in raw
        assert content_of(file) == content

    def test_the_same_content_sealed_and_plain_lies_apart(self, shelf):
        sealed, plain = store_file("一.docx", DOCX, at=NOW, sealed=True), store_file("一.docx", DOCX, at=NOW)
        assert len(on_disk(shelf)) == 2
        assert content_of(sealed) == content_of(plain) == DOCX

    @pytest.mark.parametrize(
        "tamper",
        [
            lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
            lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
            lambda raw: raw[:20],
            lambda raw: raw[:5],
            lambda raw: b"",
            lambda raw: raw + b"\x00",
        ],
        ids=["last byte", "nonce", "cut", "cut within the nonce", "emptied", "longer"],
    )
    def test_tampered_sealed_bytes_do_not_open(self, shelf, tamper):
        file = store_file("身份证.pdf", PDF, at=NOW, sealed=True)
        (path,) = on_disk(shelf)
        path.write_bytes(tamper(path.read_bytes()))
        with pytest.raises(SealBroken):
            content_of(file)

    def test_sealed_bytes_put_in_the_place_of_others_do_not_open(self, shelf):
        mine, other = store_file("我.pdf", PDF, at=NOW, sealed=True), store_file("他.docx", DOCX, at=NOW, sealed=True)
        paths = [shelving.path_of(file.digest, sealed=True) for file in (mine, other)]
        paths[0].write_bytes(paths[1].read_bytes())
        with pytest.raises(SealBroken):
            content_of(mine)

    def test_another_key_does_not_open_the_seal(self, settings):
        sealed = seal(b"990101", "applicant:1")
        assert unseal(sealed, "applicant:1") == b"990101"
        with pytest.raises(SealBroken):
            unseal(sealed, "applicant:2")
        settings.PAPERS_KEY = b"x" * 32
        with pytest.raises(SealBroken):
            unseal(sealed, "applicant:1")

    def test_sealing_the_same_twice_gives_different_bytes(self):
        assert seal(b"990101", "applicant:1") != seal(b"990101", "applicant:1")


def test_many_threads_that_write_the_same_content_leave_one_whole_file(shelf):
    path = shelving.path_of(hashlib.sha256(PDF).hexdigest(), sealed=False)
    start, failed = threading.Barrier(8), []

    def write() -> None:
        start.wait()
        try:
            shelving.write_once(path, PDF * 1000)
        except OSError as error:
            failed.append(error)

    for _ in range(10):
        path.unlink(missing_ok=True)
        threads = [threading.Thread(target=write) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert on_disk(shelf) == [path]
        assert path.read_bytes() == PDF * 1000
