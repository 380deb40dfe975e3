"""Working days, by weekday: the calendars of the package and those an office loads."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.law.workdays import CalendarError, WorkCalendar, in_words, load_calendar, weekday_of

CALENDAR = load_calendar()


def test_the_package_knows_2019_to_2026():
    assert CALENDAR.years == tuple(range(2019, 2027))
    assert CALENDAR.has_year(2026)
    assert not CALENDAR.has_year(2027)


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2024, 9, 13), True, None),  # a Friday
        (date(2024, 9, 14), True, None),  # a Saturday on which people work for Mid-Autumn
        (date(2024, 9, 15), False, "周末"),
        (date(2024, 9, 16), False, "法定节假日"),  # a Monday
        (date(2024, 9, 29), True, None),  # a Sunday on which people work for the National Day
    ],
)
def test_each_day_says_whether_and_why(day, works, why):
    assert CALENDAR.is_workday(day) is works
    assert CALENDAR.name_of_rest(day) == why


def test_a_make_up_day_is_a_weekend_day_on_which_people_work():
    assert CALENDAR.is_makeup(date(2024, 9, 14))
    assert not CALENDAR.is_makeup(date(2024, 9, 13))
    assert not CALENDAR.is_makeup(date(2024, 9, 15))


@pytest.mark.parametrize(
    ("after", "n", "expected"),
    [
        (date(2024, 3, 4), 1, date(2024, 3, 5)),  # Monday → Tuesday: the day itself never counts
        (date(2024, 3, 8), 1, date(2024, 3, 11)),  # Friday → Monday
        (date(2024, 3, 9), 1, date(2024, 3, 11)),  # Saturday → Monday
        (date(2024, 3, 10), 1, date(2024, 3, 11)),  # Sunday → Monday
        (date(2024, 9, 13), 1, date(2024, 9, 14)),  # Friday → the make-up Saturday
        (date(2024, 9, 30), 1, date(2024, 10, 8)),  # over the National Day
        (date(2020, 1, 23), 1, date(2020, 2, 3)),  # over the lengthened Spring Festival
        (date(2020, 12, 31), 1, date(2021, 1, 4)),  # over the new year
        (date(2022, 9, 30), 20, date(2022, 11, 2)),  # a court's own count
    ],
)
def test_the_nth_working_day_after_a_day(after, n, expected):
    assert CALENDAR.nth_workday_after(after, n) == expected


def test_counting_starts_at_one():
    with pytest.raises(ValueError, match="counted from 1"):
        CALENDAR.nth_workday_after(date(2024, 3, 4), 0)


def test_working_days_between_two_days_are_counted_half_open():
    assert CALENDAR.workdays_between(date(2024, 3, 4), date(2024, 3, 4)) == 0
    assert CALENDAR.workdays_between(date(2024, 3, 4), date(2024, 3, 11)) == 5
    assert CALENDAR.workdays_between(date(2024, 3, 11), date(2024, 3, 4)) == -5


def test_the_index_agrees_with_counting_day_by_day():
    day, number = date(2018, 12, 20), 0
    for _ in range(3300):
        day = date.fromordinal(day.toordinal() + 1)
        number += CALENDAR.is_workday(day)
        assert CALENDAR.workdays_between(date(2018, 12, 20), day) == number


def test_a_year_without_a_calendar_is_counted_monday_to_friday_less_new_year():
    assert not CALENDAR.is_workday(date(2027, 1, 1))  # a Friday
    assert CALENDAR.is_workday(date(2027, 2, 8))  # a Monday, whatever Spring Festival will bring
    assert CALENDAR.years_missing(date(2026, 12, 30), date(2027, 1, 5)) == {2027}
    assert CALENDAR.years_missing(date(2025, 12, 30), date(2026, 1, 5)) == frozenset()
    assert CALENDAR.years_missing(date(2026, 12, 31), date(2028, 1, 5)) == {2027, 2028}


def test_earlier_and_later_years_may_be_asked_in_any_order():
    calendar = WorkCalendar(CALENDAR.calendars)
    assert calendar.nth_workday_after(date(2031, 1, 1), 1) == date(2031, 1, 2)
    assert calendar.nth_workday_after(date(1998, 12, 31), 1) == date(1999, 1, 4)
    assert calendar.workdays_between(date(1998, 12, 31), date(1999, 1, 4)) == 1


def _write(folder: Path, name: str = "2027.toml", **changes: object) -> Path:
    entries = {
        "year": "2027",
        "workdays": "260",
        "source": '"国办通知"',
        "checked_on": "2026-11-10",
        "days_off": "[2027-01-01, 2027-10-01]",
        "makeup_days": "[2027-10-09]",
    } | changes
    names = entries.pop("names", "")
    text = "\n".join(f"{key} = {value}" for key, value in entries.items() if value is not None)
    path = folder / name
    path.write_text(f"{text}\n{names}", encoding="utf-8")
    return path


def test_an_office_loads_next_years_calendar(tmp_path):
    _write(tmp_path)
    calendar = load_calendar(tmp_path)
    assert calendar.has_year(2027)
    assert calendar.is_makeup(date(2027, 10, 9))
    assert calendar.years_missing(date(2026, 12, 30), date(2027, 1, 5)) == frozenset()


def test_an_offices_calendar_replaces_the_packages(tmp_path):
    _write(
        tmp_path,
        "2026.toml",
        year="2026",
        workdays="260",
        days_off="[2026-01-01, 2026-06-19]",
        makeup_days="[2026-02-28]",
    )
    assert load_calendar(tmp_path).is_workday(date(2026, 10, 1))
    assert not CALENDAR.is_workday(date(2026, 10, 1))


def test_a_folder_that_is_not_there_adds_nothing(tmp_path):
    assert load_calendar(tmp_path / "none").years == CALENDAR.years


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "2028.toml"}, "与文件名不符"),
        ({"days_off": "[2026-01-01, 2027-10-01]"}, "2026年1月1日不属于2027年"),
        ({"makeup_days": "[2027-10-08]"}, "2027年10月8日是周五，本来就上班"),
        ({"days_off": "[2027-01-01, 2027-10-02]"}, "2027年10月2日是周六，本来就休息"),
        ({"days_off": "[2027-01-01, 2027-10-09]"}, "既列为放假又列为上班"),
        ({"days_off": "[2027-01-01, 2027-01-01]"}, "重复的日期"),
        ({"days_off": '["2027-01-01"]'}, "不是日期"),
        ({"workdays": "261"}, "写全年261个工作日，按所列日期数出260个"),
        ({"source": None}, "缺少 source"),
        ({"checked_on": '"昨天"'}, "缺少 checked_on"),
        ({"year": "= 3"}, "读不出来"),
        ({"names": '[names]\n"十月二日" = "国庆节"'}, "不是日期的键"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(tmp_path, changes, told):
    _write(tmp_path, **changes)
    with pytest.raises(CalendarError, match=told):
        load_calendar(tmp_path)


def test_a_festival_on_a_weekend_may_be_named(tmp_path):
    _write(tmp_path, days_off="[2027-01-01, 2027-10-01, 2027-10-02]", names='[names]\n"2027-10-02" = "国庆节"')
    assert load_calendar(tmp_path).name_of_rest(date(2027, 10, 2)) == "国庆节"


def test_a_day_is_written_as_people_write_it():
    assert in_words(date(2020, 4, 13)) == "2020年4月13日"
    assert weekday_of(date(2020, 4, 13)) == "周一"
