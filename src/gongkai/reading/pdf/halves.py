"""Pages printed two on a sheet: the two halves of a booklet's page, or of two reports side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.reading import headings
from gongkai.reading.pdf.lines import groups_of, lines_of, text_of
from gongkai.reading.pdf.numbering import is_number
from gongkai.reading.pdf.page import Page, Ruling, Sign

_MIDDLE = (0.42, 0.58)  # of the width, where a gutter may run
_NARROWEST = 8.0  # points
_MARGIN = 0.07  # of the height
_FOOT = 0.12  # of the height, where a page's number may stand
_ROW = 3  # figures on a line that make it a row
_NUMERAL = re.compile("[0-9][.．、][\u3400-\u9fff]|[(（][一二三四五六七][)）]|[一二三四五六]、")
_SHARE = 0.2  # of the page's characters, at least, in each half


def parted(pages: Sequence[Page]) -> list[Page]:
    """The pages, those printed two on a sheet as two. Two reports side by side are given one after the other."""
    gutters = [gutter_of(page) for page in pages]
    certain = [gutter for gutter in gutters if gutter is not None]
    if not certain:
        return list(pages)
    usual = sorted(certain)[len(certain) // 2]
    halves: list[tuple[Page, Page | None]] = []
    for page, own in zip(pages, gutters, strict=True):
        gutter = (
            own
            if own is not None
            else usual
            if _is_free(page, usual) and not _begins_with_figures(page, usual)
            else None
        )
        halves.append((page, None) if gutter is None else _cut(page, gutter))
    left, right = halves[0]
    if right is not None and _has_title(left) and _has_title(right):
        return [one for one, _ in halves] + [two for _, two in halves if two is not None]
    return [half for pair in halves for half in pair if half is not None]


def gutter_of(page: Page) -> float | None:
    """Where a page parts into two: a strip near the middle that nothing crosses, with running text on both sides."""
    low, high = (share * page.width for share in _MIDDLE)
    crossing = sorted(
        [(sign.box[0], sign.box[2]) for sign in _inner(page) if sign.box[2] > low and sign.box[0] < high]
        + [(line.start, line.end) for line in _rulings(page) if line.end > low and line.start < high]
        + [(line.at - 1, line.at + 1) for line in page.down if low < line.at < high]
    )
    best, at = (0.0, 0.0), low
    for start, end in [*crossing, (high, high)]:
        if start - at > best[1] - best[0]:
            best = (at, min(start, high))
        at = max(at, end)
    gutter = (best[0] + best[1]) / 2
    if best[1] - best[0] < _NARROWEST or not page.signs:
        return None
    sides = [_characters(page, gutter, left) for left in (True, False)]
    if min(sides) < _SHARE * max(sum(sides), 1) or _begins_with_figures(page, gutter):
        return None
    return gutter


def _begins_with_figures(page: Page, gutter: float) -> bool:
    """Whether what stands right of the strip is the rest of a table without rulings: rows of figures, and not one numeral
    of a label or a title, for those are on the other side."""
    right = [sign for sign in page.signs if sign.middle[0] > gutter]
    rows = [groups_of(line) for line in lines_of([sign for sign in right if sign.text.isdigit()])]
    return any(len(groups) >= _ROW for groups in rows) and not any(
        _NUMERAL.search(text_of(line)) for line in lines_of(right)
    )


def _inner(page: Page) -> list[Sign]:
    """The signs between head and foot, where a page's number may stand in the middle."""
    inner = [sign for sign in page.signs if _MARGIN < sign.middle[1] / page.height < 1 - _MARGIN]
    low, high = (share * page.width for share in _MIDDLE)
    outer = [
        sign for sign in inner if not _FOOT < sign.middle[1] / page.height < 1 - _FOOT and low < sign.middle[0] < high
    ]
    number = {id(sign) for line in lines_of(outer) for word in groups_of(line) if is_number(word) for sign in word}
    return [sign for sign in inner if id(sign) not in number]


def _rulings(page: Page) -> list[Ruling]:
    """The same of horizontal rulings: a frame around the page crosses its middle above and below."""
    return [line for line in page.across if _MARGIN < line.at / page.height < 1 - _MARGIN]


def _characters(page: Page, gutter: float, left: bool) -> int:
    """Chinese characters on one side. A table without rulings has its labels on one side and its figures on the other."""
    return sum("\u3400" <= sign.text <= "\u9fff" and (sign.middle[0] < gutter) == left for sign in page.signs)


def _is_free(page: Page, gutter: float) -> bool:
    signs = any(sign.box[0] < gutter < sign.box[2] for sign in _inner(page))
    return not signs and not any(line.start < gutter < line.end for line in _rulings(page))


def _cut(page: Page, gutter: float) -> tuple[Page, Page]:
    """Both halves, in the coordinates of the whole page."""
    left = replace(
        page,
        signs=[sign for sign in page.signs if sign.middle[0] < gutter],
        across=[line for line in page.across if line.end <= gutter + _NARROWEST],
        down=[line for line in page.down if line.at <= gutter],
    )
    right = replace(
        page,
        signs=[sign for sign in page.signs if sign.middle[0] >= gutter],
        across=[line for line in page.across if line.start >= gutter - _NARROWEST],
        down=[line for line in page.down if line.at > gutter],
    )
    return left, right


def _has_title(page: Page) -> bool:
    lines = [text_of(line) for line in lines_of(page.signs)[:12]]
    return any(headings.title("".join(lines[at : at + count])) for at in range(len(lines)) for count in (1, 2))
