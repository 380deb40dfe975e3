"""提出销毁: by the desk, with its reason, once the retention has run out."""

from datetime import date

import pytest
from tests.apps.applications.appealing import a_refused
from tests.apps.applications.watching import refusal, trace_of

from gongkai.applications.actions import archive_application, propose_destruction
from gongkai.applications.models import ArchivePackage
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful

ON, KEPT, GONE = date(2024, 5, 6), date(2054, 12, 31), date(2055, 1, 4)


@pytest.fixture
def package(desk):
    return archive_application(a_refused(desk), on=ON, actor=desk.officer(ON))


def test_who_proposed_and_why_is_kept(desk, package):
    propose_destruction(package, reason=" 保管期满。 ", on=GONE, actor=desk.officer(GONE))
    package.refresh_from_db()
    assert (package.proposed_on, package.proposed_by) == (GONE, desk.person("desk_officer"))
    assert package.destroyed_why == "保管期满。"
    assert trace_of(package.application).verb == "application.destruction_proposed"


def test_it_wants_a_reason_the_time_and_the_desk(desk, package):
    def propose(on=GONE, reason="保管期满。", actor=None):
        return propose_destruction(package, reason=reason, on=on, actor=actor or desk.officer(on))

    refusal(NotAcceptable, lambda: propose(reason=" "), "destruction.no_reason", "reason")
    refusal(NotLawful, lambda: propose(on=KEPT), "destruction.too_early")
    refusal(NotAllowed, lambda: propose(actor=desk.leader(GONE)))
    ArchivePackage.objects.update(keep_until=None)
    refusal(NotLawful, propose, "destruction.permanent")
