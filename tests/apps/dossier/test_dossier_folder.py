"""案卷 as a folder: every paper as it is, a manifest, and hashes that `sha256sum -c` checks."""

import io
import json
import shutil
import subprocess
import zipfile
from hashlib import sha256

import pytest
from django.conf import settings
from tests.apps.dossier.cases import ON, a_whole_case

from gongkai.applications.dossier import dossier_folder, whole_case
from gongkai.applications.models import Attachment
from gongkai.audit.chain import content_of, digest_of
from gongkai.audit.models import Entry
from gongkai.files.actions import store_file


@pytest.fixture
def case(desk):
    return a_whole_case(desk)


def unpacked(folder):
    package = zipfile.ZipFile(io.BytesIO(folder.package))
    return {name: package.read(name) for name in package.namelist()}


def test_the_manifest_names_every_file_in_the_order_of_the_contents(case):
    folder = dossier_folder(case, ON)
    files = unpacked(folder)
    manifest = json.loads(files["清单.json"])
    assert sha256(files["清单.json"]).hexdigest() == folder.digest
    assert (manifest["case"], manifest["papers"]) == (case.query_number, folder.papers)
    assert [entry["path"] for entry in manifest["files"]] == list(files)[2:]
    assert [entry["order"] for entry in manifest["files"] if entry["order"]] == list(range(1, folder.papers + 1))
    for entry in manifest["files"]:
        content = files[entry["path"]]
        assert (entry["size"], entry["sha256"]) == (len(content), sha256(content).hexdigest())
        assert entry["what"]


def test_files_are_kept_as_they_were_handed_in(case):
    files = unpacked(dossier_folder(case, ON))
    (name,) = [name for name in files if name.endswith("说明.txt")]
    assert name.startswith("一、申请/")
    assert files[name] == "人民路拓宽工程的征收批复\n二〇二三年作出".encode()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_sha256sum_proves_the_folder_and_finds_what_was_touched(case, tmp_path):
    zipfile.ZipFile(io.BytesIO(dossier_folder(case, ON).package)).extractall(tmp_path)

    def checked():
        return subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)

    assert checked().returncode == 0
    (tmp_path / "清单.json").write_text("{}", encoding="utf-8")
    assert checked().returncode == 1


def test_the_journal_in_it_can_be_recomputed_with_the_key(case):
    told = json.loads(unpacked(dossier_folder(case, ON))["留痕.json"])
    assert len(told["entries"]) == Entry.objects.filter(subject=f"application:{case.pk}").count()
    for kept in told["entries"]:
        entry = Entry.objects.get(sequence=kept["sequence"])
        content = {name: kept[name] for name in json.loads(content_of(entry.content()))}
        assert (
            digest_of(settings.JOURNAL_KEY, kept["sequence"], content_of(content), kept["previous"]) == kept["digest"]
        )


def test_the_same_case_gives_the_same_bytes(case):
    assert dossier_folder(case, ON) == dossier_folder(whole_case(case.pk), ON)


def test_a_name_meant_to_climb_out_of_the_folder_stays_in_it(desk, case):
    file = store_file("材料.txt", "内容".encode(), at=desk.officer(ON).at)
    type(file).objects.filter(pk=file.pk).update(name="../../etc/passwd\n.txt")
    Attachment.objects.create(application=case, file=file, role="application")
    names = list(unpacked(dossier_folder(whole_case(case.pk), ON)))
    assert all(".." not in name.split("/") and name.count("/") <= 1 and "\n" not in name for name in names)
    assert any("passwd" in name for name in names)


def test_two_files_of_one_name_both_stay(desk, case):
    for text in ("甲", "乙"):
        file = store_file("同名.txt", text.encode(), at=desk.officer(ON).at)
        Attachment.objects.create(application=case, file=file, role="application")
    files = unpacked(dossier_folder(whole_case(case.pk), ON))
    assert sorted(files[name].decode() for name in files if "同名" in name) == ["乙", "甲"]
