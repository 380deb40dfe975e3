"""set_password: one's own, or a keeper's for someone of the agencies they keep."""

from datetime import date

import pytest

from gongkai.agencies import actions
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed

ON = date(2023, 1, 20)
WORD = "a-long-enough-word-8"


def test_one_sets_ones_own(department):
    person = department.person("contact")
    actions.set_password(person, WORD, actor=department.actor("contact", ON))
    person.refresh_from_db()
    assert person.check_password(WORD)


def test_a_keeper_at_or_above_the_agency_sets_it_for_others(district, department):
    person = department.person("contact")
    for keeper, word in ((department, WORD), (district, WORD + "9")):
        actions.set_password(person, word, actor=keeper.actor("keeper", ON))
        person.refresh_from_db()
        assert person.check_password(word)


def test_the_act_is_traced_without_the_password(department):
    person = department.person("contact")
    actions.set_password(person, WORD, actor=department.actor("keeper", ON))
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject) == ("person.password_set", f"person:{person.pk}")
    assert WORD not in str(entry.content())


@pytest.mark.parametrize("duty", ["leader", "desk_officer", "auditor", "reviewer"])
def test_nobody_else_sets_it(department, duty):
    with pytest.raises(NotAllowed):
        actions.set_password(department.person("contact"), WORD, actor=department.actor(duty, ON))


def test_a_departments_keeper_sets_neither_the_districts_nor_the_neighbours(district, department, neighbour):
    for other in (district, neighbour):
        with pytest.raises(NotAllowed):
            actions.set_password(other.person("leader"), WORD, actor=department.actor("keeper", ON))


def test_a_weak_one_is_refused_and_the_old_one_stays(department):
    person = department.person("contact")
    actions.set_password(person, WORD, actor=department.actor("keeper", ON))
    with pytest.raises(NotAcceptable) as refused:
        actions.set_password(person, "123", actor=department.actor("keeper", ON))
    assert refused.value.field == "password"
    person.refresh_from_db()
    assert person.check_password(WORD)
