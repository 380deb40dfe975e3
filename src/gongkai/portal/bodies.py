"""The text of an item as its page shows it: sieved once more, wide tables in a region that scrolls by itself."""

import re

from django.utils.safestring import SafeString, mark_safe

from gongkai.publications.cleaning import clean

_TABLE = re.compile(r"</?table\b[^>]*>")
_REGION = '<div class="scroll" role="region" aria-label="表格" tabindex="0">'


def shown(html: str, *, item: int) -> SafeString:
    """The body, safe to print. It was sieved when it was written; a row that came another way is sieved here."""
    return mark_safe(_in_regions(clean(html, item=item)))


def _in_regions(html: str) -> str:
    """Each table that stands in no other gets a labelled region."""
    found, depth, at = [], 0, 0
    for tag in _TABLE.finditer(html):
        opens = not tag[0].startswith("</")
        depth += 1 if opens else -1
        if opens and depth == 1:
            found += [html[at : tag.start()], _REGION, tag[0]]
            at = tag.end()
        elif not opens and depth == 0:
            found += [html[at : tag.end()], "</div>"]
            at = tag.end()
    return "".join([*found, html[at:]])


def shown_part(html: str) -> SafeString:
    """The text of a column's block, safe to print. It holds no pictures of items."""
    return mark_safe(_in_regions(clean(html)))
