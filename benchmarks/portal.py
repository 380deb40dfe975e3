"""The public site on two workers of the project's own server: home, a column and an item asked for with `wrk`, beside nginx
serving the same bytes; with a publish every second; with a crawler on it while an officer works; memory after it all.

GONGKAI_BENCH_MINUTES=60 holds the workers under load for that long before their memory is looked at (1 without it). On a
PostgreSQL given by GONGKAI_DATABASE (an empty one) the same figures, where each answer costs one small statement.
"""

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 16
SECONDS = 5
MISSING = "wrk is not here: apt-get install wrk nginx-light"
MEMORY = 130.0  # MB
Row = dict[str, Any]


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    from benchmarks.rivals import nginx

    if shutil.which("wrk") is None:
        return [_row(MISSING, 0, "req/s", goal=1, at_least=True)]
    if not nginx.is_here():
        print("nginx is not here, so there is no rival: apt-get install nginx-light", file=sys.stderr)
    from benchmarks.load.house import House

    house = House()
    rows = [*_afresh(house)]
    with served() as server, _rival(server.address, house) as rival:
        site = server.address
        for name, path in house.pages.items():
            rows += _at_full_speed(name, path, site, rival)
        rows += _while_publishing(house, site)
        rows += _while_crawled(house, site)
        rows += _memory(house, server)
    return rows


@dataclass(frozen=True, slots=True)
class Served:
    """address: without a slash at its end; process: of the server, whose children the workers are."""

    address: str
    process: int


@contextmanager
def served() -> Iterator[Served]:
    """`gongkai serve` on this benchmark's house, which has been migrated."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "gongkai.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Served(address, server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


@contextmanager
def _rival(site: str, house: Any) -> Iterator[str]:
    """nginx with the very bytes the site gives; "" where there is none."""
    from benchmarks.rivals import nginx

    if not nginx.is_here():
        yield ""
        return
    folder = Path(tempfile.mkdtemp(prefix="gongkai-bench-nginx-"))
    try:
        with nginx.nginx(folder, {path: urlopen(site + path).read() for path in house.pages.values()}) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wrk(address: str, seconds: float = SECONDS) -> tuple[float, float]:
    """Requests a second and the 99th percentile in ms, at 16 connections. An answer that is no 2xx stops the benchmark."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{address}\n{told}")
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert slow is not None, told
    assert rate is not None, told
    return float(rate[1]), float(slow[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[slow[2]]


def warm(address: str) -> None:
    """Ask on so many connections that every worker has started, and has rendered the page."""
    for _ in range(40):
        with urlopen(address, timeout=60) as answer:
            answer.read()


def _at_full_speed(name: str, path: str, site: str, rival: str) -> list[Row]:
    warm(site + path)
    beside = wrk(rival + path, SECONDS)[0] if rival else None
    rate, slowest = wrk(site + path)
    rows = [_row(f"{name}, kept", rate, "req/s", rival=beside, goal=15_000, at_least=True)]
    if beside is not None:
        rows.append(_row(f"{name}, part of nginx's speed", rate / beside, "×", goal=0.4, at_least=True))
    return [*rows, _row(f"{name}, kept, 99th percentile", slowest, "ms", goal=20)]


def _afresh(house: Any) -> list[Row]:
    """Rendering a page past the store, in this process."""
    rows = []
    for name, path in house.pages.items():
        seconds, queries = house.render(path)
        rows.append(_row(f"{name}, rendered afresh", seconds * 1000, "ms", goal=15))
        rows.append(_row(f"{name}, rendered afresh, queries", queries, "", goal=5))
    return rows


def _while_publishing(house: Any, site: str) -> list[Row]:
    """One publish a second, and the page asked for shows what is published."""
    rows = []
    for name, path in house.pages.items():
        with beside(lambda stop: _publish_on(house, stop)):
            rate, slowest = wrk(site + path)
        rows.append(_row(f"{name}, a publish every second", rate, "req/s", goal=5_000, at_least=True))
        rows.append(_row(f"{name}, a publish every second, 99th percentile", slowest, "ms"))
    return rows


def _publish_on(house: Any, stop: threading.Event) -> None:
    while not stop.wait(1.0):
        house.publish()


def _while_crawled(house: Any, site: str) -> list[Row]:
    """An officer opens a case again and again while a crawler asks for 200 pages a second, each another one."""
    from benchmarks.load.visitors import Crawler, officer_opens

    alone = officer_opens(site, house.case, house.cookie, seconds=3)
    crawler = Crawler(site, house.addresses(), rate=200)
    with beside(crawler.run):
        time.sleep(1)
        found = officer_opens(site, house.case, house.cookie, seconds=15)
    return [
        _row("crawler, pages a second it got", crawler.rate_reached, "req/s", goal=180, at_least=True),
        _row("crawler, of these rendered afresh", 100 * crawler.share_fresh, "%"),
        _row("officer's case page under the crawler, 95th percentile", _p95(found) * 1000, "ms", goal=300),
        _row("officer's case page alone, 95th percentile", _p95(alone) * 1000, "ms"),
    ]


def _memory(house: Any, server: Served) -> list[Row]:
    """The larger worker, after every page was asked for in every look, and then again after load."""
    from benchmarks.load.visitors import Crawler, workers_memory

    minutes = float(os.environ.get("GONGKAI_BENCH_MINUTES", "1"))
    with beside(Crawler(server.address, house.addresses(), rate=400).run):
        time.sleep(15)
    first = workers_memory(server.process)
    with (
        beside(Crawler(server.address, house.addresses(), rate=400).run),
        beside(lambda stop: _publish_on(house, stop)),
    ):
        time.sleep(60 * minutes)
    last = workers_memory(server.process)
    return [
        _row(f"a worker's memory after {minutes:g} min of load", last.resident, "MB", goal=MEMORY),
        _row("of which libraries' pages that all processes share", last.shared, "MB"),
        _row("what it grew by in that time", last.resident - first.resident, "MB", goal=5.0),
    ]


@contextmanager
def beside(work: Callable[[threading.Event], None]) -> Iterator[None]:
    """Do it in a thread until the block is left."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _row(
    name: str,
    value: float,
    unit: str,
    *,
    rival: float | None = None,
    goal: float | None = None,
    at_least: bool = False,
) -> Row:
    meets = None if goal is None else value >= goal if at_least else value <= goal
    ratio = None if rival is None else value / rival
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "rival": rival,
        "ratio": None if ratio is None else round(ratio, 2),
        "goal": goal,
        "at_least": at_least,
        "meets": meets,
    }
