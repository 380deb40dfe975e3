"""Whether documents that come together may be as they are told: days, acts on each, no circles; and in which order they go in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from gongkai.documents.facts import ISSUED, fact_of, with_changes
from gongkai.documents.importing import ReadyDocument, key_of
from gongkai.documents.models import NormativeDocument
from gongkai.law.changes import require_days, require_no_circle, require_sound
from gongkai.law.errors import NotLawful, Refusal
from gongkai.law.validity import ChangeFact, DocumentFact


def fact_told(document: ReadyDocument) -> DocumentFact:
    """The document as the law sees it; references are the keys by which documents of a list know one another."""
    changes = tuple(ChangeFact(one.kind, one.effective_on, one.until, one.acting) for one in document.changes)
    return DocumentFact(
        document.key,
        document.kind,
        document.issued_on,
        document.effective_on,
        document.valid_until,
        document.disclosed_on,
        changes,
    )


def acting_of(documents: Iterable[ReadyDocument]) -> dict[str, NormativeDocument]:
    """Key → document of the register, of those that are named as having acted on these. Two queries."""
    changes = [change for document in documents for change in document.changes if change.acting]
    wanted = {change.acting for change in changes}
    if not wanted:
        return {}
    titles = {change.acting_title for change in changes if change.acting.startswith("《")}
    rows = NormativeDocument.objects.filter(Q(number_key__in=wanted) | Q(number_key="", title__in=titles))
    return {key_of(row.number, row.title): row for row in with_changes(rows.filter(stage__in=ISSUED))}


def refusals_of(
    documents: Sequence[ReadyDocument], known: Mapping[str, NormativeDocument]
) -> dict[str, tuple[ReadyDocument, Refusal]]:
    """Key → the document that cannot be as it is told, and why. known: `acting_of` them."""
    facts = {key: fact_of(row) for key, row in known.items()} | {one.key: fact_told(one) for one in documents}
    acts = _acts(documents)
    found: dict[str, tuple[ReadyDocument, Refusal]] = {}
    for document in documents:
        try:
            require_lawful(document, facts, acts)
        except NotLawful as refusal:
            found[document.key] = (document, refusal)
    return found


def require_lawful(
    document: ReadyDocument, facts: Mapping[str, DocumentFact], acts: Mapping[str, Sequence[str]]
) -> None:
    """NotLawful where its days or the acts on it cannot be. facts: key → the documents that may have acted on it."""
    fact = fact_told(document)
    require_days(fact)
    for change in document.changes:
        if not change.acting:
            continue
        if change.acting == document.key:
            raise NotLawful(
                "change.itself",
                None,
                "写的依据就是这份文件自己。",
                "请写修改、废止它的那一份文件的字号。",
                field="acting",
            )
        if change.acting not in facts:
            said = change.acting_number or f"《{change.acting_title}》"
            raise NotLawful(
                "change.acting_unknown",
                None,
                f"登记簿和这份清单里都没有“{said}”。",
                "请把它也写进清单；区外机关的文件，字号和标题都写上，就照录。",
                field="acting",
            )
        require_no_circle(document.key, change.acting, acts)
    require_sound(fact, facts, [])


def in_order(documents: Sequence[ReadyDocument]) -> list[ReadyDocument]:
    """Acting documents before those they act on, else as they came. There is no circle among them."""
    by_key = {one.key: one for one in documents}
    done: dict[str, ReadyDocument] = {}
    for document in documents:
        waiting = [document]
        while waiting:
            one = waiting[-1]
            needed = [
                by_key[change.acting]
                for change in one.changes
                if change.acting in by_key and change.acting not in done and change.acting != one.key
            ]
            if needed:
                waiting += needed
            else:
                done.setdefault(waiting.pop().key, one)
    return list(done.values())


def _acts(documents: Iterable[ReadyDocument]) -> dict[str, list[str]]:
    """Key → the keys of the documents it acted on."""
    found: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for change in document.changes:
            if change.acting:
                found[change.acting].append(document.key)
    return found
