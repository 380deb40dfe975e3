"""查看身份证明: sealed at rest, and each look is logged with its reason."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from tests.apps.applications.watching import NEXT, RECEIVED, is_refused_to_others, refusal, trace_of
from tests.apps.files.samples import JPG
from tests.builders import an_application, details

from gongkai.applications.actions import look_at_identity_paper
from gongkai.applications.models import Application, IdentityPaper
from gongkai.audit.models import Entry
from gongkai.files.sealing import SealBroken
from gongkai.law.errors import NotAcceptable

NUMBER = "990101196001019997"


def look(application, *, actor, on=None, reason="核对申请人身份"):
    return look_at_identity_paper(application, reason=reason, actor=actor)


@pytest.fixture
def application(desk):
    identity = replace(details().identity, number=NUMBER, scan=("身份证.jpg", JPG))
    return an_application(desk, received_on=RECEIVED, identity=identity)


def test_the_officer_sees_kind_number_and_scan(desk, application):
    paper, number, scan = look(application, actor=desk.officer(NEXT))
    assert (paper.kind, number, scan) == ("identity_card", NUMBER, JPG)


def test_without_a_scan_there_is_none_to_see(desk):
    application = an_application(desk, received_on=RECEIVED)
    assert look(application, actor=desk.officer(NEXT))[1:] == (details().identity.number, None)


def test_each_look_is_logged_with_its_reason_and_without_the_number(desk, application):
    for reason in ("核对申请人身份", "申请人来电询问"):
        look(application, actor=desk.officer(NEXT), reason=reason)
    looks = Entry.objects.filter(verb="application.identity_looked_at").order_by("sequence")
    assert [entry.details["reason"] for entry in looks] == ["核对申请人身份", "申请人来电询问"]
    assert trace_of(application).actor_name == desk.person("desk_officer").name
    assert NUMBER not in str(list(Entry.objects.values_list()))


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_there_is_no_look(desk, application, reason):
    refusal(
        NotAcceptable, lambda: look(application, actor=desk.officer(NEXT), reason=reason), "identity.reason", "reason"
    )


def test_only_a_desk_officer_of_the_agency_looks(desk, application):
    is_refused_to_others(desk, application, look, allowed={"desk_officer"})


def test_the_number_is_nowhere_in_the_database_in_plain(application):
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "search_fts":  # an index without texts: it cannot be read; what lies behind it is
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                cells = [bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row]
                found += [table for cell in cells if NUMBER.encode() in cell]
    assert found == []


def test_the_scan_is_nowhere_on_the_disk_in_plain(application, settings):
    stored = [path for path in (Path(settings.GONGKAI_HOME) / "files").rglob("*") if path.is_file()]
    assert len(stored) == 1
    assert JPG[:12] not in stored[0].read_bytes()


def test_a_sealed_number_moved_to_another_applicant_does_not_open(desk, application):
    other = an_application(desk, received_on=RECEIVED)
    sealed = IdentityPaper.objects.get(applicant=application.applicant).number
    IdentityPaper.objects.filter(applicant=other.applicant).update(number=sealed)
    with pytest.raises(SealBroken):
        look(Application.objects.get(pk=other.pk), actor=desk.officer(NEXT))
