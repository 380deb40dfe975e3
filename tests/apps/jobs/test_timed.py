"""What the clock of the house sets off each minute: releases and ends of items, each once."""

from datetime import timedelta

import pytest
from tests.publishing import Newsroom, a_draft, a_newsroom, a_public_item, release

from gongkai.jobs import timed
from gongkai.outbox.models import Job
from gongkai.screens import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(settings, tmp_path) -> Newsroom:
    settings.GONGKAI_HOME, settings.GONGKAI_TODAY = tmp_path, ""
    return a_newsroom()


def test_an_item_is_released_by_the_minute_its_time_has_come(room):
    now = clock.now()
    ahead = release(room, a_draft(room, title="还没有到", release_at=now + timedelta(hours=1)), on=now)
    due = release(room, a_draft(room, release_at=now - timedelta(minutes=1)), on=now - timedelta(minutes=2))
    timed.run_due()
    timed.run_due()
    for item in (ahead, due):
        item.refresh_from_db()
    assert (ahead.standing, due.standing) == ("unreleased", "public")
    assert due.versions.count() == 1


def test_an_item_whose_time_is_over_is_taken_down_by_the_minute(room):
    now = clock.now()
    item = a_public_item(
        room, on=now - timedelta(hours=2), expires_at=now - timedelta(minutes=1), after_expiry="take_down"
    )
    timed.run_due()
    timed.run_due()
    item.refresh_from_db()
    assert item.standing == "withdrawn"
    assert item.withdrawals.count() == 1
    assert Job.objects.filter(name=timed.DAILY).count() == 1
