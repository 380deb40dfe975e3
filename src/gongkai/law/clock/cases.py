"""A case as data (JSON) in, its clock as data out: the shape the command and the public page share.

`{"id": "C11", "events": [{"kind": "received", "on": "2024-03-04"}, …]}`. Dates are written 2024-03-04. A date given
as null has not come yet, and its event is passed over; only a consultation letter without a date is told as a defect.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.clock.answer import Clock
from gongkai.law.clock.events import (
    Channel,
    ConsultationSent,
    Consulted,
    Deferred,
    Event,
    Extended,
    FeeNoticeReceived,
    FeePaid,
    OpinionReceived,
    Received,
    Replied,
    Submitted,
    SupplementReceived,
    SupplementRequested,
)
from gongkai.law.clock.replay import read_clock
from gongkai.law.workdays import WorkCalendar

YEARS = range(2000, 2101)
KINDS = {
    "submitted": "提交申请",
    "received": "收到申请",
    "supplement_requested": "通知补正",
    "supplement_received": "收到补正",
    "consultation_sent": "征求意见",
    "opinion_received": "收到意见",
    "extended": "延长答复期限",
    "fee_notice_received": "收到收费通知",
    "fee_paid": "缴费",
    "deferred": "延迟答复",
    "replied": "答复",
}
_ONLY_A_DAY: dict[str, type[SupplementReceived | FeeNoticeReceived | FeePaid | Replied]] = {
    "supplement_received": SupplementReceived,
    "fee_notice_received": FeeNoticeReceived,
    "fee_paid": FeePaid,
    "replied": Replied,
}


class CaseError(ValueError):
    """A case that cannot be read. The message is one Chinese line that says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One event as data, with the place it stands in for messages."""

    data: Mapping[str, Any]
    place: str

    def fail(self, what: str) -> CaseError:
        return CaseError(f"{self.place}{what}")

    def day(self, key: str, *, required: bool = False) -> date | None:
        """The date under `key`; None where it is null or (not required) absent."""
        if key not in self.data:
            if required:
                raise self.fail(f"缺少 {key}。请补上日期，写成 2024-03-04。")
            return None
        value = self.data[key]
        if value is None or value == "":
            return None
        if type(value) is date:
            return self._possible(value, key)
        try:
            if not isinstance(value, str) or len(value) != 10:
                raise ValueError(value)
            return self._possible(date.fromisoformat(value), key)
        except ValueError as error:
            if isinstance(error, CaseError):
                raise
            raise self.fail(f"的 {key} 写作“{value}”，不是日期。请写成 2024-03-04。") from error

    def _possible(self, day: date, key: str) -> date:
        if day.year not in YEARS:
            raise self.fail(f"的 {key} 是{day.year}年，不在{YEARS[0]}年至{YEARS[-1]}年之间。请核对年份。")
        return day

    def word(self, key: str) -> str:
        value = self.data.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"缺少 {key}。请补上，并用引号括起。")
        return value

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        value = self.word(key)
        if value not in allowed:
            raise self.fail(f"的 {key} 写作“{value}”，没有这一种。可写：{'、'.join(allowed)}。")
        return value

    def workdays(self, key: str) -> int:
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 999:
            raise self.fail(f"的 {key} 应当是1以上的整数（工作日数）。请改正。")
        return value


def event_from_dict(data: Mapping[str, Any], place: str = "事件") -> Event | None:
    """The event; None for one whose day is null: it has not happened yet. CaseError where it cannot be read."""
    if not isinstance(data, Mapping):
        raise CaseError(f'{place}应当是一个对象，形如 {{"kind": "received", "on": "2024-03-04"}}。请照此改写。')
    entry = _Entry(data, place)
    kind = entry.one_of("kind", tuple(KINDS))
    entry = _Entry(data, f"{place}（{kind}）")
    if kind == "submitted":
        return Submitted(
            Channel(entry.one_of("channel", tuple(Channel))), entry.day("arrived_on"), entry.day("confirmed_on")
        )
    if kind == "consultation_sent":
        to = Consulted(entry.one_of("to", tuple(Consulted)))
        return ConsultationSent(entry.word("ref"), to, entry.day("on"), entry.day("received_by_them_on"))
    return _dated(kind, entry)


def _dated(kind: str, entry: _Entry) -> Event | None:
    on = entry.day("on", required=True)
    if on is None:
        return None
    if kind in _ONLY_A_DAY:
        return _ONLY_A_DAY[kind](on)
    if kind == "received":
        return Received(on, entry.day("reply_by"))
    if kind == "supplement_requested":
        return SupplementRequested(on, entry.day("reply_by"))
    if kind == "opinion_received":
        return OpinionReceived(entry.word("ref"), on)
    if kind == "extended":
        return Extended(entry.workdays("workdays"), on)
    due_on = entry.day("due_on", required=True)
    if due_on is None:
        raise entry.fail("缺少 due_on。请补上确定的答复日期，写成 2024-03-04。")
    return Deferred(due_on, on)


def events_from_dicts(entries: Sequence[Mapping[str, Any]], case: str = "") -> tuple[Event, ...]:
    """The events of one case in the order given. CaseError names the event by its number, from 1."""
    found = (
        event_from_dict(data, f"{case}{'的' if case else ''}第{number}个事件") for number, data in enumerate(entries, 1)
    )
    return tuple(event for event in found if event is not None)


def answer(case: Mapping[str, Any], calendar: WorkCalendar, *, today: date | None = None) -> dict[str, Any]:
    """The clock of one case as plain data for JSON: id, received_on, supplement_notice_due_on, allowed_workdays,
    due_on, provisional, pay_due_on, state, defects (codes) and ledger. Dates are text, absent ones None."""
    return answer_of(case.get("id"), clock_of_case(case, calendar, today=today))


def clock_of_case(
    case: Mapping[str, Any], calendar: WorkCalendar, *, today: date | None = None, place: str = ""
) -> Clock:
    """The clock of a case as data. CaseError where it cannot be read; it names the case by its id, or by `place`."""
    if not isinstance(case, Mapping):
        raise CaseError(place + '应当是一个对象，形如 {"id": "1", "events": [...]}。请照此改写。')
    name = f"案件“{case['id']}”" if case.get("id") is not None else place
    entries = case.get("events")
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        raise CaseError(f"{name}缺少 events。请写成事件的列表，至少有收到申请之日。")
    return read_clock(events_from_dicts(entries, name), calendar, today=today)


def answer_of(case_id: Any, clock: Clock) -> dict[str, Any]:
    """The same for a clock at hand."""
    return {
        "id": case_id,
        "received_on": _text(clock.received_on),
        "supplement_notice_due_on": _text(clock.supplement_notice_due_on),
        "allowed_workdays": clock.allowed_workdays,
        "due_on": _text(clock.due_on),
        "provisional": clock.provisional,
        "pay_due_on": _text(clock.pay_due_on),
        "state": clock.state.value,
        "defects": list(clock.defect_codes),
        "ledger": [
            {"on": day.on.isoformat(), "counts": day.counts, "number": day.number, "why": day.why}
            for day in clock.ledger
        ],
    }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
