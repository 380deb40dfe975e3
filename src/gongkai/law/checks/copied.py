"""Text that was taken over from last year or from a sister body: the share of equal sentences, side by side."""

import re
from collections.abc import Iterator, Mapping

from gongkai.law.checks.findings import Finding, Held, Level, Remark
from gongkai.law.checks.registry import check
from gongkai.law.facts import Passage, ReportFact

_TOLD = (1, 5)  # the sections a body writes itself; the others are tables and set phrases
_LONG = 16  # signs; shorter sentences are alike by chance
_ENOUGH = 200  # signs of a text of which anything can be said
_MUCH = 0.6
_SHOWN = 3
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_CHANGING = re.compile(r"[\d０-９一二三四五六七八九十百千万年月日，,、：:“”\"'（）()《》\s.%]")


@check(
    "text.copied",
    level=Level.WARNING,
    title="正文不照抄上年，也不照抄其他单位",
    source="国办公开办函〔2021〕30号及年度报告编制通知：不得内容雷同、敷衍塞责；相同语句达到六成才提醒",
)
def the_text_is_the_bodys_own(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Sentences that differ only in numbers, dates and punctuation are equal. By sections one and five."""
    own = _sentences(report)
    size = sum(map(len, own))
    if size < _ENOUGH:
        return
    others = [(last_year, f"{last_year.year or '上'}年度报告")] if last_year else []
    others += [(sister, f"{sister.body or '另一单位'}的年度报告") for sister in report.sisters]
    for other, name in others:
        theirs = _sentences(other)
        equal = [words for words in own if words in theirs]
        share = sum(map(len, equal)) / size
        if share < _MUCH:
            yield Held("text.copied", f"正文与{name}")
            continue
        pairs = [(own[words], theirs[words]) for words in sorted(equal, key=len, reverse=True)[:_SHOWN]]
        message = f"第一、第五部分的正文有{share:.0%}的语句与{name}相同，只有数字、日期不同，如“{pairs[0][0].quote}”。"
        remedy = "请写本机关本年度做了什么、有什么问题、怎样改进；沿用的内容请改成今年的事实。"
        passages = tuple(passage for pair in pairs for passage in pair)
        yield Finding("text.copied", Level.WARNING, (), "第一、第五部分正文", message, remedy, passages=passages)


def _sentences(report: ReportFact) -> Mapping[str, Passage]:
    """Each longer sentence without what changes from year to year → the words as they stand."""
    found: dict[str, Passage] = {}
    for section in report.sections:
        if section.number in _TOLD:
            for match in _SENTENCE.finditer(section.text):
                words = _CHANGING.sub("", match.group())
                if len(words) >= _LONG:
                    found.setdefault(words, Passage(match.group().strip(), section.number))
    return found
