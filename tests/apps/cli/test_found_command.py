"""`gongkai found` starts a house: once, whole or not at all."""

import pytest
from typer.testing import CliRunner

from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import disclosure_office, root
from gongkai.cli import found
from gongkai.publications.models import Category, PriorityField, Section

ANSWERS = {
    "name": "青川区人民政府",
    "short-name": "区政府",
    "mark": "青政公开",
    "office": "政务公开科",
    "address": "青川区人民路1号",
    "phone": "0000-1234567",
    "hours": "工作日 9:00–17:00",
    "review-organ": "青州市人民政府",
    "court": "青州市中级人民法院",
    "keeper": "秦伟",
    "username": "qinwei",
    "password": "long-enough-for-us-9",
}
pytestmark = pytest.mark.django_db


def run(**changes: str) -> tuple[int, str]:
    answers = {**ANSWERS, **changes}
    done = CliRunner().invoke(found.app, [f"--{name}={value}" for name, value in answers.items()])
    return done.exit_code, done.output


def test_it_founds_the_first_agency_and_its_keeper() -> None:
    code, told = run()
    assert code == 0, told
    assert root().name == "青川区人民政府"
    office = disclosure_office(root())
    assert office is not None
    assert office.name == "政务公开科"
    assert Section.objects.exclude(fixed="").count() == 4
    assert PriorityField.objects.count() == 26
    assert Category.objects.exists()
    keeper = Person.objects.get(username="qinwei")
    assert keeper.check_password("long-enough-for-us-9")
    assert [post.duty for post in keeper.posts.all()] == ["keeper"]


def test_a_second_time_nothing_is_changed() -> None:
    run()
    code, told = run(name="另一个区人民政府")
    assert code == 2
    assert "已经有“青川区人民政府”" in told
    assert Agency.objects.count() == 1


def test_a_weak_password_founds_nothing() -> None:
    code, told = run(password="12345678")
    assert code == 2
    assert "密码" in told
    assert not Agency.objects.exists()
