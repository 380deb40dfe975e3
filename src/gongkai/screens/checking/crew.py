"""Processes that read files, and the one that waits for them: a file that hangs, eats memory or brings its process down
is reported as unreadable, and the others go on."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gongkai.screens.checking import wire
from gongkai.screens.checking.bounds import MEGABYTE, Bounds, memory_of

_WATCH = 0.1  # seconds between two looks at the clock and at the memory
_STARTING = 60.0  # seconds a process may take to come up on a busy machine
_SMALLER = "请只交报告本身，或者另存为纯文本、Word后再核对。"


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read: by its path, or its bytes with the name people gave it. file: as it is named in the answer;
    want: json, fact, wording, page, body."""

    name: str
    want: tuple[str, ...]
    path: str = ""
    data: bytes = b""
    file: str = ""
    at: str = ""

    def packed(self) -> bytes:
        told = {"name": self.name, "file": self.file or self.name, "want": self.want, "path": self.path, "at": self.at}
        return wire.packed(told, self.data)


@dataclass(slots=True)
class _Reader:
    """One process and what it is at."""

    process: subprocess.Popen[bytes]
    until: float
    is_ready: bool = False
    job: int | None = None
    name: str = ""
    bounds: Bounds = field(default_factory=Bounds)
    heard: bytearray = field(default_factory=bytearray)

    def begin(self, bounds: Bounds) -> None:
        """A file, or the part of its reading that is held to other bounds."""
        self.bounds = bounds
        self.until = time.monotonic() + bounds.seconds

    def send(self, message: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(message)
        self.process.stdin.flush()

    def message(self) -> dict[str, Any] | None:
        """The next whole message it has sent."""
        if len(self.heard) < wire.HEAD:
            return None
        body, data = wire.lengths(bytes(self.heard[: wire.HEAD]))
        end = wire.HEAD + body + data
        if len(self.heard) < end:
            return None
        told: dict[str, Any] = json.loads(self.heard[wire.HEAD : wire.HEAD + body])
        del self.heard[:end]
        return told

    def end(self) -> None:
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self.process.wait()


class Crew:
    """Use as a context. workers: processes at once; library: lists of `library.data_of`: `earlier`, `later`,
    `children`, `sisters`, as far as they are at hand."""

    def __init__(
        self, workers: int = 1, bounds: Bounds | None = None, library: Mapping[str, Any] | None = None
    ) -> None:
        self.bounds = bounds or Bounds()
        self._workers = workers
        self._library = wire.packed({"library": library}) if library else b""
        self._readers: list[_Reader] = []
        self._watch = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for reader in list(self._readers):
            self._dismiss(reader)
        self._watch.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[dict[str, Any]]:
        """The answers in the order of the jobs: `answering.answer`'s, or {"unreadable": {code, message, remedy}}."""
        waiting = deque(enumerate(jobs))
        done: dict[int, dict[str, Any]] = {}
        following = 0
        total = len(waiting)
        while following < total:
            while len(self._readers) < min(self._workers, len(waiting) + self._busy()):
                self._enlist()
            self._listen(done, waiting)
            for reader in list(self._readers):
                self._look_after(reader, done)
            while following in done:
                yield done.pop(following)
                following += 1

    def _busy(self) -> int:
        return sum(reader.job is not None for reader in self._readers)

    def _enlist(self) -> None:
        source = str(Path(__file__).resolve().parents[3])
        paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
        command = [sys.executable, "-X", "utf8", "-m", "gongkai.screens.checking.worker"]
        process = subprocess.Popen(
            [*command, *self.bounds.as_arguments()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("GONGKAI_DEBUG") == "1" else subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"},
        )
        reader = _Reader(process, time.monotonic() + _STARTING)
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        self._watch.register(process.stdout, selectors.EVENT_READ, reader)
        self._readers.append(reader)
        if self._library:
            reader.send(self._library)

    def _dismiss(self, reader: _Reader) -> None:
        if reader.process.stdout is not None:
            self._watch.unregister(reader.process.stdout)
        self._readers.remove(reader)
        reader.end()

    def _listen(self, done: dict[int, dict[str, Any]], waiting: deque[tuple[int, Job]]) -> None:
        """Take what the processes have sent, and give work to those that have none."""
        for key, _ in self._watch.select(_WATCH):
            reader: _Reader = key.data
            if reader not in self._readers:
                continue
            piece = reader.process.stdout.read(1 << 20) if reader.process.stdout else b""
            if not piece:
                self._lost(reader, done)
                continue
            reader.heard += piece
            while reader in self._readers and (told := self._told(reader, done)) is not None:
                self._heard(reader, told, done)
        for reader in self._readers:
            if reader.is_ready and reader.job is None and waiting:
                reader.job, job = waiting.popleft()
                reader.name = job.name
                reader.begin(self.bounds)
                try:
                    reader.send(job.packed())
                except BrokenPipeError:
                    continue  # it has ended; reading from it will tell

    def _heard(self, reader: _Reader, told: dict[str, Any], done: dict[int, dict[str, Any]]) -> None:
        reader.is_ready = True
        if reader.job is None:
            return
        if told.keys() == {"scan"}:
            reader.begin(self.bounds.for_scan())
            return
        done[reader.job] = told
        reader.job = None

    def _told(self, reader: _Reader, done: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
        try:
            return reader.message()
        except ValueError:
            self._lost(reader, done)
            return None

    def _look_after(self, reader: _Reader, done: dict[int, dict[str, Any]]) -> None:
        """End what takes too long or too much; let go of an idle process that kept too much."""
        held = memory_of(reader.process.pid)
        if reader.job is None:
            if reader.is_ready and held > self.bounds.megabytes * MEGABYTE // 2:
                self._dismiss(reader)
            elif not reader.is_ready and time.monotonic() > reader.until:
                raise RuntimeError("a reading process did not start; see GONGKAI_DEBUG=1")
            return
        if held > reader.bounds.megabytes * MEGABYTE:
            self._give_up(reader, done, "file.heavy", f"要用的内存超过{reader.bounds.megabytes}兆字节，已经停下。")
        elif time.monotonic() > reader.until:
            self._give_up(reader, done, "file.slow", f"读了{reader.bounds.seconds:g}秒还没有读完，已经停下。")

    def _give_up(self, reader: _Reader, done: dict[int, dict[str, Any]], code: str, told: str) -> None:
        if reader.job is not None:
            refused = {"code": code, "message": f"{reader.name} {told}", "remedy": _SMALLER}
            done[reader.job] = {"unreadable": refused}
        self._dismiss(reader)

    def _lost(self, reader: _Reader, done: dict[int, dict[str, Any]]) -> None:
        """A process that ended by itself, or speaks nonsense."""
        if reader.job is None and not reader.is_ready:
            raise RuntimeError("a reading process ended before it began; see GONGKAI_DEBUG=1")
        told = "让读文件的程序中断了，文件可能已经损坏。"
        self._give_up(reader, done, "file.crash", told)
