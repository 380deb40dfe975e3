"""A web page without the tables: what it is instead (a frame around a PDF, a page to sign in, pictures), and what to do next."""

import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from gongkai.reading.errors import Unreadable

_FILE = re.compile(r"[^/?#=&\\]+\.(?:pdf|docx?|xlsx?|wps|et|ofd|ceb|rar|zip)(?=$|[?#&])", re.IGNORECASE)
_FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_SILENT = frozenset({"script", "style", "noscript", "template", "title"})
_CHALLENGE = re.compile("验证码|安全验证|人机验证|滑块|captcha", re.IGNORECASE)
_ERROR = re.compile(
    "[45]0[0-9]\\D|not found|forbidden|bad gateway|页面不存在|找不到(?:页面|网页|文件)|无法访问|访问出错|访问被拒绝",
    re.IGNORECASE,
)
_REPORT = re.compile("信息公开.{0,12}(?:报告|年报)", re.DOTALL)
_REPORT_FILE = re.compile("报告|年报")
_LITTLE = 600  # signs; a page that shows no more has no report on it
_NOTHING = 60
_MOST_LINKS = 200
_LONGEST_NAME = 60


def refusal(root: Any, name: str) -> Unreadable | None:
    """Why this page has no tables, as far as it can be told. root: its lxml tree."""
    shown, title = _shown(root), " ".join(root.xpath("string(//title)").split())
    little = len(shown) <= _LITTLE
    framed = next(_files_in(root, _FRAMES), None)
    if framed:
        return _page(name, f"只嵌着文件“{framed}”，页面里没有表格", "请下载嵌着的文件，再核对那个文件")
    if _CHALLENGE.search(title + shown) and little and not _REPORT.search(title + shown):
        return _page(name, "是验证页，不是报告", "请在浏览器里通过验证，等报告显示后另存网页，再核对")
    if little and next(root.iter("input"), None) is not None and root.xpath("//input[@type='password']"):
        return _page(name, "是登录页，不是报告", "请在浏览器里登录，打开报告后另存网页，再核对")
    if little and _ERROR.search(f"{title}\n{shown}\n"[:300]):
        return _page(name, "是网站出错时的页面，不是报告", "请核对网址，重新打开报告后另存网页，再核对")
    if not _REPORT.search(title + shown):
        return _without_words(root, name, shown)
    attached = list(itertools.islice(_files_in(root, {"a": "href"}), _MOST_LINKS))
    if attached:
        attached.sort(key=lambda file: not _REPORT_FILE.search(file))
        return _page(name, f"没有表格，报告可能在附件“{attached[0]}”里", "请下载附件，再核对附件")
    if any(True for _ in root.iter("img")):
        return _page(name, "没有文字的表格，表格可能是图片", "请把图片另存下来再核对，或者向发布机关要Word、PDF原件")
    return _without_words(root, name, shown)


def _without_words(root: Any, name: str, shown: str) -> Unreadable | None:
    if len(shown) > _NOTHING:
        return None
    if next(root.iter("frame", "iframe"), None) is not None:
        return _page(name, "只有框架，正文在另外的网页里", "请在浏览器里单独打开框架里的网页，另存后再核对")
    if next(root.iter("script", "noscript"), None) is not None:
        return _page(name, "没有正文，内容要靠脚本显示", "请在浏览器里打开，等正文显示后另存网页或打印成PDF，再核对")
    return None


def _page(name: str, told: str, remedy: str) -> Unreadable:
    return Unreadable("page.shell", f"{name} {told}。", f"{remedy}。")


def _shown(root: Any) -> str:
    """What the page says, up to a little more than a page without a report has to say."""
    pieces: list[str] = []
    size = 0
    for element in root.iter():
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        for text in ("" if silent else element.text or "", element.tail or ""):
            words = "".join(text.split())
            pieces.append(words)
            size += len(words)
        if size > 4 * _LITTLE:
            break
    return "".join(pieces)


def _files_in(root: Any, places: dict[str, str]) -> Iterator[str]:
    """The names of files that these elements point at, as people would see them."""
    for element in root.iter(*places):
        address = element.get(places[element.tag]) or ""
        try:
            parts = urlsplit(address[:2000])
        except ValueError:
            continue
        found = _FILE.findall(unquote(parts.path)) or _FILE.findall(unquote(parts.query + "#" + parts.fragment))
        if found:
            name = "".join(sign for sign in found[-1] if sign.isprintable())
            yield name if len(name) <= _LONGEST_NAME else "…" + name[-_LONGEST_NAME:]
