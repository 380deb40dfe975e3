"""Finding among 10,000 and 100,000 texts of 500 to 1,500 signs, on SQLite and on PostgreSQL; exact, and how large the index is.

A search is what a reader waits for: `find` with its page of twenty, excerpts, counts by agency, field and year. The queries are 200
pieces of two to six signs cut from the texts. The rivals, on SQLite: Django's `icontains` over the same rows, and FTS5's own
trigram tokens, which find no two signs at all.
"""

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10_000, 100_000)
QUERIES = 200
ONE_SIGN = tuple("的和养犬管登医镜炕龘")  # from the most frequent to none at all
COMMON = ("管理", "工作", "应当", "公开", "通知", "有关部门", "管理 工作 单位")
NEWEST, RANKED, TWICE = 15.0, 50.0, 2.0  # milliseconds, milliseconds, times the text


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    from tests.run import postgres

    with tempfile.TemporaryDirectory(prefix="gongkai-texts-") as folder:
        texts = {"GONGKAI_BENCH_TEXTS": str(Path(folder) / "texts")}
        rows = _apart("SQLite", texts)
        with postgres() as address:
            return rows + _apart("PostgreSQL", {**texts, "GONGKAI_DATABASE": address})


def _apart(name: str, environment: dict[str, str]) -> list[dict[str, Any]]:
    told = {**os.environ, **environment, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"}
    code = f"import json; from benchmarks.search import measured; print(json.dumps(measured({name!r})))"
    with tempfile.TemporaryDirectory(prefix="gongkai-search-") as home:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**told, "GONGKAI_HOME": home},
            stdout=subprocess.PIPE,
            check=True,
        )
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def measured(name: str) -> list[dict[str, Any]]:
    """The rows of the database that the environment names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from tests.documents import queries

    from gongkai.search.actions import load
    from gongkai.search.models import Entry

    call_command("migrate", "search", verbosity=0, skip_checks=True)
    rows = []
    everything, scanned = _texts(Path(os.environ["GONGKAI_BENCH_TEXTS"]))
    for size in SIZES:
        things = everything[:size]
        asked = queries(things, QUERIES)
        Entry.objects.all().delete()
        loaded = _seconds(lambda things=things: load(things))
        least = size == SIZES[-1]
        rows += _searches(name, size, asked, rival=least and name == "SQLite")
    rows += _reached(name, things, asked, scanned)
    return [*rows, _row(f"{name}: load {size:,} texts", loaded, "s")]


def _texts(path: Path) -> tuple[list[Any], list[set[str]]]:
    """All texts, and what a scan finds for each of the queries over all; invented once for both databases."""
    from tests.documents import documents, queries

    if not path.exists():
        things = list(documents(SIZES[-1]))
        path.write_bytes(pickle.dumps((things, [_scanned(words, things) for words in queries(things, QUERIES)])))
    found: tuple[list[Any], list[set[str]]] = pickle.loads(path.read_bytes())
    return found


def _searches(name: str, size: int, asked: Sequence[str], *, rival: bool) -> list[dict[str, Any]]:
    from gongkai.search.queries import find

    goals = (NEWEST, RANKED) if size == SIZES[-1] else (None, None)
    for words in asked[:20]:
        find(words)
    newest = _p95(lambda words: find(words), asked)
    ranked = _p95(lambda words: find(words, order="ranked"), asked)
    plain = _p95(_icontains, asked[:20]) if rival else None
    odd = [("one sign", ONE_SIGN), ("very common words", COMMON)] if goals[0] else []
    return [
        *(
            _row(f"{name}: {what}, {order}, slowest", _slowest(words, order), "ms")
            for what, words in odd
            for order in ("newest", "ranked")
        ),
        _row(f"{name}: newest first, {size:,} texts, p95", newest, "ms", rival=plain, goal=goals[0]),
        _row(f"{name}: ranked, {size:,} texts, p95", ranked, "ms", rival=plain, goal=goals[1]),
    ]


def _slowest(asked: Sequence[str], order: Any) -> float:
    from gongkai.search.queries import find

    return max(1000 * _seconds(lambda words=words: find(words, order=order)) for words in asked)


def _reached(
    name: str, things: Sequence[Any], asked: Sequence[str], scanned: Sequence[set[str]]
) -> list[dict[str, Any]]:
    """How many queries are not answered exactly as a scan answers them, and the index for a byte of text."""
    wrong = sum(_found(words) != held for words, held in zip(asked, scanned, strict=True))
    text = sum(len((one.title + one.number + one.body).encode()) for one in things)
    trigram = _trigram(things, asked) if name == "SQLite" else (None, None)
    return [
        _row(f"{name}: of {len(asked)} answers, not as a scan's", wrong, "", rival=trigram[0], goal=0),
        _row(f"{name}: index, times the text", _index_bytes() / text, "×", rival=trigram[1], goal=TWICE),
    ]


def _found(words: str) -> set[str]:
    from gongkai.search.asking import read
    from gongkai.search.databases import port
    from gongkai.search.models import Entry
    from gongkai.search.ports import Sought

    places = port().places(Sought(read(words).phrases), 1_000_000)
    parts = (places[at : at + 900] for at in range(0, len(places), 900))
    return {name for part in parts for name in Entry.objects.filter(place__in=part).values_list("reference", flat=True)}


def _scanned(words: str, things: Sequence[Any]) -> set[str]:
    return {one.reference for one in things if words in one.body or words in one.title or words in one.number}


def _index_bytes() -> int:
    from django.db import connection

    sizes = {
        "sqlite": "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_fts%%'",
        "postgresql": "SELECT pg_indexes_size('search_entry')",
    }
    with connection.cursor() as cursor:
        cursor.execute(sizes[connection.vendor], [])
        found: int = cursor.fetchone()[0]
        return found


def _icontains(words: str) -> object:
    from django.db.models import Q

    from gongkai.search.models import Entry

    held = Q(title__icontains=words) | Q(body__icontains=words) | Q(number__icontains=words)
    return list(Entry.objects.filter(held).order_by("-published_on")[:20])


def _trigram(things: Sequence[Any], asked: Sequence[str]) -> tuple[float, float]:
    """Wrong answers of FTS5's trigram tokens, and their index for a byte of text; over a tenth of the texts, as it grows evenly."""
    import sqlite3

    some = things[: len(things) // 10]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='trigram')")
    database.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", enumerate(one.body for one in some))
    database.execute("INSERT INTO t(t) VALUES ('optimize')")
    bodies = dict(enumerate(one.body for one in some))
    wrong = 0
    for words in asked:
        found = {row[0] for row in database.execute("SELECT rowid FROM t WHERE t MATCH ?", (f'"{words}"',))}
        wrong += found != {key for key, body in bodies.items() if words in body}
    size = database.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 't\\_%' ESCAPE '\\'").fetchone()[0]
    return wrong, size / sum(len(one.body.encode()) for one in some)


def _p95(work: Callable[[str], object], asked: Sequence[str]) -> float:
    """Milliseconds within which 95 of 100 are answered."""
    took = sorted(_seconds(lambda words=words: work(words)) for words in asked)
    return 1000 * took[int(0.95 * len(took)) - 1]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _row(
    name: str, value: float, unit: str, *, rival: float | None = None, goal: float | None = None
) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "rival": round(rival, 3) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None and value else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }
