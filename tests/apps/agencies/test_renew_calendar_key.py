"""更换日程订阅地址: a secret that opens one's own due days, kept as a hash."""

from datetime import date

import pytest
from tests.builders import Desk

from gongkai.agencies.actions import renew_calendar_key
from gongkai.agencies.queries import person_by_calendar_key
from gongkai.audit.queries import latest
from gongkai.law.errors import NotAllowed

DAY = date(2024, 3, 4)


@pytest.fixture
def desk(db) -> Desk:
    return Desk()


def test_the_new_key_opens_the_feed_and_the_old_one_no_longer(desk):
    person = desk.person("desk_officer")
    old = renew_calendar_key(person, actor=desk.officer(DAY))
    new = renew_calendar_key(person, actor=desk.officer(DAY))
    assert (person_by_calendar_key(old), person_by_calendar_key(new)) == (None, person)


def test_the_key_itself_is_kept_nowhere(desk):
    person = desk.person("desk_officer")
    key = renew_calendar_key(person, actor=desk.officer(DAY))
    person.refresh_from_db()
    assert key not in person.calendar_key
    assert key not in str(latest(None, size=1)[0].details)


def test_a_person_who_left_has_no_feed(desk):
    person = desk.person("desk_officer")
    key = renew_calendar_key(person, actor=desk.officer(DAY))
    person.is_active = False
    person.save()
    assert person_by_calendar_key(key) is None


@pytest.mark.parametrize("key", ["", "x", "长"])
def test_any_other_key_opens_nothing(desk, key):
    assert person_by_calendar_key(key) is None


def test_nobody_renews_the_key_of_another(desk):
    with pytest.raises(NotAllowed, match="只能由本人"):
        renew_calendar_key(desk.person("leader"), actor=desk.officer(DAY))
