"""重算到期日: after a calendar was loaded, the due days that lists show follow the replayed clock."""

from datetime import date
from pathlib import Path

from tests.apps.applications.watching import RECEIVED, at_stage
from tests.builders import BUILDER, an_application

from gongkai.applications.actions import recompute_due_days
from gongkai.applications.models import Application
from gongkai.applications.queries import clock_of
from gongkai.audit.models import Entry
from gongkai.law.stages import Stage

CALENDAR_2031 = """year = 2031
workdays = 255
source = "the test"
notice = "the test"
checked_on = 2030-12-01
days_off = [2031-01-01, 2031-01-23, 2031-01-24, 2031-01-27, 2031-01-28, 2031-01-29]
makeup_days = []
"""


def test_what_is_in_line_is_left_alone(desk):
    an_application(desk, received_on=RECEIVED)
    assert recompute_due_days(actor=BUILDER) == 0


def test_an_open_case_is_brought_in_line_and_a_closed_one_is_not_touched(desk):
    wrong = date(2020, 1, 1)
    open_one, closed = at_stage(desk, Stage.HANDLING), at_stage(desk, Stage.CLOSED)
    Application.objects.update(due_on=wrong)
    assert recompute_due_days(actor=BUILDER) == 1
    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.due_on, closed.due_on) == (date(2020, 5, 12), wrong)
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details) == ("calendar.loaded", {"recomputed": [open_one.pk]})


def test_it_changes_no_version_so_nobody_is_told_their_page_is_stale(desk):
    application = at_stage(desk, Stage.HANDLING)
    Application.objects.update(due_on=None)
    recompute_due_days(actor=BUILDER)
    assert Application.objects.get(pk=application.pk).version == application.version


def test_a_provisional_due_day_moves_when_the_calendar_of_its_year_is_loaded(desk, settings):
    application = an_application(desk, received_on=date(2031, 1, 20))
    assert clock_of(application).provisional
    assert application.due_on == date(2031, 2, 17)
    folder = Path(settings.GONGKAI_HOME) / "calendars"
    folder.mkdir()
    (folder / "2031.toml").write_text(CALENDAR_2031, encoding="utf-8")
    assert recompute_due_days(actor=BUILDER) == 1
    application.refresh_from_db()
    assert application.due_on == date(2031, 2, 24)
    assert not clock_of(application).provisional
