"""Which texts are alike among many: each sentence is looked up in an index, no text is held against every other."""

from collections import Counter
from dataclasses import dataclass, field

from gongkai.law.checks.copied import is_copied, is_enough, sentences_of
from gongkai.law.facts import ReportFact

_MOST_HOLDERS = 200  # reports an index entry names: of a sentence that all have, the first of them tell enough
_MOST_LIKELY = 20  # texts that share most are looked at whole
MOST = 5  # and so many are handed on


@dataclass(slots=True)
class Wordings:
    """The texts of reports, in the order they were added. What it takes grows with their number, not with its square."""

    _reports: list[ReportFact] = field(default_factory=list)
    _holders: dict[tuple[int | None, int], list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._reports)

    def add(self, report: ReportFact) -> None:
        for words in sentences_of(report):
            holders = self._holders.setdefault((report.year, hash(words)), [])
            if len(holders) < _MOST_HOLDERS:
                holders.append(len(self._reports))
        self._reports.append(report)

    def alike(self, report: ReportFact) -> tuple[ReportFact, ...]:
        """Reports of the same year and of other bodies from which most of this one's text could have been taken, the most
        alike first. Bodies without a name are left out: the file may be another copy of the same report."""
        own = sentences_of(report)
        if report.year is None or not report.body or not is_enough(own):
            return ()
        shared: Counter[int] = Counter()
        for words in own:
            for at in self._holders.get((report.year, hash(words)), ()):
                shared[at] += len(words)
        others = (at for at in sorted(shared, key=lambda at: (-shared[at], at)) if self._is_other(at, report))
        likely = [self._reports[at] for _, at in zip(range(_MOST_LIKELY), others, strict=False)]
        return tuple(other for other in likely if is_copied(own, sentences_of(other)))[:MOST]

    def _is_other(self, at: int, report: ReportFact) -> bool:
        body = self._reports[at].body
        return bool(body) and not same_body(body, report.body)


def same_body(one: str, other: str) -> bool:
    """Whether two names are one body's: the longer often begins with the province or city."""
    one, other = "".join(one.split()), "".join(other.split())
    return bool(one and other) and (one.endswith(other) or other.endswith(one))
