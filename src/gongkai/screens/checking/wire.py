"""Messages between the process that asks and the one that reads a file: a length, then JSON, then bytes if it says so.

JSON and not pickle, because the process that reads a hostile file is not trusted afterwards.
"""

import json
from struct import calcsize, pack, unpack
from typing import Any, BinaryIO

_HEAD = ">II"
HEAD = calcsize(_HEAD)
MOST = 200_000_000


def packed(message: dict[str, Any], data: bytes = b"") -> bytes:
    """The message as it is sent."""
    body = json.dumps(message).encode()  # ASCII: a path may hold bytes that are no UTF-8
    return pack(_HEAD, len(body), len(data)) + body + data


def lengths(head: bytes) -> tuple[int, int]:
    """Of the JSON and of the bytes. ValueError for lengths nobody sends."""
    body, data = unpack(_HEAD, head)
    if body + data > MOST:
        raise ValueError("a message longer than any report")
    return body, data


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None at the end of the stream."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    body, data = lengths(head)
    return json.loads(stream.read(body)), stream.read(data)
