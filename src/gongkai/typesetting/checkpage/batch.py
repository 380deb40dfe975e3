"""The list of a batch: each report with its conclusion, leading to its page."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from gongkai.typesetting.checkpage.frame import document
from gongkai.typesetting.markup import Markup, joined, tag

_STATES = (("error", "late", "错误"), ("warning", "soon", "提醒"), ("note", "", "说明"))


def index(
    reports: Sequence[tuple[str, Mapping[str, Any]]], unreadable: Sequence[Mapping[str, str]], styles: Sequence[str]
) -> str:
    """One HTML file. reports: the name of each page with body, year, file, conclusion and the findings by level, in order;
    unreadable: file, message and remedy."""
    wrong = sum(1 for _, told in reports if told["error"])
    heading = (
        f"核对了{len(reports)}份报告，{f'{wrong}份有错误' if wrong else '都没有错误'}"
        + (f"，{len(unreadable)}个文件不能读" if unreadable else "")
        + "。"
    )
    rows = (_row(page, told) for page, told in reports)
    heads = (tag("th", word, scope="col") for word in ("报告", "发现", "结论"))
    caption = tag("caption", "逐份的结论", class_="unseen")
    table = tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="stacks batch")
    refused = Markup()
    if unreadable:
        lines = (tag("li", f"{one['message']}{one['remedy']}", tag("span", one["file"])) for one in unreadable)
        refused = tag(
            "section", tag("h2", "不能读的文件", id="refused"), tag("ul", *lines, class_="papers"), class_="block"
        )
    return document(
        heading.rstrip("。"),
        joined(tag("h1", heading, class_="verdict"), tag("div", table, class_="part"), refused),
        styles,
    )


def _row(page: str, told: Mapping[str, Any]) -> Markup:
    name = f"{told['body'] or '机关名称不明'}{told['year'] or '年份不明'}年"
    states = [
        tag("span", f"{word}{told[level]}处", class_=f"state {tone}".strip())
        for level, tone, word in _STATES
        if told[level]
    ]
    found = joined(*(states or [tag("span", "没有发现", class_="state good")]), between=" ")
    link = tag("a", name, href=quote(page))
    return tag(
        "tr",
        tag("th", link, tag("p", told["file"], class_="muted digest"), scope="row"),
        tag("td", found),
        tag("td", told["conclusion"]),
    )
