"""Under load, on two workers of the real server: what was changed or taken away is never shown again."""

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from tests.apps import scratch

OFFICE = str(Path(__file__).with_name("office.py"))
READERS = 8
ADDRESSES = ("/agencies/013/", "/agencies/")
PHONE = re.compile(rb"0001-(\d{7})")


@dataclass(frozen=True, slots=True)
class Reading:
    """asked, answered: seconds of the monotonic clock; number: of the change the page shows; how: kept or fresh."""

    asked: float
    answered: float
    number: int
    how: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The port on which `gongkai serve` serves that house, until the end."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gongkai.cli", "serve", "--port", str(port)],
        env=scratch.environment(home),
        cwd=scratch.ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/healthz")[0] == 200:
                    break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def ask(connection: http.client.HTTPConnection, address: str) -> tuple[int, str, bytes]:
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, answer.getheader("X-Page", ""), answer.read()


def read_on(port: int, address: str, found: list[Reading], over: threading.Event) -> None:
    """Read that page again and again, now and then on another connection: the workers share them out."""
    while not over.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(50):
            asked = time.monotonic()
            status, how, body = ask(connection, address)
            shown = PHONE.findall(body)
            assert status == 200
            found.append(Reading(asked, time.monotonic(), max(map(int, shown)), how))
            if over.is_set():
                break
        connection.close()


@pytest.mark.skipif("postgresql" in settings.DATABASES["default"]["ENGINE"], reason="a house of its own, on SQLite")
def test_what_was_changed_is_never_shown_again_once_it_is_committed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, OFFICE],
        env=scratch.environment(tmp_path),
        cwd=scratch.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as office:
        assert office.stdout is not None
        assert office.stdout.readline() == "built\n"
        with served(tmp_path) as port:
            read: list[list[Reading]] = [[] for _ in range(READERS)]
            over = threading.Event()
            readers = [
                threading.Thread(target=read_on, args=(port, ADDRESSES[n % len(ADDRESSES)], found, over))
                for n, found in enumerate(read)
            ]
            for reader in readers:
                reader.start()
            told, _ = office.communicate("go\n", timeout=60)
            time.sleep(0.3)
            over.set()
            for reader in readers:
                reader.join(30)
    changes = [(int(number), float(begun), float(done)) for number, begun, done in map(str.split, told.splitlines())]
    readings = [reading for found in read for reading in found]
    require_true(readings, changes)
    assert all(found for found in read)
    assert {reading.how for reading in readings} == {"kept", "fresh"}
    assert len(readings) > 1_000
    assert max(reading.number for reading in readings) == changes[-1][0]


def require_true(readings: list[Reading], changes: list[tuple[int, float, float]]) -> None:
    """No reading shows less than what was committed when it was asked for, or more than what was begun when it came."""
    committed = [0, *(done for _, _, done in changes)]
    begun = [0, *(begun for _, begun, _ in changes)]
    stale = [
        reading
        for reading in readings
        if reading.number + 1 < len(committed) and committed[reading.number + 1] <= reading.asked
    ]
    early = [reading for reading in readings if begun[reading.number] > reading.answered]
    assert (stale, early) == ([], [])
