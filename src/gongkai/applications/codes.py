"""The query code: what lets an applicant see their case without an account. Only its keyed hash is stored."""

import hashlib
import hmac
import secrets

from django.conf import settings

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
LENGTH = 8  # 31^8 codes: at five tries in fifteen minutes, guessing takes millions of years


def new_code() -> str:
    """Eight signs, as XXXX-XXXX is printed: easy to read out on the telephone."""
    return "".join(secrets.choice(_SIGNS) for _ in range(LENGTH))


def printed(code: str) -> str:
    """ABCD2345 → ABCD-2345."""
    return f"{code[:4]}-{code[4:]}"


def tidy(typed: str) -> str:
    """What a person typed, as the code was made: full-width folded, no spaces or hyphens, upper case."""
    return "".join(sign for sign in _half_width(typed).upper() if sign.isalnum())


def tidy_number(typed: str) -> str:
    """A query number as it is printed: full-width folded, no spaces, upper case; at most 30 signs."""
    return "".join(sign for sign in _half_width(typed).upper() if sign.isalnum() or sign == "-")[:30]


def _half_width(typed: str) -> str:
    return "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in typed)


def fingerprint(code: str) -> str:
    """What is stored of the code."""
    return hmac.new(settings.PAPERS_KEY, b"query-code:" + tidy(code).encode(), hashlib.sha256).hexdigest()


def is_right(code: str, stored: str) -> bool:
    """Whether the code is the one the fingerprint was made of; takes the same time either way."""
    return hmac.compare_digest(fingerprint(code), stored)


def fingerprint_of_paper(number: str) -> str:
    """What finds the same identity paper again without opening the sealed number. Empty for none."""
    plain = tidy(number)
    return hmac.new(settings.PAPERS_KEY, b"identity:" + plain.encode(), hashlib.sha256).hexdigest() if plain else ""
