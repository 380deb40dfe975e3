"""Under load, on two workers of the real server: what is released shows at once, and what is withdrawn never again."""

import http.client
import json
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
NUMBER = re.compile("第([0-9]{3})号施工公告")


@dataclass(frozen=True, slots=True)
class Reading:
    """asked, answered: seconds of the monotonic clock; shown: the numbers of the items in the list; how: kept or fresh."""

    address: str
    asked: float
    answered: float
    status: int
    shown: frozenset[int]
    how: str


@dataclass(frozen=True, slots=True)
class Act:
    """An item was released, and withdrawn: when each began and was committed."""

    number: int
    releasing: float
    released: float
    withdrawing: float
    withdrawn: float


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


def read_on(port: int, addresses: list[str], found: list[Reading], over: threading.Event) -> None:
    """Read those pages in turn, now and then on another connection: the workers share them out."""
    while not over.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for address in addresses:
            asked = time.monotonic()
            status, how, body = ask(connection, address)
            shown = frozenset(map(int, NUMBER.findall(body.decode())))
            found.append(Reading(address, asked, time.monotonic(), status, shown, how))
            if over.is_set():
                break
        connection.close()


@pytest.mark.skipif("postgresql" in settings.DATABASES["default"]["ENGINE"], reason="a house of its own, on SQLite")
def test_nothing_withdrawn_is_ever_shown_again_and_nothing_released_is_missing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, OFFICE],
        env=scratch.environment(tmp_path),
        cwd=scratch.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as office:
        assert office.stdout is not None
        built = json.loads(office.stdout.readline())
        pages = {f"/items/{key}/": number for number, key in enumerate(built["items"])}
        with served(tmp_path) as port:
            read: list[list[Reading]] = [[] for _ in range(READERS)]
            over = threading.Event()
            ways = ([built["list"]] * 50, [*pages], ["/", built["list"]] * 25, [*reversed(pages)])
            readers = [
                threading.Thread(target=read_on, args=(port, ways[place % len(ways)], found, over))
                for place, found in enumerate(read)
            ]
            for reader in readers:
                reader.start()
            acts = acted(office, built["items"], read)
            time.sleep(0.3)
            over.set()
            for reader in readers:
                reader.join(30)
    readings = [reading for found in read for reading in found]
    faults = [fault for reading in readings for fault in faults_of(reading, pages, acts)]
    assert faults == []
    assert len(acts) == len(pages) >= 20
    assert all(found for found in read)
    assert {reading.how for reading in readings} >= {"kept", "fresh"}
    while_public = {reading.address for reading in readings if reading.address in pages and reading.status == 200}
    assert while_public == set(pages)


def acted(office: "subprocess.Popen[str]", keys: list[int], read: list[list[Reading]]) -> list[Act]:
    """Have the office release and withdraw one item after another; each stays until a reader has had it, however slow they are."""
    assert office.stdin is not None
    assert office.stdout is not None
    acts: list[Act] = []

    def say(word: str) -> None:
        office.stdin.write(f"{word}\n")  # type: ignore[union-attr]
        office.stdin.flush()  # type: ignore[union-attr]

    say("go")
    for key in keys:
        assert office.stdout.readline().startswith("released")
        until = time.monotonic() + 20
        while not any(one.address == f"/items/{key}/" and one.status == 200 for found in read for one in found[-200:]):
            assert time.monotonic() < until, "a released item was never shown"
            time.sleep(0.02)
        say("on")
        acts.append(Act(*json.loads(office.stdout.readline())))
    return acts


def faults_of(reading: Reading, pages: dict[str, int], acts: list[Act]) -> list[str]:
    """What a reading shows that was no longer, or not yet, so; and what it lacks. Within an act both answers are right."""
    if reading.address in pages:
        act = acts[pages[reading.address]]
        wrong = {
            200: reading.asked >= act.withdrawn or reading.answered <= act.releasing,
            404: reading.asked >= act.released,
            410: reading.answered <= act.withdrawing,
        }
        return [f"{reading} against {act}"] if wrong.get(reading.status, True) else []
    if reading.status != 200:
        return [str(reading)]
    forbidden = [act for act in acts if act.number in reading.shown and reading.asked >= act.withdrawn]
    early = [act for act in acts if act.number in reading.shown and reading.answered <= act.releasing]
    missing = [
        act
        for act in acts
        if act.number not in reading.shown and reading.asked >= act.released and reading.answered <= act.withdrawing
    ]
    return [f"{reading} against {act}" for act in (*forbidden, *early, *missing)]
