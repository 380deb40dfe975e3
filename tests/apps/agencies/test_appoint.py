"""任职 and 离任: from which day to which a person holds a duty at an agency."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.agencies.watching import refusal
from tests.builders import BUILDER, a_person, at

from gongkai.agencies.actions import appoint, end_post
from gongkai.agencies.models import Duty, Post
from gongkai.agencies.queries import disclosure_office, held, leaders_of, officers_of, posts_of
from gongkai.audit.actors import the_public
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed

DAY = date(2020, 4, 13)


def test_a_post_is_held_from_its_first_day_to_its_last(department):
    person, post = a_person(department.agency, "editor")
    assert post.since == date(2019, 1, 1)
    end_post(post, until=DAY, actor=BUILDER)
    held_on = {
        day: bool(posts_of(person, day)) for day in (date(2018, 12, 31), date(2019, 1, 1), DAY, date(2020, 4, 14))
    }
    assert list(held_on.values()) == [False, True, True, False]


def test_officers_and_leaders_are_those_of_the_day(department):
    former, post = a_person(department.agency, "desk_officer")
    end_post(post, until=DAY, actor=BUILDER)
    present = department.person("desk_officer")
    assert officers_of(department.agency, DAY) == [present, former]
    assert officers_of(department.agency.pk, date(2020, 4, 14)) == [present]
    assert leaders_of(department.agency, DAY) == [department.person("leader")]


def test_what_an_actor_carries_of_a_post(department):
    _, post = department.people["leader"]
    told = held(post)
    assert (told.reference, told.agency_id, told.duty) == (f"post:{post.pk}", department.agency.pk, "leader")
    assert told.agency_path == department.agency.path
    assert told.title == f"{department.agency.short_name}办公室负责人"


def test_the_traces_name_person_agency_and_duty(department):
    person, post = a_person(department.agency, "editor")
    end_post(post, until=DAY, actor=BUILDER)
    ended, appointed = Entry.objects.order_by("-sequence")[:2]
    told = {"person": person.name, "agency": department.agency.name, "duty": "editor"}
    assert (appointed.verb, appointed.on, appointed.details) == ("post.appointed", date(2019, 1, 1), told)
    assert (ended.verb, ended.on, ended.details) == ("post.ended", DAY, told)


def test_a_keeper_appoints_at_their_agency_and_below_but_not_beside_or_above(district, department, neighbour):
    person = department.person("contact")
    for keeper, desk in ((department, department), (district, department)):
        duty = "editor" if keeper is department else "legal_reviewer"
        assert appoint(person, agency=desk.agency, duty=duty, since=DAY, actor=keeper.actor("keeper", DAY)).pk
    actor = department.actor("keeper", DAY)
    for agency in (neighbour.agency, district.agency):
        refusal(
            NotAllowed,
            lambda: appoint(person, agency=agency, duty="editor", since=DAY, actor=actor),  # noqa: B023
            "post.not_keeper",
        )


@pytest.mark.parametrize("duty", [duty for duty in Duty.values if duty not in {"keeper", "legal_reviewer", "editor"}])
def test_no_other_duty_appoints_or_dismisses(department, duty):
    actor = department.actor(duty, DAY)
    person, post = department.people["contact" if duty != "contact" else "leader"]
    refusal(
        NotAllowed,
        lambda: appoint(person, agency=department.agency, duty="editor", since=DAY, actor=actor),
        "post.not_keeper",
    )
    refusal(NotAllowed, lambda: end_post(post, until=DAY, actor=actor), "post.not_keeper")


def test_a_citizen_appoints_nobody(department):
    refusal(
        NotAllowed,
        lambda: appoint(
            department.person("leader"), agency=department.agency, duty="editor", since=DAY, actor=the_public(at(DAY))
        ),
        "post.not_keeper",
    )


def test_nobody_appoints_themselves(department):
    keeper = department.person("keeper")
    refusal(
        NotAllowed,
        lambda: appoint(
            keeper, agency=department.agency, duty="leader", since=DAY, actor=department.actor("keeper", DAY)
        ),
        "post.own",
    )


def test_a_post_already_held_is_not_given_again(department):
    refusal(
        NotAcceptable,
        lambda: appoint(department.person("leader"), agency=department.agency, duty="leader", since=DAY, actor=BUILDER),
        "post.held_already",
        "duty",
    )


def test_the_office_is_one_of_the_agency(department, neighbour):
    refusal(
        NotAcceptable,
        lambda: appoint(
            department.person("leader"),
            agency=department.agency,
            duty="editor",
            since=DAY,
            actor=BUILDER,
            office=disclosure_office(neighbour.agency),
        ),
        "post.office",
        "office",
    )


def test_a_post_does_not_end_before_it_begins(department):
    _, post = department.people["leader"]
    refusal(NotAcceptable, lambda: end_post(post, until=date(2018, 12, 31), actor=BUILDER), "post.ends_early", "until")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(until=date(2018, 12, 31))


def test_the_last_keeper_stays(district):
    _, post = district.people["keeper"]
    refusal(NotAcceptable, lambda: end_post(post, until=DAY, actor=BUILDER), "post.last_keeper", "until")
    a_person(district.agency, "keeper")
    assert end_post(post, until=DAY, actor=BUILDER).until == DAY
