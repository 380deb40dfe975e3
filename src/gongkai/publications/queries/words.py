"""Reading the word lists: what holds at an agency on a day, and the list as its keeper sees it."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.publications.checking import WordFact
from gongkai.publications.models import WordRule

CHANGES = {
    "word.added": "添加了用语规则",
    "word.ended": "停用了用语规则",
    "word.imported": "导入了用语规则",
}
KINDS = tuple((str(value), str(label)) for value, label in WordRule.Kind.choices)


def words_for(agency: Agency, *, on: date) -> list[WordFact]:
    """The rules that hold at the agency that day: its own and those of the agencies above it; its own word counts before theirs."""
    found: dict[str, WordFact] = {}
    line = [int(part) for part in agency.path.split("/") if part]
    rows = _held(on).filter(agency_id__in=line)
    for row in sorted(rows, key=lambda row: line.index(row.agency_id)):
        found[row.wrong] = WordFact(row.kind, row.wrong, row.right, row.reason, row.must)
    return list(found.values())


def word_rules(agency: Agency, *, on: date, asked: str = "", kind: str = "") -> QuerySet[WordRule]:
    """The rules of that agency itself that hold that day, by kind and word. asked: part of a wording."""
    rows = _held(on).filter(agency=agency)
    if kind:
        rows = rows.filter(kind=kind)
    if asked:
        rows = rows.filter(Q(wrong__icontains=asked) | Q(right__icontains=asked))
    return rows


def word_rule(key: int) -> WordRule:
    """WordRule.DoesNotExist when there is none."""
    return WordRule.objects.select_related("agency").get(pk=key)


def _held(on: date) -> QuerySet[WordRule]:
    return WordRule.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
