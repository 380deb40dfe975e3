"""Looking for a text among bytes, in every coding in which a file could keep it."""

import base64
import re
import unicodedata
from collections.abc import Iterable, Mapping

_CODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
_SHORTEST = 6  # bytes: less is found in any noise
_ESCAPES = {ord("("): b"\\(", ord(")"): b"\\)", ord("\\"): b"\\\\"}


def folded(text: str) -> str:
    """The text as one compares it: one width, no spaces, no line ends, small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) not in {"Cf", "Cc"})


def codings_of(text: str, codes: Mapping[str, int] | None = None) -> set[bytes]:
    """The byte sequences that would give the text away. codes: sign → code of a PDF's font."""
    found: set[bytes] = set()
    for form in {text.strip(), "".join(text.split()), unicodedata.normalize("NFKC", "".join(text.split()))}:
        for coding in _CODINGS:
            raw = form.encode(coding, "ignore")
            found |= {raw, raw.hex().encode(), raw.hex().upper().encode(), _octal(raw), _escaped(raw)}
        found |= {_as_entities(form, "&#{};"), _as_entities(form, "&#x{:x};"), base64.b64encode(form.encode())}
        if codes and all(sign in codes for sign in form):
            found.add("".join(f"{codes[sign]:04X}" for sign in form).encode())
    return {entry for entry in found if len(entry) >= _SHORTEST}


def _octal(raw: bytes) -> bytes:
    return b"".join(b"\\%03o" % byte for byte in raw)


def _escaped(raw: bytes) -> bytes:
    return b"".join(_ESCAPES.get(byte, bytes([byte])) for byte in raw)


def _as_entities(text: str, form: str) -> bytes:
    return "".join(form.format(ord(sign)) for sign in text).encode()


def traces_in(places: Mapping[str, bytes], texts: Iterable[str], codes: Mapping[str, int] | None = None) -> list[str]:
    """The names of the places in which one of the texts is found. Empty when none is."""
    wanted = set().union(*(codings_of(text, codes) for text in texts)) if texts else set()
    if not wanted:
        return []
    pattern = re.compile(b"|".join(re.escape(entry) for entry in sorted(wanted, key=len, reverse=True)))
    return [name for name, data in places.items() if pattern.search(data)]
