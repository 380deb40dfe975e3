"""Whether an old office file (compound file, MS-CFB) ends: its sectors are chained, and a chain may bite its own tail."""

import itertools
import struct
from collections.abc import Sequence

from gongkai.reading import refusals

_HEADER = 512
_IN_HEADER = 109  # places of sectors of the allocation table that stand in the header itself
_LAST = 0xFFFFFFFA  # from here on a number is no sector's
_ENTRY = 128  # bytes of an entry of the directory
_CHAINED = {2, 5}  # kinds of entries: a stream, the root
_ROOT = 5
_SHIFTS = {9, 12}


class _Endless(ValueError):
    pass


def require_bounded(data: bytes, name: str) -> None:
    """Unreadable where a chain of sectors has no end, or leads out of the file."""
    try:
        _walk(data)
    except (_Endless, struct.error) as error:
        raise refusals.broken(name) from error


def _walk(data: bytes) -> None:
    (shift,) = struct.unpack_from("<H", data, 30)
    first_directory, _, cutoff, first_mini = struct.unpack_from("<4I", data, 48)
    if shift not in _SHIFTS:
        raise _Endless
    table = _table(data, 1 << shift)
    directory = _content(data, table, first_directory, shift)
    minis = _numbers(_content(data, table, first_mini, shift))
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        kind = directory[at + 66]
        start, size = struct.unpack_from("<IQ", directory, at + 116)
        if kind in _CHAINED and size:
            _chain(table if kind == _ROOT or (size & 0xFFFFFFFF) >= cutoff else minis, start)


def _table(data: bytes, size: int) -> Sequence[int]:
    """For each sector the next of its chain."""
    places = [place for place in struct.unpack_from(f"<{_IN_HEADER}I", data, 76) if place < _LAST]
    (following,) = struct.unpack_from("<I", data, 68)
    most = len(data) // size
    while following < _LAST:
        sector = _numbers(_sector(data, following, size))
        places += [place for place in sector[:-1] if place < _LAST]
        following = sector[-1]
        if len(places) > most:
            raise _Endless
    return list(itertools.chain.from_iterable(_numbers(_sector(data, place, size)) for place in places))


def _chain(table: Sequence[int], start: int) -> list[int]:
    found: list[int] = []
    while start < _LAST:
        if len(found) > len(table) or start >= len(table):
            raise _Endless
        found.append(start)
        start = table[start]
    return found


def _content(data: bytes, table: Sequence[int], start: int, shift: int) -> bytes:
    return b"".join(_sector(data, place, 1 << shift) for place in _chain(table, start))


def _sector(data: bytes, place: int, size: int) -> bytes:
    begin = max(_HEADER, size) + place * size
    sector = data[begin : begin + size]
    if not sector:
        raise _Endless
    return sector.ljust(size, b"\0")


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack_from(f"<{len(data) // 4}I", data)
