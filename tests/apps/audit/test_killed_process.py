"""Killing the process at any moment loses no act that was confirmed, and leaves none half done."""

import random
import shutil
import time
from pathlib import Path

import pytest
from tests.apps import scratch

WORKER = str(Path(__file__).with_name("worker.py"))


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """A house with one agency, in a folder of its own."""
    home = tmp_path_factory.mktemp("house")
    scratch.run(home, WORKER, "found")
    return home


def kill_at_work(home: Path, *, after: int, delay: float) -> list[str]:
    """Let it work until it has confirmed so many acts, wait a moment, kill it. The acts it confirmed."""
    worker = scratch.start(home, WORKER, "work")
    assert worker.stdout is not None
    confirmed = [worker.stdout.readline().strip() for _ in range(after)]
    time.sleep(delay)
    worker.kill()
    confirmed += [line.strip() for line in worker.stdout.read().splitlines() if line.endswith(tuple("0123456789"))]
    assert worker.wait() == -9, "it was killed while it worked"
    return [number for number in confirmed if number]


def look_at(home: Path) -> tuple[str, list[str], int, int]:
    """What a new process finds: faults of the journal, query numbers, complete cases, entries."""
    faults, numbers, counts = scratch.run(home, WORKER, "tell").stdout.split("|")
    complete, entries = counts.split()
    return faults, numbers.split(), int(complete), int(entries)


def require_whole(home: Path, confirmed: list[str], *, before: int) -> list[str]:
    faults, numbers, complete, _ = look_at(home)
    assert faults == ""
    assert set(confirmed) <= set(numbers)
    assert len(numbers) - before - len(confirmed) in {0, 1}, "at most the act that was under way is there as well"
    assert complete == len(numbers), "none is half done"
    assert [int(number.rsplit("-", 1)[1]) for number in numbers] == list(range(1, len(numbers) + 1)), "no gap"
    return numbers


def test_a_killed_process_loses_no_act_that_was_confirmed(house: Path):
    before = len(look_at(house)[1])
    confirmed = kill_at_work(house, after=20, delay=random.uniform(0, 0.05))
    require_whole(house, confirmed, before=before)


def test_after_the_kill_work_goes_on_where_it_stopped(house: Path):
    before = len(look_at(house)[1])
    confirmed = kill_at_work(house, after=3, delay=0)
    numbers = require_whole(house, confirmed, before=before)
    assert numbers[before : before + 3] == confirmed[:3]


@pytest.mark.long
def test_whenever_it_is_killed_nothing_confirmed_is_lost(house: Path, tmp_path: Path):
    home = tmp_path / "house"
    shutil.copytree(house, home)
    numbers = look_at(home)[1]
    for _ in range(20):
        confirmed = kill_at_work(home, after=random.randint(1, 30), delay=random.uniform(0, 0.1))
        numbers = require_whole(home, confirmed, before=len(numbers))
