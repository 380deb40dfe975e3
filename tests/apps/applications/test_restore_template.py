"""恢复文书模板: an earlier version or the built-in text becomes the next version."""

from datetime import date

import pytest
from tests.apps.applications.test_revise_template import revised
from tests.builders import Desk

from gongkai.applications import actions, wording
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed

pytestmark = pytest.mark.django_db
ON = date(2024, 3, 11)


def test_an_earlier_version_becomes_the_next_one() -> None:
    desk = Desk()
    first = revised(desk)
    revised(desk, add="再加一句。")
    again = actions.restore_template(desk.agency, letter="close_withdrawn", version=1, actor=desk.officer(ON))
    assert (again.version, again.body) == (3, first.body)


def test_version_nought_is_the_built_in_text() -> None:
    desk = Desk()
    revised(desk)
    actions.restore_template(desk.agency, letter="close_withdrawn", version=0, actor=desk.officer(ON))
    used = wording.text_in_use(desk.agency.pk, "close_withdrawn")
    assert (used.version, used.body) == (2, wording.built_in("close_withdrawn").body)


def test_the_act_is_traced() -> None:
    desk = Desk()
    revised(desk)
    actions.restore_template(desk.agency, letter="close_withdrawn", version=0, actor=desk.officer(ON))
    entry = Entry.objects.order_by("-sequence").first()
    assert entry is not None
    assert (entry.verb, entry.details["from_version"]) == ("template.restored", 0)


def test_a_version_that_is_not_there_or_in_use_is_refused() -> None:
    desk = Desk()
    revised(desk)
    for version in (1, 7):
        with pytest.raises(NotAcceptable):
            actions.restore_template(desk.agency, letter="close_withdrawn", version=version, actor=desk.officer(ON))


def test_others_may_not() -> None:
    desk = Desk()
    revised(desk)
    with pytest.raises(NotAllowed):
        actions.restore_template(desk.agency, letter="close_withdrawn", version=0, actor=desk.actor("reviewer", ON))
