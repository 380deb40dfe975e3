"""What stands in the files of an item, checked like what is written. A stored file never changes, so it is read once and remembered."""

from collections import OrderedDict
from collections.abc import Iterator
from itertools import islice

from gongkai.publications.checking.facts import DraftFacts, FileFact, WordFact
from gongkai.publications.checking.findings import Finding
from gongkai.publications.checking.personal import numbers_in
from gongkai.publications.checking.words import wordings_in

MOST = 50  # findings of one file and kind; a list of persons with more has one cause
_REMEMBERED = 400  # files in each worker
_known: OrderedDict[tuple[str, str, int], tuple[Finding, ...]] = OrderedDict()


def content_findings(facts: DraftFacts) -> Iterator[Finding]:
    """Numbers of persons and listed wordings in the words of the files."""
    words = hash(facts.words)
    for file in facts.files:
        if file.text:
            yield from _remembered(file, facts.words, words) if file.digest else _found(file, facts.words)


def _remembered(file: FileFact, rules: tuple[WordFact, ...], words: int) -> tuple[Finding, ...]:
    key = (f"{file.digest}{file.text_state}", file.name, words)
    found = _known.pop(key, None)
    if found is None:
        found = _found(file, rules)
    _known[key] = found
    while len(_known) > _REMEMBERED:
        _known.popitem(last=False)
    return found


def _found(file: FileFact, rules: tuple[WordFact, ...]) -> tuple[Finding, ...]:
    place = f"附件“{file.name}”里"
    return (
        *islice(numbers_in("attachments", place, file.text), MOST),
        *islice(wordings_in(rules, "attachments", place, file.text), MOST),
    )
