"""`touch` raises the count and stamps the groups, in the transaction of the act it tells about."""

import threading

import pytest
from django.db import connections, transaction
from tests.builders import BUILDER

from gongkai.audit import actions as audit
from gongkai.pages.actions import MOST, SITE, touch
from gongkai.pages.models import Group, Sequence


def stamps() -> dict[str, int]:
    return dict(Group.objects.values_list("name", "changed"))


@pytest.mark.django_db
def test_each_touch_is_later_than_the_one_before():
    touch("item:1", "home")
    first = stamps()
    touch("item:1")
    assert first["item:1"] == first["home"]
    assert stamps()["item:1"] == first["item:1"] + 1 == Sequence.objects.get().last
    assert stamps()["home"] == first["home"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_has_touched_nothing():
    with transaction.atomic():
        touch("home")
    before = (stamps(), Sequence.objects.get().last)
    with transaction.atomic():
        touch("home", "item:7")
        transaction.set_rollback(True)
    assert (stamps(), Sequence.objects.get().last) == before


@pytest.mark.django_db(transaction=True)
def test_a_touch_outside_of_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        touch("home")


@pytest.mark.django_db
@pytest.mark.parametrize("groups", [(), ("x" * 81,)])
def test_a_name_that_cannot_be_kept_is_refused(groups):
    with pytest.raises(ValueError, match="group"):
        touch(*groups)


@pytest.mark.django_db
def test_very_many_groups_at_once_are_the_whole_site():
    touch(*(f"item:{number}" for number in range(MOST + 1)))
    assert set(stamps()) == {SITE}


@pytest.mark.django_db(transaction=True)
def test_acts_at_once_get_numbers_of_their_own_in_whichever_order_they_touch_and_trace():
    def act(place: int) -> None:
        with transaction.atomic():
            if place % 2:
                audit.record(BUILDER, "item.tried", f"item:{place}")
            touch(f"item:{place}", "home")
            if not place % 2:
                audit.record(BUILDER, "item.tried", f"item:{place}")

    failed: list[Exception] = []

    def run(place: int) -> None:
        try:
            for _ in range(5):
                act(place)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert Sequence.objects.get().last == 30
    assert len({number for name, number in stamps().items() if name != "home"}) == 6
    assert stamps()["home"] == 30
