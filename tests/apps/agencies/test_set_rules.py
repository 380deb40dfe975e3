"""更改机关设置: confirmation and counting basis."""

from datetime import date

import pytest
from tests.apps.agencies.watching import refusal
from tests.builders import at

from gongkai.agencies.actions import SETTINGS, set_rules
from gongkai.agencies.models import Agency
from gongkai.agencies.queries import counting_basis
from gongkai.audit.actors import the_public
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.law.facts import CountingBasis

DAY = date(2020, 4, 13)


def test_a_new_agency_counts_as_most_do(department):
    assert counting_basis(department.agency) == CountingBasis()


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, choices in SETTINGS.items() for value in choices.values]
)
def test_every_setting_takes_every_value_it_offers(department, name, value):
    found = set_rules(department.agency, actor=department.leader(DAY), **{name: value})
    found.refresh_from_db()
    assert getattr(found, name) == value


def test_the_counting_basis_follows_the_settings(department):
    rules = {
        "counting_received": "supplement",
        "counting_closed": "made",
        "counting_appeals": "filed",
        "counting_reopened": "counted",
        "counting_items": "item",
    }
    found = set_rules(department.agency, actor=department.leader(DAY), **rules)
    assert counting_basis(found) == CountingBasis("supplement", "made", "filed", "counted", "item")


def test_the_trace_tells_before_and_after_of_what_changed_and_nothing_else(department):
    set_rules(
        department.agency, actor=department.leader(DAY), counting_closed="made", counting_appeals="concluded_or_pending"
    )
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject) == ("agency.rules_set", f"agency:{department.agency.pk}")
    assert entry.details["changed"] == {"counting_closed": ["served", "made"]}


def test_setting_what_is_set_already_leaves_no_trace(department):
    before = Entry.objects.count()
    set_rules(department.agency, actor=department.leader(DAY), counting_closed="served")
    assert Entry.objects.count() == before


def test_a_value_nobody_offered_is_refused_and_nothing_else_is_set(department):
    refusal(
        NotAcceptable,
        lambda: set_rules(
            department.agency, actor=department.leader(DAY), counting_appeals="filed", counting_closed="someday"
        ),
        "agency.setting",
        "counting_closed",
    )
    assert Agency.objects.get(pk=department.agency.pk).counting_appeals == "concluded_or_pending"


def test_keepers_above_and_leaders_of_the_agency_set_them_and_nobody_else(district, department, neighbour):
    for actor in (department.leader(DAY), department.actor("keeper", DAY), district.actor("keeper", DAY)):
        assert set_rules(department.agency, actor=actor, counting_closed="made").pk
    others = [department.actor(duty, DAY) for duty in ("desk_officer", "reviewer", "contact", "auditor")]
    others += [district.leader(DAY), neighbour.leader(DAY), neighbour.actor("keeper", DAY), the_public(at(DAY))]
    for actor in others:
        refusal(
            NotAllowed,
            lambda: set_rules(department.agency, actor=actor, counting_closed="served"),  # noqa: B023
            "agency.rules",
        )
