"""A batch: every file is read once; those whose text is like another body's of the same year a second time, beside it."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from gongkai.cli.check_files import job_of
from gongkai.screens.checking.alike import Wordings
from gongkai.screens.checking.crew import Crew
from gongkai.screens.checking.library import fact_of, wording_of

Answer = dict[str, Any]
Step = Callable[[], None]


def answers(
    paths: Sequence[Path], want: tuple[str, ...], library: Mapping[str, Any], workers: int, step: Step
) -> Iterator[Answer]:
    """The answers in the order of the files, once all are read: only then is it known whose texts are alike. step is called
    for each file read. Meanwhile they lie in a file without a name, so that a batch takes no more memory than its texts."""
    with tempfile.TemporaryFile() as file:
        shelf = _Shelf(file)
        texts = Wordings()
        own: list[list[Any]] = []
        with Crew(workers, library=library) as crew:
            for answer in crew.run(job_of(path, (*want, "wording")) for path in paths):
                step()
                own.append([fact_of(report["wording"]) for report in answer.get("reports", ())])
                for report in own[-1]:
                    texts.add(report)
                shelf.put(answer)
        sisters = {at: found for at, reports in enumerate(own) if (found := _alike(texts, reports))}
        if sisters:
            beside = {id(one): wording_of(one) for found in sisters.values() for one in found}
            wider = {**library, "sisters": [*library.get("sisters", ()), *beside.values()]}
            with Crew(workers, library=wider) as crew:
                again = crew.run(job_of(paths[at], want) for at in sisters)
                for at, answer in zip(sisters, again, strict=True):
                    if "unreadable" not in answer:
                        shelf.replace(at, answer)
        yield from (shelf.get(at) for at in range(len(paths)))


def _alike(texts: Wordings, reports: Sequence[Any]) -> list[Any]:
    return [sister for report in reports for sister in texts.alike(report)]


class _Shelf:
    """Answers laid down in a file and taken up again by number."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[tuple[int, int]] = []

    def put(self, answer: Answer) -> None:
        self._places.append(self._written(answer))

    def replace(self, at: int, answer: Answer) -> None:
        self._places[at] = self._written(answer)

    def get(self, at: int) -> Answer:
        start, length = self._places[at]
        self._file.seek(start)
        told: Answer = json.loads(self._file.read(length))
        return told

    def _written(self, answer: Answer) -> tuple[int, int]:
        start = self._file.seek(0, 2)
        return start, self._file.write(json.dumps(answer, ensure_ascii=False).encode())
