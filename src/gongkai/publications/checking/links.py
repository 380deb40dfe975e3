"""Links that lead nowhere, and links whose words say nothing."""

from collections.abc import Iterator

from gongkai.publications.checking.facts import DraftFacts
from gongkai.publications.checking.findings import LONGEST, SHOULD, Finding

_BARE = frozenset({"点击这里", "点此", "这里", "点击查看", "点击", "链接", "更多"})


def link_findings(facts: DraftFacts) -> Iterator[Finding]:
    """link.dead, link.bare."""
    for link in facts.links:
        if link.dead:
            yield Finding(
                "link.dead",
                SHOULD,
                "链接打不开",
                "body",
                f"正文里的链接“{link.words or link.address}”"[:80],
                link.address[:LONGEST],
                f"{link.dead}请改成能打开的网址，或者去掉链接。",
                "国办秘函〔2019〕19号",
            )
        elif link.words.strip() in _BARE:
            yield Finding(
                "link.bare",
                SHOULD,
                "链接的文字看不出去处",
                "body",
                f"正文里的链接“{link.words.strip()}”",
                link.words.strip(),
                "听读屏软件的人只听到这几个字。请改成所指的标题。",
                "GB/T 37668-2019",
            )
