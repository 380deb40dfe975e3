"""批准销毁: after its retention, by a second person; the journal and the register stay."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.applications.appealing import a_refused
from tests.apps.applications.watching import refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import archive_application, destroy_archive, propose_destruction
from gongkai.applications.models import Application, ArchivePackage
from gongkai.applications.queries.archives import destroyed, destruction_list
from gongkai.files.models import StoredFile
from gongkai.files.shelf import path_of
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful

ON, KEPT, GONE = date(2024, 5, 6), date(2054, 12, 31), date(2055, 1, 4)
WHY = "保管期满，鉴定无继续保存价值。"


@pytest.fixture
def package(desk):
    return archive_application(a_refused(desk), on=ON, actor=desk.officer(ON))


def proposed(desk, package):
    return propose_destruction(package, reason=WHY, on=GONE, actor=desk.officer(GONE))


def test_the_bytes_go_and_the_record_of_it_stays(desk, package, django_capture_on_commit_callbacks):
    path = path_of(package.package.digest, True)
    proposed(desk, package)
    with django_capture_on_commit_callbacks(execute=True):
        gone = destroy_archive(package, on=GONE, actor=desk.leader(GONE))
    assert not path.exists()
    assert not StoredFile.objects.filter(kind="zip").exists()
    assert (gone.package, gone.destroyed_on, gone.destroyed_by) == (None, GONE, desk.person("leader"))
    assert Application.objects.filter(pk=package.application_id).exists()
    assert (destruction_list(desk.agency, GONE), destroyed(desk.agency.pk)) == ([], [gone])
    trace = trace_of(package.application)
    assert trace.verb == "application.archive_destroyed"
    assert (trace.details["manifest"], trace.details["reason"]) == (package.manifest_digest, WHY)


def test_the_list_holds_what_has_run_out_and_nothing_else(desk, package):
    assert destruction_list(desk.agency, KEPT) == []
    assert destruction_list(desk.agency, date(2055, 1, 1)) == [package]
    ArchivePackage.objects.update(keep_until=None)
    assert destruction_list(desk.agency, GONE) == []


def test_before_its_time_nothing_is_destroyed(desk, package):
    proposed(desk, package)
    said = refusal(
        NotLawful, lambda: destroy_archive(package, on=KEPT, actor=desk.leader(KEPT)), "destruction.too_early"
    )
    assert "2054年12月31日" in said.message


def test_it_takes_a_proposal_and_a_second_person(desk, package):
    refusal(
        NotAcceptable, lambda: destroy_archive(package, on=GONE, actor=desk.leader(GONE)), "destruction.not_proposed"
    )
    proposed(desk, package)
    leader = desk.person("leader")
    ArchivePackage.objects.update(proposed_by=leader)
    refusal(NotAllowed, lambda: destroy_archive(package, on=GONE, actor=desk.leader(GONE)), "destruction.own_proposal")
    for actor in (desk.officer(GONE), Desk(an_agency()).leader(GONE)):
        refusal(NotAllowed, lambda: destroy_archive(package, on=GONE, actor=actor))  # noqa: B023


def test_it_is_destroyed_once(desk, package):
    proposed(desk, package)
    destroy_archive(package, on=GONE, actor=desk.leader(GONE))
    refusal(NotAcceptable, lambda: destroy_archive(package, on=GONE, actor=desk.leader(GONE)), "destruction.done")


def test_the_database_itself_wants_two_people(desk, package):
    officer = desk.person("desk_officer")
    for change in (
        {"destroyed_by": officer},
        {"destroyed_by": officer, "proposed_by": officer},
        {"destroyed_by": desk.person("leader")},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArchivePackage.objects.filter(pk=package.pk).update(destroyed_on=GONE, **change)


def test_no_day_that_has_not_come_ends_the_retention(desk, package):
    early = date(2054, 12, 30)
    for act in (
        lambda: propose_destruction(package, reason=WHY, on=GONE, actor=desk.officer(early)),
        lambda: destroy_archive(package, on=GONE, actor=desk.leader(early)),
    ):
        refusal(NotAcceptable, act, "date.future", "on")
