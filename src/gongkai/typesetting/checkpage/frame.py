"""A self-contained page: its style sheets inside, nothing fetched from anywhere, a policy that forbids it."""

from collections.abc import Sequence

from gongkai.typesetting.markup import Markup, joined, tag

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def document(title: str, main: Markup, styles: Sequence[str]) -> str:
    """The whole file. styles: the text of the sheets, in order."""
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        *(tag("style", Markup(style.replace("</", "<\\/"))) for style in styles),
    )
    body = (
        tag("a", "跳到正文", class_="skip", href="#main"),
        tag("div", tag("main", main, id="main"), class_="page alone"),
    )
    whole = (tag("head", joined(*head, between="\n")), tag("body", joined(*body, between="\n")))
    return f"<!doctype html>\n{tag('html', joined(*whole, between=chr(10)), lang='zh-CN')}\n"
