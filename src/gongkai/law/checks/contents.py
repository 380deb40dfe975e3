"""What a report must contain, and how its parts are numbered."""

import re
from collections.abc import Iterator

from gongkai.law.checks.findings import Finding, Level, Remark
from gongkai.law.checks.registry import check
from gongkai.law.citations import cite, in_chinese
from gongkai.law.facts import BodyKind, Passage, ReportFact, SectionFact
from gongkai.law.formats import by_key

# What art. 50(4) asks of governments, and the words by which a report may speak of it.
_OF_GOVERNMENTS = {
    "工作考核": re.compile("考核"),
    "社会评议": re.compile("评议|社会评价|满意度"),
    "责任追究": re.compile("责任追究|追究.{0,8}责任|追责|问责"),
}
_FEES = re.compile("处理费|收费|收取.{0,10}费")
_NUMERALS = "一二三四五六七八九十"


@check(
    "contents.missing",
    level=Level.WARNING,
    title="应当写明的内容都写了",
    source=f"{cite('条例', 50, item=4)}；国办公开办函〔2021〕30号（2021年起第六部分写明收取信息处理费的情况）",
)
def what_must_be_told_is_told(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Governments: 工作考核、社会评议和责任追究结果. All: section six says 无 or the facts; since 2021 the fees."""
    if not report.sections:
        return
    text = "".join(section.text for section in report.sections)
    if report.body_kind is BodyKind.GOVERNMENT:
        absent = [words for words, pattern in _OF_GOVERNMENTS.items() if not pattern.search(text)]
        if absent:
            message = (
                f"正文没有写{'、'.join(absent)}{'的' if len(absent) == 1 else ''}结果情况，政府的年度报告应当包括。"
            )
            remedy = "请在第一部分“监督保障”写明；本年没有开展的，也写明没有开展。"
            yield _missing("第一部分「总体情况」", message, remedy)
    six = report.section(6)
    if six is None:
        return
    place = "第六部分「其他需要报告的事项」"
    if not six.text.strip():
        fees = "，并写明收取信息处理费的情况" if report.format_key == "2021" else ""
        yield _missing(place, f"{place}只有标题，没有内容。", f"请写明有关情况{fees}；没有其他事项的写“无”。")
    elif report.format_key == "2021" and not _FEES.search(text):
        remedy = "请写明发出收费通知的件数、总金额和实际收取的总金额；没有的写“本年度未收取信息处理费”。"
        yield _missing(place, f"{place}没有写收取信息处理费的情况。", remedy)


def _missing(place: str, message: str, remedy: str) -> Finding:
    return Finding("contents.missing", Level.WARNING, (), place, message, remedy)


@check(
    "structure.section",
    level=Level.WARNING,
    title="六个部分齐全，按次序，用格式规定的标题",
    source="年度报告格式，六个部分的标题",
)
def the_six_sections_stand_in_order(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    if not report.sections:
        return
    titles = by_key(report.format_key).section_titles
    found = [section.number for section in report.sections if section.number and section.title]  # no title: inferred
    absent = [titles[number - 1] for number in range(1, len(titles) + 1) if number not in found]
    if absent:
        message = f"没有找到“{'”、“'.join(absent)}”。"
        remedy = "请用格式规定的六个标题；没有内容的部分也保留标题，写“无”。"
        yield Finding("structure.section", Level.WARNING, (), "全文", message, remedy)
    if found != sorted(found):
        message = f"各部分的次序是{'、'.join(in_chinese(number) for number in found)}，与格式不同。"
        yield Finding("structure.section", Level.WARNING, (), "全文", message, "请按格式规定的次序编排六个部分。")


@check(
    "structure.numbering",
    level=Level.WARNING,
    title="各部分之内不再用“一、”编号",
    source="年度报告格式：“一、”至“六、”是六个部分的序号；GB/T 9704—2012“正文”的结构层次序数",
)
def section_numbers_are_used_once(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """A second 一、 inside a section collides with the number of a section."""
    titles = by_key(report.format_key).section_titles
    passages = tuple(
        Passage(heading, section.number)
        for section in report.sections
        for heading in section.headings
        if re.match(f"[{_NUMERALS}]+、", heading)
    )
    if passages:
        shown = "、".join(f"“{passage.quote}”" for passage in passages[:3])
        place = f"“{titles[passages[0].section - 1]}”之内"
        message = f"{place}又出现{shown}，与六个部分的序号混同。"
        remedy = "部分之内请从“（一）”起编号，再往下用“1.”、“（1）”。"
        yield Finding("structure.numbering", Level.WARNING, (), place, message, remedy, passages=passages)


@check(
    "structure.sequence",
    level=Level.WARNING,
    title="同一层次的序号连续",
    source="GB/T 9704—2012“正文”：结构层次序数依次标注",
)
def numbers_of_headings_run_on(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """（一） is followed by （二）; a list may begin anew with （一）."""
    passages: list[Passage] = []
    for section in report.sections:
        before = 0
        for heading, number in _numbered(section):
            if number not in (before + 1, 1):
                passages.append(Passage(heading, section.number))
            before = number
    if passages:
        shown = "、".join(f"“{passage.quote}”" for passage in passages[:3]) + ("等" if len(passages) > 3 else "")
        number = passages[0].section
        place = f"第{in_chinese(number)}部分" if number else "正文"
        message = f"{place}的{shown}之前缺了序号，不连续。"
        remedy = "请补上缺的一段，或把后面的序号依次提前。"
        yield Finding("structure.sequence", Level.WARNING, (), place, message, remedy, passages=tuple(passages))


def _numbered(section: SectionFact) -> Iterator[tuple[str, int]]:
    for heading in section.headings:
        match = re.match(f"[（(]([{_NUMERALS}]{{1,3}})[）)]", heading)
        if match:
            numeral = match.group(1)
            number = next((value for value in range(1, 100) if in_chinese(value) == numeral), 0)
            if number:
                yield heading, number
