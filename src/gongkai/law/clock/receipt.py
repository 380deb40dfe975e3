"""The day of receipt by channel (Regulations art. 31), and what contradicts it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.clock import defects
from gongkai.law.clock.defects import Defect
from gongkai.law.clock.events import Event, Received, Submitted
from gongkai.law.clock.periods import PERIODS
from gongkai.law.workdays import WorkCalendar, in_words


@dataclass(frozen=True, slots=True)
class Receipt:
    """on: None while it is not settled; arrived_on: the earliest day an application is known to have come in."""

    on: date | None
    arrived_on: date | None
    defects: tuple[Defect, ...]


def receipt_of(events: Iterable[Event], calendar: WorkCalendar) -> Receipt:
    """What is settled (`Received`) goes before what the channel would give; of several days the earliest counts."""
    settled = sorted({event.on for event in events if isinstance(event, Received)})
    submissions = [event for event in events if isinstance(event, Submitted)]
    days = settled or sorted({event.on for event in submissions if event.on is not None})
    arrived_on = min((event.arrived_on for event in submissions if event.arrived_on is not None), default=None)
    found = [problem for event in submissions for problem in _about_arrival(event, calendar)]
    if len(days) > 1:
        found.append(defects.out_of_order(days[1], f"收到之日既登记为{in_words(days[0])}，又登记为{in_words(days[1])}"))
    if settled and arrived_on is not None and arrived_on > settled[0]:
        what = f"收到之日{in_words(settled[0])}早于申请到达之日{in_words(arrived_on)}"
        found.append(defects.out_of_order(settled[0], what))
    return Receipt(days[0] if days else None, arrived_on, tuple(found))


def _about_arrival(event: Submitted, calendar: WorkCalendar) -> Iterator[Defect]:
    """Confirmation is due on the working day after arrival; only where the channel needs one."""
    arrived, confirmed = event.arrived_on, event.confirmed_on
    if arrived is None or confirmed is None:
        return
    if confirmed < arrived:
        what = f"确认之日{in_words(confirmed)}早于到达之日{in_words(arrived)}"
        yield defects.out_of_order(confirmed, what)
    elif event.channel.is_settled_by_confirmation:
        latest = calendar.nth_workday_after(arrived, PERIODS.confirmation)
        if confirmed > latest:
            yield defects.confirmed_late(arrived, confirmed, latest)
