"""Encryption at rest of what must not be read from a stolen disk: identity papers, originals, archives. AES-256-GCM."""

import os
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class SealBroken(Exception):
    """The bytes were changed, or sealed with another key: restore home/keys/papers from the backup."""


def seal(plain: bytes, context: str) -> bytes:
    """nonce + ciphertext. `context` (say `applicant:12`) is bound in: sealed bytes moved elsewhere do not open."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, plain, context.encode())


def unseal(sealed: bytes, context: str) -> bytes:
    """The plain bytes. SealBroken when they were tampered with or the key is another."""
    from cryptography.exceptions import InvalidTag

    try:
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], context.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: cut down to less than a nonce
        raise SealBroken(context) from error


def _cipher() -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # a large library that public pages never need

    return AESGCM(settings.PAPERS_KEY)
