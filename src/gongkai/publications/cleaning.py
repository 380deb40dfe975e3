"""The one sieve a text passes on its way in, whoever hands it in: what the editor offers, and nothing else.

Kept: paragraphs, three levels of headings, lists, quotations, links, pictures of the item's own files, tables. Gone: script, style,
classes, event handlers, data: and javascript: addresses, SVG, comments, what Word leaves behind, empty paragraphs.
"""

import html as entities
import re

import nh3

DEEPEST = 180  # tags of lists, quotations, tables open in one another; deeper ones are unwrapped, and no word is lost
LONGEST = {"href": 1000, "title": 200, "alt": 300, "src": 300}
WIDEST = 200  # cells one cell may span
PICTURE = re.compile(r"/items/(?P<item>\d{1,18})/files/(?P<attachment>\d{1,18})/[^/?#\s\"'<>\\]{1,200}")
_AT_DESK = re.compile(r'(?<=src=["\'])/desk(?=/items/\d+/files/)')
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_TAGS = {
    *("p", "h2", "h3", "h4", "strong", "em", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "hr", "br"),
    *("a", "img", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
_WITH_CONTENT = {"script", "style", "title", "xml", "svg", "math", "iframe", "object", "template", "noscript", "select"}
_SAME = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "ins": "u",
    **dict.fromkeys(("div", "section", "article", "center", "address", "pre", "dd", "dt", "figure", "figcaption"), "p"),
}
_NESTING = frozenset({"blockquote", "ul", "ol", "li", "table", "strong", "em", "u", "s", "sub", "sup"})
_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
_EMPTY = re.compile(r"<(p|h2|h3|h4|strong|em|u|s|sub|sup|a)>(?:\s|&nbsp;|<br>)*</\1>")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>')
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_ALT = re.compile(r' alt="([^"]*)"')
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_WRAPPED = re.compile(
    r"(?<=[\u3001-\u9fff\uff01-\uffef])\n(?=[\u3001-\u9fff\uff01-\uffef])"
)  # Word wraps lines in mid-sentence
_LINE_AFTER = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "tr", "caption", "br", "hr", "table"})


def clean(html: str, *, item: int | None = None) -> str:
    """The text as it may be kept and shown. Cleaning what is clean changes nothing.

    item: only pictures of this item's files stay; without it, pictures of any item's files.
    """
    html = _UNSEEN.sub("", html.replace("\r\n", "\n"))
    html = _AT_DESK.sub("", _WRAPPED.sub("", html))
    told = _CLEANER.clean(_in_our_words(html))
    told = _BARE_LINK.sub(r"\1", _IMAGE.sub(lambda found: _own(found[0], item), told))
    while (fewer := _EMPTY.sub("", told)) != told:
        told = fewer
    return told.strip()


def for_desk(html: str) -> str:
    """A cleaned text whose pictures are asked for at the desk: those of a draft are not public. `clean` turns them back."""
    return re.sub(r'(?<=src=")(?=/items/\d+/files/)', "/desk", html)


def pictures_of(html: str) -> list[tuple[int, str]]:
    """(key of the attachment, description) of each picture in a cleaned text, in order."""
    found = []
    for image in _IMAGE.findall(html):
        address, alt = PICTURE.search(image), _ALT.search(image)
        if address:
            found.append((int(address["attachment"]), entities.unescape(alt[1]).strip() if alt else ""))
    return found


def links_of(html: str) -> list[tuple[str, str]]:
    """(address, words) of each link in a cleaned text, in order."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(entities.unescape(address), words_of(words)) for address, words in found]


def words_of(html: str) -> str:
    """The words of a cleaned text, a line for each paragraph, item or row; cells are parted by tabs.

    A picture is its description. For search and comparison; gives no markup back.
    """
    cells = 0

    def as_words(tag: re.Match[str]) -> str:
        nonlocal cells
        closing, name, rest = tag.groups()
        if name == "img":
            alt = _ALT.search(rest)
            return f" {alt[1]} " if alt else ""
        if name in {"td", "th"}:
            cells = max(0, cells + (-1 if closing else 1))
            return "\t" if closing and not cells else " "
        ends = (name in _LINE_AFTER and (closing or name in {"br", "hr", "table"})) or name in {"ul", "ol"}
        return " " if cells and name in _LINE_AFTER else "\n" if ends else ""

    told = _TAG.sub(as_words, html.replace("\n", " ")).replace("&nbsp;", " ")
    lines = (re.sub(r" *\t[ \t]*", "\t", re.sub(r"  +", " ", line)).strip() for line in told.split("\n"))
    return entities.unescape("\n".join(line for line in lines if line))


def _in_our_words(html: str) -> str:
    """Tags that mean the same get the name we keep, and what lies too deep is unwrapped: the parser is slow in the depths."""
    depth = 0

    def renamed(tag: re.Match[str]) -> str:
        nonlocal depth
        closing, name = tag[1], tag[2].lower()
        name = _SAME.get(name, name)
        if name in _NESTING:
            if not closing:
                depth += 1
            too_deep = depth > DEEPEST
            if closing and depth:
                depth -= 1
            if too_deep:
                return f"<{closing}wbr"  # holds nothing, so it nests nothing, and is not kept
        return f"<{closing}{name}"

    return _OPENING.sub(renamed, html)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value as it is kept, or None."""
    if len(value) > LONGEST.get(name, 20):
        return value[: LONGEST[name]] if name in {"alt", "title"} else None
    if tag == "a" and name == "href":
        told = value.strip()
        return None if not told or told.startswith(("//", "\\", "/\\")) else told
    if name in {"colspan", "rowspan", "start"}:
        digits = value.strip()
        least = 1 if name == "start" else 2
        return digits if digits.isascii() and digits.isdigit() and least <= int(digits[:9]) <= WIDEST else None
    if name == "scope":
        return value if value in {"col", "row", "colgroup", "rowgroup"} else None
    return value


_IMAGE = re.compile(r'<img(?: [a-z]+="[^"]*")*>')
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)


def _own(image: str, item: int | None) -> str:
    """The picture, when it is a file of the item; else nothing."""
    source = re.search(r'src="([^"]*)"', image)
    found = PICTURE.fullmatch(entities.unescape(source[1])) if source else None
    return image if found and (item is None or int(found["item"]) == item) else ""
