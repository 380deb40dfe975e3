"""Short words for the events of a case, so that a test reads like the file it is about."""

from datetime import date

from gongkai.law.clock import (
    Channel,
    Clock,
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
    read_clock,
)
from gongkai.law.workdays import load_calendar

CALENDAR = load_calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


def maybe(text: str | None) -> date | None:
    return day(text) if text else None


def clock(*events: Event, today: str | None = None) -> Clock:
    return read_clock(events, CALENDAR, today=maybe(today))


def submitted(channel: str, arrived: str | None, confirmed: str | None = None) -> Submitted:
    return Submitted(Channel(channel), maybe(arrived), maybe(confirmed))


def received(on: str) -> Received:
    return Received(day(on))


def asked(on: str, reply_by: str | None = None) -> SupplementRequested:
    return SupplementRequested(day(on), maybe(reply_by))


def supplemented(on: str) -> SupplementReceived:
    return SupplementReceived(day(on))


def sent(on: str | None, reached: str | None = None, *, ref: str = "甲", to: str = "third_party") -> ConsultationSent:
    return ConsultationSent(ref, Consulted(to), maybe(on), maybe(reached))


def opinion(on: str, *, ref: str = "甲") -> OpinionReceived:
    return OpinionReceived(ref, day(on))


def extended(workdays: int, on: str) -> Extended:
    return Extended(workdays, day(on))


def noticed(on: str) -> FeeNoticeReceived:
    return FeeNoticeReceived(day(on))


def paid(on: str) -> FeePaid:
    return FeePaid(day(on))


def deferred(due_on: str, on: str) -> Deferred:
    return Deferred(day(due_on), day(on))


def replied(on: str) -> Replied:
    return Replied(day(on))
