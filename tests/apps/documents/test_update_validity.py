"""update_validity: what the days do by themselves; and the terms somebody is reminded of."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders import at
from tests.normative import TODAY, District, a_change, a_document

from gongkai.audit.models import Entry
from gongkai.documents.actions import set_document_rules, update_validity
from gongkai.documents.models import NormativeDocument
from gongkai.documents.queries.terms import terms_for, terms_of
from gongkai.jobs import morning, timed
from gongkai.notices.models import Message
from gongkai.pages.models import Group


def state(document: NormativeDocument) -> str:
    return NormativeDocument.objects.get(pk=document.pk).validity


def test_a_term_runs_out_a_day_begins_and_an_act_holds_without_anybody(district: District) -> None:
    lapses = a_document(district, valid_until=TODAY)
    begins = a_document(district, issued_on=TODAY, effective_on=TODAY + timedelta(days=1))
    repealed = a_document(district)
    a_change(district, repealed, effective_on=TODAY + timedelta(days=1))
    rests = a_document(district)
    assert [state(one) for one in (lapses, begins, repealed)] == ["in_force", "not_yet", "in_force"]
    before = rests.version
    assert update_validity(at(TODAY + timedelta(days=1))) == 3
    assert [state(one) for one in (lapses, begins, repealed, rests)] == ["lapsed", "in_force", "repealed", "in_force"]
    told = Entry.objects.filter(verb="document.validity_updated", subject=f"normativedocument:{lapses.pk}").get()
    assert (told.details["before"], told.details["after"]) == ("有效", "失效")
    assert Group.objects.filter(name=f"document:{lapses.pk}").exists()
    assert NormativeDocument.objects.get(pk=rests.pk).version == before


def test_a_day_that_was_done_costs_one_query(district: District) -> None:
    a_document(district)
    tomorrow = at(TODAY + timedelta(days=1))
    update_validity(tomorrow)
    with CaptureQueriesContext(connection) as asked:
        assert update_validity(tomorrow) == 0
    assert len(asked) == 1


def test_many_days_are_caught_up_at_once(district: District) -> None:
    document = a_document(district, valid_until=date(2024, 8, 1))
    update_validity(datetime(2025, 1, 1, 0, 5, tzinfo=at(TODAY).tzinfo))
    assert state(document) == "lapsed"


def test_the_minute_s_work_keeps_it(district: District, settings: Any) -> None:
    document = a_document(district, valid_until=TODAY)
    settings.GONGKAI_TODAY = (TODAY + timedelta(days=1)).isoformat()
    timed.run_due()
    assert state(document) == "lapsed"


def test_terms_that_run_out_are_named_within_the_agency_s_days(district: District) -> None:
    today_is_last = a_document(district, valid_until=TODAY)
    soon = a_document(district, valid_until=TODAY + timedelta(days=89))
    a_document(district, valid_until=TODAY + timedelta(days=90))
    longer = a_document(district, valid_until=TODAY + timedelta(days=5))
    a_change(district, longer, kind="extended", effective_on=TODAY, until=TODAY + timedelta(days=30))
    gone = a_document(district, valid_until=TODAY + timedelta(days=5))
    a_change(district, gone, effective_on=TODAY)
    at_head = a_document(district, agency=district.head, valid_until=TODAY + timedelta(days=9))
    found = terms_of(district.agency.pk, TODAY)
    assert [(term.key, term.days_left) for term in found] == [(today_is_last.pk, 1), (longer.pk, 31), (soon.pk, 90)]
    with CaptureQueriesContext(connection) as asked:
        every = terms_for(district.of_head("legal_reviewer"), TODAY)
    assert len(asked) <= 4
    assert {term.key for term in every} == {today_is_last.pk, longer.pk, soon.pk, at_head.pk}
    set_document_rules(district.agency, actor=district.actor("leader"), seen_version=None, remind_days=31)
    assert [term.key for term in terms_of(district.agency.pk, TODAY)] == [today_is_last.pk, longer.pk]


@pytest.mark.parametrize(
    ("day", "left", "told"),
    [
        (date(2024, 6, 3), 60, True),  # Monday, the first working day of its week
        (date(2024, 6, 4), 60, False),
        (date(2024, 6, 4), 6, True),
    ],
)
def test_the_morning_mail_tells_weekly_and_in_the_last_days_daily(
    district: District, day: date, left: int, told: bool
) -> None:
    officer = district.person("desk_officer")
    officer.email = "officer@example.org"
    officer.save()
    document = a_document(district, valid_until=day + timedelta(days=left))
    morning.every_morning({"day": day.isoformat()})
    bodies = [message.body for message in Message.objects.filter(address="officer@example.org")]
    assert any(document.title in body for body in bodies) is told
