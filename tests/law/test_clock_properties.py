"""What holds for any history: hypothesis plays the office."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.by_hand import due_day
from tests.law.clocks import CALENDAR

from gongkai.law.clock import (
    Channel,
    ConsultationSent,
    Consulted,
    Deferred,
    Extended,
    FeeNoticeReceived,
    FeePaid,
    OpinionReceived,
    Received,
    Replied,
    Submitted,
    SupplementReceived,
    SupplementRequested,
    events_from_dicts,
    read_clock,
)
from gongkai.law.clock.events import ORDER

FIRST = date(2019, 1, 2)
RECEIPTS = st.integers(0, 2900).map(lambda n: FIRST + timedelta(n))
OFFSETS = st.integers(-3, 90).map(timedelta)
REFS = st.sampled_from("甲乙丙")


@st.composite
def histories(draw, *, consultations_only=False):
    """A receipt and up to eight events around it, in no order, contradictions included."""
    start = draw(RECEIPTS)
    days = OFFSETS.map(lambda offset: start + offset)
    later = st.one_of(st.none(), days)
    events = [
        st.builds(ConsultationSent, REFS, st.sampled_from(Consulted), days, later),
        st.builds(OpinionReceived, REFS, days),
        st.builds(Extended, st.integers(1, 25), days),
    ]
    if not consultations_only:
        events += [
            st.builds(SupplementRequested, days, later),
            st.builds(SupplementReceived, days),
            st.builds(FeeNoticeReceived, days),
            st.builds(FeePaid, days),
            st.builds(Deferred, days, days),
            st.builds(Replied, days),
            st.builds(Submitted, st.sampled_from(Channel), days, later),
        ]
    return [Received(start), *draw(st.lists(st.one_of(events), max_size=8))]


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 10**6))
def test_the_order_of_the_list_means_nothing(events, seed):
    mixed = list(events)
    random.Random(seed).shuffle(mixed)
    assert read_clock(mixed, CALENDAR, today=date(2024, 1, 1)) == read_clock(events, CALENDAR, today=date(2024, 1, 1))


@settings(max_examples=60, deadline=None)
@given(histories())
def test_the_due_day_is_a_working_day_in_no_pause_and_the_ledger_counts_up_to_it(events):
    found = read_clock(events, CALENDAR)
    if found.due_on is None or found.deferred_to is not None:
        return
    assert CALENDAR.is_workday(found.due_on)
    assert not any(pause.covers(found.due_on) for pause in found.pauses)
    last = found.ledger[-1]
    assert (last.on, last.number) == (found.due_on, found.allowed_workdays)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_the_ledger_lists_every_day_once_and_numbers_those_that_count(events):
    ledger = read_clock(events, CALENDAR).ledger
    assert not ledger[0].counts
    assert [entry.on for entry in ledger] == [ledger[0].on + timedelta(n) for n in range(len(ledger))]
    numbers = [entry.number for entry in ledger if entry.counts]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all((entry.number is not None) == entry.counts and entry.why for entry in ledger)


@settings(max_examples=60, deadline=None)
@given(histories(consultations_only=True), st.data())
def test_one_more_pause_never_makes_the_due_day_earlier(events, data):
    start = events[0].on
    sent_on = start + data.draw(st.integers(0, 60).map(timedelta))
    answered_on = sent_on + data.draw(st.integers(0, 40).map(timedelta))
    more = [ConsultationSent("丁", Consulted.OTHER_AGENCY, sent_on), OpinionReceived("丁", answered_on)]
    before, after = read_clock(events, CALENDAR).due_on, read_clock([*events, *more], CALENDAR).due_on
    if before is None:
        assert after is None  # no end stays no end
    else:
        assert after is None or after >= before


@settings(max_examples=50, deadline=None)
@given(histories(consultations_only=True))
def test_the_due_day_is_what_counting_day_by_day_gives(events):
    found = read_clock(events, CALENDAR)
    if found.due_on is None:
        assert any(pause.until is None for pause in found.pauses)
        return
    on, left = found.received_on, found.allowed_workdays
    while left:
        on += timedelta(1)
        left -= CALENDAR.is_workday(on) and not any(pause.covers(on) for pause in found.pauses)
    assert on == found.due_on


@settings(max_examples=50, deadline=None)
@given(histories())
def test_never_more_than_forty_days_are_allowed(events):
    found = read_clock(events, CALENDAR)
    assert 20 <= found.allowed_workdays <= 40
    assert 0 <= found.extended_workdays <= 20


@st.composite
def orderly(draw):
    """A history as plain data, in which letters go out after receipt and answers after letters; several things on one day."""
    start = draw(RECEIPTS)
    days = st.integers(0, 45).map(lambda n: start + timedelta(n))
    kinds = st.sampled_from(["supplement", "third_party", "joint_maker", "other_agency", "extended", "fee", "deferred"])
    events = [{"kind": "received", "on": start}]
    for number, kind in enumerate(draw(st.lists(kinds, max_size=5))):
        on, wait = draw(days), timedelta(draw(st.integers(0, 30)))
        if kind == "supplement":
            asked = [event for event in events if event["kind"] == "supplement_requested"]
            events += [] if asked else [{"kind": "supplement_requested", "on": on}]
            events.append({"kind": "supplement_received", "on": on + wait})
        elif kind == "fee":
            events.append({"kind": "fee_notice_received", "on": on})
            events += [{"kind": "fee_paid", "on": on + wait}] if draw(st.booleans()) else []
        elif kind == "extended":
            events.append({"kind": "extended", "workdays": draw(st.integers(1, 20)), "on": on})
        elif kind == "deferred":
            events.append({"kind": "deferred", "due_on": on + timedelta(60), "on": on})
        else:
            sent = {"kind": "consultation_sent", "ref": str(number), "to": kind, "on": on}
            events.append({**sent, "received_by_them_on": on + timedelta(draw(st.integers(0, 3)))})
            answered = {"kind": "opinion_received", "ref": str(number), "on": on + timedelta(3) + wait}
            events += [answered] if draw(st.booleans()) else []
    return events


@settings(max_examples=150, deadline=None)
@given(orderly(), st.integers(0, 10**6))
def test_counting_by_hand_finds_the_same_day_whatever_happened_and_in_whatever_order_it_was_told(events, seed):
    one_fee = [event["kind"] for event in events].count("fee_notice_received") <= 1
    one_supplement = [event["kind"] for event in events].count("supplement_received") <= 1
    if not (one_fee and one_supplement):
        return  # what a second notice does is decided in the tests about it
    mixed = list(events)
    random.Random(seed).shuffle(mixed)
    found = read_clock(events_from_dicts([_plain(event) for event in mixed]), CALENDAR)
    assert found.due_on == due_day(events)


def _plain(event):
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in event.items()}


@settings(max_examples=100, deadline=None)
@given(orderly(), st.integers(0, 40), st.integers(0, 30))
def test_one_more_third_party_never_makes_the_due_day_earlier_whatever_else_happened(events, after, wait):
    kept = [event for event in events if event["kind"] != "deferred"]  # a day set by the agency owes nothing to pauses
    sent = kept[0]["on"] + timedelta(after)
    more = [
        {"kind": "consultation_sent", "ref": "x", "to": "third_party", "on": sent, "received_by_them_on": sent},
        {"kind": "opinion_received", "ref": "x", "on": sent + timedelta(wait)},
    ]
    before, later = (
        read_clock(events_from_dicts([_plain(event) for event in history]), CALENDAR).due_on
        for history in (kept, kept + more)
    )
    assert later is None or (before is not None and later >= before)


def test_what_happens_on_one_day_is_taken_in_the_order_the_law_asks_for():
    """Receipt, the question before its answer, restarts before what is granted in the new run, the reply last."""
    assert [kind.__name__ for kind in sorted(ORDER, key=ORDER.__getitem__)] == [
        "Submitted",
        "Received",
        "SupplementRequested",
        "SupplementReceived",
        "FeeNoticeReceived",
        "FeePaid",
        "ConsultationSent",
        "OpinionReceived",
        "Extended",
        "Deferred",
        "Replied",
    ]
