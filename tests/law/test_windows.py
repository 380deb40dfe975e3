"""From when and until when each act is lawful, as the case page says it."""

from datetime import date

import pytest
from tests.law.clocks import CALENDAR, asked, clock, deferred, noticed, paid, received, sent, submitted

from gongkai.law.stages import Verb
from gongkai.law.windows import Window, window_of

START = received("2024-03-04")
DUE = date(2024, 4, 1)
CASES = [
    (Verb.CONFIRM_RECEIPT, (submitted("online", "2024-10-19"),), Window(until=date(2024, 10, 21))),
    (Verb.REQUEST_SUPPLEMENT, (START,), Window(until=date(2024, 3, 13))),
    (Verb.RECEIVE_SUPPLEMENT, (START, asked("2024-03-06", "2024-03-20")), Window(until=date(2024, 3, 20))),
    (Verb.LAPSE, (START, asked("2024-03-06", "2024-03-20")), Window(since=date(2024, 3, 21))),
    (Verb.LAPSE, (START,), Window()),
    (Verb.CONSULT_THIRD_PARTY, (START,), Window(until=DUE)),
    (Verb.RECORD_OPINION, (START, sent("2024-03-08", "2024-03-11")), Window(until=DUE)),
    (Verb.RECORD_OPINION, (START, sent("2024-03-08")), Window()),
    (Verb.EXTEND, (START,), Window(until=DUE)),
    (Verb.EXTEND, (START, deferred("2024-08-30", "2024-03-20")), Window(until=date(2024, 8, 30))),
    (Verb.SEND_FEE_NOTICE, (START,), Window(until=DUE)),
    (Verb.RECORD_PAYMENT, (received("2025-04-01"), noticed("2025-04-22")), Window(until=date(2025, 5, 22))),
    (Verb.CLOSE_UNPAID, (received("2025-04-01"), noticed("2025-04-22")), Window(since=date(2025, 5, 23))),
    (
        Verb.SERVE_REPLY,
        (received("2025-04-01"), noticed("2025-04-22"), paid("2025-04-30")),
        Window(until=date(2025, 6, 3)),
    ),
    (Verb.WITHDRAW, (START,), Window()),
]


@pytest.mark.parametrize(("verb", "events", "window"), CASES)
def test_an_act_has_its_first_and_last_day(verb: Verb, events: tuple, window: Window) -> None:
    assert window_of(verb, clock(*events), CALENDAR) == window


def test_a_window_is_open_on_both_its_days() -> None:
    window = Window(since=date(2024, 3, 21), until=DUE)
    assert window.is_ahead(date(2024, 3, 20))
    assert not window.is_ahead(date(2024, 3, 21))
    assert not window.is_over(DUE)
    assert window.is_over(date(2024, 4, 2))
