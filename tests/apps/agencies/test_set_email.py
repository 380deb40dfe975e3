"""设置邮箱: one's own, for messages."""

from datetime import date

import pytest
from tests.builders import Desk

from gongkai.agencies.actions import set_email
from gongkai.audit.queries import latest
from gongkai.law.errors import NotAcceptable, NotAllowed

DAY = date(2024, 3, 4)


@pytest.fixture
def desk(db) -> Desk:
    return Desk()


def test_it_is_kept_and_traced_without_the_address(desk):
    person = desk.person("desk_officer")
    assert set_email(person, " wang@example.gov.cn ", actor=desk.officer(DAY)).email == "wang@example.gov.cn"
    entry = latest(None, size=1)[0]
    assert (entry.verb, entry.details) == ("person.email_set", {"name": person.name})


def test_it_can_be_taken_away_again(desk):
    person = desk.person("desk_officer")
    set_email(person, "wang@example.gov.cn", actor=desk.officer(DAY))
    assert set_email(person, "", actor=desk.officer(DAY)).email == ""


@pytest.mark.parametrize(
    "typed", ["wang", "wang@", "a b@example.org", "wang@example.org\nBcc: x@example.org", "长" * 300]
)
def test_what_is_no_address_is_refused_in_words(desk, typed):
    with pytest.raises(NotAcceptable, match="邮箱的写法不对"):
        set_email(desk.person("desk_officer"), typed, actor=desk.officer(DAY))


def test_nobody_sets_the_address_of_another(desk):
    with pytest.raises(NotAllowed, match="只能由本人"):
        set_email(desk.person("leader"), "x@example.org", actor=desk.officer(DAY))
