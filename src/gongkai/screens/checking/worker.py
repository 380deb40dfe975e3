"""The process that reads files from outside: `python -m gongkai.screens.checking.worker BOUNDS`.

It takes jobs from its standard input and answers each on its standard output, until the input ends.
"""

import os
import signal
import sys
from collections.abc import Callable
from math import ceil
from typing import Any, BinaryIO

from gongkai.reading import Unreadable
from gongkai.reading.source import Source, load, recognise
from gongkai.screens.checking import wire
from gongkai.screens.checking.answering import answer, is_scan
from gongkai.screens.checking.bounds import Bounds, limit_this_process
from gongkai.screens.checking.library import Library, fact_of

_GRACE = 5  # seconds after which this process ends itself, should nobody be left to end it


def main() -> None:
    bounds = Bounds.from_arguments(sys.argv[1:])
    jobs = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    limit_this_process(bounds)
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked decides when to stop
    library = Library()
    _send(answers, {"ready": True})
    while (message := wire.read(jobs)) is not None:
        job, data = message
        if "library" in job:
            library = _library(job["library"])
            continue
        _begin(bounds)

        def needs_longer() -> None:
            _begin(bounds.for_scan())
            _send(answers, {"scan": True})

        _send(answers, _answer(job, data, library, needs_longer))
        _begin(bounds, over=True)


def _send(answers: BinaryIO, message: dict[str, Any]) -> None:
    answers.write(wire.packed(message))
    answers.flush()


def _begin(bounds: Bounds, *, over: bool = False) -> None:
    """Hold this process to the bounds of the file it reads; over: there is none."""
    limit_this_process(bounds)
    if sys.platform != "win32":
        signal.alarm(0 if over else ceil(bounds.seconds) + _GRACE)


def _library(told: dict[str, Any]) -> Library:
    made = Library(children=tuple(fact_of(child) for child in told.get("children", ())))
    made.add_earlier(told.get("earlier", ()))
    made.add_later(told.get("later", ()))
    for sister in told.get("sisters", ()):
        made.sisters.add(fact_of(sister))
    return made


def _answer(job: dict[str, Any], data: bytes, library: Library, needs_longer: Callable[[], None]) -> dict[str, Any]:
    name = job["name"]
    try:
        source = _source(job, data)
        if is_scan(source):
            needs_longer()
        return answer(source, job, library)
    except Unreadable as error:
        return _refused(error.code, error.message, error.remedy)
    except MemoryError:
        remedy = "请只交报告本身，或者另存为纯文本后再核对。"
        return _refused("file.heavy", f"{name} 要用的内存太多，已经停下。", remedy)
    except Exception as error:  # one file must not end the batch; GONGKAI_DEBUG shows where it happened
        if os.environ.get("GONGKAI_DEBUG") == "1":
            raise
        told = f"{name} 没有读成：读文件的程序遇到没有预料的内容（{type(error).__name__}）。"
        return _refused("file.unforeseen", told, "请换一种格式再核对，并把这份文件告诉本程序的维护者。")


def _source(job: dict[str, Any], data: bytes) -> Source:
    if job.get("path"):
        from pathlib import Path

        return load(Path(job["path"]), job["name"])
    return recognise(data, job["name"])


def _refused(code: str, message: str, remedy: str) -> dict[str, Any]:
    return {"unreadable": {"code": code, "message": message, "remedy": remedy}}


if __name__ == "__main__":
    main()
