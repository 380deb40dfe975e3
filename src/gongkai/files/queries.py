"""Reading stored files."""

from gongkai.files.kinds import MIME
from gongkai.files.models import StoredFile
from gongkai.files.sealing import unseal
from gongkai.files.shelf import path_of


def content_of(file: StoredFile) -> bytes:
    """The plain bytes. FileNotFoundError when the disk lost them; SealBroken when they were tampered with."""
    content = path_of(file.digest, file.sealed).read_bytes()
    return unseal(content, file.digest) if file.sealed else content


def media_type(file: StoredFile) -> str:
    """The type to serve it as, from its content, never from what the browser claimed."""
    return MIME[file.kind]
