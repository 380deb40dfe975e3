"""Files handed out: type by content, name as people gave it, never kept by caches on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content: bytes, name: str, media_type: str, *, private: bool = True) -> HttpResponse:
    """The bytes as a file to keep. private: no cache on the way keeps it."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store, private" if private else "public, max-age=300"
    return response


def pdf(content: bytes, name: str, *, private: bool = True) -> HttpResponse:
    """A PDF, to be opened or kept."""
    return download(content, name, "application/pdf", private=private)
