"""The page of a check: verdict, tally, findings beside the original, the text's numbers, the three tables as read.

`body` is what the portal shows inside its own frame, `page` the same as one self-contained file. Same report, same bytes.
"""

from collections.abc import Sequence

from gongkai.law.checks.conclusion import Tally, conclusion_of, tally_of
from gongkai.law.checks.findings import Level
from gongkai.typesetting.checkpage import doubts, panels, tables, words
from gongkai.typesetting.checkpage.frame import document
from gongkai.typesetting.checkpage.material import Box, Checked, Paragraph, Spot
from gongkai.typesetting.checkpage.pictures import Pages
from gongkai.typesetting.markup import Markup, joined, tag

__all__ = ["Box", "Checked", "Paragraph", "Spot", "body", "page", "title_of"]


def page(reports: Sequence[Checked], styles: Sequence[str]) -> str:
    """One HTML file that needs nothing beside it. reports: those of one file; styles: the sheets it is shown with."""
    return document(title_of(reports), body(reports), styles)


def title_of(reports: Sequence[Checked]) -> str:
    """What a browser's tab and a search show."""
    first = reports[0]
    errors = len(first.judgement.errors)
    warnings = sum(finding.level is Level.WARNING for finding in first.judgement.findings)
    outcome = f"{errors}处错误" if errors else f"{warnings}处要核实" if warnings else "各项相符"
    more = f"等{len(reports)}份" if len(reports) > 1 else ""
    return f"{outcome}：核对{first.title}{more}"


def body(reports: Sequence[Checked], more: Markup | str = "") -> Markup:
    """What stands in `main`: one report after another. more: what follows them, such as downloads."""
    made = [_report(report, "" if not order else f"r{order + 1}-") for order, report in enumerate(reports)]
    if len(made) > 1:
        made = [tag("article", one, class_="block" if order else None) for order, one in enumerate(made)]
    return joined(*made, more)


def _report(checked: Checked, prefix: str) -> Markup:
    broken = panels.broken_cells(checked.judgement.findings)
    with Pages(checked.data, checked.kind) as pages:
        findings = panels.sections(checked, pages, prefix)
        unread = doubts.section(checked, pages, prefix)
    text = words.section(checked, prefix)
    return joined(
        tag(
            "div",
            tag("p", f"核对{checked.title}"),
            tag("h2" if prefix else "h1", conclusion_of(checked.fact, checked.judgement), class_="verdict"),
            _tally(tally_of(checked.judgement)),
            _contents(checked, prefix, has_doubts=bool(unread), has_words=bool(text)),
            class_="set",
        ),
        tag("div", _record(checked), class_="part"),
        doubts.remarks(checked),
        findings,
        unread,
        text,
        _tables(checked, tables.tables(checked, broken, prefix), prefix),
    )


def _tables(checked: Checked, made: Markup, prefix: str) -> Markup:
    name = f"{prefix}tables"
    told = "点行名，看这一行每一格在原件的什么地方、原来是什么字。"
    inside = (tag("h2", "读出的三张表", id=name), tag("p", told, class_="prose"), tables.legend(), made)
    return tag("section", tag("div", *inside, class_="ruled"), class_="block", aria_labelledby=name)


def _tally(tally: Tally) -> Markup:
    terms = [tag("span", tag("b", number), words) for number, words in tally.terms()]
    if not terms:
        return tag("p", "没有一项可以核对。")
    total = tag("span", tag("b", tally.total), "项核对")
    return tag("p", joined(*terms, between="<i>+</i>"), tag("i", "="), total, class_="tally")


def _contents(checked: Checked, prefix: str, *, has_doubts: bool, has_words: bool) -> Markup:
    entries = []
    for level in Level:
        count = sum(finding.level is level for finding in checked.judgement.findings)
        if count:
            entries.append((panels.IDS[level], f"{level.label}{count}处"))
    if has_doubts:
        entries.append(("doubts", doubts.heading_of(checked)))
    if has_words:
        entries.append(("words", "正文里的数"))
    entries.append(("tables", "读出的三张表"))
    links = (tag("a", told, href=f"#{prefix}{name}") for name, told in entries)
    return tag("p", joined(*links, between=" "), class_="row small no-print")


def _record(checked: Checked) -> Markup:
    rows = [
        ("原件", f"{checked.file}，{_size(len(checked.data))}"),
        ("校验", f"SHA-256 {checked.digest}"),
        ("怎样读", checked.layout),
        ("按什么核对", checked.form.number),
        ("与哪些相比", "、".join(checked.compared) or "没有交来别的报告，结转没有同上一年核对"),
        ("核对时间", f"{checked.at}，原件没有留存" if checked.at else ""),
    ]
    made = (
        tag("div", tag("dt", name), tag("dd", told, class_="digest" if name == "校验" else None))
        for name, told in rows
        if told
    )
    return tag("dl", *made, class_="record small")


def _size(length: int) -> str:
    return f"{length / 1_000_000:.1f}兆字节" if length >= 1_000_000 else f"{max(1, round(length / 1000))}千字节"
