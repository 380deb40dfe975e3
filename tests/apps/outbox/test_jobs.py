"""Work put down with an act: done at least once, held by one worker, tried again, given up in the end."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from gongkai.outbox import actions
from gongkai.outbox.models import Job
from gongkai.outbox.queries import standing

NOW = datetime(2024, 3, 4, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
pytestmark = pytest.mark.django_db


def put(**payload: int) -> Job:
    return actions.put("test", payload, at=NOW)


def test_work_of_an_act_that_failed_was_never_put_down():
    def act() -> None:
        with transaction.atomic():
            put(number=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert Job.objects.count() == 0


def test_a_worker_is_woken_only_after_the_commit(django_capture_on_commit_callbacks, monkeypatch):
    woken: list[int] = []
    monkeypatch.setattr(actions, "_listeners", [woken.append])
    with django_capture_on_commit_callbacks(execute=True):
        job = put(number=1)
        assert woken == []
    assert woken == [job.pk]


def test_a_job_is_held_by_one_worker():
    job = put(number=1)
    assert actions.take(job.pk, now=NOW) is not None
    assert actions.take(job.pk, now=NOW) is None
    assert actions.due(now=NOW) == []


def test_a_job_whose_worker_died_is_taken_up_again():
    job = put(number=1)
    actions.take(job.pk, now=NOW)
    later = NOW + actions.LEASE + timedelta(seconds=1)
    assert actions.due(now=later) == [job.pk]
    again = actions.take(job.pk, now=later)
    assert again is not None
    assert again.tries == 2


def test_a_job_done_is_not_done_again():
    job = put(number=1)
    taken = actions.take(job.pk, now=NOW)
    assert taken is not None
    actions.done(taken, now=NOW)
    assert actions.take(job.pk, now=NOW + timedelta(days=1)) is None


def test_a_job_that_is_not_due_waits():
    job = actions.put("test", {}, at=NOW, due_at=NOW + timedelta(hours=1))
    assert actions.due(now=NOW) == []
    assert actions.due(now=NOW + timedelta(hours=1)) == [job.pk]


def test_a_job_that_fails_is_tried_ever_more_seldom_and_given_up_in_the_end():
    job, now, waits = put(number=1), NOW, []
    for _ in range(len(actions.WAITS) + 1):
        taken = actions.take(job.pk, now=now)
        assert taken is not None
        actions.failed(taken, "没有成功", now=now)
        job.refresh_from_db()
        waits.append(job.due_at - now)
        now = job.due_at
    assert waits == [*actions.WAITS, timedelta(0)]
    assert job.given_up_at is not None
    assert actions.due(now=now + timedelta(days=30)) == []
    assert standing(late_since=now).given_up == 1


def test_the_same_work_is_put_down_once():
    first = actions.put_once("daily", {"day": "2024-03-04"}, at=NOW, due_at=NOW)
    assert actions.put_once("daily", {"day": "2024-03-04"}, at=NOW, due_at=NOW).pk == first.pk
    assert actions.put_once("daily", {"day": "2024-03-05"}, at=NOW, due_at=NOW).pk != first.pk
