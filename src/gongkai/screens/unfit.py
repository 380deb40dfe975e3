"""Signs that no database takes are gone before a view reads an address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NUL = "%00"


class WithoutNul:
    """Middleware: NUL in the query of an address is passed over. PostgreSQL fails at it, whichever word of the query holds it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        while NUL in query:  # what is taken out may bring together another
            query = query.replace(NUL, "")
        request.META["QUERY_STRING"] = query
        return self.get_response(request)
