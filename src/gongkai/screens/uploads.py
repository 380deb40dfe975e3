"""A file that is handed in only to be looked at: bounded while it arrives, kept nowhere afterwards."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MOST_BYTES = 20_000_000
MOST_SENT = 200_000_000  # beyond this not even read to its end
View = Callable[..., HttpResponse]


class Bounded(FileUploadHandler):
    """Lets through what fits; a file that does not is dropped while it arrives, and `request.too_large` says so."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.arrived += len(raw_data)
        if self.arrived > MOST_BYTES:
            self.request.too_large = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def bounded_upload(view: View) -> View:
    """For views that take a file of at most 20 megabytes. The view asks `is_too_large(request)`."""
    guarded = csrf_protect(view)

    @csrf_exempt  # only until the handlers are in place: reading the mark reads the whole form
    @wraps(view)
    def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_SENT:
                request.too_large = True  # type: ignore[attr-defined]
                request.method = "GET"
            else:
                handlers = (Bounded, MemoryFileUploadHandler, TemporaryFileUploadHandler)
                request.upload_handlers = [handler(request) for handler in handlers]
        return guarded(request, *args, **kwargs)

    return taken


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file was dropped because it does not fit."""
    return getattr(request, "too_large", False)
