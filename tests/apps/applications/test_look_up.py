"""查询 with number and code: wrong tries are slowed, by number and by address, and logged."""

from datetime import timedelta

import pytest
from tests.apps.applications.watching import RECEIVED, refusal
from tests.builders import a_submission, at

from gongkai.applications import codes
from gongkai.applications.actions import look_up
from gongkai.applications.models import QueryAttempt
from gongkai.audit.actors import the_public
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable

NOW = at(RECEIVED, 15)
HERE = "203.0.113.7"


@pytest.fixture
def opened(desk):
    return a_submission(desk, on=RECEIVED)


def ask(number: str, code: str, *, after: timedelta = timedelta(), address: str = HERE):
    return look_up(number, code, address=address, actor=the_public(NOW + after))


def wrong(number: str, *, times: int = 1, address: str = HERE, after: timedelta = timedelta()) -> None:
    for _ in range(times):
        with pytest.raises(NotAcceptable) as refused:
            ask(number, "WRONGONE", address=address, after=after)
        assert refused.value.code == "query.wrong"


def wide(text: str) -> str:
    """As a Chinese keyboard in full-width mode types it."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


def test_the_right_code_opens_the_case(opened):
    assert ask(opened.application.query_number, opened.code) == opened.application
    assert not Entry.objects.filter(verb__startswith="query.").exists()


def test_number_and_code_are_read_as_people_type_them(opened):
    number = opened.application.query_number
    full_width = wide(codes.printed(opened.code))
    for typed_number in (
        number.lower(),
        f" {number} ",
        number.replace("-", "－"),
        number.replace("-", " - "),
        wide(number),
    ):
        for typed_code in (opened.code.lower(), codes.printed(opened.code), full_width, f" {opened.code} "):
            assert ask(typed_number, typed_code) == opened.application


@pytest.mark.parametrize("code", ["", "WRONGONE", "--------", "\x00", "长" * 5000])
def test_a_wrong_code_is_refused_without_telling_which_part_was_wrong(opened, code):
    said = []
    for number in (opened.application.query_number, "T999-2020-0001", "", "'; DROP TABLE", "\x00"):
        with pytest.raises(NotAcceptable) as refused:
            ask(number, code, address=f"198.51.100.{len(said)}")
        said.append((refused.value.code, refused.value.message, refused.value.hint))
    assert set(said) == {("query.wrong", "编号和查询码对不上。", "请照回执上的编号和查询码重新输入，字母不分大小写。")}


def test_every_wrong_try_is_logged_with_its_number_and_without_the_code(opened):
    number = opened.application.query_number
    wrong(number, times=2)
    wrong("T999-2020-0001")
    entries = list(Entry.objects.filter(verb="query.refused").order_by("sequence").values_list("subject", "details"))
    subject = f"application:{opened.application.pk}"
    assert entries == [(subject, {"number": number})] * 2 + [("query", {"number": "T999-2020-0001"})]
    assert "WRONGONE" not in str(entries)


def test_after_five_wrong_tries_even_the_right_code_waits(opened):
    number = opened.application.query_number
    wrong(number, times=5)
    said = refusal(NotAcceptable, lambda: ask(number, opened.code), "query.slowed")
    assert "15分钟" in said.message
    assert "打受理机关的电话" in said.hint


def test_four_wrong_tries_do_not_lock_anybody_out(opened):
    number = opened.application.query_number
    wrong(number, times=4)
    assert ask(number, opened.code) == opened.application


def test_after_the_wait_the_right_code_works_again(opened):
    number = opened.application.query_number
    wrong(number, times=5)
    refusal(NotAcceptable, lambda: ask(number, opened.code, after=timedelta(minutes=14, seconds=59)), "query.slowed")
    assert ask(number, opened.code, after=timedelta(minutes=15)) == opened.application


def test_tries_during_the_wait_neither_count_nor_fill_the_journal(opened):
    number = opened.application.query_number
    wrong(number, times=5)
    entries = Entry.objects.count()
    for _ in range(50):
        refusal(NotAcceptable, lambda: ask(number, "WRONGONE"), "query.slowed")
    assert (QueryAttempt.objects.count(), Entry.objects.count()) == (5, entries)


def test_tries_count_by_number_from_wherever_they_come(opened):
    number = opened.application.query_number
    for last in range(5):
        wrong(number, address=f"198.51.100.{last}")
    refusal(NotAcceptable, lambda: ask(number, opened.code, address="192.0.2.1"), "query.slowed")


def test_tries_count_by_address_whatever_number_they_try(opened):
    for serial in range(5):
        wrong(f"T999-2020-000{serial}")
    refusal(NotAcceptable, lambda: ask(opened.application.query_number, opened.code), "query.slowed")
    assert ask(opened.application.query_number, opened.code, address="192.0.2.1") == opened.application


def test_spellings_of_a_number_count_as_one(opened):
    number = opened.application.query_number
    for spelling in (number, number.lower(), f" {number}", number.replace("-", "－"), wide(number)):
        wrong(spelling, address=f"198.51.100.{len(spelling)}")
    refusal(NotAcceptable, lambda: ask(number, opened.code, address="192.0.2.1"), "query.slowed")


def test_the_address_is_kept_as_a_hash_and_forgotten_when_the_wait_is_over(opened):
    wrong(opened.application.query_number)
    assert HERE not in str(list(QueryAttempt.objects.values_list("number", "address")))
    assert HERE not in str(list(Entry.objects.values_list()))
    wrong("T999-2020-0001", after=timedelta(minutes=20))
    assert QueryAttempt.objects.count() == 1
