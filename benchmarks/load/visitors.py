"""Who asks: a crawler at a steady pace, an officer at a case; and how much memory the workers take."""

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ARMS = 16  # connections of the crawler


class Crawler:
    """Asks for `rate` pages a second, each time for the next of its addresses (path, cookies), on 16 connections.

    Afterwards: rate_reached, share_fresh (of the answers, those that were rendered for it).
    """

    def __init__(self, site: str, addresses: Sequence[tuple[str, str]], *, rate: float) -> None:
        self._site, self._addresses, self._rate = urlsplit(site).netloc, addresses, rate
        self._next, self._lock = 0, threading.Lock()
        self._told: list[str] = []
        self.rate_reached = self.share_fresh = 0.0

    def run(self, stop: threading.Event) -> None:
        begun = time.monotonic()
        arms = [threading.Thread(target=self._ask_on, args=(begun, stop)) for _ in range(ARMS)]
        for arm in arms:
            arm.start()
        for arm in arms:
            arm.join()
        self.rate_reached = len(self._told) / (time.monotonic() - begun)
        self.share_fresh = self._told.count("fresh") / max(1, len(self._told))

    def _ask_on(self, begun: float, stop: threading.Event) -> None:
        connection = http.client.HTTPConnection(self._site, timeout=30)
        while not stop.is_set():
            with self._lock:
                number, self._next = self._next, self._next + 1
            time.sleep(max(0.0, begun + number / self._rate - time.monotonic()))
            path, cookies = self._addresses[number % len(self._addresses)]
            connection.request("GET", path, headers={"Cookie": cookies, "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (path, answer.status)
            self._told.append(answer.getheader("X-Page", ""))
        connection.close()


def officer_opens(site: str, case: str, cookie: str, *, seconds: float) -> list[float]:
    """Seconds each opening of the case took, one after the other with a breath between; on a connection of its own each."""
    found = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
        begun = time.perf_counter()
        connection.request("GET", case, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        found.append(time.perf_counter() - begun)
        assert answer.status == 200, answer.status
        connection.close()
        time.sleep(0.05)
    return found


@dataclass(frozen=True, slots=True)
class Memory:
    """MB. resident: as `ps` tells it; shared: the part of it that is pages of files, which every process shares."""

    resident: float
    shared: float


def workers_memory(server: int) -> Memory:
    """The larger worker of that server, by /proc (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line)
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended meanwhile
        if int(status["PPid"]) == server and b"gongkai.cli" not in command and b"tracker" not in command:
            found.append(Memory(*(int(status[name].split()[0]) / 1024 for name in ("VmRSS", "RssFile"))))
    return max(found, key=lambda worker: worker.resident)
