"""Word lists: names of leaders, places and agencies, wordings not to be used. All of them at once, by Aho and Corasick's machine."""

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from gongkai.publications.checking.facts import DraftFacts, WordFact
from gongkai.publications.checking.findings import LONGEST, MUST, SHOULD, Finding

CODES = {"leader": "names.leader", "place": "names.place", "agency": "names.agency", "sensitive": "wording.listed"}
_HEADINGS = {
    "leader": "领导姓名、职务与名录不一致",
    "place": "地名、区划不规范",
    "agency": "机关名称不规范",
    "sensitive": "表述需要核对",
}


def word_findings(facts: DraftFacts) -> Iterator[Finding]:
    """One finding for each place where the longest listed wording stands, but for where its right form stands around it."""
    for field, place, text in facts.passages():
        yield from wordings_in(facts.words, field, place, text)


def wordings_in(rules: tuple[WordFact, ...], field: str, place: str, text: str) -> Iterator[Finding]:
    """The listed wordings in one text."""
    if not rules:
        return
    machine = _machine(tuple(rule.wrong for rule in rules))
    for number, begin, end in machine.find_matches_as_indexes(text):
        if not _stands_in_right_form(text, begin, rules[number]):
            yield _finding(rules[number], field, place, text[begin:end])


@lru_cache(maxsize=8)
def _machine(patterns: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)


def _stands_in_right_form(text: str, begin: int, rule: WordFact) -> bool:
    """Whether the wording is only a part of the right one: 区教育局 within 云岭区教育局."""
    offset = rule.right.find(rule.wrong)
    while offset >= 0:
        start = begin - offset
        if start >= 0 and text.startswith(rule.right, start):
            return True
        offset = rule.right.find(rule.wrong, offset + 1)
    return False


def _finding(rule: WordFact, field: str, place: str, excerpt: str) -> Finding:
    heading = _HEADINGS[rule.kind]
    return Finding(
        code=CODES[rule.kind],
        level=MUST if rule.must else SHOULD,
        heading=f"{heading}，必须改" if rule.must else heading,
        field=field,
        place=place,
        excerpt=excerpt[:LONGEST],
        remedy=f"请改成“{rule.right}”。" if rule.right else "请换一种写法，或者删去。",
        basis=rule.reason,
        instead=rule.right,
    )
