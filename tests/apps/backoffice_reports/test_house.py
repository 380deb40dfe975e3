"""The settings page: rules, people and posts, calendars."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.builders import Desk

from gongkai.agencies.actions import SETTINGS as SETTABLE
from gongkai.agencies.models import Agency, Duty, Person, Post
from gongkai.audit.models import Entry
from gongkai.backoffice.forms.house import DUTIES
from gongkai.backoffice.forms.house import RULES as FORM_RULES

Sit = Callable[[Desk, str], Client]
SETTINGS = "/desk/settings/"
RULES = {
    "confirmation": "by_officer",
    "counting_received": "first",
    "counting_closed": "served",
    "counting_appeals": "filed",
    "counting_reopened": "not_counted",
    "counting_items": "item",
    "counting_documents_from": "effective",
    "counting_documents_total": "all",
    "reassessment": "24",
}
NEW = {
    "username": "wang.qiang",
    "name": "王强",
    "phone": "",
    "password": "qingchuan-2023-first",
    "duty": "contact",
    "office": "",
    "title": "办公室联络员",
    "since": "2023-01-20",
}


def test_a_leader_changes_the_counting_basis_of_their_agency(department: Desk, sitting: Sit) -> None:
    leader = sitting(department, "leader")
    assert "惯例，可能因地而异" in leader.get(SETTINGS).content.decode()
    page = leader.post(SETTINGS, RULES, follow=True)
    assert "设置已经更改" in page.content.decode()
    agency = Agency.objects.get(pk=department.agency.pk)
    assert (agency.confirmation, agency.counting_appeals) == ("by_officer", "filed")
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["changed"]["counting_appeals"]) == (
        "agency.rules_set",
        ["concluded_or_pending", "filed"],
    )


def test_a_choice_that_is_not_there_is_refused_with_the_rest_kept(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "leader").post(SETTINGS, {**RULES, "counting_closed": "whenever"})
    assert page.status_code == 422
    assert Agency.objects.get(pk=department.agency.pk).confirmation == "at_submission"


@pytest.mark.parametrize("duty", ["desk_officer", "contact", "reviewer", "auditor"])
def test_others_do_not_open_it(department: Desk, sitting: Sit, duty: str) -> None:
    assert sitting(department, duty).get(SETTINGS).status_code == 403


def test_a_keeper_above_keeps_the_agencies_below(district: Desk, department: Desk, sitting: Sit) -> None:
    keeper = sitting(district, "keeper")
    assert "青川区教育局的设置" in keeper.get(f"{SETTINGS}?agency=013").content.decode()
    assert keeper.post(f"{SETTINGS}?agency=013", RULES).status_code == 302
    assert sitting(department, "keeper").get(f"{SETTINGS}?agency=001").status_code == 403
    assert keeper.get(f"{SETTINGS}?agency=999").status_code == 404


def test_a_new_person_is_enrolled_with_a_post_and_can_sign_in(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "keeper").post(f"{SETTINGS}people/new/?agency=013", NEW, follow=True)
    assert "王强从2023-01-20起任部门联络员" in page.content.decode()
    person = Person.objects.get(username="wang.qiang")
    assert person.check_password("qingchuan-2023-first")
    assert Client().login(request=page.wsgi_request, username="wang.qiang", password="qingchuan-2023-first")


def test_a_person_is_not_half_enrolled(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "keeper").post(f"{SETTINGS}people/new/?agency=013", {**NEW, "password": "12345678"})
    assert page.status_code == 422
    assert 'value="王强"' in page.content.decode()
    assert not Person.objects.filter(username="wang.qiang").exists()


def test_a_username_taken_is_said(department: Desk, sitting: Sit) -> None:
    taken = department.person("contact").username
    page = sitting(department, "keeper").post(f"{SETTINGS}people/new/", {**NEW, "username": taken})
    assert page.status_code == 422
    assert "已有人用" in page.content.decode()


def test_someone_who_signs_in_already_gets_a_second_post(district: Desk, department: Desk, sitting: Sit) -> None:
    person = department.person("contact")
    keeper = sitting(department, "keeper")
    address = f"{SETTINGS}people/appoint/?agency=013"
    told: dict[str, Any] = {
        "username": person.username,
        "duty": "editor",
        "office": "",
        "title": "",
        "since": "2023-01-20",
    }
    assert keeper.post(address, told).status_code == 302
    assert set(person.posts.values_list("duty", flat=True)) == {"contact", "editor"}
    assert "已经在这个岗位上" in keeper.post(address, told).content.decode()
    assert "没有这个登录名" in keeper.post(address, {**told, "username": "nobody"}).content.decode()


def test_a_post_ends_on_its_last_day(department: Desk, sitting: Sit) -> None:
    post = department.people["contact"][1]
    address = f"{SETTINGS}posts/{post.pk}/end/"
    keeper = sitting(department, "keeper")
    assert "离任日期早于任职日期" in keeper.post(address, {"until": "2018-01-01"}).content.decode()
    assert keeper.post(address, {"until": "2023-01-20"}).status_code == 302
    assert Post.objects.get(pk=post.pk).until == date(2023, 1, 20)
    assert sitting(department, "contact").get("/desk/returns/").status_code == 302  # still at the desk on the last day


def test_a_keeper_sets_a_password_anew(department: Desk, sitting: Sit) -> None:
    person, post = department.people["contact"]
    address = f"{SETTINGS}posts/{post.pk}/password/"
    keeper = sitting(department, "keeper")
    assert keeper.post(address, {"password": "123"}).status_code == 422
    assert keeper.post(address, {"password": "qingchuan-2023-anew"}).status_code == 302
    person.refresh_from_db()
    assert person.check_password("qingchuan-2023-anew")
    assert "qingchuan-2023-anew" not in str(list(Entry.objects.values()))


def test_a_leader_manages_no_posts(department: Desk, sitting: Sit) -> None:
    post = department.people["contact"][1]
    leader = sitting(department, "leader")
    assert leader.get(f"{SETTINGS}posts/{post.pk}/end/").status_code == 403
    assert leader.get(f"{SETTINGS}people/new/").status_code == 403
    assert "重设密码" not in leader.get(SETTINGS).content.decode()


def test_the_missing_calendar_is_named(department: Desk, sitting: Sit, settings: Any) -> None:
    settings.GONGKAI_TODAY = "2026-11-24"
    text = sitting(department, "keeper").get(SETTINGS).content.decode()
    assert "2027年的放假安排还没有装入" in text
    assert "国办发明电〔2025〕7号" in text
    settings.GONGKAI_TODAY = "2026-05-04"
    assert "还没有装入" not in sitting(department, "keeper").get(SETTINGS).content.decode()


def test_the_forms_offer_what_the_agency_knows() -> None:
    assert {name: {key for key, _ in choices} for name, _, choices, _ in FORM_RULES} == {
        name: set(kinds.values) for name, kinds in SETTABLE.items()
    }
    assert dict(DUTIES) == {duty.value: duty.label for duty in Duty}
