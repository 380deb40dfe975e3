"""登记人员 and 设置密码: who may sign in, and with what."""

from datetime import date

import pytest
from django.conf import settings
from tests.apps.agencies.watching import refusal
from tests.builders import BUILDER, PASSWORD, a_person, at

from gongkai.agencies.actions import (
    WEAK,
    enrol_person,
    record_failed_sign_in,
    record_sign_in,
    set_password,
)
from gongkai.audit.actors import the_public
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed

DAY = date(2020, 4, 13)


def enrol(actor=BUILDER, **changes):
    return enrol_person(actor=actor, **{"username": "wangmin", "name": "王敏", "password": PASSWORD, **changes})


def test_a_person_is_enrolled_with_a_password_that_is_only_kept_as_a_hash(db):
    person = enrol(phone="0000-1")
    assert person.check_password(PASSWORD)
    assert PASSWORD not in person.password
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject, entry.details) == ("person.enrolled", f"person:{person.pk}", {"name": "王敏"})


def test_without_a_password_nobody_can_sign_in_as_them(db):
    person = enrol(password=None)
    assert not person.has_usable_password()
    assert not person.check_password("")


def test_a_name_that_is_taken_is_refused(db):
    enrol()
    said = refusal(NotAcceptable, lambda: enrol(name="王明"), "person.taken", "username")
    assert "wangmin" in said.message


@pytest.mark.parametrize(("field", "code"), [("username", "person.no_username"), ("name", "person.no_name")])
def test_a_person_has_a_name_and_a_name_to_sign_in_by(db, field, code):
    refusal(NotAcceptable, lambda: enrol(**{field: "  "}), code, field)


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("short7", "密码太短，至少要10个字符。"),
        ("password123", "这个密码太常见，容易被猜到。"),
        ("wangmin2020", "密码同登录名或者姓名太像，容易被猜到。"),
        ("123456", "密码太短，至少要10个字符。这个密码太常见，容易被猜到。"),
    ],
)
def test_a_weak_password_is_refused_and_nobody_is_enrolled(db, weak, said):
    assert refusal(NotAcceptable, lambda: enrol(password=weak), "person.password", "password").message == said


def test_there_are_words_for_every_validator_of_the_settings():
    assert len(WEAK) == len(settings.AUTH_PASSWORD_VALIDATORS)


@pytest.mark.parametrize("duty", ["desk_officer", "leader", "reviewer", "contact", "auditor"])
def test_only_a_keeper_enrols(district, duty):
    refusal(NotAllowed, lambda: enrol(district.actor(duty, DAY)), "person.not_keeper")
    assert enrol(district.actor("keeper", DAY)).pk


def test_a_citizen_enrols_nobody(db):
    refusal(NotAllowed, lambda: enrol(the_public(at(DAY))), "person.not_keeper")


class TestSettingPasswords:
    """A person's own, or a keeper's for someone of the agencies they keep."""

    def test_a_person_sets_their_own(self, department):
        person = department.person("desk_officer")
        set_password(person, PASSWORD, actor=department.officer(DAY))
        person.refresh_from_db()
        assert person.check_password(PASSWORD)
        entry = Entry.objects.latest("sequence")
        assert (entry.verb, entry.details) == ("person.password_set", {"name": person.name})

    def test_nobody_but_a_keeper_sets_that_of_another(self, department):
        for duty in ("leader", "auditor", "desk_officer"):
            actor = department.actor(duty, DAY)
            refusal(
                NotAllowed,
                lambda: set_password(department.person("reviewer"), PASSWORD, actor=actor),  # noqa: B023
                "person.password_of_another",
            )

    def test_a_keeper_sets_those_of_their_agency_and_below_but_not_beside_or_above(
        self, district, department, neighbour
    ):
        set_password(department.person("leader"), PASSWORD, actor=department.actor("keeper", DAY))
        set_password(department.person("leader"), PASSWORD, actor=district.actor("keeper", DAY))
        for other in (neighbour, district):
            refusal(
                NotAllowed,
                lambda: set_password(other.person("leader"), PASSWORD, actor=department.actor("keeper", DAY)),  # noqa: B023
                "person.password_of_another",
            )

    def test_a_weak_one_is_refused_and_the_old_one_stays(self, department):
        person, _ = a_person(department.agency, "editor", password=PASSWORD)
        refusal(
            NotAcceptable,
            lambda: set_password(person, "1234567890", actor=department.actor("keeper", DAY)),
            "person.password",
            "password",
        )
        person.refresh_from_db()
        assert person.check_password(PASSWORD)


class TestSigningIn:
    """Every sign-in leaves a trace, and so does every failed one."""

    def test_a_sign_in_is_traced(self, department):
        person = department.person("leader")
        record_sign_in(person, actor=department.leader(DAY))
        entry = Entry.objects.latest("sequence")
        assert (entry.verb, entry.subject, entry.actor_name) == (
            "session.signed_in",
            f"person:{person.pk}",
            person.name,
        )

    def test_a_failed_one_tells_the_name_tried_and_from_where(self, db):
        record_failed_sign_in("x" * 100, actor=the_public(at(DAY)), address="203.0.113.7")
        entry = Entry.objects.latest("sequence")
        assert (entry.verb, entry.details) == ("session.refused", {"username": "x" * 40, "address": "203.0.113.7"})
