"""enrol_person, appoint, end_post, set_password: a keeper's acts, for the agencies they keep."""

from datetime import date

import pytest
from tests.builders import BUILDER, Desk, an_agency

from gongkai.agencies import actions, queries
from gongkai.agencies.models import Person, Post
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed

ON = date(2023, 1, 20)


@pytest.fixture
def district(db: None) -> Desk:
    return Desk(an_agency(kind="government"))


@pytest.fixture
def department(district: Desk) -> Desk:
    return Desk(an_agency(parent=district.agency))


def enrol(desk: Desk, duty: str = "keeper", **changes: str) -> Person:
    told = {"username": "li.min", "name": "李敏", "password": "a-long-enough-word-7", **changes}
    return actions.enrol_person(actor=desk.actor(duty, ON), **told)  # type: ignore[arg-type]


def test_a_keeper_enrols_a_person(department: Desk) -> None:
    person = enrol(department)
    assert person.check_password("a-long-enough-word-7")
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject) == ("person.enrolled", f"person:{person.pk}")


@pytest.mark.parametrize("duty", ["desk_officer", "leader", "auditor", "contact"])
def test_nobody_else_enrols(department: Desk, duty: str) -> None:
    with pytest.raises(NotAllowed):
        enrol(department, duty)


@pytest.mark.parametrize(("changes", "field"), [({"username": " "}, "username"), ({"password": "123"}, "password")])
def test_what_is_wrong_is_named(department: Desk, changes: dict[str, str], field: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        enrol(department, **changes)
    assert refused.value.field == field
    assert not Person.objects.filter(name="李敏").exists()


def test_a_keeper_above_appoints_below_but_not_the_other_way(district: Desk, department: Desk) -> None:
    person = enrol(department)
    post = actions.appoint(
        person, agency=department.agency, duty="editor", since=ON, actor=district.actor("keeper", ON)
    )
    assert queries.posts_of(person, ON) == [post]
    with pytest.raises(NotAllowed):
        actions.appoint(person, agency=district.agency, duty="editor", since=ON, actor=department.actor("keeper", ON))


@pytest.mark.parametrize("duty", ["desk_officer", "leader", "auditor"])
def test_only_a_keeper_appoints(department: Desk, duty: str) -> None:
    person = department.person("contact")
    with pytest.raises(NotAllowed):
        actions.appoint(person, agency=department.agency, duty="editor", since=ON, actor=department.actor(duty, ON))


def test_a_keeper_appoints_nobody_in_their_own_place(department: Desk) -> None:
    with pytest.raises(NotAllowed) as refused:
        actions.appoint(
            department.person("keeper"),
            agency=department.agency,
            duty="leader",
            since=ON,
            actor=department.actor("keeper", ON),
        )
    assert refused.value.code == "post.own"


def test_an_office_of_another_agency_is_refused(district: Desk, department: Desk) -> None:
    with pytest.raises(NotAcceptable) as refused:
        actions.appoint(
            enrol(department),
            agency=department.agency,
            duty="editor",
            since=ON,
            actor=department.actor("keeper", ON),
            office=queries.disclosure_office(district.agency),
        )
    assert refused.value.field == "office"


def test_what_a_person_did_stays_when_the_post_ends(department: Desk) -> None:
    person, post = department.people["contact"]
    actions.end_post(post, until=ON, actor=department.actor("keeper", ON))
    assert queries.posts_of(person, ON)
    assert not queries.posts_of(person, date(2023, 1, 21))
    assert [found.pk for found in queries.posts_ended(department.agency, date(2023, 1, 21))] == [post.pk]
    assert Entry.objects.latest("sequence").verb == "post.ended"


def test_an_officer_ends_nobodys_post(department: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.end_post(department.people["leader"][1], until=ON, actor=department.actor("desk_officer", ON))


def test_the_last_keeper_stays(department: Desk, district: Desk) -> None:
    keeper = district.actor("keeper", ON)
    actions.end_post(department.people["keeper"][1], until=ON, actor=keeper)
    with pytest.raises(NotAcceptable) as refused:
        actions.end_post(district.people["keeper"][1], until=ON, actor=keeper)
    assert refused.value.code == "post.last_keeper"
    assert Post.objects.get(pk=district.people["keeper"][1].pk).until is None


def test_one_changes_ones_own_password_and_a_keeper_anothers(district: Desk, department: Desk) -> None:
    person = department.person("contact")
    actions.set_password(person, "my-own-long-word-1", actor=department.actor("contact", ON))
    assert person.check_password("my-own-long-word-1")
    actions.set_password(person, "a-keepers-long-word-2", actor=district.actor("keeper", ON))
    assert person.check_password("a-keepers-long-word-2")


@pytest.mark.parametrize("duty", ["leader", "desk_officer", "auditor"])
def test_nobody_else_sets_it(department: Desk, duty: str) -> None:
    with pytest.raises(NotAllowed):
        actions.set_password(department.person("contact"), "a-long-enough-word-7", actor=department.actor(duty, ON))


def test_a_departments_keeper_does_not_set_the_districts(district: Desk, department: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.set_password(district.person("leader"), "a-long-enough-word-7", actor=department.actor("keeper", ON))


def test_the_house_itself_founds_and_appoints(district: Desk) -> None:
    person = actions.enrol_person(username="first", name="首位", actor=BUILDER)
    post = actions.appoint(person, agency=district.agency, duty="keeper", since=ON, actor=BUILDER)
    assert post.duty == "keeper"
