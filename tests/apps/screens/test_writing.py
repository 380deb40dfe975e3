"""Dates and numbers as people write them, paging by key, the doors' clock."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import RequestFactory

from gongkai.screens import clock
from gongkai.screens.paging import keyset
from gongkai.screens.templatetags import writing


def test_dates_are_written_out() -> None:
    assert writing.day(date(2020, 4, 13)) == "2020年4月13日"
    assert writing.day_short(date(2020, 4, 13)) == "4月13日"
    assert writing.weekday(date(2020, 4, 13)) == "星期一"
    assert writing.machine(date(2020, 4, 3)) == "2020-04-03"
    assert writing.day(None) == ""


def test_a_moment_is_told_in_the_zone_of_the_house() -> None:
    late = datetime(2020, 4, 12, 17, 5, tzinfo=UTC)
    assert writing.moment(late) == "4月13日 1:05"
    assert writing.day(late) == "2020年4月13日"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "0"),
        (1204, "1,204"),
        (-2, "-2"),
        (-1204, "-1,204"),
        (Decimal("1862.40"), "1,862.4"),
        (Decimal("-0.5"), "-0.5"),
        (None, ""),
    ],
)
def test_numbers_have_commas_and_no_trailing_zeros(value: Any, told: str) -> None:
    assert writing.number(value) == told


def test_a_name_is_covered() -> None:
    assert [writing.covered(name) for name in ("陈知远", "李四", "云岭正言律师事务所", "王")] == [
        "陈**",
        "李*",
        "云**",
        "王*",
    ]


def test_today_is_the_day_that_was_set(settings: Any) -> None:
    settings.GONGKAI_TODAY = "2024-02-29"
    assert clock.today() == date(2024, 2, 29)
    assert clock.now().date() == date(2024, 2, 29)
    assert clock.now().utcoffset() is not None


def test_today_is_the_zone_s_day_when_none_was_set(settings: Any) -> None:
    settings.GONGKAI_TODAY = ""
    from django.utils import timezone

    assert clock.today() == timezone.localtime().date()


def _page(query: str, rows: list[dict[str, int]]) -> Any:
    def read(before: int | None, size: int) -> list[dict[str, int]]:
        return [row for row in rows if before is None or row["pk"] < before][:size]

    return keyset(RequestFactory().get(f"/{query}"), read, size=2)


def test_a_list_is_walked_page_by_page_without_counting() -> None:
    rows = [{"pk": number} for number in (5, 4, 3, 2, 1)]
    query, seen = "?stage=handling", []
    while query:
        page = _page(query, rows)
        seen += [row["pk"] for row in page.rows]
        query = page.older
        assert not query or "stage=handling" in query
    assert seen == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("typed", ["", "abc", "-1", "1e9", "٣", "9" * 40, "<script>"])
def test_a_page_mark_that_is_no_number_shows_the_newest(typed: str) -> None:
    assert [row["pk"] for row in _page(f"?before={typed}", [{"pk": 2}, {"pk": 1}]).rows] == [2, 1]


def test_a_full_last_page_has_no_older_one() -> None:
    assert _page("", [{"pk": 2}, {"pk": 1}]).older == ""
