"""Text that was taken over from last year or from a sister body: the share of equal sentences, side by side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from gongkai.law.checks.findings import Finding, Held, Level, Remark
from gongkai.law.checks.registry import check
from gongkai.law.facts import Passage, ReportFact

SECTIONS = (1, 5)  # those a body writes itself; the others are tables and set phrases
_LONG = 16  # signs; shorter sentences are alike by chance
_ENOUGH = 200  # signs of a text of which anything can be said
_MUCH = 0.6
_SHOWN = 3
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_CHANGING = re.compile(r"[\d０-９一二三四五六七八九十百千万年月日，,、：:“”\"'（）()《》\s.%]")
Sentences = Mapping[str, Passage]


@check(
    "text.copied",
    level=Level.WARNING,
    title="正文不照抄上年，也不照抄其他单位",
    source="国办公开办函〔2021〕30号及年度报告编制通知：不得内容雷同、敷衍塞责；相同语句达到六成才提醒",
)
def the_text_is_the_bodys_own(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Sentences that differ only in numbers, dates and punctuation are equal. By sections one and five. Of sisters the one
    most alike is shown, the others like it are named."""
    own = sentences_of(report)
    if not is_enough(own):
        return
    if last_year:
        name = f"{last_year.year or '上'}年度报告"
        theirs = sentences_of(last_year)
        yield _finding(own, theirs, name) if is_copied(own, theirs) else Held("text.copied", f"正文与{name}")
    if report.sisters:
        yield _held_against_sisters(own, report.sisters)


def _held_against_sisters(own: Sentences, sisters: tuple[ReportFact, ...]) -> Remark:
    texts = [(sister.body or "另一单位", sentences_of(sister)) for sister in sisters]
    alike = [(name, theirs) for name, theirs in texts if is_copied(own, theirs)]
    if not alike:
        return Held("text.copied", f"正文与其他{len(sisters)}个单位的年度报告")
    first, *rest = sorted(alike, key=lambda one: -share_of(own, one[1]))
    more = "、".join(name for name, _ in rest[:_SHOWN]) + (f"等{len(rest)}个单位" if len(rest) > _SHOWN else "")
    return _finding(own, first[1], f"{first[0]}的年度报告", f"与{more}的报告相同的也达到六成。" if more else "")


def _finding(own: Sentences, theirs: Sentences, name: str, more: str = "") -> Finding:
    equal = sorted((words for words in own if words in theirs), key=len, reverse=True)[:_SHOWN]
    passages = tuple(side for words in equal for side in (own[words], replace(theirs[words], report=name)))
    message = (
        f"第一、第五部分的正文有{share_of(own, theirs):.0%}的语句与{name}相同，"
        f"只有数字、日期不同，如“{own[equal[0]].quote}”。{more}"
    )
    remedy = "请写本机关本年度做了什么、有什么问题、怎样改进；沿用的内容请改成今年的事实。"
    return Finding("text.copied", Level.WARNING, (), "第一、第五部分正文", message, remedy, passages=passages)


def sentences_of(report: ReportFact) -> Sentences:
    """Each longer sentence without what changes from year to year → the words as they stand."""
    found: dict[str, Passage] = {}
    for section in report.sections:
        if section.number in SECTIONS:
            for match in _SENTENCE.finditer(section.text):
                words = _CHANGING.sub("", match.group())
                if len(words) >= _LONG:
                    found.setdefault(words, Passage(match.group().strip(), section.number))
    return found


def is_enough(own: Sentences) -> bool:
    """Whether the text is long enough to say anything of it."""
    return sum(map(len, own)) >= _ENOUGH


def share_of(own: Sentences, theirs: Sentences) -> float:
    """How much of the one text, by signs, stands in the other."""
    return sum(len(words) for words in own if words in theirs) / sum(map(len, own))


def is_copied(own: Sentences, theirs: Sentences) -> bool:
    """Whether so much is equal that the rule warns of it."""
    return share_of(own, theirs) >= _MUCH
