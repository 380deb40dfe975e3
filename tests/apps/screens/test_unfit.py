"""NUL in an address: PostgreSQL fails at it, so no view ever sees it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from gongkai.screens.unfit import WithoutNul


@pytest.mark.parametrize(
    ("asked", "seen"),
    [("q=%00", ""), ("q=a%00b", "ab"), ("q=a%%0000b", "ab"), ("q=%2500", "%00"), ("q=%E5%9C%B0", "地")],
)
def test_a_view_never_sees_a_nul_in_the_query(asked: str, seen: str) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.GET.get("q", ""))

    request = RequestFactory().get("/", QUERY_STRING=asked)
    assert WithoutNul(view)(request).content.decode() == seen


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["q", "field", "section", "agency", "year", "validity", "order"])
def test_a_search_with_nul_in_any_word_is_answered(word: str) -> None:
    assert Client().get(f"/search/?q=%E5%85%AC%E5%BC%80&{word}=%00").status_code == 200
