"""主动公开的期限（第二十六条）: the limit a catalogue prints, the day until which something must be public, how a duty stands."""

from datetime import date

import pytest

from gongkai.law.citations import cite
from gongkai.law.coverage import DutyFacts, Standing, State, due_day, end_of_period, standing_of, worst
from gongkai.law.limits import Cadence, Limit, LimitKind, ground, read_limit, workdays_of
from gongkai.law.workdays import load_calendar

CALENDAR = load_calendar()
TWENTY = Limit(LimitKind.WORKDAYS, 20)
SINCE = date(2024, 1, 2)


@pytest.mark.parametrize(
    ("printed", "kind", "workdays", "cadence"),
    [
        ("信息形成或者变更之日起20个工作日内", "workdays", 20, "on_change"),
        ("自政府信息形成或者变更之日起二十个工作日内予以公开", "workdays", 20, "on_change"),
        ("制定或获取信息之日起 １０ 个工作日内", "workdays", 10, "on_change"),
        ("自信息形成或变更之日起20个工作日内公开，法律、法规另有规定的，从其规定", "workdays", 20, "on_change"),
        ("作出决定之日起7个工作日内公示", "workdays", 7, "on_change"),
        ("十五个工作日内", "workdays", 15, "on_change"),
        ("实时公开", "immediate", None, "on_change"),
        ("及时公开", "immediate", None, "on_change"),
        ("公告期限为5个工作日", "notice", 5, "on_change"),
        ("公示期不少于10个工作日", "notice", 10, "on_change"),
        ("信息形成之日起20个工作日内；公示期不少于5个工作日", "workdays", 20, "on_change"),
        ("每季度结束后15个工作日内", "workdays", 15, "quarterly"),
        ("按月公开，信息形成之日起20个工作日内", "workdays", 20, "monthly"),
        ("每年更新", "other", None, "yearly"),
        ("批复后20日内", "other", None, "on_change"),
        ("及时公开，不得晚于3日", "other", None, "on_change"),
        ("形成10个工作日内公开，变更的5个工作日内公开", "other", None, "on_change"),
        ("公开选址时公告", "other", None, "on_change"),
        ("", "other", None, "on_change"),
    ],
)
def test_what_is_printed_is_taken_apart(printed: str, kind: str, workdays: int | None, cadence: str) -> None:
    limit = read_limit(printed)
    assert (limit.kind, limit.workdays, limit.cadence) == (kind, workdays, cadence)
    assert limit.text == printed


def test_where_no_number_is_printed_article_26_is_the_outer_limit() -> None:
    assert workdays_of(read_limit("及时公开")) == 20
    assert workdays_of(read_limit("公告期限为5个工作日")) == 20  # how long it hangs, not when it is hung
    assert workdays_of(read_limit("7个工作日内")) == 7
    assert ground() == cite("条例", 26)


@pytest.mark.parametrize(
    ("formed", "workdays", "due"),
    [
        (date(2024, 3, 4), 20, date(2024, 4, 1)),  # Monday; the day itself does not count
        (date(2024, 9, 13), 1, date(2024, 9, 14)),  # Friday → the make-up Saturday
        (date(2022, 9, 30), 20, date(2022, 11, 2)),  # over the National Day
    ],
)
def test_the_last_day_is_counted_in_working_days_from_the_day_of_forming(
    formed: date, workdays: int, due: date
) -> None:
    limit = Limit(LimitKind.WORKDAYS, workdays)
    assert due_day(limit, since=SINCE, formed_on=formed, filled_on=None, calendar=CALENDAR) == due


def test_nothing_is_owed_where_nothing_was_formed() -> None:
    assert due_day(TWENTY, since=SINCE, formed_on=None, filled_on=None, calendar=CALENDAR) is None


def test_what_became_public_after_it_was_formed_is_owed_no_longer() -> None:
    told = {"since": SINCE, "formed_on": date(2024, 3, 4), "calendar": CALENDAR}
    assert due_day(TWENTY, filled_on=date(2024, 3, 4), **told) is None
    assert due_day(TWENTY, filled_on=date(2024, 3, 1), **told) == date(2024, 4, 1)  # an older one


@pytest.mark.parametrize(
    ("day", "cadence", "end"),
    [
        (date(2024, 2, 1), Cadence.MONTHLY, date(2024, 2, 29)),
        (date(2024, 12, 31), Cadence.MONTHLY, date(2024, 12, 31)),
        (date(2024, 5, 8), Cadence.QUARTERLY, date(2024, 6, 30)),
        (date(2024, 10, 1), Cadence.QUARTERLY, date(2024, 12, 31)),
        (date(2024, 1, 1), Cadence.YEARLY, date(2024, 12, 31)),
    ],
)
def test_a_period_ends_with_its_last_day(day: date, cadence: Cadence, end: date) -> None:
    assert end_of_period(day, cadence) == end


def test_what_is_published_every_quarter_is_owed_after_the_quarter_has_ended() -> None:
    quarterly = Limit(LimitKind.WORKDAYS, 10, Cadence.QUARTERLY)
    told = {"since": SINCE, "formed_on": None, "calendar": CALENDAR}
    # Never filled: the first quarter of the duty ended on 31 March; Qingming lies between, with a make-up Sunday.
    assert due_day(quarterly, filled_on=None, **told) == date(2024, 4, 15)
    # Filled in May (the figures of the first quarter): the second is owed after 30 June.
    assert due_day(quarterly, filled_on=date(2024, 5, 8), **told) == date(2024, 7, 12)


def test_the_earlier_of_two_reasons_counts() -> None:
    quarterly = Limit(LimitKind.WORKDAYS, 10, Cadence.QUARTERLY)
    due = due_day(quarterly, since=SINCE, formed_on=date(2024, 3, 4), filled_on=date(2024, 2, 1), calendar=CALENDAR)
    assert due == date(2024, 3, 18)


TODAY = date(2024, 4, 1)  # a Monday


@pytest.mark.parametrize(
    ("facts", "state", "workdays", "told"),
    [
        (DutyFacts(), State.NEVER_FILLED, 0, "从未填报"),
        (DutyFacts(filled_on=date(2024, 1, 5)), State.ON_TIME, 0, "按时"),
        (DutyFacts(due_on=date(2024, 3, 29)), State.LATE, 1, "逾期1个工作日"),
        (DutyFacts(due_on=date(2024, 3, 22), filled_on=date(2023, 1, 5)), State.LATE, 6, "逾期6个工作日"),
        (DutyFacts(due_on=date(2024, 4, 1)), State.DUE, 0, "今天到期"),
        (DutyFacts(due_on=date(2024, 4, 3)), State.DUE, 2, "临期，还剩2个工作日"),
        (DutyFacts(due_on=date(2024, 5, 31), filled_on=date(2024, 1, 5)), State.ON_TIME, 0, "按时"),
        (DutyFacts(due_on=date(2024, 5, 31)), State.NEVER_FILLED, 0, "从未填报"),
        (DutyFacts(submitted_on=date(2024, 3, 28)), State.SUBMITTED, 0, "已报送，待审核"),
        (
            DutyFacts(due_on=date(2024, 3, 29), submitted_on=date(2024, 3, 28)),
            State.SUBMITTED,
            1,
            "已报送，待审核，逾期1个工作日",
        ),
        (DutyFacts(not_applicable=True, due_on=date(2024, 3, 1)), State.REPORTED, 0, "报不适用，待核对"),
        (DutyFacts(not_applicable=True, confirmed=True), State.NOT_APPLICABLE, 0, "不适用"),
    ],
)
def test_how_a_duty_stands(facts: DutyFacts, state: State, workdays: int, told: str) -> None:
    standing = standing_of(facts, today=TODAY, calendar=CALENDAR)
    assert (standing.state, standing.workdays, standing.told) == (state, workdays, told)


def test_a_last_day_that_is_no_working_day_is_late_only_on_the_day_after() -> None:
    duty = DutyFacts(due_on=date(2024, 4, 3))  # Wednesday; 4 to 6 April are Qingming, the 7th is made up
    assert standing_of(duty, today=date(2024, 4, 3), calendar=CALENDAR).state is State.DUE
    assert standing_of(duty, today=date(2024, 4, 4), calendar=CALENDAR) == Standing(State.LATE, 0)
    assert Standing(State.LATE, 0).told == "逾期，下一个工作日起计天数"
    assert standing_of(duty, today=date(2024, 4, 7), calendar=CALENDAR) == Standing(State.LATE, 1)


def test_waiting_at_the_gate_does_not_stop_the_days() -> None:
    assert Standing(State.SUBMITTED, 3).is_late
    assert not Standing(State.SUBMITTED).is_late


def test_one_sign_says_the_worst_of_several() -> None:
    late, later, gate = Standing(State.LATE, 3), Standing(State.LATE, 9), Standing(State.SUBMITTED, 12)
    assert worst([Standing(State.ON_TIME), late, later]) == later
    assert worst([later, gate]) == gate
    assert worst([Standing(State.ON_TIME), Standing(State.DUE, 2), Standing(State.DUE, 1)]) == Standing(State.DUE, 1)
    assert worst([Standing(State.NOT_APPLICABLE), Standing(State.ON_TIME)]) == Standing(State.ON_TIME)
    assert worst([]) is None
