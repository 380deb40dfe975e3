"""What should be looked at before a text is handed in: pure rules over the facts of a draft. They point; a person decides.

A rule reads `DraftFacts` and yields findings; each has a stable code, the place, the very words, what to do, and on what it rests.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.publications.checking.contents import content_findings
from gongkai.publications.checking.facts import DraftFacts, FileFact, LinkFact, WordFact
from gongkai.publications.checking.files import file_findings, picture_findings
from gongkai.publications.checking.findings import MUST, SHOULD, Finding
from gongkai.publications.checking.links import link_findings
from gongkai.publications.checking.metadata import metadata_findings
from gongkai.publications.checking.personal import personal_findings
from gongkai.publications.checking.sums import sum_findings
from gongkai.publications.checking.words import word_findings

__all__ = [
    "ACCEPTABLE",
    "MUST",
    "RULES",
    "SHOULD",
    "DraftFacts",
    "FileFact",
    "Finding",
    "LinkFact",
    "WordFact",
    "findings_of",
    "must_mend",
    "open_findings",
]

RULES: tuple[Callable[[DraftFacts], Iterator[Finding]], ...] = (
    personal_findings,
    word_findings,
    content_findings,
    metadata_findings,
    picture_findings,
    file_findings,
    link_findings,
    sum_findings,
)
ACCEPTABLE = frozenset(
    {
        *("personal.bank_card", "personal.mobile", "names.leader", "names.place", "names.agency", "wording.listed"),
        *("picture.no_description", "attachment.scan", "attachment.nameless", "link.dead", "link.bare", "table.sum"),
    }
)  # what may be let stand with a reason
MOST = 100  # of one draft; a text with more has one cause that is told by the first


def findings_of(facts: DraftFacts) -> list[Finding]:
    """Everything to look at, what must be mended first, each of the same words in the same place once, with how often.

    What was let stand with a reason stays in the list with that reason (`accepted`), and at its end.
    """
    found: dict[tuple[str, str, str], Finding] = {}
    for rule in RULES:
        for finding in rule(facts):
            key = (finding.code, finding.excerpt, finding.field)
            if key in found:
                found[key] = replace(found[key], times=found[key].times + 1)
            elif len(found) < MOST:
                reason = facts.accepted.get((finding.code, finding.excerpt), "")
                found[key] = replace(finding, accepted=reason) if reason and finding.acceptable else finding
    return sorted(found.values(), key=lambda one: (bool(one.accepted), one.level != MUST))


def open_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Those nobody let stand with a reason."""
    return [finding for finding in findings if not finding.accepted]


def must_mend(findings: Sequence[Finding]) -> list[Finding]:
    """Those that stop a draft from being handed in: they must be mended, or explained where that is possible."""
    return [finding for finding in open_findings(findings) if finding.level == MUST]
