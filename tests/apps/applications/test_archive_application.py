"""归档: the dossier of a closed case, laid by with its manifest for the agency's years (art. 45)."""

import io
import json
import zipfile
from datetime import date
from hashlib import sha256

import pytest
from tests.apps.applications.appealing import CLOSED, a_reconsideration, a_refused, overturned
from tests.apps.applications.watching import refusal, trace_of
from tests.builders import Desk, an_agency, an_application

from gongkai.agencies.models import Agency
from gongkai.applications.actions import add_note, archive_application
from gongkai.applications.models import Application
from gongkai.applications.queries.archives import archived, to_archive
from gongkai.files.models import StoredFile
from gongkai.files.queries import content_of
from gongkai.files.shelf import path_of
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale

ON = date(2024, 5, 6)


@pytest.fixture
def case(desk):
    return a_refused(desk)


def test_the_package_is_sealed_and_its_manifest_is_known(desk, case):
    kept = archive_application(case, on=ON, actor=desk.officer(ON))
    assert kept.package.sealed
    assert path_of(kept.package.digest, True).read_bytes()[:2] != b"PK"
    package = zipfile.ZipFile(io.BytesIO(content_of(kept.package)))
    assert sha256(package.read("清单.json")).hexdigest() == kept.manifest_digest
    assert (kept.archived_on, kept.archived_by) == (ON, desk.person("desk_officer"))
    assert json.loads(package.read("清单.json"))["papers"] == kept.papers
    case.refresh_from_db()
    assert case.archived_on == ON
    trace = trace_of(case)
    assert (trace.verb, trace.details["manifest"]) == ("application.archived", kept.manifest_digest)
    assert trace.ground.endswith("第四十五条")


@pytest.mark.parametrize(("years", "until"), [(30, date(2054, 12, 31)), (10, date(2034, 12, 31)), (0, None)])
def test_it_is_kept_for_the_years_of_the_agency(desk, case, years, until):
    Agency.objects.filter(pk=desk.agency.pk).update(keep_years=years)
    assert archive_application(case, on=ON, actor=desk.officer(ON)).keep_until == until


def test_what_is_to_be_archived_is_listed_until_it_is(desk, case):
    an_application(desk, received_on=CLOSED)
    assert to_archive(desk.agency.pk) == [case]
    kept = archive_application(case, on=ON, actor=desk.officer(ON))
    assert (to_archive(desk.agency.pk), archived(desk.agency.pk)) == ([], [kept])


def test_an_open_case_and_a_contested_one_are_not_archived(desk, case):
    open_one = an_application(desk, received_on=CLOSED)
    refusal(NotLawful, lambda: archive_application(open_one, on=ON, actor=desk.officer(ON)), "archive.open")
    appeal = a_reconsideration(desk, case)
    refusal(NotLawful, lambda: archive_application(case, on=ON, actor=desk.officer(ON)), "archive.contested")
    assert to_archive(desk.agency.pk) == []
    overturned(desk, appeal)
    assert archive_application(case, on=ON, actor=desk.officer(ON)).papers > 6


def test_it_is_archived_anew_only_when_something_was_added(desk, case, django_capture_on_commit_callbacks):
    first = archive_application(case, on=ON, actor=desk.officer(ON))
    old = path_of(first.package.digest, True)
    refusal(NotAcceptable, lambda: archive_application(case, on=ON, actor=desk.officer(ON)), "archive.done")
    add_note(case, "补充说明", actor=desk.officer(ON))
    with django_capture_on_commit_callbacks(execute=True):
        second = archive_application(case, on=ON, actor=desk.officer(ON))
    assert second.pk == first.pk
    assert not old.exists()
    assert StoredFile.objects.filter(kind="zip").count() == 1


def test_only_a_desk_officer_of_the_agency_archives(desk, case):
    for actor in (desk.leader(ON), Desk(an_agency()).officer(ON)):
        refusal(NotAllowed, lambda: archive_application(case, on=ON, actor=actor))  # noqa: B023


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, case):
    seen = Application.objects.get(pk=case.pk).version
    overturned(desk, a_reconsideration(desk, case))
    said = refusal(
        Stale,
        lambda: archive_application(case, on=ON, actor=desk.officer(ON), seen_version=seen),
        "application.changed",
    )
    assert "登记了复议结果" in said.message


def test_what_is_added_while_the_package_is_made_is_not_left_out(desk, case, monkeypatch):
    """The package takes seconds: an appeal recorded meanwhile makes it stale, and nothing is stored."""
    from gongkai.applications.actions import archiving

    made = archiving.dossier_folder

    def slowly(*arguments, **told):
        folder = made(*arguments, **told)
        a_reconsideration(desk, case)
        return folder

    monkeypatch.setattr(archiving, "dossier_folder", slowly)
    with pytest.raises(Stale):
        archive_application(case, on=ON, actor=desk.officer(ON))
    case.refresh_from_db()
    assert case.archived_on is None
    assert not StoredFile.objects.filter(kind="zip").exists()
