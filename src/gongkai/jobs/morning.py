"""Every morning: each officer's day in one e-mail, and old messages emptied."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from gongkai.agencies import queries as agencies
from gongkai.applications import queries as applications
from gongkai.documents.queries.terms import LAST_DAYS, terms_of
from gongkai.law.workdays import in_words
from gongkai.notices import actions as notices
from gongkai.screens import clock


def every_morning(payload: Mapping[str, Any]) -> None:
    """The work of one day. Safe to repeat: a digest is named by person and day."""
    day = date.fromisoformat(payload["day"])
    calendar = agencies.calendar()
    if calendar.is_workday(day):
        for person, agency in agencies.officers_with_mail(day):
            _digest(person, agency, day)
    notices.forget(now=clock.now())


def _digest(person: Any, agency: Any, day: date) -> None:
    work = applications.worklist(agency.pk, day, officer_id=person.pk)
    must = len(work.late) + len(work.today)
    lines = [
        f"{heading}（{len(cases)}件）：" + "、".join(case.number for case in cases)
        for heading, cases in (("已经逾期", work.late), ("今天到期", work.today), ("本周到期", work.week))
        if cases
    ]
    lines += _terms(agency, day)
    if not lines:
        return
    notices.queue(
        channel="email",
        address=person.email,
        subject=f"今日办件：{must}件须今天发出" if work.late or work.today or work.week else "今日办件：文件有效期将满",
        body="\n".join([f"{person.name}：", *lines, "请登录工作台“今日”办理。"]),
        about=f"person:{person.pk}",
        agency=agency.code,
        key=f"digest:{person.pk}:{agency.pk}:{day.isoformat()}",
        at=clock.now(),
    )


def _terms(agency: Any, day: date) -> list[str]:
    """The documents whose term runs out: told on the first working day of a week, and every day in its last days."""
    calendar = agencies.calendar()
    begins = not any(calendar.is_workday(day - timedelta(days=back)) for back in range(1, day.weekday() + 1))
    terms = [term for term in terms_of(agency.pk, day) if begins or term.days_left <= LAST_DAYS]
    told = "、".join(f"《{term.title}》至{in_words(term.last_day)}" for term in terms)
    return [f"有效期将满的文件（{len(terms)}件），要延长的请在届满之前决定：{told}"] if terms else []
