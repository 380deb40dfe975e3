"""Every morning: each officer's day in one e-mail, and old messages emptied."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.agencies import queries as agencies
from gongkai.applications import queries as applications
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
    lines = [
        f"{heading}（{len(cases)}件）：" + "、".join(case.number for case in cases)
        for heading, cases in (("已经逾期", work.late), ("今天到期", work.today), ("本周到期", work.week))
        if cases
    ]
    if not lines:
        return
    notices.queue(
        channel="email",
        address=person.email,
        subject=f"今日办件：{len(work.late) + len(work.today)}件须今天发出",
        body="\n".join([f"{person.name}：", *lines, "请登录工作台“今日”办理。"]),
        about=f"person:{person.pk}",
        agency=agency.code,
        key=f"digest:{person.pk}:{agency.pk}:{day.isoformat()}",
        at=clock.now(),
    )
