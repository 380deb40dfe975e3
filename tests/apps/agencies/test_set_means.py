"""更改收费、通知和保管设置: how fees are paid, when nobody is disturbed, how long dossiers are kept."""

from datetime import date, time

import pytest
from tests.builders import Desk, an_agency

from gongkai.agencies.actions import set_means
from gongkai.agencies.models import Agency
from gongkai.audit.queries import latest
from gongkai.law.errors import NotAcceptable, NotAllowed

DAY = date(2024, 3, 4)
MEANS = {
    "fee_account": "青川区财政局非税专户，账号 0000",
    "email": "xxgk@example.gov.cn",
    "quiet_from": time(20, 0),
    "quiet_until": time(7, 30),
    "keep_years": 10,
}


@pytest.fixture
def desk(db) -> Desk:
    return Desk()


def test_the_means_are_kept_by_the_agency(desk):
    found = Agency.objects.get(pk=set_means(desk.agency, actor=desk.leader(DAY), **MEANS).pk)
    assert {name: getattr(found, name) for name in MEANS} == MEANS


def test_the_trace_tells_what_changed_and_nothing_else(desk):
    set_means(desk.agency, actor=desk.leader(DAY), **MEANS)
    set_means(desk.agency, actor=desk.leader(DAY), **{**MEANS, "keep_years": 0})
    entry = latest(None, size=1)[0]
    assert (entry.verb, entry.details["changed"]) == ("agency.means_set", {"keep_years": ["10", "0"]})


@pytest.mark.parametrize(
    ("name", "value"), [("email", "xxgk@"), ("fee_account", "长" * 201), ("keep_years", -1), ("keep_years", 10**9)]
)
def test_what_cannot_be_kept_is_refused_beside_its_field_and_changes_nothing(desk, name, value):
    with pytest.raises(NotAcceptable) as caught:
        set_means(desk.agency, actor=desk.leader(DAY), **{**MEANS, name: value})
    assert caught.value.field == name
    assert Agency.objects.get(pk=desk.agency.pk).fee_account == ""


def test_only_its_leaders_and_keepers_may(desk):
    stranger = Desk(an_agency())
    for actor in (desk.officer(DAY), stranger.leader(DAY)):
        with pytest.raises(NotAllowed):
            set_means(desk.agency, actor=actor, **MEANS)
