"""reassess_item (art. 18): what was not disclosed is looked at again, and stays closed or goes back to be written."""

from datetime import date

import pytest
from tests.apps.publications.newsroom import acts_of, refused
from tests.publishing import Newsroom, a_draft, a_newsroom, a_public_item, release, review, submit, written

from gongkai.audit.models import Entry
from gongkai.publications import actions
from gongkai.publications.actions import reassess_item
from gongkai.publications.models import Publication

pytestmark = pytest.mark.django_db
A_YEAR_LATER = date(2025, 3, 21)


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


@pytest.fixture
def closed(room) -> Publication:
    item = submit(room, a_draft(room))
    review(room, item, "disclosure", "reviewer", conclusion="refused", opinion="案件未结。", ground="case_file")
    item.refresh_from_db()
    return item


def test_it_stays_closed_until_another_day(room, closed):
    item = reassess_item(closed, may_open=False, reason="案件仍未办结。", actor=room.actor("reviewer", A_YEAR_LATER))
    assert (item.standing, item.reassess_on) == ("refused", date(2026, 3, 21))
    assert Entry.objects.latest("sequence").ground.endswith("第十八条")


def test_opened_it_goes_through_the_whole_gate(room, closed):
    reassess_item(closed, may_open=True, reason="案件已经办结。", actor=room.actor("reviewer", A_YEAR_LATER))
    item = release(room, closed, on=A_YEAR_LATER)
    assert (item.standing, item.reassess_on) == ("public", None)
    assert "reassessed" in acts_of(item)


def test_a_reason_and_the_duty_are_needed(room, closed):
    refused(
        lambda: reassess_item(closed, may_open=True, reason="", actor=room.actor("reviewer")),
        "item.no_reason",
        "reason",
    )
    refused(
        lambda: reassess_item(closed, may_open=True, reason="行。", actor=room.actor("contact")), "item.not_reviewing"
    )


def test_what_is_public_is_not_reassessed(room):
    item = a_public_item(room)
    refused(lambda: reassess_item(item, may_open=True, reason="行。", actor=room.actor("reviewer")), "item.not_refused")


@pytest.mark.parametrize("may_open", [True, False])
def test_nobody_judges_again_what_they_wrote(room, may_open):
    item = a_draft(room)
    actions.save_draft(item, written=written(room), actor=room.actor("desk_officer"), seen_version=None)
    submit(room, item)
    review(room, item, "disclosure", "reviewer", conclusion="refused", opinion="案件未结。", ground="case_file")
    item.refresh_from_db()
    own = room.actor("desk_officer", A_YEAR_LATER)
    refused(lambda: reassess_item(item, may_open=may_open, reason="案件已经办结。", actor=own), "gate.same_person")
    reassess_item(item, may_open=may_open, reason="案件已经办结。", actor=room.actor("reviewer", A_YEAR_LATER))
