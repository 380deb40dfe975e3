"""An update appended to a PDF that pdfium wrote: an outline, a number on each page, the same bytes each time.

Only pdfium's own plain output is read: one table of places, objects one after the other, pages flat under one node. No page's
content is parsed: a number is a stream of strokes laid after it, which needs no font and changes nothing on the page.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

Mark = tuple[int, str, int]  # depth, title, page counted from 0
_STROKES = {  # each numeral as lines on a field of 4 × 6
    "0": ((0, 0, 4, 0, 4, 6, 0, 6, 0, 0),),
    "1": ((1, 5, 2, 6, 2, 0), (1, 0, 3, 0)),
    "2": ((0, 6, 4, 6, 4, 3, 0, 3, 0, 0, 4, 0),),
    "3": ((0, 6, 4, 6, 4, 0, 0, 0), (1, 3, 4, 3)),
    "4": ((0, 6, 0, 3, 4, 3), (4, 6, 4, 0)),
    "5": ((4, 6, 0, 6, 0, 3, 4, 3, 4, 0, 0, 0),),
    "6": ((4, 6, 0, 6, 0, 0, 4, 0, 4, 3, 0, 3),),
    "7": ((0, 6, 4, 6, 2, 0),),
    "8": ((0, 0, 4, 0, 4, 6, 0, 6, 0, 0), (0, 3, 4, 3)),
    "9": ((4, 3, 0, 3, 0, 6, 4, 6, 4, 0, 0, 0),),
}
_DATE = re.compile(rb"/CreationDate\(D:([^)]*)\)")  # the first one: the file's own information, written before any page
_NUMBERS = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_STEP, _INSET = 6.5, 20.0
_TURNED = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def finished(content: bytes, marks: Sequence[Mark], *, numbered_from: int) -> bytes:
    """The file with its outline, and numbers on the pages from `numbered_from` (counted from 0) on.

    The time and the random numbers pdfium writes are blanked: the same pages give the same bytes.
    """
    end = content.rindex(b"trailer")
    content = _DATE.sub(lambda found: b"/CreationDate(D:" + b"0" * len(found[1]) + b")", content, count=1)
    content = content[:end] + _NUMBERS.sub(b"/ID[<%s><%s>]" % (b"0" * 32, b"0" * 32), content[end:])
    start = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    trailer = content[content.rindex(b"trailer") :]
    found, size = re.search(rb"/Root (\d+) 0 R", trailer), re.search(rb"/Size (\d+)", trailer)
    if found is None or size is None:
        raise ValueError("pdfium wrote a file without a root")
    root, first = int(found[1]), int(size[1])
    places = _places(content, start)
    pages = _kids(content, places, root)
    objects = _outline(first, marks, pages)
    catalog = _body(content, places[root])
    objects[root] = catalog[: catalog.rindex(b">>")] + b"/Outlines %d 0 R/PageMode/UseOutlines/Lang(zh-CN)>>" % first
    _number(objects, content, places, pages[numbered_from:], numbered_from + 1)
    return _appended(content, objects, start, root)


def _number(
    objects: dict[int, bytes], content: bytes, places: dict[int, int], pages: Sequence[int], number: int
) -> None:
    """Lay the number after what stands on each page. What it leaves unbalanced is kept inside by q and Q."""
    before = max(objects) + 1
    objects[before] = b"<</Length 2>>stream\nq\n\nendstream"
    for page in pages:
        body = _body(content, places[page])
        entries = dict(entries_of(body))
        strokes = b"Q\n" + _strokes(str(number), entries)
        after = max(objects) + 1
        objects[after] = b"<</Length %d>>stream\n%s\nendstream" % (len(strokes), strokes)
        drawn = _drawn(entries.get(b"/Contents", b""), content, places)
        contents = b"/Contents[%d 0 R %s %d 0 R]" % (before, drawn, after)
        kept = b"".join(name + b" " + value for name, value in entries.items() if name != b"/Contents")
        objects[page] = b"<<" + contents + kept + b">>"
        number += 1


def _drawn(value: bytes, content: bytes, places: dict[int, int]) -> bytes:
    """The streams of a page: one, several, or an array that lies elsewhere."""
    alone = re.fullmatch(rb"\s*(\d+) 0 R\s*", value)
    if alone is not None:
        elsewhere = _body(content, places[int(alone[1])])
        return elsewhere[1 : elsewhere.rindex(b"]")] if elsewhere.startswith(b"[") else value.strip()
    return value.strip().strip(b"[]").strip()


def _strokes(number: str, entries: dict[bytes, bytes]) -> bytes:
    """The numeral as lines, at the upper right as the page is seen."""
    box = [float(part) for part in entries.get(b"/CropBox", entries.get(b"/MediaBox", b"")).strip(b" []").split()]
    left, bottom, right, top = box if len(box) == 4 else (0.0, 0.0, 595.0, 842.0)
    turn = int(entries.get(b"/Rotate", b"0").split()[0] or 0) % 360
    wide = _STEP * len(number) + _INSET
    corner = {
        0: (right - wide, top - _INSET),
        90: (left + _INSET, top - wide),
        180: (left + wide, bottom + _INSET),
        270: (right - _INSET, bottom + wide),
    }
    at: tuple[float, float] = corner.get(turn, corner[0])
    turned = b"%d %d %d %d" % _TURNED.get(turn, _TURNED[0])
    lines = [b"q %s %.2f %.2f cm 0.8 w 1 J 1 j 0 G" % (turned, at[0], at[1])]
    for place, sign in enumerate(number):
        for points in _STROKES[sign]:
            pairs = list(zip(points[::2], points[1::2], strict=True))
            for step, (across, up) in enumerate(pairs):
                lines.append(b"%.2f %d %s" % (place * _STEP + across, up, b"l" if step else b"m"))
            lines.append(b"S")
    return b"\n".join([*lines, b"Q"])


def entries_of(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The entries of a dictionary as pdfium writes it, name and value; what lies deeper stays in its value."""
    place, end = body.index(b"<<") + 2, body.rindex(b">>")
    name, begin = b"", place
    while place < end:
        sign = body[place : place + 1]
        if sign == b"/" and (not name or body[begin:place].strip()):
            if name:
                yield name, body[begin:place]
            stop = _name_end(body, place + 1)
            name, begin, place = body[place:stop], stop, stop
        elif sign == b"/":
            place = _name_end(body, place + 1)  # a name that is a value
        else:
            place = _after(body, place)
    if name:
        yield name, body[begin:end]


def _name_end(body: bytes, place: int) -> int:
    while body[place : place + 1] not in _ENDS:
        place += 1
    return place


_ENDS = {bytes([sign]) for sign in b" \t\r\n\f\0/[]<>()"} | {b""}


def _after(body: bytes, place: int) -> int:
    """The place after the thing that begins here: a string, an array, a dictionary, or one sign."""
    sign = body[place : place + 1]
    if sign == b"(":
        return _after_string(body, place)
    if body[place : place + 2] == b"<<" or sign == b"[":
        closing = b"]" if sign == b"[" else b">>"
        place += 1 if sign == b"[" else 2
        while body[place : place + len(closing)] != closing:
            place = _after(body, place)
        return place + len(closing)
    return body.index(b">", place) + 1 if sign == b"<" else place + 1


def _after_string(body: bytes, place: int) -> int:
    depth = 0
    while True:
        sign = body[place : place + 1]
        if sign == b"\\":
            place += 1
        depth += (sign == b"(") - (sign == b")")
        place += 1
        if depth == 0:
            return place


def _places(content: bytes, start: int) -> dict[int, int]:
    """Where each object stands, from the table pdfium wrote: sections of `first count`, twenty bytes a line."""
    places: dict[int, int] = {}
    lines = content[start : content.rindex(b"trailer")].split()
    position = 1  # after `xref`
    while position + 1 < len(lines):
        first, count = int(lines[position]), int(lines[position + 1])
        position += 2
        for number in range(first, first + count):
            if lines[position + 2] == b"n":
                places[number] = int(lines[position])
            position += 3
    return places


def _body(content: bytes, place: int) -> bytes:
    begin = content.index(b"obj", place) + 3
    return content[begin : content.index(b"endobj", begin)].strip()


def _kids(content: bytes, places: dict[int, int], root: int) -> list[int]:
    """The page objects in order: pdfium lays them flat under one node."""
    node = re.search(rb"/Pages (\d+) 0 R", _body(content, places[root]))
    if node is None:
        raise ValueError("pdfium wrote a file without pages")
    kids = re.search(rb"/Kids\[([^\]]*)\]", _body(content, places[int(node[1])]))
    return [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []


def _outline(first: int, marks: Sequence[Mark], pages: Sequence[int]) -> dict[int, bytes]:
    """The objects of the outline, numbered from `first`: its head, then one for each mark."""
    numbers = [first + 1 + place for place in range(len(marks))]
    parents: list[int] = []
    above = first
    for (depth, _, _), number in zip(marks, numbers, strict=True):
        parents.append(first if depth == 0 else above)
        above = number if depth == 0 else above
    children: dict[int, list[int]] = {}
    for number, parent in zip(numbers, parents, strict=True):
        children.setdefault(parent, []).append(number)
    objects = {first: _family(b"/Type/Outlines", children[first], opened=True)}
    for number, parent, (_, title, page) in zip(numbers, parents, marks, strict=True):
        brothers = children[parent]
        place = brothers.index(number)
        words = b"/Title<%s>/Parent %d 0 R/Dest[%d 0 R/XYZ null null null]" % (
            ("\ufeff" + title).encode("utf-16-be").hex().upper().encode(),
            parent,
            pages[page],
        )
        if place:
            words += b"/Prev %d 0 R" % brothers[place - 1]
        if place + 1 < len(brothers):
            words += b"/Next %d 0 R" % brothers[place + 1]
        objects[number] = _family(words, children.get(number, []), opened=False)
    return objects


def _family(words: bytes, children: Sequence[int], *, opened: bool) -> bytes:
    if not children:
        return b"<<%s>>" % words
    count = len(children) if opened else -len(children)
    return b"<<%s/First %d 0 R/Last %d 0 R/Count %d>>" % (words, children[0], children[-1], count)


def _appended(content: bytes, objects: dict[int, bytes], previous: int, root: int) -> bytes:
    out = bytearray(content.rstrip() + b"\n")
    table = bytearray(b"xref\n")
    for number in sorted(objects):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start, mark = len(out), sha256(out).hexdigest()[:32].upper().encode()
    out += table
    out += b"trailer\n<</Size %d/Root %d 0 R/Prev %d/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        root,
        previous,
        mark,
        mark,
        start,
    )
    return bytes(out)
