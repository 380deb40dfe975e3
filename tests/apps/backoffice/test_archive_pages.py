"""案卷 and 归档 on the desk."""

import io
import zipfile
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from tests.apps.backoffice.pages import text_of
from tests.builders import Desk, a_closed, an_agency

from gongkai.applications.models import Application, ArchivePackage


@pytest.fixture
def case(desk: Desk) -> Application:
    return a_closed(desk, received_on=date(2024, 2, 19), closed_on=date(2024, 3, 1))


def archive(officer: Client, case: Application) -> Any:
    case.refresh_from_db()
    return officer.post(f"/desk/applications/{case.pk}/archive/", {"seen_version": case.version})


def test_the_dossier_is_taken_along_as_pdf_and_as_folder(officer: Client, case: Application) -> None:
    found = officer.get(f"/desk/applications/{case.pk}/dossier.pdf")
    assert found["Content-Type"] == "application/pdf"
    assert len(pypdfium2.PdfDocument(found.content)) > 5
    folder = officer.get(f"/desk/applications/{case.pk}/dossier.zip")
    assert "no-store" in folder["Cache-Control"]
    assert "清单.json" in zipfile.ZipFile(io.BytesIO(folder.content)).namelist()


def test_another_agency_does_not_get_it(desk: Desk, sits: Any, case: Application) -> None:
    stranger = sits(Desk(an_agency()))
    for kind in ("pdf", "zip"):
        assert stranger.get(f"/desk/applications/{case.pk}/dossier.{kind}").status_code == 403


def test_a_case_is_archived_from_the_list_and_its_package_can_be_taken(officer: Client, case: Application) -> None:
    assert "有一件办结的申请要归档" in text_of(officer.get("/desk/archive/"))
    assert archive(officer, case).status_code == 302
    told = text_of(officer.get("/desk/archive/"))
    assert "没有等着归档的" in told
    kept = ArchivePackage.objects.get()
    assert f"{kept.papers}" in told
    package = officer.get(f"/desk/archive/{kept.pk}/package.zip")
    assert zipfile.ZipFile(io.BytesIO(package.content)).testzip() is None


def test_archiving_twice_is_refused_in_words(officer: Client, case: Application) -> None:
    archive(officer, case)
    again = archive(officer, case)
    assert again.status_code == 422
    assert "已经归档" in text_of(again)


def test_a_package_is_destroyed_by_two_people_after_its_years(
    officer: Client, leader: Client, case: Application, settings: Any
) -> None:
    archive(officer, case)
    kept = ArchivePackage.objects.get()
    early = officer.post(f"/desk/archive/{kept.pk}/propose/", {"reason": "期满"})
    assert "要保管到2054年12月31日" in text_of(early)
    settings.GONGKAI_TODAY = "2055-01-04"
    assert "保管期满，可以销毁" in text_of(officer.get("/desk/archive/"))
    assert "写明依据" in text_of(officer.post(f"/desk/archive/{kept.pk}/propose/", {"reason": ""}))
    assert officer.post(f"/desk/archive/{kept.pk}/propose/", {"reason": "期满，鉴定无价值"}).status_code == 302
    assert officer.post(f"/desk/archive/{kept.pk}/destroy/").status_code == 403
    assert leader.post(f"/desk/archive/{kept.pk}/destroy/").status_code == 302
    told = text_of(leader.get("/desk/archive/"))
    assert "已经销毁的 1" in told
    assert officer.get(f"/desk/archive/{kept.pk}/package.zip").status_code == 404


def test_a_contact_does_not_see_the_archive(desk: Desk, sits: Any) -> None:
    assert sits(desk, "contact").get("/desk/archive/").status_code == 403
